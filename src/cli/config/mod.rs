//! The settings of a person: what they are called, where one comes from, and which goes before which.
//!
//! What is typed on the line goes before the environment, the environment before the file, the file before what is usual.

mod key;

pub(super) use key::{Key, truth};

use super::ui::{clean, shown};
use super::values;
use super::wording::{Report, report};
use crate::app::settings::{self, Flaw, Settings};
use crate::locale::Language;
use crate::locale::messages::{
    BrokenConfig, ConfigPlace, EnvironmentPlace, HINT_CONFIG, HintConfigSet, UnreadableConfig, WrongSetting,
    WrongVariable,
};
use etcetera::BaseStrategy as _;
use std::path::{Path, PathBuf};

/// A variable of the environment that is set to something.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A person's folder for settings and templates: that of the platform's command-line programs, `~/.config/makkerpar`
/// or what `XDG_CONFIG_HOME` says, also on a Mac; on Windows the roaming folder of the account.
pub(super) fn folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("makkerpar"))
}

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A variable of the environment.
    Environment(String),
    /// A line of the file.
    File(usize),
}

/// A setting that somebody has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) key: Key,
    /// As it was written.
    pub(super) value: String,
    /// Where it comes from.
    pub(super) source: Source,
}

/// What the environment and the file say.
pub(super) struct Config {
    path: Option<PathBuf>,
    settings: Settings,
}

impl Config {
    /// Reads the file, if there is one.
    pub(super) fn read() -> Self {
        let path = folder().map(|folder| folder.join("config.toml"));
        let settings = path.as_deref().map(settings::read).unwrap_or_default();
        Self { path, settings }
    }

    /// Where the file is, or would be.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    fn shown(&self) -> String {
        self.path.as_ref().map(|path| shown(path)).unwrap_or_default()
    }

    /// What the file alone says.
    fn in_file(&self, key: Key) -> Option<Setting> {
        let line = self.settings.lines.iter().find(|line| line.name == key.name())?;
        let value = line.value.trim().to_owned();
        (!value.is_empty()).then_some(Setting { key, value, source: Source::File(line.number) })
    }

    /// What the environment says, or else the file.
    pub(super) fn setting(&self, key: Key) -> Option<Setting> {
        let said = key.variables().into_iter().find_map(|name| {
            let value = variable(&name)?;
            let value = if name == "NO_COLOR" { "never".to_owned() } else { value };
            Some(Setting { key, value, source: Source::Environment(name) })
        });
        said.or_else(|| self.in_file(key))
    }

    /// The names in the file that mean nothing here.
    pub(super) fn unknown(&self) -> Vec<&settings::Line> {
        let is_known = |line: &&settings::Line| Key::named(&line.name).is_some();
        self.settings.lines.iter().filter(|line| !is_known(line)).collect()
    }

    /// Where a setting stands.
    pub(super) fn place(&self, language: Language, setting: &Setting) -> String {
        match &setting.source {
            Source::Environment(name) => EnvironmentPlace { key: &setting.key.name(), name }.text(language),
            Source::File(line) => {
                let file = self.shown();
                ConfigPlace { key: &setting.key.name(), line, file: &file }.text(language)
            }
        }
    }

    /// Why the file cannot be taken apart.
    pub(super) fn flaw(&self, language: Language) -> Option<Report> {
        let file = self.shown();
        Some(match self.settings.flaw.as_ref()? {
            Flaw::Syntax { line, detail } => {
                report("broken-config", BrokenConfig { file: &file, line }.text(language))
                    .place(clean(detail))
                    .hint(HINT_CONFIG.text(language))
            }
            Flaw::Unreadable(cause) => {
                report("broken-config", UnreadableConfig { file: &file }.text(language))
                    .place(clean(&cause.to_string()))
                    .hint(HINT_CONFIG.text(language))
            }
        })
    }

    /// What is wrong with a value of the file, as far as that can be seen without a database.
    pub(super) fn fault_of(&self, language: Language, key: Key) -> Option<Report> {
        let setting = self.in_file(key)?;
        let refused = key.read(language, &setting.value).err()?;
        let Source::File(line) = setting.source else { return None };
        let typed = values::quoted(language, &setting.value);
        let wrong = WrongSetting { key: &key.name(), typed: &typed, line: &line, file: &self.shown() };
        let said = report("wrong-setting", wrong.text(language));
        let said = refused.hint.into_iter().fold(said, Report::place);
        Some(said.hint(HintConfigSet { key: &key.name() }.text(language)))
    }

    /// What is wrong with a variable of makkerpar's own. A language that is not spoken here has always been passed over, as
    /// in a locale.
    fn fault_of_variable(language: Language, key: Key) -> Option<Report> {
        let name = key.variables().into_iter().next().filter(|_| key != Key::Lang)?;
        let value = variable(&name)?;
        let mut refused = key.read(language, &value).err()?;
        let typed = values::quoted(language, &value);
        refused.message = WrongVariable { name: &name, typed: &typed }.text(language);
        Some(refused)
    }

    /// The first thing that is wrong: commands do not guess what a person may have meant.
    pub(super) fn fault(&self, language: Language) -> Option<Report> {
        let in_file = || Key::ALL.iter().find_map(|key| self.fault_of(language, *key));
        let is_empty = self.settings.lines.is_empty() && self.settings.flaw.is_none();
        let file = if is_empty { None } else { self.flaw(language).or_else(in_file) };
        file.or_else(|| Key::ALL.iter().find_map(|key| Self::fault_of_variable(language, *key)))
    }

    /// The language of the environment: `MAKKERPAR_LANG`, then the file, then the locale.
    pub(super) fn spoken(&self) -> Language {
        let parse = |setting: Setting| Language::parse(&setting.value);
        let named = variable("MAKKERPAR_LANG").and_then(|name| Language::parse(&name));
        named.or_else(|| self.in_file(Key::Lang).and_then(parse)).unwrap_or_else(Self::locale)
    }

    /// The language of the locale.
    pub(super) fn locale() -> Language {
        let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
        locale().and_then(|name| Language::parse(&name)).unwrap_or(Language::English)
    }
}
