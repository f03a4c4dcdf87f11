//! Giving one's own why.

use super::entry::Entry;
use super::error::AppError;
use super::session::{self, Session, put};
use crate::domain::{Handle, Text};

/// Sets the why of the one who is typing beside an observation.
///
/// # Errors
/// If there is no such observation that they can read, or the why is not theirs to give.
pub(crate) fn answer(session: &mut Session, handle: Handle, text: &str) -> Result<Entry, AppError> {
    let text = Text::new(text)?;
    let (act, author) = session.begin_own()?;
    act.pair.running()?;
    let observation = session::observation(act.view(), handle)?;
    let part = observation.answer(author, text, act.stamp(observation.id, act.today())?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("answer", &changes)?;
    session.entry(handle)
}

/// Refuses, before anybody is asked for their why, one that could not be set there; nothing is written.
///
/// # Errors
/// As [`answer`].
pub(crate) fn about_to_answer(session: &mut Session, handle: Handle) -> Result<(), AppError> {
    let (act, author) = session.begin_own()?;
    act.pair.running()?;
    let observation = session::observation(act.view(), handle)?;
    observation.answer(author, Text::new("…")?, act.stamp(observation.id, act.today())?)?;
    Ok(())
}
