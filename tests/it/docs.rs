//! The documents say what the program does.

use crate::harness::{Home, shell_words};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Every command of the line, those below another by their whole path.
const COMMANDS: &[&str] = &[
    "observe",
    "answer",
    "share",
    "withdraw",
    "incident",
    "incident add",
    "incident reply",
    "incident step",
    "incident close",
    "incident reopen",
    "incident list",
    "adjust",
    "adjust add",
    "adjust use",
    "adjust check",
    "adjust lapse",
    "adjust list",
    "show",
    "edit",
    "delete",
    "erase",
    "review",
    "review propose",
    "review schedule",
    "review move",
    "review cancel",
    "review edit",
    "review list",
    "review agenda",
    "review prepare",
    "review note",
    "review record",
    "review sign",
    "review amend",
    "handout",
    "handout prep",
    "handout brief",
    "handout card",
    "handout summary",
    "status",
    "trust",
    "year",
    "calendar",
    "calendar import",
    "calendar forget",
    "calendar list",
    "calendar export",
    "calendar invite",
    "calendar holidays",
    "calendar block",
    "calendar unblock",
    "log",
    "undo",
    "redo",
    "history",
    "export",
    "export json",
    "export csv",
    "export markdown",
    "import",
    "backup",
    "restore",
    "doctor",
    "init",
    "demo",
    "config",
    "config list",
    "config get",
    "config set",
    "config unset",
    "pair",
    "pair add",
    "pair list",
    "pair show",
    "pair edit",
    "pair end",
    "template",
    "template list",
    "template show",
    "template copy",
    "template check",
    "help",
];

/// The command reference in a language: its file, its code and how it begins.
const REFERENCES: [(&str, &str, &str); 2] = [
    ("docs/reference.md", "en", "# Command reference\n\nWhat `makkerpar help` prints.\n"),
    ("docs/vejledning/reference.md", "da", "# Kommandoerne\n\nDet, `makkerpar help` skriver.\n"),
];

fn reference(language: &str, beginning: &str) -> String {
    let home = Home::new();
    let mut text = beginning.to_owned();
    let overview = home.run(["--help"]).lang(language).success().stdout;
    let _ = write!(text, "\n```text\n{overview}```\n");
    for command in COMMANDS {
        let words = ["help"].into_iter().chain(command.split(' '));
        let help = home.run(words).lang(language).success().stdout;
        let _ = write!(text, "\n## {command}\n\n```text\n{help}```\n");
    }
    text
}

#[test]
fn the_command_references_are_what_the_program_prints() {
    for (file, language, beginning) in REFERENCES {
        let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
        let printed = reference(language, beginning);
        if std::env::var_os("UPDATE_REFERENCE").is_some() {
            std::fs::write(&path, &printed).expect("the reference can be written");
        }
        let written = std::fs::read_to_string(&path).expect(file);
        assert!(written == printed, "{file} is old: UPDATE_REFERENCE=1 cargo test reference");
    }
}

#[test]
fn the_command_reference_leaves_no_command_out() {
    let home = Home::new();
    // What stands in a list of commands, two spaces in.
    let listed = |text: &str| -> Vec<String> {
        let from = text.lines().skip_while(|line| *line != "Commands:").skip(1);
        let rows = from.take_while(|line| line.starts_with("  "));
        let rows = rows.filter(|line| !line.starts_with("   "));
        rows.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
    };
    for parent in
        ["incident", "adjust", "review", "handout", "calendar", "config", "pair", "template", "export"]
    {
        let help = home.run(["help", parent]).success().stdout;
        let found = listed(&help);
        assert!(!found.is_empty(), "{parent}");
        for name in found {
            assert!(COMMANDS.contains(&format!("{parent} {name}").as_str()), "{parent} {name}");
        }
    }
}

/// The lines of a document's code blocks that a person would type.
fn typed(document: &str) -> Vec<String> {
    let path = format!("{}/{document}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the document");
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if is_code
            && let Some(line) = line.trim_start().trim_start_matches("$ ").strip_prefix("makkerpar ")
        {
            lines.push(line.split(" # ").next().unwrap_or(line).trim().to_owned());
        }
    }
    lines
}

#[test]
fn every_line_of_the_documents_that_tell_no_story_can_be_typed() {
    for document in ["docs/formats.md", "docs/exchange.md"] {
        let lines = typed(document);
        assert!(lines.len() >= 3, "{document} has {} lines to type", lines.len());
        for line in lines {
            let home = Home::new();
            let said = home.run(shell_words(&line)).stdin("a text").said();
            assert_ne!(said.status, 2, "{document}: makkerpar {line}\n{}", said.stderr);
        }
    }
}

#[test]
fn the_readme_names_its_two_commands() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md");
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert!(readme.lines().any(|line| line.trim() == command), "{command}");
    }
}

/// The examples of a document: each line that a person types, and what is printed below it.
fn examples(document: &str) -> Vec<(String, String)> {
    let path = format!("{}/{document}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the document");
    let mut found: Vec<(String, String)> = Vec::new();
    for block in text.split("```console\n").skip(1) {
        let (block, _) = block.split_once("```").expect("an end");
        for line in block.lines() {
            if let Some(typed) = line.strip_prefix("$ makkerpar ") {
                found.push((typed.to_owned(), String::new()));
            } else {
                let (_, printed) = found.last_mut().expect("a line to type");
                printed.push_str(line);
                printed.push('\n');
            }
        }
    }
    found
}

