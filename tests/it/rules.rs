//! The rules of the record, as they are refused: what, to which thing, and what to do instead.

use crate::harness::Home;

/// A home with a shared observation and a shared breach by Bo, noted by Anna, and a private one of each.
fn home() -> Home {
    let home = Home::with_pair();
    let a = |words: &[&str]| _ = home.run(words).me("holm").success();
    a(&["o", "shared", "--share"]);
    a(&["o", "private"]);
    a(&["incident", "add", "a breach", "--actor", "lind", "--severity", "breach", "--share"]);
    a(&["incident", "add", "a private one", "--actor", "lind"]);
    a(&["incident", "add", "a good one", "--actor", "lind", "--positive", "--share"]);
    home
}

/// Types as a member and expects a refusal with these words.
#[track_caller]
fn refused(home: &Home, member: &str, words: &[&str], why: &str) {
    home.run(words).me(member).refused().notes(why);
}

#[test]
fn a_repair_goes_in_order_and_each_step_has_its_own() {
    let home = home();
    refused(&home, "holm", &["incident", "step", "T1", "kept", "x"], "\"acknowledged\" comes first");
    refused(&home, "holm", &["incident", "step", "T1", "acknowledged", "x"], "is Bo's to say");
    home.run(["incident", "step", "T1", "acknowledged", "I did"]).me("lind").success();
    refused(&home, "lind", &["incident", "step", "T1", "acknowledged", "x"], "is \"acknowledged\" since");
    home.run(["incident", "step", "T1", "agreed", "a note"]).me("lind").success();
    refused(&home, "lind", &["incident", "step", "T1", "kept", "x"], "is Anna's to say");
    refused(&home, "holm", &["incident", "step", "T1", "kept", "x", "--on", "2027-01-01"], "too early");
    refused(&home, "holm", &["incident", "close", "T1"], "takes a reason");
    refused(&home, "lind", &["delete", "T1.1"], "other steps stand on");
    home.run(["incident", "step", "T1", "kept", "yes"]).me("holm").success();
    home.run(["incident", "close", "T1"]).me("holm").success().contains("waits for Bo");
    refused(&home, "holm", &["incident", "close", "T1"], "already");
    home.run(["incident", "close", "T1"]).me("lind").success().contains("closed by both");
    refused(&home, "holm", &["incident", "step", "T3", "acknowledged", "x"], "nothing to repair");
    refused(&home, "holm", &["incident", "step", "T2", "acknowledged", "x"], "is private");
    refused(&home, "holm", &["incident", "reopen", "T2"], "is private");
}

#[test]
fn each_speaks_for_themselves() {
    let home = home();
    refused(&home, "holm", &["answer", "O1", "x"], "Bo's to give");
    home.run(["answer", "O1", "my why"]).me("lind").success();
    refused(&home, "lind", &["answer", "O1", "x"], "is answered already: O1.1");
    home.run(["edit", "O1.1", "--text", "my better why"]).me("lind").success();
    refused(&home, "holm", &["edit", "O1.1", "--text", "x"], "O1.1 is Bo's");
    refused(&home, "lind", &["edit", "O1", "--text", "x"], "O1 is Anna's");
    refused(&home, "lind", &["withdraw", "O1"], "O1 is Anna's");
    refused(&home, "holm", &["edit", "O1", "--text", "x"], "Bo has answered O1");
    refused(&home, "holm", &["withdraw", "O1"], "Bo has answered O1");
    refused(&home, "holm", &["delete", "O1"], "Bo has answered O1");
    home.run(["edit", "O1", "--add", "and more"]).me("holm").success();
    home.run(["show", "O1"])
        .me("lind")
        .success()
        .contains("my better why")
        .contains("(changed")
        .contains("and more");
    refused(&home, "holm", &["incident", "reply", "T1", "x"], "Bo's to give");
    refused(&home, "holm", &["share", "O1"], "shared already");
    refused(&home, "holm", &["withdraw", "O2"], "not shared");
}

