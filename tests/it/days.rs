//! Finding, setting and moving the day, as a pair does it.

use crate::harness::Home;

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/calendars/{name}.ics", env!("CARGO_MANIFEST_DIR"))
}

/// A calendar file with these events.
fn calendar(home: &Home, name: &str, events: &[&str]) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n");
    for (number, event) in events.iter().enumerate() {
        let event = event.replace('\n', "\r\n");
        text.extend(["BEGIN:VEVENT\r\nUID:", &number.to_string(), "\r\n", &event, "\r\nEND:VEVENT\r\n"]);
    }
    text.push_str("END:VCALENDAR\r\n");
    std::fs::write(home.path(name), text).expect("written");
    name.to_owned()
}

#[test]
fn days_are_proposed_with_their_reasons_the_best_first_and_one_a_week() {
    let home = Home::with_past();
    let found = home.run(["review", "propose", "--format", "golf18"]).object();
    let proposals = found["proposals"].as_array().expect("proposals");
    assert_eq!(proposals.len(), 5);
    // The day itself is free, so nothing beats it.
    assert_eq!(proposals[0]["start"], "2027-05-27T12:00:00+02:00");
    assert_eq!(proposals[0]["end"], "2027-05-27T19:00:00+02:00");
    let costs: Vec<u64> = proposals.iter().map(|it| it["cost"].as_u64().expect("a cost")).collect();
    assert!(costs.is_sorted(), "{costs:?}");
    assert_eq!(found["aim"], "2027-05-28");
    assert_eq!(found["warnings"].as_array().map(Vec::len), Some(2));
    let again = home.run(["review", "propose", "--format", "golf18"]).object();
    assert_eq!(found, again);
    home.run(["review", "propose", "--count", "1", "--explain"])
        .success()
        .contains("the aim is Friday 28 May, 12 months after the last talk; each day from it costs 1")
        .contains("sunset")
        .notes("Bo's calendar has not been read: Bo counts as free");
    home.run(["review", "propose", "--lang", "da"]).success().contains("1 dag før");
}

#[test]
fn what_stands_in_the_way_is_said_and_what_would_open_a_day() {
    let home = Home::with_past();
    home.run(["review", "propose", "--from", "2027-11-08", "--to", "2027-11-26"])
        .success()
        .contains("No day fits between Monday 8 November and Friday 26 November.")
        .contains("15 working days looked at: off season 15")
        .contains("What would open one:")
        .contains("--format walk");
    let found = home.run(["review", "propose", "--from", "2027-11-08", "--to", "2027-11-26"]).object();
    assert_eq!(found["rejected"]["season"], 15);
    assert_eq!(found["proposals"].as_array().map(Vec::len), Some(0));
    home.run(["review", "propose", "--from", "2027-06-01", "--to", "2027-05-01"])
        .refused()
        .notes("error: Tuesday 1 June is later than Saturday 1 May");
    home.run(["review", "propose", "--to", "2027-03-01"]).refused().notes("is past");
    home.run(["review", "propose", "--from", "2027-04-01", "--to", "2099-01-01"]).refused().notes("days");
}

#[test]
fn who_is_busy_is_not_proposed_and_a_clash_is_said_when_the_day_is_set() {
    let home = Home::with_past();
    let file = calendar(
        &home,
        "anna.ics",
        &[
            "DTSTART;TZID=Europe/Copenhagen:20270527T130000\nDTEND;TZID=Europe/Copenhagen:20270527T160000\nSUMMARY:Secret dentist",
        ],
    );
    home.run(["calendar", "import", &file, "--for", "holm"]).success().contains("1 busy time");
    let found = home.run(["review", "propose", "--format", "golf18"]).object();
    assert_ne!(found["proposals"][0]["start"], "2027-05-27T12:00:00+02:00");
    assert_eq!(found["rejected"]["busy-holm"], 1);
    home.run(["review", "schedule", "--on", "2027-05-27", "--at", "12:00"])
        .success()
        .notes("warning: Anna is busy 13:00–16:00 that day");
    // Nothing of the event but its time was kept.
    let bytes = std::fs::read(home.database()).expect("the file");
    assert!(!String::from_utf8_lossy(&bytes).contains("dentist"));
}

