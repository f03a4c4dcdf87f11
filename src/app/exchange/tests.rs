//! Two people with a file each: whatever each does in their own, and however often and in whatever order they exchange, what
//! both may read comes out the same; and an export makes the file that it came from.

use super::*;
use crate::app::adjust::{self, Agreed};
use crate::app::backups::Backups;
use crate::app::edit::{self, Edit};
use crate::app::observe::{self, Noticed};
use crate::app::pairs::{self, NewPair, PairEdit};
use crate::app::review::{self, Held};
use crate::app::schedule::{Wish, schedule};
use crate::app::{answer, block, export, import, incident, remove, repair, share, sign, undo};
use crate::domain::{
    Actor, Handle, Nature, Outcome, Owner, PairKind, Period, Place, RepairStep, ReviewName, Series, Severity,
    Tone, usual_rules,
};
use crate::locale::Language;
use crate::store::Store;
use chrono::{DateTime, Days, Duration, Utc};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// Wednesday 6 January 2027, noon in London.
const BEGINNING: DateTime<Utc> = DateTime::from_timestamp(1_799_236_800, 0).unwrap();

/// Somebody's file, and the one who types in it.
struct Desk {
    folder: TempDir,
    session: Session,
    now: DateTime<Utc>,
}

fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder")
}

fn new_pair(names: [&str; 2]) -> NewPair {
    NewPair {
        names: names.map(str::to_owned),
        titles: [None, None],
        mails: [None, None],
        kind: PairKind::Founders,
        language: Language::English,
        zone: chrono_tz::Tz::Europe__Copenhagen,
        place: Place::of_zone(chrono_tz::Tz::Europe__Copenhagen),
        interval: 12,
        since: Some(BEGINNING.date_naive()),
        rules: usual_rules(),
    }
}

impl Desk {
    /// A file of one's own in which the two are put on record.
    fn with_pair(names: [&str; 2], me: &str) -> Self {
        let folder = folder();
        let store = Store::create(&folder.path().join("makkerpar.db")).expect("a database");
        let session = pairs::add(store, &new_pair(names), BEGINNING).expect("a pair").session;
        let mut desk = Self { folder, session, now: BEGINNING };
        desk.sit_down(me);
        desk
    }

    /// A file of one's own that is made of the other's export.
    fn of_export(exported: &[u8], me: &str) -> Self {
        let folder = folder();
        let path = folder.path().join("makkerpar.db");
        import::receive_new(&path, Path::new("x.json"), exported, Some(me), false).expect("taken in");
        let store = Store::open(&path).expect("the database");
        let session = Session::new(store, None, Some(me), BEGINNING).expect("a session");
        Self { folder, session, now: BEGINNING }
    }

    fn sit_down(&mut self, me: &str) {
        let member = self.session.member(me).expect("one of the two");
        self.session.turn(Some(member), self.now);
    }

    fn later(&mut self, days: u64) {
        self.now += Duration::days(i64::try_from(days).expect("a few"));
        self.session.turn(self.session.me(), self.now);
    }

    fn export(&mut self, extent: Extent) -> Vec<u8> {
        let mut bytes = Vec::new();
        let to = crate::app::deliver::Destination::Bytes;
        let form = export::Form::Json;
        export::export(&mut self.session, form, extent, to, &mut bytes, &mut |_, _| {}).expect("exported");
        bytes
    }

    /// Takes in what the other exported; tells what came of it.
    fn import(&mut self, exported: &[u8]) -> Received {
        let me = self.session.me().expect("somebody");
        let key = self.session.names().key(me).to_owned();
        let path = self.folder.path().join("makkerpar.db");
        let mut store = Store::open(&path).expect("the database");
        let received = import::receive(&mut store, Path::new("x.json"), exported, Some(&key), false);
        let received = received.expect("taken in");
        self.session = Session::new(store, None, Some(&key), self.now).expect("a session");
        received
    }

    fn is_sound(&self) {
        let store = Store::open(&self.folder.path().join("makkerpar.db")).expect("the database");
        let findings = store.check().expect("read");
        assert!(findings.is_empty(), "{findings:?}");
    }

