//! The rooms of the program and the direction of imports between them, read from `src/`.
//!
//! ```text
//! cli → app → { store, schedule, programme, calendar, handout } → template → { domain, locale }
//! ```

mod source;

use source::{Source, after, names, sources};
use std::collections::BTreeMap;
use std::path::Path;

/// The rooms, and which others each may import from. Domain values know their words; words know nothing.
const ROOMS: &[(&str, &[&str])] = &[
    ("cli", &["app", "store", "handout", "domain", "locale"]),
    ("app", &["store", "schedule", "programme", "calendar", "handout", "template", "domain", "locale"]),
    ("store", &["domain", "locale"]),
    ("schedule", &["template", "domain", "locale"]),
    ("programme", &["template", "domain", "locale"]),
    ("calendar", &["domain", "locale"]),
    ("handout", &["domain", "locale"]),
    ("template", &["domain", "locale"]),
    ("domain", &["locale"]),
    ("locale", &[]),
    // No rooms of the program: what benchmarks measure, and what tests walk through all of them with.
    ("bench", &["app", "store", "schedule", "programme", "calendar", "handout", "domain", "locale"]),
    (
        "fuzz",
        &[
            "cli",
            "app",
            "store",
            "schedule",
            "programme",
            "calendar",
            "handout",
            "template",
            "domain",
            "locale",
        ],
    ),
];

/// What the front desk takes from the middle rooms: it opens the file, words what is wrong with it, and reads
/// a size of paper. Everything else goes through a use case.
const PLAIN_TYPES: &[&str] = &["store::Store", "store::StoreError", "store::Finding", "handout::Paper"];

/// Crates that one place alone knows.
const CRATES: &[(&str, &str)] = &[
    ("clap", "cli/"),
    ("ctrlc", "cli/"),
    ("terminal_size", "cli/"),
    ("etcetera", "cli/"),
    ("shlex", "cli/"),
    ("toml_edit", "app/settings.rs"),
    ("rusqlite", "store/"),
    ("printpdf", "handout/pdf.rs"),
    ("lopdf", "handout/"),
    ("rustybuzz", "handout/"),
    ("subsetter", "handout/"),
    ("hypher", "handout/"),
    ("flate2", "handout/"),
    ("unicode_linebreak", "handout/"),
    ("rrule", "calendar/"),
    ("computus", "schedule/"),
    ("sunrise", "schedule/"),
];

/// What only the front desk asks the surroundings for: arguments, variables, the clock, the terminal.
const SURROUNDINGS: &[&str] = &[
    "std::env",
    "env::var",
    "env::args",
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
    "now_v7",
    "io::stdout",
    "io::stderr",
    "io::stdin",
    "process::exit",
];

/// Output past the pen of the front desk.
const PRINTING: &[&str] = &["println!", "eprintln!", "print!", "eprint!", "dbg!"];

/// The beginnings of statements of SQL.
const SQL: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "PRAGMA ", "CREATE TABLE "];

/// The longest file that is read in one sitting.
const SITTING: usize = 450;

fn rooms() -> BTreeMap<&'static str, &'static [&'static str]> {
    ROOMS.iter().copied().collect()
}

/// Arrows that run the wrong way.
fn wrong_arrows(source: &Source) -> Vec<String> {
    let rooms = rooms();
    let Some(room) = source.room() else { return Vec::new() };
    let Some(allowed) = rooms.get(room) else {
        return vec![format!("src/{}: no room is called {room}", source.path)];
    };
    let mut wrong = Vec::new();
    for import in source.imports() {
        let target = import.split("::").next().unwrap_or_default();
        if target == room || !rooms.contains_key(target) {
            continue;
        }
        let is_middle = !matches!(target, "app" | "domain" | "locale");
        let is_plain = room != "cli" || !is_middle || PLAIN_TYPES.contains(&import.as_str());
        if !allowed.contains(&target) || !is_plain {
            wrong.push(format!("src/{}: {room} → {import}", source.path));
        }
    }
    wrong
}

