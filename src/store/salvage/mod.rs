//! Saving what can be read of a damaged file into a new one: the records, from which all else is made.

mod pages;
mod stand_in;

use super::check::{body_holds, expected_hash};
use super::columns::StoredId;
use super::error::StoreError;
use super::journal::{self, Record, RecordState};
use super::lasting::{BESIDE, folder_of};
use super::open::{Store, journal_of};
use super::writing::{Command, Writing};
use super::{numbers, project};
use crate::domain::{Entity, Id};
use chrono::{DateTime, Utc};
use pages::{Pages, Row};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::fs::{self, File};
use std::path::Path;
use tempfile::TempDir;

/// What was saved, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Salvaged {
    /// How many records were saved.
    pub(crate) records: usize,
    /// How many are missing between the first and the last that were found.
    pub(crate) missing: usize,
    /// The records, by their places in the journal, that do not hash as they were written: words or circumstances may have
    /// changed.
    pub(crate) doubtful: Vec<i64>,
    /// Whether somebody had to be named anew, since nothing that was found tells their name.
    pub(crate) unnamed: bool,
}

/// The columns of a record, its place first.
const COLUMNS: usize = 19;

impl Store {
    /// Makes a new database at `to` of the records that stand in the pages of the file at `from`, in whatever state that is.
    /// `seen` is told how many pages were looked at of how many. `None`, and no file, if there is no record in it.
    ///
    /// # Errors
    /// If the file cannot be read at all, or something is at `to`.
    pub(crate) fn salvage(
        from: &Path,
        to: &Path,
        now: DateTime<Utc>,
        seen: &mut dyn FnMut(usize, usize),
    ) -> Result<Option<Salvaged>, StoreError> {
        if to.symlink_metadata().is_ok() {
            return Err(StoreError::Exists { path: to.to_owned() });
        }
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => StoreError::Missing { path: from.to_owned() },
            _ => StoreError::denied(from, &error),
        };
        let settled = settled(from, to)?;
        let source = settled.as_ref().map_or_else(|| from.to_owned(), |folder| folder.path().join(SETTLED));
        let mut pages = Pages::of(File::open(source).map_err(failed)?).map_err(failed)?;
        // It comes to be with all of it in it, or not at all.
        let beside = tempfile::Builder::new().prefix(BESIDE).tempdir_in(folder_of(to));
        let beside = beside.map_err(|error| StoreError::denied(to, &error))?;
        let mut store = Self::create(&beside.path().join(SETTLED))?;
        let writing = store.begin()?;
        let salvaged = writing.guard(|connection| gather(connection, &mut pages, seen))?;
        if salvaged.records == 0 {
            return Ok(None);
        }
        let unnamed = writing.stand_in_for_the_missing(now)?;
        writing.guard(|connection| {
            project::make(connection)?;
            numbers::mend(connection)
        })?;
        writing.finish()?;
        let copy = store.copy(to, &mut |_, _| ())?;
        copy.put(to, false)?;
        Ok(Some(Salvaged { unnamed, ..salvaged }))
    }
}

/// The name of the file while it is worked on.
const SETTLED: &str = "makkerpar.db";

/// What an interrupted program left beside the file is taken back in a copy of it; `None` if nothing was left.
fn settled(from: &Path, to: &Path) -> Result<Option<TempDir>, StoreError> {
    let journal = journal_of(from);
    if !journal.exists() {
        return Ok(None);
    }
    let copied = || -> std::io::Result<TempDir> {
        let folder = tempfile::Builder::new().prefix(BESIDE).tempdir_in(folder_of(to))?;
        let copy = folder.path().join(SETTLED);
        fs::copy(from, &copy)?;
        fs::copy(&journal, journal_of(&copy))?;
        Ok(folder)
    };
    let folder = copied().map_err(|error| StoreError::denied(to, &error))?;
    // Where SQLite can make nothing of it, the pages are read as they are.
    let _ = Connection::open(folder.path().join(SETTLED))
        .and_then(|copy| copy.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())));
    Ok(Some(folder))
}

/// Whether a row can be one of the journal: by how many values it has, and of which kinds.
fn is_record(row: &Row) -> bool {
    let values = &row.values;
    let is_id = |index: usize| matches!(&values[index], Value::Blob(bytes) if bytes.len() == 16);
    let is_hash = |index: usize| matches!(&values[index], Value::Blob(bytes) if bytes.len() == 32);
    let is_text = |index: usize| matches!(&values[index], Value::Text(_));
    values.len() == COLUMNS
        && values[0] == Value::Null
        && [1, 2, 3, 6, 8, 13].into_iter().all(is_id)
        && [4, 7, 9, 15].into_iter().all(is_text)
        && [17, 18].into_iter().all(is_hash)
        && matches!(values[14], Value::Integer(_))
}

