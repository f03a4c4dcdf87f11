//! Where the two stand: the talk, what waits and for whom, what is on record since the last talk.

use super::cycle::Span;
use super::entry::Entry;
use super::error::AppError;
use super::session::Session;
use super::year::{Todo, What};
use super::{around, rules, themes};
use crate::domain::{
    Member, Observation, OnRecord, Phase, RepairStep, Review, Severity, Status as Standing, Tone, Winner,
};
use crate::schedule::RuleBook;
use crate::store::View;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where the two stand, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Status {
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
    /// Who is owed the rematch: a key, or `both` after a tie.
    pub(crate) rematch: Option<String>,
    /// How often each has won, by key, and `tie`; empty before the first game.
    pub(crate) tally: BTreeMap<String, usize>,
    pub(crate) waits: Vec<Wait>,
    /// What is to be done next, and what should have been done.
    pub(crate) next: Option<Todo>,
    pub(crate) late: Vec<Todo>,
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

/// Something that waits for one of the two, or for either.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Wait {
    pub(crate) handle: String,
    pub(crate) what: Waiting,
    /// The key of the one it waits for; absent when either may.
    pub(crate) on: Option<String>,
    pub(crate) since: NaiveDate,
    /// Of a repair: the step that comes next.
    pub(crate) step: Option<RepairStep>,
    pub(crate) severity: Option<Severity>,
}

/// What it waits with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Waiting {
    /// An own serious breach that the other cannot read yet.
    Share,
    /// A step of a repair.
    Repair,
    /// The closing of a repair that was kept.
    Closing,
    /// The check of an adjustment.
    Check,
    /// The day of a talk is past, and nobody has said that it was held.
    Record,
    /// The summary of a talk.
    Signature,
    /// Somebody wondered; the why of the other is missing.
    Answer,
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
    pub(crate) incidents: usize,
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
    pub(crate) total: usize,
    pub(crate) shared: usize,
}

