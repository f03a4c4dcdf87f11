//! Practices that take more than one entry to tell.

use super::{listed, note, plain, says};
use crate::harness::Home;
use crate::paper::Paper;
use serde_json::Value;

/// A home whose talk of 2027 is set in this format, and the programme of that day.
fn with_talk(format: &str) -> (Home, Value) {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", format]).success();
    let agenda = home.run(["review", "agenda", "2027"]).object();
    says(&agenda, "/format", format);
    (home, agenda)
}

pub(super) fn nothing_sounds_like_a_quarrel() {
    let home = Home::with_pair();
    note(&home, &[("holm", "observe 'Bo hums before he disagrees' --share")], &[("/tone", "null")]);
    for line in [&["status"][..], &["help"], &["help", "observe"], &["log"]] {
        let said = home.run(line).me("lind").success();
        said.lacks("conflict").lacks("quarrel").lacks("problem");
    }
}

pub(super) fn a_name_is_taken_out_before_it_is_shared() {
    let home = Home::with_pair();
    home.run(["observe", "Karla in payroll dreads our Mondays"]).me("holm").success();
    home.run(["show", "O1"]).me("lind").refused().lacks("Karla");
    home.run(["edit", "O1", "--text", "Somebody two floors down dreads our Mondays"]).me("holm").success();
    home.run(["share", "O1"]).me("holm").success();
    for line in [&["show", "O1"][..], &["log"]] {
        home.run(line).me("lind").success().contains("Somebody two floors down").lacks("Karla");
    }
    home.run(["history"]).me("lind").success().contains("O1").lacks("Karla");
    // And on paper for others the two have roles.
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    let redacted = home.run(["handout", "brief", "--redact", "-o", "-"]).success();
    Paper::read(&redacted.bytes).holds("Somebody two floors down").lacks("Holm").lacks("Lind");
}

pub(super) fn the_budget_keeps_its_weeks() {
    let home = Home::with_past();
    let seminar = ["calendar", "block", "Budget seminar", "2027-09-06", "2027-09-10", "--yearly"];
    home.run(seminar).success();
    let blocked = home.run(["calendar", "list"]).object();
    says(&blocked, "/blocked/0/name", "Budget seminar");
    says(&blocked, "/blocked/0/yearly", "true");
    let days =
        ["review", "propose", "--from", "2027-09-06", "--to", "2027-09-24", "--format", "walk", "--explain"];
    let found = home.run(days).object();
    says(&found, "/rejected/blocked", "5");
    for day in found["proposals"].as_array().expect("proposals") {
        assert!(plain(&day["start"]).as_str() > "2027-09-11", "in the seminar: {day}");
        let mut reasons = day["reasons"].as_array().expect("reasons").iter();
        let budget = reasons.find(|reason| reason["rule"] == "budget").expect("the weeks of the budget");
        assert!(budget["cost"].as_i64() > Some(0), "{budget}");
    }
    says(&found, "/proposals/0/start", "2027-09-14T13:00:00+02:00");
}

pub(super) fn what_was_noticed_becomes_an_agreement() {
    let home = Home::with_pair();
    note(
        &home,
        &[("holm", "observe 'I see the small matters and not the large ones' --friction --share")],
        &[],
    );
    let line = "adjust add 'The large matters come to Anna first' --owner lind --from O1 -t expectations";
    note(&home, &[("holm", line)], &[("/from", "O1"), ("/owner", "lind"), ("/status", "open")]);
}

pub(super) fn the_way_through_the_chair_can_change() {
    let home = Home::new();
    home.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "region", "--since", "2026-01-01"]).success();
    note(
        &home,
        &[("holm", "adjust add 'Members are reached through the chair' --owner both --rule -t others")],
        &[("/rule", "true"), ("/status", "open")],
    );
    home.run(["adjust", "lapse", "A1", "The new order leaves it to each"]).success();
    let lapsed = home.run(["show", "A1"]).object();
    says(&lapsed, "/status", "lapsed");
    says(&lapsed, "/lapse/text", "The new order leaves it to each");
    home.run(["pair", "edit", "--rules", "plain", "--theme", "others=The chair and the rest"]).success();
    let pair = home.run(["pair", "show"]).object();
    says(&pair, "/kind", "region");
    says(&pair, "/rules", "plain");
    says(&pair, "/themes/0/label", "The chair and the rest");
}

pub(super) fn another_mayor_comes() {
    let home = Home::with_pair();
    note(&home, &[("lind", "observe 'Anna packed her own boxes' --share")], &[]);
    home.run(["pair", "end", "--reason", "election"]).success();
    home.run(["pair", "add", "Cia Krogh", "Bo Lind", "--kind", "mayor-ceo"]).success();
    let pairs = home.run(["pair", "list"]).object();
    says(&pairs, "/pairs/0/end/reason", "election");
    says(&pairs, "/pairs/1/end", "null");
    assert_eq!(pairs["pairs"][0]["members"][1]["name"], pairs["pairs"][1]["members"][1]["name"]);
    let before = home.run(["show", "O1", "--pair", "holm-lind"]).me("holm").object();
    says(&before, "/text", "Anna packed her own boxes");
    assert_eq!(home.run(["log"]).me("krogh").object()["entries"].as_array().map(Vec::len), Some(0));
}

