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
        let refused = |keys: Vec<String>, is_several| AppError::UnknownPair {
            typed: typed.to_owned(),
            keys,
            is_several,
        };
        let unknown = || refused(all.clone(), false);
        if let Some(whole) = pairs.iter().position(|(_, pair)| pair.key == folded) {
            return pairs.into_iter().nth(whole).ok_or_else(unknown);
        }
        let matching = pairs.into_iter().filter(|(_, pair)| !folded.is_empty() && pair.key.contains(&folded));
        let mut matching: Vec<_> = matching.collect();
        return match (matching.pop(), matching.is_empty()) {
            (Some(pair), true) => Ok(pair),
            (Some(last), false) => {
                matching.push(last);
                Err(refused(keys(&matching), true))
            }
            (None, _) => Err(unknown()),
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
        keys: pair.member_keys.to_vec(),
        names: Box::new(names.map(str::to_owned)),
        is_either: is_either(typed, names),
    })
}

/// Whether both names have what was typed.
pub(in crate::app) fn is_either(typed: &str, names: [&str; 2]) -> bool {
    let folded = fold(typed.trim());
    !folded.is_empty() && names.iter().all(|name| fold(name).contains(&folded))
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
