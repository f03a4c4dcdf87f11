//! The talk once its day has come: what was said, that it was held, what is added later.

use super::cycle::Span;
use super::entry::Entry;
use super::error::{AppError, unless_file_fails};
use super::session::{self, Session, put};
use crate::domain::{Handle, Member, Observation, OnRecord, Outcome, Phase, Text, Winner};
use chrono::NaiveDate;

/// The reviews of the pair, in the order of their names.
///
/// # Errors
/// As for every read.
pub(crate) fn list(session: &Session) -> Result<Vec<Entry>, AppError> {
    let entries = session.entries();
    Ok(session.joint_view().reviews()?.iter().map(|review| entries.review(review)).collect())
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
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Held {
    /// The day it was held; the day it was set for if left out.
    pub(crate) on: Option<NaiveDate>,
    /// The strokes of a and b, as far as they are told.
    pub(crate) scores: [Option<u32>; 2],
    /// Who won, where somebody says so.
    pub(crate) won: Option<Winner>,
    /// What was said: the theme as it was typed, and the text.
    pub(crate) notes: Vec<(Option<String>, String)>,
    /// What became of adjustments, with a word on it.
    pub(crate) checks: Vec<(Handle, Outcome, Option<String>)>,
}

/// Records that a talk was held, the game, and what was said and looked at; all or nothing.
///
/// # Errors
/// If the day has not come, the talk was cancelled or is locked, a theme is unknown, or an adjustment is not there, has
/// lapsed or is done.
pub(crate) fn record(session: &mut Session, handle: Handle, held: &Held) -> Result<Entry, AppError> {
    let mut notes = Vec::new();
    for (theme, text) in &held.notes {
        let theme = theme.as_deref().map(|typed| session.theme(typed)).transpose()?;
        notes.push((theme, Text::new(text)?));
    }
    let set = session::review(session.joint_view(), handle)?;
    // What cannot be asked again next time, since its format or the bank cannot be read, stops nobody from recording.
    let asked = unless_file_fails(super::agenda::asked(session, &set))?;
    let act = session.begin()?;
    let review = session::review(act.view(), handle)?;
    let known = review.value.held().unwrap_or(review.value.date);
    let on = act.happened(Some(held.on.unwrap_or(known)))?;
    let value = review.record(on, held.scores, held.won, asked)?;
    let mut changes = vec![put(review.id, value)];
    for (theme, text) in notes {
        let part = review.note(act.me, theme, text, act.stamp(review.id, act.today())?)?;
        changes.push(put(act.new_id(), part));
    }
    let mut looked_at = Vec::new();
    for (handle, outcome, word) in &held.checks {
        if looked_at.contains(handle) {
            return Err(AppError::TwiceOnTheLine { handle: *handle });
        }
        looked_at.push(*handle);
        let adjustment = session::adjustment(act.view(), *handle)?;
        let word = word.as_deref().map(Text::new).transpose()?;
        let part = adjustment.check(act.me, *outcome, word, act.stamp(adjustment.id, on)?)?;
        changes.push(put(act.new_id(), part));
    }
    act.commit("review record", &changes)?;
    session.entry(handle)
}

/// The observations about a theme, or about none, whose why is still missing, each with its author: shared since the talk before `day`,
/// and about the other.
///
/// # Errors
/// As for every read.
pub(crate) fn unanswered(
    session: &Session,
    theme: Option<&str>,
    day: NaiveDate,
) -> Result<Vec<(Handle, Member)>, AppError> {
    let view = session.joint_view();
    let span = Span::before(day, &view.reviews()?);
    let seen = view.observations(day)?;
    let waits = |it: &&OnRecord<Observation>| {
        it.value.theme.as_deref() == theme
            && it.waits_for_why()
            && it.shared().is_some_and(|share| span.is_news(it.value.date, share.date))
    };
    Ok(seen.iter().filter(waits).map(|it| (it.value.handle(), it.value.author)).collect())
}

/// Whether another talk of the same year stands, so that its day alone does not say which is meant.
///
/// # Errors
/// As for every read.
pub(crate) fn has_namesake(session: &Session, handle: Handle) -> Result<bool, AppError> {
    let reviews = session.joint_view().reviews()?;
    let Some(this) = reviews.iter().find(|it| it.value.handle() == handle) else { return Ok(false) };
    let standing = reviews.iter().filter(|it| it.value.phase != Phase::Cancelled && it.id != this.id);
    Ok(standing.map(|it| it.value.name.year).any(|year| year == this.value.name.year))
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
