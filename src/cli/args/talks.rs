//! The talk and its paper.

use super::By;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Review {
    /// Set the day of the talk
    #[command(
        after_help = "Example: makkerpar review schedule --on 2027-05-20 --at 12:00 --format golf18 --where Nordskov"
    )]
    Schedule {
        /// The day
        #[arg(long, value_name = "DATE")]
        on: String,
        /// When the day begins [the format's own time]
        #[arg(long, value_name = "TIME", conflicts_with = "tee")]
        at: Option<String>,
        /// When the first ball is struck
        #[arg(long, value_name = "TIME")]
        tee: Option<String>,
        /// golf18, golf9, walk, room [as last time]
        #[arg(long)]
        format: Option<String>,
        /// Where
        #[arg(long, value_name = "TEXT")]
        r#where: Option<String>,
        /// A second talk of its year
        #[arg(long)]
        extra: bool,
        /// In spite of a past day, an ended pair or a second talk
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        by: By,
    },
    /// Every talk there was and will be
    #[command(after_help = "Example: makkerpar review list")]
    List,
    /// The programme of the day
    #[command(after_help = "Example: makkerpar review agenda 2027")]
    Agenda {
        /// The talk
        review: String,
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
    /// Record that it was held, and the game
    #[command(after_help = "Example: makkerpar review record 2027 --score holm=92 --score lind=88")]
    Record {
        /// The talk
        review: String,
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
    #[command(after_help = "Example: makkerpar review sign 2027")]
    Sign {
        /// The talk
        review: String,
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

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Handout {
    /// What was said, what changes, what you signed
    #[command(after_help = "Example: makkerpar handout summary 2027 -o summary.pdf")]
    Summary {
        /// The talk [the latest that was held]
        review: Option<String>,
        /// The file, or - for standard output [summary-DATE.pdf here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// a4, letter [a4]
        #[arg(long)]
        paper: Option<String>,
        /// Replace a file that makkerpar did not make
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        by: By,
    },
}
