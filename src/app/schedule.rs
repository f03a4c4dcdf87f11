//! Setting the day.

use super::around::{self, CalendarNote};
use super::entry::Entry;
use super::error::AppError;
use super::rules;
use super::session::{Session, put};
use super::templates::Templates;
use crate::domain::{self, Id, OnRecord, Pair, Phase, Place, Plan, Refusal, Review, ReviewName};
use crate::programme::Format;
use crate::schedule::{Objection, Rule, RuleBook, moments};
use chrono::{Datelike as _, Duration, NaiveDate, NaiveTime};

pub(crate) use crate::schedule::Moment;

/// The format of a pair that has never said which it likes: a round of golf, where it all began.
const USUAL: &str = "golf18";

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    /// The day.
    pub(crate) on: NaiveDate,
    /// When the day begins; the format's own time if neither this nor `tee` is given.
    pub(crate) at: Option<NaiveTime>,
    /// When the first ball is struck.
    pub(crate) tee: Option<NaiveTime>,
    /// As it was typed; the format of the last talk if left out.
    pub(crate) format: Option<String>,
    /// Where, in words.
    pub(crate) place: Option<String>,
    /// Where on earth, if not where the pair is.
    pub(crate) coordinates: Option<Place>,
    /// A second talk of its cycle.
    pub(crate) extra: bool,
    /// In spite of a past day, the dark, an ended pair, a second talk.
    pub(crate) force: bool,
}

impl Wish {
    /// A talk on a day, of which nothing else is asked.
    pub(crate) fn on(on: NaiveDate) -> Self {
        Self {
            on,
            at: None,
            tee: None,
            format: None,
            place: None,
            coordinates: None,
            extra: false,
            force: false,
        }
    }
}

/// A talk whose day is set, and what is to be known about it.
#[derive(Clone, Debug)]
pub(crate) struct Scheduled {
    /// The talk.
    pub(crate) entry: Entry,
    /// The rules that the day breaks.
    pub(crate) objections: Vec<Objection>,
    /// What is to be known about the calendars behind it.
    pub(crate) notes: Vec<CalendarNote>,
    /// The moments around it.
    pub(crate) moments: Vec<(Moment, NaiveDate)>,
}

/// The format of the last talk, or the usual one.
pub(super) fn usual_format<'t>(
    templates: &'t Templates,
    reviews: &[OnRecord<Review>],
) -> Result<&'t Format, AppError> {
    let last = reviews.last().and_then(|last| templates.formats().of(&last.value.format));
    last.map_or_else(|| templates.format(USUAL), Ok)
}

/// When a day of this format begins.
pub(super) fn start(
    format: &Format,
    at: Option<NaiveTime>,
    tee: Option<NaiveTime>,
) -> Result<Option<NaiveTime>, AppError> {
    match (at, tee) {
        (Some(at), _) => Ok(Some(at)),
        (None, Some(tee)) => match format.to_tee() {
            Some(before) => Ok(Some(tee - before)),
            None => Err(AppError::NoTee { format: format.key.clone() }),
        },
        (None, None) => Ok(None),
    }
}

/// The first name of the year that no review has had.
pub(super) fn free_name(reviews: &[OnRecord<Review>], year: i32) -> ReviewName {
    let last = reviews.iter().map(|it| it.value.name).filter(|name| name.year == year).max();
    ReviewName { year, ordinal: last.map_or(0, |name| name.ordinal.saturating_add(1)) }
}

