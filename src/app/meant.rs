//! What a name in the settings means, in whichever pair of a file: a setting holds for all of them.

use super::error::AppError;
use super::session::{choose, member_named};
use super::themes;
use crate::domain::{Id, Pair, Person};
use crate::store::Store;

fn people(store: &Store, pair: &Pair) -> Result<Option<[Person; 2]>, AppError> {
    let reading = store.reading();
    let [a, b] = pair.people;
    Ok(match (reading.entity(a)?, reading.entity(b)?) {
        (Some(a), Some(b)) => Some([a, b]),
        _ => None,
    })
}

/// The pairs of a file, those that are running first.
fn pairs(store: &Store) -> Result<Vec<(Id, Pair)>, AppError> {
    let mut pairs = store.reading().pairs()?;
    pairs.sort_by_key(|(_, pair)| pair.end.is_some());
    Ok(pairs)
}

/// The key of the pair that a name means.
///
/// # Errors
/// If there is none, or several.
pub(crate) fn pair(store: &Store, typed: &str) -> Result<String, AppError> {
    choose(store.reading().pairs()?, Some(typed)).map(|(_, pair)| pair.key)
}

/// The key of the person that a name means in one of the pairs.
///
/// # Errors
/// If no pair knows them.
pub(crate) fn member(store: &Store, typed: &str) -> Result<String, AppError> {
    let mut refused = None;
    for (_, pair) in pairs(store)? {
        let Some(people) = people(store, &pair)? else { continue };
        let pair = pair.named_after(&people);
        match member_named(typed, &pair, &people) {
            Ok(member) => return Ok(pair.member_key(member).to_owned()),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    Err(refused.unwrap_or(AppError::NoPair))
}

/// The key of the theme that a name means in one of the pairs, or where there is none, among those that every pair has.
///
/// # Errors
/// If no pair knows it.
pub(crate) fn theme(store: &Store, typed: &str) -> Result<String, AppError> {
    let mut refused = None;
    for (_, pair) in pairs(store)? {
        match themes::meant(&pair, typed) {
            Ok(key) => return Ok(key),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    refused.map_or_else(|| themes::meant_by_all(typed), Err)
}
