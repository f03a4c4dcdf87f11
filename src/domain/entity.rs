//! Everything that a record can be about.

use super::adjustment::Adjustment;
use super::block::Block;
use super::handle::Handle;
use super::id::Id;
use super::incident::Incident;
use super::member::Member;
use super::observation::Observation;
use super::pair::{Pair, Person};
use super::part::Part;
use super::review::Review;
use super::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One state of one thing. A change of it is a new record; the one before stays in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entity", rename_all = "lowercase")]
pub(crate) enum Entity {
    /// A human being.
    Person(Person),
    /// Two of them.
    Pair(Pair),
    /// What one noticed.
    Observation(Observation),
    /// A trust event.
    Incident(Incident),
    /// What the two agreed.
    Adjustment(Adjustment),
    /// The yearly talk.
    Review(Review),
    /// A period in which the pair wants no talk.
    Block(Block),
    /// What is set beside one of these.
    Part(Part),
}

impl Entity {
    /// The kind, as the history names it: a part goes by what it is (`answer`, `check`).
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Pair(_) => "pair",
            Self::Observation(_) => "observation",
            Self::Incident(_) => "incident",
            Self::Adjustment(_) => "adjustment",
            Self::Review(_) => "review",
            Self::Block(_) => "block",
            Self::Part(part) => part.content.kind(),
        }
    }

    /// The entry, review or pair that it belongs to, given its own identity.
    pub(crate) fn subject(&self, id: Id) -> Id {
        match self {
            Self::Part(part) => part.subject,
            _ => id,
        }
    }

    /// The member whose own words it is; `None` for what is joint.
    pub(crate) fn own_author(&self) -> Option<Member> {
        match self {
            Self::Observation(observation) => Some(observation.author),
            Self::Incident(incident) => Some(incident.author),
            Self::Part(part) if part.content.is_own() => part.author,
            _ => None,
        }
    }

    /// The handle of what has one by itself.
    pub(crate) fn handle(&self) -> Option<Handle> {
        match self {
            Self::Observation(observation) => Some(observation.handle()),
            Self::Incident(incident) => Some(incident.handle()),
            Self::Adjustment(adjustment) => Some(adjustment.handle()),
            Self::Review(review) => Some(review.handle()),
            Self::Person(_) | Self::Pair(_) | Self::Block(_) | Self::Part(_) => None,
        }
    }

    /// The texts in which it can be found, each by itself.
    pub(crate) fn words(&self) -> Vec<&str> {
        match self {
            Self::Observation(it) => it.circumstances.words(&it.text),
            Self::Incident(it) => it.circumstances.words(&it.text),
            Self::Adjustment(it) => {
                let question = it.question.as_deref();
                [it.text.as_str()]
                    .into_iter()
                    .chain(question)
                    .chain(it.tags.iter().map(String::as_str))
                    .collect()
            }
            Self::Review(it) => it.place.as_deref().into_iter().chain(it.reason.as_deref()).collect(),
            Self::Part(part) => part.content.text().map(Text::as_str).into_iter().collect(),
            Self::Person(_) | Self::Pair(_) | Self::Block(_) => Vec::new(),
        }
    }

    /// Whether its author has erased its words.
    pub(crate) fn is_erased(&self) -> bool {
        match self {
            Self::Observation(it) => it.erased.is_some(),
            Self::Incident(it) => it.erased.is_some(),
            Self::Adjustment(it) => it.erased.is_some(),
            Self::Part(part) => part.erased.is_some(),
            Self::Person(_) | Self::Pair(_) | Self::Review(_) | Self::Block(_) => false,
        }
    }

    /// The same with its words gone, as the stub that stays after an erasure. What says nothing of its own
    /// (persons, pairs, reviews, blocked periods) has no words to erase.
    pub(crate) fn erased(mut self, today: NaiveDate) -> Option<Self> {
        match &mut self {
            Self::Observation(observation) => {
                observation.text = Text::erased();
                observation.circumstances = super::observation::Circumstances::default();
                observation.erased = Some(today);
            }
            Self::Incident(incident) => {
                incident.text = Text::erased();
                incident.circumstances = super::observation::Circumstances::default();
                incident.erased = Some(today);
            }
            Self::Adjustment(adjustment) => {
                adjustment.text = Text::erased();
                adjustment.question = None;
                adjustment.tags.clear();
                adjustment.erased = Some(today);
            }
            Self::Part(part) if part.content.text().is_some() => part.erase(today),
            Self::Person(_) | Self::Pair(_) | Self::Review(_) | Self::Block(_) | Self::Part(_) => {
                return None;
            }
        }
        Some(self)
    }
}

/// A change to the record. A use case makes them; the store writes them in one go.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// The thing is now so. Undo brings back how it was before, or takes it away.
    Put(Id, Entity),
    /// The thing is gone from lists and paper, and stays in the journal. Undo brings it back.
    Remove(Id),
    /// The thing's words are gone for good, and this stub stays. There is no undo.
    Erase(Id, Entity),
}

/// Whether records of this kind are one person's own words or will.
pub(crate) fn is_own_kind(kind: &str) -> bool {
    matches!(kind, "observation" | "incident" | "signature" | "consent" | "ready") || is_kept_with_entry(kind)
}

/// Whether parts of this kind are read by whoever may read the observation or incident they belong to.
pub(crate) fn is_kept_with_entry(kind: &str) -> bool {
    matches!(kind, "answer" | "addition" | "reply" | "step" | "closing" | "share")
}

macro_rules! entities {
    ($($variant:ident),+) => {$(
        impl From<$variant> for Entity {
            fn from(value: $variant) -> Self {
                Self::$variant(value)
            }
        }
        impl TryFrom<Entity> for $variant {
            type Error = Entity;
            fn try_from(entity: Entity) -> Result<Self, Entity> {
                match entity {
                    Entity::$variant(value) => Ok(value),
                    other => Err(other),
                }
            }
        }
    )+};
}
entities!(Person, Pair, Observation, Incident, Adjustment, Review, Block, Part);
