//! The words of each entry and of all that stands beside it, folded, and the index by which they are found.
//!
//! The words of an entry are one row, so that several words may stand in several places of it. The row has the place of the
//! entry in lists for its number, so that the index gives what it finds in the order of lists.

use super::columns::{StoredEntity, StoredId};
use crate::domain::Id;
use crate::locale::searchable;
use rusqlite::{Connection, OptionalExtension as _, params};

/// The place of an entry in lists, if it is on record.
pub(super) fn place(connection: &Connection, entry: Id) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT place FROM entry WHERE id = ?1")?
        .query_row([StoredId(entry)], |row| row.get(0))
        .optional()
}

/// The words of an entry and of what stands beside it, each text on a line of its own.
fn of(connection: &Connection, entry: Id) -> rusqlite::Result<String> {
    let mut statement = connection.prepare_cached(
        "SELECT record.body FROM standing JOIN record ON record.seq = standing.record WHERE standing.entity = ?1
         UNION ALL
         SELECT body FROM (
             SELECT record.body AS body FROM part JOIN standing ON standing.entity = part.id
             JOIN record ON record.seq = standing.record
             WHERE part.subject = ?1 AND part.kind NOT IN ('share', 'ready', 'signature', 'consent', 'printing')
             ORDER BY part.number)",
    )?;
    let mut words = String::new();
    let bodies = statement.query_map([StoredId(entry)], |row| row.get::<_, Option<StoredEntity>>(0))?;
    for body in bodies {
        let Some(StoredEntity(entity)) = body? else { continue };
        for text in entity.words().into_iter().filter(|text| !text.is_empty()) {
            if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(&searchable(text));
        }
    }
    Ok(words)
}

/// Gives the words of an entry their row and their place in the index, in the stead of those at its place `before`.
pub(super) fn refresh(connection: &Connection, before: Option<i64>, entry: Id) -> rusqlite::Result<()> {
    let now = match place(connection, entry)? {
        Some(place) => Some((place, of(connection, entry)?)),
        None => None,
    };
    let kept = match before {
        Some(place) => connection
            .prepare_cached("SELECT place, words FROM searchable WHERE place = ?1")?
            .query_row([place], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?,
        None => None,
    };
    if kept == now {
        return Ok(());
    }
    if let Some((place, words)) = kept {
        let (place, words): (i64, String) = (place, words);
        // The index is told what it has, since it keeps no text.
        connection
            .prepare_cached("INSERT INTO letters (letters, rowid, words) VALUES ('delete', ?1, ?2)")?
            .execute(params![place, words])?;
        connection.prepare_cached("DELETE FROM searchable WHERE place = ?1")?.execute([place])?;
    }
    if let Some((place, words)) = now {
        connection
            .prepare_cached("INSERT INTO searchable (place, words) VALUES (?1, ?2)")?
            .execute(params![place, words])?;
        connection
            .prepare_cached("INSERT INTO letters (rowid, words) VALUES (?1, ?2)")?
            .execute(params![place, words])?;
    }
    Ok(())
}

/// Fills the table of words, which is empty, from the entries. The index is not touched.
pub(super) fn fill(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT id, place FROM entry")?;
    let mut entries = statement.query([])?;
    while let Some(row) = entries.next()? {
        let (StoredId(entry), place): (StoredId, i64) = (row.get(0)?, row.get(1)?);
        connection
            .prepare_cached("INSERT INTO searchable (place, words) VALUES (?1, ?2)")?
            .execute(params![place, of(connection, entry)?])?;
    }
    Ok(())
}

/// Makes the index anew from the table of words.
pub(super) fn index(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO letters (letters) VALUES ('rebuild')", [])?;
    Ok(())
}

/// Whether the index has what the table of words says, no more and no less.
pub(super) fn is_indexed(connection: &Connection) -> rusqlite::Result<bool> {
    match connection.execute("INSERT INTO letters (letters, rank) VALUES ('integrity-check', 1)", []) {
        Ok(_) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => Ok(false),
        Err(error) => Err(error),
    }
}
