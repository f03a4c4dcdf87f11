//! The talk.

use super::By;
use clap::{Args, Subcommand};

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Review {
    /// Propose days that work for both of you
    ///
    /// At most one a week, the best first: both free, a working day, enough light, and as near to the day on which the
    /// talk is due as can be.
    #[command(
        after_help = "Examples: makkerpar review propose\n          makkerpar review propose --format golf9 --count 3 --explain\n          makkerpar review propose --from \"9 august\" --to \"week 42\""
    )]
    Propose(Box<Propose>),
    /// Set the day of the talk
    #[command(
        after_help = "Examples: makkerpar review schedule --on 2027-05-20 --at 12:00 --format golf18 --where Nordskov\n          makkerpar review schedule --pick 1"
    )]
    Schedule(Box<Schedule>),
    /// Move the talk to another day
    ///
    /// The time stays unless you give another.
    #[command(after_help = "Example: makkerpar review move --on \"10 june\"")]
    Move {
        /// The talk [the next]
        review: Option<String>,
        /// The new day: 2027-06-10, "10 june", "next thursday"
        #[arg(long, value_name = "DATE")]
        on: String,
        /// When the day begins [as before]
        #[arg(long, value_name = "TIME", conflicts_with = "tee")]
        at: Option<String>,
        /// When the first ball is struck
        #[arg(long, value_name = "TIME")]
        tee: Option<String>,
        /// golf18, golf9, walk, lunch, dinner, drive, room, online [as before]
        #[arg(long)]
        format: Option<String>,
        /// Where on earth, for the sunset: 55.93,12.31 [as before]
        #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
        place: Option<String>,
        /// In spite of a past day, the dark or an ended pair
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        by: By,
    },
    /// Call the talk off
    #[command(after_help = "Example: makkerpar review cancel 2027 --reason \"Bo is ill\"")]
    Cancel {
        /// The talk
        review: String,
        /// Why; both can read it
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        by: By,
    },
    /// Change what is set for the talk: where, what, booked
    #[command(
        after_help = "Examples: makkerpar review edit 2027 --where \"Nordskov Golf\" --booked yes\n          makkerpar review edit 2027 --format walk --at 13:00"
    )]
    Edit(Box<ReviewEdit>),
    /// Every talk there was and will be
    #[command(after_help = "Example: makkerpar review list")]
    List,
    /// The programme of the day
    ///
    /// Each theme is given time by what both can read about it; what weighs most comes where there is time for it.
    #[command(
        after_help = "Examples: makkerpar review agenda\n          makkerpar review agenda 2027 --explain"
    )]
    Agenda {
        /// The talk [the next]
        review: Option<String>,
        /// Show how the time of each theme came about
        #[arg(long)]
        explain: bool,
    },
    /// Prepare for the talk, and say that you are ready
    ///
    /// At a terminal it goes through your own record with you, theme by theme. Elsewhere it shows your record and marks you
    /// as ready. Your partner sees that you are, and nothing else.
    #[command(
        after_help = "Examples: makkerpar review prepare\n          makkerpar review prepare 2027 --me holm --look"
    )]
    Prepare {
        /// The talk [the next]
        review: Option<String>,
        /// Only show your record; do not mark yourself as ready
        #[arg(long, conflicts_with = "not_ready")]
        look: bool,
        /// Take back that you are ready
        #[arg(long)]
        not_ready: bool,
        #[command(flatten)]
        by: By,
    },
    /// Note what is said
    #[command(after_help = "Example: makkerpar review note 2027 \"Bo speaks last on purpose\" -t roles")]
    Note {
        /// The talk
        review: String,
        /// In words that both can stand by; left out: you are asked; -: standard input
        text: Option<String>,
        /// roles, thinking, expectations, others, chemistry
        #[arg(short, long)]
        theme: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Record that it was held, what was said and agreed, and the game
    ///
    /// At a terminal and without options it goes through the programme with you, block by block; it can be left and taken
    /// up again. What has a command of its own (answer, adjust add, adjust use, incident step and close) can also be
    /// recorded by that. With --note - each paragraph of standard input is a note.
    #[command(
        after_help = "Examples: makkerpar review record\n          makkerpar review record 2027 --score holm=92 --score lind=88 --won holm\n          makkerpar review record 2027 --check A4=kept --note roles=\"Bo speaks last\""
    )]
    Record {
        /// The talk [the one whose day has come]
        review: Option<String>,
        /// What was said, under a theme before the =; may be repeated; -: standard input
        #[arg(long = "note", value_name = "THEME=TEXT")]
        notes: Vec<String>,
        /// What became of an adjustment, with a word on it after a colon; may be repeated
        #[arg(long = "check", value_name = "HANDLE=OUTCOME")]
        checks: Vec<String>,
        /// When it was held [the day it was set for]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Strokes of a member; may be repeated
        #[arg(long = "score", value_name = "MEMBER=N")]
        scores: Vec<String>,
        /// Who won, or tie [the one with fewer strokes]
        #[arg(long, value_name = "MEMBER")]
        won: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Stand by the summary; when both have, the talk is locked
    #[command(after_help = "Example: makkerpar review sign")]
    Sign {
        /// The talk [the last that was held]
        review: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Add to a talk that both have signed
    #[command(
        after_help = "Example: makkerpar review amend 2027 \"The plan came a month later than we wrote\""
    )]
    Amend {
        /// The talk
        review: String,
        /// In words that both can stand by; left out: you are asked; -: standard input
        text: Option<String>,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Propose {
    /// The year of the talk [the year in which it is due]
    #[arg(long, value_name = "YEAR")]
    pub(in crate::cli) year: Option<String>,
    /// The first day to look at: 2027-05-01, "1 may", "week 18"
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) from: Option<String>,
    /// The last day to look at
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) to: Option<String>,
    /// golf18, golf9, walk, lunch, dinner, drive, room, online [as last time]
    #[arg(long)]
    pub(in crate::cli) format: Option<String>,
    /// The one start to try [the format's own times]
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) at: Option<String>,
    /// Where it would be, for the sunset: 55.93,12.31 [the pair's place]
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(in crate::cli) place: Option<String>,
    /// denmark, plain or a file of rules [the pair's]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) rules: Option<String>,
    /// How many days [5]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) count: Option<String>,
    /// Show what each day costs, and why
    #[arg(long)]
    pub(in crate::cli) explain: bool,
}

