//! Beginning: a few questions, and then there is a pair.

use crate::dialogue::Dialogue;
use crate::harness::{Home, TODAY};

fn config(home: &Home) -> String {
    std::fs::read_to_string(home.path(".config/makkerpar/config.toml")).unwrap_or_default()
}

#[test]
fn a_pair_is_asked_for_and_everything_can_be_used_at_once() {
    let home = Home::new();
    let mut begin = Dialogue::begin(&home, TODAY, &["init"]);
    begin
        .reads("Two people, one record.")
        .answers("Language, en or da [en]:", "?")
        .reads("nothing is written before")
        .answers("Language, en or da [en]:", "klingon")
        .reads("en or da")
        .skips("Language, en or da [en]:")
        .answers("You, name and title:", "  ")
        .reads("it needs an answer")
        .answers("You, name and title:", "Anna Holm, mayor")
        .answers("Your partner, name and title:", "anna holm")
        .reads("two different people")
        .answers("Your partner, name and title:", "Bo Lind, chief executive")
        .answers("6 other [1]:", "9")
        .reads("a number from 1 to 6")
        .answers("6 other [1]:", "committee")
        .answers("Together since [today]:", "tomorrow")
        .reads("has not come yet")
        .answers("Together since [today]:", "2026-01-01")
        .answers("[55.68,12.57]:", "north")
        .answers("[55.68,12.57]:", "55.93,12.31")
        .skips("Months between talks [12]:")
        .reads("Anna Holm, mayor, and Bo Lind, chief executive")
        .reads("Write pair holm-lind to")
        .skips("[Y/n]")
        .reads("holm-lind  ready; you are holm")
        .reads("is not a password")
        .reads("makkerpar o \"TEXT\" notes the first thing you noticed");
    assert_eq!(begin.ends().0, 0);
    assert_eq!(config(&home), "me = \"holm\"\n", "the language is that of the locale");
    let pair = home.run(["pair", "show"]).object();
    assert_eq!((&pair["kind"], &pair["since"]), (&"committee".into(), &"2026-01-01".into()));
    assert_eq!(pair["members"][1]["title"], "chief executive");
    assert_eq!(pair["place"]["latitude"], 55.93);
    assert_eq!(home.run(["o", "The first thing"]).object()["by"], "holm");

    // Who begins once more is told what there is, and nothing is touched.
    let mut again = Dialogue::begin(&home, TODAY, &["init"]);
    again.reads("holm-lind is a pair already").reads("makkerpar pair add").reads("config set me");
    assert_eq!(again.ends().0, 1);
}

#[test]
fn the_dialogue_goes_on_in_the_language_that_is_chosen() {
    let home = Home::new();
    let mut begin = Dialogue::begin(&home, TODAY, &["init"]);
    begin
        .answers("Language, en or da [en]:", "da")
        .answers("Du, navn og titel:", "Åse Nygård, borgmester")
        .answers("Din makker, navn og titel:", "Jens Sørensen")
        .answers("6 andet [1]:", "udvalg")
        .answers("Sammen siden [i dag]:", "i går")
        .skips("[55.68,12.57]:")
        .answers("Måneder mellem samtalerne [12]:", "6")
        .answers("[J/n]", "j")
        .reads("nygaard-soerensen  klar; du er nygaard");
    assert_eq!(begin.ends().0, 0);
    assert_eq!(config(&home), "me = \"nygaard\"\nlang = \"da\"\n");
    home.run(["status"]).success().contains("Åse Nygård og Jens Sørensen");
    let pair = home.run(["pair", "show"]).object();
    assert_eq!((&pair["language"], &pair["interval"]), (&"da".into(), &6.into()));
}

#[test]
fn who_leaves_has_written_nothing_and_is_told() {
    for (key, code) in [('c', 130), ('d', 0)] {
        let home = Home::new();
        let mut begin = Dialogue::begin(&home, TODAY, &["init"]);
        begin.answers("[en]:", "da").answers("Du, navn og titel:", "Anna Holm, borgmester");
        begin.presses("Din makker, navn og titel:", key).reads("Intet blev skrevet.");
        assert_eq!(begin.ends().0, code, "Ctrl-{key}");
        assert!(!home.database().exists() && config(&home).is_empty());
        assert!(!home.path(".local/state/makkerpar").exists());
    }
    let home = Home::new();
    let mut begin = Dialogue::begin(&home, TODAY, &["init"]);
    begin.skips("[en]:").answers("title:", "Anna Holm").answers("title:", "Bo Lind").skips("[1]:");
    begin.skips("[today]:").skips("[55.68,12.57]:").skips("[12]:").answers("[Y/n]", "n");
    assert!(begin.ends().1.contains("Nothing was done."));
    assert!(!home.database().exists() && config(&home).is_empty());
}

#[test]
fn what_cannot_be_written_can_be_said_again_in_one_line() {
    let home = Home::new();
    // A file is where the folder of the database would be.
    std::fs::create_dir_all(home.path(".local")).expect("a folder");
    std::fs::write(home.path(".local/share"), "").expect("written");
    let mut begin = Dialogue::begin(&home, TODAY, &["init"]);
    begin.skips("[en]:").answers("title:", "Anna Holm, mayor").answers("title:", "Bo Lind, chief executive");
    begin.skips("[1]:").skips("[today]:").skips("[55.68,12.57]:").skips("[12]:").skips("[Y/n]");
    begin.reads("cannot be").reads("makkerpar pair add 'Anna Holm, mayor' 'Bo Lind, chief executive' --kind");
    assert_eq!(begin.ends().0, 1);
}

#[test]
fn nobody_is_asked_without_a_terminal() {
    let home = Home::new();
    home.run(["init"]).stdin("en\nAnna\n").refused().notes("makkerpar pair add").notes("config set me");
    assert_eq!(home.run(["init"]).json().refused().code(), "no-terminal");
    home.run(["init"]).lang("da").refused().notes("init spørger");
    assert!(!home.database().exists());
}
