//! makkerpar: the memory and the planner behind the yearly talk of two people who lead together.
//!
//! The rooms and the direction of imports between them are described in `docs/architecture.md`.

pub(crate) mod app;
#[cfg(feature = "bench")]
#[doc(hidden)]
pub mod bench;
pub(crate) mod calendar;
mod cli;
pub(crate) mod domain;
#[cfg(any(test, feature = "fuzz"))]
#[doc(hidden)]
pub mod fuzz;
pub(crate) mod handout;
pub(crate) mod locale;
pub(crate) mod programme;
pub(crate) mod schedule;
pub(crate) mod store;
pub(crate) mod template;

pub use cli::run;
