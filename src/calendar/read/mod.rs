//! When somebody is busy, by a calendar file. Of what it says, titles are not kept.

mod event;
mod file;
mod lines;
mod recurrence;
mod series;
#[cfg(test)]
mod tests;
mod time;
mod zones;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use event::Event;
use file::{Component, File};
use recurrence::Budget;
use series::Series;
use std::collections::{HashMap, HashSet};
use time::{Length, When};
use zones::Zones;

/// The stretch of time that is looked at, its end not included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// When it begins.
    pub(crate) from: DateTime<Utc>,
    /// When it is over.
    pub(crate) until: DateTime<Utc>,
}

/// A busy time, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Busy {
    /// When it begins.
    pub(crate) start: DateTime<Utc>,
    /// When it is over.
    pub(crate) end: DateTime<Utc>,
}

/// What was read, and what was not.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// One for each occurrence in the span, in the order of time.
    pub(crate) busy: Vec<Busy>,
    /// How many events the file has, and times in sheets of free and busy ones.
    pub(crate) components: usize,
    /// How many are left out since they take no time of anybody.
    pub(crate) free: usize,
    /// How many are left out since they do not take place.
    pub(crate) cancelled: usize,
    /// How many are left out since makkerpar wrote them.
    pub(crate) own: usize,
    /// What is broken, the first of it.
    pub(crate) problems: Vec<Problem>,
    /// How much is broken.
    pub(crate) problem_count: usize,
    /// How many of the components something is broken in.
    pub(crate) skipped: usize,
    /// How many name no zone.
    pub(crate) floating: usize,
    /// Zones that nobody knows, with the line on which each is first named.
    pub(crate) unknown_zones: Vec<(String, usize)>,
    /// Recurrences that were given up before the end of the span, the first of them.
    pub(crate) truncated: Vec<Problem>,
    /// How many recurrences those are.
    pub(crate) truncated_count: usize,
    /// Up to when all of the recurrences were read; the end of the span, if none was given up.
    pub(crate) whole: DateTime<Utc>,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The line of the file, counted from 1.
    pub(crate) line: usize,
    /// What is wrong there.
    pub(crate) fault: Fault,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An event without DTSTART.
    NoStart,
    /// No time.
    BadTime(String),
    /// A date that the calendar does not have.
    NoSuchDay { year: i32, month: u32, day: u32, last: u32 },
    /// No recurrence.
    BadRule(String),
    /// A recurrence without FREQ.
    RuleWithoutFreq,
    /// No duration.
    BadDuration(String),
    /// No period.
    BadPeriod(String),
    /// A component without END.
    Unfinished,
    /// A line without a colon.
    NoColon,
    /// An event of the same UID stands before it, in the same or a later version.
    Repeated,
    /// It repeats more often than is expanded; read up to then.
    TooOften { until: Option<DateTime<Utc>> },
}

/// The file has no calendar in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotACalendar;

/// How many problems are kept.
const PROBLEMS: usize = 100;
/// How many busy times are kept of one file.
const TIMES: usize = 1_000_000;

/// Reads when somebody is busy in a span. `zone` is the clock of what names none; what `is_own` is left out.
///
/// # Errors
/// If the file has no calendar in it.
pub(crate) fn read(
    bytes: &[u8],
    zone: Tz,
    span: &Span,
    is_own: &dyn Fn(&str) -> bool,
) -> Result<Report, NotACalendar> {
    let mut file = File::of(bytes)?;
    let (problems, marred) = (std::mem::take(&mut file.problems), std::mem::take(&mut file.marred));
    let zones = Zones::of(&file, zone, span.from, span.until);
    let report = Report {
        busy: Vec::new(),
        components: 0,
        free: 0,
        cancelled: 0,
        own: 0,
        problems: Vec::new(),
        problem_count: 0,
        skipped: 0,
        floating: 0,
        unknown_zones: Vec::new(),
        truncated: Vec::new(),
        truncated_count: 0,
        whole: span.until,
    };
    let mut reader = Reader { span, zones, budget: Budget::of_file(), report, marred, is_full: false };
    for problem in problems {
        reader.problem(problem);
    }
    reader.report.problem_count += file.more_problems;
    reader.report.components += file.unfinished;
    reader.events(&file, is_own);
    for sheet in &file.sheets {
        reader.sheet(&file, sheet);
    }
    let mut report = reader.report;
    report.unknown_zones = reader.zones.unknown;
    report.skipped += reader.marred.len();
    report.busy.sort_unstable();
    report.problems.sort_by_key(|problem| problem.line);
    report.truncated.sort_by_key(|problem| problem.line);
    Ok(report)
}

