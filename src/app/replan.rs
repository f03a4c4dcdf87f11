//! Moving a talk, changing what is set for it, calling it off.

use super::entry::Entry;
use super::error::AppError;
use super::print::Kind;
use super::schedule::{self, Scheduled, checked, outcome, refuse_past};
use super::session::{self, Session, put};
use crate::domain::{self, Content, Handle, OnRecord, Pair, Part, Phase, Place, Plan, Refusal, Review};
use crate::programme::Format;
use crate::schedule::Objection;
use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

/// What is to change about the plan of a talk; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Change {
    /// The day.
    pub(crate) on: Option<NaiveDate>,
    /// When it begins.
    pub(crate) at: Option<NaiveTime>,
    /// When the first ball is struck.
    pub(crate) tee: Option<NaiveTime>,
    /// As it was typed.
    pub(crate) format: Option<String>,
    /// Where, in words.
    pub(crate) place: Option<String>,
    /// Where on earth.
    pub(crate) coordinates: Option<Place>,
    /// Whether the table, the tee time or the room is booked.
    pub(crate) booked: Option<bool>,
}

/// A file that tells of a day that no longer holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct OutOfDate {
    /// `summary`, `brief`, `card`, `prep`, `calendar`, `invitation`, `export`.
    pub(crate) document: String,
    /// When it was made.
    pub(crate) made: NaiveDate,
}

/// A talk whose plan has changed.
#[derive(Clone, Debug)]
pub(crate) struct Replanned {
    /// The day it was set for before.
    pub(crate) before: NaiveDate,
    /// The talk as it is now.
    pub(crate) scheduled: Scheduled,
    /// Whether what was booked for the plan before is not for this one.
    pub(crate) is_unbooked: bool,
    /// Whether nothing is other than it was.
    pub(crate) is_same: bool,
    /// The files that tell of what no longer holds.
    pub(crate) out_of_date: Vec<OutOfDate>,
}

/// Moves a talk, or changes what is set for it, under `act`, the words of the command line.
///
/// # Errors
/// If there is none, it was held or cancelled, or the new day is past or ends in the dark, unless `force`.
pub(crate) fn replan(
    session: &mut Session,
    act: &'static str,
    handle: Handle,
    change: &Change,
    force: bool,
) -> Result<Replanned, AppError> {
    if *change == Change::default() {
        return Err(AppError::NothingToChange { what: handle.to_string(), help: act });
    }
    let place = change.place.as_deref().map(domain::label).transpose()?;
    let review = session::review(session.joint_view(), handle)?;
    let it = &review.value;
    let templates = session.templates().clone();
    let format = match &change.format {
        Some(typed) => templates.format_named(typed)?,
        None => templates.format(&it.format)?,
    };
    let plan = Plan {
        date: change.on.unwrap_or(it.date),
        start: schedule::start(format, change.at, change.tee)?.unwrap_or(it.start),
        minutes: format.minutes(),
        format: format.key.clone(),
        place: place.or_else(|| it.place.clone()),
        at: change.coordinates.or(it.at),
    };
    let is_new = (plan.date, plan.start, &plan.format, plan.at) != (it.date, it.start, &it.format, it.at);
    let before = it.date;
    // What cannot be done at all is said before what is wrong with the day.
    planned(&review, &plan, change.booked)?;
    if is_new && !force {
        session.pair().running()?;
        refuse_past(session, plan.date)?;
    }
    let start_of = |other: &Format| {
        Some(schedule::start(other, change.at, change.tee).ok()?.unwrap_or(review.value.start))
    };
    let (book, objections) = checked(session, format, &plan, Some(review.id), force || !is_new, &start_of)?;
    let objections: Vec<Objection> = if is_new { objections } else { Vec::new() };
    let files = out_of_date(session, &review)?;
    let (is_same, is_unbooked, is_told) = {
        let writing = session.begin()?;
        // Somebody else may have changed the talk meanwhile.
        let review = session::review(writing.joint_view(), handle)?;
        if is_new {
            schedule::refuse_overlap(&writing.joint_view().reviews()?, Some(review.id), &plan)?;
        }
        let value = planned(&review, &plan, change.booked)?;
        let it = &review.value;
        let facts = (value == *it, it.booked && !value.booked, value.is_told_otherwise(it));
        if value != *it {
            writing.commit(act, &[put(review.id, value)])?;
        }
        facts
    };
    let out_of_date = if is_told { files } else { Vec::new() };
    let is_unbooked = is_unbooked && change.booked.is_none();
    let entry = session.entry(handle)?;
    let mut scheduled = outcome(session, &book, entry, objections)?;
    if !is_new {
        scheduled.notes.clear();
    }
    Ok(Replanned { before, scheduled, is_unbooked, is_same, out_of_date })
}

