//! Printing a hand-out.

use super::deliver::{Destination, Document, deliver, digest};
use super::error::AppError;
use super::session::{self, Session};
use super::{brief, card, prep, summary, which_talk};
use crate::domain::{Handle, Id, Member, OnRecord, Review};
use crate::handout::{self, Paper, Rendered};
use crate::locale::Language;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::path::PathBuf;

/// Which hand-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Prep,
    Brief,
    Card,
    Summary,
}

impl Kind {
    /// Its name on the command line, in file names and in the history.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Prep => "prep",
            Self::Brief => "brief",
            Self::Card => "card",
            Self::Summary => "summary",
        }
    }

    /// The words of the command line that print it.
    pub(super) fn act(self) -> &'static str {
        match self {
            Self::Prep => "handout prep",
            Self::Brief => "handout brief",
            Self::Card => "handout card",
            Self::Summary => "handout summary",
        }
    }
}

/// How a hand-out is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edition {
    /// Which hand-out.
    pub(crate) kind: Kind,
    /// The pair's language if left out.
    pub(crate) language: Option<Language>,
    /// The size of its paper.
    pub(crate) paper: Paper,
    /// With roles in the place of names.
    pub(crate) is_redacted: bool,
    /// Of a card: with what its codes stand for.
    pub(crate) is_full: bool,
}

/// What is to be printed, and where it goes.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// How it is made.
    pub(crate) edition: Edition,
    /// The talk; if left out, the latest that was held for a summary and the next for anything else.
    pub(crate) review: Option<Handle>,
    /// Where it goes.
    pub(crate) to: Destination,
}

/// What was printed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Printed {
    /// Which hand-out.
    pub(crate) document: Kind,
    /// The name of the talk.
    pub(crate) review: String,
    /// Absent when the bytes went to the caller.
    #[serde(serialize_with = "crate::app::paths::shown_if_any")]
    pub(crate) file: Option<PathBuf>,
    pub(crate) pages: usize,
    /// What stands in it; of a card, how many codes.
    pub(crate) observations: usize,
    /// How many of what was agreed.
    pub(crate) adjustments: usize,
    pub(crate) incidents: usize,
    /// Of a summary: whether both have signed it.
    pub(crate) signed: Option<bool>,
    /// The keys of those who may read it.
    pub(crate) readers: Vec<String>,
    /// Whether roles stand in the place of names.
    pub(crate) redacted: bool,
    /// Of a card: whether it tells what its codes stand for.
    pub(crate) full: Option<bool>,
    /// What does not stand in it, though it is on record.
    pub(crate) left_out: Vec<LeftOut>,
    /// Whether rules on access to records may apply to it.
    #[serde(rename = "public_body")]
    pub(crate) is_public_body: bool,
    /// Characters that no font has, for which a square is drawn.
    pub(crate) not_drawn: String,
    /// The file itself.
    #[serde(skip)]
    pub(crate) bytes: Vec<u8>,
}

/// What does not stand in a hand-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LeftOut {
    /// What either has not shared.
    Private,
    /// What the other has not shared.
    Theirs,
    /// Incidents in the picture of the year, where the two have not both agreed to see trust on paper.
    Trust,
    /// The words of what was noticed and of what happened: there are only codes.
    Words,
    /// The names of the two.
    Names,
}

/// A hand-out that is written and not yet set.
pub(crate) struct Draft {
    /// What the paper says.
    pub(crate) document: handout::Document,
    /// The talk.
    pub(super) review: Id,
    /// The name of the talk.
    pub(super) review_name: String,
    edition: Edition,
    /// The instant that it carries.
    created: DateTime<Utc>,
    counts: Counts,
    signed: Option<bool>,
    left_out: Vec<LeftOut>,
    readers: Vec<String>,
    is_public_body: bool,
    /// Whose it is, where it is only one person's.
    whose: Option<String>,
}

/// How much stands in a hand-out.
struct Counts {
    observations: usize,
    adjustments: usize,
    incidents: usize,
}

impl Draft {
    /// Writes a hand-out.
    ///
    /// # Errors
    /// If there is no such talk, or it is not one that has this paper.
    pub(crate) fn of(session: &Session, edition: Edition, review: Option<Handle>) -> Result<Self, AppError> {
        let review = match (review, edition.kind) {
            (Some(handle), _) => session::review(session.joint_view(), handle)?,
            (None, Kind::Prep | Kind::Brief | Kind::Card) => which_talk::to_come(session)?,
            (None, Kind::Summary) => which_talk::latest_held(session)?,
        };
        let (document, counts, left_out) = written(session, &review, edition)?;
        let names = session.names();
        let whose = session.me().filter(|_| edition.kind == Kind::Prep).map(|me| names.key(me).to_owned());
        let both = || Member::BOTH.map(|member| names.key(member).to_owned()).to_vec();
        let names_left_out = edition.is_redacted.then_some(LeftOut::Names);
        Ok(Self {
            document,
            review: review.id,
            review_name: review.value.handle().to_string(),
            edition,
            created: match edition.kind {
                Kind::Summary => as_of(session, &review),
                Kind::Prep | Kind::Brief | Kind::Card => session.now(),
            },
            counts,
            signed: (edition.kind == Kind::Summary).then(|| review.locked().is_some()),
            left_out: left_out.into_iter().chain(names_left_out).collect(),
            readers: whose.clone().map_or_else(both, |whose| vec![whose]),
            is_public_body: session.pair().kind.is_public(),
            whose,
        })
    }

