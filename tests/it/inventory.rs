//! The practices, tensions, agreements and events that two who lead together meet.
//!
//! An example of each is put on record through the commands, and found again where it belongs.

mod practices;
mod stories;

use crate::harness::{Home, shell_words};
use practices::Shown::{self, Asked, Bank, Entry, Kind, Told};
use practices::{PRACTICES, Practice};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The value as it reads in the table.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Expects `expected` under `pointer`, or in the list there.
#[track_caller]
fn says(object: &Value, pointer: &str, expected: &str) {
    let holds = match object.pointer(pointer) {
        Some(Value::Array(items)) => items.iter().any(|item| plain(item) == expected),
        Some(value) => plain(value) == expected,
        None => false,
    };
    assert!(holds, "expected {expected:?} at {pointer} of {object}");
}

/// An entry that was made, to be found again in lists.
struct Made {
    author: &'static str,
    handle: String,
    kind: &'static str,
    text: String,
}

/// Types the lines of an entry and expects it to be what was meant.
fn note(home: &Home, lines: &[(&'static str, &str)], expected: &[(&str, &str)]) -> Made {
    let (author, first) = lines[0];
    let typed = shell_words(first);
    let (kind, text) = match typed[0].as_str() {
        "observe" => ("observation", typed[1].clone()),
        "incident" => ("incident", typed[2].clone()),
        _ => ("adjustment", typed[2].clone()),
    };
    let made = home.run(&typed).me(author).object();
    let handle = plain(&made["handle"]);
    for (who, line) in &lines[1..] {
        home.run(shell_words(&line.replace("{}", &handle))).me(who).success();
    }
    let shown = home.run(["show", &handle]).me(author).object();
    for (pointer, value) in [("/text", text.as_str()), ("/kind", kind)].iter().chain(expected) {
        says(&shown, pointer, value);
    }
    Made { author, handle, kind, text }
}

/// The bank, as the program prints it.
fn bank() -> toml::Table {
    let printed = Home::with_pair().run(["template", "show", "bank"]).success().stdout;
    toml::from_str(&printed).expect("the bank is TOML")
}

/// The one of a list of the bank that has this id.
fn of_bank<'b>(bank: &'b toml::Table, list: &str, id: &str) -> &'b toml::Value {
    let all = bank.get(list).and_then(toml::Value::as_array).expect("a list of the bank");
    let found = all.iter().find(|it| it.get("id").and_then(toml::Value::as_str) == Some(id));
    found.unwrap_or_else(|| panic!("no {id} among {list} of the bank"))
}

fn text_of<'b>(table: &'b toml::Value, key: &str) -> &'b str {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

/// Expects that both languages have their own words.
fn in_both_languages(table: &toml::Value) {
    let [en, da] = ["en", "da"].map(|language| text_of(table, language));
    assert!(!en.is_empty() && !da.is_empty() && en != da, "in both languages: {table:?}");
}

/// Takes an agreement from the bank and expects it to be filled in.
fn agree(home: &Home, bank: &toml::Table, line: &str, text: &str) -> Made {
    let typed = shell_words(&format!("adjust use {line}"));
    let key = typed[2].as_str();
    let template = of_bank(bank, "agreement", key);
    in_both_languages(template);
    let check = template.get("check").expect("a question for the check");
    in_both_languages(check);
    let made = home.run(&typed).me("holm").object();
    let handle = plain(&made["handle"]);
    let shown = home.run(["show", &handle]).object();
    let owner = &typed[typed.iter().position(|word| word == "--owner").expect("an owner") + 1];
    let rule = template.get("rule").and_then(toml::Value::as_bool).expect("a rule or not");
    says(&shown, "/text", text);
    says(&shown, "/question", text_of(check, "en"));
    says(&shown, "/tags", key);
    says(&shown, "/owner", owner);
    says(&shown, "/rule", &rule.to_string());
    Made { author: "holm", handle, kind: "adjustment", text: text.to_owned() }
}

