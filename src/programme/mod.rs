//! What happens on the day: a format's blocks, with themes laid on them and questions to begin with. Pure.

mod bank;
mod format;
mod plan;

pub(crate) use format::{Format, Needs, Temper};
pub(crate) use plan::{Matter, Weighed, plan};

/// The keys of the themes that every pair has, in the order in which they are always listed.
pub(crate) const THEMES: [&str; 5] = ["roles", "thinking", "expectations", "others", "chemistry"];
