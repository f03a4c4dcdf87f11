//! What is read of a line as it was typed, in process.

use super::TODAY;
use crate::app::search::Query;
use crate::locale::Language;
use crate::locale::dates::{Direction, Reader};

/// Dates as they are typed in both languages; the last is misspelt.
pub const DATES: [&str; 8] = [
    "2027-03-01",
    "yesterday",
    "sidste fredag",
    "20/5",
    "for 3 dage siden",
    "20 may",
    "uge 20",
    "sidste fredga",
];

/// Reads these as days that lie behind; how many are dates.
#[must_use]
pub fn dates(texts: &[&str]) -> usize {
    let reader = Reader::new(Language::Danish, TODAY, Direction::Back);
    texts.iter().filter(|text| reader.date(text).is_ok()).count()
}

/// Reads what is sought; how many words must be there.
///
/// # Panics
/// If nothing is sought.
#[must_use]
pub fn query(words: &[String]) -> usize {
    Query::parse(words).unwrap_or_else(|error| panic!("{error:?}")).words()
}
