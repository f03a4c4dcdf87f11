//! From any bytes to what the program reads and makes of them: what a fuzzer feeds. Only there in tests and with the
//! feature `fuzz`; nothing else may use it.
//!
//! Each file here is a target of `tests/fuzz/`, or what several of them share.

mod bytes;
mod calendars;
mod changes;
mod dates;
mod drafts;
mod files;
mod imports;
mod lives;
mod records;
mod templates;
mod visits;
mod words;

pub use calendars::calendars;
pub use dates::dates;
pub use drafts::drafts;
pub use imports::imports;
pub use lives::papers;
pub use records::records;
pub use templates::templates;
pub use words::words;

use crate::locale::Language;
use chrono::{DateTime, Utc};

/// Monday 6 January 2025, noon in London.
const BEGINNING: DateTime<Utc> = DateTime::from_timestamp(1_736_164_800, 0).unwrap();
const LANGUAGES: [Language; 2] = [Language::English, Language::Danish];

#[cfg(test)]
mod tests {
    use std::path::Path;

    fn all_of(corpus: &str, feed: fn(&[u8])) {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(corpus);
        let files = std::fs::read_dir(corpus).expect("the corpus");
        let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "the corpus is empty");
        for path in paths {
            let data = std::fs::read(&path).expect("a file");
            let outcome = std::panic::catch_unwind(|| feed(&data));
            assert!(outcome.is_ok(), "{}", path.display());
        }
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_makes_papers() {
        all_of("papers", super::papers);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_can_be_taken_in_or_is_refused() {
        all_of("imports", super::imports);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_is_a_date_or_none() {
        all_of("dates", super::dates);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_is_read_as_a_calendar_or_as_none() {
        all_of("calendars", super::calendars);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_is_a_template_that_can_be_used_or_has_mistakes() {
        all_of("templates", super::templates);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_comes_back_from_an_editor_whole() {
        all_of("drafts", super::drafts);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_can_stand_in_a_record_and_be_looked_at() {
        all_of("records", super::records);
    }

    #[test]
    fn what_the_fuzzer_found_and_was_given_is_read_where_it_is_typed() {
        all_of("words", super::words);
    }
}
