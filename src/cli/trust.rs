//! The log of trust on the screen: facts and no score.

use super::table::{Cell, plain, wrapped_table};
use super::ui::{Style, padded, wrapped};
use super::voice::Voice;
use crate::app::trust::{Event, Open, TrustLog, What};
use crate::locale::messages::{
    EITHER, TRUST_KEY, TRUST_NONE, TRUST_OPEN, TRUST_THIRD, TrustAbout, TrustCount, TrustCountThird,
    TrustEvent, TrustEventClosed, TrustEventPositive, TrustFew, TrustHead, TrustOpenClosing, TrustOpenShort,
    TrustOpenStep,
};
use crate::locale::{and_list, dates};
use chrono::{Datelike as _, NaiveDate};
use unicode_width::UnicodeWidthStr as _;

/// The mark of an event in the picture.
fn mark(event: &Event) -> (Style, &'static str) {
    match event.what {
        What::Positive | What::Kept => (Style::Praise, "+"),
        What::Partly => (Style::Plain, "o"),
        What::Missed => (Style::Friction, "-"),
        What::Negative => (Style::Friction, "!"),
        What::Repair | What::Closed => (Style::Puzzle, "~"),
    }
}

impl Voice<'_> {
    /// The log of trust.
    pub(super) fn says_trust(&self, log: &TrustLog) {
        let (ui, language) = (self.ui, self.language);
        if log.events.is_empty() && log.open.is_empty() {
            return ui.say_prose(TRUST_NONE.text(language));
        }
        if log.too_few {
            self.says_few(log);
        } else {
            let head = TrustHead { day: &self.day(log.since.unwrap_or(log.from)) }.text(language);
            for line in wrapped(&head, ui.prose()) {
                ui.say(&ui.paint(Style::Heading, &line));
            }
            self.says_picture(log);
        }
        self.says_details(log);
        ui.key(TRUST_KEY.text(language));
    }

    /// The directions: towards each of the two, and towards others where anything is on record.
    fn directions(&self, log: &TrustLog) -> Vec<(Option<String>, String)> {
        let language = self.language;
        let keys = self.names.keys.clone().into_iter().rev();
        let mut rows: Vec<(Option<String>, String)> = keys
            .map(|key| {
                let label = TrustAbout { name: &self.name(&key) }.text(language);
                (Some(key), label)
            })
            .collect();
        if log.of(None).next().is_some() {
            rows.push((None, TRUST_THIRD.text(language).to_owned()));
        }
        rows
    }

    /// Too few for a picture: how many there are.
    fn says_few(&self, log: &TrustLog) {
        let language = self.language;
        let counts: Vec<String> = self
            .directions(log)
            .into_iter()
            .map(|(key, _)| {
                let count = log.of(key.as_deref()).count();
                match key {
                    Some(key) => TrustCount { count: &count, name: &self.name(&key) }.text(language),
                    None => TrustCountThird { count: &count }.text(language),
                }
            })
            .collect();
        for line in wrapped(&TrustFew { counts: &counts.join(", ") }.text(language), self.ui.prose()) {
            self.ui.say(&line);
        }
    }

    /// The months across, the directions down, a mark for each event.
    fn says_picture(&self, log: &TrustLog) {
        let months = log.months();
        let month = |date: NaiveDate| (date.year(), date.month());
        let name = |first: &NaiveDate| {
            let name: String = dates::month(self.language, *first).chars().take(3).collect();
            plain(name)
        };
        let mut rows: Vec<Vec<Cell>> =
            vec![[plain("")].into_iter().chain(months.iter().map(name)).chain([plain("")]).collect()];
        for (key, label) in self.directions(log) {
            let mut row = vec![plain(label)];
            for first in &months {
                let events = log.of(key.as_deref()).filter(|event| month(event.date) == month(*first));
                let marks: String = events.map(|event| mark(event).1).collect();
                row.push(plain(if marks.is_empty() { ".".to_owned() } else { marks }));
            }
            let open = log.open.iter().filter(|it| match &key {
                Some(key) => it.about.contains(key),
                None => it.about.is_empty(),
            });
            let open =
                open.map(|it| TrustOpenShort { handle: &it.handle, taken: &it.taken }.text(self.language));
            row.push((Style::Waiting, open.collect::<Vec<_>>().join(", ")));
            rows.push(row);
        }
        for line in wrapped_table(self.ui, &rows) {
            self.ui.say(&line);
        }
    }

    /// What is open, and the entries behind the picture.
    fn says_details(&self, log: &TrustLog) {
        let language = self.language;
        let dates = log.events.iter().map(|event| dates::day_short_month(language, event.date).width());
        let widest_date = dates.max().unwrap_or(0);
        let mut rows: Vec<(String, String)> =
            log.open.iter().map(|it| (TRUST_OPEN.text(language).to_owned(), self.open_line(it))).collect();
        for (key, label) in self.directions(log) {
            // A line for each day.
            let mut days: Vec<(NaiveDate, Vec<String>)> = Vec::new();
            for event in log.of(key.as_deref()) {
                let what = self.event(event);
                match days.last_mut().filter(|(date, _)| *date == event.date) {
                    Some((_, said)) => said.push(what),
                    None => days.push((event.date, vec![what])),
                }
            }
            let mut label = label;
            for (date, said) in days {
                let date = padded(&dates::day_short_month(language, date), widest_date + 2);
                rows.push((std::mem::take(&mut label), format!("{date}{}", said.join("; "))));
            }
        }
        let widest = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        let indent = widest + 4;
        let width = self.ui.prose().map(|width| width.saturating_sub(indent));
        for (label, text) in rows {
            for (number, line) in wrapped(&text, width).into_iter().enumerate() {
                let label = if number == 0 { label.as_str() } else { "" };
                self.ui.say(&format!("  {}  {line}", padded(label, widest)));
            }
        }
    }

    fn open_line(&self, it: &Open) -> String {
        let language = self.language;
        let who = match &it.waits_for[..] {
            [] => EITHER.text(language).to_owned(),
            keys => and_list(language, &keys.iter().map(|key| self.name(key)).collect::<Vec<_>>()),
        };
        let (severity, day) = (self.severity(it.severity), self.day(it.date));
        let since = self.day(it.since);
        match it.next {
            Some(step) => TrustOpenStep {
                handle: &it.handle,
                severity: &severity,
                day: &day,
                step: &self.word(step),
                who: &who,
                since: &since,
            }
            .text(language),
            None => TrustOpenClosing {
                handle: &it.handle,
                severity: &severity,
                day: &day,
                who: &who,
                since: &since,
            }
            .text(language),
        }
    }

    fn event(&self, event: &Event) -> String {
        use crate::domain::Outcome;
        let (language, handle) = (self.language, &event.handle);
        let what = match event.what {
            What::Positive => return TrustEventPositive { handle }.text(language),
            What::Closed => return TrustEventClosed { handle }.text(language),
            What::Negative => self.severity(event.severity),
            What::Repair => event.step.map(|step| self.word(step).to_owned()).unwrap_or_default(),
            What::Kept => self.word(Outcome::Kept).to_owned(),
            What::Partly => self.word(Outcome::Partly).to_owned(),
            What::Missed => self.word(Outcome::Missed).to_owned(),
        };
        TrustEvent { handle, what: &what }.text(language)
    }
}
