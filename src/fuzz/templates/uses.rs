//! What is done with a template that was accepted.

use super::super::files::{File, file_of_a_pair};
use super::super::{BEGINNING, LANGUAGES};
use crate::app::agree::{Chosen, choices, choose};
use crate::app::around::shape;
use crate::app::print::{Draft, Edition, Kind};
use crate::app::propose::{Ask, propose};
use crate::app::schedule::{Wish, schedule};
use crate::app::{AppError, Session, Templates, agenda, pairs, prepare, rules, status, year};
use crate::domain::{Member, Owner, PairKind, Place, Word as _};
use crate::handout::Paper;
use crate::programme::{Bank, FollowUp, Format, Formats, Matter, Shared, Subject, THEMES, Tie, legs, plan};
use crate::schedule::{Circumstances, EMBEDDED, Light, RuleBook, Search, moments, openings, search};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// So many of the agreements of a bank are chosen.
const CHOSEN: usize = 3;

/// Plans a day by a format: on paper, and as somebody who has chosen it.
pub(super) fn format(format: &Format, text: &str) {
    let bank = Bank::embedded();
    for themes in [5, 9] {
        laid(format, &bank, themes);
    }
    let book = RuleBook::parse(EMBEDDED[0].1).expect("the embedded rules");
    proposed(format, &book);
    let formats = Formats::with(vec![format.clone()]);
    assert!(formats.of(&format.key).is_some() && formats.named(&format.key).is_ok());
    with_file("formats/own.toml", text, |session| day(session, Some("own"), Some(Kind::Card)));
}

/// Finds days by rules, in all years that there are.
pub(super) fn rules(book: &RuleBook, text: &str) {
    let format = Formats::with(Vec::new()).of("golf18").expect("golf18").clone();
    proposed(&format, book);
    let north = Place::of_zone(Tz::Europe__Copenhagen);
    for year in [1, 1990, 2027, 2028, 2032, 2100, 9998] {
        for kind in PairKind::ALL {
            let days = book.days(year, Some(*kind));
            assert!(days.iter().all(|day| day.from <= day.to), "{days:?}");
            assert!(days.is_sorted_by_key(|day| (day.from, day.to)), "{days:?}");
        }
        let day = NaiveDate::from_ymd_opt(year, 2, 28).expect("a day");
        for place in [north, Place { latitude: -41.3, longitude: 174.8 }] {
            book.in_season(day, place);
            book.season(year, place);
        }
        moments(book, PairKind::MayorCeo, day);
    }
    with_file("rules/denmark.toml", text, |session| {
        for year in [1990, 2027, 2100] {
            let found = rules_of(session, year);
            assert!(found.is_ok(), "{found:?}");
        }
        day(session, None, None);
    });
}

fn rules_of(session: &Session, year: i32) -> Result<rules::Holidays, AppError> {
    rules::holidays(year, "denmark", session.templates(), None, LANGUAGES[1])
}

/// Asks the questions of a bank, and chooses each of its agreements.
pub(super) fn bank(bank: &Bank, text: &str) {
    let formats = Formats::with(Vec::new());
    laid(formats.of("golf18").expect("golf18"), bank, 5);
    with_file("bank.toml", text, |session| {
        for language in LANGUAGES {
            let all = choices(session, language).expect("the agreements");
            for choice in all.iter().rev().take(CHOSEN) {
                let values = choice.fields.iter().map(|field| (field.clone(), format!("{{{field}}}")));
                let chosen = Chosen {
                    key: choice.key.clone(),
                    owner: Some(if choice.owned { Owner::B } else { Owner::Both }),
                    values: values.collect(),
                    language: Some(language),
                    ..Chosen::default()
                };
                let agreed = choose(session, &chosen);
                assert!(agreed.is_ok(), "{choice:?}: {agreed:?}");
            }
        }
        day(session, None, Some(Kind::Brief));
    });
}

