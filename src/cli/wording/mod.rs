//! Why nothing was done, in the user's language: what, to which thing, where, and what to do instead.

mod cause;
mod exchange;
pub(super) mod fault;
mod refusal;
mod report;
mod store;
mod template;

pub(super) use cause::unsaid;
pub(super) use report::{Failure, Report, report};

use super::ui::{clean, shown};
use super::values::quoted;
use crate::app::{AppError, Templates};
use crate::domain::{Handle, RepairStep, Root, Series, Word as _};
use crate::locale::messages::{
    AmbiguousFormat, BeforeSunrise, CannotPrint, CannotRead, CannotUndo, CannotWrite, Dark, DarkAlways,
    DarkPlace, ERASED_FOR_GOOD, FileInTheWay, FileTooLarge, FolderInTheWay, HINT_AT, HINT_FORCE,
    HINT_HISTORY, HINT_ICS, HINT_NOT_A_BACKUP, HINT_OTHER_FILE, HINT_PAIR_ADD, HINT_PROPOSE, HINT_READ_FILE,
    HINT_REVIEW_LIST, HINT_SAME_FILE, HINT_SEARCH, HINT_SINCE_UNTIL, HINT_THEMES, HINT_TWICE,
    HINT_WRITE_FILE, HINT_WRITE_MORE, HintCalendarImport, HintDarkAt, HintDarkFormat, HintDemoElsewhere,
    HintImport, HintIsADatabase, HintIsAnExport, HintKnownPairs, HintMail, HintMembers, HintOrForce,
    HintPairShow, HintShow, HintUndoElsewhere, HintUndoPast, HintWhichPair, HintWhoAreYou, HintWinner,
    HintWrongKind, IO_NO_FILE, IO_NO_FOLDER, InPast, IsACalendar, IsADatabase, IsAnExport, NO_BLOCKS,
    NO_PAIR, NO_TALK, NO_TALK_SET, NOTHING_SOUGHT, NoBlock, NoCalendar, NoCalendarOfName, NoDaysLeft, NoMail,
    NoSuchField, NoTee, NotABackup, NotACalendar, NotProposed, NothingToChange, NothingToRedo,
    NothingToRescue, NothingToUndo, ONLY_EXCLUSIONS, OneOf, PairExists, SameFile, TooManyThemes,
    TwiceOnTheLine, UndoElsewhere, UnknownFormat, UnknownHandle, UnknownHandleNone, UnknownMember,
    UnknownPair, UnknownRules, UnknownTheme, UnknownWinner, WHICH_PAIR, WHO_ARE_YOU, WrongKind,
};
use crate::locale::{Language, and_list, dates, or_list, terms};
use cause::io_cause;
use chrono::{NaiveDate, NaiveTime};
use std::io;

/// What a refusal is worded with.
pub(super) struct Wording<'a> {
    pub(super) language: Language,
    pub(super) today: NaiveDate,
    /// The names of the two in sentences, once they are known.
    pub(super) names: Option<&'a [String; 2]>,
    pub(super) templates: &'a Templates,
}

/// A step as flags have it, in the user's language.
fn step_word(language: Language, step: RepairStep) -> &'static str {
    terms::label(language, RepairStep::VOCABULARY, step.word())
}

