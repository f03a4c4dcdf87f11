//! How entries are spoken of: names, days, marks, facts.

use super::table::{Cell, plain};
use super::ui::{Style, Ui};
use crate::app::entry::{Detail, Entry, Said};
use crate::app::{Names, Session, Templates, themes};
use crate::domain::{About, Member, Pair, Severity, Tone, Word};
use crate::locale::messages::{
    ABOUT_SELF, ABOUT_US, AboutName, BOTH_CAN_READ, BY_THIRD, ByWhom, EXTRA_TALK, NotedFor, ONLY_AUTHOR,
    ONLY_YOU, POSITIVE, PUBLIC, RULE, TALK, TRUST, YouAndName,
};
use crate::locale::{Language, dates, terms};
use chrono::NaiveDate;

/// The voice of one session.
pub(super) struct Voice<'s> {
    pub(super) ui: &'s Ui,
    pub(super) language: Language,
    /// The day from which others are counted.
    pub(super) today: NaiveDate,
    /// What the two go by.
    pub(super) names: Names,
    /// Who is typing.
    pub(super) me: Option<Member>,
    pub(super) pair: &'s Pair,
    pub(super) templates: &'s Templates,
}

impl<'s> Voice<'s> {
    /// The voice for a session.
    pub(super) fn of(ui: &'s Ui, session: &'s Session) -> Self {
        Self {
            ui,
            language: ui.language(),
            today: session.today(),
            names: session.names(),
            me: session.me(),
            pair: session.pair(),
            templates: session.templates(),
        }
    }

    /// The member whose key it is.
    pub(super) fn member(&self, key: &str) -> Option<Member> {
        Member::BOTH.into_iter().find(|member| self.names.key(*member) == key)
    }

    /// A name in sentences, from a key: a first name, or the word for both or a third party.
    pub(super) fn name(&self, key: &str) -> String {
        match self.member(key) {
            Some(member) => super::ui::clean(self.names.short(member)),
            None => match key {
                "both" => terms::label(self.language, "member", "both").to_owned(),
                "third" => terms::label(self.language, "member", "third").to_owned(),
                _ => terms::label(self.language, "member", "tie").to_owned(),
            },
        }
    }

    /// `Thu 20 May`.
    pub(super) fn listed(&self, date: NaiveDate) -> String {
        dates::listed(self.language, date, self.today)
    }

    /// `20 May`, with the year if it is not this one; the day as the data has it where no terminal shows it.
    pub(super) fn in_list(&self, date: NaiveDate) -> String {
        if self.ui.width().is_some() {
            dates::day_short_near(self.language, date, self.today)
        } else {
            date.to_string()
        }
    }

    /// `Thursday 20 May`.
    pub(super) fn day(&self, date: NaiveDate) -> String {
        dates::sentence(self.language, date, self.today)
    }

    /// `today`, or `Thursday 20 May`.
    pub(super) fn day_or_today(&self, date: NaiveDate) -> String {
        if date == self.today { dates::distance(self.language, date, self.today) } else { self.day(date) }
    }

    /// `in 11 weeks`.
    pub(super) fn distance(&self, date: NaiveDate) -> String {
        dates::distance(self.language, date, self.today)
    }

    /// A time of the day as the JSON has it, `12:00`, as it is said.
    pub(super) fn clock(&self, text: &str) -> String {
        match self.language {
            Language::Danish => text.replace(':', "."),
            Language::English => text.to_owned(),
        }
    }

    /// `12:00–19:00`.
    pub(super) fn span(&self, start: &str, end: &str) -> String {
        self.ui.dashed(&format!("{}–{}", self.clock(start), self.clock(end)))
    }

