//! A write under way: what a use case reads while it holds the file, and how it puts changes on record.

use crate::app::error::AppError;
use crate::domain::{Asker, Change, Entity, Id, Member, Pair, Series, Stamp};
use crate::store::{Command, View, WORDLESS, Writing};
use chrono::{DateTime, NaiveDate, Utc};

/// A write under way for a pair.
pub(crate) struct Act<'s> {
    /// The transaction.
    pub(crate) writing: Writing<'s>,
    pub(crate) pair_id: Id,
    /// The pair as it stands within the write.
    pub(crate) pair: Pair,
    /// Who is typing.
    pub(crate) me: Option<Member>,
    /// The instant at which all of it is done.
    pub(crate) now: DateTime<Utc>,
}

impl Act<'_> {
    /// What the one who is typing may read.
    pub(crate) fn view(&self) -> View<'_> {
        self.writing.reading().view(self.pair_id, Asker::from(self.me))
    }

    /// What both may read.
    pub(crate) fn joint_view(&self) -> View<'_> {
        self.writing.reading().view(self.pair_id, Asker::Nobody)
    }

    /// A new identity.
    pub(crate) fn new_id(&self) -> Id {
        Id::new(self.now)
    }

    /// The day it is for the pair.
    pub(crate) fn today(&self) -> NaiveDate {
        self.pair.today(self.now)
    }

    /// The day on which something happened: the one given, or today.
    ///
    /// # Errors
    /// If it lies in the future.
    pub(crate) fn happened(&self, on: Option<NaiveDate>) -> Result<NaiveDate, AppError> {
        Ok(crate::domain::happened(on.unwrap_or(self.today()), self.today())?)
    }

    /// A stamp for the next part of `subject`.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn stamp(&self, subject: Id, date: NaiveDate) -> Result<Stamp, AppError> {
        Ok(Stamp { number: self.writing.next_number(subject, "part")?, date, created: self.now })
    }

    /// A stamp for what has no words of its own (a share, a consent, a printing). These are numbered apart, from
    /// a million on, so that `O12.1` is the first thing that somebody said.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn wordless_stamp(&self, subject: Id) -> Result<Stamp, AppError> {
        wordless_stamp(&self.writing, subject, self.today(), self.now)
    }

    /// The next number of a series of the pair.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn number(&self, series: Series) -> Result<u32, AppError> {
        Ok(self.writing.next_number(self.pair_id, &series.letter().to_string())?)
    }

    /// The command that the changes belong to, given by the one who is typing.
    pub(crate) fn command<'a>(&self, act: &'a str) -> Command<'a> {
        let author = self.me.map(|member| self.pair.people[member.index()]);
        Command { act, pair: self.pair_id, author, now: self.now, reverses: None }
    }

    /// Makes durable what has been written.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn finish(self) -> Result<(), AppError> {
        Ok(self.writing.finish()?)
    }

    /// Writes the changes, all or none.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn commit(self, act: &str, changes: &[Change]) -> Result<(), AppError> {
        self.writing.write(&self.command(act), changes)?;
        self.finish()
    }
}

/// As [`Act::wordless_stamp`], in a write for several pairs.
///
/// # Errors
/// As for every write.
pub(in crate::app) fn wordless_stamp(
    writing: &Writing<'_>,
    subject: Id,
    date: NaiveDate,
    created: DateTime<Utc>,
) -> Result<Stamp, AppError> {
    let number = WORDLESS + writing.next_number(subject, "wordless")?;
    Ok(Stamp { number, date, created })
}

/// A change that puts a value on record.
pub(in crate::app) fn put(id: Id, value: impl Into<Entity>) -> Change {
    Change::Put(id, value.into())
}
