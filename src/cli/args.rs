//! The words of the command line. Values come as they were typed and are read later, so that a wrong one is
//! refused in the user's language; the doc comments here are the English help.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The memory and the planner behind two leaders' yearly talk
#[derive(Parser, Debug)]
#[command(name = "makkerpar", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, args_conflicts_with_subcommands = false)]
pub(super) struct Line {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that stand anywhere on the line
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The database file [env: `MAKKERPAR_DB`]
    #[arg(long, global = true, value_name = "PATH", hide = true)]
    pub(super) db: Option<PathBuf>,
    /// The pair, where several are running [env: `MAKKERPAR_PAIR`]
    #[arg(long, global = true, value_name = "PAIR", hide = true)]
    pub(super) pair: Option<String>,
    /// Who is typing: a, b or part of a name [env: `MAKKERPAR_ME`]
    #[arg(long, global = true, value_name = "MEMBER", hide = true)]
    pub(super) me: Option<String>,
    /// English or Danish: en, da [env: `MAKKERPAR_LANG`]
    #[arg(long, global = true, value_name = "LANGUAGE", hide = true)]
    pub(super) lang: Option<String>,
    /// Answer in JSON, one object on one line
    #[arg(long, global = true, hide = true)]
    pub(super) json: bool,
    /// Colour: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", hide = true)]
    pub(super) color: Option<String>,
    /// No hints and no chatter
    #[arg(short, long, global = true, hide = true)]
    pub(super) quiet: bool,
    /// Answer yes to what asks to be sure
    #[arg(long, global = true, hide = true)]
    pub(super) yes: bool,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Note what you noticed
    ///
    /// Private until you share it. Without TEXT you are asked for it; with - it is read from standard input.
    #[command(
        alias = "o",
        after_help = "Example: makkerpar o \"Bo said no before I could promise it\" -t roles --praise"
    )]
    Observe(Observe),
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
    /// Only the fields you name change. An empty --theme, --effect or --setting takes it away.
    #[command(
        after_help = "Examples: makkerpar edit O12 --theme chemistry\n          makkerpar edit O12 --add \"It happened again on Friday\"\n          makkerpar edit O12.1 --text \"I want them to own it\""
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
    #[command(subcommand, after_help = "Example: makkerpar handout summary")]
    Handout(Handout),
    /// What waits, and for whom
    #[command(after_help = "Example: makkerpar status --me holm")]
    Status,
    /// What is on record, the newest first
    #[command(after_help = "Examples: makkerpar log --limit 50\n          makkerpar log --kind incident")]
    Log {
        /// How many entries [20]
        #[arg(long, value_name = "N")]
        limit: Option<String>,
        /// observation, incident, adjustment, review
        #[arg(long)]
        kind: Option<String>,
    },
    /// Take back your latest commands
    ///
    /// Your own and joint ones; those of the other are passed over.
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
    #[command(after_help = "Example: makkerpar redo")]
    Redo {
        #[command(flatten)]
        by: By,
    },
    /// What was done, the newest first
    #[command(after_help = "Example: makkerpar history --limit 50")]
    History {
        /// How many commands [20]
        #[arg(long, value_name = "N")]
        limit: Option<String>,
    },
    /// Check the file against its journal
    #[command(after_help = "Example: makkerpar doctor --rebuild")]
    Doctor {
        /// Make the tables anew from the journal
        #[arg(long)]
        rebuild: bool,
    },
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
pub(super) struct By {
    /// Whose command it is: a, b or part of a name [you]
    #[arg(long, value_name = "MEMBER")]
    pub(super) by: Option<String>,
}

/// What an observation and an incident have in common.
#[derive(Args, Debug)]
pub(super) struct Surroundings {
    /// roles, thinking, expectations, others, chemistry
    #[arg(short, long)]
    pub(super) theme: Option<String>,
    /// When it was: 2027-03-01, yesterday [today]
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<String>,
    /// What it did to you or to others
    #[arg(long, value_name = "TEXT")]
    pub(super) effect: Option<String>,
    /// Where: council, car, budget seminar
    #[arg(long, value_name = "TEXT")]
    pub(super) setting: Option<String>,
    /// sms, phone, mail, talk, meeting, media
    #[arg(long, value_name = "HOW")]
    pub(super) channel: Option<String>,
    /// A word to find it by; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,
}

