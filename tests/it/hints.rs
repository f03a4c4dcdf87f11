//! What an answer says to do next: every command works as it is printed, for the one who reads it.

use crate::dialogue::Dialogue;
use crate::harness::{Home, TODAY};

/// A home in which the usual file knows nobody, and another has two pairs.
fn elsewhere() -> Home {
    let home = Home::new();
    for [a, b] in [["Anna Holm", "Bo Lind"], ["Carla Berg", "Bo Lind"]] {
        home.run(["--db", "Bo's year.db", "pair", "add", a, b, "--kind", "committee"]).success();
    }
    home
}

const THERE: [&str; 4] = ["--db", "Bo's year.db", "--pair", "berg"];

#[test]
fn the_command_that_lists_more_works_as_it_is_printed() {
    let home = elsewhere();
    for text in ["One", "Two", "Three"] {
        home.run(THERE).more(&["o", text, "--by", "lind"]).success();
    }
    let said = home.run(THERE).more(&["--me", "lind", "log", "--limit", "1"]).success();
    let typed = r"makkerpar --db 'Bo'\''s year.db' --pair berg --me lind log --limit 2";
    let said = said.stderr(&format!("2 older: {typed}\n"));
    let line = said.stderr.trim_end().split_once("makkerpar ").expect("a command").1;
    let again = home.in_shell(&format!("\"$@\" {line}"), &[]).status(0);
    assert_eq!(again.stdout.lines().count(), 2);
}

#[test]
fn a_refusal_names_the_file_the_pair_and_who_is_typing() {
    let home = elsewhere();
    home.run(THERE).more(&["o", "One", "--by", "lind"]).success();
    let said = home.run(THERE).more(&["o", "x", "--by", "lind", "--on", "tomorrow"]).refused();
    said.lacks("makkerpar --");
    home.run(THERE).more(&["withdraw", "O1", "--by", "lind"]).refused();
    home.run(THERE)
        .more(&["show", "O9", "--me", "lind"])
        .refused()
        .notes(r"hint: makkerpar --db 'Bo'\''s year.db' --pair berg --me lind log --kind observation");
    let json = home.run(THERE).more(&["show", "O9", "--me", "lind", "--json"]).refused();
    json.notes(r"makkerpar --db 'Bo'\\''s year.db' --pair berg --me lind log --kind observation");
}

#[test]
fn what_another_has_noted_on_this_line_is_theirs_to_take_back() {
    let home = Home::with_pair();
    home.run(["config", "set", "me", "holm"]).success();
    let mut note = Dialogue::begin(&home, TODAY, &["o", "makkerpar undo is a good word", "--by", "lind"]);
    note.reads("makkerpar --me lind undo takes it back; makkerpar --me lind share O1 lets Anna read it");
    assert_eq!(note.ends().0, 0);
    home.run(["--me", "lind", "share", "O1"]).success().contains("O1  shared");
    // Whose entries are listed says nothing of who is typing, and what somebody wrote stays as it is.
    home.run(["log", "--by", "lind"]).success().contains("makkerpar undo is a good word");
    for _ in 0..2 {
        home.run(["o", "More", "--by", "lind", "--share"]).success();
    }
    home.run(["log", "--by", "lind", "--limit", "1"])
        .success()
        .stderr("2 older: makkerpar log --limit 2 --by lind\n");
}

#[test]
fn a_second_pair_is_told_what_works_for_it() {
    let home = Home::with_pair();
    home.run(["config", "set", "me", "lind"]).success();
    let mut add =
        Dialogue::begin(&home, TODAY, &["pair", "add", "Eva Kjær", "Bo Lind", "--kind", "committee"]);
    add.reads("kjaer-lind  ready; you are lind")
        .reads("makkerpar pair edit --pair kjaer-lind --place LAT,LON")
        .reads("makkerpar o \"TEXT\" --pair kjaer-lind notes the first");
    assert_eq!(add.ends().0, 0);
    home.run(["o", "TEXT", "--pair", "kjaer-lind"]).success();
    let end = ["pair", "end", "--pair", "kjaer", "--reason", "she moved"];
    let mut end = Dialogue::begin(&home, TODAY, &end);
    end.reads("makkerpar undo --pair kjaer-lind takes it back");
    assert_eq!(end.ends().0, 0);
    home.run(["undo", "--pair", "kjaer-lind"]).success();
}

