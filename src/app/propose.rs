//! Proposing days for a talk.

mod ways;

use super::around::{self, CalendarNote};
use super::error::AppError;
use super::rules;
use super::schedule::{free_name, same_cycle, usual_format};
use super::session::Session;
use crate::domain::{self, OnRecord, Phase, Place, Refusal, Review};
use crate::programme::Format;
use crate::schedule::{Found, REACH, RuleBook, Search, search};
use crate::store::Proposed;
use chrono::{DateTime, Datelike as _, Duration, FixedOffset, NaiveDate, NaiveTime};
use std::collections::BTreeMap;
use ways::{season_way, ways_out};

pub(crate) use super::around::CalendarNote as Note;
pub(crate) use crate::schedule::{Candidate, DayKind, Dusk, Objection, Reason, Rejection, Rule, Why};

/// The longest stretch that is looked through, in days.
const LONGEST: u32 = 3 * 366;

/// What is asked for, the format as it was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ask {
    /// The year of the talk; the year in which it is due if left out.
    pub(crate) year: Option<i32>,
    /// The first day that is looked at.
    pub(crate) from: Option<NaiveDate>,
    /// The last day that is looked at.
    pub(crate) to: Option<NaiveDate>,
    pub(crate) format: Option<String>,
    /// The one start that is tried; the format's own if left out.
    pub(crate) at: Option<NaiveTime>,
    /// Where the talk is, if not where the pair is.
    pub(crate) place: Option<Place>,
    /// The name or the file of other rules than the pair's.
    pub(crate) rules: Option<String>,
    /// How many days are proposed at the most.
    pub(crate) count: usize,
}

/// Why a talk aims at a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aim {
    /// The day.
    pub(crate) on: NaiveDate,
    /// Months from which it is counted.
    pub(crate) months: u32,
    /// The talk before; `None` when it is counted from the pair's first day.
    pub(crate) last: Option<NaiveDate>,
    /// Whether it is the same day of another year, which was asked for.
    pub(crate) is_moved: bool,
    /// Since when the talk is overdue, if it is: then it aims at the first day that is possible.
    pub(crate) overdue: Option<NaiveDate>,
}

/// A proposed day.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub(crate) date: NaiveDate,
    /// When it begins, on the clock of the pair.
    pub(crate) start: DateTime<FixedOffset>,
    /// When it ends.
    pub(crate) end: DateTime<FixedOffset>,
    /// What it costs, in days.
    pub(crate) cost: u32,
    /// What it costs for.
    pub(crate) reasons: Vec<Reason>,
}

/// What would open a day.
#[derive(Clone, Debug)]
pub(crate) enum Way {
    /// The same question with an option that takes the place of what was asked.
    Option(&'static str, String),
    /// To open a period that is blocked.
    Unblock(String),
}

/// What would open a day, and which.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// What is to be done.
    pub(crate) way: Way,
    /// The best of the days that it opens.
    pub(crate) best: Candidate,
    /// How many more days it opens.
    pub(crate) more: usize,
}

/// What was found, and how.
#[derive(Clone, Debug)]
pub(crate) struct Proposals {
    /// The name of the talk that the days are for.
    pub(crate) review: String,
    /// The key of the format.
    pub(crate) format: String,
    /// How long the talk takes.
    pub(crate) minutes: u32,
    /// Minutes on the way there, and on the way back.
    pub(crate) travel: u32,
    /// How many days before one is told of it at the latest.
    pub(crate) notice: u32,
    /// Minutes of light to spare from which it costs nothing.
    pub(crate) ample: u32,
    /// Whether the format takes the golf season.
    pub(crate) season: bool,
    /// The format of the talk if its day is set already, and may be moved.
    pub(crate) set: Option<String>,
    /// Whether there is a yearly talk of that year or cycle already, beside which it would be an extra one.
    pub(crate) is_second: bool,
    /// Where it would be, if not where the pair is.
    pub(crate) place: Option<Place>,
    /// The day that it aims at, and why.
    pub(crate) aim: Aim,
    /// The first day that was looked at.
    pub(crate) from: NaiveDate,
    /// The last day that was looked at.
    pub(crate) until: NaiveDate,
    /// The days that are proposed, the best first.
    pub(crate) days: Vec<Proposal>,
    /// How many days fit in all.
    pub(crate) fit: usize,
    /// How many days were looked at.
    pub(crate) looked_at: usize,
    /// How many days each thing rejected.
    pub(crate) rejected: BTreeMap<Rejection, usize>,
    /// Where nothing fits: what would open a day.
    pub(crate) openings: Vec<Opening>,
    /// What is to be known about the calendars behind it.
    pub(crate) notes: Vec<CalendarNote>,
    /// Whether the file has them now under their numbers.
    pub(crate) can_be_picked: bool,
}

