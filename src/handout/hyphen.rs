//! Where a word may be divided.

use crate::locale::Language;
use std::ops::Range;

/// Divided by hand, because the patterns get them wrong.
const EXCEPTIONS: [(&str, &[usize]); 3] =
    [("makkerpar", &[6]), ("makkerparret", &[6]), ("årsafslutning", &[3])];

/// Words that Danish compounds are made of: the joint before one is a better place than any other, and there
/// is no good place inside.
#[rustfmt::skip]
const STEMS: [&str; 30] = [
    "aftale", "ansvar", "arbejd", "borger", "budget", "chef", "direktør", "formand", "formænd", "forsamling",
    "forvaltning", "gruppe", "kommun", "ledelse", "leder", "medlem", "mester", "møde", "notat", "opgave",
    "politik", "regnskab", "samarbejd", "samtale", "skole", "udkast", "udvalg", "udvikling", "vedtag", "økonomi",
];

/// A place where a word may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// Bytes from the beginning of the word.
    pub(super) at: usize,
    /// Whether it lies between the parts of a compound.
    pub(super) compound: bool,
}

/// Letters that stay together before and after a hyphen.
const LEAST: usize = 3;
/// hypher keeps longer words on the heap, which is switched off.
const LONGEST: usize = 40;

/// Where `word` (letters only) may be divided, with at least three letters on each side.
pub(super) fn joints(word: &str, language: Language) -> Vec<Joint> {
    if word.len() > LONGEST || word.chars().count() < 2 * LEAST {
        return Vec::new();
    }
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return Vec::new();
    }
    let places: Vec<usize> = match EXCEPTIONS.iter().find(|(exception, _)| *exception == lower) {
        Some((_, letters)) => {
            letters.iter().filter_map(|n| lower.char_indices().nth(*n).map(|(at, _)| at)).collect()
        }
        None => patterns(&lower, language),
    };
    let stems = if language == Language::Danish { stems(&lower) } else { Vec::new() };
    let allowed = |at: &usize| {
        lower[..*at].chars().count() >= LEAST
            && lower[*at..].chars().count() >= LEAST
            && !stems.iter().any(|stem| stem.start < *at && *at < stem.end)
    };
    let joint = |at: usize| Joint { at, compound: stems.iter().any(|stem| stem.start == at) };
    places.into_iter().filter(allowed).map(joint).collect()
}

/// Where known words stand in a compound, with the last letter of each taken along: "udval-get" is as bad as
/// "udv-alget".
fn stems(lower: &str) -> Vec<Range<usize>> {
    let found = STEMS.iter().flat_map(|stem| lower.match_indices(stem));
    found.map(|(start, stem)| start..start + stem.len()).collect()
}

/// What the patterns say, with a piece that has no vowel put back to the one before it ("me-d-ar-bej-der").
fn patterns(lower: &str, language: Language) -> Vec<usize> {
    let lang = match language {
        Language::English => hypher::Lang::English,
        Language::Danish => hypher::Lang::Danish,
    };
    let mut places = Vec::new();
    let mut at = 0;
    for syllable in hypher::hyphenate(lower, lang) {
        let voiced = syllable.chars().any(|letter| "aeiouyæøåáàäéèêëíïóôöúüý".contains(letter));
        if at > 0 && voiced {
            places.push(at);
        }
        at += syllable.len();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, language: Language) -> String {
        let mut parts = String::new();
        let mut from = 0;
        for joint in joints(word, language) {
            parts.push_str(&word[from..joint.at]);
            parts.push(if joint.compound { '=' } else { '-' });
            from = joint.at;
        }
        parts + &word[from..]
    }

    #[test]
    fn danish_words_are_divided_at_syllables_and_compounds_at_their_joints() {
        for (word, expected) in [
            ("medarbejder", "med=arbejder"),
            ("årsaftale", "års=aftale"),
            ("økonomiudvalget", "økonomi=udvalget"),
            ("dag", "dag"),
            ("aften", "aften"),
            ("Borgermøde", "Borger=møde"),
            ("generalforsamlingen", "gene-ral=forsamlingen"),
        ] {
            assert_eq!(divided(word, Language::Danish), expected);
        }
    }

    #[test]
    fn english_words_keep_three_letters_on_each_side() {
        assert_eq!(divided("extensive", Language::English), "exten-sive");
        assert_eq!(divided("only", Language::English), "only");
    }

    #[test]
    fn a_word_without_end_is_left_to_others() {
        assert!(joints(&"a".repeat(5000), Language::Danish).is_empty());
    }

    /// The thousand most frequent Danish words of eight letters and more (PyPI `wordfreq`), divided by the dictionary
    /// `hyph_da_DK` (PyPI `pyphen`): a source of its own, and not free of slips either.
    const OUTSIDE: &str = include_str!("../../tests/fixtures/hyphenation-da.txt");

    #[test]
    fn hardly_a_joint_is_wrong_by_an_outside_dictionary() {
        let (mut all, mut wrong) = (0, Vec::new());
        for divided in OUTSIDE.lines() {
            let word = divided.replace('-', "");
            let mut allowed = Vec::new();
            let mut at = 0;
            for part in divided.split('-') {
                at += part.len();
                allowed.push(at);
            }
            for joint in joints(&word, Language::Danish) {
                all += 1;
                if !allowed.contains(&joint.at) {
                    wrong.push(format!("{}-{} ({divided})", &word[..joint.at], &word[joint.at..]));
                }
            }
        }
        assert!(all > 1000 && wrong.len() * 100 <= all, "{} of {all}: {}", wrong.len(), wrong.join(", "));
    }
}
