//! The programme of a day, and how the time of each theme came about.

use super::table::{Cell, plain, table, wrapped_table};
use super::ui::{Style, clean, hanging, padded, wrapped};
use super::voice::Voice;
use crate::app::agenda::{Agenda, AgendaBlock, AgendaSlice, AgendaTheme};
use crate::locale::dates;
use crate::locale::messages::{
    AgendaHead, AgendaSunset, COLUMN_HOLES, COLUMN_MINUTES, COLUMN_MORE, COLUMN_ON_RECORD, COLUMN_WEIGHT,
    ColumnOf, CountFrictions, CountIncidents, CountPlain, CountPraises, CountPuzzles, EXPLAIN_BLANK,
    EXPLAIN_WEIGHTS, ExplainHoles, ExplainMinutes, FallbackFormat, PRIVATE_LABEL, SliceHoles, SliceMinutes,
    WhatBecame, WhatBecameOne,
};
use unicode_width::UnicodeWidthStr as _;

/// Where the questions of a block begin: below its temper.
const PROMPT: usize = 12;

/// A theme in a block, with its time: `roles 5 holes`.
fn slice(voice: &Voice<'_>, it: &AgendaSlice) -> String {
    let theme = clean(crate::app::themes::named(voice.pair, voice.language, &it.theme));
    match it.holes {
        Some([first, last]) => {
            SliceHoles { theme: &theme, count: usize::from(last - first) + 1 }.text(voice.language)
        }
        None => SliceMinutes { theme: &theme, minutes: &it.minutes }.text(voice.language),
    }
}

/// What a block is for, on one line: its themes, or what is followed up.
pub(super) fn matter(voice: &Voice<'_>, block: &AgendaBlock) -> Option<String> {
    let themes: Vec<String> = block.slices.iter().map(|it| slice(voice, it)).collect();
    let is_adjustment = |handle: &&String| handle.starts_with('A');
    let (agreed, other): (Vec<&String>, Vec<&String>) = block.handles.iter().partition(is_adjustment);
    let joined = |handles: &[&String]| handles.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" ");
    let followed_up = match agreed[..] {
        [] => None,
        [_] => Some(WhatBecameOne { handles: &joined(&agreed) }.text(voice.language)),
        _ => Some(WhatBecame { handles: &joined(&agreed) }.text(voice.language)),
    };
    let themes = (!themes.is_empty()).then(|| themes.join(", "));
    let other = (!other.is_empty()).then(|| joined(&other));
    let said: Vec<String> = [followed_up, themes, other].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// The programme of a day.
pub(super) fn agenda(voice: &Voice<'_>, agenda: &Agenda) {
    let (ui, language) = (voice.ui, voice.language);
    let place = agenda.place.as_deref().map(|place| format!(", {}", ui.one_line(place))).unwrap_or_default();
    let format = voice.format(&agenda.format);
    let head = AgendaHead { day: &dates::full(language, agenda.date), format: &format, place: &place };
    let mut head = head.text(language);
    if let Some(sunset) = &agenda.sunset {
        let time = dates::clock(language, sunset.time());
        head = format!("{head}{}{}", ui.dot(), AgendaSunset { time: &time }.text(language));
    }
    for line in wrapped(&head, ui.prose()) {
        ui.say(&ui.paint(Style::Heading, &line));
    }
    // A block that is for nothing else shows its first question; the others stand below.
    let mut prompts: Vec<_> = agenda.blocks.iter().map(|block| block.prompts.iter()).collect();
    let row = |(block, prompts): (&AgendaBlock, &mut std::slice::Iter<'_, String>)| {
        let first = match matter(voice, block) {
            Some(matter) => plain(matter),
            None => (Style::Dim, prompts.next().map(|prompt| ui.one_line(prompt)).unwrap_or_default()),
        };
        vec![
            plain(voice.clock(&block.start)),
            plain(format!("{:>3}", block.minutes)),
            plain(voice.word(block.temper)),
            plain(clean(&block.name)),
            first,
        ]
    };
    let rows: Vec<Vec<Cell>> = agenda.blocks.iter().zip(&mut prompts).map(row).collect();
    for (line, prompts) in wrapped_table(ui, &rows).iter().zip(prompts) {
        ui.say(line);
        for prompt in prompts {
            for line in hanging(&" ".repeat(PROMPT), prompt, ui.prose()) {
                ui.say(&ui.paint(Style::Dim, &line));
            }
        }
    }
    let private = format!("{} {}", PRIVATE_LABEL.text(language), clean(&agenda.private));
    ui.chatter(&private);
    let is_outdoors = agenda.needs.daylight || agenda.needs.season;
    if let Some(fallback) = agenda.fallback.as_ref().filter(|_| is_outdoors) {
        ui.chatter(&FallbackFormat { format: &voice.format(fallback) }.text(language));
    }
}

