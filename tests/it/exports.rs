//! Exports: they make the file that they came from, hold what their reader may read, and whatever else is given to `import`
//! is refused and leaves the file as it was.

use crate::harness::Home;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A home in which everything of a year stands on record, private and shared.
fn full_home() -> Home {
    let home = Home::with_past();
    let anna = |words: &[&str]| _ = home.run(words).me("holm").success();
    let bo = |words: &[&str]| _ = home.run(words).me("lind").success();
    anna(&["o", "ANNADRAFT"]);
    anna(&["edit", "O1", "--text", "He waited for the board"]);
    anna(&["share", "O1"]);
    anna(&["o", "ANNAPRIVATE", "--effect", "ANNAEFFECT"]);
    bo(&["o", "BOPRIVATE", "--setting", "BOSETTING"]);
    bo(&["o", "She called first", "--praise", "--share"]);
    bo(&["answer", "O1", "I was tired"]);
    anna(&["incident", "add", "He told the press", "--actor", "lind", "--severity", "breach", "--share"]);
    bo(&["incident", "reply", "T1", "They asked me"]);
    bo(&["incident", "step", "T1", "acknowledged", "I should have called"]);
    anna(&["adjust", "add", "Call first", "--owner", "both", "--check", "2027-04-01"]);
    anna(&["o", "ANNAERASED", "--share"]);
    anna(&["erase", "O5", "--yes"]);
    bo(&["o", "BODELETED", "--share"]);
    bo(&["delete", "O6"]);
    anna(&["calendar", "block", "Budget", "2027-09-01", "2027-09-30"]);
    anna(&["review", "schedule", "--on", "2027-05-20", "--at", "12:00", "--format", "golf18"]);
    home
}

/// What comes of an export in an empty home, exported once more.
fn again(exported: &[u8], me: Option<&str>, shared: bool) -> Vec<u8> {
    let there = Home::new();
    let with_me = |words: &[&str]| match me {
        Some(me) => there.run(words).me(me),
        None => there.run(words),
    };
    with_me(&["import", "-"]).stdin(exported).success();
    there.run(["doctor"]).success();
    with_me(if shared { &["export", "json", "--shared"] } else { &["export", "json"] }).success().bytes
}

#[test]
fn what_was_taken_in_goes_out_again_byte_for_byte() {
    let home = full_home();
    for me in ["holm", "lind"] {
        let whole = home.run(["export", "json"]).me(me).success().bytes;
        assert_eq!(again(&whole, Some(me), false), whole, "{me}");
        // A file that takes it in again learns nothing.
        home.run(["import", "-"]).me(me).stdin(whole).success().contains("Nothing new");
    }
    let shared = home.run(["export", "json", "--shared"]).success().bytes;
    assert_eq!(again(&shared, None, true), shared);
    for language in ["en", "da"] {
        let shown = Home::new();
        let told = shown.run(["demo", "shown"]).lang(language).object();
        let database = told["database"].as_str().expect("a path");
        let run = |words: &[&str]| shown.run(words.iter().chain(&["--db", database]));
        let whole = run(&["export", "json"]).me("a").success().bytes;
        assert!(whole.len() > 10_000);
        assert_eq!(again(&whole, Some("a"), false), whole, "{language}");
        let shared = run(&["export", "json", "--shared"]).success().bytes;
        assert_eq!(again(&shared, None, true), shared, "{language}");
    }
}

#[test]
fn papers_of_both_files_are_the_same() {
    let home = full_home();
    let there = Home::new();
    let shared = home.run(["export", "json", "--shared"]).success().bytes;
    there.run(["import", "-"]).stdin(shared).success();
    let [here, there] = [&home, &there].map(|home| home.run(["handout", "brief", "-o", "-"]).success().bytes);
    assert!(here == there, "the briefs differ");
}

