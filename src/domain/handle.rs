//! Handles: the short names by which people call what is on record.

use super::review_name::ReviewName;
use std::fmt;
use std::str::FromStr;

/// The three kinds of entry that a pair numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Series {
    /// Observations, `O12`.
    Observation,
    /// Trust incidents, `T3` (from *tillidshændelse*).
    Incident,
    /// Adjustments, `A5`.
    Adjustment,
}

impl Series {
    /// The letter before the number.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Observation => 'O',
            Self::Incident => 'T',
            Self::Adjustment => 'A',
        }
    }
}

/// What a handle without a part names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Root {
    /// `O12`, `T3`, `A5`: numbered per pair, never reused.
    Entry(Series, u32),
    /// `2027`, `2027b`.
    Review(ReviewName),
}

/// A handle: an entry or a review, or a part of one (`O12.1` is the first thing set beside O12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Handle {
    /// The entry or review.
    pub(crate) root: Root,
    /// The number of the part, from 1: an answer, a reply, a step, a check, a note.
    pub(crate) part: Option<u32>,
}

impl Handle {
    /// The handle of an entry.
    pub(crate) fn entry(series: Series, number: u32) -> Self {
        Self { root: Root::Entry(series, number), part: None }
    }

    /// The handle of a review.
    pub(crate) fn review(name: ReviewName) -> Self {
        Self { root: Root::Review(name), part: None }
    }

    /// The handle of a part of this one's root.
    #[must_use]
    pub(crate) fn with_part(self, part: u32) -> Self {
        Self { part: Some(part), ..self }
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.root {
            Root::Entry(series, number) => write!(f, "{}{number}", series.letter())?,
            Root::Review(name) => write!(f, "{name}")?,
        }
        match self.part {
            Some(part) => write!(f, ".{part}"),
            None => Ok(()),
        }
    }
}

/// A text is no handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotAHandle;

impl FromStr for Handle {
    type Err = NotAHandle;

    /// Reads a handle in any case: `o12`, `O12.1`, `2027B`.
    fn from_str(text: &str) -> Result<Self, NotAHandle> {
        let (root, part) = match text.trim().split_once('.') {
            Some((root, part)) => (root, Some(number(part)?)),
            None => (text.trim(), None),
        };
        let mut letters = root.chars();
        let series = match letters.next().map(|letter| letter.to_ascii_uppercase()) {
            Some('O') => Series::Observation,
            Some('T') => Series::Incident,
            Some('A') => Series::Adjustment,
            _ => return Ok(Self { root: Root::Review(root.parse()?), part }),
        };
        Ok(Self { root: Root::Entry(series, number(letters.as_str())?), part })
    }
}

/// A number from 1, without sign or leading zero.
fn number(text: &str) -> Result<u32, NotAHandle> {
    if text.is_empty() || text.starts_with('0') || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotAHandle);
    }
    text.parse().map_err(|_| NotAHandle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_read_in_any_case_and_said_in_one() {
        for (typed, said) in [
            ("O12", "O12"),
            ("o12", "O12"),
            (" t3 ", "T3"),
            ("a5.2", "A5.2"),
            ("2027", "2027"),
            ("2027B", "2027b"),
            ("2027.3", "2027.3"),
            ("0027b", "0027b"),
        ] {
            assert_eq!(typed.parse::<Handle>().map(|handle| handle.to_string()), Ok(said.to_owned()));
        }
    }

    #[test]
    fn what_is_no_handle_is_refused() {
        for wrong in [
            "",
            "O",
            "O0",
            "O01",
            "O-1",
            "O1.",
            "O1.0",
            "X1",
            "12",
            "20270",
            "2027bb",
            "2027å",
            "O99999999999",
        ] {
            assert_eq!(wrong.parse::<Handle>(), Err(NotAHandle), "{wrong}");
        }
    }
}
