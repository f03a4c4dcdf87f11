//! What waits, and for whom.

use super::error::AppError;
use super::session::Session;
use crate::domain::{Member, OnRecord, Phase, RepairStep, Review, Severity, Status};
use crate::store::View;
use chrono::NaiveDate;
use serde::Serialize;

/// Something that waits for one of the two, or for either.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Wait {
    pub(crate) handle: String,
    /// What is to be done.
    pub(crate) what: Waiting,
    /// The key of the one it waits for; absent when either may.
    pub(crate) on: Option<String>,
    /// The day since when it waits.
    pub(crate) since: NaiveDate,
    /// Of a repair: the step that comes next.
    pub(crate) step: Option<RepairStep>,
    /// Of an incident: how much it hurt.
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

/// The most observations that are listed as waiting for a why.
const ANSWERS: usize = 50;

/// What waits, serious breaches first, then by kind, then by date.
pub(crate) struct Waits {
    /// Those that are listed, the most urgent first.
    pub(crate) listed: Vec<Wait>,
    /// How many more observations wait for a why.
    pub(crate) more: usize,
}

/// What waits, as far as the one who is typing may know. `reviews` are all talks of the pair.
///
/// # Errors
/// As for every read.
pub(super) fn waits(session: &Session, reviews: &[OnRecord<Review>]) -> Result<Waits, AppError> {
    let (view, today) = (session.view(), session.today());
    let mut waits = repairs(session, view)?;
    for it in view.adjustments()? {
        if it.status() == Status::Open
            && it.value.erased.is_none()
            && let Some(due) = it.checks_to_come().first().filter(|day| **day <= today)
        {
            let on = it.value.owner.member();
            waits.push(wait(session, it.value.handle().to_string(), Waiting::Check, on, *due));
        }
    }
    // Read when it is first asked for: most talks are signed.
    let mut voided = None;
    for it in reviews {
        let handle = it.value.handle().to_string();
        match it.value.phase {
            Phase::Scheduled if it.value.date < today => {
                waits.push(wait(session, handle, Waiting::Record, None, it.value.date));
            }
            Phase::Held { on, .. } if it.locked().is_none() => {
                let voided = match &voided {
                    Some(known) => known,
                    None => voided.insert(super::sign::voided(session)?),
                };
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
    let mut more = 0;
    if session.pair().end.is_none() {
        let authors = Member::BOTH.into_iter().filter(|author| session.me() != Some(*author));
        for author in authors {
            let listed = view.waiting(author, ANSWERS)?;
            if listed.len() == ANSWERS {
                more += view.count_waiting(author)?.saturating_sub(ANSWERS);
            }
            for (handle, since) in listed {
                waits.push(wait(session, handle.to_string(), Waiting::Answer, Some(author.other()), since));
            }
        }
    }
    Ok(Waits { listed: waits, more })
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
