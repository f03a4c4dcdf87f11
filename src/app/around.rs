//! What a day is looked at with: the rules, the place, what the two have in their calendars.

use super::error::AppError;
use super::session::Session;
use super::templates::Templates;
use crate::domain::{Id, Member, OnRecord, Phase, Place, Review, on_clock};
use crate::programme::Format;
use crate::schedule::{Circumstances, Diary, RuleBook, Shape, Stretch};
use crate::store::Calendar;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;

/// What a talk of this format takes.
pub(crate) fn shape(format: &Format) -> Shape {
    Shape {
        minutes: format.minutes(),
        travel: format.needs.travel,
        outdoors: format.outdoors(),
        season: format.needs.season,
        booking_days: format.needs.booking_days,
    }
}

/// The circumstances of a talk of the session's pair. The talk `except` is the one that is planned, so it does not
/// stand in its own way.
///
/// # Errors
/// As for every read.
pub(super) fn circumstances<'b>(
    session: &Session,
    book: &'b RuleBook,
    format: &Format,
    place: Option<Place>,
    aim: Option<NaiveDate>,
    except: Option<Id>,
) -> Result<Circumstances<'b>, AppError> {
    let pair = session.pair();
    let place = place.unwrap_or(pair.place);
    let mut around = Circumstances::new(book, pair.kind, pair.zone, place, session.now(), shape(format), aim);
    around.blocks = session.joint_view().blocks()?.into_iter().map(|(_, block)| block).collect();
    for member in Member::BOTH {
        around.diaries[member.index()] = diary(session, member, except)?;
    }
    Ok(around)
}

/// When a member is busy: by their calendars, and by the talks of every pair of this file that they are in.
fn diary(session: &Session, member: Member, except: Option<Id>) -> Result<Diary, AppError> {
    let person = session.pair().people[member.index()];
    let reading = session.store().reading();
    let calendars = reading.calendars(person)?;
    let mut busy: Vec<Stretch> =
        reading.busy(person)?.into_iter().map(|(start, end)| Stretch { start, end }).collect();
    for (id, pair) in reading.pairs()? {
        if !pair.people.contains(&person) {
            continue;
        }
        for review in reading.view(id, crate::domain::Asker::Nobody).reviews()? {
            if review.value.phase == Phase::Scheduled && Some(review.id) != except {
                busy.push(taken(session.templates(), &review, pair.zone));
            }
        }
    }
    let mut diary = Diary::new(busy);
    diary.until = calendars.iter().map(|calendar| calendar.whole).min();
    Ok(diary)
}

/// The time that a talk takes, with the way there and back.
fn taken(templates: &Templates, review: &OnRecord<Review>, zone: Tz) -> Stretch {
    let it = &review.value;
    let travel = templates.formats().of(&it.format).map_or(0, |format| format.needs.travel);
    Stretch::with_travel(on_clock(zone, it.date.and_time(it.start)).to_utc(), it.minutes, travel)
}

/// Whether a calendar was read so long ago that it may no longer hold.
pub(super) fn is_old(session: &Session, calendar: &Calendar, book: &RuleBook) -> bool {
    let read = session.local(calendar.read).date_naive();
    (session.today() - read).num_days() > i64::from(book.old_calendar)
}

/// The last day of which a calendar tells: it ends with a midnight.
pub(super) fn last_day(session: &Session, calendar: &Calendar) -> NaiveDate {
    session.local(calendar.until - Duration::seconds(1)).date_naive()
}

/// What is to be known about the calendars behind an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub(crate) enum CalendarNote {
    /// None was read for a member, who counts as free.
    Missing { member: String },
    /// One was read long ago.
    Old { member: String, source: String, read: NaiveDate },
    /// One tells up to a day that lies before the end of what was asked; whether it is the member's only one.
    Short { member: String, source: String, until: NaiveDate, only: bool },
    /// Something in one repeats too often to be read beyond a day.
    Partial { member: String, source: String, until: NaiveDate },
}

/// What is to be known about the calendars of both for the days up to `until`.
///
/// # Errors
/// As for every read.
pub(super) fn notes(
    session: &Session,
    book: &RuleBook,
    until: NaiveDate,
) -> Result<Vec<CalendarNote>, AppError> {
    let mut notes = Vec::new();
    for member in Member::BOTH {
        let key = session.names().key(member).to_owned();
        let calendars = session.store().reading().calendars(session.pair().people[member.index()])?;
        let day = |at: DateTime<Utc>| session.local(at).date_naive();
        if calendars.is_empty() {
            notes.push(CalendarNote::Missing { member: key });
            continue;
        }
        let only = calendars.len() == 1;
        for calendar in &calendars {
            let (member, source) = (key.clone(), calendar.source.clone());
            if is_old(session, calendar, book) {
                let (member, source) = (member.clone(), source.clone());
                notes.push(CalendarNote::Old { member, source, read: day(calendar.read) });
            }
            let (last, whole) = (last_day(session, calendar), day(calendar.whole));
            if calendar.whole < calendar.until && whole <= until {
                notes.push(CalendarNote::Partial { member, source, until: whole });
            } else if last < until {
                notes.push(CalendarNote::Short { member, source, until: last, only });
            }
        }
    }
    Ok(notes)
}
