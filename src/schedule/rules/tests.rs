//! The embedded rules against tables from elsewhere, and what is wrong with rules of one's own.

use super::*;
use crate::template::{Fault, Shape};
use std::collections::BTreeSet;

pub(super) fn book(name: &str) -> RuleBook {
    let (_, text) = EMBEDDED.iter().find(|(known, _)| *known == name).expect("an embedded book");
    RuleBook::parse(text).unwrap_or_else(|bad| panic!("{name}: {bad:?}"))
}

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn public_holidays_are_those_of_an_independent_table() {
    let book = book("denmark");
    let expected: BTreeSet<String> = fixture("holidays-dk.tsv")
        .lines()
        .filter_map(|line| line.split('\t').next())
        .filter(|date| date.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
        .collect();
    assert!(expected.len() > 1000);
    let ours: BTreeSet<String> = crate::domain::YEARS
        .flat_map(|year| book.days(year, None))
        .filter(|day| day.kind == DayKind::Holiday)
        .map(|day| day.from.to_string())
        .collect();
    assert_eq!(ours, expected);
}

#[test]
fn the_years_to_come_are_as_they_were_checked_by_hand() {
    let book = book("denmark");
    let table = fixture("danish-days.tsv");
    let mut expected = BTreeSet::new();
    for line in table.lines().skip(1) {
        let [_, key, date, kind] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        expected.insert(format!("{date} {key} {kind}"));
    }
    let mut ours = BTreeSet::new();
    for day in (2026..=2031).flat_map(|year| book.days(year, None)) {
        let kind = serde_json::to_value(day.kind).expect("a word");
        if day.kind != DayKind::Budget {
            ours.insert(format!("{} {} {}", day.from, day.key, kind.as_str().expect("a word")));
        }
    }
    assert_eq!(ours, expected);
}

#[test]
fn what_concerns_other_pairs_is_left_out() {
    let book = book("denmark");
    let keys = |kind| book.days(2029, kind).iter().map(|day| day.key.to_owned()).collect::<Vec<_>>();
    let has = |kind, key: &str| keys(Some(kind)).iter().any(|it| it == key);
    assert!(has(PairKind::MayorCeo, "budget-kommune") && !has(PairKind::MayorCeo, "budget-region"));
    assert!(has(PairKind::Region, "budget-region") && has(PairKind::Region, "kv-rv-valg"));
    assert!(!has(PairKind::Founders, "kv-rv-valg") && has(PairKind::Founders, "juledag"));
    assert!(keys(None).iter().any(|key| key == "budget-region"));
}

#[test]
fn a_single_year_can_be_otherwise() {
    let mut text = EMBEDDED[0].1.to_owned();
    text.push_str("\n[[override]]\nyear = 2027\nkey = \"folkemoede\"\non = \"05-27\"\n");
    let book = RuleBook::parse(&text).expect("rules");
    let held = |year| {
        let days = book.days(year, None);
        days.iter().find(|day| day.key == "folkemoede").map(|day| day.from.to_string())
    };
    assert_eq!(held(2027).as_deref(), Some("2027-05-27"));
    assert_eq!(held(2028).as_deref(), Some("2028-06-15"));
    assert_eq!(held(2020), None);
    assert_eq!(held(2010), None);
}

#[test]
fn what_is_wrong_with_rules_is_told_by_its_line() {
    let text = EMBEDDED[1].1;
    let wrong = |text: &str| RuleBook::parse(text).expect_err("bad rules");
    let one = |text: &str| {
        let mut found = wrong(text);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    };
    let bad = one(&text.replace("\"04-01\"", "\"4 April\""));
    assert_eq!(bad.fault, Fault::Not { key: "from", shape: Shape::Anchor });
    assert_eq!(Some("from = \"04-01\""), text.lines().nth(bad.line - 1));
    let bad = one(&format!("{text}\n[[override]]\nyear = 2027\nkey = \"carnival\"\noff = true\n"));
    assert_eq!(bad.fault, Fault::NoSuchDay { key: "carnival".into() });

    let denmark = EMBEDDED[0].1;
    let after = denmark.lines().count() + 2;
    let both = Fault::OnOrOff { key: "juledag".into() };
    let day = |key: &str, more: &str| {
        format!(
            "[[day]]\nkey = \"{key}\"\nkind = \"event\"\non = \"12-25\"\n{more}name = {{ en = \"a\", da = \"b\" }}\n"
        )
    };
    for (addition, line, fault) in [
        ("[[override]]\nyear = 2027\nkey = \"juledag\"\n".to_owned(), after, both.clone()),
        (
            "[[override]]\nyear = 2027\nkey = \"juledag\"\non = \"12-27\"\noff = true\n".into(),
            after,
            both.clone(),
        ),
        (day("juledag", ""), after, Fault::Twice { key: "key", value: "juledag".into() }),
        (
            day("x", "years = { every = 0 }\n"),
            after + 4,
            Fault::OutOfRange { key: "every", value: "0".into(), from: 1, to: 1000 },
        ),
    ] {
        let bad = one(&format!("{denmark}\n{addition}"));
        assert_eq!((bad.line, bad.fault), (line, fault), "{addition}");
    }
    // Of several overrides of a day, the wrong one is meant, however its key is written.
    let moved = "[[override]]\nyear = 2027\nkey = \"juledag\"\non = \"12-27\"\n";
    let bad = one(&format!("{denmark}\n{moved}{moved}[[override]]\nyear = 2028\nkey = 'juledag'\n"));
    assert_eq!((bad.line, bad.fault), (after + 8, both));
    // Letters of several octets stop nothing.
    for broken in ["påske = 1", "name = æbler", "name = { en = “x” }", "\u{1f642}"] {
        let found = wrong(&format!("notice = 1\n{broken}\n"));
        assert!(found.iter().any(|bad| bad.line == 2), "{broken}: {found:?}");
    }
    // Every mistake is found at once.
    let all = text
        .replace("notice = 21", "notice = 100000000")
        .replace("old_calendar = 28", "old_calendar = \"many\"")
        .replace("\"sunday\"]", "\"sonday\"]")
        .replace("dusk = 6", "dask = 6");
    let lines: Vec<usize> = wrong(&all).into_iter().map(|bad| bad.line).collect();
    let line_of = |words: &str| all.lines().position(|line| line.contains(words)).expect("it is there") + 1;
    assert_eq!(lines, ["notice =", "old_calendar", "weekend", "dask"].map(line_of));
}

#[test]
fn golf_is_played_in_summer_wherever_that_is() {
    let book = book("denmark");
    let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let at = |latitude: f64| Place { latitude, longitude: 0.0 };
    assert!(book.in_season(date("2027-10-31"), at(55.0)) && !book.in_season(date("2027-11-01"), at(55.0)));
    assert!(book.in_season(date("2027-12-24"), at(-37.0)) && !book.in_season(date("2027-07-01"), at(-37.0)));
    assert!(book.in_season(date("2027-12-24"), at(1.3)));
}

#[test]
fn plain_rules_know_weekends_only() {
    let book = book("plain");
    assert!(book.days(2027, None).is_empty());
    let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let before = |text: &str| working_day_before(&book, PairKind::Other, date(text)).to_string();
    assert_eq!(before("2027-12-25"), "2027-12-24");
    let danish = super::tests::book("denmark");
    assert_eq!(working_day_before(&danish, PairKind::Other, date("2027-12-26")).to_string(), "2027-12-23");
}
