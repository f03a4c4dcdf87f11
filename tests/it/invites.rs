//! What goes into the calendars of the two.

use crate::harness::Home;
use std::collections::BTreeMap;

/// A pair with mail addresses and a talk on 20 May 2027.
fn with_talk(zone: &str) -> Home {
    let home = Home::new();
    let add = [
        "pair",
        "add",
        "Anna Holm",
        "Bo Lind",
        "--kind",
        "mayor-ceo",
        "--since",
        "2026-01-01",
        "--timezone",
        zone,
    ];
    let mails = ["--mail", "a=anna@example.org", "--mail", "b=bo@example.org"];
    home.run(add.into_iter().chain(mails)).success();
    home.run([
        "review",
        "schedule",
        "--on",
        "2027-05-20",
        "--at",
        "12:00",
        "--format",
        "room",
        "--where",
        "Nordskov, salen",
    ])
    .success();
    home
}

/// The events of a file, unfolded: their properties by name, in the order of the file.
fn events(text: &str) -> Vec<BTreeMap<String, String>> {
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let whole = text.replace("\r\n ", "");
    let mut events = Vec::new();
    for event in whole.split("BEGIN:VEVENT\r\n").skip(1) {
        let (event, _) = event.split_once("END:VEVENT").expect("an end");
        let (event, _) = event.split_once("BEGIN:VALARM").unwrap_or((event, ""));
        let pair = |line: &str| {
            let (name, value) = line.split_once(':').expect("a colon");
            (name.to_owned(), value.to_owned())
        };
        events.push(event.lines().map(pair).collect());
    }
    events
}

fn talk(text: &str) -> BTreeMap<String, String> {
    let found = events(text).into_iter().find(|it| it["SUMMARY"] == "Yearly talk: Anna and Bo");
    found.unwrap_or_else(|| panic!("{text}"))
}

fn export(home: &Home) -> String {
    home.run(["calendar", "export", "-o", "-"]).success().stdout
}

fn sequence(event: &BTreeMap<String, String>) -> u32 {
    event["SEQUENCE"].parse().expect("a number")
}

#[test]
fn a_talk_is_one_event_that_moves_and_goes_away() {
    let home = with_talk("Europe/Copenhagen");
    let first = talk(&export(&home));
    assert_eq!(first["DTSTART;TZID=Europe/Copenhagen"], "20270520T120000");
    assert_eq!(first["DTEND;TZID=Europe/Copenhagen"], "20270520T150000");
    assert_eq!(first["LOCATION"], "Nordskov\\, salen");
    assert_eq!((first["STATUS"].as_str(), first["TRANSP"].as_str()), ("CONFIRMED", "OPAQUE"));
    home.run(["review", "move", "2027", "--on", "2027-11-11"])
        .success()
        .contains("Out of date: calendar file of today");
    let moved = talk(&export(&home));
    assert_eq!(moved["UID"], first["UID"]);
    assert!(sequence(&moved) > sequence(&first));
    assert_eq!(moved["DTSTART;TZID=Europe/Copenhagen"], "20271111T120000");
    home.run(["undo"]).success();
    let back = talk(&export(&home));
    assert_eq!(back["DTSTART;TZID=Europe/Copenhagen"], "20270520T120000");
    assert!(sequence(&back) > sequence(&moved), "what is undone replaces what was moved");
    home.run(["review", "cancel", "2027", "--reason", "A private matter"]).success();
    let text = export(&home);
    let cancelled = talk(&text);
    assert_eq!(
        (cancelled["UID"].as_str(), cancelled["STATUS"].as_str()),
        (first["UID"].as_str(), "CANCELLED")
    );
    assert!(sequence(&cancelled) > sequence(&back));
    assert!(!text.contains("private matter") && text.contains("METHOD:PUBLISH"));
}

#[test]
fn a_talk_that_was_taken_back_is_cancelled_in_the_calendars_that_have_it() {
    let home = with_talk("Europe/Copenhagen");
    let first = talk(&export(&home));
    home.run(["undo"]).success();
    let gone = talk(&export(&home));
    assert_eq!((gone["UID"].as_str(), gone["STATUS"].as_str()), (first["UID"].as_str(), "CANCELLED"));
}