/// The days that fit best, at most one a week, the best first. They are kept, so that one can be picked.
///
/// # Errors
/// If the format, the rules or the stretch of days make no sense, or the pair has ended.
pub(crate) fn propose(session: &mut Session, ask: &Ask) -> Result<Proposals, AppError> {
    session.pair().running()?;
    let found = look(session, ask)?;
    let days: Vec<Proposed> = found
        .days
        .iter()
        .map(|day| Proposed {
            date: day.date,
            start: day.start.time(),
            format: found.format.clone(),
            at: found.place,
        })
        .collect();
    let pair = session.pair_id();
    // A file that cannot be written now can still be read: then it is said that none of these days can be picked.
    let kept = session.store_mut().begin().and_then(|writing| {
        writing.put_proposals(pair, &days)?;
        writing.finish()
    });
    Ok(Proposals { can_be_picked: kept.is_ok(), ..found })
}

fn look(session: &Session, ask: &Ask) -> Result<Proposals, AppError> {
    let book = rules::of(session, ask.rules.as_deref())?;
    let reviews = session.joint_view().reviews()?;
    let templates = session.templates().clone();
    let format = match &ask.format {
        Some(typed) => templates.format_named(typed)?,
        None => usual_format(&templates, &reviews)?,
    };
    let coming = coming(session, &reviews, ask);
    // Talks of later years, or set for later, do not count as the one before.
    let is_earlier = |it: &&OnRecord<Review>| match (coming, ask.year) {
        (Some(coming), _) => it.value.day() < coming.value.date,
        (None, Some(year)) => it.value.name.year < year,
        (None, None) => true,
    };
    let last = reviews.iter().filter(is_earlier).filter_map(before).max();
    let mut aim = aim(session, last, ask.year);
    let (from, until) = window(session, &book, format, ask, aim.on)?;
    if aim.on < session.today() {
        aim.overdue = Some(session.pair().due(last));
        aim.on = from;
    }
    let starts = starts(format, ask);
    if let (true, Some(at)) = (starts.is_empty(), ask.at) {
        domain::ends_by_midnight(at, format.minutes())?;
    }
    let ask_for = Search { from, until, starts };
    let place = ask.place.or_else(|| coming.and_then(|it| it.value.at));
    // The day that is set already may be moved a little.
    let except = coming.map(|it| it.id);
    let mut around = around::circumstances(session, &book, format, place, Some(aim.on), except)?;
    let found = search(&mut around, &ask_for);
    let days: Vec<Proposal> =
        found.best(ask.count).into_iter().map(|day| proposal(session, format, day)).collect();
    let openings = if found.days.is_empty() {
        let mut ways = ways_out(templates.formats(), format, ask, &mut around, &ask_for);
        if let Some(opening) = season_way(&book, format, ask, &mut around, &ask_for) {
            // The season opens more than its first days.
            let is_later = |way: &Way| matches!(way, Way::Option("--to", _));
            ways.retain(|opening| !is_later(&opening.way));
            ways.insert(0, opening);
        }
        ways
    } else {
        Vec::new()
    };
    let review = coming.map_or_else(
        || free_name(&reviews, days.first().map_or(aim.on.max(from).year(), |day| day.date.year())),
        |it| it.value.name,
    );
    let is_second = coming.is_none()
        && days.first().is_some_and(|day| same_cycle(session.pair(), &reviews, day.date).is_some());
    let Found { rejected, looked_at, days: fitting } = found;
    Ok(Proposals {
        review: review.to_string(),
        format: format.key.clone(),
        minutes: format.minutes(),
        travel: format.needs.travel,
        notice: book.notice(format.needs.booking_days),
        ample: book.daylight.ample,
        season: format.needs.season,
        set: coming.map(|it| it.value.format.clone()),
        is_second,
        place,
        aim,
        from,
        until,
        days,
        fit: fitting.len(),
        looked_at,
        rejected,
        openings,
        notes: around::notes(session, &book, until)?,
        can_be_picked: true,
    })
}

