//! Three years of one pair: what is open is carried over, no question comes two years running, talks are moved, called
//! off and added, an incident is closed by one and then by both, and at last the pair ends.

use crate::harness::Home;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

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

/// The questions of the bank and of the pair that a programme asks, by theme; those that open and close the day have
/// none.
fn asked(agenda: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut asked = BTreeMap::<String, BTreeSet<String>>::new();
    let blocks = agenda["blocks"].as_array().expect("blocks").iter();
    for question in blocks.flat_map(|block| block["questions"].as_array().expect("questions")) {
        if let Some(name) = question["question"].as_str() {
            asked.entry(question["theme"].to_string()).or_default().insert(name.to_owned());
        }
    }
    asked
}

/// Expects that the later programme asks something about every theme of the earlier one, and nothing twice.
#[track_caller]
fn asks_anew(earlier: &Value, later: &Value) {
    let (earlier, later) = (asked(earlier), asked(later));
    assert!(earlier.len() >= 6, "five themes, and what opens and closes the day: {earlier:?}");
    for (theme, before) in &earlier {
        let now = later.get(theme).unwrap_or_else(|| panic!("nothing is asked about {theme}: {later:?}"));
        assert!(before.is_disjoint(now), "{theme}: {before:?} {now:?}");
    }
}

/// The handles of the first block that has any.
fn first_handles(agenda: &Value) -> &Value {
    let blocks = agenda["blocks"].as_array().expect("blocks");
    let first = blocks.iter().find(|block| block["handles"] != json!([]));
    &first.expect("a block with handles")["handles"]
}

/// The handles of a list, each with another of its values.
fn each<'v>(list: &'v Value, key: &str) -> Vec<(&'v str, &'v str)> {
    let word = |value: &'v Value| value.as_str().unwrap_or("-");
    let entries = list.as_array().expect("a list").iter();
    entries.map(|it| (word(&it["handle"]), word(&it[key]))).collect()
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
    by(home, "holm", "2026-06-12", &["review", "sign", "2026"]);
}

/// Bo signs last, and with that the summary of 2026 is locked.
fn lock_first(home: &Home) {
    by(home, "lind", "2026-06-12", &["review", "sign", "2026"]);
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
    joint(home, "2026-12-01", &["adjust", "check", "A2", "partly", "Forgotten once"]);
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
    joint(home, "2028-03-01", &["pair", "edit", "--theme", "money=Money and growth"]);
    joint(home, "2028-03-01", &["pair", "edit", "--question", "money=What did we pay for?"]);
    by(home, "lind", "2028-03-10", &["o", "She asks what it costs", "-t", "money", "--praise", "--share"]);
    by(
        home,
        "holm",
        "2028-03-11",
        &["incident", "add", "Took it on himself", "--actor", "lind", "--positive", "--share"],
    );
    joint(home, "2028-04-01", &["review", "schedule", "--on", "2028-06-08", "--format", "golf18"]);
}

