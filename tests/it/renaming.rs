//! Another name for one of the two: what follows it, what does not, and who is told.

use crate::harness::Home;

/// Anna Holm and Bo Lind, and Bo Lind with Carl Juhl.
fn two_pairs() -> Home {
    let home = Home::with_pair();
    home.run(["pair", "add", "Carl Juhl", "Bo Lind", "--kind", "committee"]).success();
    home
}

#[test]
fn everything_follows_the_new_name() {
    let home = Home::with_pair();
    home.run(["o", "Before", "--share"]).me("holm").success();
    let said = home.run(["pair", "edit", "--name", "holm=Anna Bech"]).success();
    said.stdout("holm-lind  changed · Anna Holm is Anna Bech from now on (bech)\n").stderr("");
    home.run(["log"]).me("holm").refused().notes("hint: bech or lind");
    let entry = home.run(["o", "After @bech", "--share"]).me("bech").object();
    assert_eq!((&entry["by"], &entry["about"]), (&"bech".into(), &"self".into()));
    assert_eq!(home.run(["show", "O1"]).object()["by"], "bech");
    let pair = home.run(["pair", "show"]).object();
    assert_eq!((&pair["key"], &pair["members"][0]["key"]), (&"holm-lind".into(), &"bech".into()));
    assert_eq!(pair["members"][0]["name"], "Anna Bech");
    home.run(["calendar", "block", "Budget", "2027-09-01", "2027-09-10"]).me("bech").success();
    home.run(["doctor"]).success();
    home.run(["pair", "edit", "--name", "b=Bo Bech"])
        .success()
        .contains("Bo Lind is Bo Bech from now on (bo)");
    // Two who bear one family name are told apart by the first.
    home.run(["log"]).me("bech").refused().notes("anna or bo");
    assert_eq!(home.run(["show", "O1"]).me("anna").object()["by"], "anna");
    let danish = home.run(["pair", "edit", "--name", "anna=Anna Holm"]).lang("da").success();
    danish.stdout("holm-lind  ændret · Anna Bech hedder nu Anna Holm (holm)\n");
}

#[test]
fn a_name_that_says_nothing_or_is_anothers_is_refused() {
    let home = two_pairs();
    let refused = |name: &str| home.run(["pair", "edit", "--pair", "holm-lind", "--name", name]).refused();
    for empty in ["holm=", "holm=  ", "holm", "=Anna"] {
        refused(empty).notes("hint: --name a=\"Anna Bech\"");
    }
    refused("holm=Anna\nBech").notes("1 to 200 characters");
    refused("nobody=Anna Bech").notes("hint: holm or lind");
    refused("holm=Bo Lind").notes("a pair is two different people");
    let taken = refused("holm=carl juhl");
    taken.notes("another person of this file is called “carl juhl” already").notes("a middle name");
    let danish = home.run(["pair", "edit", "--pair", "holm-lind", "--name", "a=Carl Juhl", "--lang", "da"]);
    danish.refused().notes("en anden person i filen hedder allerede »Carl Juhl«").notes("mellemnavn");
    let names = || home.run(["pair", "list"]).object()["pairs"].to_string();
    let before = names();
    // Whoever typed the two in the wrong order puts that right in one line.
    let swapped = ["pair", "edit", "--pair", "holm-lind", "--name", "a=Bo Lind", "--name", "b=Anna Holm"];
    home.run(swapped).success();
    home.run(["undo", "--pair", "holm-lind"]).success();
    assert_eq!(names(), before);
}

