//! The file: what is erased is gone, what is damaged is found, what is acknowledged is kept.

use crate::harness::Home;
use rusqlite::Connection;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Whether the index of words has these three letters.
fn is_indexed(home: &Home, letters: &str) -> bool {
    let file = Connection::open(home.database()).expect("the database");
    file.execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, letters, row)")
        .expect("the terms");
    file.query_row("SELECT EXISTS (SELECT 1 FROM temp.terms WHERE term = ?1)", [letters], |row| row.get(0))
        .expect("an answer")
}

#[test]
fn what_is_erased_is_nowhere_in_the_file_and_the_chain_still_holds() {
    let home = Home::with_pair();
    let a = |words: &[&str]| _ = home.run(words).me("holm").success();
    a(&["o", "FIRSTMARK", "--effect", "EFFECTMARK", "--setting", "WHEREMARK", "--tag", "TAGMARK", "--share"]);
    a(&["edit", "O1", "--text", "SECONDMARK"]);
    home.run(["answer", "O1", "ANSWERMARK"]).me("lind").success();
    a(&["edit", "O1", "--add", "ADDEDMARK"]);
    a(&["o", "PRIVATEMARK"]);
    a(&["o", "DELETEDMARK"]);
    a(&["delete", "O3"]);
    // Letters that nothing else has, so that the index writes them in full.
    a(&["o", "жщюжщ", "--tag", "фыпфы", "--share"]);
    home.run(["answer", "O4", "цъэцъ"]).me("lind").success();
    a(&["adjust", "add", "AGREEDMARK", "--owner", "both", "--question", "ASKMARK"]);
    a(&["adjust", "check", "A1", "partly", "CHECKMARK"]);
    for words in
        ["FIRSTMARK", "EFFECTMARK", "ADDEDMARK", "DELETEDMARK", "CHECKMARK", "secondmark", "agreedmark"]
    {
        assert!(home.has_bytes(words), "{words} was never there");
    }
    // What is deleted is not found, and stays in the journal alone.
    assert!(!home.has_bytes("deletedmark"));
    for letters in ["жщю", "фып", "цъэ"] {
        assert!(home.has_bytes(letters) && is_indexed(&home, letters), "{letters} was never there");
    }
    a(&["erase", "O1", "--yes"]);
    for words in ["FIRSTMARK", "SECONDMARK", "EFFECTMARK", "WHEREMARK", "TAGMARK", "ADDEDMARK"] {
        assert!(!home.has_bytes(words), "{words} is still there");
        assert!(!home.has_bytes(&words.to_lowercase()), "{words} is still there, folded");
    }
    a(&["erase", "O4", "--yes"]);
    for letters in ["жщю", "фып"] {
        assert!(!home.has_bytes(letters) && !is_indexed(&home, letters), "{letters} is still there");
    }
    assert!(is_indexed(&home, "цъэ"), "Bo's words are his own");
    home.run(["erase", "O4.1", "--yes"]).me("lind").success();
    assert!(!home.has_bytes("цъэ") && !is_indexed(&home, "цъэ"));
    assert!(home.has_bytes("ANSWERMARK"), "Bo's words are his own");
    home.run(["erase", "O1.1", "--yes"]).me("holm").refused().notes("O1.1 is Bo's");
    home.run(["erase", "O1.1", "--yes"]).me("lind").success();
    for handle in ["O2", "O3", "A1"] {
        a(&["erase", handle, "--yes"]);
    }
    for words in ["ANSWERMARK", "PRIVATEMARK", "DELETEDMARK", "AGREEDMARK", "ASKMARK", "CHECKMARK"] {
        assert!(!home.has_bytes(words), "{words} is still there");
        assert!(!home.has_bytes(&words.to_lowercase()), "{words} is still there, folded");
    }
    home.run(["doctor"]).success().contains("No problems");
    home.run(["show", "O1"]).me("lind").success().contains("erased");
    home.run(["erase", "O1", "--yes"]).me("holm").refused().notes("were erased for good");
}

#[test]
fn an_erasure_asks_to_be_sure_where_nobody_can_be_asked() {
    let home = Home::with_pair();
    home.run(["o", "x"]).me("holm").success();
    home.run(["erase", "O1"]).me("holm").refused().notes("--yes");
    home.run(["show", "O1"]).me("holm").success().contains("x");
}

#[test]
fn a_signed_summary_says_that_a_text_was_erased_and_stays_as_it_was_otherwise() {
    let home = Home::with_pair();
    home.run(["o", "ERASEME", "-t", "roles", "--share"]).me("holm").success();
    home.run(["o", "KEEPME", "-t", "roles", "--share"]).me("lind").success();
    home.run(["review", "schedule", "--on", "2027-03-03", "--format", "walk"]).success();
    home.run(["review", "record", "2027"]).success();
    for member in ["holm", "lind"] {
        home.run(["review", "sign", "2027"]).me(member).success();
    }
    home.summary(&[]).holds("ERASEME").holds("KEEPME");
    home.run(["erase", "O1", "--yes"]).me("holm").success();
    home.summary(&[]).lacks("ERASEME").holds("KEEPME").holds("erased by its author");
    home.run(["review", "note", "2027", "late"]).refused().notes("locked");
}