/// The three years up to the spring of the third.
fn three_years() -> Home {
    let home = first_year();
    hold_first(&home);
    lock_first(&home);
    second_year(&home);
    third_year(&home);
    home
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

    let words = ["review", "prepare", "2026"];
    home.run(words)
        .me("holm")
        .on("2026-06-01")
        .success()
        .contains("you are ready; Bo sees that")
        .contains("O3");
    let looked = home.run(words.iter().chain(&["--look"])).me("lind").on("2026-06-01").success();
    looked.contains("Anna is ready since today").lacks("NEVER-SHARED");
    let ready = &joint(&home, "2026-06-01", &["status"])["readiness"]["prepared"];
    assert_eq!(ready, &json!({"holm": "2026-06-01", "lind": null}));
    home.run(["status", "--lang", "da"])
        .on("2026-06-01")
        .success()
        .contains("Anna er forberedt, Bo er det ikke endnu");

    hold_first(&home);
    let waiting = home.run(["status"]).on("2026-06-12").success();
    waiting.contains("2026  waits for Bo's signature").lacks("waits for Anna's signature");
    assert_eq!(joint(&home, "2026-06-12", &["show", "2026"])["phase"], "held");
    lock_first(&home);
    assert_eq!(joint(&home, "2026-06-12", &["show", "2026"])["phase"], "locked");
    home.run(["status"]).on("2026-06-12").success().lacks("signature");
    home.run(["review", "move", "2026", "--on", "2026-06-30"]).on("2026-06-20").refused().notes("was held");
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
    hold_first(&home);
    lock_first(&home);
    second_year(&home);
    assert_eq!(
        agenda(&home, "2027-10-08", "2026"),
        programme,
        "the programme of a talk that was held stays as it was"
    );
    let talks = joint(&home, "2027-10-08", &["review", "list"]);
    let phases = [("2026", "locked"), ("2027", "cancelled"), ("2027b", "held"), ("2027c", "held")];
    assert_eq!(each(&talks["reviews"], "phase"), phases);
    home.run(["show", "2027"]).on("2027-10-08").success().contains("Bo is ill");
    home.run(["review", "agenda", "2027"]).on("2027-10-08").refused().notes("was cancelled");
    home.run(["review", "schedule", "--on", "2027-11-04"]).on("2027-10-08").refused().notes("--extra");

    // A1 was done by then; what still stood came first.
    let second = agenda(&home, "2027-06-10", "2027b");
    let done = joint(&home, "2027-06-11", &["show", "A1"]);
    assert_eq!((&done["status"], &done["checks"][0]["outcome"]), (&json!("done"), &json!("partly")));
    assert_eq!(first_handles(&second), &json!(["A2", "A3"]), "A1 was done; A3 lapsed at the talk");
    asks_anew(&programme, &second);
    let extra = agenda(&home, "2027-10-07", "2027c");
    assert_eq!(first_handles(&extra), &json!(["A2"]));
    asks_anew(&second, &extra);

    let list = |more: &[&str]| home.run([&["adjust", "list"], more].concat()).on("2027-10-08").success();
    list(&[]).contains("partly").notes("1 open").lacks("Figures two days before").lacks("the school plan");
    list(&["--all"]).contains("lapsed").contains("done").contains("Figures two days before");
    list(&["--all", "--lang", "da"]).contains("delvist").contains("bortfaldet").contains("afsluttet");
    let mut all = each(&joint(&home, "2027-10-08", &["adjust", "list", "--all"])["adjustments"], "status")
        .iter()
        .map(|(handle, status)| format!("{handle} {status}"))
        .collect::<Vec<_>>();
    all.sort();
    assert_eq!(all, ["A1 done", "A2 open", "A3 lapsed"]);
    home.run(["show", "A3"]).on("2027-10-08").success().contains("The plan was adopted");

    // Neither walk nor lunch had a game, so Bo is still owed the rematch; the extra talk is not the yearly one.
    assert_eq!(joint(&home, "2027-10-08", &["show", "2027c"])["extra"], true);
    let status = joint(&home, "2027-10-08", &["status"]);
    assert_eq!(
        (&status["rematch"], &status["tally"]),
        (&json!("lind"), &json!({"holm": 1, "lind": 0, "tie": 0}))
    );
    assert_eq!((&status["last"], &status["due"]), (&json!("2027-06-10"), &json!("2028-06-10")));
}

