//! What would be understood where a text is not: a letter too many, two that changed places, a little word left out.

use super::lexicon::{is_known, known};
use super::{Direction, Language, Reader};
use crate::locale::fold;
use crate::locale::near::tolerance;
use strsim::osa_distance;

/// No more of the words that are near are tried.
const CANDIDATES: usize = 4;
/// More unknown words than these are a text of another kind.
const UNKNOWN: usize = 2;

/// The nearest text that is understood, if one is near.
pub(super) fn near(reader: Reader, text: &str) -> Option<String> {
    if text.chars().nth(super::LONGEST).is_some() {
        return None;
    }
    let is_understood = |text: &String| reader.found(text).is_some_and(|found| found.said.is_ok());
    let words: Vec<&str> = text.split_whitespace().collect();
    respelt(reader.language, &words)
        .into_iter()
        .chain(completed(reader, &words.join(" ")))
        .find(is_understood)
}

/// A word without what surrounds it.
fn bare(word: &str) -> String {
    fold(word.trim_matches(|letter: char| !letter.is_alphabetic()))
}

/// The text with every word that is not known in the spelling of one that is, the nearest first.
fn respelt(language: Language, words: &[&str]) -> Vec<String> {
    let is_unknown = |word: &&&str| {
        let bare = bare(word);
        !bare.is_empty() && !is_known(&bare)
    };
    let unknown = words.iter().filter(is_unknown).count();
    if !(1..=UNKNOWN).contains(&unknown) {
        return Vec::new();
    }
    let mut texts = vec![Vec::new()];
    for word in words {
        let candidates =
            if is_unknown(&word) { nearest(language, &bare(word)) } else { vec![(*word).to_owned()] };
        texts = texts
            .iter()
            .flat_map(|text| {
                candidates.iter().map(|candidate| [&text[..], std::slice::from_ref(candidate)].concat())
            })
            .collect();
    }
    texts.iter().map(|words| words.join(" ")).collect()
}

/// The words that are known and nearest to one that is not.
fn nearest(language: Language, word: &str) -> Vec<String> {
    let Some(most) = tolerance(word) else { return Vec::new() };
    let mut found: Vec<_> = known()
        .filter(|(folded, known)| folded.len() > 2 && !known.is_short())
        .map(|(folded, known)| (osa_distance(folded, word), known.language != language, folded, known))
        .filter(|(distance, ..)| *distance <= most)
        .map(|(distance, is_foreign, folded, known)| (distance, is_foreign, folded, &known.spelt))
        .collect();
    found.sort();
    found.dedup_by_key(|(.., spelt)| *spelt);
    found.truncate(CANDIDATES);
    found.into_iter().map(|(.., spelt)| spelt.clone()).collect()
}

/// The text with a little word that may have been left out.
fn completed(reader: Reader, text: &str) -> Vec<String> {
    let [english, danish] = match reader.direction {
        Direction::Back => [format!("{text} ago"), format!("for {text} siden")],
        Direction::On => [format!("in {text}"), format!("om {text}")],
    };
    let forms = match reader.language {
        Language::English => [english, danish],
        Language::Danish => [danish, english],
    };
    [vec![format!("i {text}")], forms.to_vec()].concat()
}
