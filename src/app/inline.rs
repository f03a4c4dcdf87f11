//! Words in a text that say more than the text: `#roles`, `#budget`, `@lind`.
//!
//! A word is what stands between white space; punctuation around it is no part of it. Such a word is understood wherever
//! it stands; those at the very end, which are no part of a sentence, are taken off the text. A backslash in front keeps
//! a word as it is.

use super::session::Session;
use crate::domain::{About, Actor, Member, Owner, Tone};
use crate::locale::{fold, terms};

/// What flags have said already, which goes before what the text says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Given<'g, W> {
    /// The key of the theme.
    pub(crate) theme: Option<&'g str>,
    /// Whom it is about, whose doing it was, or whom it rests with.
    pub(crate) whom: Option<W>,
}

/// A text, and what its words have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inline<W> {
    /// What is left to keep.
    pub(crate) text: String,
    /// The key of the theme, by a flag or a word.
    pub(crate) theme: Option<String>,
    /// The tags of the text, each once.
    pub(crate) tags: Vec<String>,
    /// By a flag or a word.
    pub(crate) whom: Option<W>,
}

/// What a mark may mean.
struct Reader<'r, W> {
    theme: &'r dyn Fn(&str) -> Option<String>,
    whom: &'r dyn Fn(&str) -> Option<W>,
    found: Inline<W>,
}

/// The mark in a word and the name behind it: `#` and `roles` of `(#roles),`; none in an address, a number, or `C#`.
fn mark(word: &str) -> Option<(char, &str)> {
    let inner = word.trim_start_matches(['(', '[', '"', '\'', '“', '»', '„']);
    let inner = inner.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let name = inner.strip_prefix(['#', '@'])?;
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
    is_name.then(|| (if inner.starts_with('#') { '#' } else { '@' }, name))
}

impl<W: Copy + PartialEq> Reader<'_, W> {
    /// Understands a word; whether all that it says is now said, so that it could go.
    fn understands(&mut self, word: &str) -> bool {
        match mark(word) {
            Some(('#', name)) => {
                let theme = (self.theme)(name);
                if theme.is_some() && (self.found.theme.is_none() || self.found.theme == theme) {
                    self.found.theme = theme;
                } else if !self.found.tags.iter().any(|tag| fold(tag) == fold(name)) {
                    self.found.tags.push(name.to_owned());
                }
                true
            }
            Some((_, name)) => match (self.whom)(name) {
                Some(whom) if self.found.whom.is_none_or(|known| known == whom) => {
                    self.found.whom = Some(whom);
                    true
                }
                _ => false,
            },
            None => false,
        }
    }
}

/// Where each word of a text begins and ends.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut begin = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_whitespace(), begin) {
            (false, None) => begin = Some(at),
            (true, Some(from)) => {
                words.push((from, at));
                begin = None;
            }
            _ => {}
        }
    }
    words
}

/// Reads the marks of a text. `theme` has the key of the theme that a name means, `whom` the one whom a name means; what
/// neither knows stays text, or is a tag.
pub(crate) fn read<W: Copy + PartialEq>(
    text: &str,
    given: Given<'_, W>,
    theme: &dyn Fn(&str) -> Option<String>,
    whom: &dyn Fn(&str) -> Option<W>,
) -> Inline<W> {
    let found = Inline {
        text: String::new(),
        theme: given.theme.map(str::to_owned),
        tags: Vec::new(),
        whom: given.whom,
    };
    let mut reader = Reader { theme, whom, found };
    let words = words(text);
    let said: Vec<bool> = words.iter().map(|(from, to)| reader.understands(&text[*from..*to])).collect();
    // A word with punctuation belongs to its sentence.
    let is_bare = |(from, to): (usize, usize)| {
        text[from..to].starts_with(['#', '@']) && text[..to].ends_with(char::is_alphanumeric)
    };
    let ending = words.iter().zip(&said).rev().take_while(|(word, said)| **said && is_bare(**word)).count();
    let kept = words.len() - ending;
    let end = if ending == 0 { text.len() } else { kept.checked_sub(1).map_or(0, |last| words[last].1) };
    let mut rest = 0;
    for (from, to) in &words[..kept] {
        // `\#word`: the backslash has done its work.
        if text[*from..*to].strip_prefix('\\').is_some_and(|word| mark(word).is_some() && is_mark(word)) {
            reader.found.text.push_str(&text[rest..*from]);
            rest = from + 1;
        }
    }
    reader.found.text.push_str(&text[rest..end]);
    reader.found
}

