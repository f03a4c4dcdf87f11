//! The talk once its day has come: what was said, that it was held, what is added later.

use super::entry::Entry;
use super::error::AppError;
use super::session::{self, Session, put};
use crate::domain::{Game, Handle, OnRecord, Review, Text, Winner};
use chrono::NaiveDate;

/// The reviews of the pair, in the order of their names.
///
/// # Errors
/// As for every read.
pub(crate) fn list(session: &Session) -> Result<Vec<Entry>, AppError> {
    let entries = session.entries();
    Ok(session.joint_view().reviews()?.iter().map(|review| entries.review(review)).collect())
}

/// The latest talk that was held, if there was one.
///
/// # Errors
/// As for every read.
pub(super) fn latest_held(session: &Session) -> Result<Option<OnRecord<Review>>, AppError> {
    let reviews = session.joint_view().reviews()?;
    Ok(reviews.into_iter().filter(|it| it.value.held().is_some()).max_by_key(|it| it.value.held()))
}

/// A note on what is said, under a theme if one is named.
///
/// # Errors
/// If there is no such talk, it was cancelled or is locked, or the theme is unknown.
pub(crate) fn note(
    session: &mut Session,
    handle: Handle,
    text: &str,
    theme: Option<&str>,
) -> Result<Entry, AppError> {
    let text = Text::new(text)?;
    let theme = theme.map(|typed| session.theme(typed)).transpose()?;
    let act = session.begin()?;
    let review = session::review(act.view(), handle)?;
    let part = review.note(act.me, theme, text, act.stamp(review.id, act.today())?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("review note", &changes)?;
    session.entry(handle)
}

/// What is to be recorded of a talk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    /// The day it was held; the day it was set for if left out.
    pub(crate) on: Option<NaiveDate>,
    pub(crate) scores: [Option<u32>; 2],
    pub(crate) won: Option<Winner>,
}

/// Records that a talk was held, and the game.
///
/// # Errors
/// If the day has not come, or the talk was cancelled or is locked.
pub(crate) fn record(session: &mut Session, handle: Handle, held: &Held) -> Result<Entry, AppError> {
    let set = session::review(session.joint_view(), handle)?;
    // What cannot be asked again next time, since its format or the bank cannot be read, stops nobody from recording.
    let asked = super::agenda::asked(session, &set).unwrap_or_default();
    let act = session.begin()?;
    let review = session::review(act.view(), handle)?;
    let known = review.value.held().unwrap_or(review.value.date);
    let on = act.happened(Some(held.on.unwrap_or(known)))?;
    let played = held.won.is_some() || held.scores.iter().any(Option::is_some);
    let value = review.record(on, played.then(|| Game::new(held.scores, held.won)), asked)?;
    let changes = [put(review.id, value)];
    act.commit("review record", &changes)?;
    session.entry(handle)
}

/// An addition to a talk that both have signed.
///
/// # Errors
/// If there is no such talk, or it is not locked.
pub(crate) fn amend(session: &mut Session, handle: Handle, text: &str) -> Result<Entry, AppError> {
    let text = Text::new(text)?;
    let act = session.begin()?;
    let review = session::review(act.view(), handle)?;
    let part = review.amend(act.me, text, act.stamp(review.id, act.today())?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("review amend", &changes)?;
    session.entry(handle)
}
