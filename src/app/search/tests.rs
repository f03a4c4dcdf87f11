//! Search beside a plain scan that knows nothing of it, on a Danish collection.

use super::*;
use crate::app::pairs::{self, NewPair};
use crate::domain::{
    About, Change, Circumstances, Content, Id, Member, Observation, PairKind, Part, Stamp, Text,
};
use crate::locale::Language;
use crate::store::{Filter, Store};
use chrono::DateTime;
use std::collections::HashMap;

fn read(typed: &[&str]) -> (Vec<String>, Vec<String>) {
    let typed: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
    let query = Query::parse(&typed).expect("a query");
    (query.sought.words, query.sought.without)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn what_is_typed_is_words_in_a_row_and_words_to_do_without() {
    assert_eq!(read(&["Budget", "MØDE"]), (owned(&["budget", "moede"]), owned(&[])));
    assert_eq!(read(&["fire  ord i\nrad"]), (owned(&["fire ord i rad"]), owned(&[])));
    assert_eq!(read(&["a \"b c\" -\"d e\" -f"]), (owned(&["a", "b c"]), owned(&["d e", "f"])));
    assert_eq!(read(&["»ja tak«", "-nej tak"]), (owned(&["ja tak"]), owned(&["nej tak"])));
    assert_eq!(read(&["a", "\u{2212}b"]), (owned(&["a"]), owned(&["b"])));
    assert_eq!(read(&["-", "a\0b", "a"]), (owned(&["-", "a b", "a"]), owned(&[])));
    assert_eq!(read(&["\"open"]), (owned(&["open"]), owned(&[])));
    assert_eq!(read(&["\"-a\""]), (owned(&["-a"]), owned(&[])));
}

#[test]
fn nothing_and_only_words_to_do_without_are_refused() {
    let refused = |typed: &[&str]| match Query::parse(&owned(typed)) {
        Err(AppError::NothingSought { only_without }) => only_without,
        other => panic!("{other:?}"),
    };
    assert!(!refused(&["", " ", "\"\""]));
    assert!(refused(&["-a", "-b"]));
}

#[test]
fn whole_words_come_before_beginnings_before_insides() {
    let sought = owned(&["budget"]);
    let class = |words: &str| rank(words, &sought).0;
    assert_eq!([class("et budget."), class("et budgetmøde"), class("et årsbudget")], [0, 1, 2]);
    let score = |words: &str| rank(words, &sought).1;
    assert!(score("budget og budget") > score("budget og andet"));
    assert!(score("budget") > score(&format!("budget {}", "og andet ".repeat(50))));
}

/// The letters of a text as one would say that they are looked for, written down once more.
fn plainly(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            'å' => plain.push_str("aa"),
            'ø' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'ü' => plain.push('u'),
            'ö' => plain.push('o'),
            'ä' | 'à' | 'á' => plain.push('a'),
            '\n' | '\t' | '\u{a0}' => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Numbers that are spread and always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a small number") % count
    }
}

/// Danish words: those of the list of hyphenations, and every string of the templates.
fn vocabulary() -> (Vec<String>, Vec<String>) {
    let list = include_str!("../../../tests/fixtures/hyphenation-da.txt");
    let words =
        list.lines().filter(|line| !line.starts_with('#')).map(|line| line.replace('-', "")).collect();
    let mut sentences = Vec::new();
    for file in [
        include_str!("../../../templates/bank.toml"),
        include_str!("../../../templates/demo.da.toml"),
        include_str!("../../../templates/messages.da.toml"),
    ] {
        strings(&file.parse().expect("a file of TOML"), &mut sentences);
    }
    (words, sentences)
}

fn strings(value: &toml::Table, found: &mut Vec<String>) {
    fn of(value: &toml::Value, found: &mut Vec<String>) {
        match value {
            toml::Value::String(text) if text.contains(' ') => found.push(text.clone()),
            toml::Value::Array(list) => list.iter().for_each(|value| of(value, found)),
            toml::Value::Table(table) => strings(table, found),
            _ => {}
        }
    }
    value.values().for_each(|value| of(value, found));
}

/// One observation of the collection: its texts, and who may read it.
struct Noted {
    texts: Vec<String>,
    by: Member,
    is_shared: bool,
}

/// So many words by both, with answers, effects and tags beside some; a third stays private.
fn collection(dice: &mut Dice, words: usize) -> Vec<Noted> {
    let (list, sentences) = vocabulary();
    let mut noted: Vec<Noted> = Vec::new();
    let mut count = 0;
    while count < words {
        let mut text = |dice: &mut Dice| {
            let mut text = String::new();
            for _ in 0..dice.below(12) + 4 {
                let compound = dice.below(4) == 0;
                let word = list[dice.below(list.len())].clone();
                let word = if compound { word + &list[dice.below(list.len())] } else { word };
                text = format!("{text} {word}");
            }
            let text = format!("{} {text}", sentences[dice.below(sentences.len())]);
            count += text.split_whitespace().count();
            text.trim().to_owned()
        };
        let texts = (0..=dice.below(3)).map(|_| text(dice)).collect();
        noted.push(Noted { texts, by: Member::BOTH[dice.below(2)], is_shared: dice.below(3) > 0 });
    }
    noted
}