#[test]
fn titles_stand_behind_a_comma_as_in_init() {
    let home = Home::new();
    let names = ["pair", "add", "Anna Holm, mayor", "Bo Lind, chief executive", "--kind", "mayor-ceo"];
    home.run(names).more(&["--titles", "x", "y"]).refused().notes("titles stand behind the names");
    home.run(names).success().contains("holm-lind  ready");
    let pair = home.run(["pair", "show"]).object();
    assert_eq!(pair["members"][0]["name"], "Anna Holm");
    assert_eq!(pair["members"][1]["title"], "chief executive");
}

#[test]
fn before_there_is_a_pair_what_begins_one_is_offered() {
    let home = Home::new();
    for lang in ["en", "da"] {
        let said = home.run(["--lang", lang]).success().contains("makkerpar init").contains("makkerpar demo");
        said.lacks("makkerpar o ").lacks("makkerpar status");
    }
    home.run(["o", "x"]).me("a").refused().notes("makkerpar init");
    let pair = Home::with_pair();
    pair.run(["--lang", "da"]).success().contains("makkerpar o \"TEKST\"");
}

#[test]
fn a_word_that_people_use_leads_to_the_command_that_does_it() {
    let home = Home::with_pair();
    for (line, hint) in [
        (&["stauts"][..], "status? otherwise makkerpar help"),
        (&["list"], "makkerpar log? otherwise makkerpar help"),
        (&["help", "notér"], "makkerpar o \"TEXT\"? otherwise makkerpar help"),
        (&["--lang", "da", "notér", "x"], "makkerpar o \"TEKST\"? ellers makkerpar help"),
        (&["--me", "lind", "del", "O1"], "makkerpar --me lind share O1? otherwise makkerpar help"),
        (&["xyzzy"], "hint: makkerpar help\n"),
        (&["incident", "show", "T1"], "makkerpar show T1? otherwise makkerpar help incident"),
        (&["calendar", "shwo"], "hint: makkerpar help calendar\n"),
        (&["pair", "delete"], "makkerpar pair end? otherwise makkerpar help pair"),
        (&["o", "x", "--undren"], "--puzzle? otherwise makkerpar help observe"),
        (&["log", "--tema", "roller"], "--theme? otherwise makkerpar help log"),
        (&["log", "--nonsense"], "hint: makkerpar help log\n"),
    ] {
        home.run(line).misused().notes(hint);
    }
}

#[test]
fn a_word_too_many_is_told_where_it_belongs() {
    let home = Home::with_pair();
    for (line, hint) in [
        (&["o", "He", "let", "three"][..], "put what belongs together in quotation marks"),
        (&["pair", "end", "--reason", "she", "moved"], "put what belongs together in quotation marks"),
        (&["pair", "add", "Anna", "Holm", "Bo", "Lind", "--kind", "phd"], "in quotation marks"),
        (&["edit", "o1", "He was late"], "makkerpar edit O1 --text \"TEXT\""),
        (
            &["--me", "lind", "incident", "close", "T9", "done"],
            "makkerpar --me lind incident close T9 --reason",
        ),
        (&["log", "roles"], "makkerpar log -t roles for a theme; makkerpar search roles for a word"),
        (&["delete", "O39", "O40"], "one at a time: makkerpar delete O39, then makkerpar delete O40"),
        (&["status", "now"], "hint: makkerpar help status\n"),
    ] {
        home.run(line).misused().notes(hint);
    }
    home.run(["show", "1"]).refused().notes("O1 is an observation, T1 an incident, A1 an adjustment");
}

