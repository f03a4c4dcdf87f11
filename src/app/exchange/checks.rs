//! Whether a record of another file agrees with itself, and says only what this program would have taken.

use super::Header;
use crate::app::themes;
use crate::domain::{self, Circumstances, Content, Entity, Id, Pair, Text};
use crate::programme::{Agreement, MOST_THEMES, is_key};
use crate::store::{RecordState, Traveller};
use chrono::Datelike as _;

/// Beyond what a file can have counted in the life of a pair; a number above it is a mistake.
const MOST_LAMPORT: i64 = 1 << 53;

/// The kinds that travel, by which records without words are known, too.
const KINDS: [&str; 20] = [
    "person",
    "pair",
    "observation",
    "incident",
    "adjustment",
    "review",
    "block",
    "answer",
    "addition",
    "reply",
    "step",
    "closing",
    "check",
    "lapse",
    "note",
    "amendment",
    "signature",
    "share",
    "ready",
    "consent",
];

/// Whether a part goes to another file. What does stands in [`KINDS`], too.
fn travels(part: &Content) -> bool {
    match part {
        Content::Answer { .. }
        | Content::Addition { .. }
        | Content::Reply { .. }
        | Content::Step { .. }
        | Content::Closing { .. }
        | Content::Check { .. }
        | Content::Lapse { .. }
        | Content::Note { .. }
        | Content::Amendment { .. }
        | Content::Signature { .. }
        | Content::Share
        | Content::Ready
        | Content::Consent { .. } => true,
        // Paper lies where it was printed.
        Content::Printing { .. } => false,
    }
}

/// The name of the field in which something does not hold.
fn holds(condition: bool, field: &'static str) -> Result<(), &'static str> {
    if condition { Ok(()) } else { Err(field) }
}

/// Whether a record agrees with itself and with what stands before the records; the name of the field that does not.
pub(super) fn check(record: &Traveller, header: &Header) -> Result<(), &'static str> {
    let is_one = |person: Id| header.people.iter().any(|it| it.id == person);
    holds(KINDS.contains(&record.kind.as_str()), "kind")?;
    holds((1..MOST_LAMPORT).contains(&record.lamport), "lamport")?;
    holds(record.author.is_none_or(is_one), "author")?;
    holds(is_label(&record.act), "act")?;
    holds((1..=9999).contains(&record.at.year()), "at")?;
    let Some(body) = &record.body else {
        // Words that were erased later are missing from what was written before.
        return holds(record.state != RecordState::Erased, "body");
    };
    holds(record.state != RecordState::Removed, "state")?;
    holds(body.is_erased() || record.state != RecordState::Erased, "state")?;
    holds(body.kind() == record.kind, "kind")?;
    holds(body.subject(record.entity) == record.subject, "subject")?;
    if let Some(member) = body.own_author() {
        holds(record.author == Some(header.people[member.index()].id), "author")?;
    }
    body.sound()?;
    let pair = header.pair.id;
    match body {
        Entity::Person(it) => {
            holds(is_one(record.entity), "entity")?;
            holds(is_label(&it.name), "name")?;
            holds(it.mail.as_deref().is_none_or(is_label), "mail")
        }
        Entity::Pair(it) => {
            holds(record.entity == pair, "entity")?;
            holds(it.people == [header.people[0].id, header.people[1].id], "people")?;
            set(it)
        }
        Entity::Observation(it) => {
            holds(it.pair == pair, "pair")?;
            surrounded(&it.circumstances)?;
            holds(is_text(&it.text, it.erased.is_some()), "text")
        }
        Entity::Incident(it) => {
            holds(it.pair == pair, "pair")?;
            surrounded(&it.circumstances)?;
            holds(is_text(&it.text, it.erased.is_some()), "text")
        }
        Entity::Adjustment(it) => {
            holds(it.pair == pair, "pair")?;
            holds(are_tags(&it.tags), "tags")?;
            holds(is_text(&it.text, it.erased.is_some()), "text")
        }
        Entity::Review(it) => {
            holds(it.pair == pair, "pair")?;
            holds(it.place.as_deref().is_none_or(is_label), "place")?;
            holds(it.reason.as_deref().is_none_or(is_label), "reason")?;
            holds(domain::in_years(it.date.year()).is_ok(), "date")
        }
        Entity::Block(it) => {
            holds(it.pair == pair, "pair")?;
            holds(is_label(&it.name), "name")
        }
        Entity::Part(it) => {
            holds(travels(&it.content), "kind")?;
            holds(it.content.text().is_none_or(|text| is_text(text, it.erased.is_some())), "text")
        }
    }
}

/// Whether what is set for a pair could be set here.
fn set(pair: &Pair) -> Result<(), &'static str> {
    holds(is_label(&pair.key), "key")?;
    holds(pair.titles.iter().flatten().all(|title| is_label(title)), "titles")?;
    holds(pair.end.as_ref().is_none_or(|end| is_label(&end.reason)), "end")?;
    let mut themes = pair.themes.iter();
    let are_few = themes::keys(pair).len() <= MOST_THEMES;
    holds(are_few && themes.all(|(key, label)| is_key(key) && is_label(label)), "themes")?;
    holds(pair.questions.iter().all(|(theme, text)| is_label(theme) && is_label(text)), "questions")?;
    let is_agreement =
        |key: &str, text: &str| is_key(key) && is_label(text) && Agreement::own(key, text).is_ok();
    holds(pair.agreements.iter().all(|(key, text)| is_agreement(key, text)), "agreements")
}

/// Whether what surrounded an entry could be noted here.
fn surrounded(it: &Circumstances) -> Result<(), &'static str> {
    holds(it.effect.as_ref().is_none_or(|effect| is_text(effect, false)), "effect")?;
    holds(it.setting.as_deref().is_none_or(is_label), "setting")?;
    holds(are_tags(&it.tags), "tags")
}

/// Whether tags are such as are kept: labels without `#`, each once. Files that are older than the rule have tags with commas.
fn are_tags(tags: &[String]) -> bool {
    let is_new = |(place, tag): (usize, &String)| !tags[..place].contains(tag);
    tags.iter().all(|tag| is_label(tag) && !tag.starts_with('#')) && tags.iter().enumerate().all(is_new)
}

/// Whether a label stands as this program would have kept it.
fn is_label(label: &str) -> bool {
    domain::label(label).is_ok_and(|kept| kept == label)
}

/// Whether a text is one that this program would have taken, or the stub of an erased one.
fn is_text(text: &Text, is_erased: bool) -> bool {
    let text = text.to_string();
    if is_erased { text.is_empty() } else { Text::new(&text).is_ok_and(|taken| taken.to_string() == text) }
}
