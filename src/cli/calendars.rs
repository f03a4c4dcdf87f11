//! What was read from calendars, what is blocked, and what was written for them.

use super::table::{Cell, plain, table};
use super::ui::{Style, clean, shown, wrapped};
use super::voice::Voice;
use crate::app::busy::{Blocked, Calendars, Fault, Imported, Problem, Source};
use crate::app::invite::Written;
use crate::app::rules::Holidays;
use crate::locale::dates;
use crate::locale::messages::{
    AndMoreLines, BlockSaid, BlockSaidYearly, CALENDARS_NONE, COLUMN_BLOCKED, COLUMN_BUSY, EVERY_YEAR,
    FAULT_NO_COLON, FAULT_NO_FREQ, FAULT_NO_START, FAULT_REPEATED, FAULT_TOO_OFTEN, FAULT_UNFINISHED,
    FaultBadDuration, FaultBadPeriod, FaultBadRule, FaultBadTime, FaultNoSuchDay, ImportBeside,
    ImportLeftOut, ImportLine, ImportReplaces, ImportSkipped, Imported as ImportedSaid, LeftCancelled,
    LeftFree, LeftOwn, NoSpecialDays, ReadOld, ReadOn, TimesUntil, WRITTEN_NO_PRIVATE, WarnFloating,
    WarnTruncated, WarnTruncatedMore, WarnTruncatedUntil, WarnZone, WeekOne, WeeksSpan, WrittenCalendar,
    WrittenCancellation, WrittenCancelled, WrittenInvitation, WrittenOf,
};
use chrono::NaiveDate;

/// The widest that the name of a blocked period gets in a list.
const NAME: usize = 24;

/// How many broken lines are shown.
const LINES: usize = 10;