    /// What both may read, by identity, without what each file counts in its own way.
    fn joint(&self) -> BTreeMap<String, Value> {
        let view = self.session.joint_view();
        let (entries, names) = (self.session.entries(), self.session.names());
        let ids = view.ids().expect("read");
        ids.into_iter()
            .map(|id| {
                let listed = view.by_id(id).expect("read").expect("an entry");
                let mut value = serde_json::to_value(entries.listed(&listed).expect("read")).expect("JSON");
                without_numbers(&mut value);
                // Who is a here may be b there.
                let scores = value["scores"].take();
                for (member, key) in ["a", "b"].iter().zip(&names.keys) {
                    value[format!("score of {key}")] = scores[member].clone();
                }
                (id.to_string(), value)
            })
            .collect()
    }
}

/// Takes away handles and the order that they make.
fn without_numbers(value: &mut Value) {
    match value {
        Value::Object(object) => {
            // The first of several answers is the one with the lowest number.
            for key in ["handle", "from", "answer", "reply", "lapse"] {
                object.remove(key);
            }
            object.values_mut().for_each(without_numbers);
        }
        Value::Array(list) => {
            list.iter_mut().for_each(without_numbers);
            list.sort_by_key(ToString::to_string);
        }
        _ => {}
    }
}

/// The records of an export by identity, without their bodies, which each file words in its own way.
fn records(exported: &[u8]) -> BTreeMap<String, (String, String, bool)> {
    let value: Value = serde_json::from_slice(exported).expect("JSON");
    let list = value["records"].as_array().expect("records").clone();
    let word = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    list.iter()
        .map(|it| (word(it, "id"), (word(it, "kind"), word(it, "state"), it["body"].is_object())))
        .collect()
}

/// Something that somebody tries to do in their own file.
#[derive(Clone, Debug)]
enum Deed {
    Observe { shared: bool, tone: u8 },
    Incident { shared: bool },
    Adjust,
    Share(u32),
    Withdraw(Series, u32),
    Edit(Series, u32),
    Add(u32),
    Delete(Series, u32),
    Erase(Series, u32, Option<u32>),
    Answer(u32),
    Reply(u32),
    Step(u32, RepairStep),
    Close(u32),
    Check(u32, Outcome),
    Lapse(u32),
    Block(u8),
    Unblock(u8),
    EditPair(bool),
    Schedule(u8),
    Note,
    Hold,
    Sign,
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let series = || prop_oneof![Just(Series::Observation), Just(Series::Incident), Just(Series::Adjustment)];
    let number = || 1..6_u32;
    let step = prop_oneof![Just(RepairStep::Acknowledged), Just(RepairStep::Agreed), Just(RepairStep::Kept)];
    let outcome = prop_oneof![Just(Outcome::Kept), Just(Outcome::Partly), Just(Outcome::Missed)];
    let own = prop_oneof![
        6 => (any::<bool>(), 0..3_u8).prop_map(|(shared, tone)| Deed::Observe { shared, tone }),
        3 => any::<bool>().prop_map(|shared| Deed::Incident { shared }),
        3 => number().prop_map(Deed::Share),
        3 => (series(), number()).prop_map(|(series, number)| Deed::Withdraw(series, number)),
        4 => (series(), number()).prop_map(|(series, number)| Deed::Edit(series, number)),
        2 => number().prop_map(Deed::Add),
        3 => (series(), number()).prop_map(|(series, number)| Deed::Delete(series, number)),
        3 => (series(), number(), proptest::option::weighted(0.4, 1..3_u32))
            .prop_map(|(series, number, part)| Deed::Erase(series, number, part)),
        4 => number().prop_map(Deed::Answer),
        3 => number().prop_map(Deed::Reply),
        4 => (number(), step).prop_map(|(number, step)| Deed::Step(number, step)),
        2 => number().prop_map(Deed::Close),
    ];
    let joint = prop_oneof![
        3 => Just(Deed::Adjust),
        3 => (number(), outcome).prop_map(|(number, outcome)| Deed::Check(number, outcome)),
        1 => number().prop_map(Deed::Lapse),
        2 => (0..3_u8).prop_map(Deed::Block),
        1 => (0..3_u8).prop_map(Deed::Unblock),
        1 => any::<bool>().prop_map(Deed::EditPair),
        2 => (0..3_u8).prop_map(Deed::Schedule),
        2 => Just(Deed::Note),
        2 => Just(Deed::Hold),
        3 => Just(Deed::Sign),
        3 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    prop_oneof![3 => own, 2 => joint]
}

/// What happens between the two.
#[derive(Clone, Debug)]
enum Event {
    /// One does something in their own file.
    Does(bool, Deed),
    /// One exports, and the other takes it in, now or from an export of some time ago.
    Sends(bool, bool),
    /// Days go by.
    Waits(u64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => (any::<bool>(), deed()).prop_map(|(who, deed)| Event::Does(who, deed)),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(who, old)| Event::Sends(who, old)),
        1 => (1..40_u64).prop_map(Event::Waits),
    ]
}

