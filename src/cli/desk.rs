//! What every command at the front desk needs: the pen, the file, who is typing, and the clock.

mod again;
mod file;
mod kept;
mod sessions;
mod texts;
mod typed;

pub(super) use kept::{Asked, Keeping, Kept, Way, keep, state_folder};
pub(super) use typed::INTERRUPTED;

use super::args::Global;
use super::config::{Config, Key, Setting, variable};
use super::ui::{Manner, Ui};
use super::values;
use super::wording::{Failure, Report, Wording};
use crate::app::{AppError, Names, Templates};
use crate::locale::{Language, dates};
use crate::store::StoreError;
use chrono::{DateTime, NaiveDate, Utc};
use kept::Typed;
use std::cell::{OnceCell, RefCell};

/// The front desk during one command.
pub(super) struct Desk {
    pub(super) ui: Ui,
    /// The instant at which the command is given.
    pub(super) now: DateTime<Utc>,
    global: Global,
    config: Config,
    /// The settings that were asked for, to say of a wrong one where it stands.
    used: RefCell<Vec<Setting>>,
    typed: Typed,
    /// The names of the two, once a session has stood, for wording a refusal.
    names: RefCell<Option<Names>>,
    today: RefCell<Option<NaiveDate>>,
    templates: OnceCell<Templates>,
}

/// Whether the environment can show more than ASCII.
fn shows_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let locale = locale.to_lowercase();
    (locale.contains("utf-8") || locale.contains("utf8"))
        && variable("TERM").is_none_or(|term| term != "dumb")
}

impl Desk {
    /// Opens the desk with the options of the line and the settings.
    pub(super) fn new(global: Global, config: Config) -> Result<Self, Box<(Ui, Report)>> {
        let mut manner = Manner {
            language: config.spoken(),
            json: global.json,
            quiet: global.quiet,
            yes: global.yes,
            colour: super::ui::Colour::Auto,
            plain: variable("NO_COLOR").is_some() || variable("TERM").is_some_and(|term| term == "dumb"),
            unicode: shows_unicode(),
        };
        let mut read = || -> Result<DateTime<Utc>, Report> {
            let before = manner.language;
            if let Some(typed) = &global.lang {
                manner.language = values::language(before, typed)?;
            }
            if let Some(typed) = &global.color {
                manner.colour = values::colour(manner.language, typed)?;
            } else if let Some(setting) = config.setting(Key::Color) {
                // A wrong word in the file is told by every command that minds the file.
                manner.colour = values::colour(manner.language, &setting.value).unwrap_or(manner.colour);
            }
            match variable("MAKKERPAR_NOW") {
                Some(typed) => values::now(manner.language, &typed),
                None => Ok(Utc::now()),
            }
        };
        let now = read();
        let ui = Ui::new(manner);
        match now {
            Ok(now) => {
                let (used, typed) = (RefCell::default(), Typed::default());
                let (names, today, templates) = (RefCell::default(), RefCell::default(), OnceCell::new());
                Ok(Self { ui, now, global, config, used, typed, names, today, templates })
            }
            Err(report) => Err(Box::new((ui, report))),
        }
    }

    /// The language that is spoken, whatever the paper is written in.
    pub(super) fn language(&self) -> Language {
        self.ui.language()
    }

    /// The language that was typed on this line, for paper.
    pub(super) fn typed_language(&self) -> Option<Language> {
        self.global.lang.as_deref().and_then(Language::parse)
    }

    /// What the environment and the file say.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// A setting as the environment or the file has it, in place of an option that is not on the line.
    pub(super) fn setting(&self, key: Key) -> Option<String> {
        let setting = self.config.setting(key)?;
        let value = setting.value.clone();
        self.used.borrow_mut().push(setting);
        Some(value)
    }

    /// A setting that says yes or no.
    pub(super) fn is_set(&self, key: Key) -> Result<bool, Report> {
        let read = |value: String| super::config::truth(self.language(), &value);
        self.setting(key).map_or(Ok(false), read)
    }

    /// The templates that are in force; a person's own lie in the platform's folder for settings.
    pub(super) fn templates(&self) -> &Templates {
        self.templates.get_or_init(|| Templates::in_folder(super::config::folder()))
    }

    /// What day it was on this machine's clock.
    pub(super) fn local_day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&chrono::Local).date_naive()
    }

    /// That day in words.
    pub(super) fn day_of(&self, at: DateTime<Utc>) -> String {
        dates::sentence(self.language(), self.local_day(at), self.local_day(self.now))
    }

    /// A failure in words.
    pub(super) fn worded(&self, failure: Failure) -> Report {
        match failure {
            Failure::Said(report) => report,
            Failure::Unsaid(cause) => super::wording::unsaid(self.language(), &cause),
            Failure::App(error) => {
                let names = self.names.borrow();
                let today = self.today.borrow().unwrap_or_else(|| self.now.date_naive());
                let (names, templates) = (names.as_ref(), self.templates());
                let wording = Wording { language: self.language(), today, names, templates };
                let said = self.with_place(wording.app(&error), &error);
                match &error {
                    AppError::Store(StoreError::Damaged { path, .. }) => said.hint(self.way_back(path)),
                    _ => said,
                }
            }
        }
    }

    /// Says of a value that was not typed on this line where it stands.
    fn with_place(&self, said: Report, error: &AppError) -> Report {
        let (AppError::UnknownMember { typed: refused, .. }
        | AppError::UnknownPair { typed: refused, .. }
        | AppError::UnknownTheme { typed: refused, .. }
        | AppError::UnknownFormat { typed: refused, .. }
        | AppError::AmbiguousFormat { typed: refused, .. }) = error
        else {
            return said;
        };
        let used = self.used.borrow();
        // What stands on the line goes before what is set.
        let is_meant = |setting: &&Setting| match error {
            AppError::UnknownPair { .. } => setting.key == Key::Pair && self.global.pair.is_none(),
            _ => setting.key != Key::Pair,
        };
        match used.iter().filter(is_meant).find(|setting| setting.value == *refused) {
            Some(setting) => said.place(self.config.place(self.language(), setting)),
            None => said,
        }
    }
}
