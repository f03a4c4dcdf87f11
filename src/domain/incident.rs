//! Trust incidents and their repair: acknowledged → agreed → kept, then closed by both.

use super::handle::{Handle, Series};
use super::id::Id;
use super::member::{Actor, Member};
use super::observation::{Circumstances, Own};
use super::part::{Content, OnRecord, Part, Stamp};
use super::refusal::Refusal;
use super::text::Text;
use super::words::{Class, RepairStep, Severity, Word as _};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Whether trust was won or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "nature", rename_all = "lowercase")]
pub(crate) enum Nature {
    /// Trust was won; there is nothing to repair.
    Positive,
    /// Trust was hurt.
    Negative {
        /// How much.
        severity: Severity,
        /// Which kind of trust, if its author says so.
        class: Option<Class>,
    },
}

/// A trust event (*tillidshændelse*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Incident {
    /// The pair.
    pub(crate) pair: Id,
    /// The 3 of T3.
    pub(crate) number: u32,
    /// Who put it on record.
    pub(crate) author: Member,
    /// When it was.
    pub(crate) date: NaiveDate,
    /// In the author's words.
    pub(crate) text: Text,
    /// Who did it.
    pub(crate) actor: Actor,
    /// Whether trust was won or lost, and how much.
    #[serde(flatten)]
    pub(crate) nature: Nature,
    /// Whether others saw it.
    pub(crate) public: bool,
    /// The key of its theme.
    pub(crate) theme: Option<String>,
    /// What surrounded it; tags such as overreach, bypass, back-channel, disparaged.
    #[serde(flatten)]
    pub(crate) circumstances: Circumstances,
    /// When it was first put on record.
    pub(crate) created: DateTime<Utc>,
    /// When it was last changed after it had been shared.
    pub(crate) edited: Option<DateTime<Utc>>,
    /// When its author erased it.
    pub(crate) erased: Option<NaiveDate>,
}

impl Incident {
    /// Its handle.
    pub(crate) fn handle(&self) -> Handle {
        Handle::entry(Series::Incident, self.number)
    }

    /// How much it hurt; `None` for a positive one.
    pub(crate) fn severity(&self) -> Option<Severity> {
        match self.nature {
            Nature::Positive => None,
            Nature::Negative { severity, .. } => Some(severity),
        }
    }

    /// The only member who may take a step: the actor acknowledges, the one who was hit says that it was kept,
    /// either says what was agreed. With a third party as actor, either takes any.
    pub(crate) fn step_belongs_to(&self, step: RepairStep) -> Option<Member> {
        let actor = self.actor.member()?;
        match step {
            RepairStep::Acknowledged => Some(actor),
            RepairStep::Agreed => None,
            RepairStep::Kept => Some(actor.other()),
        }
    }
}

impl Own for Incident {
    fn handle(&self) -> Handle {
        self.handle()
    }
    fn author(&self) -> Member {
        self.author
    }
    fn is_erased(&self) -> bool {
        self.erased.is_some()
    }
}

impl OnRecord<Incident> {
    /// The other's account.
    pub(crate) fn replies(&self) -> impl Iterator<Item = (&Part, &Text)> {
        self.parts_where(|content| match content {
            Content::Reply { text } => Some(text),
            _ => None,
        })
    }

    /// A step that has been taken, and what was said.
    pub(crate) fn step(&self, wanted: RepairStep) -> Option<(&Part, &Text)> {
        self.parts_where(move |content| match content {
            Content::Step { step, text } if *step == wanted => Some(text),
            _ => None,
        })
        .next()
    }

    /// The first step that is missing; `None` when all are taken, and for a positive incident.
    pub(crate) fn next_step(&self) -> Option<RepairStep> {
        self.value.severity()?;
        RepairStep::ALL.iter().copied().find(|step| self.step(*step).is_none())
    }

    /// The closing of a member.
    pub(crate) fn closing(&self, member: Member) -> Option<(Id, &Part)> {
        self.parts
            .iter()
            .find(|(_, part)| part.author == Some(member) && matches!(part.content, Content::Closing { .. }))
            .map(|(id, part)| (*id, part))
    }

