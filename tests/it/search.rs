//! Finding words in the record, and narrowing lists of it.

use crate::harness::{Home, Said};
use serde_json::Value;

/// A record with words in every place that has any.
fn record() -> Home {
    let home = Home::with_pair();
    let a = |day: &str, words: &[&str]| home.did("holm", day, words);
    let b = |day: &str, words: &[&str]| home.did("lind", day, words);
    a("2026-05-01", &["o", "Vi åbnede årsbudgettet for tidligt", "-t", "roles", "--friction", "--share"]);
    b("2026-06-01", &["answer", "O1", "Jeg ville have fred til sommer"]);
    a(
        "2026-07-01",
        &["o", "Two drafts of the budget", "--effect", "confusion in the hall", "--tag", "papir"],
    );
    b("2026-08-01", &["o", "BUDGET", "--about", "us", "--praise", "--setting", "in the car", "--share"]);
    b("2026-09-01", &["o", "Secret of Bo's: budget", "--puzzle"]);
    a(
        "2026-10-01",
        &[
            "incident",
            "add",
            "Corrected in the hall",
            "--actor",
            "lind",
            "-t",
            "others",
            "--tag",
            "#Public Row",
            "--share",
        ],
    );
    b("2026-10-02", &["incident", "reply", "T1", "The figure was wrong"]);
    b("2026-10-03", &["incident", "step", "T1", "acknowledged", "I should have sent a note"]);
    a(
        "2026-11-01",
        &["adjust", "add", "Figures two days before", "--owner", "lind", "--question", "Did they come?"],
    );
    a("2026-11-20", &["adjust", "check", "A1", "partly", "twice of three"]);
    a("2027-02-01", &["review", "schedule", "--on", "2027-05-20", "--format", "walk", "--where", "Søsiden"]);
    home.run(["review", "note", "2027", "We laughed at the seagull"]).me("holm").success();
    home
}

fn handles(said: &Value) -> Vec<&str> {
    let entries = said["entries"].as_array().expect("a list");
    entries.iter().map(|entry| entry["handle"].as_str().expect("a handle")).collect()
}

#[track_caller]
fn finds(home: &Home, me: &str, words: &[&str], expected: &[&str]) {
    let answer = home.run([&["search"], words].concat()).me(me).object();
    assert_eq!(handles(&answer), expected, "{words:?}");
}

#[test]
fn words_are_found_wherever_they_stand() {
    let home = record();
    for (words, expected) in [
        (&["budget"][..], &["O3", "O2", "O1"][..]),
        (&["aarsbudget"], &["O1"]),
        (&["ÅRSBUDGET"], &["O1"]),
        (&["fred", "budget"], &["O1"]),
        (&["fred til"], &["O1"]),
        (&["til fred"], &[]),
        (&["confusion"], &["O2"]),
        (&["car"], &["O3"]),
        (&["papir"], &["O2"]),
        (&["public row"], &["T1"]),
        (&["hall"], &["T1", "O2"]),
        (&["figure"], &["A1", "T1"]),
        (&["note"], &["T1"]),
        (&["did they come?"], &["A1"]),
        (&["thrice"], &[]),
        (&["twice"], &["A1"]),
        (&["søs"], &["2027"]),
        (&["seagull"], &["2027"]),
        (&["of"], &["A1", "O2"]),
        (&["budget", "-two"], &["O3", "O1"]),
        (&["budget", "-two drafts", "--limit", "9"], &["O3", "O1"]),
        (&["\"two drafts\" budget"], &["O2"]),
        (&["-two", "budget", "-t", "roles"], &["O1"]),
        (&["budget", "--best"], &["O3", "O2", "O1"]),
        (&["budget", "--by", "lind"], &["O3"]),
        (&["budget", "--until", "2026-07-15"], &["O2", "O1"]),
    ] {
        finds(&home, "holm", words, expected);
    }
    // After -- there are only words.
    let line = ["--me", "holm", "search", "--json", "budget", "--", "-two", "-q", "--by"];
    assert_eq!(handles(&home.run(line).success().json()), ["O3", "O1"]);
}

