//! Opening and creating the file.

use super::copy::{self, Copy};
use super::error::StoreError;
use super::lasting::{BESIDE, folder_of, settle, sweep_beside};
use super::reading::Reading;
use super::schema;
use super::writing::Writing;
use crate::domain::Id;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use uuid::Uuid;

/// How long a write waits for another program.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// An open database.
pub(crate) struct Store {
    connection: Connection,
    path: PathBuf,
    device: Id,
    before_migration: Option<PathBuf>,
}

/// A stretch of reading in which the file does not change.
#[must_use = "it ends when it is dropped"]
pub(crate) struct Still<'c> {
    _transaction: Option<Transaction<'c>>,
}

/// What `SQLite`'s file header says, read without opening the database: a foreign file stays untouched.
/// Offsets are those of the file format's section 1.3.
fn header(path: &Path) -> Result<(u32, u32), StoreError> {
    let owned = || path.to_owned();
    let denied = |error: &std::io::Error| match error.kind() {
        ErrorKind::NotFound => StoreError::Missing { path: owned() },
        _ => StoreError::denied(path, error),
    };
    // A pipe would be waited for.
    let is_file = std::fs::metadata(path).map_err(|error| denied(&error))?.is_file();
    let mut header = Vec::with_capacity(100);
    if is_file {
        let file = std::fs::File::open(path).map_err(|error| denied(&error))?;
        file.take(100).read_to_end(&mut header).map_err(|error| denied(&error))?;
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotADatabase { path: owned() });
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    Ok((number(68), number(60)))
}

/// Refuses what is no database of ours, or newer than this program, by its header; tells the schema that stands there.
pub(super) fn schema_of_ours(path: &Path) -> Result<u32, StoreError> {
    let (application, version) = header(path)?;
    if application != schema::APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    let known = schema::newest();
    if version > known {
        return Err(StoreError::Newer { path: path.to_owned(), schema: version, known });
    }
    Ok(version)
}