#[test]
fn the_examples_of_finding_a_day_print_what_the_document_shows() {
    let mut home = Home::new();
    let event = |times: &str| {
        format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n{times}END:VEVENT\r\nEND:VCALENDAR\r\n")
    };
    let zone = ";TZID=Europe/Copenhagen:";
    let anna = event(&format!(
        "DTSTART{zone}20270107T090000\r\nDTEND{zone}20270107T160000\r\nRRULE:FREQ=WEEKLY\r\n"
    ));
    let bo = event(&format!("DTSTART{zone}20270601T080000\r\nDTEND{zone}20270603T170000\r\n"));
    std::fs::write(home.path("anna.ics"), anna).expect("written");
    std::fs::write(home.path("bo.ics"), bo).expect("written");
    home.set_clock("2026-05-28T20:00:00+02:00");
    let add = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-01-01"];
    home.run(add.into_iter().chain(["--place", "55.93,12.31"])).success();
    home.run(["review", "schedule", "--on", "2026-05-28", "--format", "golf18", "--force"]).success();
    home.run(["review", "record", "2026"]).success();
    home.set_clock("2027-03-03");
    let examples = examples("docs/days.md");
    assert!(examples.len() >= 7, "{} examples", examples.len());
    for (line, printed) in examples {
        let said = home.run(shell_words(&line)).said();
        let ours = if said.status == 0 { said.stdout } else { said.stderr };
        assert_eq!(ours, printed, "makkerpar {line}");
    }
}

#[test]
fn the_examples_of_formats_print_what_the_document_shows() {
    let home = Home::new();
    home.run(["template", "copy", "walk", "--as", "beach"]).success();
    let copy = std::fs::read_to_string(home.path(".config/makkerpar/formats/beach.toml")).expect("a copy");
    let broken = copy
        .replace("fallback = \"room\"", "fallback = \"rom\"")
        .replace("minutes = 60", "minutes = 62")
        .replace("temper = \"hard\"", "temper = \"hadr\"");
    std::fs::write(home.path("beach.toml"), broken).expect("written");
    // The example of the arithmetic is one story: what is typed in it, in its order.
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md"));
    let text = text.expect("the document");
    let (_, story) = text.split_once("### An example").expect("the example");
    let (_, story) = story.split_once("```sh\n").expect("what is typed");
    let (story, _) = story.split_once("```").expect("an end");
    for line in story.lines() {
        home.run(shell_words(line.strip_prefix("makkerpar ").expect("a command"))).success();
    }
    let examples = examples("docs/formats.md");
    assert!(examples.len() >= 3, "{} examples", examples.len());
    for (line, printed) in examples {
        assert_eq!(home.run(shell_words(&line)).said().stdout, printed, "makkerpar {line}");
    }
}

/// The crates of a part of a Cargo.toml with the features that are asked for.
fn asked_for(manifest: &toml::Table, path: &[&str]) -> BTreeMap<String, String> {
    let mut table = manifest;
    for name in path {
        table = table[*name].as_table().expect("a table");
    }
    let features = |value: &toml::Value| {
        let takes_defaults = value.get("default-features").is_none_or(|it| it.as_bool() == Some(true));
        let chosen = value.get("features").and_then(toml::Value::as_array).into_iter().flatten();
        let chosen = chosen.filter_map(toml::Value::as_str);
        let all: Vec<&str> = takes_defaults.then_some("default").into_iter().chain(chosen).collect();
        if all.is_empty() { "none".to_owned() } else { all.join(", ") }
    };
    table.iter().map(|(name, value)| (name.clone(), features(value))).collect()
}

#[test]
fn every_dependency_has_its_row_with_the_features_that_are_asked_for() {
    let read = |file: &str| {
        let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect(file)
    };
    let manifest = |file: &str| read(file).parse::<toml::Table>().expect("TOML");
    let (ours, fuzz) = (manifest("Cargo.toml"), manifest("tests/fuzz/Cargo.toml"));
    let mut for_tests = asked_for(&ours, &["dev-dependencies"]);
    for system in ours["target"].as_table().expect("a table").keys() {
        for_tests.extend(asked_for(&ours, &["target", system, "dev-dependencies"]));
    }
    let parts = [
        ("In the program", asked_for(&ours, &["dependencies"])),
        ("While it is built", asked_for(&ours, &["build-dependencies"])),
        ("For tests and measurements", for_tests),
        ("For fuzzing", asked_for(&fuzz, &["dependencies"])),
    ];
    let document = read("docs/dependencies.md");
    for (heading, asked) in parts {
        let (_, part) = document.split_once(&format!("## {heading}\n")).expect(heading);
        let part = part.split("\n## ").next().unwrap_or_default();
        let rows = part.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
        let rows = rows.filter_map(|(name, rest)| Some((name, rest.split_once(" | ")?.0)));
        let written: BTreeMap<String, String> =
            rows.map(|(name, features)| (name.to_owned(), features.to_owned())).collect();
        assert_eq!(written, asked, "{heading}");
    }
}

#[test]
fn dependencies_stand_in_the_order_of_the_alphabet() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect("Cargo.toml");
    for part in text.split("\n[").filter(|part| part.contains("dependencies]\n")) {
        let is_named = |line: &&str| !line.starts_with('#');
        let lines = part.lines().skip(1).take_while(|line| !line.is_empty()).filter(is_named);
        let names: Vec<&str> = lines.filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
        assert!(!names.is_empty() && names.is_sorted(), "{names:?}");
    }
}
