//! Pairs and people of whom nothing was found but what they did.

use crate::domain::{self, Change, Entity, Id, Member, Pair, PairKind, Person, Place};
use crate::locale::Language;
use crate::store::columns::StoredId;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension as _};

/// What is put on record of each pair of which something is missing: the pair as far as its records tell of it, and its
/// people, who are called A and B until somebody names them.
pub(super) fn missing(
    connection: &Connection,
    now: DateTime<Utc>,
) -> rusqlite::Result<Vec<(Id, Vec<Change>)>> {
    let mut statement = connection.prepare(
        "SELECT DISTINCT pair FROM record
         WHERE body IS NOT NULL AND kind IN ('observation', 'incident', 'adjustment', 'review', 'block', 'pair')",
    )?;
    let pairs = statement.query_map([], |row| row.get(0).map(|StoredId(id)| id))?;
    let mut found = Vec::new();
    for pair in pairs.collect::<Result<Vec<Id>, _>>()? {
        let mut changes = Vec::new();
        let people = if let Some(known) = latest_pair(connection, pair)? {
            known.people
        } else {
            let people = people_of(connection, pair, now)?;
            changes.push(Change::Put(pair, stand_in(people, found.len(), now).into()));
            people
        };
        for (person, name) in people.into_iter().zip(["A", "B"]) {
            let known = "SELECT EXISTS (SELECT 1 FROM record WHERE subject = ?1 AND entity = ?1 AND body IS NOT NULL)";
            if !connection.query_row(known, [StoredId(person)], |row| row.get::<_, bool>(0))? {
                changes.push(Change::Put(person, Person { name: name.to_owned(), mail: None }.into()));
            }
        }
        if !changes.is_empty() {
            found.push((pair, changes));
        }
    }
    Ok(found)
}

/// A pair as any of its records has it, the latest first.
fn latest_pair(connection: &Connection, pair: Id) -> rusqlite::Result<Option<Pair>> {
    let query =
        "SELECT body FROM record WHERE subject = ?1 AND entity = ?1 AND kind = 'pair' AND body IS NOT NULL
                 ORDER BY lamport DESC, device DESC, id DESC LIMIT 1";
    let body: Option<String> = connection.query_row(query, [StoredId(pair)], |row| row.get(0)).optional()?;
    Ok(match body.and_then(|body| serde_json::from_str(&body).ok()) {
        Some(Entity::Pair(pair)) => Some(pair),
        _ => None,
    })
}

/// The two of a pair, by what they said: whose own words are those of a, and whose of b.
fn people_of(connection: &Connection, pair: Id, now: DateTime<Utc>) -> rusqlite::Result<[Id; 2]> {
    let query = "SELECT author, json_extract(body, '$.author') FROM record
                 WHERE pair = ?1 AND author IS NOT NULL AND kind IN ('observation', 'incident') AND body IS NOT NULL";
    let mut people: [Option<Id>; 2] = [None; 2];
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([StoredId(pair)])?;
    while let Some(row) = rows.next()? {
        let (StoredId(person), word): (StoredId, Option<String>) = (row.get(0)?, row.get(1)?);
        let member = word.as_deref().and_then(<Member as domain::Word>::from_word);
        if let Some(member) = member {
            people[member.index()].get_or_insert(person);
        }
    }
    Ok(people.map(|person| person.unwrap_or_else(|| Id::new(now))))
}

fn stand_in(people: [Id; 2], number: usize, now: DateTime<Utc>) -> Pair {
    let zone = Tz::Europe__Copenhagen;
    let key = if number == 0 { "a-b".to_owned() } else { format!("a-b-{}", number + 1) };
    Pair {
        key,
        people,
        member_keys: ["a".to_owned(), "b".to_owned()],
        titles: [None, None],
        kind: PairKind::Other,
        language: Language::Danish,
        zone,
        place: Place::of_zone(zone),
        interval: 12,
        since: now.with_timezone(&zone).date_naive(),
        end: None,
        themes: Vec::new(),
        questions: Vec::new(),
        agreements: Vec::new(),
        rules: domain::usual_rules(),
    }
}