#[test]
fn no_export_has_a_word_that_its_reader_may_not_read() {
    let home = full_home();
    let private =
        ["ANNADRAFT", "ANNAPRIVATE", "ANNAEFFECT", "BOPRIVATE", "BOSETTING", "ANNAERASED", "BODELETED"];
    let own = |me: &str| match me {
        "holm" => ["ANNAPRIVATE", "ANNAEFFECT"],
        _ => ["BOPRIVATE", "BOSETTING"],
    };
    for form in ["json", "csv", "markdown"] {
        for language in ["en", "da"] {
            let said = home.run(["export", form]).lang(language).success();
            assert!(said.stdout.contains("He waited for the board"), "{form}");
            private.iter().fold(said, |said, word| said.lacks(word));
            for (me, extent) in [("holm", "--shared"), ("lind", "--shared")] {
                let said = home.run(["export", form, extent]).me(me).lang(language).success();
                private.iter().fold(said, |said, word| said.lacks(word));
            }
            for me in ["holm", "lind"] {
                for more in [&[][..], &["--mine"]] {
                    let words = ["export", form];
                    let mut said = home.run(words.iter().chain(more)).me(me).lang(language).success();
                    for word in own(me) {
                        said = said.contains(word);
                    }
                    // Of what one has deleted or rewritten, one's own record has the history.
                    let others: &[&str] = if me == "holm" {
                        &["BOPRIVATE", "BOSETTING", "BODELETED"]
                    } else {
                        &["ANNAPRIVATE", "ANNAEFFECT", "ANNADRAFT"]
                    };
                    others.iter().fold(said, |said, word| said.lacks(word)).lacks("ANNAERASED");
                }
            }
        }
    }
    home.run(["export", "json", "--mine"]).refused().notes("--me");
}

#[test]
fn what_one_keeps_to_oneself_is_not_for_the_other() {
    let home = full_home();
    for more in [&[][..], &["--mine"]] {
        let exported = home.run(["export", "json"].iter().chain(more)).me("holm").success().bytes;
        let there = Home::new();
        let run = |me: &str| there.run(["import", "-"]).me(me).stdin(&exported);
        assert_eq!(run("lind").json().refused().code(), "made-for-other");
        run("lind").refused().notes("was made for Anna Holm alone").notes("--shared");
        run("lind").lang("da").refused().notes("fejl: ").notes("Anna Holm");
        assert_eq!(run("nobody").json().refused().code(), "unknown-member");
        assert!(!there.database().exists(), "a file was made");
        run("holm").success();
    }
}

#[test]
fn what_was_made_for_one_asks_who_is_here() {
    let home = full_home();
    home.run(["export", "json", "-o", "for anna.json"]).me("holm").success();
    let there = Home::new();
    std::fs::copy(home.path("for anna.json"), there.path("for anna.json")).expect("copied");
    let import = ["import", "for anna.json", "--dry-run"];
    let refused = there.run(import).refused();
    let refused = refused.notes("for anna.json was made for Anna Holm alone, and nobody said who is here");
    refused.notes("hint: if you are Anna Holm: makkerpar import 'for anna.json' --dry-run --me holm\n");
    let danish = there.run(import).lang("da").refused();
    danish
        .notes("er lavet til Anna Holm alene, og der er ikke sagt")
        .notes("råd: er du Anna Holm: makkerpar import");
    assert_eq!(there.run(import).json().refused().code(), "who-are-you");
    assert!(!there.database().exists(), "a file was made");
    there.run(import).me("holm").success();
    there.run(import).env("MAKKERPAR_ME", "holm").success();
    // In a file that is there already it is no otherwise, and the key is the one of this file.
    there.run(["pair", "add", "Bo Lind", "Anna Holm", "--kind", "mayor-ceo"]).success();
    there.run(["import", "for anna.json"]).refused().notes("--me holm");
    // What both may read asks nobody.
    let shared = home.run(["export", "json", "--shared"]).me("holm").success().bytes;
    there.run(["import", "-"]).stdin(shared).success();
}

