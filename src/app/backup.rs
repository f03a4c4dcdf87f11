//! A whole copy of the file, checked, in a place that the user chooses.

use super::backups::{Backups, whole};
use super::error::AppError;
use crate::store::{Backup, COPY, Store, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A copy that was made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BackedUp {
    /// Where the copy stands.
    pub(crate) file: PathBuf,
    /// Whether it took the place of another file.
    pub(crate) replaced: bool,
    /// Whether it is remembered, so that `erase` and `doctor` can name it.
    #[serde(skip)]
    pub(crate) is_remembered: bool,
}

/// Copies the file to `to`, or into it, if it is a folder, under the name of the file and the day. An earlier backup of the
/// same file that holds nothing else is replaced; anything else only with `force`.
///
/// # Errors
/// If something is in the way, `to` is the file itself, or the file is damaged.
pub(crate) fn backup(
    store: &Store,
    to: &Path,
    force: bool,
    backups: &Backups,
    (today, now): (NaiveDate, DateTime<Utc>),
    seen: &mut dyn FnMut(usize, usize),
) -> Result<BackedUp, AppError> {
    let to = place(store.path(), to, today);
    if whole(&to) == whole(store.path()) {
        return Err(AppError::SameFile { path: to });
    }
    let replaced = to.symlink_metadata().is_ok();
    if replaced && !to.is_file() {
        let cause = std::io::ErrorKind::InvalidInput.into();
        return Err(AppError::Unwritable { path: to, cause });
    }
    if replaced && !force && !is_earlier(&to, store) {
        return Err(AppError::FileInTheWay { path: to });
    }
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(StoreError::NoFolder { path: folder.to_owned() }.into());
    }
    store.copy(&to, seen)?.put(&to, replaced)?;
    let is_remembered = backups.remember(store.path(), &to, now).is_ok();
    Ok(BackedUp { file: to, replaced, is_remembered })
}

/// The file that is meant.
fn place(database: &Path, to: &Path, today: NaiveDate) -> PathBuf {
    if !to.is_dir() {
        return to.to_owned();
    }
    let stem = database.file_stem().unwrap_or_default().to_string_lossy();
    to.join(format!("{stem}-{today}.{COPY}"))
}

/// Whether a file is a backup of an earlier state of the database: nothing is lost with it.
fn is_earlier(file: &Path, store: &Store) -> bool {
    Backup::open(file).is_ok_and(|backup| backup.is_earlier_than(store))
}