    /// A word of a vocabulary.
    pub(super) fn word<W: Word>(&self, word: W) -> &'static str {
        terms::label(self.language, W::VOCABULARY, word.word())
    }

    /// A theme in a word.
    pub(super) fn theme<'k>(&self, key: &'k str) -> &'k str
    where
        's: 'k,
    {
        themes::short(self.language, key)
    }

    /// `noted for today`.
    pub(super) fn noted(&self, date: NaiveDate) -> String {
        NotedFor { day: &self.day_or_today(date) }.text(self.language)
    }

    /// Who can read an entry.
    pub(super) fn readers(&self, entry: &Entry) -> String {
        let by_me = entry.by.as_deref().and_then(|key| self.member(key)) == self.me;
        match (entry.shared, self.me) {
            (false, Some(_)) if by_me => ONLY_YOU.text(self.language).to_owned(),
            (false, _) => ONLY_AUTHOR.text(self.language).to_owned(),
            (true, Some(me)) => {
                YouAndName { name: &super::ui::clean(self.names.short(me.other())) }.text(self.language)
            }
            (true, None) => BOTH_CAN_READ.text(self.language).to_owned(),
        }
    }

    fn about(&self, about: About, by: Option<&str>) -> String {
        match (about, by.and_then(|key| self.member(key))) {
            (About::Partner, Some(author)) => {
                AboutName { name: &super::ui::clean(self.names.short(author.other())) }.text(self.language)
            }
            (About::Oneself, _) => ABOUT_SELF.text(self.language).to_owned(),
            _ => ABOUT_US.text(self.language).to_owned(),
        }
    }

    /// What kind of incident, in words: `serious breach`, `positive`.
    pub(super) fn severity(&self, severity: Option<Severity>) -> String {
        match severity {
            None => POSITIVE.text(self.language).to_owned(),
            Some(severity) => self.word(severity).to_owned(),
        }
    }

    fn by_whom(&self, actor: &str) -> String {
        match self.member(actor) {
            Some(_) => ByWhom { name: &self.name(actor) }.text(self.language),
            None => BY_THIRD.text(self.language).to_owned(),
        }
    }

    /// What a format is called in sentences.
    pub(super) fn format(&self, key: &str) -> String {
        super::ui::clean(&self.templates.format_word(self.language, key))
    }

    /// The facts about an entry, without its text: `roles, puzzle, about Bo`.
    pub(super) fn facts(&self, entry: &Entry) -> Vec<String> {
        let mut facts: Vec<String> = Vec::new();
        let theme = entry.theme.as_deref().map(|key| self.theme(key).to_owned());
        match &entry.detail {
            Detail::Observation { about, .. } => {
                facts.extend(theme);
                facts.extend(entry.tone.map(|tone| self.word(tone).to_owned()));
                facts.push(self.about(*about, entry.by.as_deref()));
            }
            Detail::Incident { severity, class, public, actor, .. } => {
                facts.push(self.severity(*severity));
                facts.extend(class.map(|class| self.word(class).to_owned()));
                if *public {
                    facts.push(PUBLIC.text(self.language).to_owned());
                }
                facts.push(self.by_whom(actor));
                facts.extend(theme);
            }
            Detail::Adjustment { rule, .. } => {
                if *rule {
                    facts.push(RULE.text(self.language).to_owned());
                }
                facts.extend(theme);
            }
            Detail::Review { format, place, .. } => {
                facts.push(self.format(format));
                facts.extend(place.as_deref().map(super::ui::clean));
            }
        }
        facts
    }

    /// The mark of an entry in lists, in its colour.
    pub(super) fn mark(&self, entry: &Entry) -> Cell {
        let (style, mark) = match (&entry.detail, entry.tone) {
            (Detail::Observation { .. }, Some(Tone::Praise))
            | (Detail::Incident { positive: true, .. }, _) => (Style::Praise, "+"),
            (Detail::Observation { .. }, Some(Tone::Puzzle)) => (Style::Puzzle, "?"),
            (Detail::Incident { severity: Some(Severity::Serious), .. }, _) => (Style::Alarm, "!"),
            (Detail::Observation { .. }, Some(Tone::Friction)) | (Detail::Incident { .. }, _) => {
                (Style::Friction, "!")
            }
            (Detail::Adjustment { .. }, _) => (Style::Plain, ">"),
            _ => (Style::Plain, " "),
        };
        (style, mark.to_owned())
    }

    /// `=` where both can read it.
    pub(super) fn shared(&self, entry: &Entry) -> Cell {
        plain(if entry.shared { "=" } else { " " })
    }

    /// What a list has in the column of themes.
    pub(super) fn column(&self, entry: &Entry) -> String {
        match (&entry.detail, entry.theme.as_deref()) {
            (Detail::Adjustment { rule: true, .. }, _) => RULE.text(self.language).to_owned(),
            (Detail::Review { .. }, _) => TALK.text(self.language).to_owned(),
            (_, Some(key)) => self.theme(key).to_owned(),
            (Detail::Incident { .. }, None) => TRUST.text(self.language).to_owned(),
            _ => String::new(),
        }
    }

    /// What a list has in the column of authors and owners.
    pub(super) fn whose(&self, entry: &Entry) -> String {
        match &entry.detail {
            Detail::Adjustment { owner, .. } if owner == "both" => self.name(owner),
            Detail::Adjustment { owner, .. } => owner.clone(),
            _ => entry.by.clone().unwrap_or_default(),
        }
    }

    /// The text of an entry on one line.
    pub(super) fn text(&self, entry: &Entry) -> String {
        if entry.erased.is_some() {
            return crate::locale::messages::ERASED_TEXT.text(self.language).to_owned();
        }
        match &entry.detail {
            Detail::Review { phase, .. } => {
                let facts = self.facts(entry).join(", ");
                format!("{}, {facts}", self.phase(phase))
            }
            _ => self.ui.one_line(&entry.text),
        }
    }

    /// How far a talk has come, and whether it is an extra one.
    pub(super) fn state(&self, phase: &str, extra: bool) -> String {
        let phase = self.phase(phase);
        if extra { format!("{phase}, {}", EXTRA_TALK.text(self.language)) } else { phase.to_owned() }
    }

    /// How far a talk has come.
    pub(super) fn phase(&self, phase: &str) -> &'static str {
        use crate::locale::messages::{PHASE_CANCELLED, PHASE_HELD, PHASE_LOCKED, PHASE_SCHEDULED};
        let label = match phase {
            "scheduled" => PHASE_SCHEDULED,
            "held" => PHASE_HELD,
            "locked" => PHASE_LOCKED,
            _ => PHASE_CANCELLED,
        };
        label.text(self.language)
    }

    /// What somebody said beside an entry, or that it was erased.
    pub(super) fn said(&self, said: &Said) -> String {
        match (&said.text, said.erased) {
            (_, Some(_)) => crate::locale::messages::ERASED_TEXT.text(self.language).to_owned(),
            (Some(text), None) => text.clone(),
            (None, None) => String::new(),
        }
    }
}
