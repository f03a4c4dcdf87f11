//! The line that takes up what was kept: the one that was typed, or in a walk the command for what was asked.

use super::super::args::Line;
use super::super::commands::in_shell;
use super::super::ui::clean;
use super::kept::Way;
use clap::{Command, CommandFactory as _};

/// Where the words of a line stand that are neither options nor their values: its commands, handles, texts.
fn plain_words(arguments: &[String]) -> Vec<usize> {
    let root = Line::command();
    let mut found: Command = root.clone();
    let (mut plain, mut index) = (Vec::new(), 0);
    while let Some(word) = arguments.get(index) {
        let option = word.strip_prefix('-').filter(|rest| !rest.is_empty());
        let Some(option) = option else {
            if let Some(below) = found.find_subcommand(word).cloned() {
                found = below;
            }
            plain.push(index);
            index += 1;
            continue;
        };
        let is_named = |arg: &&clap::Arg| match option.strip_prefix('-') {
            Some(long) => arg.get_long() == Some(long),
            None => arg.get_short().is_some_and(|short| option == short.to_string()),
        };
        let arg = found.get_arguments().find(is_named).or_else(|| root.get_arguments().find(is_named));
        // The value of an option follows it.
        index += if arg.is_some_and(|arg| arg.get_action().takes_values()) { 2 } else { 1 };
    }
    plain
}

/// The whole command that takes kept texts up, as a shell takes it; the texts themselves are not in it. `None` where one command
/// cannot take them all from one file.
pub(super) fn again(arguments: &[String], way: Way, texts: &[String], file: &str) -> Option<String> {
    let mut words: Vec<String> = arguments.to_vec();
    match way {
        Way::Input => {}
        Way::Line => words = from_input(words, texts)?,
        Way::Word => {
            let end = plain_words(arguments).last().map_or(0, |last| last + 1);
            words.insert(end, "-".to_owned());
        }
        Way::Option(option) => words.extend([option.to_owned(), "-".to_owned()]),
        Way::Draft => {
            if !words.iter().any(|word| word == "-e" || word == "--edit") {
                words.push("-e".to_owned());
            }
        }
        Way::Walk => return None,
    }
    as_line(&words, Some(file))
}

/// A line with a `-` in the place of the texts on it: one that stands by itself, or all the values of one option.
fn from_input(mut words: Vec<String>, texts: &[String]) -> Option<Vec<String>> {
    let (first, rest) = texts.split_first()?;
    let mut options = Vec::new();
    for text in rest.iter().rev() {
        let index = place_of(&words, text)?;
        let option = option_of(&words, index, text)?;
        words.drain(if words[index] == *text { index - 1..=index } else { index..=index });
        options.push(option);
    }
    let index = place_of(&words, first)?;
    let option = option_of(&words, index, first);
    if options.iter().any(|other| option.as_ref() != Some(other)) {
        return None;
    }
    let before = words[index].strip_suffix(first.as_str()).unwrap_or_default();
    words[index] = format!("{before}-");
    Some(words)
}

/// Where a text stands on a line, by itself or as the value of an option.
fn place_of(words: &[String], text: &str) -> Option<usize> {
    let plain = plain_words(words).into_iter().rev().find(|index| words[*index] == text);
    let is_value = |word: &String| word == text || word.ends_with(&format!("={text}"));
    plain.or_else(|| words.iter().rposition(is_value))
}

/// The option whose value a text is, if it is one.
fn option_of(words: &[String], index: usize, text: &str) -> Option<String> {
    if words[index] != text {
        return words[index].split_once('=').map(|(option, _)| option.to_owned());
    }
    let is_value = !plain_words(words).contains(&index);
    is_value.then(|| index.checked_sub(1).map(|before| words[before].clone())).flatten()
}

/// The command that takes up what was typed in a walk, with the options that stand anywhere as they were typed. What it says of who
/// is typing goes before what the walk was told.
pub(super) fn in_walk(arguments: &[String], command: &[String], file: &str) -> Option<String> {
    let plain = plain_words(arguments);
    let mut words = command.to_vec();
    let mut is_other = false;
    for (index, word) in arguments.iter().enumerate() {
        let is_by = word == "--by" || word.starts_with("--by=");
        if is_by && command.iter().any(|word| word == "--by") {
            is_other = word == "--by";
        } else if !plain.contains(&index) && !std::mem::take(&mut is_other) {
            words.push(word.clone());
        }
    }
    as_line(&words, command.iter().any(|word| word == "-").then_some(file))
}

