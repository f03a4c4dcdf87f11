//! Adjustments: agreeing, checking, letting lapse.

use super::entry::Entry;
use super::error::AppError;
use super::session::{self, Session, put};
use crate::domain::{
    self, Adjustment, Change, Form, Handle, Outcome, Owner, Refusal, Root, Series, Status, Text,
};
use chrono::NaiveDate;

/// What the two agree, the theme as it was typed.
#[derive(Clone, Debug)]
pub(crate) struct Agreed {
    pub(crate) text: String,
    /// Whose it is to do.
    pub(crate) owner: Owner,
    pub(crate) theme: Option<String>,
    /// Whether it is a ground rule, which stands until it lapses.
    pub(crate) rule: bool,
    /// When it is to be done; not for a ground rule.
    pub(crate) until: Option<NaiveDate>,
    /// The days of its checks; none for the usual ones.
    pub(crate) checks: Vec<NaiveDate>,
    /// The entries that it comes from.
    pub(crate) from: Vec<Handle>,
    pub(crate) tags: Vec<String>,
    /// The question to ask when it is checked.
    pub(crate) question: Option<String>,
}

/// Puts what the two agreed on record.
///
/// # Errors
/// If the text is empty, a planned day lies in the past, the theme is unknown, or it comes from a private entry.
pub(crate) fn add(session: &mut Session, agreed: &Agreed) -> Result<Entry, AppError> {
    put_on_record(session, agreed, "adjust add")
}

/// Puts what the two agreed on record, by the command `words`.
///
/// # Errors
/// As [`add`].
pub(super) fn put_on_record(session: &mut Session, agreed: &Agreed, words: &str) -> Result<Entry, AppError> {
    let theme = agreed.theme.as_deref().map(|typed| session.theme(typed)).transpose()?;
    let act = session.begin()?;
    let today = act.today();
    let (handle, changes) = made(&act, agreed, theme, today)?;
    act.commit(words, &changes)?;
    session.entry(handle)
}

/// The changes by which what was agreed on a day comes on record, under a handle of its own. `theme` is the key of its theme.
///
/// # Errors
/// As [`add`].
pub(super) fn made(
    act: &session::Act<'_>,
    agreed: &Agreed,
    theme: Option<String>,
    date: NaiveDate,
) -> Result<(Handle, Vec<Change>), AppError> {
    let text = Text::new(&agreed.text)?;
    act.pair.running()?;
    let planned = agreed.until.iter().chain(&agreed.checks);
    if let Some(past) = planned.copied().find(|planned| *planned < date) {
        return Err(Refusal::InPast { date: past }.into());
    }
    let mut from = Vec::new();
    for handle in &agreed.from {
        from.push(shared_source(act, *handle)?);
    }
    from.dedup();
    let mut checks = agreed.checks.clone();
    checks.sort_unstable();
    checks.dedup();
    let adjustment = Adjustment {
        pair: act.pair_id,
        number: act.number(Series::Adjustment)?,
        author: act.me,
        date,
        text,
        owner: agreed.owner,
        form: if agreed.rule { Form::Rule } else { Form::Action { until: agreed.until } },
        theme,
        from,
        checks: if checks.is_empty() { Adjustment::usual_checks(date) } else { checks },
        question: agreed.question.as_deref().map(domain::label).transpose()?,
        tags: super::observe::tags(&agreed.tags)?,
        created: act.now,
        edited: None,
        erased: None,
    };
    let (id, handle) = (act.new_id(), adjustment.handle());
    Ok((handle, vec![put(id, adjustment)]))
}

/// The identity of an entry that something joint may come from.
fn shared_source(act: &session::Act<'_>, handle: Handle) -> Result<domain::Id, AppError> {
    let (id, shared) = match handle.root {
        Root::Entry(Series::Observation, _) => {
            let found = session::observation(act.view(), handle)?;
            (found.id, found.shared().is_some())
        }
        Root::Entry(Series::Incident, _) => {
            let found = session::incident(act.view(), handle)?;
            (found.id, found.shared().is_some())
        }
        Root::Entry(Series::Adjustment, _) => (session::adjustment(act.view(), handle)?.id, true),
        Root::Review(_) => (session::review(act.view(), handle)?.id, true),
    };
    if shared { Ok(id) } else { Err(Refusal::PrivateRoot { handle }.into()) }
}

/// Puts on record what came of an adjustment.
///
/// # Errors
/// If there is none of that handle, it has lapsed or is done.
pub(crate) fn check(
    session: &mut Session,
    handle: Handle,
    outcome: Outcome,
    text: Option<&str>,
    on: Option<NaiveDate>,
) -> Result<Entry, AppError> {
    let text = text.map(Text::new).transpose()?;
    let act = session.begin()?;
    let date = act.happened(on)?;
    let adjustment = session::adjustment(act.view(), handle)?;
    let part = adjustment.check(act.me, outcome, text, act.stamp(adjustment.id, date)?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("adjust check", &changes)?;
    session.entry(handle)
}

/// Lets an adjustment lapse.
///
/// # Errors
/// If there is none of that handle, or it has lapsed before.
pub(crate) fn lapse(
    session: &mut Session,
    handle: Handle,
    reason: Option<&str>,
    on: Option<NaiveDate>,
) -> Result<Entry, AppError> {
    let reason = reason.map(Text::new).transpose()?;
    let act = session.begin()?;
    let date = act.happened(on)?;
    let adjustment = session::adjustment(act.view(), handle)?;
    let part = adjustment.let_lapse(act.me, reason, act.stamp(adjustment.id, date)?)?;
    let changes = [put(act.new_id(), part)];
    act.commit("adjust lapse", &changes)?;
    session.entry(handle)
}

/// Which adjustments a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that stand.
    Open,
    /// Those with a check that is due.
    Due,
    /// Every one there was.
    All,
}

/// A list of adjustments, the next check first.
pub(crate) struct Adjustments {
    pub(crate) entries: Vec<Entry>,
    /// How many stand.
    pub(crate) open: usize,
    /// How many have a check that is due.
    pub(crate) due: usize,
    /// How many are done or have lapsed.
    pub(crate) closed: usize,
}

/// The adjustments, those with the nearest check first, those without one last.
///
/// # Errors
/// As for every read.
pub(crate) fn list(session: &Session, which: Which) -> Result<Adjustments, AppError> {
    let today = session.today();
    let mut all = session.view().adjustments()?;
    all.sort_by_key(|it| {
        (
            it.status() != Status::Open,
            it.checks_to_come().first().copied().unwrap_or(NaiveDate::MAX),
            it.value.number,
        )
    });
    let is_open =
        |it: &domain::OnRecord<Adjustment>| it.status() == Status::Open && it.value.erased.is_none();
    let is_due = |it: &domain::OnRecord<Adjustment>| {
        is_open(it) && it.checks_to_come().first().is_some_and(|day| *day <= today)
    };
    let (open, due) =
        (all.iter().filter(|it| is_open(it)).count(), all.iter().filter(|it| is_due(it)).count());
    let closed = all.len() - open;
    let entries = session.entries();
    let shown = all.iter().filter(|it| match which {
        Which::Open => is_open(it),
        Which::Due => is_due(it),
        Which::All => true,
    });
    let shown = shown.map(|it| entries.adjustment(it)).collect::<Result<Vec<_>, _>>()?;
    Ok(Adjustments { entries: shown, open, due, closed })
}
