//! Why a use case did not do what it was asked.

use super::exchange::ExchangeError;
use crate::domain::{Handle, Refusal};
use crate::handout::HandoutError;
use crate::schedule::Dusk;
use crate::store::StoreError;
use crate::template::{Fault, Mistake};
use chrono::{NaiveDate, NaiveTime};
use std::path::PathBuf;

/// Why a use case did not do what it was asked. The front desk words it.
#[derive(Debug)]
pub(crate) enum AppError {
    /// A rule of the record.
    Refused(Refusal),
    /// The file.
    Store(StoreError),
    /// Paper.
    Handout(HandoutError),
    /// There is no pair on record yet.
    NoPair,
    /// Several pairs are running, and none was named.
    WhichPair { keys: Vec<String> },
    /// No pair goes by that name, or several do.
    UnknownPair { typed: String, keys: Vec<String> },
    /// A pair of these two is running already.
    PairExists { key: String },
    /// Neither of the two goes by that name, or both do.
    UnknownMember { typed: String, pair: String, keys: [String; 2] },
    /// These are somebody's own words, and nobody said whose.
    WhoAreYou { keys: [String; 2] },
    /// No theme goes by that name, or several do.
    UnknownTheme { typed: String, candidates: Vec<String> },
    /// There is nothing of that handle that the asker can read; the newest of its series, if there is one.
    UnknownHandle { handle: Handle, newest: Option<Handle> },
    /// The handle is of another kind than the command takes.
    WrongKind { handle: Handle },
    /// No talk has been scheduled, or held, as the command needs.
    NoTalk,
    /// No talk is set.
    NoTalkSet,
    /// No ball is struck in this format, so there is no tee-off.
    NoTee { format: String },
    /// There is no format of that name.
    UnknownFormat { typed: String, formats: Vec<String> },
    /// Several formats begin so.
    AmbiguousFormat { typed: String, formats: Vec<String> },
    /// The latest command may not be taken back.
    UndoRefused { act: String, handle: Option<Handle>, reason: Refusal },
    /// Its words were erased for good, so it cannot be taken back; the count that reaches past it to what can.
    UndoErased { act: String, handle: Option<Handle>, further: Option<usize> },
    /// The latest command that can be taken back is of another pair than the one that is implied.
    UndoElsewhere { key: String, here: String },
    /// There is nothing that the asker can take back, or too little.
    NothingToUndo { possible: usize },
    /// There is nothing to redo, or too little.
    NothingToRedo { possible: usize },
    /// There is no word to look for; perhaps only such that must not be there.
    NothingSought { only_without: bool },
    /// The first day of a list is after its last.
    NoDaysLeft { since: NaiveDate, until: NaiveDate },
    /// Nothing was asked to change.
    NothingToChange { what: String, help: &'static str },
    /// The entry has no such field.
    NoSuchField { handle: Handle, flag: &'static str },
    /// The talk would end in the dark: the latest start of the format that would not, and other formats that fit.
    Dark {
        format: String,
        date: NaiveDate,
        start: NaiveTime,
        dusk: Dusk,
        at: Option<NaiveTime>,
        formats: Vec<String>,
    },
    /// The talk would begin before sunrise.
    BeforeSunrise { format: String, date: NaiveDate, begins: NaiveTime, sunrise: NaiveTime },
    /// The day of a talk is past.
    PastDay { date: NaiveDate },
    /// Nothing was proposed under that number.
    NotProposed { number: usize, proposed: usize },
    /// There are no rules of that name.
    UnknownRules { name: String, known: Vec<String> },
    /// The same handle stands twice on the line.
    TwiceOnTheLine { handle: Handle },
    /// A talk has time for so many themes.
    TooManyThemes { most: usize },
    /// Neither of the two goes by that name, or both do, and it is no tie.
    UnknownWinner { typed: String, keys: [String; 2] },
    /// A template cannot be used, shown or copied.
    Template(TemplateError),
    /// An agreement cannot be chosen, or be one of the pair's own.
    Agreement(AgreementError),
    /// A file is no calendar.
    NotACalendar { path: PathBuf },
    /// A file is larger than a calendar is, in mebibytes.
    FileTooLarge { path: PathBuf, most: u64 },
    /// No calendar was read for a member, or none of that name.
    NoCalendar { member: String, known: Vec<String> },
    /// No blocked period goes by that name, or several begin so.
    NoBlock { typed: String, known: Vec<String> },
    /// An invitation needs the mail addresses of both.
    NoMail { member: String },
    /// An export of another file cannot be taken in.
    Exchange(ExchangeError),
    /// A calendar is taken in otherwise.
    IsACalendar { path: PathBuf },
    /// A database is opened, not taken in.
    IsADatabase { path: PathBuf },
    /// An export is taken in, not put in the place of the file.
    IsAnExport { path: PathBuf },
    /// A file is no copy of a database of ours.
    NotABackup { path: PathBuf },
    /// There is no record in a damaged file that could be read.
    NothingToRescue { path: PathBuf },
    /// What is to be read from and written to is one file.
    SameFile { path: PathBuf },
    /// A file could not be read.
    Unreadable { path: PathBuf, cause: std::io::Error },
    /// A file that makkerpar did not make is in the way.
    FileInTheWay { path: PathBuf },
    /// A file could not be written.
    Unwritable { path: PathBuf, cause: std::io::Error },
    /// The folder for the demo is there already.
    FolderInTheWay { path: PathBuf, free: PathBuf },
}

/// Why a file of rules, of a format or of questions cannot be used, shown or copied.
#[derive(Debug)]
pub(crate) enum TemplateError {
    /// A file of rules, of a format or of questions has mistakes.
    Mistakes { path: PathBuf, mistakes: Vec<Mistake> },
    /// A file of rules, of a format or of questions could not be read.
    Unreadable { path: PathBuf, cause: std::io::Error },
    /// There is no template of that name.
    Unknown { name: String },
    /// A file is no template of any kind.
    NotOne { path: PathBuf },
    /// A name that a template cannot have.
    BadName { name: String, is_bank: bool },
    /// An own template of that name is there already.
    InTheWay { path: PathBuf },
    /// There is no folder for one's own templates.
    NoFolder,
}

/// Why an agreement cannot be chosen from the bank, or something cannot be of the pair's own.
#[derive(Debug)]
pub(crate) enum AgreementError {
    /// The bank has no agreement of that key.
    Unknown { typed: String, known: Vec<String> },
    /// Several agreements of the bank begin so.
    Ambiguous { typed: String, keys: Vec<String> },
    /// An agreement says different things of the two, and nobody said whose it is.
    NeedsOwner { key: String, keys: [String; 2] },
    /// An agreement has fields that nobody has filled in.
    FieldsMissing { key: String, fields: Vec<String> },
    /// An agreement has no such field.
    NoSuchField { key: String, field: String, fields: Vec<String> },
    /// An agreement of the pair's own has wrong braces.
    Bad { key: String, fault: Fault },
    /// A key that an agreement or a theme of the pair's own cannot have.
    BadKey { typed: String },
    /// The pair has no such question or agreement of its own, or several begin so.
    NothingToRemove { typed: String, key: String },
}

impl From<TemplateError> for AppError {
    fn from(error: TemplateError) -> Self {
        Self::Template(error)
    }
}

impl From<AgreementError> for AppError {
    fn from(error: AgreementError) -> Self {
        Self::Agreement(error)
    }
}

impl From<ExchangeError> for AppError {
    fn from(error: ExchangeError) -> Self {
        Self::Exchange(error)
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<HandoutError> for AppError {
    fn from(error: HandoutError) -> Self {
        Self::Handout(error)
    }
}

/// What can be done without; but what the file refuses is no reason to do without it.
///
/// # Errors
/// [`AppError::Store`].
pub(super) fn unless_file_fails<T: Default>(wanted: Result<T, AppError>) -> Result<T, AppError> {
    match wanted {
        Err(error @ AppError::Store(_)) => Err(error),
        other => Ok(other.unwrap_or_default()),
    }
}
