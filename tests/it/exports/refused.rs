//! Whatever else is given to `import` is refused, and leaves the file as it was.

use super::small;
use crate::harness::Home;
use serde_json::{Value, json};

#[test]
fn an_export_that_is_cut_short_is_refused_wherever_it_ends() {
    let (home, exported) = small();
    let empty = Home::new();
    let before = std::fs::read(home.database()).expect("the database");
    let bytes = exported.trim_end().as_bytes();
    // Every line's end and beginning, and places in between.
    let places = (0..bytes.len())
        .filter(|place| place % 97 == 0 || bytes[*place] == b'\n' || *place + 3 > bytes.len());
    for place in places {
        let cut = empty.run(["import", "-"]).stdin(&bytes[..place]).json().refused();
        // The very beginning could be anything.
        if place > 20 {
            assert_eq!(cut.code(), "cut-short", "{place}");
        }
        assert!(!empty.database().exists(), "a file was made of {place} bytes");
        if place % 5 == 0 {
            home.run(["import", "-"]).stdin(&bytes[..place]).me("holm").refused();
        }
    }
    assert!(std::fs::read(home.database()).expect("the database") == before, "the file was touched");
    for language in ["en", "da"] {
        let word = if language == "en" { "ends in the middle" } else { "midt i" };
        empty.run(["import", "-"]).stdin(&bytes[..bytes.len() - 1]).lang(language).refused().notes(word);
    }
}

/// The records of an export, each to be changed.
fn changed(exported: &str, change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_str(exported).expect("JSON");
    change(&mut value);
    // The version stands first, which a map in the order of its keys cannot promise.
    let Value::Object(mut head) = value else { panic!("an object") };
    let [version, records] = ["makkerpar", "records"].map(|key| head.remove(key).expect("there"));
    let rest = Value::Object(head).to_string();
    format!("{{\"makkerpar\":{version},{},\"records\":{records}}}", &rest[1..rest.len() - 1]).into_bytes()
}

fn first<'v>(value: &'v mut Value, kind: &str) -> &'v mut Value {
    let records = value["records"].as_array_mut().expect("a list");
    records.iter_mut().find(|record| record["kind"] == kind).expect("one of that kind")
}

#[test]
fn an_export_that_contradicts_itself_is_refused_with_the_record_and_the_field() {
    let (home, exported) = small();
    let before = std::fs::read(home.database()).expect("the database");
    let stranger = json!("0195b0c0-0000-7000-8000-000000000000");
    let contradictions: [(&str, &str, Value, &str); 17] = [
        ("observation", "/author", stranger.clone(), "author"),
        ("observation", "/body/author", json!("b"), "author"),
        ("observation", "/kind", json!("incident"), "kind"),
        ("observation", "/kind", json!("printing"), "kind"),
        ("answer", "/subject", stranger.clone(), "subject"),
        ("observation", "/body/pair", stranger.clone(), "pair"),
        ("incident", "/body/number", json!(0), "number"),
        ("adjustment", "/body/number", json!(0), "number"),
        ("answer", "/body/number", json!(0), "number"),
        ("observation", "/body/text", json!("  "), "text"),
        ("answer", "/body/text", json!(""), "text"),
        ("observation", "/lamport", json!(0), "lamport"),
        ("observation", "/lamport", json!(i64::MAX), "lamport"),
        ("observation", "/state", json!("removed"), "state"),
        ("person", "/body/name", json!("\u{1b}[31m"), "name"),
        ("pair", "/body/interval", json!(0), "interval"),
        ("review", "/body/minutes", json!(100_000), "minutes"),
    ];
    for (kind, pointer, value, field) in contradictions {
        let broken = changed(&exported, |export| {
            *first(export, kind).pointer_mut(pointer).unwrap_or_else(|| panic!("{kind} {pointer}")) =
                value.clone();
        });
        for there in [&home, &Home::new()] {
            let said = there.run(["import", "-"]).stdin(&broken).json().refused();
            assert_eq!(said.code(), "impossible-export", "{kind} {pointer}: {}", said.stderr);
            assert!(said.stderr.contains(&format!("field {field}")), "{kind} {pointer}: {}", said.stderr);
        }
        home.run(["import", "-"]).stdin(&broken).lang("da").refused().notes("modsiger sig selv");
    }
    assert!(std::fs::read(home.database()).expect("the database") == before, "the file was touched");
}

#[test]
fn what_is_no_export_is_refused_by_what_it_is() {
    let (home, exported) = small();
    let file = |name: &str, bytes: &[u8]| std::fs::write(home.path(name), bytes).expect("a file");
    file("recipes.json", b"{\"recipes\": []}");
    file("list.json", b"[1, 2]");
    file("headless.json", b"{\"makkerpar\": 1}");
    file("newer.json", exported.replacen("\"makkerpar\":1", "\"makkerpar\":2", 1).as_bytes());
    file("malformed.json", exported.replacen("\"entity\":", "\"entity\" ", 1).as_bytes());
    file("unknown.json", exported.replacen("\"state\":\"put\"", "\"state\":\"gone\"", 1).as_bytes());
    file("twice.json", [exported.as_bytes(), exported.as_bytes()].concat().as_slice());
    file("talk.ics", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
    file("latin.csv", b"dato;tekst\r\n2027-03-01;Br\xf8d\r\n");
    file("empty.txt", b"");
    file("blank.csv", b"date,text\n\n");
    std::fs::create_dir(home.path("folder")).expect("a folder");
    std::fs::copy(home.database(), home.path("copy.db")).expect("copied");
    let before = std::fs::read(home.database()).expect("the database");
    for (name, code, english, danish) in [
        ("recipes.json", "not-an-export", "is no export", "ikke en eksport"),
        ("list.json", "not-an-export", "is no export", "ikke en eksport"),
        ("headless.json", "not-an-export", "is no export", "ikke en eksport"),
        ("newer.json", "newer-export", "by a newer makkerpar (version 2", "nyere makkerpar (version 2"),
        ("malformed.json", "malformed-export", "line 3, column", "linje 3, tegn"),
        ("unknown.json", "malformed-export", "line 3, column", "linje 3, tegn"),
        ("twice.json", "malformed-export", "cannot be understood", "kan ikke forstås"),
        (
            "talk.ics",
            "is-a-calendar",
            "makkerpar calendar import talk.ics --for",
            "calendar import talk.ics --for",
        ),
        ("copy.db", "is-a-database", "makkerpar --db copy.db status", "--db copy.db status"),
        ("latin.csv", "not-utf8", "UTF-8", "UTF-8"),
        ("empty.txt", "nothing-in-it", "nothing in empty.txt", "empty.txt"),
        ("blank.csv", "nothing-in-it", "nothing in blank.csv", "blank.csv"),
        ("folder", "unreadable", "it is a folder", "mappe"),
        ("missing.json", "unreadable", "there is no such file", "findes ikke"),
    ] {
        for more in [&[][..], &["--dry-run"]] {
            let run = || home.run(["import", name].iter().chain(more)).me("holm");
            assert_eq!(run().json().refused().code(), code, "{name}");
            run().refused().notes("error: ").notes(english).notes("hint: ");
            run().lang("da").refused().notes("fejl: ").notes(danish).notes("råd: ");
        }
    }
    assert!(std::fs::read(home.database()).expect("the database") == before, "the file was touched");
}
