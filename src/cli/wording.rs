//! Why nothing was done, in the user's language: what, to which thing, where, and what to do instead.

use super::ui::clean;
use super::values::quoted;
use crate::app::AppError;
use crate::domain::{Handle, RepairStep, Root, Series, Word as _};
use crate::locale::messages::{
    AlreadyHeld, Backwards, BadRules, BadRulesPlace, BlockExists, CannotRead, Dark, DarkAlways, DarkPlace,
    FileTooLarge, HINT_FORCE, HINT_ICS, HINT_PROPOSE, HINT_RULES, HintDarkAt, HintDarkFormat, HintImport,
    HintMail, HintOrForce, HintUnblock, NO_BLOCKS, NoBlock, NoCalendar, NoCalendarOfName, NoMail,
    NotACalendar, NotProposed, PastMidnight, TooWide, UnknownRules, YearOutOfRange,
};
use crate::locale::messages::{
    AlreadyShared, AnswerBelongsTo, Answered, AnsweredBefore, BUG, BadLabel, Busy, Cancelled, CannotPrint,
    CannotUndo, CannotWrite, ClosedBefore, DamagedDatabase, Denied, DiskFull, Done, EMPTY_TEXT,
    ERASED_FOR_GOOD, ErasedBefore, FileExists, FileInTheWay, FolderInTheWay, ForeignDatabase, HINT_AT,
    HINT_BUSY, HINT_DAMAGED, HINT_EDIT, HINT_EXTRA, HINT_FULL, HINT_HISTORY, HINT_LABEL_LENGTH,
    HINT_MISSING_FILE, HINT_NEWER, HINT_ON, HINT_OTHER_DB, HINT_OTHER_FILE, HINT_PAIR_ADD, HINT_READ_ONLY,
    HINT_REVIEW_LIST, HINT_TEXT, HintAdd, HintAmend, HintCloseReason, HintDemoElsewhere, HintEditPart,
    HintKnownPairs, HintMembers, HintMissingFolder, HintNotYours, HintNote, HintPairShow, HintRecord,
    HintReopen, HintShare, HintShow, HintStep, HintWhichPair, HintWhoAreYou, HintWithdraw, HintWrongKind,
    InFuture, InPast, IncidentClosed, Lapsed, Locked, MissingFile, MissingFolder, NO_PAIR, NO_TALK,
    NOTHING_TO_REDO, NewerDatabase, NewerDatabaseSchema, NoSuchField, NoTee, NotADatabase, NotHeld,
    NotLocked, NotShared, NotYours, NothingToChange, NothingToReopen, NothingToRepair, NothingToUndo,
    NothingToWithdraw, OneOf, PAIR_IN_USE, PairEnded, PairExists, PrivateRoot, ReadOnly, ReasonMissing,
    SAME_PERSON, SecondTalk, Signed, SignedBefore, StepBelongsTo, StepFollowed, StepMissing, StepTaken,
    TextTooLong, TooEarly, UnknownFormat, UnknownHandle, UnknownHandleNone, UnknownMember, UnknownPair,
    UnknownTheme, WHICH_PAIR, WHO_ARE_YOU, WrongKind,
};
use crate::locale::{Language, and_list, dates, or_list, terms};
use crate::store::StoreError;
use chrono::{NaiveDate, NaiveTime};
use std::path::Path;

/// A refusal in words.
#[derive(Debug)]
pub(super) struct Report {
    /// For programs: stays the same from version to version.
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) place: Vec<String>,
    pub(super) hint: Option<String>,
    pub(super) exit: u8,
}

/// A refusal of a value or a rule.
pub(super) fn report(code: &'static str, message: impl Into<String>) -> Report {
    Report { code, message: message.into(), place: Vec::new(), hint: None, exit: 1 }
}

impl Report {
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn place(mut self, line: impl Into<String>) -> Self {
        self.place.push(line.into());
        self
    }

    pub(super) fn usage(mut self) -> Self {
        self.exit = 2;
        self
    }

    fn bug(mut self) -> Self {
        self.exit = 70;
        self
    }
}

/// Why a command came to nothing.
#[derive(Debug)]
pub(super) enum Failure {
    /// A use case refused; it is worded when the language and the names are known.
    App(AppError),
    /// The front desk refused.
    Said(Report),
}

impl From<Report> for Failure {
    fn from(report: Report) -> Self {
        Self::Said(report)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::App(AppError::Store(error))
    }
}