/// Crates outside the place that knows them.
fn strangers(source: &Source) -> Vec<String> {
    let knows = |name: &str| {
        let is_path =
            |rest: &&str| rest.starts_with("::") || rest.starts_with(';') || rest.starts_with(" as ");
        after(&source.code, name).iter().any(is_path)
    };
    CRATES
        .iter()
        .filter(|(_, place)| !source.path.starts_with(place) && !source.path.contains("/tests/"))
        .filter(|(name, _)| knows(name))
        .map(|(name, place)| format!("src/{}: {name} belongs in {place}", source.path))
        .collect()
}

/// What reaches past its room: the surroundings, the terminal, SQL.
fn reaches(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let room = source.room().unwrap_or_default();
    if room != "cli" {
        // `use std::{env, fs};` and `use std::io::{self, stdout};`
        let grouped: Vec<String> = after(&source.plain, "std::").into_iter().flat_map(names).collect();
        let is_grouped = |mark: &str| {
            let mark = mark.trim_start_matches("std::");
            grouped.iter().any(|name| name == mark || name.starts_with(&format!("{mark}::")))
        };
        let asks = |mark: &&&str| !after(&source.plain, mark).is_empty() || is_grouped(mark);
        found.extend(SURROUNDINGS.iter().filter(asks).map(|mark| format!("src/{}: {mark}", source.path)));
    }
    let prints = PRINTING.iter().filter(|mark| !after(&source.plain, mark).is_empty());
    found.extend(prints.map(|mark| format!("src/{}: {mark}", source.path)));
    if room != "store" {
        let asks =
            source.strings.lines().find(|line| SQL.iter().any(|word| line.trim_start().starts_with(word)));
        found.extend(asks.map(|line| format!("src/{}: SQL: {line}", source.path)));
    }
    found
}

fn too_long(source: &Source) -> Option<String> {
    (source.lines > SITTING).then(|| format!("src/{}: {} lines", source.path, source.lines))
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n  {}", found.join("\n  "));
}

#[test]
fn no_arrow_runs_the_wrong_way() {
    let sources = sources();
    assert!(sources.len() > 50, "only {} files were found", sources.len());
    none(&sources.iter().flat_map(wrong_arrows).collect::<Vec<_>>());
}

#[test]
fn every_crate_stays_in_the_place_that_knows_it() {
    let sources = sources();
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .expect("it is there");
    for (name, _) in CRATES {
        let is_dependency = |line: &str| line.replace('-', "_").starts_with(&format!("{name} ="));
        assert!(text.lines().any(is_dependency), "{name} is no dependency");
    }
    none(&sources.iter().flat_map(strangers).collect::<Vec<_>>());
}

#[test]
fn only_the_front_desk_knows_the_surroundings_and_only_the_store_speaks_sql() {
    none(&sources().iter().flat_map(reaches).collect::<Vec<_>>());
}

#[test]
fn every_file_is_read_in_one_sitting() {
    none(&sources().iter().filter_map(too_long).collect::<Vec<_>>());
}

