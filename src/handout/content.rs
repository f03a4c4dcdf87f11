//! What the hand-outs have in common, as values.

use crate::domain::{Outcome, Severity, Tone};
use crate::locale::Language;
use chrono::{NaiveDate, NaiveTime};

/// What stands at the head of every hand-out: who, when, where, and for whom it was made.
#[derive(Clone, Debug)]
pub(crate) struct Masthead {
    /// The language of headings and labels.
    pub(crate) language: Language,
    /// The language that the two write in.
    pub(crate) written: Language,
    /// The two of the pair: member a, who has the left column, and b.
    pub(crate) people: [Party; 2],
    /// The day of the talk.
    pub(crate) date: NaiveDate,
    /// Where, in words.
    pub(crate) place: Option<String>,
    /// What the day is, in words: "lunch and 18 holes".
    pub(crate) format: String,
    /// When it begins, on the clock of the pair.
    pub(crate) start: Option<NaiveTime>,
    /// When it ends.
    pub(crate) end: Option<NaiveTime>,
    /// Whether roles stand in the place of people.
    pub(crate) is_redacted: bool,
    /// Whether rules on access to records may apply to the pair's papers.
    pub(crate) is_public_body: bool,
}

/// One of the two.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    /// In full.
    pub(crate) name: String,
    /// The name in sentences and over the columns: usually the first name.
    pub(crate) short: String,
    /// What they are by office.
    pub(crate) title: Option<String>,
}

impl Party {
    /// The first letters of the first and the last name.
    pub(crate) fn initials(&self) -> String {
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let first = words.first().into_iter().chain(words.last().filter(|_| words.len() > 1));
        first.filter_map(|word| word.chars().next()).collect()
    }
}

/// Who is owed a rematch.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owed {
    /// The index of one of the people.
    One(usize),
    /// After a tie.
    Both,
}

/// A text of the pair, or the fact that its author has erased it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Passage {
    Text(String),
    Erased,
}

/// When something is followed up, and what came of it; `None` while it is to come.
pub(crate) type Check = (NaiveDate, Option<Outcome>);

/// What the two had shared about one theme before the talk, each in their own column.
#[derive(Clone, Debug)]
pub(crate) struct Noticed {
    /// The label of the theme.
    pub(crate) theme: String,
    /// When it is talked about: "holes 1–3"; `None` once that is past.
    pub(crate) when: Option<String>,
    /// A question to write under where neither has written anything.
    pub(crate) question: Option<String>,
    /// Member a on the left, b on the right.
    pub(crate) voices: [Vec<Observed>; 2],
}

/// One shared observation with the partner's own why.
#[derive(Clone, Debug)]
pub(crate) struct Observed {
    pub(crate) handle: String,
    pub(crate) date: NaiveDate,
    pub(crate) tone: Option<Tone>,
    pub(crate) text: Passage,
    /// What it did to somebody.
    pub(crate) effect: Option<String>,
    /// What was set beside it: the answers, and additions by either; the short name, then the text.
    pub(crate) replies: Vec<(String, Passage)>,
    /// Whether the other has not told their why yet and will be asked for it on the day.
    pub(crate) waits: bool,
}

/// A step of a repair that was taken.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) date: NaiveDate,
    /// The short name of who said so.
    pub(crate) by: String,
    pub(crate) text: Passage,
}

/// A trust incident and its repair.
#[derive(Clone, Debug)]
pub(crate) struct Repair {
    pub(crate) handle: String,
    /// `None` for a positive one, which has no repair.
    pub(crate) severity: Option<Severity>,
    pub(crate) date: NaiveDate,
    /// The short name of who wrote it.
    pub(crate) by: String,
    /// The short name of whose doing it was, where that is another than the author.
    pub(crate) about: Option<String>,
    pub(crate) text: Passage,
    /// The other's account and additions: the short name, then the text.
    pub(crate) replies: Vec<(String, Passage)>,
    /// Acknowledged, agreed, kept; `None` for one to come.
    pub(crate) steps: [Option<Step>; 3],
    /// Whether a and b have closed it.
    pub(crate) closed: [bool; 2],
}
