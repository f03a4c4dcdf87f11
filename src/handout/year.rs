//! The year that a talk looks back on, as a value to draw: nothing of it but days, kinds and handles.

use super::content::Check;
use crate::domain::{Severity, Tone};
use chrono::NaiveDate;

/// The time from one talk to the next, and what fell into it.
#[derive(Clone, Debug)]
pub(crate) struct Year {
    /// The day of the talk before, or of the beginning.
    pub(crate) from: NaiveDate,
    /// Whether a talk stands at its beginning.
    pub(crate) begins_with_talk: bool,
    /// The day of the talk.
    pub(crate) until: NaiveDate,
    /// In the order of their dates.
    pub(crate) observations: Vec<Seen>,
    /// The incidents and how far each is repaired; `None` where the two have not both agreed to see trust on paper.
    pub(crate) incidents: Option<Vec<Trace>>,
    /// What was agreed, and how far it was kept.
    pub(crate) adjustments: Vec<Kept>,
}

/// An observation.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) handle: String,
    pub(crate) date: NaiveDate,
    /// The index of its author among the people.
    pub(crate) by: usize,
    pub(crate) tone: Option<Tone>,
}

/// An incident and its repair.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    pub(crate) handle: String,
    pub(crate) date: NaiveDate,
    /// `None` for a positive one, which has no repair.
    pub(crate) severity: Option<Severity>,
    /// When each step of the repair was taken, in their order.
    pub(crate) steps: Vec<NaiveDate>,
    /// When both had closed it.
    pub(crate) closed: Option<NaiveDate>,
}

/// An adjustment and its checks.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) handle: String,
    /// The day on which it was agreed.
    pub(crate) agreed: NaiveDate,
    /// When it was done or lapsed.
    pub(crate) ended: Option<NaiveDate>,
    /// Those that were made.
    pub(crate) checks: Vec<Check>,
}
