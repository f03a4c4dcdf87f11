//! The pair's year as plain values and rules: no input or output, no clock, no SQL.
//!
//! What is illegal cannot be built: an entry with all that is set beside it ([`OnRecord`]) makes the next part
//! itself, or refuses with the reason ([`Refusal`]).

mod adjustment;
mod block;
mod clock;
mod entity;
mod game;
mod handle;
mod id;
mod incident;
mod journal;
#[cfg(test)]
mod lives;
mod member;
mod observation;
mod pair;
mod part;
mod plan;
mod refusal;
mod review;
mod review_name;
mod sound;
mod text;
mod translation;
mod words;

pub(crate) use adjustment::*;
pub(crate) use block::*;
pub(crate) use clock::*;
pub(crate) use entity::*;
pub(crate) use game::*;
pub(crate) use handle::*;
pub(crate) use id::*;
pub(crate) use incident::*;
pub(crate) use journal::*;
pub(crate) use member::*;
pub(crate) use observation::*;
pub(crate) use pair::*;
pub(crate) use part::*;
pub(crate) use plan::*;
pub(crate) use refusal::*;
pub(crate) use review::*;
pub(crate) use review_name::*;
pub(crate) use text::*;
pub(crate) use translation::*;
pub(crate) use words::*;

use chrono::NaiveDate;

/// The day on which something happened, which is never in the future.
///
/// # Errors
/// [`Refusal::InFuture`].
pub(crate) fn happened(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    if date > today { Err(Refusal::InFuture { date }) } else { Ok(date) }
}
