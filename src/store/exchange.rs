//! Records on their way to another file: which of them a reader may have.

use super::columns::{StoredEntity, StoredId, StoredMember};
use super::error::StoreError;
use super::journal::RecordState;
use super::project::day_place;
use super::reading::{Reading, standing};
use super::view::View;
use crate::domain::{Asker, Entity, Handle, Id, Member, Pair, is_kept_with_entry};
use chrono::{DateTime, Days, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A record of the journal, as it travels from file to file. Its place in the chain of hashes is each file's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Traveller {
    /// The identity of the record, the same in every file.
    pub(crate) id: Id,
    /// The command that it is part of.
    pub(crate) command: Id,
    /// The words of the command line: `incident step`.
    pub(crate) act: String,
    /// Of an undo or a redo: the command that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reverses: Option<Id>,
    /// What it is about.
    pub(crate) entity: Id,
    /// The kind of that: `observation`, `answer` …
    pub(crate) kind: String,
    /// What that belongs to: the entry that a part stands beside, or itself.
    pub(crate) subject: Id,
    /// What it does to it.
    pub(crate) state: RecordState,
    /// The person who gave the command, if they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<Id>,
    /// The file in which it was made.
    pub(crate) device: Id,
    /// Its place in the one order of all files: beyond every record that the file had seen.
    pub(crate) lamport: i64,
    /// When the command was given.
    pub(crate) at: DateTime<Utc>,
    /// The record of the same thing that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) replaces: Option<Id>,
    /// Absent from what was removed, and from what was erased later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<Entity>,
}

/// How much of the record of a pair leaves the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Extent {
    /// All that the asker may read, with the history of their own words and of what is joint.
    Whole,
    /// What both may read.
    Shared,
    /// The asker's own words and what is joint.
    Own,
}

/// A record with what decides who may have it.
struct Candidate {
    record: Traveller,
    /// Whether it is the record that stands for its entity.
    stands: bool,
    /// Whether the asker may read the entry that it belongs to.
    is_readable: bool,
}

fn candidate(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    let id = |column: &str| row.get::<_, StoredId>(column).map(|StoredId(id)| id);
    let optional =
        |column: &str| row.get::<_, Option<StoredId>>(column).map(|found| found.map(|StoredId(id)| id));
    let body: Option<StoredEntity> = row.get("body")?;
    Ok(Candidate {
        record: Traveller {
            id: id("id")?,
            command: id("command")?,
            act: row.get("act")?,
            reverses: optional("reverses")?,
            entity: id("entity")?,
            kind: row.get("kind")?,
            subject: id("subject")?,
            state: RecordState::from_word(&row.get::<_, String>("state")?),
            author: optional("author")?,
            device: id("device")?,
            lamport: row.get("lamport")?,
            at: row.get::<_, String>("at")?.parse().unwrap_or_default(),
            replaces: optional("replaces")?,
            body: body.map(|StoredEntity(entity)| entity),
        },
        stands: row.get("stands")?,
        is_readable: row.get("readable")?,
    })
}

/// What decides which records of a pair leave the file.
struct Selection<'a> {
    pair: &'a Pair,
    asker: Asker,
    extent: Extent,
    /// The records that a signature of either holds: both see them in the summary as they stood.
    signed: HashSet<Id>,
}

impl Selection<'_> {
    fn takes(&self, connection: &Connection, it: &Candidate) -> rusqlite::Result<bool> {
        let record = &it.record;
        let kind = record.kind.as_str();
        // What was printed stays with the machine that printed it.
        if kind == "printing" {
            return Ok(false);
        }
        let is_entry = matches!(kind, "observation" | "incident");
        if !is_entry && !is_kept_with_entry(kind) {
            return Ok(true);
        }
        let me = self.asker.member().map(|member| self.pair.people[member.index()]);
        let is_own = me.is_some() && record.author == me;
        match self.extent {
            Extent::Whole | Extent::Own if is_own => Ok(true),
            Extent::Own => Ok(false),
            // Earlier wordings of the other's are theirs alone, except those that both have signed.
            Extent::Whole | Extent::Shared if it.is_readable => {
                Ok(it.stands || self.signed.contains(&record.id))
            }
            // Of what was hidden again, deleted or erased, only that it is so.
            Extent::Whole | Extent::Shared => {
                Ok(it.stands && record.state != RecordState::Put && was_shared(connection, record.subject)?)
            }
        }
    }
}