#[test]
fn handles_may_stand_with_commas_between_them() {
    let home = Home::with_pair();
    for text in ["One", "Two", "Three"] {
        home.run(["o", text]).me("holm").success();
    }
    home.run(["share", "O1,O2,", "O3"]).me("holm").success().contains("O1  shared").contains("O3  shared");
}

#[test]
fn the_manual_of_a_command_is_a_page_and_the_folder_is_found() {
    let home = Home::new();
    home.run(["man", "incident-step"]).success().contains("MAKKERPAR\\-INCIDENT\\-STEP");
    assert!(!home.path("incident-step").exists());
    let mut man = Dialogue::begin(&home, TODAY, &["man", "man1"]);
    man.reads("man -M . makkerpar");
    assert_eq!(man.ends().0, 0);
}

#[test]
fn values_are_taken_as_people_say_them() {
    let home = Home::with_pair();
    let about = |name: &str| {
        home.run(["o", "x", "--about", name]).me("holm").object()["about"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!([about("bo"), about("holm"), about("us")], ["partner", "self", "us"]);
    home.run(["o", "x", "--about", "asger"]).me("holm").refused();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "kl. 9"]).success().contains("9:00");
    home.run(["pair", "edit", "--place", "55,93; 12,31", "--interval", "18 months"]).success();
    let pair = home.run(["pair", "show"]).object();
    assert_eq!((&pair["place"]["latitude"], &pair["interval"]), (&55.93.into(), &18.into()));
    home.run(["pair", "edit", "--place", "north"]).refused().notes("two numbers, latitude and longitude");
    home.run(["pair", "edit", "--interval", "12 years"]).refused();
    let walk = home.run(["template", "show", "walk"]).success().stdout;
    home.run(["template", "show", "gåtur"]).success().stdout(&walk);
}

#[test]
fn a_name_that_is_not_known_is_told_from_one_that_could_be_several() {
    let home = Home::with_pair();
    for (line, said) in [
        (
            &["o", "x", "-t", "rolse"][..],
            "“rolse” is no theme\nhint: did you mean roles? one of: roles, thinking",
        ),
        (
            &["adjust", "add", "x", "--owner", "linf"],
            "not one of holm-lind\nhint: did you mean lind? holm, lind or both",
        ),
        (&["o", "x", "--by", "anan"], "hint: did you mean anna? holm or lind\n"),
        (&["adjust", "add", "x", "--owner", "them"], "hint: holm, lind or both\n"),
        (&["incident", "add", "x", "--actor", "l"], "“l” could be either of holm-lind"),
        (&["pair", "edit", "--mail", "bo@x.dk"], "hint: --mail holm=bo@x.dk or --mail lind=bo@x.dk"),
        (&["pair", "edit", "--mail", "lind=bo"], "hint: --mail holm=anna@example.org"),
        (&["o", "x", "--on", "tomorrow"], "hint: --on takes a day up to today"),
    ] {
        home.run(line).me("holm").refused().notes(said);
    }
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "9"]).success();
    home.run(["review", "record", "--score", "holm=x"]).on("2027-05-21").refused().notes("--score holm=92");
    home.run(["o", "Mine"]).me("holm").success();
    home.run(["o", "Theirs", "--share"]).me("lind").success();
    home.run(["delete", "O2"]).me("holm").refused().notes("Bo types it, or add --by lind");
    // Two pairs have a Lind: what was typed is to blame, and no setting.
    home.run(["pair", "add", "Eva Kjær", "Bo Lind", "--kind", "committee"]).success();
    home.run(["config", "set", "me", "lind"]).success();
    let said = home.run(["log", "--pair", "lind"]).refused().notes("“lind” could be holm-lind or kjaer-lind");
    said.lacks("config.toml");
}

