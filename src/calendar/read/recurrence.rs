//! Recurrences (RFC 5545, section 3.3.10), expanded on the clock on the wall.
//!
//! The work is done by the crate rrule, on times that pretend to be UTC: it refuses a date or a local time in
//! UNTIL, and reads local times in the machine's zone. UNTIL is applied here.

use super::Fault;
use super::time::{Form, parse};
use super::zones::Clock;
use chrono::{Duration, NaiveDateTime, TimeZone as _};
use rrule::{RRule, RRuleSet, Unvalidated};

/// The longest expansion of one recurrence, in steps.
const STEPS: u32 = 100_000;
/// What a rule costs that ends without an end of its own: rrule has looked in vain for that many steps.
const IN_VAIN: u32 = 1_000_000;

/// How many steps may still be taken for a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(u32);

impl Budget {
    /// For a file.
    pub(super) fn of_file() -> Self {
        Self(5_000_000)
    }

    /// For a zone.
    pub(super) fn small() -> Self {
        Self(STEPS)
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
    pub(super) starts: Vec<NaiveDateTime>,
    pub(super) end: End,
}

/// A rule in parts.
struct Rule {
    /// Without UNTIL.
    text: String,
    until: Option<(NaiveDateTime, Form)>,
    has_count: bool,
    /// After how long it repeats exactly, if that is always the same.
    period: Option<Duration>,
}

fn bad(text: &str) -> Fault {
    Fault::BadRule(text.chars().take(60).collect())
}

impl Rule {
    fn of(text: &str) -> Result<Self, Fault> {
        let (mut kept, mut until, mut has_count) = (Vec::new(), None, false);
        let (mut frequency, mut interval) = (None, 1_i64);
        for part in text.trim().split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| bad(text))?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            match name.as_str() {
                "FREQ" => frequency = Some(value.clone()),
                "INTERVAL" => interval = value.parse().map_err(|_| bad(text))?,
                "COUNT" => has_count = true,
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
        Ok(Self {
            text: kept.join(";"),
            until,
            has_count,
            period: period.filter(|it| *it > Duration::zero()),
        })
    }

    /// The last time at which it may occur, on the wall clock.
    fn last(&self, clock: &Clock) -> Option<NaiveDateTime> {
        self.until.map(|(until, form)| match form {
            Form::Utc => clock.wall(until.and_utc()),
            Form::Date | Form::Local => until,
        })
    }
}

/// The times of a rule that begins at `start`, from `from` to `until` on the wall clock.
///
/// # Errors
/// If the rule cannot be read.
pub(super) fn expand(
    text: &str,
    start: NaiveDateTime,
    clock: &Clock,
    from: NaiveDateTime,
    until: NaiveDateTime,
    budget: &mut Budget,
) -> Result<Expansion, Fault> {
    let rule = Rule::of(text)?;
    let last = rule.last(clock).map_or(until, |last| last.min(until));
    // A rule of one length can begin later by whole periods without any difference; COUNT would count on.
    let mut begin = start;
    if let (Some(period), false) = (rule.period, rule.has_count)
        && from - start > period * 2
    {
        let whole = (from - start).num_seconds() / period.num_seconds() - 1;
        begin += Duration::seconds(whole * period.num_seconds());
    }
    let parsed: RRule<Unvalidated> = rule.text.parse().map_err(|_| bad(text))?;
    let first = rrule::Tz::UTC.from_utc_datetime(&begin);
    let parsed = parsed.validate(first).map_err(|_| bad(text))?;
    let mut expansion = Expansion::default();
    let mut steps = 0;
    let mut reached = None;
    for at in &RRuleSet::new(first).rrule(parsed).limit() {
        let at = at.naive_utc();
        steps += 1;
        if at > last {
            return Ok(expansion);
        }
        if steps > STEPS || !budget.take(1) {
            expansion.end = End::GivenUp(reached);
            return Ok(expansion);
        }
        if at >= from {
            expansion.starts.push(at);
        }
        reached = Some(at);
    }
    // It ended by itself: after its COUNT, or because rrule found nothing more.
    if !rule.has_count && !budget.take(IN_VAIN) {
        expansion.end = End::GivenUp(reached);
    }
    Ok(expansion)
}
