//! Whether the file says what was written: `SQLite`'s own checks, the chain of the journal, and the projection
//! made anew.

use super::columns::StoredId;
use super::error::StoreError;
use super::journal::{Record, RecordState, body_hash};
use super::open::Store;
use super::project::{self, TABLES, Table};
use super::writing::Writing;
use super::{copy, numbers, schema, words};
use crate::domain::Id;
use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode, Row, Transaction, TransactionBehavior};
use std::collections::HashSet;

/// Something in the file that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// `SQLite` finds the file itself unsound.
    Unsound { detail: String },
    /// A row refers to something that is not there.
    Dangling { table: String },
    /// The body of a record is not the one that was written.
    Body { seq: i64 },
    /// A record is not the one that was written, or one before it is missing.
    Chain { seq: i64 },
    /// Rows of the projection that differ from what the records say.
    Projection { rows: usize },
    /// The index of words does not have what the table of words says.
    Index,
    /// A table or an index is missing, too many, or not made as this program makes it.
    Schema { name: String },
    /// Series in which the last number that was given is not the one that the records tell of.
    Numbers { count: usize },
}

impl Finding {
    /// Whether it is mended by making anew what is made from the records.
    pub(crate) fn is_mendable(&self) -> bool {
        match self {
            Self::Dangling { .. } | Self::Projection { .. } | Self::Index | Self::Numbers { .. } => true,
            Self::Unsound { .. } | Self::Body { .. } | Self::Chain { .. } | Self::Schema { .. } => false,
        }
    }
}

/// One way to look at a file.
type Check = fn(&Connection) -> rusqlite::Result<Vec<Finding>>;

impl Store {
    /// Checks the file, the chain of its journal, the numbers that were given, and the tables that queries read. Nothing is
    /// written, and what cannot be read is a finding.
    ///
    /// # Errors
    /// If another program holds the file for longer than five seconds, or the disk fails.
    pub(crate) fn check(&self) -> Result<Vec<Finding>, StoreError> {
        self.reading().guard(|connection| {
            // The index looks at itself as if it were written to.
            if connection.is_readonly("main")? {
                return findings(&in_memory(connection)?);
            }
            match Transaction::new_unchecked(connection, TransactionBehavior::Immediate) {
                Ok(_held) => findings(connection),
                Err(error) => match error.sqlite_error_code() {
                    Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => findings(connection),
                    _ => Err(error),
                },
            }
        })
    }
}

/// A copy of a file that takes no writing.
fn in_memory(connection: &Connection) -> rusqlite::Result<Connection> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(connection, &mut copy)?.step(-1)?;
    Ok(copy)
}

