//! Whole lives of an incident, a review and a journal, walked at random: whatever two people try, in whatever
//! order, the rules hold.

use super::*;
use chrono::{DateTime, Days, NaiveTime};
use proptest::collection::vec;
use proptest::prelude::*;

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 1).expect("a date") + Days::new(after)
}

fn id(number: u32) -> Id {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

fn text() -> Text {
    Text::new("x").expect("a text")
}

/// The next stamp of something on record.
fn stamp<T>(it: &OnRecord<T>, date: NaiveDate) -> Stamp {
    let number = it.parts.iter().map(|(_, part)| part.number).max().unwrap_or(0) + 1;
    Stamp { number, date, created: DateTime::UNIX_EPOCH }
}

fn keep<T>(it: &mut OnRecord<T>, part: Part) {
    it.parts.push((id(1000 + part.number), part));
}

fn member() -> impl Strategy<Value = Member> {
    prop_oneof![Just(Member::A), Just(Member::B)]
}

#[derive(Clone, Debug)]
enum Tried {
    Share(Member),
    Withdraw(Member),
    Reply(Member),
    Step(Member, RepairStep, u64),
    Close(Member, bool),
    Reopen(Member),
}

fn tried() -> impl Strategy<Value = Tried> {
    let step = prop_oneof![Just(RepairStep::Acknowledged), Just(RepairStep::Agreed), Just(RepairStep::Kept)];
    prop_oneof![
        2 => member().prop_map(Tried::Share),
        1 => member().prop_map(Tried::Withdraw),
        1 => member().prop_map(Tried::Reply),
        6 => (member(), step, 0..40_u64).prop_map(|(by, step, after)| Tried::Step(by, step, after)),
        3 => (member(), any::<bool>()).prop_map(|(by, has_reason)| Tried::Close(by, has_reason)),
        1 => member().prop_map(Tried::Reopen),
    ]
}

fn incident(author: Member, actor: Actor, is_positive: bool) -> OnRecord<Incident> {
    let nature = if is_positive {
        Nature::Positive
    } else {
        Nature::Negative { severity: Severity::Breach, class: None }
    };
    let value = Incident {
        pair: id(1),
        number: 1,
        author,
        date: day(10),
        text: text(),
        actor,
        nature,
        public: false,
        theme: None,
        circumstances: Circumstances::default(),
        created: DateTime::UNIX_EPOCH,
        edited: None,
        erased: None,
    };
    OnRecord { id: id(2), value, parts: Vec::new() }
}

/// Tries one thing; whether it was allowed.
fn try_on(it: &mut OnRecord<Incident>, tried: &Tried) -> bool {
    let made = match tried {
        Tried::Share(by) => it.share(*by, stamp(it, day(10))),
        Tried::Reply(by) => it.reply(*by, text(), stamp(it, day(10))),
        Tried::Step(by, step, after) => it.take_step(*by, *step, text(), stamp(it, day(*after))),
        Tried::Close(by, has_reason) => it.close(*by, has_reason.then(text), stamp(it, day(50))),
        Tried::Withdraw(by) => {
            return it.withdraw(*by).map(|gone| it.parts.retain(|(id, _)| !gone.contains(id))).is_ok();
        }
        Tried::Reopen(by) => {
            return it.reopen(*by).map(|gone| it.parts.retain(|(id, _)| *id != gone)).is_ok();
        }
    };
    made.map(|part| keep(it, part)).is_ok()
}

proptest! {
    #[test]
    fn an_incident_is_mended_in_order_by_those_whose_turn_it_is(
        author in member(),
        actor in prop_oneof![Just(Actor::A), Just(Actor::B), Just(Actor::Third)],
        is_positive in any::<bool>(),
        tries in vec(tried(), 0..40),
    ) {
        let mut it = incident(author, actor, is_positive);
        for tried in &tries {
            let (was_shared, was_open, next) = (it.shared().is_some(), it.is_open(), it.next_step());
            let allowed = try_on(&mut it, tried);
            match tried {
                Tried::Share(by) => prop_assert_eq!(allowed, *by == author && !was_shared),
                Tried::Reply(by) if allowed => prop_assert!(was_shared && *by != author),
                Tried::Step(by, step, after) if allowed => {
                    prop_assert!(was_shared && was_open && !is_positive);
                    prop_assert_eq!(next, Some(*step));
                    prop_assert!(*after >= 10, "a step before the incident itself");
                    let owner = actor.member().and_then(|actor| match step {
                        RepairStep::Acknowledged => Some(actor),
                        RepairStep::Agreed => None,
                        RepairStep::Kept => Some(actor.other()),
                    });
                    prop_assert!(owner.is_none_or(|owner| owner == *by));
                }
                Tried::Close(_, has_reason) if allowed => {
                    prop_assert!(was_shared && !is_positive);
                    prop_assert!(next.is_none() || *has_reason, "closed before kept, and no reason");
                }
                _ => {}
            }
            let dates: Vec<NaiveDate> =
                RepairStep::ALL.iter().filter_map(|step| it.step(*step)).map(|(part, _)| part.date).collect();
            prop_assert!(dates.is_sorted());
            let both_closed = Member::BOTH.iter().all(|member| it.closing(*member).is_some());
            prop_assert_eq!(it.is_open(), !is_positive && !both_closed);
            // What the other has set beside it stays readable.
            if it.parts.iter().any(|(_, part)| part.author == Some(author.other())) {
                prop_assert!(it.shared().is_some());
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Talked {
    Note,
    Record(u64),
    Sign(Member),
    Amend,
    /// Something outside the review that its summary holds was changed.
    Change,
}

fn talked() -> impl Strategy<Value = Talked> {
    prop_oneof![
        2 => Just(Talked::Note),
        2 => (0..30_u64).prop_map(Talked::Record),
        6 => member().prop_map(Talked::Sign),
        2 => Just(Talked::Amend),
        2 => Just(Talked::Change),
    ]
}

fn review() -> OnRecord<Review> {
    let value = Review {
        pair: id(1),
        name: ReviewName { year: 2027, ordinal: 0 },
        author: None,
        date: day(20),
        start: NaiveTime::MIN,
        minutes: 420,
        format: "walk".to_owned(),
        place: None,
        at: None,
        booked: false,
        extra: false,
        phase: Phase::Scheduled,
        reason: None,
        created: DateTime::UNIX_EPOCH,
    };
    OnRecord { id: id(2), value, parts: Vec::new() }
}

proptest! {
    #[test]
    fn a_talk_is_locked_by_two_signatures_under_the_same_text_and_by_nothing_else(
        acts in vec(talked(), 0..40),
    ) {
        let mut it = review();
        // The version of everything that the summary holds; whoever signs, signs a version.
        let mut version = 0_u32;
        let mut signed: [Option<u32>; 2] = [None, None];
        for act in &acts {
            let was_locked = it.locked().is_some();
            let is_held = it.value.held().is_some();
            let holds = vec![id(version)];
            match act {
                Talked::Note => {
                    let made = it.note(None, None, text(), stamp(&it, day(20)));
                    prop_assert_eq!(made.is_ok(), !was_locked);
                    if let Ok(part) = made {
                        keep(&mut it, part);
                        version += 1;
                    }
                }
                Talked::Record(after) => {
                    let made = it.record(day(*after), [None; 2], None, Vec::new());
                    prop_assert_eq!(made.is_ok(), !was_locked);
                    if let Ok(value) = made {
                        it.value = value;
                        version += 1;
                    }
                }
                Talked::Sign(by) => {
                    let made = it.sign(*by, holds, stamp(&it, day(21)));
                    let is_new = signed[by.index()] != Some(version);
                    prop_assert_eq!(made.is_ok(), is_held && !was_locked && is_new);
                    if let Ok(part) = made {
                        it.parts.retain(|(_, old)| {
                            !(old.author == Some(*by) && matches!(old.content, Content::Signature { .. }))
                        });
                        keep(&mut it, part);
                        signed[by.index()] = Some(version);
                    }
                }
                Talked::Amend => {
                    let made = it.amend(None, text(), stamp(&it, day(30)));
                    prop_assert_eq!(made.is_ok(), was_locked);
                    if let Ok(part) = made {
                        keep(&mut it, part);
                    }
                }
                // What a locked talk holds is frozen, so it no longer changes.
                Talked::Change if !was_locked => version += 1,
                Talked::Change => {}
            }
            let same = signed[0].is_some() && signed[0] == signed[1];
            prop_assert_eq!(it.locked().is_some(), same);
            prop_assert!(!was_locked || it.locked().is_some(), "a locked talk came open");
        }
    }
}

#[derive(Clone, Debug)]
enum Journaled {
    Own(Member),
    Joint,
    Event,
    Undo(Asker),
    Redo(Asker),
}

fn journaled() -> impl Strategy<Value = Journaled> {
    let asker = || prop_oneof![Just(Asker::Nobody), member().prop_map(Asker::Member)];
    prop_oneof![
        3 => member().prop_map(Journaled::Own),
        2 => Just(Journaled::Joint),
        1 => Just(Journaled::Event),
        4 => asker().prop_map(Journaled::Undo),
        2 => asker().prop_map(Journaled::Redo),
    ]
}

/// A command as the plainest book-keeping has it: whose it is, and whether it stands.
struct Kept {
    id: Id,
    scope: Scope,
    stands: bool,
}

proptest! {
    #[test]
    fn the_journal_folds_to_what_plain_book_keeping_says(acts in vec(journaled(), 0..60)) {
        let mut journal: Vec<Done> = Vec::new();
        let mut kept: Vec<Kept> = Vec::new();
        let mut next = 0;
        for act in &acts {
            next += 1;
            let new = id(next);
            let within = |scope: Scope, asker: Asker| match scope {
                Scope::Own(member) => asker == Asker::Member(member),
                Scope::Joint => true,
                Scope::Event => false,
            };
            match act {
                Journaled::Own(member) => push(&mut journal, &mut kept, new, Scope::Own(*member)),
                Journaled::Joint => push(&mut journal, &mut kept, new, Scope::Joint),
                Journaled::Event => push(&mut journal, &mut kept, new, Scope::Event),
                Journaled::Undo(asker) => {
                    let expected = kept.iter().rposition(|it| it.stands && within(it.scope, *asker));
                    let found = undoable(journal.iter().rev().map(|done| (done.clone(), done.clone())), *asker).next();
                    prop_assert_eq!(found.as_ref().map(|it| it.id), expected.map(|at| kept[at].id));
                    if let Some(at) = expected {
                        kept[at].stands = false;
                        let scope = kept[at].scope;
                        journal.push(Done { id: new, reverses: Some(kept[at].id), is_redo: false, scope });
                    }
                }
                Journaled::Redo(asker) => {
                    let undo = redoable(journal.iter().rev().map(|done| (done.clone(), done.clone())), *asker).next();
                    if let Some(undo) = undo {
                        let target = undo.reverses.expect("what is redone is an undo");
                        let at = kept.iter().position(|it| it.id == target).expect("it was done");
                        prop_assert!(!kept[at].stands, "what stands is not brought back");
                        prop_assert!(within(kept[at].scope, *asker));
                        kept[at].stands = true;
                        let (reverses, scope) = (Some(undo.id), undo.scope);
                        journal.push(Done { id: new, reverses, is_redo: true, scope });
                    }
                }
            }
        }
    }
}

fn push(journal: &mut Vec<Done>, kept: &mut Vec<Kept>, id: Id, scope: Scope) {
    journal.push(Done { id, reverses: None, is_redo: false, scope });
    kept.push(Kept { id, scope, stands: true });
}