/// Where the two stand, as the one who is typing may know it.
///
/// # Errors
/// As for every read.
pub(crate) fn status(session: &Session) -> Result<Status, AppError> {
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
    let (latest, _) =
        super::log::log(session, None, 1).map(|log| (log.entries.first().map(|it| it.date), log.more))?;
    let mut record = record(session, since)?;
    record.latest = latest;
    let is_running = session.pair().end.is_none();
    let book = if is_running { Some(rules::of(session, None)?) } else { None };
    let todos = book.as_ref().map_or(Ok(Vec::new()), |book| super::year::todos(session, book))?;
    let (late, coming): (Vec<Todo>, Vec<Todo>) = todos.into_iter().partition(|todo| todo.late);
    let seen = view.observations(None, today)?;
    let waits = waits(session, &seen)?;
    let readiness = match (talk, &book) {
        (Some(talk), Some(book)) => Some(readiness(session, talk, since, book, &waits, &seen)?),
        _ => None,
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
        rematch,
        tally,
        waits,
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
    seen: &[OnRecord<Observation>],
) -> Result<Readiness, AppError> {
    let (view, names) = (session.joint_view(), session.names());
    let key = |member: Member| names.key(member).to_owned();
    let span = Span { previous: since, day: session.today() };
    let has_shared = |member: Member| {
        let theirs = seen.iter().filter(|it| it.value.author == member);
        theirs.filter_map(|it| Some((it.value.date, it.shared()?.date))).any(|(on, at)| span.is_news(on, at))
    };
    let notes = around::notes(session, book, talk.value.day().max(session.today()))?;
    Ok(Readiness {
        prepared: Member::BOTH.map(|it| (key(it), talk.ready(it).map(|(_, part)| part.date))).into(),
        shared: Member::BOTH.map(|member| (key(member), has_shared(member))).into(),
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
    for it in view.observations(since, session.today())? {
        let tally = observations.entry(names.key(it.value.author).to_owned()).or_default();
        match it.value.tone {
            Some(Tone::Praise) => tally.praise += 1,
            Some(Tone::Puzzle) => tally.puzzle += 1,
            Some(Tone::Friction) => tally.friction += 1,
            None => {}
        }
        tally.total += 1;
        tally.shared += usize::from(it.shared().is_some());
        if let Some(theme) = it.value.theme {
            *by_theme.entry(theme).or_default() += 1;
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

/// What waits, serious breaches first, then by kind, then by date.
fn waits(session: &Session, seen: &[OnRecord<Observation>]) -> Result<Vec<Wait>, AppError> {
    let (view, today) = (session.view(), session.today());
    let mut waits = repairs(session, view)?;
    for it in view.adjustments()? {
        if it.status() == Standing::Open
            && it.value.erased.is_none()
            && let Some(due) = it.checks_to_come().first().filter(|day| **day <= today)
        {
            let on = it.value.owner.member();
            waits.push(wait(session, it.value.handle().to_string(), Waiting::Check, on, *due));
        }
    }
    for it in view.reviews()? {
        let handle = it.value.handle().to_string();
        match it.value.phase {
            Phase::Scheduled if it.value.date < today => {
                waits.push(wait(session, handle, Waiting::Record, None, it.value.date));
            }
            Phase::Held { on, .. } if it.locked().is_none() => {
                let voided = super::sign::voided(session)?;
                for member in Member::BOTH {
                    let is_void =
                        voided.iter().any(|it_| it_.review == it.value.name && it_.member == member);
                    if it.signature(member).is_none() || is_void {
                        waits.push(wait(session, handle.clone(), Waiting::Signature, Some(member), on));
                    }
                }
            }
            _ => {}
        }
    }
    // A pair that has ended takes no more answers.
    let is_running = session.pair().end.is_none();
    for it in seen.iter().filter(|it| is_running && lacks_answer(it)) {
        let on = it.value.author.other();
        if session.me().is_none_or(|me| me == on) {
            let since = it.shared().map_or(it.value.date, |share| share.date);
            waits.push(wait(session, it.value.handle().to_string(), Waiting::Answer, Some(on), since));
        }
    }
    Ok(waits)
}

/// Somebody wondered about the other, who can read it and has not said why.
fn lacks_answer(it: &OnRecord<Observation>) -> bool {
    it.value.tone == Some(Tone::Puzzle) && it.waits_for_why()
}

fn wait(session: &Session, handle: String, what: Waiting, on: Option<Member>, since: NaiveDate) -> Wait {
    let on = on.map(|member| session.names().key(member).to_owned());
    Wait { handle, what, on, since, step: None, severity: None }
}

fn repairs(session: &Session, view: View<'_>) -> Result<Vec<Wait>, AppError> {
    let mut waits = Vec::new();
    for it in view.incidents()?.iter().filter(|it| it.is_open()) {
        let handle = it.value.handle().to_string();
        let severity = it.value.severity();
        let mut push = |what, on, since, step| {
            waits.push(Wait { step, severity, ..wait(session, handle.clone(), what, on, since) });
        };
        let last =
            it.parts.iter().filter(|(_, part)| part.content.kind() == "step").map(|(_, part)| part.date);
        let since = last.max().unwrap_or(it.value.date);
        match (it.shared(), it.next_step()) {
            (None, _) if severity == Some(Severity::Serious) => {
                push(Waiting::Share, Some(it.value.author), it.value.date, None);
            }
            (None, _) => {}
            (Some(_), Some(step)) => push(Waiting::Repair, it.value.step_belongs_to(step), since, Some(step)),
            (Some(_), None) => {
                for member in Member::BOTH.into_iter().filter(|member| it.closing(*member).is_none()) {
                    push(Waiting::Closing, Some(member), since, None);
                }
            }
        }
    }
    waits.sort_by_key(|it| (it.severity != Some(Severity::Serious), it.since));
    Ok(waits)
}
