//! Two people with a file each: what one shares comes into the other's, and nothing else does.

use crate::harness::{Home, Said};
use crate::paper::Paper;
use serde_json::Value;
use std::collections::BTreeMap;

/// Somebody at a file of their own.
struct Desk {
    home: Home,
    me: &'static str,
}

impl Desk {
    /// A file in which the two are put on record, in the order of their names.
    fn with_pair(names: [&str; 2], me: &'static str) -> Self {
        let mut home = Home::new();
        home.set_clock("2027-01-04T09:00:00+01:00");
        let [a, b] = names;
        home.run(["pair", "add", a, b, "--kind", "mayor-ceo", "--since", "2026-01-01"]).success();
        Self { home, me }
    }

    /// A file that is made of what the other exported.
    fn of_export(from: &Self, me: &'static str) -> Self {
        let mut desk = Self { home: Home::new(), me };
        desk.home.set_clock("2027-01-04T09:00:00+01:00");
        assert_eq!(from.send(&desk)["new_pair"], true);
        desk
    }

    #[track_caller]
    fn does(&self, words: &[&str]) -> Said {
        self.home.run(words).me(self.me).success()
    }

    /// Hands over what both may read; what came of it.
    #[track_caller]
    fn send(&self, to: &Desk) -> Value {
        let exported = self.does(&["export", "json", "--shared"]).bytes;
        to.home.run(["import", "-"]).me(to.me).stdin(exported).object()
    }

    /// All that both may read.
    fn entries(&self) -> Vec<Value> {
        let log = self.home.run(["log", "--limit", "1000"]).object();
        log["entries"].as_array().expect("a list").clone()
    }

    /// The handle here of what says `text`: each file counts for itself.
    #[track_caller]
    fn handle(&self, text: &str) -> String {
        let log = self.home.run(["log", "--limit", "1000"]).me(self.me).object();
        let entries = log["entries"].as_array().expect("a list");
        let found = entries.iter().find(|entry| entry["text"] == text);
        found.unwrap_or_else(|| panic!("nothing says {text}"))["handle"]
            .as_str()
            .expect("a handle")
            .to_owned()
    }

    /// What both may read, by identity, as it is in every file.
    fn joint(&self) -> BTreeMap<String, Value> {
        let pair = self.home.run(["pair", "show"]).object();
        let keys: Vec<String> = pair["members"]
            .as_array()
            .expect("two")
            .iter()
            .map(|member| member["key"].as_str().expect("a key").to_owned())
            .collect();
        let entries = self.entries().into_iter().map(|mut entry| {
            // Who is a here may be b there.
            let scores = entry["scores"].take();
            for (letter, key) in ["a", "b"].iter().zip(&keys) {
                entry[format!("score of {key}")] = scores[letter].clone();
            }
            without_numbers(&mut entry);
            (entry["id"].as_str().expect("an identity").to_owned(), entry)
        });
        entries.collect()
    }

    fn is_content(&self) {
        self.home.run(["doctor"]).success().contains("No problems");
    }
}

/// Takes away handles and the order that they make, in which each file goes its own way.
fn without_numbers(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for key in ["handle", "from", "answer", "reply", "lapse"] {
                object.remove(key);
            }
            object.values_mut().for_each(without_numbers);
        }
        Value::Array(list) => {
            list.iter_mut().for_each(without_numbers);
            list.sort_by_key(ToString::to_string);
        }
        _ => {}
    }
}

fn has(list: &Value, kind: &str, handle: &str) -> bool {
    list.as_array().expect("a list").iter().any(|it| it["kind"] == kind && it["handle"] == handle)
}

