//! The log of trust, and what leads `status`: facts that both can read, and no score.

use crate::harness::Home;
use serde_json::json;

/// A year with a breach that is half mended, one by a third party that is closed, and checks.
fn a_year() -> Home {
    let home = Home::with_past();
    let incident = |day, words: &[&str]| home.did("holm", day, &[&["incident", "add"], words].concat());
    incident("2026-08-10", &["Took my delay on himself", "--actor", "lind", "--positive", "--share"]);
    incident("2027-01-19", &["Corrected in public", "--actor", "lind", "--severity", "breach", "--share"]);
    home.did("lind", "2027-01-26", &["incident", "step", "T2", "acknowledged", "I know"]);
    incident("2026-10-05", &["The draft got out", "--actor", "third", "--share"]);
    home.did("lind", "2026-10-06", &["incident", "step", "T3", "acknowledged", "He said so"]);
    for member in ["holm", "lind"] {
        home.did(member, "2026-10-07", &["incident", "close", "T3", "--reason", "He has left"]);
    }
    home.run(["adjust", "add", "Figures in time", "--owner", "lind"]).on("2026-06-01").success();
    home.run(["adjust", "add", "One voice", "--owner", "both", "--rule"]).on("2026-06-01").success();
    home.run(["adjust", "check", "A1", "partly"]).on("2026-09-01").success();
    home.run(["adjust", "check", "A2", "kept"]).on("2026-09-01").success();
    home.run(["adjust", "check", "A1", "missed"]).on("2026-12-01").success();
    home.did("lind", "2027-02-01", &["incident", "add", "NEVER-SHARED", "--actor", "holm"]);
    home
}

#[test]
fn trust_is_told_by_month_and_direction_without_a_score() {
    let home = a_year();
    let said = home.run(["trust"]).success();
    let expected = "\
The log of trust since Thursday 28 May 2026; shared things only
              May  Jun  Jul  Aug  Sep  Oct  Nov  Dec  Jan  Feb  Mar
about Bo      .    .    .    +    o+   .    .    -    !~   .    .    T2 open: 1 of 3 steps
about Anna    .    .    .    .    +    .    .    .    .    .    .
about others  .    .    .    .    .    !~~  .    .    .    .    .
  open          T2 breach of Tuesday 19 January; \"agreed\" waits for either, since Tuesday 26 January
  about Bo      10 Aug  T1 positive
                1 Sep   A1 partly; A2 kept
                1 Dec   A1 missed
                19 Jan  T2 breach
                26 Jan  T2 acknowledged
  about Anna    1 Sep   A2 kept
  about others  5 Oct   T3 scratch
                6 Oct   T3 acknowledged
                7 Oct   T3 closed by both
";
    assert_eq!(said.stdout, expected);
    for member in ["holm", "lind"] {
        assert_eq!(home.run(["trust"]).me(member).success().stdout, expected, "it counts what both can read");
    }
    home.run(["trust"])
        .lang("da")
        .success()
        .contains("om Bo ")
        .contains("T2 åben: 1 af 3 skridt")
        .lacks("NEVER");

    let log = home.run(["trust"]).object();
    assert_eq!((&log["since"], &log["too_few"]), (&json!("2026-05-28"), &json!(false)));
    let open = &log["open"][0];
    assert_eq!(
        (&open["handle"], &open["next"], &open["waits_for"]),
        (&json!("T2"), &json!("agreed"), &json!([]))
    );
    let events = log["events"].as_array().expect("events");
    let of = |what: &str| events.iter().filter(|it| it["what"] == what).count();
    let counted = ["positive", "negative", "repair", "closed", "kept", "partly", "missed"].map(of);
    assert_eq!(counted, [1, 2, 2, 1, 1, 1, 1]);
    assert!(!log.to_string().contains("NEVER-SHARED") && !log.to_string().contains("score"));
}

