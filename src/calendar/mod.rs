//! iCalendar (RFC 5545): when people are busy is read from files, the talk and its moments are written into one.

mod lines;
mod read;
mod rule;
mod sheet;
#[cfg(test)]
mod tests;
mod write;
mod zone;

pub(crate) use read::{Fault, NotACalendar, Problem, Span, read};
pub(crate) use sheet::*;
pub(crate) use write::write;