/// Puts the collection on record: the second text of each is the effect, the third the other's answer.
fn recorded(noted: &[Noted]) -> (tempfile::TempDir, Session, HashMap<Id, usize>) {
    let folder = tempfile::tempdir().expect("a folder");
    let now = DateTime::from_timestamp(1_800_000_000, 0).expect("an instant");
    let new = NewPair::of(["Anna Holm", "Bo Lind"], PairKind::Other, Language::Danish);
    let store = Store::create(&folder.path().join("makkerpar.db")).expect("a file");
    let mut session = pairs::add(store, &new, now).expect("a pair").session;
    let act = session.begin().expect("a write");
    let mut known = HashMap::new();
    for (number, it) in noted.iter().enumerate() {
        let id = Id::new(now);
        known.insert(id, number);
        let text = |text: &String| Text::new(text).expect("a text");
        let observation = Observation {
            pair: act.pair_id,
            number: u32::try_from(number).expect("a number") + 1,
            author: it.by,
            date: now.date_naive() - chrono::Days::new(number as u64 % 400),
            text: text(&it.texts[0]),
            theme: None,
            tone: None,
            about: About::Partner,
            circumstances: Circumstances { effect: it.texts.get(1).map(text), ..Circumstances::default() },
            created: now,
            edited: None,
            erased: None,
        };
        let mut changes = vec![Change::Put(id, observation.into())];
        let mut add = |number, author, content| {
            let stamp = Stamp { number, date: now.date_naive(), created: now };
            changes.push(Change::Put(Id::new(now), Part::new(id, Some(author), stamp, content).into()));
        };
        if it.is_shared {
            add(1_000_001, it.by, Content::Share);
        }
        if let Some(answer) = it.texts.get(2) {
            add(1, it.by.other(), Content::Answer { text: text(answer) });
        }
        act.writing.write(&act.command("observe"), &changes).expect("written");
    }
    act.finish().expect("written");
    (folder, session, known)
}

/// The places in the collection of what a search finds.
fn found(session: &Session, known: &HashMap<Id, usize>, typed: &[String]) -> Vec<usize> {
    let query = Query::parse(typed).expect("a query");
    let mut numbers = Vec::new();
    let see = |id, _: &str| {
        numbers.push(known[&id]);
        ControlFlow::Continue(())
    };
    session.view().find(&Filter::default(), &query.sought, see).expect("an answer");
    numbers.sort_unstable();
    numbers
}

/// A stretch of two letters or more of a text of the collection, as somebody might type it.
fn stretch(dice: &mut Dice, noted: &[Noted]) -> String {
    loop {
        let texts = &noted[dice.below(noted.len())].texts;
        let letters: Vec<char> = texts[dice.below(texts.len())].chars().collect();
        let begin = dice.below(letters.len());
        let length = 2 + dice.below(10);
        let typed: String = letters.iter().skip(begin).take(length).collect();
        let typed = typed.trim().replace(QUOTES, "");
        if typed.chars().count() >= 2 && !typed.starts_with(WITHOUT) {
            return if dice.below(2) == 0 { typed } else { typed.to_uppercase() };
        }
    }
}

#[test]
fn a_search_finds_what_a_plain_scan_finds() {
    let mut dice = Dice(2027);
    let noted = collection(&mut dice, 100_000);
    let plain: Vec<Vec<String>> =
        noted.iter().map(|it| it.texts.iter().map(|text| plainly(text)).collect()).collect();
    let has = |number: usize, word: &str| plain[number].iter().any(|text| text.contains(&plainly(word)));
    let (_folder, mut session, known) = recorded(&noted);
    let mut hits = 0;
    for turn in 0..500 {
        let me = [None, Some(Member::A), Some(Member::B)][turn % 3];
        session.turn(me, session.now());
        let first = stretch(&mut dice, &noted);
        let second = (turn % 4 == 1).then(|| stretch(&mut dice, &noted));
        let without = (turn % 4 == 2).then(|| stretch(&mut dice, &noted));
        let expected: Vec<usize> = (0..noted.len())
            .filter(|number| noted[*number].is_shared || Some(noted[*number].by) == me)
            .filter(|number| has(*number, &first))
            .filter(|number| second.as_ref().is_none_or(|word| has(*number, word)))
            .filter(|number| without.as_ref().is_none_or(|word| !has(*number, word)))
            .collect();
        let mut typed = vec![first];
        typed.extend(second);
        typed.extend(without.map(|word| format!("-{word}")));
        assert_eq!(found(&session, &known, &typed), expected, "{typed:?} as {me:?}");
        hits += expected.len();
    }
    assert!(hits > 5_000, "only {hits} hits in all");
}

#[test]
fn what_is_found_is_the_newest_first_and_marked() {
    let mut dice = Dice(7);
    let noted = collection(&mut dice, 30_000);
    let (_folder, session, _) = recorded(&noted);
    for _ in 0..60 {
        let typed = stretch(&mut dice, &noted);
        let query = Query::parse(std::slice::from_ref(&typed)).expect("a query");
        let answer = search(&session, &query, &Filters::default(), false, 20).expect("an answer");
        assert!(answer.hits.is_sorted_by(|one, other| one.entry.date >= other.entry.date));
        for hit in &answer.hits {
            let first = hit.marks.first().expect("a mark");
            let marked = plainly(&hit.text[first.clone()]);
            assert!(marked.contains(&plainly(&typed)), "{typed:?} is marked as {marked:?}");
        }
        let best = search(&session, &query, &Filters::default(), true, 20).expect("an answer");
        assert_eq!(best.hits.len(), answer.hits.len());
    }
}