/// The whole year of two people, in files of their own; both files at its end.
fn a_year(mut anna: Desk, mut bo: Desk) -> (Desk, Desk) {
    let day = |anna: &mut Desk, bo: &mut Desk, day: &str| {
        anna.home.set_clock(&format!("{day}T10:00:00+01:00"));
        bo.home.set_clock(&format!("{day}T11:00:00+01:00"));
    };
    // January: each notes, and both numbers are taken in both files.
    day(&mut anna, &mut bo, "2027-01-10");
    anna.does(&["o", "He asked before he answered", "-t", "roles", "--praise", "--share"]);
    anna.does(&["o", "ANNAPRIVATE", "-t", "roles", "--effect", "ANNAEFFECT", "--tag", "annatag"]);
    anna.does(&["o", "ANNADRAFT"]);
    bo.does(&["o", "BOPRIVATE"]);
    bo.does(&["o", "She left before the end", "-t", "others", "--friction", "--share"]);
    bo.does(&["o", "She wrote at midnight", "--puzzle", "--share"]);
    anna.does(&["edit", "O3", "--text", "He was quiet on Monday"]);
    anna.does(&["share", "O3"]);
    bo.does(&[
        "incident",
        "add",
        "She told the board first",
        "--actor",
        "holm",
        "--severity",
        "breach",
        "--share",
    ]);
    anna.does(&["incident", "add", "He stood up for me", "--actor", "lind", "--positive", "--share"]);
    let told = bo.send(&anna);
    let [hers, his] = ["She told the board first", "She wrote at midnight"].map(|text| anna.handle(text));
    assert!(has(&told["added"], "incident", &hers) && has(&told["added"], "observation", &his), "{told}");
    assert_eq!(hers, "T2");
    assert_eq!(told["renumbered"].as_array().expect("a list").len(), 3, "{told}");
    anna.send(&bo);
    assert_eq!(anna.joint(), bo.joint());
    // February: the why of each, and the repair by both.
    day(&mut anna, &mut bo, "2027-02-08");
    anna.does(&["answer", &anna.handle("She wrote at midnight"), "The children slept"]);
    bo.does(&["answer", &bo.handle("He was quiet on Monday"), "I had not slept"]);
    anna.does(&["incident", "reply", &hers, "I thought that you knew"]);
    anna.does(&["incident", "step", &hers, "acknowledged", "I should have called"]);
    anna.send(&bo);
    day(&mut anna, &mut bo, "2027-02-09");
    let there = bo.handle("She told the board first");
    bo.does(&["incident", "step", &there, "agreed", "A call before the board"]);
    bo.does(&[
        "adjust",
        "add",
        "Call before the board",
        "--owner",
        "holm",
        "--check",
        "2027-03-01",
        "--from",
        &there,
    ]);
    let told = bo.send(&anna);
    assert!(has(&told["added"], "answer", &anna.handle("He was quiet on Monday")), "{told}");
    assert!(has(&told["added"], "step", &hers), "{told}");
    day(&mut anna, &mut bo, "2027-03-02");
    anna.does(&["adjust", "check", &anna.handle("Call before the board"), "kept", "Twice"]);
    anna.does(&["adjust", "add", "No mail after ten", "--owner", "both", "--rule"]);
    anna.send(&bo);
    bo.does(&["incident", "step", &there, "kept", "She called"]);
    bo.does(&["incident", "close", &there, "--reason", "Done"]);
    // March: something is said too soon, something is deleted, something is erased.
    bo.does(&["o", "Said too soon", "--share"]);
    bo.does(&["o", "A mistake", "--share"]);
    bo.does(&["o", "BOERASED", "--effect", "BOERASEDEFFECT", "--share"]);
    bo.send(&anna);
    anna.does(&["answer", &anna.handle("BOERASED"), "ANNAANSWER"]);
    anna.send(&bo);
    assert!(anna.home.has_bytes("BOERASEDEFFECT") && bo.home.has_bytes("ANNAANSWER"));
    assert_eq!(anna.joint(), bo.joint());
    day(&mut anna, &mut bo, "2027-03-20");
    bo.does(&["withdraw", &bo.handle("Said too soon")]);
    bo.does(&["delete", &bo.handle("A mistake")]);
    bo.does(&["erase", &bo.handle("BOERASED"), "--yes"]);
    let told = bo.send(&anna);
    assert_eq!(told["gone"].as_array().expect("a list").len(), 3, "{told}");
    for words in ["BOERASED", "BOERASEDEFFECT"] {
        assert!(!anna.home.has_bytes(words) && !bo.home.has_bytes(words), "{words} is still there");
    }
    assert!(anna.home.has_bytes("ANNAANSWER"), "her answer is her own");
    for text in ["Said too soon", "A mistake"] {
        anna.home.run(["log", "--limit", "99"]).me("holm").success().lacks(text);
    }
    // May: the talk.
    day(&mut anna, &mut bo, "2027-04-20");
    anna.does(&["review", "schedule", "--on", "2027-05-20", "--at", "12:00", "--format", "walk"]);
    anna.send(&bo);
    bo.does(&["review", "note", "2027", "The path by the lake", "-t", "roles"]);
    for desk in [&anna, &bo] {
        desk.does(&["review", "prepare", "2027"]);
    }
    bo.send(&anna);
    anna.send(&bo);
    for desk in [&anna, &bo] {
        let brief = Paper::read(&desk.does(&["handout", "brief", "2027", "-o", "-"]).bytes);
        brief.holds("She wrote at midnight").holds("I had not slept").lacks("PRIVATE").lacks("Said too soon");
    }
    let [hers, his] = [&anna, &bo].map(|desk| {
        let mut trust = desk.home.run(["trust"]).object();
        assert!(trust["events"].as_array().is_some_and(|events| events.len() > 4), "{trust}");
        without_numbers(&mut trust);
        trust
    });
    assert_eq!(hers, his);
    day(&mut anna, &mut bo, "2027-05-20");
    bo.home.set_clock("2027-05-20T21:00:00+02:00");
    bo.does(&["review", "record", "2027", "--score", "holm=92", "--score", "lind=88", "--won", "lind"]);
    bo.send(&anna);
    anna.home.set_clock("2027-05-21T09:00:00+02:00");
    bo.home.set_clock("2027-05-21T09:00:00+02:00");
    // Each signs in their own file, before either has seen the other's name under it.
    anna.does(&["review", "sign", "2027"]);
    bo.does(&["review", "sign", "2027"]);
    bo.send(&anna);
    anna.send(&bo);
    for desk in [&anna, &bo] {
        let talk = desk.home.run(["show", "2027"]).object();
        assert_eq!((&talk["locked"], &talk["won"]), (&Value::from(true), &Value::from("lind")), "{talk}");
        desk.home.run(["review", "note", "2027", "late"]).me(desk.me).refused().notes("locked");
        let summary = desk.home.summary(&["2027"]);
        summary.holds("The path by the lake").holds("I had not slept").lacks("PRIVATE").lacks("ERASED");
    }
    (anna, bo)
}

