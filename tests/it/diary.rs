//! The history as a diary, the life of an entry, and what undo, redo and delete say: in words, and never more of the other
//! than was shared.

use crate::harness::Home;
use crate::screens::screen;

/// Three days of two people: what was edited before it was shared, what was edited after, agreements and a talk.
fn three_days() -> Home {
    let mut home = Home::new();
    home.set_clock("2027-03-01T09:14:00+01:00");
    home.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-01-01"])
        .success();
    let did = |member: &str, at: &str, words: &[&str]| _ = home.run(words).me(member).on(at).success();
    let monday = "2027-03-01T09:20:00+01:00";
    did("holm", monday, &["o", "He let three directors answer", "-t", "roles", "--puzzle"]);
    did("lind", monday, &["o", "first wording, hemmeligt", "-t", "others"]);
    did("lind", monday, &["o", "never shared, hemmeligt"]);
    let tuesday = "2027-03-02T10:00:00+01:00";
    did("lind", tuesday, &["edit", "O2", "--text", "second wording", "--effect", "hemmeligt"]);
    did("lind", tuesday, &["edit", "O2", "--effect", ""]);
    did("lind", tuesday, &["share", "O2"]);
    did("lind", tuesday, &["edit", "O2", "--theme", "chemistry"]);
    did("lind", tuesday, &["withdraw", "O2"]);
    did("lind", tuesday, &["edit", "O2", "--text", "while withdrawn, hemmeligt"]);
    did("lind", tuesday, &["edit", "O2", "--text", "third wording"]);
    did("lind", tuesday, &["share", "O2"]);
    did("holm", tuesday, &["share", "O1"]);
    did("lind", tuesday, &["answer", "O1", "I speak last"]);
    did("holm", tuesday, &["adjust", "add", "Figures in time", "--owner", "lind", "--until", "2027-04-15"]);
    let wednesday = "2027-03-03T08:05:00+01:00";
    did("holm", wednesday, &["edit", "A1", "--until", "2027-05-01"]);
    did("lind", wednesday, &["adjust", "check", "A1", "kept", "in time"]);
    did("holm", wednesday, &["review", "schedule", "--on", "2027-05-20", "--format", "walk"]);
    did("holm", wednesday, &["review", "move", "2027", "--on", "2027-06-10"]);
    home.set_clock("2027-03-03T09:00:00+01:00");
    home
}

fn shown(home: &Home, words: &[&str], language: &str) -> String {
    screen(home, words, language, 80, false)
}

#[test]
fn the_history_is_a_diary_on_a_terminal() {
    let home = three_days();
    assert_eq!(
        shown(&home, &["history"], "en"),
        "\
Wednesday 3 March, today
  08:05  Anna  moved the talk 2027: date 20 May → 10 June
  08:05  Anna  set the talk 2027 for Thursday 20 May
  08:05  Bo    checked A1: kept: in time
  08:05  Anna  edited A1: until 15 April → 1 May
Tuesday 2 March
  10:00  Anna  agreed A1: Figures in time
  10:00  Bo    gave a why for O1: I speak last
  10:00  Anna  shared O1
  10:00  Bo    shared O2
  10:00  Bo    edited O2
  10:00  Bo    edited O2
  10:00  Bo    hid O2 again
  10:00  Bo    edited O2: theme others → chemistry
  10:00  Bo    shared O2
  10:00  Bo    edited O2
  10:00  Bo    edited O2
Monday 1 March
  09:20  Bo    noted O2
  09:20  Anna  noted O1: He let three directors answer
  09:14        put the pair on record
"
    );
    let danish = shown(&home, &["history", "--limit", "5"], "da");
    assert!(danish.starts_with(
        "Onsdag den 3. marts, i dag\n  08.05  Anna  flyttede samtalen 2027: dato 20. maj → 10. juni\n"
    ));
    assert!(danish.contains("  08.05  Bo    fulgte op på A1: holdt: in time\n"), "{danish}");
}

