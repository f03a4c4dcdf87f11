//! The events of one UID: a recurring one, and those that stand in the place of its occurrences.

use super::event::Event;
use super::recurrence::{self, End};
use super::time::{Length, When};
use super::{Problem, Reader};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use std::collections::{BTreeMap, HashSet};

/// The events of one UID.
#[derive(Clone, Debug, Default)]
pub(super) struct Series {
    /// The event itself; absent where only changed occurrences were exported.
    master: Option<Event>,
    /// What stands in the place of an occurrence, by its instant.
    overrides: BTreeMap<DateTime<Utc>, Event>,
}

impl Series {
    /// Adds an event. Of two in the same place the later version holds, the first of two of the same version; tells the
    /// line of one that is dropped though it is no older.
    pub(super) fn add(&mut self, event: Event) -> Option<usize> {
        let line = event.line;
        let known = match &event.replaces {
            None => self.master.as_ref(),
            Some(replaces) => self.overrides.get(&replaces.when.instant()),
        };
        match known.map(|known| known.sequence.cmp(&event.sequence)) {
            Some(std::cmp::Ordering::Greater) => return None,
            Some(std::cmp::Ordering::Equal) => return Some(line),
            Some(std::cmp::Ordering::Less) | None => {}
        }
        match event.replaces.as_ref().map(|replaces| replaces.when.instant()) {
            None => self.master = Some(event),
            Some(at) => _ = self.overrides.insert(at, event),
        }
        None
    }
}

/// Occurrences that are not.
struct Exceptions {
    instants: HashSet<DateTime<Utc>>,
    dates: HashSet<NaiveDate>,
}

impl Exceptions {
    fn of(event: &Event) -> Self {
        let instants = event.exceptions.iter().map(When::instant).collect();
        let whole = event.exceptions.iter().filter(|when| when.is_date);
        Self { instants, dates: whole.map(|when| when.wall.date()).collect() }
    }

    fn include(&self, instant: DateTime<Utc>, wall: NaiveDateTime) -> bool {
        self.instants.contains(&instant) || self.dates.contains(&wall.date())
    }
}

impl Reader<'_> {
    /// Keeps the busy times of a series.
    pub(super) fn series(&mut self, series: &Series) {
        let exceptions = series.master.as_ref().map(Exceptions::of);
        if let (Some(master), Some(exceptions)) = (&series.master, &exceptions) {
            self.occurrences(master, exceptions, series);
        }
        for (instant, event) in series.overrides.iter().filter(|(_, event)| event.is_busy()) {
            // An exception by its date alone says nothing of an event that stands there all the same.
            let is_excepted = exceptions.as_ref().is_some_and(|it| it.instants.contains(instant));
            if !is_excepted
                && !series.master.as_ref().is_some_and(|it| self.is_left_over(event, *instant, it))
            {
                self.keep(&event.start, event.start.wall, event.length, event.line);
            }
        }
    }

    /// Whether an event stands for an occurrence that its series had in an older version only. Calendars leave such
    /// events, which repeat themselves, when a series is cut in two.
    fn is_left_over(&mut self, event: &Event, instant: DateTime<Utc>, master: &Event) -> bool {
        if event.rules.is_empty() || event.sequence >= master.sequence {
            return false;
        }
        let is_named = |when: &When| when.instant() == instant;
        if is_named(&master.start) || master.dates.iter().any(|(when, _)| is_named(when)) {
            return false;
        }
        let wall = master.start.clock.wall(instant);
        !master.rules.iter().any(|(rule, _)| {
            match recurrence::expand(rule, &master.start, wall, wall, &mut self.budget) {
                Ok(found) => matches!(found.end, End::GivenUp(_)) || found.starts.contains(&wall),
                Err(_) => true,
            }
        })
    }

    fn occurrences(&mut self, master: &Event, exceptions: &Exceptions, series: &Series) {
        // What shifts every later occurrence, by the instant from which on it does.
        let shifts: Vec<(&DateTime<Utc>, &Event)> = series
            .overrides
            .iter()
            .filter(|(_, event)| event.replaces.as_ref().is_some_and(|it| it.and_future))
            .collect();
        if !master.is_busy() && !shifts.iter().any(|(_, event)| event.is_busy()) {
            return;
        }
        let (Length::Wall(length) | Length::Exact(length)) = master.length;
        let shift = |event: &Event| event.replaces.as_ref().map(|it| event.start.wall - it.when.wall);
        let furthest = shifts.iter().filter_map(|(_, event)| shift(event)).map(|it| it.abs()).max();
        let margin = length + furthest.unwrap_or(Duration::zero()) + Duration::days(2);
        let from = master.start.clock.wall(self.span.from) - margin;
        let until = master.start.clock.wall(self.span.until) + margin;
        let mut seen = HashSet::new();
        let mut walls: Vec<(When, Option<Length>)> = master.dates.clone();
        let mut is_over = !master.rules.is_empty();
        for (rule, line) in &master.rules {
            let clock = &master.start.clock;
            match recurrence::expand(rule, &master.start, from, until, &mut self.budget) {
                Ok(expansion) => {
                    is_over &= expansion.is_over;
                    if let End::GivenUp(reached) = expansion.end {
                        self.give_up(*line, reached.map(|wall| clock.instant(wall)));
                    }
                    let found = expansion.starts.into_iter();
                    walls.extend(found.map(|wall| (When { wall, ..master.start.clone() }, None)));
                }
                // The event still counts once.
                Err(fault) => {
                    is_over = false;
                    self.skip(master.line, Problem { line: *line, fault });
                }
            }
        }
        if !is_over {
            walls.push((master.start.clone(), None));
        }
        for (when, own) in walls {
            let instant = when.instant();
            if !seen.insert(instant)
                || exceptions.include(instant, when.wall)
                || series.overrides.contains_key(&instant)
            {
                continue;
            }
            let shifted = shifts[..shifts.partition_point(|(from, _)| **from <= instant)].last();
            match shifted.and_then(|(_, event)| Some((event, shift(event)?))) {
                Some((event, by)) if event.is_busy() => {
                    self.keep(&when, when.wall + by, event.length, event.line);
                }
                None if master.is_busy() => {
                    self.keep(&when, when.wall, own.unwrap_or(master.length), master.line);
                }
                // It is free, or this and every later occurrence was called off.
                Some(_) | None => {}
            }
        }
    }
}
