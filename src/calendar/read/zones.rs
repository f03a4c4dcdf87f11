//! The zones that a calendar file names: by IANA, by Windows, or by a VTIMEZONE of its own.

use super::file::{Component, File, Heading};
use super::recurrence::{self, Budget, End};
use super::time::{When, parse, utc};
use crate::domain::on_clock;
use chrono::{DateTime, Duration, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use std::collections::HashMap;
use std::rc::Rc;
use std::str::FromStr as _;

/// The names that Windows has for zones, from the table windowsZones of Unicode CLDR.
const WINDOWS: &str = include_str!("../../../templates/zones/windows.tsv");

/// A clock on the wall of some place.
#[derive(Clone, Debug)]
pub(super) enum Clock {
    /// Of a zone that everybody knows.
    Known(Tz),
    /// As the file itself tells.
    Own(Rc<OwnZone>),
}

impl Clock {
    /// Whether it is the same clock as another.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(other)) => one == other,
            (Self::Own(one), Self::Own(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// The instant at which it shows a time: the first of two, or with the offset before a gap.
    pub(super) fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        match self {
            Self::Known(zone) => on_clock(*zone, wall).to_utc(),
            Self::Own(zone) => zone.instant(wall),
        }
    }

    /// What it shows at an instant.
    pub(super) fn wall(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Known(zone) => zone.from_utc_datetime(&instant.naive_utc()).naive_local(),
            Self::Own(zone) => instant.naive_utc() + zone.offset(instant.naive_utc()),
        }
    }
}

/// A zone as a file tells of it.
#[derive(Debug)]
pub(super) struct OwnZone {
    /// The offset before the first change.
    first: Duration,
    /// The instants of the changes in UTC, and the offsets after them.
    changes: Vec<(NaiveDateTime, Duration)>,
}

impl OwnZone {
    fn offset(&self, utc: NaiveDateTime) -> Duration {
        match self.changes.partition_point(|(at, _)| *at <= utc).checked_sub(1) {
            Some(last) => self.changes[last].1,
            None => self.first,
        }
    }

    fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        // No offset is a day or more, so these are the offsets before and after a change that is near.
        let around = [wall - Duration::days(1), wall + Duration::days(1)].map(|near| self.offset(near));
        let holds = |offset: &Duration| self.offset(wall - *offset) == *offset;
        let first = around.into_iter().filter(holds).max();
        (wall - first.unwrap_or(around[0])).and_utc()
    }

    /// Reads a VTIMEZONE for the years around a stretch of time; `None` if it makes no sense.
    fn of(zone: &Component, from: NaiveDateTime, until: NaiveDateTime, budget: &mut Budget) -> Option<Self> {
        let mut changes = Vec::new();
        let mut first: Option<(NaiveDateTime, Duration)> = None;
        for part in &zone.parts {
            let offset = |name: &str| offset(&part.first(name)?.value);
            let (before, after) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?);
            let (start, _) = parse(&part.first("DTSTART")?.value).ok()?;
            let mut onsets = vec![start];
            for dates in part.all("RDATE") {
                onsets.extend(dates.value.split(',').filter_map(|date| Some(parse(date).ok()?.0)));
            }
            for rule in part.all("RRULE") {
                // Offsets are on the clock before the change, which is near enough for UNTIL.
                let start = When { wall: start, clock: utc(), is_date: false, is_floating: false };
                let found = recurrence::expand(&rule.value, &start, from, until, budget).ok()?;
                if matches!(found.end, End::GivenUp(_)) {
                    return None;
                }
                onsets.extend(found.starts);
            }
            if first.is_none_or(|(known, _)| start < known) {
                first = Some((start, before));
            }
            changes.extend(onsets.into_iter().map(|onset| (onset - before, after)));
        }
        changes.sort_unstable();
        changes.dedup();
        first.map(|(_, first)| Self { first, changes })
    }
}

/// Reads `+0100` or `-023000`; less than a day.
fn offset(text: &str) -> Option<Duration> {
    let text = text.trim();
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = &text[1..];
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |at: usize| digits.get(at..at + 2).and_then(|two| two.parse::<i64>().ok());
    let seconds = number(0)? * 3600 + number(2)? * 60 + number(4).unwrap_or(0);
    (seconds < 86_400).then(|| Duration::seconds(sign * seconds))
}

/// The zones of one file.
pub(super) struct Zones<'f> {
    /// The zones that the file tells of, the first of each name.
    own: HashMap<&'f str, &'f Component>,
    budget: Budget,
    from: NaiveDateTime,
    until: NaiveDateTime,
    usual: Tz,
    /// X-WR-TIMEZONE of each calendar of the file.
    headings: Vec<Option<Tz>>,
    /// That of the calendar that is read.
    calendar: Option<Tz>,
    known: HashMap<String, Option<Clock>>,
    /// Names that nobody knows, with the first line of each.
    pub(super) unknown: Vec<(String, usize)>,
}

/// How many unknown names are told.
const UNKNOWN: usize = 20;

