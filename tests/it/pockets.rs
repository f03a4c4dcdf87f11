//! The card for the pocket and the preparation sheet: what is on them, and what they tell nobody.

use crate::handouts::a_year;
use crate::harness::Home;
use crate::paper::Paper;
use serde_json::json;

/// What somebody wrote, in whatever words.
const WRITTEN: [&str; 6] = [
    "You waited with the answer",
    "SECRET",
    "promise",
    "Corrected me in public",
    "It was wrong of me",
    "Papers two days before",
];

fn printed(home: &Home, words: &[&str]) -> Vec<u8> {
    home.run(["handout"].iter().chain(words).chain(&["-o", "-"])).success().bytes
}

#[test]
fn the_card_holds_codes_and_cues_and_no_word_of_what_was_written() {
    let home = a_year();
    for (format, holds) in [
        (
            "golf18",
            vec!["Card for the round", "Holes 1–9", "Holes 10–18", "total", "12:00 Lunch A1", "13:30 Hole 1"],
        ),
        ("golf9", vec!["Card for the round", "Holes 1–9", "Notes"]),
        ("walk", vec!["Card for the walk", "Setting out", "A1", "Tick once you have both had your say."]),
        ("lunch", vec!["Card for the day", "A1"]),
        ("online", vec!["Card for the day", "A1"]),
    ] {
        home.run(["review", "edit", "2027", "--format", format, "--force"]).success();
        for language in ["en", "da"] {
            let card = Paper::read(&printed(&home, &["card", "--lang", language]));
            card.holds("Anna Holm Bo Lind").holds("O1").holds("O3").holds("T1");
            for words in WRITTEN {
                card.lacks(words);
            }
            // What is private has no code here, either.
            card.lacks("O2").lacks("O4");
        }
        let english = Paper::read(&printed(&home, &["card"]));
        for words in holds {
            english.holds(words);
        }
    }
}

#[test]
fn a_full_card_says_what_its_codes_stand_for_on_pages_of_its_own() {
    let home = a_year();
    let full = printed(&home, &["card", "--full"]);
    let card = Paper::read(&full);
    card.holds("You waited with the answer").holds("Corrected me in public").holds("Papers two days before");
    card.lacks("SECRET").holds("keep the card to yourselves");
    let told = home.run(["handout", "card", "--full"]).object();
    assert_eq!((&told["full"], &told["left_out"]), (&json!(true), &json!(["private"])));
    assert!(told["pages"].as_u64().is_some_and(|pages| pages > 1));
    let told = home.run(["handout", "card"]).object();
    assert_eq!((&told["pages"], &told["full"]), (&json!(1), &json!(false)));
    assert_eq!(told["left_out"], json!(["private", "words"]));
    home.run(["handout", "card"])
        .success()
        .contains("In it, by their codes: 2 observations")
        .notes("Print it on one side at 100 %")
        .notes("every word of what you wrote");
    Paper::read(&printed(&home, &["card", "--full", "--redact"]))
        .lacks("Anna")
        .lacks("Lind")
        .holds("[mayor]");
}

#[test]
fn the_card_remembers_who_won_and_who_is_owed_what() {
    let home = a_year();
    let first = printed(&home, &["card"]);
    Paper::read(&first).holds("nobody owes anybody anything yet");
    home.run(["review", "record", "2027", "--won", "holm"]).on("2027-05-20").success();
    home.run(["review", "schedule", "--on", "2028-05-18", "--format", "golf18"]).on("2027-09-01").success();
    let card = home.run(["handout", "card", "-o", "-"]).on("2028-05-01").success().bytes;
    Paper::read(&card).holds("Anna won, and Bo is owed the rematch.");
    let shown = Paper::pictures(&card);
    assert_eq!(shown, ["Anna won 2027. Bo has not won yet. 2028 is to come."]);
}

#[test]
fn a_preparation_sheet_holds_ones_own_and_nothing_that_the_other_keeps() {
    let home = a_year();
    let sheet = |me: &str| Paper::read(&printed(&home, &["prep", "--me", me]));
    let anna = sheet("holm");
    anna.holds("Anna Holm 13 May").holds("for you alone").holds("SECRET-OF-HOLM").lacks("SECRET-OF-LIND");
    anna.holds("Bo would like to hear why: Anna's promise to Bo Lind came first");
    anna.holds("Bo has written of it, and your own account is missing: Corrected me in public");
    anna.holds("2 observations: 1 praise and 1 friction.").holds("only for Anna Holm");
    let bo = sheet("lind");
    bo.holds("SECRET-OF-LIND").lacks("SECRET-OF-HOLM").holds("Bo Lind 13 May");
    bo.holds("The next step is “agreed”").lacks("would like to hear why");
    bo.holds("You agreed: Papers two days before").holds("Corrected me in public");
}

