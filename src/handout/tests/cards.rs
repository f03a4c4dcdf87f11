//! Cards to render, and how they are folded.

use super::briefs;
use super::samples::{clock, masthead};
use super::{assert_good, composed, heard, whole};
use crate::handout::block::{Ink, Item};
use crate::handout::card::{Card, Hour, Leg, Load, Outing, Stop, Tally};
use crate::handout::content::{Masthead, Owed};
use crate::handout::sheet::Sheet;
use crate::handout::{Document, Paper};
use crate::locale::Language;

fn codes(handles: &str) -> Load {
    Load::Codes(handles.split(' ').map(str::to_owned).collect())
}

fn cue(words: &str) -> Load {
    Load::Cue(words.to_owned())
}

fn leg(start: &str, label: &str, is_hard: bool, first: usize, loads: Vec<Load>) -> Leg {
    let stops = loads.into_iter().enumerate().map(|(index, load)| Stop { number: first + index, load });
    Leg {
        start: clock(start).expect("a time"),
        label: [label, label].map(str::to_owned),
        is_hard,
        stops: stops.collect(),
    }
}

/// A round of eighteen holes.
pub(super) fn round() -> Card {
    let hour = |start: &str, words: &str, handles: &str| Hour {
        start: clock(start).expect("a time"),
        words: words.to_owned(),
        codes: handles.split_whitespace().map(str::to_owned).collect(),
    };
    let games = [("2024", Some(0)), ("2025", Some(1)), ("2026", Some(1))];
    Card {
        head: Masthead { place: Some("Mosevig Golfklub".to_owned()), ..masthead() },
        outing: Outing::Round,
        hours: vec![
            hour("12:00:00", "Frokost", "A3 A4 A6"),
            hour("13:45:00", "Hul 1", ""),
            hour("18:00:00", "Klubhus", ""),
        ],
        legs: vec![
            leg(
                "13:45:00",
                "Kemi og tillid",
                false,
                1,
                vec![cue("Bedre end ventet?"), codes("O3 O20"), cue("Grinet ad det samme?"), codes("O7")],
            ),
            leg("14:45:00", "Forskellige logikker", false, 5, vec![cue("Vægtet forskelligt?"), codes("O15")]),
            leg(
                "15:10:00",
                "Roller og arbejdsdeling",
                true,
                7,
                vec![
                    codes("T2"),
                    Load::Free,
                    codes("O9 O12"),
                    Load::Free,
                    cue("Hvem tager den næste?"),
                    codes("O4"),
                ],
            ),
            leg(
                "16:35:00",
                "Forventninger og kompetencer",
                true,
                13,
                vec![codes("O16"), codes("T3"), cue("Rette øjeblik?"), codes("O14"), codes("O17")],
            ),
            leg("17:45:00", "Aftalerne siges højt", false, 18, vec![codes("A3 A4 A6")]),
        ],
        tally: Tally {
            games: games.map(|(year, winner)| (year.to_owned(), winner)).to_vec(),
            coming: "2027".to_owned(),
            owed: Some(Owed::One(0)),
        },
        full: None,
    }
}

/// A walk, in English.
pub(super) fn walk() -> Card {
    let head = Masthead { language: Language::English, ..round().head };
    let tally = Tally { games: Vec::new(), coming: "2027".to_owned(), owed: None };
    Card { head, outing: Outing::Walk, tally, ..round() }
}

/// A card with every text replaced by the next of `texts`, and every leg so many times.
pub(super) fn scrambled(texts: &[String], times: usize, outing: Outing, is_full: bool) -> Card {
    let mut next = texts.iter().cycle().cloned();
    let mut word = move || next.next().unwrap_or_default();
    let mut card = Card { outing, ..round() };
    for person in &mut card.head.people {
        (person.name, person.short) = (word(), word());
    }
    card.head.place = Some(word());
    for hour in &mut card.hours {
        hour.words = word();
    }
    for leg in &mut card.legs {
        leg.label = [word(), word()];
        for stop in &mut leg.stops {
            if matches!(stop.load, Load::Cue(_)) {
                stop.load = Load::Cue(word());
            }
        }
    }
    card.legs[0].stops[1].load = Load::Codes((1..600).map(|number| format!("O{number}")).collect());
    card.legs = vec![card.legs; times].concat();
    card.hours = vec![card.hours; times].concat();
    card.tally.games = vec![card.tally.games; times].concat();
    card.tally.games.push(("2027b".to_owned(), None));
    card.full = is_full.then(|| Box::new(briefs::scrambled(texts, times)));
    card
}

pub(super) fn of(card: &Card) -> Document {
    Document::Card(Box::new(card.clone()))
}

