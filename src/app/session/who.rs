//! Who of the two is meant by a name, and which pair.

use crate::app::error::AppError;
use crate::domain::{Id, Member, Pair, Person};
use crate::locale::fold;

/// The pair that is meant: the one named, or the only one that is running, or the only one there is.
pub(in crate::app) fn choose(pairs: Vec<(Id, Pair)>, named: Option<&str>) -> Result<(Id, Pair), AppError> {
    let keys = |pairs: &[(Id, Pair)]| pairs.iter().map(|(_, pair)| pair.key.clone()).collect::<Vec<_>>();
    if let Some(typed) = named {
        let folded = fold(typed);
        let all = keys(&pairs);
        let unknown = || AppError::UnknownPair { typed: typed.to_owned(), keys: all.clone() };
        if let Some(whole) = pairs.iter().position(|(_, pair)| pair.key == folded) {
            return pairs.into_iter().nth(whole).ok_or_else(unknown);
        }
        let mut matching =
            pairs.into_iter().filter(|(_, pair)| !folded.is_empty() && pair.key.contains(&folded));
        return match (matching.next(), matching.next()) {
            (Some(pair), None) => Ok(pair),
            _ => Err(unknown()),
        };
    }
    let all = keys(&pairs);
    let (running, ended): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(_, pair)| pair.end.is_none());
    let candidates = if running.is_empty() { ended } else { running };
    let mut candidates = candidates.into_iter();
    match (candidates.next(), candidates.next()) {
        (None, _) => Err(AppError::NoPair),
        (Some(pair), None) => Ok(pair),
        (Some(_), Some(_)) => Err(AppError::WhichPair { keys: all }),
    }
}

/// The member whom a name means: `a`, `b`, or any part of a name that only one of the two has.
pub(crate) fn member_named(typed: &str, pair: &Pair, people: &[Person; 2]) -> Result<Member, AppError> {
    let names = [people[0].name.as_str(), people[1].name.as_str()];
    meant(typed, &pair.member_keys, names).ok_or_else(|| AppError::UnknownMember {
        typed: typed.to_owned(),
        pair: pair.key.clone(),
        keys: pair.member_keys.clone(),
    })
}

/// The one of two who is meant by `a`, `b`, a whole key or a part of a name; `None` if it is neither or could be both.
pub(in crate::app) fn meant(typed: &str, keys: &[String; 2], names: [&str; 2]) -> Option<Member> {
    let folded = fold(typed.trim());
    match folded.as_str() {
        "" => return None,
        "a" => return Some(Member::A),
        "b" => return Some(Member::B),
        _ => {}
    }
    let with =
        |accept: &dyn Fn(Member) -> bool| Member::BOTH.into_iter().filter(|m| accept(*m)).collect::<Vec<_>>();
    let whole = with(&|member| keys[member.index()] == folded);
    let partly = with(&|member| fold(names[member.index()]).contains(&folded));
    match (whole.as_slice(), partly.as_slice()) {
        ([member], _) | (_, [member]) => Some(*member),
        _ => None,
    }
}
