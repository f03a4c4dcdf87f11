//! What happens on the day: a format's blocks, with themes laid on them and questions to begin with. Pure.

mod bank;
mod embedded;
mod fields;
mod format;
mod formats;
mod layout;
mod plan;
mod share;
mod stops;
#[cfg(test)]
mod tests;

pub(crate) use bank::{Agreement, Bank, EMBEDDED_BANK, Tie, is_key, sides};
pub(crate) use format::{Format, MOST_THEMES, Needs, Takes, Temper};
pub(crate) use formats::{EMBEDDED_FORMATS, Formats};
pub(crate) use plan::{
    FollowUp, Matter, Planned, Programme, Prompt, Shared, Subject, Unit, plan, questions_about,
};
pub(crate) use stops::{Leg, Load, Stop, legs};

/// The keys of the themes that every pair has, in the order in which they are always listed.
pub(crate) const THEMES: [&str; 5] = ["roles", "thinking", "expectations", "others", "chemistry"];