/// What is shared about a theme, in words: `1 friction, 2 puzzles`.
fn on_record(voice: &Voice<'_>, it: &AgendaTheme) -> String {
    let language = voice.language;
    let counted = [
        (it.incidents, CountIncidents { count: it.incidents }.text(language)),
        (it.friction, CountFrictions { count: it.friction }.text(language)),
        (it.puzzle, CountPuzzles { count: it.puzzle }.text(language)),
        (it.praise, CountPraises { count: it.praise }.text(language)),
        (it.plain, CountPlain { count: it.plain }.text(language)),
    ];
    let said: Vec<String> =
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    if said.is_empty() { "-".to_owned() } else { said.join(", ") }
}

/// How the time of each theme came about.
pub(super) fn explanation(voice: &Voice<'_>, agenda: &Agenda) {
    let (ui, language) = (voice.ui, voice.language);
    let by_holes = agenda.counts_holes();
    let themes = agenda.themes.len();
    let minimum = agenda.themes.first().map_or(0, |it| it.minimum);
    let rest: u32 = agenda.themes.iter().map(|it| it.more).sum();
    let total: u32 = agenda.themes.iter().map(|it| if by_holes { it.units } else { it.minutes }).sum();
    let head = if by_holes {
        ExplainHoles { total: &total, minimum: &minimum, themes: &themes, rest: &rest }.text(language)
    } else {
        let (minimum, rest) = (minimum * 5, rest * 5);
        ExplainMinutes { total: &total, minimum: &minimum, themes: &themes, rest: &rest }.text(language)
    };
    for line in wrapped(&head, ui.prose()) {
        ui.say(&line);
    }
    let unit = if by_holes { 1 } else { 5 };
    let dot = if language == crate::locale::Language::Danish { "," } else { "." };
    let number = |value: f64| format!("{value:.2}").replace('.', dot);
    let heads = [
        String::new(),
        COLUMN_ON_RECORD.text(language).to_owned(),
        COLUMN_WEIGHT.text(language).to_owned(),
        ColumnOf { rest: &(rest * unit) }.text(language),
        COLUMN_MORE.text(language).to_owned(),
        (if by_holes { COLUMN_HOLES } else { COLUMN_MINUTES }).text(language).to_owned(),
    ];
    let mut rows: Vec<[String; 6]> = vec![heads];
    for it in &agenda.themes {
        let all = if by_holes { it.units } else { it.minutes };
        rows.push([
            clean(crate::app::themes::named(voice.pair, language, &it.theme)),
            on_record(voice, it),
            it.weight.to_string(),
            number(it.exact * f64::from(unit)),
            (it.more * unit).to_string(),
            all.to_string(),
        ]);
    }
    let widths: Vec<usize> =
        (0..6).map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0)).collect();
    let numbered = |row: &[String; 6]| -> Vec<Cell> {
        let cell = |(column, text): (usize, &String)| {
            // Numbers stand at the right.
            let aligned = if column < 2 {
                text.clone()
            } else {
                format!("{}{text}", padded("", widths[column].saturating_sub(text.width())))
            };
            plain(aligned)
        };
        row.iter().enumerate().map(cell).collect()
    };
    for line in table(ui, &rows.iter().map(numbered).collect::<Vec<_>>()) {
        ui.say(&line);
    }
    let is_blank = agenda.themes.iter().all(|it| it.weight == 0);
    let weights = if is_blank { EXPLAIN_BLANK } else { EXPLAIN_WEIGHTS };
    for line in wrapped(weights.text(language), ui.prose()) {
        ui.say(&line);
    }
}
