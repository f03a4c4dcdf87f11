//! The manual: a page for the program and for every command, in the language of `man`. What a command means comes from
//! its help.

use super::help;
use crate::locale::Language;
use crate::locale::messages::{
    MAN_ABOUT, MAN_ARGUMENTS, MAN_COMMANDS, MAN_DESCRIPTION, MAN_ENVIRONMENT, MAN_ENVIRONMENT_LIST,
    MAN_EVERYWHERE, MAN_EXAMPLES, MAN_EXAMPLES_LIST, MAN_EXIT, MAN_EXIT_LIST, MAN_FILES, MAN_FILES_LIST,
    MAN_MANUAL, MAN_NAME, MAN_OPTIONS, MAN_SEE_ALSO, MAN_SYNOPSIS,
};
use chrono::NaiveDate;
use clap::{Arg, Command};
use std::fmt::Write as _;

/// The page of the program itself.
pub(super) fn of_the_program(language: Language, day: NaiveDate) -> String {
    let mut root = help::described(language);
    root.build();
    page(&mut root, &[], &[], language, day)
}

/// Every page with its name, without the section: `makkerpar-incident-step`.
pub(super) fn pages(language: Language, day: NaiveDate) -> Vec<(String, String)> {
    let mut root = help::described(language);
    root.build();
    let mut pages = Vec::new();
    collect(&mut root, &mut Vec::new(), &[], &mut pages, (language, day));
    pages
}

/// The page of the command that `typed` names, such as `observe` or `incident-step`.
pub(super) fn page_of(language: Language, day: NaiveDate, typed: &str) -> Option<String> {
    let root = help::described(language);
    let mut found = &root;
    let mut path = vec!["makkerpar"];
    for word in typed.split('-') {
        found = found.find_subcommand(word)?;
        path.push(found.get_name());
    }
    let name = path.join("-");
    pages(language, day).into_iter().find(|(page, _)| *page == name).map(|(_, page)| page)
}

fn collect(
    command: &mut Command,
    path: &mut Vec<String>,
    siblings: &[String],
    pages: &mut Vec<(String, String)>,
    (language, day): (Language, NaiveDate),
) {
    let name = named(path);
    pages.push((name, page(command, path, siblings, language, day)));
    let below = names_below(command);
    for sub in command.get_subcommands_mut() {
        path.push(sub.get_name().to_owned());
        collect(sub, path, &below, pages, (language, day));
        path.pop();
    }
}

fn names_below(command: &Command) -> Vec<String> {
    command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
}

fn named(path: &[String]) -> String {
    std::iter::once("makkerpar").chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join("-")
}

/// A page that is being written.
struct Page(String);

impl Page {
    fn section(&mut self, title: &str) {
        _ = writeln!(self.0, ".SH \"{}\"", escaped(title));
    }

    fn paragraphs(&mut self, text: &str) {
        for (number, paragraph) in text.trim().split("\n\n").enumerate() {
            if number > 0 {
                self.0.push_str(".PP\n");
            }
            self.line(&escaped(paragraph));
        }
    }

    /// A line of text. One that begins with a dot or an apostrophe would be taken for a command.
    fn line(&mut self, text: &str) {
        let guard = if text.starts_with(['.', '\'']) { "\\&" } else { "" };
        _ = writeln!(self.0, "{guard}{text}");
    }

    /// A term, already set, and what it means.
    fn item(&mut self, term: &str, text: &str) {
        self.0.push_str(".TP\n");
        self.line(term);
        self.line(&escaped(text));
    }

    /// A section of lines that have a term and its meaning, with a tab between.
    fn list(&mut self, title: &str, lines: &str) {
        self.section(title);
        for (term, text) in lines.trim().lines().filter_map(|line| line.split_once('\t')) {
            self.item(&bold(term), text);
        }
    }
}

fn page(
    command: &mut Command,
    path: &[String],
    siblings: &[String],
    language: Language,
    day: NaiveDate,
) -> String {
    let name = named(path);
    let mut page = Page(String::new());
    let version = command.get_version().map_or(env!("CARGO_PKG_VERSION"), |version| version).to_owned();
    let manual = escaped(MAN_MANUAL.text(language));
    _ = writeln!(
        page.0,
        ".TH \"{}\" \"1\" \"{day}\" \"makkerpar {version}\" \"{manual}\"",
        escaped(&name.to_uppercase())
    );
    // Neither words divided nor lines spread out: both hurt what can be copied.
    page.0.push_str(".nh\n.ad l\n");

    page.section(MAN_NAME.text(language));
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    // What man -k looks through is this line, and it knows no letters by their numbers.
    page.line(&format!("{} \\- {}", escaped(&name), signs_escaped(&lower_first(&about))));

    page.section(MAN_SYNOPSIS.text(language));
    let usage = match path {
        // What may stand anywhere on the line is left out of the usage of each command.
        [] => "makkerpar [OPTIONS] [COMMAND]".to_owned(),
        _ => command.render_usage().to_string(),
    };
    let usage = usage.trim().lines().map(|line| line.trim().trim_start_matches("Usage: ").to_owned());
    let usage: Vec<String> =
        usage.map(|line| help::usage_in(language, &line)).filter(|line| !line.is_empty()).collect();
    for (number, line) in usage.iter().enumerate() {
        if number > 0 {
            page.0.push_str(".br\n");
        }
        page.line(&format!("\\fB{}\\fR", escaped(line)));
    }

    page.section(MAN_DESCRIPTION.text(language));
    if path.is_empty() {
        page.paragraphs(MAN_ABOUT.text(language));
    } else {
        let long = command.get_long_about().or(command.get_about()).map(ToString::to_string);
        page.paragraphs(&sentences(&long.unwrap_or_default()));
    }

    if command.has_subcommands() {
        page.section(MAN_COMMANDS.text(language));
        for sub in command.get_subcommands() {
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            let names: Vec<String> =
                std::iter::once(sub.get_name()).chain(sub.get_all_aliases()).map(bold).collect();
            page.item(&names.join(", "), &about);
        }
    }
    arguments(&mut page, command, path, language);
    examples(&mut page, command, language);
    if path.is_empty() {
        page.list(MAN_EXAMPLES.text(language), MAN_EXAMPLES_LIST.text(language));
        page.list(MAN_FILES.text(language), MAN_FILES_LIST.text(language));
        page.list(MAN_ENVIRONMENT.text(language), MAN_ENVIRONMENT_LIST.text(language));
        page.list(MAN_EXIT.text(language), MAN_EXIT_LIST.text(language));
    }

    let above = (0..path.len()).map(|length| named(&path[..length]));
    let beside = siblings.iter().filter(|sibling| Some(*sibling) != path.last()).map(|sibling| {
        let mut beside = path[..path.len() - 1].to_vec();
        beside.push(sibling.clone());
        named(&beside)
    });
    let below = names_below(command).into_iter().map(|below| format!("{name}-{below}"));
    // The commands at the top are too many to stand on the page of each other.
    let beside: Vec<String> = if path.len() > 1 { beside.collect() } else { Vec::new() };
    let all: Vec<String> =
        above.chain(below).chain(beside).map(|name| format!("{}(1)", bold(&name))).collect();
    page.section(MAN_SEE_ALSO.text(language));
    page.line(&all.join(", "));
    page.0
}