#[test]
fn the_moments_around_a_talk_are_events_of_their_own() {
    let home = with_talk("Europe/Copenhagen");
    home.run(["adjust", "add", "Never mention the bridge", "--owner", "lind", "--check", "2027-08-20"])
        .success();
    home.run(["observe", "He is often late", "--by", "holm"]).success();
    let text = export(&home);
    let days: Vec<(String, String)> = events(&text)
        .into_iter()
        .filter_map(|it| Some((it.get("DTSTART;VALUE=DATE")?.clone(), it["SUMMARY"].clone())))
        .collect();
    let said: Vec<(&str, &str)> = days.iter().map(|(day, what)| (day.as_str(), what.as_str())).collect();
    assert_eq!(
        said,
        [
            ("20270422", "Tell those around you that the day is taken"),
            ("20270505", "Prepare for the yearly talk"),
            ("20270518", "Print the card for the yearly talk"),
            ("20270527", "Write and sign the summary of the yearly talk"),
            ("20270820", "Look at what you agreed: A1"),
        ]
    );
    assert!(!text.contains("bridge") && !text.contains("late"));
    let home = with_talk("Europe/Copenhagen");
    let danish = home.run(["calendar", "export", "-o", "-"]).lang("da").success().stdout;
    assert!(danish.contains("SUMMARY:Udviklingssamtale: Anna og Bo"), "{danish}");
}

#[test]
fn an_invitation_asks_both_and_needs_their_addresses() {
    let home = with_talk("America/New_York");
    home.run(["calendar", "invite", "--by", "lind"])
        .success()
        .contains("talk-2027.ics")
        .contains("nothing private is in it");
    let text = std::fs::read_to_string(home.path("talk-2027.ics")).expect("the file");
    assert!(
        text.contains("METHOD:REQUEST") && text.contains("ORGANIZER;CN=Bo Lind:mailto:bo@example.org"),
        "{text}"
    );
    assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:America/New_York"));
    assert!(text.contains("BEGIN:STANDARD") && text.contains("BEGIN:DAYLIGHT"));
    // Its own file it replaces; what somebody changed it does not.
    home.run(["calendar", "invite", "--by", "lind"]).success();
    std::fs::write(home.path("talk-2027.ics"), "mine").expect("written");
    home.run(["calendar", "invite", "--by", "lind"]).refused().notes("makkerpar did not make it");
    home.run(["calendar", "invite", "--by", "lind", "--force"]).success();
    home.run(["review", "cancel", "2027", "--reason", "Snow"]).success();
    let cancelled = home.run(["calendar", "invite", "-o", "-"]).success().stdout;
    assert!(cancelled.contains("METHOD:CANCEL") && cancelled.contains("STATUS:CANCELLED"), "{cancelled}");
    assert_eq!(talk(&cancelled)["UID"], talk(&text)["UID"]);
    home.run(["history"]).success().contains("calendar invite");

    let home = Home::with_pair();
    home.run(["calendar", "invite"]).refused();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "room"]).success();
    home.run(["calendar", "invite"])
        .refused()
        .notes("holm has no mail address")
        .notes("hint: makkerpar pair edit --mail holm=ADDRESS");
}

#[test]
fn the_zone_of_the_machine_changes_nothing() {
    let home = with_talk("Asia/Kolkata");
    let here = export(&home);
    for zone in ["America/New_York", "Pacific/Kiritimati", "UTC"] {
        let there = home.run(["calendar", "export", "-o", "-"]).env("TZ", zone).success().stdout;
        assert_eq!(here, there, "{zone}");
    }
    assert!(here.contains("DTSTART;TZID=Asia/Kolkata:20270520T120000"));
}

#[test]
fn what_makkerpar_wrote_does_not_stand_in_its_own_way() {
    let home = with_talk("Europe/Copenhagen");
    let file = export(&home);
    std::fs::write(home.path("anna.ics"), file).expect("written");
    home.run(["calendar", "import", "anna.ics", "--for", "holm"])
        .success()
        .contains("no busy times")
        .contains("of makkerpar's own");
}

#[test]
fn an_invitation_that_was_taken_back_is_called_off_by_the_one_who_invited() {
    let home = with_talk("Europe/Copenhagen");
    home.run(["calendar", "invite", "--by", "lind"]).success();
    home.run(["undo"]).success().contains("Out of date: invitation of today");
    let text = home.run(["calendar", "invite", "-o", "-", "--by", "holm"]).success().stdout;
    assert!(text.contains("METHOD:CANCEL") && text.contains("ORGANIZER;CN=Bo Lind:"), "{text}");
    home.run(["redo"]).success();
    let text = home.run(["calendar", "invite", "2027", "-o", "-", "--by", "holm"]).success().stdout;
    assert!(text.contains("METHOD:REQUEST") && text.contains("ORGANIZER;CN=Bo Lind:"), "{text}");
    home.run(["review", "edit", "2027", "--where", "Elsewhere"])
        .success()
        .contains("Out of date: invitation of today");
}

