//! Three years of one pair: what is open is carried over, no question comes two years running, talks are moved, called
//! off and added, an incident is closed by one and then by both, and at last the pair ends.

use crate::harness::Home;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Types a command on a day, as nobody in particular.
#[track_caller]
fn joint(home: &Home, day: &str, words: &[&str]) -> Value {
    home.run(words).on(day).object()
}

/// Types a command on a day, as one of the two.
#[track_caller]
fn by(home: &Home, member: &str, day: &str, words: &[&str]) -> Value {
    home.run(words).me(member).on(day).object()
}

fn agenda(home: &Home, day: &str, review: &str) -> Value {
    joint(home, day, &["review", "agenda", review])
}

/// The questions of the bank that a programme asks.
fn asked(agenda: &Value) -> BTreeSet<String> {
    let blocks = agenda["blocks"].as_array().expect("blocks").iter();
    let questions = blocks.flat_map(|block| block["questions"].as_array().expect("questions"));
    questions.filter_map(|it| it["question"].as_str().map(str::to_owned)).collect()
}

/// The handles of the first block that has any.
fn first_handles(agenda: &Value) -> &Value {
    let blocks = agenda["blocks"].as_array().expect("blocks");
    let first = blocks.iter().find(|block| block["handles"] != json!([]));
    &first.expect("a block with handles")["handles"]
}

fn handles(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|it| it["handle"].as_str().expect("a handle")).collect()
}

/// 2026: the first talk is moved, prepared, held, signed by both, and amended.
fn first_year() -> Home {
    let home = Home::with_pair();
    by(
        &home,
        "holm",
        "2026-02-10",
        &["o", "He asks before he decides", "-t", "roles", "--praise", "--share"],
    );
    by(&home, "lind", "2026-03-02", &["o", "Why the night before?", "-t", "thinking", "--puzzle", "--share"]);
    by(&home, "holm", "2026-03-20", &["o", "NEVER-SHARED", "-t", "chemistry", "--friction"]);
    by(
        &home,
        "holm",
        "2026-04-01",
        &["incident", "add", "Corrected in public", "--actor", "lind", "--share"],
    );
    by(&home, "lind", "2026-04-08", &["incident", "step", "T1", "acknowledged", "It was wrong"]);
    joint(&home, "2026-03-01", &["adjust", "add", "Figures two days before", "--owner", "lind"]);
    joint(&home, "2026-03-01", &["adjust", "use", "disagree-in-private"]);
    joint(&home, "2026-04-10", &["review", "schedule", "--on", "2026-06-02", "--format", "golf18"]);
    joint(&home, "2026-05-01", &["review", "move", "2026", "--on", "2026-06-11"]);
    home
}

fn hold_first(home: &Home) {
    for member in ["holm", "lind"] {
        by(home, member, "2026-06-01", &["review", "prepare", "2026"]);
    }
    let words =
        ["review", "record", "2026", "--score", "holm=91", "--score", "lind=93", "--check", "A1=partly"];
    joint(home, "2026-06-11", &[&words[..], &["--note", "roles=Bo decides, and says so"]].concat());
    joint(
        home,
        "2026-06-11",
        &["adjust", "use", "copy-in", "--owner", "holm", "--set", "topic=the school plan"],
    );
    for member in ["holm", "lind"] {
        by(home, member, "2026-06-12", &["review", "sign", "2026"]);
    }
}

/// 2027: a talk is called off, another is set and held as a walk without a game; an extra one follows in the autumn.
fn second_year(home: &Home) {
    by(
        home,
        "holm",
        "2026-09-01",
        &["o", "Two drafts went round", "-t", "expectations", "--friction", "--share"],
    );
    joint(home, "2026-09-11", &["adjust", "check", "A1", "kept"]);
    joint(home, "2027-02-01", &["review", "schedule", "--on", "2027-05-20", "--format", "golf18"]);
    joint(home, "2027-05-01", &["review", "cancel", "2027", "--reason", "Bo is ill"]);
    joint(home, "2027-05-10", &["review", "schedule", "--on", "2027-06-10", "--format", "walk"]);
    joint(home, "2027-06-10", &["review", "record", "2027b"]);
    joint(home, "2027-06-10", &["adjust", "lapse", "A3", "The plan was adopted"]);
    by(home, "holm", "2027-06-10", &["incident", "step", "T1", "agreed", "A note across the table"]);
    joint(home, "2027-08-01", &["review", "schedule", "--on", "2027-10-07", "--format", "lunch", "--extra"]);
    joint(home, "2027-10-07", &["review", "record", "2027c"]);
}

