//! Taking back: after `undo` everything is as it was, after `redo` as it had become.

use crate::harness::Home;
use rusqlite::Connection;
use rusqlite::types::Value;

/// The rows of every table but the journal and the counters, and what both are told.
fn dump(home: &Home) -> Vec<String> {
    let connection = Connection::open(home.database()).expect("the database");
    let mut lines = Vec::new();
    for table in ["person", "pair", "entry", "part"] {
        let mut statement =
            connection.prepare(&format!("SELECT * FROM {table} ORDER BY id")).expect("a table");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let values: Vec<Value> = (0..columns).map(|column| row.get(column).expect("a value")).collect();
            lines.push(format!("{table} {values:?}"));
        }
    }
    // The words stand in the journal; the standing ones must be the same again.
    let mut statement = connection
        .prepare(
            "SELECT hex(standing.entity), record.body FROM standing JOIN record ON record.seq = standing.record
             WHERE record.body IS NOT NULL ORDER BY standing.entity",
        )
        .expect("a query");
    let rows = statement
        .query_map([], |row| Ok(format!("{:?}", (row.get::<_, String>(0)?, row.get::<_, String>(1)?))));
    lines.extend(rows.expect("rows").map(|row| row.expect("a row")));
    for member in ["holm", "lind"] {
        for words in [&["log", "--limit", "99"][..], &["review", "list"], &["pair", "show"]] {
            lines.push(home.run(words).me(member).json().said().stdout);
        }
    }
    lines
}

/// A home with something of every kind in it.
fn furnished() -> Home {
    let home = Home::with_pair();
    let a = |words: &[&str]| _ = home.run(words).me("holm").success();
    let b = |words: &[&str]| _ = home.run(words).me("lind").success();
    a(&["o", "first, shared", "-t", "roles", "--praise", "--share"]);
    a(&["o", "second, private", "--effect", "an effect", "--tag", "x"]);
    b(&["o", "third, by Bo", "--share"]);
    a(&["incident", "add", "a breach", "--actor", "lind", "--severity", "breach", "--share"]);
    b(&["incident", "step", "T1", "acknowledged", "I did"]);
    a(&["incident", "add", "a private one", "--actor", "lind"]);
    b(&["incident", "add", "Bo's own", "--actor", "lind", "--share"]);
    a(&["adjust", "add", "two days before", "--owner", "both"]);
    a(&["review", "schedule", "--on", "2027-03-03", "--format", "walk"]);
    a(&["review", "schedule", "--on", "2028-05-20", "--format", "walk", "--extra"]);
    a(&["review", "record", "2027"]);
    home
}

/// Commands by Anna, each on a furnished home.
const COMMANDS: [&[&str]; 30] = [
    &["o", "one more", "-t", "kemi"],
    &["o", "one more", "--share"],
    &["answer", "O3", "my why"],
    &["share", "O2"],
    &["share", "O2", "T2"],
    &["share", "--all", "--yes"],
    &["withdraw", "O1"],
    &["incident", "add", "x", "--actor", "third", "--severity", "serious", "--public"],
    &["incident", "reply", "T3", "my account"],
    &["incident", "step", "T1", "agreed", "a note"],
    &["incident", "close", "T1", "--reason", "enough"],
    &["adjust", "add", "another", "--owner", "lind", "--rule", "--from", "O1"],
    &["adjust", "check", "A1", "partly", "half"],
    &["adjust", "lapse", "A1", "no longer"],
    &["edit", "O1", "--text", "changed", "--theme", "", "--friction"],
    &["edit", "O1", "--add", "and more"],
    &["edit", "O2", "--effect", "", "--tag", "y", "--on", "2027-01-01"],
    &["edit", "T2", "--actor", "third", "--severity", "serious"],
    &["edit", "A1", "--text", "three days before", "--owner", "holm"],
    &["delete", "O1"],
    &["delete", "O2"],
    &["delete", "T2"],
    &["delete", "A1"],
    &["delete", "2028"],
    &["review", "schedule", "--on", "2029-05-20", "--extra"],
    &["review", "note", "2027", "what was said", "-t", "roles"],
    &["review", "record", "2027", "--score", "holm=90", "--score", "lind=88"],
    &["review", "sign", "2027"],
    &["pair", "edit", "--titles", "mayor", "chief", "--theme", "money=Money", "--trust-on-paper", "yes"],
    &["pair", "end", "--reason", "election"],
];

