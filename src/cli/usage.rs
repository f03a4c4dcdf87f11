//! What is wrong with a line, in the user's language.

mod guess;

use super::refused;
use super::ui::{Colour, Manner, Ui, clean};
use super::values::quoted;
use super::wording::{Report, report as worded, unsaid};
use crate::locale::messages::{
    ConflictingFlags, DidYouMean, HintHelp, MISSING_COMMAND, MissingArguments, MissingValue, NOT_UTF8_WORD,
    RepeatedFlag, TEXT_VALUE, UNREADABLE_LINE, UnexpectedWord, UnknownCommand, UnknownFlag,
};
use crate::locale::{Language, or_list};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::process::ExitCode;

fn context(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// A line as far as it is understood: its command, the words that name it, and what stands behind them.
struct Understood {
    command: clap::Command,
    path: String,
    rest: Vec<String>,
}

/// The command of a line, as far as it is known: the words before the first that is none.
fn understood(language: Language, arguments: &[OsString]) -> Understood {
    let mut known = super::help::command(language);
    let mut words = Vec::new();
    let mut rest = Vec::new();
    let root = known.clone();
    let takes_value = |flag: &str| {
        let found = root.get_arguments().find(|arg| arg.get_long() == Some(flag));
        found.is_some_and(|arg| arg.get_action().takes_values())
    };
    let mut is_value = false;
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if !rest.is_empty() {
            rest.push(argument.to_owned());
            continue;
        }
        if std::mem::take(&mut is_value) {
            continue;
        }
        // What follows an option that stands anywhere is its value and no command.
        is_value = argument.strip_prefix("--").is_some_and(takes_value);
        let Some(found) = known.find_subcommand(argument).cloned() else {
            if !argument.starts_with('-') || (!is_value && !words.is_empty()) {
                rest.push(argument.to_owned());
            }
            continue;
        };
        words.push(found.get_name().to_owned());
        known = found;
    }
    Understood { command: known, path: words.join(" "), rest }
}

/// A command with the words in it that stand for something, as the language has them.
fn in_language(language: Language, command: &str) -> String {
    command.replace("TEXT", TEXT_VALUE.text(language))
}

/// What to do about a command that there is not below the one that `path` names.
pub(super) fn instead(language: Language, below: &clap::Command, path: &str, typed: &str) -> String {
    let help = format!("makkerpar help {path}");
    hint(language, guess::command(language, below, path, typed), help.trim_end())
}

fn hint(language: Language, suggested: Option<String>, help: &str) -> String {
    match suggested {
        Some(suggested) => DidYouMean { suggested: &suggested, help: &help }.text(language),
        None => HintHelp { help: &help }.text(language),
    }
}

/// The arguments with words that a search excludes, such as `-budget`, told apart from flags: with a minus sign for the hyphen.
/// Flags of one letter stand by themselves in a search, so that `-t roles` is one and `-troles` is a word.
pub(super) fn with_exclusions(mut arguments: Vec<OsString>) -> Vec<OsString> {
    const VALUED: [&str; 5] = ["--db", "--pair", "--me", "--lang", "--color"];
    let mut is_value = false;
    let command = arguments.iter().skip(1).position(|argument| {
        let is_command = !is_value && !argument.as_encoded_bytes().starts_with(b"-");
        is_value = !is_value && VALUED.iter().any(|flag| argument == flag);
        is_command
    });
    let Some(search) = command.map(|at| at + 1).filter(|at| arguments[*at] == "search") else {
        return arguments;
    };
    for argument in &mut arguments[search + 1..] {
        let Some(word) = argument.to_str().and_then(|typed| typed.strip_prefix('-')) else { continue };
        let is_flag = word.starts_with('-') || matches!(word, "" | "t" | "q" | "h");
        if !is_flag {
            *argument = format!("\u{2212}{word}").into();
        }
    }
    arguments
}

