//! Settings: what holds when nothing is typed, and what goes before it.

use crate::harness::Home;

fn file(home: &Home) -> std::path::PathBuf {
    home.path(".config/makkerpar/config.toml")
}

fn write(home: &Home, text: &str) {
    std::fs::create_dir_all(home.path(".config/makkerpar")).expect("a folder");
    std::fs::write(file(home), text).expect("written");
}

#[track_caller]
fn standing(home: &Home, key: &str) -> (serde_json::Value, String) {
    let found = home.run(["config", "get", key]).object();
    (found["value"].clone(), found["source"].as_str().expect("a source").to_owned())
}

#[test]
fn what_is_typed_goes_before_the_environment_and_that_before_the_file() {
    let home = Home::with_pair();
    home.run(["o", "x"]).refused().notes("nobody said whose");
    home.run(["config", "set", "me", "anna"]).success().stdout("me  set to holm\n");
    assert_eq!(home.run(["o", "x"]).object()["by"], "holm");
    assert_eq!(home.run(["o", "x"]).env("MAKKERPAR_ME", "bo").object()["by"], "lind");
    assert_eq!(home.run(["o", "x", "--me", "a"]).env("MAKKERPAR_ME", "bo").object()["by"], "holm");
    assert_eq!(home.run(["o", "x", "--by", "lind"]).object()["by"], "lind");

    home.run(["config", "set", "lang", "dansk"]).success();
    home.run(["log"]).success().contains("O1");
    home.run(["show", "O99"]).refused().notes("fejl:");
    home.run(["show", "O99"]).env("MAKKERPAR_LANG", "en").refused().notes("error:");
    home.run(["show", "O99"]).lang("en").refused().notes("error:");
    home.run(["nonsense"]).misused().notes("fejl:");
    home.run(["--help"]).success().contains("Hukommelsen");
    home.run(["config", "get", "lang"]).success().stdout("da\n");
    home.run(["config", "unset", "lang"]).success();
    home.run(["config", "get", "lang"]).success().stdout("en\n");
    home.run(["config", "unset", "lang"]).success().contains("was not set");
    let warned = home.run(["config", "set", "lang", "da"]).env("MAKKERPAR_LANG", "en").success();
    assert!(warned.stderr.contains("MAKKERPAR_LANG in the environment goes before it"));
}

#[test]
fn usual_options_need_not_be_typed() {
    let home = Home::with_pair();
    for (key, value, kept) in [
        ("me", "bo", "lind"),
        ("observe.theme", "roller", "roles"),
        ("observe.tone", "undren", "puzzle"),
        ("observe.about", "os", "us"),
        ("observe.channel", "møde", "meeting"),
        ("observe.setting", "council", "council"),
        ("observe.share", "ja", "true"),
        ("incident.severity", "brud", "breach"),
        ("incident.theme", "kem", "chemistry"),
        ("log.limit", "2", "2"),
        ("paper", "LETTER", "letter"),
        ("format", "gåtur", "walk"),
    ] {
        home.run(["config", "set", key, value]).success().stdout(&format!("{key}  set to {kept}\n"));
    }
    let noted = home.run(["o", "x"]).object();
    for (key, expected) in [("theme", "roles"), ("tone", "puzzle"), ("about", "us"), ("channel", "meeting")] {
        assert_eq!(noted[key], expected, "{key}");
    }
    assert_eq!((&noted["setting"], &noted["shared"]), (&"council".into(), &true.into()));
    // The line and the text go before.
    let typed = ["o", "x #thinking @anna", "--praise", "--channel", "sms", "--setting", "car", "--private"];
    let typed = home.run(typed).object();
    for (key, expected) in
        [("theme", "thinking"), ("tone", "praise"), ("about", "partner"), ("channel", "sms")]
    {
        assert_eq!(typed[key], expected, "{key}");
    }
    assert_eq!((&typed["setting"], &typed["shared"]), (&"car".into(), &false.into()));
    let incident = home.run(["incident", "add", "x @anna"]).object();
    assert_eq!((&incident["severity"], &incident["theme"]), (&"breach".into(), &"chemistry".into()));
    assert_eq!(incident["shared"], false, "what is usual for observations is not so for incidents");
    assert_eq!(home.run(["log"]).object()["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(home.run(["log", "--limit", "3"]).object()["entries"].as_array().map(Vec::len), Some(3));
    let day = home.run(["review", "schedule", "--on", "2027-05-20", "--at", "12:00"]).object();
    assert_eq!(day["format"], "walk");
    assert_eq!(standing(&home, "observe.share"), (true.into(), "config".into()));
    assert_eq!(standing(&home, "log.limit"), (2.into(), "config".into()));
    assert_eq!(standing(&home, "history.limit"), (20.into(), "default".into()));
}

#[test]
fn the_language_of_the_screens_is_not_that_of_paper() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "lunch"]).success();
    home.run(["config", "set", "lang", "da"]).success();
    let brief = |home: &Home, more: &[&str]| {
        let words = ["handout", "brief", "-o", "-"].iter().chain(more);
        crate::paper::Paper::read(&home.run(words).success().bytes)
    };
    let _ = brief(&home, &[]).holds("Thursday 20 May 2027");
    let _ = brief(&home, &["--lang", "da"]).holds("torsdag den 20. maj 2027");
}

