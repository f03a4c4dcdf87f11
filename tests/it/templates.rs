//! Formats, rules and questions as files: what there is, copies of one's own, and what is wrong with them.

use crate::harness::Home;
use serde_json::Value;

const FORMATS: [&str; 8] = ["golf18", "golf9", "walk", "lunch", "dinner", "drive", "room", "online"];

/// A home where a format was copied under another name and then changed.
fn with_own_format(changes: &[(&str, &str)]) -> Home {
    let home = Home::with_past();
    home.run(["template", "copy", "walk", "--as", "beach"]).success();
    let path = home.path(".config/makkerpar/formats/beach.toml");
    let mut text = std::fs::read_to_string(&path).expect("a copy");
    for (before, after) in changes {
        assert!(text.contains(before), "{before}");
        text = text.replacen(before, after, 1);
    }
    std::fs::write(&path, text).expect("written");
    home
}

/// The number of the first line of a text that contains words.
fn line_of(home: &Home, words: &str) -> usize {
    let text = std::fs::read_to_string(home.path(".config/makkerpar/formats/beach.toml")).expect("a copy");
    text.lines().position(|line| line.contains(words)).expect("it is there") + 1
}

#[test]
fn every_template_is_listed_shown_and_free_of_mistakes() {
    let home = Home::new();
    let listed = home.run(["template", "list"]).object();
    let names: Vec<&str> = listed["templates"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, [&FORMATS[..], &["denmark", "plain", "bank"]].concat());
    for name in names {
        let text = home.run(["template", "show", name]).success().stdout;
        std::fs::write(home.path(format!("{name}.toml")), &text).expect("written");
        home.run(["template", "check", &format!("{name}.toml")]).success().contains("no mistakes");
        home.run(["template", "check", &format!("{name}.toml"), "--lang", "da"])
            .success()
            .contains("ingen fejl");
    }
    home.run(["template", "list", "--lang", "da"]).success().contains("frokost og 18 huller");
    home.run(["template", "show", "boat"]).refused().notes("no template is called “boat”");
    std::fs::write(home.path("notes.toml"), "milk = 2\n").expect("written");
    home.run(["template", "check", "notes.toml"]).refused().notes("neither a format, nor rules, nor a bank");
}

#[test]
fn every_format_makes_a_programme_in_both_languages() {
    let home = Home::with_past();
    for format in FORMATS {
        let home = home.copy();
        let day = ["review", "schedule", "--on", "2027-06-10", "--format", format, "--force"];
        let talk = home.run(day).object();
        for language in ["en", "da"] {
            let agenda = home.run(["review", "agenda", "2027"]).lang(language).object();
            let blocks = agenda["blocks"].as_array().expect("blocks");
            let minutes: u64 = blocks.iter().map(|block| block["minutes"].as_u64().expect("minutes")).sum();
            let clock = |time: &Value| time.as_str().and_then(|it| it.parse::<chrono::NaiveTime>().ok());
            let length = clock(&talk["end"]).expect("an end") - clock(&talk["start"]).expect("a start");
            assert_eq!(i64::try_from(minutes), Ok(length.num_minutes()), "{format}");
            let tempers: Vec<&str> =
                blocks.iter().map(|it| it["temper"].as_str().expect("a temper")).collect();
            assert!(tempers.contains(&"hard") && tempers.contains(&"agree"), "{format}");
            assert_eq!(tempers.last(), Some(&"close"), "{format}");
            let asked = blocks.iter().flat_map(|it| it["prompts"].as_array().expect("prompts")).count();
            assert!(asked >= 8, "{format} asks {asked} questions");
            assert!(agenda["private"].as_str().is_some_and(|it| it.len() > 20), "{format}");
        }
        let is_golf = format.starts_with("golf");
        let agenda = home.run(["review", "agenda", "2027"]).object();
        assert_eq!(agenda["unit"], if is_golf { "hole" } else { "minutes" });
        let units: u64 = agenda["themes"]
            .as_array()
            .expect("themes")
            .iter()
            .map(|it| it["units"].as_u64().expect("units"))
            .sum();
        if is_golf {
            assert_eq!(units, if format == "golf18" { 18 } else { 9 });
        }
    }
}

