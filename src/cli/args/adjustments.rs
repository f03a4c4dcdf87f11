//! Adjustments.

use super::By;
use clap::{Args, Subcommand};

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Adjust {
    /// Put on record what you two agreed
    ///
    /// It is joint: both can read it at once. It is checked after three and six months unless you say otherwise.
    #[command(
        after_help = "Examples: makkerpar adjust add \"Figures reach Anna two days before\" --owner lind --until \"1 june\"\n          makkerpar adjust add \"We disagree in private\" --owner both --rule"
    )]
    Add(Box<AdjustAdd>),
    /// Agree on something from the bank
    ///
    /// Its owner is the one of whom it says what to do; the other way round is another owner. Without KEY it lists what
    /// there is to choose from.
    #[command(
        after_help = "Examples: makkerpar adjust use\n          makkerpar adjust use copy-in --owner holm --set topic=\"the school plan\""
    )]
    Use(Box<AdjustUse>),
    /// Say what came of it
    #[command(
        after_help = "Example: makkerpar adjust check A4 kept \"One interview, agreed the day before\""
    )]
    Check {
        /// The adjustment
        handle: String,
        /// kept, partly, missed
        outcome: String,
        /// A word on it; -: standard input
        text: Option<String>,
        /// When you looked: 2027-03-01, yesterday, "last friday" [today]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Let it go
    #[command(after_help = "Example: makkerpar adjust lapse A4 \"The plan was adopted\"")]
    Lapse {
        /// The adjustment
        handle: String,
        /// Why; -: standard input
        reason: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// What stands, the next check first
    #[command(after_help = "Example: makkerpar adjust list --due")]
    List {
        /// Only those whose check is due
        #[arg(long, conflicts_with = "all")]
        due: bool,
        /// Also what is done or has lapsed
        #[arg(long)]
        all: bool,
    },
}

#[derive(Args, Debug)]
pub(in crate::cli) struct AdjustAdd {
    /// What you agreed; left out: you are asked; -: standard input
    pub(in crate::cli) text: Option<String>,
    /// Who it rests with: a, b, part of a name, or both [the @member of the text]
    #[arg(long, value_name = "MEMBER")]
    pub(in crate::cli) owner: Option<String>,
    /// roles, thinking, expectations, others, chemistry
    #[arg(short, long)]
    pub(in crate::cli) theme: Option<String>,
    /// A ground rule, which stands until it lapses
    #[arg(long)]
    pub(in crate::cli) rule: bool,
    /// The day by which: 2027-06-01, "1 june", "in 2 weeks"
    #[arg(long, value_name = "DATE", conflicts_with = "rule")]
    pub(in crate::cli) until: Option<String>,
    /// A day to look whether it is kept; may be repeated [in three and six months]
    #[arg(long = "check", value_name = "DATE")]
    pub(in crate::cli) checks: Vec<String>,
    /// The shared entry that it comes from; may be repeated
    #[arg(long, value_name = "HANDLE")]
    pub(in crate::cli) from: Vec<String>,
    /// The question to ask when it is checked
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) question: Option<String>,
    /// A word to find it by; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub(in crate::cli) tags: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct AdjustUse {
    /// Which: copy-in, stop-signal; left out: lists them
    pub(in crate::cli) key: Option<String>,
    /// Who it rests with: a, b, part of a name, or both
    #[arg(long, value_name = "MEMBER", requires = "key")]
    pub(in crate::cli) owner: Option<String>,
    /// A field of the agreement; may be repeated
    #[arg(long = "set", value_name = "FIELD=TEXT", requires = "key")]
    pub(in crate::cli) set: Vec<String>,
    /// roles, thinking, expectations, others, chemistry
    #[arg(short, long, requires = "key")]
    pub(in crate::cli) theme: Option<String>,
    /// The day by which; then it is no ground rule
    #[arg(long, value_name = "DATE", requires = "key")]
    pub(in crate::cli) until: Option<String>,
    /// A day to look whether it is kept; may be repeated [in three and six months]
    #[arg(long = "check", value_name = "DATE", requires = "key")]
    pub(in crate::cli) checks: Vec<String>,
    /// The shared entry that it comes from; may be repeated
    #[arg(long, value_name = "HANDLE", requires = "key")]
    pub(in crate::cli) from: Vec<String>,
    /// A word to find it by; may be repeated
    #[arg(long = "tag", value_name = "TAG", requires = "key")]
    pub(in crate::cli) tags: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}
