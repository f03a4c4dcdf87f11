//! What a calendar file says, before it is written.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// What a calendar that reads the file is to do with it (RFC 5546, section 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Show the events; nobody is asked.
    Publish,
    /// Ask those invited whether they come.
    Request,
    /// Take the events away.
    Cancel,
}

/// A calendar file.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// What to do with it.
    pub(crate) method: Method,
    /// What the calendar is called where it is shown.
    pub(crate) name: Option<String>,
    /// The tag of the language that its texts are in, `en`.
    pub(crate) language: &'static str,
    /// The zone of its wall clock.
    pub(crate) zone: Tz,
    /// When it was made.
    pub(crate) stamp: DateTime<Utc>,
    /// Its events, in the order in which they are written.
    pub(crate) events: Vec<Event>,
}

/// An event.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// What it is known by, in every file it is ever in.
    pub(crate) uid: String,
    /// How often it has been moved or cancelled.
    pub(crate) sequence: u32,
    /// When it was first planned.
    pub(crate) created: Option<DateTime<Utc>>,
    /// When it is.
    pub(crate) when: When,
    /// Its title.
    pub(crate) summary: String,
    /// What there is to know about it.
    pub(crate) description: Option<String>,
    /// Where it is.
    pub(crate) location: Option<String>,
    /// What it is filed under.
    pub(crate) categories: Vec<String>,
    /// Whether it does not take place after all.
    pub(crate) is_cancelled: bool,
    /// Whether one is busy meanwhile.
    pub(crate) takes_time: bool,
    /// What reminds of it.
    pub(crate) alarms: Vec<Alarm>,
    /// Who meets, if it is a meeting.
    pub(crate) meeting: Option<Meeting>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// All day.
    Day(NaiveDate),
    /// By the wall clock of the sheet's zone.
    Time {
        /// When it begins.
        start: NaiveDateTime,
        /// When it ends.
        end: NaiveDateTime,
    },
}

/// A reminder.
#[derive(Clone, Debug)]
pub(crate) struct Alarm {
    /// How long before the event begins.
    pub(crate) before: Duration,
    /// What it says.
    pub(crate) text: String,
}

/// Who meets.
#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    /// Who invites, and comes too.
    pub(crate) organizer: Person,
    /// Who is invited.
    pub(crate) attendees: Vec<Person>,
}

/// Somebody with a mail address.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// What they are called.
    pub(crate) name: String,
    /// Their mail address, `anna@example.org`.
    pub(crate) mail: String,
}
