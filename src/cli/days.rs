//! Proposed days, what they cost and why, and what speaks against a day.

use super::table::{Cell, plain, table, wrapped_table};
use super::ui::Style;
use super::voice::Voice;
use crate::app::propose::{
    DayKind, Dusk, Note, Objection, Opening, Proposal, Proposals, Reason, Rejection, Rule, Way, Why,
};
use crate::domain::Member;
use crate::locale::messages::{
    CostTotal, DAY_BRIDGE, DAY_BUDGET, DAY_CLOSED, DAY_ELECTION, DAY_EVENT, DAY_HOLIDAY, DAY_PARTIAL,
    DAY_SCHOOL, DayAtTime, DayDoesNotFit, DayWithSpan, ExplainDistanceFirst, ExplainDistanceLast,
    ExplainDistanceOverdue, ExplainDistanceYear, ExplainElection, ExplainLight, ExplainMissing,
    ExplainSameWeek, HoursMinutes, HoursOnly, LookedFit, LookedNone, MinutesOnly, NoDayFits, NoteMissing,
    NoteOld, NotePartial, NoteShort, NoteShortOne, OBJECTION_DARK_ALWAYS, ObjectionBlocked, ObjectionBusy,
    ObjectionBusyAllDay, ObjectionDark, ObjectionDayOff, ObjectionNotice, ObjectionPast, ObjectionSeason,
    ObjectionSunrise, ObjectionWeekend, OpeningMore, PASSED, PASSED_RULES, PASSED_SEASON, PassedAsRead,
    PassedFree, PassedNotice, ProposeHead, ProposeHeadTravel, ProposeWithin, RejectedBlocked, RejectedBusy,
    RejectedDaylight, RejectedNotice, RejectedPast, RejectedSeason, TalkOverdue, WHAT_WOULD_OPEN, WHY_BRIDGE,
    WHY_NO_SUNSET, WHY_ON_DAY, WhyAfterFirst, WhyBeforeElection, WhyCalendarEnds, WhyEarly, WhyLate,
    WhyLight, WhySameWeek,
};
use crate::locale::{Language, and_list, dates, terms};
use chrono::{Duration, NaiveDate, NaiveTime};

/// The command that opens a blocked period, without the name of the program.
pub(super) fn unblocking(name: &str) -> String {
    format!("calendar unblock {}", super::ui::clean(&super::commands::in_shell(name)))
}

/// A length of time in words: `7 hours`, `2 h 54 min`.
pub(super) fn length(language: Language, minutes: i64) -> String {
    let count = |count: i64| usize::try_from(count).unwrap_or(0);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => MinutesOnly { count: count(minutes) }.text(language),
        (hours, 0) => HoursOnly { count: count(hours) }.text(language),
        (hours, minutes) => HoursMinutes { hours: &hours, minutes: &minutes }.text(language),
    }
}

/// A length of time in whole words: `2 hours and 30 minutes`.
fn whole_length(language: Language, minutes: u32) -> String {
    let (hours, rest) = (minutes as usize / 60, minutes as usize % 60);
    let said = [
        (hours, HoursOnly { count: hours }.text(language)),
        (rest, MinutesOnly { count: rest }.text(language)),
    ];
    let said: Vec<String> = said.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect();
    and_list(language, &said)
}

