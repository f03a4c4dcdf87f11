//! The day and the shape of a talk that is to be set, and which there can be.

use super::pair::Place;
use super::refusal::Refusal;
use chrono::{Datelike as _, NaiveDate, NaiveTime};

/// The day and the shape of a talk.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    /// The day.
    pub(crate) date: NaiveDate,
    /// When it begins, on the clock of the pair.
    pub(crate) start: NaiveTime,
    /// How long it takes, in minutes.
    pub(crate) minutes: u32,
    /// The key of its format.
    pub(crate) format: String,
    /// Where, in words.
    pub(crate) place: Option<String>,
    /// Where on earth, if not where the pair is.
    pub(crate) at: Option<Place>,
}

impl Plan {
    /// Refuses a day that the calendar rules do not speak of, or a talk that runs past midnight.
    ///
    /// # Errors
    /// [`Refusal::OutOfYears`], [`Refusal::PastMidnight`].
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        in_years(self.date.year())?;
        ends_by_midnight(self.start, self.minutes)
    }
}

/// The years in which a talk can be: those that the rules of days speak of.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Refuses a year that the rules of days do not speak of.
///
/// # Errors
/// [`Refusal::OutOfYears`].
pub(crate) fn in_years(year: i32) -> Result<(), Refusal> {
    let (from, to) = (*YEARS.start(), *YEARS.end());
    if YEARS.contains(&year) { Ok(()) } else { Err(Refusal::OutOfYears { year, from, to }) }
}

/// Refuses a talk that runs past midnight: a date would no longer say when it is.
///
/// # Errors
/// [`Refusal::PastMidnight`].
pub(crate) fn ends_by_midnight(start: NaiveTime, minutes: u32) -> Result<(), Refusal> {
    let begins = start.signed_duration_since(NaiveTime::MIN).num_minutes();
    if begins + i64::from(minutes) > 24 * 60 { Err(Refusal::PastMidnight { minutes }) } else { Ok(()) }
}
