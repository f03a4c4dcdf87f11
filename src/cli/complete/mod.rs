//! What a shell offers while a line is typed. The script that a shell loads calls the program back with the words before
//! the cursor; the answer never waits, writes or complains.

mod offers;
mod shell;
mod source;

pub(super) use shell::{SHELLS, Shell};

use super::args::Global;
use super::config::Config;
use super::desk::Desk;
use super::help;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use offers::Offers;
use shell::{Kind, Offer};
use source::Source;
use std::ffi::{OsStr, OsString};

/// Begins and ends what stands for the values of an argument until they are looked up: the place of its source in the
/// list of sources, and what is typed of the value.
const MARK: char = '\u{1}';

/// The answer to the script of a shell: what goes on from `words`, those that it typed before the cursor.
pub(super) fn answer(shell: Shell, words: &[OsString]) -> String {
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let typed = shell.typed(&words);
    let (kind, offers) = offered(&typed.words).unwrap_or((Kind::Values, Vec::new()));
    shell.written(kind, &offers, &typed)
}

/// The options of the line that say which record it is about, as far as it is typed.
fn global(words: &[String]) -> (Global, Option<String>) {
    // The last word is still being typed.
    let done = &words[..words.len().saturating_sub(1)];
    let value = |name: &str| {
        let of = |(place, word): (usize, &String)| match word.strip_prefix(name)? {
            "" => done.get(place + 1).cloned(),
            rest => rest.strip_prefix('=').map(str::to_owned),
        };
        done.iter().enumerate().filter_map(of).next_back()
    };
    let global = Global {
        db: value("--db").map(|path| shell::at_home(&path)),
        pair: value("--pair"),
        me: value("--me"),
        lang: value("--lang"),
        quiet: true,
        ..Global::default()
    };
    (global, value("--by"))
}

fn offered(words: &[String]) -> Option<(Kind, Vec<Offer>)> {
    let (global, by) = global(words);
    let spoken: Vec<OsString> = words.iter().map(OsString::from).collect();
    let config = Config::read();
    let language = help::language(&spoken[..spoken.len().saturating_sub(1)], config.spoken());
    let mut sources = Vec::new();
    let mut command = with_sources(help::command(language), "", &mut sources);
    command.build();
    let line: Vec<OsString> = std::iter::once(OsString::from("makkerpar")).chain(spoken).collect();
    let last = line.len() - 1;
    let candidates = complete(&mut command, line, last, None).ok()?;

    let desk = Desk::new(global, config).ok()?;
    let about = Offers::new(&desk, by.as_deref(), words);
    let mut found = Vec::new();
    for candidate in candidates {
        let value = candidate.get_value().to_string_lossy().into_owned();
        let Some((before, source, begun)) = marked(&value) else {
            let help = candidate.get_help().map(ToString::to_string);
            found.push(Offer::new(value, help.as_deref().and_then(|help| help.lines().next())));
            continue;
        };
        match sources[source] {
            Source::Files => return Some((Kind::Files, Vec::new())),
            Source::Folders => return Some((Kind::Folders, Vec::new())),
            source => found.extend(about.of(source, begun).into_iter().map(|offer| offer.after(before))),
        }
    }
    // Options are shown once a dash is typed, or where there is nothing else.
    let is_option = |offer: &Offer| offer.value.starts_with('-');
    if words.last().is_none_or(|word| !word.starts_with('-')) && found.iter().any(|offer| !is_option(offer)) {
        found.retain(|offer| !is_option(offer));
    }
    let is_begun = !found.is_empty() && found.iter().all(|offer| offer.value.ends_with('='));
    Some((if is_begun { Kind::Begun } else { Kind::Values }, found))
}

/// What stands before a mark, the source that it names, and what is typed of the value.
fn marked(value: &str) -> Option<(&str, usize, &str)> {
    let mut parts = value.splitn(3, MARK);
    Some((parts.next()?, parts.next()?.parse().ok()?, parts.next()?))
}

/// A command and those below it, with a mark for the values of each argument that has a source.
fn with_sources(command: clap::Command, path: &str, sources: &mut Vec<Source>) -> clap::Command {
    let mut command = command.mut_args(|arg| match Source::of(path, &arg) {
        Some(source) => {
            sources.push(source);
            let place = sources.len() - 1;
            arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                vec![CompletionCandidate::new(format!("{MARK}{place}{MARK}{}", current.to_string_lossy()))]
            }))
        }
        None => arg,
    });
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |sub| with_sources(sub, &path, sources));
    }
    command
}
