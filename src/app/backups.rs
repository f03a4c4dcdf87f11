//! Which copies of a database there are: those beside it, and those that `backup` made elsewhere.
//!
//! The latter stand in a file of their own, not in the database: they are of use where that cannot be read.

use super::files::{make_private, write};
use crate::store::{BEFORE_MIGRATION, BEFORE_REBUILD, BEFORE_RESTORE, COPY};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// So many are remembered; those before are forgotten.
const MOST: usize = 100;

/// A copy of a database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// The database, by its whole path.
    pub(crate) database: PathBuf,
    /// The copy, by its whole path.
    pub(crate) file: PathBuf,
    /// When it was made.
    pub(crate) at: DateTime<Utc>,
}

/// Where the copies that were made are remembered.
#[derive(Clone, Debug)]
pub(crate) struct Backups {
    file: Option<PathBuf>,
}

impl Backups {
    /// Those that are remembered in a folder; none where the platform has none.
    pub(crate) fn in_folder(folder: Option<&Path>) -> Self {
        Self { file: folder.map(|folder| folder.join("backups.json")) }
    }

    /// A list that cannot be read is an empty one: it is an aid, and nothing hangs on it.
    fn remembered(&self) -> Vec<Known> {
        let text = self.file.as_ref().and_then(|file| std::fs::read(file).ok());
        text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    /// Every copy of a database that is known, the latest first. One on a drive that is not there is among them.
    pub(crate) fn of(&self, database: &Path) -> Vec<Known> {
        let whole = whole(database);
        let mut known = beside(&whole);
        for one in self.remembered().into_iter().filter(|one| one.database == whole) {
            if !known.iter().any(|other| other.file == one.file) {
                known.push(one);
            }
        }
        known.sort_by_key(|one| std::cmp::Reverse(one.at));
        known
    }

    /// The latest that somebody has made on purpose, and that is there.
    pub(crate) fn latest(&self, database: &Path) -> Option<Known> {
        let known = self.of(database).into_iter();
        known.filter(|known| !is_precaution(&known.file)).find(|known| known.file.is_file())
    }

    /// Remembers a copy, in the stead of an earlier one in the same place.
    ///
    /// # Errors
    /// If the list cannot be written.
    pub(crate) fn remember(&self, database: &Path, file: &Path, at: DateTime<Utc>) -> std::io::Result<()> {
        let Some(list) = &self.file else { return Ok(()) };
        let new = Known { database: whole(database), file: whole(file), at };
        let mut known = self.remembered();
        known.retain(|one| one.file != new.file);
        known.push(new);
        let first = known.len().saturating_sub(MOST);
        let text = serde_json::to_vec(&known[first..])?;
        if let Some(folder) = list.parent() {
            make_private(folder, true)?;
        }
        write(list, &text).map_err(|_| std::io::ErrorKind::Other.into())
    }
}

/// Whether a copy is one that was kept before something was done to the file, by its name.
fn is_precaution(file: &Path) -> bool {
    let name = file.file_stem().and_then(|stem| Path::new(stem).extension());
    let what = name.map(|what| what.to_string_lossy().into_owned()).unwrap_or_default();
    [BEFORE_REBUILD, BEFORE_RESTORE, BEFORE_MIGRATION].iter().any(|begin| what.starts_with(begin))
}

/// The whole path of a file, by which it is known again.
pub(crate) fn whole(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The copies that lie beside a database.
fn beside(database: &Path) -> Vec<Known> {
    let (Some(folder), Some(stem)) = (database.parent(), database.file_stem()) else { return Vec::new() };
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let stem = stem.to_string_lossy();
    let of_it = |path: &PathBuf| {
        *path != database
            && path.extension().is_some_and(|extension| extension == COPY)
            && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&*stem))
    };
    let files = files.flatten().map(|file| file.path()).filter(of_it);
    let copies = files.filter_map(|file| {
        let at = std::fs::metadata(&file).ok()?.modified().ok()?.into();
        Some(Known { database: database.to_owned(), file, at })
    });
    copies.collect()
}
