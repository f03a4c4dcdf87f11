//! What a misspelt word was meant to be.

use super::fold;
use strsim::osa_distance;

/// How many letters may be wrong, missing, too many or in each other's place in a word; none where a short word would
/// soon be another.
pub(crate) fn tolerance(word: &str) -> Option<usize> {
    match word.chars().count() {
        0..=2 => None,
        3..=5 => Some(1),
        _ => Some(2),
    }
}

/// The nearest of the known words, the first of those that are equally near; `None` if none is near. Large and small
/// letters and accents make no difference.
pub(crate) fn nearest<'w>(typed: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let typed = fold(typed);
    let most = tolerance(&typed)?;
    let near = known.into_iter().map(|word| (osa_distance(&fold(word), &typed), word));
    near.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_what_is_nearly_it() {
        let known = ["color", "lang", "pair", "paper"];
        for (typed, expected) in [
            ("colr", Some("color")),
            ("colour", Some("color")),
            ("apir", Some("pair")),
            ("papr", Some("pair")),
            ("Lagn", Some("lang")),
            ("la", None),
            ("mood", None),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
    }
}