#[test]
fn values_are_refused_as_the_command_would() {
    let home = Home::with_pair();
    for (key, value, hint) in [
        ("me", "carl", "holm or lind"),
        ("pair", "carl", "holm-lind"),
        ("lang", "tlh", "en or da"),
        ("color", "sometimes", "auto, always or never"),
        ("paper", "a3", "a4 or letter"),
        ("format", "cricket", "golf18"),
        ("observe.theme", "sport", "chemistry"),
        ("observe.tone", "p", "could mean"),
        ("observe.share", "perhaps", "yes or no"),
        ("log.limit", "many", "whole number"),
        ("editor", "'nano", "EDITOR"),
        ("me", " ", "the text is empty"),
        ("colour", "never", "config list"),
    ] {
        home.run(["config", "set", key, value]).refused().notes(hint);
    }
    assert!(!file(&home).exists(), "what is refused writes nothing");
    home.run(["config", "set", "lang"]).misused();
    home.run(["config", "get", "nonsense"]).lang("da").refused().notes("makkerpar config list");
    // Before there is a pair nothing is known of its people.
    let empty = Home::new();
    empty.run(["config", "set", "me", "holm"]).success().notes("could not be checked");
}

#[test]
fn the_file_is_private_and_what_a_person_wrote_in_it_stays() {
    let home = Home::with_pair();
    home.run(["config", "set", "me", "holm"]).success();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&file(&home)), 0o600);
        assert_eq!(mode(&home.path(".config/makkerpar")), 0o700);
    }
    write(&home, "# mine\nme = \"lind\" # for now\nmood = \"good\"\n");
    home.run(["config", "set", "me", "holm"]).success();
    home.run(["config", "set", "observe.tone", "ros"]).success();
    let now = std::fs::read_to_string(file(&home)).expect("there");
    assert_eq!(now, "# mine\nme = \"holm\" # for now\nmood = \"good\"\n\n[observe]\ntone = \"praise\"\n");
    let list = home.run(["config", "list"]).object();
    assert_eq!(list["warnings"][0], "line 3: mood means nothing here");
    let of = |key: &str| {
        let all = list["settings"].as_array().expect("a list");
        all.iter().find(|it| it["key"] == key).expect("listed").clone()
    };
    assert_eq!((&of("me")["value"], &of("me")["source"]), (&"holm".into(), &"config".into()));
    assert_eq!((&of("paper")["value"], &of("paper")["source"]), (&"a4".into(), &"default".into()));
    let listed = home.run(["config", "list"]).env("EDITOR", "nano -w").success();
    assert!(
        listed.stdout.lines().any(|line| line.starts_with("editor") && line.ends_with("environment, EDITOR"))
    );
}