#[test]
fn a_room_that_imports_upwards_or_sideways_is_found() {
    let wrong = [
        ("store/x.rs", "use crate::app::Session;"),
        ("store/x.rs", "use crate::handout;"),
        ("programme/x.rs", "use crate::{locale::Language, store::Store};"),
        ("handout/x.rs", "fn f() -> crate::store::Store {}"),
        ("domain/x.rs", "use crate::store::Store;"),
        ("locale/x.rs", "use crate::domain::Id;"),
        ("app/x.rs", "use crate::cli::Desk;"),
        ("store/x.rs", "use super::super::app::Session;"),
        ("store/x.rs", "use super::super::{app, domain};"),
        ("store/deep/x.rs", "use super::super::super::programme;"),
        ("cli/x.rs", "use crate::programme::THEMES;"),
        ("cli/x.rs", "use crate::store::{Store, Writing};"),
        ("cli/x.rs", "use crate::store::*;"),
        ("cellar/x.rs", "use crate::domain::Id;"),
    ];
    for (path, text) in wrong {
        assert_eq!(wrong_arrows(&Source::new(path, text)).len(), 1, "{path}: {text}");
    }
    let right = [
        ("store/x.rs", "use crate::domain::{Change, Id};\nuse super::reading::Reading;"),
        ("store/x.rs", "// use crate::app;\n/* crate::app */ fn f() { say(\"crate::app\", 'x', '\"'); }"),
        ("cli/commands/x.rs", "use super::super::desk::Desk;\nuse crate::app::{self, AppError};"),
        ("cli/x.rs", "use crate::store::{Store, StoreError};\nuse crate::handout::Paper;"),
        ("app/x.rs", "use crate::handout::{self, Paper};\nuse super::error::AppError;"),
        (
            "store/x.rs",
            "fn f<'a>(x: &'a str) { r#\"crate::app\"#; }\n#[cfg(test)]\nmod tests {\n    use super::super::app;\n}",
        ),
        ("lib.rs", "pub use cli::run;\nuse crate::app;"),
    ];
    for (path, text) in right {
        none(&wrong_arrows(&Source::new(path, text)));
    }
}

#[test]
fn a_crate_in_the_wrong_place_is_found() {
    let wrong = [
        ("app/x.rs", "use clap::Args;"),
        ("handout/finish.rs", "use printpdf::Op;"),
        ("domain/x.rs", "impl rusqlite::ToSql for Id {}"),
        ("app/x.rs", "use rusqlite as sql;"),
    ];
    for (path, text) in wrong {
        assert_eq!(strangers(&Source::new(path, text)).len(), 1, "{path}: {text}");
    }
    none(&strangers(&Source::new("handout/pdf.rs", "use printpdf::Op;")));
    none(&strangers(&Source::new("app/x.rs", "// clap::Args\nfn f() { overclap::x(); }")));
}

#[test]
fn a_reach_into_the_surroundings_is_found() {
    let wrong = [
        ("app/x.rs", "fn f() { std::env::var(\"X\"); }"),
        ("app/x.rs", "use std::{env, fs};"),
        ("domain/x.rs", "fn f() { Utc::now(); }"),
        ("store/x.rs", "use std::io::{self, stdout};"),
        ("cli/x.rs", "fn f() { println!(); }"),
        ("app/x.rs", "fn f() { q(\"SELECT 1\"); }"),
    ];
    for (path, text) in wrong {
        assert!(!reaches(&Source::new(path, text)).is_empty(), "{path}: {text}");
    }
    let right = [
        ("cli/x.rs", "fn f() { std::env::args_os(); Utc::now(); writeln!(out); }"),
        (
            "store/x.rs",
            "fn f() { q(\"SELECT 1\"); }\n#[cfg(test)]\nmod tests {\n    fn f() { Utc::now(); }\n}\n",
        ),
        ("handout/tests/mod.rs", "fn f() { std::env::temp_dir(); }"),
        ("app/x.rs", "const X: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/x\"));"),
    ];
    for (path, text) in right {
        none(&reaches(&Source::new(path, text)));
    }
    let after_tests = "#[cfg(test)]\nmod tests {\n    fn f() {}\n}\n\nfn g() { Utc::now(); }\n";
    assert!(!reaches(&Source::new("app/x.rs", after_tests)).is_empty());
}

#[test]
fn a_file_that_is_too_long_is_found() {
    assert!(too_long(&Source::new("app/x.rs", &"\n".repeat(SITTING + 1))).is_some());
    assert!(too_long(&Source::new("app/x.rs", &"\n".repeat(SITTING))).is_none());
}
