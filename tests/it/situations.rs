//! `status` in the situations of a pair's life: each says something else, and fits on a screen.

use crate::harness::Home;

/// A pair up to a point of their life.
fn lived(until: &str) -> Home {
    let home = Home::with_pair();
    let steps: [(&str, &str, &[&str]); 14] = [
        ("2026-05-28", "", &["review", "schedule", "--on", "2026-05-28", "--format", "golf18", "--force"]),
        ("2026-05-28", "", &["review", "record", "2026", "--score", "holm=91", "--score", "lind=87"]),
        ("2026-05-28", "", &["adjust", "add", "Figures two days before", "--owner", "lind"]),
        ("2026-06-01", "holm", &["review", "sign", "2026"]),
        ("2026-06-01", "lind", &["review", "sign", "2026"]),
        ("2026-09-01", "holm", &["o", "Three answered first", "-t", "roles", "--puzzle", "--share"]),
        ("2026-10-01", "lind", &["o", "Anna answers for me", "-t", "roles", "--puzzle", "--share"]),
        (
            "2027-02-02",
            "",
            &["review", "schedule", "--on", "2027-05-20", "--format", "golf18", "--where", "Nordskov"],
        ),
        ("2027-05-18", "", &["handout", "brief", "--paper", "letter", "-o", "brief.pdf"]),
        ("2027-05-18", "", &["handout", "card", "-o", "card.pdf"]),
        ("2027-05-20", "", &["review", "record", "2027", "--score", "holm=91", "--score", "lind=93"]),
        ("2027-05-20", "", &["adjust", "add", "One hour every Monday", "--owner", "both"]),
        ("2027-05-21", "", &["handout", "summary", "-o", "summary.pdf"]),
        ("2027-05-22", "holm", &["review", "sign", "2027"]),
    ];
    for (day, me, words) in steps.iter().filter(|(day, ..)| *day < until) {
        let run = home.run(*words).on(day);
        if me.is_empty() {
            run.success()
        } else {
            run.me(me).success()
        };
    }
    home
}

#[track_caller]
fn shows(home: &Home, day: &str, expected: [&[&str]; 2]) {
    for (language, expected) in ["en", "da"].into_iter().zip(expected) {
        let mut said = home.run(["status"]).me("holm").on(day).lang(language).success();
        assert!(said.stdout.lines().count() <= 24, "{}", said.stdout);
        for words in expected {
            said = said.contains(words);
        }
    }
}

#[test]
fn before_there_is_a_pair_and_when_there_is_nothing_else() {
    shows(&Home::new(), "2026-01-02", [&["No pair here yet."], &["Her er intet par endnu."]]);
    shows(
        &Home::with_pair(),
        "2026-01-02",
        [&["none planned; the first is due around", "The record  empty"], &["ingen planlagt", "intet endnu"]],
    );
}

#[test]
fn in_the_middle_of_the_year() {
    let home = lived("2027-03-03");
    shows(
        &home,
        "2027-03-03",
        [
            &[
                "Thursday 20 May, 12:00–19:00, golf18 at Nordskov, in 11 weeks",
                "A1  check was due",
                "O2  Bo wondered about you",
                "yours    + 0   ? 1   ! 0    1 of 1 shared",
                "[x] both have shared",
                "Next        Thursday 22 April",
            ],
            &["om 11 uger", "A1  skulle være fulgt op", "[x] begge har delt", "1 af 1 er delt"],
        ],
    );
    home.run(["status"]).on("2027-03-03").success().lacks("Bring").lacks("Summary");
}

