//! Dates, times, durations and periods (RFC 5545, section 3.3).

use super::Fault;
use super::file::Property;
use super::zones::{Clock, Zones};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

/// A time on some clock.
#[derive(Clone, Debug)]
pub(super) struct When {
    /// What the clock shows.
    pub(super) wall: NaiveDateTime,
    /// Which clock.
    pub(super) clock: Clock,
    /// A whole day, which begins at midnight.
    pub(super) is_date: bool,
    /// It names no zone.
    pub(super) is_floating: bool,
}

impl When {
    /// The instant that it means.
    pub(super) fn instant(&self) -> DateTime<Utc> {
        self.clock.instant(self.wall)
    }

    /// Reads one value of a property.
    pub(super) fn of(value: &str, property: &Property, zones: &mut Zones<'_>) -> Result<Self, Fault> {
        let (wall, form) = parse(value)?;
        let is_date = form == Form::Date || property.is_date;
        let clock = match (form, &property.tzid) {
            _ if is_date => zones.whole_days(),
            (Form::Utc, _) => {
                let clock = zones.utc();
                let wall = clock.wall(wall.and_utc());
                return Ok(Self { wall, clock, is_date, is_floating: false });
            }
            (_, Some(name)) => zones.named(name, property.line),
            (_, None) => zones.floating(),
        };
        let wall = if is_date { wall.date().and_time(NaiveTime::MIN) } else { wall };
        Ok(Self { wall, clock, is_date, is_floating: !is_date && property.tzid.is_none() })
    }
}

/// How a time is written: as a whole day, without a zone, or in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Date,
    Local,
    Utc,
}

fn quoted(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Reads `20270520`, `20270520T120000` or `20270520T120000Z`.
pub(super) fn parse(text: &str) -> Result<(NaiveDateTime, Form), Fault> {
    let text = text.trim();
    let bad = || Fault::BadTime(quoted(text));
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(date, 8) {
        return Err(bad());
    }
    let number = |part: &str| part.parse::<u32>().map_err(|_| bad());
    let year = date[..4].parse::<i32>().map_err(|_| bad())?;
    let (month, day) = (number(&date[4..6])?, number(&date[6..])?);
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let last = (28..=31).rev().find(|last| NaiveDate::from_ymd_opt(year, month, *last).is_some());
        last.map_or_else(bad, |last| Fault::NoSuchDay { year, month, day, last })
    })?;
    let Some(time) = time else { return Ok((date.and_time(NaiveTime::MIN), Form::Date)) };
    let (time, form) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, Form::Utc),
        None => (time, Form::Local),
    };
    if !digits(time, 6) && !digits(time, 4) {
        return Err(bad());
    }
    let second = if time.len() == 6 { number(&time[4..])? } else { 0 };
    // A leap second is the end of the one before it.
    let time = NaiveTime::from_hms_opt(number(&time[..2])?, number(&time[2..4])?, second.min(59));
    Ok((date.and_time(time.filter(|_| second <= 60).ok_or_else(bad)?), form))
}

/// Reads `P1W`, `PT1H30M`, `-P1DT2H`.
pub(super) fn duration(text: &str) -> Result<Duration, Fault> {
    let bad = || Fault::BadDuration(quoted(text));
    let trimmed = text.trim();
    let (sign, rest) = match trimmed.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let rest = rest.strip_prefix(['P', 'p']).ok_or_else(bad)?;
    let (mut seconds, mut digits, mut in_time, mut any) = (0_i64, String::new(), false, false);
    for letter in rest.chars() {
        match letter.to_ascii_uppercase() {
            digit @ '0'..='9' => digits.push(digit),
            'T' if digits.is_empty() && !in_time => in_time = true,
            unit => {
                let seconds_each = match (unit, in_time) {
                    ('W', false) => 604_800,
                    ('D', false) => 86_400,
                    ('H', true) => 3_600,
                    ('M', true) => 60,
                    ('S', true) => 1,
                    _ => return Err(bad()),
                };
                let count: i64 = digits.parse().map_err(|_| bad())?;
                digits.clear();
                any = true;
                let add = count.checked_mul(seconds_each).ok_or_else(bad)?;
                seconds = seconds.checked_add(add).ok_or_else(bad)?;
            }
        }
    }
    // A century is longer than anything that is meant.
    if !any || !digits.is_empty() || seconds > 100 * 366 * 86_400 {
        return Err(bad());
    }
    Ok(Duration::seconds(sign * seconds))
}

