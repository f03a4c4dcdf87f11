//! One event of a calendar file.

use super::file::{Component, Property};
use super::time::{self, Length, When};
use super::zones::Zones;
use super::{Fault, Problem};
use chrono::Duration;

/// An event, as far as it says when somebody is busy.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// The line on which it begins.
    pub(super) line: usize,
    /// SEQUENCE: of two of the same occurrence the higher one holds.
    pub(super) sequence: i64,
    /// When it begins, or first does.
    pub(super) start: When,
    /// How long it takes.
    pub(super) length: Length,
    /// The rules by which it repeats, each with its line.
    pub(super) rules: Vec<(String, usize)>,
    /// Further occurrences; those that are told with their end have a length of their own.
    pub(super) dates: Vec<(When, Option<Length>)>,
    /// Occurrences that are not.
    pub(super) exceptions: Vec<When>,
    /// The occurrence in whose place it stands.
    pub(super) replaces: Option<Replaces>,
    /// Whether it keeps nobody busy.
    pub(super) is_free: bool,
    /// Whether it was called off.
    pub(super) is_cancelled: bool,
}

/// The occurrence in whose place an event stands.
#[derive(Clone, Debug)]
pub(super) struct Replaces {
    /// When it would have begun.
    pub(super) when: When,
    /// And of every later one.
    pub(super) and_future: bool,
}

impl Event {
    /// Reads an event.
    ///
    /// # Errors
    /// With the line of the first property that makes no sense.
    pub(super) fn of(
        component: &Component,
        is_cancelled: bool,
        zones: &mut Zones<'_>,
    ) -> Result<Self, Problem> {
        let Some(property) = component.first("DTSTART") else {
            return Err(Problem { line: component.line, fault: Fault::NoStart });
        };
        let start = one(property, zones)?;
        let (start, length) = extent(component, start, zones)?;
        let mut dates = Vec::new();
        for property in component.all("RDATE") {
            for value in values(property) {
                dates.push(if value.contains('/') {
                    let (when, length) = at(property, time::period(value, property, zones))?;
                    (when, Some(length))
                } else {
                    (on_clock_of(&start, at(property, When::of(value, property, zones))?), None)
                });
            }
        }
        let mut exceptions = Vec::new();
        for property in component.all("EXDATE") {
            for value in values(property) {
                exceptions.push(at(property, When::of(value, property, zones))?);
            }
        }
        let replaces = match component.first("RECURRENCE-ID") {
            Some(property) => Some(Replaces { when: one(property, zones)?, and_future: property.and_future }),
            None => None,
        };
        let says = |name: &str, value: &str| component.says(name, value);
        let is_free = says("TRANSP", "TRANSPARENT")
            || (component.first("TRANSP").is_none() && says("X-MICROSOFT-CDO-BUSYSTATUS", "FREE"));
        let sequence = component.first("SEQUENCE").and_then(|it| it.value.trim().parse().ok()).unwrap_or(-1);
        Ok(Self {
            line: component.line,
            sequence,
            start,
            length,
            rules: component.all("RRULE").map(|it| (it.value.clone(), it.line)).collect(),
            dates,
            exceptions,
            replaces,
            is_free,
            is_cancelled: is_cancelled || says("STATUS", "CANCELLED"),
        })
    }

    /// Whether it keeps anybody busy.
    pub(super) fn is_busy(&self) -> bool {
        !self.is_free && !self.is_cancelled
    }
}

/// The values of a property that may have several.
fn values(property: &Property) -> impl Iterator<Item = &str> {
    property.value.split(',').map(str::trim).filter(|value| !value.is_empty())
}

/// A result with the line of its property.
fn at<T>(property: &Property, read: Result<T, Fault>) -> Result<T, Problem> {
    read.map_err(|fault| Problem { line: property.line, fault })
}

fn one(property: &Property, zones: &mut Zones<'_>) -> Result<When, Problem> {
    at(property, When::of(&property.value, property, zones))
}

/// When it begins and how long it takes (RFC 5545, section 3.6.1). An end before the start is taken for the start.
fn extent(component: &Component, start: When, zones: &mut Zones<'_>) -> Result<(When, Length), Problem> {
    if let Some(property) = component.first("DTEND") {
        let end = one(property, zones)?;
        if end.instant() < start.instant() {
            let length = Length::between(&end, &start);
            return Ok((end, length));
        }
        let length = Length::between(&start, &end);
        return Ok((start, length));
    }
    if let Some(property) = component.first("DURATION") {
        let length = at(property, time::duration(&property.value))?;
        return Ok((start, Length::Wall(length)));
    }
    let length = if start.is_date { Duration::days(1) } else { Duration::zero() };
    Ok((start, Length::Wall(length)))
}

/// A further date on the clock of the event: a whole day is its midnight there.
fn on_clock_of(start: &When, date: When) -> When {
    if date.is_date && !start.is_date { When { clock: start.clock.clone(), ..date } } else { date }
}
