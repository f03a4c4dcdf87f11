//! What the surroundings refuse: files and folders that take no writing, homes that are missing, a clock that is wrong. What
//! was acknowledged is there, each refusal names the remedy, and nothing breaks.

use crate::dialogue::Dialogue;
use crate::harness::{Home, TODAY};
use rusqlite::Connection;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An account that may do nothing, and that the system knows nothing of.
const STRANGER: u32 = 54_321;

/// Whether the tests are run by one who may do everything.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").expect("what runs").uid() == 0
}

fn give(path: &Path, to: u32) {
    chown(path, Some(to), Some(to)).expect("given away");
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("the folder") {
            give(&entry.expect("an entry").path(), to);
        }
    }
}

/// Runs a command as somebody whom permissions hold: as who runs the tests, or if they hold nobody of that name, as a
/// stranger, whose the home is from then on.
fn as_held(home: &Home, mut command: Command) -> Output {
    if is_root() {
        give(&home.path(""), STRANGER);
        command.uid(STRANGER).gid(STRANGER);
    }
    command.stdin(Stdio::null()).output().expect("the program runs")
}

/// A program that a stranger, too, may run: the folders above the one that was built may be closed.
fn open_to_all(home: &Home) -> PathBuf {
    let copy = home.path("makkerpar-program");
    if !copy.exists() {
        std::fs::copy(env!("CARGO_BIN_EXE_makkerpar"), &copy).expect("copied");
    }
    copy
}

fn held(home: &Home, words: &[&str]) -> Output {
    let run = home.run([""]).command();
    let mut command = Command::new(open_to_all(home));
    command.env_clear().current_dir(home.path("")).args(words);
    for (name, value) in run.get_envs() {
        value.map(|value| command.env(name, value));
    }
    as_held(home, command)
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

#[track_caller]
fn refused(output: &Output, words: &[&str]) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(text(&output.stdout), "");
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[track_caller]
fn done(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

fn kept(home: &Home) -> String {
    std::fs::read_to_string(home.path(".local/state/makkerpar/kept/1.txt")).expect("the text")
}

#[test]
fn a_file_that_takes_no_writing_is_read_all_the_same() {
    let home = Home::with_pair();
    home.run(["o", "there before"]).me("holm").success();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "9:00"]).success();
    let folder = home.database().parent().expect("a folder").to_owned();
    for (path, closed, open) in [(home.database(), 0o400, 0o600), (folder, 0o500, 0o700)] {
        allow(&path, closed);
        let note = held(&home, &["o", "typed in vain", "--me", "holm"]);
        refused(&note, &["makkerpar.db", "permissions", "--db", "kept/1.txt", "o - --me holm <"]);
        assert_eq!(kept(&home), "typed in vain");
        std::fs::remove_dir_all(home.path(".local/state")).expect("removed");
        assert!(done(&held(&home, &["log", "--me", "holm"])).contains("there before"));
        done(&held(&home, &["status"]));
        let proposed = held(&home, &["review", "propose", "--count", "1"]);
        done(&proposed);
        assert!(text(&proposed.stderr).contains("review schedule --pick does not know these days"));
        let cancel = ["review", "cancel", "2027", "--reason", "Bo is ill", "--me", "holm"];
        refused(&held(&home, &cancel), &["kept/1.txt", "review cancel 2027 --reason - --me holm <"]);
        assert_eq!(kept(&home), "Bo is ill");
        std::fs::remove_dir_all(home.path(".local/state")).expect("removed");
        let notes = ["--note", "roles=She waited", "--won", "lind", "--note", "Two halves:\n+ one"];
        let record = [&["review", "record", "2027"][..], &notes, &["--on", "2027-03-01"]].concat();
        let line = "review record 2027 --note - --won lind --on 2027-03-01 <";
        refused(&held(&home, &record), &["kept/1.txt", line]);
        assert_eq!(kept(&home), "roles=She waited\n\nTwo halves:\n+ one");
        std::fs::remove_dir_all(home.path(".local/state")).expect("removed");
        let export = held(&home, &["export", "csv", "--me", "holm", "-o", "year.csv", "--json"]);
        assert!(done(&export).contains("\"on_record\":false"));
        std::fs::remove_file(home.path("year.csv")).expect("it was written");
        // A paper that could not be told of afterwards is not printed.
        refused(&held(&home, &["calendar", "export", "-o", "talks.ics"]), &["makkerpar.db", "permissions"]);
        assert!(!home.path("talks.ics").exists());
        allow(&path, open);
    }
    allow(&home.database(), 0o000);
    refused(&held(&home, &["log"]), &["makkerpar.db cannot be opened", "permissions", "--db"]);
    allow(&home.database(), 0o600);
    assert_eq!(home.texts("holm"), ["there before"]);
    assert_eq!(left_beside(&home.path("")), 0);
}

