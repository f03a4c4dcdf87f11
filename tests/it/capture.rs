//! Noting something in one line: what the text itself says, and what becomes of it if something fails.

use crate::harness::{Home, shell_words};
use rusqlite::Connection;

#[test]
fn themes_tags_and_members_in_a_text_are_understood() {
    let home = Home::with_pair();
    home.run(["o", "Bo said no before I could promise it #roles @lind"])
        .me("holm")
        .success()
        .stdout("O1  noted for today · roles, about Bo · only you can read it\n");
    assert_eq!(home.run(["show", "O1"]).me("holm").object()["text"], "Bo said no before I could promise it");
    home.run(["o", "Jeg svarede for hurtigt #roller #budget2027 @anna"])
        .me("holm")
        .lang("da")
        .success()
        .contains("roller, om dig selv, #budget2027");
    home.run(["o", "A good year @both"]).me("lind").success().contains("about you both");
    let sentence =
        home.run(["o", "The #budget talk with @lind went well, anna@example.org"]).me("holm").object();
    assert_eq!(sentence["text"], "The #budget talk with @lind went well, anna@example.org");
    assert_eq!((&sentence["tags"][0], &sentence["about"]), (&"budget".into(), &"partner".into()));
    // A flag goes before the text, and what the text said is not lost.
    let flagged =
        home.run(["o", "x #roles @lind", "-t", "kemi", "--about", "us", "--tag", "a"]).me("holm").object();
    assert_eq!((&flagged["theme"], &flagged["about"]), (&"chemistry".into(), &"us".into()));
    assert_eq!((&flagged["tags"][1], &flagged["text"]), (&"roles".into(), &"x #roles @lind".into()));
    let kept = home.run(["o", r"Point #3 in C# with @carl \#roles"]).me("holm").object();
    assert_eq!((&kept["text"], kept["theme"].is_null()), (&"Point #3 in C# with @carl #roles".into(), true));
    home.run(["o", "#roles @lind"]).me("holm").refused().notes("the text is empty");
    home.run(["pair", "edit", "--theme", "money=Money and growth"]).success();
    assert_eq!(home.run(["o", "x #mon"]).me("holm").object()["theme"], "money");
    assert_eq!(home.run(["o", "-"]).me("holm").stdin("One\nTwo #kemi\n").object()["theme"], "chemistry");
}

#[test]
fn whose_doing_it_was_may_stand_in_the_text() {
    let home = Home::with_pair();
    let added = home.run(["incident", "add", "Corrected me in public @lind #others"]).me("holm").object();
    assert_eq!((&added["actor"], &added["theme"]), (&"lind".into(), &"others".into()));
    assert_eq!(added["text"], "Corrected me in public");
    assert_eq!(home.run(["incident", "add", "The press @tredje"]).me("holm").object()["actor"], "third");
    let flag = ["incident", "add", "It was @lind", "--actor", "holm"];
    assert_eq!(home.run(flag).me("holm").object()["actor"], "holm");
    home.run(["incident", "add", "Corrected me"]).me("holm").misused().notes("--actor <MEMBER>");
    home.run(["incident", "add", "Written to a@b.dk"]).me("holm").misused().notes("--actor <MEMBER>");
    home.run(["incident", "add", "Corrected me @carl"])
        .me("holm")
        .lang("da")
        .misused()
        .notes("--actor <MEDLEM>");
    let agreed = home.run(["adjust", "add", "An hour every Monday @begge #roller #monday"]).object();
    assert_eq!((&agreed["owner"], &agreed["theme"]), (&"both".into(), &"roles".into()));
    assert_eq!((&agreed["tags"][0], &agreed["text"]), (&"monday".into(), &"An hour every Monday".into()));
    assert_eq!(home.run(["adjust", "add", "Figures first @bo"]).object()["owner"], "lind");
    home.run(["adjust", "add", "Figures first"]).misused().notes("--owner <MEMBER>");
}

/// The command that a refusal tells to go on with, as a shell would run it: its words, and the file that it reads.
fn again(said: &str) -> (Vec<String>, String) {
    let line =
        said.lines().rev().find(|line| line.contains("makkerpar ") && line.contains(" < ")).expect("a hint");
    let (_, line) = line.split_once("makkerpar ").expect("a command");
    let (line, file) = line.split_once(" < ").expect("a file");
    (shell_words(line), file.to_owned())
}

