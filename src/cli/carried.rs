//! What was typed on this line that a command needs which is named in an answer: see `locale::calling`.

use super::commands::in_shell;
use super::ui::clean;
use crate::locale::calling::Called;
use std::ffi::OsString;

/// The options of a line that stand anywhere on it, and the `--by` of one that writes, which says who is typing.
pub(super) fn called(arguments: &[OsString]) -> Called {
    const NAMED: [&str; 4] = ["--db", "--pair", "--me", "--by"];
    const VALUED: [&str; 2] = ["--lang", "--color"];
    let words =
        || arguments.iter().skip(1).take_while(|word| *word != "--").map(|word| word.to_string_lossy());
    let mut values = [const { None }; NAMED.len()];
    let (mut command, mut words) = (None, words());
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) if word.starts_with("--") => (name, Some(value.to_owned())),
            _ => (&*word, None),
        };
        if let Some(at) = NAMED.iter().position(|named| *named == name) {
            values[at] = value.or_else(|| words.next().map(|value| value.into_owned()));
        } else if VALUED.contains(&&*word) {
            words.next();
        } else if command.is_none() && !word.starts_with('-') {
            command = Some(word.into_owned());
        }
    }
    let [db, pair, me, by] = values;
    // Lists are narrowed by it.
    let is_reading = command.is_some_and(|command| matches!(command.as_str(), "log" | "search"));
    let by = by.filter(|_| !is_reading);
    let typed = |value: Option<String>| value.map(|value| in_shell(&clean(&value)));
    Called { db: typed(db), pair: typed(pair), me: typed(by.or(me)) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::super::args::Line;
    use super::*;
    use crate::locale::calling::knows;
    use clap::CommandFactory as _;

    fn said(line: &[&str]) -> [Option<String>; 3] {
        let line: Vec<OsString> = ["makkerpar"].iter().chain(line).map(OsString::from).collect();
        let Called { db, pair, me } = called(&line);
        [db, pair, me]
    }

    fn some(value: &str) -> Option<String> {
        Some(value.to_owned())
    }

    #[test]
    fn what_was_typed_is_found_wherever_it_stands() {
        assert_eq!(said(&["log"]), [None, None, None]);
        let line = ["--db", "Bo's year.db", "o", "x", "--pair=berg", "--me", "lind"];
        assert_eq!(said(&line), [some(r"'Bo'\''s year.db'"), some("berg"), some("lind")]);
        assert_eq!(said(&["o", "x", "--me", "holm", "--by", "lind"]), [None, None, some("lind")]);
        assert_eq!(said(&["o", "--", "--me", "holm"]), [None, None, None]);
    }

    #[test]
    fn what_narrows_a_list_does_not_say_who_is_typing() {
        assert_eq!(said(&["--lang", "da", "log", "--by", "lind"]), [None, None, None]);
    }

    #[test]
    fn every_command_is_known_that_an_answer_may_name() {
        for command in Line::command().get_subcommands().filter(|command| command.get_name() != "help") {
            let names = std::iter::once(command.get_name()).chain(command.get_all_aliases());
            for name in names {
                assert!(knows(name), "{name} is not in src/locale/calling.rs");
            }
        }
    }
}