fn findings(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let checks: [Check; 6] = [unsound, strange, broken_records, broken_numbers, differing, unindexed];
    let mut findings: Vec<Finding> = Vec::new();
    for check in checks {
        for finding in or_unsound(check(connection))? {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    // What a broken page spoils is not mended by making it anew.
    if findings.iter().any(|finding| matches!(finding, Finding::Unsound { .. })) {
        findings.retain(|finding| !finding.is_mendable());
    }
    Ok(findings)
}

impl Writing<'_> {
    /// Makes the tables that queries read, the index of words and the numbers that were given anew from the records; tells
    /// what was not as it should be, which is mended by then.
    ///
    /// # Errors
    /// As for every write. A file whose pages or records are unsound is not touched: what is made from them would be wrong.
    pub(crate) fn rebuild(&self) -> Result<Vec<Finding>, StoreError> {
        copy::refuse_unsound(self.transaction(), self.path())?;
        self.guard(|transaction| {
            let mut found = broken_numbers(transaction)?;
            numbers::mend(transaction)?;
            let rows = remake(transaction, true)?;
            found.extend((rows > 0).then_some(Finding::Projection { rows }));
            if !words::is_indexed(transaction)? {
                words::index(transaction)?;
                found.push(Finding::Index);
            }
            Ok(found)
        })
    }
}

/// What was found; that a page cannot be made sense of is a finding.
fn or_unsound(found: rusqlite::Result<Vec<Finding>>) -> rusqlite::Result<Vec<Finding>> {
    found.or_else(|error| match error.sqlite_error_code() {
        Some(
            ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseBusy
            | ErrorCode::OutOfMemory
            | ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen,
        ) => Err(error),
        // Also where a value is of another kind than the schema allows.
        _ => Ok(vec![Finding::Unsound { detail: error.to_string() }]),
    })
}

/// What `SQLite` itself finds wrong with the pages and the tables.
pub(super) fn unsound(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    connection.pragma_query(None, "integrity_check", |row| {
        let detail: String = row.get(0)?;
        if detail != "ok" {
            findings.push(Finding::Unsound { detail });
        }
        Ok(())
    })?;
    connection.pragma_query(None, "foreign_key_check", |row| {
        let finding = Finding::Dangling { table: row.get(0)? };
        if !findings.contains(&finding) {
            findings.push(finding);
        }
        Ok(())
    })?;
    Ok(findings)
}

fn strange(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    Ok(schema::strange(connection)?.into_iter().map(|name| Finding::Schema { name }).collect())
}

fn broken_numbers(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let count = numbers::wrong(connection)?;
    Ok((count > 0).then_some(Finding::Numbers { count }).into_iter().collect())
}

fn differing(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let rows = remake(connection, false)?;
    Ok((rows > 0).then_some(Finding::Projection { rows }).into_iter().collect())
}

fn unindexed(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    Ok((!words::is_indexed(connection)?).then_some(Finding::Index).into_iter().collect())
}

/// Records whose hash does not follow from what they say and from the one before, and words that an erasure has
/// left.
pub(super) fn broken_records(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("SELECT DISTINCT entity FROM record WHERE state = 'erased'")?;
    let erased: HashSet<Id> = statement
        .query_map([], |row| row.get(0))?
        .map(|row| row.map(|StoredId(id)| id))
        .collect::<Result<_, _>>()?;
    let mut statement = connection.prepare("SELECT * FROM record ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut before = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get("seq")?;
        let entity = row.get::<_, StoredId>("entity")?.0;
        if !body_holds(row, erased.contains(&entity))? {
            findings.push(Finding::Body { seq });
        }
        let hash: Vec<u8> = row.get("chain_hash")?;
        if hash != expected_hash(row, &before)? {
            findings.push(Finding::Chain { seq });
        }
        before = hash;
    }
    Ok(findings)
}

/// Whether a body is the one that was hashed, or is rightly gone.
pub(super) fn body_holds(row: &Row<'_>, erased: bool) -> rusqlite::Result<bool> {
    let written: Vec<u8> = row.get("body_hash")?;
    let body: Option<String> = row.get("body")?;
    let salt: Option<Vec<u8>> = row.get("salt")?;
    Ok(match (body, salt) {
        (Some(body), Some(salt)) => body_hash(&salt, &body)[..] == written,
        (None, None) => erased || row.get::<_, String>("state")? == "removed",
        _ => false,
    })
}

/// The hash that a record has to have after the one before it.
pub(super) fn expected_hash(row: &Row<'_>, before: &[u8]) -> rusqlite::Result<[u8; 32]> {
    let id = |column: &str| row.get::<_, StoredId>(column).map(|StoredId(id)| id);
    let optional =
        |column: &str| row.get::<_, Option<StoredId>>(column).map(|found| found.map(|StoredId(id)| id));
    let (act, kind, at): (String, String, String) = (row.get("act")?, row.get("kind")?, row.get("at")?);
    let hash: Vec<u8> = row.get("body_hash")?;
    let record = Record {
        id: id("id")?,
        pair: id("pair")?,
        command: id("command")?,
        act: &act,
        reverses: optional("reverses")?,
        entity: id("entity")?,
        kind: &kind,
        subject: id("subject")?,
        state: RecordState::from_word(&row.get::<_, String>("state")?),
        author: optional("author")?,
        device: id("device")?,
        lamport: row.get("lamport")?,
        at: &at,
        replaces: optional("replaces")?,
        body_hash: hash.try_into().unwrap_or_default(),
    };
    Ok(record.chain_hash(before))
}

/// Makes the projection anew in temporary tables, which are read in the stead of those of the same names as long as they are
/// there, and counts the rows that came out different. With `mend` the tables that differ take what was made.
///
/// Nothing of it is held in memory, and unless something is mended, nothing is written to the file.
fn remake(connection: &Connection, mend: bool) -> rusqlite::Result<usize> {
    // What an earlier look may have left when it met a broken page.
    for Table { name, .. } in TABLES {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS temp.{name}"))?;
    }
    for Table { name, key, by } in TABLES {
        connection.execute_batch(&format!(
            "CREATE TEMP TABLE {name} AS SELECT * FROM main.{name} WHERE 0;
             CREATE UNIQUE INDEX temp.made_{name} ON {name} ({key});
             CREATE INDEX temp.made_{name}_by ON {name} ({by});"
        ))?;
    }
    project::fill(connection)?;
    let mut differing = Vec::new();
    for Table { name, key, .. } in TABLES {
        let rows: usize = connection.query_row(
            &format!(
                "SELECT (SELECT count(*) FROM (SELECT * FROM main.{name} EXCEPT SELECT * FROM temp.{name}))
                      + (SELECT count(*) FROM (SELECT {key} FROM temp.{name} EXCEPT SELECT {key} FROM main.{name}))"
            ),
            [],
            |row| row.get(0),
        )?;
        if rows > 0 {
            differing.push((name, rows));
        }
    }
    if mend {
        for (name, _) in &differing {
            connection.execute_batch(&format!("DELETE FROM main.{name}"))?;
        }
        for (name, _) in differing.iter().rev() {
            connection.execute_batch(&format!("INSERT INTO main.{name} SELECT * FROM temp.{name}"))?;
        }
    }
    for Table { name, .. } in TABLES {
        connection.execute_batch(&format!("DROP TABLE temp.{name}"))?;
    }
    Ok(differing.iter().map(|(_, rows)| rows).sum())
}

#[cfg(all(test, unix))]
mod tests;