pub(super) fn good_things_are_many_and_a_breach_stays() {
    let home = Home::with_pair();
    for text in ["'Bo took the blame for the date'", "'Bo had the keys'", "'Bo waited up'"] {
        let line = format!("incident add {text} --actor lind --positive --share");
        note(&home, &[("holm", line.as_str())], &[("/next_step", "null")]);
    }
    let waits = || home.run(["status"]).me("holm").object()["waits"].take();
    assert_eq!(waits().as_array().map(Vec::len), Some(0));
    let breach = "incident add 'Bo told the press first' --actor lind --severity breach --share";
    note(&home, &[("holm", breach)], &[("/open", "true")]);
    let path: [(&str, &[&str]); 5] = [
        ("lind", &["incident", "step", "T4", "acknowledged", "I did"]),
        ("lind", &["incident", "step", "T4", "agreed", "Anna first, always"]),
        ("holm", &["incident", "step", "T4", "kept", "Three times since"]),
        ("holm", &["incident", "close", "T4"]),
        ("lind", &["incident", "close", "T4"]),
    ];
    for (who, line) in path {
        says(&waits(), "/0/handle", "T4");
        home.run(line).me(who).success();
    }
    assert_eq!(waits().as_array().map(Vec::len), Some(0));
}

pub(super) fn the_day_warms_up_first() {
    for format in ["golf18", "walk", "dinner"] {
        let (_, agenda) = with_talk(format);
        says(&agenda, "/blocks/0/temper", "warm-up");
        says(&agenda, "/blocks/1/temper", "warm-up");
    }
}

pub(super) fn the_talk_comes_once_a_year() {
    let home = Home::with_past();
    says(&home.run(["pair", "show"]).object(), "/interval", "12");
    says(&home.run(["status"]).object(), "/due", "2027-05-28");
    home.run(["pair", "edit", "--interval", "6"]).success();
    says(&home.run(["status"]).object(), "/due", "2026-11-28");
}

pub(super) fn lunch_comes_before_the_holes() {
    let (_, agenda) = with_talk("golf18");
    says(&agenda, "/blocks/0/name", "Lunch");
    says(&agenda, "/blocks/0/start", "12:00");
    let blocks = agenda["blocks"].as_array().expect("blocks");
    let holes: Vec<String> =
        blocks.iter().map(|block| block["holes"].to_string()).filter(|holes| holes != "null").collect();
    assert_eq!(holes, ["[1,6]", "[7,15]", "[16,18]"]);
    assert!(blocks[0]["holes"].is_null());
}

pub(super) fn every_place_has_its_advice() {
    for format in ["golf18", "walk", "drive", "room"] {
        let (home, agenda) = with_talk(format);
        assert!(agenda["private"].as_str().is_some_and(|advice| advice.len() > 20), "{agenda}");
        home.run(["review", "edit", "2027", "--where", "The old mill"]).success();
        says(&home.run(["show", "2027"]).object(), "/place", "The old mill");
    }
}

pub(super) fn the_revenge_is_a_game_and_nothing_else() {
    let (mut home, _) = with_talk("golf18");
    home.set_clock("2027-05-20T20:00:00+02:00");
    home.run(["review", "record", "2027", "--score", "holm=92", "--score", "lind=88"]).success();
    let talk = home.run(["show", "2027"]).object();
    says(&talk, "/won", "lind");
    says(&talk, "/scores/a", "92");
    let status = home.run(["status"]).me("lind").object();
    says(&status, "/rematch", "holm");
    says(&status, "/record/incidents", "0");
    home.run(["review", "record", "2027", "--won", "tie"]).success();
    says(&home.run(["show", "2027"]).object(), "/won", "tie");
}

pub(super) fn each_pair_has_a_place_of_its_own() {
    let home = Home::with_pair();
    home.run(["pair", "add", "Cia Krogh", "Dan Munk", "--kind", "founders", "--since", "2026-01-01"])
        .success();
    for (pair, format) in [("holm-lind", "walk"), ("krogh-munk", "room")] {
        let set = ["review", "schedule", "--on", "2027-05-20", "--format", format, "--pair", pair];
        home.run(set).success();
        let held = ["review", "record", "2027", "--pair", pair];
        home.run(held).on("2027-05-20T20:00:00+02:00").success();
        let next = home.run(["review", "propose", "--year", "2028", "--pair", pair]).object();
        says(&next, "/format", format);
    }
}

pub(super) fn the_road_is_a_place_to_talk() {
    let (_, agenda) = with_talk("drive");
    says(&agenda, "/needs/daylight", "false");
    let names: Vec<String> =
        agenda["blocks"].as_array().expect("blocks").iter().map(|block| plain(&block["name"])).collect();
    assert!(
        names.contains(&"The way there".to_owned()) && names.contains(&"The way back".to_owned()),
        "{names:?}"
    );
}

pub(super) fn wherever_it_happens_is_told() {
    let home = Home::with_pair();
    let places = [
        ("under four eyes", "talk"),
        ("committee", "meeting"),
        ("finance committee", "meeting"),
        ("council", "meeting"),
        ("citizen meeting", "meeting"),
        ("group meeting", "meeting"),
        ("large meeting", "talk"),
        ("evening news", "media"),
    ];
    for (setting, channel) in places {
        let expected = [("/setting", setting), ("/channel", channel)];
        let place = format!("--setting '{setting}' --channel {channel} --share");
        let noticed = format!("observe 'A glance, {setting}' {place}");
        note(&home, &[("holm", noticed.as_str())], &expected);
        let happened = format!("incident add 'A word too many, {setting}' --actor lind {place}");
        note(&home, &[("holm", happened.as_str())], &expected);
    }
    assert_eq!(listed(&home, "lind", &["log", "--limit", "50"], "entries").len(), 2 * places.len());
}
