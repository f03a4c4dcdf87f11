//! Records of another file, taken into this one: a union. What stands for a thing is decided by one order that is the same in
//! every file, and words that were erased anywhere are erased everywhere.

use super::columns::StoredId;
use super::error::StoreError;
use super::exchange::{Traveller, alias_key};
use super::journal::{self, Record, RecordState};
use super::project::{self, review_number};
use super::writing::{Writing, instant};
use crate::domain::{Entity, Handle, Id, ReviewName, Series, Translation};
use crate::locale::folded_name;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::cell::OnceCell;
use std::collections::HashSet;
use uuid::Uuid;

/// Wordless parts are numbered from here on.
const WORDLESS: u32 = 1_000_000;

/// What became of a record of another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Merged {
    /// It is on record here.
    Known,
    /// It was put on record.
    New {
        /// Whether its entity was to be seen here before.
        was_there: bool,
        /// Whether it now stands for its entity.
        stands: bool,
        /// Whether its entity was changed here and there, each without knowing of the other.
        diverged: bool,
        /// The handle that its entity has there, and the one that was free here, where they differ.
        renumbered: Option<(Handle, Handle)>,
    },
}

/// A union with the records of another file, under way.
pub(crate) struct Merging<'w, 'c> {
    writing: &'w Writing<'c>,
    pair: Id,
    translation: Translation,
    /// The numbers of entries that are no longer to be seen, by kind.
    retired: OnceCell<HashSet<(String, i64)>>,
    chain: Vec<u8>,
    lamport: i64,
}

/// The record that stands for an entity.
struct Standing {
    order: (i64, Id, Id),
    state: RecordState,
    has_body: bool,
}

impl Standing {
    /// The order in every file. What has lost its words to an erasure stands behind all else; `doctor --rebuild` orders alike.
    fn rank(&self) -> (bool, (i64, Id, Id)) {
        (self.state != RecordState::Put || self.has_body, self.order)
    }
}

/// Whether the words of an entity were erased.
fn was_erased(connection: &Connection, subject: Id, entity: Id) -> rusqlite::Result<bool> {
    let query =
        "SELECT EXISTS (SELECT 1 FROM record WHERE subject = ?1 AND entity = ?2 AND state = 'erased')";
    exists(connection, query, params![StoredId(subject), StoredId(entity)])
}

fn standing(connection: &Connection, entity: Id) -> rusqlite::Result<Option<Standing>> {
    connection
        .prepare_cached(
            "SELECT record.lamport, record.device, record.id, record.state, record.body IS NOT NULL
             FROM standing JOIN record ON record.seq = standing.record WHERE standing.entity = ?1",
        )?
        .query_row([StoredId(entity)], |row| {
            let id = |column| row.get::<_, StoredId>(column).map(|StoredId(id)| id);
            Ok(Standing {
                order: (row.get(0)?, id(1)?, id(2)?),
                state: RecordState::from_word(&row.get::<_, String>(3)?),
                has_body: row.get(4)?,
            })
        })
        .optional()
}

fn exists(connection: &Connection, query: &str, parameters: impl rusqlite::Params) -> rusqlite::Result<bool> {
    connection.prepare_cached(query)?.query_row(parameters, |row| row.get(0))
}