/// Puts the records that stand in the pages into the journal, which is empty, in their order.
fn gather(
    connection: &Connection,
    pages: &mut Pages,
    seen: &mut dyn FnMut(usize, usize),
) -> rusqlite::Result<Salvaged> {
    connection.execute_batch(
        "CREATE TEMP TABLE found AS SELECT * FROM record WHERE 0;
         CREATE UNIQUE INDEX temp.found_by_seq ON found (seq);
         CREATE UNIQUE INDEX temp.found_by_id ON found (id);",
    )?;
    let places = vec!["?"; COLUMNS].join(", ");
    let insert = format!("INSERT OR IGNORE INTO temp.found VALUES ({places})");
    let count = pages.count();
    for number in 1..=count {
        for row in pages.rows(number).into_iter().filter(is_record) {
            let seq = std::iter::once(Value::Integer(row.number));
            let values = seq.chain(row.values.into_iter().skip(1));
            connection.prepare_cached(&insert)?.execute(params_from_iter(values))?;
        }
        seen(number, count);
    }
    // What was erased stays erased, whatever page its words may still stand in.
    connection.execute_batch(
        "UPDATE temp.found SET body = NULL, salt = NULL WHERE state <> 'erased'
             AND entity IN (SELECT entity FROM temp.found WHERE state = 'erased');",
    )?;
    let salvaged = chained_anew(connection)?;
    connection.execute_batch("DROP TABLE temp.found")?;
    Ok(salvaged)
}

/// Chains what was found anew: what is missing would else be told of for ever.
fn chained_anew(connection: &Connection) -> rusqlite::Result<Salvaged> {
    let mut salvaged = Salvaged { records: 0, missing: 0, doubtful: Vec::new(), unnamed: false };
    let (mut chain, mut lamport) = (Vec::new(), 0);
    // The record before the one that is read, and its hash.
    let mut before: (i64, Vec<u8>) = (0, Vec::new());
    let query = "SELECT *, entity IN (SELECT entity FROM temp.found WHERE state = 'erased') AS was_erased
                 FROM temp.found ORDER BY seq";
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get("seq")?;
        let written: Vec<u8> = row.get("chain_hash")?;
        let is_next = seq == before.0 + 1;
        let holds = body_holds(row, true).unwrap_or(false)
            && (!is_next || expected_hash(row, &before.1).is_ok_and(|expected| expected[..] == written));
        let gap = usize::try_from(seq - before.0 - 1).unwrap_or(0);
        salvaged.missing = salvaged.missing.saturating_add(gap);
        before = (seq, written);
        let Ok(record) = Found::of(row) else {
            salvaged.missing += 1;
            continue;
        };
        let hash = record.append(connection, &chain)?;
        chain = hash.to_vec();
        lamport = lamport.max(record.lamport);
        salvaged.records += 1;
        if !holds {
            salvaged.doubtful.push(seq);
        }
    }
    journal::remember_lamport(connection, lamport)?;
    Ok(salvaged)
}

/// A record that was found.
struct Found {
    ids: [Id; 6],
    optional: [Option<Id>; 3],
    words: [String; 4],
    lamport: i64,
    body: Option<String>,
}

impl Found {
    /// # Errors
    /// If it has lost what makes it a record.
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let id = |column: &str| row.get::<_, StoredId>(column).map(|StoredId(id)| id);
        let optional =
            |column: &str| row.get::<_, Option<StoredId>>(column).map(|found| found.map(|StoredId(id)| id));
        let body: Option<String> = row.get("body")?;
        let state: String = row.get("state")?;
        let reads = body.as_ref().is_none_or(|body| serde_json::from_str::<Entity>(body).is_ok());
        let is_whole = match RecordState::from_word(&state) {
            RecordState::Put => body.is_some() || row.get("was_erased")?,
            RecordState::Removed => body.is_none(),
            RecordState::Erased => body.is_some(),
        };
        if !reads || !is_whole {
            return Err(rusqlite::Error::InvalidQuery);
        }
        Ok(Self {
            ids: [id("id")?, id("pair")?, id("command")?, id("entity")?, id("subject")?, id("device")?],
            optional: [optional("reverses")?, optional("author")?, optional("replaces")?],
            words: [row.get("act")?, row.get("kind")?, state, row.get("at")?],
            lamport: row.get("lamport")?,
            body,
        })
    }

    fn append(&self, connection: &Connection, chain: &[u8]) -> rusqlite::Result<[u8; 32]> {
        let [id, pair, command, entity, subject, device] = self.ids;
        let [reverses, author, replaces] = self.optional;
        let [act, kind, state, at] = &self.words;
        let salt = *uuid::Uuid::new_v4().as_bytes();
        let body = self.body.as_deref();
        let record = Record {
            id,
            pair,
            command,
            act,
            reverses,
            entity,
            kind,
            subject,
            state: RecordState::from_word(state),
            author,
            device,
            lamport: self.lamport,
            at,
            replaces,
            body_hash: body.map_or([0; 32], |body| journal::body_hash(&salt, body)),
        };
        let hash = record.chain_hash(chain);
        journal::append(connection, &record, body.map(|body| (&salt[..], body)), &hash, false)?;
        Ok(hash)
    }
}

impl Writing<'_> {
    /// Names the people and pairs that records belong to and that were not found themselves; whether there are any.
    fn stand_in_for_the_missing(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut any = false;
        for (pair, changes) in self.guard(|connection| stand_in::missing(connection, now))? {
            let command = Command { act: "doctor --rescue", pair, author: None, now, reverses: None };
            self.write(&command, &changes)?;
            any = true;
        }
        Ok(any)
    }
}

#[cfg(test)]
mod tests;
