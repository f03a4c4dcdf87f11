//! Whether the file says what was written: `SQLite`'s own checks, the chain of the journal, and the projection
//! made anew.

use super::columns::StoredId;
use super::error::StoreError;
use super::journal::{Record, RecordState, body_hash};
use super::project::{self, TABLES, Table};
use super::reading::Reading;
use super::words;
use super::writing::Writing;
use crate::domain::Id;
use rusqlite::{Connection, Row};
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
}

impl Reading<'_> {
    /// Checks the file and the journal.
    ///
    /// # Errors
    /// If they cannot be read at all.
    pub(crate) fn findings(self) -> Result<Vec<Finding>, StoreError> {
        self.guard(|connection| {
            let mut findings = unsound(connection)?;
            findings.extend(broken_records(connection)?);
            Ok(findings)
        })
    }
}

impl Writing<'_> {
    /// Makes the projection anew from the records, and tells how many rows came out different. With `mend` the file takes
    /// what came out.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn rebuild(&self, mend: bool) -> Result<Option<Finding>, StoreError> {
        let rows = self.reading().guard(|_| remake(self.transaction(), mend))?;
        Ok((rows > 0).then_some(Finding::Projection { rows }))
    }
}

fn unsound(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    connection.pragma_query(None, "integrity_check", |row| {
        let detail: String = row.get(0)?;
        if detail != "ok" {
            findings.push(Finding::Unsound { detail });
        }
        Ok(())
    })?;
    connection.pragma_query(None, "foreign_key_check", |row| {
        findings.push(Finding::Dangling { table: row.get(0)? });
        Ok(())
    })?;
    Ok(findings)
}

fn broken_records(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
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
fn body_holds(row: &Row<'_>, erased: bool) -> rusqlite::Result<bool> {
    let written: Vec<u8> = row.get("body_hash")?;
    let body: Option<String> = row.get("body")?;
    let salt: Option<Vec<u8>> = row.get("salt")?;
    Ok(match (body, salt) {
        (Some(body), Some(salt)) => body_hash(&salt, &body)[..] == written,
        (None, None) => erased || row.get::<_, String>("state")? == "removed",
        _ => false,
    })
}

fn expected_hash(row: &Row<'_>, before: &[u8]) -> rusqlite::Result<[u8; 32]> {
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
    let is_indexed = words::is_indexed(connection)?;
    if mend && !is_indexed {
        words::index(connection)?;
    }
    Ok(differing.iter().map(|(_, rows)| rows).sum::<usize>() + usize::from(!is_indexed))
}
