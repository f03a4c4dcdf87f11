//! What the themes of a pair are called.

use crate::domain::Pair;
use crate::locale::{Language, terms};
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
