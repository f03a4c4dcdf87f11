//! Texts as lines of a terminal: nothing in them that it would obey, wrapped and padded by cells.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Whether a letter tells a terminal to do something, turns the writing direction, ends a line in a way of its own, or stands
/// unseen: control characters, marks of direction, separators of lines, the byte order mark, and tags.
pub(super) fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{61c}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// `text` with what a terminal would obey spelt out; line breaks stay.
pub(in crate::cli) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\u{0}'..='\u{7f}' if letter.is_control() => _ = write!(cleaned, "\\x{:02x}", u32::from(letter)),
            _ if is_obeyed(letter) => _ = write!(cleaned, "\\u{{{:x}}}", u32::from(letter)),
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

/// `text` as the pen lets it through: colours where they are wanted, and nothing else that a terminal would obey. What is shown is
/// cleaned where it is put together; this holds where that was forgotten.
pub(super) fn let_through(text: &str, coloured: bool) -> Cow<'_, str> {
    if !text.chars().any(|letter| is_obeyed(letter) && letter != '\n') {
        return Cow::Borrowed(text);
    }
    let mut passed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(escape) = rest.find('\u{1b}') {
        let (before, from) = rest.split_at(escape);
        passed += &clean(before);
        let colour = if coloured { colour(from) } else { "" };
        passed += colour;
        rest = &from[colour.len()..];
        if colour.is_empty() {
            passed += &clean("\u{1b}");
            rest = &from[1..];
        }
    }
    passed += &clean(rest);
    Cow::Owned(passed)
}

/// The change of colour that `text` begins with; nothing if it begins with none.
fn colour(text: &str) -> &str {
    let Some(numbers) = text.strip_prefix("\u{1b}[") else { return "" };
    let end = numbers.find(|letter: char| !letter.is_ascii_digit() && letter != ';').unwrap_or(numbers.len());
    if numbers[end..].starts_with('m') { &text[..end + 3] } else { "" }
}

/// JSON in which every letter that a terminal would obey is written as its number, which means the same.
pub(super) fn in_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_obeyed(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(letter);
        }
    }
    Cow::Owned(escaped)
}

/// The name of a file on one line.
pub(in crate::cli) fn shown(path: &Path) -> String {
    clean(&path.display().to_string().replace('\n', "\\n"))
}

/// `text` wrapped at spaces to `cells`, line breaks kept; a word that is longer is cut where it must be. A space that does not
/// break holds what is on either side of it on one line.
pub(in crate::cli) fn wrapped(text: &str, cells: Option<usize>) -> Vec<String> {
    let cleaned = clean(text);
    let Some(cells) = cells.map(|cells| cells.max(10)) else {
        return cleaned.split('\n').map(str::to_owned).collect();
    };
    let mut lines = Vec::new();
    for paragraph in cleaned.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let fits = line.width() + usize::from(!line.is_empty()) + word.width() <= cells;
            if !fits && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for letter in word.chars() {
                if line.width() + letter.width().unwrap_or(0) > cells {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(letter);
            }
        }
        lines.push(line);
    }
    lines
}

/// `text` in which no command is parted: from the name of the program to where a mark ends it.
fn with_whole_commands(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find("makkerpar ") {
        let (before, from) = rest.split_at(begin);
        let (command, after) = from.split_at(end_of_command(from));
        kept.push_str(before);
        kept.push_str(&command.replace(' ', "\u{a0}"));
        rest = after;
    }
    kept + rest
}

/// Where a command that `text` begins with ends: at a mark that a space or nothing follows, outside quotation marks.
fn end_of_command(text: &str) -> usize {
    let mut is_quoted = false;
    for (at, letter) in text.char_indices() {
        is_quoted ^= letter == '"';
        let after = &text[at + letter.len_utf8()..];
        if !is_quoted
            && matches!(letter, ';' | ':' | ',' | ')' | '\n')
            && (after.is_empty() || after.starts_with(' '))
        {
            return at;
        }
    }
    text.len()
}

/// Lines no wider than `cells`, parted at words, with what goes on under its beginning. A command has a line to itself where it
/// is longer, so that it can be copied: how the terminal shows it is no part of it.
pub(super) fn in_whole_words(text: &str, cells: Option<usize>) -> String {
    let lines = text.split('\n').flat_map(|line| {
        let inside = line.trim_start_matches(' ');
        let lead = &line[..line.len() - inside.len()];
        let lines = cells.filter(|cells| line.width() > *cells).map_or_else(
            || vec![inside.to_owned()],
            |cells| by_words(&with_whole_commands(inside), cells.saturating_sub(lead.len())),
        );
        lines.into_iter().map(move |line| format!("{lead}{}", line.trim_end().replace('\u{a0}', " ")))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of a line in lines of `cells`, a longer one in a line of its own.
fn by_words(text: &str, cells: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is one");
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= cells {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// `text` after a lead, wrapped to `cells` with the lines below it under its beginning.
pub(in crate::cli) fn hanging(lead: &str, text: &str, cells: Option<usize>) -> Vec<String> {
    let indent = lead.width();
    let lines = wrapped(text, cells.map(|cells| cells.saturating_sub(indent)));
    let begun = |(number, line): (usize, &String)| {
        let before = if number == 0 { lead.to_owned() } else { " ".repeat(indent) };
        format!("{before}{line}").trim_end().to_owned()
    };
    lines.iter().enumerate().map(begun).collect()
}

/// `text` with spaces after it up to `cells`.
pub(in crate::cli) fn padded(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_not_parted_where_it_has_room() {
        let hint = "makkerpar undo takes it back; makkerpar share O12 lets Bo read it";
        assert_eq!(
            in_whole_words(hint, Some(60)),
            "makkerpar undo takes it back;\nmakkerpar share O12 lets Bo read it"
        );
        assert_eq!(in_whole_words(hint, None), hint);
        assert_eq!(in_whole_words("  one two three four", Some(12)), "  one two\n  three four");
        assert_eq!(in_whole_words("makkerpar o \"a, b; c\": xyz", Some(24)), "makkerpar o \"a, b; c\":\nxyz");
        assert_eq!(in_whole_words("so: makkerpar pair add one", Some(14)), "so:\nmakkerpar pair add one");
    }

    #[test]
    fn texts_are_wrapped_and_padded_by_cells() {
        assert_eq!(wrapped("en to tre fire fem", Some(10)), ["en to tre", "fire fem"]);
        assert_eq!(wrapped("a\n\nb", Some(10)), ["a", "", "b"]);
        assert_eq!(wrapped("aaaaaaaaaaaaaaa b", Some(10)), ["aaaaaaaaaa", "aaaaa b"]);
        assert_eq!(wrapped("long line stays", None), ["long line stays"]);
        assert_eq!(padded("ø🙂", 5), "ø🙂  ");
    }
}
