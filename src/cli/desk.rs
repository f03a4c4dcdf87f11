//! What every command at the front desk needs: the pen, the file, who is typing, and the clock.

use super::args::Global;
use super::ui::{Manner, Ui};
use super::values;
use super::wording::{Failure, Report, Wording, report};
use crate::app::deliver::make_private;
use crate::app::{AppError, Names, Session, Templates};
use crate::domain::{Handle, Pair};
use crate::locale::Language;
use crate::locale::messages::{ASK_TEXT, HINT_TEXT, MISSING_TEXT, NO_PAIR_YET, NOT_UTF8, TEXT_ASKED};
use crate::store::Store;
use chrono::{DateTime, NaiveDate, Utc};
use etcetera::BaseStrategy as _;
use std::cell::{OnceCell, RefCell};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The front desk during one command.
pub(super) struct Desk {
    pub(super) ui: Ui,
    pub(super) now: DateTime<Utc>,
    global: Global,
    /// Texts that came from standard input or a dialogue, and stand nowhere else.
    asked: Arc<Mutex<Vec<String>>>,
    /// Texts that stood on the line.
    given: RefCell<Vec<String>>,
    /// The names of the two, once a session has stood, for wording a refusal.
    names: RefCell<Option<Names>>,
    today: RefCell<Option<NaiveDate>>,
    templates: OnceCell<Templates>,
}

/// A variable of the environment that is set to something.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The language of the environment: `MAKKERPAR_LANG`, then the locale.
pub(super) fn spoken() -> Language {
    let named = variable("MAKKERPAR_LANG").and_then(|name| Language::parse(&name));
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    named.or_else(|| Language::parse(&locale()?)).unwrap_or(Language::English)
}

/// Whether the environment can show more than ASCII.
fn shows_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let locale = locale.to_lowercase();
    (locale.contains("utf-8") || locale.contains("utf8"))
        && variable("TERM").is_none_or(|term| term != "dumb")
}

