//! When: the rules of a country, daylight, diaries, and the ranking of days. Pure.

mod anchor;
mod day;
mod daylight;
mod diary;
mod moments;
mod propose;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use day::{Circumstances, Dusk, Objection, Reason, Rule, Shape, Why};
pub(crate) use daylight::Light;
pub(crate) use diary::{Diary, Stretch};
pub(crate) use moments::{Moment, moments, share_by};
pub(crate) use propose::{Candidate, Found, REACH, Rejection, Search, openings, search};
pub(crate) use rules::{DayKind, EMBEDDED, RuleBook};
