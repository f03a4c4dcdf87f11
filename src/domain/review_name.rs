//! What a review is called by.

use super::handle::NotAHandle;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The name of a review: the calendar year of the first date set for it, kept through moves; the second one
/// of a year has a `b`, the third a `c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct ReviewName {
    /// Four digits.
    pub(crate) year: i32,
    /// 0 for the first of the year, 1 for `b`.
    pub(crate) ordinal: u8,
}

impl fmt::Display for ReviewName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.ordinal {
            0 => Ok(()),
            ordinal => write!(f, "{}", char::from(b'a' + ordinal.min(25))),
        }
    }
}

impl FromStr for ReviewName {
    type Err = NotAHandle;

    fn from_str(text: &str) -> Result<Self, NotAHandle> {
        let digits = text.get(..4).ok_or(NotAHandle)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAHandle);
        }
        let ordinal = match text[4..].to_ascii_lowercase().as_bytes() {
            [] => 0,
            [letter @ b'b'..=b'z'] => letter - b'a',
            _ => return Err(NotAHandle),
        };
        Ok(Self { year: digits.parse().map_err(|_| NotAHandle)?, ordinal })
    }
}

impl From<ReviewName> for String {
    fn from(name: ReviewName) -> Self {
        name.to_string()
    }
}

impl TryFrom<String> for ReviewName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|NotAHandle| "a review is named by its year")
    }
}
