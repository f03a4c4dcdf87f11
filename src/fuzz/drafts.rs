//! Pages of an editor: bytes read as one, and pages that were written and come back.

use super::bytes::Bytes;
use super::files::{File, allowed, file_of_a_pair};
use super::{BEGINNING, LANGUAGES};
use crate::app::draft::{CUT, Draft, Field, Page, height, noted, read, without_notes, write};
use crate::app::edit::{changeable, edit};
use crate::app::entry::Entry;
use crate::app::observe::{Noticed, observe};
use crate::app::{Session, adjust, incident};
use crate::cli::fuzz::{draft_of, edit_of};
use crate::domain::{About, Actor, Channel, Class, Member, Nature, Owner, Severity, Text, Tone, Word as _};
use crate::locale::Language;
use chrono::Days;

const FIELDS: [Field; 15] = [
    Field::Theme,
    Field::Tone,
    Field::About,
    Field::Date,
    Field::Actor,
    Field::Severity,
    Field::Class,
    Field::Public,
    Field::Owner,
    Field::Until,
    Field::Checks,
    Field::Effect,
    Field::Setting,
    Field::Channel,
    Field::Tags,
];

/// Reads the bytes as a page; or writes a page that they tell, and reads it back.
///
/// # Panics
/// If the program is broken: it loses what stands on a page, or takes a page for changed that is not.
pub fn drafts(data: &[u8]) {
    let mut bytes = Bytes(data);
    let language = bytes.one_of(&LANGUAGES);
    match bytes.number(3) {
        0 => {
            let chosen = u16::from_le_bytes([bytes.byte(), bytes.byte()]);
            let fields = FIELDS.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1);
            let fields: Vec<Field> = fields.map(|(_, field)| *field).collect();
            any_page(&String::from_utf8_lossy(bytes.0), &fields);
        }
        1 => made_up(language, &mut bytes),
        _ => of_an_entry(language, &mut bytes),
    }
}

/// A page as somebody left it: all that stands on it is read, or the line is told on which something is wrong.
fn any_page(page: &str, fields: &[Field]) {
    let lines: Vec<&str> = page.split('\n').collect();
    match read(page, fields) {
        Ok(read) => {
            is_all_read(page, &read);
            let lines = 1..=lines.len();
            assert!(
                fields.iter().all(|it| read.line(*it).is_none_or(|line| lines.contains(&line))),
                "{read:?}"
            );
        }
        Err(slip) => {
            assert!(slip.line().is_none_or(|line| (1..=lines.len()).contains(&line)), "{slip:?}");
        }
    }
    let notes = [page.chars().take(40).collect(), "a\n\nb".to_owned()];
    let whole = noted(page, &notes);
    assert_eq!(without_notes(&whole), page);
    assert_eq!(whole.split('\n').count(), page.split('\n').count() + height(&notes), "{whole:?}");
}

/// Every line of a page is in its text, in a field, or is a comment.
fn is_all_read(page: &str, read: &Page) {
    let page = page.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let lines: Vec<&str> = page.split('\n').collect();
    let cut = lines.iter().rposition(|line| line.trim_end() == CUT).unwrap_or(lines.len());
    assert_eq!(read.draft.text, lines[..cut].join("\n").trim());
    let values: Vec<&str> = read.draft.fields.iter().flat_map(|(_, value)| value.split('\n')).collect();
    for line in lines.iter().skip(cut + 1).filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let is_kept = values.iter().any(|value| line.ends_with(value) && !value.trim().is_empty());
        let is_empty_field = line.trim_end().ends_with(':');
        assert!(is_kept || is_empty_field, "{line:?} is lost: {read:?}");
    }
}

/// A page of texts and values that could stand on one.
fn made_up(language: Language, bytes: &mut Bytes<'_>) {
    let text = Text::new(&bytes.text()).map(|text| text.to_string()).unwrap_or_default();
    let fields = FIELDS.iter().filter_map(|field| {
        let value = bytes.is_so().then(|| bytes.text())?;
        // What is on record has been read as a text, of which each line end is one.
        Some((*field, Text::new(&value).map(|text| text.to_string()).unwrap_or_default()))
    });
    let draft = Draft { text, fields: fields.collect() };
    comes_back(language, &draft);
}

