//! Periods in which the pair wants no talk.

use super::id::Id;
use super::member::Member;
use super::refusal::Refusal;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// A period that a pair has blocked, by a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Block {
    /// The pair.
    pub(crate) pair: Id,
    /// `Budget`.
    pub(crate) name: String,
    /// Who set it, if they said so.
    pub(crate) author: Option<Member>,
    /// When it is.
    pub(crate) period: Period,
    /// When it was put on record.
    pub(crate) created: DateTime<Utc>,
}

/// A stretch of days, once or every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase")]
pub(crate) enum Period {
    /// From a date to a date, both included.
    Days {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
        /// Whether it comes back every year on the same days of the month.
        yearly: bool,
    },
    /// Weeks of ISO 8601, Monday to Sunday, both included.
    Weeks {
        /// The year of the first of them.
        year: i32,
        /// 1 to 53.
        first: u32,
        /// 1 to 53; smaller than `first` if it turns over New Year.
        last: u32,
        /// Whether they come back every year.
        yearly: bool,
    },
}

/// Refuses a stretch of days that runs backwards or is longer than `most` days.
///
/// # Errors
/// [`Refusal::Backwards`], [`Refusal::TooWide`].
pub(crate) fn stretch(from: NaiveDate, to: NaiveDate, most: u32) -> Result<(), Refusal> {
    if to < from {
        return Err(Refusal::Backwards { from, to });
    }
    if (to - from).num_days() > i64::from(most) {
        return Err(Refusal::TooWide { from, to, most });
    }
    Ok(())
}

/// The same day of the month in another year: 29 February is the 28th where there is none.
pub(crate) fn same_day_in(date: NaiveDate, year: i32) -> Option<NaiveDate> {
    date.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

fn monday(year: i32, week: u32) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)
        .or_else(|| NaiveDate::from_isoywd_opt(year, week.checked_sub(1)?, Weekday::Mon))
}

impl Period {
    /// A stretch of days.
    ///
    /// # Errors
    /// If it ends before it begins, or takes more than a year.
    pub(crate) fn days(from: NaiveDate, to: NaiveDate, yearly: bool) -> Result<Self, Refusal> {
        stretch(from, to, 366)?;
        Ok(Self::Days { from, to, yearly })
    }

    /// A stretch of weeks, which may turn over New Year.
    ///
    /// # Errors
    /// If it takes more than half a year: then the weeks stand in the wrong order.
    pub(crate) fn weeks_from(year: i32, first: u32, last: u32, yearly: bool) -> Result<Self, Refusal> {
        let period = Self::Weeks { year, first, last, yearly };
        match period.in_year(year) {
            Some((from, to)) if last < first && (to - from).num_days() > 183 => {
                Err(Refusal::Backwards { from, to: monday(year, last).unwrap_or(to) })
            }
            _ => Ok(period),
        }
    }

    /// Whether it comes back every year.
    pub(crate) fn is_yearly(self) -> bool {
        match self {
            Self::Days { yearly, .. } | Self::Weeks { yearly, .. } => yearly,
        }
    }

    /// The weeks, if it is told by weeks.
    pub(crate) fn weeks(self) -> Option<(u32, u32)> {
        match self {
            Self::Weeks { first, last, .. } => Some((first, last)),
            Self::Days { .. } => None,
        }
    }

    /// Its first and last day in the year in which it begins, if it is then.
    pub(crate) fn in_year(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Days { from, to, yearly } => {
                let holds = if yearly { year >= from.year() } else { year == from.year() };
                let turns = to.year() - from.year();
                holds.then_some((same_day_in(from, year)?, same_day_in(to, year + turns)?))
            }
            Self::Weeks { year: begin, first, last, yearly } => {
                let holds = if yearly { year >= begin } else { year == begin };
                let turns = i32::from(last < first);
                let end = monday(year + turns, last)? + chrono::Duration::days(6);
                holds.then_some((monday(year, first)?, end))
            }
        }
    }

    /// The stretch that is under way on `today` or comes next; the only one if it is past. `None` beyond the calendar.
    pub(crate) fn next(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let begin = match self {
            Self::Days { from, .. } => from.year(),
            Self::Weeks { year, .. } => year,
        };
        let years = begin.max(today.year() - 1)..=begin.max(today.year() + 1);
        let coming = years.filter_map(|year| self.in_year(year)).find(|(_, to)| *to >= today);
        coming.or_else(|| self.in_year(begin))
    }

    /// Whether it includes a date.
    pub(crate) fn includes(self, date: NaiveDate) -> bool {
        [date.year() - 1, date.year(), date.year() + 1]
            .into_iter()
            .filter_map(|year| self.in_year(year))
            .any(|(from, to)| (from..=to).contains(&date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_yearly_period_comes_back_and_was_not_before() {
        let budget = Period::days(date("2027-08-16"), date("2027-10-15"), true).expect("a period");
        for (day, within) in
            [("2027-08-16", true), ("2028-10-15", true), ("2028-10-16", false), ("2026-09-01", false)]
        {
            assert_eq!(budget.includes(date(day)), within, "{day}");
        }
        assert_eq!(budget.next(date("2027-11-01")), Some((date("2028-08-16"), date("2028-10-15"))));
        let once = Period::days(date("2027-08-16"), date("2027-10-15"), false).expect("a period");
        assert!(!once.includes(date("2028-09-01")));
        assert_eq!(once.next(date("2029-01-01")), Some((date("2027-08-16"), date("2027-10-15"))));
    }

    #[test]
    fn a_period_may_turn_over_new_year() {
        let christmas = Period::days(date("2026-12-20"), date("2027-01-05"), true).expect("a period");
        assert!(christmas.includes(date("2028-01-05")) && !christmas.includes(date("2028-01-06")));
        assert_eq!(christmas.next(date("2028-01-02")), Some((date("2027-12-20"), date("2028-01-05"))));
        assert!(Period::days(date("2027-02-01"), date("2027-01-01"), false).is_err());
    }

    #[test]
    fn weeks_are_whole_and_move_with_the_calendar() {
        let summer = Period::Weeks { year: 2027, first: 27, last: 32, yearly: true };
        assert_eq!(summer.in_year(2027), Some((date("2027-07-05"), date("2027-08-15"))));
        assert_eq!(summer.in_year(2028), Some((date("2028-07-03"), date("2028-08-13"))));
        let winter = Period::Weeks { year: 2026, first: 52, last: 1, yearly: true };
        assert!(winter.includes(date("2027-01-10")) && winter.includes(date("2026-12-21")));
        let leap = Period::Weeks { year: 2026, first: 53, last: 53, yearly: true };
        assert_eq!(leap.in_year(2027), Some((date("2027-12-27"), date("2028-01-02"))));
    }
}
