//! Where the two stand: the talk, what waits and for whom, what is on record since the last talk.

use super::entry::Entry;
use super::error::AppError;
use super::log::Filters;
use super::occasion::{self, Aftermath, Eve};
use super::session::Session;
use super::waits::{Wait, Waiting, Waits, waits};
use super::year::{Todo, What};
use super::{around, rules, themes};
use crate::domain::{Member, OnRecord, Phase, Review, Status as Standing, Tone, Winner};
use crate::locale::Language;
use crate::schedule::RuleBook;
use crate::store::Counted;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where the two stand, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Status {
    /// The key of the pair.
    pub(crate) pair: String,
    /// The key of the one who asks.
    pub(crate) me: Option<String>,
    pub(crate) today: NaiveDate,
    /// When the pair ended, if it has.
    pub(crate) ended: Option<NaiveDate>,
    /// The next talk, if a day is set.
    pub(crate) talk: Option<Entry>,
    /// When the latest talk was held.
    pub(crate) last: Option<NaiveDate>,
    /// When the next one is due.
    pub(crate) due: NaiveDate,
    /// How ready the two are for the talk that is set.
    pub(crate) readiness: Option<Readiness>,
    /// What belongs to the day, when it is at hand.
    pub(crate) eve: Option<Eve>,
    /// What came of the talk that was held lately.
    pub(crate) aftermath: Option<Aftermath>,
    /// Who is owed the rematch: a key, or `both` after a tie.
    pub(crate) rematch: Option<String>,
    /// How often each has won, by key, and `tie`; empty before the first game.
    pub(crate) tally: BTreeMap<String, usize>,
    /// What waits, what is most urgent first.
    pub(crate) waits: Vec<Wait>,
    /// How many more observations wait for a why.
    pub(crate) more_answers: usize,
    /// What is to be done next, and what should have been done.
    pub(crate) next: Option<Todo>,
    /// What should have been done.
    pub(crate) late: Vec<Todo>,
    /// What is on record since the last talk.
    pub(crate) record: Record,
}

/// How ready the two are for the talk that is set.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Readiness {
    /// Since when each has prepared, by key.
    pub(crate) prepared: BTreeMap<String, Option<NaiveDate>>,
    /// Whether each has shared something since the last talk, by key.
    pub(crate) shared: BTreeMap<String, bool>,
    /// No check of what was agreed is due.
    pub(crate) checks: bool,
    /// No shared incident is open.
    pub(crate) mended: bool,
    /// The calendars of both have been read, and lately.
    pub(crate) calendars: bool,
}

/// What is on record since the last talk, as far as the asker can read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Record {
    /// The day of the last talk.
    pub(crate) since: Option<NaiveDate>,
    /// By the key of their author.
    pub(crate) observations: BTreeMap<String, Tally>,
    /// Observations by the key of their theme.
    pub(crate) themes: BTreeMap<String, usize>,
    /// How many incidents.
    pub(crate) incidents: usize,
    /// How many adjustments stand.
    pub(crate) adjustments: usize,
    /// The day of the latest entry of any kind.
    pub(crate) latest: Option<NaiveDate>,
}

/// Observations of one author.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Tally {
    pub(crate) praise: usize,
    pub(crate) puzzle: usize,
    pub(crate) friction: usize,
    /// All of them, those without a tone too.
    pub(crate) total: usize,
    /// How many of them are shared.
    pub(crate) shared: usize,
}

