//! The projection: typed rows that queries filter and sort by, made from the standing state of each entity.
//! The words themselves stay in the journal; folded, they stand in the index once more.

use super::columns::{StoredEntity, StoredId, StoredMember};
use super::{tally, words};
use crate::domain::{
    Adjustment, Content, Entity, Id, Incident, Member, Observation, Part, Review, ReviewName, Tone, Word as _,
};
use crate::locale::{fold, folded_name};
use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, named_params, params};

/// Gives `entity` its row, and what is counted and found by it.
pub(super) fn put(connection: &Connection, id: Id, entity: &Entity) -> rusqlite::Result<()> {
    kept_up(connection, entity.kind(), entity.subject(id), |connection| put_row(connection, id, entity))
}

/// Takes the row of an entity away, and what is counted and found by it.
pub(super) fn remove(connection: &Connection, id: Id, kind: &str, subject: Id) -> rusqlite::Result<()> {
    kept_up(connection, kind, subject, |connection| remove_row(connection, id, kind, subject))
}

/// Does what changes a row, with the tally and the index of words kept up.
fn kept_up(
    connection: &Connection,
    kind: &str,
    subject: Id,
    change: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let is_counted = matches!(kind, "observation" | "share" | "answer");
    let before = words::place(connection, subject)?;
    if is_counted {
        tally::take_out(connection, subject)?;
    }
    change(connection)?;
    if is_counted {
        tally::put_in(connection, subject)?;
    }
    words::refresh(connection, before, subject)
}

/// Makes the whole projection anew.
pub(super) fn make(connection: &Connection) -> rusqlite::Result<()> {
    for table in TABLES {
        connection.execute(&format!("DELETE FROM {}", table.name), [])?;
    }
    fill(connection)?;
    words::index(connection)
}

/// A table of the projection.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The columns that tell its rows apart.
    pub(super) key: &'static str,
    /// The columns that they are looked up by as well.
    pub(super) by: &'static str,
}

/// The tables of the projection; what others refer to comes last.
pub(super) const TABLES: [Table; 9] = [
    Table { name: "searchable", key: "place", by: "place" },
    Table {
        name: "tally",
        key: "pair, unit, span, author, reader, theme, tone",
        by: "pair, unit, span, author, reader, theme, tone",
    },
    Table { name: "tag", key: "tag, entry", by: "entry" },
    Table { name: "block", key: "id", by: "id" },
    Table { name: "part", key: "id", by: "subject, number" },
    Table { name: "entry", key: "id", by: "id" },
    Table { name: "pair", key: "id", by: "id" },
    Table { name: "person", key: "id", by: "id" },
    Table { name: "standing", key: "entity", by: "entity" },
];

/// Fills the tables of the projection, which are empty, from the records. The index of words is not among them.
pub(super) fn fill(connection: &Connection) -> rusqlite::Result<()> {
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
        if let Ok(StoredEntity(entity)) = row.get(1) {
            put_row(connection, id, &entity)?;
        }
    }
    tally::fill(connection)?;
    words::fill(connection)
}

fn put_row(connection: &Connection, id: Id, entity: &Entity) -> rusqlite::Result<()> {
    match entity {
        Entity::Person(person) => {
            connection
                .prepare_cached("INSERT INTO person (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name")?
                .execute(params![StoredId(id), folded_name(&person.name)])?;
        }
        Entity::Pair(pair) => {
            let [a, b] = pair.people;
            connection
                .prepare_cached(
                    "INSERT INTO pair (id, key, a, b, ended) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (id) DO UPDATE SET key = excluded.key, a = excluded.a, b = excluded.b, ended = excluded.ended",
                )?
                .execute(params![StoredId(id), pair.key, StoredId(a), StoredId(b), pair.end.is_some()])?;
        }
        Entity::Observation(it) => put_entry(connection, id, &EntryRow::from(it))?,
        Entity::Incident(it) => put_entry(connection, id, &EntryRow::from(it))?,
        Entity::Adjustment(it) => put_entry(connection, id, &EntryRow::from(it))?,
        Entity::Review(it) => put_entry(connection, id, &EntryRow::from(it))?,
        Entity::Block(it) => {
            connection
                .prepare_cached(
                    "INSERT INTO block (id, pair, name) VALUES (?1, ?2, ?3)
                     ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                )?
                .execute(params![StoredId(id), StoredId(it.pair), folded_name(&it.name)])?;
        }
        Entity::Part(part) => put_part(connection, id, part)?,
    }
    Ok(())
}

/// The number of a review in its pair: its year times 100, and its ordinal.
pub(super) fn review_number(name: ReviewName) -> i64 {
    i64::from(name.year) * 100 + i64::from(name.ordinal)
}

/// Where the entries of a day begin in the order of lists. What comes after it is the number of the record by which an
/// entry first came on record, in the lower 41 bits.
pub(super) fn day_place(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) << 41
}

/// What the row of an entry says.
struct EntryRow<'a> {
    pair: Id,
    kind: &'static str,
    number: i64,
    author: Option<Member>,
    date: NaiveDate,
    erased: bool,
    theme: Option<&'a str>,
    tone: Option<&'static str>,
    about: Option<&'static str>,
    tags: &'a [String],
}

