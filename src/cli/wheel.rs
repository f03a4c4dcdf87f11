//! The annual wheel: a line for each month, a letter for each working day.

use super::ui::{Style, wrapped};
use super::voice::Voice;
use crate::app::year::{Look, Todo, What, Year};
use crate::locale::dates;
use crate::locale::messages::{
    WHEEL_DAYS, WHEEL_KEY, WheelCard, WheelCheck, WheelCheckDue, WheelDue, WheelEarlier, WheelExpectations,
    WheelNextCheck, WheelNotice, WheelPrep, WheelSummary, WheelSummaryLate, WheelTalk, WheelToday,
    WheelWasDue, WheelWindow,
};
use chrono::{Datelike as _, NaiveDate};

/// Columns before the days of a month: its name and two spaces.
const BEFORE: usize = 5;
/// Columns of the days of a month, and the gap before what is to be done in it.
const DAYS: usize = 31 + 3;

impl Voice<'_> {
    /// The year, month by month.
    pub(super) fn says_year(&self, year: &Year) {
        let (ui, language) = (self.ui, self.language);
        let (mut number, mut shown) = (None, String::new());
        let mut days = year.from.iter_days().zip(&year.days).peekable();
        while let Some((first, _)) = days.peek().copied() {
            if number != Some(first.year()) {
                number = Some(first.year());
                let head = format!("{:<BEFORE$}1    6    11   16   21   26   31", first.year());
                ui.say(&ui.paint(Style::Heading, &head));
            }
            let same = |date: NaiveDate| (date.year(), date.month()) == (first.year(), first.month());
            let mut letters = String::new();
            while let Some((date, look)) = days.next_if(|(date, _)| same(*date)) {
                letters.push(self.letter(year, date, *look));
            }
            shown.push_str(&letters);
            let name: String = dates::month(language, first).chars().take(3).collect();
            let room = ui.width().map(|width| width.saturating_sub(BEFORE + DAYS));
            let notes = self.notes_of(year, &same).join(", ");
            // What does not fit beside the days stands below them.
            let is_below = room.is_some_and(|room| room < 20);
            let width = if is_below { ui.width().map(|width| width.saturating_sub(BEFORE)) } else { room };
            let mut lines = wrapped(&notes, width).into_iter().filter(|line| !line.is_empty());
            let beside = if is_below { String::new() } else { lines.next().unwrap_or_default() };
            ui.say(format!("{name:<BEFORE$}{letters:<DAYS$}{beside}").trim_end());
            for line in lines {
                let indent = if is_below { BEFORE } else { BEFORE + DAYS };
                ui.say(&format!("{}{line}", " ".repeat(indent)));
            }
        }
        let earlier: Vec<String> = year
            .moments
            .iter()
            .filter(|todo| todo.date < year.from && todo.late)
            .map(|todo| self.todo(todo, &dates::day_month_near(language, todo.date, self.today)))
            .collect();
        if !earlier.is_empty() {
            for line in wrapped(&WheelEarlier { what: &earlier.join(", ") }.text(language), ui.prose()) {
                ui.say(&line);
            }
        }
        for blocked in &year.blocked {
            let span = self.span_of(blocked.from, blocked.to);
            ui.say(&format!("x {}: {span}", super::ui::clean(&blocked.name)));
        }
        if let Some(window) = year.window {
            let (from, to) = (self.near(window.from), self.near(window.to));
            ui.say_prose(&WheelWindow { from: &from, to: &to }.text(language));
        }
        // Of the days of the talk those that are to be seen.
        let is_seen = |it: &&str| it.chars().next().is_some_and(|letter| shown.contains(letter));
        let days = WHEEL_DAYS.text(language).split("  ").filter(is_seen);
        ui.key(&std::iter::once(WHEEL_KEY.text(language)).chain(days).collect::<Vec<_>>().join("  "));
    }

    fn near(&self, date: NaiveDate) -> String {
        dates::day_month_near(self.language, date, self.today)
    }

    /// A stretch of days: `16 August to 15 October`.
    pub(super) fn span_of(&self, from: NaiveDate, to: NaiveDate) -> String {
        let (from, to) = (self.near(from), self.near(to));
        crate::locale::messages::FromTo { from: &from, to: &to }.text(self.language)
    }

    /// How a day is shown: what is to be done on it, else how it looks.
    fn letter(&self, year: &Year, date: NaiveDate, look: Look) -> char {
        let first = year.moments.iter().filter(|todo| todo.date == date).min_by_key(|todo| weight(todo.what));
        if date == year.today && first.is_none_or(|todo| todo.what != What::Talk) {
            return '@';
        }
        match (first.map(|todo| todo.what), look) {
            (Some(What::Talk), _) => 'T',
            (Some(What::Notice), _) => 'N',
            (Some(What::Prep), _) => 'P',
            (Some(What::Card), _) => 'K',
            (Some(What::Summary), _) => 'S',
            (Some(What::Due | What::Expectations), _) => 'D',
            (Some(What::Check | What::NextCheck), _) => 'c',
            (None, Look::Open) => '.',
            (None, Look::Weekend) => ' ',
            (None, Look::Holiday) => 'h',
            (None, Look::Blocked) => 'x',
            (None, Look::Budget) => 'b',
            (None, Look::School) => 's',
        }
    }

    /// What is to be done in a month.
    fn notes_of(&self, year: &Year, in_month: &dyn Fn(NaiveDate) -> bool) -> Vec<String> {
        // With several talks it is said which.
        let talks = year.moments.iter().filter(|todo| todo.what == What::Talk);
        let several = talks.filter(|todo| todo.date >= year.from).count() > 1;
        let mut notes: Vec<(NaiveDate, String)> = year
            .moments
            .iter()
            .filter(|todo| in_month(todo.date))
            .map(|todo| {
                let note = self.todo(todo, &todo.date.day().to_string());
                let handle = todo.handle.as_deref().filter(|_| several && todo.what != What::Check);
                (todo.date, handle.map_or(note.clone(), |handle| format!("{note} {handle}")))
            })
            .collect();
        if in_month(year.today) {
            notes.push((year.today, WheelToday { day: &year.today.day() }.text(self.language)));
        }
        notes.sort_by_key(|(date, _)| *date);
        notes.into_iter().map(|(_, note)| note).collect()
    }

    fn todo(&self, todo: &Todo, day: &str) -> String {
        let language = self.language;
        let handle = todo.handle.as_deref().unwrap_or_default();
        match todo.what {
            What::Notice => WheelNotice { day: &day }.text(language),
            What::Prep => WheelPrep { day: &day }.text(language),
            What::Card => WheelCard { day: &day }.text(language),
            What::Talk => WheelTalk { day: &day }.text(language),
            What::Summary if todo.late => WheelSummaryLate { day: &day }.text(language),
            What::Summary => WheelSummary { day: &day }.text(language),
            What::Check if todo.late => WheelCheckDue { day: &day, handle: &handle }.text(language),
            What::Check => WheelCheck { day: &day, handle: &handle }.text(language),
            What::NextCheck => WheelNextCheck { day: &day }.text(language),
            What::Due if todo.late => WheelWasDue { day: &day }.text(language),
            What::Due => WheelDue { day: &day }.text(language),
            What::Expectations => WheelExpectations { day: &day }.text(language),
        }
    }
}

/// What is shown of several things on one day.
fn weight(what: What) -> u8 {
    match what {
        What::Talk => 0,
        What::Notice | What::Prep | What::Card | What::Summary => 1,
        What::Due | What::Expectations => 2,
        What::Check | What::NextCheck => 3,
    }
}
