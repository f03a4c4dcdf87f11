//! The templates that are in force: those that come with the program, and a person's own copies in their folder.

use super::error::{AppError, TemplateError};
use crate::locale::Language;
use crate::programme::{Bank, EMBEDDED_BANK, EMBEDDED_FORMATS, Format, Formats, is_key};
use crate::schedule::{EMBEDDED, RuleBook};
use crate::template::Mistake;
use std::cell::OnceCell;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What kind of template a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// A way to spend the day.
    Format,
    /// When a talk may be, and what a day costs.
    Rules,
    /// Questions and agreements.
    Bank,
}

impl Kind {
    /// The folder of such files in the folder of settings; none for the bank, of which there is one.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Format => "formats",
            Self::Rules => "rules",
            Self::Bank => "",
        }
    }
}

/// The name of the file with questions and agreements.
pub(super) const BANK: &str = "bank";

/// The largest file that is read as a template, in octets.
pub(super) const LARGEST: u64 = 1 << 20;

/// The templates that come with the program: kind, name, text.
pub(super) fn embedded() -> Vec<(Kind, &'static str, &'static str)> {
    let formats = EMBEDDED_FORMATS.iter().map(|(name, text)| (Kind::Format, *name, *text));
    let rules = EMBEDDED.iter().map(|(name, text)| (Kind::Rules, *name, *text));
    formats.chain(rules).chain([(Kind::Bank, BANK, EMBEDDED_BANK)]).collect()
}

/// The templates that are in force. Each is read when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Templates(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// The folder of a person's own.
    folder: Option<PathBuf>,
    formats: OnceCell<Known>,
    bank: OnceCell<Bank>,
}

/// The formats that can be used, and the own files that cannot.
#[derive(Debug)]
struct Known {
    formats: Formats,
    broken: Vec<(String, PathBuf, Broken)>,
}

/// Why a file cannot be used.
#[derive(Debug)]
enum Broken {
    Mistakes(Vec<Mistake>),
    Unreadable(io::ErrorKind),
}

impl Broken {
    fn error(&self, path: &Path) -> AppError {
        let path = path.to_owned();
        match self {
            Self::Mistakes(mistakes) => {
                AppError::Template(TemplateError::Mistakes { path, mistakes: mistakes.clone() })
            }
            Self::Unreadable(kind) => {
                AppError::Template(TemplateError::Unreadable { path, cause: (*kind).into() })
            }
        }
    }
}

/// The text of a file, which is no template if it is larger than templates are.
pub(super) fn text_of(path: &Path) -> io::Result<String> {
    if std::fs::metadata(path)?.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    std::fs::read_to_string(path)
}

impl Templates {
    /// The templates of the program, and those in `folder`: `formats/NAME.toml`, `rules/NAME.toml`, `bank.toml`.
    pub(crate) fn in_folder(folder: Option<PathBuf>) -> Self {
        Self(Rc::new(Inner { folder, ..Inner::default() }))
    }

