//! What every command at the front desk needs: the pen, the file, who is typing, and the clock.

mod again;
mod kept;
mod typed;

pub(super) use kept::{Asked, Keeping, Kept, Way, keep, state_folder};
pub(super) use typed::INTERRUPTED;

use super::args::Global;
use super::commands::in_shell;
use super::config::{Config, Key, Setting, Source, variable};
use super::ui::{Manner, Ui, shown};
use super::values;
use super::wording::{Failure, Report, Wording, report};
use crate::app::backups::{Backups, whole};
use crate::app::deliver::make_private;
use crate::app::{AppError, Names, Session, Templates};
use crate::domain::{Handle, Pair};
use crate::locale::Language;
use crate::locale::dates;
use crate::locale::messages::{
    ASK_TEXT, HINT_PLACE_DB, HINT_READ_FILE, HINT_TEXT, HintRescue, HintRestore, MISSING_TEXT, MigratedSaid,
    NO_HOME, NO_PAIR_YET, NOT_UTF8, TEXT_ASKED,
};
use crate::store::{Store, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use etcetera::BaseStrategy as _;
use kept::Typed;
use std::cell::{OnceCell, RefCell};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The front desk during one command.
pub(super) struct Desk {
    pub(super) ui: Ui,
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

    /// The file that was named, by an option or a setting.
    fn named_file(&self) -> Option<PathBuf> {
        let in_environment = || std::env::var_os("MAKKERPAR_DB").filter(|value| value.to_str().is_none());
        let named = self.global.db.clone();
        // A path need not be text, as other settings are.
        let named = named.or_else(|| in_environment().map(PathBuf::from));
        named.or_else(|| self.setting(Key::Db).map(PathBuf::from))
    }

    /// Whether a file other than that of the settings was named.
    fn is_elsewhere(&self) -> bool {
        self.global.db.is_some() || std::env::var_os("MAKKERPAR_DB").is_some_and(|value| !value.is_empty())
    }

    /// The file in its default place: the platform's folder for data.
    pub(super) fn usual_file(language: Language) -> Result<PathBuf, Report> {
        match etcetera::choose_base_strategy() {
            Ok(base) => Ok(base.data_dir().join("makkerpar").join("makkerpar.db")),
            Err(_) => Err(report("no-home", NO_HOME.text(language)).hint(HINT_PLACE_DB.text(language))),
        }
    }

    /// The file, wherever it is.
    pub(super) fn file(&self) -> Result<PathBuf, Report> {
        self.named_file().map_or_else(|| Self::usual_file(self.language()), Ok)
    }

    /// The open file; `None` if it is the usual one and not there yet.
    pub(super) fn store(&self) -> Result<Option<Store>, Failure> {
        let file = self.file()?;
        if self.named_file().is_none() && !file.exists() {
            return Ok(None);
        }
        self.open(&file).map(Some)
    }

    /// Opens a file that is there, and says so if it was brought to the form of this program.
    pub(super) fn open(&self, file: &Path) -> Result<Store, Failure> {
        let store = Store::open(file)?;
        if let Some(kept) = store.before_migration() {
            let said = MigratedSaid { file: &shown(file), kept: &shown(kept) };
            self.ui.chatter(&said.text(self.language()));
        }
        Ok(store)
    }

    /// The open file, made if it is not there; and whether it was made.
    pub(super) fn store_or_new(&self) -> Result<(Store, bool), Failure> {
        let file = self.file()?;
        if file.exists() {
            return Ok((self.open(&file)?, false));
        }
        self.make_folder(&file)?;
        Ok((Store::create(&file)?, true))
    }

    /// Makes the folder of a new database, if it is the usual one.
    pub(super) fn make_folder(&self, file: &Path) -> Result<(), Failure> {
        if self.named_file().is_none()
            && let Some(folder) = file.parent()
        {
            make_private(folder, true).map_err(|cause| {
                let said = self.worded(AppError::Unwritable { path: folder.to_owned(), cause }.into());
                said.hint(HINT_PLACE_DB.text(self.language()))
            })?;
        }
        Ok(())
    }

    /// Who is typing, as it was typed: for one command, on the line, or in a setting.
    pub(super) fn me(&self, by: Option<&str>) -> Option<String> {
        let named = by.map(str::to_owned).or_else(|| self.global.me.clone());
        named.or_else(|| self.setting(Key::Me))
    }

    /// Whether a pair was named on the line.
    pub(super) fn names_a_pair(&self) -> bool {
        self.global.pair.is_some()
    }

    fn pair(&self) -> Option<String> {
        self.global.pair.clone().or_else(|| self.setting(Key::Pair))
    }

    /// The templates that are in force; a person's own lie in the platform's folder for settings.
    pub(super) fn templates(&self) -> &Templates {
        self.templates.get_or_init(|| Templates::in_folder(super::config::folder()))
    }

    /// Remembers whose record it is, for wording what comes.
    pub(super) fn known(&self, mut session: Session) -> Session {
        session.set_templates(self.templates().clone());
        *self.names.borrow_mut() = Some(session.names());
        *self.today.borrow_mut() = Some(session.today());
        session
    }

    /// Remembers whose record a refusal is about, for wording it.
    pub(super) fn knows(&self, names: Option<Names>, today: NaiveDate) {
        *self.names.borrow_mut() = names;
        *self.today.borrow_mut() = Some(today);
    }

    /// A session for a command that needs a pair.
    pub(super) fn session(&self, by: Option<&str>) -> Result<Session, Failure> {
        let open = |pair: Option<String>, me: Option<String>| {
            let store = self.store()?.ok_or(AppError::NoPair)?;
            let session = Session::new(store, pair.as_deref(), me.as_deref(), self.now)?;
            Ok(self.known(session))
        };
        match open(self.pair(), self.me(by)) {
            // The settings tell of the usual file, and another may know nobody of that name.
            Err(Failure::App(AppError::UnknownMember { .. } | AppError::UnknownPair { .. }))
                if self.is_elsewhere() =>
            {
                let is_of_file =
                    |key| self.config.setting(key).is_some_and(|it| matches!(it.source, Source::File(_)));
                let pair = self.global.pair.clone();
                let pair = pair.or_else(|| self.setting(Key::Pair).filter(|_| !is_of_file(Key::Pair)));
                let me = by.map(str::to_owned).or_else(|| self.global.me.clone());
                open(pair, me.or_else(|| self.setting(Key::Me).filter(|_| !is_of_file(Key::Me))))
            }
            other => other,
        }
    }

    /// A session to look into in passing, for what a shell offers; `None` where there is nothing to see, whatever the
    /// reason.
    pub(super) fn glance(&self, by: Option<&str>) -> Option<Session> {
        let store = Store::glance(&self.file().ok()?)?;
        let session = Session::new(store, self.pair().as_deref(), self.me(by).as_deref(), self.now).ok()?;
        Some(self.known(session))
    }

    /// The pairs of the file, seen in passing.
    pub(super) fn glance_at_pairs(&self) -> Vec<Pair> {
        let store = self.file().ok().and_then(|file| Store::glance(&file));
        let pairs = store.and_then(|store| store.reading().pairs().ok()).unwrap_or_default();
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    /// A session for undo and redo, which may bring back the only pair there was.
    pub(super) fn session_for_undo(&self, by: Option<&str>) -> Result<Session, Failure> {
        match self.session(by) {
            Err(Failure::App(AppError::NoPair)) => {
                let store = self.store()?.ok_or(AppError::NoPair)?;
                Ok(self.known(Session::of_latest(store, self.me(by).as_deref(), self.now)?))
            }
            other => other,
        }
    }

    /// A session to read lists in; `None`, said on the way, where there is no pair yet.
    pub(super) fn reading(&self) -> Result<Option<Session>, Failure> {
        self.reading_as(None)
    }

    /// As [`Desk::reading`], as the one who was named for this command.
    pub(super) fn reading_as(&self, by: Option<&str>) -> Result<Option<Session>, Failure> {
        match self.session(by) {
            Ok(session) => Ok(Some(session)),
            Err(Failure::App(AppError::NoPair)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Says that there is no pair yet, which is an answer.
    pub(super) fn no_pair_yet(&self, json: &serde_json::Value) {
        if self.ui.json() {
            self.ui.say(&json.to_string());
        } else {
            self.ui.say(NO_PAIR_YET.text(self.language()));
            self.ui.hint(crate::locale::messages::HINT_INIT.text(self.language()));
        }
    }

    /// A text that stands on the line, or on standard input for `-`. It is read before the file is opened, so that
    /// it can be kept if that fails; `None` if it is left out and a person can be asked for it.
    pub(super) fn given(&self, typed: Option<&str>) -> Result<Option<String>, Failure> {
        match self.optional_text(typed)? {
            None if !self.ui.can_ask() => Err(report("missing-text", MISSING_TEXT.text(self.language()))
                .hint(HINT_TEXT.text(self.language()))
                .usage()
                .into()),
            given => Ok(given),
        }
    }

    /// Refuses before a text is asked for that could not be set beside anything.
    pub(super) fn worth_asking(
        &self,
        session: &Session,
        handle: Handle,
        given: Option<&String>,
    ) -> Result<(), Failure> {
        if given.is_none() && session.me().is_some() {
            session.entry(handle)?;
        }
        Ok(())
    }

    /// The text that was given, or asked for now.
    pub(super) fn text(&self, given: Option<String>, question: &str) -> String {
        if let Some(text) = given {
            return text;
        }
        self.ui.chatter(TEXT_ASKED.text(self.language()));
        let mut lines = Vec::new();
        let mut prompt = question.to_owned();
        while let Some(line) = self.ui.ask(&prompt) {
            if line.is_empty() {
                break;
            }
            lines.push(line);
            ASK_TEXT.text(self.language()).clone_into(&mut prompt);
        }
        let text = lines.join("\n");
        self.typed.came(&text, Way::Word);
        text
    }

    /// An optional text, which is not asked for.
    pub(super) fn optional_text(&self, typed: Option<&str>) -> Result<Option<String>, Failure> {
        match typed {
            Some("-") => self.standard_input().map(Some),
            Some(text) => {
                self.typed.on_line(text);
                Ok(Some(text.to_owned()))
            }
            None => Ok(None),
        }
    }

    /// What comes in on standard input.
    pub(super) fn standard_input(&self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        // More than is taken would be refused anyway, so no more is read.
        let limit = 4 * (crate::domain::Text::LONGEST as u64 + 1);
        let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes);
        read.map_err(|error| {
            report("unreadable", error.to_string()).hint(HINT_READ_FILE.text(self.language()))
        })?;
        let text =
            String::from_utf8(bytes).map_err(|_| report("not-utf8", NOT_UTF8.text(self.language())))?;
        self.typed.came(&text, Way::Input);
        Ok(text)
    }

    /// The copies of databases that are known.
    pub(super) fn backups(&self) -> Backups {
        Backups::in_folder(state_folder().as_deref())
    }

    /// What day it was on this machine's clock.
    pub(super) fn local_day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&chrono::Local).date_naive()
    }

    /// That day in words.
    pub(super) fn day_of(&self, at: DateTime<Utc>) -> String {
        dates::sentence(self.language(), self.local_day(at), self.local_day(self.now))
    }

    /// What to do about a file that cannot be trusted: the latest backup that is there, or saving what can be read.
    pub(super) fn way_back(&self, file: &Path) -> String {
        let (language, shown) =
            (self.language(), |path: &Path| super::ui::clean(&path.display().to_string()));
        // A file that was named on the line has to be named again.
        let is_own = self.global.db.is_none() && self.file().is_ok_and(|own| whole(&own) == whole(file));
        let named = if is_own { String::new() } else { format!("--db {} ", in_shell(&shown(file))) };
        match self.backups().latest(file) {
            Some(known) => {
                let command = format!("makkerpar {named}restore {}", in_shell(&shown(&known.file)));
                HintRestore { command: &command, day: &self.day_of(known.at) }.text(language)
            }
            None => HintRescue { command: &format!("makkerpar {named}doctor --rescue") }.text(language),
        }
    }

    /// A failure in words.
    pub(super) fn worded(&self, failure: Failure) -> Report {
        match failure {
            Failure::Said(report) => report,
            Failure::Unsaid(cause) => super::wording::unsaid(self.language(), &cause),
            Failure::App(error) => {
                let names = self.names.borrow();
                let today = self.today.borrow().unwrap_or_else(|| self.now.date_naive());
                let names = names.as_ref().map(|names| &names.short);
                let wording =
                    Wording { language: self.language(), today, names, templates: self.templates() };
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
        match used.iter().find(|setting| setting.value == *refused) {
            Some(setting) => said.place(self.config.place(self.language(), setting)),
            None => said,
        }
    }
}
