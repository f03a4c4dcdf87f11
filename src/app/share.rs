//! Letting the other read, and hiding it again.

use super::entry::Entry;
use super::error::AppError;
use super::session::{self, Act, Session, put};
use crate::domain::{Change, Handle, Id, Member, Part, Root, Series, Stamp};

/// The share that lets the other read what `handle` names, made with the stamp that `stamp` gives.
fn share_one(act: &Act<'_>, handle: Handle, member: Member) -> Result<Change, AppError> {
    let stamped = |subject: Id| -> Result<Stamp, AppError> { act.wordless_stamp(subject) };
    let part: Part = match handle.root {
        Root::Entry(Series::Observation, _) => {
            let found = session::observation(act.view(), handle)?;
            found.share(member, stamped(found.id)?)?
        }
        Root::Entry(Series::Incident, _) => {
            let found = session::incident(act.view(), handle)?;
            found.share(member, stamped(found.id)?)?
        }
        Root::Entry(Series::Adjustment, _) | Root::Review(_) => return Err(AppError::WrongKind { handle }),
    };
    Ok(put(act.new_id(), part))
}

/// What was shared: the first of it, and how many entries that is in all.
pub(crate) struct Shared {
    /// The first of what became readable.
    pub(crate) entries: Vec<Entry>,
    /// How many there are.
    pub(crate) count: usize,
}

impl Shared {
    /// The most entries that are answered.
    pub(crate) const MOST: usize = 100;
}

/// Shares what the handles name, all or none.
///
/// # Errors
/// If one of them is another's, shared already, or not there, or the pair has ended.
pub(crate) fn share(session: &mut Session, handles: &[Handle]) -> Result<Shared, AppError> {
    let (act, member) = session.begin_own()?;
    act.pair.running()?;
    let mut handles = handles.to_vec();
    let mut seen = std::collections::HashSet::new();
    handles.retain(|handle| seen.insert(*handle));
    // Many are written a part at a time, so that they take no room together.
    let (command, mut id) = (act.command("share"), None);
    for handles in handles.chunks(500) {
        let changes =
            handles.iter().map(|handle| share_one(&act, *handle, member)).collect::<Result<Vec<_>, _>>()?;
        match id {
            None => id = Some(act.writing.write(&command, &changes)?),
            Some(id) => act.writing.go_on(id, &command, &changes)?,
        }
    }
    act.finish()?;
    let first = handles.iter().take(Shared::MOST).map(|handle| session.entry(*handle));
    Ok(Shared { entries: first.collect::<Result<_, _>>()?, count: handles.len() })
}

/// The own entries that are still private, the oldest first: what sharing all would let the other read.
///
/// # Errors
/// If nobody said who is typing.
pub(crate) fn private(session: &Session) -> Result<Vec<Handle>, AppError> {
    if session.me().is_none() {
        return Err(AppError::WhoAreYou { keys: session.pair().member_keys.clone() });
    }
    Ok(session.view().private()?)
}

/// Hides an own entry from the other again.
///
/// # Errors
/// If it is another's or private, or the other has answered, or a signed review holds it.
pub(crate) fn withdraw(session: &mut Session, handle: Handle) -> Result<Entry, AppError> {
    let (act, member) = session.begin_own()?;
    let (subject, shares) = match handle.root {
        Root::Entry(Series::Observation, _) => {
            let found = session::observation(act.view(), handle)?;
            (found.id, found.withdraw(member)?)
        }
        Root::Entry(Series::Incident, _) => {
            let found = session::incident(act.view(), handle)?;
            (found.id, found.withdraw(member)?)
        }
        Root::Entry(Series::Adjustment, _) | Root::Review(_) => return Err(AppError::WrongKind { handle }),
    };
    super::sign::refuse_if_signed(act.view(), handle, &[&[subject], &shares[..]].concat())?;
    let changes: Vec<Change> = shares.into_iter().map(Change::Remove).collect();
    act.commit("withdraw", &changes)?;
    session.entry(handle)
}
