//! Makes entries of what is on record, for one session: what stands beside it, by whom, and on the clock of the pair.

use super::entry::{Detail, Entry, Kind, Said, Scores};
use super::error::AppError;
use super::names::Names;
use super::session::{self, Session};
use crate::domain::{
    Adjustment, Circumstances, Content, Form, Handle, Incident, Member, Nature, Observation, OnRecord, Part,
    Phase, Review, Root, Series, Status,
};
use crate::store::{Listed, View};

/// Makes entries for one session.
pub(crate) struct Entries<'s> {
    session: &'s Session,
    names: Names,
}

impl Session {
    /// Makes the entries that this session shows.
    pub(crate) fn entries(&self) -> Entries<'_> {
        Entries { session: self, names: self.names() }
    }

    /// The entry that a handle names, as the one who is typing may read it.
    ///
    /// # Errors
    /// If there is none that they can read.
    pub(crate) fn entry(&self, handle: Handle) -> Result<Entry, AppError> {
        let _still = self.store().still()?;
        let (view, root) = (self.view(), Handle { part: None, ..handle });
        let entries = self.entries();
        Ok(match root.root {
            Root::Entry(Series::Observation, _) => entries.observation(&session::observation(view, root)?),
            Root::Entry(Series::Incident, _) => entries.incident(&session::incident(view, root)?),
            Root::Entry(Series::Adjustment, _) => entries.adjustment(&session::adjustment(view, root)?)?,
            Root::Review(_) => entries.review(&session::review(view, root)?),
        })
    }
}

