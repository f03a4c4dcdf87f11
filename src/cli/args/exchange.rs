//! Out of the file, and into it.

use super::By;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Export {
    /// All there is, for another file of makkerpar
    ///
    /// All that you may read, with its history, for another machine of yours; with --shared, what both may read, for your
    /// partner. They take it in with makkerpar import, as often as you like and both ways: what is there already is passed
    /// over, and what was withdrawn, deleted or erased since goes there, too.
    #[command(
        after_help = "Examples: makkerpar export json --shared -o to-bo.json\n          makkerpar export json --me holm -o all.json"
    )]
    Json(Taking),
    /// A table for a spreadsheet, one row an entry
    #[command(after_help = "Example: makkerpar export csv --me holm -o year.csv")]
    Csv(Taking),
    /// A text to read, month by month
    #[command(after_help = "Example: makkerpar export markdown --shared -o year.md")]
    Markdown(Taking),
}

/// How much is taken out, and where to.
#[derive(Args, Debug)]
pub(in crate::cli) struct Taking {
    /// What both may read
    #[arg(long, conflicts_with = "mine")]
    pub(in crate::cli) shared: bool,
    /// Your own words and what is joint
    #[arg(long)]
    pub(in crate::cli) mine: bool,
    /// The file, or - for standard output [-]
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Replace a file that makkerpar did not make
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Import {
    /// The file, or - for standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Only say what would come of it
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[command(flatten)]
    pub(in crate::cli) by: By,
}
