//! Formats of the day, from `templates/formats/` or a person's own copies of them.

use super::bank::{cue, key};
use crate::domain::Word;
use crate::locale::{Language, Wording, fold};
use crate::template::{self, Fault, Mistake, Placed, Shape, Table, Value};
use chrono::{Duration, NaiveTime};
use serde::Serialize;

/// The most themes that a talk gives time to.
pub(crate) const MOST_THEMES: usize = 9;

/// The smallest time that a theme is given, in minutes, where it is not counted in holes.
pub(super) const UNIT: u32 = 5;

/// A way to spend the day.
#[derive(Clone, Debug)]
pub(crate) struct Format {
    /// The name of its file: `golf18`.
    pub(crate) key: String,
    /// What the day is, in words.
    pub(crate) name: Wording,
    /// What it is called in lists and sentences, and on the command line.
    pub(crate) word: Wording,
    /// Other words that people may type for it.
    also: Vec<String>,
    /// When it may begin, the most liked first: `12:00`.
    pub(crate) starts: Vec<NaiveTime>,
    /// How the two stay by themselves.
    pub(crate) private: Wording,
    /// The format to fall back on when the weather is against it.
    pub(crate) fallback: Option<String>,
    /// The minutes that every theme is given at least, as far as the day is long enough.
    pub(crate) minimum: u32,
    /// What it takes.
    pub(crate) needs: Needs,
    /// Its blocks, in their order.
    pub(crate) blocks: Vec<Block>,
}

/// What a format takes.
#[derive(Clone, Copy, Debug, Serialize)]
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
#[derive(Clone, Debug)]
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
    /// Questions that always belong here.
    pub(crate) prompts: Vec<Asked>,
}

/// A question that belongs to a block, and the same in a few words, for the pocket card.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(super) text: Wording,
    pub(super) cue: Option<Wording>,
}

impl Block {
    /// How many holes are played in it.
    pub(crate) fn hole_count(&self) -> u32 {
        self.holes.map_or(0, |[first, last]| u32::from(last - first) + 1)
    }
}

/// How much a block asks of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
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

impl Word for Takes {
    const VOCABULARY: &'static str = "takes";
    const ALL: &'static [Self] =
        &[Self::Adjustments, Self::Opening, Self::Themes, Self::Agreements, Self::Closing];
    fn word(self) -> &'static str {
        match self {
            Self::Adjustments => "adjustments",
            Self::Opening => "opening",
            Self::Themes => "themes",
            Self::Agreements => "agreements",
            Self::Closing => "closing",
        }
    }
}

fn clock(value: &Value<'_>) -> Option<NaiveTime> {
    let text = value.text()?;
    let read = crate::locale::dates::parse_clock(text);
    read.or_else(|| value.wrong(Fault::Not { key: value.key(), shape: Shape::Time }))
}

fn holes(value: &Value<'_>) -> Option<[u8; 2]> {
    let holes = value.list(|hole| hole.count(1..=36))?;
    let holes: Vec<u8> = holes.into_iter().filter_map(|hole| u8::try_from(hole).ok()).collect();
    match holes[..] {
        [first, last] if first <= last => Some([first, last]),
        _ => value.wrong(Fault::Not { key: value.key(), shape: Shape::Holes }),
    }
}

fn needs(table: &Table<'_>) -> Option<Needs> {
    let daylight = table.required("daylight", Value::truth);
    let season = table.required("season", Value::truth);
    let booking_days = table.required("booking_days", |value| value.count(0..=366));
    let travel = table.required("travel", |value| value.count(0..=600));
    Some(Needs { daylight: daylight?, season: season?, booking_days: booking_days?, travel: travel? })
}

fn block(table: &Table<'_>) -> Option<Block> {
    let name = table.required("name", Value::wording);
    let minutes = table.required("minutes", |value| value.count(5..=600));
    let temper = table.required("temper", Value::word);
    let takes = table.required("takes", Value::word);
    let holes = table.optional("holes", holes);
    let prompts = table.optional("prompts", |value| value.list(asked)).unwrap_or_default();
    if let (Some(minutes), Some(Takes::Themes), None) = (minutes, takes, holes)
        && !minutes.is_multiple_of(UNIT)
    {
        table.wrong(Fault::NotInFives { minutes });
    }
    Some(Block { name: name?, minutes: minutes?, temper: temper?, takes: takes?, holes, prompts })
}

fn asked(value: &Value<'_>) -> Option<Asked> {
    value.wording_and(cue).map(|(text, cue)| Asked { text, cue })
}

/// What blocks must be to one another.
fn hang_together(table: &Table<'_>, blocks: &[Placed<Block>]) {
    let first = |takes: Takes| blocks.iter().position(|it| it.value.takes == takes);
    let last = |takes: Takes| blocks.iter().rposition(|it| it.value.takes == takes);
    for takes in [Takes::Adjustments, Takes::Themes, Takes::Agreements, Takes::Closing] {
        if first(takes).is_none() {
            table.wrong(Fault::NoBlock { takes: takes.word() });
        }
    }
    for (takes, after) in [(Takes::Themes, Takes::Adjustments), (Takes::Agreements, Takes::Themes)] {
        if let (Some(early), Some(late)) = (first(takes), last(after))
            && early < late
        {
            table.wrong_at(&blocks[early], Fault::BlockOrder { takes: takes.word(), after: after.word() });
        }
    }
    if let Some(end) = blocks.last()
        && end.value.takes != Takes::Closing
    {
        table.wrong_at(end, Fault::NoClosingAtTheEnd);
    }
    let themes = || blocks.iter().filter(|it| it.value.takes == Takes::Themes);
    if let Some(one) = themes().next() {
        if !themes().any(|it| it.value.temper == Temper::Hard) {
            table.wrong_at(one, Fault::NoHardBlock);
        }
        let minutes = themes().map(|it| it.value.minutes).sum();
        let needed = u32::try_from(MOST_THEMES).unwrap_or(u32::MAX) * UNIT;
        if minutes < needed {
            table.wrong_at(one, Fault::TooShortForThemes { minutes, needed });
        }
    }
    let mut expected = 1;
    for it in blocks {
        if let Some([from, to]) = it.value.holes {
            if from != expected {
                table.wrong_at(it, Fault::HolesApart { expected: i64::from(expected) });
            }
            expected = to + 1;
        }
    }
}

