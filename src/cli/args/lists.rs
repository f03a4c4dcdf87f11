//! What is on record: narrowing it, and finding words in it.

use clap::Args;

/// What a list is narrowed to.
#[derive(Args, Debug)]
pub(in crate::cli) struct Narrow {
    /// observation, incident, adjustment, review
    #[arg(long)]
    pub(in crate::cli) kind: Option<String>,
    /// Put on record by one of you
    #[arg(long, value_name = "MEMBER")]
    pub(in crate::cli) by: Option<String>,
    /// An observation about partner, us, self, seen from its author
    #[arg(long, value_name = "WHOM")]
    pub(in crate::cli) about: Option<String>,
    /// Of a theme: roles, thinking, expectations, others, chemistry
    #[arg(short, long)]
    pub(in crate::cli) theme: Option<String>,
    /// An observation that is praise, puzzle, friction
    #[arg(long)]
    pub(in crate::cli) tone: Option<String>,
    /// Tagged so, with this whole tag
    #[arg(long)]
    pub(in crate::cli) tag: Option<String>,
    /// Of this day or later: 2027-03-01, "2 weeks ago"
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    /// Of this day or earlier
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) until: Option<String>,
    /// Of a calendar year, by the day that an entry is about
    #[arg(long)]
    pub(in crate::cli) year: Option<String>,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Log {
    /// How many entries [20]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) narrow: Narrow,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Search {
    /// Words that must all be there, anywhere in a word; -word must not be; "two words" in a row
    #[arg(required = true, value_name = "WORDS")]
    pub(in crate::cli) words: Vec<String>,
    /// The best first, of the newest 1,000: whole words before beginnings before insides
    #[arg(long)]
    pub(in crate::cli) best: bool,
    /// How many entries [20]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) narrow: Narrow,
}