/// Words as a line for a shell, which reads a file if one is named.
fn as_line(words: &[String], file: Option<&str>) -> Option<String> {
    let line: Vec<String> = words.iter().map(|word| in_shell(word)).collect();
    let (line, file) = (line.join(" "), file.map(in_shell));
    // What is shown in codes would not be the same line.
    if clean(&line) != line || file.as_ref().is_some_and(|file| clean(file) != *file) {
        return None;
    }
    Some(match file {
        None => format!("makkerpar {line}"),
        Some(file) if cfg!(windows) => format!("type {file} | makkerpar {line}"),
        Some(file) => format!("makkerpar {line} < {file}"),
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[track_caller]
    fn takes_up(line: &[&str], way: Way, expected: &str) {
        let arguments: Vec<String> = line.iter().map(|word| (*word).to_owned()).collect();
        let expected = format!("makkerpar {expected} < k/1.txt");
        assert_eq!(again(&arguments, way, &["A long thought".to_owned()], "k/1.txt"), Some(expected));
    }

    #[test]
    fn the_line_is_repeated_with_the_text_from_the_file() {
        takes_up(&["o", "A long thought", "-t", "roles"], Way::Line, "o - -t roles");
        takes_up(&["edit", "O1", "--text=A long thought"], Way::Line, "edit O1 '--text=-'");
        let same = ["o", "A long thought", "--setting", "A long thought"];
        takes_up(&same, Way::Line, "o - --setting 'A long thought'");
        takes_up(&["o", "-", "-t", "roles"], Way::Input, "o - -t roles");
        takes_up(&["o", "-t", "roles"], Way::Word, "o - -t roles");
        takes_up(&["--me", "holm", "answer", "O1", "--json"], Way::Word, "--me holm answer O1 - --json");
        takes_up(
            &["incident", "step", "--on", "2027-03-01", "T1", "kept"],
            Way::Word,
            "incident step --on 2027-03-01 T1 kept -",
        );
        takes_up(&["edit", "O1"], Way::Option("--text"), "edit O1 --text -");
        takes_up(&["edit", "O1"], Way::Draft, "edit O1 -e");
        takes_up(&["o", "--setting", "Bo's car", "-e"], Way::Draft, r"o --setting 'Bo'\''s car' -e");
    }

    #[test]
    fn several_notes_are_read_from_one_file() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let texts = ["roles=She", "It", "It"].map(str::to_owned);
        for (line, expected) in [
            (
                "review record 2027 --note roles=She --on 2027-03-01 --note It --note It --me a",
                "review record 2027 --note - --on 2027-03-01 --me a",
            ),
            (
                "review record 2027 --note=roles=She --note=It --on 2027-03-01 --note It --me a",
                "review record 2027 '--note=-' --on 2027-03-01 --me a",
            ),
        ] {
            let expected = format!("makkerpar {expected} < k/1.txt");
            assert_eq!(again(&words(line), Way::Line, &texts, "k/1.txt"), Some(expected));
        }
    }

    #[test]
    fn in_a_walk_the_command_for_what_was_asked_takes_it_up() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let line = words("--db x.db review record 2027 --me a --by b");
        let taken = |command: &str| in_walk(&line, &words(command), "k/1.txt").expect("a line");
        assert_eq!(
            taken("review note 2027 - -t roles"),
            "makkerpar review note 2027 - -t roles --db x.db --me a --by b < k/1.txt"
        );
        assert_eq!(taken("answer O2 - --by a"), "makkerpar answer O2 - --by a --db x.db --me a < k/1.txt");
        assert_eq!(taken("adjust check A1 kept"), "makkerpar adjust check A1 kept --db x.db --me a --by b");
    }

    #[test]
    fn a_line_that_cannot_be_repeated_is_not_made_up() {
        let texts = ["A long thought".to_owned()];
        assert_eq!(again(&["o".to_owned()], Way::Line, &texts, "k/1.txt"), None);
        assert_eq!(again(&["review".to_owned()], Way::Walk, &texts, "k/1.txt"), None);
        let texts = ["x", "y"].map(str::to_owned);
        let two = ["review", "cancel", "2027", "--reason", "x", "--note", "y"].map(str::to_owned);
        assert_eq!(again(&two, Way::Line, &texts, "k/1.txt"), None);
    }
}
