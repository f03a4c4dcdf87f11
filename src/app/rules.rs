//! The rules by which days are found: those that come with the program, or a file of one's own.

use super::error::AppError;
use super::session::Session;
use super::templates::Templates;
use crate::domain::{self, PairKind};
use crate::locale::Language;
use crate::schedule::{DayKind, RuleBook};
use chrono::NaiveDate;
use serde::Serialize;

/// Whether rules are named by the path of their file.
pub(crate) fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || name.to_lowercase().ends_with(".toml")
}

/// The rules of the pair, or those named on the line.
///
/// # Errors
/// If there are none, or the file cannot be read or has mistakes.
pub(super) fn of(session: &Session, typed: Option<&str>) -> Result<RuleBook, AppError> {
    session.templates().rules(typed.unwrap_or(&session.pair().rules))
}

/// A day of a year that is not like others, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Holiday {
    /// The day, or the first of a stretch.
    pub(crate) date: NaiveDate,
    /// The last day of a stretch.
    pub(crate) to: Option<NaiveDate>,
    /// What it is called in a file of rules.
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
/// If there are none, the file cannot be read or has mistakes, or the rules do not speak of the year.
pub(crate) fn holidays(
    year: i32,
    rules: &str,
    templates: &Templates,
    kind: Option<PairKind>,
    language: Language,
) -> Result<Holidays, AppError> {
    let book = templates.rules(rules)?;
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