impl Wording<'_> {
    fn day(&self, date: NaiveDate) -> String {
        dates::sentence(self.language, date, self.today)
    }

    fn name(&self, member: crate::domain::Member) -> String {
        match self.names {
            Some(names) => names[member.index()].clone(),
            None => member.word().to_owned(),
        }
    }

    fn format(&self, key: &str) -> String {
        clean(&self.templates.format_word(self.language, key))
    }

    /// Formats as people may type them.
    fn formats(&self, keys: &[String]) -> String {
        keys.iter().map(|key| self.format(key)).collect::<Vec<_>>().join(", ")
    }

    /// A use case's refusal in words.
    pub(super) fn app(&self, error: &AppError) -> Report {
        let language = self.language;
        let typed = |typed: &str| quoted(language, typed);
        match error {
            AppError::Refused(refusal) => self.refusal(refusal),
            AppError::Store(error) => self.store(error),
            AppError::Handout(error) => {
                report("handout", CannotPrint { detail: &clean(&error.to_string()) }.text(language)).bug()
            }
            AppError::NoPair => report("no-pair", NO_PAIR.text(language)).hint(HINT_PAIR_ADD.text(language)),
            AppError::WhichPair { keys } => report("which-pair", WHICH_PAIR.text(language))
                .hint(HintWhichPair { keys: &and_list(language, keys) }.text(language)),
            AppError::UnknownPair { typed: name, keys } => {
                let said = report("unknown-pair", UnknownPair { typed: &typed(name) }.text(language));
                if keys.is_empty() {
                    said.hint(HINT_PAIR_ADD.text(language))
                } else {
                    said.hint(HintKnownPairs { keys: &and_list(language, keys) }.text(language))
                }
            }
            AppError::PairExists { key } => report("pair-exists", PairExists { key }.text(language))
                .hint(HintPairShow { key }.text(language)),
            AppError::UnknownMember { typed: name, pair, keys } => {
                let message = UnknownMember { typed: &typed(name), pair };
                report("unknown-member", message.text(language))
                    .hint(HintMembers { a: &keys[0], b: &keys[1] }.text(language))
            }
            AppError::WhoAreYou { keys } => report("who-are-you", WHO_ARE_YOU.text(language))
                .hint(HintWhoAreYou { a: &keys[0], b: &keys[1] }.text(language)),
            AppError::UnknownTheme { typed: name, candidates } => {
                let message = UnknownTheme { typed: &typed(name) };
                report("unknown-theme", message.text(language))
                    .hint(OneOf { words: &themes(language, candidates) }.text(language))
            }
            AppError::UnknownHandle { handle, newest } => self.unknown_handle(*handle, *newest),
            AppError::WrongKind { handle } => report("wrong-kind", WrongKind { handle }.text(language))
                .hint(HintWrongKind { handle: &Handle { part: None, ..*handle } }.text(language)),
            AppError::NoTalk => {
                report("no-talk", NO_TALK.text(language)).hint(HINT_REVIEW_LIST.text(language))
            }
            AppError::NoTalkSet => {
                report("no-talk", NO_TALK_SET.text(language)).hint(HINT_PROPOSE.text(language))
            }
            AppError::NoTee { format } => {
                report("no-tee", NoTee { format: &self.format(format) }.text(language))
                    .hint(HINT_AT.text(language))
            }
            AppError::UnknownFormat { typed: name, formats } => {
                report("unknown-format", UnknownFormat { typed: &typed(name) }.text(language))
                    .hint(OneOf { words: &self.formats(formats) }.text(language))
            }
            AppError::AmbiguousFormat { typed: name, formats } => {
                let words: Vec<String> = formats.iter().map(|key| self.format(key)).collect();
                let formats = or_list(language, &words);
                let message = AmbiguousFormat { typed: &typed(name), formats: &formats };
                report("ambiguous-format", message.text(language)).hint(HINT_WRITE_MORE.text(language))
            }
            AppError::UndoRefused { act, handle, reason } => {
                let reason = self.refusal(reason);
                let said =
                    report("undo-refused", CannotUndo { command: &about(act, *handle) }.text(language));
                let said = said.place(reason.message);
                match reason.hint {
                    Some(hint) => said.hint(hint),
                    None => said,
                }
            }
            AppError::UndoErased { act, handle, further } => {
                let command = about(act, *handle);
                let said = report("undo-erased", CannotUndo { command: &command }.text(language))
                    .place(ERASED_FOR_GOOD.text(language));
                match further {
                    Some(count) => said.hint(HintUndoPast { steps: count }.text(language)),
                    None => said,
                }
            }
            AppError::UndoElsewhere { key, here } => {
                report("undo-elsewhere", UndoElsewhere { key }.text(language))
                    .hint(HintUndoElsewhere { key, here }.text(language))
            }
            AppError::NothingToUndo { possible } => {
                report("nothing-to-undo", NothingToUndo { count: *possible }.text(language))
                    .hint(HINT_HISTORY.text(language))
            }
            AppError::NothingToRedo { possible } => {
                report("nothing-to-redo", NothingToRedo { count: *possible }.text(language))
                    .hint(HINT_HISTORY.text(language))
            }
            AppError::NothingSought { only_without } => {
                let message = if *only_without { ONLY_EXCLUSIONS } else { NOTHING_SOUGHT };
                report("nothing-sought", message.text(language)).hint(HINT_SEARCH.text(language))
            }
            AppError::NoDaysLeft { since, until } => {
                let message =
                    NoDaysLeft { since: &self.day(*since), until: &self.day(*until) }.text(language);
                report("no-days-left", message).hint(HINT_SINCE_UNTIL.text(language))
            }
            AppError::NothingToChange { what, help } => {
                report("nothing-to-change", NothingToChange { what }.text(language))
                    .hint(format!("makkerpar help {help}"))
                    .usage()
            }
            AppError::NoSuchField { handle, flag } => {
                report("no-such-field", NoSuchField { handle, flag }.text(language))
                    .hint(HintShow { handle }.text(language))
            }
            AppError::Dark { format, date, start, dusk, at, formats } => {
                let (day, format) = (self.day(*date), self.format(format));
                let time = |time: NaiveTime| dates::clock(language, time);
                let said = match dusk.sunset {
                    None => report("dark", DarkAlways { day: &day, format: &format }.text(language)),
                    Some(sunset) => {
                        let message = Dark { format: &format, time: &time(*start), day: &day };
                        let spare = dusk.over + chrono::Duration::minutes(i64::from(dusk.margin));
                        let place = DarkPlace {
                            begins: &time(dusk.begins),
                            over: &time(dusk.over),
                            margin: &dusk.margin,
                            spare: &time(spare),
                            sunset: &time(sunset),
                        };
                        report("dark", message.text(language)).place(place.text(language))
                    }
                };
                let at = at.map(|at| HintDarkAt { time: &dates::clock(language, at) }.text(language));
                let other = formats.first().map(|key| self.format(key));
                let other = other.map(|format| HintDarkFormat { format: &format }.text(language));
                let ways: Vec<String> = at.into_iter().chain(other).collect();
                if ways.is_empty() {
                    said.hint(HINT_FORCE.text(language))
                } else {
                    let ways = or_list(language, &ways);
                    said.hint(HintOrForce { ways: &ways }.text(language))
                }
            }
            AppError::BeforeSunrise { format, date, begins, sunrise } => {
                let (format, day) = (self.format(format), self.day(*date));
                let time = |time: NaiveTime| dates::clock(language, time);
                let message = BeforeSunrise {
                    format: &format,
                    day: &day,
                    begins: &time(*begins),
                    sunrise: &time(*sunrise),
                };
                report("dark", message.text(language)).hint(HINT_FORCE.text(language))
            }
            AppError::PastDay { date } => report("in-past", InPast { day: &self.day(*date) }.text(language))
                .hint(HINT_FORCE.text(language)),
            AppError::NotProposed { number, proposed } => {
                let message = NotProposed { number, count: *proposed };
                report("not-proposed", message.text(language)).hint(HINT_PROPOSE.text(language))
            }
            AppError::UnknownRules { name, known } => {
                report("unknown-rules", UnknownRules { name: &typed(name) }.text(language))
                    .hint(OneOf { words: &known.join(", ") }.text(language))
            }
            AppError::TwiceOnTheLine { handle } => {
                report("twice", TwiceOnTheLine { handle }.text(language)).hint(HINT_TWICE.text(language))
            }
            AppError::TooManyThemes { most } => {
                report("too-many-themes", TooManyThemes { most }.text(language))
                    .hint(HINT_THEMES.text(language))
            }
            AppError::UnknownWinner { typed: name, keys } => {
                report("unknown-winner", UnknownWinner { typed: &typed(name) }.text(language))
                    .hint(HintWinner { a: &keys[0], b: &keys[1] }.text(language))
            }
            AppError::Template(error) => self.template(error),
            AppError::Agreement(error) => self.agreement(error),
            AppError::Exchange(error) => self.exchange(error),
            AppError::IsACalendar { path } => {
                report("is-a-calendar", IsACalendar { path: &shown(path) }.text(language))
                    .hint(HintCalendarImport { path: &shown(path) }.text(language))
            }
            AppError::IsADatabase { path } => {
                report("is-a-database", IsADatabase { path: &shown(path) }.text(language))
                    .hint(HintIsADatabase { path: &shown(path) }.text(language))
            }
            AppError::IsAnExport { path } => {
                report("is-an-export", IsAnExport { path: &shown(path) }.text(language))
                    .hint(HintIsAnExport { path: &shown(path) }.text(language))
            }
            AppError::NotABackup { path } => {
                report("not-a-backup", NotABackup { path: &shown(path) }.text(language))
                    .hint(HINT_NOT_A_BACKUP.text(language))
            }
            AppError::SameFile { path } => {
                report("same-file", SameFile { path: &shown(path) }.text(language))
                    .hint(HINT_SAME_FILE.text(language))
            }
            AppError::NothingToRescue { path } => {
                report("nothing-to-rescue", NothingToRescue { path: &shown(path) }.text(language))
            }
            AppError::NotACalendar { path } => {
                report("not-a-calendar", NotACalendar { path: &shown(path) }.text(language))
                    .hint(HINT_ICS.text(language))
            }
            AppError::FileTooLarge { path, most } => {
                report("file-too-large", FileTooLarge { path: &shown(path), most }.text(language))
                    .hint(HINT_ICS.text(language))
            }
            AppError::NoCalendar { member, known } if known.is_empty() => {
                report("no-calendar", NoCalendar { name: member }.text(language))
                    .hint(HintImport { member }.text(language))
            }
            AppError::NoCalendar { member, known } => {
                report("no-calendar", NoCalendarOfName { name: member }.text(language))
                    .hint(OneOf { words: &clean(&known.join(", ")) }.text(language))
            }
            AppError::NoBlock { typed: name, known } => {
                let said = report("no-block", NoBlock { name: &typed(name) }.text(language));
                if known.is_empty() {
                    said.hint(NO_BLOCKS.text(language))
                } else {
                    said.hint(OneOf { words: &clean(&known.join(", ")) }.text(language))
                }
            }
            AppError::NoMail { member } => report("no-mail", NoMail { name: member }.text(language))
                .hint(HintMail { member }.text(language)),
            AppError::Unreadable { path, cause } => {
                report("unreadable", CannotRead { path: &shown(path) }.text(language))
                    .place(self.cause(cause, IO_NO_FILE))
                    .hint(HINT_READ_FILE.text(language))
            }
            AppError::FileInTheWay { path } => {
                report("file-in-the-way", FileInTheWay { path: &shown(path) }.text(language))
                    .hint(HINT_OTHER_FILE.text(language))
            }
            AppError::Unwritable { path, cause } => {
                report("unwritable", CannotWrite { path: &shown(path) }.text(language))
                    .place(self.cause(cause, IO_NO_FOLDER))
                    .hint(HINT_WRITE_FILE.text(language))
            }
            AppError::FolderInTheWay { path, free } => {
                report("folder-in-the-way", FolderInTheWay { path: &shown(path) }.text(language))
                    .hint(HintDemoElsewhere { path: &shown(free) }.text(language))
            }
        }
    }

    /// Why a file could not be read or written; `missing` says what is not there.
    fn cause(&self, cause: &io::Error, missing: crate::locale::messages::Label) -> String {
        io_cause(self.language, cause, missing)
    }

    fn unknown_handle(&self, handle: Handle, newest: Option<Handle>) -> Report {
        let language = self.language;
        let message = match newest {
            Some(newest) => UnknownHandle { handle: &handle, newest: &newest }.text(language),
            None => UnknownHandleNone { handle: &handle }.text(language),
        };
        let hint = match handle.root {
            Root::Entry(Series::Observation, _) => "makkerpar log --kind observation",
            Root::Entry(Series::Incident, _) => "makkerpar incident list",
            Root::Entry(Series::Adjustment, _) => "makkerpar adjust list --all",
            Root::Review(_) => "makkerpar review list",
        };
        report("unknown-handle", message).hint(hint)
    }
}

/// Themes by the short labels that people may type, the pair's own by their keys.
fn themes(language: Language, keys: &[String]) -> String {
    let labels = keys.iter().map(|key| crate::app::themes::short(language, key));
    labels.collect::<Vec<_>>().join(", ")
}

fn about(act: &str, handle: Option<Handle>) -> String {
    handle.map_or_else(|| act.to_owned(), |handle| format!("{act} {handle}"))
}