impl<'w, 'c> Merging<'w, 'c> {
    /// Begins a union of the records of `pair`, read by `translation`.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn new(
        writing: &'w Writing<'c>,
        pair: Id,
        translation: Translation,
    ) -> Result<Self, StoreError> {
        let (lamport, chain) = writing.guard(|transaction| journal::head(transaction))?;
        Ok(Self { writing, pair, translation, retired: OnceCell::new(), chain, lamport })
    }

    /// How the records of there read here.
    pub(crate) fn translation(&self) -> &Translation {
        &self.translation
    }

    /// Takes one record in. They come in their one order.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn take(&mut self, foreign: Traveller) -> Result<Merged, StoreError> {
        let writing = self.writing;
        writing.guard(|transaction| self.take_in(transaction, foreign))
    }

    /// Remembers what was seen, for what is written after it.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn finish(self) -> Result<(), StoreError> {
        self.writing.guard(|transaction| {
            for (foreign, local) in &self.translation.ids {
                transaction
                    .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
                    .execute(params![alias_key(*foreign), StoredId(*local)])?;
            }
            journal::remember_lamport(transaction, self.lamport)
        })
    }

    fn take_in(&mut self, transaction: &Connection, foreign: Traveller) -> rusqlite::Result<Merged> {
        if exists(transaction, "SELECT EXISTS (SELECT 1 FROM record WHERE id = ?1)", [StoredId(foreign.id)])?
        {
            return Ok(Merged::Known);
        }
        let (entity, subject) = (self.translation.id(foreign.entity), self.translation.id(foreign.subject));
        let mut before = standing(transaction, entity)?;
        let was_there = before.as_ref().is_some_and(|it| it.has_body);
        let mut body = foreign.body.map(|body| self.translation.entity(body));
        let is_erased = before.is_some() && was_erased(transaction, subject, entity)?;
        // Of what was erased only the stub is taken.
        body = body.filter(|body| !is_erased || body.is_erased());
        let mut renumbered = None;
        if let Some(body) = &mut body {
            renumbered = self.number(transaction, entity, body)?;
        }
        if foreign.state == RecordState::Erased {
            transaction
                .prepare_cached(
                    "UPDATE record SET body = NULL, salt = NULL WHERE subject = ?1 AND entity = ?2 AND state <> 'erased'",
                )?
                .execute(params![StoredId(subject), StoredId(entity)])?;
            before = standing(transaction, entity)?;
        }
        let this = Standing {
            order: (foreign.lamport, foreign.device, foreign.id),
            state: foreign.state,
            has_body: body.is_some(),
        };
        let stands = before.as_ref().is_none_or(|it| this.rank() > it.rank());
        let text = body.as_ref().map(|body| {
            serde_json::to_string(body).expect("an entity is a tree of plain values, which JSON can hold")
        });
        let salt = *Uuid::new_v4().as_bytes();
        let at = instant(foreign.at);
        let record = Record {
            id: foreign.id,
            pair: self.pair,
            command: foreign.command,
            act: &foreign.act,
            reverses: foreign.reverses,
            entity,
            kind: &foreign.kind,
            subject,
            state: foreign.state,
            author: foreign.author.map(|author| self.translation.id(author)),
            device: foreign.device,
            lamport: foreign.lamport,
            at: &at,
            replaces: foreign.replaces,
            body_hash: text.as_ref().map_or([0; 32], |text| journal::body_hash(&salt, text)),
        };
        let hash = record.chain_hash(&self.chain);
        let kept = text.as_deref().map(|text| (&salt[..], text));
        journal::append(transaction, &record, kept, &hash, stands)?;
        self.chain = hash.to_vec();
        self.lamport = self.lamport.max(foreign.lamport);
        if stands {
            match &body {
                Some(body) => project::put(transaction, entity, body)?,
                None => project::remove(transaction, entity, &foreign.kind, subject)?,
            }
        }
        let diverged = before.as_ref().is_some_and(|it| {
            let (_, device, record) = it.order;
            device != foreign.device && foreign.replaces.is_some_and(|replaced| replaced != record)
        });
        Ok(Merged::New { was_there, stands, diverged, renumbered })
    }

    /// Gives an entity the number that it has in this file: the one it has here, or its own where that is free, or the next.
    /// A pair keeps the names that it goes by here.
    fn number(
        &self,
        transaction: &Connection,
        entity: Id,
        body: &mut Entity,
    ) -> rusqlite::Result<Option<(Handle, Handle)>> {
        let known = journal::last_known(transaction, body.subject(entity), entity)?;
        let there = body.handle();
        match (&mut *body, known) {
            (Entity::Observation(it), Some(Entity::Observation(known))) => it.number = known.number,
            (Entity::Incident(it), Some(Entity::Incident(known))) => it.number = known.number,
            (Entity::Adjustment(it), Some(Entity::Adjustment(known))) => it.number = known.number,
            (Entity::Review(it), Some(Entity::Review(known))) => it.name = known.name,
            (Entity::Part(it), Some(Entity::Part(known))) => it.number = known.number,
            (Entity::Pair(it), Some(Entity::Pair(known))) => {
                it.key = known.key;
                it.member_keys = known.member_keys;
            }
            (Entity::Observation(it), _) => {
                it.number = self.free(transaction, Series::Observation, "observation", it.number)?;
            }
            (Entity::Incident(it), _) => {
                it.number = self.free(transaction, Series::Incident, "incident", it.number)?;
            }
            (Entity::Adjustment(it), _) => {
                it.number = self.free(transaction, Series::Adjustment, "adjustment", it.number)?;
            }
            (Entity::Review(it), _) => it.name = self.free_name(transaction, it.name)?,
            (Entity::Part(it), _) => {
                it.number = self.free_part(transaction, entity, it.subject, it.number)?
            }
            (Entity::Pair(it), _) => it.key = free_key(transaction, &it.key)?,
            (Entity::Block(it), _) => it.name = free_block(transaction, entity, it.pair, &it.name)?,
            (Entity::Person(_), _) => {}
        }
        let here = body.handle();
        Ok(there.zip(here).filter(|(there, here)| there != here))
    }

    /// Whether a number was ever given in this file.
    fn is_taken(&self, transaction: &Connection, kind: &str, number: i64) -> rusqlite::Result<bool> {
        let pair = StoredId(self.pair);
        let query = "SELECT EXISTS (SELECT 1 FROM entry WHERE pair = ?1 AND kind = ?2 AND number = ?3)";
        if exists(transaction, query, params![pair, kind, number])? {
            return Ok(true);
        }
        let retired = match self.retired.get() {
            Some(retired) => retired,
            None => {
                let found = retired(transaction, self.pair)?;
                self.retired.get_or_init(|| found)
            }
        };
        Ok(retired.contains(&(kind.to_owned(), number)))
    }

    fn free(
        &self,
        transaction: &Connection,
        series: Series,
        kind: &str,
        number: u32,
    ) -> rusqlite::Result<u32> {
        let letter = series.letter().to_string();
        let last = journal::last_number(transaction, self.pair, &letter)?;
        if number <= last && self.is_taken(transaction, kind, i64::from(number))? {
            return journal::next_number(transaction, self.pair, &letter);
        }
        journal::given_number(transaction, self.pair, &letter, number)?;
        Ok(number)
    }

    fn free_name(&self, transaction: &Connection, mut name: ReviewName) -> rusqlite::Result<ReviewName> {
        while name.ordinal < 25 && self.is_taken(transaction, "review", review_number(name))? {
            name.ordinal += 1;
        }
        Ok(name)
    }

    fn free_part(
        &self,
        transaction: &Connection,
        part: Id,
        subject: Id,
        number: u32,
    ) -> rusqlite::Result<u32> {
        let (series, base) = if number > WORDLESS { ("wordless", WORDLESS) } else { ("part", 0) };
        let query = "SELECT EXISTS (SELECT 1 FROM record WHERE subject = ?1 AND entity NOT IN (?1, ?2)
                     AND body IS NOT NULL AND json_extract(body, '$.number') = ?3)";
        if exists(transaction, query, params![StoredId(subject), StoredId(part), number])? {
            return Ok(base + journal::next_number(transaction, subject, series)?);
        }
        journal::given_number(transaction, subject, series, number - base)?;
        Ok(number)
    }
}

