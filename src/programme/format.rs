//! Formats of the day, from `templates/formats/`.

use crate::domain::Word;
use crate::locale::{Language, Wording, fold};
use chrono::{Duration, NaiveTime};
use serde::Deserialize;
use std::sync::LazyLock;

/// A way to spend the day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Format {
    /// The name of its file: `golf18`.
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// What the day is, in words.
    pub(crate) name: Wording,
    /// What it is called in lists and sentences, and on the command line.
    pub(crate) word: Wording,
    /// Other words that people may type for it.
    #[serde(default)]
    also: Vec<String>,
    /// When it may begin, the most liked first: `12:00`.
    #[serde(deserialize_with = "clocks")]
    pub(crate) starts: Vec<NaiveTime>,
    /// How the two stay by themselves.
    pub(crate) private: Wording,
    /// The format to fall back on when the weather is against it.
    pub(crate) fallback: Option<String>,
    /// What it takes.
    pub(crate) needs: Needs,
    /// Its blocks, in their order.
    #[serde(rename = "block")]
    pub(crate) blocks: Vec<Block>,
}

/// What a format takes.
#[derive(Clone, Copy, Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Needs {
    /// It ends before sunset.
    pub(crate) daylight: bool,
    /// It takes the golf season.
    pub(crate) season: bool,
    /// How long before the day it is booked.
    pub(crate) booking_days: u32,
    /// Minutes on the way there, and on the way back.
    pub(crate) travel: u32,
}

/// A stretch of the day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Block {
    /// What it is called.
    pub(crate) name: Wording,
    /// How long it takes.
    pub(crate) minutes: u32,
    /// How much it asks of the two.
    pub(crate) temper: Temper,
    /// What belongs in it.
    pub(crate) takes: Takes,
    /// The first and last hole that are played in it.
    pub(crate) holes: Option<[u8; 2]>,
}

/// How much a block asks of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Temper {
    WarmUp,
    Easy,
    Hard,
    Agree,
    Close,
}

impl Word for Temper {
    const VOCABULARY: &'static str = "temper";
    const ALL: &'static [Self] = &[Self::WarmUp, Self::Easy, Self::Hard, Self::Agree, Self::Close];
    fn word(self) -> &'static str {
        match self {
            Self::WarmUp => "warm-up",
            Self::Easy => "easy",
            Self::Hard => "hard",
            Self::Agree => "agree",
            Self::Close => "close",
        }
    }
}

/// What belongs in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Takes {
    /// What became of what was agreed before.
    Adjustments,
    /// A question to begin with.
    Opening,
    /// Themes.
    Themes,
    /// What the two agree now.
    Agreements,
    /// A last word.
    Closing,
}

fn clocks<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<NaiveTime>, D::Error> {
    let typed = Vec::<String>::deserialize(deserializer)?;
    let read = |typed: &String| {
        let wrong = || serde::de::Error::custom(format!("{typed} is no time of the day"));
        crate::locale::dates::parse_clock(typed).ok_or_else(wrong)
    };
    if typed.is_empty() {
        return Err(serde::de::Error::custom("a format begins at some time of the day"));
    }
    typed.iter().map(read).collect()
}

static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    let files = [
        ("golf18", include_str!("../../templates/formats/golf18.toml")),
        ("golf9", include_str!("../../templates/formats/golf9.toml")),
        ("walk", include_str!("../../templates/formats/walk.toml")),
        ("lunch", include_str!("../../templates/formats/lunch.toml")),
        ("dinner", include_str!("../../templates/formats/dinner.toml")),
        ("drive", include_str!("../../templates/formats/drive.toml")),
        ("room", include_str!("../../templates/formats/room.toml")),
        ("online", include_str!("../../templates/formats/online.toml")),
    ];
    let read = |(key, text): (&'static str, &str)| {
        let format: Format = toml::from_str(text).expect("a test reads every embedded format");
        Format { key, ..format }
    };
    files.map(read).into()
});

