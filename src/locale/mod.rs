//! Danish and English: messages, dates, distances in time, lists, genitives.
//!
//! Nothing here knows what a pair is; it only knows how something is said.

pub(crate) mod calling;
pub(crate) mod dates;
mod folded;
mod grammar;
pub(crate) mod messages;
mod near;
pub(crate) mod terms;
mod wording;

pub(crate) use folded::{Folded, searchable};
pub(crate) use grammar::{and_list, capitalised, fold, folded_name, genitive, or_list, quoted};
pub(crate) use near::nearest;
pub(crate) use wording::Wording;

use serde::{Deserialize, Serialize};

/// A language that makkerpar speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Language {
    /// English, with British dates (20 May) and a 24-hour clock.
    #[serde(rename = "en")]
    English,
    /// Danish.
    #[serde(rename = "da")]
    Danish,
}

impl Language {
    /// The tag of BCP 47 that stands in a config file, in JSON and in a PDF: `en` or `da`.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Danish => "da",
        }
    }

    /// The language that a tag, a locale or a name asks for: `da`, `da_DK.UTF-8`, `dansk`, `english`.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let tag = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match tag {
            "da" | "dansk" | "danish" => Some(Self::Danish),
            "en" | "english" | "engelsk" => Some(Self::English),
            _ => None,
        }
    }
}