#[test]
fn an_incident_is_closed_by_one_and_then_by_both() {
    let home = three_years();
    let open = &joint(&home, "2028-03-12", &["trust"])["open"];
    assert_eq!((&open[0]["handle"], &open[0]["waits_for"]), (&json!("T1"), &json!(["lind"])));
    assert_eq!(by(&home, "lind", "2028-03-12", &["show", "T1"])["open"], true);
    home.run(["status"]).me("lind").on("2028-03-12").success().contains("kept; waits for Bo to close it");
    home.run(["incident", "close", "T1"]).me("holm").on("2028-03-12").refused().notes("closed T1 already");
    let waiting = agenda(&home, "2028-04-02", "2028").to_string();
    assert!(waiting.contains("Can we both put it behind us?"), "{waiting}");

    by(&home, "lind", "2028-05-01", &["incident", "close", "T1"]);
    let trust = joint(&home, "2028-05-01", &["trust"]);
    assert_eq!(trust["open"], json!([]));
    let told = [("T1", "repair"), ("T1", "repair"), ("T2", "positive"), ("T1", "closed")];
    assert_eq!(each(&trust["events"], "what"), told, "a step was taken on the day of the talk of 2027");
    home.run(["trust"]).lang("da").on("2028-05-01").success().contains("T1 lukket af begge");
    home.run(["status"]).on("2028-05-01").success().lacks("T1 ").contains("[x] breaches mended");
    assert!(!agenda(&home, "2028-05-01", "2028").to_string().contains("\"T1\""));
}

#[test]
fn the_third_programme_asks_what_the_pair_wants_to_be_asked() {
    let home = three_years();
    let programme = agenda(&home, "2028-04-02", "2028");
    assert_eq!(first_handles(&programme), &json!(["A2"]));
    asks_anew(&agenda(&home, "2028-04-02", "2027b"), &programme);
    asks_anew(&agenda(&home, "2028-04-02", "2027c"), &programme);
    let asked = asked(&programme);
    assert!(asked["\"others\""].contains("Who is missing at our table?"), "{asked:?}");
    assert!(asked["\"money\""].contains("What did we pay for?"), "{asked:?}");
    let themes = programme["themes"].as_array().expect("themes");
    assert!(themes.iter().any(|it| it["theme"] == "money" && it["praise"] == 1), "{themes:?}");
    let danish = home.run(["review", "agenda", "2028"]).lang("da").on("2028-04-02").success();
    danish.contains("A2: hvad blev der af den?").contains("What did we pay for?").lacks("NEVER-SHARED");
}

#[test]
fn the_winner_is_whom_the_two_name_and_the_tally_goes_on() {
    let home = three_years();
    let words = ["review", "record", "2028", "--score", "holm=90", "--score", "lind=95", "--won", "lind"];
    home.run(words).on("2028-06-08").success().contains("the revenge is Anna's");
    let status = joint(&home, "2028-06-09", &["status"]);
    assert_eq!(
        (&status["rematch"], &status["tally"]),
        (&json!("holm"), &json!({"holm": 1, "lind": 1, "tie": 0}))
    );
    home.run(["status"]).on("2028-06-09").success().contains("the revenge is Anna's; so far Anna 1, Bo 1");
    let rematch = "Anna har revanchen til gode; indtil nu Anna 1, Bo 1";
    home.run(["status"]).lang("da").on("2028-06-09").success().contains(rematch);
    let talks = home.run(["review", "list"]).on("2028-06-09").success();
    talks.contains("Anna 91, Bo 93, Anna won").contains("Anna 90, Bo 95, Bo won");
    joint(&home, "2028-06-09", &["review", "note", "2028", "The rematch is in May"]);
    assert_eq!(joint(&home, "2028-06-09", &["show", "2028"])["won"], "lind");
    home.run(["doctor"]).on("2028-06-09").success().contains("No problems");
}