fn is_mark(word: &str) -> bool {
    word.starts_with(['#', '@'])
}

/// Whether a text could name somebody.
pub(crate) fn could_name_somebody(text: &str) -> bool {
    words(text).into_iter().any(|(from, to)| matches!(mark(&text[from..to]), Some(('@', _))))
}

/// What a person typed, and the tone that a mark in front of it tells: `+ she asked first`, `?why so late`.
pub(crate) fn toned(typed: &str) -> (Option<Tone>, &str) {
    let marks = [('+', Tone::Praise), ('?', Tone::Puzzle), ('!', Tone::Friction)];
    let marked = marks.into_iter().find_map(|(mark, tone)| Some((tone, typed.strip_prefix(mark)?)));
    let is_word =
        |rest: &str| rest.starts_with(|letter: char| letter.is_alphabetic() || letter.is_whitespace());
    match marked.filter(|(_, rest)| is_word(rest)).map(|(tone, rest)| (tone, rest.trim())) {
        Some((tone, rest)) if !rest.is_empty() => (Some(tone), rest),
        _ => (None, typed),
    }
}

impl Session {
    /// A theme that a name means, among those of the pair.
    fn theme_meant(&self, name: &str) -> Option<String> {
        self.theme(name).ok()
    }

    /// The key of the theme that a flag names.
    fn theme_given(&self, typed: Option<&str>) -> Result<Option<String>, super::AppError> {
        typed.map(|typed| self.theme(typed)).transpose()
    }

    fn inline<W: Copy + PartialEq>(
        &self,
        text: &str,
        theme: Option<&str>,
        given: Option<W>,
        whom: &dyn Fn(&str) -> Option<W>,
    ) -> Result<Inline<W>, super::AppError> {
        let theme = self.theme_given(theme)?;
        let given = Given { theme: theme.as_deref(), whom: given };
        Ok(read(text, given, &|name| self.theme_meant(name), whom))
    }

    /// Reads the text of an observation: whom it is about, seen from the one who is typing.
    ///
    /// # Errors
    /// If the theme of the flag is unknown.
    pub(crate) fn observed(
        &self,
        text: &str,
        theme: Option<&str>,
        about: Option<About>,
    ) -> Result<Inline<About>, super::AppError> {
        let from =
            |member: Member| self.me().map(|me| if me == member { About::Oneself } else { About::Partner });
        let whom = |name: &str| {
            if special("both", name) { Some(About::Us) } else { self.member(name).ok().and_then(from) }
        };
        self.inline(text, theme, about, &whom)
    }

    /// Reads the text of an incident: whose doing it was.
    ///
    /// # Errors
    /// If the theme of the flag is unknown.
    pub(crate) fn happened(
        &self,
        text: &str,
        theme: Option<&str>,
        actor: Option<Actor>,
    ) -> Result<Inline<Actor>, super::AppError> {
        let whom = |name: &str| {
            if special("third", name) { Some(Actor::Third) } else { self.member(name).ok().map(Actor::from) }
        };
        self.inline(text, theme, actor, &whom)
    }

    /// Reads the text of what the two agreed: whom it rests with.
    ///
    /// # Errors
    /// If the theme of the flag is unknown.
    pub(crate) fn settled(
        &self,
        text: &str,
        theme: Option<&str>,
        owner: Option<Owner>,
    ) -> Result<Inline<Owner>, super::AppError> {
        let whom = |name: &str| {
            if special("both", name) { Some(Owner::Both) } else { self.member(name).ok().map(Owner::from) }
        };
        self.inline(text, theme, owner, &whom)
    }
}

