//! The preparation sheet of one of the two, as a value. Nobody else is to read it.

use super::content::{Masthead, Passage};
use super::year::Seen;
use crate::domain::{RepairStep, Severity, Tone};
use chrono::NaiveDate;

/// Everything that the preparation sheet of one person says.
#[derive(Clone, Debug)]
pub(crate) struct Prep {
    /// Whose, when, where.
    pub(crate) head: Masthead,
    /// The index among the people of the one whose it is.
    pub(crate) of: usize,
    /// The last day to share what is to be talked about.
    pub(crate) deadline: NaiveDate,
    /// What waits for them.
    pub(crate) waiting: Vec<Waiting>,
    /// What they have written since the last talk.
    pub(crate) written: Written,
    /// Every theme of the pair, and at last what has none.
    pub(crate) themes: Vec<Theme>,
}

/// Something that waits for the one who prepares.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) handle: String,
    /// What is to be done.
    pub(crate) task: Task,
    pub(crate) text: Passage,
    /// The question to ask of it.
    pub(crate) question: Option<String>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// The other has noticed something; the one who prepares can give their why.
    Why,
    /// The other has written of an incident; the one who prepares can give their account.
    Account,
    /// It is serious, and the other cannot read it yet.
    Share,
    /// It was kept, and they have not closed it.
    Close,
    /// The next step of a repair is theirs.
    Step(RepairStep),
    /// They have agreed to something; or both have.
    Kept { both: bool },
}

/// What the one who prepares has written since the last talk.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The first day that it counts.
    pub(crate) from: NaiveDate,
    /// The day of the talk.
    pub(crate) until: NaiveDate,
    /// The first day of the month that is not over: from it on, nothing is missing yet.
    pub(crate) whole_until: NaiveDate,
    /// Whether there was no talk before.
    pub(crate) is_first: bool,
    /// Their observations, in the order of their dates.
    pub(crate) seen: Vec<Seen>,
    /// How many incidents they have written of.
    pub(crate) incidents: usize,
    /// What is to be said of the balance.
    pub(crate) remarks: Vec<String>,
}

/// A theme to prepare.
#[derive(Clone, Debug)]
pub(crate) struct Theme {
    /// The label of the theme.
    pub(crate) name: String,
    /// What they have written of it.
    pub(crate) own: Vec<Own>,
    /// Questions to think about.
    pub(crate) questions: Vec<String>,
}

/// Something that the one who prepares has written.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) handle: String,
    pub(crate) date: NaiveDate,
    pub(crate) kind: OwnKind,
    pub(crate) text: Passage,
    /// What it did to somebody.
    pub(crate) effect: Option<String>,
    /// Whether the other can read it.
    pub(crate) is_shared: bool,
}

/// What kind of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnKind {
    Observation(Option<Tone>),
    /// `None` for a positive one.
    Incident(Option<Severity>),
}