#[test]
fn a_person_of_several_pairs_has_the_name_in_all_of_them() {
    let home = two_pairs();
    let edit =
        ["pair", "edit", "--pair", "holm-lind", "--name", "lind=Bo Lund", "--mail", "lind=bo@example.org"];
    let said = home.run(edit).success();
    said.notes("warning: Bo Lund is called so in juhl-lind too: it is the same person");
    let other = home.run(["pair", "show", "--pair", "juhl"]).object();
    assert_eq!(
        (&other["members"][1]["name"], &other["members"][1]["key"]),
        (&"Bo Lund".into(), &"lund".into())
    );
    assert_eq!(other["members"][1]["mail"], "bo@example.org");
    home.run(["o", "x", "--pair", "juhl-lind"]).me("lund").success();
    // The name that was given up is free, and cannot be had back while somebody else has it.
    home.run(["pair", "add", "Bo Lind", "Dorte Dam", "--kind", "other"]).success();
    let refused = home.run(["undo", "--pair", "holm-lind"]).refused();
    refused.notes("another person of this file is called “Bo Lind” already");
    home.run(["pair", "edit", "--pair", "lind-dam", "--name", "a=Bo Lindt"]).success();
    home.run(["undo", "--pair", "holm-lind"]).success();
    assert_eq!(home.run(["pair", "show", "--pair", "juhl"]).object()["members"][1]["key"], "lind");
    home.run(["doctor"]).success();
}

#[test]
fn the_history_tells_both_names_and_undo_gives_the_old_one_back() {
    let home = Home::with_pair();
    home.run(["pair", "edit", "--name", "holm=Anna Bech"]).me("holm").success();
    let change = &home.run(["history"]).object()["commands"][0]["changes"][0];
    assert_eq!((&change["kind"], &change["text"]), (&"person".into(), &"Anna Bech".into()));
    let field = serde_json::json!({"field": "name", "before": "Anna Holm", "after": "Anna Bech"});
    assert_eq!(change["fields"][0], field);
    home.run(["undo", "--dry-run"])
        .me("bech")
        .success()
        .contains("gets back what was before: name Anna Bech");
    let undone = home.run(["undo"]).me("bech").success();
    undone.stdout("Anna Bech  has back what was before: name Anna Bech → Anna Holm\n");
    home.run(["redo"]).me("holm").lang("da").success().contains("er ændret igen: navn Anna Holm → Anna Bech");
    home.run(["pair", "edit", "--mail", "bech=a@example.org"]).success();
    home.run(["undo"]).success().contains("mail address");
}

#[test]
fn settings_that_still_say_the_old_name_are_told_with_the_line_that_puts_them_right() {
    let home = Home::with_pair();
    home.run(["config", "set", "me", "holm"]).success();
    let rename = ["pair", "edit", "--name", "holm=Anna Bech"];
    let line = "makkerpar config set me bech";
    home.run(rename).success().notes(&format!("warning: me in the settings still says “holm”: {line}"));
    home.run(["status"]).refused().notes("me says so: line 1 of HOME").notes("hint: bech or lind");
    home.run(["config", "set", "me", "bech"]).success();
    home.run(["undo"]).success().notes("me in the settings still says “bech”: makkerpar config set me holm");
    home.run(["redo", "--me", "holm"]).lang("da").success().lacks("bemærk");
    // A first name still means the same person, and a variable is nothing that a command could set.
    home.run(["config", "set", "me", "bech"]).success();
    let back = home.run(["pair", "edit", "--name", "bech=Anna Holm"]).env("MAKKERPAR_ME", "anna");
    back.success().stderr("");
    let variable = home.run(rename).env("MAKKERPAR_ME", "holm").success();
    variable.notes("MAKKERPAR_ME in the environment still says “holm”, who is bech now");
}

#[test]
fn paper_that_was_signed_stands_and_no_paper_tells_an_old_name_that_is_redacted() {
    let home = Home::with_past();
    home.run(["o", "Holm waited for Anna, said Bo", "--share"]).me("lind").on("2026-05-20").success();
    home.run(["review", "sign", "2026"]).me("holm").success();
    let voided = home.run(["pair", "edit", "--name", "holm=Anna Bech"]).success();
    voided.notes("signature").lacks("settings");
    for member in ["bech", "lind"] {
        home.run(["review", "sign", "2026"]).me(member).success();
    }
    home.run(["pair", "edit", "--name", "bech=Anna Falk"]).success().stderr("");
    home.summary(&["2026"]).holds("Anna Bech").lacks("Falk");
    let redacted = home.summary(&["2026", "--redact"]);
    for name in ["Holm", "Bech", "Falk", "Anna"] {
        redacted.lacks(name);
    }
}
