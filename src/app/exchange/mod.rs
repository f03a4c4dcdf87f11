//! The record of a pair on its way from file to file: what stands in an export, and how it is written and read.
//!
//! `docs/exchange.md` describes the file for others.

mod checks;
mod reading;
mod receive;
mod received;
#[cfg(test)]
mod tests;

pub(super) use reading::read;
pub(crate) use receive::Intake;
pub(super) use receive::Receiver;
pub(crate) use received::{Arrival, Received};

use super::error::AppError;
use super::session::Session;
use crate::domain::Id;
use crate::store::Extent;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The version of the file. A program reads all up to its own.
pub(crate) const VERSION: u32 = 1;

/// What stands before the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    /// The version of the file.
    pub(crate) makkerpar: u32,
    /// How much of the record it holds.
    pub(crate) extent: Extent,
    /// The person for whom it was made, where it may hold what is theirs alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reader: Option<Id>,
    /// The pair whose record it is.
    pub(crate) pair: HeaderPair,
    /// The two, a first.
    pub(crate) people: [HeaderPerson; 2],
}

/// The pair whose record it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeaderPair {
    /// Its identity in the file that it came from.
    pub(crate) id: Id,
    /// `holm-lind`.
    pub(crate) key: String,
    /// Its first day as a pair.
    pub(crate) since: NaiveDate,
    /// Whether the pair has ended.
    pub(crate) ended: bool,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeaderPerson {
    /// Their identity in the file that it came from.
    pub(crate) id: Id,
    /// The full name.
    pub(crate) name: String,
    /// The full names that they went by before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) former: Vec<String>,
    /// `holm`.
    pub(crate) key: String,
}

/// Why the file of another cannot be read. Numbers count from 1.
#[derive(Debug)]
pub(crate) enum ExchangeError {
    /// It is JSON, and no export.
    NotAnExport { path: PathBuf },
    /// It was written by a newer makkerpar.
    Newer { path: PathBuf, version: u32 },
    /// It ends in the middle.
    CutShort { path: PathBuf },
    /// It cannot be understood there.
    Malformed { path: PathBuf, line: usize, column: usize },
    /// A record contradicts itself or what stands before it.
    Impossible { path: PathBuf, record: usize, field: &'static str },
    /// It was made for one of the two alone, and the other reads it.
    MadeFor { path: PathBuf, name: String },
    /// It was made for one of the two alone, and nobody said who is here; the one who must be, by name and key.
    Unclaimed { path: PathBuf, name: String, key: String },
    /// Its pair is new here, but for one name the same as one that is here, and that one is nearly the same: the name there and
    /// here, the pair here, and what the person goes by in it.
    NearPair { there: String, here: String, pair: String, key: String },
}

/// Writes the record of a pair, one record a line; tells how many there are. `seen` is told how far it has come.
///
/// # Errors
/// If the record cannot be read, or `out` cannot be written.
pub(super) fn write(
    session: &Session,
    extent: Extent,
    out: &mut dyn Write,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<usize, WriteError> {
    let (pair, people) = (session.pair(), session.people());
    let person = |index: usize| -> Result<HeaderPerson, AppError> {
        let (id, name) = (pair.people[index], people[index].name.clone());
        let mut former = session.store().reading().names_of(id)?;
        former.retain(|it| *it != name);
        Ok(HeaderPerson { id, name, former, key: pair.member_keys[index].clone() })
    };
    let reader = session.me().filter(|_| extent != Extent::Shared);
    let header = Header {
        makkerpar: VERSION,
        extent,
        reader: reader.map(|me| pair.people[me.index()]),
        pair: HeaderPair {
            id: session.pair_id(),
            key: pair.key.clone(),
            since: pair.since,
            ended: pair.end.is_some(),
        },
        people: [person(0)?, person(1)?],
    };
    let header = serde_json::to_string(&header).map_err(std::io::Error::from)?;
    write!(out, "{},\n\"records\":[", header.strip_suffix('}').unwrap_or(&header))?;
    // All of one moment: a repair written meanwhile would else go without its incident.
    let _still = session.store().still()?;
    let mut count = 0;
    let take = |record, done, of| {
        out.write_all(if count == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &record).map_err(std::io::Error::from)?;
        count += 1;
        seen(done, of);
        Ok::<(), WriteError>(())
    };
    let (reading, asker) = (session.store().reading(), session.me().into());
    reading.travellers(session.pair_id(), pair, asker, extent, take)?;
    out.write_all(b"\n]}\n")?;
    Ok(count)
}

/// Why something could not be written out.
#[derive(Debug)]
pub(super) enum WriteError {
    /// The record could not be read.
    App(AppError),
    /// The place where it goes could not be written.
    Out(std::io::Error),
}

impl WriteError {
    /// As it is told, of a place of that name.
    pub(super) fn at(self, path: &Path) -> AppError {
        match self {
            Self::App(error) => error,
            Self::Out(cause) => AppError::Unwritable { path: path.to_owned(), cause },
        }
    }
}

impl From<std::io::Error> for WriteError {
    fn from(cause: std::io::Error) -> Self {
        Self::Out(cause)
    }
}

impl From<AppError> for WriteError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<crate::store::StoreError> for WriteError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::App(error.into())
    }
}
