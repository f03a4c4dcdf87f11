//! The year in words: under the picture, and for those who do not see it.

use super::super::desk::Desk;
use super::{CODED, tone_word, tones};
use crate::domain::{Outcome, RepairStep, Severity, Tone, Word as _};
use crate::handout::year::{Kept, Seen, Trace, Year};
use crate::locale::messages::{
    self, CountFrictions, CountPraises, CountPuzzles, PaperCaption, PaperYearClosed, PaperYearMany,
    PaperYearPerson, PaperYearPlain, PaperYearSpan, PaperYearSpanFirst,
};
use crate::locale::{and_list, dates, terms};
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;

/// More of one kind are counted and not listed.
const LISTED: usize = 12;

/// How many of each tone that occurs.
pub(super) fn counted(desk: &Desk<'_>, seen: &[&Seen]) -> Vec<String> {
    let language = desk.language();
    let counted = tones(seen).into_iter().map(|tone| {
        let count = seen.iter().filter(|seen| seen.tone == tone).count();
        match tone {
            Some(Tone::Praise) => CountPraises { count }.text(language),
            Some(Tone::Puzzle) => CountPuzzles { count }.text(language),
            Some(Tone::Friction) => CountFrictions { count }.text(language),
            None => PaperYearPlain { count }.text(language),
        }
    });
    counted.collect()
}

/// What stands under the picture: how many of each tone, and whose are where.
pub(super) fn caption(desk: &Desk<'_>, year: &Year) -> String {
    let language = desk.language();
    let seen: Vec<&Seen> = year.observations.iter().collect();
    let [a, b] = desk.head.people.each_ref().map(|person| person.short.as_str());
    let tones = and_list(language, &counted(desk, &seen));
    let mut caption = PaperCaption { count: seen.len(), tones: &tones }.text(language);
    if seen.len() > 1 {
        let whose = messages::PaperCaptionWhere { a: &a, b: &b }.text(language);
        caption = format!("{caption} {whose}");
    }
    if year.incidents.is_none() {
        caption = format!("{caption} {}", desk.say(messages::PAPER_CAPTION_WITHOUT_TRUST));
    }
    caption
}

/// What the picture shows.
pub(super) fn shows(desk: &Desk<'_>, year: &Year) -> String {
    let language = desk.language();
    let [from, until] = [year.from, year.until].map(|date| dates::day_month_year(language, date));
    let mut told = vec![if year.begins_with_talk {
        PaperYearSpan { from: &from, until: &until }.text(language)
    } else {
        PaperYearSpanFirst { from: &from, until: &until }.text(language)
    }];
    for by in 0..2 {
        told.push(person(desk, year, by));
    }
    let incidents = year.incidents.as_deref().unwrap_or_default();
    told.extend(listed(desk, incidents, incident));
    told.extend(listed(desk, &year.adjustments, adjustment));
    told.join(" ")
}

/// One voice: its tones with their days, or with numbers by quarter where they are many.
fn person(desk: &Desk<'_>, year: &Year, by: usize) -> String {
    let language = desk.language();
    let seen: Vec<&Seen> = year.observations.iter().filter(|seen| seen.by == by).collect();
    let few = year.observations.len() <= CODED;
    let said: Vec<String> = tones(&seen)
        .into_iter()
        .map(|tone| {
            let days = seen.iter().filter(|seen| seen.tone == tone).map(|seen| seen.date);
            let when = if few {
                days.map(|date| day(desk, date)).collect::<Vec<_>>()
            } else {
                let mut quarters: BTreeMap<(i32, u32), usize> = BTreeMap::new();
                for date in days {
                    *quarters.entry((date.year(), date.month0() / 3 + 1)).or_default() += 1;
                }
                let told = |((year, quarter), count): ((i32, u32), usize)| {
                    messages::PaperYearQuarter { count: &count, quarter: &quarter, year: &year }
                        .text(language)
                };
                quarters.into_iter().map(told).collect()
            };
            format!("{} {}", tone_word(desk, tone), and_list(language, &when))
        })
        .collect();
    let said =
        if said.is_empty() { desk.say(messages::PAPER_YEAR_NOTHING).to_owned() } else { said.join("; ") };
    PaperYearPerson { name: &desk.head.people[by].short, said: &said }.text(language)
}

/// Each of some things in a sentence, as far as they are few.
fn listed<T>(desk: &Desk<'_>, things: &[T], tell: impl Fn(&Desk<'_>, &T) -> String) -> Vec<String> {
    let mut told: Vec<String> = things.iter().take(LISTED).map(|thing| tell(desk, thing)).collect();
    if things.len() > LISTED {
        told.push(PaperYearMany { count: things.len() - LISTED }.text(desk.language()));
    }
    told
}

fn incident(desk: &Desk<'_>, trace: &Trace) -> String {
    let language = desk.language();
    let kind = match trace.severity {
        Some(severity) => terms::label(language, Severity::VOCABULARY, severity.word()),
        None => desk.say(messages::PAPER_MARK_WON),
    };
    let mut told = vec![trace.handle.clone(), kind.to_owned(), day(desk, trace.date)];
    for (step, date) in RepairStep::ALL.iter().zip(&trace.steps) {
        let word = terms::label(language, RepairStep::VOCABULARY, step.word());
        told.push(format!("{word} {}", day(desk, *date)));
    }
    match (trace.severity, trace.closed) {
        (None, _) => {}
        (Some(_), Some(date)) => told.push(PaperYearClosed { date: &day(desk, date) }.text(language)),
        (Some(_), None) => told.push(desk.say(messages::PAPER_MARK_OPEN).to_owned()),
    }
    format!("{}.", told.join(", "))
}

fn adjustment(desk: &Desk<'_>, kept: &Kept) -> String {
    let checks: Vec<String> = kept
        .checks
        .iter()
        .filter_map(|(date, outcome)| outcome.map(|outcome| (date, outcome)))
        .map(|(date, outcome)| {
            let word = terms::label(desk.language(), Outcome::VOCABULARY, outcome.word());
            format!("{word} {}", day(desk, *date))
        })
        .collect();
    let said = if checks.is_empty() {
        desk.say(messages::PAPER_YEAR_UNCHECKED).to_owned()
    } else {
        checks.join(", ")
    };
    format!("{}: {said}.", kept.handle)
}

/// A day, with its year where it is not that of the talk.
fn day(desk: &Desk<'_>, date: NaiveDate) -> String {
    dates::day_month_near(desk.language(), date, desk.head.date)
}
