//! A pair ends: what is open is settled, and what only the two can settle is named.

use super::error::AppError;
use super::pairs::{self, PairSheet};
use super::replan::{OutOfDate, outdated, plans};
use super::session::{Session, put};
use crate::domain::{self, Pair, PairEnd, Phase, Status, Text};
use chrono::NaiveDate;
use serde::Serialize;

/// What came of the end of a pair.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Ended {
    #[serde(flatten)]
    pub(crate) pair: PairSheet,
    /// Adjustments that have lapsed with it.
    pub(crate) lapsed: Vec<String>,
    /// Talks that are called off with it.
    pub(crate) cancelled: Vec<String>,
    /// Incidents that are open, and that the two can still close.
    pub(crate) open: Vec<String>,
    /// Summaries that the two can still sign.
    pub(crate) unsigned: Vec<String>,
    /// Files that tell of a talk that is called off.
    pub(crate) out_of_date: Vec<Outdated>,
}

/// A talk that is called off, with the files that tell of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Outdated {
    /// The name of the talk.
    pub(crate) review: String,
    /// The files that tell of it.
    pub(crate) files: Vec<OutOfDate>,
}

/// Ends a pair. What was agreed lapses and what is set is called off, for the same reason; its record stays to be read.
///
/// # Errors
/// If it has ended, the reason is blank, or the day lies in the future or before the pair began.
pub(crate) fn end(session: Session, reason: &str, on: Option<NaiveDate>) -> Result<Ended, AppError> {
    let mut session = session;
    let before = plans(&session)?;
    let act = session.begin()?;
    act.pair.running()?;
    let reason = domain::label(reason)?;
    let on = act.happened(on)?;
    if on < act.pair.since {
        return Err(domain::Refusal::TooEarly { date: on, first: act.pair.since }.into());
    }
    let pair = Pair { end: Some(PairEnd { on, reason: reason.clone() }), ..act.pair.clone() };
    let mut changes = vec![put(act.pair_id, pair)];
    let (mut lapsed, mut cancelled, mut unsigned) = (Vec::new(), Vec::new(), Vec::new());
    let view = act.joint_view();
    for it in view.adjustments()? {
        if it.status() == Status::Open && it.value.erased.is_none() {
            let stamp = act.stamp(it.id, on.max(it.value.date))?;
            let part = it.let_lapse(act.me, Some(Text::new(&reason)?), stamp)?;
            changes.push(put(act.new_id(), part));
            lapsed.push(it.value.handle().to_string());
        }
    }
    for it in view.reviews()? {
        match it.value.phase {
            Phase::Scheduled => {
                changes.push(put(it.id, it.cancel(reason.clone())?));
                cancelled.push(it.value.handle().to_string());
            }
            Phase::Held { .. } if it.locked().is_none() => unsigned.push(it.value.handle().to_string()),
            Phase::Held { .. } | Phase::Cancelled => {}
        }
    }
    // Only what both can read: nobody is told that the other keeps something.
    let incidents = view.incidents()?;
    let open = incidents.iter().filter(|it| it.is_open()).map(|it| it.value.handle().to_string()).collect();
    act.commit("pair end", &changes)?;
    let session = session.renewed()?;
    let out_of_date = outdated(&session, &before)?.into_iter();
    let out_of_date =
        out_of_date.map(|(review, files)| Outdated { review: review.to_string(), files }).collect();
    Ok(Ended { pair: pairs::sheet(&session)?, lapsed, cancelled, open, unsigned, out_of_date })
}