#[test]
fn what_leaves_a_file_that_is_held_leaves_it_and_what_has_to_be_told_there_does_not() {
    let home = Home::with_pair();
    home.run(["o", "there before"]).me("holm").success();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "9:00"]).success();
    let other = Connection::open(home.database()).expect("the database");
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let export = home.run(["export", "csv", "-o", "year.csv"]).me("holm").success();
            export.notes("the history does not tell of it");
        });
        threads.spawn(|| {
            let export = home.run(["export", "json", "-o", "all.json"]).me("holm").object();
            assert_eq!(export["on_record"], false);
        });
        threads.spawn(|| {
            let brief = home.run(["handout", "brief", "-o", "brief.pdf"]).me("holm").json().refused();
            assert_eq!(brief.code(), "busy");
        });
    });
    drop(other);
    assert!(home.path("year.csv").exists() && home.path("all.json").exists());
    assert!(!home.path("brief.pdf").exists());
    assert_eq!(left_beside(&home.path("")), 0);
    home.run(["handout", "brief", "-o", "brief.pdf"]).me("holm").success();
    home.run(["history", "--limit", "1"]).success().contains("handout brief");
}

/// How many files wait beside their places.
fn left_beside(folder: &Path) -> usize {
    let names =
        std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").file_name());
    names.filter(|name| name.as_bytes().starts_with(b".makkerpar-")).count()
}

#[test]
fn where_there_is_no_home_a_place_for_the_database_is_asked_for() {
    let home = Home::new();
    let add = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "other"];
    let at = |place: Option<&str>, words: &[&str]| {
        let mut command = Command::new(open_to_all(&home));
        command.env_clear().env("LANG", "C.UTF-8").current_dir(home.path("")).args(words);
        place.map(|place| command.env("HOME", place));
        as_held(&home, command)
    };
    // The folders of the system are nobody's to write into.
    for words in [&add[..], &["import", "x.json"]] {
        std::fs::write(home.path("x.json"), "{\"makkerpar\": 1}").expect("written");
        refused(&at(Some("/proc/none"), words), &["/proc/none", "--db PATH", "MAKKERPAR_DB"]);
    }
    assert!(done(&at(Some("/proc/none"), &["status"])).contains("No pair here yet."));
    if is_root() {
        refused(&at(None, &add), &["nobody says where your home folder is", "--db PATH", "MAKKERPAR_DB"]);
        refused(
            &at(None, &["log", "--lang", "da"]),
            &["det er ikke til at se, hvor din hjemmemappe er", "MAKKERPAR_DB"],
        );
        done(&at(None, &["help"]));
    }
    let named = [&add[..], &["--db", "x.db"]].concat();
    done(&at(Some("/proc/none"), &named));
    // What cannot be kept is shown, so that it is not lost.
    let said = at(Some("/proc/none"), &["o", "on no disk", "--me", "holm", "--db", "gone.db"]);
    refused(&said, &["what you typed cannot be kept", "on no disk", "makkerpar --db gone.db pair add"]);
    let said = at(Some("/proc/none"), &["o", "on no disk", "--me", "holm", "--db", "gone.db", "--json"]);
    refused(&said, &["\"typed\":\"on no disk\""]);
    let said = at(Some("/proc/none"), &["config", "set", "me", "holm"]);
    refused(&said, &["/proc/none"]);
}

#[test]
fn what_stands_in_the_place_of_the_database_is_named_and_never_waited_for() {
    let home = Home::with_pair();
    home.in_shell("mkfifo pipe.db", &[]).status(0);
    symlink("gone.db", home.path("dangling.db")).expect("a link");
    symlink("loop.db", home.path("loop.db")).expect("a link");
    let long = format!("{}.db", "x".repeat(5000));
    let long_name = format!("{}.db", "x".repeat(300));
    for (name, code, makes) in [
        ("pipe.db", "not-a-database", "not-a-database"),
        ("/dev/null", "not-a-database", "not-a-database"),
        ("/dev/zero", "not-a-database", "not-a-database"),
        ("dangling.db", "missing-file", "file-exists"),
        ("loop.db", "denied", "file-exists"),
        (&long, "denied", "denied"),
        (&long_name, "denied", "denied"),
        ("text.db/x.db", "denied", "missing-folder"),
    ] {
        std::fs::write(home.path("text.db"), "a letter").expect("written");
        for words in [&["status"][..], &["o", "words"], &["doctor"]] {
            let said = home.run(words).me("holm").env("MAKKERPAR_DB", name).json().refused();
            assert_eq!(said.code(), code, "{name} {words:?}");
            assert!(!said.stderr.contains("\"hint\":null"), "{}", said.stderr);
        }
        let add = ["pair", "add", "Carl Juhl", "Dorte Friis", "--kind", "other"];
        let said = home.run(add).env("MAKKERPAR_DB", name).json().refused();
        assert_eq!(said.code(), makes, "{name}");
        assert!(!said.stderr.contains("\"hint\":null"), "{}", said.stderr);
    }
    assert!(!home.path("gone.db").exists());
    assert_eq!(left_beside(&home.path("")), 0);
}

