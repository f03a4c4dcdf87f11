//! Records as they stand in the journal, and the chain of their hashes.

use super::columns::{StoredEntity, StoredId, StoredMember};
use crate::domain::{Entity, Id, Member};
use rusqlite::{Connection, OptionalExtension as _, named_params, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What a record does to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RecordState {
    /// Gives it a state.
    Put,
    /// Takes it out of lists and paper.
    Removed,
    /// Takes its words away for good.
    Erased,
}

impl RecordState {
    /// As the file has it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Put => "put",
            Self::Removed => "removed",
            Self::Erased => "erased",
        }
    }

    /// The state that a word of the file means; what no program has written is read as `put`.
    pub(super) fn from_word(word: &str) -> Self {
        match word {
            "removed" => Self::Removed,
            "erased" => Self::Erased,
            _ => Self::Put,
        }
    }
}

/// A record without its place in the chain.
pub(super) struct Record<'a> {
    /// The same in every file.
    pub(super) id: Id,
    /// The pair whose record it is.
    pub(super) pair: Id,
    /// The command that it is part of.
    pub(super) command: Id,
    /// The words of the command line: `incident step`.
    pub(super) act: &'a str,
    /// Of an undo or a redo: the command that it takes back.
    pub(super) reverses: Option<Id>,
    /// What it is about.
    pub(super) entity: Id,
    /// The kind of that: `observation`, `answer` …
    pub(super) kind: &'a str,
    /// What that belongs to: the entry that a part stands beside, or itself.
    pub(super) subject: Id,
    /// What it does to it.
    pub(super) state: RecordState,
    /// The person who gave the command, if they said so.
    pub(super) author: Option<Id>,
    /// The file in which it was made.
    pub(super) device: Id,
    /// Its place in the one order of all files: beyond every record that the file had seen.
    pub(super) lamport: i64,
    /// When the command was given, as the file has it.
    pub(super) at: &'a str,
    /// The record of the same thing that it takes the place of.
    pub(super) replaces: Option<Id>,
    /// The hash of its salt and body; zeros where it has none.
    pub(super) body_hash: [u8; 32],
}

/// The hash of a body. The salt goes with the body when it is erased, so that a short text cannot be guessed
/// from the hash that stays.
pub(super) fn body_hash(salt: &[u8], body: &str) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(body).finalize().into()
}

impl Record<'_> {
    /// The hash that chains this record to the one before: over every field, each with its length before it,
    /// so that no two different records read the same.
    pub(super) fn chain_hash(&self, before: &[u8]) -> [u8; 32] {
        let id = |id: Option<Id>| id.map(|id| *id.as_bytes());
        let (reverses, author, replaces) = (id(self.reverses), id(self.author), id(self.replaces));
        let optional = |bytes: &Option<[u8; 16]>| bytes.as_ref().map_or(&[][..], |bytes| &bytes[..]).to_vec();
        let lamport = self.lamport.to_be_bytes();
        let fields: [&[u8]; 17] = [
            before,
            self.id.as_bytes(),
            self.pair.as_bytes(),
            self.command.as_bytes(),
            self.act.as_bytes(),
            &optional(&reverses),
            self.entity.as_bytes(),
            self.kind.as_bytes(),
            self.subject.as_bytes(),
            self.state.word().as_bytes(),
            &optional(&author),
            self.device.as_bytes(),
            &lamport,
            self.at.as_bytes(),
            &optional(&replaces),
            &self.body_hash,
            b"makkerpar 1",
        ];
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }
}

/// Under this key stands the highest lamport number that came from other files.
const LAMPORT: &str = "lamport";

