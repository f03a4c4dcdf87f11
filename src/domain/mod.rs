//! The pair's year as plain values and rules: no input or output, no clock, no SQL.
//!
//! What is illegal cannot be built: an entry with all that is set beside it ([`OnRecord`]) makes the next part
//! itself, or refuses with the reason ([`Refusal`]).

mod adjustment;
mod entity;
mod handle;
mod id;
mod incident;
mod journal;
mod member;
mod observation;
mod pair;
mod part;
mod refusal;
mod review;
mod text;
mod words;

pub use adjustment::*;
pub use entity::*;
pub use handle::*;
pub use id::*;
pub use incident::*;
pub use journal::*;
pub use member::*;
pub use observation::*;
pub use pair::*;
pub use part::*;
pub use refusal::*;
pub use review::*;
pub use text::*;
pub use words::*;

use chrono::NaiveDate;

/// The day on which something happened, which is never in the future.
///
/// # Errors
/// [`Refusal::InFuture`].
pub fn happened(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    if date > today { Err(Refusal::InFuture { date }) } else { Ok(date) }
}
