//! Use cases, one a file: each takes plain values and the store, and returns what came of it.

pub(crate) mod adjust;
pub(crate) mod agenda;
pub(crate) mod answer;
mod around;
pub(crate) mod block;
pub(crate) mod busy;
pub(crate) mod deliver;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod edit;
pub(crate) mod entry;
mod error;
pub(crate) mod history;
pub(crate) mod incident;
pub(crate) mod invite;
pub(crate) mod log;
pub(crate) mod observe;
pub(crate) mod pairs;
pub(crate) mod print;
pub(crate) mod propose;
pub(crate) mod remove;
pub(crate) mod repair;
pub(crate) mod replan;
pub(crate) mod review;
pub(crate) mod rules;
pub(crate) mod schedule;
mod session;
pub(crate) mod share;
pub(crate) mod sign;
pub(crate) mod status;
mod summary;
pub(crate) mod themes;
pub(crate) mod undo;
pub(crate) mod year;

pub(crate) use error::AppError;
pub(crate) use session::{Names, Session};