/// The talk whose day is set already, if that is the one that is looked for.
fn coming<'r>(session: &Session, reviews: &'r [OnRecord<Review>], ask: &Ask) -> Option<&'r OnRecord<Review>> {
    let is_meant = |it: &&OnRecord<Review>| match (ask.year, ask.from) {
        (Some(year), _) => it.value.name.year == year,
        (None, Some(from)) => from <= it.value.date || session.pair().same_cycle(it.value.date, from),
        (None, None) => true,
    };
    let mut set = reviews.iter().filter(|it| it.value.phase == Phase::Scheduled && !it.value.extra);
    set.find(is_meant)
}

/// The day of a yearly talk that was held, or is set.
fn before(review: &OnRecord<Review>) -> Option<NaiveDate> {
    let it = &review.value;
    it.held_yearly().or_else(|| (it.phase == Phase::Scheduled && !it.extra).then_some(it.date))
}

/// The starts that are tried: those of the format, or the one that was asked for, as far as it is over by midnight.
fn starts(format: &Format, ask: &Ask) -> Vec<NaiveTime> {
    let mut starts = ask.at.map_or_else(|| format.starts.clone(), |at| vec![at]);
    starts.retain(|start| domain::ends_by_midnight(*start, format.minutes()).is_ok());
    starts
}

/// The day that a talk aims at: one interval after the last, half of one after the pair's beginning, and the same day
/// of a later year if that is asked for.
pub(super) fn aim(session: &Session, last: Option<NaiveDate>, year: Option<i32>) -> Aim {
    let pair = session.pair();
    let due = pair.due(last);
    // A year before the one in which it is due only brings it forward.
    let later = year.filter(|year| *year > due.year());
    let on = later.and_then(|year| domain::same_day_in(due, year)).unwrap_or(due);
    let months = if last.is_some() { pair.interval } else { pair.interval.div_ceil(2) };
    Aim { on, months, last, is_moved: on != due, overdue: None }
}

/// The stretch of days that is looked through.
fn window(
    session: &Session,
    book: &RuleBook,
    format: &Format,
    ask: &Ask,
    aim: NaiveDate,
) -> Result<(NaiveDate, NaiveDate), AppError> {
    let today = session.today();
    let notice = Duration::days(i64::from(book.notice(format.needs.booking_days)));
    let first = today + notice;
    let year = ask.year.and_then(|year| {
        Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
    });
    let (usual_from, usual_until) = match year {
        Some((_, end)) if end < today => return Err(Refusal::InPast { date: end }.into()),
        // At the end of the year it is the notice that leaves no day, and that is said.
        Some((start, end)) => (if first > end { today } else { start.max(first) }, end),
        None => (first.max(aim - REACH), (aim + REACH).max(first + REACH)),
    };
    // A stretch of which one end was named is looked through from there, however near or far that is.
    let from =
        ask.from.unwrap_or_else(|| if ask.to.is_some_and(|to| to < usual_from) { today } else { usual_from });
    let until =
        ask.to.unwrap_or_else(|| if year.is_some() { usual_until } else { usual_until.max(from + REACH) });
    if until < today {
        return Err(Refusal::InPast { date: until }.into());
    }
    domain::stretch(from, until, LONGEST)?;
    domain::in_years(from.year())?;
    domain::in_years(until.year())?;
    Ok((from.max(today), until))
}

fn proposal(session: &Session, format: &Format, day: &Candidate) -> Proposal {
    let start = session.at(day.date.and_time(day.start));
    let end = session.local(start.to_utc() + Duration::minutes(i64::from(format.minutes())));
    Proposal { date: day.date, start, end, cost: day.cost, reasons: day.reasons.clone() }
}

/// What rejected days, as JSON names it: the rule, or who was busy.
pub(crate) fn rejection_key(session: &Session, rejection: Rejection) -> String {
    match rejection {
        Rejection::Rule(rule) => rule.word().to_owned(),
        Rejection::Busy(member) => format!("busy-{}", session.names().key(member)),
    }
}

/// The day that was proposed under a number, counted from 1.
///
/// # Errors
/// If there is none.
pub(crate) fn picked(session: &Session, number: usize) -> Result<Proposed, AppError> {
    let proposals = session.store().reading().proposals(session.pair_id())?;
    let proposed = proposals.len();
    let found = number.checked_sub(1).and_then(|index| proposals.into_iter().nth(index));
    found.ok_or(AppError::NotProposed { number, proposed })
}
