//! Printing a hand-out.

use super::deliver::{Destination, Document, deliver};
use super::error::AppError;
use super::review::latest_held;
use super::session::{self, Session};
use super::summary;
use crate::domain::{Handle, OnRecord, Review};
use crate::handout::{self, Paper};
use crate::locale::Language;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::path::PathBuf;

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
    let name = format!("summary-{}.pdf", document.date);
    let printed = Document {
        kind: "summary",
        subject: review.id,
        act: "handout summary",
        bytes: &rendered.bytes,
        name,
    };
    let file = deliver(session, printed, order.to)?;
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
