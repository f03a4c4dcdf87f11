//! The components of a calendar file, with the properties that say when somebody is busy.

use super::lines::{Content, Lines};
use super::{Fault, NotACalendar, PROBLEMS, Problem};
use std::collections::HashSet;

/// The properties that are kept.
const KEPT: [&str; 15] = [
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "SEQUENCE",
    "STATUS",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "FREEBUSY",
    "TZOFFSETFROM",
    "TZOFFSETTO",
];

/// A property of a component.
#[derive(Clone, Debug)]
pub(super) struct Property {
    /// In upper case.
    pub(super) name: &'static str,
    /// The name of its zone, if it names one.
    pub(super) tzid: Option<String>,
    /// Whether VALUE says that it is a date.
    pub(super) is_date: bool,
    /// Of RECURRENCE-ID: this and every later occurrence.
    pub(super) and_future: bool,
    /// Of FREEBUSY: that time is free.
    pub(super) is_free: bool,
    /// What stands after the colon.
    pub(super) value: String,
    /// The line of the file on which it begins.
    pub(super) line: usize,
}

/// A component with what is kept of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Component {
    /// The line of the file on which it begins.
    pub(super) line: usize,
    pub(super) properties: Vec<Property>,
    /// Of a zone: its stretches of standard and daylight time.
    pub(super) parts: Vec<Component>,
    /// The number of its calendar in the file.
    pub(super) calendar: usize,
}

impl Component {
    /// The first property of that name.
    pub(super) fn first(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// Every property of that name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// Whether a property has this value, in any case.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.first(name).is_some_and(|property| property.value.trim().eq_ignore_ascii_case(value))
    }
}

/// What stands over a whole calendar.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    /// METHOD:CANCEL.
    pub(super) is_cancelled: bool,
    /// X-WR-TIMEZONE, and its line.
    pub(super) zone: Option<(String, usize)>,
}

/// A file taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    /// Each calendar of the file, by its number.
    pub(super) calendars: Vec<Heading>,
    /// VEVENT.
    pub(super) events: Vec<Component>,
    /// VFREEBUSY.
    pub(super) sheets: Vec<Component>,
    /// VTIMEZONE, by TZID.
    pub(super) zones: Vec<(String, Component)>,
    /// What is cut short or has no colon, the first of it.
    pub(super) problems: Vec<Problem>,
    /// How much more of that there is.
    pub(super) more_problems: usize,
    /// The lines of the components in which there is any of it.
    pub(super) marred: HashSet<usize>,
    /// How many components are cut short.
    pub(super) unfinished: usize,
}

/// A component that has begun and not ended.
struct Open {
    kind: Kind,
    component: Component,
    tzid: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Calendar,
    Event,
    Sheet,
    Zone,
    /// STANDARD or DAYLIGHT.
    Part,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match () {
            () if is("VCALENDAR") => Self::Calendar,
            () if is("VEVENT") => Self::Event,
            () if is("VFREEBUSY") => Self::Sheet,
            () if is("VTIMEZONE") => Self::Zone,
            () if is("STANDARD") || is("DAYLIGHT") => Self::Part,
            () => Self::Other,
        }
    }
}

impl File {
    /// Takes a file apart.
    ///
    /// # Errors
    /// If no calendar begins anywhere in it.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, NotACalendar> {
        let mut file = Self::default();
        let mut open: Vec<Open> = Vec::new();
        for (number, line) in Lines::of(bytes) {
            let Some(content) = Content::of(&line) else {
                let is_in_one = open.last().is_some_and(|it| is_kept(it) || it.kind == Kind::Calendar);
                if !line.trim().is_empty() && is_in_one {
                    file.problem(Problem { line: number, fault: Fault::NoColon });
                    file.marred.extend(open.last().filter(|it| is_kept(it)).map(|it| it.component.line));
                }
                continue;
            };
            let is = |name: &str| content.name.eq_ignore_ascii_case(name);
            if is("BEGIN") {
                let kind = Kind::of(content.value.trim());
                if kind == Kind::Calendar {
                    file.calendars.push(Heading::default());
                }
                let calendar = file.calendars.len().saturating_sub(1);
                // Hostile nesting goes no deeper than calendars do.
                if open.len() < 16 {
                    let component = Component { line: number, calendar, ..Component::default() };
                    open.push(Open { kind, component, tzid: None });
                }
            } else if is("END") {
                let kind = Kind::of(content.value.trim());
                if let Some(at) = open.iter().rposition(|it| it.kind == kind) {
                    for unfinished in open.drain(at + 1..).collect::<Vec<_>>() {
                        file.cut_short(&unfinished);
                    }
                    if let Some(finished) = open.pop() {
                        file.take(finished, open.last_mut());
                    }
                }
            } else if let Some(last) = open.last_mut() {
                file.property(last, number, &content);
            }
        }
        for unfinished in open {
            file.cut_short(&unfinished);
        }
        if file.calendars.is_empty() { Err(NotACalendar) } else { Ok(file) }
    }

    fn property(&mut self, open: &mut Open, line: usize, content: &Content<'_>) {
        let is = |name: &str| content.name.eq_ignore_ascii_case(name);
        match open.kind {
            Kind::Calendar => {
                if let Some(heading) = self.calendars.last_mut() {
                    if is("METHOD") {
                        heading.is_cancelled = content.value.trim().eq_ignore_ascii_case("CANCEL");
                    } else if is("X-WR-TIMEZONE") {
                        heading.zone = Some((content.value.trim().to_owned(), line));
                    }
                }
            }
            Kind::Zone if is("TZID") => open.tzid = Some(content.value.trim().to_owned()),
            Kind::Event | Kind::Sheet | Kind::Part => {
                let Some(name) = KEPT.into_iter().find(|name| is(name)) else { return };
                let parameter = |wanted: &str| {
                    let found = content.parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
                    found.map(|(_, value)| *value)
                };
                let says = |name: &str, value: &str| {
                    parameter(name).is_some_and(|it| it.eq_ignore_ascii_case(value))
                };
                open.component.properties.push(Property {
                    name,
                    tzid: parameter("TZID").map(str::to_owned),
                    is_date: says("VALUE", "DATE"),
                    and_future: says("RANGE", "THISANDFUTURE"),
                    is_free: says("FBTYPE", "FREE"),
                    value: content.value.to_owned(),
                    line,
                });
            }
            Kind::Zone | Kind::Other => {}
        }
    }

    fn take(&mut self, finished: Open, inside: Option<&mut Open>) {
        match finished.kind {
            Kind::Event => self.events.push(finished.component),
            Kind::Sheet => self.sheets.push(finished.component),
            Kind::Zone => self.zones.extend(finished.tzid.map(|tzid| (tzid, finished.component))),
            Kind::Part => {
                if let Some(zone) = inside.filter(|it| it.kind == Kind::Zone) {
                    zone.component.parts.push(finished.component);
                }
            }
            Kind::Calendar | Kind::Other => {}
        }
    }

    fn problem(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEMS {
            self.problems.push(problem);
        } else {
            self.more_problems += 1;
        }
    }

    fn cut_short(&mut self, unfinished: &Open) {
        if is_kept(unfinished) {
            let line = unfinished.component.line;
            self.problem(Problem { line, fault: Fault::Unfinished });
            self.marred.insert(line);
            self.unfinished += 1;
        }
    }
}

fn is_kept(open: &Open) -> bool {
    matches!(open.kind, Kind::Event | Kind::Sheet)
}