/// The highest lamport number that was seen, and the last chain hash of the journal.
pub(super) fn head(connection: &Connection) -> rusqlite::Result<(i64, Vec<u8>)> {
    let (last, chain): (i64, Vec<u8>) = connection
        .prepare_cached("SELECT lamport, chain_hash FROM record ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or_default();
    let seen: Option<[u8; 8]> = connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([LAMPORT], |row| row.get(0))
        .optional()?;
    Ok((seen.map_or(last, |seen| last.max(i64::from_be_bytes(seen))), chain))
}

/// Remembers the highest lamport number that was seen: what is written from now on comes after it.
pub(super) fn remember_lamport(connection: &Connection, lamport: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
        .execute(params![LAMPORT, &lamport.to_be_bytes()[..]])?;
    Ok(())
}

/// Appends a record; one that stands takes the place of the one that stood for its entity.
pub(super) fn append(
    connection: &Connection,
    record: &Record<'_>,
    body: Option<(&[u8], &str)>,
    chain_hash: &[u8; 32],
    stands: bool,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO record (id, pair, command, act, reverses, entity, kind, subject, state, body, salt,
                                 author, device, lamport, at, replaces, body_hash, chain_hash)
             VALUES (:id, :pair, :command, :act, :reverses, :entity, :kind, :subject, :state, :body, :salt,
                     :author, :device, :lamport, :at, :replaces, :body_hash, :chain_hash)",
        )?
        .execute(named_params! {
            ":id": StoredId(record.id),
            ":pair": StoredId(record.pair),
            ":command": StoredId(record.command),
            ":act": record.act,
            ":reverses": record.reverses.map(StoredId),
            ":entity": StoredId(record.entity),
            ":kind": record.kind,
            ":subject": StoredId(record.subject),
            ":state": record.state.word(),
            ":body": body.map(|(_, text)| text),
            ":salt": body.map(|(salt, _)| salt),
            ":author": record.author.map(StoredId),
            ":device": StoredId(record.device),
            ":lamport": record.lamport,
            ":at": record.at,
            ":replaces": record.replaces.map(StoredId),
            ":body_hash": &record.body_hash[..],
            ":chain_hash": &chain_hash[..],
        })?;
    if !stands {
        return Ok(());
    }
    connection
        .prepare_cached("INSERT INTO standing (entity, record) VALUES (?1, ?2) ON CONFLICT (entity) DO UPDATE SET record = excluded.record")?
        .execute(params![StoredId(record.entity), connection.last_insert_rowid()])?;
    Ok(())
}

/// Parts without words are numbered from here on, so that those with words are numbered without gaps.
pub(crate) const WORDLESS: u32 = 1_000_000;

/// The next number of a series, which is never given again.
pub(super) fn next_number(connection: &Connection, owner: Id, series: &str) -> rusqlite::Result<u32> {
    connection
        .prepare_cached(
            "INSERT INTO counter (owner, series, last) VALUES (?1, ?2, 1)
             ON CONFLICT (owner, series) DO UPDATE SET last = last + 1 RETURNING last",
        )?
        .query_row(params![StoredId(owner), series], |row| row.get(0))
}

/// The last number of a series that was given; 0 before the first.
pub(super) fn last_number(connection: &Connection, owner: Id, series: &str) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT last FROM counter WHERE owner = ?1 AND series = ?2")?
        .query_row(params![StoredId(owner), series], |row| row.get(0))
        .optional()
        .map(Option::unwrap_or_default)
}

/// A number of a series was given elsewhere, and is not to be given here again.
pub(super) fn given_number(
    connection: &Connection,
    owner: Id,
    series: &str,
    number: u32,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO counter (owner, series, last) VALUES (?1, ?2, ?3)
             ON CONFLICT (owner, series) DO UPDATE SET last = max(last, excluded.last)",
        )?
        .execute(params![StoredId(owner), series, number])?;
    Ok(())
}

/// The last state of an entity that has words or a stub, even if it was taken away since.
pub(super) fn last_known(
    connection: &Connection,
    subject: Id,
    entity: Id,
) -> rusqlite::Result<Option<Entity>> {
    connection
        .prepare_cached(
            "SELECT body FROM record WHERE subject = ?1 AND entity = ?2 AND body IS NOT NULL ORDER BY seq DESC LIMIT 1",
        )?
        .query_row(params![StoredId(subject), StoredId(entity)], |row| row.get(0))
        .optional()
        .map(|found| found.map(|StoredEntity(entity)| entity))
}

/// What a record says; `None` when it says nothing or its words were erased.
pub(super) fn body(connection: &Connection, record: Id) -> rusqlite::Result<Option<Entity>> {
    connection
        .prepare_cached("SELECT body FROM record WHERE id = ?1")?
        .query_row([StoredId(record)], |row| row.get::<_, Option<StoredEntity>>(0))
        .optional()
        .map(|found| found.flatten().map(|StoredEntity(entity)| entity))
}

/// Whether another member has set words of their own beside `subject` since `seq`, not counting what has gone.
pub(super) fn answered_since(
    connection: &Connection,
    subject: Id,
    seq: i64,
    member: Member,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM part JOIN standing ON standing.entity = part.id
                            WHERE part.subject = ?1 AND standing.record > ?2 AND part.author = ?3
                              AND part.kind IN ('answer', 'addition', 'reply', 'step', 'closing'))",
        )?
        .query_row(params![StoredId(subject), seq, StoredMember(member)], |row| row.get(0))
}