#[derive(Args, Debug)]
#[group(multiple = false)]
pub(super) struct ToneFlags {
    /// + it worked
    #[arg(long)]
    pub(super) praise: bool,
    /// ? you wonder
    #[arg(long)]
    pub(super) puzzle: bool,
    /// ! it hindered
    #[arg(long)]
    pub(super) friction: bool,
}

#[derive(Args, Debug)]
pub(super) struct Observe {
    /// What you noticed; left out: you are asked; -: standard input
    pub(super) text: Option<String>,
    #[command(flatten)]
    pub(super) tone: ToneFlags,
    /// partner, us, self [partner]
    #[arg(long, value_name = "WHOM")]
    pub(super) about: Option<String>,
    #[command(flatten)]
    pub(super) surroundings: Surroundings,
    /// Let your partner read it at once
    #[arg(long)]
    pub(super) share: bool,
    #[command(flatten)]
    pub(super) by: By,
}

#[derive(Subcommand, Debug)]
pub(super) enum Incident {
    /// Note a trust event, positive or negative
    ///
    /// Private until you share it. Without TEXT you are asked for it; with - it is read from standard input.
    #[command(
        after_help = "Examples: makkerpar incident add \"Bo took my delay on himself\" --actor lind --positive\n          makkerpar incident add \"Bo corrected me in front of the council\" --actor lind --severity breach --public"
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
        /// When it was: 2027-03-01, yesterday [today]
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
pub(super) struct IncidentAdd {
    /// What happened; left out: you are asked; -: standard input
    pub(super) text: Option<String>,
    /// Who did it: a, b, part of a name, or third
    #[arg(long, value_name = "MEMBER")]
    pub(super) actor: String,
    /// scratch, breach, serious [scratch]
    #[arg(long, conflicts_with = "positive")]
    pub(super) severity: Option<String>,
    /// ability, benevolence, integrity, deceit
    #[arg(long, conflicts_with = "positive")]
    pub(super) class: Option<String>,
    /// Trust was won
    #[arg(long)]
    pub(super) positive: bool,
    /// Others saw it
    #[arg(long)]
    pub(super) public: bool,
    #[command(flatten)]
    pub(super) surroundings: Surroundings,
    /// Let your partner read it at once
    #[arg(long)]
    pub(super) share: bool,
    #[command(flatten)]
    pub(super) by: By,
}

#[derive(Subcommand, Debug)]
pub(super) enum Adjust {
    /// Put on record what you two agreed
    ///
    /// It is joint: both can read it at once. It is checked after three and six months unless you say otherwise.
    #[command(
        after_help = "Examples: makkerpar adjust add \"Figures reach Anna two days before\" --owner lind --until 2027-06-01\n          makkerpar adjust add \"We disagree in private\" --owner both --rule"
    )]
    Add(Box<AdjustAdd>),
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
        /// When you looked: 2027-03-01, yesterday [today]
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
pub(super) struct AdjustAdd {
    /// What you agreed; left out: you are asked; -: standard input
    pub(super) text: Option<String>,
    /// Who it rests with: a, b, part of a name, or both
    #[arg(long, value_name = "MEMBER")]
    pub(super) owner: String,
    /// roles, thinking, expectations, others, chemistry
    #[arg(short, long)]
    pub(super) theme: Option<String>,
    /// A ground rule, which stands until it lapses
    #[arg(long)]
    pub(super) rule: bool,
    /// The day by which
    #[arg(long, value_name = "DATE", conflicts_with = "rule")]
    pub(super) until: Option<String>,
    /// A day to look whether it is kept; may be repeated [in three and six months]
    #[arg(long = "check", value_name = "DATE")]
    pub(super) checks: Vec<String>,
    /// The shared entry that it comes from; may be repeated
    #[arg(long, value_name = "HANDLE")]
    pub(super) from: Vec<String>,
    /// The question to ask when it is checked
    #[arg(long, value_name = "TEXT")]
    pub(super) question: Option<String>,
    /// A word to find it by; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,
    #[command(flatten)]
    pub(super) by: By,
}