#[test]
fn elsewhere_the_history_is_one_command_a_line() {
    let said = three_days().run(["history", "--limit", "2"]).me("holm").success();
    said.stdout(
        "2027-03-03 08:05  holm  review move      2027\n2027-03-03 08:05  holm  review schedule  2027\n",
    );
}

#[test]
fn the_life_of_an_entry_has_before_and_after_but_not_what_was_never_open() {
    let home = three_days();
    assert_eq!(
        shown(&home, &["history", "a1"], "en"),
        "\
Wednesday 3 March, today
  08:05  Bo    checked A1: kept: in time
  08:05  Anna  edited A1: until 15 April → 1 May
Tuesday 2 March
  10:00  Anna  agreed A1: Figures in time
"
    );
    // Anna sees what stood while it was shared, and that is all.
    let annas = shown(&home, &["history", "O2"], "en");
    assert!(annas.contains("edited O2: theme others → chemistry") && !annas.contains("wording"), "{annas}");
    for said in [annas, shown(&home, &["history", "--limit", "99"], "da")] {
        assert!(!said.contains("hemmeligt"), "{said}");
    }
    for words in [&["history", "O2"][..], &["history", "--limit", "99"]] {
        for member in ["holm", "nobody"] {
            let run = home.run(words).json();
            let said = if member == "nobody" { run } else { run.me(member) }.success();
            said.contains("\"field\":\"theme\"").lacks("hemmeligt").lacks("first wording").lacks("O3");
        }
    }
    let bos = home.run(["history", "O2"]).me("lind").object();
    let told = bos.to_string();
    for wording in ["first wording", "second wording", "while withdrawn", "third wording"] {
        assert!(told.contains(wording), "{wording}: {told}");
    }
    assert_eq!(bos["commands"].as_array().map(Vec::len), Some(9));
    home.run(["history", "O3"]).me("holm").refused().notes("no O3 that you can read");
    let first = home.run(["history", "O2", "--limit", "2"]).me("lind").success();
    first.contains("share").lacks("withdraw").notes("makkerpar history O2 --limit 4");
}

#[test]
fn what_was_deleted_or_erased_is_still_told_of_to_those_whose_it_was() {
    let home = three_days();
    home.run(["delete", "A1"]).me("holm").success().stdout(
        "A1  deleted: adjustment, Tuesday 2 March, with 1 thing that stood beside it; undo brings it back\n",
    );
    home.run(["history", "A1"]).me("lind").success().contains("delete");
    home.run(["delete", "O3"]).me("lind").success();
    home.run(["history", "O3"]).me("lind").success().contains("delete");
    home.run(["history", "O3"]).me("holm").refused();
    home.run(["erase", "O2", "--yes"]).me("lind").success();
    let said = home.run(["history", "O2"]).me("lind").json().success();
    said.contains("\"erased\"").lacks("wording").lacks("hemmeligt");
}

#[test]
fn undo_says_what_it_would_do_and_what_it_did() {
    let home = three_days();
    let undo = |words: &[&str], member: &str| home.run(["undo"].iter().chain(words)).me(member).success();
    undo(&["--dry-run"], "holm")
        .stdout("Would be taken back:\n2027  gets back what was before: date 10 June → 20 May\n");
    undo(&["4", "--dry-run"], "holm").stdout(
        "Would be taken back:\n2027  gets back what was before: date 10 June → 20 May\n2027  goes\nA1    loses its check of today (kept)\nA1    gets back what was before: until 1 May → 15 April\n",
    );
    undo(&[], "holm").stdout("2027  has back what was before: date 10 June → 20 May\n");
    undo(&[], "holm").stdout("2027  is gone\n");
    home.run(["redo"]).me("holm").success().stdout("2027  is back\n");
    home.run(["o", "one more", "--share"]).me("holm").success();
    undo(&[], "holm").stdout("O4  is gone; it was noted today\n");
    home.run(["redo"]).me("holm").success().stdout("O4  is back\n");
    home.run(["delete", "O4"]).me("holm").success();
    undo(&["--dry-run"], "holm").stdout("Would be taken back:\nO4  comes back\n");
    undo(&[], "holm").stdout("O4  is back\n");
    home.run(["redo"]).me("holm").success().stdout("O4  is gone; it was noted today\n");
    undo(&["2"], "lind").stdout("2027  is gone\nA1    has lost its check of today (kept)\n");
    home.run(["undo", "--dry-run"])
        .me("lind")
        .lang("da")
        .success()
        .stdout("Ville blive fortrudt:\nA1  bliver som før: frist 1. maj → 15. april\n");
}