/// Whether both could ever read an entry.
fn was_shared(connection: &Connection, subject: Id) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM record WHERE subject = ?1 AND kind = 'share')")?
        .query_row([StoredId(subject)], |row| row.get(0))
}

impl Reading<'_> {
    /// Hands `take` the records of a pair that the asker may have, in the one order in which every file sees them: by
    /// lamport number, device, identity. Before each, how many of how many were looked at.
    ///
    /// # Errors
    /// As for every read, and what `take` refuses.
    pub(crate) fn travellers<E: From<StoreError>>(
        self,
        pair_id: Id,
        pair: &Pair,
        asker: Asker,
        extent: Extent,
        mut take: impl FnMut(Traveller, usize, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        // What both may read is what somebody without a name may read.
        let reader = if extent == Extent::Shared { Asker::Nobody } else { asker };
        let [a, b] = pair.people;
        let places: Vec<i64> = self.guard(|connection| {
            let mut statement = connection.prepare(
                "SELECT seq FROM record WHERE pair = ?1 OR entity IN (?2, ?3) ORDER BY lamport, device, id",
            )?;
            let rows = statement
                .query_map(params![StoredId(pair_id), StoredId(a), StoredId(b)], |row| row.get(0))?;
            rows.collect()
        })?;
        let signed = self.signed_records(pair_id)?;
        let selection = Selection { pair, asker: reader, extent, signed };
        let member = reader.member();
        for (done, place) in places.iter().enumerate() {
            let found = self.guard(|connection| {
                let found = connection
                    .prepare_cached(
                        "SELECT record.*, standing.record = record.seq AS stands,
                                EXISTS (SELECT 1 FROM entry WHERE entry.id = record.subject
                                        AND entry.reader IN ('both', :asker)) AS readable
                         FROM record JOIN standing ON standing.entity = record.entity WHERE record.seq = :seq",
                    )?
                    .query_row(named_params! {":asker": member.map(StoredMember), ":seq": place}, candidate)?;
                Ok(if selection.takes(connection, &found)? { Some(found.record) } else { None })
            })?;
            if let Some(mut record) = found {
                // Who changed something about a person in another pair of theirs is none of this one's business.
                record.author = record.author.filter(|author| pair.people.contains(author));
                take(record, done, places.len())?;
            }
        }
        Ok(())
    }

    /// The records that the signatures under the talks of a pair hold.
    fn signed_records(self, pair: Id) -> Result<HashSet<Id>, StoreError> {
        let reviews = self.view(pair, Asker::Nobody).reviews()?;
        let signatures = reviews.iter().flat_map(|review| {
            crate::domain::Member::BOTH.into_iter().filter_map(|member| Some(review.signature(member)?.1))
        });
        Ok(signatures.flatten().copied().collect())
    }

    /// Which identity something has here that has another in the file it came from.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn alias(self, foreign: Id) -> Result<Option<Id>, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
                .query_row([alias_key(foreign)], |row| row.get(0))
                .optional()
                .map(|found| found.map(|StoredId(id)| id))
        })
    }
}

/// The key in the table of facts under which the identity here stands for one of another file.
pub(super) fn alias_key(foreign: Id) -> String {
    format!("alias {foreign}")
}

/// The words of an entry, to be known again.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The handle by which it is called here.
    pub(crate) handle: Handle,
    /// The text, as it was written.
    pub(crate) text: String,
}

impl View<'_> {
    /// What stands on record of a day: joint entries of a kind, or those of an author.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn said_on(
        self,
        kind: &str,
        date: NaiveDate,
        author: Member,
    ) -> Result<Vec<Written>, StoreError> {
        let found: Vec<(Id, Entity)> = self.reading().entities(
            concat!(
                standing!("entry AS it"),
                " WHERE it.pair = ?1 AND it.kind = ?2 AND it.place BETWEEN ?3 AND ?4
                  AND it.reader IN ('a', 'b', 'both') AND (it.author IS ?5 OR it.kind = 'adjustment') AND NOT it.erased"
            ),
            params![
                StoredId(self.pair()),
                kind,
                day_place(date),
                day_place(date + Days::new(1)) - 1,
                StoredMember(author)
            ],
        )?;
        let written = |(_, entity): (Id, Entity)| {
            let text = match &entity {
                Entity::Observation(it) => it.text.to_string(),
                Entity::Incident(it) => it.text.to_string(),
                Entity::Adjustment(it) => it.text.to_string(),
                _ => return None,
            };
            Some(Written { handle: entity.handle()?, text })
        };
        Ok(found.into_iter().filter_map(written).collect())
    }
}
