//! The rules by which days are found: those that come with the program, or a file of one's own.

use super::error::AppError;
use super::session::Session;
use crate::domain::{self, PairKind};
use crate::locale::Language;
use crate::schedule::{DayKind, EMBEDDED, RuleBook};
use chrono::NaiveDate;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Whether rules are named by the path of their file.
pub(crate) fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || name.to_lowercase().ends_with(".toml")
}

/// The rules of a name, or of a file that is named by its path. Rules of one's own may lie in `folder`, and go before those that
/// come with the program.
///
/// # Errors
/// If there are none, or the file cannot be read.
pub(crate) fn named(name: &str, folder: Option<&Path>) -> Result<RuleBook, AppError> {
    let own = if is_path(name) {
        Some(PathBuf::from(name))
    } else {
        folder.map(|folder| folder.join(format!("{name}.toml"))).filter(|path| path.exists())
    };
    if let Some(path) = own {
        let text = std::fs::read_to_string(&path)
            .map_err(|cause| AppError::UnreadableRules { path: path.clone(), cause })?;
        return RuleBook::parse(&text).map_err(|bad| AppError::BadRules { path, bad });
    }
    match EMBEDDED.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => RuleBook::parse(text)
            .map_err(|bad| AppError::BadRules { path: PathBuf::from(format!("{name}.toml")), bad }),
        None => Err(AppError::UnknownRules {
            name: name.to_owned(),
            known: EMBEDDED.map(|(known, _)| known.to_owned()).into(),
        }),
    }
}

/// The rules of the pair, or those named on the line.
///
/// # Errors
/// As [`named`].
pub(super) fn of(session: &Session, typed: Option<&str>) -> Result<RuleBook, AppError> {
    named(typed.unwrap_or(&session.pair().rules), session.rules_folder())
}

/// A day of a year that is not like others, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Holiday {
    pub(crate) date: NaiveDate,
    /// The last day of a stretch.
    pub(crate) to: Option<NaiveDate>,
    pub(crate) key: String,
    pub(crate) kind: DayKind,
    /// What it is called.
    pub(crate) name: String,
}

/// The days of a year that are not like others, as programs read them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Holidays {
    pub(crate) year: i32,
    /// What the rules are the rules of.
    pub(crate) rules: String,
    pub(crate) days: Vec<Holiday>,
}

/// The days of a year that are not like others, by the rules of a name; those that concern a kind of pair, or all.
///
/// # Errors
/// As [`named`], and if the rules do not speak of the year.
pub(crate) fn holidays(
    year: i32,
    rules: &str,
    folder: Option<&Path>,
    kind: Option<PairKind>,
    language: Language,
) -> Result<Holidays, AppError> {
    let book = named(rules, folder)?;
    domain::in_years(year)?;
    let days = book.days(year, kind).into_iter();
    let days = days
        .map(|day| Holiday {
            date: day.from,
            to: (day.to != day.from).then_some(day.to),
            key: day.key.to_owned(),
            kind: day.kind,
            name: day.name.text(language).to_owned(),
        })
        .collect();
    Ok(Holidays { year, rules: book.name.text(language).to_owned(), days })
}
