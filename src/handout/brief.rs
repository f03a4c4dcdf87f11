//! The brief for a talk, as a value: what the two read before it and have with them.

use super::content::{Check, Masthead, Noticed, Owed, Passage, Repair};
use super::year::Year;
use chrono::{NaiveDate, NaiveTime};

/// With so few observations, every theme has room to write.
pub(super) const FEW: usize = 4;

/// Everything that the brief for one talk says. Handles are printed as they stand (`O12`, `A7`).
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    /// Whose, when, where.
    pub(crate) head: Masthead,
    /// The stretches of the day.
    pub(crate) programme: Vec<Stretch>,
    /// The open adjustments, to be followed up first.
    pub(crate) agreed: Vec<Agreed>,
    /// The open incidents.
    pub(crate) repairs: Vec<Repair>,
    /// What to know about the day.
    pub(crate) practical: Practical,
    /// The year that the talk looks back on.
    pub(crate) year: Year,
    /// Every theme of the pair, and at last what has none.
    pub(crate) noticed: Vec<Noticed>,
}

/// A stretch of the day.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub(crate) start: NaiveTime,
    pub(crate) minutes: u32,
    pub(crate) name: String,
    /// What it is like, in a word: "easy".
    pub(crate) temper: String,
    /// Whether what is hardest belongs here.
    pub(crate) is_hard: bool,
    /// What it is for, in full and in short: the names of its themes, or what is followed up.
    pub(crate) matter: Option<[String; 2]>,
    /// The handles to have at hand.
    pub(crate) handles: Vec<String>,
    /// Questions to begin with.
    pub(crate) questions: Vec<String>,
}

/// An adjustment that is open.
#[derive(Clone, Debug)]
pub(crate) struct Agreed {
    pub(crate) handle: String,
    /// The index of its owner among the people; `None` for both.
    pub(crate) owner: Option<usize>,
    pub(crate) text: Passage,
    /// Whether it is a ground rule, which stands until it lapses.
    pub(crate) is_rule: bool,
    /// When it is to be done.
    pub(crate) until: Option<NaiveDate>,
    /// The question to ask when it is followed up.
    pub(crate) question: Option<String>,
    /// Its checks in the order of their dates.
    pub(crate) checks: Vec<Check>,
}

/// What to know about the day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Practical {
    /// When the sun sets, where the day needs light.
    pub(crate) sunset: Option<NaiveTime>,
    /// What is done instead if it cannot be done, in words: "a walk".
    pub(crate) fallback: Option<String>,
    /// Whether rain may be why.
    pub(crate) is_outdoors: bool,
    /// Who is owed the rematch of the last game.
    pub(crate) rematch: Option<Owed>,
    /// How the two stay by themselves.
    pub(crate) private: Option<String>,
}

impl Brief {
    /// Whether there is next to nothing to tell: hardly an entry, and nothing open.
    pub(crate) fn is_quiet(&self) -> bool {
        self.observations() <= FEW && self.agreed.is_empty() && self.repairs.is_empty()
    }

    /// How many observations it shows.
    pub(crate) fn observations(&self) -> usize {
        self.noticed.iter().flat_map(|theme| &theme.voices).map(Vec::len).sum()
    }
}
