//! The entries that a command can be about: what a shell offers in the place of a handle.

use super::entry::Entry;
use super::error::AppError;
use super::session::Session;
use crate::domain::{Handle, Incident, Member, Observation, OnRecord, Own as _, Review, Series, Status};
use crate::store::{Filter, Listed, View};

/// What a command can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fitting {
    /// All that the asker can read.
    Readable,
    /// Observations about the asker, shared, without their why.
    Answerable,
    /// The asker's own, still private.
    Private,
    /// The asker's own that can be hidden again.
    Shared,
    /// What both can read and something can come from.
    Sources,
    /// Incidents that the asker can give an account of.
    Repliable,
    /// Incidents of which the asker can take the next step.
    Steppable,
    /// Incidents that the asker has not closed.
    Closable,
    /// Incidents that the asker has closed.
    Closed,
    /// Adjustments that stand.
    OpenAdjustments,
    /// Talks that are to come.
    ToCome,
    /// Talks that take notes.
    Unlocked,
    /// Talks that were held and that the asker has not signed.
    Signable,
    /// Talks that both have signed.
    Locked,
    /// Talks that were held.
    Held,
    /// Talks that were not called off.
    Standing,
    /// Every talk.
    Talks,
}

/// No more are offered at once than a person looks through.
const MOST: usize = 50;

/// No more are looked at, so that a shell need not wait.
const LOOKED_AT: usize = 300;

/// The entries of a kind whose handles begin with `typed`, the newest first, as far as the asker can read them.
///
/// # Errors
/// As for every read.
pub(crate) fn fitting(session: &Session, wanted: Fitting, typed: &str) -> Result<Vec<Entry>, AppError> {
    let typed = typed.trim().to_uppercase();
    let mut found = match wanted {
        Fitting::Readable => readable(session.view(), &typed, LOOKED_AT)?,
        Fitting::Answerable | Fitting::Private | Fitting::Shared | Fitting::Sources => {
            noted(session, wanted, &typed)?
        }
        Fitting::Repliable | Fitting::Steppable | Fitting::Closable | Fitting::Closed => {
            let fits = |it: &OnRecord<Incident>| fits_repair(it, wanted, session.me());
            let found = session.view().incidents()?.into_iter().rev().filter(fits);
            found.map(Listed::Incident).collect()
        }
        Fitting::OpenAdjustments => {
            let all = session.view().adjustments()?.into_iter().rev();
            all.filter(|it| it.status() == Status::Open).map(Listed::Adjustment).collect()
        }
        _ => {
            let all = session.view().reviews()?.into_iter().rev();
            all.filter(|it| fits_talk(it, wanted, session.me())).map(Listed::Review).collect()
        }
    };
    found.retain(|it| handle(it).to_string().to_uppercase().starts_with(&typed));
    found.truncate(MOST);
    let entries = session.entries();
    found.iter().map(|it| entries.listed(it)).collect()
}

fn handle(listed: &Listed) -> Handle {
    match listed {
        Listed::Observation(it) => it.value.handle(),
        Listed::Incident(it) => it.value.handle(),
        Listed::Adjustment(it) => it.value.handle(),
        Listed::Review(it) => it.value.handle(),
    }
}

/// The latest `most` entries, or those whose numbers begin as typed: a file of many years is not read through for them.
fn readable(view: View<'_>, typed: &str, most: usize) -> Result<Vec<Listed>, AppError> {
    let series = match typed.chars().next() {
        Some('O') => Series::Observation,
        Some('T') => Series::Incident,
        Some('A') => Series::Adjustment,
        Some('0'..='9') => return Ok(view.reviews()?.into_iter().rev().map(Listed::Review).collect()),
        _ => {
            return Ok(view.latest(&Filter::default(), most)?.0);
        }
    };
    let newest = view.newest(series)?.unwrap_or(0);
    let mut ranges = match &typed[1..] {
        "" => vec![(1, newest)],
        digits => digits.parse().map_or_else(|_| Vec::new(), |number: u32| vec![(number, number)]),
    };
    while let Some((low, high)) = ranges.last().and_then(|(low, high)| {
        Some((low.checked_mul(10)?, high.checked_mul(10)?.checked_add(9)?)).filter(|(low, _)| *low <= newest)
    }) {
        ranges.push((low, high));
    }
    let numbers = ranges.into_iter().rev().flat_map(|(low, high)| (low..=high.min(newest)).rev());
    let mut found = Vec::new();
    for number in numbers.take(most) {
        found.extend(match series {
            Series::Observation => view.observation(number)?.map(Listed::Observation),
            Series::Incident => view.incident(number)?.map(Listed::Incident),
            Series::Adjustment => view.adjustment(number)?.map(Listed::Adjustment),
        });
    }
    Ok(found)
}

/// Observations and incidents by whose they are and who can read them.
fn noted(session: &Session, wanted: Fitting, typed: &str) -> Result<Vec<Listed>, AppError> {
    let me = session.me();
    let fits = |it: &Listed| match (wanted, it) {
        (Fitting::Answerable, Listed::Observation(it)) => me.is_some_and(|me| lacks_my_why(it, me)),
        // What is private and can be read is the asker's own.
        (Fitting::Private, Listed::Observation(it)) => it.shared().is_none() && !it.value.is_erased(),
        (Fitting::Private, Listed::Incident(it)) => it.shared().is_none() && !it.value.is_erased(),
        (Fitting::Shared, Listed::Observation(it)) => me.is_some_and(|me| it.withdraw(me).is_ok()),
        (Fitting::Shared, Listed::Incident(it)) => me.is_some_and(|me| it.withdraw(me).is_ok()),
        (Fitting::Sources, Listed::Observation(it)) => it.shared().is_some(),
        (Fitting::Sources, Listed::Incident(it)) => it.shared().is_some(),
        _ => false,
    };
    Ok(readable(session.view(), typed, LOOKED_AT)?.into_iter().filter(fits).collect())
}

fn lacks_my_why(it: &OnRecord<Observation>, me: Member) -> bool {
    it.value.may_answer(me)
        && it.value.erased.is_none()
        && it.shared().is_some()
        && !it.answers().any(|(part, _)| part.author == Some(me))
}

fn fits_repair(it: &OnRecord<Incident>, wanted: Fitting, me: Option<Member>) -> bool {
    let Some(me) = me.filter(|_| it.shared().is_some() && !it.value.is_erased()) else { return false };
    let is_negative = it.value.severity().is_some();
    match wanted {
        Fitting::Repliable => it.value.author != me && it.replies().next().is_none(),
        Fitting::Steppable => {
            let belongs = |step| it.value.step_belongs_to(step).is_none_or(|member| member == me);
            it.is_open() && it.next_step().is_some_and(belongs)
        }
        Fitting::Closable => is_negative && it.closing(me).is_none(),
        _ => is_negative && it.closing(me).is_some(),
    }
}

fn fits_talk(it: &OnRecord<Review>, wanted: Fitting, me: Option<Member>) -> bool {
    let is_cancelled = it.value.phase == crate::domain::Phase::Cancelled;
    match wanted {
        Fitting::ToCome => it.is_to_come().is_ok(),
        Fitting::Unlocked => !is_cancelled && it.locked().is_none(),
        Fitting::Signable => {
            let signed = me.is_some_and(|me| it.signature(me).is_some());
            it.value.held().is_some() && it.locked().is_none() && !signed
        }
        Fitting::Locked => it.locked().is_some(),
        Fitting::Held => it.value.held().is_some(),
        Fitting::Standing => !is_cancelled,
        _ => true,
    }
}
