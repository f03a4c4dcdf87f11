//! The journal read as what was done: command by command, each with its records.

use super::columns::StoredId;
use super::journal::RecordState;
use crate::domain::Id;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

/// One record of a command, as undo and history see it.
#[derive(Clone, Debug)]
pub(crate) struct HistoryRecord {
    /// Its place in this file.
    pub(crate) seq: i64,
    /// The same in every file.
    pub(crate) id: Id,
    /// What it is about.
    pub(crate) entity: Id,
    /// The kind of that: `observation`, `answer` …
    pub(crate) kind: String,
    /// What that belongs to: the entry that a part stands beside, or itself.
    pub(crate) subject: Id,
    /// What it does to it.
    pub(crate) state: RecordState,
    /// The record of the same thing that it takes the place of.
    pub(crate) replaces: Option<Id>,
}

/// One command of the journal.
#[derive(Clone, Debug)]
pub(crate) struct HistoryLine {
    pub(crate) id: Id,
    /// The words of the command line: `incident step`.
    pub(crate) act: String,
    /// Of an undo or a redo: the command that it takes back.
    pub(crate) reverses: Option<Id>,
    /// The person who gave it, if they said so.
    pub(crate) author: Option<Id>,
    /// The file in which it was given.
    pub(crate) device: Id,
    /// When it was given.
    pub(crate) at: DateTime<Utc>,
    /// In the order in which they were written.
    pub(crate) records: Vec<HistoryRecord>,
}

/// A row of the journal, as a command with one record.
fn history_row(row: &Row<'_>) -> rusqlite::Result<HistoryLine> {
    let at: String = row.get("at")?;
    let optional = |id: Option<StoredId>| id.map(|StoredId(id)| id);
    Ok(HistoryLine {
        id: row.get::<_, StoredId>("command")?.0,
        act: row.get("act")?,
        reverses: optional(row.get("reverses")?),
        author: optional(row.get("author")?),
        device: row.get::<_, StoredId>("device")?.0,
        at: at.parse().unwrap_or_default(),
        records: vec![HistoryRecord {
            seq: row.get("seq")?,
            id: row.get::<_, StoredId>("id")?.0,
            entity: row.get::<_, StoredId>("entity")?.0,
            kind: row.get("kind")?,
            subject: row.get::<_, StoredId>("subject")?.0,
            state: RecordState::from_word(&row.get::<_, String>("state")?),
            replaces: optional(row.get("replaces")?),
        }],
    })
}

/// How many records of the journal are read at a time.
const PAGE: usize = 100;

/// The commands of a pair, the newest first. They are read by pages, so that a long past takes no room.
pub(super) struct Commands {
    pair: Id,
    /// The records before this one are still to be read; none once the first has been.
    before: Option<i64>,
    /// What has been read and not given out: the latest record last.
    read: Vec<HistoryLine>,
}

impl Commands {
    /// The commands of a pair, from the newest on.
    pub(super) fn of(pair: Id) -> Self {
        Self { pair, before: Some(i64::MAX), read: Vec::new() }
    }

    /// The next command, with its records in their order.
    pub(super) fn next(&mut self, connection: &Connection) -> rusqlite::Result<Option<HistoryLine>> {
        let mut command: Option<HistoryLine> = None;
        loop {
            if self.read.is_empty() && !self.read_on(connection)? {
                break;
            }
            match (&mut command, self.read.pop()) {
                (None, record) => command = record,
                (Some(command), Some(record)) if record.id == command.id => {
                    command.records.extend(record.records);
                }
                (Some(_), Some(record)) => {
                    self.read.push(record);
                    break;
                }
                (Some(_), None) => break,
            }
        }
        if let Some(command) = &mut command {
            command.records.reverse();
        }
        Ok(command)
    }

    /// Reads another page; false at the beginning of the journal.
    fn read_on(&mut self, connection: &Connection) -> rusqlite::Result<bool> {
        let Some(before) = self.before else { return Ok(false) };
        let mut statement = connection.prepare_cached(
            "SELECT seq, id, command, act, reverses, entity, kind, subject, state, author, device, at, replaces
             FROM record WHERE pair = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
        )?;
        let rows = statement.query_map(params![StoredId(self.pair), before, PAGE], history_row)?;
        self.read = rows.collect::<Result<_, _>>()?;
        let first = self.read.last().and_then(|line| Some(line.records.first()?.seq));
        self.before = first.filter(|_| self.read.len() == PAGE);
        self.read.reverse();
        Ok(!self.read.is_empty())
    }
}

/// The commands that the records of a query belong to, in their order.
fn grouped(
    statement: &mut rusqlite::Statement<'_>,
    parameters: impl rusqlite::Params,
) -> rusqlite::Result<Vec<HistoryLine>> {
    let mut lines: Vec<HistoryLine> = Vec::new();
    for row in statement.query_map(parameters, history_row)? {
        let row = row?;
        match lines.last_mut().filter(|line| line.id == row.id) {
            Some(line) => line.records.extend(row.records),
            None => lines.push(row),
        }
    }
    Ok(lines)
}

/// What was done to an entry and to what stands beside it, the oldest first, with the records of that entry alone.
pub(super) fn life(connection: &Connection, subject: Id) -> rusqlite::Result<Vec<HistoryLine>> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, id, command, act, reverses, entity, kind, subject, state, author, device, at, replaces
         FROM record WHERE subject = ?1 ORDER BY seq",
    )?;
    grouped(&mut statement, [StoredId(subject)])
}

/// A command by its identity.
pub(super) fn command(connection: &Connection, id: Id) -> rusqlite::Result<Option<HistoryLine>> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, id, command, act, reverses, entity, kind, subject, state, author, device, at, replaces
         FROM record WHERE command = ?1 ORDER BY seq",
    )?;
    Ok(grouped(&mut statement, [StoredId(id)])?.into_iter().next())
}
