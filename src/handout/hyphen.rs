//! Where a word may be divided.

use crate::locale::Language;
use std::ops::Range;

/// Divided by hand, because the patterns get them wrong: a part of a word and where it may be divided. A word that begins
/// so is divided there, and after that as the patterns say.
#[rustfmt::skip]
const EXCEPTIONS: [(&str, &[usize]); 14] = [
    ("makkerpar", &[6]), ("årsafslutning", &[3]), ("tyskland", &[4]), ("nordsjælland", &[4, 8]), ("foredrag", &[4]),
    ("ligeglad", &[4]), ("forsvundet", &[3, 7]), ("helsingør", &[3]), ("ringsted", &[4]), ("washington", &[4, 7]),
    ("weekend", &[4]), ("hjemmeside", &[6]), ("billede", &[3]), ("hjemmebane", &[6]),
];

/// Words that Danish compounds are made of: the joint before one is a better place than any other, and there
/// is no good place inside.
#[rustfmt::skip]
const STEMS: [&str; 63] = [
    "afgift", "aftale", "ansvar", "arbejd", "belysning", "beretning", "bestyrelse", "betaling", "borger", "budget",
    "center", "centre", "chef", "direktør", "direktion", "ejendom", "forhandling", "formand", "formænd",
    "forsamling", "forslag", "forsyning", "forvaltning", "gruppe", "institution", "kasserer", "kommun", "konsulent",
    "kontor", "ledelse", "leder", "lokale", "meddelelse", "medlem", "mester", "miljø", "møde", "notat",
    "oplysning", "opgave", "ordning", "pladsen", "pleje", "politik", "punkt", "referat", "regnskab", "repræsentant",
    "samarbejd", "samtale", "service", "skatten", "skole", "svarene", "tilladelse", "udkast", "udvalg",
    "udvikling", "undersøgelse", "vedtag", "værket", "økonomi", "hjemmet",
];

/// Words in which such a part stands by chance.
const CHANCE: [&str; 4] = ["billede", "semester", "trimester", "kalender"];

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
    let exception = EXCEPTIONS.iter().find(|(beginning, _)| lower.starts_with(beginning));
    let exception = exception.filter(|_| language == Language::Danish);
    let mut places = patterns(&lower, language);
    if let Some((beginning, letters)) = exception {
        places.retain(|at| *at > beginning.len());
        let by_hand = letters.iter().filter_map(|n| lower.char_indices().nth(*n).map(|(at, _)| at));
        places.extend(by_hand);
        places.sort_unstable();
    }
    let stems = match exception {
        None if language == Language::Danish => stems(&lower),
        _ => Vec::new(),
    };
    let allowed = |at: &usize| {
        lower[..*at].chars().count() >= LEAST
            && lower[*at..].chars().count() >= LEAST
            && !stems.iter().any(|stem| stem.start < *at && *at < stem.end)
    };
    places.extend(stems.iter().map(|stem| stem.start));
    places.sort_unstable();
    places.dedup();
    let joint = |at: usize| Joint { at, compound: stems.iter().any(|stem| stem.start == at) };
    places.into_iter().filter(allowed).map(joint).collect()
}

/// Where known words stand in a compound, with the last letter of each taken along: "udval-get" is as bad as
/// "udv-alget".
fn stems(lower: &str) -> Vec<Range<usize>> {
    if CHANCE.iter().any(|word| lower.contains(word)) {
        return Vec::new();
    }
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

    /// The thousand most frequent Danish words of eight letters and more (by `wordfreq`), divided by the
    /// dictionary `hyph_da_DK` (`pyphen` there): a source of its own, and not free of slips either.
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

    /// Compounds of town halls, boards and workplaces, parted by hand at the joints of their words.
    const COMPOUNDS: &str = include_str!("../../tests/fixtures/compounds-da.txt");

    #[test]
    fn compounds_are_divided_at_their_joints() {
        let (mut all, mut found) = (0, 0);
        for parted in COMPOUNDS.lines() {
            let word = parted.replace('=', "");
            let ours = joints(&word, Language::Danish);
            let mut at = 0;
            let mut right = Vec::new();
            for part in parted.split('=') {
                at += part.len();
                right.push(at);
            }
            right.pop();
            all += right.len();
            found += right.iter().filter(|at| ours.iter().any(|joint| joint.at == **at)).count();
            for joint in ours.iter().filter(|joint| joint.compound) {
                assert!(
                    right.contains(&joint.at),
                    "{parted} is divided {}",
                    divided(&word, Language::Danish)
                );
            }
        }
        assert!(all > 70 && found * 100 >= all * 90, "{found} of {all}");
    }

    #[test]
    fn what_the_patterns_get_wrong_is_mended() {
        for (word, expected) in [
            ("Tysklands", "Tysk-lands"),
            ("foredraget", "fore-draget"),
            ("hjemmesiden", "hjemme-siden"),
            ("billederne", "bil-lederne"),
            ("weekenden", "week-enden"),
            ("semesteret", "semeste-ret"),
        ] {
            assert_eq!(divided(word, Language::Danish), expected);
        }
    }
}
