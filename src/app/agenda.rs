//! The programme of a talk, with themes and handles laid on it.

use super::cycle::{Record, Span, held_before, up_to};
use super::error::AppError;
use super::session::{self, Session};
use super::themes;
use crate::domain::{About, Handle, Incident, OnRecord, Refusal, RepairStep, Review, Status, Tone};
use crate::locale::Language;
use crate::programme::{
    FollowUp, Matter, Needs, Programme, Prompt, Shared, Subject, Takes, Temper, Tie, Unit, plan,
};
use crate::schedule::Light;
use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use serde::Serialize;

/// The programme of a talk, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Agenda {
    pub(crate) review: String,
    pub(crate) date: NaiveDate,
    pub(crate) format: String,
    pub(crate) place: Option<String>,
    pub(crate) blocks: Vec<AgendaBlock>,
    /// What each theme is given, and why.
    pub(crate) themes: Vec<AgendaTheme>,
    /// What the time of themes is counted in.
    pub(crate) unit: Unit,
    /// When the sun sets, where the format needs light.
    pub(crate) sunset: Option<DateTime<FixedOffset>>,
    /// What the format asks for.
    pub(crate) needs: Needs,
    /// How the two stay by themselves.
    pub(crate) private: String,
    /// The format for bad weather.
    pub(crate) fallback: Option<String>,
}

impl Agenda {
    /// Whether the time of themes is counted in holes.
    pub(crate) fn counts_holes(&self) -> bool {
        self.unit == Unit::Hole
    }
}

/// A stretch of the day.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaBlock {
    pub(crate) start: String,
    pub(crate) minutes: u32,
    pub(crate) temper: Temper,
    /// What belongs in it.
    pub(crate) takes: Takes,
    pub(crate) name: String,
    /// The keys of its themes.
    pub(crate) themes: Vec<String>,
    /// The time of each theme in it.
    pub(crate) slices: Vec<AgendaSlice>,
    /// The adjustments to follow up, the open incidents.
    pub(crate) handles: Vec<String>,
    pub(crate) prompts: Vec<String>,
    /// The same prompts with what they belong to.
    pub(crate) questions: Vec<Prompt>,
    pub(crate) holes: Option<[u8; 2]>,
}

impl AgendaBlock {
    /// Whether the two agree in it on what is new.
    pub(crate) fn is_for_agreeing(&self) -> bool {
        self.takes == Takes::Agreements
    }
}

/// A theme in a block.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaSlice {
    pub(crate) theme: String,
    pub(crate) minutes: u32,
    pub(crate) holes: Option<[u8; 2]>,
}

/// The time of a theme, and what is shared about it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaTheme {
    pub(crate) theme: String,
    /// Open incidents.
    pub(crate) incidents: usize,
    pub(crate) friction: usize,
    pub(crate) puzzle: usize,
    pub(crate) praise: usize,
    /// Observations without a tone.
    pub(crate) plain: usize,
    pub(crate) weight: u32,
    /// The units that every theme has.
    pub(crate) minimum: u32,
    /// Its part of the rest, before it is made whole.
    pub(crate) exact: f64,
    pub(crate) more: u32,
    pub(crate) units: u32,
    pub(crate) minutes: u32,
}

/// The programme of a talk. It counts only what both can read.
///
/// # Errors
/// If there is no such talk, it was cancelled, or its format or the bank of questions cannot be read.
pub(crate) fn agenda(session: &Session, handle: Handle, language: Language) -> Result<Agenda, AppError> {
    let review = session::review(session.joint_view(), handle)?;
    agenda_of(session, &review, &Record::read(session, &review)?, language)
}

/// The programme of a talk, from what is on record.
///
/// # Errors
/// As [`agenda`].
pub(super) fn agenda_of(
    session: &Session,
    review: &OnRecord<Review>,
    record: &Record,
    language: Language,
) -> Result<Agenda, AppError> {
    let (planned, matter) = laid(session, review, record, language)?;
    let format = session.templates().format(&review.value.format)?;
    let pair = session.pair();
    let light = Light::of(review.value.at.unwrap_or(pair.place), pair.zone, review.value.day());
    Ok(Agenda {
        review: review.value.name.to_string(),
        date: review.value.day(),
        format: format.key.clone(),
        place: review.value.place.clone(),
        themes: weighed(&planned, &matter),
        unit: planned.unit,
        blocks: blocks(planned, language),
        sunset: light.sunset().filter(|_| format.needs.daylight).map(|at| session.local(at)),
        needs: format.needs,
        private: format.private.text(language).to_owned(),
        fallback: format.fallback.clone(),
    })
}

