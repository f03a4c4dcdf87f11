//! The record as a text to read, month by month.

use super::{Words, WriteError, each};
use crate::app::session::Session;
use crate::store::Extent;
use chrono::Datelike as _;
use std::io::Write;

/// Writes the text; tells how many entries it has.
pub(super) fn write(
    session: &Session,
    extent: Extent,
    words: &dyn Words,
    out: &mut dyn Write,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<usize, WriteError> {
    out.write_all(words.head(session, extent).as_bytes())?;
    let mut month = None;
    each(session, extent, seen, &mut |entry| {
        let this = (entry.date.year(), entry.date.month());
        if month != Some(this) {
            month = Some(this);
            out.write_all(words.month(entry.date).as_bytes())?;
        }
        Ok(out.write_all(words.entry(session, entry).as_bytes())?)
    })
}
