//! The card for the pocket, as a value: codes and questions in a few words, and nothing that one could read off it.

use super::brief::Brief;
use super::content::{Masthead, Owed};
use chrono::NaiveTime;

/// Everything that the card for one talk says.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Whose, when, where.
    pub(crate) head: Masthead,
    /// What kind of day it is.
    pub(crate) outing: Outing,
    /// What stands on the front: when what begins.
    pub(crate) hours: Vec<Hour>,
    /// The way, in its order.
    pub(crate) legs: Vec<Leg>,
    /// Who has won how often.
    pub(crate) tally: Tally,
    /// What the codes stand for, for the other side of the sheet; only where that was asked for.
    pub(crate) full: Option<Box<Brief>>,
}

/// What kind of day the card goes along on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outing {
    /// A round of golf: its stops are holes.
    Round,
    /// A walk.
    Walk,
    /// Anything else.
    Day,
}

/// Something on the front of the card, with the codes to have at hand.
#[derive(Clone, Debug)]
pub(crate) struct Hour {
    pub(crate) start: NaiveTime,
    /// What begins then.
    pub(crate) words: String,
    /// What to have at hand.
    pub(crate) codes: Vec<String>,
}

/// A stretch of the way.
#[derive(Clone, Debug)]
pub(crate) struct Leg {
    pub(crate) start: NaiveTime,
    /// What it is called and what it is for, in full and in short.
    pub(crate) label: [String; 2],
    /// Whether what is hardest belongs here.
    pub(crate) is_hard: bool,
    /// The holes or halts of it.
    pub(crate) stops: Vec<Stop>,
}

/// A hole, or a halt on the way.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    /// Of a hole, or of the stops in their order.
    pub(crate) number: usize,
    /// What one talks about there.
    pub(crate) load: Load,
}

/// What one talks about at a stop.
#[derive(Clone, Debug)]
pub(crate) enum Load {
    Codes(Vec<String>),
    /// A question in a few words.
    Cue(String),
    /// Nothing in particular.
    Free,
}

/// Who has won when.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    /// The name of each talk with a game, the oldest first, and the index of who won; `None` after a tie.
    pub(crate) games: Vec<(String, Option<usize>)>,
    /// The name of this talk.
    pub(crate) coming: String,
    /// Who is owed the rematch; `None` before the first game.
    pub(crate) owed: Option<Owed>,
}

impl Stop {
    /// What is talked about there, in words.
    pub(super) fn words(&self) -> String {
        match &self.load {
            Load::Codes(codes) => codes.join(" "),
            Load::Cue(words) => words.clone(),
            Load::Free => String::new(),
        }
    }
}

impl Card {
    /// How many handles it carries, of all that begin with a letter.
    pub(crate) fn codes(&self, letter: char) -> usize {
        let laid = self.legs.iter().flat_map(|leg| &leg.stops).filter_map(|stop| match &stop.load {
            Load::Codes(codes) => Some(codes),
            Load::Cue(_) | Load::Free => None,
        });
        let front = self.hours.iter().map(|hour| &hour.codes);
        laid.chain(front).flatten().filter(|code| code.starts_with(letter)).count()
    }
}