fn format(table: &Table<'_>, key: &str) -> Option<Format> {
    let name = table.required("name", Value::wording);
    let word = table.required("word", Value::wording);
    let also = table.optional("also", |value| value.list(Value::words)).unwrap_or_default();
    let starts = table.required("starts", |value| {
        let starts = value.list(clock)?;
        if starts.is_empty() {
            value.wrong(Fault::Not { key: "starts", shape: Shape::Time })
        } else {
            Some(starts)
        }
    });
    let private = table.required("private", Value::wording);
    let fallback = table.optional("fallback", self::key);
    let minimum = table.optional("minimum", |value| value.count(UNIT..=120)).unwrap_or(UNIT);
    let needs = table.within("needs", needs);
    let blocks = table.each("block", block);
    // What is left out for a mistake of its own is not missed on top of that.
    if table.is_whole("block", &blocks) {
        hang_together(table, &blocks);
    }
    let blocks: Vec<Block> = blocks.into_iter().map(|it| it.value).collect();
    let minutes: u32 = blocks.iter().map(|block| block.minutes).sum();
    for start in starts.iter().flatten() {
        if crate::domain::ends_by_midnight(*start, minutes).is_err() {
            let start = *start;
            table.optional("starts", |value| value.wrong::<()>(Fault::PastMidnight { start }));
        }
    }
    Some(Format {
        key: key.to_owned(),
        name: name?,
        word: word?,
        also,
        starts: starts?,
        private: private?,
        fallback,
        minimum,
        needs: needs?,
        blocks,
    })
}

impl Format {
    /// Reads the format of a file. `key` is the name of the file.
    ///
    /// # Errors
    /// All mistakes, with their lines.
    pub(crate) fn parse(key: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        template::read(text, |table| format(table, key))
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

    /// Every form in which people may type it, folded.
    pub(super) fn forms(&self) -> Vec<String> {
        let words = [&self.name, &self.word];
        let both = words.iter().flat_map(|it| [Language::English, Language::Danish].map(|in_| it.text(in_)));
        let also = self.also.iter().map(String::as_str);
        both.chain(also).chain([self.key.as_str()]).map(fold).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::formats::EMBEDDED_FORMATS;
    use super::*;

    #[test]
    fn every_mistake_of_a_format_is_told_by_its_line() {
        let text = EMBEDDED_FORMATS[2].1;
        let lines = |text: &str| {
            let found = Format::parse("walk", text).expect_err("mistakes");
            found.into_iter().map(|mistake| (mistake.line, mistake.fault)).collect::<Vec<_>>()
        };
        let line = |text: &str, words: &str| {
            text.lines().position(|line| line.contains(words)).expect("it is there") + 1
        };
        let wrong = text
            .replace("minutes = 40", "minutes = 41")
            .replace("temper = \"hard\"", "temper = \"hadr\"")
            .replace("\"14:00\"", "\"14:70\"")
            .replace("daylight = true", "daylight = \"yes\"");
        let found = lines(&wrong);
        for (words, is_fault) in [
            (
                "14:70",
                &(|it: &Fault| matches!(it, Fault::Not { shape: Shape::Time, .. }))
                    as &dyn Fn(&Fault) -> bool,
            ),
            ("hadr", &|it| matches!(it, Fault::NotOneOf { value, .. } if value == "hadr")),
            ("daylight", &|it| matches!(it, Fault::Not { shape: Shape::Truth, .. })),
        ] {
            let expected = line(&wrong, words);
            assert!(found.iter().any(|(at, fault)| *at == expected && is_fault(fault)), "{words}: {found:?}");
        }
        assert!(found.iter().any(|(_, fault)| *fault == Fault::NotInFives { minutes: 41 }), "{found:?}");

        let late = text.replace("\"14:00\"", "\"22:30\"");
        assert_eq!(
            lines(&late),
            [(
                line(&late, "starts"),
                Fault::PastMidnight { start: NaiveTime::from_hms_opt(22, 30, 0).expect("a time") }
            )]
        );
        let no_end = text.replace("takes = \"closing\"", "takes = \"opening\"");
        let found = lines(&no_end);
        assert!(found.iter().any(|(_, fault)| *fault == Fault::NoBlock { takes: "closing" }), "{found:?}");
        assert!(found.iter().any(|(_, fault)| *fault == Fault::NoClosingAtTheEnd), "{found:?}");
        let golf = EMBEDDED_FORMATS[0].1.replace("holes = [7, 15]", "holes = [8, 15]");
        let found = Format::parse("golf18", &golf).expect_err("a gap");
        assert!(matches!(found[0].fault, Fault::HolesApart { expected: 7 }), "{found:?}");
    }
}