#[test]
fn a_day_is_picked_from_those_proposed() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--pick", "1"]).refused().notes("nothing has been proposed yet");
    let found = home.run(["review", "propose", "--format", "walk", "--count", "3"]).object();
    home.run(["review", "schedule", "--pick", "4"]).refused().notes("3 were proposed");
    let set = home.run(["review", "schedule", "--pick", "2"]).object();
    let start = found["proposals"][1]["start"].as_str().expect("a start");
    assert_eq!(set["date"], start[..10]);
    assert_eq!(set["start"], start[11..16]);
    assert_eq!(set["format"], "walk");
    let moments: Vec<&str> =
        set["moments"].as_array().expect("moments").iter().filter_map(|it| it["what"].as_str()).collect();
    assert_eq!(moments, ["notice", "prep", "card", "talk", "summary", "first-check", "second-check"]);
}

#[test]
fn a_talk_in_the_dark_is_refused_with_what_would_do_and_forced_if_meant() {
    let home = Home::with_past();
    let words = ["review", "schedule", "--on", "2027-10-28", "--at", "12:00", "--format", "golf18"];
    home.run(words)
        .refused()
        .notes("error: golf18 from 12:00 on Thursday 28 October ends in the dark")
        .notes("out of doors 13:30–18:00, with 30 minutes to spare 18:30; sunset 17:")
        .notes("hint: --at 11:00 or --format golf9; --force if you know better");
    home.run(words).lang("da").refused().notes("ender i mørke").notes("--force, hvis du ved bedre");
    home.run(words.into_iter().chain(["--force"]))
        .success()
        .notes("warning: it ends in the dark: sunset 17:");
    home.run(["review", "schedule", "--on", "2027-06-01", "--at", "20:00", "--format", "room", "--extra"])
        .success();
    home.run(["review", "schedule", "--on", "2027-06-02", "--at", "22:00", "--format", "room", "--extra"])
        .refused()
        .notes("would run past midnight");
}

#[test]
fn a_talk_keeps_its_name_and_its_time_when_it_is_moved() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-05-27", "--at", "11:30", "--where", "Nordskov"]).success();
    home.run(["review", "edit", "2027", "--booked", "yes"]).success().contains("booked");
    let moved = home.run(["review", "move", "2027", "--on", "2028-01-12", "--force"]).object();
    assert_eq!(moved["handle"], "2027");
    assert_eq!(moved["date"], "2028-01-12");
    assert_eq!(moved["start"], "11:30");
    assert_eq!(moved["place"], "Nordskov");
    // A table for another day is not booked.
    assert_eq!(moved["booked"], false);
    home.run(["review", "move", "2027", "--on", "2027-02-01"]).refused().notes("is past");
    home.run(["review", "edit", "2027"]).misused();
    home.run(["undo"]).success();
    let shown = home.run(["show", "2027"]).object();
    assert_eq!(shown["date"], "2027-05-27");
    assert_eq!(shown["booked"], true);
}

#[test]
fn a_talk_is_called_off_with_a_reason_and_another_can_be_set() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-05-27"]).success();
    home.run(["review", "cancel", "2027", "--reason", " "]).refused();
    home.run(["review", "cancel", "2027", "--reason", "Bo is ill"])
        .success()
        .contains("cancelled: Bo is ill");
    home.run(["review", "cancel", "2027", "--reason", "again"]).refused();
    home.run(["review", "move", "2027", "--on", "2027-06-10"]).refused();
    let set = home.run(["review", "schedule", "--on", "2027-06-10"]).object();
    assert_eq!(set["handle"], "2027b");
    home.run(["review", "move", "2026", "--on", "2027-06-10"]).refused().notes("was held on");
}

#[test]
fn another_pairs_talk_of_the_same_person_counts_as_busy() {
    let home = Home::with_past();
    home.run(["pair", "add", "Bo Lind", "Carl Vig", "--kind", "committee"]).success();
    let other = [
        "--pair",
        "lind-vig",
        "review",
        "schedule",
        "--on",
        "2027-05-27",
        "--at",
        "12:00",
        "--format",
        "lunch",
    ];
    home.run(other).success();
    let found = home.run(["--pair", "holm-lind", "review", "propose", "--format", "golf18"]).object();
    assert_eq!(found["rejected"]["busy-lind"], 1);
    assert!(found["rejected"]["busy-holm"].is_null());
    home.run(["--pair", "holm-lind", "review", "schedule", "--on", "2027-05-27", "--at", "12:00"])
        .success()
        .notes("warning: Bo is busy 11:40–14:50 that day");
}

