//! What a record of another file has to be, so that it is taken in.

use super::Header;
use crate::domain::{self, Content, Entity, Id, Text};
use crate::store::{RecordState, Traveller};
use chrono::Datelike as _;

/// Beyond what a file can have counted in the life of a pair; a number above it is a mistake.
const MOST_LAMPORT: i64 = 1 << 53;

/// The kinds that travel.
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

/// Whether a record agrees with itself and with what stands before the records; the name of the field that does not.
pub(super) fn check(record: &Traveller, header: &Header) -> Result<(), &'static str> {
    let holds = |condition: bool, field| if condition { Ok(()) } else { Err(field) };
    let is_one = |person: Id| header.people.iter().any(|it| it.id == person);
    holds(KINDS.contains(&record.kind.as_str()), "kind")?;
    holds((1..MOST_LAMPORT).contains(&record.lamport), "lamport")?;
    holds(record.author.is_none_or(is_one), "author")?;
    holds(domain::label(&record.act).is_ok(), "act")?;
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
            holds(domain::label(&it.name).is_ok(), "name")
        }
        Entity::Pair(it) => {
            holds(record.entity == pair, "entity")?;
            holds(it.people == [header.people[0].id, header.people[1].id], "people")?;
            holds(domain::label(&it.key).is_ok(), "key")
        }
        Entity::Observation(it) => {
            holds(it.pair == pair, "pair")?;
            holds(is_text(&it.text, it.erased.is_some()), "text")
        }
        Entity::Incident(it) => {
            holds(it.pair == pair, "pair")?;
            holds(is_text(&it.text, it.erased.is_some()), "text")
        }
        Entity::Adjustment(it) => {
            holds(it.pair == pair, "pair")?;
            holds(is_text(&it.text, it.erased.is_some()), "text")
        }
        Entity::Review(it) => {
            holds(it.pair == pair, "pair")?;
            holds(domain::in_years(it.date.year()).is_ok(), "date")
        }
        Entity::Block(it) => {
            holds(it.pair == pair, "pair")?;
            holds(domain::label(&it.name).is_ok(), "name")
        }
        Entity::Part(it) => {
            holds(!matches!(it.content, Content::Printing { .. }), "kind")?;
            holds(it.content.text().is_none_or(|text| is_text(text, it.erased.is_some())), "text")
        }
    }
}

/// Whether a text is one that this program would have taken, or the stub of an erased one.
fn is_text(text: &Text, is_erased: bool) -> bool {
    let text = text.to_string();
    if is_erased { text.is_empty() } else { Text::new(&text).is_ok_and(|taken| taken.to_string() == text) }
}
