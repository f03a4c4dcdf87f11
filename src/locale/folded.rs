//! The form of a text in which words are searched, and the way back to the letters as they were written.

use super::fold;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// A text as it is searched: folded, with every stretch of spaces, line breaks and control characters as one space.
pub(crate) fn searchable(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for letter in fold(text).chars() {
        push(&mut found, letter);
    }
    found
}

fn push(text: &mut String, letter: char) {
    if !letter.is_whitespace() && !letter.is_control() {
        text.push(letter);
    } else if !text.ends_with(' ') {
        text.push(' ');
    }
}

/// A text as it is searched, which knows what each letter of it was made of.
#[derive(Clone, Debug)]
pub(crate) struct Folded {
    text: String,
    /// Where a letter begins, here and in the original; in ascending order.
    letters: Vec<(usize, usize)>,
    length: usize,
}

impl Folded {
    /// The folded form of `original`. Its text is that of [`searchable`].
    pub(crate) fn of(original: &str) -> Self {
        let (mut text, mut letters) = (String::with_capacity(original.len()), Vec::new());
        let mut ends: Vec<usize> = original
            .char_indices()
            .filter(|(_, letter)| !is_combining_mark(*letter))
            .map(|(at, _)| at)
            .collect();
        if ends.first() != Some(&0) {
            ends.insert(0, 0);
        }
        ends.push(original.len());
        for letter in ends.windows(2) {
            let before = text.len();
            for part in fold(&original[letter[0]..letter[1]]).chars() {
                push(&mut text, part);
            }
            if text.len() > before {
                letters.push((before, letter[0]));
            }
        }
        Self { text, letters, length: original.len() }
    }

    /// The letters of the original that a stretch of the folded text was made of. One letter may have become several, as
    /// `å` becomes `aa`; a stretch that has some of them has the letter.
    pub(crate) fn original(&self, stretch: Range<usize>) -> Range<usize> {
        let at =
            |place: usize| self.letters.partition_point(|(folded, _)| *folded <= place).saturating_sub(1);
        let begin = self.letters.get(at(stretch.start)).map_or(0, |(_, original)| *original);
        let last = at(stretch.end.saturating_sub(1).max(stretch.start));
        let end = self.letters.get(last + 1).map_or(self.length, |(_, original)| *original);
        begin..end.max(begin)
    }

    /// Every stretch of the original in which `word`, itself folded, is found.
    pub(crate) fn find_all<'s>(&'s self, word: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        self.text.match_indices(word).map(|(at, word)| self.original(at..at + word.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hits_are_marked_on_the_letters_as_they_were_written() {
        let marked = |text: &str, word: &str| -> Vec<String> {
            let folded = Folded::of(text);
            folded.find_all(&searchable(word)).map(|hit| text[hit].to_owned()).collect()
        };
        assert_eq!(marked("Budgettet går på årsmødet", "orsmoede"), Vec::<String>::new());
        assert_eq!(marked("Budgettet går på årsmødet", "aarsmoede"), ["årsmøde"]);
        assert_eq!(marked("Budgettet går på årsmødet", "ÅRSMØDE"), ["årsmøde"]);
        assert_eq!(marked("A\u{30a}rsmøde og årsmøde", "årsm"), ["A\u{30a}rsm", "årsm"]);
        assert_eq!(marked("én linje\n  og en til", "linje og"), ["linje\n  og"]);
        // Half of what a letter became is the whole letter.
        assert_eq!(marked("på", "pa"), ["på"]);
        assert_eq!(marked("ære", "e"), ["æ", "e"]);
        assert_eq!(marked("\u{301}abc", "abc"), ["abc"]);
    }

    fn letters() -> impl Strategy<Value = String> {
        let letter = prop_oneof![
            prop::sample::select("aåeéøæßłþBCÅØÆ \n\t\0-\"*🙂İ가각ẞǅ".chars().collect::<Vec<_>>()),
            prop::sample::select(vec!['\u{30a}', '\u{301}', '\u{308}', '\u{11a8}', '\u{1161}', '\u{9be}']),
            any::<char>(),
        ];
        prop::collection::vec(letter, 0..24).prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn letter_by_letter_gives_the_same_as_all_at_once(text in letters()) {
            prop_assert_eq!(Folded::of(&text).text, searchable(&text));
        }

        #[test]
        fn what_is_marked_reads_as_what_was_searched(text in letters(), from in 0..24_usize, length in 1..8_usize) {
            let folded = Folded::of(&text);
            let word: String = folded.text.chars().skip(from).take(length).collect();
            prop_assume!(!word.is_empty());
            let hits: Vec<_> = folded.find_all(&word).collect();
            prop_assert!(!hits.is_empty());
            for hit in hits {
                // Whole letters are marked, so that more may be marked than was typed, never less.
                prop_assert!(searchable(&text[hit]).contains(word.trim()));
            }
        }
    }
}