#[derive(Args, Debug)]
pub(super) struct Edit {
    /// An entry or a part of one: O12, O12.1
    pub(super) handle: String,
    /// The new text; -: standard input
    #[arg(long, value_name = "TEXT")]
    pub(super) text: Option<String>,
    /// Add to a text that is frozen; -: standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "text")]
    pub(super) add: Option<String>,
    #[command(flatten)]
    pub(super) tone: ToneFlags,
    /// partner, us, self
    #[arg(long, value_name = "WHOM")]
    pub(super) about: Option<String>,
    #[command(flatten)]
    pub(super) surroundings: Surroundings,
    /// Of an incident: who did it
    #[arg(long, value_name = "MEMBER")]
    pub(super) actor: Option<String>,
    /// Of an incident: scratch, breach, serious
    #[arg(long, conflicts_with = "positive")]
    pub(super) severity: Option<String>,
    /// Of an incident: ability, benevolence, integrity, deceit
    #[arg(long, conflicts_with = "positive")]
    pub(super) class: Option<String>,
    /// Of an incident: trust was won
    #[arg(long)]
    pub(super) positive: bool,
    /// Of an incident: whether others saw it, yes or no
    #[arg(long, value_name = "YES|NO")]
    pub(super) public: Option<String>,
    /// Of an adjustment: who it rests with
    #[arg(long, value_name = "MEMBER")]
    pub(super) owner: Option<String>,
    /// Of an adjustment: the day by which
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,
    /// Of an adjustment: a day to look whether it is kept; may be repeated
    #[arg(long = "check", value_name = "DATE")]
    pub(super) checks: Vec<String>,
    #[command(flatten)]
    pub(super) by: By,
}

#[derive(Subcommand, Debug)]
pub(super) enum Review {
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
pub(super) enum Handout {
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

#[derive(Subcommand, Debug)]
pub(super) enum Pair {
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
        after_help = "Examples: makkerpar pair edit --titles mayor \"chief executive\"\n          makkerpar pair edit --theme money=\"Money and growth\""
    )]
    Edit(Box<PairEdit>),
    /// End the pair; its record stays to be read
    #[command(after_help = "Example: makkerpar pair end --reason election")]
    End {
        /// Why: election, resignation, a new post
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Args, Debug)]
pub(super) struct PairAdd {
    /// Full name of the first, who has the left column on paper
    pub(super) a: String,
    /// Full name of the second
    pub(super) b: String,
    /// mayor-ceo, region, committee, founders, phd, other
    #[arg(long)]
    pub(super) kind: String,
    /// The language of their paper: en, da [the one you use]
    #[arg(long)]
    pub(super) language: Option<String>,
    /// The titles of both
    #[arg(long, num_args = 2, value_name = "TITLE")]
    pub(super) titles: Vec<String>,
    /// Where they are, for sunset and season: 55.93,12.31
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(super) place: Option<String>,
    /// Their time zone [Europe/Copenhagen]
    #[arg(long, value_name = "ZONE")]
    pub(super) timezone: Option<String>,
    /// A mail address of a member; may be repeated
    #[arg(long = "mail", value_name = "MEMBER=ADDRESS")]
    pub(super) mails: Vec<String>,
    /// Months between talks [12]
    #[arg(long, value_name = "MONTHS")]
    pub(super) interval: Option<String>,
    /// When they began to work together [today]
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
    #[command(flatten)]
    pub(super) by: By,
}

#[derive(Args, Debug)]
pub(super) struct PairEdit {
    /// mayor-ceo, region, committee, founders, phd, other
    #[arg(long)]
    pub(super) kind: Option<String>,
    /// The language of their paper: en, da
    #[arg(long)]
    pub(super) language: Option<String>,
    /// The titles of both
    #[arg(long, num_args = 2, value_name = "TITLE")]
    pub(super) titles: Vec<String>,
    /// Where they are, for sunset and season: 55.93,12.31
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(super) place: Option<String>,
    /// Their time zone
    #[arg(long, value_name = "ZONE")]
    pub(super) timezone: Option<String>,
    /// A mail address of a member; may be repeated
    #[arg(long = "mail", value_name = "MEMBER=ADDRESS")]
    pub(super) mails: Vec<String>,
    /// Months between talks
    #[arg(long, value_name = "MONTHS")]
    pub(super) interval: Option<String>,
    /// When they began to work together
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
    /// A theme of your own, or another label for one; may be repeated
    #[arg(long = "theme", value_name = "KEY=LABEL")]
    pub(super) themes: Vec<String>,
    /// Whether you let paper speak of trust: yes, no; each for themselves
    #[arg(long, value_name = "YES|NO")]
    pub(super) trust_on_paper: Option<String>,
    #[command(flatten)]
    pub(super) by: By,
}