#[test]
fn an_edit_after_sharing_is_shown_as_one_and_before_it_is_not() {
    let home = home();
    home.run(["edit", "O2", "--text", "private still"]).me("holm").success();
    home.run(["show", "O2"]).me("holm").success().lacks("(changed");
    home.run(["edit", "O1", "--text", "shared and changed"]).me("holm").success();
    home.run(["show", "O1"])
        .me("lind")
        .success()
        .contains("shared and changed")
        .contains("(changed 3 March)");
}

#[test]
fn nothing_joint_comes_from_what_is_private() {
    let home = home();
    refused(&home, "holm", &["adjust", "add", "x", "--owner", "both", "--from", "O2"], "O2 is private");
    home.run(["adjust", "add", "x", "--owner", "both", "--from", "O1", "--from", "T1"]).me("holm").success();
    let agenda = home.run(["review", "schedule", "--on", "2027-05-20", "--json"]).success();
    assert_eq!(agenda.json()["handle"], "2027");
    let blocks = home.run(["review", "agenda", "2027"]).me("holm").success();
    blocks.contains("A1").contains("T1").lacks("T2");
}

#[test]
fn an_adjustment_is_done_when_its_last_check_is_kept() {
    let mut home = Home::with_pair();
    home.run(["adjust", "add", "two days before", "--owner", "lind"])
        .success()
        .stdout("A1  agreed · rests with Bo · checks 3 June and 3 September\n");
    refused(&home, "holm", &["adjust", "check", "A1", "kept", "--on", "2027-03-01"], "too early");
    home.set_clock("2027-06-03");
    home.run(["adjust", "check", "A1", "partly"]).success().contains("next Friday 3 September");
    home.set_clock("2027-09-03");
    home.run(["adjust", "check", "A1", "holdt", "--lang", "da"]).success().contains("afsluttet");
    refused(&home, "holm", &["adjust", "check", "A1", "kept"], "A1 is done");
    home.run(["adjust", "add", "we disagree in private", "--owner", "both", "--rule"]).success();
    home.run(["adjust", "lapse", "A2"]).success();
    refused(&home, "holm", &["adjust", "check", "A2", "kept"], "has lapsed");
    home.run(["adjust", "list"]).success().lacks("A1").lacks("A2");
    home.run(["adjust", "list", "--all"]).success().contains("done").contains("lapsed");
}

#[test]
fn a_talk_is_set_once_a_year_unless_it_is_meant() {
    let home = Home::with_pair();
    let set = |more: &[&str]| home.run(["review", "schedule"].iter().chain(more).copied());
    set(&["--on", "2027-03-01"]).refused().notes("Monday 1 March is past");
    set(&["--on", "2027-05-20", "--format", "room", "--tee", "12:00"]).refused().notes("no tee-off");
    set(&["--on", "2027-05-20", "--format", "boat"]).refused().notes("golf18, golf9, walk, lunch");
    set(&["--on", "2027-05-20", "--at", "12.00"]).success().contains("2027  set for Thursday 20 May");
    set(&["--on", "2027-06-20"]).refused().notes("2027, Thursday 20 May").notes("--extra");
    set(&["--on", "2027-06-20", "--extra"]).success().contains("2027b");
    home.run(["review", "record", "2027"]).refused().notes("has not come yet");
    home.run(["review", "sign", "2027"]).me("holm").refused().notes("has not been recorded as held");
    home.run(["review", "amend", "2027", "x"]).refused().notes("not signed by both");
}

