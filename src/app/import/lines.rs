//! Lines as people note them on a phone: a date, what they noticed, and `#roles @lind` where they like.

use super::rows::{Fault, New, Row};
use crate::app::error::AppError;
use crate::app::inline::toned;
use crate::app::observe::Noticed;
use crate::app::session::Session;
use crate::domain::Tone;
use crate::locale::Language;
use crate::locale::dates::{self, LeadingError};

/// A line with what belongs to it.
struct Line {
    number: usize,
    text: String,
}

/// The lines of a text that say something. A line that begins with white space goes on with the one before; `# ` begins
/// a heading or a remark, which says nothing.
fn said(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut goes_on = false;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed == "#" || trimmed.starts_with("# ") || trimmed.starts_with("## ") {
            goes_on = false;
            continue;
        }
        match lines.last_mut() {
            Some(last) if goes_on && line.starts_with([' ', '\t']) && !is_item(trimmed) => {
                last.text.push('\n');
                last.text.push_str(trimmed);
            }
            _ => lines.push(Line { number: at + 1, text: without_mark(trimmed).to_owned() }),
        }
        goes_on = true;
    }
    lines
}

/// The marks with which lists are made.
const MARKS: [&str; 8] = ["- [ ] ", "- [x] ", "- ", "* ", "• ", "– ", "☐ ", "☑ "];

fn is_item(line: &str) -> bool {
    MARKS.iter().any(|mark| line.starts_with(mark))
}

fn without_mark(line: &str) -> &str {
    MARKS.iter().find_map(|mark| line.strip_prefix(mark)).map_or(line, str::trim_start)
}

/// The tone that a mark says.
pub(super) fn tone(mark: &str) -> Option<Tone> {
    match mark {
        "+" => Some(Tone::Praise),
        "?" => Some(Tone::Puzzle),
        "!" => Some(Tone::Friction),
        _ => None,
    }
}

/// Reads the lines of a text, in the language in which a date may be read in two ways.
///
/// # Errors
/// As for every read of the record.
pub(crate) fn lines(session: &Session, text: &str, language: Language) -> Result<Vec<Row>, AppError> {
    let today = session.today();
    let read = |line: &Line| -> Result<Result<New, Fault>, AppError> {
        let dated = match dates::leading(&line.text, today, language) {
            Ok(dated) => dated,
            Err(LeadingError::NoDate) => return Ok(Err(Fault::NoDate)),
            Err(LeadingError::Wrong { said, error }) => {
                return Ok(Err(Fault::Date { typed: said.to_owned(), error }));
            }
        };
        let (tone, text) = toned(dated.rest.trim());
        let inline = session.observed(text, None, None)?;
        let noticed = Noticed {
            text: inline.text,
            theme: inline.theme,
            on: Some(dated.date),
            tags: inline.tags,
            ..Noticed::default()
        };
        Ok(Ok(New::Observation { noticed, tone, about: inline.whom }))
    };
    said(text).iter().map(|line| Ok(Row { line: line.number, new: read(line)? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_something_are_taken_with_what_belongs_to_them() {
        let text = "\u{feff}# March\n\n20/5 Bo said no\n  and then yes\n\n- 21/5 a list\n   * [x] no\n\t* 22/5 item\nlast\n";
        let found: Vec<(usize, String)> =
            said(text).into_iter().map(|line| (line.number, line.text)).collect();
        let expected = [
            (3, "20/5 Bo said no\nand then yes"),
            (6, "21/5 a list"),
            (7, "[x] no"),
            (8, "22/5 item"),
            (9, "last"),
        ];
        assert_eq!(found, expected.map(|(number, text)| (number, text.to_owned())));
    }
}