#[test]
fn on_the_eve_of_the_talk() {
    let home = lived("2027-05-19");
    shows(
        &home,
        "2027-05-19",
        [
            &[
                "tomorrow; sunset 21:2",
                "Bring       Brief: printed Tuesday 18 May and still current",
                "            Card: printed Tuesday 18 May and still current",
                "On the way  Lunch: A1",
            ],
            &[
                "i morgen; solnedgang kl. 21.2",
                "Oplæg: udskrevet tirsdag den 18. maj og stadig aktuelt",
                "Frokost: A1",
            ],
        ],
    );
    // What is private changes nothing on paper; what is shared makes it out of date.
    home.did("lind", "2027-05-19", &["o", "private", "-t", "others"]);
    home.run(["status"])
        .on("2027-05-19")
        .success()
        .contains("Brief: printed Tuesday 18 May and still current");
    home.did("lind", "2027-05-19", &["share", "O3"]);
    let said = home.run(["status"]).on("2027-05-19").success();
    said.contains("Brief: printed Tuesday 18 May, out of date since: makkerpar handout brief")
        .contains("Card: printed Tuesday 18 May, out of date since: makkerpar handout card");
    let object = home.run(["status"]).on("2027-05-20").object();
    assert_eq!(object["eve"]["bring"][0]["current"], false);
    assert_eq!(object["eve"]["bring"][1]["printed"], "2027-05-18");
    assert_eq!(object["eve"]["on_the_way"][0]["handles"][0], "A1");
    assert!(home.run(["status"]).on("2027-05-17").object()["eve"].is_null());
    let unprinted = lived("2027-05-18");
    unprinted
        .run(["status"])
        .on("2027-05-19")
        .success()
        .contains("Card: not printed yet: makkerpar handout card");
}

#[test]
fn a_week_after_the_talk() {
    let home = lived("2027-05-27");
    shows(
        &home,
        "2027-05-27",
        [
            &[
                "Summary     printed Friday 21 May; Anna has signed, Bo has not yet",
                "Agreed      A2 check Friday 20 August",
                "2027  waits for Bo's signature",
                "none planned; the last was Thursday 20 May",
            ],
            &[
                "Referat    udskrevet fredag den 21. maj; Anna har skrevet under, Bo endnu ikke",
                "A2 følges op fredag den 20. august",
            ],
        ],
    );
    home.did("lind", "2027-05-27", &["review", "sign", "2027"]);
    home.run(["status"]).on("2027-05-27").success().contains("printed Friday 21 May; signed by both");
    assert!(home.run(["status"]).on("2027-06-20").object()["aftermath"].is_null());
}

#[test]
fn a_year_too_late() {
    let home = lived("2028-01-01");
    let way = ["lunch", "frokost"].map(|format| format!("makkerpar review propose --format {format}"));
    shows(
        &home,
        "2029-05-31",
        [
            &[
                "none since Thursday 20 May 2027, due since Saturday 20 May 2028",
                &way[0],
                "A1    check was due",
            ],
            &["ingen siden torsdag den 20. maj 2027", "hurtigste vej tilbage", &way[1]],
        ],
    );
    home.run(["review", "propose", "--format", "lunch"]).on("2029-05-31").success();
}

#[test]
fn what_waits_for_a_why_is_counted_when_it_is_too_much_to_list() {
    let home = lived("2027-03-03");
    for number in 0..60 {
        home.did("lind", "2027-03-01", &["o", &format!("Why {number}?"), "--puzzle", "--share"]);
    }
    let object = home.run(["status"]).me("holm").object();
    let listed =
        object["waits"].as_array().expect("a list").iter().filter(|wait| wait["what"] == "answer").count();
    assert_eq!((listed, &object["more_answers"]), (50, &serde_json::json!(11)));
    home.did("holm", "2027-03-02", &["answer", "O5", "because"]);
    home.did("lind", "2027-03-02", &["edit", "O6", "--praise"]);
    home.did("lind", "2027-03-02", &["delete", "O7"]);
    home.did("lind", "2027-03-02", &["withdraw", "O8"]);
    let object = home.run(["status"]).me("holm").object();
    assert_eq!(object["more_answers"], 7);
    assert_eq!(object["record"]["observations"]["lind"]["puzzle"], 58);
    shows(&home, "2027-03-03", [&["more: O"], &["mere: O"]]);
}

#[test]
fn what_has_lapsed_is_not_asked_at_the_talk_even_if_it_lapsed_that_day() {
    let mut home = Home::with_pair();
    for text in ["stands", "lapses", "lapses at the talk"] {
        home.run(["adjust", "add", text, "--owner", "both"]).success();
    }
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    home.set_clock("2027-05-20");
    home.run(["adjust", "lapse", "A2"]).success();
    let agenda = ["review", "agenda", "2027"];
    home.run(agenda).success().contains("A1").contains("A3").lacks("A2");
    home.run(["review", "record", "2027", "--on", "2027-05-20"]).success();
    home.run(["adjust", "lapse", "A3"]).success();
    home.run(agenda).success().contains("A1").contains("A3").lacks("A2");
}
