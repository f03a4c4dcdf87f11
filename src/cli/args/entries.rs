//! Observations, and changing what is on record.

use super::By;
use clap::Args;

/// What an observation and an incident have in common.
#[derive(Args, Debug, Clone)]
pub(in crate::cli) struct Surroundings {
    /// roles, thinking, expectations, others, chemistry
    #[arg(short, long)]
    pub(in crate::cli) theme: Option<String>,
    /// When it was: 2027-03-01, yesterday, "last friday" [today]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) on: Option<String>,
    /// What it did to you or to others
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) effect: Option<String>,
    /// Where: council, car, budget seminar
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) setting: Option<String>,
    /// sms, phone, mail, talk, meeting, media
    #[arg(long, value_name = "HOW")]
    pub(in crate::cli) channel: Option<String>,
    /// A word to find it by; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub(in crate::cli) tags: Vec<String>,
}

#[derive(Args, Debug)]
#[group(multiple = false)]
pub(in crate::cli) struct ToneFlags {
    /// + it worked
    #[arg(long)]
    pub(in crate::cli) praise: bool,
    /// ? you wonder
    #[arg(long)]
    pub(in crate::cli) puzzle: bool,
    /// ! it hindered
    #[arg(long)]
    pub(in crate::cli) friction: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Observe {
    /// What you noticed; left out: you are asked; -: standard input
    pub(in crate::cli) text: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) tone: ToneFlags,
    /// partner, us, self [partner]
    #[arg(long, value_name = "WHOM")]
    pub(in crate::cli) about: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) surroundings: Surroundings,
    #[command(flatten)]
    pub(in crate::cli) capture: Capture,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}

/// How something new is written, and who can read it.
#[derive(Args, Debug)]
pub(in crate::cli) struct Capture {
    /// Let your partner read it at once
    #[arg(long)]
    pub(in crate::cli) share: bool,
    /// Keep it to yourself, though a setting shares
    #[arg(long, conflicts_with = "share")]
    pub(in crate::cli) private: bool,
    /// Write it in your editor, with its fields; no terminal: standard input
    #[arg(short = 'e', long = "edit")]
    pub(in crate::cli) in_editor: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Edit {
    /// An entry or a part of one: O12, O12.1
    pub(in crate::cli) handle: String,
    /// The new text; -: standard input
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) text: Option<String>,
    /// Add to a text that is frozen; -: standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "text")]
    pub(in crate::cli) add: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) tone: ToneFlags,
    /// partner, us, self
    #[arg(long, value_name = "WHOM")]
    pub(in crate::cli) about: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) surroundings: Surroundings,
    /// Of an incident: who did it
    #[arg(long, value_name = "MEMBER")]
    pub(in crate::cli) actor: Option<String>,
    /// Of an incident: scratch, breach, serious
    #[arg(long, conflicts_with = "positive")]
    pub(in crate::cli) severity: Option<String>,
    /// Of an incident: ability, benevolence, integrity, deceit
    #[arg(long, conflicts_with = "positive")]
    pub(in crate::cli) class: Option<String>,
    /// Of an incident: trust was won
    #[arg(long)]
    pub(in crate::cli) positive: bool,
    /// Of an incident: whether others saw it, yes or no
    #[arg(long, value_name = "YES|NO")]
    pub(in crate::cli) public: Option<String>,
    /// Of an adjustment: who it rests with
    #[arg(long, value_name = "MEMBER")]
    pub(in crate::cli) owner: Option<String>,
    /// Of an adjustment: the day by which (2027-06-01, "in 2 weeks")
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) until: Option<String>,
    /// Of an adjustment: a day to look whether it is kept; may be repeated
    #[arg(long = "check", value_name = "DATE")]
    pub(in crate::cli) checks: Vec<String>,
    /// In your editor, with its fields; no terminal: standard input
    #[arg(short = 'e', long = "edit", conflicts_with_all = ["text", "add"])]
    pub(in crate::cli) in_editor: bool,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}