impl Store {
    /// Opens the database at `path`, and migrates one of an older makkerpar after a copy of it has been put
    /// beside it.
    ///
    /// # Errors
    /// If there is none, or it is not ours, newer than this program, damaged, or out of reach.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        schema_of_ours(path)?;
        let failed = |error: rusqlite::Error| StoreError::of(&error, path);
        let mut connection = connected(path).map_err(failed)?;
        let before_migration = copied(&connection, path)?;
        if before_migration.is_some() {
            schema::migrate(&mut connection, schema::MIGRATIONS).map_err(failed)?;
        }
        let device = device(&connection).map_err(|error| match StoreError::of(&error, path) {
            // It is there from the first moment on.
            StoreError::Other { detail } => StoreError::Damaged { path: path.to_owned(), detail },
            other => other,
        })?;
        Ok(Self { connection, path: path.to_owned(), device, before_migration })
    }

    /// Opens the database at `path` once more in a program that has opened it already. To look at its header as [`Self::open`]
    /// does would give up the locks that this program holds: the system takes them away when any handle of the file is closed.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub(crate) fn open_once_more(path: &Path) -> Result<Self, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::of(&error, path);
        let connection = connected(path).map_err(failed)?;
        let device = device(&connection).map_err(failed)?;
        Ok(Self { connection, path: path.to_owned(), device, before_migration: None })
    }

    /// Opens the database at `path` to look into it in passing: it is not migrated, nothing is ever written, and nobody
    /// is waited for. `None` if it is not one of this program's own schema that can be read at once.
    pub(crate) fn glance(path: &Path) -> Option<Self> {
        if header(path).ok()? != (schema::APPLICATION_ID, schema::newest()) {
            return None;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).ok()?;
        connection.busy_timeout(Duration::ZERO).ok()?;
        let device = device(&connection).ok()?;
        Some(Self { connection, path: path.to_owned(), device, before_migration: None })
    }

    /// Makes a new database at `path`, readable by its owner alone. It is built beside its place and moved
    /// there whole, so that nobody ever meets half of one.
    ///
    /// # Errors
    /// If something is there already, or the folder is missing or closed.
    pub(crate) fn create(path: &Path) -> Result<Self, StoreError> {
        let folder = folder_of(path);
        if path.exists() {
            return Err(StoreError::Exists { path: path.to_owned() });
        }
        if !folder.is_dir() {
            return Err(StoreError::NoFolder { path: folder.to_owned() });
        }
        refuse_stray_journal(path)?;
        let denied = |error: &std::io::Error| StoreError::denied(folder, error);
        let built = tempfile::Builder::new()
            .prefix(BESIDE)
            .tempfile_in(folder)
            .map_err(|error| denied(&error))?
            .into_temp_path();
        sweep_beside(&built);
        let failed = |error: rusqlite::Error| StoreError::of(&error, path);
        let mut connection = Connection::open(&built).map_err(failed)?;
        configure(&connection).map_err(failed)?;
        connection.pragma_update(None, "application_id", schema::APPLICATION_ID).map_err(failed)?;
        schema::migrate(&mut connection, schema::MIGRATIONS).map_err(failed)?;
        let device = Uuid::new_v4();
        connection
            .execute("INSERT INTO meta (key, value) VALUES ('device', ?1)", [&device.as_bytes()[..]])
            .map_err(failed)?;
        connection.close().map_err(|(_, error)| failed(error))?;
        built.persist_noclobber(path).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.to_owned() },
            _ => denied(&error.error),
        })?;
        settle(path).map_err(|error| denied(&error))?;
        Self::open(path)
    }

    /// The schema of every open file.
    pub(crate) fn schema() -> u32 {
        schema::newest()
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The copy of the file as it was before this program brought it to its own schema, if it just did.
    pub(crate) fn before_migration(&self) -> Option<&Path> {
        self.before_migration.as_deref()
    }

    /// A whole copy of the file as it is now, checked, that is to be put at `to`. `seen` is told how many pages are copied
    /// of how many.
    ///
    /// # Errors
    /// If the file is damaged or held, or the folder of `to` takes no file.
    pub(crate) fn copy(&self, to: &Path, seen: &mut dyn FnMut(usize, usize)) -> Result<Copy, StoreError> {
        Copy::of(&self.connection, &self.path, to, PATIENCE, seen)
    }

    /// The identity of this file among those that exchange with it.
    pub(crate) fn device(&self) -> Id {
        self.device
    }

    /// Holds the file still for what is read until the guard is dropped: it all belongs together, and the lock is taken once and
    /// not for every question. Within another such stretch, or a write, it holds already.
    ///
    /// # Errors
    /// If another program holds the file for longer than five seconds.
    pub(crate) fn still(&self) -> Result<Still<'_>, StoreError> {
        if !self.connection.is_autocommit() {
            return Ok(Still { _transaction: None });
        }
        let begun = self.connection.unchecked_transaction();
        let transaction = begun.map_err(|error| StoreError::of(&error, &self.path))?;
        Ok(Still { _transaction: Some(transaction) })
    }

    /// Reads.
    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading::new(&self.connection, &self.path)
    }

    /// Begins to write: takes the write lock at once, so that what is read before the commit still holds then.
    /// Dropped without a commit, it leaves everything as it was.
    ///
    /// # Errors
    /// If another program holds the lock for longer than five seconds, or the file cannot be written.
    pub(crate) fn begin(&mut self) -> Result<Writing<'_>, StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| StoreError::of(&error, &self.path))?;
        Ok(Writing::new(transaction, &self.path, self.device))
    }
}

/// What `SQLite` keeps beside a file while it writes to it.
pub(super) fn journal_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// Refuses to put a database where what was left of another would be taken for its own and spoil it.
pub(super) fn refuse_stray_journal(database: &Path) -> Result<(), StoreError> {
    let journal = journal_of(database);
    if journal.symlink_metadata().is_ok() { Err(StoreError::Exists { path: journal }) } else { Ok(()) }
}

fn connected(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    configure(&connection)?;
    Ok(connection)
}

