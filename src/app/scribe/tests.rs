//! Every paper in every format, both languages and both sizes, for years with nothing, little, enough and far too much.

mod coloured;
mod documents;

use crate::app::observe::{self, observe};
use crate::app::pairs::{self, NewPair};
use crate::app::schedule::{self, Wish};
use crate::app::session::{self, Session};
use crate::app::{adjust, answer, brief, card, incident, prep, repair, review, summary};
use crate::domain::{Actor, Handle, Member, Nature, Outcome, Owner, PairKind, RepairStep, Severity, Tone};
use crate::handout::content::{Noticed, Observed, Passage};
use crate::handout::tests::{assert_good, heard};
use crate::handout::{Document, Paper};
use crate::locale::Language;
use crate::programme::{EMBEDDED_FORMATS, THEMES};
use crate::store::Store;
use chrono::{DateTime, Days, TimeZone as _, Utc};
use std::path::Path;

const LANGUAGES: [Language; 2] = [Language::English, Language::Danish];

/// Both sizes; for a very long year one for each language, since its papers take long to look at.
fn papers(entries: u64, language: Language) -> &'static [Paper] {
    match (entries, language) {
        (..=99, _) => &[Paper::A4, Paper::Letter],
        (_, Language::English) => &[Paper::Letter],
        (_, Language::Danish) => &[Paper::A4],
    }
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 3, 3, 12, 0, 0).single().expect("an instant")
}

/// A file with so many shared observations over half a year, and with what else a year brings if there are more than a
/// few.
fn year(path: &Path, entries: u64) {
    let new = NewPair {
        titles: [Some("borgmester".into()), None],
        since: chrono::NaiveDate::from_ymd_opt(2026, 5, 21),
        ..NewPair::of(["Anna Holm", "Bo Lind"], PairKind::MayorCeo, Language::Danish)
    };
    let mut session = pairs::add(Store::create(path).expect("a file"), &new, now()).expect("a pair").session;
    let tones = [Some(Tone::Praise), Some(Tone::Puzzle), Some(Tone::Friction), None];
    for number in 0..entries {
        let by = if number % 2 == 0 { Member::A } else { Member::B };
        session.turn(Some(by), now());
        let pick = |from: u64| usize::try_from(from).expect("a small number");
        let noticed = observe::Noticed {
            text: format!(
                "Iagttagelse{number}ord: løftet om svømmehallen faldt, før vi havde regnet på det."
            ),
            theme: THEMES.get(pick(number % 6)).map(|theme| (*theme).to_owned()),
            on: Some(session.today() - Days::new(number * 7 % 280)),
            effect: (number % 9 == 0).then(|| "Det gav ro.".to_owned()),
            share: true,
            ..observe::Noticed::default()
        };
        observe(&mut session, &noticed, tones[pick(number % 4)], None).expect("noted");
        if number % 5 == 1 {
            session.turn(Some(by.other()), now());
            let handle: Handle = format!("O{}", number + 1).parse().expect("a handle");
            answer::answer(&mut session, handle, "Det havde jeg ikke tænkt på.").expect("answered");
        }
    }
    if entries > 4 {
        more(&mut session);
    }
}

/// Events and what was agreed.
fn more(session: &mut Session) {
    session.turn(Some(Member::B), now());
    let told =
        |text: &str| observe::Noticed { text: text.into(), share: true, ..observe::Noticed::default() };
    let breach = Nature::Negative { severity: Severity::Breach, class: None };
    incident::add(session, &told("Brudtekst i radioen."), Actor::from(Member::A), breach, true)
        .expect("noted");
    incident::add(session, &told("Du tog telefonen selv."), Actor::from(Member::A), Nature::Positive, false)
        .expect("noted");
    session.turn(Some(Member::A), now());
    let handle: Handle = "T1".parse().expect("a handle");
    repair::step(session, handle, RepairStep::Acknowledged, "Erkendttekst.", None).expect("a step");
    for (number, rule) in [(1, false), (2, true)] {
        let agreed = adjust::Agreed {
            text: format!("Aftaletekst{number}ord."),
            owner: Owner::from(Member::A),
            theme: None,
            rule,
            until: None,
            checks: Vec::new(),
            from: Vec::new(),
            tags: Vec::new(),
            question: Some(format!("Spørgsmål{number}ord?")),
        };
        adjust::add(session, &agreed).expect("agreed");
    }
    let handle: Handle = "A1".parse().expect("a handle");
    adjust::check(session, handle, Outcome::Partly, None, None).expect("checked");
}

