//! Which talk is meant where none is named.

use super::error::AppError;
use super::session::Session;
use crate::domain::{OnRecord, Phase, Review};

/// The talk that comes next: the earliest that is set.
///
/// # Errors
/// If none is set.
pub(crate) fn to_come(session: &Session) -> Result<OnRecord<Review>, AppError> {
    let reviews = session.joint_view().reviews()?;
    let coming = reviews.into_iter().filter(|it| it.value.phase == Phase::Scheduled);
    coming.min_by_key(|it| it.value.date).ok_or(AppError::NoTalkSet)
}

/// The talk that was held last.
///
/// # Errors
/// If none was.
pub(crate) fn latest_held(session: &Session) -> Result<OnRecord<Review>, AppError> {
    let reviews = session.joint_view().reviews()?;
    let held = reviews.into_iter().filter(|it| it.value.held().is_some());
    held.max_by_key(|it| it.value.held()).ok_or(AppError::NoTalk)
}

/// The talk that is to be recorded: the one whose day has come; or else the one that was held last, unless it is locked;
/// or else the one that comes next.
///
/// # Errors
/// If there is none of them.
pub(crate) fn to_record(session: &Session) -> Result<OnRecord<Review>, AppError> {
    let (next, last) = (to_come(session), latest_held(session));
    match (next, last) {
        (Ok(next), _) if next.value.date <= session.today() => Ok(next),
        (_, Ok(last)) if last.locked().is_none() => Ok(last),
        (next, _) => next,
    }
}
