//! What is proposed can be set, what is hinted can be typed, and what is not known is said.

use crate::harness::{Home, shell_words};
use chrono::Datelike as _;

/// The words of a command that was suggested, without the program's name.
fn words(command: &str) -> Vec<String> {
    let mut words = shell_words(command);
    assert_eq!(words.remove(0), "makkerpar", "{command}");
    words
}

#[test]
fn every_way_out_that_is_suggested_opens_the_day_that_it_names() {
    let home = Home::with_past();
    home.run(["calendar", "block", "The long summer", "2027-06-20", "2027-09-20"]).success();
    let asked: [&[&str]; 5] = [
        &["--from", "2027-07-01", "--to", "2027-07-16"],
        &["--from", "2027-11-02", "--to", "2027-12-20", "--format", "golf18"],
        &["--from", "2027-10-20", "--to", "2027-10-29", "--at", "16:00", "--format", "golf18"],
        &["--to", "2027-03-12", "--format", "lunch"],
        &["--year", "2027", "--from", "2027-12-24", "--to", "2027-12-26", "--format", "room"],
    ];
    let mut count = 0;
    for options in asked {
        let found = home.run(["review", "propose"].iter().chain(options)).object();
        assert_eq!(found["proposals"].as_array().map(Vec::len), Some(0), "{options:?}");
        for opening in found["openings"].as_array().expect("openings") {
            let command = opening["command"].as_str().expect("a command");
            let line = words(command);
            let answer = if line[0] == "calendar" {
                home.run(&line).success();
                let answer = home.run(["review", "propose", "--count", "99"].iter().chain(options)).object();
                home.run(["undo"]).success();
                answer
            } else {
                home.run(line.iter().map(String::as_str).chain(["--count", "99"])).object()
            };
            let day = opening["date"].as_str().expect("a date");
            let more = opening["more"].as_u64().expect("a number");
            assert_eq!(answer["fit"].as_u64(), Some(more + 1), "{command}");
            // The day is the best of its week, or another of that week is as good and comes first.
            let week = |day: &str| day[..10].parse::<chrono::NaiveDate>().expect("a date").iso_week();
            let starts = answer["proposals"].as_array().expect("proposals");
            let starts: Vec<&str> = starts.iter().filter_map(|it| it["start"].as_str()).collect();
            assert!(starts.iter().any(|start| week(start) == week(day)), "{command}: {starts:?}");
            count += 1;
        }
    }
    assert!(count >= 12, "{count} ways");
}

#[test]
fn what_is_proposed_is_over_by_midnight() {
    let home = Home::with_past();
    home.run(["review", "propose", "--format", "golf18", "--at", "23:00"])
        .refused()
        .notes("the talk takes 7 hours, and would run past midnight");
    // From ten to nine on there is time for a long lunch until midnight, and none for a dinner.
    let found =
        home.run(["review", "propose", "--format", "walk", "--at", "20:50", "--to", "2027-04-30"]).object();
    let ways = found["openings"].to_string();
    assert!(ways.contains("--format lunch --at 20:50") && !ways.contains("dinner"), "{ways}");
    home.run(["review", "propose", "--format", "lunch", "--at", "21:00", "--count", "1"]).object();
    home.run(["review", "schedule", "--pick", "1"]).success().contains("21:00–23:30, lunch");
}

#[test]
fn a_talk_that_is_set_is_moved_and_the_next_one_is_another() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "12:00", "--format", "golf18"]).success();
    assert_eq!(home.run(["review", "propose"]).object()["review"], "2027");
    home.run(["review", "schedule", "--on", "2027-06-03", "--format", "lunch"])
        .refused()
        .notes("there is a talk already: 2027, Thursday 20 May")
        .notes("hint: makkerpar review move 2027 --on 2027-06-03 --at 12:00 --format lunch; or --extra for one more");
    home.run(["review", "move", "2027", "--on", "2027-06-03", "--at", "18:00", "--format", "dinner"])
        .success()
        .contains("moved from Thursday 20 May to Thursday 3 June, 18:00–21:15, dinner");
    // The year after is counted from the talk that is set.
    let next = home.run(["review", "propose", "--year", "2028", "--format", "dinner"]).object();
    assert_eq!((next["review"].as_str(), next["aim"].as_str()), (Some("2028"), Some("2028-06-03")));
    home.run(["review", "schedule", "--on", "2028-06-01", "--format", "dinner"])
        .success()
        .contains("2028  set");
    assert_eq!(home.run(["review", "propose", "--format", "dinner"]).object()["aim"], "2027-05-28");
    home.run(["review", "propose", "--year", "2030", "--count", "1", "--explain"])
        .success()
        .contains("the same day of that year");
}