#[test]
fn what_could_not_be_typed_is_not_taken_in() {
    let home = full_home();
    home.run(["pair", "edit", "--titles", "mayor", "director", "--mail", "a=anna@example.org"]).success();
    home.run(["pair", "edit", "--theme", "money=Money", "--question", "money=How much?"]).success();
    home.run(["pair", "edit", "--agreement", "call=Call {topic}"]).success();
    let words = ["o", "Noted", "--tag", "budget", "--tag", "later", "--setting", "the car", "--share"];
    home.run(words).me("holm").success();
    let exported = String::from_utf8(home.run(["export", "json", "--shared"]).success().bytes).expect("text");
    let take = |text: &str| Home::new().run(["import", "-"]).stdin(text).said();
    assert_eq!(take(&exported).status, 0);
    for (field, there, changed) in [
        ("setting", r#""setting":"the car""#, r#""setting":" the car\n""#),
        ("tags", r#"["budget","later"]"#, r#"["budget",""]"#),
        ("tags", r#"["budget","later"]"#, r##"["#budget","later"]"##),
        ("tags", r#"["budget","later"]"#, r#"["later","later"]"#),
        ("titles", r#"["mayor","director"]"#, r#"["","director"]"#),
        ("mail", "anna@example.org", ""),
        ("themes", r#"["money","Money"]"#, r#"["Money!","Money"]"#),
        ("questions", "How much?", " "),
        ("agreements", "Call {topic}", "Call {topic"),
    ] {
        let text = exported.replace(there, changed);
        assert_ne!(text, exported, "{field}: nothing was changed");
        let said = take(&text);
        assert!(said.status == 1 && said.stderr.contains(&format!(" {field}")), "{field}: {}", said.stderr);
    }
    // A file that is older than the rule may have a tag with a comma.
    assert_eq!(take(&exported.replace(r#"["budget","later"]"#, r#"["budget, later"]"#)).status, 0);
}

/// A small export, as its lines.
fn small() -> (Home, String) {
    let home = Home::with_pair();
    home.run(["o", "One", "--share"]).me("holm").success();
    home.run(["answer", "O1", "Why"]).me("lind").success();
    home.run(["incident", "add", "Two", "--actor", "lind", "--share"]).me("holm").success();
    home.run(["adjust", "add", "Three", "--owner", "both"]).success();
    home.run(["review", "schedule", "--on", "2027-05-20"]).success();
    let exported = home.run(["export", "json"]).success().stdout;
    (home, exported)
}

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

#[test]
fn an_import_of_other_people_is_a_second_pair() {
    let (home, _) = small();
    let other = Home::new();
    other.run(["pair", "add", "Anna Holm", "Carl Dam", "--kind", "other"]).success();
    other.run(["o", "Of another pair", "--share"]).me("dam").success();
    let exported = other.run(["export", "json", "--shared"]).success().bytes;
    let told = home.run(["import", "-"]).stdin(&exported).object();
    assert_eq!((&told["new_pair"], &told["pair"]), (&json!(true), &json!("holm-dam")));
    let pairs = home.run(["pair", "list"]).object();
    assert_eq!(pairs["pairs"].as_array().map(Vec::len), Some(2));
    home.run(["log", "--pair", "holm-dam"]).success().contains("Of another pair").lacks("One");
    home.run(["log", "--pair", "holm-lind"]).success().contains("One").lacks("Of another pair");
    home.run(["doctor"]).success();
}

#[test]
fn a_dry_run_writes_nothing_and_makes_no_file() {
    let (home, exported) = small();
    let there = Home::new();
    let told = there.run(["import", "-", "--dry-run"]).stdin(&exported).object();
    assert_eq!((&told["dry_run"], &told["new_pair"]), (&json!(true), &json!(true)));
    there.run(["import", "-", "--dry-run"]).stdin(&exported).success().contains("Nothing was written.");
    there
        .run(["import", "-", "--dry-run"])
        .lang("da")
        .stdin(&exported)
        .success()
        .contains("Intet blev skrevet.");
    assert!(!there.database().exists());
    let beside =
        there.database().parent().and_then(|folder| std::fs::read_dir(folder).ok()).map(Iterator::count);
    assert_eq!(beside.unwrap_or(0), 0, "something was left behind");
    there.run(["import", "-"]).stdin(&exported).success();
    home.run(["o", "Four", "--share"]).me("holm").success();
    let more = home.run(["export", "json"]).success().bytes;
    let before = std::fs::read(there.database()).expect("the database");
    there.run(["import", "-", "--dry-run"]).stdin(&more).success().contains("O2");
    assert!(std::fs::read(there.database()).expect("the database") == before, "the file was touched");
}

#[test]
fn a_and_b_are_those_of_this_file_whatever_they_are_there() {
    let anna = Home::with_pair();
    let bo = Home::new();
    bo.run(["pair", "add", "Bo Lind", "Anna Holm", "--kind", "mayor-ceo", "--since", "2026-01-01"]).success();
    bo.run(["o", "BOPRIVATE"]).me("a").success();
    let whole = bo.run(["export", "json"]).me("a").success().bytes;
    assert_eq!(anna.run(["import", "-"]).me("a").stdin(&whole).json().refused().code(), "made-for-other");
    assert!(!anna.has_bytes("BOPRIVATE"));
    // Where the pair is new, a is who it is there.
    let new = Home::new();
    assert_eq!(new.run(["import", "-"]).me("b").stdin(&whole).json().refused().code(), "made-for-other");
    new.run(["import", "-"]).me("a").stdin(&whole).success();
    new.run(["show", "O1"]).me("lind").success().contains("BOPRIVATE");
}

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
    let text = include_str!("../../docs/exchange.md");
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
