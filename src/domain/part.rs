//! What is set beside an entry or a review. Each is a record of its own with one author, so that no record
//! holds two people's words.

use super::id::Id;
use super::member::Member;
use super::text::Text;
use super::words::{Outcome, RepairStep};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Something set beside an entry, a review or a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// What it is set beside.
    pub(crate) subject: Id,
    /// Its number there, from 1, never reused: the `2` of `O12.2`.
    pub(crate) number: u32,
    /// Who said it; joint things may leave it open.
    pub(crate) author: Option<Member>,
    /// The day it is about.
    pub(crate) date: NaiveDate,
    /// When it was first put on record.
    pub(crate) created: DateTime<Utc>,
    /// When its text was last changed after the other could read it.
    pub(crate) edited: Option<DateTime<Utc>>,
    /// When its author erased it.
    pub(crate) erased: Option<NaiveDate>,
    /// What it says.
    #[serde(flatten)]
    pub(crate) content: Content,
}

/// What a part says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "lowercase")]
pub(crate) enum Content {
    /// The observed person's own why.
    Answer {
        /// In their words.
        text: Text,
    },
    /// What the author adds to a text that is frozen.
    Addition {
        /// In their words.
        text: Text,
    },
    /// The other's account of an incident.
    Reply {
        /// In their words.
        text: Text,
    },
    /// A step of a repair.
    Step {
        /// Which one.
        step: RepairStep,
        /// In the words of the one who took it.
        text: Text,
    },
    /// One member regards an incident as closed.
    Closing {
        /// Needed only before `kept`.
        reason: Option<Text>,
    },
    /// An adjustment was looked at.
    Check {
        /// What came of it.
        outcome: Outcome,
        /// A word on it.
        text: Option<Text>,
    },
    /// An adjustment no longer stands.
    Lapse {
        /// Why.
        reason: Option<Text>,
    },
    /// What was said on the day.
    Note {
        /// The key of its theme.
        theme: Option<String>,
        /// In words that both can stand by.
        text: Text,
    },
    /// An addition to a talk that both have signed.
    Amendment {
        /// In words that both can stand by.
        text: Text,
    },
    /// One member stands by the summary of a talk.
    Signature {
        /// The records that the summary is made of, exactly as they stood, in ascending order.
        holds: Vec<Id>,
    },
    /// Its author lets the other read an entry.
    Share,
    /// A member has prepared for a talk.
    Ready,
    /// A member lets paper speak of trust, or takes that back.
    Consent {
        /// Whether trust may stand on paper.
        trust_on_paper: bool,
    },
    /// Something was printed.
    Printing {
        /// The document: `summary`.
        document: String,
        /// The SHA-256 of the file, in hexadecimal digits, by which makkerpar knows its own.
        digest: String,
        /// The SHA-256 of what the document says, by which it is known whether it would say anything new.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        says: Option<String>,
    },
}

impl Content {
    /// The kind of part, as the database and the history name it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Answer { .. } => "answer",
            Self::Addition { .. } => "addition",
            Self::Reply { .. } => "reply",
            Self::Step { .. } => "step",
            Self::Closing { .. } => "closing",
            Self::Check { .. } => "check",
            Self::Lapse { .. } => "lapse",
            Self::Note { .. } => "note",
            Self::Amendment { .. } => "amendment",
            Self::Signature { .. } => "signature",
            Self::Share => "share",
            Self::Ready => "ready",
            Self::Consent { .. } => "consent",
            Self::Printing { .. } => "printing",
        }
    }

    /// The text, if this kind has one.
    pub(crate) fn text(&self) -> Option<&Text> {
        match self {
            Self::Answer { text }
            | Self::Addition { text }
            | Self::Reply { text }
            | Self::Step { text, .. }
            | Self::Note { text, .. }
            | Self::Amendment { text } => Some(text),
            Self::Closing { reason: text } | Self::Check { text, .. } | Self::Lapse { reason: text } => {
                text.as_ref()
            }
            Self::Signature { .. }
            | Self::Share
            | Self::Ready
            | Self::Consent { .. }
            | Self::Printing { .. } => None,
        }
    }

    /// Puts `text` where this kind has its text; false where it has none.
    pub(crate) fn set_text(&mut self, new: Text) -> bool {
        match self {
            Self::Answer { text }
            | Self::Addition { text }
            | Self::Reply { text }
            | Self::Step { text, .. }
            | Self::Note { text, .. }
            | Self::Amendment { text } => *text = new,
            Self::Closing { reason: text } | Self::Check { text, .. } | Self::Lapse { reason: text } => {
                *text = Some(new);
            }
            Self::Signature { .. }
            | Self::Share
            | Self::Ready
            | Self::Consent { .. }
            | Self::Printing { .. } => {
                return false;
            }
        }
        true
    }

    /// Whether these are one person's own words or will, and not the two's together.
    pub(crate) fn is_own(&self) -> bool {
        match self {
            Self::Answer { .. }
            | Self::Addition { .. }
            | Self::Reply { .. }
            | Self::Step { .. }
            | Self::Closing { .. }
            | Self::Signature { .. }
            | Self::Share
            | Self::Ready
            | Self::Consent { .. } => true,
            Self::Check { .. }
            | Self::Lapse { .. }
            | Self::Note { .. }
            | Self::Amendment { .. }
            | Self::Printing { .. } => false,
        }
    }
}

/// When something is put on record, and under which number beside its subject.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    /// The next free number there.
    pub(crate) number: u32,
    /// The day it is about.
    pub(crate) date: NaiveDate,
    /// Now.
    pub(crate) created: DateTime<Utc>,
}

impl Part {
    /// A part that nobody has changed yet.
    pub(crate) fn new(subject: Id, author: Option<Member>, stamp: Stamp, content: Content) -> Self {
        let Stamp { number, date, created } = stamp;
        Self { subject, number, author, date, created, edited: None, erased: None, content }
    }

    /// The stub that stays when its text is erased.
    pub(crate) fn erase(&mut self, today: NaiveDate) {
        self.content.set_text(Text::erased());
        self.erased = Some(today);
    }
}

/// Something on record, with all that was set beside it, in the order of its numbers.
#[derive(Clone, Debug)]
pub(crate) struct OnRecord<T> {
    /// Its identity.
    pub(crate) id: Id,
    /// The thing itself.
    pub(crate) value: T,
    /// What was set beside it.
    pub(crate) parts: Vec<(Id, Part)>,
}

impl<T> OnRecord<T> {
    /// The parts whose content `pick` takes.
    pub(crate) fn parts_where<'a, P: 'a>(
        &'a self,
        pick: impl Fn(&'a Content) -> Option<P> + 'a,
    ) -> impl Iterator<Item = (&'a Part, P)> + 'a {
        self.parts.iter().filter_map(move |(_, part)| Some((part, pick(&part.content)?)))
    }

    /// Since when the other can read it; `None` while it is private.
    pub(crate) fn shared(&self) -> Option<&Part> {
        self.parts_where(|content| matches!(content, Content::Share).then_some(()))
            .map(|(part, ())| part)
            .next()
    }

    /// The member other than `author` who has set words of their own beside it.
    pub(crate) fn answered_by(&self, author: Member) -> Option<Member> {
        let other = author.other();
        self.parts
            .iter()
            .any(|(_, part)| part.author == Some(other) && part.content.is_own())
            .then_some(other)
    }
}