#[test]
fn the_pair_ends_and_one_of_them_goes_on_with_somebody_else() {
    let home = three_years();
    let ended = by(&home, "lind", "2028-05-01", &["pair", "end", "--reason", "election"]);
    assert_eq!((&ended["lapsed"], &ended["cancelled"]), (&json!(["A2"]), &json!(["2028"])));
    assert_eq!((&ended["open"], &ended["unsigned"]), (&json!(["T1"]), &json!(["2027b", "2027c"])));
    assert_eq!(ended["end"], json!({"on": "2028-05-01", "reason": "election"}));
    assert_eq!(joint(&home, "2028-05-02", &["show", "A2"])["lapse"]["text"], "election");
    assert_eq!(joint(&home, "2028-05-02", &["show", "2028"])["reason"], "election");
    home.run(["status"]).on("2028-05-02").success().contains("the pair ended");
    for refused in [
        &["o", "Too late"][..],
        &["incident", "add", "Too late", "--actor", "lind"],
        &["adjust", "add", "Too late", "--owner", "both"],
        &["review", "schedule", "--on", "2028-06-08"],
    ] {
        home.run(refused).me("holm").on("2028-05-02").refused().notes("the pair ended");
    }
    home.run(["o", "For sent"]).me("holm").lang("da").on("2028-05-02").refused().notes("parret sluttede");
    home.run(["log"]).on("2028-05-02").success().contains("Two drafts went round").lacks("Too late");
    home.run(["log"]).me("holm").on("2028-05-02").success().contains("NEVER-SHARED");
    home.run(["log"]).me("lind").on("2028-05-02").success().lacks("NEVER-SHARED");
    // What only the two can settle can still be settled.
    by(&home, "lind", "2028-05-02", &["incident", "close", "T1"]);
    by(&home, "holm", "2028-05-02", &["review", "sign", "2027b"]);

    let new = ["pair", "add", "Bo Lind", "Carla Dam", "--kind", "mayor-ceo"];
    let said = home.run(new).on("2028-06-01").success();
    said.contains("lind-dam  ready").notes("Bo Lind is on record from another pair here");
    let run = |words: &[&str]| home.run(words).on("2028-06-02");
    // One pair is running, so it is meant; the record of the other stays with its two.
    let fresh = run(&["status"]).object();
    assert_eq!((&fresh["pair"], &fresh["last"]), (&json!("lind-dam"), &Value::Null));
    assert_eq!((&fresh["waits"], &fresh["rematch"], &fresh["tally"]), (&json!([]), &Value::Null, &json!({})));
    run(&["o", "She reads everything", "--share"]).me("lind").success().contains("O1  noted");
    for member in ["lind", "carla"] {
        let log = run(&["log", "--pair", "lind-dam"]).me(member).success();
        log.contains("She reads everything").lacks("Two drafts").lacks("school plan").lacks("2026");
    }
    assert_eq!(run(&["adjust", "list", "--all"]).object()["adjustments"], json!([]));
    run(&["show", "T1"]).me("carla").refused().lacks("Corrected");
    run(&["log", "--pair", "holm-lind"]).me("carla").refused().lacks("Two drafts");
    run(&["log", "--pair", "lind-dam"]).me("holm").refused().lacks("She reads");
    let old = run(&["log", "--pair", "holm-lind"]).me("lind").success();
    old.contains("Two drafts went round").lacks("She reads everything").lacks("NEVER-SHARED");
    run(&["show", "O1", "--pair", "holm-lind"]).success().contains("He asks before he decides");
    run(&["pair", "list"]).success().contains("ended 1 May").contains("lind-dam");
}

#[test]
fn one_undo_brings_an_ended_pair_back() {
    let home = three_years();
    let words =
        [&["adjust", "list"][..], &["review", "list"], &["pair", "show"], &["status", "--me", "lind"]];
    let told = |home: &Home| words.map(|words| home.run(words).on("2028-05-01").success().stdout);
    let before = told(&home);
    by(&home, "lind", "2028-05-01", &["pair", "end", "--reason", "election"]);
    let ended = told(&home);
    assert!(ended.iter().zip(&before).all(|(ended, before)| ended != before), "{ended:?}");

    let copy = home.copy();
    let undo = |words: &[&str]| copy.run(words).me("lind").on("2028-05-01").success();
    undo(&["undo", "--dry-run"]).contains("holm-lind  goes on again\n");
    undo(&["undo"])
        .contains("holm-lind  is running again\n")
        .contains("A2         has lost its lapse of today\n");
    assert_eq!(told(&copy), before);
    by(&copy, "holm", "2028-05-02", &["o", "Not too late"]);
    assert_eq!(told(&home), ended, "the copy went its own way");
    copy.run(["doctor"]).on("2028-05-02").success().contains("No problems");
}
