//! Putting a backup in the place of the file.

use super::columns::StoredId;
use super::copy::{self, Copy};
use super::error::StoreError;
use super::open::{PATIENCE, Store, configure, journal_of, refuse_stray_journal, schema_of_ours};
use super::schema;
use crate::domain::Id;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A backup that was looked through and found whole.
pub(crate) struct Backup {
    connection: Connection,
    path: PathBuf,
}

impl Backup {
    /// Opens a backup, which nothing is ever written to, and looks it through.
    ///
    /// # Errors
    /// If it is missing, no database of ours, newer than this program, or damaged.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let version = schema_of_ours(path)?;
        let failed = |error: rusqlite::Error| StoreError::of(&error, path);
        let connection = copy::read_only(path).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        if !schema::is_as_of(&connection, version).map_err(failed)? {
            return Err(StoreError::Damaged { path: path.to_owned(), detail: String::new() });
        }
        copy::refuse_unsound(&connection, path)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Whether it has every record that `database` has; `None` if `database` cannot be read. How many are missing is not
    /// told: they may be one person's alone.
    pub(crate) fn has_all_of(&self, database: &Path) -> Option<bool> {
        let there = records(&copy::read_only(database).ok()?).ok()?;
        let here = records(&self.connection).ok()?;
        Some(there.is_subset(&here))
    }

    /// Whether all that it holds is in an open file, too.
    pub(crate) fn is_earlier_than(&self, store: &Store) -> bool {
        let there = store.reading().guard(records);
        records(&self.connection).is_ok_and(|here| there.is_ok_and(|there| here.is_subset(&there)))
    }

    /// Puts a copy of the backup, brought to the schema of this program, in the place of `database`. What was there, whatever
    /// it is, is kept beside it: the answer is where, if there was anything. `seen` is told how many pages are copied of how
    /// many.
    ///
    /// # Errors
    /// If another program writes to `database`, or its folder takes no file; then `database` is as it was.
    pub(crate) fn put_in_place(
        &self,
        database: &Path,
        seen: &mut dyn FnMut(usize, usize),
    ) -> Result<Option<PathBuf>, StoreError> {
        let copy = Copy::of(&self.connection, &self.path, database, PATIENCE, seen)?;
        let failed = |error: rusqlite::Error| StoreError::of(&error, database);
        let mut migrated = Connection::open(copy.path()).map_err(failed)?;
        configure(&migrated).map_err(failed)?;
        schema::migrate(&mut migrated, schema::MIGRATIONS).map_err(failed)?;
        migrated.close().map_err(|(_, error)| failed(error))?;
        if database.symlink_metadata().is_err() {
            refuse_stray_journal(database)?;
            copy.put(database, false)?;
            return Ok(None);
        }
        // Whoever else is about to write sees that the file was moved, and writes nothing.
        let mut held = held_still(database)?;
        let _lock = match &mut held {
            Some(connection) => {
                Some(connection.transaction_with_behavior(TransactionBehavior::Exclusive).map_err(failed)?)
            }
            None => None,
        };
        let kept = copy::name_beside(database, copy::BEFORE_RESTORE);
        keep(database, &kept).map_err(|error| StoreError::denied(database, &error))?;
        copy.put(database, true)?;
        Ok(Some(kept))
    }
}

fn records(connection: &Connection) -> rusqlite::Result<HashSet<Id>> {
    let mut statement = connection.prepare("SELECT id FROM record")?;
    let rows = statement.query_map([], |row| row.get(0).map(|StoredId(id)| id))?;
    rows.collect()
}

/// Whether a copy of the file has words of a thing; `None` if it cannot be read.
pub(crate) fn holds_words(copy: &Path, subject: Id, entity: Id) -> Option<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM record WHERE subject = ?1 AND entity = ?2 AND body IS NOT NULL AND state <> 'erased')";
    let connection = copy::read_only(copy).ok()?;
    connection.query_row(query, [StoredId(subject), StoredId(entity)], |row| row.get(0)).ok()
}

/// The database that is to be replaced, if `SQLite` can make sense of it: what an interrupted program left to be taken back
/// is taken back.
fn held_still(database: &Path) -> Result<Option<Connection>, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(database, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    match opened() {
        Ok(connection) => Ok(Some(connection)),
        Err(error) => match StoreError::of(&error, database) {
            busy @ StoreError::Busy { .. } => Err(busy),
            _ => Ok(None),
        },
    }
}

/// Gives a file, with what belongs to it, a second name, so that its place can be taken at one stroke.
fn keep(database: &Path, kept: &Path) -> io::Result<()> {
    twice(database, kept)?;
    let journal = journal_of(database);
    if journal.exists() {
        // It belongs to the file that was there, and would spoil the one that takes its place.
        twice(&journal, &journal_of(kept))?;
        fs::remove_file(&journal)?;
    }
    Ok(())
}

/// A second name for the same file, or a copy where the file system knows no second names.
fn twice(file: &Path, name: &Path) -> io::Result<()> {
    fs::hard_link(file, name).or_else(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Err(error);
        }
        fs::copy(file, name)?;
        fs::File::open(name)?.sync_all()
    })
}
