//! What is typed: values of options, names, words in a text, words that are sought, settings.

use super::LANGUAGES;
use super::bytes::Bytes;
use super::files::{File, empty_file};
use super::lives::{Life, any_life};
use crate::app::Session;
use crate::app::inline::{self, Given, Inline};
use crate::app::log::Filters;
use crate::app::search::{Query, search};
use crate::cli::fuzz as desk;
use crate::domain::{self, Member, Text};
use crate::locale::Language;

/// So many bytes tell the life that is searched.
const LIFE: usize = 300;

thread_local! {
    /// A pair with something on record.
    static LIVED: (Session, File) = {
        let told = any_life(LIFE);
        let file = File::with(empty_file());
        let mut life = Life::begin(Bytes(&told), file.store());
        while !life.bytes.0.is_empty() {
            life.step();
        }
        let now = life.now;
        drop(life);
        (file.session(Member::A, now), file)
    };
}

/// Reads the bytes as something that is typed.
///
/// # Panics
/// If the program is broken: a value is not read as the same from its own form, or what was typed is lost.
pub fn words(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (language, kind) = (bytes.one_of(&LANGUAGES), bytes.number(6));
    LIVED.with(|(session, file)| match kind {
        0 => desk::values(language, session, &bytes.text()),
        1 => {
            let (from, to) = (bytes.text(), bytes.text());
            if let Some(period) = desk::period(language, session, &from, &to) {
                let years = [1, 1989, 2024, 2027, 2100, 9999];
                let found = years.map(|year| period.in_year(year));
                assert!(found.iter().flatten().all(|(from, to)| from <= to), "{period:?}: {found:?}");
            }
        }
        2 => {
            let (number, value) = (usize::from(bytes.byte()), bytes.text());
            let text = String::from_utf8_lossy(bytes.0);
            desk::setting(language, &file.folder().join("config.toml"), &text, number, &value);
        }
        3 => is_nothing_lost(session, &bytes.text()),
        4 => sought(session, &mut bytes),
        _ => names(language, &mut bytes),
    });
}

/// Reads the marks in a text. Up to what is taken off its end, it stays as it is, and says the same again.
fn is_nothing_lost(session: &Session, text: &str) {
    let theme = |name: &str| session.theme(name).ok();
    let whom = |name: &str| session.member(name).ok();
    let read =
        |text: &str, given: Given<'_, Member>| -> Inline<Member> { inline::read(text, given, &theme, &whom) };
    let found = read(text, Given { theme: None, whom: None });
    let without = |text: &str| text.replace('\\', "");
    assert!(without(text).starts_with(&without(&found.text)), "{text:?}: {found:?}");
    if !text.contains('\\') {
        let again = read(&found.text, Given { theme: found.theme.as_deref(), whom: found.whom });
        assert_eq!(
            (&again.text, &again.theme, again.whom),
            (&found.text, &found.theme, found.whom),
            "{text:?}"
        );
    }
    let (_, rest) = inline::toned(text);
    assert!(text.ends_with(rest) || text.trim_end().ends_with(rest), "{text:?}: {rest:?}");
    if let Ok(kept) = Text::new(text) {
        assert_eq!(Text::new(kept.as_str()).as_ref(), Ok(&kept), "{text:?}");
    }
    for about in [session.observed(text, None, None).is_ok(), session.settled(text, None, None).is_ok()] {
        assert!(about, "{text:?}");
    }
}

/// Searches; what is marked stands in the text that is shown.
fn sought(session: &Session, bytes: &mut Bytes<'_>) {
    let (best, count) = (bytes.is_so(), bytes.number(3) + 1);
    let typed: Vec<String> = (0..count).map(|_| bytes.text()).collect();
    let Ok(query) = Query::parse(&typed) else { return };
    let found = search(session, &query, &Filters::default(), best, 20).expect("searched");
    for hit in found.hits {
        let mut end = 0;
        for mark in &hit.marks {
            assert!(mark.start >= end && mark.start < mark.end, "{typed:?}: {:?}", hit.marks);
            assert!(hit.text.get(mark.clone()).is_some(), "{typed:?}: {:?} in {:?}", hit.marks, hit.text);
            end = mark.end;
        }
    }
}

/// The names of two people, and the keys that they are given.
fn names(language: Language, bytes: &mut Bytes<'_>) {
    let [Some(a), Some(b)] = [bytes.label(), bytes.label()] else { return };
    let keys = domain::member_keys([&a, &b]);
    assert!(keys[0] != keys[1] && keys.iter().all(|key| !key.is_empty()), "{a:?} and {b:?}: {keys:?}");
    for key in &keys {
        assert!(key.chars().all(char::is_alphanumeric), "{key:?}");
    }
    for name in [&a, &b] {
        let genitive = crate::locale::genitive(language, name);
        assert!(genitive.starts_with(name.as_str()), "{genitive:?} of {name:?}");
    }
}