/// The programme of a talk as the planner lays it, and what it was made of.
///
/// # Errors
/// As [`agenda`].
pub(super) fn laid(
    session: &Session,
    review: &OnRecord<Review>,
    record: &Record,
    language: Language,
) -> Result<(Programme, Matter), AppError> {
    if review.value.phase == crate::domain::Phase::Cancelled {
        return Err(Refusal::Cancelled { review: review.value.name }.into());
    }
    let format = session.templates().format(&review.value.format)?;
    let matter = matter(session, review, record, language);
    let planned = plan(format, &matter, session.templates().bank()?);
    Ok((planned, matter))
}

/// The names of the questions that the programme of a talk asks.
///
/// # Errors
/// As [`agenda`].
pub(super) fn asked(session: &Session, review: &OnRecord<Review>) -> Result<Vec<String>, AppError> {
    let record = Record::read(session, review)?;
    let (planned, _) = laid(session, review, &record, session.pair().language)?;
    let prompts = planned.blocks.into_iter().flat_map(|block| block.prompts);
    Ok(prompts.filter_map(|prompt| prompt.question).collect())
}

fn blocks(planned: Programme, language: Language) -> Vec<AgendaBlock> {
    let block = |it: crate::programme::Planned| AgendaBlock {
        start: it.start.format("%H:%M").to_string(),
        minutes: it.block.minutes,
        temper: it.block.temper,
        takes: it.block.takes,
        name: it.block.name.text(language).to_owned(),
        themes: it.themes.iter().map(|slice| slice.theme.clone()).collect(),
        slices: it
            .themes
            .into_iter()
            .map(|slice| AgendaSlice { theme: slice.theme, minutes: slice.minutes, holes: slice.holes })
            .collect(),
        handles: it.handles,
        prompts: it.prompts.iter().map(|prompt| prompt.text.clone()).collect(),
        questions: it.prompts,
        holes: it.block.holes,
    };
    planned.blocks.into_iter().map(block).collect()
}

fn weighed(planned: &Programme, matter: &Matter) -> Vec<AgendaTheme> {
    let pairs = planned.shares.iter().zip(&matter.themes);
    pairs
        .map(|(share, subject)| {
            let count = |ties: &[Tie]| subject.entries.iter().filter(|it| ties.contains(&it.tie)).count();
            AgendaTheme {
                theme: share.theme.clone(),
                incidents: count(&[Tie::Acknowledged, Tie::Agreed, Tie::Kept, Tie::Closed]),
                friction: count(&[Tie::Friction]),
                puzzle: count(&[Tie::Puzzle]),
                praise: count(&[Tie::Praise]),
                plain: count(&[Tie::Plain]),
                weight: share.weight,
                minimum: share.minimum,
                exact: share.exact,
                more: share.more,
                units: share.units(),
                minutes: share.minutes,
            }
        })
        .collect()
}

