//! The game of the day. Light; never part of trust.

use super::member::Member;
use serde::{Deserialize, Serialize};

/// Who won the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Winner {
    /// Member a, so b is owed the rematch.
    A,
    /// Member b, so a is owed the rematch.
    B,
    /// Neither.
    Tie,
}

impl Winner {
    /// The member who won.
    pub(crate) fn member(self) -> Option<Member> {
        match self {
            Self::A => Some(Member::A),
            Self::B => Some(Member::B),
            Self::Tie => None,
        }
    }
}

impl From<Member> for Winner {
    fn from(member: Member) -> Self {
        match member {
            Member::A => Self::A,
            Member::B => Self::B,
        }
    }
}

/// The game that was played. Light; never part of trust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Game {
    /// The strokes of a and b.
    pub(crate) scores: [Option<u32>; 2],
    /// Who won, if anybody said so or both have a score.
    pub(crate) winner: Option<Winner>,
}

impl Game {
    /// A game by its scores. Fewer strokes win unless the winner is named: with a handicap it may be the other.
    pub(crate) fn new(scores: [Option<u32>; 2], named: Option<Winner>) -> Self {
        let by_strokes = match scores {
            [Some(a), Some(b)] if a < b => Some(Winner::A),
            [Some(a), Some(b)] if a > b => Some(Winner::B),
            [Some(_), Some(_)] => Some(Winner::Tie),
            _ => None,
        };
        Self { scores, winner: named.or(by_strokes) }
    }

    /// The game corrected by what is said now: what is left out stays, and so does a winner who was named against the
    /// strokes, unless another is named.
    pub(crate) fn corrected(self, scores: [Option<u32>; 2], named: Option<Winner>) -> Self {
        let was_named = self.winner != Self::new(self.scores, None).winner;
        let kept = self.winner.filter(|_| was_named);
        let both = [scores[0].or(self.scores[0]), scores[1].or(self.scores[1])];
        Self::new(both, named.or(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_game_is_corrected_by_what_is_said_and_keeps_the_rest() {
        let game = Game::new([Some(90), Some(95)], Some(Winner::B));
        let corrected = game.corrected([Some(91), None], None);
        assert_eq!(
            corrected,
            Game { scores: [Some(91), Some(95)], winner: Some(Winner::B) },
            "as it was named"
        );
        assert_eq!(corrected.corrected([None; 2], Some(Winner::A)).winner, Some(Winner::A));
        let by_strokes = Game::new([Some(90), Some(95)], None);
        assert_eq!(by_strokes.corrected([Some(99), None], None).winner, Some(Winner::B));
        assert_eq!(
            Game::new([Some(90), None], None).corrected([None, Some(88)], None).winner,
            Some(Winner::B)
        );
    }
}