impl Entries<'_> {
    fn key(&self, member: Option<Member>) -> Option<String> {
        member.map(|member| self.names.key(member).to_owned())
    }

    fn said(&self, root: Handle, part: &Part) -> Said {
        let (step, outcome) = match &part.content {
            Content::Step { step, .. } => (Some(*step), None),
            Content::Check { outcome, .. } => (None, Some(*outcome)),
            _ => (None, None),
        };
        let theme = match &part.content {
            Content::Note { theme, .. } => theme.clone(),
            _ => None,
        };
        Said {
            handle: root.with_part(part.number).to_string(),
            kind: part.content.kind(),
            by: self.key(part.author),
            date: part.date,
            text: part.content.text().map(ToString::to_string),
            step,
            outcome,
            theme,
            edited: part.edited.map(|at| self.session.local(at)),
            erased: part.erased,
        }
    }

    fn all_said<T>(&self, root: Handle, of: &OnRecord<T>, kind: &str) -> Vec<Said> {
        of.parts
            .iter()
            .filter(|(_, part)| part.content.kind() == kind)
            .map(|(_, part)| self.said(root, part))
            .collect()
    }

    /// An entry of any kind.
    ///
    /// # Errors
    /// If what it refers to cannot be read.
    pub(crate) fn listed(&self, listed: &Listed) -> Result<Entry, AppError> {
        Ok(match listed {
            Listed::Observation(observation) => self.observation(observation),
            Listed::Incident(incident) => self.incident(incident),
            Listed::Adjustment(adjustment) => self.adjustment(adjustment)?,
            Listed::Review(review) => self.review(review),
        })
    }

    /// An observation.
    pub(crate) fn observation(&self, of: &OnRecord<Observation>) -> Entry {
        let (it, root) = (&of.value, of.value.handle());
        let answers = self.all_said(root, of, "answer");
        let Circumstances { effect, setting, channel, tags } = it.circumstances.clone();
        Entry {
            handle: root.to_string(),
            id: of.id,
            kind: Kind::Observation,
            date: it.date,
            by: self.key(Some(it.author)),
            theme: it.theme.clone(),
            tone: it.tone,
            text: it.text.to_string(),
            shared: of.shared().is_some(),
            shared_on: of.shared().map(|share| share.date),
            tags,
            created: self.session.local(it.created),
            edited: it.edited.map(|at| self.session.local(at)),
            erased: it.erased,
            additions: self.all_said(root, of, "addition"),
            detail: Detail::Observation {
                about: it.about,
                effect: effect.map(|text| text.to_string()),
                setting,
                channel,
                answer: answers.first().cloned(),
                answers,
            },
        }
    }

    /// An incident.
    pub(crate) fn incident(&self, of: &OnRecord<Incident>) -> Entry {
        let (it, root) = (&of.value, of.value.handle());
        let Circumstances { effect, setting, channel, tags } = it.circumstances.clone();
        let class = match it.nature {
            Nature::Negative { class, .. } => class,
            Nature::Positive => None,
        };
        let waits_for = of.next_step().and_then(|step| it.step_belongs_to(step));
        Entry {
            handle: root.to_string(),
            id: of.id,
            kind: Kind::Incident,
            date: it.date,
            by: self.key(Some(it.author)),
            theme: it.theme.clone(),
            tone: None,
            text: it.text.to_string(),
            shared: of.shared().is_some(),
            shared_on: of.shared().map(|share| share.date),
            tags,
            created: self.session.local(it.created),
            edited: it.edited.map(|at| self.session.local(at)),
            erased: it.erased,
            additions: self.all_said(root, of, "addition"),
            detail: Detail::Incident {
                actor: it.actor.member().map_or("third", |member| self.names.key(member)).to_owned(),
                positive: it.severity().is_none(),
                severity: it.severity(),
                class,
                public: it.public,
                effect: effect.map(|text| text.to_string()),
                setting,
                channel,
                reply: self.all_said(root, of, "reply").into_iter().next(),
                steps: self.all_said(root, of, "step"),
                next_step: of.next_step(),
                waits_for: self.key(waits_for),
                closings: self.all_said(root, of, "closing"),
                open: of.is_open(),
            },
        }
    }

    /// An adjustment.
    ///
    /// # Errors
    /// If the entries that it comes from cannot be read.
    pub(crate) fn adjustment(&self, of: &OnRecord<Adjustment>) -> Result<Entry, AppError> {
        let (it, root) = (&of.value, of.value.handle());
        let view: View<'_> = self.session.view();
        let mut from = Vec::new();
        for source in &it.from {
            let handle =
                view.reading().entity::<crate::domain::Entity>(*source)?.and_then(|entity| entity.handle());
            if let Some(handle) = handle
                && view.can_read(*source)?
            {
                from.push(handle.to_string());
            }
        }
        let (rule, until) = match it.form {
            Form::Rule => (true, None),
            Form::Action { until } => (false, until),
        };
        let status = match of.status() {
            Status::Open => "open",
            Status::Done => "done",
            Status::Lapsed(_) => "lapsed",
        };
        Ok(Entry {
            handle: root.to_string(),
            id: of.id,
            kind: Kind::Adjustment,
            date: it.date,
            by: self.key(it.author),
            theme: it.theme.clone(),
            tone: None,
            text: it.text.to_string(),
            shared: true,
            shared_on: None,
            tags: it.tags.clone(),
            created: self.session.local(it.created),
            edited: it.edited.map(|at| self.session.local(at)),
            erased: it.erased,
            additions: Vec::new(),
            detail: Detail::Adjustment {
                owner: self.names.owner_key(it.owner).to_owned(),
                rule,
                until,
                status,
                from,
                question: it.question.clone(),
                checks: self.all_said(root, of, "check"),
                planned: if of.status() == Status::Open { of.checks_to_come() } else { Vec::new() },
                lapse: self.all_said(root, of, "lapse").into_iter().next(),
            },
        })
    }

    /// A review.
    pub(crate) fn review(&self, of: &OnRecord<Review>) -> Entry {
        let (it, root) = (&of.value, of.value.handle());
        let game = it.game();
        let phase = match it.phase {
            Phase::Cancelled => "cancelled",
            Phase::Scheduled => "scheduled",
            Phase::Held { .. } if of.locked().is_some() => "locked",
            Phase::Held { .. } => "held",
        };
        let won = game.and_then(|game| game.winner);
        let won = won.map(|winner| winner.member().map_or("tie", |member| self.names.key(member)).to_owned());
        Entry {
            handle: root.to_string(),
            id: of.id,
            kind: Kind::Review,
            date: it.held().unwrap_or(it.date),
            by: self.key(it.author),
            theme: None,
            tone: None,
            text: String::new(),
            shared: true,
            shared_on: None,
            tags: Vec::new(),
            created: self.session.local(it.created),
            edited: None,
            erased: None,
            additions: Vec::new(),
            detail: Detail::Review {
                phase,
                start: it.start.format("%H:%M").to_string(),
                end: it.end().format("%H:%M").to_string(),
                format: it.format.clone(),
                place: it.place.clone(),
                coordinates: it.at,
                booked: it.booked,
                extra: it.extra,
                reason: it.reason.clone(),
                held: it.held(),
                scores: game.map(|game| Scores { a: game.scores[0], b: game.scores[1] }),
                won,
                signed: self.all_said(root, of, "signature"),
                locked: of.locked().is_some(),
                notes: self.all_said(root, of, "note"),
                amendments: self.all_said(root, of, "amendment"),
            },
        }
    }
}