/// The numbers of the entries of a pair that were taken away.
fn retired(transaction: &Connection, pair: Id) -> rusqlite::Result<HashSet<(String, i64)>> {
    let mut statement = transaction.prepare(
        "SELECT now.kind, now.entity FROM standing JOIN record AS now ON now.seq = standing.record
         WHERE now.pair = ?1 AND now.state = 'removed' AND now.kind IN ('observation', 'incident', 'adjustment', 'review')",
    )?;
    let gone: Vec<(String, Id)> = statement
        .query_map([StoredId(pair)], |row| Ok((row.get(0)?, row.get::<_, StoredId>(1)?.0)))?
        .collect::<Result<_, _>>()?;
    let mut numbers = HashSet::new();
    for (kind, entity) in gone {
        let number = match journal::last_known(transaction, entity, entity)? {
            Some(Entity::Observation(it)) => i64::from(it.number),
            Some(Entity::Incident(it)) => i64::from(it.number),
            Some(Entity::Adjustment(it)) => i64::from(it.number),
            Some(Entity::Review(it)) => review_number(it.name),
            _ => continue,
        };
        numbers.insert((kind, number));
    }
    Ok(numbers)
}

/// The key of a pair, or the next that is free.
fn free_key(transaction: &Connection, wanted: &str) -> rusqlite::Result<String> {
    let mut key = wanted.to_owned();
    let mut number = 1;
    while exists(transaction, "SELECT EXISTS (SELECT 1 FROM pair WHERE key = ?1)", [&key])? {
        number += 1;
        key = format!("{wanted}-{number}");
    }
    Ok(key)
}

/// The name of a blocked period, or the next that is free.
fn free_block(transaction: &Connection, block: Id, pair: Id, wanted: &str) -> rusqlite::Result<String> {
    let query = "SELECT EXISTS (SELECT 1 FROM block WHERE pair = ?1 AND name = ?2 AND id <> ?3)";
    let mut name = wanted.to_owned();
    let mut number = 1;
    while exists(transaction, query, params![StoredId(pair), folded_name(&name), StoredId(block)])? {
        number += 1;
        name = format!("{wanted} {number}");
    }
    Ok(name)
}
