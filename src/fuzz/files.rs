//! Databases in memory, where there is a folder for that: every step is written through.

use super::{BEGINNING, LANGUAGES};
use crate::app::pairs::{self, NewPair};
use crate::app::{AppError, Session};
use crate::domain::{Member, PairKind};
use crate::store::Store;
use chrono::{DateTime, Days, Utc};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// A database in a folder of its own.
pub(super) struct File {
    pub(super) place: PathBuf,
    folder: TempDir,
}

impl File {
    pub(super) fn with(bytes: &[u8]) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder");
        let place = folder.path().join("makkerpar.db");
        std::fs::write(&place, bytes).expect("a file");
        Self { place, folder }
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.place).expect("the file")
    }

    pub(super) fn store(&self) -> Store {
        Store::open(&self.place).expect("a database")
    }

    /// A session of the only pair in it.
    pub(super) fn session(&self, me: Member, now: DateTime<Utc>) -> Session {
        let me = ["a", "b"][me.index()];
        Session::new(self.store(), None, Some(me), now).expect("a session")
    }
}

/// A database without a pair, which takes some time to make.
pub(super) fn empty_file() -> &'static [u8] {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    EMPTY.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("makkerpar.db");
        drop(Store::create(&path).expect("a database"));
        std::fs::read(&path).expect("the file")
    })
}

/// What came of a use case; nothing if a rule refused it. A broken file or paper is never refused.
pub(super) fn allowed<T>(result: Result<T, AppError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(broken @ (AppError::Store(_) | AppError::Handout(_))) => panic!("{broken:?}"),
        Err(_) => None,
    }
}

/// A database with a pair in it that has nothing on record yet: Anna Holm and Bo Lind.
pub(super) fn file_of_a_pair() -> &'static [u8] {
    static PAIR: OnceLock<Vec<u8>> = OnceLock::new();
    PAIR.get_or_init(|| {
        let file = File::with(empty_file());
        let new = NewPair {
            since: Some(BEGINNING.date_naive() - Days::new(100)),
            ..NewPair::of(["Anna Holm", "Bo Lind"], PairKind::MayorCeo, LANGUAGES[0])
        };
        drop(pairs::add(file.store(), &new, BEGINNING).expect("a pair"));
        file.bytes()
    })
}
