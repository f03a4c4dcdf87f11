//! When the two are busy: reading their calendars, listing and forgetting what was read.

use super::around;
use super::error::AppError;
use super::rules;
use super::session::Session;
use crate::calendar::{self, Span};
use crate::domain::{self, Member, Period};
use crate::schedule::RuleBook;
use crate::store::Calendar;
use chrono::{DateTime, FixedOffset, Months, NaiveDate, Utc};
use serde::Serialize;
use std::io::Read;
use std::path::{Path, PathBuf};

pub(crate) use crate::calendar::{Fault, Problem};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// A file to read.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Where it came from.
    pub(crate) path: PathBuf,
    /// What stands in it.
    pub(crate) bytes: Vec<u8>,
    /// What the calendar goes by.
    pub(crate) source: String,
    /// How many months ahead recurrences are read.
    pub(crate) months: u32,
}

/// What came of reading a calendar.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Imported {
    /// The key of the member whose it is.
    pub(crate) member: String,
    /// What the calendar goes by.
    pub(crate) source: String,
    /// The first day that was read.
    pub(crate) from: NaiveDate,
    /// The last day that was read.
    pub(crate) to: NaiveDate,
    /// How many busy times there are.
    pub(crate) times: usize,
    /// How many events the file has, and times in sheets of free and busy ones.
    pub(crate) components: usize,
    /// Events that say that one is free.
    pub(crate) free: usize,
    /// Events that were called off.
    pub(crate) cancelled: usize,
    /// Events that makkerpar has written itself; it knows better where they are.
    pub(crate) own: usize,
    /// Events that could not be read.
    pub(crate) skipped: usize,
    /// Events without a zone, read on the pair's clock.
    pub(crate) floating: usize,
    /// Zones that nobody knows, with the line on which each is first named.
    pub(crate) unknown_zones: Vec<UnknownZone>,
    /// What it took the place of.
    pub(crate) replaces: Option<Source>,
    /// Other calendars of the same member, which count beside it.
    pub(crate) beside: Vec<String>,
    /// What could not be read, the first of it, and why.
    #[serde(skip)]
    pub(crate) problems: Vec<Problem>,
    /// How much of that there is.
    #[serde(skip)]
    pub(crate) problem_count: usize,
    /// Recurrences that were read in part only.
    #[serde(skip)]
    pub(crate) truncated: Vec<Problem>,
    /// How many recurrences were read in part only.
    #[serde(rename = "truncated")]
    pub(crate) truncated_count: usize,
}

/// A zone that nobody knows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct UnknownZone {
    /// The name as the file has it.
    pub(crate) name: String,
    /// The line of the file, from 1.
    pub(crate) line: usize,
}

/// A calendar that was read, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Source {
    /// The key of the member whose it is.
    pub(crate) member: String,
    /// What it goes by.
    pub(crate) name: String,
    /// When it was read.
    pub(crate) read: DateTime<FixedOffset>,
    /// The first day that was read.
    pub(crate) from: NaiveDate,
    /// The last day that was read.
    pub(crate) to: NaiveDate,
    /// How many busy times it has.
    pub(crate) times: usize,
    /// Whether it was read so long ago that it may no longer hold.
    pub(crate) old: bool,
}

/// A busy time, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BusyTime {
    /// The key of the member who is busy.
    pub(crate) member: String,
    pub(crate) start: DateTime<FixedOffset>,
    pub(crate) end: DateTime<FixedOffset>,
}

/// A blocked period, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Blocked {
    /// What the period is called.
    pub(crate) name: String,
    /// The stretch that is under way or comes next.
    pub(crate) from: NaiveDate,
    /// The last day of that stretch.
    pub(crate) to: NaiveDate,
    /// Whether it comes again every year.
    pub(crate) yearly: bool,
    /// The first and last week, if it is told by weeks.
    pub(crate) weeks: Option<(u32, u32)>,
}

/// What stands in the calendars.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Calendars {
    pub(crate) busy: Vec<BusyTime>,
    pub(crate) blocked: Vec<Blocked>,
    pub(crate) sources: Vec<Source>,
}

