//! The moments around a talk.

use super::rules::{RuleBook, working_day_before};
use crate::domain::{PairKind, add_months};
use chrono::{Duration, NaiveDate};
use serde::Serialize;

/// Something to do around a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Moment {
    /// Tell those around the two that the day is taken.
    Notice,
    /// Prepare, each for themselves.
    Prep,
    /// Print the pocket card.
    Card,
    /// The talk itself.
    Talk,
    /// Write down and sign what was said.
    Summary,
    /// The first look at what the talk agreed.
    FirstCheck,
    /// The second.
    SecondCheck,
}

/// The last day to share what is to be talked about: a week before the talk, so that the other has time to think of an
/// answer; a working day, or the one before it.
pub(crate) fn share_by(book: &RuleBook, kind: PairKind, talk: NaiveDate) -> NaiveDate {
    working_day_before(book, kind, talk - Duration::weeks(1))
}

/// The moments around a talk on a date: notice four weeks before, preparation two weeks, the card two days; the summary
/// within a week, checks three and six months after. Each but the talk is on a working day, or the one before it.
pub(crate) fn moments(book: &RuleBook, kind: PairKind, talk: NaiveDate) -> Vec<(Moment, NaiveDate)> {
    let working = |date| working_day_before(book, kind, date);
    vec![
        (Moment::Notice, working(talk - Duration::weeks(4))),
        (Moment::Prep, working(talk - Duration::weeks(2))),
        (Moment::Card, working(talk - Duration::days(2))),
        (Moment::Talk, talk),
        (Moment::Summary, working(talk + Duration::weeks(1))),
        (Moment::FirstCheck, working(add_months(talk, 3))),
        (Moment::SecondCheck, working(add_months(talk, 6))),
    ]
}
