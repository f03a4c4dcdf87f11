//! The yearly talk: scheduled → held → signed by both → locked; or cancelled.

use super::game::{Game, Winner};
use super::handle::Handle;
use super::id::Id;
use super::member::Member;
use super::pair::Place;
use super::part::{Content, OnRecord, Part, Stamp};
use super::plan::Plan;
use super::refusal::Refusal;
use super::review_name::ReviewName;
use super::text::Text;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// How far a review has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "lowercase")]
pub(crate) enum Phase {
    /// A day is set.
    Scheduled,
    /// The talk was held.
    Held {
        /// On that day.
        on: NaiveDate,
        /// The game, if there was one.
        game: Option<Game>,
        /// The names of the questions that its programme asked: the next talk asks others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asked: Vec<String>,
    },
    /// It was called off.
    Cancelled,
}

/// The yearly talk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Review {
    /// The pair.
    pub(crate) pair: Id,
    /// `2027`.
    pub(crate) name: ReviewName,
    /// Who set it, if they said so.
    pub(crate) author: Option<Member>,
    /// The day it is set for.
    pub(crate) date: NaiveDate,
    /// When it begins, on the clock of the pair.
    pub(crate) start: NaiveTime,
    /// How long it takes, in minutes.
    pub(crate) minutes: u32,
    /// The key of its format.
    pub(crate) format: String,
    /// Where, in words.
    pub(crate) place: Option<String>,
    /// Where on earth, if not where the pair is.
    #[serde(default)]
    pub(crate) at: Option<Place>,
    /// Whether the table, the tee time or the room is booked.
    #[serde(default)]
    pub(crate) booked: bool,
    /// Whether it is a second talk of its cycle.
    pub(crate) extra: bool,
    /// How far it has come.
    #[serde(flatten)]
    pub(crate) phase: Phase,
    /// Why it was called off.
    #[serde(default)]
    pub(crate) reason: Option<String>,
    /// When it was first put on record.
    pub(crate) created: DateTime<Utc>,
}

impl Review {
    /// Its handle.
    pub(crate) fn handle(&self) -> Handle {
        Handle::review(self.name)
    }

    /// When it ends, on the clock of the pair.
    pub(crate) fn end(&self) -> NaiveTime {
        self.start + Duration::minutes(i64::from(self.minutes))
    }

    /// The day on which it was held.
    pub(crate) fn held(&self) -> Option<NaiveDate> {
        match self.phase {
            Phase::Held { on, .. } => Some(on),
            Phase::Scheduled | Phase::Cancelled => None,
        }
    }

    /// Whether calendars are told something else of it than of another plan: when, where, what, and whether at all.
    pub(crate) fn is_told_otherwise(&self, other: &Self) -> bool {
        let told = |it: &Self| (it.day(), it.start, it.minutes, it.at, it.phase == Phase::Cancelled);
        told(self) != told(other) || (&self.format, &self.place) != (&other.format, &other.place)
    }

    /// The day on which it was held, or is to be.
    pub(crate) fn day(&self) -> NaiveDate {
        self.held().unwrap_or(self.date)
    }

    /// The day on which it was held, if it was the yearly talk and no extra one: the next is counted from it.
    pub(crate) fn held_yearly(&self) -> Option<NaiveDate> {
        self.held().filter(|_| !self.extra)
    }

    /// The questions that its programme asked, if it was held.
    pub(crate) fn asked(&self) -> &[String] {
        match &self.phase {
            Phase::Held { asked, .. } => asked,
            Phase::Scheduled | Phase::Cancelled => &[],
        }
    }

    /// The game that was played.
    pub(crate) fn game(&self) -> Option<Game> {
        match self.phase {
            Phase::Held { game, .. } => game,
            Phase::Scheduled | Phase::Cancelled => None,
        }
    }
}

impl OnRecord<Review> {
    /// What a member has signed: the signature and the records that it holds.
    pub(crate) fn signature(&self, member: Member) -> Option<(&Part, &[Id])> {
        self.parts_where(|content| match content {
            Content::Signature { holds } => Some(holds.as_slice()),
            _ => None,
        })
        .find(|(part, _)| part.author == Some(member))
    }

    /// The records of the summary that both have signed, and when the second did. From then on the talk is
    /// locked. Two signatures under different records do not lock it: a change came between them.
    pub(crate) fn locked(&self) -> Option<(NaiveDate, &[Id])> {
        let (a, held) = self.signature(Member::A)?;
        let (b, other) = self.signature(Member::B)?;
        (held == other).then_some((a.date.max(b.date), held))
    }

    /// Refuses a change to a talk that both have signed.
    ///
    /// # Errors
    /// [`Refusal::Locked`].
    pub(crate) fn unlocked(&self) -> Result<(), Refusal> {
        match self.locked() {
            Some((on, _)) => Err(Refusal::Locked { review: self.value.name, on }),
            None => Ok(()),
        }
    }

    /// Refuses to plan or prepare a talk that was held or cancelled.
    ///
    /// # Errors
    /// [`Refusal::AlreadyHeld`], [`Refusal::Cancelled`].
    pub(crate) fn is_to_come(&self) -> Result<(), Refusal> {
        let review = self.value.name;
        match self.value.phase {
            Phase::Scheduled => Ok(()),
            Phase::Held { on, .. } => Err(Refusal::AlreadyHeld { review, on }),
            Phase::Cancelled => Err(Refusal::Cancelled { review }),
        }
    }

