//! Dates as people say them, from the line to the record and back in words.

use crate::harness::Home;

#[test]
fn what_happened_is_the_nearest_past_and_said_in_words() {
    let home = Home::with_pair();
    for (language, said, date, echo) in [
        ("en", "last friday", "2027-02-26", "noted for Friday 26 February"),
        ("en", "two weeks ago", "2027-02-17", "noted for Wednesday 17 February"),
        ("en", "20 may", "2026-05-20", "noted for Wednesday 20 May 2026"),
        ("en", "29 feb 2024", "2024-02-29", "noted for Thursday 29 February 2024"),
        ("en", "wednesday", "2027-03-03", "noted for today"),
        ("da", "i forgårs", "2027-03-01", "noteret for mandag den 1. marts"),
        ("da", "sidste fredag", "2027-02-26", "noteret for fredag den 26. februar"),
        ("da", "for 3 dage siden", "2027-02-28", "noteret for søndag den 28. februar"),
        ("da", "2/3", "2027-03-02", "noteret for tirsdag den 2. marts"),
        ("da", "uge 20", "2026-05-11", "noteret for mandag den 11. maj 2026"),
        ("da", "20.5.", "2026-05-20", "noteret for onsdag den 20. maj 2026"),
    ] {
        home.run(["o", "x", "--on", said]).me("holm").lang(language).success().contains(echo);
        let entry = home.run(["o", "x", "--on", said]).me("holm").lang(language).object();
        assert_eq!(entry["date"], date, "{said}");
    }
}

#[test]
fn plans_are_the_nearest_future() {
    let home = Home::with_past();
    let agreed = |language: &str, until: &str, check: &str| {
        let words = ["adjust", "add", "x", "--owner", "lind", "--until", until, "--check", check];
        home.run(words).lang(language).success()
    };
    agreed("en", "20 may", "in 2 weeks").contains("by Thursday 20 May").contains("check 17 March");
    agreed("en", "2 march", "wednesday").contains("by Thursday 2 March 2028").contains("check 3 March");
    agreed("da", "20/5", "om en måned").contains("inden torsdag den 20. maj").contains("opfølgning 3. april");
    agreed("da", "på torsdag", "uge 20")
        .contains("inden torsdag den 4. marts")
        .contains("opfølgning 17. maj");
    home.run(["review", "schedule", "--on", "20 may"]).success().contains("set for Thursday 20 May");
    home.run(["review", "move", "2027", "--on", "torsdag den 27. maj"])
        .lang("da")
        .success()
        .contains("torsdag den 20. maj")
        .contains("torsdag den 27. maj");
    let found = home.run(["review", "propose", "--from", "1 june", "--to", "week 23"]).object();
    assert_eq!((&found["from"], &found["to"]), (&"2027-06-01".into(), &"2027-06-13".into()));
    home.run(["review", "propose", "--from", "1. juni", "--to", "uge 23", "--format", "room"])
        .lang("da")
        .success()
        .contains("tirsdag den 1. juni til søndag den 13. juni");
}

#[test]
fn every_command_that_takes_a_day_says_it() {
    let home = Home::new();
    let pair = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "1 february"];
    home.run(pair).success().contains("together since Monday 1 February");
    home.run(["pair", "edit", "--since", "1. februar 2026"])
        .lang("da")
        .success()
        .contains("sammen siden søndag den 1. februar 2026");
    home.run([
        "incident",
        "add",
        "x",
        "--actor",
        "lind",
        "--severity",
        "breach",
        "--on",
        "monday",
        "--share",
    ])
    .me("holm")
    .success()
    .contains("noted for Monday 1 March");
    home.run(["edit", "T1", "--on", "i fredags"])
        .me("holm")
        .lang("da")
        .success()
        .contains("mandag den 1. marts → fredag den 26. februar");
    home.run(["incident", "step", "T1", "acknowledged", "y", "--on", "yesterday"])
        .me("lind")
        .success()
        .stdout("T1  acknowledged on Tuesday 2 March · \"agreed\" waits for either\n");
    home.run(["adjust", "add", "z", "--owner", "lind", "--until", "in a month"]).success();
    home.run(["edit", "A1", "--until", "1 may", "--check", "in 2 weeks"])
        .success()
        .contains("→ Saturday 1 May");
    home.run(["adjust", "check", "A1", "kept", "--on", "wednesday"]).success().contains("checked today");
    home.run(["pair", "end", "--reason", "election", "--on", "today"])
        .success()
        .contains("ended on Wednesday 3 March");
}

