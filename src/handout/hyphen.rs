//! Where a word may be divided.

use crate::locale::Language;

/// Divided by hand, because the patterns get them wrong.
const EXCEPTIONS: [(&str, &[usize]); 6] = [
    ("årsaftale", &[4]),
    ("årsaftalen", &[4]),
    ("årsafslutning", &[4]),
    ("makkerpar", &[6]),
    ("makkerparret", &[6]),
    ("borgermøde", &[6]),
];

/// Words that Danish compounds end in: the joint before one is a better place than any other.
const HEADS: [&str; 24] = [
    "aftale", "ansvar", "arbejd", "chef", "direktør", "forvaltning", "formand", "formænd", "gruppe", "leder",
    "ledelse", "medlem", "mester", "møde", "notat", "plan", "politik", "råd", "sag", "samtale", "skole",
    "udvalg", "udkast", "udvikling",
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
        Some((_, letters)) => letters.iter().filter_map(|n| lower.char_indices().nth(*n).map(|(at, _)| at)).collect(),
        None => patterns(&lower, language),
    };
    let inside = |at: &usize| {
        lower[..*at].chars().count() >= LEAST && lower[*at..].chars().count() >= LEAST
    };
    let compound = |at: usize| language == Language::Danish && HEADS.iter().any(|head| lower[at..].starts_with(head));
    places.into_iter().filter(inside).map(|at| Joint { at, compound: compound(at) }).collect()
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
    // "år-s-af" has lost its first joint; a linking s belongs to what comes before it, and now it does.
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
            ("medarbejder", "med=arbej-der"),
            ("årsaftale", "års=aftale"),
            ("økonomiudvalget", "øko-nomi=udval-get"),
            ("dag", "dag"),
            ("aften", "aften"),
            ("Borgermøde", "Borger=møde"),
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
}