#[test]
fn calendars_are_read_replaced_and_forgotten() {
    let home = Home::with_past();
    home.run(["calendar", "list"]).success().contains("No calendar has been read");
    home.run(["calendar", "import", &fixture("42-across-clock-changes"), "--for", "holm"])
        .success()
        .contains("holm  ")
        .contains("titles were not kept");
    let file = calendar(
        &home,
        "42-across-clock-changes.ics",
        &[
            "DTSTART:20270530T100000Z\nDTEND:20270530T110000Z",
            "DTSTART:20270230\nDTEND:20270531",
            "DTSTART;TZID=Nowhere:20270531T100000\nDTEND;TZID=Nowhere:20270531T110000",
            "DTSTART:20270601T100000\nDTEND:20270601T110000\nTRANSP:TRANSPARENT",
            "DTSTART:20270602T100000\nDTEND:20270602T110000\nRRULE:COUNT=3",
        ],
    );
    home.run(["calendar", "import", &file, "--for", "holm"])
        .success()
        .contains("3 busy times")
        .contains("Replaces 78 times, read today. Left out: 1 free")
        .contains("Skipped 2 of 5")
        .contains("line 11  20270230: February 2027 has 28 days")
        .contains("RRULE without FREQ")
        .notes("2 events have no zone and were read as Europe/Copenhagen")
        .notes("nobody knows the zone “Nowhere”");
    home.run(["calendar", "import", &fixture("45-old-start"), "--for", "lind", "--source", "work"]).success();
    let list = home.run(["calendar", "list"]).object();
    assert_eq!(list["sources"].as_array().map(Vec::len), Some(2));
    assert_eq!(list["busy"][0]["member"], "holm");
    assert_eq!(list["busy"][0]["start"], "2027-05-30T12:00:00+02:00");
    home.run(["calendar", "forget", "--for", "lind", "--source", "private"]).refused().notes("work");
    home.run(["calendar", "forget", "--for", "lind"]).success();
    home.run(["calendar", "forget", "--for", "lind"]).refused().notes("calendar import FILE.ics --for lind");
    std::fs::write(home.path("letter.txt"), "Dear Anna").expect("written");
    home.run(["calendar", "import", "letter.txt", "--for", "holm"]).refused().notes("is not a calendar");
    home.run(["calendar", "import", "missing.ics", "--for", "holm"]).refused().notes("missing.ics");
    let home_da = home.run(["calendar", "import", "letter.txt", "--for", "holm"]);
    home_da.lang("da").refused().notes("er ikke en kalender");
}

#[test]
fn an_old_or_short_calendar_is_said() {
    let mut home = Home::with_past();
    let file = calendar(&home, "anna.ics", &["DTSTART:20270530T100000Z\nDTEND:20270530T110000Z"]);
    home.set_clock("2027-01-20");
    home.run(["calendar", "import", &file, "--for", "holm", "--months", "3"]).success();
    home.set_clock("2027-03-03");
    home.run(["review", "propose"])
        .success()
        .notes("Anna's calendar anna.ics was read on Wednesday 20 January, 6 weeks ago")
        .notes("Anna's calendar tells up to Monday 19 April: after that Anna counts as free")
        .contains("Anna's calendar tells up to");
}

#[test]
fn periods_are_blocked_and_opened_again() {
    let home = Home::with_past();
    home.run(["calendar", "block", "Board", "2027-05-24", "2027-05-30"]).success();
    home.run(["calendar", "block", "Sommer", "uge 27", "uge 32", "--yearly"]).success();
    home.run(["calendar", "block", "board", "2027-01-01", "2027-01-02"])
        .refused()
        .notes("is blocked already");
    home.run(["calendar", "block", "Late", "2027-06-01", "2027-05-01"]).refused().notes("is later than");
    let list = home.run(["calendar", "list"]).object();
    assert_eq!(list["blocked"][1]["from"], "2027-07-05");
    assert_eq!(list["blocked"][1]["to"], "2027-08-15");
    let found = home.run(["review", "propose", "--from", "2027-05-24", "--to", "2027-05-30"]).object();
    assert_eq!(found["rejected"]["blocked"], 5);
    home.run(["review", "schedule", "--on", "2027-05-27"]).success().notes("that day is blocked: Board");
    home.run(["calendar", "unblock", "boa"]).success();
    home.run(["calendar", "unblock", "boa"]).refused().notes("Sommer");
    home.run(["undo"]).success();
    assert_eq!(home.run(["calendar", "list"]).object()["blocked"].as_array().map(Vec::len), Some(2));
    home.run(["doctor"]).success();
}

