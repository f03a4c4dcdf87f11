//! The words of the command line, as checks and scripts rely on them.

use crate::harness::Home;
use serde_json::Value;

/// A year with something of everything, up to a signed talk.
fn year() -> Home {
    let home = Home::with_pair();
    let a = |words: &[&str]| _ = home.run(words).me("holm").success();
    let b = |words: &[&str]| _ = home.run(words).me("lind").success();
    a(&["o", "Bo let three directors answer before he did", "-t", "roles", "--puzzle", "--share"]);
    b(&["answer", "O1", "I want them to own it"]);
    b(&["o", "private to Bo"]);
    a(&[
        "incident",
        "add",
        "corrected in public",
        "--actor",
        "lind",
        "--severity",
        "breach",
        "--public",
        "--share",
    ]);
    b(&["incident", "reply", "T1", "the figure was wrong"]);
    b(&["incident", "step", "T1", "acknowledged", "I should have waited"]);
    a(&[
        "adjust",
        "add",
        "figures two days before",
        "--owner",
        "lind",
        "--until",
        "2027-06-01",
        "--from",
        "O1",
    ]);
    a(&["adjust", "check", "A1", "partly", "twice of three"]);
    a(&["review", "schedule", "--on", "2027-03-03", "--at", "9:00", "--format", "walk"]);
    a(&["review", "note", "2027", "said", "-t", "roles"]);
    home
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[track_caller]
fn has(value: &Value, wanted: &[&str]) {
    let keys = keys(value);
    for key in wanted {
        assert!(keys.contains(key), "{key} is missing from {value}");
    }
}

const ENTRY: [&str; 9] = ["handle", "id", "kind", "date", "by", "theme", "tone", "text", "shared"];

#[test]
fn an_entry_has_the_keys_that_were_promised() {
    let home = year();
    let shown = |handle: &str| home.run(["show", handle]).me("holm").json().success().json();
    let observation = shown("o1");
    has(&observation, &ENTRY);
    has(&observation, &["about", "effect", "setting", "channel", "tags", "answer"]);
    assert_eq!(observation["handle"], "O1");
    assert_eq!(observation["by"], "holm");
    assert_eq!(observation["tone"], "puzzle");
    assert_eq!(observation["shared"], true);
    assert_eq!(observation["answer"]["text"], "I want them to own it");
    assert_eq!(observation["answer"]["handle"], "O1.1");
    let incident = shown("T1");
    has(&incident, &ENTRY);
    assert_eq!(incident["severity"], "breach");
    assert_eq!(incident["steps"][0]["step"], "acknowledged");
    assert_eq!(incident["next_step"], "agreed");
    assert_eq!(incident["waits_for"], Value::Null);
    let adjustment = shown("A1");
    has(&adjustment, &ENTRY);
    has(&adjustment, &["owner", "until", "status", "checks", "planned", "from"]);
    assert_eq!(adjustment["checks"][0]["outcome"], "partly");
    assert_eq!(adjustment["until"], "2027-06-01");
    assert_eq!(adjustment["from"][0], "O1");
    let review = shown("2027");
    has(&review, &ENTRY);
    assert_eq!(review["notes"][0]["theme"], "roles");
}

#[test]
fn lists_stand_under_their_names() {
    let home = year();
    let list = |words: &[&str]| home.run(words).me("holm").json().success().json();
    let log = list(&["log", "--limit", "1"]);
    assert_eq!(log["entries"].as_array().map(Vec::len), Some(1));
    assert_eq!(log["more"], true);
    assert_eq!(list(&["log"])["more"], false);
    assert_eq!(list(&["log", "--kind", "iagttagelse"])["entries"][0]["kind"], "observation");
    has(&list(&["adjust", "list"])["adjustments"][0], &["handle", "owner", "until", "status"]);
    assert_eq!(list(&["incident", "list"])["incidents"][0]["handle"], "T1");
    assert_eq!(list(&["review", "list"])["reviews"][0]["handle"], "2027");
    assert_eq!(list(&["pair", "list"])["pairs"][0]["key"], "holm-lind");
    has(&list(&["history"])["commands"][0], &["command", "at", "by", "handles"]);
    let agenda = list(&["review", "agenda", "2027"]);
    has(&agenda, &["review", "format", "blocks"]);
    has(&agenda["blocks"][0], &["start", "minutes", "temper", "themes", "prompts"]);
    let minutes: u64 = agenda["blocks"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|block| block["minutes"].as_u64())
        .sum();
    assert_eq!(minutes, 180);
}

/// Lines of every command, some that are done and some that are refused, and their exit codes.
const LINES: [(&[&str], i32); 77] = [
    (&[], 0),
    (&["status"], 0),
    (&["log"], 0),
    (&["log", "--kind", "observation", "--limit", "3"], 0),
    (&["log", "--limit", "0"], 1),
    (&["log", "--kind", "nonsense"], 1),
    (&["show", "O1"], 0),
    (&["show", "O99"], 1),
    (&["show", "nonsense"], 1),
    (&["show"], 2),
    (&["observe", "one more", "--on", "yesterday"], 0),
    (&["o", "one more", "--on", "i går", "-t", "kemi", "--about", "os"], 0),
    (&["o", "one more", "--on", "2027-02-30"], 1),
    (&["o", "one more", "--on", "tomorrow"], 1),
    (&["o", "one more", "-t", "nonsense"], 1),
    (&["o", ""], 1),
    (&["o"], 2),
    (&["o", "x", "--praise", "--puzzle"], 2),
    (&["o", "x", "--nonsense"], 2),
    (&["share", "O3", "O4"], 0),
    (&["share", "O3"], 1),
    (&["share"], 2),
    (&["share", "--all"], 0),
    (&["withdraw", "O3"], 0),
    (&["withdraw", "O3"], 1),
    (&["answer", "O1", "not mine to give"], 1),
    (&["incident", "add", "x", "--actor", "tredje", "--severity", "ridse"], 0),
    (&["incident", "add", "x"], 2),
    (&["incident", "add", "x", "--actor", "third", "--positive", "--severity", "breach"], 2),
    (&["incident", "reply", "T1", "not mine to give"], 1),
    (&["incident", "step", "T1", "holdt", "too early"], 1),
    (&["incident", "step", "T1", "aftalt", "a note"], 0),
    (&["incident", "close", "T1"], 1),
    (&["incident", "close", "T1", "--reason", "enough"], 0),
    (&["incident", "reopen", "T1"], 0),
    (&["incident", "list"], 0),
    (&["incident"], 2),
    (&["adjust", "add", "x", "--owner", "begge", "--rule"], 0),
    (&["adjust", "add", "x"], 2),
    (&["adjust", "check", "A2", "holdt"], 0),
    (&["adjust", "lapse", "A2", "no longer"], 0),
    (&["adjust", "lapse", "A2"], 1),
    (&["adjust", "list", "--due"], 0),
    (&["edit", "O4", "--effect", "it stung"], 0),
    (&["edit", "O4", "--owner", "both"], 1),
    (&["edit", "O4"], 2),
    (&["delete", "O4"], 0),
    (&["erase", "O4"], 1),
    (&["erase", "O4", "--yes"], 0),
    (&["review", "schedule", "--on", "2027-08-01"], 1),
    (&["review", "schedule", "--on", "2027-08-01", "--extra", "--where", "Nordskov"], 0),
    (&["review", "list"], 0),
    (&["review", "agenda", "2027b"], 0),
    (&["review", "sign", "2027"], 1),
    (&["review", "record", "2027", "--score", "holm=92", "--score", "lind=88"], 0),
    (&["review", "record", "2027", "--score", "holm"], 1),
    (&["review", "sign", "2027"], 0),
    (&["review", "amend", "2027", "too early"], 1),
    (&["handout", "brief", "2027", "-o", "b.pdf"], 0),
    (&["handout", "brief", "2027", "--redact", "--paper", "letter", "-o", "b.pdf"], 0),
    (&["handout", "brief", "--paper", "a3"], 1),
    (&["handout", "brief", "--nonsense"], 2),
    (&["handout", "summary", "-o", "x.pdf"], 0),
    (&["handout", "summary", "--paper", "a3"], 1),
    (&["nonsense"], 2),
    (&["pair", "edit", "--interval", "0"], 1),
    (&["pair", "edit", "--interval", "12"], 0),
    (&["pair", "edit"], 2),
    (&["init"], 1),
    (&["config", "list"], 0),
    (&["config", "get", "paper"], 0),
    (&["config", "get", "nonsense"], 1),
    (&["config", "set", "log.limit", "30"], 0),
    (&["config", "set", "log.limit", "0"], 1),
    (&["config", "set", "log.limit"], 2),
    (&["config", "unset", "log.limit"], 0),
    (&["config"], 2),
];

#[test]
fn every_command_answers_programs_with_one_object_and_the_right_exit_code() {
    let home = year();
    for (words, status) in LINES {
        let said = home.run(words).me("holm").json().said();
        assert_eq!(said.status, status, "{words:?}: {}{}", said.stdout, said.stderr);
        if status == 0 {
            said.json();
            assert_eq!(said.stderr, "", "{words:?}");
        } else {
            assert_eq!(said.stdout, "", "{words:?}");
            let error: Value = serde_json::from_str(&said.stderr).expect("one JSON object");
            assert_eq!(keys(&error["error"]), ["code", "hint", "message"], "{words:?}");
        }
    }
    for words in [&["undo"][..], &["redo"], &["history"], &["doctor"], &["pair", "show"], &["help", "log"]] {
        home.run(words).me("holm").json().success().json();
    }
    home.run(["demo", "shown"]).json().success().json();
    home.run(["pair", "end", "--reason", "election"]).json().success().json();
}

#[test]
fn people_are_told_the_same_without_colour_when_nobody_looks() {
    let home = year();
    for (words, status) in LINES {
        let said = home.run(words).me("holm").said();
        assert_eq!(said.status, status, "{words:?}: {}{}", said.stdout, said.stderr);
        assert!(!said.stdout.contains('\u{1b}') && !said.stderr.contains('\u{1b}'), "{words:?}");
        assert_eq!(said.stdout.is_empty(), status != 0, "{words:?}");
        if status != 0 {
            assert!(said.stderr.starts_with("error: "), "{words:?}: {}", said.stderr);
        }
    }
}

#[test]
fn colour_can_be_forced_and_forbidden() {
    let home = year();
    home.run(["log", "--color", "always"]).success().contains("\u{1b}[36mO1\u{1b}[0m");
    home.run(["log", "--color", "never"]).success().lacks("\u{1b}");
    home.run(["log", "--color", "sometimes"]).refused().notes("auto, always or never");
}

#[test]
fn an_absent_usual_database_is_an_empty_answer_and_nothing_to_write_in() {
    let home = Home::new();
    for words in [
        &[][..],
        &["status"],
        &["log"],
        &["history"],
        &["adjust", "list"],
        &["incident", "list"],
        &["pair", "list"],
        &["review", "list"],
    ] {
        home.run(words).success().contains("No pair here yet.");
        home.run(words).json().success().json();
    }
    home.run(["o", "x"]).me("a").refused().notes("makkerpar pair add");
    home.run(["log", "--db", "named.db"]).refused().notes("no database at named.db");
    assert!(!home.database().exists() && !home.path("named.db").exists());
}

#[test]
fn flags_stand_anywhere_and_members_are_named_by_any_part() {
    let home = Home::new();
    home.run(["pair", "add", "Åse Nygård", "Jens Sørensen", "--kind", "founders"])
        .success()
        .contains("nygaard");
    for member in ["a", "A", "nygaard", "nygård", "Åse", "aase", "NYG"] {
        home.run(["--me", member, "--json", "o", "x"]).success().contains("\"by\":\"nygaard\"");
        home.run(["o", "x", "--by", member, "--json"]).success().contains("\"by\":\"nygaard\"");
        home.run(["o", "x", "--json"]).env("MAKKERPAR_ME", member).success().contains("\"by\":\"nygaard\"");
    }
    home.run(["o", "x", "--me", "e"]).refused().notes("nygaard or soerensen");
    home.run(["o", "x"]).refused().notes("nobody said whose");
}

#[test]
fn texts_come_from_standard_input_as_they_are() {
    let home = Home::with_pair();
    let text = "Line one\nline \"two\" with æøå, Łukasz, Ελένη and 🙂\n\nline four";
    home.run(["o", "-"]).me("holm").stdin(format!("{text}\r\n")).success();
    let shown = home.run(["show", "O1"]).me("holm").json().success().json();
    assert_eq!(shown["text"], text);
    home.run(["o", "-"]).me("holm").stdin([0xff, 0xfe]).refused().notes("UTF-8");
    home.run(["o", "-"]).me("holm").stdin("  \n").refused().notes("the text is empty");
    home.run(["o", "-"]).me("holm").stdin("x".repeat(100_001)).refused().notes("at most 100000");
}

#[test]
fn texts_cannot_command_the_terminal() {
    let home = Home::with_pair();
    home.run(["o", "red \u{1b}[31m and \u{202e}reversed\nsecond line", "--tag", "plain"])
        .me("holm")
        .success();
    for words in [&["log"][..], &["show", "O1"]] {
        home.run(words)
            .me("holm")
            .success()
            .contains("red \\x1b[31m and \\u{202e}reversed")
            .lacks("\u{1b}")
            .lacks("\u{202e}");
    }
    home.run(["log"]).me("holm").success().contains("reversed⏎second line");
    home.run(["log"]).me("holm").env("LANG", "C").success().contains("reversed\\nsecond line");
}

#[test]
fn the_line_is_corrected_in_the_users_language() {
    let home = Home::new();
    home.run(["statsu"])
        .misused()
        .stderr("error: there is no command “statsu”\nhint: status? otherwise makkerpar help\n");
    home.run(["statsu", "--lang", "da"]).misused().notes("fejl: der er ingen kommando »statsu«");
    home.run(["status", "--lang", "tlh"]).refused().notes("en or da");
    home.run(["status"]).env("LANG", "da_DK.UTF-8").success().stdout("Her er intet par endnu.\n");
    home.run(["status"]).env("MAKKERPAR_LANG", "da").success().stdout("Her er intet par endnu.\n");
    home.run(["status"]).env("MAKKERPAR_NOW", "soon").refused().notes("MAKKERPAR_NOW");
}

#[test]
fn a_person_of_two_pairs_is_one_person_and_the_pair_must_be_named() {
    let home = Home::with_pair();
    home.run(["pair", "add", "Bo Lind", "Carl Åberg", "--kind", "udvalg"])
        .success()
        .notes("Bo Lind is on record from another pair here");
    home.run(["log"]).refused().notes("--pair with one of holm-lind and lind-aaberg");
    home.run(["o", "x", "--me", "bo", "--pair", "aaberg"]).success().contains("O1");
    home.run(["o", "x", "--me", "bo"]).env("MAKKERPAR_PAIR", "holm-lind").success().contains("O1");
    home.run(["pair", "end", "--reason", "election", "--pair", "holm"]).success();
    home.run(["log", "--me", "bo"]).success().contains("O1");
    home.run(["o", "x", "--me", "bo", "--pair", "holm"]).refused().notes("the pair ended");
}

#[test]
fn the_demo_stands_in_its_folder_and_its_next_steps_work() {
    for (language, now) in [("en", "2027-03-03"), ("da", "2027-03-03"), ("en", "2026-11-26")] {
        let mut home = Home::new();
        home.set_clock(now);
        let demo = home.run(["demo", "shown", "--lang", language]).json().success().json();
        for line in demo["next"].as_array().expect("a list") {
            let words = line.as_str().expect("a line").split_whitespace().skip(1);
            home.run(words).success();
        }
        let log = home.run(["log", "--limit", "999", "--db", "shown/makkerpar.db"]).json().success().json();
        assert!(log["entries"].as_array().expect("a list").len() >= 24);
        home.run(["doctor", "--db", "shown/makkerpar.db"]).success();
        for file in ["summary", "calendar"] {
            assert!(home.path(demo[file].as_str().expect("a file")).exists(), "{file}");
        }
        home.run(["demo", "shown"]).refused().notes("makkerpar demo shown-2");
        assert!(!home.database().exists(), "the demo is not the user's own record");
    }
}

#[test]
fn help_is_there_for_every_command_in_both_languages() {
    let home = Home::new();
    for words in [
        "",
        "observe",
        "o",
        "incident",
        "incident step",
        "adjust add",
        "review record",
        "handout brief",
        "handout summary",
        "pair add",
        "undo",
    ] {
        for language in ["en", "da"] {
            let line = words.split_whitespace().chain(["--help", "--lang", language]);
            let said = home.run(line).success().contains("makkerpar");
            assert!(said.stdout.lines().all(|line| line.chars().count() <= 110), "{words}");
            home.run(["help", "--lang", language].into_iter().chain(words.split_whitespace())).success();
        }
    }
    home.run(["--version"]).success().contains(env!("CARGO_PKG_VERSION"));
    home.run(["help", "nonsense"]).misused();
}