/// `--on <DATE> or --pick <N>`, of which clap makes `<--on <DATE>|--pick <N>>`.
fn alternatives(language: Language, argument: &str) -> String {
    let group = argument.strip_prefix("<--").and_then(|rest| rest.strip_suffix('>'));
    let flags: Option<Vec<String>> =
        group.map(|rest| format!("--{rest}").split('|').map(str::to_owned).collect());
    flags.map_or_else(|| argument.to_owned(), |flags| or_list(language, &flags))
}

fn wrong(error: &clap::Error, language: Language, arguments: &[OsString]) -> Report {
    let first = |kind| context(error, kind).into_iter().next().unwrap_or_default();
    let argument = first(ContextKind::InvalidArg);
    let shown = clean(&argument);
    let (code, message) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = first(ContextKind::InvalidSubcommand);
            ("unknown-command", UnknownCommand { typed: &quoted(language, &typed) }.text(language))
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            ("unknown-flag", UnknownFlag { flag: &shown }.text(language))
        }
        ErrorKind::UnknownArgument => {
            ("unexpected-word", UnexpectedWord { typed: &quoted(language, &argument) }.text(language))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("missing-command", MISSING_COMMAND.text(language).to_owned())
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = context(error, ContextKind::InvalidArg);
            let missing = missing.iter().map(|one| alternatives(language, one)).collect::<Vec<_>>().join(" ");
            ("missing-argument", MissingArguments { missing: &clean(&missing) }.text(language))
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg).join(", ");
            if other == argument {
                ("repeated-flag", RepeatedFlag { flag: &shown }.text(language))
            } else {
                ("conflicting-flags", ConflictingFlags { one: &shown, other: &clean(&other) }.text(language))
            }
        }
        ErrorKind::InvalidValue
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals => ("missing-value", MissingValue { flag: &shown }.text(language)),
        ErrorKind::TooManyValues => {
            let typed = first(ContextKind::InvalidValue);
            ("unexpected-word", UnexpectedWord { typed: &quoted(language, &typed) }.text(language))
        }
        ErrorKind::InvalidUtf8 => ("not-utf8", NOT_UTF8_WORD.text(language).to_owned()),
        _ => ("unreadable-line", UNREADABLE_LINE.text(language).to_owned()),
    };
    let Understood { command, path, rest } = understood(language, arguments);
    let help = format!("makkerpar help {path}");
    let hint = match code {
        "unknown-command" => instead(language, &command, &path, &first(ContextKind::InvalidSubcommand)),
        "unexpected-word" => {
            let typed = if argument.is_empty() { first(ContextKind::InvalidValue) } else { argument.clone() };
            guess::too_many(language, &command, &path, &rest, &typed)
                .unwrap_or_else(|| hint(language, None, help.trim_end()))
        }
        "unknown-flag" => hint(language, guess::option(&command, &argument), help.trim_end()),
        _ => hint(language, None, help.trim_end()),
    };
    worded(code, message).hint(hint).usage()
}

/// Prints help where that was asked for, and otherwise what is wrong with the line.
pub(super) fn report(error: &clap::Error, language: Language, arguments: &[OsString]) -> ExitCode {
    let is_set = |flag: &str| arguments.iter().skip(1).any(|argument| argument == flag);
    let is_given = |when: &str| {
        let pair = |words: &[OsString]| words[0] == "--color" && words[1] == when;
        is_set(&format!("--color={when}")) || arguments.windows(2).any(pair)
    };
    let manner = Manner {
        language,
        json: is_set("--json"),
        quiet: false,
        yes: false,
        colour: if is_given("always") {
            Colour::Always
        } else if is_given("never") {
            Colour::Never
        } else {
            Colour::Auto
        },
        plain: super::config::variable("NO_COLOR").is_some(),
        unicode: true,
    };
    let ui = Ui::new(manner);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render().to_string();
            super::help::print(&ui, text.trim_end());
            ui.unsaid().map_or(ExitCode::SUCCESS, |cause| refused(&ui, &unsaid(language, &cause)))
        }
        _ => refused(&ui, &wrong(error, language, arguments)),
    }
}
