//! The summary of a talk, as a value.

use super::content::{Check, Masthead, Noticed, Passage, Repair};
use chrono::NaiveDate;

/// Everything that the summary of one talk says. Handles are printed as they stand (`O12`, `A7`).
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    /// Whose, when, where.
    pub(crate) head: Masthead,
    /// What was said, theme by theme.
    pub(crate) themes: Vec<Talked>,
    /// What the two had shared before.
    pub(crate) noticed: Vec<Noticed>,
    /// What the two change.
    pub(crate) changes: Vec<Change>,
    /// The ground rules that stand.
    pub(crate) rules: Vec<GroundRule>,
    /// What had to be put right.
    pub(crate) incidents: Vec<Repair>,
    /// The game; none if there was none.
    pub(crate) rematch: Option<Rematch>,
    /// The first and last day of the window for the next talk.
    pub(crate) next: Option<(NaiveDate, NaiveDate)>,
    /// When each has signed; `None` leaves a line to sign on.
    pub(crate) signed: [Option<NaiveDate>; 2],
    /// What was added after both had signed.
    pub(crate) amendments: Vec<Amended>,
}

/// What was said about one theme on the day.
#[derive(Clone, Debug)]
pub(crate) struct Talked {
    /// The long label of the theme; `None` for what belongs to no theme.
    pub(crate) theme: Option<String>,
    /// What was said, in the order in which it was noted.
    pub(crate) notes: Vec<Passage>,
    /// Handles of the shared observations under the theme.
    pub(crate) handles: Vec<String>,
}

/// An action that the two agreed.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) handle: String,
    /// The index of its owner in `people`; `None` for both.
    pub(crate) owner: Option<usize>,
    pub(crate) text: Passage,
    /// When it is to be done.
    pub(crate) until: Option<NaiveDate>,
    /// Whether it was agreed before this talk and goes on.
    pub(crate) continued: bool,
    /// The question to ask when it is followed up.
    pub(crate) question: Option<String>,
    /// Its checks in date order: what came of it, or `None` for one to come.
    pub(crate) checks: Vec<Check>,
}

/// A ground rule that stands.
#[derive(Clone, Debug)]
pub(crate) struct GroundRule {
    pub(crate) handle: String,
    pub(crate) text: Passage,
    /// The day on which it was agreed.
    pub(crate) since: NaiveDate,
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