/// Puts a copy of a database of an older makkerpar beside it, if it is one and is as it should be; tells where. What its header
/// says is not enough: a migration that was cut short stands there until `SQLite` has rolled it back.
fn copied(connection: &Connection, path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let failed = |error: rusqlite::Error| StoreError::of(&error, path);
    // Nobody writes while it is looked through and copied.
    let _still = connection.unchecked_transaction().map_err(failed)?;
    let version = schema::version(connection).map_err(failed)?;
    if version >= schema::newest() {
        return Ok(None);
    }
    if !schema::is_as_of(connection, version).map_err(failed)? {
        return Err(StoreError::Damaged { path: path.to_owned(), detail: String::new() });
    }
    let copy = Copy::of(connection, path, path, PATIENCE, &mut |_, _| ())?;
    copy.put_beside(path, &format!("{}{version}", copy::BEFORE_MIGRATION)).map(Some)
}

/// Why these: `docs/design.md`.
pub(super) fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(
        "PRAGMA journal_mode = DELETE;
         PRAGMA synchronous = EXTRA;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;",
    )
}

/// The identity of this file among those that exchange with it.
fn device(connection: &Connection) -> rusqlite::Result<Id> {
    connection.query_row("SELECT value FROM meta WHERE key = 'device'", [], |row| {
        row.get(0).map(|super::columns::StoredId(id)| id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_database_of_ours_is_refused_and_stays_untouched() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        assert!(matches!(Store::open(&path), Err(StoreError::Missing { .. })));
        for content in [&b""[..], b"just words", &[0; 4096]] {
            std::fs::write(&path, content).expect("a file");
            assert!(matches!(Store::open(&path), Err(StoreError::NotADatabase { .. })));
            assert_eq!(std::fs::read(&path).expect("the file"), content);
        }
        assert!(matches!(Store::open(folder.path()), Err(StoreError::NotADatabase { .. })));
        assert!(matches!(Store::create(&path), Err(StoreError::Exists { .. })));
        let nowhere = folder.path().join("no").join("x.db");
        assert!(matches!(Store::create(&nowhere), Err(StoreError::NoFolder { .. })));
    }

    #[test]
    fn foreign_and_newer_databases_are_refused_and_stay_untouched() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        Connection::open(&path)
            .and_then(|other| other.execute_batch("CREATE TABLE t (x)"))
            .expect("a database");
        let before = std::fs::read(&path).expect("the file");
        assert!(matches!(Store::open(&path), Err(StoreError::Foreign { .. })));
        assert_eq!(std::fs::read(&path).expect("the file"), before);

        let path = folder.path().join("y.db");
        drop(Store::create(&path).expect("a new database"));
        let newer = schema::newest() + 1;
        Connection::open(&path)
            .and_then(|ours| ours.pragma_update(None, "user_version", newer))
            .expect("a pragma");
        let before = std::fs::read(&path).expect("the file");
        assert!(matches!(Store::open(&path), Err(StoreError::Newer { schema, .. }) if schema == newer));
        assert_eq!(std::fs::read(&path).expect("the file"), before);
    }

    #[test]
    fn a_truncated_database_is_damaged() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        drop(Store::create(&path).expect("a new database"));
        let whole = std::fs::read(&path).expect("the file");
        std::fs::write(&path, &whole[..whole.len() / 2]).expect("half a file");
        assert!(matches!(Store::open(&path), Err(StoreError::Damaged { .. })));
    }

    /// How many locks this process holds on a file.
    #[cfg(target_os = "linux")]
    fn locks(path: &Path) -> usize {
        use std::os::unix::fs::MetadataExt as _;
        let inode = std::fs::metadata(path).expect("the file").ino().to_string();
        let process = std::process::id().to_string();
        let schema_of_ours = |line: &&str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.contains(&process.as_str())
                && words.iter().any(|word| word.rsplit(':').next() == Some(&inode))
        };
        std::fs::read_to_string("/proc/locks").expect("the locks").lines().filter(schema_of_ours).count()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_write_under_way_keeps_its_lock_when_the_file_is_opened_once_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        let mut store = Store::create(&path).expect("a new database");
        let writing = store.begin().expect("a write");
        let held = locks(&path);
        assert!(held > 0);
        drop(Store::open_once_more(&path).expect("opened"));
        assert_eq!(locks(&path), held);
        drop(writing);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_database_belongs_to_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        drop(Store::create(&path).expect("a new database"));
        let mode = std::fs::metadata(&path).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
