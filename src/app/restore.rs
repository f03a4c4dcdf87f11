//! Putting a backup in the place of the file, which is kept.

use super::backups::whole;
use super::error::AppError;
use super::import::{Material, material};
use crate::store::{Backup, StoreError};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A backup that was looked through, before anything is replaced.
pub(crate) struct Restoring {
    backup: Backup,
    from: PathBuf,
    database: PathBuf,
}

/// What was put in place, and of what.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Restored {
    /// The database.
    pub(crate) database: PathBuf,
    /// The backup that it was made from.
    pub(crate) from: PathBuf,
    /// Where the file that was there is kept; absent if there was none.
    pub(crate) kept: Option<PathBuf>,
}

impl Restoring {
    /// Looks a backup through that is to take the place of `database`.
    ///
    /// # Errors
    /// If it is none, is damaged, newer than this program, or `database` itself.
    pub(crate) fn begin(from: &Path, database: &Path) -> Result<Self, AppError> {
        if database.exists() && whole(from) == whole(database) {
            return Err(AppError::SameFile { path: from.to_owned() });
        }
        let backup = Backup::open(from).map_err(|error| match error {
            StoreError::Missing { path } => {
                AppError::Unreadable { path, cause: std::io::ErrorKind::NotFound.into() }
            }
            StoreError::NotADatabase { .. } | StoreError::Foreign { .. } => no_backup(from),
            other => other.into(),
        })?;
        // What a link leads to is replaced, and not the link.
        let database = database.canonicalize().unwrap_or_else(|_| database.to_owned());
        Ok(Self { backup, from: from.to_owned(), database })
    }

    /// When it was made, as far as the file tells.
    pub(crate) fn made(&self) -> Option<DateTime<Utc>> {
        std::fs::metadata(&self.from).and_then(|told| told.modified()).ok().map(Into::into)
    }

    /// Whether something is to be replaced.
    pub(crate) fn replaces(&self) -> bool {
        self.database.symlink_metadata().is_ok()
    }

    /// Whether the backup has all that the file has that is to be replaced; `None` if that cannot be read.
    pub(crate) fn has_all(&self) -> Option<bool> {
        self.backup.has_all_of(&self.database)
    }

    /// Puts it in place. `seen` is told how much has been copied of how much.
    ///
    /// # Errors
    /// If another program writes to the file, or its folder takes none. Then nothing has changed.
    pub(crate) fn carry_out(self, seen: &mut dyn FnMut(usize, usize)) -> Result<Restored, AppError> {
        let kept = self.backup.put_in_place(&self.database, seen)?;
        Ok(Restored { database: self.database, from: self.from, kept })
    }
}

/// Why a file is no backup: it is something else that makkerpar takes in otherwise, or nothing of its own.
fn no_backup(path: &Path) -> AppError {
    let mut beginning = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut beginning));
    let path = path.to_owned();
    match (read, material(&beginning)) {
        (Ok(1..), Material::Calendar) => AppError::IsACalendar { path },
        (Ok(1..), Material::Export) => AppError::IsAnExport { path },
        _ => AppError::NotABackup { path },
    }
}
