//! Setting the day.

use super::entry::Entry;
use super::error::AppError;
use super::session::{Session, put};
use crate::domain::{self, OnRecord, Phase, Refusal, Review, ReviewName};
use crate::programme::Format;
use chrono::{Datelike as _, NaiveDate, NaiveTime};

/// The format of a pair that has never said which it likes: a round of golf, where it all began.
const USUAL: &str = "golf18";

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) on: NaiveDate,
    /// When the day begins; the format's own time if neither this nor `tee` is given.
    pub(crate) at: Option<NaiveTime>,
    /// When the first ball is struck.
    pub(crate) tee: Option<NaiveTime>,
    /// As it was typed; the format of the last talk if left out.
    pub(crate) format: Option<String>,
    pub(crate) place: Option<String>,
    /// A second talk of its cycle.
    pub(crate) extra: bool,
    /// In spite of a past day, an ended pair, a second talk.
    pub(crate) force: bool,
}

/// The format that a person means.
///
/// # Errors
/// [`AppError::UnknownFormat`].
pub(crate) fn format_named(typed: &str) -> Result<&'static Format, AppError> {
    Format::named(typed).map_err(|candidates| {
        let all = || Format::all().iter().map(|format| format.key).collect();
        let formats: Vec<&str> = if candidates.is_empty() { all() } else { candidates };
        AppError::UnknownFormat {
            typed: typed.to_owned(),
            formats: formats.into_iter().map(str::to_owned).collect(),
        }
    })
}

/// When a day of this format begins.
fn start(format: &Format, wish: &Wish) -> Result<NaiveTime, AppError> {
    match (wish.at, wish.tee) {
        (Some(at), _) => Ok(at),
        (None, Some(tee)) => match format.to_tee() {
            Some(before) => Ok(tee - before),
            None => Err(AppError::NoTee { format: format.key.to_owned() }),
        },
        (None, None) => Ok(format.start),
    }
}

/// The first name of the year that no review has had.
fn free_name(reviews: &[OnRecord<Review>], year: i32) -> ReviewName {
    let last = reviews.iter().map(|it| it.value.name).filter(|name| name.year == year).max();
    ReviewName { year, ordinal: last.map_or(0, |name| name.ordinal.saturating_add(1)) }
}

/// Sets the day of a talk.
///
/// # Errors
/// If the day is past, the pair has ended, or there is a talk of this cycle already, unless `force` or `extra`
/// says that it is meant.
pub(crate) fn schedule(session: &mut Session, wish: &Wish) -> Result<Entry, AppError> {
    let place = wish.place.as_deref().map(domain::label).transpose()?;
    let act = session.begin()?;
    let reviews = act.view().reviews()?;
    let usual = reviews.last().and_then(|last| Format::of(&last.value.format));
    let format = match &wish.format {
        Some(typed) => format_named(typed)?,
        None => usual.or_else(|| Format::of(USUAL)).ok_or(AppError::NoTalk)?,
    };
    let start = start(format, wish)?;
    if !wish.force {
        act.pair.running()?;
        if wish.on < act.today() {
            return Err(Refusal::InPast { date: wish.on }.into());
        }
    }
    let standing = |it: &&OnRecord<Review>| it.value.phase != Phase::Cancelled;
    let of_cycle = |it: &&OnRecord<Review>| {
        it.value.phase == Phase::Scheduled || (it.value.name.year == wish.on.year() && !it.value.extra)
    };
    if let Some(before) = reviews.iter().filter(standing).find(of_cycle)
        && !wish.extra
        && !wish.force
    {
        let on = before.value.held().unwrap_or(before.value.date);
        return Err(Refusal::SecondTalk { review: before.value.name, on }.into());
    }
    let review = Review {
        pair: act.pair_id,
        name: free_name(&reviews, wish.on.year()),
        author: act.me,
        date: wish.on,
        start,
        minutes: format.minutes(),
        format: format.key.to_owned(),
        place,
        extra: wish.extra,
        phase: Phase::Scheduled,
        created: act.now,
    };
    let (id, handle) = (act.new_id(), review.handle());
    let changes = [put(id, review)];
    act.commit("review schedule", &changes)?;
    session.entry(handle)
}

/// When the first ball of a talk is struck, if one is.
pub(crate) fn tee(format: &str, start: NaiveTime) -> Option<NaiveTime> {
    Some(start + Format::of(format)?.to_tee()?)
}
