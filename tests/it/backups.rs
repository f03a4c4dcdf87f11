//! Copies of the file: made, put back, named where they are of use.

use crate::harness::Home;
use rusqlite::Connection;
use serde_json::Value;
use std::path::Path;

/// A home with three observations, one of them private to each.
fn with_words() -> Home {
    let home = Home::with_pair();
    home.run(["o", "blue anemones", "--share"]).me("holm").success();
    home.run(["o", "mine alone"]).me("holm").success();
    home.run(["o", "his alone"]).me("lind").success();
    home
}

fn texts(home: &Home, member: &str) -> Vec<String> {
    let log = home.run(["log", "--limit", "100"]).me(member).object();
    let entries = log["entries"].as_array().expect("entries");
    entries.iter().map(|entry| entry["text"].as_str().expect("a text").to_owned()).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_holds_all_there_is_and_is_its_owners_alone() {
    let home = with_words();
    home.run(["backup", "saved.backup"])
        .success()
        .stdout("saved.backup  whole, and looked through\n")
        .notes("keep it where only you can open it");
    home.run(["doctor", "--db", "saved.backup"]).success();
    for (member, private) in [("holm", "mine alone"), ("lind", "his alone")] {
        home.run(["log", "--db", "saved.backup"]).me(member).success().contains(private);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(home.path("saved.backup")).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    home.run(["backup", "--lang", "da", "gemt.backup"]).success().stdout("gemt.backup  hel og set igennem\n");
    let made = home.run(["backup", "saved.backup"]).object();
    assert_eq!(made, serde_json::json!({"file": "saved.backup", "replaced": true}));
}

#[test]
fn a_backup_takes_the_place_of_nothing_but_an_earlier_one() {
    let home = with_words();
    std::fs::create_dir(home.path("stick")).expect("a folder");
    home.run(["backup", "stick"]).success().contains("makkerpar-2027-03-03.backup");
    assert_eq!(files(&home.path("stick")), ["makkerpar-2027-03-03.backup"]);
    home.run(["o", "later"]).me("holm").success();
    home.run(["backup", "stick"]).success();
    home.run(["log", "--db", "stick/makkerpar-2027-03-03.backup"]).me("holm").success().contains("later");
    assert_eq!(files(&home.path("stick")), ["makkerpar-2027-03-03.backup"]);

    std::fs::write(home.path("letter"), "Dear Anna").expect("a file");
    home.run(["backup", "letter"]).refused().notes("--force");
    assert_eq!(std::fs::read(home.path("letter")).expect("the file"), b"Dear Anna");
    // A file that has gone another way since is not an earlier state of this one.
    let elsewhere = home.copy();
    elsewhere.run(["o", "written elsewhere"]).me("holm").success();
    std::fs::copy(elsewhere.database(), home.path("other.backup")).expect("copied");
    home.run(["backup", "other.backup"]).refused().notes("--force");
    home.run(["backup", "other.backup", "--force"]).success();

    home.run(["backup", ".local/share/makkerpar/makkerpar.db", "--force"])
        .refused()
        .notes("is the database itself");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(home.database(), home.path("link")).expect("a link");
        home.run(["backup", "link", "--force"]).refused().notes("is the database itself");
    }
    assert_eq!(home.run(["backup", "no/such/x"]).json().refused().code(), "missing-folder");
    assert_eq!(Home::new().run(["backup", "x"]).json().refused().code(), "no-pair");
    home.run(["doctor"]).success();
}

#[test]
fn a_backup_that_is_made_while_others_write_is_whole() {
    let home = with_words();
    std::thread::scope(|threads| {
        for member in ["holm", "lind"] {
            let home = &home;
            threads.spawn(move || {
                for number in 0..30 {
                    home.run(["o", &format!("{member} {number}"), "-q"]).me(member).success();
                }
            });
        }
        for number in 0..10 {
            let name = format!("{number}.backup");
            home.run(["backup", &name]).success();
            home.run(["doctor", "--db", &name]).success();
        }
    });
    home.run(["doctor"]).success();
}

#[test]
fn a_backup_is_put_in_the_place_of_the_file_which_is_kept() {
    let home = with_words();
    home.run(["backup", "saved.backup"]).success();
    home.run(["o", "later"]).me("holm").success();
    assert_eq!(
        home.run(["restore", "saved.backup"]).json().refused().code(),
        "not-sure",
        "nobody can be asked"
    );
    home.run(["restore", "saved.backup"]).refused().notes("records that the backup lacks").notes("--yes");
    assert!(texts(&home, "holm").contains(&"later".to_owned()));
    let said = home.run(["restore", "saved.backup", "--yes"]).success();
    assert!(said.stdout.contains("restored from saved.backup"), "{}", said.stdout);
    assert!(said.stdout.contains("makkerpar.before-restore.backup"), "{}", said.stdout);
    assert!(!texts(&home, "holm").contains(&"later".to_owned()));
    home.run(["doctor"]).success();

    // Nothing is lost: what was there is a backup like any other.
    let kept = ".local/share/makkerpar/makkerpar.before-restore.backup";
    let restored = home.run(["restore", kept, "--yes"]).object();
    assert!(restored["kept"].as_str().expect("a path").ends_with("before-restore-2.backup"));
    assert!(texts(&home, "holm").contains(&"later".to_owned()));
    home.run(["o", "goes on"]).me("lind").success();
    home.run(["doctor"]).success();
}

#[test]
fn a_backup_is_restored_where_there_is_nothing_yet() {
    let home = with_words();
    home.run(["backup", "saved.backup"]).success();
    let other = Home::new();
    std::fs::copy(home.path("saved.backup"), other.path("saved.backup")).expect("copied");
    other.run(["restore", "saved.backup"]).success();
    assert_eq!(texts(&other, "holm"), texts(&home, "holm"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&other.database()), 0o600);
        assert_eq!(mode(other.database().parent().expect("a folder")), 0o700);
    }
    other.run(["restore", "saved.backup", "--db", "named.db"]).success();
    other.run(["doctor", "--db", "named.db"]).success();
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_is_changed() {
    let home = with_words();
    home.run(["export", "json", "--shared", "-o", "out.json"]).success();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    home.run(["calendar", "export", "-o", "out.ics"]).success();
    home.run(["backup", "damaged.backup"]).success();
    let mut bytes = std::fs::read(home.path("damaged.backup")).expect("the file");
    let at = bytes.windows(13).rposition(|window| window == b"blue anemones").expect("the words");
    bytes[at] = b'B';
    std::fs::write(home.path("damaged.backup"), bytes).expect("written");
    home.run(["backup", "newer.backup"]).success();
    let other = |name: &str, change: &str| {
        Connection::open(home.path(name)).and_then(|file| file.execute_batch(change)).expect("a change");
    };
    other("newer.backup", "PRAGMA user_version = 99");
    other("other.db", "CREATE TABLE recipe (name TEXT)");
    std::fs::write(home.path("letter"), "Dear Anna").expect("a file");
    std::fs::write(home.path("empty"), "").expect("a file");
    let before = std::fs::read(home.database()).expect("the file");
    for (name, code, hint) in [
        ("out.json", "is-an-export", "makkerpar import out.json"),
        ("out.ics", "is-a-calendar", "makkerpar calendar import out.ics"),
        ("damaged.backup", "damaged-database", "--rescue"),
        ("newer.backup", "newer-database", "newer"),
        ("other.db", "not-a-backup", "makkerpar backup"),
        ("letter", "not-a-backup", "makkerpar backup"),
        ("empty", "not-a-backup", "makkerpar backup"),
        (".", "not-a-backup", "makkerpar backup"),
        ("missing", "unreadable", ""),
        (".local/share/makkerpar/makkerpar.db", "same-file", "another"),
    ] {
        assert_eq!(home.run(["restore", name, "--yes"]).json().refused().code(), code, "{name}");
        home.run(["restore", name, "--yes"]).refused().notes(hint).notes(name);
        home.run(["restore", name, "--yes"]).lang("da").refused().notes("fejl: ");
    }
    assert_eq!(std::fs::read(home.database()).expect("the file"), before);
    assert_eq!(files(home.database().parent().expect("a folder")), ["makkerpar.db"]);
}

#[test]
fn a_file_that_is_beyond_reading_names_the_latest_backup_which_takes_its_place() {
    let home = with_words();
    home.run(["backup", "first.backup"]).on("2027-03-01").success();
    home.run(["backup", "second.backup"]).on("2027-03-02").success();
    let mut bytes = std::fs::read(home.database()).expect("the file");
    bytes[5000..40000].fill(0xAA);
    std::fs::write(home.database(), &bytes).expect("written");
    home.run(["status"])
        .refused()
        .notes("is damaged")
        .notes("makkerpar restore HOME/second.backup (the latest backup, Tuesday 2 March)");
    std::fs::remove_file(home.path("second.backup")).expect("removed");
    home.run(["status"]).refused().notes("makkerpar restore HOME/first.backup");
    home.run(["restore", "first.backup", "--yes"]).success();
    home.run(["doctor"]).success();
    let kept = home.database().with_file_name("makkerpar.before-restore.backup");
    assert_eq!(std::fs::read(kept).expect("the file"), bytes, "what was there is kept as it was");
}

#[test]
fn a_transaction_that_was_cut_off_does_not_spoil_what_takes_its_place() {
    let home = with_words();
    home.run(["backup", "saved.backup"]).success();
    let journal = home.database().with_file_name("makkerpar.db-journal");
    // A file that SQLite can make nothing of, with what an interrupted program has left beside it.
    std::fs::write(home.database(), b"SQLite format 3\0 and then nothing").expect("written");
    std::fs::write(&journal, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and then nothing").expect("written");
    home.run(["restore", "saved.backup", "--yes"]).success();
    assert!(!journal.exists());
    home.run(["doctor"]).success();
    assert_eq!(texts(&home, "holm").len(), 2);
}

#[test]
fn a_file_that_another_writes_to_is_not_replaced() {
    let home = with_words();
    home.run(["backup", "saved.backup"]).success();
    let other = Connection::open(home.database()).expect("the database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    assert_eq!(home.run(["restore", "saved.backup", "--yes"]).json().refused().code(), "busy");
    drop(other);
    assert_eq!(files(home.database().parent().expect("a folder")), ["makkerpar.db"]);
    home.run(["doctor"]).success();
}

#[cfg(unix)]
#[test]
fn who_has_the_file_open_while_it_is_replaced_writes_nothing_into_what_took_its_place() {
    let home = with_words();
    home.run(["backup", "saved.backup"]).success();
    let other = Connection::open(home.database()).expect("the database");
    let count = |file: &Connection| -> i64 {
        file.query_row("SELECT count(*) FROM record", [], |row| row.get(0)).expect("a count")
    };
    assert_eq!(count(&other), 7);
    home.run(["restore", "saved.backup", "--yes"]).success();
    let refused = other.execute_batch("BEGIN IMMEDIATE; DELETE FROM counter; COMMIT");
    assert!(refused.is_err(), "what was moved away is not written to");
    drop(other);
    home.run(["doctor"]).success();
    assert_eq!(texts(&home, "holm").len(), 2);
}

#[test]
fn erasing_names_the_backups_that_still_hold_the_words() {
    let home = with_words();
    home.run(["backup", "before.backup"]).success();
    home.run(["o", "too much"]).me("holm").success();
    home.run(["backup", "after.backup"]).success();
    let erased = home.run(["erase", "O4", "--yes"]).me("holm").object();
    let copies: Vec<&str> =
        erased["copies"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(copies, ["HOME/after.backup"]);
    home.run(["backup", "after.backup"]).success();
    let erased = home.run(["erase", "O2", "--yes"]).me("holm").object();
    let copies = erased["copies"].to_string();
    assert!(copies.contains("after.backup") && copies.contains("before.backup"), "{copies}");
    // One on a drive that is not there may hold them.
    std::fs::remove_file(home.path("before.backup")).expect("removed");
    let erased = home.run(["erase", "O3", "--yes"]).me("lind").object();
    assert!(erased["copies"].to_string().contains("before.backup"));
}