#[test]
fn few_entries_are_listed_and_said_to_be_too_few() {
    let home = Home::with_past();
    home.run(["trust"]).success().stdout("Nothing is shared in the log of trust yet.\n");
    home.did("holm", "2027-01-19", &["incident", "add", "Took the call", "--actor", "lind", "--positive"]);
    home.run(["trust"]).me("holm").success().stdout("Nothing is shared in the log of trust yet.\n");
    home.did("holm", "2027-01-20", &["share", "T1"]);
    home.run(["trust"])
        .success()
        .stdout("Too few entries for a picture: 1 about Bo, 0 about Anna\n  about Bo  19 Jan  T1 positive\n");
    assert_eq!(home.run(["trust"]).object()["too_few"], true);
    // What was looked at on the day of the last talk begins it; what was before does not count.
    home.run(["adjust", "add", "Figures in time", "--owner", "lind"]).on("2026-05-20").success();
    home.run(["adjust", "check", "A1", "partly", "--on", "2026-05-28"]).success();
    home.run(["adjust", "check", "A1", "kept", "--on", "2026-05-27"]).success();
    home.run(["trust"])
        .success()
        .contains("about Bo  28 May  A1 partly\n            19 Jan  T1 positive")
        .lacks("kept;");
}

#[test]
fn a_serious_breach_leads_status_until_both_have_closed_it() {
    let home = a_year();
    home.did(
        "holm",
        "2027-02-20",
        &["incident", "add", "Lied to the board", "--actor", "lind", "--severity", "serious"],
    );
    let first = |member: &str| {
        let said = home.run(["status"]).me(member).success().stdout;
        said.lines().nth(1).expect("a second line").to_owned()
    };
    assert!(
        first("holm").starts_with("Serious     T5  a serious breach that only you can read"),
        "{}",
        first("holm")
    );
    assert!(first("lind").starts_with("The talk"), "nobody is told of what is not shared");
    home.did("holm", "2027-02-21", &["share", "T5"]);
    assert!(first("lind").starts_with("Serious     T5  serious breach: \"acknowledged\" waits for Bo"));
    for member in ["holm", "lind"] {
        home.did(member, "2027-03-01", &["incident", "close", "T5", "--reason", "It was a misunderstanding"]);
        assert_eq!(first("lind").starts_with("Serious"), member == "holm", "closed by one is still open");
    }
}

#[test]
fn status_never_exceeds_a_screen() {
    let home = a_year();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "golf18"]).success();
    for number in 0..30 {
        let text = format!("What about {number}?");
        home.did("lind", "2027-02-01", &["o", &text, "-t", "roles", "--puzzle", "--share"]);
    }
    for member in ["holm", "lind"] {
        for language in ["en", "da"] {
            let said = home.run(["status"]).me(member).lang(language).env("COLUMNS", "80").success().stdout;
            let lines = said.lines().count();
            assert!(lines <= 24, "{lines} lines\n{said}");
            if member == "holm" {
                assert!(lines >= 22, "{lines} lines\n{said}");
            }
        }
    }
    home.run(["status"]).me("holm").success().contains(" more: O");
    let waits = home.run(["status"]).me("holm").object()["waits"].as_array().map(Vec::len);
    assert!(waits.is_some_and(|waits| waits > 30));
}

#[test]
fn the_rematch_stays_until_it_is_played() {
    let home = Home::with_pair();
    let talk = |year: i32, words: &[&str]| {
        let day = format!("{year}-05-20");
        let set = ["review", "schedule", "--on", &day, "--format", "golf18", "--force"];
        home.run(set).on(&day).success();
        let name = year.to_string();
        home.run([&["review", "record", &name], words].concat()).on(&day).success();
    };
    let status = |year: i32| home.run(["status"]).on(&format!("{year}-05-21")).object();
    talk(2026, &["--score", "holm=91", "--score", "lind=93"]);
    assert_eq!((&status(2026)["rematch"], &status(2026)["tally"]["holm"]), (&json!("lind"), &json!(1)));
    // A talk without a game leaves it where it was.
    talk(2027, &[]);
    assert_eq!(status(2027)["rematch"], "lind");
    // With a handicap the winner may have more strokes.
    talk(2028, &["--score", "holm=91", "--score", "lind=93", "--won", "lind"]);
    assert_eq!(status(2028)["rematch"], "holm");
    talk(2029, &["--won", "tie"]);
    assert_eq!(status(2029)["rematch"], "both");
    assert_eq!(status(2029)["tally"], json!({"holm": 1, "lind": 1, "tie": 1}));
    home.run(["status"])
        .on("2029-05-21")
        .success()
        .contains("Rematch     a tie: you are both owed a revenge; so far Anna 1, Bo 1, 1 tie");
    home.run(["review", "list"]).success().contains("Anna 91, Bo 93, Bo won");
}
