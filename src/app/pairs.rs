//! Adding a pair, changing it, showing it.

mod consent;
mod edit;
mod sheet;

pub(super) use consent::{agree_to_trust_on_paper, have_trust_on_paper};
pub(crate) use edit::{Edited, PairEdit, edit};
pub(crate) use sheet::{PairSheet, list, sheet};

use super::error::AppError;
use super::session::{Session, put};
use crate::domain::{self, Id, Pair, PairKind, Person, Place};
use crate::locale::{Language, fold};
use crate::store::{Command, Store};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// What a new pair is told to be.
#[derive(Clone, Debug)]
pub(crate) struct NewPair {
    /// The full names, of member a and b.
    pub(crate) names: [String; 2],
    /// What each is by office.
    pub(crate) titles: [Option<String>; 2],
    /// Where mail reaches each.
    pub(crate) mails: [Option<String>; 2],
    pub(crate) kind: PairKind,
    /// The language that the two write in.
    pub(crate) language: Language,
    /// The zone on whose clock they live.
    pub(crate) zone: Tz,
    /// Where they are, for the hours of daylight.
    pub(crate) place: Place,
    /// The months from one talk to the next.
    pub(crate) interval: u32,
    /// The first day of the pair; today if left out.
    pub(crate) since: Option<NaiveDate>,
    /// The name of the rules by which days are found.
    pub(crate) rules: String,
}

#[cfg(any(test, feature = "bench", feature = "fuzz"))]
impl NewPair {
    /// Two in Copenhagen of whom nothing else is said: they talk once a year, and are a pair from today.
    pub(crate) fn of(names: [&str; 2], kind: PairKind, language: Language) -> Self {
        let zone = Tz::Europe__Copenhagen;
        Self {
            names: names.map(str::to_owned),
            titles: [None, None],
            mails: [None, None],
            kind,
            language,
            zone,
            place: Place::of_zone(zone),
            interval: 12,
            since: None,
            rules: domain::usual_rules(),
        }
    }
}

/// What came of adding a pair.
pub(crate) struct Added {
    /// A session with the new pair.
    pub(crate) session: Session,
    /// Those of the two who are on record from another pair of this file.
    pub(crate) known: Vec<String>,
}

/// What can be refused of a new pair before there is a file.
///
/// # Errors
/// If a name is blank, both are the same person, or the first day lies in the future.
pub(crate) fn check(new: &NewPair, now: DateTime<Utc>) -> Result<[String; 2], AppError> {
    let names = [domain::label(&new.names[0])?, domain::label(&new.names[1])?];
    if fold(&names[0]) == fold(&names[1]) {
        return Err(domain::Refusal::SamePerson.into());
    }
    let texts = new.titles.iter().chain(&new.mails);
    for text in texts.flatten() {
        domain::label(text)?;
    }
    let today = now.with_timezone(&new.zone).date_naive();
    domain::happened(new.since.unwrap_or(today), today)?;
    Ok(names)
}

/// Puts a pair on record.
///
/// # Errors
/// If a name is blank, both are the same person, or they are a running pair already.
pub(crate) fn add(mut store: Store, new: &NewPair, now: DateTime<Utc>) -> Result<Added, AppError> {
    let names = check(new, now)?;
    let titles = [label(new.titles[0].as_ref())?, label(new.titles[1].as_ref())?];
    let today = now.with_timezone(&new.zone).date_naive();
    let since = new.since.unwrap_or(today);
    let mut changes = Vec::new();
    let mut known = Vec::new();
    let writing = store.begin()?;
    let mut people = [Id::new(now), Id::new(now)];
    for (index, name) in names.iter().enumerate() {
        let mail = label(new.mails[index].as_ref())?;
        let found = writing.reading().people_named(name)?.into_iter().next();
        let person = match found {
            Some((id, before)) => {
                people[index] = id;
                known.push(before.name.clone());
                if mail.is_none() || mail == before.mail {
                    continue;
                }
                Person { mail, ..before }
            }
            None => Person { name: name.clone(), mail },
        };
        changes.push(put(people[index], person));
    }
    let pairs = writing.reading().pairs()?;
    let same = |pair: &Pair| pair.people.iter().all(|person| people.contains(person)) && pair.end.is_none();
    if let Some((_, pair)) = pairs.iter().find(|(_, pair)| same(pair)) {
        return Err(AppError::PairExists { key: pair.key.clone() });
    }
    let member_keys = domain::member_keys([&names[0], &names[1]]);
    let base = format!("{}-{}", member_keys[0], member_keys[1]);
    let taken = |key: &str| pairs.iter().any(|(_, pair)| pair.key == key);
    let key = std::iter::once(base.clone())
        .chain((2..1000).map(|number| format!("{base}-{number}")))
        .find(|key| !taken(key))
        .unwrap_or(base);
    let pair = Pair {
        key,
        people,
        member_keys,
        titles,
        kind: new.kind,
        language: new.language,
        zone: new.zone,
        place: new.place,
        interval: new.interval,
        since,
        end: None,
        themes: Vec::new(),
        questions: Vec::new(),
        agreements: Vec::new(),
        rules: new.rules.clone(),
    };
    let id = Id::new(now);
    changes.push(put(id, pair.clone()));
    let command = Command { act: "pair add", pair: id, author: None, now, reverses: None };
    writing.commit(&command, &changes)?;
    Ok(Added { session: Session::with_pair(store, id, pair, None, now)?, known })
}

fn label(typed: Option<&String>) -> Result<Option<String>, AppError> {
    Ok(typed.map(|typed| domain::label(typed)).transpose()?)
}
