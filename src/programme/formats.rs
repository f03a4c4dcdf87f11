//! The formats that can be chosen from: those that come with the program, and a person's own.

use super::format::Format;
use crate::locale::fold;
use std::sync::OnceLock;

/// The formats that come with the program, by key.
pub(crate) const EMBEDDED_FORMATS: [(&str, &str); 8] = [
    ("golf18", include_str!("../../templates/formats/golf18.toml")),
    ("golf9", include_str!("../../templates/formats/golf9.toml")),
    ("walk", include_str!("../../templates/formats/walk.toml")),
    ("lunch", include_str!("../../templates/formats/lunch.toml")),
    ("dinner", include_str!("../../templates/formats/dinner.toml")),
    ("drive", include_str!("../../templates/formats/drive.toml")),
    ("room", include_str!("../../templates/formats/room.toml")),
    ("online", include_str!("../../templates/formats/online.toml")),
];

/// The formats that can be chosen from. Those that come with the program are read when they are asked for: most commands
/// take one of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formats {
    own: Vec<Format>,
    embedded: [OnceLock<Format>; EMBEDDED_FORMATS.len()],
    all: OnceLock<Vec<Format>>,
}

/// One that comes with the program.
///
/// # Panics
/// If it cannot be read; a test reads them all.
fn read((key, text): (&str, &str)) -> Format {
    Format::parse(key, text).expect("a test reads every format")
}

impl Formats {
    /// Those that come with the program, and `own` ones; an own one takes the place of one of the same key.
    pub(crate) fn with(own: Vec<Format>) -> Self {
        Self { own, ..Self::default() }
    }

    /// The format of a key.
    pub(crate) fn of(&self, key: &str) -> Option<&Format> {
        let embedded = || {
            let index = EMBEDDED_FORMATS.iter().position(|(known, _)| *known == key)?;
            Some(self.embedded[index].get_or_init(|| read(EMBEDDED_FORMATS[index])))
        };
        self.own.iter().find(|format| format.key == key).or_else(embedded)
    }

    /// Every format.
    pub(crate) fn all(&self) -> &[Format] {
        self.all.get_or_init(|| {
            let mut formats: Vec<Format> = EMBEDDED_FORMATS.map(read).into();
            for format in &self.own {
                match formats.iter_mut().find(|known| known.key == format.key) {
                    Some(known) => *known = format.clone(),
                    None => formats.push(format.clone()),
                }
            }
            formats
        })
    }

    /// The format that a person means: by its key, its name in either language or another word for it, whole or
    /// by its beginning.
    ///
    /// # Errors
    /// The keys of those that it could be; none if it is none.
    pub(crate) fn named(&self, typed: &str) -> Result<&Format, Vec<&str>> {
        let folded = fold(typed.trim());
        if let Some(format) = self.of(&folded) {
            return Ok(format);
        }
        let with = |accept: &dyn Fn(&str) -> bool| -> Vec<&Format> {
            self.all().iter().filter(|format| format.forms().iter().any(|form| accept(form))).collect()
        };
        let whole = with(&|form| form == folded);
        let found = if whole.is_empty() && !folded.is_empty() {
            with(&|form| form.starts_with(&folded))
        } else {
            whole
        };
        match found[..] {
            [format] => Ok(format),
            _ => Err(found.iter().map(|format| format.key.as_str()).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::format::Block;
    use super::*;
    use chrono::Duration;

    #[test]
    fn every_embedded_format_reads_and_falls_back_on_another() {
        let formats = Formats::with(Vec::new());
        for format in formats.all() {
            if let Some(fallback) = &format.fallback {
                assert!(formats.of(fallback).is_some(), "{}", format.key);
            }
            assert!(format.minimum * 5 <= format.minutes(), "{}", format.key);
        }
        let golf = formats.of("golf18").expect("golf18");
        assert_eq!(golf.minutes(), 7 * 60);
        assert_eq!(golf.to_tee(), Some(Duration::minutes(90)));
        assert_eq!(golf.outdoors(), Some((90, 360)));
        assert_eq!(formats.of("golf9").and_then(Format::outdoors), Some((90, 225)));
        assert_eq!(formats.of("walk").and_then(Format::outdoors), Some((0, 180)));
        assert_eq!(formats.of("room").and_then(Format::outdoors), None);
        assert_eq!(golf.blocks.iter().map(Block::hole_count).sum::<u32>(), 18);
    }

    #[test]
    fn formats_are_found_in_both_languages() {
        let own = EMBEDDED_FORMATS[2].1.replace("da = \"gåtur\"", "da = \"strandtur\"");
        let own = own.replace("word = { en = \"walk\"", "word = { en = \"beach\"");
        let own = Format::parse("strand", &own).expect("a format");
        let formats = Formats::with(vec![own]);
        for (typed, key) in [
            ("golf18", "golf18"),
            ("Golf", "golf18"),
            ("halv", "golf9"),
            ("gåtur", "walk"),
            ("lok", "room"),
            ("W", "walk"),
            ("strandtur", "strand"),
            ("bea", "strand"),
        ] {
            assert_eq!(formats.named(typed).map(|format| format.key.as_str()), Ok(key), "{typed}");
        }
        assert_eq!(formats.named("").map(|format| &format.key), Err(vec![]));
        assert_eq!(formats.named("boat").map(|format| &format.key), Err(vec![]));
    }
}
