//! Records of another file, taken into this one: a union. What stands for a thing is decided by one order that is the same in
//! every file, and words that were erased anywhere are erased everywhere.

use super::columns::StoredId;
use super::error::StoreError;
use super::exchange::{Traveller, alias_key};
use super::journal::{self, Record, RecordState, WORDLESS};
use super::project::{self, review_number};
use super::writing::{Writing, instant};
use crate::domain::{Entity, Handle, Id, ReviewName, Series, Translation};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

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
        /// Whether it says something else than what was to be seen before.
        says_new: bool,
        /// Whether its entity was changed here and there, each without knowing of the other.
        diverged: bool,
        /// The handle that its entity has there, and the one that was free here, where they differ.
        renumbered: Option<(Handle, Handle)>,
    },
}

/// The place of a record in the one order of all files: lamport number, device, identity.
type Order = (i64, Id, Id);

type Retired = HashMap<(String, i64), Vec<(Id, Order)>>;

/// A union with the records of another file, under way.
pub(crate) struct Merging<'w, 'c> {
    writing: &'w Writing<'c>,
    pair: Id,
    translation: Translation,
    /// The numbers of entries that are no longer to be seen: whose they were, and which record took them away.
    /// Read when first needed.
    retired: RefCell<Option<Retired>>,
    /// The entities that nobody knew here before.
    fresh: HashSet<Id>,
    chain: Vec<u8>,
    lamport: i64,
}

/// The record that stands for an entity.
struct Standing {
    order: Order,
    state: RecordState,
    has_body: bool,
}

impl Standing {
    /// The order in every file. What has lost its words to an erasure stands behind all else; `doctor --rebuild` orders alike.
    fn rank(&self) -> (bool, Order) {
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
        Ok(Self {
            writing,
            pair,
            translation,
            retired: RefCell::default(),
            fresh: HashSet::new(),
            chain,
            lamport,
        })
    }

    /// How the records of there read here.
    pub(crate) fn translation(&self) -> &Translation {
        &self.translation
    }

