//! Whether all is well: what the doctor looks at, and what it says to do.

use crate::harness::Home;
use rusqlite::Connection;
use std::path::Path;

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

fn change(path: &Path, sql: &str) {
    Connection::open(path)
        .and_then(|file| file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")))
        .expect("a change");
}

#[test]
fn where_all_is_well_each_area_says_so() {
    let home = Home::with_pair();
    home.run(["backup", "saved.backup"]).success();
    home.run(["doctor"]).success().stdout(
        "ok  file       HOME/.local/share/makkerpar/makkerpar.db, yours alone\n\
         ok  folder     on this machine alone\n\
         ok  pages      sound, schema 4\n\
         ok  records    each as it was written\n\
         ok  tables     as the records say\n\
         ok  search     finds what the records say\n\
         ok  templates  none of your own\n\
         ok  settings   none of your own\n\
         ok  backup     HOME/saved.backup, Wednesday 3 March\n\
         No problems\n",
    );
    home.run(["doctor"]).lang("da").success().contains("Ingen problemer").contains("sikkerhedskopi");
    let checked = home.run(["doctor"]).object();
    assert_eq!(checked["findings"], serde_json::json!([]));
    assert_eq!(checked["schema"], 4);
    assert_eq!(checked.get("warnings"), None);
}

#[test]
fn what_is_good_to_know_is_noted_and_is_no_problem() {
    let mut home = Home::with_pair();
    home.run(["doctor"]).success().contains("none is known").contains("makkerpar backup FOLDER");
    home.run(["backup", "saved.backup"]).success();
    home.set_clock("2027-05-03");
    home.run(["doctor"]).success().contains("saved.backup is 61 days old").contains("No problems");
    let warnings = home.run(["doctor"]).object()["warnings"].clone();
    assert!(warnings[0].as_str().expect("a text").contains("61 days old"), "{warnings}");

    let synced = home.path("Dropbox/makkerpar.db");
    std::fs::create_dir(home.path("Dropbox")).expect("a folder");
    std::fs::copy(home.database(), &synced).expect("copied");
    let said = home.run(["doctor", "--db", "Dropbox/makkerpar.db"]).success();
    assert!(said.stdout.contains("Dropbox copies HOME/Dropbox while makkerpar writes"), "{}", said.stdout);
    assert!(said.stdout.contains("config set db PATH"), "{}", said.stdout);

    let left = home.database().with_file_name(".makkerpar-left");
    std::fs::write(&left, "x").expect("a file");
    home.run(["doctor"]).success().lacks("left behind");
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(7200);
    std::fs::File::options().write(true).open(&left).and_then(|file| file.set_modified(old)).expect("a time");
    home.run(["doctor"]).success().contains(".makkerpar-left was left behind").contains("rm HOME/");
}

#[cfg(unix)]
#[test]
fn a_file_or_a_copy_that_others_can_read_is_a_problem() {
    let home = Home::with_pair();
    home.run(["backup", "saved.backup"]).success();
    allow(&home.database(), 0o644);
    allow(&home.path("saved.backup"), 0o640);
    let said = home.run(["doctor"]).said().status(1);
    for words in ["makkerpar.db (0644)", "saved.backup (0640)", "chmod 600 HOME/saved.backup", "2 problems"] {
        assert!(said.stdout.contains(words), "{words}\n{}", said.stdout);
    }
    allow(&home.database(), 0o600);
    allow(&home.path("saved.backup"), 0o600);
    home.run(["doctor"]).success();
}

#[test]
fn own_templates_and_settings_are_looked_at_too() {
    let home = Home::with_pair();
    home.run(["template", "copy", "walk"]).success();
    home.run(["config", "set", "lang", "en"]).success();
    home.run(["doctor"]).success().contains("1 of your own").contains("config.toml");
    let format = home.path(".config/makkerpar/formats/walk.toml");
    let text = std::fs::read_to_string(&format).expect("the template").replace("temper = ", "tempre = ");
    std::fs::write(&format, text).expect("written");
    std::fs::write(home.path(".config/makkerpar/config.toml"), "color = \"sometimes\"\n").expect("written");
    let said = home.run(["doctor"]).said().status(1);
    for words in ["wrong  templates", "makkerpar template check walk", "wrong  settings", "sometimes"] {
        assert!(said.stdout.contains(words), "{words}\n{}", said.stdout);
    }
    let findings = home.run(["doctor"]).json().said().status(1).json()["findings"].clone();
    let codes: Vec<&str> =
        findings.as_array().expect("a list").iter().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, ["template", "wrong-setting"]);
    assert!(findings[0]["fix"].as_str().expect("a text").contains("template check"));
}

