//! Whether the file says what was written: `SQLite`'s own checks, the chain of the journal, and the projection
//! made anew.

use super::columns::StoredId;
use super::error::StoreError;
use super::journal::{Record, RecordState, body_hash};
use super::project;
use super::reading::Reading;
use super::writing::Writing;
use crate::domain::{Entity, Id};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, HashSet};

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

type Rows = BTreeMap<(usize, Vec<u8>), Vec<Value>>;

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
    /// Makes the projection anew from the records, and tells how many rows came out different. Finish the
    /// write to keep it; drop it to have only looked.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn rebuild(&self) -> Result<Option<Finding>, StoreError> {
        let rebuilt = self.reading().guard(|_| rebuild(self.transaction()))?;
        Ok((rebuilt > 0).then_some(Finding::Projection { rows: rebuilt }))
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

/// The rows of the projection, by table and key.
fn rows(connection: &Connection) -> rusqlite::Result<Rows> {
    let queries = [
        "SELECT * FROM person",
        "SELECT * FROM pair",
        "SELECT * FROM entry",
        "SELECT * FROM part",
        "SELECT * FROM block",
    ];
    let mut all = Rows::new();
    for (table, query) in queries.into_iter().enumerate() {
        let mut statement = connection.prepare(query)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()?;
            all.insert((table, row.get(0)?), values);
        }
    }
    Ok(all)
}

fn rebuild(connection: &Connection) -> rusqlite::Result<usize> {
    let before = rows(connection)?;
    for delete in [
        "DELETE FROM block",
        "DELETE FROM part",
        "DELETE FROM entry",
        "DELETE FROM pair",
        "DELETE FROM person",
    ] {
        connection.execute(delete, [])?;
    }
    connection.execute("DELETE FROM standing", [])?;
    connection.execute(
        "INSERT INTO standing (entity, record)
         SELECT entity, seq FROM (
             SELECT entity, seq, row_number() OVER (
                 PARTITION BY entity ORDER BY state = 'put' AND body IS NULL, lamport DESC, device DESC, id DESC) AS place
             FROM record) WHERE place = 1",
        [],
    )?;
    let mut statement = connection.prepare(
        "SELECT standing.entity, record.body FROM standing JOIN record ON record.seq = standing.record
         WHERE record.body IS NOT NULL ORDER BY record.seq",
    )?;
    let mut standing = statement.query([])?;
    while let Some(row) = standing.next()? {
        let StoredId(id) = row.get(0)?;
        // A body that no longer reads has been reported by its hash; the row it would make is missing.
        if let Ok(entity) = serde_json::from_str::<Entity>(&row.get::<_, String>(1)?) {
            project::put(connection, id, &entity)?;
        }
    }
    let after = rows(connection)?;
    let changed = before.iter().filter(|(key, row)| after.get(*key) != Some(*row)).count();
    let added = after.keys().filter(|key| !before.contains_key(*key)).count();
    Ok(changed + added)
}
