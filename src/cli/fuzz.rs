//! The readers of the front desk, for a fuzzer that feeds them what might have been typed.

use super::config::Key;
use super::draft;
use super::values;
use super::when::{Asked, When};
use crate::app::Session;
use crate::app::draft::{Draft, Page};
use crate::app::edit::Edit;
use crate::app::entry::Entry;
use crate::app::settings;
use crate::domain::{About, Channel, Class, Outcome, PairKind, Period, Severity, Tone, Word};
use crate::locale::Language;
use std::fmt::Debug;
use std::path::Path;

/// An entry as a page has it.
pub(crate) fn draft_of(language: Language, entry: &Entry) -> Draft {
    draft::as_draft(language, entry)
}

/// What a page changes of an entry; nothing if a value on it is none.
pub(crate) fn edit_of(language: Language, session: &Session, before: &Draft, page: &Page) -> Option<Edit> {
    draft::changed(language, session, before, page).ok()
}

/// What is read is read from its own form again, and as the same.
fn again<T: PartialEq + Debug, E>(
    typed: &str,
    read: impl Fn(&str) -> Result<T, E>,
    form: impl Fn(&T) -> String,
) {
    if let Ok(value) = read(typed) {
        let form = form(&value);
        let second = read(&form).ok();
        assert_eq!(second.as_ref(), Some(&value), "{typed:?} is {form:?}");
    }
}

fn word<W: Word + Debug + PartialEq>(language: Language, typed: &str) {
    again(typed, |typed| values::word::<W>(language, typed), |word| word.word().to_owned());
}

/// Reads a text as every kind of value that a command asks for.
pub(crate) fn values(language: Language, session: &Session, typed: &str) {
    again(typed, |typed| values::time(language, typed), |time| time.format("%H:%M").to_string());
    again(typed, |typed| values::handle(language, typed), ToString::to_string);
    again(typed, |typed| values::number(language, typed), ToString::to_string);
    again(typed, |typed| values::interval(language, typed), ToString::to_string);
    again(typed, |typed| values::year(language, typed), |year| format!("{year:04}"));
    again(typed, |typed| values::months(language, typed), ToString::to_string);
    again(typed, |typed| values::yes_or_no(language, typed), |so| if *so { "yes" } else { "no" }.to_owned());
    again(typed, |typed| values::language(language, typed), |found| found.tag().to_owned());
    again(typed, |typed| values::zone(language, typed), |zone| zone.name().to_owned());
    again(typed, |typed| values::now(language, typed), |now| now.to_rfc3339());
    again(typed, |typed| values::place(language, typed), |it| format!("{},{}", it.latitude, it.longitude));
    again(typed, |typed| values::key_and_label(language, typed), |(key, label)| format!("{key}={label}"));
    again(
        typed,
        |typed| values::check(language, typed),
        |(handle, outcome, text)| {
            let text = text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
            format!("{handle}={}{text}", outcome.word())
        },
    );
    let (pair, key) = (session.pair(), |member| session.names().key(member).to_owned());
    again(typed, |typed| session.member(typed), |member| key(*member));
    again(
        typed,
        |typed| values::score(language, session, typed),
        |(member, strokes)| format!("{}={strokes}", key(*member)),
    );
    again(typed, |typed| session.theme(typed), Clone::clone);
    _ = (values::actor(session, typed), values::owner(session, typed), values::winner(session, typed));
    _ = (values::note(session, typed), values::colour(language, typed), values::paper(language, typed));
    let names = [&session.people()[0].name, &session.people()[1].name].map(Clone::clone);
    _ = values::mail(language, &pair.member_keys, &names, typed);
    word::<Tone>(language, typed);
    word::<About>(language, typed);
    word::<Channel>(language, typed);
    word::<Class>(language, typed);
    word::<Severity>(language, typed);
    word::<Outcome>(language, typed);
    word::<PairKind>(language, typed);
}

/// Reads two texts as the ends of a period.
pub(crate) fn period(language: Language, session: &Session, from: &str, to: &str) -> Option<Period> {
    let when = When::new(language, session.today());
    _ = when.happened(Asked::Prompt, from);
    _ = when.stretch(Some(from), Some(to));
    when.period(from, to, from.len().is_multiple_of(2)).ok()
}

/// Reads a text as the file of settings at `path`, and sets one of them to a value.
pub(crate) fn setting(language: Language, path: &Path, text: &str, number: usize, value: &str) {
    let before = settings::parse(text);
    let lines = text.split('\n').count();
    assert!(before.lines.is_sorted_by_key(|line| line.number), "{before:?}");
    assert!(before.lines.iter().all(|line| (1..=lines).contains(&line.number)), "{before:?}");
    if let Some(settings::Flaw::Syntax { line, .. }) = &before.flaw {
        assert!((1..=lines).contains(line), "{before:?}");
    }
    for line in &before.lines {
        if let Some(key) = Key::named(&line.name) {
            _ = key.read(language, &line.value);
        }
    }
    let key = Key::ALL[number % Key::ALL.len()];
    let Ok(value) = key.read(language, value) else { return };
    again(&value, |typed| key.read(language, typed), Clone::clone);
    std::fs::write(path, text).expect("written");
    settings::set(path, key.name(), &value).expect("set");
    let after = settings::read(path);
    assert!(after.flaw.is_none(), "{text:?}: {after:?}");
    let set = after.lines.iter().find(|line| line.name == key.name());
    let kept = set.map(|line| key.read(language, &line.value).ok());
    assert_eq!(kept, Some(Some(value)), "{text:?}: {after:?}");
    let section = key.name().split_once('.').map_or("", |(section, _)| section);
    let is_beside =
        |name: &str| name != key.name() && name != section && !name.starts_with(&format!("{}.", key.name()));
    for line in before.lines.iter().filter(|line| is_beside(&line.name)) {
        let stays = after.lines.iter().any(|it| it.name == line.name && it.value == line.value);
        assert!(stays, "{line:?} of {text:?} is lost: {after:?}");
    }
    assert!(settings::unset(path, key.name()).expect("unset").was_there, "{text:?}");
}
