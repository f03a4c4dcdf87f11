//! What is private stays with its author: not a word, a count or a hint of it reaches the other or nobody in
//! particular, on the screen, in JSON, in a refusal or on paper.

mod asked;
mod entered;

use crate::harness::Home;
use asked::{all_reaches, heard, said_to_all, whole};
use entered::{ANY, HIDDEN, Noted, PRIVATE, noted};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use std::sync::OnceLock;

const ASKERS: [Option<&str>; 3] = [None, Some("holm"), Some("lind")];

fn cases(cases: u32) -> ProptestConfig {
    let persistence: Option<Box<FileFailurePersistence>> = None;
    ProptestConfig { cases, failure_persistence: persistence.map(|it| it as _), ..ProptestConfig::default() }
}

/// A pair with a talk that was held today, an agreement, and something that both can read.
fn shared_past() -> Home {
    static HOME: OnceLock<Home> = OnceLock::new();
    let home = HOME.get_or_init(|| {
        let home = Home::with_pair();
        let done = |me: &str, words: &[&str]| {
            home.run(words).me(me).success();
        };
        done("holm", &["observe", "We walk faster than we talk", "-t", "roles", "--puzzle", "--share"]);
        done("lind", &["answer", "O1", "I was late"]);
        done("lind", &["observe", "She reads everything", "--praise", "--share"]);
        done("holm", &["incident", "add", "A promise slipped", "--actor", "lind", "--share"]);
        done("lind", &["incident", "step", "T1", "acknowledged", "It did"]);
        done("lind", &["adjust", "add", "One page, the day before", "--owner", "lind", "--from", "O1"]);
        done("holm", &["review", "schedule", "--on", "2027-03-03", "--format", "walk"]);
        done("lind", &["review", "note", "2027", "We slowed down", "-t", "roles"]);
        done("holm", &["review", "record", "2027"]);
        home
    });
    home.copy()
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn no_word_of_a_private_entry_reaches_anyone_but_its_author(
        entries in prop::collection::vec(noted(&["holm", "lind"], &ANY), 3..6),
    ) {
        let home = shared_past();
        let handles: Vec<String> =
            entries.iter().enumerate().map(|(number, entry)| entry.write(&home, number)).collect();
        let answers = said_to_all(&home, &ASKERS, &handles);
        for (asker, answers) in ASKERS.into_iter().zip(answers) {
            for (number, entry) in entries.iter().enumerate() {
                for mark in entry.forbidden(number, asker) {
                    for (line, said) in &answers {
                        prop_assert!(!said.contains(&mark), "{line} tells {asker:?} of {mark}:\n{said}");
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(8))]

    /// Two records that differ in nothing but what Anna keeps to herself, or took back before it was answered, are
    /// one and the same to Bo and to nobody in particular: in every letter, number and order.
    #[test]
    fn the_other_cannot_tell_whether_there_is_anything_private_at_all(
        here in prop::collection::vec(noted(&["holm"], &HIDDEN), 0..4),
        there in prop::collection::vec(noted(&["holm"], &HIDDEN), 1..5),
    ) {
        let homes = [(shared_past(), here), (shared_past(), there)];
        for (home, entries) in &homes {
            for (number, entry) in entries.iter().enumerate() {
                entry.write(home, number);
            }
        }
        let handles = ["O3", "O4", "T2", "T3"].map(str::to_owned);
        let askers = [None, Some("lind")];
        let [here, there] = homes.map(|(home, _)| said_to_all(&home, &askers, &handles));
        for (asker, (here, there)) in askers.into_iter().zip(here.into_iter().zip(there)) {
            for ((line, one), (_, other)) in here.iter().zip(&there) {
                prop_assert_eq!(one, other, "{} tells {:?} that something is hidden", line, asker);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(6))]

    /// A gap in the numbers tells that something exists, and that is all: what it is makes no difference.
    #[test]
    fn what_fills_a_gap_in_the_numbers_makes_no_difference(
        here in noted(&["holm"], &PRIVATE),
        there in noted(&["holm"], &PRIVATE),
    ) {
        let kind = here.is_incident;
        let flags = if there.is_incident == kind { there.flags.clone() } else { here.flags.clone() };
        let there = Noted { is_incident: kind, flags, ..there };
        let homes = [here, there].map(|entry| {
            let home = shared_past();
            let handle = entry.write(&home, 0);
            for (me, text) in [("lind", "After it"), ("holm", "And after that")] {
                home.run(["observe", text, "--share"]).me(me).success();
                home.run(["incident", "add", text, "--actor", "third", "--share"]).me(me).success();
            }
            (home, handle)
        });
        let askers = [None, Some("lind")];
        let [here, there] = homes.map(|(home, handle)| said_to_all(&home, &askers, &[handle]));
        for (here, there) in here.iter().zip(&there) {
            for ((line, one), (_, other)) in here.iter().zip(there) {
                prop_assert_eq!(one, other, "{} tells what is hidden", line);
            }
        }
    }
}

#[test]
fn whatever_is_tried_with_a_private_entry_of_the_other_it_is_refused_as_if_it_were_not_there() {
    let (with, without) = (shared_past(), shared_past());
    with.run(["observe", "Hidden", "--friction"]).me("holm").success();
    with.run(["edit", "O3", "--add", "Hidden too"]).me("holm").success();
    with.run(["incident", "add", "Hidden", "--actor", "lind"]).me("holm").success();
    for handle in ["O3", "T2"] {
        for words in all_reaches(handle) {
            for asker in [None, Some("lind")] {
                for json in [false, true] {
                    let [there, not_there] =
                        [&with, &without].map(|home| heard(&home.copy(), &words, asker, json));
                    let line = words.join(" ");
                    assert_ne!(not_there.status, 0, "{line} was done to nothing");
                    assert_eq!(whole(&there), whole(&not_there), "{line} as {asker:?}");
                }
            }
        }
    }
}

#[test]
fn a_refusal_names_the_newest_that_the_asker_can_read() {
    let home = shared_past();
    for text in ["One", "Two", "Three"] {
        home.run(["observe", text]).me("holm").success();
    }
    let newest = |asker: Option<&str>| heard(&home, &["show", "O9"], asker, false).status(1).stderr;
    assert!(newest(Some("holm")).starts_with("error: no O9 that you can read; the newest is O5\n"));
    assert!(newest(Some("lind")).starts_with("error: no O9 that you can read; the newest is O2\n"));
    assert!(newest(None).starts_with("error: no O9 that you can read; the newest is O2\n"));
}

#[test]
fn what_was_shared_and_then_hidden_again_is_gone_from_every_list_of_the_other() {
    let home = shared_past();
    home.run(["observe", "Said too soon", "--share"]).me("holm").success();
    home.run(["adjust", "add", "Say it later", "--owner", "both", "--from", "O3"]).success();
    home.run(["log"]).me("lind").success().contains("Said too soon");
    home.run(["withdraw", "O3"]).me("holm").success();
    for words in [&["log"][..], &["history"], &["show", "A2"], &["review", "agenda", "2027"], &["status"]] {
        for asker in [None, Some("lind")] {
            for json in [false, true] {
                heard(&home, words, asker, json).status(0).lacks("Said too soon").lacks("O3");
            }
        }
    }
    home.summary(&[]).lacks("Said too soon");
}

#[test]
fn a_draft_that_was_rewritten_before_it_was_shared_is_never_read_by_the_other() {
    let home = shared_past();
    home.run(["observe", "He never listens"]).me("holm").success();
    home.run(["edit", "O3", "--text", "He seems elsewhere on Mondays"]).me("holm").success();
    home.run(["share", "O3"]).me("holm").success();
    home.run(["show", "O3"]).json().me("lind").success().contains("Mondays").lacks("never listens");
    home.summary(&[]).holds("He seems elsewhere on Mondays").lacks("He never listens");
}

#[test]
fn nothing_is_said_of_a_serious_breach_before_its_author_shares_it() {
    let home = shared_past();
    let serious = ["incident", "add", "He lied to the council", "--actor", "lind", "--severity", "serious"];
    home.run(serious)
        .me("holm")
        .success()
        .notes("warning: a serious breach does not wait for the yearly talk");
    home.run(["status"]).me("holm").success().contains("a serious breach that only you can read");
    for asker in [None, Some("lind")] {
        heard(&home, &["status"], asker, false).status(0).lacks("T2").lacks("serious");
    }
}
