//! The words of closed vocabularies (tones, severities, kinds of pair, themes) in both languages, from
//! `templates/terms.toml`.

use super::messages::Label;
use super::{Language, fold};

/// One word of a vocabulary.
pub(crate) struct Term {
    vocabulary: &'static str,
    word: &'static str,
    label: Label,
    also: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/terms.rs"));

/// How a word of a vocabulary reads in `language`; the word itself if the vocabulary does not have it.
pub(crate) fn label(language: Language, vocabulary: &str, word: &'static str) -> &'static str {
    find(vocabulary, word).map_or(word, |term| term.label.text(language))
}

/// How a word of an open vocabulary (a theme, a format) reads in `language`, if it is known here.
pub(crate) fn known(language: Language, vocabulary: &str, word: &str) -> Option<&'static str> {
    find(vocabulary, word).map(|term| term.label.text(language))
}

/// A word of a vocabulary as it is typed on a line in `language`: one word, which [`matching`] reads.
pub(crate) fn typed(language: Language, vocabulary: &str, word: &'static str) -> &'static str {
    let Some(term) = find(vocabulary, word).filter(|_| language == Language::Danish) else { return word };
    let forms = std::iter::once(term.label.text(language)).chain(term.also.iter().copied());
    forms.into_iter().find(|form| !form.contains(' ')).unwrap_or(word)
}

fn find(vocabulary: &str, word: &str) -> Option<&'static Term> {
    TERMS.iter().find(|term| term.vocabulary == vocabulary && term.word == word)
}

/// Every form in which people may type a word: itself, its label in either language, and its other names,
/// folded.
pub(crate) fn forms(vocabulary: &str, word: &str) -> Vec<String> {
    let mut forms = vec![fold(word)];
    if let Some(term) = find(vocabulary, word) {
        for language in [Language::English, Language::Danish] {
            forms.push(fold(term.label.text(language)));
        }
        forms.extend(term.also.iter().map(|form| fold(form)));
    }
    forms
}

/// Which of `words` a person means by `typed`: the one that has it as a whole form, or else those that have a
/// form beginning so. One result is an answer, several are a question, none is a mistake.
pub(crate) fn matching<'w>(vocabulary: &str, words: &[&'w str], typed: &str) -> Vec<&'w str> {
    let typed = fold(typed.trim());
    let with = |accept: &dyn Fn(&str) -> bool| -> Vec<&'w str> {
        words.iter().copied().filter(|word| forms(vocabulary, word).iter().any(|form| accept(form))).collect()
    };
    let whole = with(&|form| form == typed);
    if whole.is_empty() && !typed.is_empty() { with(&|form| form.starts_with(&typed)) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TONES: [&str; 3] = ["praise", "puzzle", "friction"];

    #[test]
    fn a_word_is_typed_as_one_word_that_is_read() {
        for (vocabulary, word, said) in [
            ("tone", "puzzle", "undren"),
            ("pair_kind", "mayor-ceo", "borgmester"),
            ("pair_kind", "committee", "udvalg"),
            ("severity", "serious", "alvorlig"),
            ("outcome", "missed", "missed"),
        ] {
            assert_eq!(typed(Language::Danish, vocabulary, word), said);
            assert_eq!(matching(vocabulary, &[word], said), [word]);
            assert_eq!(typed(Language::English, vocabulary, word), word);
        }
    }

    #[test]
    fn words_are_found_in_both_languages_and_by_their_beginning() {
        assert_eq!(matching("tone", &TONES, "ros"), ["praise"]);
        assert_eq!(matching("tone", &TONES, "UNDREN"), ["puzzle"]);
        assert_eq!(matching("tone", &TONES, "fri"), ["friction"]);
        assert_eq!(matching("tone", &TONES, "p"), ["praise", "puzzle"]);
        assert!(matching("tone", &TONES, "").is_empty());
        assert!(matching("tone", &TONES, "xyz").is_empty());
        assert_eq!(matching("outcome", &["kept", "partly", "missed"], "delvist"), ["partly"]);
    }
}
