//! Texts at random, read as dates.

use super::{BEGINNING, LANGUAGES};
use crate::locale::dates::{self as read, DateError, Direction, LeadingError, Reader};
use chrono::{Datelike as _, Days};

/// Reads the bytes as a date, and as a line of a note that may begin with one.
///
/// # Panics
/// If a date lies outside the years that are read, what would be understood is not, or the line lost what it says.
pub fn dates(data: &[u8]) {
    let [when, kind, text @ ..] = data else { return };
    let text = String::from_utf8_lossy(text);
    let language = LANGUAGES[usize::from(kind & 1)];
    let direction = if kind & 2 == 0 { Direction::Back } else { Direction::On };
    let today = (BEGINNING + Days::new(u64::from(*when) * 29)).date_naive();
    let reader = Reader::new(language, today, direction);
    match reader.date(&text) {
        Ok(day) => assert!((1..=9999).contains(&day.year()), "{text}: {day}"),
        Err(DateError::Unknown { near: Some(near) }) => assert!(reader.date(&near).is_ok(), "{near}"),
        Err(_) => {}
    }
    match read::leading(&text, today, language) {
        Ok(read) => {
            assert!((1..=9999).contains(&read.date.year()), "{text}: {}", read.date);
            assert!(text.trim_end().ends_with(read.rest), "{text}: {}", read.rest);
        }
        Err(LeadingError::Wrong { said, error }) => {
            assert!(text.trim_start().starts_with(said), "{text}: {said}");
            assert!(!matches!(error, DateError::Unknown { .. }), "{text}");
        }
        Err(LeadingError::NoDate) => {}
    }
}
