//! What is private stays with its author: not a word, a count or a hint of it reaches the other or nobody in
//! particular, on the screen, in JSON, in a refusal or on paper.

use crate::harness::{Home, Said, without_identities};
use crate::paper::Paper;
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

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Private,
    EditedInPrivate,
    AddedToInPrivate,
    Deleted,
    Erased,
    Shared,
    SharedAfterAnEdit,
    Withdrawn,
    ShareUndone,
    DeletedAfterSharing,
    ErasedAfterSharing,
}
use Fate::*;

const PRIVATE: [Fate; 5] = [Private, EditedInPrivate, AddedToInPrivate, Deleted, Erased];
const HIDDEN: [Fate; 8] = [
    Private,
    EditedInPrivate,
    AddedToInPrivate,
    Deleted,
    Erased,
    Withdrawn,
    ShareUndone,
    DeletedAfterSharing,
];
const ANY: [Fate; 11] = [
    Private,
    EditedInPrivate,
    AddedToInPrivate,
    Deleted,
    Erased,
    Shared,
    SharedAfterAnEdit,
    Withdrawn,
    ShareUndone,
    DeletedAfterSharing,
    ErasedAfterSharing,
];

/// Something that one of the two notes, and what becomes of it.
#[derive(Clone, Debug)]
struct Noted {
    by: &'static str,
    is_incident: bool,
    fate: Fate,
    flags: Vec<&'static str>,
    day: &'static str,
}

fn noted(by: &'static [&'static str], fates: &'static [Fate]) -> impl Strategy<Value = Noted> {
    let theme = prop::sample::select(vec!["roles", "thinking", "expectations", "others", "chemistry"]);
    let tone = prop::sample::select(vec!["--praise", "--puzzle", "--friction"]);
    let weight = prop::sample::select(vec!["scratch", "breach", "serious"]);
    let day = prop::sample::select(vec!["2026-05-05", "2026-12-24", "2027-03-01", "2027-03-03"]);
    let (by, fate) = (prop::sample::select(by), prop::sample::select(fates));
    (by, any::<bool>(), fate, theme, tone, weight, day).prop_map(
        |(by, is_incident, fate, theme, tone, weight, day)| {
            let flags = if is_incident {
                vec!["-t", theme, "--actor", "lind", "--severity", weight, "--public"]
            } else {
                vec!["-t", theme, tone]
            };
            Noted { by, is_incident, fate, flags, day }
        },
    )
}

impl Noted {
    /// Types it all; the words are marked with `number`. Answers its handle.
    fn write(&self, home: &Home, number: usize) -> String {
        let mark = |what: &str| format!("qz{number}x{what}");
        let done = |words: &[&str]| home.run(words).me(self.by).success();
        let note = if self.is_incident { &["incident", "add"][..] } else { &["observe"] };
        let (text, effect, setting, tag) = (mark("text"), mark("effect"), mark("setting"), mark("tag"));
        let mut words = [note, &[&text, "--on", self.day, "--effect", &effect]].concat();
        words.extend(["--setting", &setting, "--tag", &tag]);
        words.extend(&self.flags);
        let handle = done(&words).stdout.split("  ").next().unwrap_or_default().to_owned();
        let text = ["edit", &handle, "--text", &mark("later")];
        match self.fate {
            Private => {}
            EditedInPrivate => drop(done(&text)),
            AddedToInPrivate => drop(done(&["edit", &handle, "--add", &mark("addition")])),
            Deleted => drop(done(&["delete", &handle])),
            Erased => drop(done(&["erase", &handle, "--yes"])),
            Shared => drop(done(&["share", &handle])),
            SharedAfterAnEdit => {
                done(&text);
                done(&["share", &handle]);
            }
            Withdrawn => {
                done(&["share", &handle]);
                done(&["withdraw", &handle]);
            }
            ShareUndone => {
                done(&["share", &handle]);
                done(&["undo"]);
            }
            DeletedAfterSharing => {
                done(&["share", &handle]);
                done(&["delete", &handle]);
            }
            ErasedAfterSharing => {
                done(&["share", &handle]);
                done(&["erase", &handle, "--yes"]);
            }
        }
        handle
    }

    /// The marks that `asker` must not meet anywhere.
    fn forbidden(&self, number: usize, asker: Option<&str>) -> Vec<String> {
        let mark = |what: &str| format!("qz{number}x{what}");
        let is_own = asker == Some(self.by);
        match self.fate {
            // Nobody reads what was erased, its author neither.
            Erased | ErasedAfterSharing => vec![format!("qz{number}x")],
            Shared => Vec::new(),
            // The history tells its author alone what an edit replaced.
            _ if is_own => Vec::new(),
            SharedAfterAnEdit => vec![mark("text")],
            _ => vec![format!("qz{number}x")],
        }
    }
}

