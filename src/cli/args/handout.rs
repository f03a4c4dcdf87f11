//! The paper of a talk.

use super::By;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Handout {
    /// Your own record and questions, with room to think; for you alone
    ///
    /// Two weeks before the talk: what waits for you, what you wrote this year and what is to become of it, two questions a
    /// theme. Nothing that your partner keeps to themselves is in it, and nobody else can print it.
    #[command(after_help = "Example: makkerpar handout prep --me holm")]
    Prep {
        /// The talk [the next]
        review: Option<String>,
        /// The file, or - for standard output [prep-NAME-DATE.pdf here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        printing: Printing,
    },
    /// The programme, what you noticed, what is open, and the year as a picture
    #[command(
        after_help = "Examples: makkerpar handout brief 2027 --paper letter\n          makkerpar handout brief --all -o briefs"
    )]
    Brief {
        /// The talk [the next]
        review: Option<String>,
        /// The file, or - for standard output [brief-DATE.pdf here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        printing: Printing,
    },
    /// A card for the pocket: one sheet, folded twice
    ///
    /// Codes and cues on the holes or stretches of the day, boxes to tick or to score in, lines for what you agree, the
    /// rematch. Print it on one side at 100 %; the marks say where to fold. It holds no word of what you wrote.
    #[command(
        after_help = "Examples: makkerpar handout card\n          makkerpar handout card 2027 --full --open"
    )]
    Card {
        /// The talk [the next]
        review: Option<String>,
        /// The file, or - for standard output [card-DATE.pdf here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Say on the pages after it what its codes stand for
        #[arg(long)]
        full: bool,
        #[command(flatten)]
        printing: Printing,
    },
    /// What was said, what changes, what you signed
    #[command(after_help = "Example: makkerpar handout summary 2027 -o summary.pdf")]
    Summary {
        /// The talk [the latest that was held]
        review: Option<String>,
        /// The file, or - for standard output [summary-DATE.pdf here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        printing: Printing,
    },
}

/// How a hand-out is printed.
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(in crate::cli) struct Printing {
    /// a4, letter [a4]
    #[arg(long)]
    pub(in crate::cli) paper: Option<String>,
    /// Roles in the place of your names; they may still tell who it is
    #[arg(long)]
    pub(in crate::cli) redact: bool,
    /// Show it in the program that this computer shows PDFs with
    #[arg(long)]
    pub(in crate::cli) open: bool,
    /// For every pair that is running, into the folder of -o; what is unchanged is passed over
    #[arg(long, conflicts_with_all = ["review", "open"])]
    pub(in crate::cli) all: bool,
    /// Replace a file that makkerpar did not make
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}