#[test]
fn a_copy_of_ones_own_is_in_force_by_its_name() {
    let home = with_own_format(&[
        ("name = { en = \"a walk (beach)\"", "name = { en = \"a walk on the beach\""),
        ("Bench and coffee", "The last dune"),
        ("minutes = 60", "minutes = 120"),
    ]);
    home.run(["template", "check", "beach"]).success().contains("no mistakes: format, a walk on the beach");
    home.run(["review", "schedule", "--on", "2027-06-10", "--format", "bea"])
        .success()
        .contains("2027  set for Thursday 10 June, 13:00–17:00, beach");
    home.run(["review", "agenda", "2027"]).success().contains("agree    The last dune");
    home.run(["template", "list"]).success().contains("yours: HOME/.config/makkerpar/formats/beach.toml");
    home.run(["template", "copy", "walk", "--as", "beach"])
        .refused()
        .notes("HOME/.config/makkerpar/formats/beach.toml is already there")
        .notes("--force");
    home.run(["template", "copy", "walk", "--as", "beach", "--force"]).success();
    home.run(["template", "show", "beach"])
        .success()
        .contains("name = { en = \"a walk (beach)\", da = \"en gåtur (beach)\" }")
        .contains("word = { en = \"beach\", da = \"beach\" }");
    home.run(["template", "copy", "walk", "--as", "Bad Name"]).refused().notes("small letters");
    // One that is of the same name goes before the one that comes with the program.
    home.run(["template", "copy", "walk"]).success();
    let path = home.path(".config/makkerpar/formats/walk.toml");
    let text =
        std::fs::read_to_string(&path).expect("a copy").replace("starts = [\"13:00\"", "starts = [\"08:30\"");
    std::fs::write(&path, text).expect("written");
    home.run(["review", "schedule", "--on", "2027-09-09", "--format", "walk", "--extra"])
        .success()
        .contains("08:30–11:30, walk");
    // To copy it onto itself is to begin anew from the one that comes with the program.
    home.run(["template", "copy", "walk", "--force"]).success();
    home.run(["template", "show", "walk"]).success().contains("starts = [\"13:00\"").lacks("08:30");
    home.run(["template", "check", "golf9"])
        .success()
        .contains("golf9  no mistakes: format, lunch and nine holes");
    // Without its file the talk still stands, and says what is missing.
    std::fs::remove_file(home.path(".config/makkerpar/formats/beach.toml")).expect("removed");
    home.run(["status"]).success().contains("13:00–17:00, beach");
    home.run(["review", "agenda", "2027"]).refused().notes("“beach” is not a format");
}

#[test]
fn mistakes_are_told_by_line_and_remedy_and_only_who_uses_the_file_hears_of_them() {
    let home = with_own_format(&[
        ("minutes = 40", "minutes = 42"),
        ("temper = \"agree\"", "temper = \"angry\""),
        ("daylight = true", "daylight = 1"),
        ("travel = 15", "travel = 15\nboat = true"),
    ]);
    let checked = home.run(["template", "check", "beach"]).said().status(1);
    for (words, said) in [
        ("daylight = 1", "daylight is to be true or false"),
        ("boat = true", "boat means nothing here: known are booking_days, daylight, season, travel"),
        ("temper = \"angry\"", "temper is “angry”: write one of warm-up, easy, hard, agree, close"),
    ] {
        let line = format!("line {}: {said}\n", line_of(&home, words));
        assert!(checked.stdout.contains(&line), "{line}{}", checked.stdout);
    }
    let checked = checked.contains("4 mistakes").contains("minutes is 42: themes are given time in fives");
    assert_eq!(checked.stdout.lines().count(), 5, "{}", checked.stdout);
    let danish = home.run(["template", "check", "beach", "--lang", "da"]).said().status(1);
    danish.contains("temper er »angry«: skriv et af ").contains("4 fejl");
    let json = home.run(["template", "check", "beach"]).json().said().status(1).json();
    assert_eq!(json["mistakes"].as_array().map(Vec::len), Some(4));

    // Whoever does not use it is not troubled by it.
    home.run(["status"]).success();
    home.run(["review", "propose", "--format", "lunch"]).success();
    home.run(["review", "schedule", "--on", "2027-06-10", "--format", "beach"])
        .refused()
        .notes("beach.toml has 4 mistakes")
        .notes("and 1 more")
        .notes("hint: makkerpar template check ");
}

