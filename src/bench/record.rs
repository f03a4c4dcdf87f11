//! The commands of every day on a file with so many observations, in process: a session is open already, and nothing is printed.

use super::million::{Million, million};
use super::{TODAY, two_years};
use crate::app::deliver::Destination;
use crate::app::export::{Extent, Form, export};
use crate::app::history::history;
use crate::app::log::{Filters, log};
use crate::app::observe::{Noticed, observe};
use crate::app::search::{Query, search};
use crate::app::{AppError, Session, agenda, import, status};
use crate::locale::Language;
use crate::store::Store;
use chrono::{Days, Duration};
use std::fmt::Write as _;

/// As many as a page of a list has.
const PAGE: usize = 20;

/// A file over three years, half of it shared, which goes away with this; Anna is typing.
pub struct Record {
    session: Session,
    _folder: tempfile::TempDir,
}

/// Makes such a file.
///
/// # Panics
/// If it cannot be made, as all that follows does if the program is broken.
#[must_use]
pub fn record(observations: u64) -> Record {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let file = folder.path().join("makkerpar.db");
    million(&file, Million { observations, years: 3, shared: 50 });
    let noon = two_years().from + Duration::hours(12);
    let opened = Store::open(&file).map_err(AppError::from);
    let session = done(opened.and_then(|store| Session::of_latest(store, Some("holm"), noon)));
    Record { session, _folder: folder }
}

fn done<T>(outcome: Result<T, AppError>) -> T {
    outcome.unwrap_or_else(|error| panic!("{error:?}"))
}

impl Record {
    /// Notes one more observation, durably.
    pub fn observe(&mut self) {
        let noticed = Noticed {
            text: "Forvaltningen hørte det først i avisen, og du stod for tallet foran dem alle.".into(),
            theme: Some("roles".into()),
            on: Some(TODAY),
            ..Noticed::default()
        };
        done(observe(&mut self.session, &noticed, None, None));
    }

    /// Where the two stand; how many observations there are since the last talk.
    #[must_use]
    pub fn status(&self) -> usize {
        let status = done(status::status(&self.session, Language::Danish));
        status.record.observations.values().map(|tally| tally.total).sum()
    }

    /// The newest page of the log; how many entries it has.
    #[must_use]
    pub fn log(&self) -> usize {
        done(log(&self.session, &Filters::default(), PAGE)).entries.len()
    }

    /// The first of what was done last.
    #[must_use]
    pub fn history(&self) -> usize {
        done(history(&self.session, PAGE)).deeds.len()
    }

    /// One observation that Anna can read, whole; how long its text is.
    #[must_use]
    pub fn show(&self) -> usize {
        let page = done(log(&self.session, &Filters::default(), PAGE));
        let handle = page.entries.last().and_then(|entry| entry.handle.parse().ok());
        done(self.session.entry(handle.unwrap_or_else(|| panic!("a page")))).text.len()
    }

    /// The newest page of what has these words; how many entries it has.
    #[must_use]
    pub fn search(&self, words: &str) -> usize {
        let query = done(Query::parse(&[words.to_owned()]));
        done(search(&self.session, &query, &Filters::default(), false, PAGE)).hits.len()
    }

    /// The programme of the talk to come; how many blocks it has.
    #[must_use]
    pub fn agenda(&self) -> usize {
        let talk = "2027".parse().unwrap_or_else(|bad| panic!("{bad:?}"));
        done(agenda::agenda(&self.session, talk, Language::Danish)).blocks.len()
    }

    /// Takes the whole record out, to nowhere.
    pub fn export(&mut self) {
        let mut nowhere = std::io::sink();
        done(export(
            &mut self.session,
            Form::Json,
            Extent::Whole,
            Destination::Bytes,
            &mut nowhere,
            &mut |_, _| {},
        ));
    }

    /// Reads lines of notes and looks what would come of them; how many would be added.
    pub fn take_in(&mut self, notes: &str) -> usize {
        let rows = done(import::lines(&self.session, notes, Language::Danish));
        done(import::take_in(&mut self.session, rows, true, &mut |_, _| {})).added
    }
}

/// So many lines as they are noted on a phone.
#[must_use]
pub fn notes(lines: usize) -> String {
    let mut text = String::new();
    for line in 0..lines {
        let day = TODAY - Days::new(line as u64 % 280);
        let _ = writeln!(
            text,
            "- {} ! Nummer {line}: du svarede, før direktøren havde talt ud #roles",
            day.format("%-d/%-m %Y")
        );
    }
    text
}
