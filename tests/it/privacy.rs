//! What one of the two keeps to themselves shows nowhere to the other: not as words, not as a number, not as a gap
//! in a hint. Two homes that differ only in the other's private entries answer alike, to the letter.

use crate::harness::{Home, without_identities};
use crate::paper::Paper;
use proptest::collection::vec;
use proptest::prelude::*;

/// Something that Bo does for himself. Each carries its own word, which must never be read by anybody else.
#[derive(Clone, Copy, Debug)]
enum Secret {
    Noted { theme: &'static str, tone: &'static str },
    Hurt { severity: &'static str },
    Trusted,
    Withdrawn,
    Deleted,
    Erased,
    Edited,
    TakenBack,
}

fn secret() -> impl Strategy<Value = Secret> {
    let theme = prop::sample::select(&["roles", "thinking", "expectations", "others", "chemistry"][..]);
    let tone = prop::sample::select(&["--praise", "--puzzle", "--friction"][..]);
    let severity = prop::sample::select(&["scratch", "breach", "serious"][..]);
    prop_oneof![
        3 => (theme, tone).prop_map(|(theme, tone)| Secret::Noted { theme, tone }),
        2 => severity.prop_map(|severity| Secret::Hurt { severity }),
        1 => Just(Secret::Trusted),
        1 => Just(Secret::Withdrawn),
        1 => Just(Secret::Deleted),
        1 => Just(Secret::Erased),
        1 => Just(Secret::Edited),
        1 => Just(Secret::TakenBack),
    ]
}

/// The word that no one but Bo may read.
const MARK: &str = "hemmelighed";

/// The handle of what a command has just made.
fn made(home: &Home, words: &[&str]) -> String {
    let answer = home.run(words).me("lind").json().success().json();
    answer["handle"].as_str().expect("a handle").to_owned()
}

fn keep(home: &Home, secret: Secret, number: usize) {
    let text = format!("{MARK} {number}");
    let (effect, setting, tag) = (format!("{MARK}e {number}"), format!("{MARK}s"), format!("{MARK}t"));
    let note = |more: &[&str]| {
        let mut words = vec!["observe", &text, "--effect", &effect, "--setting", &setting, "--tag", &tag];
        words.extend(more);
        made(home, &words)
    };
    let run = |words: &[&str]| _ = home.run(words).me("lind").success();
    match secret {
        Secret::Noted { theme, tone } => _ = note(&["-t", theme, tone]),
        Secret::Hurt { severity } => {
            made(home, &["incident", "add", &text, "--actor", "holm", "--severity", severity, "--tag", &tag]);
        }
        Secret::Trusted => _ = made(home, &["incident", "add", &text, "--actor", "holm", "--positive"]),
        Secret::Withdrawn => {
            let handle = note(&["--share"]);
            run(&["withdraw", &handle]);
        }
        Secret::Deleted => {
            let handle = note(&["--puzzle"]);
            run(&["delete", &handle]);
        }
        Secret::Erased => {
            let handle = note(&["--friction"]);
            run(&["erase", &handle, "--yes"]);
        }
        Secret::Edited => {
            let handle = note(&[]);
            run(&["edit", &handle, "--text", &format!("{text} again")]);
        }
        Secret::TakenBack => {
            note(&["-t", "roles"]);
            run(&["undo"]);
        }
    }
}

/// A year that both know, with a talk that was held and one that is to come.
fn known() -> Home {
    let mut home = Home::with_pair();
    let a = |home: &Home, words: &[&str]| _ = home.run(words).me("holm").success();
    let b = |home: &Home, words: &[&str]| _ = home.run(words).me("lind").success();
    home.set_clock("2026-06-01");
    a(&home, &["o", "Bo said no in time", "-t", "roles", "--praise", "--share"]);
    b(&home, &["o", "Anna is late with the figures", "-t", "thinking", "--puzzle", "--share"]);
    a(&home, &["answer", "O2", "They come from three places"]);
    b(
        &home,
        &["incident", "add", "Promised over my head", "--actor", "holm", "--severity", "breach", "--share"],
    );
    a(&home, &["incident", "step", "T1", "acknowledged", "I did"]);
    a(&home, &["adjust", "add", "Figures two days before", "--owner", "both", "--from", "O2"]);
    a(&home, &["review", "schedule", "--on", "2026-06-01", "--format", "walk"]);
    a(&home, &["review", "note", "2026", "We walked", "-t", "roles"]);
    a(&home, &["review", "record", "2026"]);
    home.set_clock("2026-09-01");
    a(&home, &["o", "The chair was seated last", "-t", "others", "--friction", "--share"]);
    a(&home, &["review", "schedule", "--on", "2027-05-20", "--format", "golf18"]);
    home.set_clock("2027-03-03");
    home
}

/// Every way of reading, with handles that are there and handles that are not.
const READING: [&[&str]; 34] = [
    &[],
    &["status"],
    &["log"],
    &["log", "--limit", "2"],
    &["log", "--kind", "observation"],
    &["log", "--kind", "incident"],
    &["log", "--kind", "adjustment", "--limit", "1"],
    &["log", "--kind", "review"],
    &["show", "O1"],
    &["show", "O2"],
    &["show", "O3"],
    &["show", "O4"],
    &["show", "O5"],
    &["show", "O9"],
    &["show", "T1"],
    &["show", "T2"],
    &["show", "T3"],
    &["show", "A1"],
    &["show", "2026"],
    &["show", "O4.1"],
    &["incident", "list"],
    &["adjust", "list"],
    &["adjust", "list", "--all"],
    &["review", "list"],
    &["review", "agenda", "2026"],
    &["review", "agenda", "2027"],
    &["pair", "show"],
    &["pair", "list"],
    &["history"],
    &["history", "--limit", "3"],
    &["undo", "--dry-run"],
    &["undo", "3", "--dry-run"],
    &["undo", "99"],
    &["redo"],
];

/// What is refused: it must be refused in the same words whether the other has kept something there or not.
const TRYING: [&[&str]; 8] = [
    &["answer", "O4", "why"],
    &["share", "O4"],
    &["withdraw", "O4"],
    &["delete", "O4"],
    &["erase", "O4", "--yes"],
    &["edit", "O4", "--text", "mine"],
    &["incident", "reply", "T2", "so"],
    &["adjust", "add", "x", "--owner", "both", "--from", "O4"],
];

/// Everything that the program says to an asker.
fn everything_said(home: &Home, asker: Option<&str>) -> Vec<String> {
    let mut said = Vec::new();
    for words in READING.iter().chain(&TRYING) {
        for json in [false, true] {
            let mut run = home.run(*words);
            if let Some(member) = asker {
                run = run.me(member);
            }
            if json {
                run = run.json();
            }
            let answer = run.said();
            said.push(without_identities(&format!(
                "{words:?}\n{}\n{}{}",
                answer.status, answer.stdout, answer.stderr
            )));
        }
    }
    said
}

/// The summary on paper, printed from a copy, since printing is itself put on record.
fn paper(home: &Home, asker: Option<&str>) -> Paper {
    let copy = home.copy();
    let more: Vec<&str> = asker.map_or_else(Vec::new, |member| vec!["--me", member]);
    copy.summary(&more)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_bo_keeps_to_himself_changes_nothing_that_anybody_else_is_told(secrets in vec(secret(), 1..6)) {
        let plain = known();
        let keeping = plain.copy();
        for (number, secret) in secrets.iter().enumerate() {
            keep(&keeping, *secret, number);
        }
        for asker in [None, Some("holm")] {
            let (expected, said) = (everything_said(&plain, asker), everything_said(&keeping, asker));
            for (expected, said) in expected.iter().zip(&said) {
                prop_assert_eq!(said, expected, "to {:?}", asker);
                prop_assert!(!said.contains(MARK));
            }
            prop_assert!(!paper(&keeping, asker).has(MARK));
            let (printed, expected) = (paper(&keeping, asker), paper(&plain, asker));
            prop_assert_eq!(printed.squeezed(), expected.squeezed());
        }
        // Bo himself is told more, except on paper, which is for both.
        let kept = |secret: &Secret| !matches!(secret, Secret::Deleted | Secret::Erased | Secret::TakenBack);
        if secrets.iter().any(kept) {
            prop_assert!(everything_said(&keeping, Some("lind")).iter().any(|said| said.contains(MARK)));
        }
        prop_assert!(!paper(&keeping, Some("lind")).has(MARK));
    }
}

#[test]
fn a_private_entry_of_the_other_is_refused_like_one_that_does_not_exist() {
    let home = known();
    home.run(["o", MARK]).me("lind").success();
    for words in [&["show", "O4"][..], &["answer", "O4", "x"], &["edit", "O4", "--text", "x"]] {
        home.run(words).me("holm").refused().stderr(
            "error: no O4 that you can read; the newest is O3\nhint: makkerpar log --kind observation\n",
        );
    }
    home.run(["show", "O4"]).me("lind").success().contains(MARK);
}
