//! Handing over what was made: to a file or to the caller, and on record that it was.

use super::error::AppError;
use super::files::{beside, put_in_place};
use super::session::{Session, put, wordless_stamp};
use crate::domain::{Change, Content, Id, Member, Part};
use crate::store::Writing;
use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest as _, Sha256};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where a document goes.
#[derive(Clone, Debug)]
pub(crate) enum Destination {
    /// To a file. One that makkerpar did not make is replaced only if `force` says so.
    File { path: Option<PathBuf>, force: bool },
    /// To the caller, who passes the bytes on.
    Bytes,
}

/// A document that was made.
pub(super) struct Document<'d> {
    /// `summary`, `calendar`, `invitation`.
    pub(super) kind: &'static str,
    /// The talk or the pair that it tells of.
    pub(super) subject: Id,
    /// The words of the command line.
    pub(super) act: &'static str,
    /// The file itself.
    pub(super) bytes: &'d [u8],
    /// A digest of what it says, where another printing is to be compared with it.
    pub(super) says: Option<String>,
    /// The name of its file if nobody says otherwise.
    pub(super) name: String,
}

/// Hands a document over, and puts it on record; tells which file it went to.
///
/// # Errors
/// If the file is in the way or cannot be written.
pub(super) fn deliver(
    session: &mut Session,
    document: Document<'_>,
    to: Destination,
) -> Result<Option<PathBuf>, AppError> {
    let Document { kind, subject, act: words, bytes, says, name } = document;
    let file = place(session, to, name)?;
    // On record first: a file that is there and not on record would be in the way of the next.
    let beside = file.as_ref().map(|path| beside(path, bytes)).transpose()?;
    let act = session.begin()?;
    let content = Content::Printing { document: kind.to_owned(), digest: digest(bytes), says };
    let change = printing(&act.writing, subject, act.me, (act.today(), act.now), content)?;
    act.commit(words, &[change])?;
    if let (Some(path), Some(beside)) = (&file, beside) {
        put_in_place(beside, path)?;
    }
    Ok(file)
}

/// The file that a document goes to, if it goes to one; `name` unless another is named.
///
/// # Errors
/// If something is in the way that makkerpar did not make.
pub(super) fn place(session: &Session, to: Destination, name: String) -> Result<Option<PathBuf>, AppError> {
    let Destination::File { path, force } = to else { return Ok(None) };
    let path = path.unwrap_or_else(|| PathBuf::from(name));
    // A device or a pipe has no end to read, and would be replaced.
    if path.exists() && !path.is_file() {
        let kind = if path.is_dir() { ErrorKind::IsADirectory } else { ErrorKind::InvalidInput };
        return Err(AppError::Unwritable { path, cause: kind.into() });
    }
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let is_record = path.exists() && real(&path) == real(session.store().path());
    if is_record || (!force && path.exists() && !is_ours(session, &path)?) {
        return Err(AppError::FileInTheWay { path });
    }
    Ok(Some(path))
}

/// The change that puts a printing of `subject` on record, by a member, on a day and at an instant.
///
/// # Errors
/// As for every write.
pub(super) fn printing(
    writing: &Writing<'_>,
    subject: Id,
    by: Option<Member>,
    (today, now): (NaiveDate, DateTime<Utc>),
    content: Content,
) -> Result<Change, AppError> {
    let stamp = wordless_stamp(writing, subject, today, now)?;
    Ok(put(Id::new(now), Part::new(subject, by, stamp, content)))
}

/// Whether a file is one that makkerpar made for this pair, and nobody has changed since.
pub(super) fn is_ours(session: &Session, path: &Path) -> Result<bool, AppError> {
    let Ok(bytes) = std::fs::read(path) else { return Ok(false) };
    Ok(session.store().reading().has_printed(session.pair_id(), &digest(&bytes))?)
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    digest_text(Sha256::new().chain_update(bytes))
}

/// A SHA-256 in hexadecimal digits.
pub(super) fn digest_text(digest: Sha256) -> String {
    digest.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
