//! The projection: typed rows that queries filter and sort by, made from the standing state of each entity.
//! The words themselves stay in the journal, in one place only.

use super::columns::{StoredId, StoredMember};
use crate::domain::{Content, Entity, Id, Part, Tone, Word as _};
use crate::locale::folded_name;
use chrono::NaiveDate;
use rusqlite::{Connection, named_params, params};

/// Gives `entity` its row.
pub(super) fn put(connection: &Connection, id: Id, entity: &Entity) -> rusqlite::Result<()> {
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
        Entity::Observation(it) => {
            let tone = it.tone.map(Tone::word);
            entry(
                connection,
                id,
                it.pair,
                "observation",
                i64::from(it.number),
                Some(it.author),
                it.date,
                it.created,
                it.theme.as_deref(),
                tone,
            )?;
        }
        Entity::Incident(it) => {
            let tone = it.severity().map_or("positive", crate::domain::Severity::word);
            entry(
                connection,
                id,
                it.pair,
                "incident",
                i64::from(it.number),
                Some(it.author),
                it.date,
                it.created,
                it.theme.as_deref(),
                Some(tone),
            )?;
        }
        Entity::Adjustment(it) => {
            entry(
                connection,
                id,
                it.pair,
                "adjustment",
                i64::from(it.number),
                it.author,
                it.date,
                it.created,
                it.theme.as_deref(),
                None,
            )?;
        }
        Entity::Review(it) => {
            let number = review_number(it.name);
            let date = it.held().unwrap_or(it.date);
            entry(connection, id, it.pair, "review", number, it.author, date, it.created, None, None)?;
        }
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
pub(super) fn review_number(name: crate::domain::ReviewName) -> i64 {
    i64::from(name.year) * 100 + i64::from(name.ordinal)
}

/// A row of the table of entries. What is joint is shared from the start; what is somebody's own, once its
/// author has shared it.
#[allow(clippy::too_many_arguments, reason = "one for each column, in their order")]
fn entry(
    connection: &Connection,
    id: Id,
    pair: Id,
    kind: &str,
    number: i64,
    author: Option<crate::domain::Member>,
    date: NaiveDate,
    created: chrono::DateTime<chrono::Utc>,
    theme: Option<&str>,
    tone: Option<&str>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO entry (id, pair, kind, number, author, date, created, shared, theme, tone)
             VALUES (:id, :pair, :kind, :number, :author, :date, :created,
                     :kind IN ('adjustment', 'review')
                         OR EXISTS (SELECT 1 FROM part WHERE subject = :id AND kind = 'share'),
                     :theme, :tone)
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, date = excluded.date, shared = excluded.shared,
                     theme = excluded.theme, tone = excluded.tone",
        )?
        .execute(named_params! {
            ":id": StoredId(id),
            ":pair": StoredId(pair),
            ":kind": kind,
            ":number": number,
            ":author": author.map(StoredMember),
            ":date": date.to_string(),
            ":created": super::writing::instant(created),
            ":theme": theme,
            ":tone": tone,
        })?;
    Ok(())
}

fn put_part(connection: &Connection, id: Id, part: &Part) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO part (id, subject, number, kind, author, date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET date = excluded.date",
        )?
        .execute(params![
            StoredId(id),
            StoredId(part.subject),
            part.number,
            part.content.kind(),
            part.author.map(StoredMember),
            part.date.to_string(),
        ])?;
    if part.content == Content::Share {
        connection
            .prepare_cached("UPDATE entry SET shared = 1 WHERE id = ?1")?
            .execute([StoredId(part.subject)])?;
    }
    Ok(())
}

/// Takes the row of an entity away.
pub(super) fn remove(connection: &Connection, id: Id, kind: &str, subject: Id) -> rusqlite::Result<()> {
    let delete = match kind {
        "person" => "DELETE FROM person WHERE id = ?1",
        "pair" => "DELETE FROM pair WHERE id = ?1",
        "observation" | "incident" | "adjustment" | "review" => "DELETE FROM entry WHERE id = ?1",
        "block" => "DELETE FROM block WHERE id = ?1",
        _ => "DELETE FROM part WHERE id = ?1",
    };
    connection.prepare_cached(delete)?.execute([StoredId(id)])?;
    if kind == "share" {
        // It may have been shared from two files of its author.
        connection
            .prepare_cached(
                "UPDATE entry SET shared = EXISTS (SELECT 1 FROM part WHERE subject = ?1 AND kind = 'share') WHERE id = ?1",
            )?
            .execute([StoredId(subject)])?;
    }
    Ok(())
}