#[test]
fn nobody_is_invited_to_what_was_held_and_no_file_is_empty() {
    let mut home = with_talk("Europe/Copenhagen");
    home.set_clock("2027-05-21");
    home.run(["review", "record", "2027", "--on", "2027-05-19"]).success();
    home.run(["calendar", "invite", "2027"]).refused().notes("the talk of 2027 was held on Wednesday 19 May");
    let held = talk(&export(&home));
    assert_eq!(held["DTSTART;TZID=Europe/Copenhagen"], "20270519T120000");
    home.run(["calendar", "export", "-o", "-"]).success().notes("nothing private is in it");
    let home = Home::with_pair();
    home.run(["calendar", "export"]).refused().notes("no talk is set");
    home.run(["calendar", "invite"]).refused().notes("no talk is set");
    home.run(["pair", "edit", "--mail", "a=nobody"]).refused().notes("“nobody” is not a mail address");
}

#[test]
fn another_clock_is_told_and_outranks_what_was_sent() {
    let home = with_talk("Europe/Copenhagen");
    let before = talk(&export(&home));
    home.run(["pair", "edit", "--timezone", "America/New_York"])
        .success()
        .notes("warning: the talk of 2027 is now on another clock");
    let after = talk(&export(&home));
    assert_eq!(after["UID"], before["UID"]);
    assert!(sequence(&after) > sequence(&before));
    home.run(["undo"]).success();
    assert!(sequence(&talk(&export(&home))) > sequence(&after));
    home.run(["pair", "end", "--reason", "An election"]).success().contains("Called off with it: 2027\n");
}

#[test]
fn what_was_agreed_and_deleted_goes_away_in_calendars_and_comes_back_with_a_higher_number() {
    let home = with_talk("Europe/Copenhagen");
    home.run(["adjust", "add", "One page", "--owner", "lind", "--check", "2027-08-20"]).success();
    let check = |home: &Home| {
        let found = events(&export(home)).into_iter().find(|it| it["SUMMARY"].contains("A1"));
        found.expect("the check")
    };
    let mut last = check(&home);
    assert_eq!(last["STATUS"], "CONFIRMED");
    for (words, status) in [
        (vec!["adjust", "lapse", "A1"], "CANCELLED"),
        (vec!["undo"], "CONFIRMED"),
        (vec!["delete", "A1"], "CANCELLED"),
        (vec!["undo"], "CONFIRMED"),
    ] {
        home.run(&words).success();
        let next = check(&home);
        assert_eq!(
            (next["UID"].as_str(), next["STATUS"].as_str()),
            (last["UID"].as_str(), status),
            "{words:?}"
        );
        assert!(sequence(&next) > sequence(&last), "{words:?}");
        last = next;
    }
}

#[test]
fn a_file_of_a_talk_that_was_taken_back_is_still_makkerpars_own() {
    let home = with_talk("Europe/Copenhagen");
    home.run(["calendar", "invite", "-o", "talk.ics"]).success();
    home.run(["undo"]).success();
    home.run(["calendar", "invite", "-o", "talk.ics"]).success().contains("cancellation of the talk of 2027");
    home.run(["redo"]).success().contains("2027  Out of date: invitation of today");
}

#[test]
fn undo_and_delete_name_the_files_that_no_longer_hold() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "room", "--where", "Nordskov"])
        .success();
    home.run(["calendar", "export", "-o", "all.ics"]).success();
    home.run(["review", "edit", "2027", "--where", "Elsewhere"])
        .success()
        .contains("Out of date: calendar file");
    home.run(["calendar", "export", "-o", "all.ics"]).success();
    home.run(["undo"]).success().contains("2027  Out of date: calendar file of today");
    home.run(["pair", "edit", "--timezone", "Europe/Copenhagen"]).success().lacks("another clock");
    home.run(["pair", "edit", "--timezone", "America/New_York"]).success().notes("another clock");
    home.run(["undo"]).success().contains("2027  Out of date: calendar file of today");
    home.run(["delete", "2027"]).success().contains("2027  Out of date: calendar file of today");
}
