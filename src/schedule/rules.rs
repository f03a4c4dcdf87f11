//! The rules of a country and what a day costs by them, from `templates/rules/` or a file of one's own.

use super::anchor::{Anchor, is_between};
use crate::domain::{PairKind, Place};
use crate::locale::Wording;
use chrono::{Datelike as _, Duration, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The tropic, in degrees: between the two there is golf all year.
const TROPIC: f64 = 23.44;

/// Rules for finding a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleBook {
    /// What they are the rules of.
    pub(crate) name: Wording,
    /// Days' notice that a talk needs.
    #[serde(deserialize_with = "days")]
    notice: u32,
    /// Days after which a calendar that was read counts as old.
    #[serde(deserialize_with = "days")]
    pub(crate) old_calendar: u32,
    /// Days of the week without talks.
    pub(crate) weekend: Vec<Weekday>,
    season: Stretch,
    /// Minutes between the last of the day that needs light and sunset.
    pub(crate) daylight: Daylight,
    /// Soft rules.
    pub(crate) cost: Costs,
    #[serde(default, rename = "day")]
    days: Vec<DayRule>,
    #[serde(default, rename = "override")]
    overrides: Vec<Override>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretch {
    from: Anchor,
    until: Anchor,
}

/// Minutes from the last of the day that needs light to sunset.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Daylight {
    /// What there must be.
    pub(crate) margin: u32,
    /// From when the light costs nothing, counted beyond the margin.
    pub(crate) ample: u32,
}

/// What soft rules cost, in days: a talk so many days early or late would be as good.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
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

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayRule {
    key: String,
    name: Wording,
    kind: DayKind,
    on: Anchor,
    /// How many days it takes.
    #[serde(default = "one", deserialize_with = "days")]
    days: u32,
    /// Its last day, instead of a number of days.
    until: Option<Anchor>,
    /// Whether there is no talk on it; by its kind if left out.
    closed: Option<bool>,
    #[serde(default)]
    years: Years,
    /// The kinds of pair that it concerns; all if left out.
    #[serde(default, rename = "for")]
    concerns: Vec<PairKind>,
}

fn one() -> u32 {
    1
}

/// A number of days: a year at most.
fn days<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let days = u32::deserialize(deserializer)?;
    if days > 366 {
        return Err(serde::de::Error::custom(format!("{days} days are more than a year")));
    }
    Ok(days)
}

