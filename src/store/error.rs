//! What can go wrong with a file.

use std::path::PathBuf;

/// Why the record could not be read or written.
#[derive(Debug)]
pub(crate) enum StoreError {
    /// There is no file of that name.
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A file is where a new database should be made.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The folder is missing, or it is no folder.
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// It is no `SQLite` database: a text file, an empty file, a folder.
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// It is the `SQLite` database of another program.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// It was written by a newer makkerpar.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        schema: u32,
        /// The newest schema that this program knows.
        known: u32,
    },
    /// It is damaged or cut short.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What `SQLite` says about it.
        detail: String,
    },
    /// It can be read but not written.
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another program holds it.
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// There is no room left where it lies.
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refuses access.
    Denied {
        /// The file or folder.
        path: PathBuf,
        /// What the system says about it.
        detail: String,
    },
    /// The disk, or the way to it, fails.
    Failing {
        /// The file.
        path: PathBuf,
        /// What `SQLite` says about it.
        detail: String,
    },
    /// Anything else that `SQLite` reports, which is most likely our mistake.
    Other {
        /// What it says.
        detail: String,
    },
}

/// What a disk that fails comes to on every Unix; it has no kind of its own.
const EIO: i32 = 5;

impl StoreError {
    /// What the operating system refuses of the file or folder at `path`.
    pub(super) fn denied(path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let path = path.to_owned();
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Self::Full { path },
            Kind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ if cfg!(unix) && error.raw_os_error() == Some(EIO) => {
                Self::Failing { path, detail: error.to_string() }
            }
            _ => Self::Denied { path, detail: error.to_string() },
        }
    }

    /// Tells what an error of `SQLite` means for the file at `path`.
    pub(super) fn of(error: &rusqlite::Error, path: &std::path::Path) -> Self {
        use rusqlite::Error as E;
        use rusqlite::ErrorCode as Code;
        // What stands in a column is nothing that this program would have written there.
        let is_strange = matches!(
            error,
            E::FromSqlConversionFailure(..)
                | E::IntegralValueOutOfRange(..)
                | E::Utf8Error(..)
                | E::InvalidColumnType(..)
        );
        let (path, detail) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy { path },
            Some(Code::DiskFull) => Self::Full { path },
            Some(Code::ReadOnly) => Self::ReadOnly { path },
            Some(Code::DatabaseCorrupt) => Self::Damaged { path, detail },
            Some(Code::NotADatabase) => Self::NotADatabase { path },
            Some(Code::CannotOpen | Code::PermissionDenied) => Self::Denied { path, detail },
            Some(Code::SystemIoFailure | Code::FileLockingProtocolFailed) => Self::Failing { path, detail },
            _ if is_strange => Self::Damaged { path, detail },
            _ => Self::Other { detail },
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Error;
    use std::path::Path;

    #[test]
    fn a_disk_that_fails_is_no_question_of_permissions() {
        let told = |number| StoreError::denied(Path::new("x.db"), &Error::from_raw_os_error(number));
        assert!(matches!(told(EIO), StoreError::Failing { .. }));
        // EACCES, EMFILE.
        assert!(
            matches!(told(13), StoreError::Denied { .. }) && matches!(told(24), StoreError::Denied { .. })
        );
    }
}