/// 2028: the breach is kept, and closed by one and then by both; golf is won against the strokes.
fn third_year(home: &Home) {
    by(home, "holm", "2028-03-01", &["incident", "step", "T1", "kept", "Twice since"]);
    by(home, "holm", "2028-03-01", &["incident", "close", "T1"]);
    joint(home, "2028-03-01", &["pair", "edit", "--question", "others=Who is missing at our table?"]);
    joint(home, "2028-04-01", &["review", "schedule", "--on", "2028-06-08", "--format", "golf18"]);
}

#[test]
fn the_first_talk_is_moved_prepared_held_signed_and_amended() {
    let home = first_year();
    let talk = joint(&home, "2026-05-02", &["show", "2026"]);
    assert_eq!((&talk["handle"], &talk["date"]), (&json!("2026"), &json!("2026-06-11")), "it keeps its name");
    home.run(["history"]).on("2026-05-02").success().contains("review move");

    // What is open comes first, and what is private changes nothing.
    let before = agenda(&home, "2026-05-02", "2026");
    assert_eq!(first_handles(&before), &json!(["A1", "A2"]));
    assert!(!before.to_string().contains("NEVER-SHARED"));
    by(&home, "holm", "2026-05-02", &["o", "NEVER-SHARED either", "-t", "others", "--friction"]);
    assert_eq!(agenda(&home, "2026-05-02", "2026"), before);

    by(&home, "holm", "2026-06-01", &["review", "prepare", "2026"]);
    let ready = &joint(&home, "2026-06-01", &["status"])["readiness"]["prepared"];
    assert_eq!(ready, &json!({"holm": "2026-06-01", "lind": null}));
    home.run(["status", "--lang", "da"])
        .on("2026-06-01")
        .success()
        .contains("Anna er forberedt, Bo er det ikke endnu");

    hold_first(&home);
    assert_eq!(joint(&home, "2026-06-12", &["show", "2026"])["phase"], "locked");
    home.run(["review", "note", "2026", "Late thought"])
        .on("2026-06-20")
        .refused()
        .notes("review amend 2026");
    joint(&home, "2026-07-01", &["review", "amend", "2026", "The plan came a month later"]);
    let paper = home.summary(&["--lang", "en"]);
    for said in
        ["The plan came a month later", "Bo decides, and says so", "Anna 91", "He asks before he decides"]
    {
        paper.holds(said);
    }
    paper.lacks("NEVER-SHARED");
}

#[test]
fn what_is_open_opens_the_next_year_and_asks_other_questions() {
    let home = first_year();
    let programme = agenda(&home, "2026-05-02", "2026");
    let first = asked(&programme);
    hold_first(&home);
    second_year(&home);
    assert_eq!(
        agenda(&home, "2027-10-08", "2026"),
        programme,
        "the programme of a talk that was held stays as it was"
    );
    let talks = joint(&home, "2027-10-08", &["review", "list"]);
    let phases: Vec<(&Value, &Value)> =
        talks["reviews"].as_array().expect("talks").iter().map(|it| (&it["handle"], &it["phase"])).collect();
    assert_eq!(
        phases,
        [
            (&json!("2026"), &json!("locked")),
            (&json!("2027"), &json!("cancelled")),
            (&json!("2027b"), &json!("held")),
            (&json!("2027c"), &json!("held")),
        ]
    );
    home.run(["show", "2027"]).on("2027-10-08").success().contains("Bo is ill");

    // A1 was done by then; what still stood came first.
    let second = agenda(&home, "2027-06-10", "2027b");
    let done = joint(&home, "2027-06-11", &["show", "A1"]);
    assert_eq!((&done["status"], &done["checks"][0]["outcome"]), (&json!("done"), &json!("partly")));
    assert_eq!(first_handles(&second), &json!(["A2", "A3"]), "A1 was done; A3 lapsed at the talk");
    let second = asked(&second);
    assert!(first.len() >= 7 && second.len() >= 7, "{first:?} {second:?}");
    assert!(first.is_disjoint(&second), "{first:?} {second:?}");
    let extra = asked(&agenda(&home, "2027-10-07", "2027c"));
    assert!(extra.is_disjoint(&second), "{extra:?} {second:?}");

    let listed = joint(&home, "2027-10-08", &["adjust", "list"]);
    assert_eq!(handles(&listed["adjustments"]), ["A2"]);
    let all = joint(&home, "2027-10-08", &["adjust", "list", "--all"]);
    let standing: BTreeSet<(String, String)> = all["adjustments"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            (
                it["handle"].as_str().unwrap_or_default().into(),
                it["status"].as_str().unwrap_or_default().into(),
            )
        })
        .collect();
    let expected = [("A1", "done"), ("A2", "open"), ("A3", "lapsed")];
    assert_eq!(standing, expected.map(|(handle, status)| (handle.to_owned(), status.to_owned())).into());

    // The walk had no game, so Bo is still owed the rematch; the extra talk is not the yearly one.
    let status = joint(&home, "2027-10-08", &["status"]);
    assert_eq!(
        (&status["rematch"], &status["tally"]),
        (&json!("lind"), &json!({"holm": 1, "lind": 0, "tie": 0}))
    );
    assert_eq!((&status["last"], &status["due"]), (&json!("2027-06-10"), &json!("2028-06-10")));
}