/// Reads a calendar for a member, in the place of what was read before under the same name. Only when they are busy is
/// kept.
///
/// # Errors
/// If the file is no calendar.
pub(crate) fn import(session: &mut Session, member: Member, file: &File) -> Result<Imported, AppError> {
    let name = domain::label(&file.source)?;
    let (today, zone, now) = (session.today(), session.pair().zone, session.now());
    let end = today.checked_add_months(Months::new(file.months)).unwrap_or(today);
    let midnight = |date: NaiveDate| session.at(date.and_time(chrono::NaiveTime::MIN)).to_utc();
    let span = Span { from: midnight(today), until: midnight(end) };
    let pairs = session.store().reading().pairs()?;
    // The talks of this file are known better from the record itself.
    let domains: Vec<String> = pairs.iter().map(|(id, _)| super::invite::uid_domain(*id)).collect();
    let is_own = |uid: &str| domains.iter().any(|domain| uid.ends_with(domain));
    let read = calendar::read(&file.bytes, zone, &span, &is_own)
        .map_err(|calendar::NotACalendar| AppError::NotACalendar { path: file.path.clone() })?;
    let person = session.pair().people[member.index()];
    let times: Vec<(DateTime<Utc>, DateTime<Utc>)> = read.busy.iter().map(|it| (it.start, it.end)).collect();
    let entry = Calendar {
        person,
        source: name.clone(),
        read: now,
        since: span.from,
        until: span.until,
        whole: read.whole,
        times: times.len(),
    };
    let book = rules::of(session, None)?;
    let writing = session.store_mut().begin()?;
    let before = writing.put_calendar(&entry, &times)?;
    writing.finish()?;
    let calendars = session.store().reading().calendars(person)?;
    let beside = calendars.into_iter().map(|it| it.source).filter(|known| *known != name).collect();
    let zones = read.unknown_zones.into_iter().map(|(name, line)| UnknownZone { name, line }).collect();
    Ok(Imported {
        member: session.names().key(member).to_owned(),
        source: name,
        from: today,
        to: end.pred_opt().unwrap_or(end),
        times: times.len(),
        components: read.components,
        free: read.free,
        cancelled: read.cancelled,
        own: read.own,
        skipped: read.skipped,
        floating: read.floating,
        unknown_zones: zones,
        replaces: before.map(|before| source(session, member, &before, &book)),
        beside,
        problems: read.problems,
        problem_count: read.problem_count,
        truncated: read.truncated,
        truncated_count: read.truncated_count,
    })
}

/// The bytes of a file that is small enough to be a calendar.
///
/// # Errors
/// If it cannot be read, or is larger than a calendar is.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, AppError> {
    let failed = |cause: std::io::Error| AppError::Unreadable { path: path.to_owned(), cause };
    let file = std::fs::File::open(path).map_err(failed)?;
    bytes_from(&file, path)
}

/// The bytes that a reader has, as far as they are few enough for a calendar; `path` is what they are called.
///
/// # Errors
/// As [`bytes_of`].
pub(crate) fn bytes_from(reader: impl Read, path: &Path) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    let read = reader.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|cause| AppError::Unreadable { path: path.to_owned(), cause })?;
    if bytes.len() as u64 > LARGEST {
        return Err(AppError::FileTooLarge { path: path.to_owned(), most: LARGEST >> 20 });
    }
    Ok(bytes)
}

fn source(session: &Session, member: Member, it: &Calendar, book: &RuleBook) -> Source {
    Source {
        member: session.names().key(member).to_owned(),
        name: it.source.clone(),
        read: session.local(it.read),
        from: session.local(it.since).date_naive(),
        to: around::last_day(session, it),
        times: it.times,
        old: around::is_old(session, it, book),
    }
}

/// When the two are busy, what they have blocked, and which calendars tell.
///
/// # Errors
/// As for every read.
pub(crate) fn list(session: &Session) -> Result<Calendars, AppError> {
    let reading = session.store().reading();
    let book = rules::of(session, None)?;
    let (mut busy, mut sources) = (Vec::new(), Vec::new());
    for member in Member::BOTH {
        let person = session.pair().people[member.index()];
        let key = session.names().key(member).to_owned();
        for it in reading.calendars(person)? {
            sources.push(source(session, member, &it, &book));
        }
        for (start, end) in reading.busy(person)? {
            let (start, end) = (session.local(start), session.local(end));
            busy.push(BusyTime { member: key.clone(), start, end });
        }
    }
    let blocks = session.joint_view().blocks()?;
    let blocked = blocks.iter().filter_map(|(_, it)| blocked(&it.name, it.period, session.today())).collect();
    Ok(Calendars { busy, blocked, sources })
}

/// A blocked period as it comes next.
pub(super) fn blocked(name: &str, period: Period, today: NaiveDate) -> Option<Blocked> {
    let (from, to) = period.next(today)?;
    Some(Blocked { name: name.to_owned(), from, to, yearly: period.is_yearly(), weeks: period.weeks() })
}

/// Forgets what was read for a member, or the calendar of that name; tells how many calendars that were.
///
/// # Errors
/// If there is none.
pub(crate) fn forget(session: &mut Session, member: Member, source: Option<&str>) -> Result<usize, AppError> {
    let person = session.pair().people[member.index()];
    let known = session.store().reading().calendars(person)?;
    let is_there = |name: &str| known.iter().any(|it| it.source == name);
    if source.map_or(known.is_empty(), |name| !is_there(name)) {
        let member = session.names().key(member).to_owned();
        let known = known.into_iter().map(|it| it.source).collect();
        return Err(AppError::NoCalendar { member, known });
    }
    let writing = session.store_mut().begin()?;
    let count = writing.forget_calendars(person, source)?;
    writing.finish()?;
    Ok(count)
}