#[test]
fn what_is_private_is_found_by_its_author_alone() {
    let home = record();
    finds(&home, "lind", &["secret"], &["O4"]);
    finds(&home, "holm", &["secret"], &[]);
    finds(&home, "lind", &["budget"], &["O4", "O3", "O1"]);
    finds(&home, "lind", &["confusion"], &[]);
    let nobody = home.run(["search", "budget", "--json"]).success().json();
    assert_eq!(handles(&nobody), ["O3", "O1"]);
    home.did("lind", "2027-03-03", &["share", "O4"]);
    finds(&home, "holm", &["secret"], &["O4"]);
    home.did("lind", "2027-03-03", &["withdraw", "O4"]);
    finds(&home, "holm", &["secret"], &[]);
}

#[test]
fn what_was_changed_or_taken_away_is_found_as_it_stands() {
    let home = record();
    let now = "2027-03-03";
    home.did("holm", now, &["edit", "O2", "--text", "Two drafts of the wheel", "--on", "2026-01-01"]);
    finds(&home, "holm", &["budget"], &["O3", "O1"]);
    finds(&home, "holm", &["wheel", "confusion"], &["O2"]);
    finds(&home, "holm", &["two"], &["A1", "O2"]);
    home.did("holm", now, &["undo"]);
    finds(&home, "holm", &["budget"], &["O3", "O2", "O1"]);
    home.did("holm", now, &["delete", "O2"]);
    finds(&home, "holm", &["confusion"], &[]);
    home.did("holm", now, &["undo"]);
    finds(&home, "holm", &["confusion"], &["O2"]);
    home.did("holm", now, &["erase", "O2", "--yes"]);
    finds(&home, "holm", &["confusion"], &[]);
    finds(&home, "holm", &["papir"], &[]);
    home.run(["doctor"]).success();
}

#[test]
fn nothing_found_is_an_answer_and_nothing_sought_is_none() {
    let home = record();
    home.run(["search", "zebra"]).me("holm").success().stdout("No entry that you can read has it.\n");
    home.run(["search", "zebra", "-t", "roles", "--by", "b"])
        .me("holm")
        .success()
        .stdout("No entry that you can read has it with --by lind --theme roles.\n");
    home.run(["search", "zebra"]).me("holm").lang("da").success().contains("Ingen optegnelse");
    assert_eq!(home.run(["search", "-zebra"]).json().refused().code(), "nothing-sought");
    assert_eq!(home.run(["search", " "]).json().refused().code(), "nothing-sought");
    home.run(["search", "-a", "-b"]).refused().notes("hint: makkerpar search");
    home.run(["search"]).misused();
    home.run(["search", "a", "--nonsense"]).misused().notes("--nonsense");
    assert_eq!(Home::new().run(["search", "a"]).object()["entries"], serde_json::json!([]));
}

#[test]
fn whatever_is_typed_is_words_and_never_a_query() {
    let home = record();
    for typed in [
        "\"",
        "\"\"\"",
        "*",
        "budget*",
        "NEAR(a b)",
        "NEAR/2",
        "-",
        "--",
        "a:b",
        "words:budget",
        ":",
        "^a",
        "a AND",
        "OR",
        "NOT b",
        "{",
        "}",
        "(",
        ")",
        "'",
        "''",
        ";",
        "--db",
        "🙂",
        "👩‍👩‍👧",
        "é\u{301}",
        "\u{202e}",
        "%",
        "_",
        "\\",
        "a\tb",
        "åæø",
        "\u{1}\u{7f}",
        "budget\" OR \"fred",
        "') --",
        "drop table entry",
        "letters",
        "\u{feff}",
        "\u{2212}",
        "”",
        "»",
    ] {
        for words in [&[typed][..], &[typed, "budget"], &["budget", typed], &["abc", typed, "-xyz"]] {
            let line = [&["search", "--json", "--"], words].concat();
            let said = home.run(line).me("holm").said();
            assert!(
                said.status == 0 || said.status == 1 && said.code() == "nothing-sought",
                "{typed:?}: {said:?}"
            );
        }
    }
    finds(&home, "holm", &["budget\" OR \"fred"], &[]);
    home.run(["doctor"]).success();
}

