//! Reading dates as people say them: `last friday`, `20. maj`, `for 3 dage siden`, `uge 20`.
//!
//! Both languages are read whichever is spoken; they contradict each other in numbers with a stroke only. What leaves
//! something open (a year, a week, a bare weekday) is the nearest in a direction: back for what happened, on for plans.

mod calendar;
pub(super) mod leading;
mod lexicon;
mod near;
mod relative;
#[cfg(test)]
mod tests;
mod week;

use super::super::{Language, fold};
use chrono::{Datelike as _, NaiveDate, Weekday};
use lexicon::{Token, tokens};

/// No way to say a date is longer.
const LONGEST: usize = 80;

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DateError {
    /// It can be two dates: `2/3` in English.
    Ambiguous {
        /// With the day first, then with the month first.
        readings: [NaiveDate; 2],
    },
    /// The month stands first, which it never does in Danish: `5/20`.
    MonthFirst {
        /// What it is in English.
        meant: NaiveDate,
    },
    /// A date of the calendar that does not exist, with the last day that its month has.
    NoSuchDay {
        /// Year of the date; the one that was meant if none was said.
        year: i32,
        /// Month, 1 to 12.
        month: u32,
        /// The last day of that month.
        last: u32,
    },
    /// The weekday is not that of the date: `fredag den 20. maj 2027`.
    WrongWeekday {
        /// The date, which knows its weekday.
        date: NaiveDate,
    },
    /// A week that the year does not have: `uge 53 2027`.
    NoSuchWeek {
        /// Year of the week; the one that was meant if none was said.
        year: i32,
        /// 52 or 53.
        last: u32,
    },
    /// Before the year 1 or after the year 9999.
    OutOfRange,
    /// Not understood at all.
    Unknown {
        /// What would be understood and is nearly the same.
        near: Option<String>,
    },
}

/// Where what was left open is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// What happened: the nearest past, today included.
    Back,
    /// Plans: the nearest future, today included.
    On,
}

/// What was said: a day, or a whole week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// A day.
    Day(NaiveDate),
    /// A week of ISO 8601.
    Week {
        /// Its year.
        year: i32,
        /// 1 to 53.
        week: u32,
        /// Its first day.
        monday: NaiveDate,
    },
}

impl Said {
    /// The day, or the Monday of the week.
    pub(crate) fn first(self) -> NaiveDate {
        match self {
            Self::Day(date) | Self::Week { monday: date, .. } => date,
        }
    }

    /// The day, or the Sunday of the week.
    pub(crate) fn last(self) -> NaiveDate {
        match self {
            Self::Day(date) => date,
            Self::Week { monday, .. } => monday.iter_days().nth(6).unwrap_or(monday),
        }
    }
}

/// How much a form binds, where a text may go on after the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A day of the calendar or a week: `20/5`.
    Calendar,
    /// Told from today: `last friday`.
    Relative,
    /// Could as well begin something else: `20.5`, `the 2nd`, `fri`.
    Loose,
}

/// A form that was recognised, with the date or why it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    form: Form,
    said: Result<Said, DateError>,
}

impl Found {
    fn new(form: Form, said: Result<NaiveDate, DateError>) -> Self {
        Self { form, said: said.and_then(in_range).map(Said::Day) }
    }
}

/// Reads dates in one direction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    language: Language,
    today: NaiveDate,
    direction: Direction,
    /// Where the search for what was left open begins.
    anchor: NaiveDate,
}

impl Reader {
    /// A reader of what happened or of plans.
    pub(crate) fn new(language: Language, today: NaiveDate, direction: Direction) -> Self {
        Self { language, today, direction, anchor: today }
    }

    /// The same, where what was left open is looked for from another day than today: the end of a stretch.
    pub(crate) fn from(self, anchor: NaiveDate) -> Self {
        Self { anchor, ..self }
    }

    /// The same in another direction.
    pub(crate) fn towards(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }

    /// Reads a date; of a week, its Monday.
    ///
    /// # Errors
    /// [`DateError`], which says what could have been meant.
    pub(crate) fn date(self, text: &str) -> Result<NaiveDate, DateError> {
        self.read(text).map(Said::first)
    }

    /// Reads a date or a week.
    ///
    /// # Errors
    /// [`DateError`], which says what could have been meant.
    pub(crate) fn read(self, text: &str) -> Result<Said, DateError> {
        match self.found(text) {
            Some(found) => found.said,
            None => Err(DateError::Unknown { near: near::near(self, text) }),
        }
    }

    /// What form of a date a text is; `None` if it is none.
    fn found(self, text: &str) -> Option<Found> {
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        let folded = fold(text.trim());
        if let Some(days) = lexicon::day(&folded) {
            return Some(Found::new(Form::Relative, relative::days_from(self.today, days)));
        }
        let tokens = tokens(&folded);
        let words = words(&tokens);
        week::read(self, &words)
            .or_else(|| relative::weekday(self, &words))
            .or_else(|| relative::shifted(self, &words))
            .or_else(|| calendar::weekday_of_month(self, &words))
            .or_else(|| calendar::end(self, &words))
            .or_else(|| calendar::read(self, &tokens))
    }

    /// The nearest of the days, one a year, that lies in the direction.
    fn nearest(self, day_in: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        self.first_of_years(self.anchor.year(), |year| day_in(year).filter(|date| self.is_ahead(*date)))
    }

    /// What the first year in the direction has. A leap day or a week 53 may be eight years away.
    fn first_of_years<T>(self, first: i32, found_in: impl Fn(i32) -> Option<T>) -> Option<T> {
        (0..=8).find_map(|years| match self.direction {
            Direction::Back => found_in(first - years),
            Direction::On => found_in(first + years),
        })
    }

    /// Whether a day lies in the direction.
    fn is_ahead(self, date: NaiveDate) -> bool {
        match self.direction {
            Direction::Back => date <= self.anchor,
            Direction::On => date >= self.anchor,
        }
    }
}

/// Refuses what lies outside the years 1 to 9999.
fn in_range(date: NaiveDate) -> Result<NaiveDate, DateError> {
    if (1..=9999).contains(&date.year()) { Ok(date) } else { Err(DateError::OutOfRange) }
}

/// A year in four digits or in two, which is then the nearest to the year of the anchor; `None` if it is no year.
fn year(reader: Reader, digits: &str) -> Option<Result<i32, DateError>> {
    match (digits.len(), digits.parse::<i32>()) {
        (4, Ok(year)) if year > 0 => Some(Ok(year)),
        (2, Ok(short)) => {
            let near = reader.anchor.year() - 50;
            Some(Ok(near + (short - near).rem_euclid(100)))
        }
        (4.., _) => Some(Err(DateError::OutOfRange)),
        _ => None,
    }
}

/// The tokens without full stops, commas, and hyphens between words.
fn words<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let is_kept = |at: usize, token: &Token<'t>| match token {
        Token::Mark('.' | ',') => false,
        Token::Mark('-') => at == 0 || at + 1 == tokens.len(),
        _ => true,
    };
    tokens.iter().enumerate().filter(|(at, token)| is_kept(*at, token)).map(|(_, token)| *token).collect()
}

/// The nearest such weekday after a date, or before it.
fn weekday_from(date: NaiveDate, weekday: Weekday, direction: Direction) -> Option<NaiveDate> {
    (1..=7)
        .filter_map(|days| match direction {
            Direction::Back => date.checked_sub_days(chrono::Days::new(days)),
            Direction::On => date.checked_add_days(chrono::Days::new(days)),
        })
        .find(|day| day.weekday() == weekday)
}