/// What there is to talk about on the day of a talk, as far as both can read.
fn matter(session: &Session, review: &OnRecord<Review>, record: &Record, language: Language) -> Matter {
    let pair = session.pair();
    let Record { reviews, observations, incidents, adjustments } = record;
    let day = review.value.day();
    let span = Span::before(day, reviews);
    // The programme of a talk that was held stays as it was when the talk began.
    let held = review.value.held();
    let until = held.map_or(NaiveDate::MAX, |held| held - Days::new(1));
    let mut subjects: Vec<Subject> = themes::keys(pair)
        .into_iter()
        .map(|key| {
            let own = pair.questions.iter().filter(|(theme, _)| theme == key);
            let questions = own.map(|(_, text)| text.clone()).collect();
            Subject { key: key.to_owned(), entries: Vec::new(), questions }
        })
        .collect();
    let mut loose = Vec::new();
    let mut add = |theme: Option<&str>, entry: Shared| match subjects
        .iter_mut()
        .find(|it| Some(it.key.as_str()) == theme)
    {
        Some(it) => it.entries.push(entry),
        None => loose.push(entry),
    };
    // The worst comes up first.
    let mut incidents: Vec<_> = incidents.iter().map(|it| up_to(it.clone(), until)).collect();
    incidents.sort_by_key(|it| std::cmp::Reverse(it.value.severity()));
    for it in incidents.into_iter().filter(|it| it.is_open() && it.value.date <= day) {
        if held.is_some_and(|held| it.shared().is_some_and(|share| share.date > held)) {
            continue;
        }
        let theme = it.value.theme.as_deref().unwrap_or(themes::OF_TRUST);
        let handle = it.value.handle().to_string();
        add(
            Some(theme),
            Shared {
                handle,
                tie: tie(&it),
                author: it.value.author,
                is_answered: false,
                is_about_partner: true,
            },
        );
    }
    for it in observations {
        let Some(share) = it.shared() else { continue };
        let is_later = held.is_some_and(|held| share.date > held);
        if it.value.erased.is_some() || is_later || !span.is_news(it.value.date, share.date) {
            continue;
        }
        let tie = match it.value.tone {
            Some(Tone::Friction) => Tie::Friction,
            Some(Tone::Puzzle) => Tie::Puzzle,
            Some(Tone::Praise) => Tie::Praise,
            None => Tie::Plain,
        };
        let is_answered = it.answers().any(|(part, _)| part.date <= until);
        let handle = it.value.handle().to_string();
        add(
            it.value.theme.as_deref(),
            Shared {
                handle,
                tie,
                author: it.value.author,
                is_answered,
                is_about_partner: it.value.about == About::Partner,
            },
        );
    }
    let adjustments = adjustments.iter().map(|it| up_to(it.clone(), until)).collect::<Vec<_>>();
    let open = adjustments
        .iter()
        .filter(|it| it.status() == Status::Open && it.value.erased.is_none() && it.value.date < day);
    let follow_up = |it: &OnRecord<crate::domain::Adjustment>| FollowUp {
        handle: it.value.handle().to_string(),
        question: it.value.question.clone(),
    };
    Matter {
        adjustments: open.map(follow_up).collect(),
        themes: subjects,
        loose,
        kind: pair.kind,
        names: session.names().short,
        turn: reviews.iter().filter_map(|it| it.value.held()).filter(|held| *held < day).count(),
        held: held.map(|_| review.value.asked().to_vec()).filter(|asked| !asked.is_empty()),
        asked: held_before(day, reviews).map(|it| it.value.asked().to_vec()).unwrap_or_default(),
        start: review.value.start,
        language,
    }
}

/// What an open incident asks for.
fn tie(it: &OnRecord<Incident>) -> Tie {
    match it.next_step() {
        Some(RepairStep::Acknowledged) => Tie::Acknowledged,
        Some(RepairStep::Agreed) => Tie::Agreed,
        Some(RepairStep::Kept) => Tie::Kept,
        None => Tie::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::observe::{Noticed, observe};
    use crate::app::pairs::{self, NewPair};
    use crate::app::schedule::{self, Wish};
    use crate::app::{incident, share};
    use crate::domain::{Actor, Member, Nature, PairKind, Place, Severity};
    use crate::store::Store;
    use chrono::{Days, TimeZone as _, Utc};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    /// A pair of a file of its own, with a talk in each format's own year to come.
    fn session(folder: &std::path::Path) -> Session {
        let new = NewPair {
            names: ["Anna Holm".into(), "Bo Lind".into()],
            titles: [None, None],
            mails: [None, None],
            kind: PairKind::Founders,
            language: Language::English,
            zone: Tz::Europe__Copenhagen,
            place: Place::of_zone(Tz::Europe__Copenhagen),
            interval: 12,
            since: None,
            rules: crate::domain::usual_rules(),
        };
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
            let wish = Wish {
                on, at: None, tee: None, format: Some(key), place: None, coordinates: None, extra: false, force: true,
            };
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
}
