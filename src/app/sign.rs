//! Standing by the summary of a talk.
//!
//! A signature holds the records that the summary was made of. Two signatures under the same records lock the
//! talk; a change between the two makes the records differ, and so voids the first.

use super::entry::Entry;
use super::error::AppError;
use super::session::{self, Session, put};
use super::summary;
use crate::domain::{Handle, Id, Member, Refusal, ReviewName};
use crate::store::View;

/// Sets the signature of the one who is typing under the summary as it stands now.
///
/// # Errors
/// If the talk has not been held, is locked, or their signature stands under the same summary.
pub(crate) fn sign(session: &mut Session, handle: Handle) -> Result<Entry, AppError> {
    let (act, member) = session.begin_own()?;
    let review = session::review(act.view(), handle)?;
    let mut holds = summary::holds(act.joint_view(), act.pair_id, &act.pair, &review)?;
    holds.sort_unstable();
    let mut changes = Vec::new();
    // A signature under an earlier text gives way to the new one.
    for (id, part) in &review.parts {
        if part.author == Some(member) && part.content.kind() == "signature" {
            changes.push(crate::domain::Change::Remove(*id));
        }
    }
    let part = review.sign(member, holds, act.stamp(review.id, act.today())?)?;
    changes.push(put(act.new_id(), part));
    act.commit("review sign", &changes)?;
    session.entry(handle)
}

/// Whether the signature of the one who is typing would be the second that counts, and so lock the talk.
///
/// # Errors
/// If there is no such talk, and as for every read.
pub(crate) fn would_lock(session: &Session, handle: Handle) -> Result<bool, AppError> {
    let view = session.joint_view();
    let review = session::review(view, handle)?;
    let Some(me) = session.me().filter(|_| review.locked().is_none()) else { return Ok(false) };
    let mut holds = summary::holds(view, session.pair_id(), session.pair(), &review)?;
    holds.sort_unstable();
    Ok(review.signature(me.other()).is_some_and(|(_, held)| held == holds))
}

/// A signature that no longer counts, since what it stood under has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Voided {
    pub(crate) review: ReviewName,
    /// Whose signature it is.
    pub(crate) member: Member,
}

/// The signatures that a change has voided.
///
/// # Errors
/// As for every read.
pub(crate) fn voided(session: &Session) -> Result<Vec<Voided>, AppError> {
    let _still = session.store().still()?;
    let view = session.joint_view();
    let mut voided = Vec::new();
    for review in view.reviews()? {
        if review.locked().is_some() || review.value.held().is_none() {
            continue;
        }
        let mut now = None;
        for member in Member::BOTH {
            let Some((_, held)) = review.signature(member) else { continue };
            let now = if let Some(now) = &now {
                now
            } else {
                let mut holds = summary::holds(view, session.pair_id(), session.pair(), &review)?;
                holds.sort_unstable();
                now.insert(holds)
            };
            if held != *now {
                voided.push(Voided { review: review.value.name, member });
            }
        }
    }
    Ok(voided)
}

/// Refuses a change to what a talk holds that both have signed.
///
/// # Errors
/// [`Refusal::Signed`].
pub(super) fn refuse_if_signed(view: View<'_>, handle: Handle, entities: &[Id]) -> Result<(), AppError> {
    let reviews = view.reviews()?;
    let mut locked = reviews.iter().filter_map(|it| Some((it.value.name, it.locked()?.1))).peekable();
    if locked.peek().is_none() {
        return Ok(());
    }
    let records = view.reading().standing_records(entities)?;
    for (review, held) in locked {
        if records.iter().any(|record| held.binary_search(record).is_ok()) {
            return Err(Refusal::Signed { handle, review }.into());
        }
    }
    Ok(())
}
