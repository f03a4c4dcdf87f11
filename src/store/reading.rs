//! Reading what belongs to no asker: pairs, persons, the journal.
//!
//! Entries are read through a [`View`], which knows who asks.

use super::columns::{StoredEntity, StoredId};
use super::error::StoreError;
use super::history::{self, Commands, HistoryLine};
use super::journal;
use super::view::View;
use crate::domain::{Asker, Entity, Handle, Id, Member, Pair, Person, Root, Series};
use crate::locale::folded_name;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::path::Path;

/// A look at the file.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'c> {
    connection: &'c Connection,
    path: &'c Path,
}

/// The standing state of the entities that `$from` names.
macro_rules! standing {
    ($($from:tt)+) => {
        concat!(
            "SELECT standing.entity, record.body FROM ",
            $($from)+,
            " JOIN standing ON standing.entity = it.id JOIN record ON record.seq = standing.record"
        )
    };
}
pub(super) use standing;

impl<'c> Reading<'c> {
    /// Reads by a connection to the file at `path`.
    pub(super) fn new(connection: &'c Connection, path: &'c Path) -> Self {
        Self { connection, path }
    }

    /// What `asker` may see of a pair.
    pub(crate) fn view(self, pair: Id, asker: Asker) -> View<'c> {
        View::new(self, pair, asker)
    }

    /// Lets `SQLite` be asked; what it cannot do is told as an error of the file.
    pub(super) fn guard<T>(
        self,
        read: impl FnOnce(&'c Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        read(self.connection).map_err(|error| StoreError::of(&error, self.path))
    }

    /// The entities that a query made with `standing!` gives, those of another kind left out.
    pub(super) fn entities<T: TryFrom<Entity>>(
        self,
        query: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<Vec<(Id, T)>, StoreError> {
        self.guard(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let rows = statement.query_map(parameters, |row| {
                let (StoredId(id), StoredEntity(entity)) = (row.get(0)?, row.get(1)?);
                Ok((id, entity))
            })?;
            rows.filter_map(|row| row.map(|(id, entity)| Some((id, T::try_from(entity).ok()?))).transpose())
                .collect()
        })
    }

    /// Every pair of the file, by the name of its key.
    ///
    /// # Errors
    /// As for every read: the file is damaged, held, or out of reach.
    pub(crate) fn pairs(self) -> Result<Vec<(Id, Pair)>, StoreError> {
        self.entities(concat!(standing!("pair AS it"), " ORDER BY it.key"), [])
    }

    /// The identity of every pair that is running, by the name of its key.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn running_pairs(self) -> Result<Vec<Id>, StoreError> {
        self.guard(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT id FROM pair WHERE ended = 0 ORDER BY key")?;
            let rows = statement.query_map([], |row| row.get(0))?;
            rows.map(|row| row.map(|StoredId(id)| id)).collect()
        })
    }

    /// One entity as it stands, if it is on record.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn entity<T: TryFrom<Entity>>(self, id: Id) -> Result<Option<T>, StoreError> {
        let found = self.entities("SELECT standing.entity, record.body FROM standing JOIN record ON record.seq = standing.record WHERE standing.entity = ?1 AND record.body IS NOT NULL", [StoredId(id)])?;
        Ok(found.into_iter().next().map(|(_, entity)| entity))
    }

    /// Everyone of this full name.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn people_named(self, name: &str) -> Result<Vec<(Id, Person)>, StoreError> {
        self.entities(
            concat!(standing!("person AS it"), " WHERE it.name = ?1 ORDER BY it.id"),
            [folded_name(name)],
        )
    }

    /// Every full name that a person goes or went by, the newest first.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn names_of(self, person: Id) -> Result<Vec<String>, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT json_extract(body, '$.name') AS name FROM record
                     WHERE subject = ?1 AND entity = ?1 AND body IS NOT NULL GROUP BY name ORDER BY max(seq) DESC",
                )?
                .query_map([StoredId(person)], |row| row.get(0))?
                .collect()
        })
    }

    /// The commands of a pair, the newest first, read as far as they are asked for.
    pub(crate) fn commands(self, pair: Id) -> impl Iterator<Item = Result<HistoryLine, StoreError>> + 'c {
        let mut commands = Commands::of(pair);
        std::iter::from_fn(move || self.guard(|connection| commands.next(connection)).transpose())
    }

    /// What was done to an entry and to what stands beside it, the oldest first.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn life(self, subject: Id) -> Result<Vec<HistoryLine>, StoreError> {
        self.guard(|connection| history::life(connection, subject))
    }

    /// A command by its identity.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn command(self, id: Id) -> Result<Option<HistoryLine>, StoreError> {
        self.guard(|connection| history::command(connection, id))
    }

    /// The pair of the latest record, which may have been undone.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn latest_pair(self) -> Result<Option<Id>, StoreError> {
        self.guard(|connection| {
            connection
                .query_row("SELECT pair FROM record ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
                .optional()
                .map(|found| found.map(|StoredId(id)| id))
        })
    }

    /// What a record says; `None` when it says nothing or its words were erased.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn body(self, record: Id) -> Result<Option<Entity>, StoreError> {
        self.guard(|connection| journal::body(connection, record))
    }

    /// The records that stand for the given entities.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn standing_records(self, entities: &[Id]) -> Result<Vec<Id>, StoreError> {
        self.guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT record.id FROM standing JOIN record ON record.seq = standing.record WHERE standing.entity = ?1",
            )?;
            entities
                .iter()
                .filter_map(|entity| statement.query_row([StoredId(*entity)], |row| row.get(0)).optional().transpose())
                .map(|found| found.map(|StoredId(id)| id))
                .collect()
        })
    }

    /// The file in which the record was made that stands for an entity.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn standing_device(self, entity: Id) -> Result<Option<Id>, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT record.device FROM standing JOIN record ON record.seq = standing.record WHERE standing.entity = ?1",
                )?
                .query_row([StoredId(entity)], |row| row.get(0))
                .optional()
                .map(|found| found.map(|StoredId(id)| id))
        })
    }

    /// The entity and what a record says of it, as it stood; when its words were erased since, the stub that
    /// stands for it now.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn as_it_stood(self, record: Id) -> Result<Option<(Id, Entity)>, StoreError> {
        let found = self.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT held.entity, coalesce(held.body, now.body) FROM record AS held
                     JOIN standing ON standing.entity = held.entity JOIN record AS now ON now.seq = standing.record
                     WHERE held.id = ?1",
                )?
                .query_row([StoredId(record)], |row| Ok((row.get(0)?, row.get::<_, Option<StoredEntity>>(1)?)))
                .optional()
        })?;
        Ok(found.and_then(|(StoredId(id), entity)| Some((id, entity?.0))))
    }

    /// The last state of an entity that has words or a stub, even if it was taken away since.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn last_known(self, entity: Id) -> Result<Option<Entity>, StoreError> {
        self.guard(|connection| journal::last_known(connection, entity, entity))
    }

    /// The words of the command line by which a command was given, and the command that it reverses.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn act_of(self, command: Id) -> Result<Option<(String, Option<Id>)>, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached("SELECT act, reverses FROM record WHERE command = ?1 LIMIT 1")?
                .query_row([StoredId(command)], |row| {
                    Ok((row.get(0)?, row.get::<_, Option<StoredId>>(1)?.map(|StoredId(id)| id)))
                })
                .optional()
        })
    }

    /// Whether anything was ever noted, agreed or set for a pair that is on record now.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn has_entries(self, pair: Id) -> Result<bool, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE pair = ?1)")?
                .query_row([StoredId(pair)], |row| row.get(0))
        })
    }

    /// Every entity that a handle has ever named, even if it was taken away since.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn ever(self, pair: Id, handle: Handle) -> Result<Vec<Id>, StoreError> {
        let (kind, number) = match handle.root {
            Root::Entry(Series::Observation, number) => ("observation", i64::from(number)),
            Root::Entry(Series::Incident, number) => ("incident", i64::from(number)),
            Root::Entry(Series::Adjustment, number) => ("adjustment", i64::from(number)),
            Root::Review(_) => ("review", 0),
        };
        let name = match handle.root {
            Root::Review(name) => Some(name.to_string()),
            Root::Entry(..) => None,
        };
        self.guard(|connection| {
            let mut roots = connection.prepare(
                "SELECT DISTINCT entity FROM record WHERE pair = ?1 AND kind = ?2 AND body IS NOT NULL
                 AND (json_extract(body, '$.number') = ?3 OR json_extract(body, '$.name') = ?4)",
            )?;
            let found = roots.query_map(params![StoredId(pair), kind, number, name], |row| row.get(0))?;
            let found: Vec<Id> =
                found.map(|row| row.map(|StoredId(id)| id)).collect::<rusqlite::Result<_>>()?;
            let Some(part) = handle.part else { return Ok(found) };
            let mut parts = connection.prepare(
                "SELECT DISTINCT entity FROM record WHERE subject = ?1 AND entity <> ?1 AND body IS NOT NULL
                 AND json_extract(body, '$.number') = ?2",
            )?;
            let mut all = Vec::new();
            for root in found {
                for row in parts.query_map(params![StoredId(root), part], |row| row.get(0))? {
                    all.push(row.map(|StoredId(id)| id)?);
                }
            }
            Ok(all)
        })
    }

    /// The last state of an entity that has words or a stub, even if it was taken away since.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn last_words(self, entity: Id) -> Result<Option<Entity>, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT body FROM record WHERE entity = ?1 AND body IS NOT NULL ORDER BY seq DESC LIMIT 1",
                )?
                .query_row([StoredId(entity)], |row| row.get(0))
                .optional()
                .map(|found| found.map(|StoredEntity(entity)| entity))
        })
    }

    /// Whether `member` has set words of their own beside `subject` since the record number `seq`.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn answered_since(self, subject: Id, seq: i64, member: Member) -> Result<bool, StoreError> {
        self.guard(|connection| journal::answered_since(connection, subject, seq, member))
    }
}
