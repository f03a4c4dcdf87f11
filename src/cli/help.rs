//! Help in both languages: English from the comments in `args/`, Danish from `templates/help.da.toml`.

mod fitted;

use super::args::Line;
use super::ui::Ui;
use crate::locale::Language;
use crate::locale::messages::{
    HELP_ARGUMENTS, HELP_COMMANDS, HELP_EVERYWHERE, HELP_FLAG, HELP_OPTIONS, HELP_OVERVIEW, HELP_USAGE,
    HELP_VERSION, UnknownCommand,
};
use clap::{Arg, ArgAction, Command, CommandFactory as _};
use fitted::fitted;
use std::collections::BTreeMap;
use std::ffi::OsString;

/// The Danish help of one command.
#[derive(serde::Deserialize, Default)]
struct Danish {
    about: Option<String>,
    /// More than the first line.
    long: Option<String>,
    examples: Option<String>,
    /// By the name of the argument.
    #[serde(default)]
    args: BTreeMap<String, String>,
}

/// The entry for arguments that read the same in every command.
const COMMON: &str = "common";

/// The entry for what stands for values: `<DATE>`.
const VALUES: &str = "values";

fn danish() -> BTreeMap<String, Danish> {
    toml::from_str(include_str!("../../templates/help.da.toml")).expect("a test reads the embedded help")
}

/// The language of a line, before it is understood: `--lang`, then what is `spoken`.
pub(super) fn language(arguments: &[OsString], spoken: Language) -> Language {
    let words: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let named = words.iter().enumerate().find_map(|(index, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(index + 1).copied(),
        Some(value) => value.strip_prefix('='),
        None => None,
    });
    named.and_then(Language::parse).unwrap_or(spoken)
}

/// The words of the command line, without their help in `language`: enough for a line that is right, in a fraction of the
/// time.
pub(super) fn plain(language: Language) -> Command {
    Line::command()
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .global(true)
                .hide(true)
                .help(HELP_FLAG.text(language)),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .hide(true)
                .help(HELP_VERSION.text(language)),
        )
        .disable_help_subcommand(true)
}

/// The words of the command line, with their help in `language`.
pub(super) fn command(language: Language) -> Command {
    let overview = HELP_OVERVIEW.text(language).trim_end().to_owned();
    laid_out(described(language).override_help(overview), language)
}

/// The words of the command line with what they mean in `language`, not laid out for a screen.
pub(super) fn described(language: Language) -> Command {
    let table = match language {
        Language::English => BTreeMap::new(),
        Language::Danish => danish(),
    };
    spoken(plain(language), "", language, &table)
}

/// What stands for the value of an argument: `DATE`; nothing for one that takes none.
pub(super) fn value_name(arg: &Arg) -> Option<String> {
    if !arg.get_action().takes_values() {
        return None;
    }
    let named = arg.get_value_names().and_then(|names| names.first());
    Some(named.map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string))
}

/// A command and those below it in `language`. `path` is its name on the line: `incident step`.
fn spoken(command: Command, path: &str, language: Language, table: &BTreeMap<String, Danish>) -> Command {
    let values = table.get(VALUES).map(|values| &values.args);
    let mut order = 0;
    let mut command = command
        .subcommand_help_heading(HELP_COMMANDS.text(language))
        .disable_help_subcommand(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { HELP_ARGUMENTS } else { HELP_OPTIONS };
            order += 1;
            let arg = arg.help_heading(heading.text(language)).display_order(order);
            match values.and_then(|values| values.get(&value_name(&arg)?)) {
                Some(name) => arg.value_name(name.clone()),
                None => arg,
            }
        });
    if let Some(danish) = table.get(if path.is_empty() { "makkerpar" } else { path }) {
        if let Some(about) = &danish.about {
            let long = danish.long.as_ref().map(|long| format!("{about}\n\n{long}"));
            command = command.about(about.clone()).long_about(long.unwrap_or_else(|| about.clone()));
        }
        if let Some(examples) = &danish.examples {
            command = command.after_help(examples.clone());
        }
        let common = table.get(COMMON);
        command = command.mut_args(|arg| {
            let id = arg.get_id().as_str();
            let help = danish.args.get(id).or_else(|| common.and_then(|common| common.args.get(id)));
            match help.cloned() {
                Some(help) => arg.help(help),
                None => arg,
            }
        });
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |sub| spoken(sub, &path, language, table));
    }
    command
}

/// A command and those below it, each with its help as a screen shows it.
fn laid_out(mut command: Command, language: Language) -> Command {
    let usage = HELP_USAGE.text(language);
    let everywhere = HELP_EVERYWHERE.text(language);
    // The first paragraph stands in lists of commands, the whole text over the command's own help.
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    let has_args = command.get_arguments().any(|arg| !arg.is_hide_set()) || command.has_subcommands();
    let args = if has_args { "\n\n{all-args}" } else { "" };
    let template = format!("{about}\n\n{usage} {{usage}}{args}{{after-help}}\n{everywhere}");
    command = command.long_about(None::<&str>).help_template(template);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| laid_out(sub, language));
    }
    command
}