#[test]
fn the_place_of_a_proposal_goes_with_it() {
    let home = Home::with_past();
    // Far in the north the sun does not set in June.
    home.run(["review", "propose", "--format", "walk", "--place", "69.65,18.96", "--from", "2027-06-01"])
        .object();
    let set = home.run(["review", "schedule", "--pick", "1"]).object();
    assert_eq!(set["coordinates"]["latitude"], 69.65);
    home.run(["review", "propose", "--from", "2027-06-01", "--count", "1"])
        .success()
        .contains("the sun does not set");
}

#[test]
fn a_zone_brings_a_place_for_the_sun() {
    let home = Home::new();
    home.run(["pair", "add", "Liv Ny", "Jens Ås", "--kind", "founders", "--timezone", "America/New_York"])
        .success()
        .notes("Sunset is reckoned for 40.71,-74.01");
    // PyPI astral has 19:40 for New York on that day; two minutes may differ.
    home.run([
        "review",
        "propose",
        "--format",
        "walk",
        "--from",
        "2027-04-20",
        "--to",
        "2027-04-20",
        "--explain",
    ])
    .success()
    .contains("sunset 19:39");
    home.run(["pair", "edit", "--timezone", "Asia/Kolkata"]).success();
    assert_eq!(home.run(["pair", "show"]).object()["place"]["latitude"], 22.53);
    home.run(["pair", "edit", "--place", "10,20"]).success();
    home.run(["pair", "edit", "--timezone", "Europe/London"]).success();
    assert_eq!(home.run(["pair", "show"]).object()["place"]["latitude"], 10.0);
}

#[test]
fn what_was_not_read_is_not_called_free() {
    let home = Home::with_past();
    let missing = home.run(["review", "propose", "--format", "lunch", "--count", "1", "--explain"]).success();
    missing.lacks("both free").contains("nobody busy 11:40–14:50 in what was read");
    for name in ["anna", "bo"] {
        std::fs::write(home.path(format!("{name}.ics")), "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
            .expect("written");
    }
    home.run(["calendar", "import", "anna.ics", "--for", "holm"]).success();
    home.run(["calendar", "import", "bo.ics", "--for", "lind"]).success();
    let words =
        ["review", "propose", "--format", "lunch", "--from", "2027-07-06", "--to", "2027-07-09", "--explain"];
    home.run(words).success().contains("both free");
    let endless = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20270304T000000Z\nDTEND:20270304T000001Z\n\
                   RRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n";
    std::fs::write(home.path("bo.ics"), endless).expect("written");
    home.run(["calendar", "import", "bo.ics", "--for", "lind"])
        .success()
        .notes("line 6: repeats too often to be read whole; read up to Friday 5 March");
    home.run(words)
        .success()
        .lacks("both free")
        .notes("something in Bo's calendar bo.ics repeats too often to be read beyond Friday 5 March");
}

#[test]
fn what_was_booked_is_not_booked_for_another_plan_and_nothing_changes_twice() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "12:00", "--format", "golf18"]).success();
    home.run(["review", "edit", "2027", "--booked", "yes", "--where", "Nordskov"])
        .success()
        .contains("booked");
    let before = home.run(["history"]).object()["commands"].as_array().map(Vec::len);
    home.run(["review", "edit", "2027", "--where", "Nordskov"])
        .success()
        .contains("as it was: Thursday 20 May, 12:00–19:00, golf18, Nordskov, tee-off 13:30, booked");
    home.run(["review", "move", "2027", "--on", "2027-05-20"]).success().contains("as it was");
    assert_eq!(home.run(["history"]).object()["commands"].as_array().map(Vec::len), before);
    home.run(["review", "move", "2027", "--on", "2027-05-27"])
        .success()
        .notes("warning: what was booked for the plan before is not booked for this one");
}

