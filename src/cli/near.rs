//! What was meant where something is misspelt.

use crate::locale::fold;
use strsim::osa_distance;

/// How many letters may be otherwise in a word that is meant.
fn slips(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// The one of `known` that is spelt most nearly like `typed`, if one is near. A letter that is missing, is too many, is
/// another, or has changed places with the next, is one slip.
pub(super) fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let typed = fold(typed);
    let most = slips(&typed);
    let known = known.into_iter().map(|word| (osa_distance(&fold(word), &typed), word));
    let near = known.filter(|(distance, _)| *distance <= most);
    near.min().map(|(_, word)| word.to_owned())
}