/// What a refusal is worded with.
pub(super) struct Wording<'a> {
    pub(super) language: Language,
    pub(super) today: NaiveDate,
    /// The names of the two in sentences, once they are known.
    pub(super) names: Option<&'a [String; 2]>,
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
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
            AppError::NoTee { format } => {
                report("no-tee", NoTee { format }.text(language)).hint(HINT_AT.text(language))
            }
            AppError::UnknownFormat { typed: name, formats } => {
                report("unknown-format", UnknownFormat { typed: &typed(name) }.text(language))
                    .hint(OneOf { words: &formats.join(", ") }.text(language))
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
            AppError::UndoErased { act, handle } => {
                report("undo-erased", CannotUndo { command: &about(act, *handle) }.text(language))
                    .place(ERASED_FOR_GOOD.text(language))
            }
            AppError::NothingToUndo { possible } => {
                report("nothing-to-undo", NothingToUndo { count: *possible }.text(language))
                    .hint(HINT_HISTORY.text(language))
            }
            AppError::NothingToRedo => {
                report("nothing-to-redo", NOTHING_TO_REDO.text(language)).hint(HINT_HISTORY.text(language))
            }
            AppError::NothingToChange { what } => {
                report("nothing-to-change", NothingToChange { what }.text(language))
                    .hint(HINT_EDIT.text(language))
                    .usage()
            }
            AppError::NoSuchField { handle, flag } => {
                report("no-such-field", NoSuchField { handle, flag }.text(language))
                    .hint(HintShow { handle }.text(language))
            }
            AppError::Dark { format, date, start, dusk, at, formats } => {
                let (day, format) = (self.day(*date), *format);
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
                let other = formats.first().map(|format| HintDarkFormat { format }.text(language));
                let ways: Vec<String> = at.into_iter().chain(other).collect();
                if ways.is_empty() {
                    said.hint(HINT_FORCE.text(language))
                } else {
                    let ways = or_list(language, &ways);
                    said.hint(HintOrForce { ways: &ways }.text(language))
                }
            }
            AppError::NotProposed { number, proposed } => {
                let message = NotProposed { number, count: *proposed };
                report("not-proposed", message.text(language)).hint(HINT_PROPOSE.text(language))
            }
            AppError::UnknownRules { name, known } => {
                report("unknown-rules", UnknownRules { name: &typed(name) }.text(language))
                    .hint(OneOf { words: &known.join(", ") }.text(language))
            }
            AppError::BadRules { path, bad } => {
                let place = BadRulesPlace { line: &bad.line, detail: &clean(&bad.detail.replace('\n', " ")) };
                report("bad-rules", BadRules { path: &shown(path) }.text(language))
                    .place(place.text(language))
                    .hint(HINT_RULES.text(language))
            }
            AppError::YearOutOfRange { from, to, year } => {
                report("year-out-of-range", YearOutOfRange { from, to, year }.text(language))
            }
            AppError::NotACalendar { file } => {
                report("not-a-calendar", NotACalendar { file: &typed(file) }.text(language))
                    .hint(HINT_ICS.text(language))
            }
            AppError::FileTooLarge { path, most } => {
                report("file-too-large", FileTooLarge { path: &shown(path), most }.text(language))
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
            AppError::Unreadable { path, detail } => {
                report("unreadable", CannotRead { path: &shown(path) }.text(language)).place(clean(detail))
            }
            AppError::FileInTheWay { path } => {
                report("file-in-the-way", FileInTheWay { path: &shown(path) }.text(language))
                    .hint(HINT_OTHER_FILE.text(language))
            }
            AppError::Unwritable { path, detail } => {
                report("unwritable", CannotWrite { path: &shown(path) }.text(language)).place(clean(detail))
            }
            AppError::FolderInTheWay { path, free } => {
                report("folder-in-the-way", FolderInTheWay { path: &shown(path) }.text(language))
                    .hint(HintDemoElsewhere { path: &shown(free) }.text(language))
            }
        }
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

    fn store(&self, error: &StoreError) -> Report {
        let language = self.language;
        match error {
            StoreError::Missing { path } => {
                report("missing-file", MissingFile { path: &shown(path) }.text(language))
                    .hint(HINT_MISSING_FILE.text(language))
            }
            StoreError::Exists { path } => {
                report("file-exists", FileExists { path: &shown(path) }.text(language))
            }
            StoreError::NoFolder { path } => {
                report("missing-folder", MissingFolder { path: &shown(path) }.text(language))
                    .hint(HintMissingFolder { path: &shown(path) }.text(language))
            }
            StoreError::NotADatabase { path } => {
                report("not-a-database", NotADatabase { path: &shown(path) }.text(language))
                    .hint(HINT_OTHER_DB.text(language))
            }
            StoreError::Foreign { path } => {
                report("foreign-database", ForeignDatabase { path: &shown(path) }.text(language))
                    .hint(HINT_OTHER_DB.text(language))
            }
            StoreError::Newer { path, schema, known } => {
                report("newer-database", NewerDatabase { path: &shown(path) }.text(language))
                    .place(NewerDatabaseSchema { schema, known }.text(language))
                    .hint(HINT_NEWER.text(language))
            }
            StoreError::Damaged { path, detail } => {
                report("damaged-database", DamagedDatabase { path: &shown(path) }.text(language))
                    .place(clean(detail))
                    .hint(HINT_DAMAGED.text(language))
            }
            StoreError::ReadOnly { path } => {
                report("read-only", ReadOnly { path: &shown(path) }.text(language))
                    .hint(HINT_READ_ONLY.text(language))
            }
            StoreError::Busy { path } => {
                report("busy", Busy { path: &shown(path) }.text(language)).hint(HINT_BUSY.text(language))
            }
            StoreError::Full { path } => report("disk-full", DiskFull { path: &shown(path) }.text(language))
                .hint(HINT_FULL.text(language)),
            StoreError::Denied { path, detail } => {
                report("denied", Denied { path: &shown(path) }.text(language))
                    .place(clean(detail))
                    .hint(HINT_READ_ONLY.text(language))
            }
            StoreError::Other { detail } => report("bug", BUG.text(language)).place(clean(detail)).bug(),
        }
    }

    fn refusal(&self, refusal: &crate::domain::Refusal) -> Report {
        use crate::domain::Refusal;
        let language = self.language;
        match refusal {
            Refusal::EmptyText => {
                report("empty-text", EMPTY_TEXT.text(language)).hint(HINT_TEXT.text(language))
            }
            Refusal::TextTooLong { length, longest } => {
                report("text-too-long", TextTooLong { length, longest }.text(language))
            }
            Refusal::BadLabel { label } => {
                report("bad-label", BadLabel { label: &quoted(language, label) }.text(language))
                    .hint(HINT_LABEL_LENGTH.text(language))
            }
            Refusal::InFuture { date } => {
                report("in-future", InFuture { day: &self.day(*date) }.text(language))
                    .hint(HINT_ON.text(language))
            }
            Refusal::InPast { date } => report("in-past", InPast { day: &self.day(*date) }.text(language)),
            Refusal::Backwards { from, to } => {
                let (from, to) = (self.day(*from), self.day(*to));
                report("backwards", Backwards { from: &from, to: &to }.text(language))
            }
            Refusal::TooWide { from, to, most } => {
                let (from, to) = (self.day(*from), self.day(*to));
                report("too-wide", TooWide { from: &from, to: &to, most }.text(language))
            }
            Refusal::BlockExists { name } => {
                report("block-exists", BlockExists { name: &quoted(language, name) }.text(language))
                    .hint(HintUnblock { name: &super::commands::in_shell(name) }.text(language))
            }
            Refusal::PastMidnight { minutes } => {
                let length = super::days::length(language, i64::from(*minutes));
                report("past-midnight", PastMidnight { length: &length }.text(language))
                    .hint(HINT_AT.text(language))
            }
            Refusal::AlreadyHeld { review, on } => {
                report("already-held", AlreadyHeld { review, day: &self.day(*on) }.text(language))
            }
            Refusal::TooEarly { date, first } => {
                let message = TooEarly { day: &self.day(*date), first: &self.day(*first) };
                report("too-early", message.text(language))
            }
            Refusal::SamePerson => report("same-person", SAME_PERSON.text(language)),
            Refusal::PairEnded { on } => {
                report("pair-ended", PairEnded { day: &self.day(*on) }.text(language))
                    .hint("makkerpar pair list")
            }
            Refusal::PairInUse => report("pair-in-use", PAIR_IN_USE.text(language)),
            Refusal::NotYours { handle, author } => {
                let name = self.name(*author);
                report("not-yours", NotYours { handle, name: &name }.text(language))
                    .hint(HintNotYours { name: &name }.text(language))
            }
            Refusal::NotShared { handle } => report("not-shared", NotShared { handle }.text(language))
                .hint(HintShare { handle }.text(language)),
            Refusal::AlreadyShared { handle } => {
                report("already-shared", AlreadyShared { handle }.text(language))
                    .hint(HintWithdraw { handle }.text(language))
            }
            Refusal::NothingToWithdraw { handle } => {
                report("nothing-to-withdraw", NothingToWithdraw { handle }.text(language))
            }
            Refusal::Answered { handle, by } => {
                report("answered", Answered { handle, name: &self.name(*by) }.text(language))
                    .hint(HintAdd { handle: &Handle { part: None, ..*handle } }.text(language))
            }
            Refusal::Signed { handle, review } => {
                let said = report("signed", Signed { review, handle }.text(language));
                match handle.root {
                    Root::Entry(Series::Observation | Series::Incident, _) => {
                        said.hint(HintAdd { handle: &Handle { part: None, ..*handle } }.text(language))
                    }
                    _ => said.hint(HintAmend { review }.text(language)),
                }
            }
            Refusal::Erased { handle } => report("erased", ErasedBefore { handle }.text(language)),
            Refusal::AnswerBelongsTo { handle, member } => {
                let name = self.name(*member);
                let message = AnswerBelongsTo { handle, name: &name };
                report("answer-belongs-to", message.text(language)).hint(HintAdd { handle }.text(language))
            }
            Refusal::AnsweredBefore { handle, answer } => {
                report("answered-before", AnsweredBefore { handle, answer }.text(language))
                    .hint(HintEditPart { part: answer }.text(language))
            }
            Refusal::NothingToRepair { handle } => {
                report("nothing-to-repair", NothingToRepair { handle }.text(language))
            }
            Refusal::StepTaken { handle, step, on } => {
                let message = StepTaken { handle, step: &step_word(language, *step), day: &self.day(*on) };
                report("step-taken", message.text(language)).hint(HintShow { handle }.text(language))
            }
            Refusal::StepMissing { handle, asked, missing } => {
                let (asked, word) = (step_word(language, *asked), step_word(language, *missing));
                let message = StepMissing { handle, asked: &asked, missing: &word };
                report("step-missing", message.text(language))
                    .hint(HintStep { handle, step: &missing.word() }.text(language))
            }
            Refusal::StepBelongsTo { handle, step, member } => {
                let name = self.name(*member);
                let word = step_word(language, *step);
                report("step-belongs-to", StepBelongsTo { handle, step: &word, name: &name }.text(language))
                    .hint(HintNotYours { name: &name }.text(language))
            }
            Refusal::StepFollowed { handle } => {
                report("step-followed", StepFollowed { handle }.text(language))
                    .hint(HintShow { handle: &Handle { part: None, ..*handle } }.text(language))
            }
            Refusal::IncidentClosed { handle } => {
                report("incident-closed", IncidentClosed { handle }.text(language))
                    .hint(HintReopen { handle }.text(language))
            }
            Refusal::ReasonMissing { handle } => {
                report("reason-missing", ReasonMissing { handle }.text(language))
                    .hint(HintCloseReason { handle }.text(language))
            }
            Refusal::ClosedBefore { handle } => {
                report("closed-before", ClosedBefore { handle }.text(language))
                    .hint(HintReopen { handle }.text(language))
            }
            Refusal::NothingToReopen { handle } => {
                report("nothing-to-reopen", NothingToReopen { handle }.text(language))
            }
            Refusal::PrivateRoot { handle } => report("private-root", PrivateRoot { handle }.text(language))
                .hint(HintShare { handle }.text(language)),
            Refusal::Lapsed { handle, on } => {
                report("lapsed", Lapsed { handle, day: &self.day(*on) }.text(language))
            }
            Refusal::Done { handle } => report("done", Done { handle }.text(language)),
            Refusal::NotHeld { review, on } => {
                report("not-held", NotHeld { review, day: &self.day(*on) }.text(language))
                    .hint(HintRecord { review }.text(language))
            }
            Refusal::Cancelled { review } => report("cancelled", Cancelled { review }.text(language)),
            Refusal::Locked { review, on } => {
                report("locked", Locked { review, day: &self.day(*on) }.text(language))
                    .hint(HintAmend { review }.text(language))
            }
            Refusal::NotLocked { review } => report("not-locked", NotLocked { review }.text(language))
                .hint(HintNote { review }.text(language)),
            Refusal::SignedBefore { review } => {
                report("signed-before", SignedBefore { review }.text(language))
            }
            Refusal::SecondTalk { review, on } => {
                report("second-talk", SecondTalk { review, day: &self.day(*on) }.text(language))
                    .hint(HINT_EXTRA.text(language))
            }
        }
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
