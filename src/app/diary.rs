//! What commands did, told of each thing that they changed, as far as the asker may see it.
//!
//! That a command was given is for [`super::history`] to show or not. What stood in an entry of the other's before they
//! shared it is not the asker's to read, nor what stood there while it was withdrawn: a state is shown if both could read it
//! while it stood.

use super::error::AppError;
use super::history::{self, Deed, History};
use super::session::Session;
use crate::domain::{Asker, Content, Entity, Handle, Id, Pair, Word as _, is_kept_with_entry};
use crate::store::{HistoryLine, HistoryRecord, Reading, RecordState};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

/// A command, and what it changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Told {
    /// The command.
    #[serde(flatten)]
    pub(crate) deed: Deed,
    /// Of an undo or a redo: what the command that it took back or brought back had changed.
    pub(crate) changes: Vec<Shift>,
}

/// What became of one thing.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shift {
    /// The entry or the talk that it is, or that it stands beside.
    pub(crate) handle: Option<String>,
    /// `observation`, `check`, `share`, `block`.
    pub(crate) kind: String,
    /// How it was changed.
    pub(crate) turn: Turn,
    /// The day that it is about.
    pub(crate) date: Option<NaiveDate>,
    /// In its words; of a blocked period and a person the name.
    pub(crate) text: Option<String>,
    /// Of a step which, of a check what came of it.
    pub(crate) word: Option<&'static str>,
    /// What is otherwise than before, where both states may be seen.
    pub(crate) fields: Vec<Field>,
}

/// How a thing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Turn {
    Made,
    Changed,
    Removed,
    Erased,
}

/// A field that is otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Field {
    /// The name of the field, as JSON has it.
    #[serde(rename = "field")]
    pub(crate) name: String,
    /// What it was.
    pub(crate) before: Value,
    /// What it is now.
    pub(crate) after: Value,
}

/// What is no field of a thing to a person: who and what it is, and what follows from a change.
const UNTOLD: [&str; 13] = [
    "from", "entity", "part", "pair", "number", "author", "created", "edited", "erased", "subject", "name",
    "holds", "asked",
];

/// A command with what it changed, as far as the asker may see it.
///
/// # Errors
/// As for every read.
pub(super) fn told(
    reading: Reading<'_>,
    pair: &Pair,
    asker: Asker,
    line: &HistoryLine,
) -> Result<Told, AppError> {
    let deed = history::deed(reading, pair, line)?;
    let first = match &deed.reverses {
        Some(reversed) => reading.command(reversed.id)?,
        None => None,
    };
    let mut changes = Vec::new();
    for record in &first.as_ref().unwrap_or(line).records {
        // Who the two are is told with the pair.
        if record.kind != "person" || record.replaces.is_some() {
            changes.push(shift(reading, asker, record)?);
        }
    }
    Ok(Told { deed, changes })
}

/// The life of one entry, the newest first, at most `limit` commands.
///
/// # Errors
/// If there is none that the asker may know of.
pub(crate) fn of_entry(session: &Session, handle: Handle, limit: usize) -> Result<History, AppError> {
    let (reading, pair, asker) = (session.store().reading(), session.pair(), Asker::from(session.me()));
    let root = Handle { part: None, ..handle };
    let mut deeds = Vec::new();
    let subject = subject(session, root)?;
    for line in reading.life(subject)?.into_iter().rev() {
        if !history::is_shown(reading, session.pair_id(), pair, asker, &line)? {
            continue;
        }
        if deeds.len() == limit {
            return Ok(History { deeds, more: true });
        }
        let mut told = told(reading, pair, asker, &line)?;
        // A command about several entries is told of this one alone.
        told.changes.retain(|shift| shift.handle.as_deref().is_none_or(|of| of == root.to_string()));
        deeds.push(told);
    }
    Ok(History { deeds, more: false })
}

/// The entry that a handle names: one that can be read, or one's own or a joint one that was deleted.
fn subject(session: &Session, handle: Handle) -> Result<Id, AppError> {
    let entry = match session.entry(handle) {
        Ok(entry) => return Ok(entry.id),
        Err(error @ AppError::UnknownHandle { .. }) => error,
        Err(other) => return Err(other),
    };
    let reading = session.store().reading();
    for id in reading.ever(session.pair_id(), handle)? {
        let known = reading.last_known(id)?;
        let is_theirs =
            known.and_then(|entity| entity.own_author()).is_none_or(|author| session.me() == Some(author));
        if is_theirs {
            return Ok(id);
        }
    }
    Err(entry)
}

