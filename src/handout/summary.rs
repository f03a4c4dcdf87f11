//! The summary of a talk, as a value.

use crate::domain::{Outcome, Severity};
use crate::locale::Language;
use chrono::{NaiveDate, NaiveTime};

/// Everything that the summary of one talk says. Handles are printed as they stand (`O12`, `A7`).
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    pub(crate) language: Language,
    /// The two of the pair: member a, who has the left column, and b.
    pub(crate) people: [Party; 2],
    pub(crate) date: NaiveDate,
    pub(crate) place: Option<String>,
    /// What the day was, in words: "lunch and 18 holes".
    pub(crate) format: String,
    pub(crate) start: Option<NaiveTime>,
    pub(crate) end: Option<NaiveTime>,
    pub(crate) themes: Vec<Talked>,
    pub(crate) noticed: Vec<Noticed>,
    pub(crate) changes: Vec<Change>,
    pub(crate) rules: Vec<GroundRule>,
    pub(crate) incidents: Vec<Repair>,
    pub(crate) rematch: Option<Rematch>,
    /// The first and last day of the window for the next talk.
    pub(crate) next: Option<(NaiveDate, NaiveDate)>,
    /// When each has signed; `None` leaves a line to sign on.
    pub(crate) signed: [Option<NaiveDate>; 2],
    pub(crate) amendments: Vec<Amended>,
    /// Whether rules on access to records may apply to the pair's papers.
    pub(crate) public_body: bool,
}

/// One of the two.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub(crate) name: String,
    /// The name in sentences and over the columns: usually the first name.
    pub(crate) short: String,
    pub(crate) title: Option<String>,
}

/// A text of the pair, or the fact that its author has erased it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Passage {
    Text(String),
    Erased,
}

/// What was said about one theme on the day.
#[derive(Clone, Debug)]
pub(crate) struct Talked {
    /// The long label of the theme; `None` for what belongs to no theme.
    pub(crate) theme: Option<String>,
    pub(crate) notes: Vec<Passage>,
    /// Handles of the shared observations under the theme.
    pub(crate) handles: Vec<String>,
}

/// What the two had shared about one theme before the talk, each in their own column.
#[derive(Clone, Debug)]
pub(crate) struct Noticed {
    pub(crate) theme: String,
    pub(crate) voices: [Vec<Observed>; 2],
}

/// One shared observation with the partner's own why.
#[derive(Clone, Debug)]
pub(crate) struct Observed {
    pub(crate) handle: String,
    pub(crate) tone: Option<crate::domain::Tone>,
    pub(crate) text: Passage,
    pub(crate) effect: Option<String>,
    /// What was set beside it: the answers, and additions by either; the short name, then the text.
    pub(crate) replies: Vec<(String, Passage)>,
}

/// An action that the two agreed.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) handle: String,
    /// The index of its owner in `people`; `None` for both.
    pub(crate) owner: Option<usize>,
    pub(crate) text: Passage,
    pub(crate) until: Option<NaiveDate>,
    /// Whether it was agreed before this talk and goes on.
    pub(crate) continued: bool,
    /// The question to ask when it is followed up.
    pub(crate) question: Option<String>,
    /// Its checks in date order: what came of it, or `None` for one to come.
    pub(crate) checks: Vec<(NaiveDate, Option<Outcome>)>,
}

/// A ground rule that stands.
#[derive(Clone, Debug)]
pub(crate) struct GroundRule {
    pub(crate) handle: String,
    pub(crate) text: Passage,
    pub(crate) since: NaiveDate,
}

/// A trust incident and its repair.
#[derive(Clone, Debug)]
pub(crate) struct Repair {
    pub(crate) handle: String,
    /// `None` for a positive one, which has no repair.
    pub(crate) severity: Option<Severity>,
    pub(crate) date: NaiveDate,
    pub(crate) text: Passage,
    /// The other's account and additions: the short name, then the text.
    pub(crate) replies: Vec<(String, Passage)>,
    /// Acknowledged, agreed, kept: when, and in which words; `None` for one to come.
    pub(crate) steps: [Option<(NaiveDate, Passage)>; 3],
    /// Whether a and b have closed it.
    pub(crate) closed: [bool; 2],
}

/// The game, which is never part of trust.
#[derive(Clone, Debug)]
pub(crate) struct Rematch {
    /// The scores of a and b.
    pub(crate) scores: [Option<u32>; 2],
    /// The index of the winner in `people`; `None` for a tie.
    pub(crate) winner: Option<usize>,
}

/// An addition to the signed summary.
#[derive(Clone, Debug)]
pub(crate) struct Amended {
    pub(crate) date: NaiveDate,
    /// The short name of its author, if given.
    pub(crate) by: Option<String>,
    pub(crate) text: Passage,
}