#[test]
fn an_incident_is_closed_by_one_and_then_by_both() {
    let home = first_year();
    hold_first(&home);
    second_year(&home);
    third_year(&home);
    let open = &joint(&home, "2028-03-02", &["trust"])["open"];
    assert_eq!((&open[0]["handle"], &open[0]["waits_for"]), (&json!("T1"), &json!(["lind"])));
    assert_eq!(by(&home, "lind", "2028-03-02", &["show", "T1"])["open"], true);
    home.run(["status"]).me("lind").on("2028-03-02").success().contains("kept; waits for Bo to close it");
    let programme = agenda(&home, "2028-04-02", "2028");
    let has = |handle: &str| programme["blocks"].to_string().contains(&format!("\"{handle}"));
    assert!(has("T1") && programme.to_string().contains("Who is missing at our table?"));
    let before = asked(&agenda(&home, "2027-10-07", "2027c"));
    assert!(asked(&programme).is_disjoint(&before));

    by(&home, "lind", "2028-05-01", &["incident", "close", "T1"]);
    assert_eq!(joint(&home, "2028-05-01", &["trust"])["open"], json!([]));
    assert!(!agenda(&home, "2028-05-01", "2028").to_string().contains("\"T1\""));
    let words = ["review", "record", "2028", "--score", "holm=90", "--score", "lind=95", "--won", "lind"];
    joint(&home, "2028-06-08", &words);
    let status = joint(&home, "2028-06-09", &["status"]);
    assert_eq!(
        (&status["rematch"], &status["tally"]),
        (&json!("holm"), &json!({"holm": 1, "lind": 1, "tie": 0}))
    );
    home.run(["status"]).on("2028-06-09").success().contains("the revenge is Anna's; so far Anna 1, Bo 1");
}

#[test]
fn the_pair_ends_and_one_of_them_goes_on_with_somebody_else() {
    let home = first_year();
    hold_first(&home);
    second_year(&home);
    third_year(&home);
    let before = home.run(["adjust", "list"]).on("2028-05-01").success().stdout;
    let ended = by(&home, "lind", "2028-05-01", &["pair", "end", "--reason", "election"]);
    assert_eq!((&ended["lapsed"], &ended["cancelled"]), (&json!(["A2"]), &json!(["2028"])));
    assert_eq!((&ended["open"], &ended["unsigned"]), (&json!(["T1"]), &json!(["2027b", "2027c"])));
    assert_eq!(ended["end"], json!({"on": "2028-05-01", "reason": "election"}));
    assert_eq!(joint(&home, "2028-05-02", &["show", "A2"])["lapse"]["text"], "election");
    home.run(["o", "Too late"]).me("holm").on("2028-05-02").refused().notes("ended");
    home.run(["log"]).on("2028-05-02").success().contains("Two drafts went round");
    // What only the two can settle can still be settled.
    by(&home, "lind", "2028-05-02", &["incident", "close", "T1"]);
    by(&home, "holm", "2028-05-02", &["review", "sign", "2027b"]);

    let new = ["pair", "add", "Bo Lind", "Carla Dam", "--kind", "mayor-ceo"];
    let said = home.run(new).on("2028-06-01").success();
    said.contains("lind-dam  ready").notes("Bo Lind is on record from another pair here");
    // One pair is running, so it is meant; the record of the other stays with its two.
    home.run(["o", "She reads everything", "--share"])
        .me("lind")
        .on("2028-06-02")
        .success()
        .contains("O1  noted");
    home.run(["log"])
        .on("2028-06-02")
        .success()
        .contains("She reads everything")
        .lacks("Two drafts went round");
    home.run(["log", "--me", "carla"]).on("2028-06-02").success().lacks("Two drafts");
    home.run(["show", "T1"]).me("carla").on("2028-06-02").refused().lacks("Corrected");
    home.run(["log", "--pair", "holm-lind"]).on("2028-06-02").success().contains("Two drafts went round");
    home.run(["pair", "list"]).on("2028-06-02").success().contains("holm-lind").contains("lind-dam");

    // The end is one command, and one undo takes it back.
    let home = first_year();
    hold_first(&home);
    second_year(&home);
    third_year(&home);
    by(&home, "lind", "2028-05-01", &["pair", "end", "--reason", "election"]);
    home.run(["undo"]).me("lind").on("2028-05-01").success().contains("pair end");
    assert_eq!(home.run(["adjust", "list"]).on("2028-05-01").success().stdout, before);
    assert_eq!(joint(&home, "2028-05-01", &["show", "2028"])["phase"], "scheduled");
    by(&home, "holm", "2028-05-02", &["o", "Not too late"]);
}
