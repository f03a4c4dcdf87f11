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
        if let Some(master) = series.master.as_ref().filter(|master| master.is_busy())
            && let Some(exceptions) = &exceptions
        {
            self.occurrences(master, exceptions, series);
        }
        for (instant, event) in &series.overrides {
            let Some(replaces) = event.replaces.as_ref().filter(|_| event.is_busy()) else { continue };
            if !exceptions.as_ref().is_some_and(|it| it.include(*instant, replaces.when.wall)) {
                self.keep(&event.start, event.start.wall, event.length, event.line);
            }
        }
    }

    fn occurrences(&mut self, master: &Event, exceptions: &Exceptions, series: &Series) {
        // What shifts every later occurrence, by the instant from which on it does.
        let shifts: Vec<(&DateTime<Utc>, &Event)> = series
            .overrides
            .iter()
            .filter(|(_, event)| event.replaces.as_ref().is_some_and(|it| it.and_future))
            .collect();
        let (Length::Wall(length) | Length::Exact(length)) = master.length;
        let shift = |event: &Event| event.replaces.as_ref().map(|it| event.start.wall - it.when.wall);
        let furthest = shifts.iter().filter_map(|(_, event)| shift(event)).map(|it| it.abs()).max();
        let margin = length + furthest.unwrap_or(Duration::zero()) + Duration::days(2);
        let from = master.start.clock.wall(self.span.from) - margin;
        let until = master.start.clock.wall(self.span.until) + margin;
        let mut seen = HashSet::new();
        let mut walls: Vec<(When, Option<Length>)> = vec![(master.start.clone(), None)];
        walls.extend(master.dates.iter().cloned());
        for (rule, line) in &master.rules {
            let clock = &master.start.clock;
            match recurrence::expand(rule, master.start.wall, clock, from, until, &mut self.budget) {
                Ok(expansion) => {
                    if let End::GivenUp(reached) = expansion.end {
                        self.give_up(*line, reached.map(|wall| clock.instant(wall)));
                    }
                    let found = expansion.starts.into_iter();
                    walls.extend(found.map(|wall| (When { wall, ..master.start.clone() }, None)));
                }
                // The event still counts once.
                Err(fault) => self.skip(Problem { line: *line, fault }),
            }
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
                // This and every later occurrence was called off.
                Some(_) => {}
                None => self.keep(&when, when.wall, own.unwrap_or(master.length), master.line),
            }
        }
    }
}
