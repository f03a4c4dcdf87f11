//! What a person has typed and is not on record yet: where it is kept if something fails, and how it is taken up again.

use super::super::args::Line;
use super::super::commands::in_shell;
use super::super::ui::{clean, shown};
use crate::app::files::{make_private, write_new};
use crate::locale::Language;
use crate::locale::messages::{KeptIn, NOT_KEPT};
use clap::{Command, CommandFactory as _};
use etcetera::BaseStrategy as _;
use std::cell::{Cell, RefCell};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How a text came, and so how the same command takes it from a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) enum Way {
    /// On the line: a `-` in its place reads it from the file.
    #[default]
    Line,
    /// From standard input, as it would again.
    Input,
    /// It was asked for, and is the last word of the line.
    Word,
    /// It was asked for, and an option takes it.
    Option(&'static str),
    /// With its fields, in an editor.
    Draft,
    /// In a walk, which the same command goes on with.
    Walk,
}

/// What became of a text that is not on record.
#[derive(Debug)]
pub(in crate::cli) enum Keeping {
    Kept(Kept),
    /// Its place takes nothing: the text is all there is.
    Nowhere(String),
}

impl Keeping {
    /// What a person is told.
    pub(in crate::cli) fn lines(&self, language: Language) -> Vec<String> {
        match self {
            Self::Kept(Kept { file, .. }) => vec![kept_in(language, file)],
            Self::Nowhere(text) => nowhere(language, text),
        }
    }
}

fn kept_in(language: Language, file: &Path) -> String {
    KeptIn { file: &shown(file) }.text(language)
}

fn nowhere(language: Language, text: &str) -> Vec<String> {
    let lines = clean(text);
    [NOT_KEPT.text(language)].into_iter().chain(lines.lines()).map(str::to_owned).collect()
}

/// Where a text is kept.
#[derive(Debug)]
pub(in crate::cli) struct Kept {
    /// Where it stands.
    pub(in crate::cli) file: PathBuf,
    /// The whole command that takes it up.
    pub(in crate::cli) again: Option<String>,
}

/// The texts of one command.
#[derive(Default)]
pub(super) struct Typed {
    /// Those from standard input, a dialogue or an editor, which stand nowhere else.
    asked: Arc<Mutex<Vec<String>>>,
    /// Those on the line.
    given: RefCell<Vec<String>>,
    way: Cell<Way>,
}

impl Typed {
    /// Remembers a text that stands on the line, where it can be seen again.
    pub(super) fn on_line(&self, text: &str) {
        self.given.borrow_mut().push(text.to_owned());
    }

    /// Remembers a text that came in another way, and stands nowhere else.
    pub(super) fn came(&self, text: &str, way: Way) {
        held(&self.asked).push(text.to_owned());
        self.way.set(way);
    }

    /// All that was typed in a dialogue is on record, or was given up.
    pub(super) fn forget(&self) {
        held(&self.asked).clear();
    }

    /// The texts of a dialogue, for one who may have to keep them at any moment.
    pub(super) fn shared(&self) -> Arc<Mutex<Vec<String>>> {
        Arc::clone(&self.asked)
    }

    /// Keeps what was typed; what stood on the line, which can be repeated, only where the file itself fails.
    pub(super) fn keep(&self, file_failed: bool) -> Option<Keeping> {
        let mut texts = held(&self.asked).clone();
        let is_line = texts.is_empty();
        texts.extend(self.given.borrow().iter().filter(|_| file_failed).cloned());
        let file = match keep(&texts)? {
            Ok(file) => file,
            Err(text) => return Some(Keeping::Nowhere(text)),
        };
        let way = if is_line { Way::Line } else { self.way.get() };
        let arguments: Vec<String> =
            std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
        let again = again(&arguments, way, &texts[0], &file.display().to_string());
        Some(Keeping::Kept(Kept { file, again }))
    }
}

/// The texts, whatever became of others who held them.
pub(super) fn held(texts: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    texts.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder for what is between a person and the record: the platform's for state, or else for data.
pub(in crate::cli) fn state_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.data_dir()).join("makkerpar"))
}

/// Keeps texts in a file of their own, and tells where, or gives back what could not be kept; `None` if there is nothing to
/// keep.
pub(in crate::cli) fn keep(texts: &[String]) -> Option<Result<PathBuf, String>> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).collect();
    if texts.is_empty() {
        return None;
    }
    let text = texts.join("\n\n");
    Some(kept(&text).ok_or(text))
}

/// As [`keep`], in lines for a person.
pub(super) fn keep_and_tell(texts: &[String], language: Language) -> Vec<String> {
    match keep(texts) {
        None => Vec::new(),
        Some(Ok(file)) => vec![kept_in(language, &file)],
        Some(Err(text)) => nowhere(language, &text),
    }
}

fn kept(text: &str) -> Option<PathBuf> {
    let folder = state_folder()?.join("kept");
    make_private(&folder, true).ok()?;
    for number in 1..1000 {
        let path = folder.join(format!("{number}.txt"));
        match write_new(&path, text) {
            Ok(()) => return Some(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(_) => return None,
        }
    }
    None
}

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

/// The whole command that takes a kept text up, as a shell takes it; the text itself is not in it.
fn again(arguments: &[String], way: Way, text: &str, file: &str) -> Option<String> {
    let mut words: Vec<String> = arguments.to_vec();
    match way {
        Way::Input => {}
        Way::Line => {
            let is_text = |index: &usize| words[*index] == text;
            let is_value = |word: &String| *word == text || word.ends_with(&format!("={text}"));
            let plain = plain_words(arguments).into_iter().rev().find(is_text);
            let index = plain.or_else(|| words.iter().rposition(is_value))?;
            let option = words[index].strip_suffix(text).unwrap_or_default();
            words[index] = format!("{option}-");
        }
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
    let line: Vec<String> = words.iter().map(|word| in_shell(word)).collect();
    let (line, file) = (line.join(" "), in_shell(file));
    // What is shown in codes would not be the same line.
    if clean(&line) != line || clean(&file) != file {
        return None;
    }
    Some(if cfg!(windows) {
        format!("type {file} | makkerpar {line}")
    } else {
        format!("makkerpar {line} < {file}")
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[track_caller]
    fn takes_up(line: &[&str], way: Way, expected: &str) {
        let arguments: Vec<String> = line.iter().map(|word| (*word).to_owned()).collect();
        let expected = format!("makkerpar {expected} < k/1.txt");
        assert_eq!(again(&arguments, way, "A long thought", "k/1.txt"), Some(expected));
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
    fn a_line_that_cannot_be_repeated_is_not_made_up() {
        assert_eq!(again(&["o".to_owned()], Way::Line, "A long thought", "k/1.txt"), None);
        assert_eq!(again(&["review".to_owned()], Way::Walk, "x", "k/1.txt"), None);
    }
}