impl<'a> From<&'a Observation> for EntryRow<'a> {
    fn from(it: &'a Observation) -> Self {
        Self {
            pair: it.pair,
            kind: "observation",
            number: i64::from(it.number),
            author: Some(it.author),
            date: it.date,
            erased: it.erased.is_some(),
            theme: it.theme.as_deref(),
            tone: it.tone.map(Tone::word),
            about: Some(it.about.word()),
            tags: &it.circumstances.tags,
        }
    }
}

impl<'a> From<&'a Incident> for EntryRow<'a> {
    fn from(it: &'a Incident) -> Self {
        Self {
            pair: it.pair,
            kind: "incident",
            number: i64::from(it.number),
            author: Some(it.author),
            date: it.date,
            erased: it.erased.is_some(),
            theme: it.theme.as_deref(),
            tone: None,
            about: None,
            tags: &it.circumstances.tags,
        }
    }
}

impl<'a> From<&'a Adjustment> for EntryRow<'a> {
    fn from(it: &'a Adjustment) -> Self {
        Self {
            pair: it.pair,
            kind: "adjustment",
            number: i64::from(it.number),
            author: it.author,
            date: it.date,
            erased: it.erased.is_some(),
            theme: it.theme.as_deref(),
            tone: None,
            about: None,
            tags: &it.tags,
        }
    }
}

impl<'a> From<&'a Review> for EntryRow<'a> {
    fn from(it: &'a Review) -> Self {
        Self {
            pair: it.pair,
            kind: "review",
            number: review_number(it.name),
            author: it.author,
            date: it.day(),
            erased: false,
            theme: None,
            tone: None,
            about: None,
            tags: &[],
        }
    }
}

fn put_entry(connection: &Connection, id: Id, row: &EntryRow<'_>) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO entry (id, pair, kind, number, author, date, place, reader, erased, waits, theme, tone, about)
             VALUES (:id, :pair, :kind, :number, :author, :date,
                     :day | (SELECT min(seq) FROM record WHERE subject = :id), 'both', :erased, 0, :theme, :tone, :about)
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, author = excluded.author, date = excluded.date, place = excluded.place,
                     erased = excluded.erased, theme = excluded.theme, tone = excluded.tone, about = excluded.about",
        )?
        .execute(named_params! {
            ":id": StoredId(id),
            ":pair": StoredId(row.pair),
            ":kind": row.kind,
            ":number": row.number,
            ":author": row.author.map(StoredMember),
            ":date": row.date.to_string(),
            ":day": day_place(row.date),
            ":erased": row.erased,
            ":theme": row.theme,
            ":tone": row.tone,
            ":about": row.about,
        })?;
    settle(connection, id)?;
    connection.prepare_cached("DELETE FROM tag WHERE entry = ?1")?.execute([StoredId(id)])?;
    for tag in row.tags {
        connection
            .prepare_cached("INSERT OR IGNORE INTO tag (entry, tag) VALUES (?1, ?2)")?
            .execute(params![StoredId(id), fold(tag)])?;
    }
    Ok(())
}

/// What of an entry hangs on what is set beside it: who may read it, and whether it waits for a why. What is joint is read
/// by both from the start; what is somebody's own, once its author has shared it.
fn settle(connection: &Connection, entry: Id) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE entry SET (reader, waits) = (
                 SELECT iif(is_shared, 'both', entry.author),
                        is_shared AND entry.kind = 'observation' AND entry.tone IS 'puzzle' AND entry.about IS 'partner'
                            AND NOT entry.erased
                            AND NOT EXISTS (SELECT 1 FROM part WHERE subject = entry.id AND kind = 'answer')
                 FROM (SELECT entry.kind IN ('adjustment', 'review')
                           OR EXISTS (SELECT 1 FROM part WHERE subject = entry.id AND kind = 'share') AS is_shared))
             WHERE id = ?1",
        )?
        .execute([StoredId(entry)])?;
    Ok(())
}

fn put_part(connection: &Connection, id: Id, part: &Part) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO part (id, subject, number, kind, author, date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, author = excluded.author, date = excluded.date",
        )?
        .execute(params![
            StoredId(id),
            StoredId(part.subject),
            part.number,
            part.content.kind(),
            part.author.map(StoredMember),
            part.date.to_string(),
        ])?;
    if matches!(part.content, Content::Share | Content::Answer { .. }) {
        settle(connection, part.subject)?;
    }
    Ok(())
}

fn remove_row(connection: &Connection, id: Id, kind: &str, subject: Id) -> rusqlite::Result<()> {
    let delete = match kind {
        "person" => "DELETE FROM person WHERE id = ?1",
        "pair" => "DELETE FROM pair WHERE id = ?1",
        "observation" | "incident" | "adjustment" | "review" => "DELETE FROM entry WHERE id = ?1",
        "block" => "DELETE FROM block WHERE id = ?1",
        _ => "DELETE FROM part WHERE id = ?1",
    };
    connection.prepare_cached(delete)?.execute([StoredId(id)])?;
    match kind {
        "observation" | "incident" | "adjustment" | "review" => {
            connection.prepare_cached("DELETE FROM tag WHERE entry = ?1")?.execute([StoredId(id)])?;
        }
        "share" | "answer" => settle(connection, subject)?,
        _ => {}
    }
    Ok(())
}
