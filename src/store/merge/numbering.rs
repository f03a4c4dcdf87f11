//! The number that an entity goes by in this file: the one that it has here, or its own where that is free, or the next.

use super::{Merging, Order, exists};
use crate::domain::{Entity, Handle, Id, ReviewName, Series};
use crate::store::columns::StoredId;
use crate::store::journal::{self, WORDLESS};
use crate::store::project::review_number;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// The numbers of entries that are no longer to be seen: whose they were, and which record took them away.
pub(super) type Retired = HashMap<(String, i64), Vec<(Id, Order)>>;

impl Merging<'_, '_> {
    /// Gives an entity the number that it has in this file: the one it has here, or its own where that is free, or the next.
    /// A pair keeps the names that it goes by here.
    pub(super) fn number(
        &self,
        transaction: &Connection,
        entity: Id,
        order: Order,
        body: &mut Entity,
    ) -> rusqlite::Result<Option<(Handle, Handle)>> {
        let there = body.handle();
        let known = journal::last_known(transaction, body.subject(entity), entity)?;
        let is_fresh = self.fresh.contains(&entity);
        let place = Place { transaction, entity, order };
        match (&mut *body, known) {
            (Entity::Observation(it), Some(Entity::Observation(known))) => it.number = known.number,
            (Entity::Incident(it), Some(Entity::Incident(known))) => it.number = known.number,
            (Entity::Adjustment(it), Some(Entity::Adjustment(known))) => it.number = known.number,
            (Entity::Part(it), Some(Entity::Part(known))) => it.number = known.number,
            (Entity::Pair(it), Some(Entity::Pair(known))) => {
                it.key = known.key;
                it.member_keys = known.member_keys;
            }
            (Entity::Observation(it), _) => it.number = self.free(&place, Series::Observation, it.number)?,
            (Entity::Incident(it), _) => it.number = self.free(&place, Series::Incident, it.number)?,
            (Entity::Adjustment(it), _) => it.number = self.free(&place, Series::Adjustment, it.number)?,
            // The name of a talk that was taken back may have been given to another since. A talk that came with this file
            // goes by the names that it has there, as far as they are free.
            (Entity::Review(it), Some(Entity::Review(known))) if !is_fresh => {
                it.name = self.free_name(&place, known.name)?;
            }
            (Entity::Review(it), _) => it.name = self.free_name(&place, it.name)?,
            (Entity::Part(it), _) => it.number = free_part(&place, it.subject, it.number)?,
            (Entity::Pair(it), _) => it.key = free_key(&place, &it.key)?,
            (Entity::Person(_) | Entity::Block(_), _) => {}
        }
        let here = body.handle();
        Ok(there.zip(here).filter(|(there, here)| there != here))
    }

    /// The numbers that are no longer to be seen.
    fn with_retired<T>(
        &self,
        transaction: &Connection,
        look: impl FnOnce(&Retired) -> T,
    ) -> rusqlite::Result<T> {
        let mut retired = self.retired.borrow_mut();
        let known = match retired.take() {
            Some(known) => known,
            None => retired_numbers(transaction, self.pair)?,
        };
        Ok(look(retired.insert(known)))
    }

    /// An entity is to be seen again: its number is no longer retired.
    pub(super) fn is_back(&self, entity: Id) {
        if let Some(retired) = self.retired.borrow_mut().as_mut() {
            for those in retired.values_mut() {
                those.retain(|(id, _)| *id != entity);
            }
        }
    }

    /// An entity was taken away by the record of that order: its number is retired.
    pub(super) fn is_gone(&self, transaction: &Connection, entity: Id, order: Order) -> rusqlite::Result<()> {
        if let Some(retired) = self.retired.borrow_mut().as_mut()
            && let Some(number) = number_of(transaction, entity)?
        {
            retired.entry(number).or_default().push((entity, order));
        }
        Ok(())
    }

    /// Whether another entity has a number. The name of a talk that was taken away is free from then on; the numbers of all
    /// else are never given again.
    fn is_taken(&self, place: &Place<'_>, kind: &str, number: i64) -> rusqlite::Result<bool> {
        let query =
            "SELECT EXISTS (SELECT 1 FROM entry WHERE pair = ?1 AND kind = ?2 AND number = ?3 AND id <> ?4)";
        let parameters = params![StoredId(self.pair), kind, number, StoredId(place.entity)];
        if exists(place.transaction, query, parameters)? {
            return Ok(true);
        }
        self.with_retired(place.transaction, |retired| {
            let those = retired.get(&(kind.to_owned(), number)).map(Vec::as_slice).unwrap_or_default();
            let others = those.iter().filter(|(id, _)| *id != place.entity);
            others.into_iter().any(|(_, since)| kind != REVIEW || *since > place.order)
        })
    }

