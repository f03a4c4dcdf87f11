//! `docs/exchange.md` names every field that an export has, and no other.

use super::full_home;
use crate::harness::Home;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A home in which something of every kind stands on record, with all that can be said of it.
fn home_of_every_kind() -> Home {
    let mut home = full_home();
    home.set_clock("2027-03-04");
    let anna = |home: &Home, words: &[&str]| _ = home.run(words).me("holm").success();
    let bo = |home: &Home, words: &[&str]| _ = home.run(words).me("lind").success();
    anna(&home, &["o", "Taken back"]);
    anna(&home, &["undo"]);
    anna(&home, &["edit", "O1", "--add", "And again"]);
    anna(&home, &["incident", "close", "T1", "--reason", "Done"]);
    anna(&home, &["adjust", "check", "A1", "kept", "Twice"]);
    anna(&home, &["adjust", "add", "No mail after ten", "--owner", "both", "--rule"]);
    anna(&home, &["adjust", "lapse", "A2", "No longer"]);
    anna(&home, &["adjust", "add", "By the summer", "--owner", "holm", "--until", "2027-06-01"]);
    anna(&home, &["pair", "edit", "--trust-on-paper", "yes"]);
    anna(&home, &["pair", "edit", "--name", "holm=Anna Bo Holm"]);
    bo(&home, &["pair", "edit", "--theme", "press=The press", "--question", "roles=Who decides?"]);
    bo(&home, &["pair", "edit", "--agreement", "phone=No phones at the table"]);
    anna(&home, &["review", "note", "2027", "The path by the lake", "-t", "roles"]);
    bo(&home, &["review", "prepare", "2027"]);
    home.set_clock("2027-05-20T21:00:00+02:00");
    bo(&home, &["review", "record", "2027", "--score", "holm=92", "--score", "lind=88"]);
    anna(&home, &["review", "sign", "2027"]);
    bo(&home, &["review", "sign", "2027"]);
    bo(&home, &["review", "amend", "2027", "The score was kind"]);
    home
}

/// The fields of everything that stands in an export: of what stands before the records, of a record, and of the bodies by kind.
fn fields(export: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut see = |what: &str, value: &Value| {
        let fields = value.as_object().expect("an object").keys().cloned();
        found.entry(what.to_owned()).or_default().extend(fields);
    };
    see("The file", export);
    see("pair before the records", &export["pair"]);
    see("people before the records", &export["people"][0]);
    for record in export["records"].as_array().expect("a list") {
        see("A record", record);
        if let Some(body) = record.get("body") {
            see(record["kind"].as_str().expect("a kind"), body);
        }
    }
    found
}

/// What `docs/exchange.md` says that there is: the names in the first column of the table under each heading.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let text = include_str!("../../../docs/exchange.md");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            title.trim_matches('`').clone_into(&mut heading);
        } else if let Some(row) = line.strip_prefix("| `") {
            let cell = row.split(" | ").next().expect("a cell");
            let names = cell.split('`').filter(|name| !name.is_empty() && !name.starts_with(','));
            found.entry(heading.clone()).or_default().extend(names.map(str::to_owned));
        }
    }
    found
}

#[test]
fn the_documented_fields_are_those_that_an_export_has() {
    let home = home_of_every_kind();
    let export = home.run(["export", "json"]).me("holm").success().stdout;
    let export: Value = serde_json::from_str(&export).expect("JSON");
    let (mut found, documented) = (fields(&export), documented());
    // What every part has stands under a heading of its own.
    let common = &documented["every part"];
    for fields in found.values_mut().filter(|fields| fields.contains("part")) {
        assert!(common.is_subset(fields), "{common:?} and {fields:?}");
        fields.retain(|field| !common.contains(field));
    }
    found.retain(|_, fields| !fields.is_empty());
    found.insert("every part".to_owned(), common.clone());
    assert_eq!(found, documented);
}
