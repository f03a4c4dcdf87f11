//! What a command answers when it has done something: one line that begins with the handle.

use super::ui::{Style, padded, wrapped};
use super::voice::Voice;
use crate::app::draft::{Draft, Field};
use crate::app::entry::{Detail, Entry};
use crate::app::replan::{OutOfDate, Replanned};
use crate::app::schedule::{self, Moment, Scheduled};
use crate::domain::{Handle, Outcome, RepairStep};
use crate::locale::messages::{
    AGREED, BOOKED_SAID, ByDay, CAN_BE_CLOSED, CancelledSaid, CheckedOn, ChecksOn, DOCUMENT_BRIEF,
    DOCUMENT_CALENDAR, DOCUMENT_CARD, DOCUMENT_EXPORT, DOCUMENT_INVITATION, DOCUMENT_PREP, DOCUMENT_SUMMARY,
    DocumentMade, MovedFrom, NEXT_AT_THE_TALK, NOW_DONE, NextCheck, OutOfDate as OutOfDateSaid, PlanChanged,
    PlanSame, REMATCH_TIE, RESTS_WITH_BOTH, RULE, RematchIs, RestsWith, SIGNED_BY_BOTH, SetCard, SetFor,
    SetNotice, SetPrep, SignedButVoid, SignedBy, StepOn, TeeOff,
};
use crate::locale::{and_list, capitalised, dates, terms};
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr as _;