#[test]
fn every_card_is_well_set_and_well_read() {
    let full = Card { full: Some(Box::new(briefs::danish())), ..round() };
    let nine = Card { legs: round().legs[..3].to_vec(), ..round() };
    let first = Card { tally: walk().tally, ..round() };
    let empty = Card { legs: Vec::new(), hours: Vec::new(), ..walk() };
    for card in [round(), walk(), full, nine, first, empty, Card { outing: Outing::Day, ..walk() }] {
        for paper in [Paper::A4, Paper::Letter] {
            assert_good(&of(&card), paper);
        }
    }
}

/// Where a point of the flat sheet comes to lie, and whether what is printed there faces the reader, after the upper half
/// was folded backwards at the middle of the height and the left half at the middle of the width: each is half a turn of
/// one half about the crease.
fn folded(sheet: Sheet, (x, y): (f32, f32)) -> ((f32, f32), bool) {
    let (width, height) = (sheet.width, sheet.height);
    let (mut point, mut faces) = ((x, y), true);
    if y < height / 2.0 {
        (point.1, faces) = (height - point.1, !faces);
    }
    if x < width / 2.0 {
        (point.0, faces) = (width - point.0, !faces);
    }
    (point, faces)
}

/// The words of a card with the places of their middles on the flat sheet, and whether they stand on their heads.
fn words(items: &[Item], sheet: Sheet) -> Vec<(String, (f32, f32), bool)> {
    let text = |item: &Item| match &item.ink {
        Ink::Text(line) => Some((line.text().trim().to_owned(), line.width)),
        Ink::Figure(_) => None,
    };
    let place = |item: &Item, width: f32| {
        let (x, y) = (item.x + width / 2.0, item.y);
        if item.is_turned { (sheet.width - x, sheet.height - y) } else { (x, y) }
    };
    let told = items.iter().filter(|item| item.node.is_some());
    told.filter_map(|item| text(item).map(|(words, width)| (words, place(item, width), item.is_turned)))
        .collect()
}

#[test]
fn the_folded_card_reads_from_the_front_to_the_back() {
    for paper in [Paper::A4, Paper::Letter] {
        let composed = composed(&of(&round()), paper);
        let sheet = composed.sheet;
        let all = words(&composed.pages[0], sheet);
        // Folded, the card is the lower right quarter. The reader sees the front; the back, when they turn it over; and
        // when they open it like a book, the two sides that the first fold put behind these.
        let quarter = |(x, y): (f32, f32)| x > sheet.width / 2.0 && y > sheet.height / 2.0;
        let (mut front, mut back, mut inside) = (Vec::new(), Vec::new(), [Vec::new(), Vec::new()]);
        for (words, place, is_turned) in all {
            let (on_card, faces) = folded(sheet, place);
            assert!(quarter(on_card), "{words:?} lies beside the card");
            let (is_left, is_above) = (place.0 < sheet.width / 2.0, place.1 < sheet.height / 2.0);
            // What the first fold turned upside down must have been printed on its head.
            assert_eq!(is_turned, is_above, "{words:?} would stand on its head");
            match (is_above, is_left) {
                (false, false) => {
                    assert!(faces, "{words:?} does not face the reader");
                    front.push(words);
                }
                (false, true) => {
                    assert!(!faces, "{words:?} is not on the back");
                    back.push(words);
                }
                // Seen from inside, right and left change places.
                (true, false) => inside[0].push((place, words)),
                (true, true) => inside[1].push((place, words)),
            }
        }
        assert!(front.iter().any(|words| words == "Anna Holm") && front.iter().any(|words| words == "12.00"));
        assert!(back.iter().any(|words| words == "Revanche"));
        for (side, [title, first, last]) in
            inside.iter_mut().zip([["Hul 1–9", "1", "9"], ["Hul 10–18", "10", "18"]])
        {
            // Turned by half a turn, what stood lowest is read first.
            side.sort_by(|(one, _), (other, _)| other.1.total_cmp(&one.1));
            let read: Vec<&str> = side.iter().map(|(_, words)| words.as_str()).collect();
            let at = |words: &str| read.iter().position(|read| *read == words).expect(words);
            assert!(at(title) < at(first) && at(first) < at(last), "{read:?}");
        }
        // Heard, it goes from the front over the holes to the back, wherever that stands on the sheet.
        let heard = heard(&of(&round()));
        let order = ["Rundenskort", "Hul1–9", "Hul10–18", "Detaftalervi", "Revanche"];
        let places: Vec<_> = order.iter().map(|words| heard.find(words).expect("the words")).collect();
        assert!(places.is_sorted(), "{heard}");
        assert!(whole(&[]).is_empty());
    }
}
