//! What somebody may try to do in their own file.

use super::desk::Desk;
use crate::app::adjust::{self, Agreed};
use crate::app::backups::Backups;
use crate::app::edit::{self, Edit};
use crate::app::observe::{self, Noticed};
use crate::app::pairs::{self, PairEdit};
use crate::app::review::{self, Held};
use crate::app::schedule::{Wish, schedule};
use crate::app::{AppError, Session, answer, block, incident, remove, repair, share, sign, undo};
use crate::domain::{
    Actor, Handle, Nature, Outcome, Owner, Period, RepairStep, ReviewName, Series, Severity, Tone,
};
use crate::store::Store;
use chrono::Days;
use proptest::prelude::*;

/// Something that somebody tries to do in their own file.
#[derive(Clone, Debug)]
pub(super) enum Deed {
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

/// A deed, those that are done more often more likely.
pub(super) fn deed() -> impl Strategy<Value = Deed> {
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

/// Whether it was done; a rule may refuse it, but nothing breaks.
fn does<T>(result: Result<T, AppError>) {
    if let Err(broken @ (AppError::Store(_) | AppError::Handout(_))) = result {
        panic!("{broken:?}");
    }
}

/// Tries to do it; `count` makes its words its own.
pub(super) fn do_it(desk: &mut Desk, deed: &Deed, count: usize) {
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
            let on = today + Days::new(10 + u64::from(ahead));
            let wish = Wish { format: Some("walk".to_owned()), force: true, ..Wish::on(on) };
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
        Deed::Redo => does(undo::redo(session, 1)),
    }
}
