//! Printing a hand-out.

use super::error::AppError;
use super::review::latest_held;
use super::session::{self, Session, put};
use super::summary;
use crate::domain::{Content, Handle, OnRecord, Part, Review};
use crate::handout::{self, Paper};
use crate::locale::Language;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What is to be printed, and where it goes.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// The talk; the latest that was held if left out.
    pub(crate) review: Option<Handle>,
    /// The pair's language if left out.
    pub(crate) language: Option<Language>,
    pub(crate) paper: Paper,
    pub(crate) to: Destination,
}

/// Where a hand-out goes.
#[derive(Clone, Debug)]
pub(crate) enum Destination {
    /// To a file. One that makkerpar did not make is replaced only if `force` says so.
    File { path: Option<PathBuf>, force: bool },
    /// To the caller, who passes the bytes on.
    Bytes,
}

/// What was printed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Printed {
    pub(crate) document: &'static str,
    pub(crate) review: String,
    /// Absent when the bytes went to the caller.
    pub(crate) file: Option<PathBuf>,
    pub(crate) pages: usize,
    /// What stands in it.
    pub(crate) observations: usize,
    pub(crate) adjustments: usize,
    pub(crate) incidents: usize,
    pub(crate) signed: bool,
    #[serde(skip)]
    pub(crate) bytes: Vec<u8>,
}

/// Prints the summary of a talk, and puts it on record that it was printed.
///
/// # Errors
/// If the talk has not been held, or the file is in the way or cannot be written.
pub(crate) fn summary(session: &mut Session, order: Order) -> Result<Printed, AppError> {
    let review = match order.review {
        Some(handle) => session::review(session.joint_view(), handle)?,
        None => latest_held(session)?.ok_or(AppError::NoTalk)?,
    };
    let document = summary::document(session, &review, order.language)?;
    let rendered = handout::summary(&document, order.paper, as_of(session, &review))?;
    let digest = hex(&Sha256::digest(&rendered.bytes));
    let file = match order.to {
        Destination::Bytes => None,
        Destination::File { path, force } => {
            let path = path.unwrap_or_else(|| PathBuf::from(format!("summary-{}.pdf", document.date)));
            let free = force || !path.exists() || is_ours(session, &path)?;
            if !free {
                return Err(AppError::FileInTheWay { path });
            }
            write(&path, &rendered.bytes)?;
            Some(path)
        }
    };
    let act = session.begin()?;
    let stamp = act.wordless_stamp(review.id)?;
    let printing = Content::Printing { document: "summary".to_owned(), digest };
    let changes = [put(act.new_id(), Part::new(review.id, act.me, stamp, printing))];
    act.commit("handout summary", &changes)?;
    Ok(Printed {
        document: "summary",
        review: review.value.handle().to_string(),
        file,
        pages: rendered.pages,
        observations: document.noticed.iter().flat_map(|it| &it.voices).map(Vec::len).sum(),
        adjustments: document.changes.len() + document.rules.len(),
        incidents: document.incidents.len(),
        signed: review.locked().is_some(),
        bytes: rendered.bytes,
    })
}

/// The instant that the document carries: the last thing that was put on record for a signed one, so that
/// printing it again gives the same bytes.
fn as_of(session: &Session, review: &OnRecord<Review>) -> DateTime<Utc> {
    let said =
        review.parts.iter().filter(|(_, part)| matches!(part.content.kind(), "signature" | "amendment"));
    let last = said.map(|(_, part)| part.created).max();
    last.filter(|_| review.locked().is_some()).unwrap_or_else(|| session.now())
}

/// Whether a file is one that makkerpar printed for this pair, and nobody has changed since.
fn is_ours(session: &Session, path: &Path) -> Result<bool, AppError> {
    let Ok(bytes) = std::fs::read(path) else { return Ok(false) };
    Ok(session.joint_view().has_printed(&hex(&Sha256::digest(&bytes)))?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Writes a file whole or not at all, readable by its owner alone.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let failed =
        |detail: &std::io::Error| AppError::Unwritable { path: path.to_owned(), detail: detail.to_string() };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|error| failed(&error))?;
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}
