//! Files of every schema there was, as the programs of their time wrote them: opened, brought to the schema of today,
//! and compared with what those programs said of them.

use crate::harness::Home;
use rusqlite::Connection;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The newest schema.
const NEWEST: u32 = 4;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schemas").join(name)
}

/// A home with the file of a schema in its usual place.
fn home_of(schema: u32) -> Home {
    let mut home = Home::new();
    home.set_clock("2026-06-10");
    let database = home.database();
    std::fs::create_dir_all(database.parent().expect("a folder")).expect("made");
    std::fs::copy(fixture(&format!("{schema}.db")), &database).expect("copied");
    #[cfg(unix)]
    std::fs::set_permissions(&database, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("a mode");
    home
}

fn schema_of(path: &Path) -> u32 {
    let file = Connection::open(path).expect("a database");
    file.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version")
}

/// The hash of the last record, in which all before are contained.
fn chain(path: &Path) -> Vec<u8> {
    let file = Connection::open(path).expect("a database");
    file.query_row("SELECT chain_hash FROM record ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
        .expect("a hash")
}

/// Whether `now` says all that `then` said; it may say more.
#[track_caller]
fn says_what_was_said(then: &Value, now: &Value, place: &str) {
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => {
            for (key, value) in then {
                let found = now.get(key).unwrap_or_else(|| panic!("{place}.{key} is gone"));
                says_what_was_said(value, found, &format!("{place}.{key}"));
            }
        }
        (Value::Array(then), Value::Array(now)) => {
            assert_eq!(then.len(), now.len(), "{place}");
            for (index, (then, now)) in then.iter().zip(now).enumerate() {
                says_what_was_said(then, now, &format!("{place}[{index}]"));
            }
        }
        _ => assert_eq!(then, now, "{place}"),
    }
}

#[test]
fn there_is_a_file_of_every_schema() {
    let home = Home::with_pair();
    assert_eq!(schema_of(&home.database()), NEWEST);
    for schema in 1..=NEWEST {
        assert_eq!(schema_of(&fixture(&format!("{schema}.db"))), schema);
    }
}

#[test]
fn a_file_of_any_schema_says_what_it_said_to_the_program_of_its_time() {
    for schema in 1..=NEWEST {
        let home = home_of(schema);
        let before = chain(&home.database());
        let said = std::fs::read_to_string(fixture(&format!("{schema}.json"))).expect("what was said");
        let then: Value = serde_json::from_str(&said).expect("JSON");
        for member in ["holm", "lind"] {
            let log = home.run(["log", "--limit", "100"]).me(member).object();
            says_what_was_said(&then["log"][member], &log, &format!("{schema} {member}"));
            assert!(log["entries"].as_array().expect("entries").len() > 5);
        }
        for entry in then["shown"].as_array().expect("entries") {
            let handle = entry["handle"].as_str().expect("a handle");
            let member = if handle == "T2" { "lind" } else { "holm" };
            let shown = home.run(["show", handle]).me(member).object();
            says_what_was_said(entry, &shown, &format!("{schema} {handle}"));
        }
        assert_eq!(schema_of(&home.database()), NEWEST);
        assert_eq!(chain(&home.database()), before, "the journal is not touched");
        home.run(["doctor"]).success().contains("No problems");
        home.run(["search", "blaabaer"]).success().contains("O1");
        home.run(["search", "erased for good"]).me("holm").success().lacks("O5");
        home.run(["show", "O3"]).me("lind").refused();
        home.run(["observe", "In the form of today"]).me("holm").success().contains("O8");
        home.run(["undo"]).me("holm").success();
        home.run(["doctor"]).success();
    }
}

#[test]
fn the_file_as_it_was_is_kept_beside_it_and_that_is_said_once() {
    for schema in 1..NEWEST {
        let home = home_of(schema);
        let before = chain(&home.database());
        let kept = home.database().with_file_name(format!("makkerpar.schema-{schema}.backup"));
        home.run(["status"]).success().notes(&format!("makkerpar.schema-{schema}.backup"));
        assert_eq!(schema_of(&kept), schema);
        assert_eq!(chain(&kept), before);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&kept).expect("there").permissions().mode() & 0o777, 0o600);
        }
        assert!(!home.run(["status"]).success().stderr.contains(".backup"));
        // What an earlier copy is called is not taken from it.
        std::fs::copy(fixture(&format!("{schema}.db")), home.database()).expect("copied");
        home.run(["status"]).lang("da").success().notes(&format!("makkerpar.schema-{schema}-2.backup"));
        assert_eq!(chain(&kept), before);
    }
}

#[test]
fn a_damaged_file_of_an_earlier_schema_is_left_as_it_is() {
    for schema in 1..NEWEST {
        for change in [
            "UPDATE record SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4",
            "CREATE TABLE surplus (x INTEGER) STRICT",
            "DROP INDEX person_by_name",
        ] {
            let home = home_of(schema);
            Connection::open(home.database()).and_then(|file| file.execute_batch(change)).expect("a change");
            let before = std::fs::read(home.database()).expect("the file");
            let said = home.run(["status"]).json().refused();
            assert_eq!(said.clone().code(), "damaged-database", "{schema} {change}");
            assert!(said.stderr.contains("--rescue"), "{}", said.stderr);
            assert_eq!(std::fs::read(home.database()).expect("the file"), before);
            let files = std::fs::read_dir(home.database().parent().expect("a folder")).expect("files");
            assert_eq!(files.count(), 1, "{schema} {change}: something was left behind");
        }
    }
}

#[test]
fn two_who_open_an_older_file_at_once_both_see_all_of_it() {
    for schema in 1..NEWEST {
        let home = home_of(schema);
        std::thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| home.run(["show", "O1"]).success().contains("blåbær"));
            }
        });
        home.run(["doctor"]).success();
    }
}

#[test]
fn a_backup_of_an_earlier_schema_can_be_restored_and_is_not_changed() {
    for schema in 1..NEWEST {
        let home = Home::new();
        let backup = home.path("old.backup");
        std::fs::copy(fixture(&format!("{schema}.db")), &backup).expect("copied");
        let before = std::fs::read(&backup).expect("the file");
        home.run(["restore", "old.backup"]).success();
        assert_eq!(std::fs::read(&backup).expect("the file"), before);
        assert_eq!(schema_of(&home.database()), NEWEST);
        home.run(["doctor"]).success();
        home.run(["show", "O1"]).success().contains("blåbær");
    }
}
