//! Laying the themes on the blocks of a format.

use super::bank;
use super::format::{Block, Format, Takes, Temper};
use crate::locale::Language;
use chrono::{Duration, NaiveTime};

/// What there is to talk about.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    /// The handles of the adjustments that are open, to be followed up first.
    pub(crate) adjustments: Vec<String>,
    /// The themes, in the order in which they are always listed.
    pub(crate) themes: Vec<Weighed>,
    /// The year of the talk: each asks other questions.
    pub(crate) year: i32,
    /// When the day begins.
    pub(crate) start: NaiveTime,
    pub(crate) language: Language,
}

/// A theme, and how much is shared about it.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub(crate) key: String,
    /// An open incident counts 6, a friction 3, a puzzle 2, a praise 1; what is private counts nothing.
    pub(crate) weight: u32,
    /// The handles of its open incidents.
    pub(crate) incidents: Vec<String>,
}

/// A block of the day with what belongs in it.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) block: &'static Block,
    pub(crate) start: NaiveTime,
    /// The keys of its themes.
    pub(crate) themes: Vec<String>,
    /// The handles to have at hand: adjustments, open incidents.
    pub(crate) handles: Vec<String>,
    /// Questions to begin with.
    pub(crate) prompts: Vec<&'static str>,
}

/// How many of `count` things each block gets, in proportion to its minutes, by largest remainder (Hamilton's
/// method); the earlier block wins a tie.
fn shares(minutes: &[u32], count: usize) -> Vec<usize> {
    let total = minutes.iter().map(|it| *it as usize).sum::<usize>().max(1);
    let mut shares: Vec<usize> = minutes.iter().map(|it| *it as usize * count / total).collect();
    let mut by_remainder: Vec<usize> = (0..minutes.len()).collect();
    by_remainder.sort_by_key(|index| std::cmp::Reverse(minutes[*index] as usize * count % total));
    let left = count - shares.iter().sum::<usize>();
    for index in by_remainder.into_iter().take(left) {
        shares[index] += 1;
    }
    shares
}

/// The themes of each block that takes some: the weightiest go to the hard blocks, the rest to the easy ones.
fn lay(blocks: &[&Block], themes: &[Weighed]) -> Vec<Vec<usize>> {
    let minutes: Vec<u32> = blocks.iter().map(|block| block.minutes).collect();
    let mut ranked: Vec<usize> = (0..themes.len()).collect();
    ranked.sort_by_key(|index| std::cmp::Reverse(themes[*index].weight));
    let mut ranked = ranked.into_iter();
    let mut laid = vec![Vec::new(); blocks.len()];
    let shares = shares(&minutes, themes.len());
    let (hard, easy): (Vec<usize>, Vec<usize>) =
        (0..blocks.len()).partition(|index| blocks[*index].temper == Temper::Hard);
    for index in hard.into_iter().chain(easy) {
        laid[index] = ranked.by_ref().take(shares[index]).collect();
        laid[index].sort_unstable();
    }
    laid
}

/// The programme of the day. The same input gives the same programme.
pub(crate) fn plan(format: &'static Format, matter: &Matter) -> Vec<Planned> {
    let taking: Vec<&Block> = format.blocks.iter().filter(|block| block.takes == Takes::Themes).collect();
    let mut laid = lay(&taking, &matter.themes).into_iter();
    let (year, language) = (matter.year, matter.language);
    let mut start = matter.start;
    let mut planned = Vec::new();
    for block in &format.blocks {
        let (mut themes, mut handles, mut prompts) = (Vec::new(), Vec::new(), Vec::new());
        match block.takes {
            Takes::Adjustments if matter.adjustments.is_empty() => {
                prompts.extend(bank::opening(year + 1, language));
            }
            Takes::Adjustments => handles.clone_from(&matter.adjustments),
            Takes::Opening => prompts.extend(bank::opening(year, language)),
            Takes::Themes => {
                for theme in laid.next().unwrap_or_default().into_iter().map(|index| &matter.themes[index]) {
                    themes.push(theme.key.clone());
                    handles.extend(theme.incidents.iter().cloned());
                    prompts.extend(bank::question(&theme.key, year, language));
                }
            }
            Takes::Agreements => {}
            Takes::Closing => prompts.extend(bank::closing(year, language)),
        }
        planned.push(Planned { block, start, themes, handles, prompts });
        start += Duration::minutes(i64::from(block.minutes));
    }
    planned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(weights: [u32; 5]) -> Matter {
        let themes = super::super::THEMES.into_iter().zip(weights);
        Matter {
            adjustments: vec!["A1".into(), "A4".into()],
            themes: themes
                .map(|(key, weight)| Weighed { key: key.into(), weight, incidents: Vec::new() })
                .collect(),
            year: 2027,
            start: NaiveTime::from_hms_opt(12, 0, 0).expect("noon"),
            language: Language::English,
        }
    }

    #[test]
    fn every_theme_is_laid_once_and_the_weightiest_on_the_hard_block() {
        for format in Format::all() {
            let planned = plan(format, &matter([1, 9, 0, 0, 7]));
            let mut themes: Vec<&str> =
                planned.iter().flat_map(|it| &it.themes).map(String::as_str).collect();
            themes.sort_unstable();
            let mut all = super::super::THEMES;
            all.sort_unstable();
            assert_eq!(themes, all, "{}", format.key);
            let hard = planned.iter().find(|it| it.block.temper == Temper::Hard).expect("a hard block");
            assert!(hard.themes.contains(&"thinking".to_owned()), "{}", format.key);
            assert!(hard.themes.contains(&"chemistry".to_owned()), "{}", format.key);
        }
    }

    #[test]
    fn open_adjustments_come_before_the_themes_and_the_clock_runs_on() {
        let planned = plan(Format::of("golf18").expect("golf18"), &matter([0; 5]));
        assert_eq!(planned[0].handles, ["A1", "A4"]);
        let starts: Vec<String> = planned.iter().map(|it| it.start.format("%H:%M").to_string()).collect();
        assert_eq!(starts, ["12:00", "13:00", "13:30", "15:00", "17:15", "18:00", "18:45"]);
    }

    #[test]
    fn shares_follow_the_minutes() {
        assert_eq!(shares(&[90, 135, 45], 5), [2, 2, 1]);
        assert_eq!(shares(&[40, 60], 5), [2, 3]);
        assert_eq!(shares(&[], 0), Vec::<usize>::new());
    }
}
