//! Texts as lines of a terminal: nothing in them that it would obey, wrapped and padded by cells.

use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// `text` with control characters and turns of the writing direction spelt out; line breaks stay.
pub(in crate::cli) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}' => _ = write!(cleaned, "\\x{:02x}", u32::from(letter)),
            '\u{80}'..='\u{9f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{61c}' => {
                _ = write!(cleaned, "\\u{{{:x}}}", u32::from(letter));
            }
            _ => cleaned.push(letter),
        }
    }
    cleaned
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
    fn texts_are_wrapped_and_padded_by_cells() {
        assert_eq!(wrapped("en to tre fire fem", Some(10)), ["en to tre", "fire fem"]);
        assert_eq!(wrapped("a\n\nb", Some(10)), ["a", "", "b"]);
        assert_eq!(wrapped("aaaaaaaaaaaaaaa b", Some(10)), ["aaaaaaaaaa", "aaaaa b"]);
        assert_eq!(wrapped("long line stays", None), ["long line stays"]);
        assert_eq!(padded("ø🙂", 5), "ø🙂  ");
    }
}
