//! Days as a rule names them: `06-05`, `easter+39`, `third tuesday of november`, `monday of week 7`.

use chrono::{Datelike as _, Duration, NaiveDate, Weekday};
use std::str::FromStr;

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// A month and a day; 29 February is the 28th in years without one.
    MonthDay {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// So many days after Easter Sunday, by the Gregorian computus.
    Easter(i64),
    /// The nth such weekday of a month; `None` is the last.
    Nth {
        /// Counted from 1.
        nth: Option<u8>,
        /// Which.
        weekday: Weekday,
        /// 1 to 12.
        month: u32,
    },
    /// A weekday of a week of ISO 8601.
    Week {
        /// 1 to 53. Week 53 is the last one of a year that has 52.
        week: u32,
        /// Which.
        weekday: Weekday,
    },
}

const ORDINALS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

impl Anchor {
    /// Reads `06-05`, `easter+39`, `third tuesday of november` or `monday of week 7`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        month_day(text).or_else(|| after_easter(text)).or_else(|| weekday_of(text))
    }

    /// Its date in a year; a fifth weekday that the month does not have is the last.
    pub(crate) fn date(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::MonthDay { month, day } => (day.saturating_sub(3).max(1)..=day)
                .rev()
                .find_map(|day| NaiveDate::from_ymd_opt(year, month, day)),
            Self::Easter(days) => easter(year)?.checked_add_signed(Duration::try_days(days)?),
            Self::Nth { nth: Some(nth), weekday, month } => {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)
                    .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth - 1))
            }
            Self::Nth { nth: None, weekday, month } => {
                (4..=5).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth))
            }
            Self::Week { week, weekday } => NaiveDate::from_isoywd_opt(year, week, weekday)
                .or_else(|| NaiveDate::from_isoywd_opt(year, week - 1, weekday)),
        }
    }
}

/// Easter Sunday of a year.
fn easter(year: i32) -> Option<NaiveDate> {
    let date = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(date.year, date.month, date.day)
}

fn month_day(text: &str) -> Option<Anchor> {
    let (month, day) = text.split_once('-')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(month) || !digits(day) {
        return None;
    }
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2000 has a 29 February.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| Anchor::MonthDay { month, day })
}

fn after_easter(text: &str) -> Option<Anchor> {
    let days = text.strip_prefix("easter")?;
    if days.is_empty() {
        return Some(Anchor::Easter(0));
    }
    let is_signed = days.starts_with(['+', '-']);
    let days: i64 = days.parse().ok()?;
    (is_signed && days.abs() <= 300).then_some(Anchor::Easter(days))
}

fn weekday_of(text: &str) -> Option<Anchor> {
    let month = |name: &str| chrono::Month::from_str(name).ok().map(|month| month.number_from_month());
    match text.split_whitespace().collect::<Vec<_>>()[..] {
        [weekday, "of", "week", week] => {
            let week: u32 = week.parse().ok()?;
            (1..=53).contains(&week).then_some(())?;
            Some(Anchor::Week { week, weekday: weekday.parse().ok()? })
        }
        ["last", weekday, "of", name] => {
            Some(Anchor::Nth { nth: None, weekday: weekday.parse().ok()?, month: month(name)? })
        }
        [ordinal, weekday, "of", name] => {
            let nth = ORDINALS.iter().position(|it| *it == ordinal)?;
            let nth = u8::try_from(nth + 1).ok();
            Some(Anchor::Nth { nth, weekday: weekday.parse().ok()?, month: month(name)? })
        }
        _ => None,
    }
}

/// Whether a date lies from one anchor to another in the year, which may turn over New Year.
pub(crate) fn is_between(date: NaiveDate, from: Anchor, until: Anchor) -> bool {
    let year = date.year();
    match (from.date(year), until.date(year)) {
        (Some(from), Some(until)) if from <= until => (from..=until).contains(&date),
        (Some(from), Some(until)) => date >= from || date <= until,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str, year: i32) -> Option<String> {
        let anchor = Anchor::parse(text).expect("an anchor");
        anchor.date(year).map(|date| date.to_string())
    }

    #[test]
    fn days_are_named_in_four_ways() {
        assert_eq!(on("06-05", 2027).as_deref(), Some("2027-06-05"));
        assert_eq!(on("02-29", 2027).as_deref(), Some("2027-02-28"));
        assert_eq!(on("02-29", 2028).as_deref(), Some("2028-02-29"));
        assert_eq!(on("easter", 2027).as_deref(), Some("2027-03-28"));
        assert_eq!(on("easter+50", 2027).as_deref(), Some("2027-05-17"));
        assert_eq!(on("easter-3", 2027).as_deref(), Some("2027-03-25"));
        assert_eq!(on("third tuesday of november", 2029).as_deref(), Some("2029-11-20"));
        assert_eq!(on("fifth monday of february", 2027).as_deref(), Some("2027-02-22"));
        assert_eq!(on("last saturday of june", 2027).as_deref(), Some("2027-06-26"));
        assert_eq!(on("monday of week 7", 2027).as_deref(), Some("2027-02-15"));
        assert_eq!(on("monday of week 53", 2027).as_deref(), Some("2027-12-27"));
    }

    #[test]
    fn what_names_no_day_is_refused() {
        for wrong in ["", "6-5", "13-01", "02-30", "easter39", "easter+999", "sixth monday of may", "week 7"]
        {
            assert_eq!(Anchor::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_stretch_may_turn_over_new_year() {
        let anchor = |text: &str| Anchor::parse(text).expect("an anchor");
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let within = |day: &str, from: &str, until: &str| is_between(date(day), anchor(from), anchor(until));
        assert!(within("2027-10-31", "04-01", "10-31"));
        assert!(!within("2027-11-01", "04-01", "10-31"));
        assert!(within("2027-01-03", "12-20", "01-05"));
        assert!(!within("2027-01-06", "12-20", "01-05"));
    }
}
