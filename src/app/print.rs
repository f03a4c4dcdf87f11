//! Printing a hand-out.

use super::deliver::{Destination, Document, deliver};
use super::error::AppError;
use super::review::latest_held;
use super::session::{self, Session};
use super::{brief, summary};
use crate::domain::{Handle, Member, OnRecord, Review};
use crate::handout::{self, Paper, Rendered};
use crate::locale::Language;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::path::PathBuf;

/// Which hand-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Brief,
    Summary,
}

impl Kind {
    /// Its name on the command line, in file names and in the history.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Summary => "summary",
        }
    }

    /// The words of the command line that print it.
    fn act(self) -> &'static str {
        match self {
            Self::Brief => "handout brief",
            Self::Summary => "handout summary",
        }
    }
}

/// What is to be printed, and where it goes.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) kind: Kind,
    /// The talk; if left out, the next for a brief and the latest that was held for a summary.
    pub(crate) review: Option<Handle>,
    /// The pair's language if left out.
    pub(crate) language: Option<Language>,
    pub(crate) paper: Paper,
    /// With roles in the place of names.
    pub(crate) is_redacted: bool,
    pub(crate) to: Destination,
}

/// What was printed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Printed {
    pub(crate) document: Kind,
    pub(crate) review: String,
    /// Absent when the bytes went to the caller.
    pub(crate) file: Option<PathBuf>,
    pub(crate) pages: usize,
    /// What stands in it.
    pub(crate) observations: usize,
    pub(crate) adjustments: usize,
    pub(crate) incidents: usize,
    /// Of a summary: whether both have signed it.
    pub(crate) signed: Option<bool>,
    /// The keys of those who may read it.
    pub(crate) readers: [String; 2],
    pub(crate) redacted: bool,
    /// What does not stand in it, though it is on record.
    pub(crate) left_out: Vec<LeftOut>,
    /// Whether rules on access to records may apply to it.
    #[serde(rename = "public_body")]
    pub(crate) is_public_body: bool,
    /// Characters that no font has, for which a square is drawn.
    pub(crate) not_drawn: String,
    #[serde(skip)]
    pub(crate) bytes: Vec<u8>,
}

/// What does not stand in a hand-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LeftOut {
    /// What either has not shared.
    Private,
    /// Incidents in the picture of the year, where the two have not both agreed to see trust on paper.
    Trust,
    /// The names of the two.
    Names,
}

/// A hand-out before it is handed over.
struct Made {
    rendered: Rendered,
    date: NaiveDate,
    observations: usize,
    adjustments: usize,
    incidents: usize,
    signed: Option<bool>,
    shows_trust: bool,
}

/// Prints a hand-out, and puts it on record that it was printed.
///
/// # Errors
/// If there is no such talk, it is not one that has this paper, or the file is in the way or cannot be written.
pub(crate) fn print(session: &mut Session, order: Order) -> Result<Printed, AppError> {
    let review = match (order.review, order.kind) {
        (Some(handle), _) => session::review(session.joint_view(), handle)?,
        (None, Kind::Brief) => brief::coming(session)?,
        (None, Kind::Summary) => latest_held(session)?.ok_or(AppError::NoTalk)?,
    };
    let made = match order.kind {
        Kind::Brief => make_brief(session, &review, &order)?,
        Kind::Summary => make_summary(session, &review, &order)?,
    };
    let edition = if order.is_redacted { "-redacted" } else { "" };
    let printed = Document {
        kind: order.kind.word(),
        subject: review.id,
        act: order.kind.act(),
        bytes: &made.rendered.bytes,
        name: format!("{}-{}{edition}.pdf", order.kind.word(), made.date),
    };
    let file = deliver(session, printed, order.to)?;
    let names = session.names();
    let left_out = [
        Some(LeftOut::Private),
        (!made.shows_trust).then_some(LeftOut::Trust),
        order.is_redacted.then_some(LeftOut::Names),
    ];
    Ok(Printed {
        document: order.kind,
        review: review.value.handle().to_string(),
        file,
        pages: made.rendered.pages,
        observations: made.observations,
        adjustments: made.adjustments,
        incidents: made.incidents,
        signed: made.signed,
        readers: Member::BOTH.map(|member| names.key(member).to_owned()),
        redacted: order.is_redacted,
        left_out: left_out.into_iter().flatten().collect(),
        is_public_body: session.pair().kind.is_public(),
        not_drawn: made.rendered.missing,
        bytes: made.rendered.bytes,
    })
}

fn make_brief(session: &Session, review: &OnRecord<Review>, order: &Order) -> Result<Made, AppError> {
    let document = brief::document(session, review, order.language, order.is_redacted)?;
    Ok(Made {
        rendered: handout::brief(&document, order.paper, session.now())?,
        date: document.head.date,
        observations: document.observations(),
        adjustments: document.agreed.len(),
        incidents: document.repairs.len(),
        signed: None,
        shows_trust: document.year.incidents.is_some(),
    })
}

fn make_summary(session: &Session, review: &OnRecord<Review>, order: &Order) -> Result<Made, AppError> {
    let document = summary::document(session, review, order.language, order.is_redacted)?;
    Ok(Made {
        rendered: handout::summary(&document, order.paper, as_of(session, review))?,
        date: document.head.date,
        observations: document.noticed.iter().flat_map(|it| &it.voices).map(Vec::len).sum(),
        adjustments: document.changes.len() + document.rules.len(),
        incidents: document.incidents.len(),
        signed: Some(review.locked().is_some()),
        shows_trust: true,
    })
}

/// The instant that a summary carries: the last thing that was put on record for a signed one, so that
/// printing it again gives the same bytes.
fn as_of(session: &Session, review: &OnRecord<Review>) -> DateTime<Utc> {
    let said =
        review.parts.iter().filter(|(_, part)| matches!(part.content.kind(), "signature" | "amendment"));
    let last = said.map(|(_, part)| part.created).max();
    last.filter(|_| review.locked().is_some()).unwrap_or_else(|| session.now())
}
