//! Saving what can be read of a damaged file into a new one.

use super::backups::whole;
use super::error::AppError;
use crate::store::{Salvaged, Store, StoreError};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};

/// What was saved.
#[derive(Clone, Debug)]
pub(crate) struct Rescued {
    /// The new database.
    pub(crate) file: PathBuf,
    /// What was found, and what was not.
    pub(crate) saved: Salvaged,
}

/// Makes a new database at `to` of what can be read of the one at `from`, which is not touched. `seen` is told how many pages
/// were looked at of how many.
///
/// # Errors
/// If there is nothing to be saved, or something is at `to`.
pub(crate) fn rescue(
    from: &Path,
    to: &Path,
    now: DateTime<Utc>,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<Rescued, AppError> {
    if whole(from) == whole(to) {
        return Err(AppError::SameFile { path: to.to_owned() });
    }
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(StoreError::NoFolder { path: folder.to_owned() }.into());
    }
    match Store::salvage(from, to, now, seen)? {
        Some(saved) => Ok(Rescued { file: to.to_owned(), saved }),
        None => Err(AppError::NothingToRescue { path: from.to_owned() }),
    }
}
