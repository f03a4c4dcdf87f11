//! Trust incidents and their repair.

use super::{By, Capture, Surroundings};
use clap::{Args, Subcommand};

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Incident {
    /// Note a trust event, positive or negative
    ///
    /// Private until you share it. Without TEXT you are asked for it; with - it is read from standard input. In the text,
    /// @lind says whose doing it was, #roles names the theme, and another #word is a tag.
    #[command(
        after_help = "Examples: makkerpar incident add \"Bo took my delay on himself\" --actor lind --positive\n          makkerpar incident add \"Bo corrected me in public\" --actor lind --severity breach --public\n          makkerpar incident add \"Corrected me in public @lind\" --severity breach"
    )]
    Add(Box<IncidentAdd>),
    /// Give your account of what the other noted
    #[command(
        after_help = "Example: makkerpar incident reply T1 \"The figure was wrong by a factor of ten\""
    )]
    Reply {
        /// The incident
        handle: String,
        /// Your account; left out: you are asked; -: standard input
        text: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Take the next step of a repair
    ///
    /// Acknowledged is said by the one who did it, agreed by either, kept by the one who was hit.
    #[command(
        after_help = "Example: makkerpar incident step T1 agreed \"A note across the table, not a word\""
    )]
    Step {
        /// The incident
        handle: String,
        /// acknowledged, agreed, kept
        step: String,
        /// In your words; left out: you are asked; -: standard input
        text: Option<String>,
        /// When it was: 2027-03-01, yesterday, "last friday" [today]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Close it for your part; it is closed once both have
    #[command(after_help = "Example: makkerpar incident close T1")]
    Close {
        /// The incident
        handle: String,
        /// Why, if it is closed before it was kept
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Take your closing back
    #[command(after_help = "Example: makkerpar incident reopen T1")]
    Reopen {
        /// The incident
        handle: String,
        #[command(flatten)]
        by: By,
    },
    /// Every incident that you can read
    #[command(after_help = "Example: makkerpar incident list")]
    List,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct IncidentAdd {
    /// What happened; left out: you are asked; -: standard input
    pub(in crate::cli) text: Option<String>,
    /// Who did it: a, b, part of a name, or third [the @member of the text]
    #[arg(long, value_name = "MEMBER")]
    pub(in crate::cli) actor: Option<String>,
    /// scratch, breach, serious [scratch]
    #[arg(long, conflicts_with = "positive")]
    pub(in crate::cli) severity: Option<String>,
    /// ability, benevolence, integrity, deceit
    #[arg(long, conflicts_with = "positive")]
    pub(in crate::cli) class: Option<String>,
    /// Trust was won
    #[arg(long)]
    pub(in crate::cli) positive: bool,
    /// Others saw it
    #[arg(long)]
    pub(in crate::cli) public: bool,
    #[command(flatten)]
    pub(in crate::cli) surroundings: Surroundings,
    #[command(flatten)]
    pub(in crate::cli) capture: Capture,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}
