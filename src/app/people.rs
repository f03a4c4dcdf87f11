//! The persons of a pair: what is changed about them, and who in the file goes by a name.
//!
//! A person may be in several pairs of a file. The name and the mail are theirs, so that a change holds in all of them.

use super::error::AppError;
use super::session::{Act, put};
use crate::domain::{self, Change, Id, Member, Person, Refusal};
use crate::locale::folded_name;
use crate::store::Reading;

/// Somebody goes by another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    pub(crate) member: Member,
    /// The full name before, and now.
    pub(crate) before: String,
    pub(crate) now: String,
    /// The keys of the other pairs of the file that they are in.
    pub(crate) also_in: Vec<String>,
}

/// The changes by which the two of a pair get other names and mail addresses, and who is called otherwise.
///
/// # Errors
/// If a name or an address is blank, both would go by one name, or a name is another person's of the file.
pub(super) fn changes(
    act: &Act<'_>,
    names: &[(Member, String)],
    mails: &[(Member, String)],
) -> Result<(Vec<Change>, Vec<Renamed>), AppError> {
    let reading = act.writing.reading();
    let person = |member: Member| -> Result<Person, AppError> {
        reading.entity(act.pair.people[member.index()])?.ok_or(AppError::NoPair)
    };
    let before = [person(Member::A)?, person(Member::B)?];
    let mut people = before.clone();
    for (member, name) in names {
        people[member.index()].name = domain::label(name)?;
    }
    for (member, mail) in mails {
        people[member.index()].mail = Some(domain::label(mail)?);
    }
    if folded_name(&people[0].name) == folded_name(&people[1].name) {
        return Err(Refusal::SamePerson.into());
    }
    let ids = act.pair.people;
    refuse_taken(reading, &[(ids[0], &people[0].name), (ids[1], &people[1].name)])?;
    let (mut changes, mut renamed) = (Vec::new(), Vec::new());
    for member in Member::BOTH {
        let (id, old, new) = (ids[member.index()], &before[member.index()], &people[member.index()]);
        if old == new {
            continue;
        }
        changes.push(put(id, new.clone()));
        if old.name != new.name {
            let pairs = reading.pairs()?.into_iter();
            let others = pairs.filter(|(pair, it)| *pair != act.pair_id && it.people.contains(&id));
            renamed.push(Renamed {
                member,
                before: old.name.clone(),
                now: new.name.clone(),
                also_in: others.map(|(_, pair)| pair.key).collect(),
            });
        }
    }
    Ok((changes, renamed))
}

/// Refuses names that other persons of the file go by: the same full name is the same person. `named` has those who are to
/// be called so; two of them may change names with each other.
///
/// # Errors
/// [`Refusal::NameTaken`].
pub(super) fn refuse_taken(reading: Reading<'_>, named: &[(Id, &str)]) -> Result<(), AppError> {
    for (id, name) in named {
        let is_theirs = reading
            .entity::<Person>(*id)?
            .is_some_and(|person| folded_name(&person.name) == folded_name(name));
        let others = reading.people_named(name)?;
        let is_taken = others.iter().any(|(other, _)| named.iter().all(|(id, _)| id != other));
        if is_taken && !is_theirs {
            return Err(Refusal::NameTaken { name: (*name).to_owned() }.into());
        }
    }
    Ok(())
}
