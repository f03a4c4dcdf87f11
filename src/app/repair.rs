//! Mending what an incident has hurt: the other's account, the three steps, the closings.

use super::entry::Entry;
use super::error::AppError;
use super::session::{self, Session, put};
use crate::domain::{Change, Handle, RepairStep, Text};
use chrono::NaiveDate;

/// What stands for words that nobody has said yet.
const TO_COME: &str = "…";

/// The account of the one who did not write the incident.
///
/// # Errors
/// If there is no such incident that they can read, or it is not theirs to reply to.
pub(crate) fn reply(session: &mut Session, handle: Handle, text: &str) -> Result<Entry, AppError> {
    let text = Text::new(text)?;
    let (act, author) = session.begin_own()?;
    act.pair.running()?;
    let incident = session::incident(act.view(), handle)?;
    let part = incident.reply(author, text, act.stamp(incident.id, act.today())?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("incident reply", &changes)?;
    session.entry(handle)
}

/// Refuses, before anybody is asked for their words, a step that cannot be taken; nothing is written.
///
/// # Errors
/// As [`step`].
pub(crate) fn about_to_step(
    session: &mut Session,
    handle: Handle,
    step: RepairStep,
    on: Option<NaiveDate>,
) -> Result<(), AppError> {
    let (act, author) = session.begin_own()?;
    let date = act.happened(on)?;
    let incident = session::incident(act.view(), handle)?;
    incident.take_step(author, step, Text::new(TO_COME)?, act.stamp(incident.id, date)?)?;
    Ok(())
}

/// As [`about_to_step`], of an account.
///
/// # Errors
/// As [`reply`].
pub(crate) fn about_to_reply(session: &mut Session, handle: Handle) -> Result<(), AppError> {
    let (act, author) = session.begin_own()?;
    act.pair.running()?;
    let incident = session::incident(act.view(), handle)?;
    incident.reply(author, Text::new(TO_COME)?, act.stamp(incident.id, act.today())?)?;
    Ok(())
}

/// The next step of a repair.
///
/// # Errors
/// If the step is not the next one, not theirs to take, or there is nothing to repair.
pub(crate) fn step(
    session: &mut Session,
    handle: Handle,
    step: RepairStep,
    text: &str,
    on: Option<NaiveDate>,
) -> Result<Entry, AppError> {
    let text = Text::new(text)?;
    let (act, author) = session.begin_own()?;
    let date = act.happened(on)?;
    let incident = session::incident(act.view(), handle)?;
    let part = incident.take_step(author, step, text, act.stamp(incident.id, date)?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("incident step", &changes)?;
    session.entry(handle)
}

/// Closes an incident for the one who is typing; it is closed once both have.
///
/// # Errors
/// If they have closed it, or it is not kept and no reason is given.
pub(crate) fn close(
    session: &mut Session,
    handle: Handle,
    reason: Option<&str>,
    on: Option<NaiveDate>,
) -> Result<Entry, AppError> {
    let reason = reason.map(Text::new).transpose()?;
    let (act, author) = session.begin_own()?;
    let date = act.happened(on)?;
    let incident = session::incident(act.view(), handle)?;
    let part = incident.close(author, reason, act.stamp(incident.id, date)?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("incident close", &changes)?;
    session.entry(handle)
}

/// Takes back the closing of the one who is typing, which opens the incident again.
///
/// # Errors
/// If they have not closed it.
pub(crate) fn reopen(session: &mut Session, handle: Handle) -> Result<Entry, AppError> {
    let (act, member) = session.begin_own()?;
    let incident = session::incident(act.view(), handle)?;
    let closing = incident.reopen(member)?;
    act.commit("incident reopen", &[Change::Remove(closing)])?;
    session.entry(handle)
}