/// What holds of two files after a year of exchanges.
fn agree(anna: &Desk, bo: &Desk) {
    assert_eq!(anna.joint(), bo.joint());
    assert!(anna.joint().len() > 8);
    for (desk, other) in [(anna, bo), (bo, anna)] {
        let again = other.send(desk);
        for what in ["added", "changed", "gone", "renumbered", "differ"] {
            assert_eq!(again[what], Value::Array(Vec::new()), "{what} is told again: {again}");
        }
        desk.is_content();
        desk.home.run(["doctor", "--rebuild"]).success();
        desk.is_content();
    }
    for words in ["ANNAPRIVATE", "ANNAEFFECT", "annatag", "ANNADRAFT"] {
        assert!(anna.home.has_bytes(words) && !bo.home.has_bytes(words), "{words}");
    }
    assert!(bo.home.has_bytes("BOPRIVATE") && !anna.home.has_bytes("BOPRIVATE"));
}

#[test]
fn two_who_each_began_a_file_and_exchange_have_the_same_year_in_both() {
    let anna = Desk::with_pair(["Anna Holm", "Bo Lind"], "holm");
    let bo = Desk::with_pair(["Anna Holm", "Bo Lind"], "lind");
    let (anna, bo) = a_year(anna, bo);
    agree(&anna, &bo);
}

#[test]
fn it_does_not_matter_who_is_named_first() {
    let anna = Desk::with_pair(["Anna Holm", "Bo Lind"], "holm");
    let bo = Desk::with_pair(["Bo Lind", "Anna Holm"], "lind");
    let (anna, bo) = a_year(anna, bo);
    agree(&anna, &bo);
}

#[test]
fn one_file_can_be_made_of_the_other() {
    let anna = Desk::with_pair(["Anna Holm", "Bo Lind"], "holm");
    let bo = Desk::of_export(&anna, "lind");
    let (anna, bo) = a_year(anna, bo);
    agree(&anna, &bo);
}