    /// The talk on another day or in another shape. What was booked for another day is no longer booked.
    ///
    /// # Errors
    /// If it was held or cancelled, or the new plan runs past midnight.
    pub(crate) fn replan(&self, plan: Plan) -> Result<Review, Refusal> {
        self.is_to_come()?;
        plan.check()?;
        let before = &self.value;
        let is_same = (before.date, before.start, &before.format, &before.place)
            == (plan.date, plan.start, &plan.format, &plan.place);
        let Plan { date, start, minutes, format, place, at } = plan;
        let booked = before.booked && is_same;
        Ok(Review { date, start, minutes, format, place, at, booked, ..before.clone() })
    }

    /// The talk as booked, or not.
    ///
    /// # Errors
    /// If it was held or cancelled.
    pub(crate) fn book(&self, booked: bool) -> Result<Review, Refusal> {
        self.is_to_come()?;
        Ok(Review { booked, ..self.value.clone() })
    }

    /// The talk as called off, with the reason.
    ///
    /// # Errors
    /// If it was held or cancelled before.
    pub(crate) fn cancel(&self, reason: String) -> Result<Review, Refusal> {
        self.is_to_come()?;
        Ok(Review { phase: Phase::Cancelled, reason: Some(reason), ..self.value.clone() })
    }

    /// A note on what is said.
    ///
    /// # Errors
    /// If the talk was cancelled or is locked.
    pub(crate) fn note(
        &self,
        author: Option<Member>,
        theme: Option<String>,
        text: Text,
        stamp: Stamp,
    ) -> Result<Part, Refusal> {
        self.unlocked()?;
        if self.value.phase == Phase::Cancelled {
            return Err(Refusal::Cancelled { review: self.value.name });
        }
        Ok(Part::new(self.id, author, stamp, Content::Note { theme, text }))
    }

    /// The talk as it stands once it was held, with the game as far as it is said. `asked` are the questions of its programme; those of the first time stay.
    ///
    /// # Errors
    /// If it was cancelled or is locked.
    pub(crate) fn record(
        &self,
        on: NaiveDate,
        scores: [Option<u32>; 2],
        named: Option<Winner>,
        asked: Vec<String>,
    ) -> Result<Review, Refusal> {
        self.unlocked()?;
        let (before, asked) = match &self.value.phase {
            Phase::Cancelled => return Err(Refusal::Cancelled { review: self.value.name }),
            Phase::Held { game, asked, .. } => (*game, asked.clone()),
            Phase::Scheduled => (None, asked),
        };
        let is_played = named.is_some() || scores.iter().any(Option::is_some);
        let game = match before {
            Some(before) => Some(before.corrected(scores, named)),
            None => is_played.then(|| Game::new(scores, named)),
        };
        Ok(Review { phase: Phase::Held { on, game, asked }, ..self.value.clone() })
    }

    /// A member is ready for the talk.
    ///
    /// # Errors
    /// If it was held or cancelled.
    pub(crate) fn prepare(&self, author: Member, stamp: Stamp) -> Result<Part, Refusal> {
        self.is_to_come()?;
        Ok(Part::new(self.id, Some(author), stamp, Content::Ready))
    }

    /// Since when a member is ready for the talk.
    pub(crate) fn ready(&self, member: Member) -> Option<(Id, &Part)> {
        let is_theirs = |part: &Part| part.author == Some(member) && matches!(part.content, Content::Ready);
        self.parts.iter().find(|(_, part)| is_theirs(part)).map(|(id, part)| (*id, part))
    }

    /// A member's signature under the records that the summary is made of now.
    ///
    /// # Errors
    /// If the talk has not been held, is locked, or this member's signature stands under the same records.
    pub(crate) fn sign(&self, author: Member, mut holds: Vec<Id>, stamp: Stamp) -> Result<Part, Refusal> {
        self.unlocked()?;
        let review = self.value.name;
        match self.value.phase {
            Phase::Cancelled => return Err(Refusal::Cancelled { review }),
            Phase::Scheduled => return Err(Refusal::NotHeld { review, on: self.value.date }),
            Phase::Held { .. } => {}
        }
        holds.sort_unstable();
        if self.signature(author).is_some_and(|(_, held)| held == holds) {
            return Err(Refusal::SignedBefore { review });
        }
        Ok(Part::new(self.id, Some(author), stamp, Content::Signature { holds }))
    }

    /// An addition to what both have signed.
    ///
    /// # Errors
    /// If the talk is not locked.
    pub(crate) fn amend(&self, author: Option<Member>, text: Text, stamp: Stamp) -> Result<Part, Refusal> {
        if self.locked().is_none() {
            return Err(Refusal::NotLocked { review: self.value.name });
        }
        Ok(Part::new(self.id, author, stamp, Content::Amendment { text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_talk_that_was_recorded_before_questions_were_kept_still_reads() {
        let phase: Phase =
            serde_json::from_str(r#"{"phase":"held","on":"2026-05-28","game":null}"#).expect("it reads");
        let on = NaiveDate::from_ymd_opt(2026, 5, 28).expect("a date");
        assert_eq!(phase, Phase::Held { on, game: None, asked: Vec::new() });
        let written = serde_json::to_string(&phase).expect("JSON");
        assert_eq!(written, r#"{"phase":"held","on":"2026-05-28","game":null}"#, "and is written as it was");
    }
}