/// Whether it was done; a rule may refuse it, but nothing breaks.
fn does<T>(result: Result<T, AppError>) {
    if let Err(broken @ (AppError::Store(_) | AppError::Handout(_))) = result {
        panic!("{broken:?}");
    }
}

fn do_it(desk: &mut Desk, deed: &Deed, count: usize) {
    let session = &mut desk.session;
    let handle = Handle::entry;
    let review = Handle::review(ReviewName { year: 2027, ordinal: 0 });
    let words = |what: &str| format!("{what} {count}");
    let (member, today) = (session.me().expect("somebody"), session.today());
    let noticed = |shared| Noticed {
        text: words("noticed"),
        effect: Some(words("effect")),
        tags: vec!["budget".to_owned()],
        share: shared,
        ..Noticed::default()
    };
    match deed.clone() {
        Deed::Observe { shared, tone } => {
            let tone = [Tone::Praise, Tone::Puzzle, Tone::Friction][usize::from(tone)];
            does(observe::observe(session, &noticed(shared), Some(tone), None));
        }
        Deed::Incident { shared } => {
            let nature = Nature::Negative { severity: Severity::Breach, class: None };
            does(incident::add(session, &noticed(shared), Actor::from(member.other()), nature, false));
        }
        Deed::Adjust => {
            let agreed = Agreed {
                text: words("agreed"),
                owner: Owner::from(member),
                theme: None,
                rule: count.is_multiple_of(2),
                until: None,
                checks: Vec::new(),
                from: vec![],
                tags: Vec::new(),
                question: None,
            };
            does(adjust::add(session, &agreed));
        }
        Deed::Share(number) => does(share::share(session, &[handle(Series::Observation, number)])),
        Deed::Withdraw(series, number) => does(share::withdraw(session, handle(series, number))),
        Deed::Edit(series, number) => {
            let edit = Edit { text: Some(words("edited")), ..Edit::default() };
            does(edit::edit(session, handle(series, number), &edit));
        }
        Deed::Add(number) => does(edit::add(session, handle(Series::Observation, number), &words("added"))),
        Deed::Delete(series, number) => does(remove::delete(session, handle(series, number))),
        Deed::Erase(series, number, part) => {
            does(remove::erase(
                session,
                Handle { part, ..handle(series, number) },
                &Backups::in_folder(None),
            ));
        }
        Deed::Answer(number) => {
            does(answer::answer(session, handle(Series::Observation, number), &words("because")));
        }
        Deed::Reply(number) => {
            does(repair::reply(session, handle(Series::Incident, number), &words("account")));
        }
        Deed::Step(number, step) => {
            does(repair::step(session, handle(Series::Incident, number), step, &words("step"), None));
        }
        Deed::Close(number) => {
            does(repair::close(session, handle(Series::Incident, number), Some("enough"), None));
        }
        Deed::Check(number, outcome) => {
            does(adjust::check(session, handle(Series::Adjustment, number), outcome, None, None));
        }
        Deed::Lapse(number) => does(adjust::lapse(session, handle(Series::Adjustment, number), None, None)),
        Deed::Block(name) => {
            let period = Period::days(today, today + Days::new(7), false).expect("a week");
            does(block::block(session, &format!("Week {name}"), period));
        }
        Deed::Unblock(name) => does(block::unblock(session, &format!("Week {name}"))),
        Deed::EditPair(trust) => {
            let edit = PairEdit { trust_on_paper: Some(trust), ..PairEdit::default() };
            let path = desk.folder.path().join("makkerpar.db");
            let store = Store::open(&path).expect("the database");
            let key = desk.session.names().key(member).to_owned();
            let other = Session::new(store, None, Some(&key), desk.now).expect("a session");
            does(pairs::edit(other, &edit));
        }
        Deed::Schedule(ahead) => {
            let wish = Wish {
                on: today + Days::new(10 + u64::from(ahead)),
                at: None,
                tee: None,
                format: Some("walk".to_owned()),
                place: None,
                coordinates: None,
                extra: false,
                force: true,
            };
            does(schedule(session, &wish));
        }
        Deed::Note => does(review::note(session, review, &words("said"), None)),
        Deed::Hold => {
            let held = Held { on: Some(today), scores: [Some(90), Some(91)], ..Held::default() };
            does(review::record(session, review, &held));
        }
        Deed::Sign => does(sign::sign(session, review)),
        Deed::Undo => {
            // Who takes back the pair itself has nothing left to send.
            let looked = undo::undo(session, 1, true);
            if looked.is_ok_and(|undone| undone.deeds.iter().all(|told| told.deed.command != "pair add")) {
                does(undo::undo(session, 1, false));
            }
        }
        Deed::Redo => does(undo::redo(session)),
    }
}