impl Voice<'_> {
    /// What came of reading a calendar.
    pub(super) fn says_imported(&self, it: &Imported) {
        let (ui, language) = (self.ui, self.language);
        let full = |date| dates::day_month_year(language, date);
        let (from, to) = (full(it.from), full(it.to));
        let said = ImportedSaid { from: &from, to: &to, count: it.times }.text(language);
        self.echo(&it.member, &said);
        let indent = |line: &str| ui.say(&format!("{}{line}", " ".repeat(it.member.chars().count() + 2)));
        let mut left = Vec::new();
        if it.free > 0 {
            left.push(LeftFree { count: it.free }.text(language));
        }
        if it.cancelled > 0 {
            left.push(LeftCancelled { count: it.cancelled }.text(language));
        }
        if it.own > 0 {
            left.push(LeftOwn { count: &it.own }.text(language));
        }
        let replaces = it.replaces.as_ref().map(|before| {
            let day = self.near_or_today(before.read.date_naive());
            ImportReplaces { count: before.times, day: &day }.text(language)
        });
        let left = (!left.is_empty()).then(|| ImportLeftOut { what: &left.join(", ") }.text(language));
        let facts: Vec<String> = replaces.into_iter().chain(left).collect();
        if !facts.is_empty() {
            indent(&facts.join(". "));
        }
        if it.problem_count > 0 {
            indent(&ImportSkipped { total: &it.components, count: it.skipped }.text(language));
            for problem in it.problems.iter().take(LINES) {
                let what = self.fault(&problem.fault);
                indent(&ImportLine { line: &problem.line, what: &what }.text(language));
            }
            if it.problem_count > LINES {
                indent(&AndMoreLines { count: &(it.problem_count - LINES) }.text(language));
            }
        }
        if !it.beside.is_empty() {
            let others: Vec<String> = it.beside.iter().map(|name| clean(name)).collect();
            indent(&ImportBeside { others: &others.join(", ") }.text(language));
        }
    }

    /// What is uncertain about a calendar that was read.
    pub(super) fn import_warnings(&self, it: &Imported) -> Vec<String> {
        let language = self.language;
        let zone = self.pair.zone.name();
        let mut warnings = Vec::new();
        if it.floating > 0 {
            warnings.push(WarnFloating { zone: &zone, count: it.floating }.text(language));
        }
        for unknown in &it.unknown_zones {
            let name = crate::locale::quoted(language, &clean(&unknown.name));
            warnings.push(WarnZone { name: &name, line: &unknown.line, zone: &zone }.text(language));
        }
        warnings.extend(it.truncated.iter().take(LINES).map(|problem| self.truncated(problem)));
        if let Some(more) = it.truncated_count.checked_sub(LINES).filter(|more| *more > 0) {
            warnings.push(WarnTruncatedMore { count: more }.text(language));
        }
        warnings
    }

    fn truncated(&self, problem: &Problem) -> String {
        let line = &problem.line;
        match problem.fault {
            Fault::TooOften { until: Some(until) } => {
                let day = self.day(until.with_timezone(&self.pair.zone).date_naive());
                WarnTruncatedUntil { line, day: &day }.text(self.language)
            }
            _ => WarnTruncated { line }.text(self.language),
        }
    }

    /// Why an event was skipped.
    pub(super) fn fault(&self, fault: &Fault) -> String {
        let language = self.language;
        let text = |typed: &str| crate::locale::quoted(language, &clean(typed));
        match fault {
            Fault::NoStart => FAULT_NO_START.text(language).to_owned(),
            Fault::BadTime(typed) => FaultBadTime { text: &text(typed) }.text(language),
            Fault::NoSuchDay { year, month, day, last } => {
                let first = NaiveDate::from_ymd_opt(*year, *month, 1).unwrap_or_default();
                let month_name = format!("{} {year}", dates::month(language, first));
                let typed = format!("{year}{month:02}{day:02}");
                FaultNoSuchDay { text: &typed, month: &month_name, last }.text(language)
            }
            Fault::BadRule(typed) => FaultBadRule { text: &text(typed) }.text(language),
            Fault::RuleWithoutFreq => FAULT_NO_FREQ.text(language).to_owned(),
            Fault::BadDuration(typed) => FaultBadDuration { text: &text(typed) }.text(language),
            Fault::BadPeriod(typed) => FaultBadPeriod { text: &text(typed) }.text(language),
            Fault::Unfinished => FAULT_UNFINISHED.text(language).to_owned(),
            Fault::NoColon => FAULT_NO_COLON.text(language).to_owned(),
            Fault::Repeated => FAULT_REPEATED.text(language).to_owned(),
            Fault::TooOften { .. } => FAULT_TOO_OFTEN.text(language).to_owned(),
        }
    }

    /// Which calendars were read, and what is blocked.
    pub(super) fn says_calendars(&self, found: &Calendars) {
        let (ui, language) = (self.ui, self.language);
        if found.sources.is_empty() && found.blocked.is_empty() {
            return ui.say_prose(CALENDARS_NONE.text(language));
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (index, source) in found.sources.iter().enumerate() {
            rows.push(self.source_row(source, index == 0));
        }
        for (index, blocked) in found.blocked.iter().enumerate() {
            let head = if index == 0 { COLUMN_BLOCKED.text(language) } else { "" };
            let span = self.span_of(blocked.from, blocked.to);
            let again = self.again(blocked);
            rows.push(vec![
                (Style::Heading, head.to_owned()),
                plain(ui.cut(&clean(&blocked.name), NAME)),
                plain(span),
                plain(again),
            ]);
        }
        for line in table(ui, &rows) {
            ui.say(&line);
        }
    }

    /// `today`, or `20 January`.
    fn near_or_today(&self, date: NaiveDate) -> String {
        if date == self.today {
            self.distance(date)
        } else {
            dates::day_month_near(self.language, date, self.today)
        }
    }

    fn source_row(&self, source: &Source, is_first: bool) -> Vec<Cell> {
        let language = self.language;
        let head = if is_first { COLUMN_BUSY.text(language) } else { "" };
        let times =
            TimesUntil { day: &dates::day_month_near(language, source.to, self.today), count: source.times };
        let read = source.read.date_naive();
        let (day, name) = (self.near_or_today(read), clean(&source.name));
        let (style, said) = if source.old {
            let distance = self.distance(read);
            let said = ReadOld { day: &day, distance: &distance, source: &name }.text(language);
            (Style::Waiting, said)
        } else {
            (Style::Plain, ReadOn { day: &day, source: &name }.text(language))
        };
        vec![
            (Style::Heading, head.to_owned()),
            (Style::Handle, source.member.clone()),
            plain(times.text(language)),
            (style, said),
        ]
    }

    /// Whether a blocked period comes again, and by which weeks.
    fn again(&self, blocked: &Blocked) -> String {
        let language = self.language;
        let mut facts = Vec::new();
        match blocked.weeks {
            Some((first, last)) if first == last => facts.push(WeekOne { first: &first }.text(language)),
            Some((first, last)) => {
                facts.push(self.ui.dashed(&WeeksSpan { first: &first, last: &last }.text(language)));
            }
            None => {}
        }
        if blocked.yearly {
            facts.push(EVERY_YEAR.text(language).to_owned());
        }
        facts.join(", ")
    }

    /// A period was blocked.
    pub(super) fn block_said(&self, blocked: &Blocked) -> String {
        let full = |date| dates::day_month_near(self.language, date, self.today);
        let (from, to) = (full(blocked.from), full(blocked.to));
        if blocked.yearly {
            BlockSaidYearly { from: &from, to: &to }.text(self.language)
        } else {
            BlockSaid { from: &from, to: &to }.text(self.language)
        }
    }

    /// A calendar file was written.
    pub(super) fn says_written(&self, it: &Written) {
        let file = it.file.as_ref().map(|path| shown(path)).unwrap_or_default();
        self.ui.say(&self.ui.paint(Style::Handle, &file));
        for line in self.written(it) {
            self.ui.say(&format!("  {line}"));
        }
    }

    /// What stands in a calendar file.
    pub(super) fn written(&self, it: &Written) -> Vec<String> {
        let (ui, language) = (self.ui, self.language);
        let mut facts = Vec::new();
        match (&it.review, it.cancelled) {
            (Some(review), 0) => facts.push(WrittenInvitation { review }.text(language)),
            (Some(review), _) => facts.push(WrittenCancellation { review }.text(language)),
            (None, cancelled) => {
                let mut events = WrittenCalendar { count: it.events }.text(language);
                if !it.handles.is_empty() {
                    events.push(' ');
                    events.push_str(&WrittenOf { handles: &it.handles.join(", ") }.text(language));
                }
                facts.push(events);
                if cancelled > 0 {
                    facts.push(WrittenCancelled { count: cancelled }.text(language));
                }
            }
        }
        facts.push(WRITTEN_NO_PRIVATE.text(language).to_owned());
        wrapped(&facts.join("; "), ui.prose().map(|width| width.saturating_sub(2)))
    }
}

/// The days of a year that are not like others.
pub(super) fn holidays(ui: &super::ui::Ui, found: &Holidays) {
    let language = ui.language();
    if found.days.is_empty() {
        return ui
            .say_prose(&NoSpecialDays { year: &found.year, rules: &clean(&found.rules) }.text(language));
    }
    ui.say(&ui.paint(Style::Heading, &format!("{}, {}", found.year, clean(&found.rules))));
    let rows: Vec<Vec<Cell>> = found
        .days
        .iter()
        .map(|day| {
            let in_year = |date: NaiveDate| dates::listed(language, date, day.date);
            let until = day.to.map(|to| ui.dashed(&format!(" – {}", in_year(to)))).unwrap_or_default();
            let kind = super::days::day_kind(language, day.kind);
            vec![plain(in_year(day.date) + &until), plain(kind), plain(clean(&day.name))]
        })
        .collect();
    for line in table(ui, &rows) {
        ui.say(&line);
    }
}