#[test]
fn every_command_can_be_taken_back_and_brought_back() {
    let furnished = furnished();
    for words in COMMANDS {
        let home = furnished.copy();
        let before = dump(&home);
        home.run(words).me("holm").success();
        let after = dump(&home);
        assert_ne!(before, after, "{words:?} did nothing");
        home.run(["undo", "--dry-run"]).me("holm").success();
        assert_eq!(dump(&home), after, "a dry run of the undo of {words:?} changed something");
        home.run(["undo"]).me("holm").success();
        assert_eq!(dump(&home), before, "undo of {words:?}");
        home.run(["redo"]).me("holm").success();
        assert_eq!(dump(&home), after, "redo of {words:?}");
        home.run(["doctor"]).success();
    }
}

#[test]
fn several_commands_are_taken_back_at_once_and_brought_back_one_by_one() {
    let home = furnished();
    let mut states = vec![dump(&home)];
    for words in [&["o", "one"][..], &["share", "O4"], &["adjust", "add", "two", "--owner", "both"]] {
        home.run(words).me("holm").success();
        states.push(dump(&home));
    }
    home.run(["undo", "3"]).me("holm").success();
    assert_eq!(dump(&home), states[0]);
    for state in &states[1..] {
        home.run(["redo"]).me("holm").success();
        assert_eq!(&dump(&home), state);
    }
    home.run(["redo"]).me("holm").refused().notes("nothing to bring back");
}

#[test]
fn undo_passes_over_the_others_words_and_without_a_name_over_all_own_ones() {
    let home = Home::with_pair();
    home.run(["adjust", "add", "joint", "--owner", "both"]).success();
    home.run(["o", "by Anna"]).me("holm").success();
    home.run(["o", "by Bo"]).me("lind").success();
    home.run(["undo"]).me("holm").success().contains("O1").lacks("O2");
    home.run(["show", "O2"]).me("lind").success();
    home.run(["undo"]).success().contains("A1");
    home.run(["log"]).me("lind").success().contains("by Bo").lacks("joint");
}

#[test]
fn what_the_other_has_answered_is_refused_and_nothing_further_is_reached() {
    let home = Home::with_pair();
    home.run(["o", "earlier"]).me("holm").success();
    home.run(["o", "answered", "--share"]).me("holm").success();
    home.run(["answer", "O2", "my why"]).me("lind").success();
    let before = dump(&home);
    home.run(["undo"])
        .me("holm")
        .refused()
        .notes("\"observe O2\" cannot be taken back\n  Bo has answered O2, so it stands as it is");
    home.run(["undo", "2"]).me("holm").refused();
    assert_eq!(dump(&home), before);
}

#[test]
fn what_a_signature_holds_is_refused_and_so_is_a_signature_once_both_have_signed() {
    let home = furnished();
    home.run(["review", "note", "2027", "said"]).me("holm").success();
    home.run(["review", "sign", "2027"]).me("lind").success();
    home.run(["undo"]).me("holm").refused().notes("is signed");
    home.run(["review", "sign", "2027"]).me("holm").success();
    home.run(["undo"]).me("lind").refused().notes("locked");
    home.run(["review", "amend", "2027", "late"]).me("holm").success();
    home.run(["undo"]).me("holm").success().stdout("2027  has lost its amendment of today\n");
}

#[test]
fn an_erasure_is_for_good() {
    let home = furnished();
    home.run(["erase", "O2", "--yes"]).me("holm").success();
    home.run(["undo"]).me("holm").refused().notes("erased for good");
}

