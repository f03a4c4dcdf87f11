//! The words of the command line. Values come as they were typed and are read later, so that a wrong one is
//! refused in the user's language; the doc comments here are the English help.

#![allow(rustdoc::broken_intra_doc_links, reason = "the comments are help, where brackets hold defaults")]
#![allow(clippy::doc_markdown, reason = "the comments are help, which is no Markdown")]

mod adjustments;
mod calendar;
mod config;
mod entries;
mod exchange;
mod handout;
mod incidents;
mod lists;
mod pair;
mod safekeeping;
mod talks;
mod template;

pub(in crate::cli) use adjustments::{Adjust, AdjustAdd, AdjustUse};
pub(in crate::cli) use calendar::Calendar;
pub(in crate::cli) use config::Config;
pub(in crate::cli) use entries::{Capture, Edit, Observe, Surroundings, ToneFlags};
pub(in crate::cli) use exchange::{Export, Import, Taking};
pub(in crate::cli) use handout::{Handout, Printing};
pub(in crate::cli) use incidents::{Incident, IncidentAdd};
pub(in crate::cli) use lists::{Log, Narrow, Search};
pub(in crate::cli) use pair::{Pair, PairAdd, PairEdit};
pub(in crate::cli) use safekeeping::{Backup, Doctor};
pub(in crate::cli) use talks::{Propose, Review, ReviewEdit, Schedule};
pub(in crate::cli) use template::Template;

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// The memory and the planner behind two leaders' yearly talk
#[derive(Parser, Debug)]
#[command(name = "makkerpar", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, args_conflicts_with_subcommands = false)]
pub(in crate::cli) struct Line {
    #[command(flatten)]
    pub(in crate::cli) global: Global,
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Command>,
}

