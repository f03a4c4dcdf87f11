//! Whole copies of the file: for safety before a migration, and for `backup` and `restore`.

use super::check::{Finding, broken_records, unsound};
use super::error::StoreError;
use super::lasting::{BESIDE, folder_of, settle, sweep_beside};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempPath;

/// How many pages of the file are copied at a time; between two such stretches others may write.
const STRETCH: i32 = 4096;

/// How long a copy waits for another program before it looks again.
const PAUSE: Duration = Duration::from_millis(20);

/// A whole copy of a database beside the place that it is for, checked; it goes away unless it is put there.
#[must_use = "it goes away unless it is put in its place"]
pub(crate) struct Copy {
    file: TempPath,
}

impl Copy {
    /// Copies the database that `connection` has open, which is the file at `from`, into the folder of `to`. Nobody is kept
    /// from writing meanwhile: the copy is the file as it was at one moment. `seen` is told how many pages are copied of how
    /// many.
    ///
    /// # Errors
    /// If the folder takes no file, the file cannot be read, or what was copied is not whole: then `from` is damaged.
    pub(super) fn of(
        connection: &Connection,
        from: &Path,
        to: &Path,
        patience: Duration,
        seen: &mut dyn FnMut(usize, usize),
    ) -> Result<Self, StoreError> {
        let copied = copied(connection, from, to, patience, seen)?;
        let failed = |error: rusqlite::Error| StoreError::of(&error, to);
        let copy = read_only(&copied).map_err(failed)?;
        refuse_unsound(&copy, from)?;
        drop(copy);
        Ok(Self { file: copied })
    }

    /// Where it lies now.
    pub(super) fn path(&self) -> &Path {
        &self.file
    }

    /// Puts it in its place, which must be free unless it `replaces`; afterwards it outlives a power cut.
    ///
    /// # Errors
    /// If something is there already, or the folder takes no file.
    pub(crate) fn put(self, to: &Path, replaces: bool) -> Result<(), StoreError> {
        let put = if replaces { self.file.persist(to) } else { self.file.persist_noclobber(to) };
        put.map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => StoreError::Exists { path: to.to_owned() },
            _ => StoreError::denied(to, &error.error),
        })?;
        settle(to).map_err(|error| StoreError::denied(to, &error))
    }

    /// Puts it beside `database` under the first free of the names for what it was made for; tells which.
    ///
    /// # Errors
    /// If the folder takes no file.
    pub(crate) fn put_beside(self, database: &Path, what: &str) -> Result<PathBuf, StoreError> {
        let mut file = self.file;
        loop {
            let to = name_beside(database, what);
            match file.persist_noclobber(&to) {
                Ok(()) => {
                    settle(&to).map_err(|error| StoreError::denied(&to, &error))?;
                    return Ok(to);
                }
                // Another program has just taken that name.
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => file = error.path,
                Err(error) => return Err(StoreError::denied(&to, &error.error)),
            }
        }
    }
}

/// Refuses a database whose pages or records are not as they were written. `path` is the file that it is, or is a copy of.
pub(super) fn refuse_unsound(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let findings = || -> rusqlite::Result<Vec<Finding>> {
        let mut pages = unsound(connection)?;
        // What refers to nothing is in the tables that can be made anew.
        pages.retain(|finding| matches!(finding, Finding::Unsound { .. }));
        Ok(if pages.is_empty() { broken_records(connection)? } else { pages })
    };
    match findings().map_err(|error| StoreError::of(&error, path))?.into_iter().next() {
        None => Ok(()),
        Some(Finding::Unsound { detail }) => Err(StoreError::Damaged { path: path.to_owned(), detail }),
        Some(_) => Err(StoreError::Damaged { path: path.to_owned(), detail: String::new() }),
    }
}

/// Opens a database that is not to be changed.
pub(super) fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

fn copied(
    connection: &Connection,
    from: &Path,
    to: &Path,
    patience: Duration,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<TempPath, StoreError> {
    let denied = |error: &std::io::Error| StoreError::denied(to, error);
    let file = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder_of(to));
    let file = file.map_err(|error| denied(&error))?.into_temp_path();
    sweep_beside(&file);
    let wrong_source = |error: rusqlite::Error| StoreError::of(&error, from);
    let mut copy = Connection::open(&file).map_err(|error| StoreError::of(&error, to))?;
    let backup = Backup::new(connection, &mut copy).map_err(wrong_source)?;
    let mut pauses = patience.as_millis() / PAUSE.as_millis();
    loop {
        // What fails is either of the two; a full disk is that of the copy.
        let step = backup.step(STRETCH).map_err(|error| match StoreError::of(&error, from) {
            StoreError::Full { .. } => StoreError::Full { path: to.to_owned() },
            other => other,
        })?;
        let progress = backup.progress();
        let pages = |count: i32| usize::try_from(count).unwrap_or(0);
        seen(pages(progress.pagecount - progress.remaining), pages(progress.pagecount));
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ if pauses > 0 => {
                pauses -= 1;
                std::thread::sleep(PAUSE);
            }
            _ => return Err(StoreError::Busy { path: from.to_owned() }),
        }
    }
    drop(backup);
    copy.close().map_err(|(_, error)| StoreError::of(&error, to))?;
    File::open(&file).and_then(|file| file.sync_all()).map_err(|error| denied(&error))?;
    Ok(file)
}

/// A free name beside `database` for a copy of it: `makkerpar.schema-3.backup`, or `makkerpar.schema-3-2.backup` if that is
/// taken. `erase` and `doctor` know copies by the end of their names.
pub(super) fn name_beside(database: &Path, what: &str) -> PathBuf {
    let named = |number: u32| match number {
        1 => database.with_extension(format!("{what}.{EXTENSION}")),
        _ => database.with_extension(format!("{what}-{number}.{EXTENSION}")),
    };
    (1..u32::MAX).map(named).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| named(1))
}

/// What copies are called by that are kept before something is done to the file.
pub(crate) const BEFORE_REBUILD: &str = "before-rebuild";
/// As it was before a backup was put in its place.
pub(crate) const BEFORE_RESTORE: &str = "before-restore";
/// The number of the schema follows.
pub(crate) const BEFORE_MIGRATION: &str = "schema-";

/// The end of the names of copies.
pub(crate) const EXTENSION: &str = "backup";
