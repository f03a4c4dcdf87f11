//! The one way into the file: a transaction that turns changes into records and rows.

use super::columns::StoredId;
use super::error::StoreError;
use super::journal::{self, Record, RecordState};
use super::open::Store;
use super::project;
use super::reading::Reading;
use crate::domain::{Change, Id};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Transaction, params};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// Who did what, when. The changes of one command stand and fall together.
#[derive(Clone, Debug)]
pub(crate) struct Command<'a> {
    /// The words of the command line: `incident step`.
    pub(crate) act: &'a str,
    /// The pair whose record it is.
    pub(crate) pair: Id,
    /// The person, if they said so.
    pub(crate) author: Option<Id>,
    /// When.
    pub(crate) now: DateTime<Utc>,
    /// The command that it takes back.
    pub(crate) reverses: Option<Id>,
}

static HAS_WRITTEN: AtomicBool = AtomicBool::new(false);

impl Store {
    /// Whether this program has made something durable, in whichever file: what fails afterwards has not undone it.
    pub(crate) fn has_written() -> bool {
        HAS_WRITTEN.load(Ordering::Relaxed)
    }
}

/// A write under way. Dropped without [`Writing::commit`], it leaves everything as it was.
pub(crate) struct Writing<'c> {
    transaction: Transaction<'c>,
    path: &'c Path,
    device: Id,
}

/// An instant as the file has it.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl<'c> Writing<'c> {
    /// Begins to write, in a transaction that has been opened.
    pub(super) fn new(transaction: Transaction<'c>, path: &'c Path, device: Id) -> Self {
        Self { transaction, path, device }
    }

    /// Reads within the write: what is seen here still holds at the commit.
    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading::new(&self.transaction, self.path)
    }

    /// The next number of a series, which is never given again, even if nothing comes of it after the commit.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn next_number(&self, owner: Id, series: &str) -> Result<u32, StoreError> {
        self.guard(|transaction| journal::next_number(transaction, owner, series))
    }

    /// Writes one command: a record for each change, chained to the one before, and the rows that queries read.
    /// Several may be written before [`Writing::finish`] makes them durable together.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn write(&self, command: &Command<'_>, changes: &[Change]) -> Result<Id, StoreError> {
        let id = Id::new(command.now);
        self.guard(|transaction| self.append_all(transaction, id, command, changes))?;
        Ok(id)
    }

    /// Writes more changes of a command that is under way.
    ///
    /// # Errors
    /// As for [`Writing::write`].
    pub(crate) fn go_on(&self, id: Id, command: &Command<'_>, changes: &[Change]) -> Result<(), StoreError> {
        self.guard(|transaction| self.append_all(transaction, id, command, changes))
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// If the disk is full or fails, or a reader holds the file for longer than five seconds. Then nothing is
    /// written.
    pub(crate) fn finish(self) -> Result<(), StoreError> {
        self.transaction.commit().map_err(|error| StoreError::of(&error, self.path))?;
        HAS_WRITTEN.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Writes one command and makes it durable.
    ///
    /// # Errors
    /// As for [`Writing::write`] and [`Writing::finish`].
    pub(crate) fn commit(self, command: &Command<'_>, changes: &[Change]) -> Result<Id, StoreError> {
        let id = self.write(command, changes)?;
        self.finish()?;
        Ok(id)
    }

    /// Where the file is.
    pub(super) fn path(&self) -> &Path {
        self.path
    }

    /// The transaction, for the checks that make the projection anew.
    pub(super) fn transaction(&self) -> &Transaction<'c> {
        &self.transaction
    }

    /// Lets `SQLite` be asked within the write; what it cannot do is told as an error of the file.
    pub(super) fn guard<T>(
        &self,
        act: impl FnOnce(&Transaction<'c>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        act(&self.transaction).map_err(|error| StoreError::of(&error, self.path))
    }

    fn append_all(
        &self,
        transaction: &Transaction<'c>,
        id: Id,
        command: &Command<'_>,
        changes: &[Change],
    ) -> rusqlite::Result<()> {
        let (mut lamport, mut chain) = journal::head(transaction)?;
        let at = instant(command.now);
        for change in changes {
            lamport += 1;
            let (entity, state, value) = match change {
                Change::Put(entity, value) => (*entity, RecordState::Put, Some(value)),
                Change::Remove(entity) => (*entity, RecordState::Removed, None),
                Change::Erase(entity, stub) => (*entity, RecordState::Erased, Some(stub)),
            };
            let before: Option<(Id, String, Id)> = transaction
                .prepare_cached(
                    "SELECT record.id, record.kind, record.subject
                     FROM standing JOIN record ON record.seq = standing.record WHERE standing.entity = ?1",
                )?
                .query_map([StoredId(entity)], |row| {
                    Ok((row.get::<_, StoredId>(0)?.0, row.get(1)?, row.get::<_, StoredId>(2)?.0))
                })?
                .next()
                .transpose()?;
            let (kind, subject) = match (value, &before) {
                (Some(value), _) => (value.kind().to_owned(), value.subject(entity)),
                (None, Some((_, kind, subject))) => (kind.clone(), *subject),
                (None, None) => continue,
            };
            if state == RecordState::Erased {
                transaction
                    .prepare_cached(
                        "UPDATE record SET body = NULL, salt = NULL WHERE subject = ?1 AND entity = ?2",
                    )?
                    .execute(params![StoredId(subject), StoredId(entity)])?;
            }
            let body = value.map(|value| {
                serde_json::to_string(value)
                    .expect("an entity is a tree of plain values, which JSON can hold")
            });
            let salt = *Uuid::new_v4().as_bytes();
            let record = Record {
                id: Id::new(command.now),
                pair: command.pair,
                command: id,
                act: command.act,
                reverses: command.reverses,
                entity,
                kind: &kind,
                subject,
                state,
                author: command.author,
                device: self.device,
                lamport,
                at: &at,
                replaces: before.map(|(record, _, _)| record),
                body_hash: body.as_ref().map_or([0; 32], |body| journal::body_hash(&salt, body)),
            };
            let hash = record.chain_hash(&chain);
            journal::append(
                transaction,
                &record,
                body.as_deref().map(|body| (&salt[..], body)),
                &hash,
                true,
            )?;
            chain = hash.to_vec();
            match value {
                Some(value) => project::put(transaction, entity, value)?,
                None => project::remove(transaction, entity, &kind, subject)?,
            }
        }
        Ok(())
    }
}
