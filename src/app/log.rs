//! What is on record, the newest first.

use super::entry::{Entry, Kind};
use super::error::AppError;
use super::session::Session;
use crate::domain::Word as _;
use chrono::NaiveDate;

/// A list of entries, and whether there are more.
pub(crate) struct Log {
    pub(crate) entries: Vec<Entry>,
    pub(crate) more: bool,
}

/// The latest entries that the one who is typing may read. A talk that is to come is listed only among talks.
///
/// # Errors
/// As for every read.
pub(crate) fn log(session: &Session, kind: Option<Kind>, limit: usize) -> Result<Log, AppError> {
    let last_day = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
    let until = if kind == Some(Kind::Review) { last_day } else { session.today() };
    let (listed, more) = session.view().latest(kind.map(Kind::word), until, limit)?;
    let entries = session.entries();
    let entries = listed.iter().map(|it| entries.listed(it)).collect::<Result<_, _>>()?;
    Ok(Log { entries, more })
}
