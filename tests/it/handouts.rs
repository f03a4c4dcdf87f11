//! The hand-outs as people print them: what is on the brief, who may read it, and what it tells nobody.

use crate::harness::Home;
use crate::paper::Paper;

/// A year with something of everything, and a talk to come.
pub(crate) fn a_year() -> Home {
    let home = Home::with_past();
    home.did(
        "holm",
        "2026-09-01",
        &["observe", "You waited with the answer", "-t", "roles", "--praise", "--share"],
    );
    home.did("holm", "2026-11-02", &["observe", "SECRET-OF-HOLM", "-t", "roles", "--friction"]);
    home.did(
        "lind",
        "2026-12-01",
        &["observe", "Anna's promise to Bo Lind came first", "-t", "roles", "--puzzle", "--share"],
    );
    home.did("lind", "2027-01-05", &["observe", "SECRET-OF-LIND", "--praise"]);
    home.did(
        "lind",
        "2027-01-19",
        &["incident", "add", "Corrected me in public", "--actor", "holm", "--severity", "breach", "--share"],
    );
    home.did("holm", "2027-01-20", &["incident", "step", "T1", "acknowledged", "It was wrong of me"]);
    home.run(["adjust", "add", "Papers two days before", "--owner", "lind"]).on("2026-06-10").success();
    home.run(["adjust", "check", "A1", "partly", "most of them"]).on("2026-09-10").success();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "golf18", "--where", "Mosevig"])
        .success();
    home
}

fn brief(home: &Home, more: &[&str]) -> Paper {
    let words = ["handout", "brief", "-o", "-"].iter().chain(more);
    Paper::read(&home.run(words).success().bytes)
}

#[test]
fn the_brief_holds_what_the_day_needs_and_nothing_private() {
    let home = a_year();
    for asker in [None, Some("holm"), Some("lind")] {
        let me: Vec<&str> = asker.into_iter().flat_map(|asker| ["--me", asker]).collect();
        brief(&home, &me)
            .holds("Anna Holm Bo Lind Brief Yearly talk, Thursday 20 May 2027, 12:00")
            .holds("Mosevig · lunch and 18 holes of golf · until about 19:00")
            .holds("The programme")
            .holds("12:00Lunch60 min · warm-up")
            .holds("What we agreed A1")
            .holds("A1 Bo Papers two days before Was it kept, and how can one tell? partly 10 Sep 2026 next 20 May")
            .holds("To be put right closed when both have ticked T1 breach 19 Jan Bo on Anna Corrected me in public")
            .holds("acknowledged, Anna: It was wrong of me")
            .holds("The sun sets at 21:")
            .holds("Records")
            .holds("You waited with the answer")
            .holds("Anna answers on the day")
            .lacks("SECRET");
    }
    let danish = brief(&home, &["--lang", "da"]);
    danish.holds("Oplæg Udviklingssamtale torsdag den 20. maj 2027, kl. 12.00").holds("Anna skriver");
}

#[test]
fn the_same_brief_gives_the_same_bytes_in_another_process_and_zone() {
    let home = a_year();
    let printed = |zone: &str| home.run(["handout", "brief", "-o", "-"]).env("TZ", zone).success().bytes;
    let first = printed("Pacific/Auckland");
    assert!(first.starts_with(b"%PDF-1.7"));
    assert!(first == printed("America/Nome"));
    // What is shared meanwhile is another brief.
    home.run(["share", "O2"]).me("holm").success();
    assert!(first != printed("America/Nome"));
}