#[test]
fn days_beyond_the_rules_and_absurd_periods_are_refused() {
    let home = Home::with_past();
    for year in ["1989", "2101", "9999"] {
        let on = format!("{year}-05-20");
        home.run(["review", "schedule", "--on", &on, "--format", "lunch", "--force"])
            .refused()
            .notes("the rules speak of the years 1990 to 2100");
        home.run(["year", year]).refused();
    }
    home.run(["calendar", "block", "Odd", "week 7", "week 6"]).refused().notes("the earlier day comes first");
    home.run(["calendar", "block", "Christmas", "week 52", "week 1", "--yearly"]).success();
    home.run(["year", "2029"]).success().contains("x Christmas: 24 December 2029 to 6 January 2030");
    home.run(["review", "schedule"]).misused().notes("something is missing: --on <DATE> or --pick <N>");
    home.run(["review", "propose", "--format", "go"]).refused().notes("“go” could be golf18 or golf9");
}

#[test]
fn the_year_shows_a_talk_that_was_held() {
    let home = Home::with_past();
    home.run(["year", "2026"]).success().contains("28 TALK");
}

#[test]
fn an_extra_talk_moves_no_other() {
    let mut home = Home::new();
    home.set_clock("2026-07-20");
    let add = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-07-15"];
    home.run(add).success();
    home.run(["review", "schedule", "--on", "2026-10-06", "--format", "walk", "--extra"]).success();
    home.set_clock("2026-10-07");
    home.run(["review", "record", "2026"]).success();
    assert_eq!(home.run(["review", "propose"]).object()["aim"], "2027-01-15");
    assert_eq!(home.run(["status"]).object()["due"], "2027-01-15");
    // An earlier year only brings the first talk forward.
    let early = home.run(["review", "propose", "--year", "2026", "--format", "lunch"]).object();
    assert_eq!((early["aim"].as_str(), early["review"].as_str()), (Some("2027-01-15"), Some("2026b")));
}

#[test]
fn a_talk_too_soon_after_the_last_is_a_second_one() {
    let mut home = Home::with_pair();
    home.set_clock("2026-12-10");
    home.run(["review", "schedule", "--on", "2026-12-10", "--format", "lunch"]).success();
    home.run(["review", "record", "2026"]).success();
    home.run(["review", "schedule", "--on", "2027-01-20", "--format", "lunch"])
        .refused()
        .notes("there is a talk already: 2026")
        .notes("hint: --extra for one more");
    home.run(["review", "schedule", "--on", "2027-12-02", "--format", "lunch"]).success();
}

#[test]
fn a_round_before_sunrise_is_refused_like_one_in_the_dark() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "01:00", "--format", "golf18"])
        .refused()
        .notes("golf18 on Thursday 20 May begins in the dark: out of doors from 02:30, sunrise 04:")
        .notes("--force if you know better");
}

#[test]
fn rules_of_ones_own_hold_from_any_folder_and_their_mistakes_are_named() {
    let home = Home::with_past();
    let rules = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/rules/plain.toml"));
    let rules = rules.expect("the rules");
    std::fs::write(home.path("own.toml"), &rules).expect("written");
    home.run(["pair", "edit", "--rules", "own.toml"]).success();
    std::fs::create_dir(home.path("below")).expect("made");
    let mut command = home.run(["year"]).command();
    let output = command.current_dir(home.path("below")).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::write(home.path("own.toml"), rules.replace("notice = 21", "notice = \"måske\""))
        .expect("written");
    home.run(["review", "propose"])
        .refused()
        .notes("own.toml has a mistake")
        .notes("  line 4: notice is to be a whole number")
        .notes("hint: makkerpar template check ");
    std::fs::remove_file(home.path("own.toml")).expect("removed");
    home.run(["status"])
        .refused()
        .notes("there is no such file")
        .notes("makkerpar pair edit --rules denmark");
    home.run(["pair", "edit", "--rules", "denmark"]).success();
    home.run(["status"]).success();
}

#[test]
fn what_is_hinted_after_a_search_elsewhere_names_the_place() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "12:00", "--format", "golf18"]).success();
    // In the south December is summer.
    let words = ["--format", "golf18", "--place", "-30,20", "--on", "2027-12-07", "--at", "11:00"];
    home.run(["review", "schedule"].into_iter().chain(words))
        .refused()
        .notes("hint: makkerpar review move 2027 --on 2027-12-07 --at 11:00 --format golf18 --place -30,20; or --extra");
    home.run(["review", "move", "2027"].into_iter().chain(words)).success();
}