    /// The name of its file if nobody says otherwise: `brief-2027-05-20.pdf`, `prep-holm-2027-05-20.pdf`. Among the papers
    /// of several pairs it bears the name of its own, too.
    pub(super) fn file_name(&self, pair: Option<&str>) -> String {
        let (kind, date) = (self.edition.kind.word(), self.document.head().date);
        let date = date.to_string();
        let edition = self.edition.is_redacted.then_some("redacted");
        let parts = [Some(kind), pair, self.whose.as_deref(), Some(&date), edition];
        format!("{}.pdf", parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
    }

    /// A digest of all that it says and how it is set: with the same, another printing would tell nothing new.
    pub(super) fn says(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        digest(format!("{version} {:?} {:?}", self.edition.paper, self.document).as_bytes())
    }

    /// Sets it.
    ///
    /// # Errors
    /// If the program itself is broken.
    pub(crate) fn render(&self) -> Result<Rendered, AppError> {
        Ok(handout::render(&self.document, self.edition.paper, self.created)?)
    }

    fn printed(self, rendered: Rendered, file: Option<PathBuf>) -> Printed {
        Printed {
            document: self.edition.kind,
            review: self.review_name,
            file,
            pages: rendered.pages,
            observations: self.counts.observations,
            adjustments: self.counts.adjustments,
            incidents: self.counts.incidents,
            signed: self.signed,
            readers: self.readers,
            redacted: self.edition.is_redacted,
            full: (self.edition.kind == Kind::Card).then_some(self.edition.is_full),
            left_out: self.left_out,
            is_public_body: self.is_public_body,
            not_drawn: rendered.missing,
            bytes: rendered.bytes,
        }
    }
}

/// Prints a hand-out, and puts it on record that it was printed.
///
/// # Errors
/// If there is no such talk, it is not one that has this paper, or the file is in the way or cannot be written.
pub(crate) fn print(session: &mut Session, order: Order) -> Result<Printed, AppError> {
    let draft = Draft::of(session, order.edition, order.review)?;
    let rendered = draft.render()?;
    let document = Document {
        kind: order.edition.kind.word(),
        subject: draft.review,
        act: order.edition.kind.act(),
        bytes: &rendered.bytes,
        says: Some(draft.says()),
        name: draft.file_name(None),
    };
    let file = deliver(session, document, order.to)?;
    Ok(draft.printed(rendered, file))
}

/// A hand-out as a value, how much stands in it, and what does not.
fn written(
    session: &Session,
    review: &OnRecord<Review>,
    edition: Edition,
) -> Result<(handout::Document, Counts, Vec<LeftOut>), AppError> {
    let Edition { language, is_redacted, .. } = edition;
    Ok(match edition.kind {
        Kind::Prep => {
            let it = prep::document(session, review, language, is_redacted)?;
            let counts = Counts {
                observations: it.written.seen.len(),
                adjustments: it.waiting.iter().filter(|it| it.handle.starts_with('A')).count(),
                incidents: it.written.incidents,
            };
            (handout::Document::Prep(Box::new(it)), counts, vec![LeftOut::Theirs])
        }
        Kind::Brief => {
            let it = brief::document(session, review, language, is_redacted)?;
            let counts = Counts {
                observations: it.observations(),
                adjustments: it.agreed.len(),
                incidents: it.repairs.len(),
            };
            let trust = it.year.incidents.is_none().then_some(LeftOut::Trust);
            let left_out = [LeftOut::Private].into_iter().chain(trust).collect();
            (handout::Document::Brief(Box::new(it)), counts, left_out)
        }
        Kind::Card => {
            let it = card::document(session, review, language, is_redacted, edition.is_full)?;
            let [observations, adjustments, incidents] = ['O', 'A', 'T'].map(|letter| it.codes(letter));
            let counts = Counts { observations, adjustments, incidents };
            let words = it.full.is_none().then_some(LeftOut::Words);
            let left_out = [LeftOut::Private].into_iter().chain(words).collect();
            (handout::Document::Card(Box::new(it)), counts, left_out)
        }
        Kind::Summary => {
            let it = summary::document(session, review, language, is_redacted)?;
            let counts = Counts {
                observations: it.noticed.iter().flat_map(|it| &it.voices).map(Vec::len).sum(),
                adjustments: it.changes.len() + it.rules.len(),
                incidents: it.incidents.len(),
            };
            (handout::Document::Summary(Box::new(it)), counts, vec![LeftOut::Private])
        }
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