#[test]
fn one_changed_letter_in_any_body_is_found() {
    let home = Home::with_pair();
    home.run(["o", "one", "--share"]).me("holm").success();
    home.run(["answer", "O1", "two"]).me("lind").success();
    home.run(["edit", "O1", "--add", "three"]).me("holm").success();
    home.run(["incident", "add", "four", "--actor", "lind"]).me("holm").success();
    let count: i64 = Connection::open(home.database())
        .and_then(|file| file.query_row("SELECT max(seq) FROM record", [], |row| row.get(0)))
        .expect("a number");
    for seq in 1..=count {
        let copy = home.copy();
        Connection::open(copy.database())
            .and_then(|file| {
                file.execute(
                    "UPDATE record SET body = substr(body, 1, length(body) - 3) || 'q' || substr(body, -2) WHERE seq = ?1",
                    [seq],
                )
            })
            .expect("an update");
        let said = copy.run(["doctor"]).said().status(1);
        assert!(said.stdout.contains(&format!("record {seq}")), "{}", said.stdout);
    }
}

#[test]
fn a_record_that_was_taken_out_or_rewritten_is_found() {
    for change in [
        "DELETE FROM standing WHERE record = 4; DELETE FROM record WHERE seq = 4",
        "UPDATE record SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4",
        "UPDATE record SET author = zeroblob(16) WHERE seq = 4",
        "UPDATE record SET body = NULL, salt = NULL WHERE seq = 4",
    ] {
        let home = Home::with_pair();
        for text in ["one", "two", "three"] {
            home.run(["o", text]).me("holm").success();
        }
        Connection::open(home.database())
            .and_then(|file| file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")))
            .expect("a change");
        home.run(["doctor"]).said().status(1);
        let findings = home.run(["doctor"]).json().said().status(1).json();
        assert!(!findings["findings"].as_array().expect("a list").is_empty(), "{change}");
    }
}

#[test]
fn tables_that_differ_from_the_journal_are_found_and_made_anew() {
    let home = Home::with_pair();
    home.run(["o", "private words"]).me("holm").success();
    Connection::open(home.database())
        .and_then(|file| {
            file.execute_batch(
                "PRAGMA foreign_keys = OFF; UPDATE entry SET reader = 'both'; DELETE FROM person",
            )
        })
        .expect("a change");
    home.run(["doctor"]).said().status(1).contains("3 rows differ from the records");
    home.run(["doctor", "--rebuild"]).success();
    home.run(["doctor"]).success();
    home.run(["show", "O1"]).me("lind").refused();
    for change in [
        "UPDATE searchable SET words = 'other'",
        "DELETE FROM searchable",
        "INSERT INTO letters (letters) VALUES ('delete-all')",
        "UPDATE tally SET count = 7",
        "INSERT INTO tag SELECT id, 'x' FROM entry",
        "UPDATE entry SET place = 1, waits = 1",
    ] {
        Connection::open(home.database()).and_then(|file| file.execute_batch(change)).expect("a change");
        home.run(["doctor"]).said().status(1).contains("differ");
        home.run(["doctor", "--rebuild"]).success();
        home.run(["doctor"]).success().contains("No problems");
        home.run(["search", "vate wo"]).me("holm").success().contains("O1");
    }
}

#[test]
fn two_who_write_at_once_both_get_all_of_theirs() {
    let home = Home::with_pair();
    std::thread::scope(|threads| {
        for member in ["holm", "lind"] {
            let home = &home;
            threads.spawn(move || {
                for number in 0..500 {
                    home.run(["o", &format!("{member} {number}"), "-q"]).me(member).success();
                }
            });
        }
    });
    let file = Connection::open(home.database()).expect("the database");
    let counted: (i64, i64, i64) = file
        .query_row("SELECT count(*), count(DISTINCT number), max(number) FROM entry", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .expect("a count");
    assert_eq!(counted, (1000, 1000, 1000));
    home.run(["doctor"]).success();
}

#[test]
fn a_program_that_is_killed_loses_nothing_that_it_had_acknowledged() {
    let home = Home::with_pair();
    let start = Instant::now();
    home.run(["o", "unharmed"]).me("holm").success();
    let usual = start.elapsed();
    let mut acknowledged = Vec::new();
    for round in 0..40_u32 {
        let text = format!("round {round}");
        let mut child = home
            .run(["o", &text])
            .me("holm")
            .command()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // Each round is given a little longer to live, from nothing to well past the whole command; the last few come to
        // their end on a machine of any speed.
        let life = if round < 36 { usual * round / 24 } else { Duration::from_secs(60) };
        let end = Instant::now() + life;
        while Instant::now() < end && child.try_wait().expect("a state").is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        let output = child.wait_with_output().expect("an end");
        if !output.stdout.is_empty() {
            acknowledged.push(text);
        }
    }
    assert!(!acknowledged.is_empty() && acknowledged.len() < 40, "{} of 40 lived", acknowledged.len());
    let log = home.run(["log", "--limit", "100"]).me("holm").json().success().json();
    let texts: Vec<&str> = log["entries"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|entry| entry["text"].as_str())
        .collect();
    for text in acknowledged {
        assert!(texts.contains(&text.as_str()), "{text} is lost");
    }
    home.run(["doctor"]).success();
}

/// A file that is no database of ours, the code by which it is refused, and a word of the refusal.
fn strange_files(home: &Home) -> Vec<(&'static str, &'static str)> {
    let write = |name: &str, bytes: &[u8]| std::fs::write(home.path(name), bytes).expect("a file");
    write("text.db", b"Dear Anna,\nthis is a letter.\n");
    write("empty.db", b"");
    let whole = std::fs::read(home.database()).expect("the database");
    write("cut.db", &whole[..whole.len() / 2]);
    let mut broken = whole.clone();
    broken[5000..9000].fill(0xAA);
    write("broken.db", &broken);
    Connection::open(home.path("other.db"))
        .and_then(|file| {
            file.execute_batch("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')")
        })
        .expect("another program's file");
    std::fs::copy(home.database(), home.path("newer.db")).expect("a copy");
    Connection::open(home.path("newer.db"))
        .and_then(|file| file.pragma_update(None, "user_version", 99))
        .expect("a version");
    std::fs::create_dir(home.path("folder.db")).expect("a folder");
    vec![
        ("text.db", "not-a-database"),
        ("empty.db", "not-a-database"),
        ("cut.db", "damaged-database"),
        ("broken.db", "damaged-database"),
        ("other.db", "foreign-database"),
        ("newer.db", "newer-database"),
        ("folder.db", "not-a-database"),
        ("missing.db", "missing-file"),
        ("nowhere/missing.db", "missing-file"),
    ]
}

fn state(path: &Path) -> Option<(Vec<u8>, std::time::SystemTime)> {
    let written = std::fs::metadata(path).ok()?.modified().ok()?;
    Some((std::fs::read(path).unwrap_or_default(), written))
}

#[test]
fn what_is_no_database_of_ours_is_named_and_left_alone() {
    let home = Home::with_pair();
    home.run(["o", "x"]).me("holm").success();
    let strange = strange_files(&home);
    let files = |home: &Home| std::fs::read_dir(home.path("")).expect("the home").count();
    let before = files(&home);
    for (name, code) in strange {
        let path = home.path(name);
        let untouched = state(&path);
        for words in [&["status"][..], &["log"], &["o", "words"], &["doctor", "--rebuild"]] {
            let run = |words: &[&str]| home.run(words).me("holm").env("MAKKERPAR_DB", &path);
            assert_eq!(run(words).json().refused().code(), code, "{name} {words:?}");
            run(words).refused().notes("error: ").notes(name);
            run(words).lang("da").refused().notes("fejl: ").notes(name);
        }
        assert_eq!(state(&path), untouched, "{name} was touched");
    }
    assert_eq!(files(&home), before, "something was left behind");
}

#[test]
fn a_new_database_is_not_made_where_there_is_no_folder_or_something_else() {
    let home = Home::new();
    let add = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "other", "--db"];
    let at = |path: &str| home.run(add.iter().copied().chain([path]));
    assert_eq!(at("nowhere/x.db").json().refused().code(), "missing-folder");
    std::fs::write(home.path("letter.txt"), "Dear Anna").expect("a file");
    assert_eq!(at("letter.txt").json().refused().code(), "not-a-database");
    assert_eq!(std::fs::read(home.path("letter.txt")).expect("the file"), b"Dear Anna");
    at("x.db").success();
    home.run(["pair", "show", "--db", "x.db"]).success().contains("Anna Holm");
}

#[test]
fn a_file_that_another_program_holds_is_waited_for_then_refused_and_the_text_is_kept() {
    let home = Home::with_pair();
    let other = Connection::open(home.database()).expect("the database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let said = home.run(["o", "-", "--share"]).me("holm").stdin("typed while it was held").refused();
    assert!(said.stderr.contains("another program holds"), "{}", said.stderr);
    let kept = std::fs::read_to_string(home.path(".local/state/makkerpar/kept/1.txt")).expect("the text");
    assert_eq!(kept.trim(), "typed while it was held");
    drop(other);
    home.run(["o", "now"]).me("holm").success();
}

#[cfg(unix)]
#[test]
fn the_file_and_its_folder_belong_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::with_pair();
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&home.database()), 0o600);
    assert_eq!(mode(home.database().parent().expect("a folder")), 0o700);
    home.run(["demo", "shown"]).success();
    assert_eq!(mode(&home.path("shown")), 0o700);
    for file in std::fs::read_dir(home.path("shown")).expect("the folder") {
        assert_eq!(mode(&file.expect("a file").path()), 0o600);
    }
}