fn arguments(page: &mut Page, command: &Command, path: &[String], language: Language) {
    let (positional, options): (Vec<&Arg>, Vec<&Arg>) = command
        .get_arguments()
        .filter(|arg| path.is_empty() || !arg.is_hide_set())
        .partition(|arg| arg.is_positional());
    let options_title = if path.is_empty() { MAN_EVERYWHERE } else { MAN_OPTIONS };
    for (title, args) in [(MAN_ARGUMENTS, positional), (options_title, options)] {
        if args.is_empty() {
            continue;
        }
        page.section(title.text(language));
        for arg in args {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            page.item(&term(arg), &help);
        }
    }
}

/// An argument as it is typed: `-t, --theme THEME`.
fn term(arg: &Arg) -> String {
    let value = help::value_name(arg).map(|name| format!("\\fI{}\\fR", escaped(&name)));
    let short = arg.get_short().map(|short| bold(&format!("-{short}")));
    let long = arg.get_long().map(|long| bold(&format!("--{long}")));
    let names = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    [names, value.unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn examples(page: &mut Page, command: &Command, language: Language) {
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let lines = examples.lines().filter_map(|line| Some(&line[line.find("makkerpar ")?..]));
    let lines: Vec<&str> = lines.collect();
    if lines.is_empty() {
        return;
    }
    page.section(MAN_EXAMPLES.text(language));
    page.0.push_str(".nf\n");
    for line in lines {
        page.line(&escaped(line));
    }
    page.0.push_str(".fi\n");
}

/// The first line of a help with a full stop, as it stands among sentences.
fn sentences(about: &str) -> String {
    let (first, rest) = about.split_once("\n\n").map_or((about, ""), |(first, rest)| (first, rest));
    let rest = if rest.is_empty() { String::new() } else { format!("\n\n{rest}") };
    format!("{first}.{rest}")
}

/// With a small letter in front, as what follows a name.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", escaped(text))
}

/// A text for roff: its signs spelt out, and every letter beyond ASCII by its number, which any roff reads.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in signs_escaped(text).chars() {
        if letter.is_ascii() {
            escaped.push(letter);
        } else {
            _ = write!(escaped, "\\[u{:04X}]", u32::from(letter));
        }
    }
    escaped
}

/// A text for roff with its letters as they are.
fn signs_escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\e"),
            '-' => escaped.push_str("\\-"),
            '\'' => escaped.push_str("\\(aq"),
            '"' => escaped.push_str("\\(dq"),
            '~' => escaped.push_str("\\(ti"),
            '^' => escaped.push_str("\\(ha"),
            '`' => escaped.push_str("\\(ga"),
            '\n' => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_on_the_page_as_they_are() {
        assert_eq!(escaped("a-b \\ \"c\" »ø«"), "a\\-b \\e \\(dqc\\(dq \\[u00BB]\\[u00F8]\\[u00AB]");
        let mut page = Page(String::new());
        page.line(".dot");
        page.line("'quote");
        assert_eq!(page.0, "\\&.dot\n\\&'quote\n");
    }

    #[test]
    fn what_a_page_is_about_is_found_by_its_own_letters() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 3).expect("a day");
        let page = of_the_program(Language::Danish, day);
        let name = page.lines().find(|line| line.starts_with("makkerpar \\- "));
        assert_eq!(name, Some("makkerpar \\- hukommelsen og planlæggeren bag to lederes årlige samtale"));
    }

    #[test]
    fn there_is_a_page_for_every_command_and_none_repeats_another() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 3).expect("a day");
        let pages = pages(Language::English, day);
        let has = |name: &str| pages.iter().any(|(page, _)| page == name);
        assert!(has("makkerpar") && has("makkerpar-observe") && has("makkerpar-incident-step"));
        assert_eq!(pages[0].1, of_the_program(Language::English, day));
        let mut names: Vec<&String> = pages.iter().map(|(name, _)| name).collect();
        names.dedup();
        assert_eq!(names.len(), pages.len());
    }
}