/// A file being read.
struct Reader<'f> {
    span: &'f Span,
    zones: Zones<'f>,
    budget: Budget,
    report: Report,
    /// The lines of the components in which something is broken.
    marred: HashSet<usize>,
    /// Whether there is no room for more times, which is told once.
    is_full: bool,
}

impl Reader<'_> {
    fn problem(&mut self, problem: Problem) {
        self.report.problem_count += 1;
        if self.report.problems.len() < PROBLEMS {
            self.report.problems.push(problem);
        }
    }

    /// Something is broken in the component that begins on a line.
    fn skip(&mut self, component: usize, problem: Problem) {
        self.marred.insert(component);
        self.problem(problem);
    }

    fn give_up(&mut self, line: usize, until: Option<DateTime<Utc>>) {
        self.report.truncated_count += 1;
        self.report.whole = self.report.whole.min(until.unwrap_or(self.span.from)).max(self.span.from);
        if self.report.truncated.len() < PROBLEMS {
            self.report.truncated.push(Problem { line, fault: Fault::TooOften { until } });
        }
    }

    /// Keeps a busy time if it touches the span.
    fn keep(&mut self, start: &When, wall: NaiveDateTime, length: Length, line: usize) {
        if length.is_zero() {
            return;
        }
        let busy = Busy { start: start.clock.instant(wall), end: length.end(&start.clock, wall) };
        if busy.start < self.span.until && busy.end > self.span.from {
            if self.report.busy.len() < TIMES {
                self.report.busy.push(busy);
            } else if !std::mem::replace(&mut self.is_full, true) {
                self.give_up(line, Some(busy.start));
            }
        }
    }

    /// Reads the events, those of one UID together.
    fn events(&mut self, file: &File, is_own: &dyn Fn(&str) -> bool) {
        let mut series: Vec<Series> = Vec::new();
        let mut by_uid: HashMap<&str, usize> = HashMap::new();
        for component in &file.events {
            self.report.components += 1;
            let uid = component.first("UID").map(|property| property.value.trim());
            if uid.is_some_and(is_own) {
                self.report.own += 1;
                continue;
            }
            self.zones.turn_to(component.calendar);
            let is_cancelled = file.calendars.get(component.calendar).is_some_and(|it| it.is_cancelled);
            let event = match Event::of(component, is_cancelled, &mut self.zones) {
                Ok(event) => event,
                Err(problem) => {
                    self.skip(component.line, problem);
                    continue;
                }
            };
            self.report.floating += usize::from(event.start.is_floating && self.zones.is_guess());
            self.report.cancelled += usize::from(event.is_cancelled);
            self.report.free += usize::from(event.is_free && !event.is_cancelled);
            // An event without a name belongs to no other.
            let known = uid.and_then(|uid| by_uid.get(uid).copied());
            let index = known.unwrap_or(series.len());
            if known.is_none() {
                series.push(Series::default());
                uid.map(|uid| by_uid.insert(uid, index));
            }
            if let Some(repeated) = series[index].add(event) {
                self.skip(repeated, Problem { line: repeated, fault: Fault::Repeated });
            }
        }
        for one in &series {
            self.series(one);
        }
    }

    /// Reads a sheet of free and busy times.
    fn sheet(&mut self, file: &File, sheet: &Component) {
        let is_cancelled = file.calendars.get(sheet.calendar).is_some_and(|it| it.is_cancelled);
        self.zones.turn_to(sheet.calendar);
        for property in sheet.all("FREEBUSY") {
            for value in property.value.split(',').filter(|value| !value.trim().is_empty()) {
                self.report.components += 1;
                if is_cancelled || property.is_free {
                    self.report.cancelled += usize::from(is_cancelled);
                    self.report.free += usize::from(!is_cancelled);
                    continue;
                }
                match time::period(value, property, &mut self.zones) {
                    Ok((start, length)) => self.keep(&start, start.wall, length, property.line),
                    Err(fault) => {
                        self.report.skipped += 1;
                        self.problem(Problem { line: property.line, fault });
                    }
                }
            }
        }
    }
}
