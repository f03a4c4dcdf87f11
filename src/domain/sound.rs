//! Whether days and numbers are such as this program writes: what is reckoned with them then comes to something.

use super::adjustment::Form;
use super::block::Period;
use super::entity::Entity;
use super::pair::Place;
use super::plan::ends_by_midnight;
use super::review::Phase;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

/// The most months between two talks.
const INTERVAL: u32 = 1200;

fn is_day(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

fn is_instant(at: DateTime<Utc>) -> bool {
    (0..=9999).contains(&at.year())
}

fn holds(condition: bool, field: &'static str) -> Result<(), &'static str> {
    if condition { Ok(()) } else { Err(field) }
}

/// What every entry has: its number, its day, when it was put on record, changed and erased.
fn stamped(
    number: u32,
    date: NaiveDate,
    created: DateTime<Utc>,
    edited: Option<DateTime<Utc>>,
    erased: Option<NaiveDate>,
) -> Result<(), &'static str> {
    holds(number > 0, "number")?;
    holds(is_day(date) && erased.is_none_or(is_day), "date")?;
    holds(is_instant(created) && edited.is_none_or(is_instant), "created")
}

impl Entity {
    /// # Errors
    /// The name of the field that says what nobody can have meant.
    pub(crate) fn sound(&self) -> Result<(), &'static str> {
        match self {
            Self::Person(_) => Ok(()),
            Self::Pair(it) => {
                holds((1..=INTERVAL).contains(&it.interval), "interval")?;
                holds(is_day(it.since) && it.end.as_ref().is_none_or(|end| is_day(end.on)), "date")?;
                holds(it.place.is_on_earth(), "place")
            }
            Self::Observation(it) => stamped(it.number, it.date, it.created, it.edited, it.erased),
            Self::Incident(it) => stamped(it.number, it.date, it.created, it.edited, it.erased),
            Self::Adjustment(it) => {
                let until = if let Form::Action { until } = it.form { until } else { None };
                holds(it.checks.iter().copied().chain(until).all(is_day), "date")?;
                holds(it.checks.is_sorted(), "checks")?;
                stamped(it.number, it.date, it.created, it.edited, it.erased)
            }
            Self::Review(it) => {
                let held = if let Phase::Held { on, .. } = it.phase { Some(on) } else { None };
                holds(is_day(it.date) && held.is_none_or(is_day), "date")?;
                holds(is_instant(it.created), "created")?;
                holds(it.at.is_none_or(Place::is_on_earth), "place")?;
                holds(ends_by_midnight(it.start, it.minutes).is_ok(), "minutes")
            }
            Self::Block(it) => {
                holds(is_instant(it.created), "created")?;
                holds(
                    match it.period {
                        Period::Days { from, to, .. } => is_day(from) && is_day(to) && from <= to,
                        Period::Weeks { year, first, last, .. } => {
                            let is_week = |week: u32| (1..=53).contains(&week);
                            (1..=9999).contains(&year) && is_week(first) && is_week(last)
                        }
                    },
                    "period",
                )
            }
            Self::Part(it) => stamped(it.number, it.date, it.created, it.edited, it.erased),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(body: &str, expected: Result<(), &'static str>) {
        let entity: Entity = serde_json::from_str(body).expect("a body");
        assert_eq!(entity.sound(), expected, "{body}");
    }

    #[test]
    fn what_nothing_can_be_reckoned_with_is_found() {
        let block = r#"{"entity":"block","pair":"0198f000-0000-7000-8000-000000000001","name":"Budget","author":null,
            "period":{"by":"weeks","year":2027,"first":51,"last":2,"yearly":true},"created":"2027-01-01T00:00:00Z"}"#;
        says(block, Ok(()));
        says(&block.replace("51", "54"), Err("period"));
        says(&block.replace("2027,", "-99999,"), Err("period"));
        says(&block.replace("2027-01-01T", "+99999-01-01T"), Err("created"));
        let review = r#"{"entity":"review","pair":"0198f000-0000-7000-8000-000000000001","name":"2027","author":null,
            "date":"2027-05-28","start":"12:00:00","minutes":420,"format":"golf18","place":null,
            "at":{"latitude":55.9,"longitude":12.3},"extra":false,"phase":"scheduled","created":"2027-01-01T00:00:00Z"}"#;
        says(review, Ok(()));
        says(&review.replace("2027-05-28", "+262142-12-31"), Err("date"));
        says(&review.replace("420", "4294967295"), Err("minutes"));
        says(&review.replace("55.9", "91"), Err("place"));
    }
}
