//! What somebody wrote.

use super::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text of a person: not blank, without white space around it. It is empty only where its author has
/// erased it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Text(String);

impl Text {
    /// The longest text that is taken, in characters: about forty pages, where a slip of the clipboard begins.
    pub(crate) const LONGEST: usize = 100_000;

    /// A text as it was typed, with the white space around it taken off and line ends as `\n`.
    ///
    /// # Errors
    /// [`Refusal::EmptyText`] if nothing is left, [`Refusal::TextTooLong`] beyond [`Text::LONGEST`].
    pub(crate) fn new(typed: &str) -> Result<Self, Refusal> {
        let text = with_plain_ends(typed.trim());
        let length = text.chars().count();
        if text.is_empty() {
            Err(Refusal::EmptyText)
        } else if length > Self::LONGEST {
            Err(Refusal::TextTooLong { length, longest: Self::LONGEST })
        } else {
            Ok(Self(text))
        }
    }

    /// What was written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text that is left when its author has erased it.
    pub(crate) fn erased() -> Self {
        Self(String::new())
    }
}

/// Every carriage return before a line end belongs to it, so that what is left is read as it stands when it is read again.
fn with_plain_ends(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    for letter in typed.chars() {
        if letter == '\n' {
            text.truncate(text.trim_end_matches('\r').len());
        }
        text.push(letter);
    }
    text
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_taken_is_taken_as_it_is() {
        for (typed, kept) in [(" a\r\nb\r\n", "a\nb"), ("a\r\r\nb", "a\nb"), ("a\rb", "a\rb")] {
            let text = Text::new(typed).expect("a text");
            assert_eq!(text.as_str(), kept);
            assert_eq!(Text::new(kept).as_ref(), Ok(&text));
        }
    }
}
