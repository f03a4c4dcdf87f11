//! The planner as a whole: every format, whatever is on record.

use super::format::Takes;
use super::*;
use crate::domain::{Member, PairKind, Word as _};
use crate::locale::Language;
use chrono::NaiveTime;
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::LazyLock;

static FORMATS: LazyLock<Formats> = LazyLock::new(|| Formats::with(Vec::new()));
static BANK: LazyLock<Bank> = LazyLock::new(|| Bank::parse(EMBEDDED_BANK).expect("the embedded bank reads"));

fn matter(themes: &[&str], entries: &[(usize, Tie, bool)]) -> Matter {
    let subject = |(index, key): (usize, &&str)| Subject {
        key: (*key).to_owned(),
        entries: entries
            .iter()
            .enumerate()
            .filter(|(_, (theme, ..))| theme % themes.len() == index)
            .map(|(number, (_, tie, is_answered))| Shared {
                handle: format!("O{}", number + 1),
                tie: *tie,
                author: if number % 2 == 0 { Member::A } else { Member::B },
                is_answered: *is_answered,
                is_about_partner: true,
            })
            .collect(),
        questions: Vec::new(),
    };
    Matter {
        adjustments: vec![FollowUp { handle: "A1".into(), question: Some("Was it kept?".into()) }],
        themes: themes.iter().enumerate().map(subject).collect(),
        loose: Vec::new(),
        kind: PairKind::MayorCeo,
        names: ["Anna".into(), "Bo".into()],
        turn: 1,
        asked: Vec::new(),
        held: None,
        start: NaiveTime::from_hms_opt(12, 0, 0).expect("noon"),
        language: Language::English,
    }
}

fn weight(tie: Tie) -> u32 {
    match tie {
        Tie::Acknowledged | Tie::Agreed | Tie::Kept | Tie::Closed => 6,
        Tie::Friction => 3,
        Tie::Puzzle => 2,
        Tie::Praise | Tie::Plain => 1,
    }
}

fn entries(most: usize) -> impl Strategy<Value = Vec<(usize, Tie, bool)>> {
    vec((0..9_usize, proptest::sample::select(Tie::ALL.to_vec()), any::<bool>()), 0..=most)
}