#[test]
fn undo_of_a_share_and_of_a_withdrawal_say_who_can_read_it_then() {
    let home = three_days();
    let by_bo = |words: &[&str]| home.run(words).me("lind").success();
    by_bo(&["withdraw", "O2"]);
    by_bo(&["undo", "--dry-run"]).stdout("Would be taken back:\nO2  becomes shared again\n");
    by_bo(&["undo"]).stdout("O2  is shared again\n");
    by_bo(&["share", "O3"]);
    by_bo(&["undo"]).stdout("O3  is private again\n").notes("may have been read");
    by_bo(&["redo"]).stdout("O3  is shared again\n");
}

#[test]
fn every_kind_of_change_is_told_in_words_in_both_languages() {
    let home = three_days();
    let did = |words: &[&str]| _ = home.run(words).me("holm").success();
    did(&["incident", "add", "He took it on himself", "--actor", "lind", "--severity", "breach"]);
    did(&[
        "edit",
        "T1",
        "--positive",
        "--on",
        "yesterday",
        "--channel",
        "phone",
        "--tag",
        "one",
        "--actor",
        "third",
    ]);
    did(&["edit", "T1", "--severity", "scratch", "--text", "He took my delay on himself", "--public", "yes"]);
    did(&["review", "edit", "2027", "--booked", "yes", "--where", "Nordskov", "--place", "55.93,12.31"]);
    did(&["edit", "A1", "--owner", "both", "--theme", "roles"]);
    did(&["review", "cancel", "2027", "--reason", "Bo is ill"]);
    let english = shown(&home, &["history", "T1"], "en");
    for words in [
        "by whom Bo → third",
        "channel nothing → phone",
        "date 3 March → 2 March",
        "kind breach → positive",
        "kind positive → scratch",
        "public no → yes",
        "tags nothing → one",
    ] {
        assert!(english.replace("\n               ", " ").contains(words), "{words}: {english}");
    }
    let danish = shown(&home, &["history", "T1"], "da");
    for words in [
        "kanal intet → telefon",
        "slags brud → positiv",
        "offentlig nej → ja",
        "»He took my delay on himself«",
    ] {
        assert!(danish.replace("\n               ", " ").contains(words), "{words}: {danish}");
    }
    let talk = shown(&home, &["history", "2027"], "da").replace("\n               ", " ");
    assert!(talk.contains("aflyste samtalen 2027") && talk.contains("bestilt nej → ja"), "{talk}");
    assert!(
        talk.contains("sted intet → Nordskov") && talk.contains("sted på kortet intet → 55.93,12.31"),
        "{talk}"
    );
    let undo = home.run(["undo", "2", "--dry-run"]).me("holm").lang("da").success();
    undo.contains("tilstand aflyst → aftalt").contains("ansvar begge → Bo").contains("tema roller → intet");
}

#[test]
fn where_there_is_nothing_to_take_back_the_reason_and_the_remedy_are_said() {
    let home = Home::with_pair();
    home.run(["redo"]).refused().notes("there is nothing to bring back").notes("hint: makkerpar history");
    home.run(["o", "mine"]).me("holm").success();
    home.run(["undo", "5"]).me("holm").refused().notes("only 2 commands").notes("hint: makkerpar history");
}