#[test]
fn a_bank_of_ones_own_asks_its_own_questions() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-06-10", "--format", "walk"]).success();
    home.run(["template", "copy", "bank", "--as", "mine"]).refused().notes("the bank is one file");
    home.run(["template", "copy", "bank"]).success();
    let bank = "[[question]]\nid = \"boats\"\ntheme = \"roles\"\nen = \"Who steers?\"\nda = \"Hvem styrer?\"\n\n\
                [[agreement]]\nid = \"steer\"\nen = \"{A} steers on {day}.\"\nda = \"{A} styrer {day}.\"\n\
                check = { en = \"Who steered?\", da = \"Hvem styrede?\" }\n";
    std::fs::write(home.path(".config/makkerpar/bank.toml"), bank).expect("written");
    home.run(["review", "agenda", "2027"]).success().contains("Who steers?");
    home.run(["review", "agenda", "2027"]).lang("da").success().contains("Hvem styrer?");
    let steers = ["adjust", "use", "steer", "--owner", "lind", "--set", "day=Mondays"];
    home.run(steers).success().contains("A1  agreed").contains("Bo steers on Mondays.");
    assert_eq!(home.run(["show", "A1"]).object()["question"], "Who steered?");
    home.run(["adjust", "use", "copy-in", "--owner", "lind"])
        .refused()
        .notes("“copy-in” is no agreement of the bank")
        .notes("such as steer");

    let wrong = bank.replace("{A} styrer {day}", "{A} styrer {dag}").replace("theme = \"roles\"\n", "");
    std::fs::write(home.path(".config/makkerpar/bank.toml"), wrong).expect("written");
    home.run(["template", "check", "bank"])
        .said()
        .status(1)
        .contains("line 1: theme is missing: write theme = \"roles\"")
        .contains("line 6: the two wordings have different fields: in English A day, in Danish A dag");
    home.run(["review", "agenda", "2027"]).refused().notes("bank.toml has 2 mistakes");
    // A talk can be recorded whatever the bank says.
    home.run(["review", "record", "2027"]).on("2027-06-10").success();
}

#[test]
fn a_pair_adds_themes_questions_and_agreements_of_its_own() {
    let home = Home::with_past();
    let words = [
        "pair",
        "edit",
        "--theme",
        "money=Money and growth",
        "--question",
        "money=Who pays when it rains?",
        "--agreement",
        "first-call={A} rings {B} first about {topic}",
    ];
    home.run(words).success();
    home.run(["review", "schedule", "--on", "2027-06-10", "--format", "golf18", "--force"]).success();
    home.run(["o", "The rain was dear", "-t", "money", "--friction", "--share"]).me("holm").success();
    let agenda = home.run(["review", "agenda", "2027"]).object();
    assert_eq!(agenda["themes"].as_array().map(Vec::len), Some(6));
    assert_eq!(agenda["themes"][5]["theme"], "money");
    assert_eq!(
        agenda["themes"][5]["units"], 8,
        "two holes for each of six themes, and the six that are left"
    );
    home.run(["review", "agenda", "2027"]).success().contains("Who pays when it rains?");
    home.run(["adjust", "use", "first-call", "--owner", "holm", "--set", "topic=water"])
        .success()
        .contains("Anna rings Bo first about water");
    home.run(["pair", "show"]).success().contains("money: Who pays when it rains?").contains("first-call: ");
    home.run(["pair", "edit", "--remove", "who pays", "--remove", "first-call"]).success();
    let pair = home.run(["pair", "show"]).object();
    assert_eq!((&pair["questions"], &pair["agreements"]), (&serde_json::json!([]), &serde_json::json!([])));
    home.run(["pair", "edit", "--remove", "first-call"])
        .refused()
        .notes("no question or agreement of the pair");
    home.run(["pair", "edit", "--agreement", "Not a key=x"]).refused().notes("cannot be a key");
    home.run(["pair", "edit", "--theme", "not a key=x"]).refused().notes("cannot be a key");
    home.run(["review", "agenda", "2027"]).success().contains("Money and growth 8 holes");
    home.run(["pair", "edit", "--agreement", "x={A rings"]).refused().notes("a brace is left open");
    let many = ["a", "b", "c", "d"].map(|key| format!("{key}={key}"));
    let many = many.iter().flat_map(|theme| ["--theme", theme.as_str()]);
    home.run(["pair", "edit"].into_iter().chain(many)).refused().notes("a talk has time for 9 themes");
}
