//! Summaries that a typesetter would rather not see.

use super::samples::{danish, observed, talked, text};
use crate::domain::Tone;
use crate::handout::content::*;
use crate::handout::summary::*;

/// More of everything than a page holds.
pub(super) fn heavy() -> Summary {
    let mut heavy = danish();
    let long = "Det stod i notatet, at forvaltningen havde indstillet til udvalget, men ingen havde spurgt medarbejderne. ".repeat(14);
    heavy.themes[1].notes = vec![text(long.trim()), text(&long), text("Kort.")];
    let voice = |from: usize, count: usize| {
        (from..from + count)
            .map(|number| observed(&format!("O{number}"), Tone::Puzzle, &long[..long.len() / 3]))
            .collect::<Vec<_>>()
    };
    heavy.noticed[1].voices = [voice(30, 9), voice(60, 4)];
    heavy.changes = (1..=24)
        .map(|number| Change { handle: format!("A{number}"), ..heavy.changes[number % 4].clone() })
        .collect();
    heavy.changes[5].text = text(&long.repeat(6));
    heavy.incidents = (1..=9)
        .map(|number| Repair { handle: format!("T{number}"), ..heavy.incidents[number % 2].clone() })
        .collect();
    heavy
}

/// Texts that a typesetter would rather not see.
pub(super) fn strange() -> Summary {
    let mut strange = danish();
    strange.themes = vec![
        talked(
            "Mærkelige tegn",
            "Łukasz Đặng Ελένη Жуков „citat“ ☕ 🙂 👩‍👩‍👧‍👦 🇩🇰 👍🏽 1️⃣ e\u{301}\u{323} ﬁ office a\u{0}\u{7}b ☐ ☑ ✓ → ≠",
            &[],
        ),
        talked("Uden glyffer", "日本語 한국어 ไทย हिन्दी שלום עולם مرحبا", &[]),
        talked(
            "Linjer",
            "Første linje\n\n  Tredje, indrykket med to\tog en tabulator\r\nFjerde <b>&amp;</b> {x} #1 *nej*",
            &[],
        ),
        talked(&"Donaudampfschifffahrtsgesellschaft".repeat(2), &"x".repeat(5000), &[]),
    ];
    strange.head.people[0].name = "Bartholomæus Christensen-Østergaard af Rosenkrantz".to_owned();
    strange.head.people[0].short = "Bartholomæus Christensen".to_owned();
    strange.head.is_public_body = false;
    strange
}

/// The Danish summary with every text replaced by the next of `texts`, and everything in it so many times.
pub(super) fn scrambled(texts: &[String], times: usize) -> Summary {
    let mut next = texts.iter().cycle().cloned();
    let mut word = move || next.next().unwrap_or_default();
    let mut summary = danish();
    for person in &mut summary.head.people {
        (person.name, person.short, person.title) = (word(), word(), Some(word()));
    }
    (summary.head.place, summary.head.format) = (Some(word()), word());
    for theme in &mut summary.themes {
        (theme.theme, theme.notes) = (Some(word()), vec![Passage::Text(word()), Passage::Erased]);
    }
    for theme in &mut summary.noticed {
        theme.theme = word();
        for observed in theme.voices.iter_mut().flatten() {
            (observed.text, observed.effect) = (Passage::Text(word()), Some(word()));
            observed.replies.push((word(), Passage::Text(word())));
        }
    }
    for change in &mut summary.changes {
        (change.text, change.question) = (Passage::Text(word()), Some(word()));
    }
    for incident in &mut summary.incidents {
        incident.text = Passage::Text(word());
        incident.steps[1] = Some(Step { date: incident.date, by: word(), text: Passage::Text(word()) });
    }
    summary.amendments =
        vec![Amended { date: summary.head.date, by: Some(word()), text: Passage::Text(word()) }];
    summary.noticed = vec![summary.noticed; times].concat();
    summary.changes = vec![summary.changes; times].concat();
    summary.incidents = vec![summary.incidents; times].concat();
    summary
}