#[test]
fn a_link_to_the_database_is_as_good_as_the_file() {
    let home = Home::with_pair();
    std::fs::create_dir(home.path("linked")).expect("a folder");
    symlink(home.database(), home.path("linked/here.db")).expect("a link");
    home.run(["o", "through the link", "--db", "linked/here.db"]).me("holm").success();
    home.run(["o", "through the door"]).me("holm").success();
    home.run(["undo", "--db", "linked/here.db"]).me("holm").success().contains("O2");
    assert_eq!(home.texts("holm"), ["through the link"]);
    assert!(home.path("linked/here.db").is_symlink());
    // Not even who insists replaces the record by a paper.
    let over = ["export", "csv", "--force", "-o", "linked/here.db"];
    assert_eq!(home.run(over).me("holm").json().refused().code(), "file-in-the-way");
    assert_eq!(std::fs::read_dir(home.path("linked")).expect("the folder").count(), 1);
    home.run(["doctor", "--db", "linked/here.db"]).success();
}

#[test]
fn a_folder_that_vanishes_while_a_person_types_takes_nothing_of_what_they_typed() {
    let home = Home::with_pair();
    home.run(["o", "asked", "--puzzle", "--share"]).me("holm").success();
    let folder = home.database().parent().expect("a folder").to_owned();
    let mut answer = Dialogue::begin(&home, TODAY, &["answer", "O1", "--me", "lind"]);
    answer.reads("Your why");
    std::fs::remove_dir_all(&folder).expect("removed");
    answer.types("An answer to what is gone").types("");
    let (status, said) = answer.ends();
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("kept/1.txt") && said.contains("hint: "), "{said}");
    assert_eq!(kept(&home), "An answer to what is gone");
    assert!(!folder.exists(), "nothing is made in its stead");
    home.run(["log", "--db", &home.database().display().to_string()]).refused().notes("no database at");
}

#[test]
fn where_there_is_no_editor_the_remedy_is_named() {
    let home = Home::with_pair();
    home.run(["o", "to be changed"]).me("holm").success();
    for (words, lang, hint) in [
        (&["edit", "O1", "-e"][..], "en", "makkerpar config set editor"),
        (&["o", "-e"], "da", "makkerpar config set editor"),
        (&["incident", "add", "-e"], "en", "EDITOR"),
    ] {
        let words = [words, &["--me", "holm", "--lang", lang]].concat();
        let variables = [("PATH", "/nowhere"), ("VISUAL", ""), ("EDITOR", "")];
        let (status, said) = Dialogue::with(&home, TODAY, &variables, &words).ends();
        assert_eq!(status, 1, "{said}");
        assert!(said.contains(hint), "{said}");
    }
    assert_eq!(home.texts("holm"), ["to be changed"]);
}

#[test]
fn a_clock_that_is_set_back_takes_nothing_from_the_record_or_its_order() {
    let mut home = Home::with_pair();
    let note = |home: &Home, text: &str| _ = home.run(["o", text, "--share"]).me("holm").success();
    note(&home, "the first");
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "9:00"]).me("holm").success();
    home.set_clock("2017-03-03");
    note(&home, "ten years before");
    home.run(["edit", "O1", "--theme", "roles"]).me("holm").success();
    home.run(["status"]).me("holm").success().contains("20 May 2027");
    home.set_clock(TODAY);
    note(&home, "the last");
    let history = home.run(["history"]).me("holm").object();
    let commands: Vec<_> = history["commands"].as_array().expect("a list").iter().collect();
    let acts: Vec<_> = commands.iter().filter_map(|command| command["command"].as_str()).collect();
    assert_eq!(acts, ["observe", "edit", "observe", "review schedule", "observe", "pair add"]);
    assert!(commands[1]["at"].as_str().is_some_and(|at| at.starts_with("2017-03-03")), "{history}");
    assert_eq!(home.texts("holm").len(), 3);
    home.set_clock("2017-03-03");
    for (taken, left) in [("O3", 2), ("O1", 2), ("O2", 1)] {
        home.run(["undo"]).me("holm").success().contains(taken);
        assert_eq!(home.run(["log"]).me("holm").object()["entries"].as_array().map(Vec::len), Some(left));
    }
    home.run(["redo"]).me("holm").success().contains("O2");
    home.set_clock(TODAY);
    assert_eq!(home.texts("holm"), ["the first", "ten years before"]);
    home.run(["doctor"]).success().contains("No problems");
}
