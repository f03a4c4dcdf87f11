//! Where a day lies on the line of the year, and how that line is parted.

use crate::handout::sheet::MM;
use crate::locale::{Language, dates};
use chrono::{Datelike as _, Months, NaiveDate};

/// The days from one talk to the next, along a line.
pub(super) struct Scale {
    from: NaiveDate,
    until: NaiveDate,
    left: f32,
    width: f32,
}

/// A part of the line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Its first day.
    pub(super) from: NaiveDate,
    /// The first day after it.
    pub(super) until: NaiveDate,
    /// What stands under it.
    pub(super) label: String,
}

/// The poles stand at the ends; the first and the last day lie so far inside.
const INSET: f32 = 2.4 * MM;
/// The most parts that can still be told apart.
const MOST: i32 = 26;

impl Scale {
    /// A line of `width` points from `left` on, for these days.
    pub(super) fn new(from: NaiveDate, until: NaiveDate, left: f32, width: f32) -> Self {
        Self { from, until: until.max(from), left, width }
    }

    /// Where a day lies, in points from the left edge of the paper; at an end, if it is before or after.
    pub(super) fn x(&self, date: NaiveDate) -> f32 {
        let days = |from: NaiveDate, until: NaiveDate| (until - from).num_days();
        let total = days(self.from, self.until).max(1);
        let passed = days(self.from, date).clamp(0, total);
        let inside = self.width - 2.0 * INSET;
        #[expect(clippy::cast_precision_loss, reason = "days of a few years are far below 2^24")]
        let part = passed as f32 / total as f32;
        self.left + INSET + inside * part
    }

    /// From where to where a part runs; the first and the last run to the poles.
    pub(super) fn span(&self, part: &Part) -> (f32, f32) {
        let from = if part.from <= self.from { self.left } else { self.x(part.from) };
        let until = if part.until > self.until { self.left + self.width } else { self.x(part.until) };
        (from, until)
    }

    /// The months, or quarters or years where there are too many of them.
    pub(super) fn parts(&self, language: Language) -> Vec<Part> {
        let months = self.until.year() * 12 + self.until.month0().cast_signed()
            - (self.from.year() * 12 + self.from.month0().cast_signed())
            + 1;
        let step: u32 = if months <= MOST {
            1
        } else if months <= 3 * MOST {
            3
        } else {
            12
        };
        let first = self.from.month0() / step * step + 1;
        let mut from = NaiveDate::from_ymd_opt(self.from.year(), first, 1).unwrap_or(self.from);
        let mut parts = Vec::new();
        while from <= self.until {
            let Some(until) = from.checked_add_months(Months::new(step)) else { break };
            let label = match (step, language) {
                (1, _) => dates::month(language, from).chars().take(3).collect(),
                (3, Language::English) => format!("Q{}", from.month0() / 3 + 1),
                (3, Language::Danish) => format!("{}. kv.", from.month0() / 3 + 1),
                _ => from.year().to_string(),
            };
            parts.push(Part { from, until, label });
            from = until;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn labels(from: &str, until: &str) -> Vec<String> {
        let scale = Scale::new(date(from), date(until), 0.0, 400.0);
        scale.parts(Language::Danish).into_iter().map(|part| part.label).collect()
    }

    #[test]
    fn a_year_is_parted_in_months_and_many_years_in_quarters_or_years() {
        let year = labels("2026-05-21", "2027-05-20");
        assert_eq!(year.first().map(String::as_str), Some("maj"));
        assert_eq!(year.len(), 13);
        assert_eq!(labels("2027-05-20", "2027-05-20"), ["maj"]);
        assert_eq!(labels("2024-02-29", "2027-05-20").len(), 14);
        assert_eq!(labels("1999-12-31", "2027-05-20").len(), 29);
    }

    #[test]
    fn the_parts_run_from_pole_to_pole_and_every_day_lies_between() {
        for (from, until) in [("2026-05-21", "2027-05-20"), ("2027-05-20", "2027-05-20")] {
            let scale = Scale::new(date(from), date(until), 10.0, 400.0);
            let parts = scale.parts(Language::English);
            let spans: Vec<_> = parts.iter().map(|part| scale.span(part)).collect();
            assert!((spans[0].0 - 10.0).abs() < 0.01 && (spans[spans.len() - 1].1 - 410.0).abs() < 0.01);
            assert!(spans.windows(2).all(|pair| (pair[0].1 - pair[1].0).abs() < 0.01));
            for day in ["1900-01-01", from, until, "2100-01-01"] {
                assert!((10.0..=410.0).contains(&scale.x(date(day))));
            }
        }
    }
}