    /// Whether the words of a thing of there were erased, here or there.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn is_erased(&self, subject: Id, entity: Id) -> Result<bool, StoreError> {
        let (subject, entity) = (self.translation.id(subject), self.translation.id(entity));
        self.writing.guard(|transaction| was_erased(transaction, subject, entity))
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
        let said = if was_there { journal::last_known(transaction, subject, entity)? } else { None };
        let mut body = foreign.body.map(|body| self.translation.entity(body));
        let is_erased = before.is_some() && was_erased(transaction, subject, entity)?;
        // Of what was erased only the stub is taken.
        body = body.filter(|body| !is_erased || body.is_erased());
        if before.is_none() {
            self.fresh.insert(entity);
        }
        let mut renumbered = None;
        let order = (foreign.lamport, foreign.device, foreign.id);
        if let Some(body) = &mut body {
            renumbered = self.number(transaction, entity, order, body)?;
        }
        if foreign.state == RecordState::Erased {
            transaction
                .prepare_cached(
                    "UPDATE record SET body = NULL, salt = NULL WHERE subject = ?1 AND entity = ?2 AND state <> 'erased'",
                )?
                .execute(params![StoredId(subject), StoredId(entity)])?;
            before = standing(transaction, entity)?;
        }
        let this = Standing { order, state: foreign.state, has_body: body.is_some() };
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
            if let Some(body) = &body {
                project::put(transaction, entity, body)?;
                self.is_back(entity);
            } else {
                project::remove(transaction, entity, &foreign.kind, subject)?;
                self.is_gone(transaction, entity, order)?;
            }
        }
        let diverged = before.as_ref().is_some_and(|it| {
            let (_, device, record) = it.order;
            device != foreign.device && foreign.replaces.is_some_and(|replaced| replaced != record)
        });
        let says_new = !was_there || said != body;
        Ok(Merged::New { was_there, stands, says_new, diverged, renumbered })
    }

    /// Gives an entity the number that it has in this file: the one it has here, or its own where that is free, or the next.
    /// A pair keeps the names that it goes by here.
    fn number(
        &self,
        transaction: &Connection,
        entity: Id,
        order: Order,
        body: &mut Entity,
    ) -> rusqlite::Result<Option<(Handle, Handle)>> {
        let there = body.handle();
        let known = journal::last_known(transaction, body.subject(entity), entity)?;
        let is_fresh = self.fresh.contains(&entity);
        let place = Place { transaction, entity, order };
        match (&mut *body, known) {
            (Entity::Observation(it), Some(Entity::Observation(known))) => it.number = known.number,
            (Entity::Incident(it), Some(Entity::Incident(known))) => it.number = known.number,
            (Entity::Adjustment(it), Some(Entity::Adjustment(known))) => it.number = known.number,
            (Entity::Part(it), Some(Entity::Part(known))) => it.number = known.number,
            (Entity::Pair(it), Some(Entity::Pair(known))) => {
                it.key = known.key;
                it.member_keys = known.member_keys;
            }
            (Entity::Observation(it), _) => it.number = self.free(&place, Series::Observation, it.number)?,
            (Entity::Incident(it), _) => it.number = self.free(&place, Series::Incident, it.number)?,
            (Entity::Adjustment(it), _) => it.number = self.free(&place, Series::Adjustment, it.number)?,
            // The name of a talk that was taken back may have been given to another since. A talk that came with this file
            // goes by the names that it has there, as far as they are free.
            (Entity::Review(it), Some(Entity::Review(known))) if !is_fresh => {
                it.name = self.free_name(&place, known.name)?;
            }
            (Entity::Review(it), _) => it.name = self.free_name(&place, it.name)?,
            (Entity::Part(it), _) => it.number = free_part(&place, it.subject, it.number)?,
            (Entity::Pair(it), _) => it.key = free_key(&place, &it.key)?,
            (Entity::Person(_) | Entity::Block(_), _) => {}
        }
        let here = body.handle();
        Ok(there.zip(here).filter(|(there, here)| there != here))
    }

    /// The numbers that are no longer to be seen.
    fn with_retired<T>(
        &self,
        transaction: &Connection,
        look: impl FnOnce(&Retired) -> T,
    ) -> rusqlite::Result<T> {
        let mut retired = self.retired.borrow_mut();
        let known = match retired.take() {
            Some(known) => known,
            None => retired_numbers(transaction, self.pair)?,
        };
        Ok(look(retired.insert(known)))
    }

    fn is_back(&self, entity: Id) {
        if let Some(retired) = self.retired.borrow_mut().as_mut() {
            for those in retired.values_mut() {
                those.retain(|(id, _)| *id != entity);
            }
        }
    }

    fn is_gone(&self, transaction: &Connection, entity: Id, order: Order) -> rusqlite::Result<()> {
        if let Some(retired) = self.retired.borrow_mut().as_mut()
            && let Some(number) = number_of(transaction, entity)?
        {
            retired.entry(number).or_default().push((entity, order));
        }
        Ok(())
    }

    /// Whether another entity has a number. The name of a talk that was taken away is free from then on; the numbers of all
    /// else are never given again.
    fn is_taken(&self, place: &Place<'_>, kind: &str, number: i64) -> rusqlite::Result<bool> {
        let query =
            "SELECT EXISTS (SELECT 1 FROM entry WHERE pair = ?1 AND kind = ?2 AND number = ?3 AND id <> ?4)";
        let parameters = params![StoredId(self.pair), kind, number, StoredId(place.entity)];
        if exists(place.transaction, query, parameters)? {
            return Ok(true);
        }
        self.with_retired(place.transaction, |retired| {
            let those = retired.get(&(kind.to_owned(), number)).map(Vec::as_slice).unwrap_or_default();
            let others = those.iter().filter(|(id, _)| *id != place.entity);
            others.into_iter().any(|(_, since)| kind != REVIEW || *since > place.order)
        })
    }

    fn free(&self, place: &Place<'_>, series: Series, number: u32) -> rusqlite::Result<u32> {
        let (letter, kind) = (series.letter().to_string(), kind_of(series));
        let last = journal::last_number(place.transaction, self.pair, &letter)?;
        if number <= last && self.is_taken(place, kind, i64::from(number))? {
            return journal::next_number(place.transaction, self.pair, &letter);
        }
        journal::given_number(place.transaction, self.pair, &letter, number)?;
        Ok(number)
    }

    fn free_name(&self, place: &Place<'_>, mut name: ReviewName) -> rusqlite::Result<ReviewName> {
        while name.ordinal < 25 && self.is_taken(place, REVIEW, review_number(name))? {
            name.ordinal += 1;
        }
        Ok(name)
    }
}