/// Writes a page and reads it.
fn comes_back(language: Language, draft: &Draft) -> Page {
    let comments = ["a comment".to_owned(), "theme: roles".to_owned()];
    let page = write(draft, language, &comments, &comments);
    let fields: Vec<Field> = draft.fields.iter().map(|(field, _)| *field).collect();
    let on_windows = format!("\u{feff}{}", page.replace('\n', "\r\n"));
    for page in [page, on_windows] {
        let read = read(&page, &fields).unwrap_or_else(|slip| panic!("{slip:?}: {page:?}"));
        assert!(draft.is_same(&read.draft), "{draft:?} came back as {read:?}");
        assert_eq!(read.draft.fields.len(), fields.len(), "{page:?}");
    }
    read(&write(draft, language, &comments, &[]), &fields).expect("a page")
}

/// The page of something that is on record, left as it is, and then changed.
fn of_an_entry(language: Language, bytes: &mut Bytes<'_>) {
    let file = File::with(file_of_a_pair());
    let mut session = file.session(Member::A, BEGINNING);
    let Some(entry) = noted_down(&mut session, bytes) else { return };
    let handle = entry.handle.parse().expect("a handle");
    let found = changeable(&mut session, handle).expect("one's own");
    let before = draft_of(language, &found.entry);
    let page = comes_back(language, &before);
    let unchanged = edit_of(language, &session, &before, &page).expect("what was on record");
    assert!(unchanged.is_empty(), "{before:?}: {unchanged:?}");

    let mut changed = before.clone();
    while let Some((number, rest)) = bytes.0.split_first() {
        bytes.0 = rest;
        let (at, value) = (usize::from(*number), bytes.text());
        let count = changed.fields.len();
        match changed.fields.get_mut(at % (count + 1)) {
            Some((_, known)) => *known = value,
            None => changed.text = value,
        }
    }
    let fields: Vec<Field> = before.fields.iter().map(|(field, _)| *field).collect();
    let Ok(page) = read(&write(&changed, language, &[], &[]), &fields) else { return };
    let Some(said) = edit_of(language, &session, &before, &page) else { return };
    if said.is_empty() {
        return;
    }
    let Some(after) = allowed(edit(&mut session, handle, &said)) else { return };
    if let Some(text) = &said.text {
        assert_eq!(Ok(&after.text), Text::new(text).map(|text| text.to_string()).as_ref());
    }
    comes_back(language, &draft_of(language, &after));
}

/// Puts something on record that the bytes tell.
fn noted_down(session: &mut Session, bytes: &mut Bytes<'_>) -> Option<Entry> {
    let noticed = Noticed {
        theme: bytes.theme().filter(|theme| theme != "own"),
        on: Some(session.today() - bytes.days(64)),
        channel: bytes.perhaps(Channel::ALL),
        effect: bytes.text_if_any(),
        setting: bytes.text_if_any(),
        tags: (0..bytes.number(3)).map(|_| bytes.text()).collect(),
        text: bytes.text(),
        share: false,
    };
    match bytes.number(3) {
        0 => allowed(observe(session, &noticed, bytes.perhaps(Tone::ALL), bytes.perhaps(About::ALL))),
        1 => {
            let (actor, public) = (bytes.one_of(&[Actor::A, Actor::B, Actor::Third]), bytes.is_so());
            let nature = match bytes.perhaps(Severity::ALL) {
                Some(severity) => Nature::Negative { severity, class: bytes.perhaps(Class::ALL) },
                None => Nature::Positive,
            };
            allowed(incident::add(session, &noticed, actor, nature, public))
        }
        _ => {
            let (today, checks) = (session.today(), bytes.number(3));
            let agreed = adjust::Agreed {
                owner: bytes.one_of(&[Owner::A, Owner::B, Owner::Both]),
                theme: noticed.theme,
                rule: bytes.is_so(),
                until: bytes.is_so().then(|| today + bytes.days(255)),
                checks: (0..checks).map(|_| today + Days::new(1) + bytes.days(254)).collect(),
                from: Vec::new(),
                tags: noticed.tags,
                text: noticed.text,
                question: bytes.label(),
            };
            allowed(adjust::add(session, &agreed))
        }
    }
}