#[test]
fn a_talk_and_a_check_are_recorded_for_the_day_that_was() {
    let mut home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-03-04", "--force"]).success();
    home.run(["adjust", "add", "z", "--owner", "lind"]).success();
    home.set_clock("2027-03-06");
    home.run(["adjust", "check", "A1", "delvist", "--on", "torsdag"])
        .lang("da")
        .success()
        .contains("fulgt op torsdag den 4. marts");
    home.run(["review", "record", "2027", "--on", "thursday"]).success().contains("held Thursday 4 March");
}

#[test]
fn a_date_that_is_none_is_refused_with_what_could_be_typed() {
    let home = Home::with_pair();
    for (language, said, error, hint) in [
        (
            "en",
            "2/3",
            "error: “2/3” can be 2 March or 3 February\n",
            "hint: --on \"2 march\", --on 2027-03-02 or --on yesterday\n",
        ),
        (
            "da",
            "5/20",
            "fejl: »5/20« er ikke en dato på dansk: dagen står før måneden\n",
            "råd: skriv fx --on \"20. maj\", --on 2026-05-20 eller --on \"i går\"\n",
        ),
        (
            "da",
            "31. februar",
            "fejl: »31. februar« findes ikke: februar 2027 har 28 dage\n",
            "råd: skriv fx --on \"28. februar\" eller --on \"i går\"\n",
        ),
        (
            "en",
            "friday 20 may",
            "error: “friday 20 may” does not agree with the calendar: 20 May 2026 is a Wednesday\n",
            "hint: --on \"20 may\" or --on yesterday\n",
        ),
        (
            "da",
            "uge 53 2027",
            "fejl: »uge 53 2027« findes ikke: 2027 har 52 uger\n",
            "råd: skriv fx --on \"uge 52 2027\" eller --on \"i går\"\n",
        ),
        (
            "en",
            "in 999999999999 years",
            "error: “in 999999999999 years” is outside the years 1 to 9999\n",
            "hint: --on yesterday, --on \"last friday\" or --on 2027-03-02\n",
        ),
        ("en", "yesterdya", "error: “yesterdya” is not a date", "hint: did you mean --on yesterday?\n"),
        (
            "da",
            "sidste fredga",
            "fejl: »sidste fredga« er ikke en dato",
            "råd: mente du --on \"sidste fredag\"?\n",
        ),
        ("en", "２０/5", "error: “２０/5” is not a date", "hint: --on yesterday, "),
        ("en", "", "error: “” is not a date", "hint: --on yesterday, "),
        ("da", "på torsdag", "fejl: torsdag den 4. marts er ikke kommet endnu", "\"sidste fredag\"\n"),
    ] {
        home.run(["o", "x", "--on", said]).me("holm").lang(language).refused().notes(error).notes(hint);
    }
    assert_eq!(home.run(["log"]).me("holm").object()["entries"], serde_json::json!([]));
    // Every example can be typed, and a plan is shown another day than what happened.
    home.run(["adjust", "add", "x", "--owner", "lind", "--until", "31/2"])
        .lang("da")
        .refused()
        .notes("»31/2« findes ikke: februar 2028 har 29 dage")
        .notes("råd: skriv fx --until \"29. februar\" eller --until \"i morgen\"\n");
    home.run(["adjust", "add", "x", "--owner", "lind", "--until", "last friday"]).refused().notes("is past");
    home.run(["pair", "edit", "--since", "4/5"])
        .refused()
        .notes("hint: --since \"4 may\", --since 2026-05-04");
}

#[test]
fn a_period_is_told_by_days_or_weeks_and_its_end_follows_its_beginning() {
    let mut home = Home::with_pair();
    home.set_clock("2027-09-01");
    let block = |name: &str, from: &str, to: &str| home.run(["calendar", "block", name, from, to]);
    // Under way, to come, and over New Year.
    block("Budget", "16 august", "15 october").success().contains("blocked: 16 August to 15 October");
    block("Summer", "uge 27", "uge 32").success().contains("blocked: 3 July 2028 to 13 August 2028");
    block("Christmas", "20 december", "week 1").success().contains("20 December to 9 January 2028");
    block("Trip", "friday", "monday").success().contains("blocked: 3 September to 6 September");
    block("Late", "15 october", "16 august").refused().notes("the earlier day comes first");
    block("Late", "week 53 2027", "week 2")
        .refused()
        .notes("2027 has 52 weeks")
        .notes("hint: \"week 52 2027\"");
    let budget = home.run(["calendar", "list"]).object()["blocked"].clone();
    assert_eq!(budget[0]["from"], "2027-08-16");
}
