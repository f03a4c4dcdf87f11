//! What the story of the demo is made of: two people, and one deed after the other.

use crate::domain::{
    About, Actor, Channel, Class, Member, Outcome, Owner, PairKind, RepairStep, Severity, Tone, Winner,
};
use crate::locale::Language;
use serde::Deserialize;
use std::collections::HashMap;

/// The years of a pair as `templates/demo.{en,da}.toml` tells them; days count from today.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) pair: Cast,
    /// What happens, in its order.
    pub(super) step: Vec<Step>,
}

/// The two, and what they are told to be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cast {
    pub(super) kind: PairKind,
    /// Latitude and longitude, as they are typed.
    pub(super) place: String,
    /// Their first day as a pair, in days from today.
    pub(super) since: i64,
    /// Member a.
    pub(super) a: Figure,
    pub(super) b: Figure,
}

/// One of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) mail: String,
}

/// One thing that somebody does on a day.
#[derive(Deserialize)]
pub(super) struct Step {
    /// The talk whose day `day` counts from; today if left out.
    pub(super) talk: Option<usize>,
    /// In days from the day of the talk, or from today.
    #[serde(default)]
    pub(super) day: i64,
    /// Who is typing; nobody in particular if left out.
    pub(super) by: Option<Member>,
    /// Of what is told in two ways: whether this is how it went after a talk with a game, or after one without.
    pub(super) game: Option<bool>,
    #[serde(flatten)]
    pub(super) deed: Deed,
}

/// A talk that needs neither light nor season.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Instead {
    pub(super) at: String,
    pub(super) format: String,
    pub(super) r#where: String,
}

/// What is done; the fields are those of the commands.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub(super) enum Deed {
    Schedule {
        date: i64,
        at: String,
        format: String,
        r#where: String,
        /// Where they meet when it is dark or out of season.
        instead: Instead,
    },
    Observe {
        text: String,
        theme: Option<String>,
        tone: Option<Tone>,
        about: Option<About>,
        effect: Option<String>,
        setting: Option<String>,
        channel: Option<Channel>,
        #[serde(default)]
        tags: Vec<String>,
        #[serde(default)]
        share: bool,
    },
    Answer {
        on: String,
        text: String,
    },
    Share {
        what: Vec<String>,
    },
    Incident {
        text: String,
        actor: Actor,
        #[serde(default)]
        positive: bool,
        severity: Option<Severity>,
        class: Option<Class>,
        #[serde(default)]
        public: bool,
        theme: Option<String>,
        #[serde(default)]
        tags: Vec<String>,
        #[serde(default)]
        share: bool,
    },
    Reply {
        on: String,
        text: String,
    },
    Step {
        on: String,
        step: RepairStep,
        text: String,
    },
    Close {
        on: String,
        reason: Option<String>,
    },
    Adjust {
        text: String,
        owner: Owner,
        #[serde(default)]
        rule: bool,
        theme: Option<String>,
        until: Option<i64>,
        question: Option<String>,
        #[serde(default)]
        from: Vec<String>,
    },
    Check {
        on: String,
        outcome: Outcome,
        text: Option<String>,
    },
    Lapse {
        on: String,
        reason: Option<String>,
    },
    Note {
        text: String,
        theme: Option<String>,
    },
    Record {
        #[serde(default)]
        scores: HashMap<Member, u32>,
        won: Option<Winner>,
    },
    Sign,
    Amend {
        text: String,
    },
    /// The one who says so agrees to see trust on paper.
    Consent,
}

/// The story that is told in a language.
pub(super) fn story(language: Language) -> Story {
    let text = match language {
        Language::English => include_str!("../../../templates/demo.en.toml"),
        Language::Danish => include_str!("../../../templates/demo.da.toml"),
    };
    toml::from_str(text).expect("a test reads both embedded stories")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_stories_read_and_tell_the_same_year() {
        let (english, danish) = (story(Language::English), story(Language::Danish));
        assert_eq!(english.step.len(), danish.step.len());
        for (one, other) in english.step.iter().zip(&danish.step) {
            assert_eq!((one.day, one.by, one.talk, one.game), (other.day, other.by, other.talk, other.game));
            assert_eq!(std::mem::discriminant(&one.deed), std::mem::discriminant(&other.deed));
        }
    }
}
