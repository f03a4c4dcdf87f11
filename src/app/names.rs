//! What the two of a pair go by.

use crate::domain::{self, Member, Owner, Person};

/// What the two go by.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// On the command line and in JSON: `holm` and `lind`.
    pub(crate) keys: [String; 2],
    /// In sentences: `Anna` and `Bo`.
    pub(crate) short: [String; 2],
    /// In full.
    pub(crate) full: [String; 2],
}

impl Names {
    /// The names of the two of a pair: first names, or full ones where the first are the same.
    pub(crate) fn of(people: &[Person; 2]) -> Self {
        let full = [people[0].name.clone(), people[1].name.clone()];
        let first = full.clone().map(|name| name.split_whitespace().next().unwrap_or_default().to_owned());
        let short = if first[0] == first[1] { full.clone() } else { first };
        Self { keys: domain::member_keys([&full[0], &full[1]]), short, full }
    }

    /// The name of a member in sentences.
    pub(crate) fn short(&self, member: Member) -> &str {
        &self.short[member.index()]
    }

    /// The name of a member on the command line.
    pub(crate) fn key(&self, member: Member) -> &str {
        &self.keys[member.index()]
    }

    /// An owner on the command line and in JSON.
    pub(crate) fn owner_key(&self, owner: Owner) -> &str {
        owner.member().map_or("both", |member| self.key(member))
    }
}