/// Something on record of every kind, for so many themes.
fn matter(themes: usize) -> Matter {
    let more = ["money", "growth", "boats", "space"];
    let entry = |number: usize, tie: Tie| Shared {
        handle: format!("O{number}"),
        tie,
        author: Member::BOTH[number % 2],
        is_answered: number.is_multiple_of(3),
        is_about_partner: !number.is_multiple_of(5),
    };
    let subject = |(index, key): (usize, &&str)| Subject {
        key: (*key).to_owned(),
        entries: Tie::ALL.iter().skip(index).enumerate().map(|(number, tie)| entry(number, *tie)).collect(),
        questions: vec!["Own?".to_owned()],
    };
    Matter {
        adjustments: vec![FollowUp { handle: "A1".to_owned(), question: Some("Kept?".to_owned()) }],
        themes: THEMES.iter().chain(&more).take(themes).enumerate().map(subject).collect(),
        loose: vec![entry(90, Tie::Plain)],
        kind: PairKind::MayorCeo,
        names: ["Anna".to_owned(), "Bo".to_owned()],
        turn: 1,
        asked: Vec::new(),
        held: None,
        start: NaiveTime::MIN,
        language: LANGUAGES[1],
    }
}

/// Lays themes on the blocks of a format, and the day on a card.
fn laid(format: &Format, bank: &Bank, themes: usize) {
    let matter = matter(themes);
    let programme = plan(format, &matter, bank);
    assert_eq!(programme.blocks.len(), format.blocks.len());
    for share in &programme.shares {
        assert!(share.minutes > 0, "no time for {}: {:?}", share.theme, programme.shares);
    }
    let legs = legs(&programme, &matter, bank);
    let holes = legs.iter().flat_map(|leg| &leg.stops).filter_map(|stop| stop.hole);
    let last: u32 = format.blocks.iter().map(|block| block.hole_count()).sum();
    assert!(holes.map(u32::from).eq(1..=last), "{legs:?}");
}

/// Looks for a day that fits.
fn proposed(format: &Format, book: &RuleBook) {
    let (zone, from) = (Tz::Europe__Copenhagen, BEGINNING.date_naive());
    let aim = Some(from + Days::new(60));
    for place in [Place::of_zone(zone), Place { latitude: 78.2, longitude: 15.6 }] {
        let mut around =
            Circumstances::new(book, PairKind::MayorCeo, zone, place, BEGINNING, shape(format), aim);
        let asked = Search { from, until: from + Days::new(45), starts: format.starts.clone() };
        let found = search(&mut around, &asked);
        assert!(found.days.is_sorted_by_key(|day| (day.cost, day.date)));
        for day in found.days.iter().take(5) {
            assert!(around.objections(day.date, day.start).is_empty(), "{day:?}");
        }
        // A talk may be set where there is no light at all.
        around.reasons(from, format.start());
        openings(&mut around, &asked);
        Light::of(place, zone, from);
    }
}

/// A session of somebody who has a template of their own.
fn with_file(name: &str, text: &str, act: impl FnOnce(&mut Session)) {
    let file = File::with(file_of_a_pair());
    let path = file.folder().join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, text).expect("written");
    let mut session = file.session(Member::A, now());
    session.set_templates(Templates::in_folder(Some(file.folder().to_owned())));
    act(&mut session);
}

fn now() -> DateTime<Utc> {
    BEGINNING + Days::new(30)
}

/// What is not refused by a rule, since nothing is wrong with the template.
fn goes<T>(result: Result<T, AppError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(broken @ (AppError::Store(_) | AppError::Handout(_) | AppError::Template(_))) => {
            panic!("{broken:?}")
        }
        Err(_) => None,
    }
}

/// Proposes days, sets one, and goes through all that is made of it.
fn day(session: &mut Session, format: Option<&str>, paper: Option<Kind>) {
    goes(propose(session, &Ask { format: format.map(str::to_owned), count: 5, ..Ask::default() }));
    let wish =
        Wish { format: format.map(str::to_owned), force: true, ..Wish::on(session.today() + Days::new(50)) };
    let Some(set) = goes(schedule(session, &wish)) else { return };
    let handle = set.entry.handle.parse().expect("a handle");
    goes(agenda::agenda(session, handle, LANGUAGES[0])).expect("a programme");
    goes(prepare::preparation(session, handle, LANGUAGES[1]));
    goes(status::status(session, LANGUAGES[1]));
    goes(year::year(session, None));
    goes(pairs::sheet(session));
    if let Some(kind) = paper {
        let (language, paper) = (Some(LANGUAGES[1]), Paper::A4);
        let edition = Edition { kind, language, paper, is_redacted: false, is_full: true };
        let draft = goes(Draft::of(session, edition, None)).expect("a paper");
        draft.render().expect("a paper");
    }
}
