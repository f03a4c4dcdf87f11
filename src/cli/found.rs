//! What was found: entries with the words in them, each with the stretch of text around the first.

use super::lists::{flags, log_cells};
use super::table::{Cell, plain, shaped_table};
use super::ui::Style;
use super::voice::Voice;
use crate::app::log::Filters;
use crate::app::search::{Found, Hit, Place, Query};
use crate::locale::messages::{
    Entries, HINT_FEWER_WORDS, HINT_NO_EXCLUSION, HINT_OTHER_SPELLING, HintNoFilters, MoreHits, NOT_FOUND,
    NotFoundWith,
};
use crate::locale::terms;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The entries that have the words.
pub(super) fn hits(voice: &Voice<'_>, found: &Found, query: &Query, filters: &Filters, limit: usize) {
    let (ui, language) = (voice.ui, voice.language);
    if found.hits.is_empty() {
        return nothing(voice, query, filters);
    }
    let texts: Vec<Vec<Letter>> = found.hits.iter().map(|hit| letters(voice, hit)).collect();
    let rows: Vec<Vec<Cell>> = found
        .hits
        .iter()
        .zip(&texts)
        .map(|(hit, letters)| {
            let mut row =
                vec![(Style::Handle, hit.entry.handle.clone()), plain(voice.in_list(hit.entry.date))];
            row.extend(log_cells(voice, &hit.entry));
            row.push(plain(letters.iter().map(|letter| letter.sign).collect::<String>()));
            row
        })
        .collect();
    for line in shaped_table(ui, &rows, &|row, room| vec![excerpt(voice, &texts[row], room)]) {
        ui.say(&line);
    }
    ui.chatter(&Entries { count: found.hits.len() }.text(language));
    if found.more {
        ui.chatter(&MoreHits { limit: &(limit * 2) }.text(language));
    }
}

/// That no entry has the words, and what would find more.
fn nothing(voice: &Voice<'_>, query: &Query, filters: &Filters) {
    let (ui, language) = (voice.ui, voice.language);
    let flags = flags(voice, filters);
    if flags.is_empty() {
        ui.say_prose(NOT_FOUND.text(language));
    } else {
        ui.say_prose(&NotFoundWith { filters: &flags }.text(language));
    }
    if query.excludes() {
        ui.hint(HINT_NO_EXCLUSION.text(language));
    } else if !flags.is_empty() {
        ui.hint(&HintNoFilters { filters: &flags }.text(language));
    } else if query.words() > 1 {
        ui.hint(HINT_FEWER_WORDS.text(language));
    } else {
        ui.hint(HINT_OTHER_SPELLING.text(language));
    }
}

/// A sign of a text as it is shown, and whether it was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letter {
    sign: char,
    is_hit: bool,
}

/// The text of a hit on one line, after who said it, with what was looked for marked.
fn letters(voice: &Voice<'_>, hit: &Hit) -> Vec<Letter> {
    let ui = voice.ui;
    let mut letters: Vec<Letter> = Vec::new();
    let mut add = |text: &str, is_hit| letters.extend(text.chars().map(|sign| Letter { sign, is_hit }));
    let label = |word| terms::label(voice.language, "found_in", word);
    match &hit.place {
        Place::Text if hit.marks.is_empty() => {
            add(&voice.text(&hit.entry), false);
            return letters;
        }
        Place::Text => {}
        Place::Said(key) => add(&format!("{}: ", voice.name(key)), false),
        Place::Beside(word) => add(&format!("{}: ", label(word)), false),
    }
    let (open, close) = if ui.has_brackets() { ("[", "]") } else { ("", "") };
    let mut from = 0;
    for mark in &hit.marks {
        add(&ui.one_line(&hit.text[from..mark.start]), false);
        add(&format!("{open}{}{close}", ui.one_line(&hit.text[mark.clone()])), true);
        from = mark.end;
    }
    add(&ui.one_line(&hit.text[from..]), false);
    letters
}

/// As much of a text as fits into `room`, with the first hit in it.
fn excerpt(voice: &Voice<'_>, letters: &[Letter], room: Option<usize>) -> String {
    let ui = voice.ui;
    let width = |letters: &[Letter]| letters.iter().map(|it| it.sign.width().unwrap_or(0)).sum::<usize>();
    let (mut shown, mut before, mut after) = (letters, "", "");
    if let Some(room) = room
        && width(letters) > room
    {
        let more = ui.more();
        let first = letters.iter().position(|letter| letter.is_hit).unwrap_or(0);
        let hit = letters[first..].iter().take_while(|letter| letter.is_hit).count();
        if width(&letters[..first + hit]) + more.width() > room {
            // A third of the room is for what comes before, from the beginning of a word.
            let lead =
                (room / 3).min(room.saturating_sub(width(&letters[first..first + hit]) + 2 * more.width()));
            let mut begin = first;
            while begin > 0 && width(&letters[begin - 1..first]) <= lead {
                begin -= 1;
            }
            let word = letters[begin..first].iter().position(|letter| letter.sign == ' ');
            begin += word.map_or(0, |space| space + 1);
            (shown, before) = (&letters[begin..], more);
        }
        if width(shown) + before.width() > room {
            after = more;
            let mut end = shown.len();
            while end > 0 && width(&shown[..end]) + before.width() + after.width() > room {
                end -= 1;
            }
            shown = &shown[..end];
        }
    }
    let mut line = before.to_owned();
    for run in shown.chunk_by(|one, other| one.is_hit == other.is_hit) {
        let text: String = run.iter().map(|letter| letter.sign).collect();
        let style = if run[0].is_hit { Style::Hit } else { Style::Plain };
        line.push_str(&ui.paint(style, &text));
    }
    line + after
}
