//! Exports: they make the file that they came from, and hold what their reader may read.

mod documented;
mod refused;

use crate::harness::Home;
use serde_json::json;

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