#[test]
fn holidays_are_told_without_a_pair_and_by_other_rules() {
    let home = Home::new();
    let days = home.run(["calendar", "holidays", "2027"]).object();
    let has = |date: &str, key: &str, kind: &str| {
        let all = days["days"].as_array().expect("days");
        all.iter().any(|it| it["date"] == date && it["key"] == key && it["kind"] == kind)
    };
    assert!(has("2027-05-17", "2-pinsedag", "holiday"));
    assert!(has("2027-05-07", "dagen-efter-himmelfart", "bridge"));
    assert!(has("2027-10-18", "efteraarsferie-uge42", "school"));
    let before = home.run(["calendar", "holidays", "2023"]).object();
    assert!(before["days"].to_string().contains("store-bededag"));
    assert!(!days["days"].to_string().contains("store-bededag"));
    home.run(["calendar", "holidays", "2027", "--rules", "plain"])
        .success()
        .contains("No special days in 2027");
    home.run(["calendar", "holidays", "2027", "--rules", "norway"]).refused().notes("denmark, plain");
    home.run(["calendar", "holidays", "1066"]).refused().notes("1990 to 2100");
    home.run(["calendar", "holidays", "soon"]).refused();
    let own =
        include_str!("../../templates/rules/plain.toml").replace("notice = 21", "notice = \"three weeks\"");
    std::fs::create_dir_all(home.path(".config/makkerpar/rules")).expect("made");
    std::fs::write(home.path(".config/makkerpar/rules/plain.toml"), own).expect("written");
    home.run(["calendar", "holidays", "2027", "--rules", "plain"]).refused().notes("line 4");
}

#[test]
fn a_pairs_own_rules_take_the_place_of_those_that_come_with_the_program() {
    let home = Home::with_past();
    let own = format!(
        "{}\n[[day]]\nkey = \"fair\"\nkind = \"closed\"\non = \"05-27\"\nname = {{ en = \"Town fair\", da = \"Byfest\" }}\n",
        include_str!("../../templates/rules/denmark.toml")
    );
    std::fs::create_dir_all(home.path(".config/makkerpar/rules")).expect("made");
    std::fs::write(home.path(".config/makkerpar/rules/denmark.toml"), own).expect("written");
    home.run(["review", "schedule", "--on", "2027-05-27"])
        .success()
        .notes("Thursday 27 May is Town fair, a day off");
    home.run(["pair", "edit", "--rules", "plain"]).success();
    let found = home.run(["review", "propose", "--from", "2027-05-17", "--to", "2027-05-17"]).object();
    assert_eq!(found["fit"], 1);
    home.run(["pair", "edit", "--rules", "nowhere"]).refused().notes("there are no rules called");
}

#[test]
fn a_new_pair_aims_at_six_months_and_may_talk_earlier_about_expectations() {
    let mut home = Home::new();
    home.set_clock("2027-01-04");
    home.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo"]).success();
    let found = home.run(["review", "propose", "--format", "walk"]).object();
    assert_eq!(found["aim"], "2027-07-04");
    home.run(["status"]).success().contains("what each expects has been talked over by then");
    home.run(["review", "schedule", "--on", "2027-03-02", "--format", "walk", "--extra"]).success();
    // The extra talk is not the yearly one, which is still to be set.
    let set = home.run(["review", "schedule", "--on", "2027-06-30", "--format", "walk"]).object();
    assert_eq!(set["handle"], "2027b");
}

#[test]
fn the_year_shows_what_is_to_be_done_when() {
    let home = Home::with_past();
    home.run(["calendar", "block", "Budget", "2027-08-16", "2027-10-15", "--yearly"]).success();
    home.run(["review", "schedule", "--on", "2027-05-20", "--at", "12:00", "--format", "golf18"]).success();
    home.run(["adjust", "add", "One page, the day before", "--owner", "lind", "--check", "2027-06-01"])
        .success();
    let said = home.run(["year"]).success();
    said.contains("2027 1    6    11   16   21   26   31")
        .contains("Mar  ..@..")
        .contains("22 notice")
        .contains("May    ..Ph.  .....  hK.T.  ...S.  .")
        .contains("5 prep, 18 card, 20 TALK, 27 summary")
        .contains("1 A1 check")
        .contains("20 check of what the talk agrees")
        .contains("next window: 20 April 2028 to 20 June 2028");
    home.run(["year"]).lang("da").success().contains("20 SAMTALE");
    home.run(["status"]).success().contains("Next        Thursday 22 April: tell those around you");
    let year = home.run(["year", "2027"]).object();
    assert_eq!(year["from"], "2027-01-01");
    assert_eq!(year["days"].as_array().map(Vec::len), Some(365));
}

#[test]
fn what_is_overdue_is_said() {
    let mut home = Home::with_past();
    home.set_clock("2027-08-02");
    home.run(["status"]).success().contains("the talk was due on Friday 28 May");
    home.run(["review", "schedule", "--on", "2027-08-24", "--format", "walk"]).success();
    home.set_clock("2027-09-20");
    home.run(["status"]).success().contains("2027  the day was Tuesday 24 August: was it held?");
}