#[test]
fn a_talk_that_was_moved_into_the_next_year_counts_as_the_one_before() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-12-02", "--format", "lunch"]).success();
    home.run(["review", "move", "2027", "--on", "2028-01-04"]).success();
    assert_eq!(home.run(["review", "propose", "--year", "2028"]).object()["aim"], "2029-01-04");
}

#[test]
fn a_device_or_a_pipe_is_no_place_for_a_file() {
    let home = Home::with_past();
    home.run(["calendar", "export", "-o", "/dev/null"])
        .refused()
        .notes("/dev/null cannot be written")
        .notes("it is a device or a pipe; - is for standard output");
    home.run(["calendar", "export", "-o", "."]).refused().notes("it is a folder");
    home.run(["calendar", "block", "Late", "week 54", "week 2"])
        .refused()
        .notes("“week 54” does not exist: 2027 has 52 weeks");
}

#[test]
fn two_talks_of_one_pair_are_never_at_once_even_by_force() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    let again = ["review", "schedule", "--on", "2027-05-20", "--format", "lunch", "--force"];
    home.run(again)
        .refused()
        .notes("2027 is at that time already, Thursday 20 May: two talks cannot be at once")
        .notes("hint: makkerpar review move 2027 --on DATE moves it, makkerpar review edit 2027 changes it");
    home.run(again).lang("da").refused().notes("I kan ikke have to samtaler på én gang");
    home.run(["review", "schedule", "--on", "2027-05-21", "--format", "lunch", "--force"]).success();
    home.run(["review", "move", "2027b", "--on", "2027-05-20", "--force"]).refused().notes("2027 is at that");
    // The evening of the day is free.
    home.run(["review", "move", "2027b", "--on", "2027-05-20", "--at", "18:00", "--force"]).success();
}

#[test]
fn what_was_taken_out_of_the_record_is_called_so_when_a_talk_is_moved() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    home.run(["export", "json", "--shared", "-o", "x.json"]).success();
    let moved = ["review", "move", "2027", "--on"];
    home.run([&moved[..], &["2027-05-27"]].concat()).success().contains("Out of date: export of today");
    let danish = home.run([&moved[..], &["2027-06-03"]].concat()).lang("da").success();
    danish.contains("eksport").lacks("referat");
}

/// A pair since 2022 that has never had a talk, in November.
fn overdue() -> Home {
    let mut home = Home::new();
    home.set_clock("2026-11-26");
    let names = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "founders", "--since", "2022-01-01"];
    home.run(names).success();
    home
}

#[test]
fn an_overdue_talk_is_counted_from_the_first_day_that_is_possible() {
    let home = overdue();
    let walk = ["review", "propose", "--format", "walk"];
    let said = home.run(walk).success().stdout;
    assert!(said.contains("days after the first possible"), "{said}");
    assert!(!said.contains("days late"), "{said}");
    assert_eq!(said.matches("overdue").count(), 1, "{said}");
    let found = home.run(walk).object();
    assert_eq!(found["overdue"], "2022-07-01");
    assert_eq!(found["aim"], found["from"]);
    let cost = found["proposals"][0]["cost"].as_u64().expect("a cost");
    assert!(cost < 120, "{cost}");
    home.run(walk)
        .lang("da")
        .success()
        .contains("Samtalen skulle have været afholdt fredag den 1. juli 2022");
}

#[test]
fn where_winter_leaves_no_day_for_golf_what_is_offered_finds_one() {
    let home = overdue();
    let golf = ["review", "propose", "--format", "golf18"];
    home.run(golf).success().contains("--format walk").contains("--from 2027-04-01");
    let found = home.run(golf).object();
    let openings = found["openings"].as_array().expect("a list");
    assert!(openings.len() >= 2, "{openings:?}");
    for opening in openings {
        let line = words(opening["command"].as_str().expect("a command"));
        let again = home.run(&line).object();
        assert!(!again["proposals"].as_array().expect("a list").is_empty(), "{line:?}");
    }
    // What is hinted at where a day is refused is not in the dark either.
    for on in ["2026-11-27", "2026-12-21", "2027-02-10"] {
        let said = home.run(["review", "schedule", "--on", on, "--format", "golf18"]).refused().stderr;
        let (_, rest) = said.split_once("--format ").expect("another format");
        let format = rest.split([' ', ',', ';', '\n']).next().expect("a word");
        home.copy().run(["review", "schedule", "--on", on, "--format", format]).on("2026-11-26").success();
    }
}
