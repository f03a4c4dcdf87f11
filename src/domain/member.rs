//! The two of a pair, and who asks.

use super::words::Word;
use serde::{Deserialize, Serialize};

/// One of the two. Neither owns the record; a comes first on paper, no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Member {
    /// The one who was named first.
    A,
    /// The one who was named second.
    B,
}

impl Member {
    /// Both, in their order.
    pub(crate) const BOTH: [Self; 2] = [Self::A, Self::B];

    /// The other of the two.
    #[must_use]
    pub(crate) fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// 0 for a, 1 for b.
    pub(crate) fn index(self) -> usize {
        match self {
            Self::A => 0,
            Self::B => 1,
        }
    }
}

impl Word for Member {
    const VOCABULARY: &'static str = "member";
    const ALL: &'static [Self] = &Self::BOTH;
    fn word(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }
}

/// Who reads. Without a name only shared and joint things are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    /// Nobody said who they are.
    Nobody,
    /// One of the two, who also sees their own private entries.
    Member(Member),
}

impl Asker {
    /// The member, if one has been named.
    pub(crate) fn member(self) -> Option<Member> {
        match self {
            Self::Nobody => None,
            Self::Member(member) => Some(member),
        }
    }
}

impl From<Option<Member>> for Asker {
    fn from(member: Option<Member>) -> Self {
        member.map_or(Self::Nobody, Self::Member)
    }
}

/// Who did what a trust incident tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Actor {
    /// Member a.
    A,
    /// Member b.
    B,
    /// Somebody outside the pair.
    Third,
}

impl Actor {
    /// The member who acted; `None` for a third party.
    pub(crate) fn member(self) -> Option<Member> {
        match self {
            Self::A => Some(Member::A),
            Self::B => Some(Member::B),
            Self::Third => None,
        }
    }
}

impl From<Member> for Actor {
    fn from(member: Member) -> Self {
        match member {
            Member::A => Self::A,
            Member::B => Self::B,
        }
    }
}

/// Who an adjustment rests with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Owner {
    /// Member a.
    A,
    /// Member b.
    B,
    /// The two together.
    Both,
}

impl Owner {
    /// The member who owns it alone; `None` for both.
    pub(crate) fn member(self) -> Option<Member> {
        match self {
            Self::A => Some(Member::A),
            Self::B => Some(Member::B),
            Self::Both => None,
        }
    }
}

impl From<Member> for Owner {
    fn from(member: Member) -> Self {
        match member {
            Member::A => Self::A,
            Member::B => Self::B,
        }
    }
}