#[test]
fn lists_are_narrowed_by_the_same_flags() {
    let home = record();
    let log = |words: &[&str]| home.run([&["log"], words].concat()).me("holm").object();
    for (words, expected) in [
        (&["--kind", "incident"][..], &["T1"][..]),
        (&["--kind", "tillids"], &["T1"]),
        (&["--kind", "samtale"], &["2027"]),
        (&["--by", "lind"], &["O3"]),
        (&["--by", "a", "--kind", "obs"], &["O2", "O1"]),
        (&["--theme", "andre"], &["T1"]),
        (&["-t", "roles"], &["O1"]),
        (&["--tone", "ros"], &["O3"]),
        (&["--tone", "friction"], &["O1"]),
        (&["--about", "us"], &["O3"]),
        (&["--about", "makker"], &["O2", "O1"]),
        (&["--tag", "Papir"], &["O2"]),
        (&["--tag", "#public row"], &["T1"]),
        (&["--tag", "public"], &[]),
        (&["--since", "2026-08-01"], &["A1", "T1", "O3"]),
        (&["--until", "2026-08-01", "--kind", "observation"], &["O3", "O2", "O1"]),
        (&["--since", "2026-08-01", "--until", "2026-08-01"], &["O3"]),
        (&["--year", "2026"], &["A1", "T1", "O3", "O2", "O1"]),
        (&["--year", "2027"], &["2027"]),
        (&["--year", "2025"], &[]),
        (&["--year", "2026", "--since", "2026-10-01"], &["A1", "T1"]),
        (&["--until", "2027-12-31", "--limit", "1"], &["2027"]),
        (&[], &["A1", "T1", "O3", "O2", "O1"]),
    ] {
        assert_eq!(handles(&log(words)), expected, "{words:?}");
    }
    let refused = home.run(["log", "--since", "2026-08-02", "--until", "2026-08-01", "--json"]).refused();
    assert_eq!(refused.code(), "no-days-left");
    assert_eq!(
        home.run(["search", "x", "--year", "2026", "--since", "2027-01-01", "--json"]).refused().code(),
        "no-days-left"
    );
    assert_eq!(home.run(["log", "--kind", "xyz", "--json"]).refused().code(), "unknown-value");
    home.run(["log", "--tag", "none such"])
        .me("holm")
        .success()
        .stdout("Nothing on record that you can read with --tag 'none such'.\n");
}

#[test]
fn a_list_says_what_is_left_and_how_to_see_it() {
    let home = record();
    home.run(["log", "--limit", "2"]).me("holm").success().stderr("3 older: makkerpar log --limit 4\n");
    home.run(["log", "--limit", "1", "--kind", "observation"])
        .me("holm")
        .success()
        .stderr("2 older: makkerpar log --limit 2 --kind observation\n");
    home.run(["log", "--limit", "4"])
        .me("holm")
        .lang("da")
        .success()
        .stderr("1 ældre: makkerpar log --limit 8\n");
    let more = |words: &[&str]| home.run(words).me("holm").object()["more"].clone();
    assert_eq!(more(&["log", "--limit", "4"]), true);
    assert_eq!(more(&["log", "--limit", "5"]), false);
    assert_eq!(more(&["search", "budget", "--limit", "2"]), true);
    assert_eq!(more(&["search", "budget", "--limit", "3"]), false);
    let said: Said = home.run(["search", "budget", "--limit", "2"]).me("holm").success();
    assert_eq!(said.stderr, "2 entries\nThere are more: --limit 4\n");
    assert!(!said.stdout.contains('['), "{}", said.stdout);
}

#[test]
fn what_somebody_else_said_is_shown_with_their_name() {
    let home = record();
    home.run(["search", "sommer"]).me("holm").success().contains("Bo: Jeg ville have fred til sommer");
    home.run(["search", "confusion"]).me("holm").success().contains("effect: confusion in the hall");
    home.run(["search", "søsiden"]).lang("da").success().contains("hvor: Søsiden");
    let coloured = home.run(["search", "sommer", "--color", "always"]).me("holm").success();
    assert!(coloured.stdout.contains("til \u{1b}[1;4msommer\u{1b}[0m"), "{}", coloured.stdout);
}

#[cfg(unix)]
#[test]
fn a_terminal_shows_the_first_hit_in_brackets() {
    use rexpect::session::spawn_command;
    let home = record();
    let long = format!("{}the quarrel about the harbour{}", "before ".repeat(30), " and after".repeat(30));
    home.did("holm", "2027-03-03", &["o", &long]);
    let mut command = home.run(["search", "harbour", "--color", "never"]).me("holm").command();
    command.env("COLUMNS", "80").env("TERM", "xterm").env("LANG", "C");
    let mut session = spawn_command(command, Some(20_000)).expect("a terminal");
    let screen = session.exp_eof().expect("the screen");
    let line = screen.lines().find(|line| line.contains("O5")).expect("the entry");
    assert!(line.contains("quarrel about the [harbour] and"), "{screen}");
    assert!(line.trim_end().ends_with("...") && line.trim_end().len() <= 80, "{screen}");
}
