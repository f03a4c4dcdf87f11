//! Papers for every pair in a file.

use crate::harness::Home;
use serde_json::{Value, json};

const OTHERS: [[&str; 2]; 4] =
    [["Ole Berg", "Bo Lind"], ["Ida Krog", "Bo Lind"], ["Per Dahl", "Eva Friis"], ["Liv Juhl", "Max Norup"]];

/// Five pairs; of three of them Bo Lind is one, one has no talk set, and one has ended.
fn council() -> Home {
    let home = Home::with_pair();
    for [a, b] in OTHERS {
        home.run(["pair", "add", a, b, "--kind", "committee"]).success();
    }
    for pair in ["holm", "berg", "krog", "juhl"] {
        let on = ["--on", "2027-05-20", "--format", "golf18"];
        home.run(["--pair", pair, "review", "schedule"].iter().chain(&on)).success();
    }
    home.run(["--pair", "juhl", "pair", "end", "--reason", "election"]).success();
    home.run(["--pair", "krog", "o", "Waited for me", "--share"]).me("krog").success();
    home
}

fn all(home: &Home, kind: &str, more: &[&str]) -> Value {
    home.run(["handout", kind, "--all", "-o", "papers"].iter().chain(more)).object()
}

fn keys(list: &Value) -> Vec<String> {
    let key = |it: &Value| it.as_str().or(it["pair"].as_str()).expect("a key").to_owned();
    list.as_array().expect("a list").iter().map(key).collect()
}

#[test]
fn every_running_pair_gets_its_brief_and_the_unchanged_are_passed_over() {
    let home = council();
    let first = all(&home, "brief", &[]);
    assert_eq!(keys(&first["printed"]), ["berg-lind", "holm-lind", "krog-lind"]);
    assert_eq!(keys(&first["without_talk"]), ["dahl-friis"]);
    assert_eq!((&first["failed"], &first["stopped"]), (&json!([]), &json!(false)));
    let file = home.path("papers/brief-krog-lind-2027-05-20.pdf");
    let bytes = std::fs::read(&file).expect("a brief");
    assert!(bytes.starts_with(b"%PDF-1.7"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).expect("a brief").permissions().mode() & 0o777, 0o600);
    }
    home.run(["--pair", "krog", "history"]).success().contains("handout brief");

    let again = all(&home, "brief", &[]);
    assert_eq!(keys(&again["printed"]), Vec::<String>::new());
    assert_eq!(keys(&again["unchanged"]), ["berg-lind", "holm-lind", "krog-lind"]);
    assert!(std::fs::read(&file).expect("a brief") == bytes);

    // What is new, is missing or is on other paper is printed; so is what was taken away.
    home.run(["--pair", "berg", "o", "Asked first", "--share"]).me("lind").success();
    std::fs::remove_file(&file).expect("a brief");
    let changed = all(&home, "brief", &[]);
    assert_eq!(keys(&changed["printed"]), ["berg-lind", "krog-lind"]);
    assert_eq!(keys(&changed["unchanged"]), ["holm-lind"]);
    assert_eq!(keys(&all(&home, "brief", &["--paper", "letter"])["printed"]).len(), 3);
    home.run(["doctor"]).success();
}

#[test]
fn one_that_fails_is_named_and_the_others_are_printed() {
    let home = council();
    std::fs::create_dir(home.path("papers")).expect("a folder");
    let mine = home.path("papers/card-berg-lind-2027-05-20.pdf");
    std::fs::write(&mine, "mine").expect("a file");
    let said = home.run(["handout", "card", "--all", "-o", "papers"]).said().status(1);
    said.contains("2 cards printed into papers")
        .contains("1 pair has no talk to print it for: dahl-friis")
        .contains("1 could not be printed:")
        .notes("berg-lind:")
        .notes("makkerpar did not make it")
        .notes("--force");
    assert_eq!(std::fs::read(&mine).expect("a file"), b"mine");
    let told = home.run(["handout", "card", "--all", "-o", "papers"]).json().said().status(1).json();
    assert_eq!(keys(&told["failed"]), ["berg-lind"]);
    assert_eq!(told["failed"][0]["error"]["code"], json!("file-in-the-way"));
    let forced = home
        .run(["handout", "card", "--all", "-o", "papers", "--force"])
        .env("MAKKERPAR_LANG", "da")
        .success();
    forced.contains("1 kort udskrevet til papers").contains("2 er uændrede");
}

#[test]
fn a_file_where_the_folder_would_be_is_named() {
    let home = council();
    std::fs::write(home.path("papers"), "mine").expect("a file");
    home.run(["handout", "brief", "--all", "-o", "papers"]).refused().notes("it is a file, and no folder");
    assert_eq!(std::fs::read(home.path("papers")).expect("a file"), b"mine");
}