/// Sets the day of a talk.
///
/// # Errors
/// If the day is past or ends in the dark, the pair has ended, or there is a talk of this cycle already, unless `force`
/// or `extra` says that it is meant.
pub(crate) fn schedule(session: &mut Session, wish: &Wish) -> Result<Scheduled, AppError> {
    let place = wish.place.as_deref().map(domain::label).transpose()?;
    let reviews = session.joint_view().reviews()?;
    let templates = session.templates().clone();
    let format = match &wish.format {
        Some(typed) => templates.format_named(typed)?,
        None => usual_format(&templates, &reviews)?,
    };
    let start = start(format, wish.at, wish.tee)?.unwrap_or(format.start());
    let plan = Plan {
        date: wish.on,
        start,
        minutes: format.minutes(),
        format: format.key.clone(),
        place,
        at: wish.coordinates,
    };
    plan.check()?;
    if !wish.force {
        session.pair().running()?;
        refuse_past(session, plan.date)?;
    }
    refuse_overlap(&reviews, None, &plan)?;
    refuse_second(session.pair(), &reviews, wish, &plan)?;
    // What is hinted at is typed with the rest of the line.
    let start_of = |other: &Format| {
        let typed = self::start(other, wish.at, wish.tee).ok()?;
        Some(typed.unwrap_or(other.start()))
    };
    let (book, objections) = checked(session, format, &plan, None, wish.force, &start_of)?;
    let act = session.begin()?;
    // Somebody else may have set one meanwhile.
    let reviews = act.joint_view().reviews()?;
    refuse_overlap(&reviews, None, &plan)?;
    refuse_second(&act.pair, &reviews, wish, &plan)?;
    let Plan { date, start, minutes, format, place, at } = plan;
    let review = Review {
        pair: act.pair_id,
        name: free_name(&reviews, date.year()),
        author: act.me,
        date,
        start,
        minutes,
        format,
        place,
        at,
        booked: false,
        extra: wish.extra,
        phase: Phase::Scheduled,
        reason: None,
        created: act.now,
    };
    let (id, handle) = (act.new_id(), review.handle());
    let changes = [put(id, review)];
    act.commit("review schedule", &changes)?;
    let entry = session.entry(handle)?;
    outcome(session, &book, entry, objections)
}

/// Refuses a talk at the time of another of the same two, whatever is forced. The talk `except` is the one that is planned.
pub(super) fn refuse_overlap(
    reviews: &[OnRecord<Review>],
    except: Option<Id>,
    plan: &Plan,
) -> Result<(), Refusal> {
    let length = |minutes: u32| Duration::minutes(i64::from(minutes));
    let begins = plan.date.and_time(plan.start);
    let standing = reviews.iter().filter(|it| it.value.phase != Phase::Cancelled && Some(it.id) != except);
    for other in standing {
        let it = &other.value;
        let start = it.day().and_time(it.start);
        if start < begins + length(plan.minutes) && begins < start + length(it.minutes) {
            return Err(Refusal::Overlap { review: it.name, on: it.day(), is_held: it.held().is_some() });
        }
    }
    Ok(())
}

/// Refuses a second talk of the same year or cycle, unless it is meant.
fn refuse_second(pair: &Pair, reviews: &[OnRecord<Review>], wish: &Wish, plan: &Plan) -> Result<(), Refusal> {
    if wish.extra || wish.force {
        return Ok(());
    }
    let Some(before) = same_cycle(pair, reviews, wish.on) else { return Ok(()) };
    let wished = (before.value.phase == Phase::Scheduled).then(|| Box::new(plan.clone()));
    Err(Refusal::SecondTalk { review: before.value.name, on: before.value.day(), wished })
}

/// The yearly talk of the same year as a day, or of the same cycle.
pub(super) fn same_cycle<'r>(
    pair: &Pair,
    reviews: &'r [OnRecord<Review>],
    on: NaiveDate,
) -> Option<&'r OnRecord<Review>> {
    let mut standing = reviews.iter().filter(|it| it.value.phase != Phase::Cancelled && !it.value.extra);
    standing.find(|it| it.value.name.year == on.year() || pair.same_cycle(it.value.day(), on))
}