const OWN: [&str; 9] =
    ["roles", "thinking", "expectations", "others", "chemistry", "money", "growth", "boats", "space"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_card_has_every_hole_and_every_code_once(
        entries in entries(120),
        themes in 5..=9_usize,
        format in 0..EMBEDDED_FORMATS.len(),
    ) {
        let format = &FORMATS.all()[format];
        let matter = matter(&OWN[..themes], &entries);
        let programme = plan(format, &matter, &BANK);
        let legs = legs(&programme, &matter, &BANK);
        let stops = || legs.iter().flat_map(|leg| &leg.stops);

        let holes: u32 = programme.blocks.iter().map(|it| it.block.hole_count()).sum();
        let played: Vec<u32> = stops().filter_map(|stop| stop.hole).map(u32::from).collect();
        prop_assert_eq!(played, (1..=holes).collect::<Vec<_>>());

        let mut laid: Vec<&str> = Vec::new();
        for (leg, stop) in legs.iter().flat_map(|leg| leg.stops.iter().map(move |stop| (leg, stop))) {
            match &stop.load {
                Load::Codes(codes) => {
                    prop_assert!(!codes.is_empty());
                    laid.extend(codes.iter().map(String::as_str));
                }
                Load::Cue(prompt) => prop_assert!(prompt.handle.is_none()),
                // Only on a course is there time for nothing in particular, or where the bank has no question.
                Load::Free => prop_assert!(
                    stop.hole.is_some() || leg.themes.iter().all(|theme| !super::THEMES.contains(&theme.as_str())),
                    "{:?}",
                    leg
                ),
            }
        }
        let mut known: Vec<&str> = matter.themes.iter().flat_map(|it| &it.entries).map(|it| it.handle.as_str()).collect();
        known.push("A1");
        known.sort_unstable();
        laid.sort_unstable();
        prop_assert_eq!(laid, known);

        // Every leg begins when its block does, or while it lasts; those of one theme keep their order.
        for leg in &legs {
            let block = &programme.blocks[leg.block];
            let until = block.start + chrono::Duration::minutes(i64::from(block.block.minutes));
            prop_assert!(leg.start >= block.start && leg.start < until);
        }
        prop_assert!(legs.windows(2).all(|pair| pair[0].start <= pair[1].start));
        // No question is asked twice.
        let mut asked: Vec<&str> = stops()
            .filter_map(|stop| match &stop.load {
                Load::Cue(prompt) => prompt.question.as_deref(),
                Load::Codes(_) | Load::Free => None,
            })
            .collect();
        let count = asked.len();
        asked.sort_unstable();
        asked.dedup();
        prop_assert_eq!(asked.len(), count);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_programme_holds_its_promises(
        entries in entries(500),
        themes in 5..=9_usize,
        format in 0..EMBEDDED_FORMATS.len(),
    ) {
        let format = &FORMATS.all()[format];
        let keys = &OWN[..themes];
        let matter = matter(keys, &entries);
        let programme = plan(format, &matter, &BANK);

        // Times add up to the format's.
        let minutes: u32 = programme.blocks.iter().map(|it| it.block.minutes).sum();
        prop_assert_eq!(minutes, format.minutes());
        let mut clock = matter.start;
        for it in &programme.blocks {
            prop_assert_eq!(it.start, clock);
            clock += chrono::Duration::minutes(i64::from(it.block.minutes));
            if it.block.takes == Takes::Themes {
                let laid: u32 = it.themes.iter().map(|slice| slice.minutes).sum();
                prop_assert_eq!(laid, it.block.minutes);
            }
        }
        let of = |theme: &str| {
            let slices = programme.blocks.iter().flat_map(|it| &it.themes);
            slices.filter(|slice| slice.theme == theme).map(|slice| slice.minutes).sum::<u32>()
        };

        // No theme is under its minimum, and the rest is in proportion to within one unit.
        let total: u32 = matter.themes.iter().flat_map(|it| &it.entries).map(|it| weight(it.tie)).sum();
        let rest: u32 = programme.shares.iter().map(|share| share.more).sum();
        for (share, subject) in programme.shares.iter().zip(&matter.themes) {
            prop_assert!(share.minimum >= 1 && share.units() >= share.minimum);
            prop_assert_eq!(share.minutes, of(&share.theme));
            let own: u32 = subject.entries.iter().map(|it| weight(it.tie)).sum();
            prop_assert_eq!(own, share.weight);
            let exact = if total == 0 {
                f64::from(rest) / f64::from(u32::try_from(themes).expect("few"))
            } else {
                f64::from(rest) * f64::from(own) / f64::from(total)
            };
            prop_assert!((f64::from(share.more) - exact).abs() < 1.0, "{share:?}");
        }

        // What weighs most comes where there is time for what is hard.
        let heaviest = programme.shares.iter().max_by_key(|share| share.weight).expect("a theme");
        let hard = programme.blocks.iter().filter(|it| it.block.temper == Temper::Hard);
        if total > 0 {
            let most = programme.shares.iter().filter(|share| share.weight == heaviest.weight);
            let themes: Vec<&str> =
                hard.flat_map(|it| &it.themes).map(|slice| slice.theme.as_str()).collect();
            prop_assert!(most.clone().any(|share| themes.contains(&share.theme.as_str())), "{programme:?}");
        }

        // Open adjustments come first, agreements last; every theme is begun by some question.
        let takes: Vec<Takes> = programme.blocks.iter().map(|it| it.block.takes).collect();
        let first_theme = takes.iter().position(|it| *it == Takes::Themes).expect("themes");
        let followed = programme.blocks.iter().position(|it| it.handles.contains(&"A1".to_owned()));
        prop_assert!(followed.expect("followed up") < first_theme);
        prop_assert!(takes.iter().rposition(|it| *it == Takes::Agreements) > Some(first_theme));
        for key in super::THEMES {
            let mut prompts = programme.blocks.iter().flat_map(|it| &it.prompts);
            prop_assert!(prompts.any(|it| it.theme.as_deref() == Some(key)), "{key}");
        }
        // A question tied to an entry comes before those of the bank.
        for it in programme.blocks.iter().filter_map(|it| it.themes.first().map(|slice| (it, slice))) {
            let (block, slice) = it;
            let first = block.prompts.iter().find(|it| it.theme.as_ref() == Some(&slice.theme));
            let begun = matter.themes.iter().find(|it| it.key == slice.theme).expect("a theme");
            if let Some(first) = first {
                prop_assert_eq!(first.handle.is_some(), !begun.entries.is_empty());
            }
        }

        // The same input gives the same programme.
        prop_assert_eq!(format!("{programme:?}"), format!("{:?}", plan(format, &matter, &BANK)));
    }

    #[test]
    fn no_question_of_the_bank_comes_two_talks_running(
        kind in proptest::sample::select(PairKind::ALL.to_vec()),
        turn in 0..60_usize,
        format in 0..EMBEDDED_FORMATS.len(),
    ) {
        let format = &FORMATS.all()[format];
        let asked = |turn: usize, before: Vec<String>| {
            let matter = Matter { kind, turn, asked: before, ..matter(&super::THEMES, &[]) };
            let blocks = plan(format, &matter, &BANK).blocks;
            blocks.into_iter().flat_map(|it| it.prompts).filter_map(|it| it.question).collect::<Vec<_>>()
        };
        let first = asked(turn, Vec::new());
        let second = asked(turn + 1, first.clone());
        prop_assert!(first.len() >= 7, "{first:?}");
        prop_assert!(second.iter().all(|it| !first.contains(it)), "{first:?} {second:?}");
        // Even where nobody kept what was asked.
        let forgotten = asked(turn + 1, Vec::new());
        prop_assert!(forgotten.iter().all(|it| !first.contains(it)), "{first:?} {forgotten:?}");
    }
}

#[test]
fn golf_gives_holes_by_what_is_shared() {
    // The weights 7, 2, 2, 4, 7 of a year: 5, 3, 3, 3 and 4 holes, the two weightiest on the nine in the middle.
    let entries = [
        (0, Tie::Friction, false),
        (0, Tie::Puzzle, false),
        (0, Tie::Puzzle, false),
        (1, Tie::Puzzle, false),
        (2, Tie::Puzzle, false),
        (3, Tie::Friction, false),
        (3, Tie::Praise, false),
        (4, Tie::Agreed, false),
        (4, Tie::Praise, false),
    ];
    let programme = plan(FORMATS.of("golf18").expect("golf18"), &matter(&super::THEMES, &entries), &BANK);
    let laid: Vec<Vec<(String, Option<[u8; 2]>)>> = programme
        .blocks
        .iter()
        .filter(|it| it.block.takes == Takes::Themes)
        .map(|it| it.themes.iter().map(|slice| (slice.theme.clone(), slice.holes)).collect())
        .collect();
    let hole = |theme: &str, first, last| (theme.to_owned(), Some([first, last]));
    assert_eq!(laid[1], [hole("roles", 7, 11), hole("chemistry", 12, 15)]);
    assert_eq!(laid[0].len() + laid[2].len(), 3, "nobody's theme is cut in two: {laid:?}");
    assert_eq!(programme.unit, Unit::Hole);
}

#[test]
fn what_has_no_theme_comes_up_as_the_day_is_opened() {
    let loose = |handle: &str, tie| Shared {
        handle: handle.into(),
        tie,
        author: Member::B,
        is_answered: false,
        is_about_partner: true,
    };
    let entries = vec![loose("O7", Tie::Plain), loose("O9", Tie::Puzzle)];
    let matter = Matter { loose: entries, ..matter(&super::THEMES, &[]) };
    for format in FORMATS.all() {
        let programme = plan(format, &matter, &BANK);
        let opening =
            programme.blocks.iter().find(|it| it.block.takes == Takes::Opening).expect("an opening");
        assert_eq!(opening.handles, ["O7", "O9"], "{}", format.key);
        let tied: Vec<&str> = opening.prompts.iter().filter_map(|it| it.handle.as_deref()).collect();
        assert_eq!(tied, ["O9", "O7"], "the one that waits for a why comes first");
    }
}

#[test]
fn a_talk_that_was_held_keeps_its_questions() {
    let format = FORMATS.of("golf18").expect("golf18");
    let questions = |matter: &Matter| {
        let blocks = plan(format, matter, &BANK).blocks;
        let asked = blocks.into_iter().flat_map(|it| it.prompts).filter_map(|it| it.question);
        asked.collect::<std::collections::BTreeSet<_>>()
    };
    let adjustments = Vec::new();
    let matter = Matter { adjustments, ..matter(&super::THEMES, &[]) };
    let asked = questions(&matter);
    assert_eq!(asked.len(), 8, "five themes, two openings, a closing: {asked:?}");
    let held = Matter { turn: 17, held: Some(asked.iter().cloned().collect()), ..matter };
    assert_eq!(questions(&held), asked);
}

#[test]
fn the_other_is_asked_for_their_side_only_of_what_is_about_them() {
    let mut matter = matter(&super::THEMES, &[(0, Tie::Puzzle, false)]);
    let asked = |matter: &Matter| {
        let blocks = plan(FORMATS.of("walk").expect("walk"), matter, &BANK).blocks;
        let tied = blocks.into_iter().flat_map(|it| it.prompts).find(|it| it.handle.as_deref() == Some("O1"));
        tied.expect("a question").text
    };
    let names = ["Anna", "Bo"];
    let known = |tie, turn| BANK.tied(tie, turn, Language::English, "O1", names).expect("a wording");
    assert_eq!(asked(&matter), known(Tie::Puzzle, 1));
    matter.themes[0].entries[0].is_about_partner = false;
    assert_eq!(asked(&matter), known(Tie::Plain, 1));
}

#[test]
fn the_pairs_own_questions_come_and_are_not_asked_twice_running() {
    let mut matter = matter(&super::THEMES, &[]);
    matter.themes[0].questions = vec!["Which of my jobs should you take?".into()];
    let asked = |matter: &Matter| {
        let blocks = plan(FORMATS.of("walk").expect("walk"), matter, &BANK).blocks;
        blocks.into_iter().flat_map(|it| it.prompts).filter_map(|it| it.question).collect::<Vec<_>>()
    };
    let first = asked(&matter);
    assert!(first.contains(&"Which of my jobs should you take?".to_owned()), "{first:?}");
    matter.asked = first;
    assert!(!asked(&matter).contains(&"Which of my jobs should you take?".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn whatever_a_person_does_to_a_format_it_is_read_or_its_mistakes_are_told(
        format in 0..EMBEDDED_FORMATS.len(),
        cuts in vec((any::<proptest::sample::Index>(), 0..30_usize, "[a-z0-9\"=\\[\\]{},æø –]{0,12}"), 0..4),
        themes in 5..=9_usize,
    ) {
        let mut text: Vec<char> = EMBEDDED_FORMATS[format].1.chars().collect();
        for (at, length, put) in &cuts {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, put.chars());
        }
        let text: String = text.into_iter().collect();
        match Format::parse("own", &text) {
            Ok(format) => {
                let programme = plan(&format, &matter(&OWN[..themes], &[(1, Tie::Friction, false)]), &BANK);
                let minutes: u32 = programme.shares.iter().map(|share| share.minutes).sum();
                let room = format.blocks.iter().filter(|it| it.takes == Takes::Themes);
                prop_assert_eq!(minutes, room.map(|it| it.minutes).sum::<u32>());
            }
            Err(mistakes) => {
                prop_assert!(!mistakes.is_empty());
                let lines = text.lines().count() + 1;
                prop_assert!(mistakes.iter().all(|it| (1..=lines).contains(&it.line)), "{mistakes:?}");
            }
        }
    }
}
