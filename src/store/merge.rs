//! Records of another file, taken into this one: a union. What stands for a thing is decided by one order that is the same in
//! every file, and words that were erased anywhere are erased everywhere.

mod numbering;

use super::columns::StoredId;
use super::error::StoreError;
use super::exchange::{Traveller, alias_key};
use super::journal::{self, Record, RecordState};
use super::project;
use super::writing::{Writing, instant};
use crate::domain::{Handle, Id, Translation};
use numbering::Retired;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::cell::RefCell;
use std::collections::HashSet;
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

/// A union with the records of another file, under way.
pub(crate) struct Merging<'w, 'c> {
    writing: &'w Writing<'c>,
    pair: Id,
    translation: Translation,
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
}