impl Desk {
    pub(super) fn new(global: Global) -> Result<Self, Box<(Ui, Report)>> {
        let mut manner = Manner {
            language: spoken(),
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
                let (asked, given) = (Arc::default(), RefCell::default());
                let (names, today, templates) = (RefCell::default(), RefCell::default(), OnceCell::new());
                Ok(Self { ui, now, global, asked, given, names, today, templates })
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

    /// The file that was named, by an option or the environment.
    fn named_file(&self) -> Option<PathBuf> {
        self.global.db.clone().or_else(|| variable("MAKKERPAR_DB").map(PathBuf::from))
    }

    /// The file in its default place: the platform's folder for data.
    fn usual_file() -> Result<PathBuf, Report> {
        match etcetera::choose_base_strategy() {
            Ok(base) => Ok(base.data_dir().join("makkerpar").join("makkerpar.db")),
            Err(error) => Err(report("no-home", error.to_string())),
        }
    }

    /// The file, wherever it is.
    pub(super) fn file(&self) -> Result<PathBuf, Report> {
        self.named_file().map_or_else(Self::usual_file, Ok)
    }

    /// The open file; `None` if it is the usual one and not there yet.
    pub(super) fn store(&self) -> Result<Option<Store>, Failure> {
        let file = self.file()?;
        if self.named_file().is_none() && !file.exists() {
            return Ok(None);
        }
        Ok(Some(Store::open(&file)?))
    }

    /// The open file, made if it is not there; and whether it was made.
    pub(super) fn store_or_new(&self) -> Result<(Store, bool), Failure> {
        let file = self.file()?;
        if file.exists() {
            return Ok((Store::open(&file)?, false));
        }
        if self.named_file().is_none()
            && let Some(folder) = file.parent()
        {
            make_private(folder, true)
                .map_err(|cause| AppError::Unwritable { path: folder.to_owned(), cause })?;
        }
        Ok((Store::create(&file)?, true))
    }

    /// Who is typing, as it was typed: for one command, on the line, or in the environment.
    pub(super) fn me(&self, by: Option<&str>) -> Option<String> {
        let named = by.map(str::to_owned).or_else(|| self.global.me.clone());
        named.or_else(|| variable("MAKKERPAR_ME"))
    }

    /// Whether a pair was named on the line.
    pub(super) fn names_a_pair(&self) -> bool {
        self.global.pair.is_some()
    }

    fn pair(&self) -> Option<String> {
        self.global.pair.clone().or_else(|| variable("MAKKERPAR_PAIR"))
    }

    /// The templates that are in force; a person's own lie in the platform's folder for settings.
    pub(super) fn templates(&self) -> &Templates {
        self.templates.get_or_init(|| {
            let base = etcetera::choose_base_strategy().ok();
            Templates::in_folder(base.map(|base| base.config_dir().join("makkerpar")))
        })
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
        let store = self.store()?.ok_or(AppError::NoPair)?;
        let session = Session::new(store, self.pair().as_deref(), self.me(by).as_deref(), self.now)?;
        Ok(self.known(session))
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
            self.ui.hint(crate::locale::messages::HINT_PAIR_ADD.text(self.language()));
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
        self.remember(&text);
        text
    }

    /// An optional text, which is not asked for.
    pub(super) fn optional_text(&self, typed: Option<&str>) -> Result<Option<String>, Failure> {
        match typed {
            Some("-") => self.standard_input().map(Some),
            Some(text) => {
                self.given.borrow_mut().push(text.to_owned());
                Ok(Some(text.to_owned()))
            }
            None => Ok(None),
        }
    }

    fn standard_input(&self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        // More than is taken would be refused anyway, so no more is read.
        let limit = 4 * (crate::domain::Text::LONGEST as u64 + 1);
        let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes);
        read.map_err(|error| report("unreadable", error.to_string()))?;
        let text =
            String::from_utf8(bytes).map_err(|_| report("not-utf8", NOT_UTF8.text(self.language())))?;
        self.remember(&text);
        Ok(text)
    }

    /// A failure in words.
    pub(super) fn worded(&self, failure: Failure) -> Report {
        match failure {
            Failure::Said(report) => report,
            Failure::App(error) => {
                let names = self.names.borrow();
                let today = self.today.borrow().unwrap_or_else(|| self.now.date_naive());
                let names = names.as_ref().map(|names| &names.short);
                Wording { language: self.language(), today, names, templates: self.templates() }.app(&error)
            }
        }
    }

    /// Keeps what was typed for a command that failed, and tells where; `None` if nothing was typed. What stood
    /// on the line can be repeated, and is kept only where the file itself fails.
    pub(super) fn keep_typed(&self, file_failed: bool) -> Option<PathBuf> {
        let mut texts = held(&self.asked).clone();
        texts.extend(self.given.borrow().iter().filter(|_| file_failed).cloned());
        keep(&texts)
    }

    /// Remembers a text that was typed in a dialogue until it is on record.
    pub(super) fn remember(&self, text: &str) {
        held(&self.asked).push(text.to_owned());
    }

    /// What was typed in a dialogue is on record, or was given up.
    pub(super) fn forget(&self) {
        held(&self.asked).clear();
    }

    /// A person has left a dialogue at the end of the input: keeps what they typed that is not on record yet, and says
    /// `farewell`.
    pub(super) fn left(&self, farewell: &str) {
        if let Some(file) = self.keep_typed(false) {
            let file = super::ui::clean(&file.display().to_string());
            self.ui.tell(&crate::locale::messages::KeptIn { file: &file }.text(self.language()));
        }
        self.ui.tell(farewell);
    }

    /// When a person interrupts what follows, or closes the terminal, keeps what they typed that is not on record yet, and says `farewell`.
    pub(super) fn on_interrupt(&self, farewell: String) {
        let (asked, language) = (Arc::clone(&self.asked), self.language());
        // A program that cannot be told of the interrupt simply ends, and has written what it said it has.
        let _ = ctrlc::set_handler(move || {
            let kept = keep(&held(&asked));
            let kept = kept.map(|file| super::ui::clean(&file.display().to_string()));
            let kept = kept.map(|file| crate::locale::messages::KeptIn { file: &file }.text(language));
            for line in [String::new()].iter().chain(&kept).chain([&farewell]) {
                let _ = writeln!(std::io::stderr(), "{line}");
            }
            std::process::exit(INTERRUPTED.into());
        });
    }

    /// What is set once a person has interrupted what follows, so that it can end in order.
    pub(super) fn stop_on_interrupt() -> Arc<AtomicBool> {
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        // A program that cannot be told of the interrupt simply ends; what is on record by then stays so.
        let _ = ctrlc::set_handler(move || told.store(true, Ordering::Relaxed));
        stop
    }
}

/// What a shell says of a program that was interrupted: 128 and the number of the signal.
pub(super) const INTERRUPTED: u8 = 130;

/// The texts, whatever became of others who held them.
fn held(texts: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    texts.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps texts in a file of their own, and tells where; `None` if there is nothing to keep.
fn keep(texts: &[String]) -> Option<PathBuf> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).collect();
    if texts.is_empty() {
        return None;
    }
    let base = etcetera::choose_base_strategy().ok()?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir()).join("makkerpar").join("kept");
    make_private(&folder, true).ok()?;
    (1..1000)
        .map(|number| folder.join(format!("{number}.txt")))
        .find(|path| write_new(path, &texts.join("\n\n")).is_ok())
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    std::io::Write::write_all(&mut options.open(path)?, text.as_bytes())
}
