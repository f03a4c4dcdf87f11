//! How the records of another file read in this one: two people who each began a file of their own gave themselves, each
//! other and the pair identities of their own, and each named themselves first.

use super::adjustment::Adjustment;
use super::entity::Entity;
use super::game::{Game, Winner};
use super::id::Id;
use super::incident::Incident;
use super::member::{Actor, Member, Owner};
use super::observation::Observation;
use super::pair::Pair;
use super::part::Part;
use super::review::{Phase, Review};
use std::collections::HashMap;

/// How the records of another file read in this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Translation {
    /// The identities here of those that the pair and its people have there, where they differ.
    pub(crate) ids: HashMap<Id, Id>,
    /// Whether a there is b here.
    pub(crate) mirrored: bool,
}

impl Translation {
    /// An identity as it is here.
    pub(crate) fn id(&self, id: Id) -> Id {
        self.ids.get(&id).copied().unwrap_or(id)
    }

    fn member(&self, member: Member) -> Member {
        if self.mirrored { member.other() } else { member }
    }

    /// Whose own words a thing of there holds, as it is here.
    pub(crate) fn own_author(&self, entity: &Entity) -> Option<Member> {
        self.author(entity.own_author())
    }

    fn author(&self, author: Option<Member>) -> Option<Member> {
        author.map(|member| self.member(member))
    }

    fn both<T>(&self, [a, b]: [T; 2]) -> [T; 2] {
        if self.mirrored { [b, a] } else { [a, b] }
    }

    fn phase(&self, phase: Phase) -> Phase {
        let game = |game: Game| Game {
            scores: self.both(game.scores),
            winner: game.winner.map(|winner| {
                winner.member().map_or(Winner::Tie, |member| Winner::from(self.member(member)))
            }),
        };
        match phase {
            Phase::Held { on, game: played, asked } => Phase::Held { on, game: played.map(game), asked },
            Phase::Scheduled | Phase::Cancelled => phase,
        }
    }

    /// What a record of there says, as it is said here. Handles stay as they are there.
    pub(crate) fn entity(&self, entity: Entity) -> Entity {
        match entity {
            Entity::Person(_) => entity,
            Entity::Pair(it) => {
                let [a, b] = self.both(it.people);
                Entity::Pair(Pair {
                    people: [self.id(a), self.id(b)],
                    member_keys: self.both(it.member_keys),
                    titles: self.both(it.titles),
                    ..it
                })
            }
            Entity::Observation(it) => Entity::Observation(Observation {
                pair: self.id(it.pair),
                author: self.member(it.author),
                ..it
            }),
            Entity::Incident(it) => Entity::Incident(Incident {
                pair: self.id(it.pair),
                author: self.member(it.author),
                actor: it.actor.member().map_or(Actor::Third, |member| Actor::from(self.member(member))),
                ..it
            }),
            Entity::Adjustment(it) => Entity::Adjustment(Adjustment {
                pair: self.id(it.pair),
                author: self.author(it.author),
                owner: it.owner.member().map_or(Owner::Both, |member| Owner::from(self.member(member))),
                ..it
            }),
            Entity::Review(it) => Entity::Review(Review {
                pair: self.id(it.pair),
                author: self.author(it.author),
                phase: self.phase(it.phase),
                ..it
            }),
            Entity::Block(mut it) => {
                (it.pair, it.author) = (self.id(it.pair), self.author(it.author));
                Entity::Block(it)
            }
            Entity::Part(it) => {
                Entity::Part(Part { subject: self.id(it.subject), author: self.author(it.author), ..it })
            }
        }
    }
}