#[test]
fn a_new_name_travels_and_the_files_find_each_other_by_the_old_one() {
    let mut anna = Desk::with_pair(["Anna Holm", "Bo Lind"], "holm");
    let bo = Desk::with_pair(["Bo Lind", "Anna Holm"], "lind");
    anna.does(&["o", "Hers", "--share"]);
    bo.does(&["o", "His", "--share"]);
    anna.home.set_clock("2027-01-05T09:00:00+01:00");
    anna.does(&["pair", "edit", "--name", "holm=Anna Bech"]);
    anna.me = "bech";
    // Neither file has seen the other: his knows only the name before, hers only by the past.
    let came = bo.send(&anna);
    assert_eq!((&came["new_pair"], &came["renamed"]), (&false.into(), &serde_json::json!([])));
    let exported = anna.does(&["export", "json", "--shared"]).bytes;
    let said = bo.home.run(["import", "-"]).me("lind").stdin(exported).success();
    said.contains("Anna Holm is Anna Bech from now on (bech)").lacks("is new here");
    for desk in [&anna, &bo] {
        let keys: Vec<_> = desk.entries().iter().map(|entry| entry["by"].clone()).collect();
        assert!(
            keys.contains(&"bech".into()) && keys.contains(&"lind".into()) && keys.len() == 2,
            "{keys:?}"
        );
        desk.is_content();
    }
    // What was done to a person in another pair of theirs is told to nobody of this one.
    bo.does(&["pair", "add", "Carl Juhl", "Bo Lind", "--kind", "committee"]);
    bo.home.run(["pair", "edit", "--pair", "juhl-lind", "--name", "lind=Bo Lund"]).me("juhl").success();
    let exported =
        bo.home.run(["export", "json", "--shared", "--pair", "lind-holm"]).me("lund").success().bytes;
    let said = anna.home.run(["import", "-"]).me("bech").stdin(exported).success();
    said.contains("Bo Lind is Bo Lund from now on (lund)");
    // A file that is made of an export has the name, too.
    let third = Desk::of_export(&anna, "bech");
    assert_eq!(third.home.run(["pair", "show"]).object()["members"][1]["name"], "Bo Lund");
}

#[test]
fn a_name_that_is_misspelt_on_one_side_does_not_make_two_pairs() {
    let (anna, bo) = (Home::new(), Home::new());
    anna.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo"]).success();
    anna.run(["o", "Said by Anna", "--share"]).me("holm").success();
    bo.run(["pair", "add", "Bo Lind", "Anna Hohm", "--kind", "mayor-ceo"]).success();
    let export = anna.run(["export", "json", "--shared"]).success().bytes;
    let take = ["import", "-"];
    let refused = bo.run(take).stdin(&export).refused();
    let refused = refused.notes("the file tells of Anna Holm, and in lind-hohm it is Anna Hohm");
    refused.notes("makkerpar pair edit --pair lind-hohm --name 'hohm=Anna Holm', then import once more");
    bo.run(take).stdin(&export).lang("da").refused().notes("sandsynligvis én person, stavet forkert");
    // The line that is hinted, and then it is one pair.
    bo.run(["pair", "edit", "--pair", "lind-hohm", "--name", "hohm=Anna Holm"]).success();
    bo.run(take).stdin(&export).success();
    assert_eq!(bo.run(["pair", "list"]).object()["pairs"].as_array().map(Vec::len), Some(1));
    assert_eq!(bo.texts("lind"), ["Said by Anna"]);
    // A pair of theirs that has ended is another one, and no misspelling.
    let (before, again) = (Home::new(), Home::new());
    for (home, since) in [(&before, "2020-01-01"), (&again, "2026-01-01")] {
        home.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", since]).success();
    }
    before.run(["pair", "end", "--reason", "election", "--on", "2024-01-01"]).success();
    let ended = before.run(["export", "json", "--shared", "--pair", "holm-lind"]).success().bytes;
    again.run(take).stdin(&ended).success();
    // Who knows better says so; and two who share one person and no name are no misspelling.
    let other = Home::new();
    other.run(["pair", "add", "Bo Lind", "Anna Hohm", "--kind", "mayor-ceo"]).success();
    other.run(["import", "-", "--yes"]).stdin(&export).success();
    let third = Home::new();
    third.run(["pair", "add", "Bo Lind", "Carla Berg", "--kind", "mayor-ceo"]).success();
    third.run(take).stdin(&export).success();
    assert_eq!(third.run(["pair", "list"]).object()["pairs"].as_array().map(Vec::len), Some(2));
}