/// Talks, as the projection has them.
const REVIEW: &str = "review";

/// A series, as the projection has it.
fn kind_of(series: Series) -> &'static str {
    match series {
        Series::Observation => "observation",
        Series::Incident => "incident",
        Series::Adjustment => "adjustment",
    }
}

/// Where a number is looked for: for which entity, and when in the one order of all files.
struct Place<'t> {
    transaction: &'t Connection,
    entity: Id,
    order: Order,
}

fn free_part(place: &Place<'_>, subject: Id, number: u32) -> rusqlite::Result<u32> {
    let Place { transaction, entity, .. } = place;
    let (series, base) = if number > WORDLESS { ("wordless", WORDLESS) } else { ("part", 0) };
    let query = "SELECT EXISTS (SELECT 1 FROM record WHERE subject = ?1 AND entity NOT IN (?1, ?2)
                 AND body IS NOT NULL AND json_extract(body, '$.number') = ?3)";
    if exists(transaction, query, params![StoredId(subject), StoredId(*entity), number])? {
        return Ok(base + journal::next_number(transaction, subject, series)?);
    }
    journal::given_number(transaction, subject, series, number - base)?;
    Ok(number)
}

/// The number that an entry had or has, by its kind.
fn number_of(transaction: &Connection, entity: Id) -> rusqlite::Result<Option<(String, i64)>> {
    let found = journal::last_known(transaction, entity, entity)?;
    Ok(found.and_then(|entity| {
        let number = match &entity {
            Entity::Observation(it) => i64::from(it.number),
            Entity::Incident(it) => i64::from(it.number),
            Entity::Adjustment(it) => i64::from(it.number),
            Entity::Review(it) => review_number(it.name),
            Entity::Person(_) | Entity::Pair(_) | Entity::Block(_) | Entity::Part(_) => return None,
        };
        Some((entity.kind().to_owned(), number))
    }))
}

/// The numbers of the entries of a pair that were taken away.
fn retired_numbers(transaction: &Connection, pair: Id) -> rusqlite::Result<Retired> {
    let mut statement = transaction.prepare(
        "SELECT now.entity, now.lamport, now.device, now.id FROM standing JOIN record AS now ON now.seq = standing.record
         WHERE now.pair = ?1 AND now.state = 'removed' AND now.kind IN ('observation', 'incident', 'adjustment', 'review')",
    )?;
    let gone: Vec<(Id, Order)> = statement
        .query_map([StoredId(pair)], |row| {
            let id = |column| row.get::<_, StoredId>(column).map(|StoredId(id)| id);
            Ok((id(0)?, (row.get(1)?, id(2)?, id(3)?)))
        })?
        .collect::<Result<_, _>>()?;
    let mut retired = Retired::new();
    for (entity, order) in gone {
        if let Some(number) = number_of(transaction, entity)? {
            retired.entry(number).or_default().push((entity, order));
        }
    }
    Ok(retired)
}

/// The key of a pair, or the next that is free.
fn free_key(place: &Place<'_>, wanted: &str) -> rusqlite::Result<String> {
    let mut key = wanted.to_owned();
    let mut number = 1;
    let query = "SELECT EXISTS (SELECT 1 FROM pair WHERE key = ?1 AND id <> ?2)";
    while exists(place.transaction, query, params![key, StoredId(place.entity)])? {
        number += 1;
        key = format!("{wanted}-{number}");
    }
    Ok(key)
}
