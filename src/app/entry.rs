//! An entry as programs read it: the JSON of the command line, and what the screens are made from.

use crate::domain::{About, Channel, Class, Id, Outcome, Place, RepairStep, Severity, Tone};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

/// What kind of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Observation,
    Incident,
    Adjustment,
    Review,
}

impl crate::domain::Word for Kind {
    const VOCABULARY: &'static str = "kind";
    const ALL: &'static [Self] = &[Self::Observation, Self::Incident, Self::Adjustment, Self::Review];
    fn word(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Incident => "incident",
            Self::Adjustment => "adjustment",
            Self::Review => "review",
        }
    }
}

/// An entry with everything that stands beside it and that the asker may read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) handle: String,
    pub(crate) id: Id,
    pub(crate) kind: Kind,
    /// The day on which it happened; of a talk that of the talk.
    pub(crate) date: NaiveDate,
    /// The key of its author.
    pub(crate) by: Option<String>,
    /// The key of its theme.
    pub(crate) theme: Option<String>,
    pub(crate) tone: Option<Tone>,
    /// Empty when its author has erased it.
    pub(crate) text: String,
    /// Whether both can read it.
    pub(crate) shared: bool,
    /// When the other could first read it.
    pub(crate) shared_on: Option<NaiveDate>,
    pub(crate) tags: Vec<String>,
    /// When it was put on record, on the clock of the pair.
    pub(crate) created: DateTime<FixedOffset>,
    /// When it was last changed while the other could read it.
    pub(crate) edited: Option<DateTime<FixedOffset>>,
    /// When its author erased it.
    pub(crate) erased: Option<NaiveDate>,
    /// What its author has added.
    pub(crate) additions: Vec<Said>,
    /// What only its kind has.
    #[serde(flatten)]
    pub(crate) detail: Detail,
}

/// What only one kind of entry has.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Detail {
    Observation {
        about: About,
        effect: Option<String>,
        setting: Option<String>,
        channel: Option<Channel>,
        /// The first of `answers`.
        answer: Option<Said>,
        answers: Vec<Said>,
    },
    Incident {
        actor: String,
        positive: bool,
        severity: Option<Severity>,
        class: Option<Class>,
        public: bool,
        effect: Option<String>,
        setting: Option<String>,
        channel: Option<Channel>,
        reply: Option<Said>,
        steps: Vec<Said>,
        next_step: Option<RepairStep>,
        /// The key of the one whom the next step waits for; absent when either may take it.
        waits_for: Option<String>,
        closings: Vec<Said>,
        open: bool,
    },
    Adjustment {
        owner: String,
        rule: bool,
        until: Option<NaiveDate>,
        status: &'static str,
        from: Vec<String>,
        question: Option<String>,
        checks: Vec<Said>,
        /// The days of the checks that are to come.
        planned: Vec<NaiveDate>,
        lapse: Option<Said>,
    },
    Review {
        phase: &'static str,
        start: String,
        end: String,
        format: String,
        place: Option<String>,
        /// Where on earth, if not where the pair is.
        coordinates: Option<Place>,
        booked: bool,
        extra: bool,
        /// Why it was called off.
        reason: Option<String>,
        held: Option<NaiveDate>,
        scores: Option<Scores>,
        /// The key of the winner, or `tie`.
        won: Option<String>,
        signed: Vec<Said>,
        locked: bool,
        notes: Vec<Said>,
        amendments: Vec<Said>,
    },
}

impl Entry {
    /// All that was set beside it.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Said> {
        let lists: Vec<&[Said]> = match &self.detail {
            Detail::Observation { answers, .. } => vec![answers],
            Detail::Incident { reply, steps, closings, .. } => vec![reply.as_slice(), steps, closings],
            Detail::Adjustment { checks, lapse, .. } => vec![checks, lapse.as_slice()],
            Detail::Review { signed, notes, amendments, .. } => vec![signed, notes, amendments],
        };
        self.additions.iter().chain(lists.into_iter().flatten())
    }
}

/// The strokes of the two.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Scores {
    /// Of member a; none if they were not told.
    pub(crate) a: Option<u32>,
    /// Of member b.
    pub(crate) b: Option<u32>,
}

/// Something that was set beside an entry.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Said {
    /// `O12.1`.
    pub(crate) handle: String,
    /// `answer`, `step`, `note` …
    pub(crate) kind: &'static str,
    /// The key of its author, if they said who they were.
    pub(crate) by: Option<String>,
    pub(crate) date: NaiveDate,
    /// None where its kind has no text; empty if it was erased.
    pub(crate) text: Option<String>,
    /// Of a step of a repair: which.
    pub(crate) step: Option<RepairStep>,
    /// Of a check: what came of it.
    pub(crate) outcome: Option<Outcome>,
    /// Of a note: its theme.
    pub(crate) theme: Option<String>,
    /// When it was last changed.
    pub(crate) edited: Option<DateTime<FixedOffset>>,
    /// When it was erased.
    pub(crate) erased: Option<NaiveDate>,
}
