//! What a person has typed and is not on record yet: where it is kept if something fails, and how it is taken up again.

use super::super::ui::{clean, shown};
use super::again::{again, in_walk};
use crate::app::files::{make_private, write_new};
use crate::locale::Language;
use crate::locale::messages::{KeptIn, NOT_KEPT, TakenUpBy};
use etcetera::BaseStrategy as _;
use std::cell::{Cell, RefCell};
use std::io::ErrorKind;
use std::path::PathBuf;
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
    /// In a walk, which the same command goes on with; what was asked has a command of its own.
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
    /// What a person is told, the line that takes it up aside.
    pub(in crate::cli) fn lines(&self, language: Language) -> Vec<String> {
        match self {
            Self::Kept(Kept { file, .. }) => vec![KeptIn { file: &shown(file) }.text(language)],
            Self::Nowhere(text) => {
                let lines = clean(text);
                [NOT_KEPT.text(language)].into_iter().chain(lines.lines()).map(str::to_owned).collect()
            }
        }
    }

    /// What one who leaves a walk is told.
    pub(super) fn farewell(&self, language: Language) -> Vec<String> {
        let mut lines = self.lines(language);
        if let Self::Kept(Kept { again: Some(command), .. }) = self {
            lines.push(TakenUpBy { command }.text(language));
        }
        lines
    }
}

/// Where a text is kept.
#[derive(Debug)]
pub(in crate::cli) struct Kept {
    /// Where it stands.
    pub(in crate::cli) file: PathBuf,
    /// The whole command that takes it up.
    pub(in crate::cli) again: Option<String>,
}

/// The texts from standard input, a dialogue or an editor, which stand nowhere else.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Asked {
    pub(in crate::cli) texts: Vec<String>,
    /// In a walk the words of the command that puts them on record, a `-` in the place of what is read from a file.
    pub(in crate::cli) command: Vec<String>,
}

/// The texts of one command.
#[derive(Default)]
pub(super) struct Typed {
    asked: Arc<Mutex<Asked>>,
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
        held(&self.asked).texts.push(text.to_owned());
        self.way.set(way);
    }

    /// In a walk, the command that takes what was typed so far.
    pub(super) fn is_for(&self, command: Vec<String>) {
        held(&self.asked).command = command;
    }

    /// All that was typed in a dialogue is on record, or was given up.
    pub(super) fn forget(&self) {
        *held(&self.asked) = Asked::default();
    }

    /// The texts of a dialogue, for one who may have to keep them at any moment.
    pub(super) fn shared(&self) -> Arc<Mutex<Asked>> {
        Arc::clone(&self.asked)
    }

    /// Keeps what was typed; what stood on the line, which can be repeated, only where the file itself fails and nothing else was
    /// typed.
    pub(super) fn keep(&self, file_failed: bool) -> Option<Keeping> {
        let asked = held(&self.asked).clone();
        if !asked.texts.is_empty() {
            return keep_asked(&asked, self.way.get());
        }
        let given = self.given.borrow();
        if file_failed { keep_by(&given, |words, file| again(words, Way::Line, &given, file)) } else { None }
    }
}

/// Keeps what was asked for.
pub(super) fn keep_asked(asked: &Asked, way: Way) -> Option<Keeping> {
    keep_by(&asked.texts, |words, file| match way {
        Way::Walk if !asked.command.is_empty() => in_walk(words, &asked.command, file),
        _ => again(words, way, &asked.texts, file),
    })
}

/// Keeps texts; `line` makes of the words on the line and the name of the file the line that takes them up.
fn keep_by(texts: &[String], line: impl Fn(&[String], &str) -> Option<String>) -> Option<Keeping> {
    Some(match keep(texts)? {
        Ok(file) => {
            let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
            let again = line(&words.collect::<Vec<_>>(), &file.display().to_string());
            Keeping::Kept(Kept { file, again })
        }
        Err(text) => Keeping::Nowhere(text),
    })
}

/// The texts, whatever became of others who held them.
pub(super) fn held(asked: &Mutex<Asked>) -> MutexGuard<'_, Asked> {
    asked.lock().unwrap_or_else(PoisonError::into_inner)
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
