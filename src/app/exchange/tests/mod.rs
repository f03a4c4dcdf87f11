//! Two people with a file each: whatever each does in their own, and however often and in whatever order they exchange, what
//! both may read comes out the same; and an export makes the file that it came from.

mod deeds;
mod desk;

use crate::store::Extent;
use chrono::{DateTime, Utc};
use deeds::{Deed, deed, do_it};
use desk::{Desk, records};
use proptest::collection::vec;
use proptest::prelude::*;

/// Wednesday 6 January 2027, noon in London.
const BEGINNING: DateTime<Utc> = DateTime::from_timestamp(1_799_236_800, 0).unwrap();

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