    /// Whether it still asks for something: a negative one that the two have not both closed.
    pub(crate) fn is_open(&self) -> bool {
        self.value.severity().is_some()
            && self.value.erased.is_none()
            && !Member::BOTH.iter().all(|member| self.closing(*member).is_some())
    }

    /// What replies, steps and closings have in common: the other can read it.
    fn can_be_mended(&self) -> Result<Handle, Refusal> {
        let handle = self.value.handle();
        if self.value.erased.is_some() {
            return Err(Refusal::Erased { handle });
        }
        if self.shared().is_none() {
            return Err(Refusal::NotShared { handle });
        }
        Ok(handle)
    }

    fn has_repair(&self) -> Result<Handle, Refusal> {
        let handle = self.can_be_mended()?;
        if self.value.severity().is_none() {
            return Err(Refusal::NothingToRepair { handle });
        }
        Ok(handle)
    }

    /// The account of the one who did not write the incident.
    ///
    /// # Errors
    /// If it is private, one's own, or replied to already.
    pub(crate) fn reply(&self, author: Member, text: Text, stamp: Stamp) -> Result<Part, Refusal> {
        let handle = self.can_be_mended()?;
        if author == self.value.author {
            return Err(Refusal::AnswerBelongsTo { handle, member: author.other() });
        }
        if let Some((part, _)) = self.replies().next() {
            return Err(Refusal::AnsweredBefore { handle, answer: handle.with_part(part.number) });
        }
        Ok(Part::new(self.id, Some(author), stamp, Content::Reply { text }))
    }

    /// The first day on which something more can be done: that of the latest step, or of the incident itself.
    fn latest(&self) -> NaiveDate {
        let steps = RepairStep::ALL.iter().filter_map(|step| self.step(*step)).map(|(part, _)| part.date);
        steps.chain([self.value.date]).max().unwrap_or(self.value.date)
    }

    fn after_what_was_done(&self, date: NaiveDate) -> Result<(), Refusal> {
        let first = self.latest();
        if date < first { Err(Refusal::TooEarly { date, first }) } else { Ok(()) }
    }

    /// The next step of the repair.
    ///
    /// # Errors
    /// If there is nothing to repair, the step is another's, is taken, or comes before its turn or its time.
    pub(crate) fn take_step(
        &self,
        author: Member,
        step: RepairStep,
        text: Text,
        stamp: Stamp,
    ) -> Result<Part, Refusal> {
        let handle = self.has_repair()?;
        if let Some((part, _)) = self.step(step) {
            return Err(Refusal::StepTaken { handle, step, on: part.date });
        }
        if !self.is_open() {
            return Err(Refusal::IncidentClosed { handle });
        }
        if let Some(missing) = self.next_step()
            && missing < step
        {
            return Err(Refusal::StepMissing { handle, asked: step, missing });
        }
        if let Some(member) = self.value.step_belongs_to(step)
            && member != author
        {
            return Err(Refusal::StepBelongsTo { handle, step, member });
        }
        self.after_what_was_done(stamp.date)?;
        Ok(Part::new(self.id, Some(author), stamp, Content::Step { step, text }))
    }

    /// One member's closing. It takes a reason before `kept`.
    ///
    /// # Errors
    /// If there is nothing to repair, the member has closed it, the reason is missing, or the day is before the last step.
    pub(crate) fn close(&self, author: Member, reason: Option<Text>, stamp: Stamp) -> Result<Part, Refusal> {
        let handle = self.has_repair()?;
        if self.closing(author).is_some() {
            return Err(Refusal::ClosedBefore { handle });
        }
        if self.next_step().is_some() && reason.is_none() {
            return Err(Refusal::ReasonMissing { handle });
        }
        self.after_what_was_done(stamp.date)?;
        Ok(Part::new(self.id, Some(author), stamp, Content::Closing { reason }))
    }

    /// The member's own closing, which is to go.
    ///
    /// # Errors
    /// If the member has not closed it.
    pub(crate) fn reopen(&self, member: Member) -> Result<Id, Refusal> {
        let handle = self.has_repair()?;
        self.closing(member).map(|(id, _)| id).ok_or(Refusal::NothingToReopen { handle })
    }
}
