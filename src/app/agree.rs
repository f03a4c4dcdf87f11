//! Agreements to choose from: those of the bank, and the pair's own.

use super::adjust::{self, Agreed};
use super::entry::Entry;
use super::error::{AgreementError, AppError};
use super::session::Session;
use crate::domain::{Handle, Member, Owner};
use crate::locale::{Language, fold};
use crate::programme::{Agreement, sides};
use chrono::NaiveDate;
use serde::Serialize;

/// An agreement to choose from, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choice {
    /// Its name on the command line.
    pub(crate) key: String,
    /// With the names of the two, the first of them as `{A}`, and its other fields in braces.
    pub(crate) text: String,
    /// The fields to fill in.
    pub(crate) fields: Vec<String>,
    /// The question to ask when it is checked.
    pub(crate) question: Option<String>,
    /// A ground rule, or something to do.
    pub(crate) rule: bool,
    /// Whether it says different things of the two, so that one of them must be its owner.
    pub(crate) owned: bool,
}

/// What is chosen, and how its fields are filled in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen {
    /// Its name on the command line.
    pub(crate) key: String,
    /// Whose it is to keep; both, if left out.
    pub(crate) owner: Option<Owner>,
    /// The fields, and what each is filled in with.
    pub(crate) values: Vec<(String, String)>,
    /// The language that was asked for; the pair's if none was.
    pub(crate) language: Option<Language>,
    /// The theme as it was typed.
    pub(crate) theme: Option<String>,
    pub(crate) until: Option<NaiveDate>,
    /// The days of its checks; none for the usual ones.
    pub(crate) checks: Vec<NaiveDate>,
    /// The entries that it comes from.
    pub(crate) from: Vec<Handle>,
    pub(crate) tags: Vec<String>,
}

/// The agreements that the pair can choose from, its own first.
fn agreements(session: &Session) -> Result<Vec<Agreement>, AppError> {
    let pair = session.pair();
    let own = pair.agreements.iter().filter_map(|(key, text)| Agreement::own(key, text).ok());
    let mut all: Vec<Agreement> = own.collect();
    for it in session.templates().bank()?.agreements(pair.kind) {
        if !all.iter().any(|own| own.id == it.id) {
            all.push(it.clone());
        }
    }
    Ok(all)
}

/// The agreements that the pair can choose from.
///
/// # Errors
/// If the own bank has mistakes.
pub(crate) fn choices(session: &Session, language: Language) -> Result<Vec<Choice>, AppError> {
    let names = session.names();
    let names = sides([&names.short[0], &names.short[1]], session.me().unwrap_or(Member::A));
    let choice = |it: &Agreement| Choice {
        key: it.id.clone(),
        text: it.filled(language, names, |_| None),
        fields: it.fields().into_iter().map(str::to_owned).collect(),
        question: it.check(language).map(str::to_owned),
        rule: it.rule,
        owned: it.has_sides(),
    };
    Ok(agreements(session)?.iter().map(choice).collect())
}

/// The agreement of a key, whole or by its beginning.
fn named(mut all: Vec<Agreement>, typed: &str) -> Result<Agreement, AppError> {
    let folded = fold(typed.trim());
    let whole = all.iter().position(|it| it.id == folded);
    let begun: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, it)| !folded.is_empty() && it.id.starts_with(&folded))
        .map(|(index, _)| index)
        .collect();
    let found = whole.or(if let [only] = begun[..] { Some(only) } else { None });
    let keys = |indexes: &[usize]| indexes.iter().map(|index| all[*index].id.clone()).collect();
    let typed = || typed.to_owned();
    let found = match (found, &begun[..]) {
        (Some(found), _) => found,
        (None, []) => {
            let every: Vec<usize> = (0..all.len()).collect();
            return Err(AppError::Agreement(AgreementError::Unknown { typed: typed(), known: keys(&every) }));
        }
        (None, several) => {
            return Err(AppError::Agreement(AgreementError::Ambiguous {
                typed: typed(),
                keys: keys(several),
            }));
        }
    };
    Ok(all.swap_remove(found))
}

/// Puts an agreement of the bank on record, with its fields filled in.
///
/// # Errors
/// If there is none of that key, a field is left out or means nothing, or it must be told who its owner is; and as
/// [`adjust::add`].
pub(crate) fn choose(session: &mut Session, chosen: &Chosen) -> Result<Entry, AppError> {
    let agreement = named(agreements(session)?, &chosen.key)?;
    let key = || agreement.id.clone();
    let owner = match (chosen.owner, agreement.has_sides()) {
        (Some(Owner::Both) | None, true) => {
            return Err(AppError::Agreement(AgreementError::NeedsOwner {
                key: key(),
                keys: session.pair().member_keys.clone(),
            }));
        }
        (owner, _) => owner.unwrap_or(Owner::Both),
    };
    let fields = agreement.fields();
    let as_texts = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    if let Some((unknown, _)) = chosen.values.iter().find(|(name, _)| !fields.contains(&name.as_str())) {
        let field = unknown.clone();
        return Err(AppError::Agreement(AgreementError::NoSuchField {
            key: key(),
            field,
            fields: as_texts(fields),
        }));
    }
    let value = |name: &str| {
        chosen.values.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned())
    };
    let missing: Vec<&str> = fields.iter().copied().filter(|field| value(field).is_none()).collect();
    if !missing.is_empty() {
        return Err(AppError::Agreement(AgreementError::FieldsMissing {
            key: key(),
            fields: as_texts(missing),
        }));
    }
    let language = chosen.language.unwrap_or(session.pair().language);
    let names = session.names();
    let names = sides([&names.short[0], &names.short[1]], owner.member().unwrap_or(Member::A));
    let mut tags = chosen.tags.clone();
    if !tags.contains(&agreement.id) {
        tags.push(key());
    }
    let agreed = Agreed {
        text: agreement.filled(language, names, value),
        owner,
        theme: chosen.theme.clone(),
        rule: agreement.rule && chosen.until.is_none(),
        until: chosen.until,
        checks: chosen.checks.clone(),
        from: chosen.from.clone(),
        tags,
        question: agreement.check(language).map(str::to_owned),
    };
    adjust::put_on_record(session, &agreed, "adjust use")
}