/// What is to be known about a day that was set.
///
/// # Errors
/// As for every read.
pub(super) fn outcome(
    session: &Session,
    book: &RuleBook,
    entry: Entry,
    objections: Vec<Objection>,
) -> Result<Scheduled, AppError> {
    let date = entry.date;
    let notes = if date < session.today() { Vec::new() } else { around::notes(session, book, date)? };
    Ok(Scheduled { entry, objections, notes, moments: moments(book, session.pair().kind, date) })
}

/// Refuses a day that is past.
pub(super) fn refuse_past(session: &Session, date: NaiveDate) -> Result<(), AppError> {
    if date < session.today() { Err(AppError::PastDay { date }) } else { Ok(()) }
}

/// The rules that a wish would break, whatever it forces.
///
/// # Errors
/// If there is no format of that name, and as for every read.
pub(super) fn broken(session: &Session, wish: &Wish) -> Result<Vec<Rule>, AppError> {
    let templates = session.templates().clone();
    let reviews = session.joint_view().reviews()?;
    let format = match &wish.format {
        Some(typed) => templates.format_named(typed)?,
        None => usual_format(&templates, &reviews)?,
    };
    let start = start(format, wish.at, wish.tee)?.unwrap_or(format.start());
    let (minutes, key) = (format.minutes(), format.key.clone());
    let plan = Plan { date: wish.on, start, minutes, format: key, place: None, at: wish.coordinates };
    let (_, objections) = checked(session, format, &plan, None, true, &|_| None)?;
    Ok(objections.iter().map(Objection::rule).collect())
}

/// The rules that a plan breaks. The talk `except` does not stand in its own way; `start_of` is when the day would begin in
/// another format.
///
/// # Errors
/// If it begins or ends in the dark, unless `force` says that it is meant.
pub(super) fn checked(
    session: &Session,
    format: &Format,
    plan: &Plan,
    except: Option<Id>,
    force: bool,
    start_of: &dyn Fn(&Format) -> Option<NaiveTime>,
) -> Result<(RuleBook, Vec<Objection>), AppError> {
    let book = rules::of(session, None)?;
    let mut around = around::circumstances(session, &book, format, plan.at, None, except)?;
    around.look_at(plan.date, plan.date);
    let objections = around.objections(plan.date, plan.start);
    let early = objections.iter().find_map(|it| match it {
        Objection::BeforeSunrise { begins, sunrise } => Some((*begins, *sunrise)),
        _ => None,
    });
    if let Some((begins, sunrise)) = early.filter(|_| !force) {
        return Err(AppError::BeforeSunrise { format: format.key.clone(), date: plan.date, begins, sunrise });
    }
    let dark = objections.iter().find_map(|it| match it {
        Objection::Dark(dusk) => Some(*dusk),
        _ => None,
    });
    let Some(dusk) = dark.filter(|_| !force) else { return Ok((book, objections)) };
    let light = |start: &NaiveTime| {
        !around.objections(plan.date, *start).iter().any(|it| it.rule() == Rule::Daylight)
    };
    let at = format.starts.iter().copied().filter(light).max();
    let mut formats = Vec::new();
    let all = session.templates().formats();
    for other in all.all().iter().filter(|other| other.key != format.key) {
        let Some(start) = start_of(other) else { continue };
        if domain::ends_by_midnight(start, other.minutes()).is_err() {
            continue;
        }
        around.shape = around::shape(other);
        let objections = around.objections(plan.date, start);
        if !objections.iter().any(|it| matches!(it.rule(), Rule::Past | Rule::Season | Rule::Daylight)) {
            formats.push(other.key.clone());
        }
    }
    let (date, start) = (plan.date, plan.start);
    Err(AppError::Dark { format: format.key.clone(), date, start, dusk, at, formats })
}

/// When the first ball of a talk is struck, if one is.
pub(crate) fn tee(templates: &Templates, format: &str, start: NaiveTime) -> Option<NaiveTime> {
    Some(start + templates.formats().of(format)?.to_tee()?)
}
