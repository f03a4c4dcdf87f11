//! Observations: what one of the two noticed. Not an assessment.

use super::handle::{Handle, Series};
use super::id::Id;
use super::member::Member;
use super::part::{Content, OnRecord, Part, Stamp};
use super::refusal::Refusal;
use super::text::Text;
use super::words::{About, Channel, Tone};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What surrounded what was noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Circumstances {
    /// What it did to the author or to others.
    pub(crate) effect: Option<Text>,
    /// Where it was: council, car, budget seminar.
    pub(crate) setting: Option<String>,
    /// How it came across.
    pub(crate) channel: Option<Channel>,
    /// Words of the author's choice, without `#`, each once.
    pub(crate) tags: Vec<String>,
}

impl Circumstances {
    /// The texts in which something can be found: its own, and what surrounded it.
    pub(crate) fn words<'a>(&'a self, text: &'a Text) -> Vec<&'a str> {
        let effect = self.effect.as_ref().map(Text::as_str);
        let tags = self.tags.iter().map(String::as_str);
        [text.as_str()].into_iter().chain(effect).chain(self.setting.as_deref()).chain(tags).collect()
    }
}

/// What one noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Observation {
    /// The pair.
    pub(crate) pair: Id,
    /// The 12 of O12.
    pub(crate) number: u32,
    /// Who noticed it.
    pub(crate) author: Member,
    /// When it was.
    pub(crate) date: NaiveDate,
    /// In the author's words.
    pub(crate) text: Text,
    /// The key of its theme.
    pub(crate) theme: Option<String>,
    /// How it sounds.
    pub(crate) tone: Option<Tone>,
    /// Whom it is about.
    pub(crate) about: About,
    /// What surrounded it.
    #[serde(flatten)]
    pub(crate) circumstances: Circumstances,
    /// When it was first put on record.
    pub(crate) created: DateTime<Utc>,
    /// When it was last changed after it had been shared.
    pub(crate) edited: Option<DateTime<Utc>>,
    /// When its author erased it.
    pub(crate) erased: Option<NaiveDate>,
}

impl Observation {
    /// Its handle.
    pub(crate) fn handle(&self) -> Handle {
        Handle::entry(Series::Observation, self.number)
    }

    /// Those whose why may stand beside it: the partner; the author, of an observation about themselves; of one
    /// about the two, either.
    pub(crate) fn may_answer(&self, member: Member) -> bool {
        match self.about {
            About::Partner => member != self.author,
            About::Oneself => member == self.author,
            About::Us => true,
        }
    }
}

impl OnRecord<Observation> {
    /// The answers, each the why of one member.
    pub(crate) fn answers(&self) -> impl Iterator<Item = (&Part, &Text)> {
        self.parts_where(|content| match content {
            Content::Answer { text } => Some(text),
            _ => None,
        })
    }

    /// Whether the other can read it and could say why, and has not: it is about them, and no praise, which asks for
    /// none.
    pub(crate) fn waits_for_why(&self) -> bool {
        self.value.about == About::Partner
            && self.value.tone != Some(Tone::Praise)
            && self.value.erased.is_none()
            && self.shared().is_some()
            && self.answers().next().is_none()
    }

    /// The observed person's own why, set beside the observation.
    ///
    /// # Errors
    /// If the observation is private or erased, if the why is another's to give, or stands already.
    pub(crate) fn answer(&self, author: Member, text: Text, stamp: Stamp) -> Result<Part, Refusal> {
        let handle = self.value.handle();
        if self.value.erased.is_some() {
            return Err(Refusal::Erased { handle });
        }
        if !self.value.may_answer(author) {
            return Err(Refusal::AnswerBelongsTo { handle, member: author.other() });
        }
        if self.shared().is_none() {
            return Err(Refusal::NotShared { handle });
        }
        if let Some((part, _)) = self.answers().find(|(part, _)| part.author == Some(author)) {
            return Err(Refusal::AnsweredBefore { handle, answer: handle.with_part(part.number) });
        }
        Ok(Part::new(self.id, Some(author), stamp, Content::Answer { text }))
    }
}

/// What observations and incidents have in common: one author, private until shared.
pub(crate) trait Own {
    /// The handle.
    fn handle(&self) -> Handle;
    /// Whose words it is.
    fn author(&self) -> Member;
    /// Whether its author has erased it.
    fn is_erased(&self) -> bool;
}

impl Own for Observation {
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

impl<T: Own> OnRecord<T> {
    /// Refuses what only its author may do.
    ///
    /// # Errors
    /// [`Refusal::NotYours`], [`Refusal::Erased`].
    pub(crate) fn is_authors(&self, member: Member) -> Result<(), Refusal> {
        let handle = self.value.handle();
        if self.value.author() != member {
            return Err(Refusal::NotYours { handle, author: self.value.author() });
        }
        if self.value.is_erased() {
            return Err(Refusal::Erased { handle });
        }
        Ok(())
    }

    /// Refuses a change to a text that the other has answered.
    ///
    /// # Errors
    /// [`Refusal::Answered`], and those of [`OnRecord::is_authors`].
    pub(crate) fn may_change(&self, member: Member) -> Result<(), Refusal> {
        self.is_authors(member)?;
        match self.answered_by(member) {
            Some(by) => Err(Refusal::Answered { handle: self.value.handle(), by }),
            None => Ok(()),
        }
    }

    /// Lets the other read it.
    ///
    /// # Errors
    /// If it is another's, erased, or shared already.
    pub(crate) fn share(&self, member: Member, stamp: Stamp) -> Result<Part, Refusal> {
        self.is_authors(member)?;
        if self.shared().is_some() {
            return Err(Refusal::AlreadyShared { handle: self.value.handle() });
        }
        Ok(Part::new(self.id, Some(member), stamp, Content::Share))
    }

    /// The shares that are to go, so that the other no longer reads it: one, or one from each file of its author.
    ///
    /// # Errors
    /// If it is another's or private, or if the other has answered.
    pub(crate) fn withdraw(&self, member: Member) -> Result<Vec<Id>, Refusal> {
        self.may_change(member)?;
        let shares = self.parts.iter().filter(|(_, part)| part.content == Content::Share);
        let shares: Vec<Id> = shares.map(|(id, _)| *id).collect();
        if shares.is_empty() {
            return Err(Refusal::NothingToWithdraw { handle: self.value.handle() });
        }
        Ok(shares)
    }

    /// An addition by its author, to be read beside the frozen text.
    ///
    /// # Errors
    /// If it is another's or erased.
    pub(crate) fn add(&self, member: Member, text: Text, stamp: Stamp) -> Result<Part, Refusal> {
        self.is_authors(member)?;
        Ok(Part::new(self.id, Some(member), stamp, Content::Addition { text }))
    }
}
