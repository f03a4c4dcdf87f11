//! What the hand-outs have in common: the two, their themes, observations and incidents, put into the values of paper.

use super::error::AppError;
use super::names::Names;
use super::redact::Redaction;
use super::session::Session;
use super::themes;
use crate::domain::{
    Id, Incident, Member, Observation, OnRecord, Pair, Part, RepairStep, Review, Text, Word as _,
};
use crate::handout::content::{Masthead, Observed, Party, Passage, Repair, Step};
use crate::handout::rewrite::Reword;
use crate::locale::Language;
use crate::locale::messages::{NO_THEME, PAPER_THIRD};
use chrono::NaiveDate;

/// A text as it was written, or the note that it is gone.
pub(super) fn passage(text: Option<&Text>, erased: Option<NaiveDate>) -> Passage {
    match (text, erased) {
        (Some(text), None) => Passage::Text(text.to_string()),
        _ => Passage::Erased,
    }
}

/// Writes what is on record into the values of paper.
pub(super) struct Scribe<'p> {
    pair: &'p Pair,
    /// What the two go by on this paper: roles, if it is redacted.
    pub(super) names: Names,
    /// The language of the paper.
    pub(super) language: Language,
    redaction: Option<Redaction>,
}

impl<'p> Scribe<'p> {
    /// For the pair as it is now, in `language` or its own.
    ///
    /// # Errors
    /// As for every read.
    pub(super) fn of(
        session: &'p Session,
        language: Option<Language>,
        is_redacted: bool,
    ) -> Result<Self, AppError> {
        let pair = session.pair();
        Self::new(session, pair, &session.names(), language.unwrap_or(pair.language), is_redacted)
    }

    /// For a pair and its two as they were.
    ///
    /// # Errors
    /// As for every read.
    pub(super) fn new(
        session: &Session,
        pair: &'p Pair,
        names: &Names,
        language: Language,
        is_redacted: bool,
    ) -> Result<Self, AppError> {
        let mut redaction = None;
        if is_redacted {
            let mut called = names.full.clone().map(|name| vec![name]);
            for (person, names) in pair.people.iter().zip(&mut called) {
                names.extend(session.store().reading().names_of(*person)?);
            }
            redaction = Some(Redaction::of(pair.kind, &called, language));
        }
        let names = redaction.as_ref().map_or_else(|| names.clone(), |redaction| redaction.names(names));
        Ok(Self { pair, names, language, redaction })
    }

    /// The head of the paper of a talk.
    pub(super) fn masthead(&self, session: &Session, review: &Review) -> Masthead {
        let title = |member: Member| self.pair.titles[member.index()].clone();
        Masthead {
            language: self.language,
            written: self.pair.language,
            people: Member::BOTH.map(|member| Party {
                name: self.names.full[member.index()].clone(),
                short: self.names.short(member).to_owned(),
                // A title may tell more than the role.
                title: title(member).filter(|_| self.redaction.is_none()),
            }),
            date: review.day(),
            // A place names the municipality.
            place: review.place.clone().filter(|_| self.redaction.is_none()),
            format: session
                .templates()
                .formats()
                .of(&review.format)
                .map_or(review.format.clone(), |format| format.name.text(self.language).to_owned()),
            start: Some(review.start),
            end: Some(review.end()),
            is_redacted: self.redaction.is_some(),
            is_public_body: self.pair.kind.is_public(),
        }
    }

    /// A document with roles in the place of names, if it is to be redacted.
    pub(super) fn redacted<D: Reword>(&self, mut document: D) -> D {
        if let Some(redaction) = &self.redaction {
            document.reword(&|text| redaction.text(text));
        }
        document
    }

    /// The long label of a theme.
    pub(super) fn label(&self, theme: Option<&str>) -> Option<String> {
        theme.map(|key| themes::long(self.pair, self.language, key).to_owned())
    }

    /// The long label of a theme, or of what has none.
    pub(super) fn theme(&self, theme: Option<&str>) -> String {
        self.label(theme).unwrap_or_else(|| NO_THEME.text(self.language).to_owned())
    }

    /// An observation, with the other's why.
    pub(super) fn observed(&self, it: &OnRecord<Observation>) -> Observed {
        Observed {
            handle: it.value.handle().to_string(),
            date: it.value.date,
            tone: it.value.tone,
            text: passage(Some(&it.value.text), it.value.erased),
            effect: it.value.circumstances.effect.as_ref().map(ToString::to_string),
            replies: self.replies(&it.parts, &["answer", "addition"]),
            waits: it.waits_for_why(),
        }
    }

    /// An incident, with its repair.
    pub(super) fn repair(&self, it: &OnRecord<Incident>) -> Repair {
        let mut steps = [None, None, None];
        for (step, slot) in RepairStep::ALL.iter().zip(&mut steps) {
            *slot = it.step(*step).map(|(part, text)| Step {
                date: part.date,
                by: part.author.map(|member| self.names.short(member).to_owned()).unwrap_or_default(),
                text: passage(Some(text), part.erased),
            });
        }
        Repair {
            handle: it.value.handle().to_string(),
            severity: it.value.severity(),
            date: it.value.date,
            by: self.names.short(it.value.author).to_owned(),
            about: match it.value.actor.member() {
                Some(actor) if actor == it.value.author => None,
                Some(actor) => Some(self.names.short(actor).to_owned()),
                None => Some(PAPER_THIRD.text(self.language).to_owned()),
            },
            text: passage(Some(&it.value.text), it.value.erased),
            replies: self.replies(&it.parts, &["reply", "addition"]),
            steps,
            closed: Member::BOTH.map(|member| it.closing(member).is_some()),
        }
    }

    /// What was set beside an entry, in the words of those kinds of parts.
    fn replies(&self, parts: &[(Id, Part)], kinds: &[&str]) -> Vec<(String, Passage)> {
        let said = parts.iter().map(|(_, part)| part).filter(|part| kinds.contains(&part.content.kind()));
        said.map(|part| {
            let by = part.author.map(|member| self.names.short(member).to_owned());
            (by.unwrap_or_default(), passage(part.content.text(), part.erased))
        })
        .collect()
    }
}

#[cfg(test)]
mod tests;