/// The help of the command that `words` name.
pub(super) fn of(language: Language, words: &[String]) -> Result<String, super::wording::Report> {
    let mut root = command(language);
    root.build();
    let found = words.iter().try_fold(&mut root, |found, word| found.find_subcommand_mut(word));
    let Some(found) = found else { return Err(unknown(language, words)) };
    Ok(found.render_help().to_string().trim_end().to_owned())
}

/// That there is no command which `words` name, and which was meant.
fn unknown(language: Language, words: &[String]) -> super::wording::Report {
    let root = command(language);
    let (mut found, mut path) = (&root, Vec::new());
    let mut typed = "";
    for word in words {
        let Some(next) = found.find_subcommand(word) else {
            typed = word;
            break;
        };
        path.push(next.get_name());
        found = next;
    }
    let message = UnknownCommand { typed: &super::values::quoted(language, typed) }.text(language);
    let hint = super::usage::instead(language, found, &path.join(" "), typed);
    super::wording::report("unknown-command", message).hint(hint).usage()
}

/// A usage line in `language`: the only words of it that clap itself writes.
pub(super) fn usage_in(language: Language, text: &str) -> String {
    match language {
        Language::English => text.to_owned(),
        Language::Danish => text.replace("[OPTIONS]", "[TILVALG]").replace("COMMAND", "KOMMANDO"),
    }
}

/// Prints help, for programs as an object.
pub(super) fn print(ui: &Ui, text: &str) {
    let text = usage_in(ui.language(), text);
    if ui.json() {
        ui.say(&serde_json::json!({ "help": text }).to_string());
    } else {
        ui.say(&fitted(&text, ui.width().unwrap_or(80)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &Command, path: &str, visit: &mut impl FnMut(&Command, &str)) {
        visit(command, path);
        for sub in command.get_subcommands() {
            let path = format!("{path} {}", sub.get_name());
            each(sub, path.trim(), visit);
        }
    }

    #[test]
    fn the_command_line_hangs_together() {
        for language in [Language::English, Language::Danish] {
            command(language).debug_assert();
        }
    }

    #[test]
    fn every_command_and_argument_has_danish_help_and_none_is_left_over() {
        let mut table = danish();
        let common = table.remove(COMMON).unwrap_or_default();
        let mut values = table.remove(VALUES).unwrap_or_default().args;
        let known: Vec<String> = values.keys().cloned().collect();
        let mut unused: Vec<&String> = common.args.keys().collect();
        let mut missing = Vec::new();
        each(&Line::command(), "", &mut |command, path| {
            let name = if path.is_empty() { "makkerpar" } else { path };
            let Some(mut danish) = table.remove(name) else {
                missing.push(name.to_owned());
                return;
            };
            assert!(danish.about.is_some(), "{name}: no about");
            assert_eq!(danish.long.is_some(), command.get_long_about().is_some(), "{name}: long");
            assert_eq!(danish.examples.is_some(), command.get_after_help().is_some(), "{name}: examples");
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                if let Some(value) = value_name(argument) {
                    values.remove(&value);
                    if !known.contains(&value) {
                        missing.push(format!("{name} <{value}>"));
                    }
                }
                if danish.args.remove(id).is_some() {
                    continue;
                }
                if common.args.contains_key(id) {
                    unused.retain(|known| *known != id);
                } else {
                    missing.push(format!("{name} {id}"));
                }
            }
            assert!(danish.args.is_empty(), "{name}: {:?} are no arguments", danish.args.keys());
        });
        assert!(missing.is_empty(), "no Danish help: {missing:#?}");
        assert!(unused.is_empty() && values.is_empty(), "of no use: {unused:?} {values:?}");
        assert!(table.is_empty(), "no such commands: {:?}", table.keys());
    }

    #[test]
    fn every_example_is_a_line_that_the_program_understands() {
        for language in [Language::English, Language::Danish] {
            each(&command(language), "", &mut |sub, path| {
                if path.is_empty() {
                    return;
                }
                let examples = sub.get_after_help().map(ToString::to_string).unwrap_or_default();
                let lines: Vec<&str> = examples
                    .lines()
                    .filter_map(|line| line.split_once("makkerpar "))
                    .map(|(_, line)| line)
                    .collect();
                assert!(!lines.is_empty(), "{path}: no example");
                for line in lines {
                    let words = std::iter::once("makkerpar".to_owned()).chain(shell_words(line));
                    let words = super::super::usage::with_exclusions(words.map(OsString::from).collect());
                    let parsed = command(language).try_get_matches_from(words);
                    assert!(
                        parsed.is_ok(),
                        "{path}: {line}: {:?}",
                        parsed.err().map(|error| error.to_string())
                    );
                }
            });
        }
    }

    /// The words of a line with double quotation marks, as a shell splits it.
    fn shell_words(line: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut is_quoted = false;
        for letter in line.chars() {
            match letter {
                '"' => is_quoted = !is_quoted,
                ' ' if !is_quoted => words.push(String::new()),
                _ => words.last_mut().expect("there is one").push(letter),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }
}