    /// The folder of a person's own.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.0.folder.as_deref()
    }

    /// Where an own template of that kind and name is, or would be.
    pub(super) fn path(&self, kind: Kind, name: &str) -> Option<PathBuf> {
        Some(self.folder()?.join(kind.folder()).join(format!("{name}.toml")))
    }

    /// The own templates of a kind, by name.
    pub(super) fn own(&self, kind: Kind) -> Vec<(String, PathBuf)> {
        let folder = self.folder().map(|folder| folder.join(kind.folder()));
        let files = folder.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        let named = files.filter_map(|file| {
            let path = file.path();
            let is_toml = path.extension().is_some_and(|extension| extension == "toml");
            let name = path.file_stem()?.to_str()?.to_owned();
            let is_one = is_key(&name) && (kind != Kind::Bank || name == BANK);
            (is_toml && is_one).then_some((name, path))
        });
        let mut own: Vec<(String, PathBuf)> = named.collect();
        own.sort();
        own
    }

    fn known(&self) -> &Known {
        self.0.formats.get_or_init(|| {
            let (mut good, mut broken) = (Vec::new(), Vec::new());
            for (name, path) in self.own(Kind::Format) {
                let read = text_of(&path).map_err(|error| Broken::Unreadable(error.kind()));
                match read.and_then(|text| Format::parse(&name, &text).map_err(Broken::Mistakes)) {
                    Ok(format) => good.push(format),
                    Err(why) => broken.push((name, path, why)),
                }
            }
            Known { formats: Formats::with(good), broken }
        })
    }

    /// The formats that can be chosen from.
    pub(crate) fn formats(&self) -> &Formats {
        &self.known().formats
    }

    /// The format of a key.
    ///
    /// # Errors
    /// If there is none, or the own file of that name has mistakes.
    pub(crate) fn format(&self, key: &str) -> Result<&Format, AppError> {
        self.not_broken(key)?;
        self.formats().of(key).ok_or_else(|| self.unknown_format(key))
    }

    fn not_broken(&self, key: &str) -> Result<(), AppError> {
        match self.known().broken.iter().find(|(name, ..)| name == key) {
            Some((_, path, why)) => Err(why.error(path)),
            None => Ok(()),
        }
    }

    fn unknown_format(&self, typed: &str) -> AppError {
        let all = self.formats().all().iter().map(|format| format.key.clone());
        AppError::UnknownFormat { typed: typed.to_owned(), formats: all.collect() }
    }

    /// The format that a person means.
    ///
    /// # Errors
    /// [`AppError::UnknownFormat`], [`AppError::AmbiguousFormat`], or the own file of that name has mistakes.
    pub(crate) fn format_named(&self, typed: &str) -> Result<&Format, AppError> {
        self.not_broken(typed.trim())?;
        let format = self.formats().named(typed).map_err(|candidates| {
            if candidates.is_empty() {
                self.unknown_format(typed)
            } else {
                let formats = candidates.into_iter().map(str::to_owned).collect();
                AppError::AmbiguousFormat { typed: typed.to_owned(), formats }
            }
        })?;
        self.not_broken(&format.key)?;
        Ok(format)
    }

    /// What a format is called in sentences: `walk`, `gåtur`.
    pub(crate) fn format_word(&self, language: Language, key: &str) -> String {
        self.formats().of(key).map_or(key, |format| format.word.text(language)).to_owned()
    }

    /// Questions and agreements.
    ///
    /// # Errors
    /// If the own file has mistakes.
    pub(crate) fn bank(&self) -> Result<&Bank, AppError> {
        if let Some(bank) = self.0.bank.get() {
            return Ok(bank);
        }
        let own = self.path(Kind::Bank, BANK).filter(|path| path.exists());
        let bank = match own {
            Some(path) => {
                let text = text_of(&path).map_err(|cause| {
                    AppError::Template(TemplateError::Unreadable { path: path.clone(), cause })
                })?;
                Bank::parse(&text)
                    .map_err(|mistakes| AppError::Template(TemplateError::Mistakes { path, mistakes }))?
            }
            None => Bank::embedded(),
        };
        Ok(self.0.bank.get_or_init(|| bank))
    }

    /// The rules of a name, or of a file that is named by its path. Own rules go before those that come with the
    /// program.
    ///
    /// # Errors
    /// If there are none, or the file cannot be read or has mistakes.
    pub(crate) fn rules(&self, name: &str) -> Result<RuleBook, AppError> {
        let own = if super::rules::is_path(name) {
            Some(PathBuf::from(name))
        } else {
            self.path(Kind::Rules, name).filter(|path| path.exists())
        };
        if let Some(path) = own {
            let text = text_of(&path).map_err(|cause| {
                AppError::Template(TemplateError::Unreadable { path: path.clone(), cause })
            })?;
            return RuleBook::parse(&text)
                .map_err(|mistakes| AppError::Template(TemplateError::Mistakes { path, mistakes }));
        }
        match EMBEDDED.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => RuleBook::parse(text).map_err(|mistakes| {
                AppError::Template(TemplateError::Mistakes {
                    path: PathBuf::from(format!("{name}.toml")),
                    mistakes,
                })
            }),
            None => Err(AppError::UnknownRules {
                name: name.to_owned(),
                known: EMBEDDED.map(|(known, _)| known.to_owned()).into(),
            }),
        }
    }
}