#[test]
fn what_is_made_from_the_records_is_made_anew_and_the_file_before_is_kept() {
    let home = Home::with_pair();
    home.run(["o", "private words"]).me("holm").success();
    home.run(["o", "second"]).me("holm").success();
    for (sql, code) in [
        ("UPDATE counter SET last = 1", "numbers"),
        ("DELETE FROM counter", "numbers"),
        ("INSERT INTO letters (letters) VALUES ('delete-all')", "index"),
        ("UPDATE entry SET reader = 'both'", "projection"),
        ("DELETE FROM person", "dangling"),
    ] {
        change(&home.database(), sql);
        let found = home.run(["doctor"]).json().said().status(1).json();
        assert!(found["findings"].to_string().contains(code), "{sql}: {found}");
        assert!(found["findings"].to_string().contains("doctor --rebuild"), "{sql}: {found}");
        let rebuilt = home.run(["doctor", "--rebuild"]).object();
        assert_eq!(rebuilt["findings"], serde_json::json!([]), "{sql}");
        let kept = rebuilt["kept"].as_str().and_then(|kept| kept.strip_prefix("HOME/")).expect("a path");
        assert!(home.path(kept).is_file(), "{kept}");
        home.run(["doctor"]).success();
    }
    home.run(["o", "third"]).me("holm").success().contains("O3");
    home.run(["doctor", "--rebuild"]).success().contains("nothing to make anew");
}

#[test]
fn a_table_that_does_not_belong_there_and_one_that_is_missing_are_found() {
    for sql in [
        "CREATE TABLE surplus (x)",
        "DROP INDEX entry_by_reader",
        "DROP TABLE proposal",
        "INSERT INTO letters (letters, rank) VALUES ('secure-delete', 0)",
    ] {
        let home = Home::with_pair();
        change(&home.database(), sql);
        let found = home.run(["doctor"]).json().said().status(1).json();
        assert!(found["findings"].to_string().contains("\"schema\""), "{sql}: {found}");
        assert!(found["findings"].to_string().contains("--rescue"), "{sql}: {found}");
    }
}

#[test]
fn what_is_made_from_records_that_cannot_be_trusted_is_not_made_anew() {
    let home = Home::with_pair();
    home.run(["o", "words"]).me("holm").success();
    change(&home.database(), "UPDATE record SET body = replace(body, 'words', 'wards'); DELETE FROM tally");
    let before = std::fs::read(home.database()).expect("the file");
    home.run(["doctor", "--rebuild"]).refused().notes("--rescue");
    assert_eq!(std::fs::read(home.database()).expect("the file"), before);
}

#[test]
fn what_a_damaged_file_still_holds_is_saved_into_a_new_one() {
    let home = Home::with_pair();
    for number in 1..=20 {
        home.run(["o", &format!("noticed {number}"), "--share"]).me("holm").success();
    }
    home.run(["doctor", "--rescue", "whole.db"])
        .success()
        .stdout("whole.db  43 records saved\n")
        .notes("nothing is missing");
    let mut bytes = std::fs::read(home.database()).expect("the file");
    bytes[..100].fill(0);
    std::fs::write(home.database(), &bytes).expect("written");
    home.run(["status"]).refused();
    let saved = home.run(["doctor", "--rescue", "saved.db"]).object();
    assert_eq!((&saved["records"], &saved["missing"]), (&43.into(), &0.into()));
    home.run(["doctor", "--db", "saved.db"]).success();
    home.run(["restore", "saved.db", "--yes"]).success();
    home.run(["show", "O20"]).success().contains("noticed 20");
    home.run(["o", "goes on"]).me("lind").success().contains("O21");
    home.run(["doctor"]).success();

    home.run(["doctor", "--rescue", "saved.db"])
        .refused()
        .notes("saved.db is already there")
        .notes("hint: another name for the new file");
    std::fs::write(home.path("letter"), "Dear Anna").expect("a file");
    assert_eq!(
        home.run(["doctor", "--rescue", "x.db", "--db", "letter"]).json().refused().code(),
        "nothing-to-rescue"
    );
    assert!(!home.path("x.db").exists());
    assert_eq!(
        home.run(["doctor", "--rescue", "x.db", "--db", "no"]).json().refused().code(),
        "missing-file"
    );
    home.run(["doctor", "--rescue", "x.db", "--rebuild"]).misused();
}

#[cfg(unix)]
#[test]
fn a_file_that_takes_no_writing_is_looked_at_all_the_same() {
    let home = Home::with_pair();
    home.run(["o", "words"]).me("holm").success();
    change(&home.database(), "DELETE FROM tag; INSERT INTO letters (letters) VALUES ('delete-all')");
    let folder = home.database().parent().expect("a folder").to_owned();
    allow(&home.database(), 0o400);
    allow(&folder, 0o500);
    let said = home.run(["doctor"]).said();
    allow(&folder, 0o700);
    assert!(said.stdout.contains("the index of words differs"), "{}{}", said.stdout, said.stderr);
}

#[test]
fn a_look_writes_nothing() {
    let home = Home::with_pair();
    home.run(["o", "words"]).me("holm").success();
    let before = (
        std::fs::read(home.database()).expect("the file"),
        std::fs::metadata(home.database()).and_then(|told| told.modified()).expect("a time"),
    );
    home.run(["doctor"]).success();
    let after = (
        std::fs::read(home.database()).expect("the file"),
        std::fs::metadata(home.database()).and_then(|told| told.modified()).expect("a time"),
    );
    assert!(before == after);
}