#[test]
fn a_number_passes_over_what_was_erased_and_takes_back_what_came_before() {
    let home = Home::with_pair();
    for words in ["first", "second", "third"] {
        home.run(["o", words]).me("holm").success();
    }
    home.run(["delete", "O2"]).me("holm").success();
    home.run(["erase", "O2", "--yes"]).me("holm").success();
    for words in [&["undo"][..], &["undo", "--dry-run"]] {
        home.run(words).me("holm").refused().notes("hint: makkerpar undo 2 passes over what was erased");
    }
    let would = home.run(["undo", "2", "--dry-run"]).me("holm").success();
    would.contains("O3").notes("passed over, erased for good: erase O2 and delete O2");
    home.run(["undo", "2"]).me("holm").success().contains("O3  is gone");
    home.run(["show", "O3"]).me("holm").refused();
    home.run(["redo"]).me("holm").success().contains("O3  is back");
    home.run(["undo", "9"]).me("holm").refused().notes("only 4 commands");
    let danish = home.run(["undo", "--lang", "da"]).me("holm").refused();
    danish.notes("råd: makkerpar undo 2 springer det slettede over");
    let said = home.run(["undo", "3"]).me("holm").json().success();
    said.contains("\"passed_over\":[\"erase O2\",\"delete O2\",\"observe O2\"]");
}

#[test]
fn several_undos_are_brought_back_at_once() {
    let home = Home::with_pair();
    for words in ["first", "second", "third"] {
        home.run(["o", words]).me("holm").success();
    }
    let before = dump(&home);
    home.run(["undo", "3"]).me("holm").success();
    home.run(["redo", "4"]).me("holm").refused().notes("only 3 commands can be brought back");
    home.run(["redo", "3"]).me("holm").success();
    assert_eq!(dump(&home), before);
}

#[test]
fn what_was_done_last_in_another_pair_is_not_passed_over_for_the_only_pair_that_is_running() {
    let home = Home::new();
    home.run(["pair", "add", "Carla Berg", "Bo Lind", "--kind", "committee"]).success();
    home.run(["pair", "add", "Dan Juhl", "Bo Lind", "--kind", "committee"]).success();
    home.run(["--pair", "berg", "o", "Delicate"]).me("lind").success();
    home.run(["--pair", "juhl", "pair", "end", "--reason", "election"]).me("lind").success();
    home.run(["undo"])
        .me("lind")
        .refused()
        .notes("the latest command that can be taken back is one of juhl-lind")
        .notes("hint: makkerpar undo --pair juhl-lind, or makkerpar undo --pair berg-lind");
    home.run(["undo", "--lang", "da"]).me("lind").refused().notes("hører til juhl-lind");
    // Carla has no part in the other pair.
    home.run(["undo", "--dry-run"]).me("berg").refused().lacks("juhl");
    home.run(["undo", "--pair", "juhl-lind"]).me("lind").success().contains("is running again");
    home.run(["undo", "--pair", "berg-lind"]).me("lind").success().contains("O1  is gone");
}

#[test]
fn even_the_pair_can_be_taken_back_and_brought_back_but_not_from_under_its_record() {
    let home = Home::with_pair();
    home.run(["undo"]).success().stdout("holm-lind  is gone\n");
    home.run(["status"]).success().stdout("No pair here yet.\n");
    home.run(["redo"]).success();
    home.run(["pair", "show"]).success().contains("Anna Holm");
    home.run(["o", "by Bo"]).me("lind").success();
    home.run(["undo"]).me("holm").refused().notes("entries stand on its record");
}

#[test]
fn undo_of_a_share_hides_it_again_and_says_what_that_cannot_do() {
    let home = furnished();
    home.run(["share", "O2"]).me("holm").success();
    home.run(["undo"]).me("holm").success().notes("what was shared may have been read");
    home.run(["show", "O2"]).me("lind").refused();
}
