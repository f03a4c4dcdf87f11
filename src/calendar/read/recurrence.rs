//! Recurrences (RFC 5545, section 3.3.10), expanded on the clock on the wall.
//!
//! The work is done by the crate rrule, on times that pretend to be UTC: it refuses a date or a local time in
//! UNTIL, and reads local times in the machine's zone. UNTIL is applied here.

use super::Fault;
use super::time::{Form, When, parse};
use chrono::{Duration, NaiveDateTime, NaiveTime, TimeZone as _};
use rrule::{RRule, RRuleSet, Unvalidated};

/// The longest expansion of one recurrence, in steps.
const STEPS: u32 = 100_000;
/// After how many units of its FREQ rrule stops looking for the next occurrence.
const LOOKED: i32 = 100_000;
/// What looking in vain costs, in steps.
const IN_VAIN: u32 = 1_000_000;

/// How many steps may still be taken for a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(u32);

impl Budget {
    /// For a file.
    pub(super) fn of_file() -> Self {
        Self(5_000_000)
    }

    /// For the zones of a file, which change their clocks a few times a year.
    pub(super) fn of_zones() -> Self {
        Self(2 * IN_VAIN)
    }

    fn is_spent(self) -> bool {
        self.0 == 0
    }

    fn take(&mut self, steps: u32) -> bool {
        let is_enough = self.0 >= steps;
        self.0 = self.0.saturating_sub(steps);
        is_enough
    }
}

/// How an expansion ended.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum End {
    /// Every occurrence is there.
    #[default]
    Whole,
    /// It was given up before its end, after this occurrence, if there was one.
    GivenUp(Option<NaiveDateTime>),
}

/// The occurrences of a recurrence in a stretch of time.
#[derive(Clone, Debug, Default)]
pub(super) struct Expansion {
    /// When each begins, on the clock on the wall.
    pub(super) starts: Vec<NaiveDateTime>,
    /// Whether there were more.
    pub(super) end: End,
    /// Whether it was over before it began: so programs leave a series of which every occurrence was deleted.
    pub(super) is_over: bool,
}

/// A rule in parts.
struct Rule {
    /// Without UNTIL.
    text: String,
    until: Option<(NaiveDateTime, Form)>,
    count: Option<u32>,
    /// After how long it repeats exactly, if that is always the same.
    period: Option<Duration>,
}

fn bad(text: &str) -> Fault {
    Fault::BadRule(text.chars().take(60).collect())
}

impl Rule {
    fn of(text: &str) -> Result<Self, Fault> {
        // rrule cuts its text by octets.
        if !text.is_ascii() {
            return Err(bad(text));
        }
        let (mut kept, mut until, mut count) = (Vec::new(), None, None);
        let (mut frequency, mut interval) = (None, 1_i64);
        for part in text.trim().split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| bad(text))?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            match name.as_str() {
                "FREQ" => frequency = Some(value.clone()),
                "INTERVAL" => interval = value.parse().map_err(|_| bad(text))?,
                "COUNT" => count = Some(value.parse().map_err(|_| bad(text))?),
                "UNTIL" => {
                    until = Some(parse(&value).map_err(|_| bad(text))?);
                    continue;
                }
                "RSCALE" if value == "GREGORIAN" => continue,
                _ if name.starts_with("X-") => continue,
                _ => {}
            }
            kept.push(format!("{name}={value}"));
        }
        let Some(frequency) = frequency else { return Err(Fault::RuleWithoutFreq) };
        let seconds = match frequency.as_str() {
            "SECONDLY" => Some(1),
            "MINUTELY" => Some(60),
            "HOURLY" => Some(3_600),
            "DAILY" => Some(86_400),
            "WEEKLY" => Some(7 * 86_400),
            _ => None,
        };
        let period = seconds.and_then(|seconds: i64| Duration::try_seconds(seconds.checked_mul(interval)?));
        Ok(Self { text: kept.join(";"), until, count, period: period.filter(|it| *it > Duration::zero()) })
    }

    /// How many times it could have occurred from one time to another, one at least.
    fn units(&self, from: NaiveDateTime, to: NaiveDateTime) -> u32 {
        let unit = self.period.unwrap_or(Duration::days(28));
        let units = (to - from).num_seconds() / unit.num_seconds().max(1);
        u32::try_from(units.max(1)).unwrap_or(u32::MAX)
    }

    /// The last time at which it may occur, on the wall clock.
    fn last(&self, start: &When) -> Option<NaiveDateTime> {
        let (until, form) = self.until?;
        if form != Form::Utc {
            return Some(until);
        }
        let wall = start.clock.wall(until.and_utc());
        // Of whole days the date counts: some programs write its midnight here in UTC, others any time of that date.
        let is_midnight = wall.time() == NaiveTime::MIN;
        Some(if start.is_date && !is_midnight { until.date().and_time(NaiveTime::MIN) } else { wall })
    }
}

/// The times of a rule that begins at `start`, from `from` to `until` on its clock.
///
/// # Errors
/// If the rule cannot be read.
pub(super) fn expand(
    text: &str,
    start: &When,
    from: NaiveDateTime,
    until: NaiveDateTime,
    budget: &mut Budget,
) -> Result<Expansion, Fault> {
    let rule = Rule::of(text)?;
    let ends = rule.last(start);
    let start = start.wall;
    let is_over = ends.is_some_and(|ends| ends < start);
    let last = ends.map_or(until, |last| last.min(until));
    // A rule of one length can begin later by whole periods without any difference; COUNT would count on.
    let mut begin = start;
    if let (Some(period), false) = (rule.period, rule.count.is_some())
        && from - start > period * 2
    {
        let whole = (from - start).num_seconds() / period.num_seconds() - 1;
        begin += Duration::seconds(whole * period.num_seconds());
    }
    let parsed: RRule<Unvalidated> = rule.text.parse().map_err(|_| bad(text))?;
    let first = rrule::Tz::UTC.from_utc_datetime(&begin);
    let parsed = parsed.validate(first).map_err(|_| bad(text))?;
    let mut expansion = Expansion { is_over, ..Expansion::default() };
    if budget.is_spent() {
        expansion.end = End::GivenUp(None);
        return Ok(expansion);
    }
    let mut steps = 0;
    let mut reached = None;
    for at in &RRuleSet::new(first).rrule(parsed).limit() {
        let at = at.naive_utc();
        steps += 1;
        // The crate goes through every unit of FREQ in between, so each of them is paid for.
        let is_paid = budget.take(rule.units(reached.unwrap_or(begin), at));
        if at > last {
            return Ok(expansion);
        }
        if steps > STEPS || !is_paid {
            expansion.end = End::GivenUp(reached);
            return Ok(expansion);
        }
        if at >= from {
            expansion.starts.push(at);
        }
        reached = Some(at);
    }
    if rule.count.is_some_and(|count| steps >= count) {
        return Ok(expansion);
    }
    // It found nothing more. A rule of seconds or minutes has not looked far.
    let looked = rule.period.map(|period| reached.unwrap_or(begin).checked_add_signed(period * LOOKED));
    if !budget.take(IN_VAIN) || looked.flatten().is_some_and(|looked| looked < last) {
        expansion.end = End::GivenUp(reached);
    }
    Ok(expansion)
}
