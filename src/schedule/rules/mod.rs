//! The rules of a country and what a day costs by them, from `templates/rules/` or a file of one's own.

mod read;
#[cfg(test)]
mod tests;

use super::anchor::{Anchor, is_between};
use crate::domain::{PairKind, Place};
use crate::locale::Wording;
use chrono::{Datelike as _, Duration, NaiveDate, Weekday};
use serde::Serialize;

/// The tropic, in degrees: between the two there is golf all year.
const TROPIC: f64 = 23.44;

/// Rules for finding a day.
#[derive(Clone, Debug)]
pub(crate) struct RuleBook {
    /// What they are the rules of.
    pub(crate) name: Wording,
    /// Days' notice that a talk needs.
    notice: u32,
    /// Days after which a calendar that was read counts as old.
    pub(crate) old_calendar: u32,
    /// Days of the week without talks.
    pub(crate) weekend: Vec<Weekday>,
    season: Stretch,
    /// Minutes between the last of the day that needs light and sunset.
    pub(crate) daylight: Daylight,
    /// Soft rules.
    pub(crate) cost: Costs,
    days: Vec<DayRule>,
    overrides: Vec<Override>,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: Anchor,
    until: Anchor,
}

/// Minutes from the last of the day that needs light to sunset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Daylight {
    /// What there must be.
    pub(crate) margin: u32,
    /// From when the light costs nothing, counted beyond the margin.
    pub(crate) ample: u32,
}

/// What soft rules cost, in days: a talk so many days early or late would be as good.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Costs {
    monday: u32,
    tuesday: u32,
    wednesday: u32,
    thursday: u32,
    friday: u32,
    saturday: u32,
    sunday: u32,
    /// A holiday or a closed day in the same week.
    pub(crate) holiday: u32,
    /// An event in the same week.
    pub(crate) event: u32,
    /// On a day on which half the offices are closed.
    pub(crate) partial: u32,
    /// Between a holiday and a weekend.
    pub(crate) bridge: u32,
    /// In school holidays.
    pub(crate) school: u32,
    /// In the weeks of the budget.
    pub(crate) budget: u32,
    /// In the weeks before an election.
    pub(crate) election: u32,
    /// How many weeks those are.
    pub(crate) election_weeks: u32,
    /// With no light to spare beyond the margin.
    pub(crate) dusk: u32,
}

impl Costs {
    /// What a day of the week costs.
    pub(crate) fn weekday(&self, weekday: Weekday) -> u32 {
        match weekday {
            Weekday::Mon => self.monday,
            Weekday::Tue => self.tuesday,
            Weekday::Wed => self.wednesday,
            Weekday::Thu => self.thursday,
            Weekday::Fri => self.friday,
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
        }
    }
}

/// What kind of day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DayKind {
    /// A public holiday.
    Holiday,
    /// Offices are closed.
    Closed,
    /// Half of them are.
    Partial,
    /// Between a holiday and a weekend.
    Bridge,
    /// Schools are closed.
    School,
    /// People vote.
    Election,
    /// The budget is made.
    Budget,
    /// Where everybody is.
    Event,
}

impl crate::domain::Word for DayKind {
    const VOCABULARY: &'static str = "day_kind";
    const ALL: &'static [Self] = &[
        Self::Holiday,
        Self::Closed,
        Self::Partial,
        Self::Bridge,
        Self::School,
        Self::Election,
        Self::Budget,
        Self::Event,
    ];
    fn word(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Closed => "closed",
            Self::Partial => "partial",
            Self::Bridge => "bridge",
            Self::School => "school",
            Self::Election => "election",
            Self::Budget => "budget",
            Self::Event => "event",
        }
    }
}

#[derive(Clone, Debug)]
struct DayRule {
    key: String,
    name: Wording,
    kind: DayKind,
    on: Anchor,
    /// How many days it takes.
    days: u32,
    /// Its last day, instead of a number of days.
    until: Option<Anchor>,
    /// Whether there is no talk on it; by its kind if left out.
    closed: Option<bool>,
    years: Years,
    /// The kinds of pair that it concerns; all if left out.
    concerns: Vec<PairKind>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Years {
    from: Option<i32>,
    until: Option<i32>,
    /// Every so many years from `from` on.
    every: Option<i32>,
}

impl Years {
    fn hold(self, year: i32) -> bool {
        let every = self.every.unwrap_or(1);
        self.from.is_none_or(|from| year >= from)
            && self.until.is_none_or(|until| year <= until)
            && (year - self.from.unwrap_or(0)).rem_euclid(every) == 0
    }
}

/// What is otherwise in a single year.
#[derive(Clone, Debug)]
struct Override {
    year: i32,
    key: String,
    on: Option<Anchor>,
    off: bool,
}

/// A day of a year, or a stretch of days.
#[derive(Clone, Debug)]
pub(crate) struct SpecialDay<'b> {
    /// The first day.
    pub(crate) from: NaiveDate,
    /// The last day.
    pub(crate) to: NaiveDate,
    /// `grundlovsdag`.
    pub(crate) key: &'b str,
    /// What it is called.
    pub(crate) name: &'b Wording,
    /// What kind it is.
    pub(crate) kind: DayKind,
    /// Whether there is no talk on it.
    pub(crate) closed: bool,
}