fn shift(reading: Reading<'_>, asker: Asker, record: &HistoryRecord) -> Result<Shift, AppError> {
    let seen = |id: Id| -> Result<Option<Entity>, AppError> {
        Ok(if may_see(reading, asker, record, id)? { reading.body(id)? } else { None })
    };
    let before = record.replaces.map(seen).transpose()?.flatten();
    let after = if record.state == RecordState::Put { seen(record.id)? } else { None };
    let was_there = match record.replaces {
        Some(before) => reading.body(before)?.is_some(),
        None => false,
    };
    let turn = match record.state {
        RecordState::Erased => Turn::Erased,
        RecordState::Removed => Turn::Removed,
        RecordState::Put if was_there => Turn::Changed,
        RecordState::Put => Turn::Made,
    };
    let fields = match (&before, &after) {
        (Some(before), Some(after)) => fields(before, after),
        _ => Vec::new(),
    };
    let shown = after.or(before);
    Ok(Shift {
        handle: history::handle(reading, record)?.map(|handle| handle.to_string()),
        kind: record.kind.clone(),
        turn,
        date: shown.as_ref().and_then(date),
        text: shown.as_ref().and_then(text),
        word: shown.as_ref().and_then(word),
        fields,
    })
}

/// Whether the asker may see what a record of the entity of `of` says.
fn may_see(reading: Reading<'_>, asker: Asker, of: &HistoryRecord, record: Id) -> Result<bool, AppError> {
    if !matches!(of.kind.as_str(), "observation" | "incident") && !is_kept_with_entry(&of.kind) {
        return Ok(true);
    }
    let author = |entity: Option<Entity>| entity.and_then(|entity| entity.own_author());
    let mine = |author| asker.member().is_some() && author == asker.member();
    if mine(author(reading.last_known(of.subject)?)) || mine(author(reading.body(record)?)) {
        return Ok(true);
    }
    let life = reading.life(of.subject)?;
    Ok(stood_open(life.iter().flat_map(|line| &line.records), of.entity, record))
}

/// Whether a record stood for its entity while the entry was shared.
fn stood_open<'r>(life: impl Iterator<Item = &'r HistoryRecord>, entity: Id, record: Id) -> bool {
    let (mut shares, mut stands) = (0_usize, false);
    for it in life {
        let is_put = it.state == RecordState::Put;
        if it.kind == "share" {
            // A share is put once, and removed once, for each time that it is given.
            shares = if is_put { shares + 1 } else { shares.saturating_sub(1) };
        }
        if it.entity == entity {
            stands = is_put && it.id == record;
        }
        if stands && shares > 0 {
            return true;
        }
    }
    false
}

/// The fields in which two states of a thing differ.
fn fields(before: &Entity, after: &Entity) -> Vec<Field> {
    let values = |entity: &Entity| match serde_json::to_value(entity) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let is_person = matches!(after, Entity::Person(_));
    let (before, after) = (values(before), values(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let of =
        |values: &serde_json::Map<String, Value>, name: &str| values.get(name).cloned().unwrap_or_default();
    let told =
        names.into_iter().filter(|name| !UNTOLD.contains(&name.as_str()) || is_person && *name == "name");
    told.map(|name| Field { name: name.clone(), before: of(&before, name), after: of(&after, name) })
        .filter(|field| field.before != field.after)
        .collect()
}

fn date(entity: &Entity) -> Option<NaiveDate> {
    match entity {
        Entity::Observation(it) => Some(it.date),
        Entity::Incident(it) => Some(it.date),
        Entity::Adjustment(it) => Some(it.date),
        Entity::Review(it) => Some(it.day()),
        Entity::Part(part) => Some(part.date),
        Entity::Person(_) | Entity::Pair(_) | Entity::Block(_) => None,
    }
}

fn text(entity: &Entity) -> Option<String> {
    let text = match entity {
        Entity::Observation(it) => it.text.to_string(),
        Entity::Incident(it) => it.text.to_string(),
        Entity::Adjustment(it) => it.text.to_string(),
        Entity::Part(part) => part.content.text()?.to_string(),
        Entity::Block(block) => block.name.clone(),
        Entity::Person(person) => person.name.clone(),
        Entity::Pair(_) | Entity::Review(_) => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

fn word(entity: &Entity) -> Option<&'static str> {
    match entity {
        Entity::Part(part) => match &part.content {
            Content::Step { step, .. } => Some(step.word()),
            Content::Check { outcome, .. } => Some(outcome.word()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> Id {
        Id::from_bytes([number; 16])
    }

    /// A record of the life of entry 1, whose share is entity 2: its number, its entity, its kind, whether it is put.
    fn record(number: u8, entity: u8, kind: &str, is_put: bool) -> HistoryRecord {
        let state = if is_put { RecordState::Put } else { RecordState::Removed };
        let (kind, replaces) = (kind.to_owned(), None);
        HistoryRecord {
            seq: i64::from(number),
            id: id(number),
            entity: id(entity),
            kind,
            subject: id(1),
            state,
            replaces,
        }
    }

    #[test]
    fn only_what_stood_while_it_was_shared_is_open() {
        let life = [
            record(1, 1, "observation", true),
            record(2, 1, "observation", true),
            record(3, 2, "share", true),
            record(4, 1, "observation", true),
            record(5, 2, "share", false),
            record(6, 1, "observation", true),
            record(7, 1, "observation", true),
            record(8, 3, "share", true),
        ];
        let open = |number| stood_open(life.iter(), id(1), id(number));
        assert_eq!([1, 2, 4, 6, 7].map(open), [false, true, true, false, true]);
    }
}
