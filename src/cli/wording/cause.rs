//! Why the system did not read or write.

use super::report::{Report, report};
use crate::cli::ui::clean;
use crate::locale::Language;
use crate::locale::messages::{
    HINT_UNSAID, IO_DENIED, IO_FULL, IO_IS_FILE, IO_IS_FOLDER, IO_NO_FILE, IO_NO_FOLDER, IO_NOT_A_FILE,
    IO_NOT_TEXT, IO_READ_ONLY, Label, UNSAID,
};
use std::io;

/// That the answer could not be written, though it was done.
pub(in crate::cli) fn unsaid(language: Language, cause: &io::Error) -> Report {
    report("unsaid", UNSAID.text(language))
        .place(io_cause(language, cause, IO_NO_FILE))
        .hint(HINT_UNSAID.text(language))
}

/// Why a file could not be read or written; `missing` says what is not there.
pub(in crate::cli) fn io_cause(language: Language, cause: &io::Error, missing: Label) -> String {
    let message = match cause.kind() {
        io::ErrorKind::NotFound => missing,
        io::ErrorKind::InvalidInput => IO_NOT_A_FILE,
        io::ErrorKind::InvalidData => IO_NOT_TEXT,
        io::ErrorKind::PermissionDenied => IO_DENIED,
        io::ErrorKind::IsADirectory => IO_IS_FOLDER,
        // A folder was to be made where a file is.
        io::ErrorKind::AlreadyExists => IO_IS_FILE,
        io::ErrorKind::NotADirectory => IO_NO_FOLDER,
        io::ErrorKind::ReadOnlyFilesystem => IO_READ_ONLY,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => IO_FULL,
        _ => return clean(&cause.to_string()),
    };
    message.text(language).to_owned()
}