/// Whether a whole form of `word` was typed. A name may begin like it, so a beginning does not count.
pub(crate) fn special(word: &str, typed: &str) -> bool {
    terms::forms("member", word).contains(&fold(typed.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn theme(name: &str) -> Option<String> {
        let keys = ["roles", "thinking", "expectations", "others", "chemistry"];
        match terms::matching("theme", &keys, name)[..] {
            [key] => Some(key.to_owned()),
            _ => None,
        }
    }

    fn whom(name: &str) -> Option<u8> {
        match fold(name).as_str() {
            "holm" => Some(1),
            "lind" | "bo" => Some(2),
            _ => None,
        }
    }

    #[test]
    fn a_mark_before_a_text_is_its_tone() {
        assert_eq!(toned("+ She asked first"), (Some(Tone::Praise), "She asked first"));
        assert_eq!(toned("?Why so late"), (Some(Tone::Puzzle), "Why so late"));
        assert_eq!(toned("! "), (None, "! "));
        assert_eq!(toned("+1 for Bo"), (None, "+1 for Bo"));
    }

    fn plain(text: &str) -> Inline<u8> {
        read(text, Given { theme: None, whom: None }, &theme, &whom)
    }

    #[track_caller]
    fn reads(text: &str, left: &str, key: Option<&str>, tags: &[&str], member: Option<u8>) {
        let found = plain(text);
        assert_eq!(found.text, left, "{text}");
        assert_eq!(found.theme.as_deref(), key, "{text}");
        assert_eq!(found.tags, tags, "{text}");
        assert_eq!(found.whom, member, "{text}");
    }

    #[test]
    fn what_stands_at_the_end_is_taken_off() {
        reads("Bo said no #roles @lind", "Bo said no", Some("roles"), &[], Some(2));
        reads("Bo sagde nej #roller #budget #møde", "Bo sagde nej", Some("roles"), &["budget", "møde"], None);
        reads("Bo said no\n#rol\n@Bo\n", "Bo said no", Some("roles"), &[], Some(2));
        reads("#roles @lind", "", Some("roles"), &[], Some(2));
    }

    #[test]
    fn what_stands_in_a_sentence_stays_and_is_understood() {
        reads(
            "The #budget talk with @lind, then",
            "The #budget talk with @lind, then",
            None,
            &["budget"],
            Some(2),
        );
        reads("It is about (#roles).", "It is about (#roles).", Some("roles"), &[], None);
        reads("He knew @lind.", "He knew @lind.", None, &[], Some(2));
    }

    #[test]
    fn what_means_nothing_here_stays_text() {
        for text in
            ["in C# and F#", "point #3", "anna@example.org", "@carl", "@ noon", "# a heading", "a#b", "#a/b"]
        {
            reads(text, text, None, &[], None);
        }
        // What several themes could be is a tag.
        reads("x #for", "x", None, &["for"], None);
        // The first one that is named counts, and the other is not lost.
        reads("x @holm @lind", "x @holm @lind", None, &[], Some(1));
        reads("x @lind #roles #thinking", "x", Some("roles"), &["thinking"], Some(2));
    }

    #[test]
    fn a_backslash_keeps_a_word() {
        reads(r"x \#roles", "x #roles", None, &[], None);
        reads(r"x \@lind #roles", "x @lind", Some("roles"), &[], None);
        reads(r"C:\#3 \n \\#a", r"C:\#3 \n \\#a", None, &[], None);
    }

    #[test]
    fn a_flag_goes_before_the_text_and_loses_nothing() {
        let given = Given { theme: Some("others"), whom: Some(1) };
        let found = read("x #roles @lind", given, &theme, &whom);
        assert_eq!((found.theme.as_deref(), found.whom), (Some("others"), Some(1)));
        assert_eq!((found.tags, found.text), (vec!["roles".to_owned()], "x #roles @lind".to_owned()));
        let found = read("x #others @holm", given, &theme, &whom);
        assert_eq!((found.tags.len(), found.text.as_str()), (0, "x"));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_the_rest_says_the_same_again(
            text in proptest::collection::vec(
                prop_oneof![
                    "[#@]?(roles|roller|for|budget|lind|holm|carl|3|[a-zæøå]{1,5})[.,!)]?",
                    r"\\?[#@\\]{0,2}[a-z0-9]{0,4}",
                    "\\PC{0,6}",
                ],
                0..9,
            ),
            spaces in "[ \n\t]{1,2}",
        ) {
            let text = text.join(&spaces);
            let found = plain(&text);
            // What is left is the text up to what was taken off, but for backslashes that kept a word.
            let gone = text.replace('\\', "");
            prop_assert!(gone.starts_with(&found.text.replace('\\', "")));
            // What was taken off is said.
            let rest = &gone[found.text.replace('\\', "").len()..];
            for word in rest.split_whitespace().filter(|_| found.text != text) {
                let name = &word[1..];
                let is_said = if word.starts_with('#') {
                    theme(name) == found.theme || found.tags.iter().any(|tag| fold(tag) == fold(name))
                } else {
                    whom(name) == found.whom
                };
                prop_assert!(is_said, "{word} of {text:?} is lost: {found:?}");
            }
            if !text.contains('\\') {
                let given = Given { theme: found.theme.as_deref(), whom: found.whom };
                let again = read(&found.text, given, &theme, &whom);
                prop_assert_eq!(&again.text, &found.text);
                prop_assert_eq!((&again.theme, again.whom), (&found.theme, found.whom));
            }
        }
    }
}