/// Lives it, and exchanges both ways at the end until nothing is new.
fn live(mut desks: [Desk; 2], events: &[Event]) -> [Desk; 2] {
    let mut sent: [Vec<Vec<u8>>; 2] = [Vec::new(), Vec::new()];
    for (count, event) in events.iter().enumerate() {
        match event {
            Event::Does(who, deed) => do_it(&mut desks[usize::from(*who)], deed, count),
            Event::Waits(days) => desks.iter_mut().for_each(|desk| desk.later(*days)),
            Event::Sends(who, old) => {
                let from = usize::from(*who);
                let exported = desks[from].export(Extent::Shared);
                sent[from].push(exported);
                let chosen = if *old { sent[from].first() } else { sent[from].last() };
                let chosen = chosen.expect("one was sent").clone();
                desks[1 - from].import(&chosen);
            }
        }
    }
    for _ in 0..2 {
        for from in [0, 1] {
            let exported = desks[from].export(Extent::Shared);
            desks[1 - from].import(&exported);
        }
    }
    desks
}

fn ended_alike(mut desks: [Desk; 2]) {
    for desk in &desks {
        desk.is_sound();
    }
    assert_eq!(desks[0].joint(), desks[1].joint());
    let exported = [0, 1].map(|at| desks[at].export(Extent::Shared));
    assert_eq!(records(&exported[0]), records(&exported[1]));
    for from in [0, 1] {
        let received = desks[1 - from].import(&exported[from]);
        assert!(received.added.is_empty() && received.changed.is_empty() && received.gone.is_empty());
    }
    // What the other never had in words is nowhere in their file.
    for desk in &mut desks {
        let whole = desk.export(Extent::Whole);
        let again = Desk::of_export(&whole, desk.session.names().key(desk.session.me().expect("somebody")));
        let mut again = again;
        again.is_sound();
        let twin = again.export(Extent::Whole);
        assert_eq!(String::from_utf8_lossy(&twin), String::from_utf8_lossy(&whole));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn two_files_that_exchange_end_up_alike(events in vec(event(), 0..60)) {
        let mut anna = Desk::with_pair(["Anna Holm", "Bo Lind"], "holm");
        let bo = Desk::of_export(&anna.export(Extent::Shared), "lind");
        ended_alike(live([anna, bo], &events));
    }

    #[test]
    fn two_files_that_were_begun_apart_end_up_alike(events in vec(event(), 0..60)) {
        let anna = Desk::with_pair(["Anna Holm", "Bo Lind"], "holm");
        let bo = Desk::with_pair(["Bo Lind", "Anna Holm"], "lind");
        ended_alike(live([anna, bo], &events));
    }
}
