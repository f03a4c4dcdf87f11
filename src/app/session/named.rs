//! What a handle names, as far as the asker may read it.

use crate::app::error::AppError;
use crate::domain::{Handle, OnRecord, Review, Root, Series};
use crate::store::View;

/// Nothing of that handle that the asker can read.
///
/// # Errors
/// Always [`AppError::UnknownHandle`], unless the file cannot be read.
pub(in crate::app) fn unknown<T>(view: View<'_>, handle: Handle) -> Result<T, AppError> {
    let newest = match handle.root {
        Root::Entry(series, _) => view.newest(series)?.map(|number| Handle::entry(series, number)),
        Root::Review(_) => view.reviews()?.last().map(|review| review.value.handle()),
    };
    Err(AppError::UnknownHandle { handle: Handle { part: None, ..handle }, newest })
}

macro_rules! finders {
    ($($(#[$doc:meta])* $name:ident: $type:ident, $series:ident;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// If there is none that the asker can read, or the handle is of another kind.
        pub(in crate::app) fn $name(
            view: View<'_>,
            handle: Handle,
        ) -> Result<OnRecord<crate::domain::$type>, AppError> {
            match handle {
                Handle { root: Root::Entry(Series::$series, number), part: None } => match view.$name(number)? {
                    Some(found) => Ok(found),
                    None => unknown(view, handle),
                },
                _ => Err(AppError::WrongKind { handle }),
            }
        }
    )+};
}
finders! {
    /// The observation that a handle names.
    observation: Observation, Observation;
    /// The incident that a handle names.
    incident: Incident, Incident;
    /// The adjustment that a handle names.
    adjustment: Adjustment, Adjustment;
}

/// The review that a handle names.
///
/// # Errors
/// If there is none, or the handle is of another kind.
pub(in crate::app) fn review(view: View<'_>, handle: Handle) -> Result<OnRecord<Review>, AppError> {
    match handle {
        Handle { root: Root::Review(name), part: None } => match view.review(name)? {
            Some(found) => Ok(found),
            None => unknown(view, handle),
        },
        _ => Err(AppError::WrongKind { handle }),
    }
}