impl Voice<'_> {
    fn time(&self, time: NaiveTime) -> String {
        dates::clock(self.language, time)
    }

    fn clock_span(&self, start: NaiveTime, end: NaiveTime) -> String {
        self.ui.dashed(&dates::span(self.language, start, end))
    }

    fn short_name(&self, member: Member) -> String {
        super::ui::clean(self.names.short(member))
    }

    /// The days that were proposed, or why there are none.
    pub(super) fn says_proposals(&self, found: &Proposals, within: bool, explain: bool) {
        let (ui, language) = (self.ui, self.language);
        if found.days.is_empty() {
            self.says_nothing_fits(found);
        } else {
            let (review, format) = (&found.review, self.format(&found.format));
            let whole = whole_length(language, found.minutes);
            let head = match found.travel {
                0 => ProposeHead { review, format: &format, length: &whole }.text(language),
                travel => {
                    let travel = whole_length(language, travel);
                    ProposeHeadTravel { review, format: &format, length: &whole, travel: &travel }
                        .text(language)
                }
            };
            let head = if within {
                let (from, to) = (self.day(found.from), self.day(found.until));
                ProposeWithin { head: &head, from: &from, to: &to }.text(language)
            } else {
                head
            };
            for line in super::ui::wrapped(&head, ui.prose()) {
                ui.say(&ui.paint(Style::Heading, &line));
            }
            if explain {
                for (number, day) in (1..).zip(&found.days) {
                    self.explains(found, number, day);
                }
            } else {
                let rows: Vec<Vec<Cell>> = (1..)
                    .zip(&found.days)
                    .map(|(number, day)| self.proposal_row(found, number, day))
                    .collect();
                for line in wrapped_table(ui, &rows) {
                    ui.say(&line);
                }
            }
            self.says_looked_at(found);
        }
        if let Some(since) = found.aim.overdue {
            let said = TalkOverdue { day: &self.day(since) }.text(language);
            for line in super::ui::wrapped(&said, ui.prose()) {
                ui.say(&line);
            }
        }
        for note in &found.notes {
            ui.warning(&self.note(note));
        }
    }

    fn proposal_row(&self, found: &Proposals, number: usize, day: &Proposal) -> Vec<Cell> {
        let reasons: Vec<String> =
            day.reasons.iter().filter_map(|reason| self.short_reason(found, reason)).collect();
        let (date, time) = (self.listed(day.date), self.time(day.start.time()));
        let when = DayAtTime { day: &date, time: &time }.text(self.language);
        vec![(Style::Handle, number.to_string()), plain(when), plain(reasons.join("; "))]
    }

    /// A reason in a few words, if it is worth them.
    fn short_reason(&self, found: &Proposals, reason: &Reason) -> Option<String> {
        let language = self.language;
        Some(match &reason.what {
            Why::Distance { days } => self.distance_from_aim(found, *days),
            // A calendar that was not read at all is said once, below.
            Why::Weekday | Why::Unknown { until: None, .. } => return None,
            Why::SameWeek { name, .. } => WhySameWeek { name: &name.text(language) }.text(language),
            Why::Within { name, .. } => name.text(language).to_owned(),
            Why::Bridge => WHY_BRIDGE.text(language).to_owned(),
            Why::BeforeElection { name, .. } => {
                WhyBeforeElection { name: &name.text(language) }.text(language)
            }
            Why::Light { spare: Some(minutes), .. } => {
                WhyLight { time: &length(language, *minutes) }.text(language)
            }
            Why::Light { spare: None, .. } => WHY_NO_SUNSET.text(language).to_owned(),
            Why::Unknown { member, until: Some(until) } => {
                let (name, day) = (self.short_name(*member), self.listed(*until - Duration::days(1)));
                WhyCalendarEnds { name: &name, day: &day }.text(language)
            }
        })
    }

    fn distance_from_aim(&self, found: &Proposals, days: i64) -> String {
        let count = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
        match days {
            0.. if found.aim.overdue.is_some() => WhyAfterFirst { count }.text(self.language),
            0 => WHY_ON_DAY.text(self.language).to_owned(),
            ..0 => WhyEarly { count }.text(self.language),
            1.. => WhyLate { count }.text(self.language),
        }
    }

    /// A reason in full, as the arithmetic and JSON have it.
    pub(super) fn reason(&self, found: &Proposals, day: NaiveDate, reason: &Reason) -> String {
        let language = self.language;
        let named = |name: &str, on: NaiveDate| (name.to_owned(), self.day(on));
        match &reason.what {
            Why::Distance { days } => {
                let aim = &found.aim;
                let (on, months) = (self.day(aim.on), &aim.months);
                let from = if aim.overdue.is_some() {
                    ExplainDistanceOverdue { day: &on }.text(language)
                } else if aim.is_moved {
                    ExplainDistanceYear { day: &on }.text(language)
                } else if aim.last.is_some() {
                    ExplainDistanceLast { day: &on, months }.text(language)
                } else {
                    ExplainDistanceFirst { day: &on, months }.text(language)
                };
                format!("{}; {from}", self.distance_from_aim(found, *days))
            }
            Why::Weekday => dates::weekday(language, day).to_owned(),
            Why::SameWeek { name, on, .. } => {
                let (name, day) = named(name.text(language), *on);
                ExplainSameWeek { name: &name, day: &day }.text(language)
            }
            Why::BeforeElection { name, on } => {
                let (name, day) = named(name.text(language), *on);
                ExplainElection { name: &name, day: &day }.text(language)
            }
            Why::Light { spare: Some(_), dusk: Dusk { over, margin, sunset: Some(sunset), .. } } => {
                let ample = length(language, i64::from(found.ample));
                ExplainLight { over: &self.time(*over), margin, sunset: &self.time(*sunset), ample: &ample }
                    .text(language)
            }
            Why::Unknown { member, until: None } => {
                ExplainMissing { name: &self.short_name(*member) }.text(language)
            }
            _ => self.short_reason(found, reason).unwrap_or_default(),
        }
    }

    /// A day with its arithmetic.
    fn explains(&self, found: &Proposals, number: usize, day: &Proposal) {
        let (ui, language) = (self.ui, self.language);
        let span = self.clock_span(day.start.time(), day.end.time());
        let when = DayWithSpan { day: &self.day(day.date), span: &span }.text(language);
        let cost = CostTotal { cost: &day.cost }.text(language);
        let head = [vec![(Style::Handle, number.to_string()), plain(format!("{when}  {cost}"))]];
        for line in wrapped_table(ui, &head) {
            ui.say(&line);
        }
        let label = |reason: &Reason| terms::label(language, "day_rule", reason.what.rule()).to_owned();
        let mut rows: Vec<Vec<Cell>> = day
            .reasons
            .iter()
            .map(|reason| {
                let text = self.reason(found, day.date, reason);
                vec![plain("  "), plain(label(reason)), plain(format!("{:>3}", reason.cost)), plain(text)]
            })
            .collect();
        for (index, text) in self.passed(found, day).into_iter().enumerate() {
            let label = if index == 0 { PASSED.text(language) } else { "" };
            rows.push(vec![plain("  "), plain(label), plain("   "), plain(text)]);
        }
        for line in wrapped_table(ui, &rows) {
            ui.say(&line);
        }
    }

    /// The hard rules that a proposed day keeps.
    fn passed(&self, found: &Proposals, day: &Proposal) -> Vec<String> {
        let language = self.language;
        let travel = Duration::minutes(i64::from(found.travel));
        let (from, to) = ((day.start - travel).time(), (day.end + travel).time());
        let span = self.clock_span(from, to);
        // Who has no calendar, or one that ends before, is not known to be free.
        let is_known = !day.reasons.iter().any(|reason| matches!(reason.what, Why::Unknown { .. }));
        let free = if is_known {
            PassedFree { span: &span }.text(language)
        } else {
            PassedAsRead { span: &span }.text(language)
        };
        let mut passed = vec![free, PASSED_RULES.text(language).to_owned()];
        if found.season {
            passed.push(PASSED_SEASON.text(language).to_owned());
        }
        let days = usize::try_from((day.date - self.today).num_days()).unwrap_or(0);
        passed.push(PassedNotice { count: days, needed: &found.notice }.text(language));
        passed
    }

    fn says_looked_at(&self, found: &Proposals) {
        let language = self.language;
        let count = found.looked_at;
        let looked = if found.fit > 0 {
            LookedFit { count, fit: &found.fit }.text(language)
        } else {
            LookedNone { count }.text(language)
        };
        let mut rejected: Vec<(&Rejection, &usize)> = found
            .rejected
            .iter()
            .filter(|(rejection, _)| **rejection != Rejection::Rule(Rule::WorkingDay))
            .collect();
        rejected.sort_by_key(|(rejection, days)| (std::cmp::Reverse(**days), **rejection));
        let said: Vec<String> =
            rejected.into_iter().map(|(rejection, days)| self.rejection(*rejection, *days)).collect();
        let colon = if said.is_empty() {
            ""
        } else if found.fit > 0 {
            "; "
        } else {
            ": "
        };
        let line = format!("{looked}{colon}{}", said.join(", "));
        for line in super::ui::wrapped(&line, self.ui.prose()) {
            self.ui.say(&line);
        }
    }

    fn rejection(&self, rejection: Rejection, days: usize) -> String {
        let (language, days) = (self.language, &days);
        match rejection {
            Rejection::Busy(member) => RejectedBusy { name: &self.short_name(member), days }.text(language),
            Rejection::Rule(rule) => match rule {
                Rule::Notice => RejectedNotice { days }.text(language),
                Rule::Blocked => RejectedBlocked { days }.text(language),
                Rule::Season => RejectedSeason { days }.text(language),
                Rule::Daylight => RejectedDaylight { days }.text(language),
                Rule::Past => RejectedPast { days }.text(language),
                // Neither is told so: days off are not counted, and who is busy has a name.
                Rule::WorkingDay | Rule::Busy => String::new(),
            },
        }
    }

    fn says_nothing_fits(&self, found: &Proposals) {
        let (ui, language) = (self.ui, self.language);
        let (from, to) = (self.day(found.from), self.day(found.until));
        if from == to {
            ui.say_prose(&DayDoesNotFit { day: &from }.text(language));
        } else {
            ui.say_prose(&NoDayFits { from: &from, to: &to }.text(language));
        }
        self.says_looked_at(found);
        if found.openings.is_empty() {
            return;
        }
        ui.say(WHAT_WOULD_OPEN.text(language));
        let rows: Vec<Vec<Cell>> = found.openings.iter().map(|opening| self.opening_row(opening)).collect();
        for line in table(ui, &rows) {
            ui.say(&line);
        }
    }

    fn opening_row(&self, opening: &Opening) -> Vec<Cell> {
        let way = match &opening.way {
            Way::Option("--format", key) => format!("--format {}", self.format(key)),
            Way::Option(flag, value) => format!("{flag} {value}"),
            Way::Unblock(name) => unblocking(name),
        };
        let (day, time) = (self.listed(opening.best.date), self.time(opening.best.start));
        let text = OpeningMore { day: &day, time: &time, count: opening.more }.text(self.language);
        vec![plain(" "), (Style::Handle, way), plain(text)]
    }

    /// What is to be known about a calendar.
    pub(super) fn note(&self, note: &Note) -> String {
        let language = self.language;
        match note {
            Note::Missing { member } => NoteMissing { name: &self.name(member) }.text(language),
            Note::Old { member, source, read } => {
                let (name, source) = (self.name(member), super::ui::clean(source));
                let (day, distance) = (self.day(*read), self.distance(*read));
                NoteOld { name: &name, source: &source, day: &day, distance: &distance }.text(language)
            }
            Note::Short { member, until, only: true, .. } => {
                NoteShort { name: &self.name(member), day: &self.day(*until) }.text(language)
            }
            Note::Short { member, source, until, only: false } => {
                let (name, source, day) = (self.name(member), super::ui::clean(source), self.day(*until));
                NoteShortOne { name: &name, source: &source, day: &day }.text(language)
            }
            Note::Partial { member, source, until } => {
                let (name, source, day) = (self.name(member), super::ui::clean(source), self.day(*until));
                NotePartial { name: &name, source: &source, day: &day }.text(language)
            }
        }
    }

    /// What speaks against a day.
    pub(super) fn objection(&self, date: NaiveDate, objection: &Objection) -> String {
        let language = self.language;
        let day = self.day(date);
        match objection {
            Objection::Past => ObjectionPast { day: &day }.text(language),
            Objection::DayOff(None) => ObjectionWeekend { day: &day }.text(language),
            Objection::DayOff(Some(name)) => {
                ObjectionDayOff { day: &day, name: &name.text(language) }.text(language)
            }
            Objection::Notice { days, needed } => {
                let count = usize::try_from(*days).unwrap_or(0);
                ObjectionNotice { needed, count }.text(language)
            }
            Objection::Blocked { name } => ObjectionBlocked { name: &super::ui::clean(name) }.text(language),
            Objection::OffSeason { from, until } => {
                let said = |date: NaiveDate| dates::day_month(language, date);
                ObjectionSeason { from: &said(*from), until: &said(*until) }.text(language)
            }
            Objection::BeforeSunrise { begins, sunrise } => {
                ObjectionSunrise { begins: &self.time(*begins), sunrise: &self.time(*sunrise) }.text(language)
            }
            Objection::Dark(Dusk { sunset: Some(sunset), .. }) => {
                ObjectionDark { sunset: &self.time(*sunset) }.text(language)
            }
            Objection::Dark(Dusk { sunset: None, .. }) => OBJECTION_DARK_ALWAYS.text(language).to_owned(),
            Objection::Busy { member, start, end } => {
                let name = self.short_name(*member);
                // Only what falls on the day itself is said.
                let begins = if start.date() < date { NaiveTime::MIN } else { start.time() };
                if end.date() > date && begins == NaiveTime::MIN {
                    return ObjectionBusyAllDay { name: &name }.text(language);
                }
                let ends = if end.date() > date { NaiveTime::MIN } else { end.time() };
                ObjectionBusy { name: &name, span: &self.clock_span(begins, ends) }.text(language)
            }
        }
    }
}

/// What kind of day it is.
pub(super) fn day_kind(language: Language, kind: DayKind) -> &'static str {
    let label = match kind {
        DayKind::Holiday => DAY_HOLIDAY,
        DayKind::Closed => DAY_CLOSED,
        DayKind::Partial => DAY_PARTIAL,
        DayKind::Bridge => DAY_BRIDGE,
        DayKind::School => DAY_SCHOOL,
        DayKind::Election => DAY_ELECTION,
        DayKind::Budget => DAY_BUDGET,
        DayKind::Event => DAY_EVENT,
    };
    label.text(language)
}