impl Voice<'_> {
    /// A line that begins with a handle.
    pub(super) fn echo(&self, handle: &str, said: &str) {
        let indent = handle.width() + 2;
        let room = self.ui.prose().map(|width| width.saturating_sub(indent));
        let mut lines = wrapped(said, room).into_iter();
        let first = lines.next().unwrap_or_default();
        self.ui.say(&format!("{}  {first}", self.ui.paint(Style::Handle, handle)));
        for line in lines {
            self.ui.say(&format!("{}{line}", " ".repeat(indent)));
        }
    }

    /// Something was noted: an observation, an incident.
    pub(super) fn says_noted(&self, entry: &Entry) {
        self.echo(&entry.handle, &self.noted_parts(entry));
    }

    /// That something was noted, for which day, what was understood, and who can read it.
    pub(super) fn noted_parts(&self, entry: &Entry) -> String {
        let mut facts = self.facts(entry);
        facts.extend(self.tags(entry));
        let facts = facts.join(", ");
        let parts = [self.noted(entry.date), facts, self.readers(entry)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(self.ui.dot())
    }

    /// The tags of an entry, as they are typed in a text.
    fn tags(&self, entry: &Entry) -> Vec<String> {
        entry.tags.iter().map(|tag| format!("#{}", super::ui::clean(tag))).collect()
    }

    /// What has changed about an entry or a part of one, from what to what, below its echo.
    pub(super) fn says_changes(&self, handle: &str, before: &Draft, now: &Draft) {
        let changes = before.changes(now);
        let is_text = before.text != now.text;
        let text_label = terms::label(self.language, "field", "text");
        let labels = changes.iter().map(|(field, ..)| field.label(self.language).width());
        let wide = labels.chain(is_text.then(|| text_label.width())).max().unwrap_or(0);
        let (indent, nothing) = (" ".repeat(handle.width() + 2), "-");
        let line = |label: &str, said: &str| {
            let line = format!("{indent}{}  {said}", padded(label, wide));
            let line = self.ui.width().map_or_else(|| line.clone(), |cells| self.ui.cut(&line, cells));
            self.ui.say(line.trim_end());
        };
        for (field, before, now) in changes {
            // A day is said in words, as everywhere.
            let worded = |word: &str| word.parse().map_or_else(|_| word.to_owned(), |day| self.day(day));
            let in_words = |value: &str| value.split(", ").map(worded).collect::<Vec<_>>().join(", ");
            let shown = |value: &str| match field {
                _ if value.is_empty() => nothing.to_owned(),
                Field::Date | Field::Until | Field::Checks => in_words(value),
                _ => self.ui.one_line(value),
            };
            let said = format!("{} {} {}", shown(before), self.ui.arrow(), shown(now));
            line(field.label(self.language), &said);
        }
        if is_text {
            line(text_label, &format!("- {}", self.ui.one_line(&before.text)));
            line("", &format!("+ {}", self.ui.one_line(&now.text)));
        }
    }

    /// Something was done to an entry that its readers should know.
    pub(super) fn says(&self, entry: &Entry, done: &str) {
        self.echo(&entry.handle, &format!("{done}{}{}", self.ui.dot(), self.readers(entry)));
    }

    /// Something was done to what a handle names.
    pub(super) fn says_of(&self, handle: Handle, done: &str) {
        self.echo(&handle.to_string(), done);
    }

    fn by_day(&self, day: NaiveDate) -> String {
        ByDay { day: &self.day(day) }.text(self.language)
    }

    fn checks_on(&self, planned: &[NaiveDate]) -> String {
        let days: Vec<String> =
            planned.iter().map(|day| dates::day_month_near(self.language, *day, self.today)).collect();
        ChecksOn { count: days.len(), days: &and_list(self.language, &days) }.text(self.language)
    }

    /// Something was agreed.
    pub(super) fn says_agreed(&self, entry: &Entry) {
        let Detail::Adjustment { owner, rule, until, planned, .. } = &entry.detail else { return };
        let mut facts = vec![AGREED.text(self.language).to_owned()];
        if *rule {
            facts.push(RULE.text(self.language).to_owned());
        }
        facts.push(match self.member(owner) {
            Some(_) => RestsWith { name: &self.name(owner) }.text(self.language),
            None => RESTS_WITH_BOTH.text(self.language).to_owned(),
        });
        facts.extend(entry.theme.as_deref().map(|key| self.theme(key).to_owned()));
        facts.extend(self.tags(entry));
        facts.extend(until.map(|day| self.by_day(day)));
        facts.push(self.checks_on(planned));
        self.echo(&entry.handle, &facts.join(self.ui.dot()));
    }

    /// An adjustment was looked at.
    pub(super) fn says_checked(&self, entry: &Entry, outcome: Outcome) {
        let Detail::Adjustment { planned, status, checks, .. } = &entry.detail else { return };
        let last = checks.last().map_or(self.today, |check| check.date);
        let mut facts = vec![
            CheckedOn { outcome: &self.word(outcome), day: &self.day_or_today(last) }.text(self.language),
        ];
        facts.push(match planned.first() {
            _ if *status == "done" => NOW_DONE.text(self.language).to_owned(),
            Some(next) => NextCheck { day: &self.day(*next) }.text(self.language),
            None => NEXT_AT_THE_TALK.text(self.language).to_owned(),
        });
        self.echo(&entry.handle, &facts.join(self.ui.dot()));
    }

    /// A step of a repair was taken.
    pub(super) fn says_step(&self, entry: &Entry, step: RepairStep) {
        let Detail::Incident { next_step, steps, .. } = &entry.detail else { return };
        let next = match next_step {
            Some(_) => super::lists::repair(self, entry),
            None => CAN_BE_CLOSED.text(self.language).to_owned(),
        };
        let taken = steps.iter().rev().find(|taken| taken.step == Some(step) && taken.date != self.today);
        let said = match taken {
            Some(taken) => StepOn { step: &self.word(step), day: &self.day(taken.date) }.text(self.language),
            None => self.word(step).to_owned(),
        };
        self.echo(&entry.handle, &format!("{said}{}{next}", self.ui.dot()));
    }

    /// One of the two has closed an incident.
    pub(super) fn says_closed(&self, entry: &Entry) {
        self.echo(&entry.handle, &super::lists::repair(self, entry));
    }

    /// A day was set.
    pub(super) fn says_scheduled(&self, entry: &Entry) {
        let Some((hours, facts)) = self.plan(entry) else { return };
        let said = SetFor { day: &self.day(entry.date), span: &hours }.text(self.language);
        self.echo(&entry.handle, &[vec![said], facts].concat().join(", "));
    }

    /// From when to when a talk is, and what else is set for it.
    fn plan(&self, entry: &Entry) -> Option<(String, Vec<String>)> {
        let Detail::Review { start, end, format, place, booked, .. } = &entry.detail else { return None };
        let language = self.language;
        let (start, end): (chrono::NaiveTime, chrono::NaiveTime) = (start.parse().ok()?, end.parse().ok()?);
        let mut facts = vec![self.format(format)];
        facts.extend(place.as_deref().map(super::ui::clean));
        let tee = schedule::tee(self.templates, format, start);
        facts.extend(tee.map(|tee| TeeOff { time: &dates::clock(language, tee) }.text(language)));
        facts.extend(booked.then(|| BOOKED_SAID.text(language).to_owned()));
        Some((self.ui.dashed(&dates::span(language, start, end)), facts))
    }

    /// The moments before a talk whose day was set, as far as they are to come.
    pub(super) fn says_moments(&self, scheduled: &Scheduled) {
        let language = self.language;
        let coming = scheduled.moments.iter().filter(|(_, date)| *date >= self.today);
        let said: Vec<String> = coming
            .filter_map(|(moment, date)| {
                let day = &dates::day_month_near(language, *date, self.today);
                match moment {
                    Moment::Notice => Some(SetNotice { day }.text(language)),
                    Moment::Prep => Some(SetPrep { day }.text(language)),
                    Moment::Card => Some(SetCard { day }.text(language)),
                    Moment::Talk | Moment::Summary | Moment::FirstCheck | Moment::SecondCheck => None,
                }
            })
            .collect();
        if said.is_empty() {
            return;
        }
        self.below(&scheduled.entry.handle, &capitalised(&said.join(", ")));
    }

    /// Lines below an echo.
    pub(super) fn below(&self, handle: &str, text: &str) {
        let indent = handle.width() + 2;
        let room = self.ui.prose().map(|width| width.saturating_sub(indent));
        for line in wrapped(text, room) {
            self.ui.say(&format!("{}{line}", " ".repeat(indent)));
        }
    }

    /// A talk was moved, or what is set for it has changed.
    pub(super) fn says_replanned(&self, it: &Replanned) {
        let entry = &it.scheduled.entry;
        let Some((span, facts)) = self.plan(entry) else { return };
        let (language, day) = (self.language, self.day(entry.date));
        let said = if it.is_same {
            PlanSame { day: &day, span: &span }.text(language)
        } else if entry.date == it.before {
            PlanChanged { day: &day, span: &span }.text(language)
        } else {
            MovedFrom { before: &self.day(it.before), day: &day, span: &span }.text(language)
        };
        self.echo(&entry.handle, &[vec![said], facts].concat().join(", "));
        if entry.date != it.before {
            self.says_moments(&it.scheduled);
        }
        self.says_out_of_date(&entry.handle, &it.out_of_date);
    }

    /// A talk was called off.
    pub(super) fn says_cancelled(&self, entry: &Entry) {
        let Detail::Review { reason, .. } = &entry.detail else { return };
        let reason = super::ui::clean(reason.as_deref().unwrap_or_default());
        self.echo(&entry.handle, &CancelledSaid { reason: &reason }.text(self.language));
    }

    /// The files that tell of a day which no longer holds, below what was said of the talk.
    pub(super) fn says_out_of_date(&self, handle: &str, documents: &[OutOfDate]) {
        if !documents.is_empty() {
            self.below(handle, &self.out_of_date(documents));
        }
    }

    /// The files that tell of another day of a talk, on a line of its own.
    pub(super) fn echoes_out_of_date(&self, handle: &str, documents: &[OutOfDate]) {
        self.echo(handle, &self.out_of_date(documents));
    }

    fn out_of_date(&self, documents: &[OutOfDate]) -> String {
        let language = self.language;
        let said: Vec<String> = documents
            .iter()
            .map(|it| {
                let document = match it.document.as_str() {
                    "calendar" => DOCUMENT_CALENDAR,
                    "invitation" => DOCUMENT_INVITATION,
                    "brief" => DOCUMENT_BRIEF,
                    "card" => DOCUMENT_CARD,
                    "prep" => DOCUMENT_PREP,
                    "export" => DOCUMENT_EXPORT,
                    _ => DOCUMENT_SUMMARY,
                };
                let (document, day) = (document.text(language), self.day_or_today(it.made));
                DocumentMade { document: &document, day: &day }.text(language)
            })
            .collect();
        OutOfDateSaid { documents: &said.join(", ") }.text(language)
    }

    /// Who is owed the rematch of a talk.
    pub(super) fn rematch(&self, entry: &Entry) -> Option<String> {
        let Detail::Review { won, .. } = &entry.detail else { return None };
        match won.as_deref()? {
            "tie" => Some(REMATCH_TIE.text(self.language).to_owned()),
            winner => {
                let loser = self.member(winner).map(|winner| self.names.short(winner.other()).to_owned());
                let name = super::ui::clean(&loser.unwrap_or_default());
                Some(RematchIs { name: &name }.text(self.language))
            }
        }
    }

    /// Somebody signed.
    pub(super) fn says_signed(&self, entry: &Entry) {
        let Detail::Review { locked, signed, .. } = &entry.detail else { return };
        let said = if *locked {
            SIGNED_BY_BOTH.text(self.language).to_owned()
        } else {
            let me = self.me.map(|me| super::ui::clean(self.names.short(me))).unwrap_or_default();
            let other = self.me.map(|me| super::ui::clean(self.names.short(me.other()))).unwrap_or_default();
            if signed.len() > 1 {
                SignedButVoid { name: &me, other: &other }.text(self.language)
            } else {
                SignedBy { name: &me, other: &other }.text(self.language)
            }
        };
        self.echo(&entry.handle, &said);
    }
}