/// Looks at every paper of one format.
fn look(session: &mut Session, format: &str, entries: u64) {
    let wish = Wish {
        format: Some(format.to_owned()),
        place: Some("Mosevig".into()),
        force: true,
        ..Wish::on(session.today() + Days::new(78))
    };
    let set = schedule::schedule(session, &wish).expect("a day");
    let handle: Handle = set.entry.handle.parse().expect("a handle");
    let talk = session::review(session.joint_view(), handle).expect("a talk");
    for language in LANGUAGES {
        let brief = brief::document(session, &talk, Some(language), false).expect("a brief");
        let voices = written(&brief.noticed);
        let brief = Document::Brief(Box::new(brief));
        assert_each_once(&heard(&brief), &voices);
        let card = |is_full| {
            let card = card::document(session, &talk, Some(language), false, is_full).expect("a card");
            Document::Card(Box::new(card))
        };
        let (card, full) = (card(false), card(true));
        assert_each_once(&heard(&full), &voices);
        let words = heard(&card);
        assert!(
            !["Iagttagelse", "Brudtekst", "Aftaletekst"].iter().any(|word| words.contains(word)),
            "{words}"
        );
        let mut all = vec![brief, card, full];
        for member in Member::BOTH {
            session.turn(Some(member), now());
            let prep = prep::document(session, &talk, Some(language), false).expect("a preparation sheet");
            all.push(Document::Prep(Box::new(prep)));
        }
        for paper in papers(entries, language) {
            for document in &all {
                assert_good(document, *paper);
            }
        }
    }
    session.turn(None, now() + chrono::Duration::days(79));
    review::record(session, handle, &review::Held::default()).expect("held");
    let talk = session::review(session.joint_view(), handle).expect("a talk");
    for language in LANGUAGES {
        let summary = summary::document(session, &talk, Some(language), false).expect("a summary");
        let voices = written(&summary.noticed);
        let summary = Document::Summary(Box::new(summary));
        assert_each_once(&heard(&summary), &voices);
        for paper in papers(entries, language) {
            assert_good(&summary, *paper);
        }
    }
}

/// The observations of a paper, by theme and voice.
fn written(noticed: &[Noticed]) -> Vec<Vec<String>> {
    let text = |observed: &Observed| match &observed.text {
        Passage::Text(text) => text.clone(),
        Passage::Erased => panic!("nothing was erased"),
    };
    noticed.iter().flat_map(|theme| &theme.voices).map(|voice| voice.iter().map(text).collect()).collect()
}

/// Expects every text once, all of one voice in a theme before those of the next.
fn assert_each_once(heard: &str, voices: &[Vec<String>]) {
    let squeezed = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let mut before = 0;
    for voice in voices {
        let mut last = before;
        for text in voice {
            let places: Vec<usize> = heard.match_indices(&squeezed(text)).map(|(at, _)| at).collect();
            assert!(matches!(places[..], [at] if at >= before), "{text} at {places:?} after {before}");
            last = last.max(places[0]);
        }
        before = last;
    }
}

fn look_at_all(entries: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let base = folder.path().join("base.db");
    year(&base, entries);
    for (format, _) in EMBEDDED_FORMATS {
        let path = folder.path().join(format!("{format}.db"));
        std::fs::copy(&base, &path).expect("a copy");
        let mut session =
            Session::of_latest(Store::open(&path).expect("a file"), None, now()).expect("a pair");
        look(&mut session, format, entries);
    }
}

#[test]
fn papers_of_a_year_with_nothing() {
    look_at_all(0);
}

#[test]
fn papers_of_a_year_with_one_entry() {
    look_at_all(1);
}

#[test]
fn papers_of_a_year_with_24_entries() {
    look_at_all(24);
}

#[test]
fn papers_of_a_year_with_500_entries() {
    look_at_all(500);
}