/// How long something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// On the clock on the wall: what ends at six still does on the night of a clock change.
    Wall(Duration),
    /// In seconds that pass.
    Exact(Duration),
}

impl Length {
    /// Whether it takes no time at all.
    pub(super) fn is_zero(self) -> bool {
        let (Self::Wall(length) | Self::Exact(length)) = self;
        length <= Duration::zero()
    }

    /// The length from one time to a later one.
    pub(super) fn between(start: &When, end: &When) -> Self {
        if start.clock.is_same(&end.clock) {
            Self::Wall(end.wall - start.wall)
        } else {
            Self::Exact(end.instant() - start.instant())
        }
    }

    /// When what begins at `wall` is over; never before it begins, though a clock change may swallow its length.
    pub(super) fn end(self, clock: &Clock, wall: NaiveDateTime) -> DateTime<Utc> {
        let start = clock.instant(wall);
        match self {
            Self::Exact(length) => start + length,
            Self::Wall(length) => {
                let end = wall.checked_add_signed(length).map(|end| clock.instant(end));
                end.filter(|end| *end > start).unwrap_or(start + length)
            }
        }
    }
}

/// Reads a period: a start and an end, or a start and a duration.
pub(super) fn period(
    value: &str,
    property: &Property,
    zones: &mut Zones<'_>,
) -> Result<(When, Length), Fault> {
    let bad = || Fault::BadPeriod(quoted(value));
    let (start, rest) = value.split_once('/').ok_or_else(bad)?;
    let start = When::of(start, property, zones)?;
    if rest.trim_start().starts_with(['P', 'p', '+']) {
        let length = duration(rest)?;
        return Ok((start, Length::Exact(length)));
    }
    let end = When::of(rest, property, zones)?;
    let length = Length::Exact(end.instant() - start.instant());
    Ok((start, length))
}

/// The clock that tells UTC.
pub(super) fn utc() -> Clock {
    Clock::Known(Tz::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_three_forms() {
        let wall = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
        assert_eq!(parse("20270520"), Ok((wall("2027-05-20T00:00:00"), Form::Date)));
        assert_eq!(parse(" 20270520T120000 "), Ok((wall("2027-05-20T12:00:00"), Form::Local)));
        assert_eq!(parse("20270520T120060Z"), Ok((wall("2027-05-20T12:00:59"), Form::Utc)));
        let no_day = Fault::NoSuchDay { year: 2027, month: 2, day: 30, last: 28 };
        assert_eq!(parse("20270230"), Err(no_day));
        for wrong in
            ["", "2027", "20271301", "20270520T25", "20270520T250000", "2027-05-20", "20270520T1２0000"]
        {
            assert!(matches!(parse(wrong), Err(Fault::BadTime(_))), "{wrong}");
        }
    }

    #[test]
    fn durations_are_read_and_absurd_ones_refused() {
        assert_eq!(duration("P1W"), Ok(Duration::days(7)));
        assert_eq!(duration("PT1H30M"), Ok(Duration::minutes(90)));
        assert_eq!(duration("-P1DT2H"), Ok(Duration::hours(-26)));
        for wrong in ["", "P", "PT", "P1H", "PT1D", "P99999999W", "P1", "1D", "PT1H1"] {
            assert!(matches!(duration(wrong), Err(Fault::BadDuration(_))), "{wrong}");
        }
    }
}