    fn free(&self, place: &Place<'_>, series: Series, number: u32) -> rusqlite::Result<u32> {
        let (letter, kind) = (series.letter().to_string(), kind_of(series));
        let last = journal::last_number(place.transaction, self.pair, &letter)?;
        if number <= last && self.is_taken(place, kind, i64::from(number))? {
            return journal::next_number(place.transaction, self.pair, &letter);
        }
        journal::given_number(place.transaction, self.pair, &letter, number)?;
        Ok(number)
    }

    fn free_name(&self, place: &Place<'_>, mut name: ReviewName) -> rusqlite::Result<ReviewName> {
        while name.ordinal < 25 && self.is_taken(place, REVIEW, review_number(name))? {
            name.ordinal += 1;
        }
        Ok(name)
    }
}

/// Talks, as the projection has them.
const REVIEW: &str = "review";

/// A series, as the projection has it.
fn kind_of(series: Series) -> &'static str {
    match series {
        Series::Observation => "observation",
        Series::Incident => "incident",
        Series::Adjustment => "adjustment",
    }
}

/// Where a number is looked for: for which entity, and when in the one order of all files.
struct Place<'t> {
    transaction: &'t Connection,
    entity: Id,
    order: Order,
}

fn free_part(place: &Place<'_>, subject: Id, number: u32) -> rusqlite::Result<u32> {
    let Place { transaction, entity, .. } = place;
    let (series, base) = if number > WORDLESS { ("wordless", WORDLESS) } else { ("part", 0) };
    let query = "SELECT EXISTS (SELECT 1 FROM record WHERE subject = ?1 AND entity NOT IN (?1, ?2)
                 AND body IS NOT NULL AND json_extract(body, '$.number') = ?3)";
    if exists(transaction, query, params![StoredId(subject), StoredId(*entity), number])? {
        return Ok(base + journal::next_number(transaction, subject, series)?);
    }
    journal::given_number(transaction, subject, series, number - base)?;
    Ok(number)
}

/// The number that an entry had or has, by its kind.
fn number_of(transaction: &Connection, entity: Id) -> rusqlite::Result<Option<(String, i64)>> {
    let found = journal::last_known(transaction, entity, entity)?;
    Ok(found.and_then(|entity| {
        let number = match &entity {
            Entity::Observation(it) => i64::from(it.number),
            Entity::Incident(it) => i64::from(it.number),
            Entity::Adjustment(it) => i64::from(it.number),
            Entity::Review(it) => review_number(it.name),
            Entity::Person(_) | Entity::Pair(_) | Entity::Block(_) | Entity::Part(_) => return None,
        };
        Some((entity.kind().to_owned(), number))
    }))
}

/// The numbers of the entries of a pair that were taken away.
fn retired_numbers(transaction: &Connection, pair: Id) -> rusqlite::Result<Retired> {
    let mut statement = transaction.prepare(
        "SELECT now.entity, now.lamport, now.device, now.id FROM standing JOIN record AS now ON now.seq = standing.record
         WHERE now.pair = ?1 AND now.state = 'removed' AND now.kind IN ('observation', 'incident', 'adjustment', 'review')",
    )?;
    let gone: Vec<(Id, Order)> = statement
        .query_map([StoredId(pair)], |row| {
            let id = |column| row.get::<_, StoredId>(column).map(|StoredId(id)| id);
            Ok((id(0)?, (row.get(1)?, id(2)?, id(3)?)))
        })?
        .collect::<Result<_, _>>()?;
    let mut retired = Retired::new();
    for (entity, order) in gone {
        if let Some(number) = number_of(transaction, entity)? {
            retired.entry(number).or_default().push((entity, order));
        }
    }
    Ok(retired)
}

/// The key of a pair, or the next that is free.
fn free_key(place: &Place<'_>, wanted: &str) -> rusqlite::Result<String> {
    let mut key = wanted.to_owned();
    let mut number = 1;
    let query = "SELECT EXISTS (SELECT 1 FROM pair WHERE key = ?1 AND id <> ?2)";
    while exists(place.transaction, query, params![key, StoredId(place.entity)])? {
        number += 1;
        key = format!("{wanted}-{number}");
    }
    Ok(key)
}