impl<'f> Zones<'f> {
    /// The zones of a file, whose clocks are asked for times between `from` and `until`. What names none is on the
    /// clock of `usual`.
    pub(super) fn of(file: &'f File, usual: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let year = Duration::days(366);
        let (from, until) = (from.naive_utc() - year * 2, until.naive_utc() + year);
        let mut own = HashMap::new();
        for (name, zone) in &file.zones {
            own.entry(name.as_str()).or_insert(zone);
        }
        let heading = |it: &Heading| {
            let (name, _) = it.zone.as_ref()?;
            well_known(name).or_else(|| loosely_known(name))
        };
        Self {
            headings: file.calendars.iter().map(heading).collect(),
            own,
            budget: Budget::of_zones(),
            from,
            until,
            usual,
            calendar: None,
            known: HashMap::new(),
            unknown: Vec::new(),
        }
    }

    /// Turns to a calendar of the file: its X-WR-TIMEZONE is the clock of what names no zone, and of what is in UTC,
    /// which is how those who write that line mean it.
    pub(super) fn turn_to(&mut self, calendar: usize) {
        self.calendar = self.headings.get(calendar).copied().flatten();
    }

    /// The clock of times that name no zone.
    pub(super) fn floating(&self) -> Clock {
        Clock::Known(self.calendar.unwrap_or(self.usual))
    }

    /// Whether times that name no zone are read on the usual clock, for want of a better one.
    pub(super) fn is_guess(&self) -> bool {
        self.calendar.is_none()
    }

    /// The clock of times in UTC.
    pub(super) fn utc(&self) -> Clock {
        Clock::Known(self.calendar.unwrap_or(Tz::UTC))
    }

    /// The clock by which whole days begin and end.
    pub(super) fn whole_days(&self) -> Clock {
        Clock::Known(self.usual)
    }

    /// The clock of a name.
    pub(super) fn named(&mut self, name: &str, line: usize) -> Clock {
        if let Some(known) = self.known.get(name) {
            return known.clone().unwrap_or_else(|| self.floating());
        }
        let own = || {
            let zone = self.own.get(name)?;
            let zone = OwnZone::of(zone, self.from, self.until, &mut self.budget)?;
            Some(Clock::Own(Rc::new(zone)))
        };
        let known = |zone: Option<Tz>| zone.map(Clock::Known);
        let found = known(well_known(name)).or_else(own).or_else(|| known(loosely_known(name)));
        if found.is_none() && self.unknown.len() < UNKNOWN {
            self.unknown.push((name.chars().take(60).collect(), line));
        }
        self.known.insert(name.to_owned(), found.clone());
        found.unwrap_or_else(|| self.floating())
    }
}

/// The zone that everybody knows by a name: of IANA or of Windows. What a file says of it adds nothing.
fn well_known(name: &str) -> Option<Tz> {
    let name = name.trim();
    let of_windows = || {
        let mut rows = WINDOWS.lines().filter_map(|row| row.split_once('\t'));
        let (_, zone) = rows.find(|(windows, _)| windows.eq_ignore_ascii_case(name))?;
        Tz::from_str(zone).ok()
    };
    Tz::from_str(name).ok().or_else(of_windows)
}

/// The zone of a name that only looks like one of IANA: in other letters, or at the end of a path. A file that tells
/// of such a zone itself knows better.
fn loosely_known(name: &str) -> Option<Tz> {
    let name = name.trim();
    if let Ok(zone) = Tz::from_str_insensitive(name) {
        return Some(zone);
    }
    // America/Argentina/Salta has three parts, and none has more.
    let ends = name.rmatch_indices('/').map(|(at, _)| &name[at + 1..]).take(3);
    ends.filter(|end| end.contains('/')).filter_map(|end| Tz::from_str_insensitive(end).ok()).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_go_by_several_names() {
        for (name, zone) in [
            ("Europe/Copenhagen", Tz::Europe__Copenhagen),
            ("europe/copenhagen", Tz::Europe__Copenhagen),
            ("Romance Standard Time", Tz::Europe__Paris),
            ("/freeassociation.sourceforge.net/Europe/Copenhagen", Tz::Europe__Copenhagen),
            ("/citadel.org/20210210_1/America/Argentina/Salta", Tz::America__Argentina__Salta),
            ("UTC", Tz::UTC),
        ] {
            assert_eq!(well_known(name).or_else(|| loosely_known(name)), Some(zone), "{name}");
        }
        for unknown in ["Kongeriget", "a/b"] {
            assert_eq!(well_known(unknown).or_else(|| loosely_known(unknown)), None, "{unknown}");
        }
    }

    #[test]
    fn every_name_of_windows_is_one_of_iana() {
        for row in WINDOWS.lines() {
            let (_, zone) = row.split_once('\t').expect("two columns");
            assert!(Tz::from_str_insensitive(zone).is_ok(), "{row}");
        }
    }

    #[test]
    fn offsets_are_less_than_a_day() {
        assert_eq!(offset("+0100"), Some(Duration::hours(1)));
        assert_eq!(offset("-023015"), Some(-Duration::seconds(2 * 3600 + 30 * 60 + 15)));
        for wrong in ["0100", "+9900", "+01", "+01:00", "æ"] {
            assert_eq!(offset(wrong), None, "{wrong}");
        }
    }
}
