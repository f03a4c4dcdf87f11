//! The best days for a talk, and what would open one where none fits.

use super::day::{Circumstances, Objection, Reason, Rule};
use crate::domain::Member;
use chrono::{Datelike as _, Duration, NaiveDate, NaiveTime};
use std::collections::{BTreeMap, HashSet};

/// The dates that are looked at, and the times tried on each, the most liked first.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    /// The first date.
    pub(crate) from: NaiveDate,
    /// The last date.
    pub(crate) until: NaiveDate,
    /// The times of day, the most liked first.
    pub(crate) starts: Vec<NaiveTime>,
}

/// A day that fits.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) date: NaiveDate,
    /// When it begins, on the clock of the pair.
    pub(crate) start: NaiveTime,
    /// In days.
    pub(crate) cost: u32,
    /// What it costs for.
    pub(crate) reasons: Vec<Reason>,
}

/// What rejected a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rejection {
    /// A hard rule that concerns both.
    Rule(Rule),
    /// One of the two is busy.
    Busy(Member),
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Every day that fits, the cheapest first; then by date.
    pub(crate) days: Vec<Candidate>,
    /// How many days each rule rejected: the one that rejected the day's best start.
    pub(crate) rejected: BTreeMap<Rejection, usize>,
    /// How many working days were looked at.
    pub(crate) looked_at: usize,
}

impl Found {
    /// The best days, at most one of each week.
    pub(crate) fn best(&self, count: usize) -> Vec<&Candidate> {
        let mut weeks = HashSet::new();
        self.days.iter().filter(|day| weeks.insert(day.date.iso_week())).take(count).collect()
    }
}

/// Looks at every day of a search.
pub(crate) fn search(around: &mut Circumstances<'_>, search: &Search) -> Found {
    around.look_at(search.from, search.until);
    let around = &*around;
    let mut found = Found { days: Vec::new(), rejected: BTreeMap::new(), looked_at: 0 };
    for date in search.from.iter_days().take_while(|date| *date <= search.until) {
        found.looked_at += usize::from(around.works(date));
        match best_start(around, date, &search.starts) {
            Ok(candidate) => found.days.push(candidate),
            Err(Some(rejection)) => *found.rejected.entry(rejection).or_default() += 1,
            Err(None) => {}
        }
    }
    found.days.sort_by_key(|day| (day.cost, day.date));
    found
}

/// The cheapest start of a day that breaks no hard rule, the first of those that are as cheap; or what rejected the
/// start that came furthest.
fn best_start(
    around: &Circumstances<'_>,
    date: NaiveDate,
    starts: &[NaiveTime],
) -> Result<Candidate, Option<Rejection>> {
    let mut best: Option<Candidate> = None;
    let mut furthest: Option<(Rule, Vec<Objection>)> = None;
    for start in starts {
        let objections = around.objections(date, *start);
        if let Some(rule) = objections.first().map(Objection::rule) {
            if furthest.as_ref().is_none_or(|(known, _)| rule > *known) {
                furthest = Some((rule, objections));
            }
            continue;
        }
        let reasons = around.reasons(date, *start);
        let cost = reasons.iter().fold(0, |sum: u32, reason| sum.saturating_add(reason.cost));
        if best.as_ref().is_none_or(|known| cost < known.cost) {
            best = Some(Candidate { date, start: *start, cost, reasons });
        }
    }
    best.ok_or_else(|| furthest.and_then(|(_, objections)| objections.first().map(rejection)))
}

fn rejection(objection: &Objection) -> Rejection {
    match objection {
        Objection::Busy { member, .. } => Rejection::Busy(*member),
        other => Rejection::Rule(other.rule()),
    }
}

/// A wider search that finds something.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// The search that was made.
    pub(crate) search: Search,
    /// The best day that it adds.
    pub(crate) best: Candidate,
    /// How many days it adds in all.
    pub(crate) count: usize,
}

/// How far around a day that is aimed at, or around a search that found nothing, days are looked for.
pub(crate) const REACH: Duration = Duration::weeks(13);

/// Searches for what lies after and before a search in which nothing fits.
pub(crate) fn openings(around: &mut Circumstances<'_>, narrow: &Search) -> Vec<Opening> {
    let today = around.today();
    let later = (narrow.until.succ_opt(), narrow.until.checked_add_signed(REACH));
    let earlier = (narrow.from.checked_sub_signed(REACH).map(|from| from.max(today)), narrow.from.pred_opt());
    let mut openings = Vec::new();
    for (is_later, (from, until)) in [(true, later), (false, earlier)] {
        let (Some(from), Some(until)) = (from, until) else { continue };
        let wider = Search { from, until, starts: narrow.starts.clone() };
        let found = search(around, &wider);
        // The nearest day is the one that loosens least.
        let nearest =
            |day: &&Candidate| if is_later { day.date } else { NaiveDate::MAX - (day.date - NaiveDate::MIN) };
        let Some(best) = found.days.iter().min_by_key(|day| nearest(day)).cloned() else { continue };
        let (from, until) = if is_later {
            (narrow.from, best.date.week(chrono::Weekday::Mon).last_day().max(best.date))
        } else {
            (best.date.week(chrono::Weekday::Mon).first_day().max(today), narrow.until)
        };
        let within = |day: &&Candidate| (from..=until).contains(&day.date);
        let count = found.days.iter().filter(within).count();
        openings.push(Opening { search: Search { from, until, starts: narrow.starts.clone() }, best, count });
    }
    openings
}
