//! Templates: formats, rules and banks that bytes tell, or that come with the program and are changed. What is accepted
//! is used, as by somebody who has such a file.

mod uses;

use super::bytes::Bytes;
use crate::app::template::TemplateKind as Kind;
use crate::programme::{Bank, EMBEDDED_BANK, EMBEDDED_FORMATS, Format};
use crate::schedule::{EMBEDDED, RuleBook};
use crate::template::Mistake;

/// The most changes that are made to a template.
const CHANGES: usize = 6;

/// What may stand in the place of a value.
const VALUES: [&str; 30] = [
    "0",
    "-1",
    "1",
    "5",
    "36",
    "366",
    "600",
    "1000",
    "99999999999999999999",
    "0x10",
    "1.5",
    "nan",
    "true",
    "false",
    "\"\"",
    "\"a\"",
    "\"00:00\"",
    "[\"23:55\"]",
    "[]",
    "[1, 1]",
    "[1, 36]",
    "[19, 36]",
    "{}",
    "{ en = \"{A} {B:gen} {x}\", da = \"{x} {B} {A}\" }",
    "\"easter-300\"",
    "\"12-31\"",
    "\"02-29\"",
    "\"monday of week 53\"",
    "\"fifth sunday of february\"",
    "1979-05-27",
];

/// Reads a template that the bytes tell, and uses it if it is one.
///
/// # Panics
/// If the program is broken: a mistake is on a line that the file does not have, or what was accepted cannot be used.
pub fn templates(data: &[u8]) {
    let mut bytes = Bytes(data);
    let kind = bytes.one_of(&[Kind::Format, Kind::Rules, Kind::Bank]);
    let text = if bytes.is_so() {
        String::from_utf8_lossy(bytes.0).into_owned()
    } else {
        let text = match kind {
            Kind::Format => bytes.one_of(&EMBEDDED_FORMATS).1,
            Kind::Rules => bytes.one_of(&EMBEDDED).1,
            Kind::Bank => EMBEDDED_BANK,
        };
        changed(text, &mut bytes)
    };
    let read = match kind {
        Kind::Format => Format::parse("own", &text).map(|format| uses::format(&format, &text)),
        Kind::Rules => RuleBook::parse(&text).map(|book| uses::rules(&book, &text)),
        Kind::Bank => Bank::parse(&text).map(|bank| uses::bank(&bank, &text)),
    };
    if let Err(mistakes) = read {
        are_on_lines(&text, &mistakes);
    }
}

fn are_on_lines(text: &str, mistakes: &[Mistake]) {
    let lines = text.split('\n').count();
    assert!(!mistakes.is_empty(), "{text}");
    assert!(mistakes.is_sorted_by_key(|mistake| mistake.line), "{mistakes:?}");
    assert!(
        mistakes.iter().all(|mistake| (1..=lines).contains(&mistake.line)),
        "{mistakes:?} in {lines} lines"
    );
}

/// The text with some changes.
fn changed(text: &str, bytes: &mut Bytes<'_>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..CHANGES {
        if bytes.0.is_empty() || lines.is_empty() {
            break;
        }
        let place = (usize::from(bytes.byte()) << 8 | usize::from(bytes.byte())) % lines.len();
        let other = usize::from(bytes.byte()) % lines.len();
        match bytes.number(8) {
            0 => drop(lines.remove(place)),
            1 => lines.insert(place, lines[other].clone()),
            2 => lines.swap(place, other),
            3 => lines[place] = bytes.text(),
            4 => lines.insert(place, bytes.text()),
            5 => {
                let value = bytes.text();
                valued(&mut lines[place], &value);
            }
            _ => valued(&mut lines[place], bytes.one_of(&VALUES)),
        }
    }
    lines.join("\n")
}

/// Puts another value in the place of that of a line.
fn valued(line: &mut String, value: &str) {
    if let Some((key, _)) = line.split_once('=') {
        *line = format!("{key}= {value}");
    }
}
