//! Preparation sheets to render: fictional people and places.

use super::assert_good;
use super::samples::{date, masthead, text};
use crate::domain::{RepairStep, Severity, Tone};
use crate::handout::content::Passage;
use crate::handout::prep::{Own, OwnKind, Prep, Task, Theme, Waiting, Written};
use crate::handout::year::Seen;
use crate::handout::{Document, Paper};
use crate::locale::Language;
use chrono::Days;

const THEMES: [&str; 5] = [
    "Kemi og tillid",
    "Forskellige logikker",
    "Roller og arbejdsdeling",
    "Forventninger og kompetencer",
    "Forholdet til de andre",
];

/// A sheet with so many entries, spread over the year and the themes; every other is shared.
pub(super) fn sheet(count: usize) -> Prep {
    let tones = [Some(Tone::Praise), Some(Tone::Puzzle), Some(Tone::Friction), None];
    let day = |number: usize| date("2026-05-22") + Days::new((number as u64 * 97) % 360);
    let own = |number: usize| Own {
        handle: format!("O{number}"),
        date: day(number),
        kind: match number % 9 {
            8 => OwnKind::Incident(Some(Severity::Breach)),
            _ => OwnKind::Observation(tones[number % 4]),
        },
        text: text(&format!("Du gik ind i debatten, før jeg gav ordet videre. ord{number}slut")),
        effect: (number.is_multiple_of(7)).then(|| "Det gav ro i hele huset.".to_owned()),
        is_shared: number.is_multiple_of(2),
    };
    let themes = THEMES.iter().enumerate().map(|(index, name)| Theme {
        name: (*name).to_owned(),
        own: (1..=count).filter(|number| number % 5 == index).map(own).collect(),
        questions: vec![
            "Hvilken slags råd vil du have uopfordret?".to_owned(),
            "Hvor har du i år bevæget dig ind på Bos område?".to_owned(),
        ],
    });
    let waiting = |handle: &str, task| Waiting {
        handle: handle.to_owned(),
        task,
        text: text("Bo undrer sig over dit opkald til vejchefen."),
        question: matches!(task, Task::Kept { .. }).then(|| "Hvor tit skete det?".to_owned()),
    };
    let tasks = [
        waiting("T2", Task::Step(RepairStep::Kept)),
        waiting("T4", Task::Account),
        waiting("T5", Task::Share),
        waiting("T6", Task::Close),
        waiting("O17", Task::Why),
        waiting("A4", Task::Kept { both: false }),
        waiting("A6", Task::Kept { both: true }),
    ];
    let mut seen: Vec<Seen> = (1..=count)
        .map(|number| Seen {
            handle: format!("O{number}"),
            date: day(number),
            by: 0,
            tone: tones[number % 4],
        })
        .collect();
    seen.sort_by_key(|seen| seen.date);
    Prep {
        head: masthead(),
        of: 0,
        deadline: date("2027-05-13"),
        waiting: if count > 4 { tasks.to_vec() } else { Vec::new() },
        written: Written {
            from: date("2026-05-21"),
            until: date("2027-05-20"),
            whole_until: date("2027-05-01"),
            is_first: false,
            seen,
            incidents: count / 9,
            remarks: Vec::new(),
        },
        themes: themes.collect(),
    }
}

/// The sheet with every text replaced by the next of `texts`, and everything in it so many times.
pub(super) fn scrambled(texts: &[String], times: usize) -> Prep {
    let mut next = texts.iter().cycle().cloned();
    let mut word = move || next.next().unwrap_or_default();
    let mut prep = sheet(12);
    for person in &mut prep.head.people {
        (person.name, person.short) = (word(), word());
    }
    for waiting in &mut prep.waiting {
        (waiting.text, waiting.question) = (Passage::Text(word()), Some(word()));
    }
    prep.written.remarks = vec![word()];
    for theme in &mut prep.themes {
        (theme.name, theme.questions) = (word(), vec![word(), word()]);
        for own in &mut theme.own {
            (own.text, own.effect) = (Passage::Text(word()), Some(word()));
        }
    }
    prep.waiting = vec![prep.waiting; times].concat();
    prep.themes = vec![prep.themes; times].concat();
    prep
}

pub(super) fn of(prep: &Prep) -> Document {
    Document::Prep(Box::new(prep.clone()))
}

#[test]
fn every_preparation_sheet_is_well_set_and_well_read() {
    for count in [0, 1, 4, 12, 24, 60, 200] {
        for paper in [Paper::A4, Paper::Letter] {
            assert_good(&of(&sheet(count)), paper);
        }
    }
    let mut english = sheet(12);
    (english.head.language, english.of) = (Language::English, 1);
    assert_good(&of(&english), Paper::A4);
}

#[test]
fn a_usual_sheet_has_two_pages_and_names_one_person_as_its_author() {
    let mut usual = sheet(14);
    usual.waiting.drain(..4);
    let document = of(&usual);
    let composed = super::composed(&document, Paper::A4);
    assert_eq!(composed.pages.len(), 2);
    assert_eq!(composed.authors, ["Anna Holm"]);
}
