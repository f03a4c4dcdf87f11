//! What somebody meant whose line cannot be read: by the words that people use, and then by spelling.

use crate::cli::commands::in_shell;
use crate::cli::ui::clean;
use crate::domain::Handle;
use crate::locale::messages::{HINT_QUOTES, HintIncidentReason, HintLogWord, HintOneAtATime, HintTextOption};
use crate::locale::{Language, calling, fold, nearest};
use clap::Command;

/// What people type, and the command that does it. An entry names what it is about as an answer would.
const MEANT: [(&str, &[&str], &str); 26] = [
    ("", &["add", "new", "note", "noter", "write", "skriv", "tilfoej", "ny"], "o \"TEXT\""),
    ("", &["list", "ls", "liste", "entries"], "log"),
    ("", &["print", "pdf", "udskriv", "paper", "papir"], "handout brief"),
    ("", &["version", "ver"], "--version"),
    ("", &["rm", "remove", "slet"], "delete O1"),
    ("", &["settings", "setting", "set", "indstillinger", "opsaetning"], "config list"),
    ("", &["rename", "omdoeb"], "pair edit"),
    ("", &["find", "grep", "soeg"], "search"),
    ("", &["fortryd"], "undo"),
    ("", &["hjaelp", "?"], "help"),
    ("", &["vis", "view", "open"], "show O1"),
    ("", &["del"], "share O1"),
    ("", &["ret", "change", "rediger"], "edit O1"),
    ("", &["begynd", "begin", "start", "setup"], "init"),
    ("", &["agree", "aftale"], "adjust add \"TEXT\""),
    ("", &["schedule", "planlaeg"], "review propose"),
    ("incident", &["show", "vis", "view"], "show T1"),
    ("incident", &["edit", "ret", "change"], "edit T1"),
    ("incident", &["delete", "remove", "rm", "slet"], "delete T1"),
    ("adjust", &["show", "vis", "view"], "show A1"),
    ("adjust", &["edit", "ret", "change"], "edit A1"),
    ("adjust", &["delete", "remove", "rm", "slet"], "delete A1"),
    ("calendar", &["show", "vis", "view", "status"], "calendar list"),
    ("pair", &["delete", "remove", "rm", "slet", "slut"], "pair end"),
    ("review", &["show", "vis", "view"], "show 2027"),
    ("review", &["delete", "remove", "rm", "slet", "aflys"], "review cancel"),
];

/// Options that people type, and those that are meant, the likeliest first.
const OPTIONS: [(&str, &[&str]); 14] = [
    ("undren", &["puzzle"]),
    ("ros", &["praise"]),
    ("gnidning", &["friction"]),
    ("tema", &["theme"]),
    ("emne", &["theme"]),
    ("dato", &["on", "since"]),
    ("date", &["on", "since"]),
    ("fra", &["from", "since"]),
    ("til", &["to", "until"]),
    ("om", &["about"]),
    ("af", &["by"]),
    ("grund", &["reason"]),
    ("tekst", &["text"]),
    ("del", &["share"]),
];

/// The command that is meant by `typed` below the one that `path` names.
pub(super) fn command(language: Language, below: &Command, path: &str, typed: &str) -> Option<String> {
    let folded = fold(typed);
    let meant = MEANT.iter().find(|(at, words, _)| *at == path && words.contains(&folded.as_str()));
    if let Some((_, _, command)) = meant {
        return Some(calling::line(&super::in_language(language, command)));
    }
    let names = || below.get_subcommands().map(Command::get_name);
    let begun: Vec<&str> = names().filter(|name| folded.len() > 2 && name.starts_with(&folded)).collect();
    match begun[..] {
        [only] => Some(only.to_owned()),
        _ => nearest(typed, names()).map(str::to_owned),
    }
}

/// The option of a command that is meant by `typed`, which begins with two hyphens.
pub(super) fn option(command: &Command, typed: &str) -> Option<String> {
    let typed = fold(typed.strip_prefix("--")?);
    let known = || command.get_arguments().filter(|arg| !arg.is_positional()).filter_map(clap::Arg::get_long);
    let meant = OPTIONS.iter().find(|(word, _)| *word == typed).map(|(_, meant)| *meant).unwrap_or_default();
    let meant = meant.iter().find(|option| known().any(|long| long == **option));
    let found =
        meant.map(|option| (*option).to_owned()).or_else(|| nearest(&typed, known()).map(str::to_owned));
    found.map(|option| format!("--{option}"))
}