#[test]
fn what_was_typed_is_kept_and_taken_up_again_by_the_line_that_is_told() {
    let home = Home::with_pair();
    let text = "A delicate thought\nin two lines";
    let said =
        home.run(["o", "-", "-t", "nonsense", "--setting", "Bo's car", "--me", "holm"]).stdin(text).refused();
    assert!(said.stderr.contains("hint: one of: roles"), "{}", said.stderr);
    assert!(!said.stderr.contains("delicate"), "{}", said.stderr);
    assert!(
        said.stderr.contains(r"-t nonsense --setting 'Bo'\''s car' --me holm < HOME/"),
        "{}",
        said.stderr
    );
    let file = home.path(".local/state/makkerpar/kept/1.txt");
    assert_eq!(std::fs::read_to_string(&file).expect("kept"), text);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).expect("kept").permissions().mode() & 0o777, 0o600);
    }
    let said = home.run(["o", "-", "-t", "nonsense"]).me("holm").stdin(text).lang("da").refused();
    assert!(said.stderr.contains("råd: gå så videre med: makkerpar o - -t nonsense"), "{}", said.stderr);
    let error = home.run(["answer", "O9", "-"]).me("holm").stdin(text).json().refused();
    let error: serde_json::Value = serde_json::from_str(&error.stderr).expect("JSON");
    assert_eq!(
        error["error"]["again"].as_str().map(|line| line.starts_with("makkerpar answer O9 -")),
        Some(true)
    );

    // What stood on the line can be repeated from the shell, unless the file itself failed.
    let said = home.run(["o", "on the line", "-t", "nonsense"]).me("holm").refused();
    assert!(!said.stderr.contains("kept"), "{}", said.stderr);
    let other = Connection::open(home.database()).expect("the database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let said = home.run(["--me", "holm", "o", "typed while it was held", "--praise"]).refused();
    drop(other);
    assert!(!said.stderr.contains("typed while it was held"), "{}", said.stderr);
    let (words, file) = again(&said.stderr);
    assert_eq!(words, ["--me", "holm", "o", "-", "--praise"]);
    let kept =
        std::fs::read_to_string(file.replace("HOME", &home.path("").display().to_string())).expect("kept");
    let noted = home.run(words).stdin(kept).object();
    assert_eq!((&noted["text"], &noted["tone"]), (&"typed while it was held".into(), &"praise".into()));
}

#[test]
fn a_comma_stands_between_two_tags_and_in_none() {
    let home = Home::with_pair();
    for words in [
        &["observe", "x", "--tag", "budget, late talks"][..],
        &["incident", "add", "x", "--actor", "lind", "--tag", "budget, late talks"],
        &["adjust", "add", "x", "--owner", "lind", "--tag", "budget, late talks"],
    ] {
        let refused = home.run(words).me("holm").refused();
        refused
            .notes("“budget, late talks” has a comma, which stands between two tags")
            .notes("hint: --tag budget --tag 'late talks'\n");
    }
    home.run(["o", "x", "--tag", "budget", "--tag", "late talks"]).me("holm").success();
    let danish = home.run(["edit", "O1", "--tag", "a,b"]).me("holm").lang("da").refused();
    danish.notes("»a,b« har et komma, og et komma skiller to mærker").notes("råd: --tag a --tag b");
    home.run(["o", "x", "--tag", ","]).me("holm").refused().lacks("hint");
}

#[test]
fn the_two_of_them_are_also_us() {
    let home = Home::with_pair();
    for word in ["@us", "@os", "@both", "@begge"] {
        let noted = home.run(["o", &format!("We hurry {word}")]).me("holm").object();
        assert_eq!((&noted["about"], &noted["text"]), (&"us".into(), &"We hurry".into()), "{word}");
        let agreed = home.run(["adjust", "add", &format!("We slow down {word}")]).object();
        assert_eq!((&agreed["owner"], &agreed["text"]), (&"both".into(), &"We slow down".into()), "{word}");
    }
    assert_eq!(home.run(["adjust", "add", "x", "--owner", "os to"]).object()["owner"], "both");
}

#[test]
fn notes_of_a_talk_come_from_standard_input_a_note_a_paragraph() {
    let home = Home::with_past();
    let record = ["review", "record", "2026", "--note", "-", "--won", "lind"];
    let held = home.run(record).stdin("roles=She waited\r\n\r\n\r\nIt rained\nall day\n\n").object();
    let notes: Vec<_> =
        held["notes"].as_array().expect("notes").iter().map(|it| (&it["theme"], &it["text"])).collect();
    assert_eq!(
        notes,
        [(&"roles".into(), &"She waited".into()), (&serde_json::Value::Null, &"It rained\nall day".into())]
    );
    // What was refused is kept, as other texts are.
    let refused = home.run(record).stdin("sport=It rained").refused();
    refused.notes("kept/1.txt").notes("then go on with: makkerpar review record 2026 --note - --won lind < ");
}