#[test]
fn a_preparation_sheet_is_printed_for_the_pairs_that_one_is_in() {
    let home = council();
    home.run(["handout", "prep", "--all", "-o", "papers"]).refused().notes("--me");
    let told = all(&home, "prep", &["--me", "lind"]);
    assert_eq!(keys(&told["printed"]), ["berg-lind", "holm-lind", "krog-lind"]);
    let files: Vec<&str> =
        told["printed"].as_array().expect("a list").iter().filter_map(|it| it["file"].as_str()).collect();
    assert_eq!(files[0], "papers/prep-berg-lind-lind-2027-05-20.pdf");
    assert_eq!(keys(&all(&home, "prep", &["--me", "dahl"])["without_talk"]), ["dahl-friis"]);
    assert_eq!(keys(&all(&home, "prep", &["--me", "nobody"])["printed"]), Vec::<String>::new());
    // What is for both is printed for every pair, whoever prints.
    assert_eq!(keys(&all(&home, "brief", &["--me", "lind"])["printed"]).len(), 3);
    assert_eq!(keys(&all(&home, "brief", &["--me", "dahl"])["failed"]).len(), 0);
}

#[cfg(unix)]
#[test]
fn a_person_at_a_terminal_sees_how_far_it_has_come() {
    let home = council();
    let mut command = home.run(["handout", "brief", "--all", "-o", "papers"]).command();
    command.env("TERM", "xterm");
    let mut terminal = rexpect::session::spawn_command(command, Some(20_000)).expect("the program starts");
    let said = terminal.exp_eof().expect("an end");
    assert!(said.contains("4/4") && said.contains("3 briefs printed into papers"), "{said}");
}

/// Whatever is interrupted in the middle: what was printed is on record, and the next run prints the rest.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_is_taken_up_by_the_next() {
    use std::process::Stdio;
    let home = council();
    for round in 0..12_u32 {
        let folder = format!("papers-{round}");
        let words = ["handout", "brief", "--all", "-o", folder.as_str()];
        let mut child = home
            .run(words)
            .command()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(u64::from(round) * 12));
        let _ = child.kill();
        child.wait().expect("an end");
        let told = home.run(words).object();
        assert_eq!(keys(&told["failed"]), Vec::<String>::new(), "{told}");
        assert_eq!(keys(&told["printed"]).len() + keys(&told["unchanged"]).len(), 3);
    }
    home.run(["doctor"]).success();
}

#[test]
fn status_tells_of_all_that_are_running_by_the_day_of_their_talk_and_nothing_private() {
    let home = council();
    home.run(["--pair", "krog", "review", "move", "2027", "--on", "2027-05-13"]).success();
    home.run(["--pair", "berg", "incident", "add", "A leak", "--actor", "berg", "--severity", "serious"])
        .me("lind")
        .success();
    let all = home.run(["status", "--all"]).object();
    assert_eq!(keys(&all["pairs"]), ["krog-lind", "berg-lind", "holm-lind", "dahl-friis"]);
    assert_eq!(all["pairs"][1]["waits"], json!([]), "what is private waits for nobody else");
    let mine = home.run(["status", "--all"]).me("lind").object();
    assert_eq!(mine["pairs"][1]["me"], "lind");
    assert_eq!(mine["pairs"][1]["waits"][0]["severity"], "serious");
    assert_eq!(mine["pairs"][3]["me"], Value::Null);
    let said = home.run(["status", "--all"]).me("lind").success();
    let said = said.contains("berg-lind  Ole Berg and Bo Lind\n  Thursday 20 May, 12:00–19:00");
    said.contains("1 thing waits: T1 ").contains("No talk is set; the next is due").lacks("juhl");
    home.run(["status", "--all", "--me", "nobody"]).refused();
    home.run(["status"]).refused().notes("hint: makkerpar status --all tells of every pair");
    let danish = home.run(["status", "--all"]).lang("da").success();
    danish.contains("Ole Berg og Bo Lind").contains("Intet venter");
}

#[test]
fn the_bare_command_has_a_line_for_each_of_several_pairs() {
    let home = council();
    let said = home.run::<&str>([]).success();
    said.contains("berg-lind: the talk is on Thursday 20 May")
        .contains("dahl-friis: no day is set")
        .contains("  makkerpar pair list     which pairs")
        .lacks("juhl");
    assert_eq!(keys(&home.run::<&str>([]).object()["pairs"]).len(), 4);
    assert_eq!(Home::new().run(["status", "--all"]).object(), json!({"pairs": []}));
}