#[test]
fn a_mark_that_is_nearly_a_theme_or_a_name_is_told() {
    let home = Home::with_pair();
    let text = "He let three answer @lnid #rolse #meetings";
    let mut note = Dialogue::begin(&home, TODAY, &["--me", "holm", "o", text]);
    note.reads("did you mean #roles? makkerpar --me holm edit O1 --theme roles; #rolse stays a tag")
        .reads("did you mean @lind? @lnid stays in the text");
    let (code, rest) = note.ends();
    assert!(code == 0 && !rest.contains("meetings"), "{rest}");
    assert_eq!(
        home.run(["show", "O1"]).me("holm").object()["tags"],
        serde_json::json!(["rolse", "meetings"])
    );
    let note = Dialogue::begin(&home, TODAY, &["--me", "holm", "o", "Well said #roles"]);
    assert!(!note.ends().1.contains("did you mean"));
}

#[test]
fn what_is_answered_is_shown_and_what_cannot_be_written_is_refused_before_it_is_asked_for() {
    let home = Home::with_pair();
    home.run(["o", "Why so many meetings?", "--puzzle", "--share"]).me("holm").success();
    let mut answer = Dialogue::begin(&home, TODAY, &["--me", "lind", "answer", "O1"]);
    answer
        .reads("O1  Why so many meetings?")
        .answers("Your why:", "To hear them all")
        .types("")
        .reads("O1  answered");
    assert_eq!(answer.ends().0, 0);
    for (member, line) in [("lind", &["answer", "O1"][..]), ("holm", &["answer", "O1"])] {
        let words = [&["--me", member], line].concat();
        let (code, rest) = Dialogue::begin(&home, TODAY, &words).ends();
        assert!(code == 1 && !rest.contains("Your why"), "{rest}");
    }
    home.run(["incident", "add", "He was late", "--actor", "lind", "--severity", "breach", "--share"])
        .me("holm")
        .success();
    for line in [&["incident", "step", "T1", "kept"][..], &["incident", "reply", "T1"]] {
        let words = [&["--me", "holm"], line].concat();
        let (code, rest) = Dialogue::begin(&home, TODAY, &words).ends();
        assert!(code == 1 && !rest.contains("In your words") && !rest.contains("Your account"), "{rest}");
    }
}

#[test]
fn a_second_check_of_a_day_is_on_record_and_said_to_be_one() {
    let home = Home::with_pair();
    home.run(["adjust", "add", "Figures come early", "--owner", "lind"]).success();
    home.run(["adjust", "check", "A1", "partly"]).success().stderr("");
    let again = home.run(["adjust", "check", "A1", "kept"]).success();
    again.stderr("warning: A1 was checked on today already: partly; both stay on record\n");
    let third = home.run(["adjust", "check", "A1", "kept", "--json"]).said();
    assert!(third.status == 0 && third.json()["warnings"].to_string().contains("already"), "{third:?}");
}

#[test]
fn a_deletion_is_said_to_be_undone_once() {
    let home = Home::with_pair();
    home.run(["o", "x"]).me("holm").success();
    let mut delete = Dialogue::begin(&home, TODAY, &["--me", "holm", "delete", "O1"]);
    delete.reads("undo brings it back");
    let rest = delete.ends().1;
    assert!(!rest.contains("undo") && rest.contains("makkerpar --me holm erase O1"), "{rest}");
}

#[test]
fn an_editor_or_a_viewer_that_cannot_be_started_is_not_suggested_again() {
    let home = Home::with_pair();
    home.run(["o", "x"]).me("holm").success();
    let variables = [("EDITOR", "nano"), ("PATH", "/nowhere"), ("MAKKERPAR_ME", "holm")];
    let mut edit = Dialogue::with(&home, TODAY, &variables, &["--lang", "da", "edit", "O1"]);
    edit.reads("nano kunne ikke startes")
        .reads("der er intet program af det navn")
        .reads("EDITOR=vi i miljøet");
    assert_eq!(edit.ends().0, 1);
}