#[test]
fn a_change_between_the_two_signatures_voids_the_first_and_says_so() {
    let home = Home::with_pair();
    home.run(["o", "shared", "--share"]).me("holm").success();
    home.run(["review", "schedule", "--on", "2027-03-03", "--format", "walk"]).success();
    home.run(["review", "record", "2027"]).success();
    let sign = |member: &str| home.run(["review", "sign", "2027"]).me(member);
    sign("holm").success().contains("signed by Anna; waits for Bo");
    home.run(["review", "note", "2027", "one thing more"])
        .success()
        .notes("warning: what Anna signed in 2027 has changed: the signature no longer counts");
    home.run(["status"]).success().contains("waits for Anna's signature");
    sign("lind").success().contains("waits for Anna");
    sign("holm").success().contains("locked");
    for words in [
        &["review", "note", "2027", "x"][..],
        &["review", "record", "2027"],
        &["edit", "2027.1", "--text", "x"],
        &["delete", "2027.1"],
        &["delete", "2027"],
        &["edit", "O1", "--text", "x"],
        &["withdraw", "O1"],
        &["delete", "O1"],
    ] {
        home.run(words).me("holm").refused();
    }
    let signed = home.summary(&[]);
    home.run(["pair", "edit", "--titles", "queen", "jester"]).success();
    home.run(["edit", "O1", "--add", "AFTERTHOUGHT"]).me("holm").success();
    home.run(["answer", "O1", "LATE ANSWER"]).me("lind").success();
    let still = home.summary(&[]);
    assert_eq!(signed.squeezed(), still.squeezed());
    home.run(["review", "amend", "2027", "the AMENDMENT"]).me("lind").success();
    home.summary(&[]).holds("AMENDMENT").lacks("AFTERTHOUGHT").lacks("LATE ANSWER").lacks("jester");
}

#[test]
fn a_talk_with_several_notes_can_be_signed_and_added_to() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-03-03", "--format", "walk"]).success();
    home.run([
        "review",
        "record",
        "2027",
        "--note",
        "roles=one",
        "--note",
        "thinking=two",
        "--note",
        "three",
    ])
    .success();
    home.run(["review", "note", "2027", "four"]).success();
    home.run(["review", "sign", "2027"]).me("holm").success();
    home.run(["review", "sign", "2027"]).me("lind").success();
    home.run(["review", "amend", "2027", "five"]).success();
    home.summary(&[]).holds("one").holds("two").holds("three").holds("four").holds("five");
}

#[test]
fn paper_replaces_its_own_file_and_nobody_elses() {
    let home = Home::with_pair();
    home.run(["review", "schedule", "--on", "2027-03-03", "--format", "walk"]).success();
    home.run(["handout", "summary"]).refused().notes("no talk has been held yet");
    home.run(["review", "record", "2027"]).success();
    home.run(["handout", "summary"]).success().contains("summary-2027-03-03.pdf  1 page");
    home.run(["handout", "summary"]).success();
    let file = home.path("summary-2027-03-03.pdf");
    let mut bytes = std::fs::read(&file).expect("the file");
    bytes.extend(b"% a note of my own");
    std::fs::write(&file, &bytes).expect("a change");
    home.run(["handout", "summary"]).refused().notes("makkerpar did not make it");
    assert_eq!(std::fs::read(&file).expect("the file"), bytes);
    home.run(["handout", "summary", "--force"]).success();
    assert_ne!(std::fs::read(&file).expect("the file"), bytes);
    home.run(["handout", "summary", "-o", "nowhere/x.pdf"]).refused().notes("cannot be written");
    home.run(["history"]).success().contains("handout summary");
    let danish = home.summary(&["--lang", "da"]);
    danish.holds("Underskrift");
}

#[test]
fn values_that_could_mean_several_things_are_asked_back() {
    let home = Home::with_pair();
    refused(&home, "holm", &["o", "x", "--about", "nobody"], "one of: partner, us, self");
    refused(&home, "holm", &["o", "x", "--channel", "me"], "could mean meeting and media");
    refused(&home, "holm", &["o", "x", "-t", "money"], "roles, thinking, expectations, others, chemistry");
    home.run(["pair", "edit", "--theme", "money=Money and growth"]).success();
    home.run(["o", "x", "-t", "money"]).me("holm").success().contains("money");
    home.run(["o", "x", "-t", "Forventninger"]).me("holm").success().contains("expectations");
    refused(&home, "holm", &["incident", "add", "x", "--actor", "l"], "holm, lind or third");
}
