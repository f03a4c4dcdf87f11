//! The two of a pair.

use super::By;
use clap::{Args, Subcommand};

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Pair {
    /// Put two people on record as a pair
    ///
    /// Makes the database if there is none. The same full name is the same person.
    #[command(
        after_help = "Example: makkerpar pair add \"Anna Holm\" \"Bo Lind\" --kind mayor-ceo --titles mayor \"chief executive\""
    )]
    Add(Box<PairAdd>),
    /// Every pair of the file
    #[command(after_help = "Example: makkerpar pair list")]
    List,
    /// The two of you, and what is set for you
    #[command(after_help = "Example: makkerpar pair show")]
    Show,
    /// Change what is set for the pair
    #[command(
        after_help = "Examples: makkerpar pair edit --titles mayor \"chief executive\"\n          makkerpar pair edit --name holm=\"Anna Bech\"\n          makkerpar pair edit --theme money=\"Money and growth\"\n          makkerpar pair edit --question roles=\"Which of your jobs should I take?\"\n          makkerpar pair edit --agreement first-call=\"{A} calls {B} first about {topic}\""
    )]
    Edit(Box<PairEdit>),
    /// End the pair; its record stays to be read
    ///
    /// What was agreed lapses and what is set is called off; what only you two can close is named.
    #[command(after_help = "Example: makkerpar pair end --reason election")]
    End {
        /// Why: election, resignation, a new post
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// The last day [today]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Args, Debug)]
pub(in crate::cli) struct PairAdd {
    /// Full name of the first, who has the left column on paper; a title behind a comma
    pub(in crate::cli) a: String,
    /// Full name of the second; a title behind a comma
    pub(in crate::cli) b: String,
    /// mayor-ceo, region, committee, founders, phd, other
    #[arg(long)]
    pub(in crate::cli) kind: String,
    /// The language of their paper: en, da [the one you use]
    #[arg(long)]
    pub(in crate::cli) language: Option<String>,
    /// The titles of both
    #[arg(long, num_args = 2, value_name = "TITLE")]
    pub(in crate::cli) titles: Vec<String>,
    /// Where they are, for sunset and season: 55.93,12.31
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(in crate::cli) place: Option<String>,
    /// Their time zone [Europe/Copenhagen]
    #[arg(long, value_name = "ZONE")]
    pub(in crate::cli) timezone: Option<String>,
    /// A mail address of a member; may be repeated
    #[arg(long = "mail", value_name = "MEMBER=ADDRESS")]
    pub(in crate::cli) mails: Vec<String>,
    /// Months between talks [12]
    #[arg(long, value_name = "MONTHS")]
    pub(in crate::cli) interval: Option<String>,
    /// The rules by which days are found: denmark, plain [denmark]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) rules: Option<String>,
    /// When they began to work together [today]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct PairEdit {
    /// mayor-ceo, region, committee, founders, phd, other
    #[arg(long)]
    pub(in crate::cli) kind: Option<String>,
    /// The language of their paper: en, da
    #[arg(long)]
    pub(in crate::cli) language: Option<String>,
    /// The titles of both
    #[arg(long, num_args = 2, value_name = "TITLE")]
    pub(in crate::cli) titles: Vec<String>,
    /// Where they are, for sunset and season: 55.93,12.31
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(in crate::cli) place: Option<String>,
    /// Their time zone
    #[arg(long, value_name = "ZONE")]
    pub(in crate::cli) timezone: Option<String>,
    /// A new full name for a member, in the whole file; may be repeated
    #[arg(long = "name", value_name = "MEMBER=NAME")]
    pub(in crate::cli) names: Vec<String>,
    /// A mail address of a member; may be repeated
    #[arg(long = "mail", value_name = "MEMBER=ADDRESS")]
    pub(in crate::cli) mails: Vec<String>,
    /// Months between talks
    #[arg(long, value_name = "MONTHS")]
    pub(in crate::cli) interval: Option<String>,
    /// The rules by which days are found: denmark, plain
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) rules: Option<String>,
    /// When they began to work together
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    /// A theme of your own, or another label for one; may be repeated
    #[arg(long = "theme", value_name = "KEY=LABEL")]
    pub(in crate::cli) themes: Vec<String>,
    /// A question of your own about a theme; may be repeated
    #[arg(long = "question", value_name = "THEME=TEXT")]
    pub(in crate::cli) questions: Vec<String>,
    /// An agreement of your own to choose from; may be repeated
    #[arg(long = "agreement", value_name = "KEY=TEXT")]
    pub(in crate::cli) agreements: Vec<String>,
    /// An own question (its beginning) or agreement (its key) that is to go; may be repeated
    #[arg(long = "remove", value_name = "TEXT")]
    pub(in crate::cli) removed: Vec<String>,
    /// Whether the picture of the year on paper may show the log of trust: yes, no; each for themselves
    #[arg(long, value_name = "YES|NO")]
    pub(in crate::cli) trust_on_paper: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}
