//! When the two are busy, what they block, and what goes into their calendars.

use super::By;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Calendar {
    /// Read when one of you is busy from a calendar file
    ///
    /// An iCalendar file (.ics) as Outlook, Google, Apple and Nextcloud export it. Only the times are kept, never the
    /// titles; they take the place of what was read before under the same name.
    #[command(
        after_help = "Examples: makkerpar calendar import anna.ics --for holm\n          makkerpar calendar import private.ics --for holm --source private"
    )]
    Import {
        /// The file, or - for standard input
        file: PathBuf,
        /// Whose calendar it is
        #[arg(long, value_name = "MEMBER")]
        r#for: String,
        /// What the calendar goes by [the name of the file]
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
        /// How many months ahead it is read [24]
        #[arg(long, value_name = "N")]
        months: Option<String>,
    },
    /// Forget what was read for one of you
    #[command(after_help = "Example: makkerpar calendar forget --for holm")]
    Forget {
        /// Whose calendars
        #[arg(long, value_name = "MEMBER")]
        r#for: String,
        /// Only the calendar of that name
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
    },
    /// Which calendars were read, and what is blocked
    #[command(after_help = "Example: makkerpar calendar list")]
    List,
    /// Write the talks and the moments around them as a calendar file
    #[command(after_help = "Example: makkerpar calendar export -o makkerpar.ics")]
    Export {
        /// The file, or - for standard output [PAIR.ics here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace a file that makkerpar did not make
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        by: By,
    },
    /// Write the invitation to a talk, or its cancellation
    #[command(
        after_help = "Examples: makkerpar calendar invite\n          makkerpar calendar invite 2027 -o talk.ics"
    )]
    Invite {
        /// The talk [the next one]
        review: Option<String>,
        /// The file, or - for standard output [talk-REVIEW.ics here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace a file that makkerpar did not make
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        by: By,
    },
    /// Holidays, school weeks, elections and budgets of a year
    #[command(
        after_help = "Examples: makkerpar calendar holidays 2027\n          makkerpar calendar holidays 2027 --rules my-rules.toml"
    )]
    Holidays {
        /// 1990 to 2100
        year: String,
        /// denmark, plain or a file of rules [the pair's]
        #[arg(long, value_name = "NAME")]
        rules: Option<String>,
    },
    /// Keep a period free of talks
    #[command(
        after_help = "Examples: makkerpar calendar block \"Budget\" \"16 august\" \"15 october\" --yearly\n          makkerpar calendar block \"Summer\" \"week 27\" \"week 32\" --yearly"
    )]
    Block {
        /// What it is called
        name: String,
        /// The first day, or the first week: 2027-08-16, "16 august", "week 33"
        from: String,
        /// The last day, or the last week
        to: String,
        /// Every year again
        #[arg(long)]
        yearly: bool,
        #[command(flatten)]
        by: By,
    },
    /// Open a blocked period again
    #[command(after_help = "Example: makkerpar calendar unblock \"Budget\"")]
    Unblock {
        /// What it is called, or its beginning
        name: String,
        #[command(flatten)]
        by: By,
    },
}