/// Everything that can be looked at, and everything that can be tried with `handles`. Nothing here changes the
/// record of `home`: what might is done to a copy.
fn all_questions(handles: &[String]) -> (Vec<Vec<&str>>, Vec<Vec<&str>>) {
    let mut looks: Vec<Vec<&str>> = [
        "",
        "status",
        "log",
        "log --limit 1",
        "log --limit 99",
        "log --kind observation",
        "log --kind incident",
        "log --kind adjustment",
        "log --kind review",
        "log --until 2026-12-31",
        "log --theme roles --by holm",
        "search qz",
        "search qz0x --best",
        "search qz1xeffect --limit 1",
        "search e -qz",
        "search qz --kind incident --year 2026",
        "incident list",
        "adjust list",
        "adjust list --due",
        "adjust list --all",
        "review list",
        "review agenda 2027",
        "show A1",
        "show A9",
        "show 2027",
        "show 2029",
        "history",
        "history --limit 1",
        "history --limit 99",
        "undo --dry-run",
        "undo 3 --dry-run",
        "undo 99 --dry-run",
        "pair show",
        "pair list",
        "doctor",
        "share --all",
    ]
    .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect())
    .to_vec();
    let mut tries = vec![vec!["redo"], vec!["undo"]];
    for handle in handles {
        looks.push(vec!["show", handle]);
        looks.push(vec!["history", handle]);
        tries.push(vec!["answer", handle, "why"]);
        tries.push(vec!["edit", handle, "--text", "new"]);
        tries.push(vec!["erase", handle, "--yes"]);
        tries.push(vec!["adjust", "add", "x", "--owner", "both", "--from", handle]);
    }
    (looks, tries)
}

/// The same for the entries of the other alone: everything that a hand could reach for.
fn all_reaches(handle: &str) -> Vec<Vec<String>> {
    [
        "answer {} why",
        "share {}",
        "withdraw {}",
        "show {}",
        "edit {} --text new",
        "edit {} --add more",
        "edit {}.1 --text new",
        "delete {}",
        "delete {}.1",
        "erase {} --yes",
        "erase {}.1 --yes",
        "incident reply {} account",
        "incident step {} acknowledged yes",
        "incident step {} kept yes",
        "incident close {} --reason so",
        "incident reopen {}",
        "adjust add x --owner both --from {}",
        "adjust check {} kept",
        "adjust lapse {}",
        "review note {} x",
    ]
    .map(|line| line.replace("{}", handle).split(' ').map(str::to_owned).collect())
    .to_vec()
}

fn heard<W: AsRef<std::ffi::OsStr>>(home: &Home, words: &[W], asker: Option<&str>, json: bool) -> Said {
    let run = home.run(words);
    let run = if json { run.json() } else { run };
    match asker {
        Some(asker) => run.me(asker).said(),
        None => run.said(),
    }
}

fn whole(said: &Said) -> String {
    without_identities(&format!("{}\n{}\n[{}]", said.stdout, said.stderr, said.status))
}

/// Whatever `asker` can get the program to say, each with the line that was typed.
fn everything_said(home: &Home, asker: Option<&str>, handles: &[String]) -> Vec<(String, String)> {
    let (looks, tries) = all_questions(handles);
    let mut all = Vec::new();
    for words in &looks {
        for json in [false, true] {
            let said = heard(home, words, asker, json);
            all.push((format!("{words:?} json {json}"), whole(&said)));
        }
    }
    for words in &tries {
        all.push((format!("{words:?}"), whole(&heard(&home.copy(), words, asker, false))));
    }
    let printed = heard(&home.copy(), &["handout", "summary", "-o", "-"], asker, false).status(0);
    all.push(("the summary".to_owned(), Paper::read(&printed.bytes).squeezed().to_owned()));
    let printed = heard(&home.copy(), &["handout", "brief", "2027", "-o", "-"], asker, false).status(0);
    all.push(("the brief".to_owned(), Paper::read(&printed.bytes).squeezed().to_owned()));
    all
}

/// The same of several askers, side by side.
fn said_to_all(
    home: &Home,
    askers: &[Option<&'static str>],
    handles: &[String],
) -> Vec<Vec<(String, String)>> {
    std::thread::scope(|scope| {
        let asked: Vec<_> =
            askers.iter().map(|asker| scope.spawn(|| everything_said(home, *asker, handles))).collect();
        asked.into_iter().map(|it| it.join().expect("an answer")).collect()
    })
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
