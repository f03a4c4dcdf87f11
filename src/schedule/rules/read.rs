//! Reading a file of rules, and saying what is wrong with it by its line.

use super::RuleBook;
use serde::Deserialize as _;

/// Why a file of rules cannot be read: the line, counted from 1, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadRules {
    /// Counted from 1.
    pub(crate) line: usize,
    /// In English, as the file is.
    pub(crate) detail: String,
}

/// Where the keys of a file stand, to tell the line of one that is wrong.
#[derive(serde::Deserialize)]
struct Places {
    #[serde(default, rename = "day")]
    days: Vec<PlaceOfKey>,
    #[serde(default, rename = "override")]
    overrides: Vec<PlaceOfKey>,
}

#[derive(serde::Deserialize)]
struct PlaceOfKey {
    key: toml::Spanned<String>,
}

impl RuleBook {
    /// Reads rules.
    ///
    /// # Errors
    /// [`BadRules`] with the line.
    pub(crate) fn parse(text: &str) -> Result<Self, BadRules> {
        // A span may begin within a letter, so octets are counted.
        let at = |start: usize| {
            let before = &text.as_bytes()[..start.min(text.len())];
            before.split(|octet| *octet == b'\n').count()
        };
        let book: Self = toml::from_str(text).map_err(|error| BadRules {
            line: error.span().map_or(1, |span| at(span.start)),
            detail: in_plain_words(error.message()),
        })?;
        let unreadable = |error: toml::de::Error| BadRules { line: 1, detail: error.to_string() };
        let places: Places = toml::from_str(text).map_err(unreadable)?;
        let line_of = |places: &[PlaceOfKey], index: usize| at(places[index].key.span().start);
        for (index, day) in book.days.iter().enumerate() {
            if book.days[..index].iter().any(|known| known.key == day.key) {
                let detail = format!("there are two days “{}”", day.key);
                return Err(BadRules { line: line_of(&places.days, index), detail });
            }
        }
        for (index, it) in book.overrides.iter().enumerate() {
            let detail = if !book.days.iter().any(|day| day.key == it.key) {
                format!("there is no day “{}” to override", it.key)
            } else if it.off == it.on.is_some() {
                format!("the override of “{}” needs either on or off = true", it.key)
            } else {
                continue;
            };
            return Err(BadRules { line: line_of(&places.overrides, index), detail });
        }
        Ok(book)
    }
}

/// A number of days: a year at most.
pub(super) fn days<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let days = u32::deserialize(deserializer)?;
    if days > 366 {
        return Err(serde::de::Error::custom(format!("{days} days are more than a year")));
    }
    Ok(days)
}

/// Every so many years: one at least.
pub(super) fn every<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i32>, D::Error> {
    let every = i32::deserialize(deserializer)?;
    if every < 1 {
        return Err(serde::de::Error::custom("every so many years is 1 or more"));
    }
    Ok(Some(every))
}

/// What is wrong with a file, without the types of the program.
fn in_plain_words(message: &str) -> String {
    [
        ("struct Wording", "{ en = \"…\", da = \"…\" }"),
        ("u32", "a whole number from 0 on"),
        ("i32", "a whole number"),
        ("a sequence", "a list"),
        ("struct ", ""),
    ]
    .into_iter()
    .fold(message.to_owned(), |message, (type_of_ours, plain)| message.replace(type_of_ours, plain))
}
