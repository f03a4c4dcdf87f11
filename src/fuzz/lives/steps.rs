//! What the two can do in their life, one step at a time.

use super::super::files::allowed;
use super::{Life, SECRET, Secret};
use crate::app::entry::Entry;
use crate::app::observe::{self, Noticed};
use crate::app::{AppError, Session, adjust, incident, repair, share};
use crate::domain::{
    About, Actor, Channel, Class, Handle, Nature, Outcome, Owner, RepairStep, Series, Severity, Tone,
    Word as _,
};

impl Life<'_> {
    /// Notes the next of a series, private or shared.
    fn note(&mut self, series: Series, note: impl FnOnce(&mut Session, &Noticed) -> Result<Entry, AppError>) {
        let handle = Handle::entry(series, u32::from(self.noted[series as usize]) + 1);
        let (is_private, before) = (self.bytes.is_so(), self.secrets.len());
        if is_private {
            let word = format!("{SECRET}{before}x");
            self.secrets.push(Secret { handle, by: self.me, word, is_private });
        }
        let secret = self.secret(handle);
        let noticed = Noticed {
            theme: self.bytes.theme(),
            on: Some(self.session.today() - self.bytes.days(64)),
            channel: self.bytes.perhaps(Channel::ALL),
            text: secret.clone() + &self.bytes.text(),
            effect: self.bytes.text_if_any().map(|effect| secret + &effect),
            share: !is_private,
            ..Noticed::default()
        };
        if allowed(note(&mut self.session, &noticed)).is_some() {
            self.noted[series as usize] += 1;
        } else {
            self.secrets.truncate(before);
        }
    }

    pub(super) fn observe(&mut self) {
        let (tone, about) = (self.bytes.perhaps(Tone::ALL), self.bytes.perhaps(About::ALL));
        self.note(Series::Observation, |session, noticed| observe::observe(session, noticed, tone, about));
    }

    pub(super) fn note_incident(&mut self) {
        let (actor, public) = (self.bytes.one_of(&[Actor::A, Actor::B, Actor::Third]), self.bytes.is_so());
        let nature = match self.bytes.perhaps(Severity::ALL) {
            Some(severity) => Nature::Negative { severity, class: self.bytes.perhaps(Class::ALL) },
            None => Nature::Positive,
        };
        self.note(Series::Incident, |session, noticed| {
            incident::add(session, noticed, actor, nature, public)
        });
    }

    pub(super) fn agree(&mut self) {
        let today = self.session.today();
        let agreed = adjust::Agreed {
            owner: self.bytes.one_of(&[Owner::A, Owner::B, Owner::Both]),
            theme: self.bytes.theme(),
            rule: self.bytes.is_so(),
            until: self.bytes.is_so().then(|| today + self.bytes.days(255)),
            checks: (0..self.bytes.number(8)).map(|_| today + self.bytes.days(255)).collect(),
            from: if self.bytes.is_so() { vec![self.known_of_any()] } else { Vec::new() },
            tags: Vec::new(),
            text: self.bytes.text(),
            question: self.bytes.label(),
        };
        let noted = allowed(adjust::add(&mut self.session, &agreed));
        self.noted[Series::Adjustment as usize] += u8::from(noted.is_some());
    }

    /// The other's account of an incident, a step of its repair, or a closing.
    pub(super) fn mend(&mut self) {
        let handle = self.known(Series::Incident);
        let session = &mut self.session;
        match self.bytes.number(5) {
            0 => allowed(repair::reply(session, handle, &self.bytes.text())),
            1 => allowed(repair::close(session, handle, self.bytes.text_if_any().as_deref(), None)),
            number => {
                let step = RepairStep::ALL[usize::from(number) - 2];
                allowed(repair::step(session, handle, step, &self.bytes.text(), None))
            }
        };
    }

    /// What came of what was agreed, or that it no longer stands.
    pub(super) fn look_back(&mut self) {
        let handle = self.known(Series::Adjustment);
        let (outcome, text) = (self.bytes.perhaps(Outcome::ALL), self.bytes.text_if_any());
        let (session, text) = (&mut self.session, text.as_deref());
        match outcome {
            Some(outcome) => allowed(adjust::check(session, handle, outcome, text, None)),
            None => allowed(adjust::lapse(session, handle, text, None)),
        };
    }

    pub(super) fn share_or_withdraw(&mut self) {
        let series = self.bytes.one_of(&[Series::Observation, Series::Incident]);
        let (handle, is_shared) = (self.known(series), self.bytes.is_so());
        let done = if is_shared {
            allowed(share::share(&mut self.session, &[handle])).is_some()
        } else {
            allowed(share::withdraw(&mut self.session, handle)).is_some()
        };
        for secret in self.secrets.iter_mut().filter(|it| done && it.handle == handle) {
            secret.is_private = !is_shared;
        }
    }
}