/// The handles of a list, with their kinds and texts.
fn listed(home: &Home, who: &str, line: &[&str], list: &str) -> BTreeMap<String, (String, String)> {
    let answer = home.run(line).me(who).object();
    let entries = answer[list].as_array().expect("a list").iter();
    entries.map(|it| (plain(&it["handle"]), (plain(&it["kind"]), plain(&it["text"])))).collect()
}

/// What represents the practices, in the order of the table.
fn all() -> impl Iterator<Item = &'static Shown> {
    PRACTICES.iter().flat_map(|practice| practice.2)
}

#[test]
fn every_practice_has_its_place() {
    let count = |area: &str| PRACTICES.iter().filter(|practice| practice.0 == area).count();
    let areas =
        ["frame", "roles", "thinking", "expectations", "others", "chemistry", "trust", "review", "channel"];
    assert_eq!(areas.map(count), [10, 21, 13, 11, 16, 15, 4, 6, 5]);
    let mut told = BTreeSet::new();
    for Practice(_, what, shown) in &PRACTICES {
        assert!(!shown.is_empty(), "nothing shows: {what}");
        assert!(told.insert(*what), "twice: {what}");
    }
}

#[test]
fn every_entry_and_agreement_is_found_again() {
    let (home, bank) = (Home::with_pair(), bank());
    let mut made = Vec::new();
    for shown in all() {
        match shown {
            Entry(lines, expected) => made.push(note(&home, lines, expected)),
            Bank(line, text) => made.push(agree(&home, &bank, line, text)),
            Asked(..) | Kind(..) | Told(_) => {}
        }
    }
    let log = ["log", "--limit", "200"];
    let lists = ["holm", "lind"].map(|who| (who, listed(&home, who, &log, "entries")));
    let incidents = listed(&home, "holm", &["incident", "list"], "incidents");
    let adjustments = listed(&home, "holm", &["adjust", "list", "--all"], "adjustments");
    for Made { author, handle, kind, text } in made {
        let expected = (kind.to_owned(), text);
        let of_author = lists.iter().find(|(who, _)| *who == author).map(|(_, list)| list);
        assert_eq!(of_author.and_then(|list| list.get(&handle)), Some(&expected), "{handle}");
        match kind {
            "incident" => assert_eq!(incidents.get(&handle), Some(&expected), "{handle}"),
            "adjustment" => assert_eq!(adjustments.get(&handle), Some(&expected), "{handle}"),
            _ => {}
        }
    }
}

#[test]
fn every_question_is_asked_in_both_languages() {
    let bank = bank();
    for shown in all() {
        let &Asked(place, id, some) = shown else { continue };
        let list = if ["opening", "closing"].contains(&place) { place } else { "question" };
        let found = of_bank(&bank, list, id);
        in_both_languages(found);
        assert!(text_of(found, "en").contains(some), "{id}: {found:?}");
        assert!(list != "question" || text_of(found, "theme") == place, "{id} is not about {place}");
        let kinds = found.get("for").and_then(toml::Value::as_array);
        let serves = kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind.as_str() == Some("mayor-ceo")));
        assert!(serves, "{id} is not asked of a mayor and a chief executive");
    }
}

#[test]
fn every_kind_of_pair_has_its_titles_and_its_calendar() {
    for shown in all() {
        let &Kind(kind, titles, budgets) = shown else { continue };
        let home = Home::new();
        let pair = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", kind, "--titles", titles[0], titles[1]];
        home.run(pair).success();
        let shown = home.run(["pair", "show"]).object();
        says(&shown, "/kind", kind);
        says(&shown, "/members/0/title", titles[0]);
        says(&shown, "/members/1/title", titles[1]);
        let days = home.run(["calendar", "holidays", "2027"]).object()["days"].take();
        let all = days.as_array().expect("days").iter();
        let found: Vec<String> =
            all.filter(|day| day["kind"] == "budget").map(|day| plain(&day["key"])).collect();
        assert_eq!(found, budgets, "{kind}");
    }
}

#[test]
fn every_story_can_be_told() {
    for shown in all() {
        if let Told(story) = shown {
            story();
        }
    }
}