#[test]
fn the_one_who_prints_is_told_who_may_read_it_and_what_is_left_out() {
    let home = a_year();
    let said = home.run(["handout", "brief"]).success();
    let said = said
        .contains("brief-2027-05-20.pdf  3 pages, the talk of 2027, the brief")
        .contains("In it: 2 observations, 1 open incident and 1 open adjustment")
        .notes("for Anna and Bo alone")
        .notes("what is private")
        .notes("trust on paper")
        .notes("records office");
    assert_eq!(said.stdout.lines().count(), 2);
    let told = home.run(["handout", "brief", "--force"]).object();
    assert_eq!(told["readers"], serde_json::json!(["holm", "lind"]));
    assert_eq!(told["left_out"], serde_json::json!(["private", "trust"]));
    assert_eq!((&told["redacted"], &told["signed"]), (&serde_json::json!(false), &serde_json::Value::Null));
    home.run(["history"]).success().contains("handout brief");
    home.run(["handout", "brief", "--lang", "da"])
        .success()
        .contains("Indhold: 2 iagttagelser")
        .notes("kun for Anna og Bo");
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = a_year();
    home.run(["handout", "brief", "-o", "b.pdf"]).success();
    let mode = std::fs::metadata(home.path("b.pdf")).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_that_makkerpar_did_not_make_stays() {
    let home = a_year();
    std::fs::write(home.path("brief-2027-05-20.pdf"), "mine").expect("a file");
    home.run(["handout", "brief"]).refused().notes("makkerpar did not make it");
    assert_eq!(std::fs::read(home.path("brief-2027-05-20.pdf")).expect("a file"), b"mine");
    home.run(["handout", "brief", "--force"]).success();
    // Its own is replaced.
    home.run(["share", "O2"]).me("holm").success();
    home.run(["handout", "brief"]).success();
}

#[test]
fn trust_is_in_the_picture_only_where_both_agree() {
    let home = a_year();
    let left_out = "Events are left out: that takes a yes from both.";
    brief(&home, &[]).holds(left_out);
    home.run(["pair", "edit", "--trust-on-paper", "yes"]).me("holm").success();
    brief(&home, &[]).holds(left_out);
    home.run(["pair", "edit", "--trust-on-paper", "yes"]).me("lind").success();
    brief(&home, &[]).lacks(left_out).holds("event, height is severity").holds("Events");
    let told = home.run(["handout", "brief", "-o", "x.pdf"]).object();
    assert_eq!(told["left_out"], serde_json::json!(["private"]));
    home.run(["pair", "edit", "--trust-on-paper", "no"]).me("holm").success();
    brief(&home, &[]).holds(left_out);
}

#[test]
fn a_redacted_paper_has_roles_and_says_that_they_may_tell() {
    let home = a_year();
    let paper = brief(&home, &["--redact"]);
    paper
        .holds("Mayor Chief executive")
        .holds("[mayor]'s promise to [chief executive] came first")
        .holds("Redacted: roles stand in the place of names, and may still tell who it is.")
        .holds("Mayor writes")
        .holds("redacted edition");
    paper.lacks("Anna").lacks("Holm").lacks("Lind").lacks("Mosevig");
    let said = home.run(["handout", "brief", "--redact"]).success();
    said.contains("brief-2027-05-20-redacted.pdf")
        .notes("Roles stand in the place of your names")
        .notes("what is private")
        .lacks("Anna");
    // No name in what a file says about itself either.
    let bytes = std::fs::read(home.path("brief-2027-05-20-redacted.pdf")).expect("a file");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    for needle in [b"Anna".to_vec(), b"Lind".to_vec(), utf16("Anna"), utf16("Lind")] {
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
    home.run(["review", "record", "2027"]).on("2027-05-20T20:00:00+02:00").success();
    let summary = ["handout", "summary", "--redact", "-o", "-", "--lang", "da"];
    let summary = Paper::read(&home.run(summary).on("2027-05-21").success().bytes);
    summary.holds("Borgmester Kommunaldirektør").holds("anonymiseret udgave").lacks("Anna").lacks("Lind");
}

#[test]
fn there_is_a_brief_for_the_next_talk_or_the_one_that_is_named() {
    let home = Home::with_past();
    home.run(["handout", "brief"]).refused().notes("no talk is set");
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    home.run(["handout", "brief", "-o", "-"]).success();
    // That of a talk that was held stays what it was.
    brief(&home, &["2026"]).holds("Yearly talk, Thursday 28 May 2026");
    home.run(["handout", "brief", "2031"]).refused();
    home.run(["review", "cancel", "2027", "--reason", "ill"]).success();
    home.run(["handout", "brief", "2027"]).refused().notes("2027");
    home.run(["handout", "brief", "2026", "--paper", "a3"]).refused().notes("a4");
}

#[test]
fn the_brief_of_a_talk_that_was_held_does_not_change() {
    let home = a_year();
    home.run(["review", "record", "2027"]).on("2027-05-20T20:00:00+02:00").success();
    let before = home.run(["handout", "brief", "2027", "-o", "-"]).on("2027-06-01").success().bytes;
    let before = Paper::read(&before);
    home.did("holm", "2027-06-01", &["share", "O2"]);
    home.did("holm", "2027-06-01", &["answer", "O3", "An answer that came AFTERWARDS"]);
    home.did("lind", "2027-06-01", &["incident", "step", "T1", "agreed", "AFTERWARDS"]);
    home.did("lind", "2027-06-02", &["observe", "AFTERWARDS", "--share"]);
    home.run(["adjust", "check", "A1", "kept"]).on("2027-06-02").success();
    let after = home.run(["handout", "brief", "2027", "-o", "-"]).on("2027-06-03").success().bytes;
    assert_eq!(before.squeezed(), Paper::read(&after).squeezed());
}

#[test]
fn texts_in_the_language_of_the_pair_are_marked_in_a_paper_of_another() {
    let home = a_year();
    let languages = |words: &[&str]| {
        let bytes = home.run(["handout", "brief", "-o", "-"].iter().chain(words)).success().bytes;
        Paper::languages(&bytes)
    };
    assert_eq!(languages(&[]), ["en"]);
    assert_eq!(languages(&["--lang", "da"]), ["da", "en"]);
}

#[test]
fn letters_that_cannot_be_drawn_are_named_and_still_read() {
    let home = Home::with_past();
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    home.did("holm", "2027-02-01", &["observe", "You said 日本 and ☕", "--share"]);
    home.run(["handout", "brief"]).success().notes("stand as boxes: 日本").lacks("☕");
    let told = home.run(["handout", "brief", "--force"]).object();
    assert_eq!(told["not_drawn"], "日本");
    brief(&home, &[]).holds("You said 日本 and ☕");
}

#[test]
fn the_picture_of_a_first_year_begins_a_year_before_the_talk() {
    let home = Home::new();
    home.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "founders", "--since", "2015-01-01"])
        .success();
    home.did("holm", "2027-02-01", &["observe", "A good start", "--praise", "--share"]);
    home.run(["review", "schedule", "--on", "2027-05-20", "--format", "walk"]).success();
    let bytes = home.run(["handout", "brief", "-o", "-"]).success().bytes;
    let told = Paper::pictures(&bytes);
    assert_eq!(
        told,
        [
            "Timeline from 20 May 2026 to the talk of 20 May 2027. Anna: praise 1 February. Bo: nothing shared."
        ]
    );
}