#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("day").required(true).args(["on", "pick"]))]
pub(in crate::cli) struct Schedule {
    /// The day: 2027-05-20, "20 may", "next thursday"
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) on: Option<String>,
    /// One of the days last proposed, by its number
    #[arg(long, value_name = "N", conflicts_with_all = ["at", "tee", "format"])]
    pub(in crate::cli) pick: Option<String>,
    /// When the day begins [the format's own time]
    #[arg(long, value_name = "TIME", conflicts_with = "tee")]
    pub(in crate::cli) at: Option<String>,
    /// When the first ball is struck
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) tee: Option<String>,
    /// golf18, golf9, walk, lunch, dinner, drive, room, online [as last time]
    #[arg(long)]
    pub(in crate::cli) format: Option<String>,
    /// Where
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) r#where: Option<String>,
    /// Where on earth, for the sunset: 55.93,12.31 [the pair's place]
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(in crate::cli) place: Option<String>,
    /// A second talk of its year
    #[arg(long)]
    pub(in crate::cli) extra: bool,
    /// In spite of a past day, the dark, an ended pair or a second talk
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct ReviewEdit {
    /// The talk [the next]
    pub(in crate::cli) review: Option<String>,
    /// When the day begins
    #[arg(long, value_name = "TIME", conflicts_with = "tee")]
    pub(in crate::cli) at: Option<String>,
    /// When the first ball is struck
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) tee: Option<String>,
    /// golf18, golf9, walk, lunch, dinner, drive, room, online
    #[arg(long)]
    pub(in crate::cli) format: Option<String>,
    /// Where
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) r#where: Option<String>,
    /// Where on earth, for the sunset: 55.93,12.31
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(in crate::cli) place: Option<String>,
    /// Whether it is booked: yes, no
    #[arg(long, value_name = "YES|NO")]
    pub(in crate::cli) booked: Option<String>,
    /// In spite of the dark or an ended pair
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}