/// Every so many years: one at least.
fn every<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i32>, D::Error> {
    let every = i32::deserialize(deserializer)?;
    if every < 1 {
        return Err(serde::de::Error::custom("every so many years is 1 or more"));
    }
    Ok(Some(every))
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Years {
    from: Option<i32>,
    until: Option<i32>,
    /// Every so many years from `from` on.
    #[serde(default, deserialize_with = "every")]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Override {
    year: i32,
    key: String,
    on: Option<Anchor>,
    #[serde(default)]
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

/// Why a file of rules cannot be read: the line, counted from 1, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadRules {
    /// Counted from 1.
    pub(crate) line: usize,
    /// In English, as the file is.
    pub(crate) detail: String,
}

/// The rules that come with the program, by name.
pub(crate) const EMBEDDED: [(&str, &str); 2] = [
    ("denmark", include_str!("../../templates/rules/denmark.toml")),
    ("plain", include_str!("../../templates/rules/plain.toml")),
];

impl RuleBook {
    /// Reads rules.
    ///
    /// # Errors
    /// [`BadRules`] with the line.
    pub(crate) fn parse(text: &str) -> Result<Self, BadRules> {
        // A span may begin within a letter, so octets are counted.
        let at = |start: usize| {
            let before = &text.as_bytes()[..start.min(text.len())];
            before.split(|octet| *octet == b'\n').count()
        };
        let book: Self = toml::from_str(text).map_err(|error| BadRules {
            line: error.span().map_or(1, |span| at(span.start)),
            detail: error.message().to_owned(),
        })?;
        let unknown = book.overrides.iter().find(|it| !book.days.iter().any(|day| day.key == it.key));
        match unknown {
            Some(it) => {
                let line = text.find(&format!("key = \"{}\"", it.key)).map_or(1, at);
                Err(BadRules { line, detail: format!("there is no day “{}” to override", it.key) })
            }
            None => Ok(book),
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    pub(super) fn book(name: &str) -> RuleBook {
        let (_, text) = EMBEDDED.iter().find(|(known, _)| *known == name).expect("an embedded book");
        RuleBook::parse(text).unwrap_or_else(|bad| panic!("{name}: {bad:?}"))
    }

    fn fixture(name: &str) -> String {
        let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    #[test]
    fn public_holidays_are_those_of_an_independent_table() {
        let book = book("denmark");
        let expected: BTreeSet<String> = fixture("holidays-dk.tsv")
            .lines()
            .filter_map(|line| line.split('\t').next())
            .filter(|date| date.starts_with(|first: char| first.is_ascii_digit()))
            .map(str::to_owned)
            .collect();
        assert!(expected.len() > 1000);
        let ours: BTreeSet<String> = crate::domain::YEARS
            .flat_map(|year| book.days(year, None))
            .filter(|day| day.kind == DayKind::Holiday)
            .map(|day| day.from.to_string())
            .collect();
        assert_eq!(ours, expected);
    }

    #[test]
    fn the_years_to_come_are_as_they_were_checked_by_hand() {
        let book = book("denmark");
        let table = fixture("danish-days.tsv");
        let mut expected = BTreeSet::new();
        for line in table.lines().skip(1) {
            let [_, key, date, kind] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            expected.insert(format!("{date} {key} {kind}"));
        }
        let mut ours = BTreeSet::new();
        for day in (2026..=2031).flat_map(|year| book.days(year, None)) {
            let kind = serde_json::to_value(day.kind).expect("a word");
            if day.kind != DayKind::Budget {
                ours.insert(format!("{} {} {}", day.from, day.key, kind.as_str().expect("a word")));
            }
        }
        assert_eq!(ours, expected);
    }

    #[test]
    fn what_concerns_other_pairs_is_left_out() {
        let book = book("denmark");
        let keys = |kind| book.days(2029, kind).iter().map(|day| day.key.to_owned()).collect::<Vec<_>>();
        let has = |kind, key: &str| keys(Some(kind)).iter().any(|it| it == key);
        assert!(has(PairKind::MayorCeo, "budget-kommune") && !has(PairKind::MayorCeo, "budget-region"));
        assert!(has(PairKind::Region, "budget-region") && has(PairKind::Region, "kv-rv-valg"));
        assert!(!has(PairKind::Founders, "kv-rv-valg") && has(PairKind::Founders, "juledag"));
        assert!(keys(None).iter().any(|key| key == "budget-region"));
    }

    #[test]
    fn a_single_year_can_be_otherwise() {
        let mut text = EMBEDDED[0].1.to_owned();
        text.push_str("\n[[override]]\nyear = 2027\nkey = \"folkemoede\"\non = \"05-27\"\n");
        let book = RuleBook::parse(&text).expect("rules");
        let held = |year| {
            let days = book.days(year, None);
            days.iter().find(|day| day.key == "folkemoede").map(|day| day.from.to_string())
        };
        assert_eq!(held(2027).as_deref(), Some("2027-05-27"));
        assert_eq!(held(2028).as_deref(), Some("2028-06-15"));
        assert_eq!(held(2020), None);
        assert_eq!(held(2010), None);
    }

    #[test]
    fn what_is_wrong_with_rules_is_told_by_its_line() {
        let text = EMBEDDED[1].1;
        let wrong = |text: String| RuleBook::parse(&text).expect_err("bad rules");
        let bad = wrong(text.replace("\"04-01\"", "\"4 April\""));
        assert!(bad.detail.contains("4 April"), "{bad:?}");
        assert_eq!(Some("from = \"04-01\""), text.lines().nth(bad.line - 1));
        let bad = wrong(format!("{text}\n[[override]]\nyear = 2027\nkey = \"carnival\"\noff = true\n"));
        assert!(bad.detail.contains("carnival"), "{bad:?}");
        assert!(wrong("notice = many".to_owned()).line == 1);
        // Letters of several octets stop nothing.
        for broken in ["påske = 1", "name = æbler", "name = { en = “x” }", "\u{1f642}"] {
            assert_eq!(wrong(format!("notice = 1\n{broken}\n")).line, 2, "{broken}");
        }
        for (right, absurd) in
            [("notice = 21", "notice = 100000000"), ("old_calendar = 28", "old_calendar = 9999")]
        {
            assert!(wrong(text.replace(right, absurd)).detail.contains("more than a year"), "{absurd}");
        }
    }

    #[test]
    fn golf_is_played_in_summer_wherever_that_is() {
        let book = book("denmark");
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let at = |latitude: f64| Place { latitude, longitude: 0.0 };
        assert!(
            book.in_season(date("2027-10-31"), at(55.0)) && !book.in_season(date("2027-11-01"), at(55.0))
        );
        assert!(
            book.in_season(date("2027-12-24"), at(-37.0)) && !book.in_season(date("2027-07-01"), at(-37.0))
        );
        assert!(book.in_season(date("2027-12-24"), at(1.3)));
    }

    #[test]
    fn plain_rules_know_weekends_only() {
        let book = book("plain");
        assert!(book.days(2027, None).is_empty());
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let before = |text: &str| working_day_before(&book, PairKind::Other, date(text)).to_string();
        assert_eq!(before("2027-12-25"), "2027-12-24");
        let danish = super::tests::book("denmark");
        assert_eq!(
            working_day_before(&danish, PairKind::Other, date("2027-12-26")).to_string(),
            "2027-12-23"
        );
    }
}