#[test]
fn paper_for_a_first_talk_speaks_of_no_last_time_and_misses_no_month_to_come() {
    let mut home = Home::new();
    home.set_clock("2026-11-26");
    let names = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "founders", "--since", "2026-06-01"];
    home.run(names).success();
    home.run(["review", "schedule", "--on", "2027-02-18", "--format", "lunch"]).success();
    let paper = |kind: &str, lang: &str| {
        let words = ["handout", kind, "-o", "-", "--lang", lang];
        Paper::read(&home.run(words).me("holm").success().bytes)
    };
    paper("prep", "en").holds("What you have written so far").holds("No observation yet").lacks("last talk");
    paper("prep", "da").holds("Ingen iagttagelser endnu").lacks("sidste samtale");
    paper("brief", "en").holds("The time until now").holds("Nothing is agreed yet").lacks("open since");
    paper("brief", "da").holds("I har ikke aftalt noget endnu").lacks("fra sidst");
    let told = Paper::pictures(&home.run(["handout", "brief", "-o", "-"]).success().bytes);
    assert!(told[0].starts_with("Timeline from 1 June 2026 to"), "it begins with the pair: {told:?}");
    for on in ["2026-07-02", "2026-08-03", "2026-08-04", "2026-10-05"] {
        home.run(["o", "seen", "--on", on, "--share"]).me("holm").success();
    }
    paper("prep", "en").holds("Nothing in September: was there nothing").lacks("December").lacks("November:");
}

#[test]
fn paper_names_the_year_of_a_day_wherever_it_is_not_that_of_the_talk() {
    let home = a_year();
    home.run(["adjust", "add", "Goes on", "--owner", "holm", "--until", "2026-12-31"])
        .on("2026-06-10")
        .success();
    let said = brief(&home, &[]);
    said.holds("partly 10 Sep 2026 next 20 May").holds("31 Dec 2026");
}

#[test]
fn what_is_prepared_counts_alike_or_says_what_is_counted() {
    let home = a_year();
    let said = home.run(["review", "prepare", "2027"]).me("lind").success();
    said.contains("shared      2 of 3: 2 observations and 1 incident, which the months count, too");
    let said = home.run(["review", "prepare", "2027"]).me("lind").lang("da").success();
    said.contains("2 af 3: 2 iagttagelser og 1 tillidshændelse, som månederne også tæller med");
}