/// The talk by another plan, booked if that was said.
fn planned(review: &OnRecord<Review>, plan: &Plan, booked: Option<bool>) -> Result<Review, Refusal> {
    let value = review.replan(plan.clone())?;
    match booked {
        Some(booked) => OnRecord { id: review.id, value, parts: review.parts.clone() }.book(booked),
        None => Ok(value),
    }
}

/// The files that were made of a talk, or of the pair's calendar, and tell of its day.
pub(super) fn out_of_date(session: &Session, review: &OnRecord<Review>) -> Result<Vec<OutOfDate>, AppError> {
    let mut found: Vec<OutOfDate> = Vec::new();
    let since = review.value.created;
    // The files of the pair tell of the talk if they were made after it was set.
    let of_pair = session.joint_view().printings()?.into_iter();
    let of_pair = of_pair.filter(|part| part.subject == session.pair_id() && part.created >= since);
    let of_talk = session.store().reading().printings_of(review.id)?;
    let mut parts: Vec<Part> = of_talk.into_iter().chain(of_pair).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.created));
    for part in parts {
        let Content::Printing { document, .. } = part.content else { continue };
        if document == Kind::Prep.word() && part.author != session.me() {
            continue;
        }
        if !found.iter().any(|known| known.document == document) {
            found.push(OutOfDate { document, made: part.date });
        }
    }
    Ok(found)
}

/// Whether an invitation is among files.
pub(crate) fn was_invited(files: &[OutOfDate]) -> bool {
    files.iter().any(|file| file.document == super::invite::INVITATION)
}

/// Whether any of the files is one that calendars or readers go by, and not only what was taken out of the record.
pub(crate) fn misleads(files: &[OutOfDate]) -> bool {
    files.iter().any(|file| file.document != "export")
}

/// How the talks of a pair stand before a command that may change them.
pub(super) struct Plans {
    reviews: Vec<OnRecord<Review>>,
    /// `None` once the pair itself was taken back.
    zone: Option<chrono_tz::Tz>,
}

/// How the talks of a pair stand now.
///
/// # Errors
/// As for every read.
pub(super) fn plans(session: &Session) -> Result<Plans, AppError> {
    let zone = session.store().reading().entity::<Pair>(session.pair_id())?.map(|pair| pair.zone);
    Ok(Plans { reviews: session.joint_view().reviews()?, zone })
}

/// The talks that are told otherwise now than they were, each with the files that tell of it.
///
/// # Errors
/// As for every read.
pub(super) fn outdated(session: &Session, before: &Plans) -> Result<Vec<(Handle, Vec<OutOfDate>)>, AppError> {
    let now = plans(session)?;
    let mut found = Vec::new();
    let same = |one: &OnRecord<Review>, other: &OnRecord<Review>| one.id == other.id;
    for review in &before.reviews {
        let standing = now.reviews.iter().find(|it| same(it, review));
        let is_other_clock = now.zone != before.zone && review.value.phase == Phase::Scheduled;
        if is_other_clock || standing.is_none_or(|it| it.value.is_told_otherwise(&review.value)) {
            found.push((review.value.handle(), out_of_date(session, review)?));
        }
    }
    for review in now.reviews.iter().filter(|it| !before.reviews.iter().any(|known| same(known, it))) {
        found.push((review.value.handle(), out_of_date(session, review)?));
    }
    found.retain(|(_, files)| !files.is_empty());
    Ok(found)
}

/// The talks that are set, each with the files that tell of it.
///
/// # Errors
/// As for every read.
pub(crate) fn coming(session: &Session) -> Result<Vec<(Handle, Vec<OutOfDate>)>, AppError> {
    let reviews = session.joint_view().reviews()?;
    let set = reviews.iter().filter(|it| it.value.phase == Phase::Scheduled);
    set.map(|it| Ok((it.value.handle(), out_of_date(session, it)?))).collect()
}

/// Calls a talk off.
///
/// # Errors
/// If there is none, it was held or cancelled, or the reason is blank.
pub(crate) fn cancel(
    session: &mut Session,
    handle: Handle,
    reason: &str,
) -> Result<(Entry, Vec<OutOfDate>), AppError> {
    let reason = domain::label(reason).map_err(|_| Refusal::EmptyText)?;
    let review = session::review(session.joint_view(), handle)?;
    let out_of_date = out_of_date(session, &review)?;
    let act = session.begin()?;
    let value = session::review(act.joint_view(), handle)?.cancel(reason)?;
    act.commit("review cancel", &[put(review.id, value)])?;
    Ok((session.entry(handle)?, out_of_date))
}