impl Format {
    /// The format of a key.
    pub(crate) fn of(key: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.key == key)
    }

    /// Every format.
    pub(crate) fn all() -> &'static [Self] {
        &FORMATS
    }

    /// The format that a person means: by its key, its name in either language or another word for it, whole or
    /// by its beginning.
    ///
    /// # Errors
    /// The keys of those that it could be; none if it is none.
    pub(crate) fn named(typed: &str) -> Result<&'static Self, Vec<&'static str>> {
        let folded = fold(typed.trim());
        let forms = |format: &'static Self| {
            let both =
                |wording: &'static Wording| [Language::English, Language::Danish].map(|it| wording.text(it));
            let names = both(&format.name).into_iter().chain(both(&format.word)).chain([format.key]);
            names.chain(format.also.iter().map(String::as_str)).map(fold).collect::<Vec<_>>()
        };
        let with = |accept: &dyn Fn(&str) -> bool| -> Vec<&'static Self> {
            FORMATS.iter().filter(|format| forms(format).iter().any(|form| accept(form))).collect()
        };
        let whole = with(&|form| form == folded);
        let found = if whole.is_empty() && !folded.is_empty() {
            with(&|form| form.starts_with(&folded))
        } else {
            whole
        };
        match found[..] {
            [format] => Ok(format),
            _ => Err(found.iter().map(|format| format.key).collect()),
        }
    }

    /// How long the day takes.
    pub(crate) fn minutes(&self) -> u32 {
        self.blocks.iter().map(|block| block.minutes).sum()
    }

    /// When it begins if nobody says otherwise.
    pub(crate) fn start(&self) -> NaiveTime {
        self.starts[0]
    }

    /// From when to when it is out of doors and needs light, in minutes after its start: the round, or all of it.
    pub(crate) fn outdoors(&self) -> Option<(u32, u32)> {
        if !self.needs.daylight {
            return None;
        }
        let is_round = |block: &Block| block.holes.is_some();
        let minutes = |blocks: &[Block]| blocks.iter().map(|block| block.minutes).sum();
        let first = self.blocks.iter().position(is_round).unwrap_or(0);
        let last = self.blocks.iter().rposition(is_round).unwrap_or(self.blocks.len() - 1);
        Some((minutes(&self.blocks[..first]), minutes(&self.blocks[..=last])))
    }

    /// How long after the start the first ball is struck, if a ball is struck at all.
    pub(crate) fn to_tee(&self) -> Option<Duration> {
        let first = self.blocks.iter().position(|block| block.holes.is_some())?;
        let minutes: u32 = self.blocks[..first].iter().map(|block| block.minutes).sum();
        Some(Duration::minutes(i64::from(minutes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_format_reads_and_hangs_together() {
        for format in Format::all() {
            let takes: Vec<Takes> = format.blocks.iter().map(|block| block.takes).collect();
            for needed in
                [Takes::Adjustments, Takes::Opening, Takes::Themes, Takes::Agreements, Takes::Closing]
            {
                assert!(takes.contains(&needed), "{} lacks {needed:?}", format.key);
            }
            assert_eq!(takes.last(), Some(&Takes::Closing), "{}", format.key);
            let themes = takes.iter().position(|it| *it == Takes::Themes);
            let before = takes.iter().position(|it| *it == Takes::Adjustments);
            assert!(before < themes, "{}: open adjustments come before the themes", format.key);
            if let Some(fallback) = &format.fallback {
                assert!(Format::of(fallback).is_some(), "{}", format.key);
            }
        }
        let golf = Format::of("golf18").expect("golf18");
        assert_eq!(golf.minutes(), 7 * 60);
        assert_eq!(golf.to_tee(), Some(Duration::minutes(90)));
        assert_eq!(golf.outdoors(), Some((90, 360)));
        assert_eq!(Format::of("walk").and_then(Format::outdoors), Some((0, 180)));
        assert_eq!(Format::of("room").and_then(Format::outdoors), None);
        let holes: Vec<u8> = golf.blocks.iter().filter_map(|block| block.holes).flatten().collect();
        assert_eq!(holes, [1, 6, 7, 15, 16, 18]);
    }

    #[test]
    fn formats_are_found_in_both_languages() {
        for (typed, key) in [
            ("golf18", "golf18"),
            ("Golf", "golf18"),
            ("halv", "golf9"),
            ("gåtur", "walk"),
            ("lok", "room"),
            ("W", "walk"),
        ] {
            assert_eq!(Format::named(typed).map(|format| format.key), Ok(key), "{typed}");
        }
        assert_eq!(Format::named("").map(|format| format.key), Err(vec![]));
        assert_eq!(Format::named("boat").map(|format| format.key), Err(vec![]));
    }
}