/// Where the two stand, as the one who is typing may know it.
///
/// # Errors
/// As for every read, and on the eve of a talk if its format cannot be read.
pub(crate) fn status(session: &Session, language: Language) -> Result<Status, AppError> {
    let _still = session.store().still()?;
    let view = session.view();
    let reviews = view.reviews()?;
    let (names, today) = (session.names(), session.today());
    let talk = reviews.iter().filter(|it| it.value.phase == Phase::Scheduled).min_by_key(|it| it.value.date);
    let since = reviews.iter().filter_map(|it| it.value.held_yearly()).max();
    // A talk without a game leaves the rematch where it was.
    let games = reviews.iter().filter_map(|it| Some((it.value.held()?, it.value.game()?.winner?)));
    let games: Vec<(NaiveDate, Winner)> = games.collect();
    let winner = games.iter().max_by_key(|(held, _)| *held).map(|(_, winner)| *winner);
    let rematch = winner.map(|winner| match winner.member() {
        Some(member) => names.key(member.other()).to_owned(),
        None => "both".to_owned(),
    });
    let tally = tally(&names, games.iter().map(|(_, winner)| *winner));
    let latest = super::log::log(session, &Filters::default(), 1)?.entries.first().map(|it| it.date);
    let mut record = record(session, since)?;
    record.latest = latest;
    let is_running = session.pair().end.is_none();
    let book = if is_running { Some(rules::of(session, None)?) } else { None };
    let todos = book.as_ref().map_or(Ok(Vec::new()), |book| super::year::todos(session, book, &reviews))?;
    let (late, coming): (Vec<Todo>, Vec<Todo>) = todos.into_iter().partition(|todo| todo.late);
    let Waits { listed: waits, more: more_answers } = waits(session, &reviews)?;
    let readiness = match (talk, &book) {
        (Some(talk), Some(book)) => Some(readiness(session, talk, since, book, &waits)?),
        _ => None,
    };
    let eve = match talk {
        Some(talk) => occasion::eve(session, talk, language)?,
        None => None,
    };
    Ok(Status {
        pair: session.pair().key.clone(),
        me: session.me().map(|me| names.key(me).to_owned()),
        today,
        ended: session.pair().end.as_ref().map(|end| end.on),
        talk: talk.map(|it| session.entries().review(it)),
        last: since,
        due: session.pair().due(since),
        readiness,
        eve,
        aftermath: occasion::aftermath(session, &reviews)?,
        rematch,
        tally,
        waits,
        more_answers,
        next: coming.into_iter().next(),
        // A check that is due waits above.
        late: late.into_iter().filter(|todo| !matches!(todo.what, What::Check | What::Talk)).collect(),
        record,
    })
}

/// How often each has won.
pub(super) fn tally(names: &super::Names, winners: impl Iterator<Item = Winner>) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for winner in winners {
        if tally.is_empty() {
            tally.extend(Member::BOTH.map(|member| (names.key(member).to_owned(), 0)));
            tally.insert("tie".to_owned(), 0);
        }
        let key = winner.member().map_or("tie", |member| names.key(member));
        *tally.entry(key.to_owned()).or_default() += 1;
    }
    tally
}

fn readiness(
    session: &Session,
    talk: &OnRecord<Review>,
    since: Option<NaiveDate>,
    book: &RuleBook,
    waits: &[Wait],
) -> Result<Readiness, AppError> {
    let (view, names) = (session.joint_view(), session.names());
    let key = |member: Member| names.key(member).to_owned();
    let today = session.today();
    let counted = view.counted(since, today)?;
    // Whether something is shared that is of the time since the last talk, or was let out since.
    let has_shared = |member: Member| -> Result<bool, AppError> {
        let is_counted = |it: &Counted| it.author == member && it.shared;
        match since {
            _ if counted.iter().any(is_counted) => Ok(true),
            Some(since) => Ok(view.has_shared_since(member, since, today)?),
            None => Ok(false),
        }
    };
    let shared = Member::BOTH.map(|member| Ok::<_, AppError>((key(member), has_shared(member)?)));
    let notes = around::notes(session, book, talk.value.day().max(session.today()))?;
    Ok(Readiness {
        prepared: Member::BOTH.map(|it| (key(it), talk.ready(it).map(|(_, part)| part.date))).into(),
        shared: shared.into_iter().collect::<Result<_, _>>()?,
        checks: !waits.iter().any(|wait| wait.what == Waiting::Check),
        mended: !view.incidents()?.iter().any(|it| it.is_open()),
        calendars: notes.is_empty(),
    })
}

fn record(session: &Session, since: Option<NaiveDate>) -> Result<Record, AppError> {
    let (view, names) = (session.view(), session.names());
    let mut observations: BTreeMap<String, Tally> =
        Member::BOTH.into_iter().map(|member| (names.key(member).to_owned(), Tally::default())).collect();
    let mut by_theme: BTreeMap<String, usize> =
        themes::keys(session.pair()).into_iter().map(|key| (key.to_owned(), 0)).collect();
    for it in view.counted(since, session.today())? {
        let tally = observations.entry(names.key(it.author).to_owned()).or_default();
        match it.tone {
            Some(Tone::Praise) => tally.praise += it.count,
            Some(Tone::Puzzle) => tally.puzzle += it.count,
            Some(Tone::Friction) => tally.friction += it.count,
            None => {}
        }
        tally.total += it.count;
        tally.shared += if it.shared { it.count } else { 0 };
        if let Some(theme) = it.theme {
            *by_theme.entry(theme).or_default() += it.count;
        }
    }
    let is_recent = |date: NaiveDate| since.is_none_or(|since| date > since);
    Ok(Record {
        since,
        observations,
        themes: by_theme,
        incidents: view.incidents()?.iter().filter(|it| is_recent(it.value.date)).count(),
        adjustments: view.adjustments()?.iter().filter(|it| it.status() == Standing::Open).count(),
        latest: None,
    })
}