impl SpecialDay<'_> {
    /// Whether it includes a date.
    pub(crate) fn includes(&self, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date)
    }
}

/// The rules that come with the program, by name.
pub(crate) const EMBEDDED: [(&str, &str); 2] = [
    ("denmark", include_str!("../../../templates/rules/denmark.toml")),
    ("plain", include_str!("../../../templates/rules/plain.toml")),
];

impl RuleBook {
    /// The days of a year that are not like others, in their order; those that concern a kind of pair, or all.
    pub(crate) fn days(&self, year: i32, kind: Option<PairKind>) -> Vec<SpecialDay<'_>> {
        let concerns = |rule: &&DayRule| {
            rule.concerns.is_empty() || kind.is_none_or(|kind| rule.concerns.contains(&kind))
        };
        let mut days: Vec<SpecialDay<'_>> =
            self.days.iter().filter(concerns).filter_map(|rule| self.day(rule, year)).collect();
        days.sort_by_key(|day| (day.from, day.to));
        days
    }

    fn day<'b>(&'b self, rule: &'b DayRule, year: i32) -> Option<SpecialDay<'b>> {
        let exception = self.overrides.iter().rfind(|it| it.year == year && it.key == rule.key);
        let anchor = match exception {
            Some(it) if it.off => return None,
            Some(it) => it.on.unwrap_or(rule.on),
            None if rule.years.hold(year) => rule.on,
            None => return None,
        };
        let from = anchor.date(year)?;
        let to = match rule.until {
            Some(until) => until.date(year).filter(|to| *to >= from).or_else(|| until.date(year + 1))?,
            None => from.checked_add_signed(Duration::days(i64::from(rule.days.max(1)) - 1))?,
        };
        let by_kind = matches!(rule.kind, DayKind::Holiday | DayKind::Closed);
        let closed = rule.closed.unwrap_or(by_kind);
        Some(SpecialDay { from, to, key: &rule.key, name: &rule.name, kind: rule.kind, closed })
    }

    /// The days of all years from one date to another, with a year on either side.
    pub(crate) fn days_between(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        kind: Option<PairKind>,
    ) -> Vec<SpecialDay<'_>> {
        let years = from.year().saturating_sub(1)..=until.year().saturating_add(1);
        years.flat_map(|year| self.days(year, kind)).collect()
    }

    /// Days' notice that a talk needs whose place is booked so many days ahead.
    pub(crate) fn notice(&self, booking_days: u32) -> u32 {
        self.notice.max(booking_days)
    }

    /// Whether golf is played on a date at a place.
    pub(crate) fn in_season(&self, date: NaiveDate, place: Place) -> bool {
        if place.latitude.abs() < TROPIC {
            return true;
        }
        let date = if place.latitude < 0.0 { half_a_year_after(date) } else { date };
        is_between(date, self.season.from, self.season.until)
    }

    /// The season of a place that begins in a year; in the south it is the other half of it.
    pub(crate) fn season(&self, year: i32, place: Place) -> Option<(NaiveDate, NaiveDate)> {
        let (from, until) = (self.season.from.date(year)?, self.season.until.date(year)?);
        Some(if place.latitude < 0.0 {
            (half_a_year_after(from), half_a_year_after(until))
        } else {
            (from, until)
        })
    }
}

fn half_a_year_after(date: NaiveDate) -> NaiveDate {
    crate::domain::add_months(date, 6)
}

/// Whether people work on a date, given the special days around it.
pub(crate) fn is_working_day(book: &RuleBook, days: &[SpecialDay<'_>], date: NaiveDate) -> bool {
    !book.weekend.contains(&date.weekday()) && !days.iter().any(|day| day.closed && day.includes(date))
}

/// The date, or the last working day before it.
pub(crate) fn working_day_before(book: &RuleBook, kind: PairKind, date: NaiveDate) -> NaiveDate {
    let days = book.days_between(date, date, Some(kind));
    // Rules that leave no working day at all leave the date as it is.
    let back = (0..60).filter_map(|back| date.checked_sub_signed(Duration::days(back)));
    back.into_iter().find(|date| is_working_day(book, &days, *date)).unwrap_or(date)
}
