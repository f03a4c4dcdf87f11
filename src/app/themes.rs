//! What the themes of a pair are called.

use super::error::AppError;
use crate::domain::Pair;
use crate::locale::{Language, fold, terms};
use crate::programme::THEMES;

/// The theme of an incident whose author names none: trust is what chemistry is about.
pub(crate) const OF_TRUST: &str = "chemistry";

/// The keys of the themes that every pair has.
pub(crate) fn common() -> [&'static str; 5] {
    THEMES
}

/// The keys of the pair's themes: the five that every pair has, then its own.
pub(crate) fn keys(pair: &Pair) -> Vec<&str> {
    let own = pair.themes.iter().map(|(key, _)| key.as_str()).filter(|key| !THEMES.contains(key));
    THEMES.into_iter().chain(own).collect()
}

/// The key of the theme of a pair that a person means: by its key or its label in either language, or their beginning.
///
/// # Errors
/// [`AppError::UnknownTheme`] with the themes that it could be, or all of them.
pub(crate) fn meant(pair: &Pair, typed: &str) -> Result<String, AppError> {
    one_of(&keys(pair), &pair.themes, typed)
}

/// As [`meant`], among the themes that every pair has.
///
/// # Errors
/// As [`meant`].
pub(crate) fn meant_by_all(typed: &str) -> Result<String, AppError> {
    one_of(&THEMES, &[], typed)
}

fn one_of(keys: &[&str], own: &[(String, String)], typed: &str) -> Result<String, AppError> {
    let folded = fold(typed.trim());
    let labelled = |key: &&&str| {
        let label = own.iter().find(|(own, _)| own == **key).map(|(_, label)| fold(label));
        label.is_some_and(|label| label.starts_with(&folded))
    };
    let mut found = terms::matching("theme", keys, typed);
    for short in terms::matching("theme_short", keys, typed) {
        if !found.contains(&short) {
            found.push(short);
        }
    }
    if found.is_empty() && !folded.is_empty() {
        found = keys.iter().filter(labelled).copied().collect();
    }
    let named = |candidates: &[&str], is_several| AppError::UnknownTheme {
        typed: typed.to_owned(),
        candidates: candidates.iter().map(|key| (*key).to_owned()).collect(),
        is_several,
    };
    match found[..] {
        [key] => Ok(key.to_owned()),
        [] => Err(named(keys, false)),
        _ => Err(named(&found, true)),
    }
}

/// The label that the pair itself has given a theme.
fn given<'p>(pair: &'p Pair, key: &str) -> Option<&'p str> {
    pair.themes.iter().find(|(known, _)| known == key).map(|(_, label)| label.as_str())
}

/// A theme in full: `Roles and division of work`.
pub(crate) fn long<'p>(pair: &'p Pair, language: Language, key: &'p str) -> &'p str {
    given(pair, key).or_else(|| terms::known(language, "theme", key)).unwrap_or(key)
}

/// A theme as the programme names it: in a word, or by the label of the pair's own.
pub(crate) fn named<'p>(pair: &'p Pair, language: Language, key: &'p str) -> &'p str {
    terms::known(language, "theme_short", key).or_else(|| given(pair, key)).unwrap_or(key)
}

/// A theme in a word, for lists: `roles`.
pub(crate) fn short(language: Language, key: &str) -> &str {
    terms::known(language, "theme_short", key).unwrap_or(key)
}