/// What to do about a word too many; `rest` is what stands behind the command.
pub(super) fn too_many(
    language: Language,
    command: &Command,
    path: &str,
    rest: &[String],
    typed: &str,
) -> Option<String> {
    let handle = || rest.iter().find_map(|word| word.parse::<Handle>().ok());
    let is_text = |arg: &clap::Arg| matches!(arg.get_id().as_str(), "text" | "reason" | "b");
    if command.get_positionals().any(is_text) {
        return Some(HINT_QUOTES.text(language).to_owned());
    }
    match (path, handle()) {
        ("edit", Some(handle)) if typed.parse::<Handle>().is_err() => {
            Some(HintTextOption { handle: &handle }.text(language))
        }
        ("incident close", Some(handle)) => Some(HintIncidentReason { handle: &handle }.text(language)),
        ("log", _) => Some(HintLogWord { word: &in_shell(&clean(typed)) }.text(language)),
        ("show" | "edit" | "delete" | "erase" | "withdraw", Some(first)) => {
            let other = typed.trim_matches(',').parse::<Handle>().ok()?;
            let line = |handle: Handle| calling::line(&format!("{path} {handle}"));
            Some(HintOneAtATime { first: &line(first), other: &line(other) }.text(language))
        }
        _ => {
            // The rest of what an option takes: --reason she moved.
            let at = rest.iter().position(|word| word == typed)?;
            let option = rest[..at].iter().rev().nth(1)?.strip_prefix("--")?;
            let takes = |arg: &clap::Arg| arg.get_long() == Some(option) && arg.get_action().takes_values();
            command.get_arguments().any(takes).then(|| HINT_QUOTES.text(language).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Line;
    use clap::CommandFactory as _;

    fn meant(path: &str, typed: &str) -> Option<String> {
        let root = Line::command();
        let below = if path.is_empty() { &root } else { root.find_subcommand(path).expect("a command") };
        command(Language::English, below, path, typed)
    }

    #[test]
    fn a_slip_of_the_finger_is_seen_through_and_nonsense_is_not() {
        for (typed, expected) in [
            ("stauts", "status"),
            ("statuss", "status"),
            ("Status", "status"),
            ("hepl", "help"),
            ("observ", "observe"),
            ("serach", "search"),
        ] {
            assert_eq!(meant("", typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["", "x", "xyzzy", "banan", "makkerpar", "qqq"] {
            assert_eq!(meant("", typed), None, "{typed}");
        }
    }

    #[test]
    fn words_that_people_use_lead_to_the_command_that_does_it() {
        for (typed, expected) in [
            ("notér", "makkerpar o \"TEXT\""),
            ("list", "makkerpar log"),
            ("del", "makkerpar share O1"),
            ("hjælp", "makkerpar help"),
            ("søg", "makkerpar search"),
            ("version", "makkerpar --version"),
        ] {
            assert_eq!(meant("", typed).as_deref(), Some(expected), "{typed}");
        }
        assert_eq!(meant("pair", "delete").as_deref(), Some("makkerpar pair end"));
        assert_eq!(meant("incident", "show").as_deref(), Some("makkerpar show T1"));
    }

    #[test]
    fn no_word_of_the_table_hides_a_command_and_every_command_of_it_is_one() {
        let root = Line::command();
        for (path, words, said) in MEANT {
            let below = if path.is_empty() { &root } else { root.find_subcommand(path).expect("a command") };
            for word in words {
                assert!(below.find_subcommand(word).is_none(), "{path} {word} is a command");
                assert_eq!(fold(word), *word);
            }
            let first = said.split(' ').next().unwrap_or_default();
            assert!(first.starts_with("--") || root.find_subcommand(first).is_some(), "{said}");
        }
    }

    #[test]
    fn options_are_meant_by_their_danish_words_where_the_command_has_them() {
        let root = Line::command();
        let of = |path: &str, typed: &str| option(root.find_subcommand(path).expect("a command"), typed);
        assert_eq!(of("observe", "--undren").as_deref(), Some("--puzzle"));
        assert_eq!(of("observe", "--dato").as_deref(), Some("--on"));
        assert_eq!(of("log", "--dato").as_deref(), Some("--since"));
        assert_eq!(of("observe", "--puzle").as_deref(), Some("--puzzle"));
        assert_eq!(of("undo", "--undren"), None);
    }
}
