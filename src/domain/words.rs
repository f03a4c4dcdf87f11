//! The closed vocabularies of the record. In JSON, in the database and as flags each value is its English
//! word; what a person reads is in `templates/terms.toml`.

use serde::{Deserialize, Serialize};

/// A closed vocabulary: every value has one English word.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// The name of the vocabulary, as in `templates/terms.toml`.
    const VOCABULARY: &'static str;
    /// Every value, in the order in which people expect them.
    const ALL: &'static [Self];
    /// The English word of this value.
    fn word(self) -> &'static str;
    /// The value of an English word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident ($vocabulary:literal) { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub(crate) enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl Word for $name {
            const VOCABULARY: &'static str = $vocabulary;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

words! {
    /// What the two are to each other; presets for wording and calendar.
    PairKind("pair_kind") {
        /// A mayor and a municipal chief executive.
        MayorCeo = "mayor-ceo",
        /// A region's chair and its chief executive.
        Region = "region",
        /// A committee chair and a department director.
        Committee = "committee",
        /// Two founders.
        Founders = "founders",
        /// A supervisor and a doctoral student.
        Phd = "phd",
        /// Any other two.
        Other = "other",
    }
}

impl PairKind {
    /// Whether rules on access to records may apply to what the pair writes.
    pub(crate) fn is_public(self) -> bool {
        matches!(self, Self::MayorCeo | Self::Region | Self::Committee)
    }
}

words! {
    /// How an observation sounds.
    Tone("tone") {
        /// It worked.
        Praise = "praise",
        /// The observer wonders.
        Puzzle = "puzzle",
        /// It hindered.
        Friction = "friction",
    }
}

words! {
    /// Whom an observation is about, seen from its author.
    About("about") {
        /// The other of the two.
        Partner = "partner",
        /// The two together.
        Us = "us",
        /// The author.
        Oneself = "self",
    }
}

words! {
    /// How something reached the other.
    Channel("channel") {
        /// A text message.
        Sms = "sms",
        /// A telephone call.
        Phone = "phone",
        /// A letter or an electronic one.
        Mail = "mail",
        /// A talk face to face.
        Talk = "talk",
        /// A meeting with others.
        Meeting = "meeting",
        /// Press, radio, social media.
        Media = "media",
    }
}

words! {
    /// How much a negative trust incident weighs.
    Severity("severity") {
        /// A scratch.
        Scratch = "scratch",
        /// A breach.
        Breach = "breach",
        /// A serious breach: said at once, never left to the yearly talk.
        Serious = "serious",
    }
}

words! {
    /// What kind of trust a breach touches, after Mayer, Davis and Schoorman (1995), and deceit.
    Class("class") {
        /// Whether the other is able to.
        Ability = "ability",
        /// Whether the other means one well.
        Benevolence = "benevolence",
        /// Whether the other keeps their word.
        Integrity = "integrity",
        /// Whether the other spoke the truth.
        Deceit = "deceit",
    }
}

words! {
    /// The steps of a repair, in their order.
    RepairStep("step") {
        /// The actor has said that it happened.
        Acknowledged = "acknowledged",
        /// The two have agreed what to do about it.
        Agreed = "agreed",
        /// What was agreed has been kept.
        Kept = "kept",
    }
}

words! {
    /// What came of an adjustment when it was checked.
    Outcome("outcome") {
        /// Kept.
        Kept = "kept",
        /// Kept in part.
        Partly = "partly",
        /// Not kept.
        Missed = "missed",
    }
}