#[test]
fn a_preparation_sheet_is_for_the_one_who_is_typing_and_for_a_talk_to_come() {
    let home = a_year();
    home.run(["handout", "prep"]).refused().notes("--me holm or --me lind");
    let told = home.run(["handout", "prep"]).me("holm").object();
    assert_eq!(told["file"], json!("prep-holm-2027-05-20.pdf"));
    assert_eq!((&told["readers"], &told["left_out"]), (&json!(["holm"]), &json!(["theirs"])));
    home.run(["handout", "prep"]).me("holm").success().notes("for you alone").notes("what Bo has not shared");
    // That somebody has begun to prepare is nobody else's business.
    home.run(["history"]).me("holm").success().contains("handout prep");
    home.run(["history"]).me("lind").success().lacks("handout prep");
    home.run(["history"]).success().lacks("handout prep");
    let moved = home.run(["review", "move", "2027", "--on", "2027-06-10"]).me("lind").success();
    moved.lacks("preparation");
    home.run(["review", "record", "2027"]).on("2027-06-10").success();
    home.run(["handout", "prep", "2027"]).me("holm").on("2027-06-11").refused();
}

#[test]
fn the_same_papers_give_the_same_bytes_in_another_process_and_zone() {
    let home = a_year();
    for kind in ["prep", "card"] {
        let printed = |zone: &str| {
            let words = ["handout", kind, "--me", "holm", "-o", "-"];
            home.run(words).env("TZ", zone).success().bytes
        };
        let first = printed("Pacific/Auckland");
        assert!(first.starts_with(b"%PDF-1.7") && first == printed("America/Nome"));
    }
}

#[test]
fn a_paper_is_no_noise_on_a_terminal_and_goes_to_one_place() {
    let home = a_year();
    home.run(["handout", "brief", "-o", "-", "--open"]).misused().notes("only one of them");
    home.run(["handout", "brief", "--all", "-o", "-"]).misused().notes("into a folder");
    home.run(["handout", "brief", "2027", "--all"]).misused().notes("--all");
    home.run(["--pair", "holm", "handout", "brief", "--all"]).misused().notes("--pair");
}

#[cfg(unix)]
#[test]
fn a_paper_is_refused_to_a_terminal() {
    let home = a_year();
    for (language, words) in [("en", "noise on the screen"), ("da", "støj på skærmen")] {
        let mut command = home.run(["handout", "card", "-o", "-"]).lang(language).command();
        command.env("TERM", "xterm");
        let mut terminal =
            rexpect::session::spawn_command(command, Some(20_000)).expect("the program starts");
        let said = terminal.exp_eof().expect("an end");
        let said: Vec<u8> =
            said.chars().map(|letter| u8::try_from(u32::from(letter)).expect("an octet")).collect();
        let said = String::from_utf8(said).expect("text");
        assert!(said.contains(words) && !said.contains("%PDF"), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_paper_is_shown_by_the_program_of_the_platform() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = a_year();
    let folder = home.path("bin");
    std::fs::create_dir(&folder).expect("a folder");
    let viewer = folder.join("xdg-open");
    std::fs::write(&viewer, format!("#!/bin/sh\necho \"$1\" >'{}'\n", home.path("shown").display()))
        .expect("a script");
    std::fs::set_permissions(&viewer, std::fs::Permissions::from_mode(0o755)).expect("a script");
    let path = format!("{}:/usr/bin:/bin", folder.display());
    home.run(["handout", "card", "--open"]).env("PATH", &path).success();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let shown = loop {
        match std::fs::read_to_string(home.path("shown")) {
            Ok(shown) if shown.ends_with('\n') => break shown,
            _ => assert!(std::time::Instant::now() < until, "nothing was shown"),
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert!(shown.trim().ends_with("card-2027-05-20.pdf"), "{shown}");
    // Where there is no such program, the paper is printed all the same.
    home.run(["handout", "brief", "--open"])
        .env("PATH", home.path("nowhere"))
        .success()
        .notes("no program that shows it could be started");
    assert!(home.path("brief-2027-05-20.pdf").exists());
}