/// Options that stand anywhere on the line
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = "Everywhere")]
pub(in crate::cli) struct Global {
    /// The database file [MAKKERPAR_DB]
    #[arg(long, global = true, value_name = "PATH", hide = true)]
    pub(in crate::cli) db: Option<PathBuf>,
    /// The pair, where several are running [MAKKERPAR_PAIR]
    #[arg(long, global = true, value_name = "PAIR", hide = true)]
    pub(in crate::cli) pair: Option<String>,
    /// Who is typing: a, b or part of a name [MAKKERPAR_ME]
    #[arg(long, global = true, value_name = "MEMBER", hide = true)]
    pub(in crate::cli) me: Option<String>,
    /// English or Danish: en, da [MAKKERPAR_LANG]
    #[arg(long, global = true, value_name = "LANGUAGE", hide = true)]
    pub(in crate::cli) lang: Option<String>,
    /// Answer in JSON, one object on one line
    #[arg(long, global = true, hide = true)]
    pub(in crate::cli) json: bool,
    /// Colour: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", hide = true)]
    pub(in crate::cli) color: Option<String>,
    /// No hints and no chatter
    #[arg(short, long, global = true, hide = true)]
    pub(in crate::cli) quiet: bool,
    /// Answer yes to what asks to be sure
    #[arg(long, global = true, hide = true)]
    pub(in crate::cli) yes: bool,
}

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Command {
    /// Note what you noticed
    ///
    /// Private until you share it. Without TEXT you are asked for it; with - it is read from standard input. In the text,
    /// #roles names the theme, another #word is a tag, and @lind says whom it is about; a backslash keeps such a word
    /// as it is. At the end of the text they are taken off.
    #[command(
        alias = "o",
        after_help = "Examples: makkerpar o \"Bo said no before I could promise it\" -t roles --praise\n          makkerpar o \"Bo let three directors answer first #roles @lind\" --puzzle\n          makkerpar o -e"
    )]
    Observe(Box<Observe>),
    /// Give your own why beside an observation about you
    #[command(after_help = "Example: makkerpar answer O12 \"I want them to own it, so I speak last\"")]
    Answer {
        /// The observation
        handle: String,
        /// Your why; left out: you are asked; -: standard input
        text: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Let your partner read what you noted
    #[command(after_help = "Examples: makkerpar share O12 T2\n          makkerpar share --all")]
    Share {
        /// Observations and incidents
        #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "HANDLE")]
        handles: Vec<String>,
        /// All that is still private; asks to be sure
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        by: By,
    },
    /// Hide what you shared again; what was read was read
    #[command(after_help = "Example: makkerpar withdraw O12")]
    Withdraw {
        /// The observation or incident
        handle: String,
        #[command(flatten)]
        by: By,
    },
    /// Note a trust event, mend it, close it
    #[command(
        subcommand,
        after_help = "Example: makkerpar incident add \"Bo took my delay on himself\" --actor lind --positive"
    )]
    Incident(Incident),
    /// Keep what you two agreed
    #[command(
        subcommand,
        after_help = "Example: makkerpar adjust add \"Figures reach Anna two days before the committee\" --owner lind"
    )]
    Adjust(Adjust),
    /// Show one entry in full
    #[command(after_help = "Example: makkerpar show O12")]
    Show {
        /// An entry or a talk: O12, T3, A5, 2027
        handle: String,
    },
    /// Change an entry, or add to one that is frozen
    ///
    /// Only the fields you name change; an empty one ("") takes it away. Without options the entry opens in your editor:
    /// VISUAL, EDITOR, or makkerpar config set editor.
    #[command(
        after_help = "Examples: makkerpar edit O12\n          makkerpar edit O12 --theme chemistry\n          makkerpar edit O12 --add \"It happened again on Friday\"\n          makkerpar edit O12.1 --text \"I want them to own it\""
    )]
    Edit(Box<Edit>),
    /// Take an entry out of lists and paper; undo brings it back
    #[command(after_help = "Example: makkerpar delete O12")]
    Delete {
        /// An entry, a talk, or a part of one: O12, O12.1
        handle: String,
        #[command(flatten)]
        by: By,
    },
    /// Blank an entry for good; there is no undo
    #[command(after_help = "Example: makkerpar erase O12")]
    Erase {
        /// An entry or a part of one: O12, O12.1
        handle: String,
        #[command(flatten)]
        by: By,
    },
    /// The talk: its day, its programme, what came of it
    #[command(subcommand, after_help = "Example: makkerpar review schedule --on 2027-05-20 --at 12:00")]
    Review(Review),
    /// Print what you two need on paper
    #[command(subcommand, after_help = "Example: makkerpar handout brief")]
    Handout(Handout),
    /// What waits, and for whom
    #[command(after_help = "Examples: makkerpar status --me holm\n          makkerpar status --all")]
    Status {
        /// Every pair that is running, in short
        #[arg(long)]
        all: bool,
    },
    /// The facts of the log of trust; shared things only
    #[command(after_help = "Example: makkerpar trust")]
    Trust,
    /// The year around the talk
    ///
    /// What is to be done when: notice, preparation, the day, the summary, checks, the next window.
    #[command(after_help = "Examples: makkerpar year\n          makkerpar year 2028")]
    Year {
        /// A calendar year [twelve months from this one]
        year: Option<String>,
    },
    /// When you are busy, what you block, and files for your calendars
    #[command(subcommand, after_help = "Example: makkerpar calendar import anna.ics --for holm")]
    Calendar(Calendar),
    /// What is on record, the newest first
    ///
    /// A talk that is to come is among it with --kind review, or if you ask for days to come.
    #[command(
        after_help = "Examples: makkerpar log --limit 50\n          makkerpar log --kind incident --year 2027\n          makkerpar log -t roles --by lind --since \"2 months ago\""
    )]
    Log(Box<Log>),
    /// Find words in what is on record
    ///
    /// In entries and in all that stands beside them, inside longer words too, å like aa, large like small letters.
    /// The newest come first.
    #[command(
        after_help = "Examples: makkerpar search budget\n          makkerpar search skole \"two days before\" -golf --by lind\n          makkerpar search budget --best --year 2026"
    )]
    Search(Box<Search>),
    /// Take back your latest commands
    ///
    /// Your own and joint ones; those of the other are passed over, and with a number so is what was erased.
    #[command(after_help = "Examples: makkerpar undo\n          makkerpar undo 3 --dry-run")]
    Undo {
        /// How many [1]
        #[arg(value_name = "N")]
        steps: Option<String>,
        /// Only say what would be taken back
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        by: By,
    },
    /// Bring back what the latest undo took
    #[command(after_help = "Examples: makkerpar redo\n          makkerpar redo 3")]
    Redo {
        /// How many [1]
        #[arg(value_name = "N")]
        steps: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// What was done, the newest first
    ///
    /// With HANDLE the life of one entry: what was done to it and beside it, with how it was before and after each change.
    #[command(after_help = "Examples: makkerpar history --limit 50\n          makkerpar history O12")]
    History {
        /// An entry or a talk: O12, T3, A5, 2027
        handle: Option<String>,
        /// How many commands [20]
        #[arg(long, value_name = "N")]
        limit: Option<String>,
    },
    /// Take the record out: for another file, as a table, as a text
    #[command(subcommand, after_help = "Example: makkerpar export json --shared -o to-bo.json")]
    Export(Export),
    /// Take in what was written elsewhere
    ///
    /// An export of makkerpar (what is here already is passed over), a table with a head row, or lines such as
    /// "20/5 Bo said no before I could promise it #roles". All of it or nothing. A calendar goes to calendar import.
    #[command(
        after_help = "Examples: makkerpar import from-anna.json\n          makkerpar import notes.txt --dry-run"
    )]
    Import(Import),
    /// Copy the file, whole and checked
    ///
    /// It may be used meanwhile. An earlier backup of the same file is replaced; anything else only with --force.
    #[command(
        after_help = "Examples: makkerpar backup /media/stick\n          makkerpar backup ~/Documents/makkerpar.backup"
    )]
    Backup(Backup),
    /// Put a backup in the place of the file
    ///
    /// It is looked through first. The file that was there is kept beside it.
    #[command(after_help = "Example: makkerpar restore /media/stick/makkerpar-2027-03-03.backup")]
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// See whether all is well with the file and around it
    ///
    /// Looks at its pages, its records, the tables made from them, who can read it, the folder it is in, your templates,
    /// settings and backups, and says what to do.
    #[command(
        after_help = "Examples: makkerpar doctor\n          makkerpar doctor --rebuild\n          makkerpar doctor --rescue saved.db"
    )]
    Doctor(Doctor),
    /// A fictional pair's years in a folder, to look around in
    #[command(after_help = "Example: makkerpar demo")]
    Demo {
        /// The folder to make [makkerpar-demo]
        dir: Option<PathBuf>,
    },
    /// The two of you
    #[command(
        subcommand,
        after_help = "Example: makkerpar pair add \"Anna Holm\" \"Bo Lind\" --kind mayor-ceo"
    )]
    Pair(Pair),
    /// Begin: you two, in a few questions
    ///
    /// Asks for the language, you, your partner and what you are to each other, and writes the database and the settings.
    /// Without a terminal, pair add does the same.
    #[command(after_help = "Example: makkerpar init")]
    Init,
    /// What you need not type every time: who you are, your language, usual options
    #[command(subcommand, after_help = "Example: makkerpar config set me holm")]
    Config(Config),
    /// Formats, rules and questions, and copies of your own
    #[command(subcommand, after_help = "Example: makkerpar template list")]
    Template(Template),
    /// What the shell offers while you type: the script that it loads
    ///
    /// In ~/.bashrc or ~/.zshrc: source <(makkerpar completions bash), or zsh. In ~/.config/fish/completions/makkerpar.fish:
    /// makkerpar completions fish | source.
    #[command(after_help = "Example: makkerpar completions zsh")]
    Completions {
        /// bash, zsh, fish
        shell: String,
        /// What is typed, by which the script asks what goes on from it
        #[arg(last = true, hide = true, value_name = "WORD")]
        words: Vec<OsString>,
    },
    /// The manual: of the program, or a page for every command
    ///
    /// To read it: makkerpar man | man -l -
    #[command(after_help = "Examples: makkerpar man\n          makkerpar man ~/.local/share/man/man1")]
    Man {
        /// The folder to write every page into
        dir: Option<PathBuf>,
    },
    /// How a command is used
    #[command(after_help = "Example: makkerpar help incident step")]
    Help {
        /// The command
        #[arg(value_name = "COMMAND")]
        command: Vec<String>,
    },
}

/// Whose words a command writes.
#[derive(Args, Debug, Clone, Default)]
pub(in crate::cli) struct By {
    /// Whose command it is: a, b or part of a name [you]
    #[arg(long, value_name = "MEMBER")]
    pub(in crate::cli) by: Option<String>,
}
