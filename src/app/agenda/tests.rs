//! The programme says nothing of what is private.

use super::*;
use crate::app::observe::{Noticed, observe};
use crate::app::pairs::{self, NewPair};
use crate::app::schedule::{self, Wish};
use crate::app::{incident, share};
use crate::domain::{Actor, Member, Nature, PairKind, Severity, Tone};
use crate::store::Store;
use chrono::{Days, TimeZone as _, Utc};
use proptest::prelude::*;

/// A pair of a file of its own, with a talk in each format's own year to come.
fn session(folder: &std::path::Path) -> Session {
    let new = NewPair::of(["Anna Holm", "Bo Lind"], PairKind::Founders, Language::English);
    let now = Utc.with_ymd_and_hms(2027, 3, 3, 12, 0, 0).single().expect("an instant");
    let store = Store::create(&folder.join("makkerpar.db")).expect("a file");
    pairs::add(store, &new, now).expect("a pair").session
}

#[derive(Clone, Debug)]
struct Entered {
    theme: Option<&'static str>,
    tone: Option<Tone>,
    by: Member,
    is_shared: bool,
    is_incident: bool,
}

fn entered() -> impl Strategy<Value = Entered> {
    let theme = proptest::option::of(proptest::sample::select(crate::programme::THEMES.to_vec()));
    let tone =
        proptest::option::of(proptest::sample::select(vec![Tone::Praise, Tone::Puzzle, Tone::Friction]));
    let by = prop_oneof![Just(Member::A), Just(Member::B)];
    (theme, tone, by, any::<bool>(), proptest::bool::weighted(0.2)).prop_map(
        |(theme, tone, by, is_shared, is_incident)| Entered { theme, tone, by, is_shared, is_incident },
    )
}

fn enter(session: &mut Session, it: &Entered, is_shared: bool) {
    session.turn(Some(it.by), session.now());
    let theme = it.theme.map(str::to_owned);
    let noticed = Noticed { text: "x".into(), theme, share: is_shared, ..Noticed::default() };
    if it.is_incident {
        let nature = Nature::Negative { severity: Severity::Breach, class: None };
        incident::add(session, &noticed, Actor::from(it.by.other()), nature, false).expect("noted");
    } else {
        observe(session, &noticed, it.tone, None).expect("noted");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn private_entries_never_change_the_programme(
        entries in proptest::collection::vec(entered(), 0..24),
        format in 0..8_usize,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session = session(folder.path());
        let key = session.templates().formats().all()[format].key.clone();
        let on = session.today() + Days::new(78);
        let wish = Wish { format: Some(key), force: true, ..Wish::on(on) };
        let set = schedule::schedule(&mut session, &wish).expect("a day");
        let handle: Handle = set.entry.handle.parse().expect("a handle");
        let programme = |session: &Session| {
            let agenda = agenda(session, handle, Language::English).expect("a programme");
            serde_json::to_string(&agenda).expect("JSON")
        };
        for it in entries.iter().filter(|it| it.is_shared) {
            enter(&mut session, it, true);
        }
        let before = programme(&session);
        for it in entries.iter().filter(|it| !it.is_shared) {
            enter(&mut session, it, false);
            // Whoever asks, it is the same programme.
            prop_assert_eq!(&programme(&session), &before);
        }
        // One that is shared counts from then on.
        if let Some(it) = entries.iter().find(|it| !it.is_shared && it.theme.is_some()) {
            session.turn(Some(it.by), session.now());
            let own = share::private(&session).expect("own entries");
            let has_theme = |handle: &&Handle| session.entry(**handle).expect("an entry").theme.is_some();
            let own = own.iter().find(has_theme).expect("one of them");
            share::share(&mut session, &[*own]).expect("shared");
            prop_assert_ne!(&programme(&session), &before);
        }
    }
}
