//! The yearly rules by which clocks change.

use chrono::{Datelike as _, Duration, Months, NaiveDate, Weekday};
use std::fmt;

/// The day of a change as calendars say it every year: the last Sunday of March.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    month: u32,
    weekday: Weekday,
    /// Which of these weekdays of the month; `None` for the last.
    nth: Option<u8>,
}

impl Rule {
    /// The day of this rule in a year.
    pub(crate) fn day(self, year: i32) -> Option<NaiveDate> {
        if let Some(nth) = self.nth {
            return NaiveDate::from_weekday_of_month_opt(year, self.month, self.weekday, nth);
        }
        let last = NaiveDate::from_ymd_opt(year, self.month, 1)? + Months::new(1) - Duration::days(1);
        let back = last.weekday().days_since(self.weekday);
        Some(last - Duration::days(i64::from(back)))
    }

    /// The rule that gives all these days, if there is one. The last is tried first: many zones change on a
    /// last Sunday, hardly any on a fourth one.
    pub(crate) fn of(days: &[NaiveDate]) -> Option<Self> {
        let day = days.first()?;
        let nth = (1..=4).map(Some);
        [None].into_iter().chain(nth).find_map(|nth| {
            let rule = Self { month: day.month(), weekday: day.weekday(), nth };
            days.iter().all(|day| rule.day(day.year()) == Some(*day)).then_some(rule)
        })
    }
}

/// The value of an RRULE (RFC 5545, section 3.3.10).
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weekday = self.weekday.to_string()[..2].to_ascii_uppercase();
        let nth = self.nth.map_or(-1, i16::from);
        write!(f, "FREQ=YEARLY;BYMONTH={};BYDAY={nth}{weekday}", self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(days: &[(i32, u32, u32)]) -> Option<String> {
        let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        Rule::of(&days.iter().copied().map(day).collect::<Vec<_>>()).map(|rule| rule.to_string())
    }

    #[test]
    fn a_rule_is_found_if_it_gives_every_day() {
        let found = |text: &str| Some(format!("FREQ=YEARLY;BYMONTH={text}"));
        assert_eq!(rule(&[(2026, 10, 25), (2027, 10, 31)]), found("10;BYDAY=-1SU"));
        assert_eq!(rule(&[(2027, 10, 24), (2028, 10, 22)]), found("10;BYDAY=4SU"));
        assert_eq!(rule(&[(2026, 3, 8), (2027, 3, 14)]), found("3;BYDAY=2SU"));
        // One year alone fits two; the last is the likelier.
        assert_eq!(rule(&[(2026, 10, 25)]), found("10;BYDAY=-1SU"));
        assert_eq!(rule(&[(2026, 2, 28), (2028, 2, 26)]), found("2;BYDAY=-1SA"));
    }

    #[test]
    fn other_days_have_none() {
        assert_eq!(rule(&[]), None);
        // The Sunday on or after the 2nd of April, as in Santiago.
        assert_eq!(rule(&[(2028, 4, 2), (2029, 4, 8)]), None);
        assert_eq!(rule(&[(2026, 3, 29), (2027, 4, 25)]), None);
    }
}