#[test]
fn a_wrong_file_is_told_by_its_line_and_locks_nobody_out() {
    let home = Home::with_pair();
    write(&home, "me = \"holm\"\nlang = \"klingon\"\n");
    for words in [&["status"][..], &["log"], &["o", "x"]] {
        let said = home.run(words).refused();
        assert!(
            said.stderr.contains("line 2 of HOME/.config/makkerpar/config.toml: lang cannot be “klingon”")
        );
        assert!(said.stderr.contains("en or da") && said.stderr.contains("makkerpar config set lang VALUE"));
    }
    assert_eq!(home.run(["status"]).json().refused().code(), "wrong-setting");
    home.run(["--help"]).success();
    home.run(["help", "config"]).success();
    home.run(["config", "list"]).success().notes("lang cannot be “klingon”");
    home.run(["config", "set", "lang", "en"]).success();
    home.run(["status"]).success();

    write(&home, "me = \"holm\"\nlang = \"en\"\n[observe\n");
    home.run(["status"])
        .refused()
        .notes("cannot be read as settings: line 3")
        .notes("makkerpar config set KEY VALUE");
    home.run(["config", "list"]).success().notes("line 3");
    home.run(["config", "set", "observe.tone", "praise"]).success().notes("config.toml.bak");
    assert_eq!(home.run(["o", "x"]).object()["tone"], "praise");
    let copy = std::fs::read_to_string(home.path(".config/makkerpar/config.toml.bak")).expect("a copy");
    assert_eq!(copy, "me = \"holm\"\nlang = \"en\"\n[observe\n");

    let said = home.run(["status"]).env("MAKKERPAR_PAPER", "a9").refused();
    assert_eq!(said.stderr, "error: MAKKERPAR_PAPER in the environment cannot be “a9”\nhint: a4 or letter\n");
    home.run(["o", "x"])
        .env("MAKKERPAR_OBSERVE_THEME", "sport")
        .refused()
        .notes("MAKKERPAR_OBSERVE_THEME in the env");
    assert_eq!(home.run(["o", "x"]).env("MAKKERPAR_OBSERVE_THEME", "kemi").object()["theme"], "chemistry");

    // What only the database can tell is told where it is used.
    write(&home, "me = \"carl\"\n[observe]\ntheme = \"sport\"\n");
    home.run(["log"]).refused().notes("me says so: line 1 of").notes("holm or lind");
    home.run(["o", "x"]).me("holm").refused().notes("observe.theme says so: line 3 of");
    home.run(["config", "set", "me", "holm"]).success();
    write(&home, "\u{0}");
    home.run(["config", "set", "me", "holm"]).success();
    home.run(["log"]).success();
}

#[test]
fn the_settings_of_the_usual_file_do_not_stand_in_the_way_of_another() {
    let home = Home::with_pair();
    home.run(["config", "set", "me", "holm"]).success();
    home.run(["config", "set", "pair", "holm-lind"]).success();
    let demo = home.run(["demo", "shown"]).object();
    let database = demo["database"].as_str().expect("a file");
    home.run(["--db", database, "log"]).success();
    home.run(["--db", database, "--me", "holm", "log"]).refused();
    home.run(["config", "set", "db", database]).success();
    home.run(["log"]).refused().notes("pair says so");
}

#[test]
fn a_misspelt_setting_is_told_with_the_one_that_was_meant() {
    let home = Home::with_pair();
    for (typed, meant) in
        [("colr", "color"), ("Colour", "color"), ("language", "lang"), ("observe_tone", "observe.tone")]
    {
        for words in
            [&["config", "get", typed][..], &["config", "set", typed, "x"], &["config", "unset", typed]]
        {
            home.run(words).refused().notes(&format!("hint: {meant}? otherwise makkerpar config list\n"));
        }
    }
    let danish = home.run(["config", "get", "limit"]).lang("da").refused();
    danish.notes("råd: log.limit? ellers makkerpar config list");
    home.run(["config", "get", "weather"]).refused().notes("hint: makkerpar config list has them all");
    write(&home, "colr = \"always\"\n");
    let warning = "line 1: colr means nothing here; did you mean color?";
    home.run(["config", "list"]).success().notes(warning);
    home.run(["config", "list"]).lang("da").success().notes("colr betyder ikke noget her; mente du color?");
}

#[cfg(unix)]
#[test]
fn the_columns_of_the_list_stand_beside_a_long_path() {
    let home = Home::with_pair();
    home.run(["config", "set", "db", home.database().to_str().expect("text")]).success();
    home.run(["config", "set", "paper", "letter"]).success();
    for (language, width, source) in [("en", 60, "config"), ("en", 80, "config"), ("da", 60, "indstilling")] {
        let shown = crate::screens::screen(&home, &["config", "list"], language, width, false);
        let columns: Vec<usize> = shown
            .lines()
            .take_while(|line| !line.starts_with("history"))
            .filter_map(|line| line.find(source))
            .collect();
        assert!(columns.len() > 1 && columns.iter().all(|column| *column == columns[0]), "{shown}");
        let path = shown.lines().position(|line| line.starts_with("db")).expect("a path");
        assert!(!shown.lines().nth(path).expect("a line").contains(source), "{shown}");
    }
}
