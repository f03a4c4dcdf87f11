//! Entries as Markdown, for `export markdown`.

use super::desk::Desk;
use super::ui::{Ui, clean};
use super::voice::Voice;
use crate::app::Session;
use crate::app::entry::{Detail, Entry, Said};
use crate::app::export::Extent;
use crate::app::export::Words;
use crate::locale::messages::{
    ERASED_TEXT, EXTENT_OWN, EXTENT_SHARED, EXTENT_WHOLE, LABEL_EFFECT, LABEL_SETTING, LABEL_TAGS,
};
use crate::locale::{and_list, capitalised, dates, terms};
use chrono::{Datelike as _, NaiveDate};
use std::fmt::Write as _;

/// Words entries as Markdown.
pub(super) struct Markdown<'d> {
    ui: &'d Ui,
}

impl<'d> Markdown<'d> {
    /// The words of the desk.
    pub(super) fn of(desk: &'d Desk) -> Self {
        Self { ui: &desk.ui }
    }
}

/// A text in which nothing of it is taken for markup. Line breaks stay.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in clean(text).split('\n') {
        if !escaped.is_empty() {
            escaped.push_str("  \n");
        }
        let is_number = line.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
        for (place, letter) in line.trim_start().char_indices() {
            let begins_block = place == 0 && matches!(letter, '#' | '-' | '+' | '>' | '=' | '~' | ':');
            let is_list_number = is_number && matches!(letter, '.' | ')');
            if begins_block
                || is_list_number
                || matches!(letter, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&' | '|')
            {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

/// What was said beside an entry, as a quotation.
fn said(voice: &Voice<'_>, said: &Said) -> String {
    let who = said.by.as_deref().map(|key| voice.name(key));
    let what = match (said.step, said.outcome) {
        (Some(step), _) => voice.word(step),
        (None, Some(outcome)) => voice.word(outcome),
        (None, None) => terms::label(voice.language, "part", said.kind),
    };
    let day = dates::day_month_year(voice.language, said.date);
    let lead: Vec<String> = [Some(what.to_owned()), who, Some(day)].into_iter().flatten().collect();
    let text = voice.said(said);
    let text = if text.is_empty() { String::new() } else { format!(": {}", escaped(&text)) };
    format!("> *{}*{text}\n", escaped(&lead.join(", "))).replace("  \n", "  \n> ")
}

impl Words for Markdown<'_> {
    fn head(&self, session: &Session, extent: Extent) -> String {
        let voice = Voice::of(self.ui, session);
        let names: Vec<String> = voice.names.full.iter().map(|name| escaped(name)).collect();
        let extent = match extent {
            Extent::Whole => EXTENT_WHOLE,
            Extent::Shared => EXTENT_SHARED,
            Extent::Own => EXTENT_OWN,
        };
        let extent = capitalised(extent.text(voice.language));
        let day = dates::day_month_year(voice.language, voice.today);
        format!("# {}\n\n{extent}, {day}.\n", and_list(voice.language, &names))
    }

    fn month(&self, first: NaiveDate) -> String {
        let language = self.ui.language();
        format!("\n## {} {}\n", capitalised(dates::month(language, first)), first.year())
    }

    fn entry(&self, session: &Session, entry: &Entry) -> String {
        let voice = Voice::of(self.ui, session);
        let mut facts = vec![dates::full(voice.language, entry.date)];
        facts.extend(entry.by.as_deref().map(|key| voice.name(key)));
        facts.extend(voice.facts(entry));
        facts.push(voice.readers(entry));
        let mut text = format!("\n### {}\n\n*{}*\n", entry.handle, escaped(&facts.join(" · ")));
        let words = match (&entry.detail, entry.erased) {
            (_, Some(_)) => ERASED_TEXT.text(voice.language).to_owned(),
            (Detail::Review { .. }, None) => voice.text(entry),
            (_, None) => entry.text.clone(),
        };
        let _ = write!(text, "\n{}\n", escaped(&words));
        let (effect, setting) = match &entry.detail {
            Detail::Observation { effect, setting, .. } | Detail::Incident { effect, setting, .. } => {
                (effect.clone(), setting.clone())
            }
            _ => (None, None),
        };
        let tags = (!entry.tags.is_empty()).then(|| entry.tags.join(", "));
        for (label, value) in [(LABEL_EFFECT, effect), (LABEL_SETTING, setting), (LABEL_TAGS, tags)] {
            if let Some(value) = value {
                let _ = write!(text, "\n{}: {}\n", label.text(voice.language), escaped(&value));
            }
        }
        for part in entry.parts() {
            let _ = write!(text, "\n{}", said(&voice, part));
        }
        text
    }
}
