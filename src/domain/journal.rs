//! What undo and redo take, read off the list of commands.

use super::id::Id;
use super::member::{Asker, Member};
use std::collections::HashSet;

/// One command of the journal, as undo sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Done {
    /// Its identity.
    pub(crate) id: Id,
    /// The command that it took back (an undo) or whose undo it took back (a redo).
    pub(crate) reverses: Option<Id>,
    /// Whether it is a redo and not an undo, if it reverses something.
    pub(crate) is_redo: bool,
    /// Whose.
    pub(crate) scope: Scope,
}

/// Whose a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// One member's own words.
    Own(Member),
    /// The two's together.
    Joint,
    /// Something that happened outside the record, such as a printing: there is nothing to take back.
    Event,
}

impl Scope {
    /// Whether `asker` may take it back. Without a name, only what is joint.
    fn is_within(self, asker: Asker) -> bool {
        match self {
            Self::Own(member) => asker == Asker::Member(member),
            Self::Joint => true,
            Self::Event => false,
        }
    }
}

/// Walks the commands from the newest and tells which of them stand.
#[derive(Default)]
struct Standing {
    reversed: HashSet<Id>,
}

impl Standing {
    /// Whether `command` stands, given that every newer one has been seen.
    fn see(&mut self, command: &Done) -> bool {
        if self.reversed.contains(&command.id) {
            return false;
        }
        if let Some(target) = command.reverses {
            self.reversed.insert(target);
        }
        true
    }
}

/// The commands that `asker` can take back, the latest first, each with what the caller knows of it. `newest_first` is read
/// only as far as needed.
pub(crate) fn undoable<T>(
    newest_first: impl Iterator<Item = (Done, T)>,
    asker: Asker,
) -> impl Iterator<Item = T> {
    let mut standing = Standing::default();
    newest_first
        .filter(move |(command, _)| standing.see(command))
        .filter(move |(command, _)| command.reverses.is_none() && command.scope.is_within(asker))
        .map(|(_, known)| known)
}

/// The undos that `asker` can take back, the latest first: those that stand, as far as nothing was done since.
pub(crate) fn redoable<T>(
    newest_first: impl Iterator<Item = (Done, T)>,
    asker: Asker,
) -> impl Iterator<Item = T> {
    let mut standing = Standing::default();
    newest_first
        .filter(move |(command, _)| {
            standing.see(command) && command.scope.is_within(asker) && !command.is_redo
        })
        .take_while(|(command, _)| command.reverses.is_some())
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn id(number: u8) -> Id {
        let _ = DateTime::UNIX_EPOCH;
        Id::from_bytes([number; 16])
    }

    fn done(number: u8, scope: Scope) -> Done {
        Done { id: id(number), reverses: None, is_redo: false, scope }
    }

    fn undo(number: u8, target: u8, scope: Scope) -> Done {
        Done { id: id(number), reverses: Some(id(target)), is_redo: false, scope }
    }

    fn redo(number: u8, target: u8, scope: Scope) -> Done {
        Done { id: id(number), reverses: Some(id(target)), is_redo: true, scope }
    }

    const A: Scope = Scope::Own(Member::A);
    const B: Scope = Scope::Own(Member::B);

    fn newest_first(commands: &[Done]) -> impl Iterator<Item = (Done, Id)> {
        commands.iter().rev().map(|command| (command.clone(), command.id))
    }

    fn first(commands: &[Done], asker: Asker) -> Option<Id> {
        undoable(newest_first(commands), asker).next()
    }

    fn redone(commands: &[Done], asker: Asker) -> Option<Id> {
        redoable(newest_first(commands), asker).next()
    }

    #[test]
    fn undo_passes_over_the_others_words_and_over_events() {
        let commands = [done(1, Scope::Joint), done(2, A), done(3, B), done(4, Scope::Event)];
        assert_eq!(first(&commands, Asker::Member(Member::A)), Some(id(2)));
        assert_eq!(first(&commands, Asker::Member(Member::B)), Some(id(3)));
        assert_eq!(first(&commands, Asker::Nobody), Some(id(1)));
    }

    #[test]
    fn what_was_taken_back_is_not_taken_back_twice_and_a_redo_makes_it_stand_again() {
        let asker = Asker::Member(Member::A);
        let mut commands = vec![done(1, A), done(2, A), undo(3, 2, A)];
        assert_eq!(first(&commands, asker), Some(id(1)));
        assert_eq!(redone(&commands, asker), Some(id(3)));
        commands.push(redo(4, 3, A));
        assert_eq!(first(&commands, asker), Some(id(2)));
        assert_eq!(redone(&commands, asker), None);
    }

    #[test]
    fn nothing_is_redone_over_something_newer() {
        let asker = Asker::Member(Member::A);
        let commands = [done(1, A), undo(2, 1, A), done(3, B)];
        assert!(redone(&commands, asker).is_some());
        let commands = [done(1, A), undo(2, 1, A), done(3, Scope::Joint)];
        assert_eq!(redone(&commands, asker), None);
    }

    #[test]
    fn two_undos_are_redone_in_turn() {
        let asker = Asker::Nobody;
        let joint = Scope::Joint;
        let mut commands = vec![done(1, joint), done(2, joint), undo(3, 2, joint), undo(4, 1, joint)];
        let in_turn: Vec<Id> = redoable(newest_first(&commands), asker).collect();
        assert_eq!(in_turn, [id(4), id(3)]);
        assert_eq!(redone(&commands, asker), Some(id(4)));
        commands.push(redo(5, 4, joint));
        assert_eq!(redone(&commands, asker), Some(id(3)));
        commands.push(redo(6, 3, joint));
        assert_eq!(first(&commands, asker), Some(id(2)));
    }
}
