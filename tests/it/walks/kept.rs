//! What was typed in a walk and is not on record: it is kept, with the line that takes it up.

use super::{EVENING, before_the_talk, says_nothing, texts};
use crate::dialogue::Dialogue;
use crate::harness::{Home, shell_words};
use rusqlite::Connection;

#[test]
fn what_was_typed_and_is_not_on_record_is_kept_in_a_file() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-03-02", "--at", "13:00", "--format", "walk", "--force"])
        .success();
    let mut walk = Dialogue::begin(&home, "2027-03-03", &["review", "record", "2027"]);
    walk.skips("Held on Tuesday 2 March [Enter]");
    says_nothing(&mut walk);
    walk.answers("New agreement", "One hour every Monday, øre og æble")
        .answers("whose [both]:", "nobody")
        .reads("“nobody” is not one of holm-lind")
        .skips("whose [both]:")
        .answers("[ground rule]:", "someday")
        .reads("“someday” is not a date")
        .answers("[ground rule]:", "2026-01-01")
        .reads("past")
        .presses("[ground rule]:", 'c')
        .reads("what you typed is kept in ")
        .reads("to put it on record: makkerpar adjust add - --owner both --rule < ");
    assert_eq!(walk.ends().0, 130);
    let kept = std::fs::read_to_string(home.path(".local/state/makkerpar/kept/1.txt")).expect("kept");
    assert_eq!(kept, "One hour every Monday, øre og æble");
    assert!(home.run(["adjust", "list"]).object()["adjustments"].as_array().expect("a list").is_empty());

    // The end of the input keeps it too.
    let mut walk = Dialogue::begin(&home, "2027-03-03", &["review", "record", "2027"]);
    says_nothing(&mut walk);
    walk.answers("New agreement", "One hour every Friday")
        .presses("whose [both]:", 'd')
        .reads("what you typed is kept in ")
        .reads("goes through it again");
    assert_eq!(walk.ends().0, 0);
    let kept = std::fs::read_to_string(home.path(".local/state/makkerpar/kept/2.txt")).expect("kept");
    assert_eq!(kept, "One hour every Friday");

    // A talk whose day has not come is refused before anything is asked, and so is a day to come.
    home.run(["review", "schedule", "--on", "2028-03-02", "--format", "walk", "--force"]).success();
    let mut early = Dialogue::begin(&home, "2027-03-03", &["review", "record", "2028"]);
    early.reads("error: ");
    assert_eq!(early.ends().0, 1);
    let mut cancelled = Dialogue::begin(&home, "2027-03-03", &["review", "prepare", "2027", "--me", "holm"]);
    cancelled.reads("error: the talk of 2027 was held on");
    assert_eq!(cancelled.ends().0, 1);
}

/// A page of someone's words, told by the line that puts it on record: its words, and what it reads.
fn taken_up(home: &Home, said: &str) -> (Vec<String>, String) {
    let line = said.lines().find(|line| line.contains("makkerpar ") && line.contains(" < ")).expect("a line");
    let (_, line) = line.trim_end().split_once("makkerpar ").expect("a command");
    let (line, file) = line.split_once(" < ").expect("a file");
    assert!(file.starts_with(&home.path("").display().to_string()), "{file}");
    (shell_words(line), std::fs::read_to_string(file).expect("kept"))
}

#[test]
fn what_a_walk_could_not_put_on_record_has_the_line_that_does() {
    let home = before_the_talk();
    // Somebody else holds the file while the words of Anna's are on their way.
    let other = Connection::open(home.database()).expect("the database");
    let mut walk = Dialogue::begin(&home, "2027-05-06", &["review", "prepare", "2027", "--me", "holm"]);
    walk.reads("not said yet?");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    walk.types("? Why at night #budget");
    let (code, said) = walk.ends();
    other.execute_batch("ROLLBACK").expect("let go");
    assert_eq!(code, 1, "{said}");
    let (words, kept) = taken_up(&home, &said);
    assert_eq!(words, ["observe", "-", "-t", "roles", "--puzzle", "--me", "holm"]);
    let noted = home.run(words).stdin(kept).object();
    assert_eq!((&noted["text"], &noted["tone"]), (&"Why at night".into(), &"puzzle".into()));

    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record", "2027", "--by", "lind"]);
    walk.skips("Held on Thursday 20 May [Enter]").reads("Said (Enter goes on)");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    walk.types("It rained, and we laughed");
    let (_, said) = walk.ends();
    other.execute_batch("ROLLBACK").expect("let go");
    let (words, kept) = taken_up(&home, &said);
    assert_eq!(words, ["review", "note", "2027", "-", "--by", "lind"]);
    let noted = home.run(words).on(EVENING).stdin(kept).object();
    assert_eq!(texts(&noted, "notes"), ["It rained, and we laughed"]);
}

#[test]
fn the_words_of_each_are_taken_up_as_theirs() {
    let home = before_the_talk();
    let mut walk =
        Dialogue::begin(&home, EVENING, &["review", "record", "2027", "--me", "holm", "--lang", "da"]);
    walk.skips("[Enter]").skips("Sagt");
    // Both agreements are passed over, and then what is asked until the incident comes.
    walk.skips("(h)oldt").skips("(h)oldt").skips("Sagt (Enter");
    let other = Connection::open(home.database()).expect("the database");
    let agenda = home.run(["review", "agenda", "2027"]).on(EVENING).object();
    let blocks = agenda["blocks"].as_array().expect("blocks").iter();
    let themes = blocks.flat_map(|block| block["themes"].as_array().expect("themes"));
    for theme in themes.take_while(|theme| *theme != "others") {
        walk.skips("Sagt om ");
        if theme == "roles" || theme == "expectations" {
            walk.skips("eget hvorfor");
        }
    }
    walk.skips("Sagt om ").reads("med Bos egne ord");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    walk.types("Det var forkert af mig");
    let (_, said) = walk.ends();
    other.execute_batch("ROLLBACK").expect("let go");
    let (words, kept) = taken_up(&home, &said);
    let step = ["incident", "step", "T1", "acknowledged", "-", "--on", "2027-05-20", "--by", "lind"];
    assert_eq!(words, [&step[..], &["--me", "holm", "--lang", "da"]].concat());
    let taken = home.run(words).on(EVENING).stdin(kept).object();
    assert_eq!(
        (&taken["steps"][0]["by"], &taken["steps"][0]["text"]),
        (&"lind".into(), &"Det var forkert af mig".into())
    );
}
