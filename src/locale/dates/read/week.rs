//! Weeks of ISO 8601 by their number: `uge 20`, `week 53 2026`, `friday of week 20`.

use super::lexicon::{Token, Unit};
use super::{DateError, Direction, Form, Found, Reader, Said, in_range, relative, year};
use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// A week, or a day of one.
pub(super) fn read(reader: Reader, words: &[Token<'_>]) -> Option<Found> {
    let (weekday, words) = match words {
        [Token::Weekday(day), rest @ ..] | [Token::On | Token::Coming, Token::Weekday(day), rest @ ..] => {
            (Some(*day), rest)
        }
        _ => (None, words),
    };
    let words = match words {
        [Token::I | Token::In | Token::Of, rest @ ..] => rest,
        _ => words,
    };
    let [Token::Unit(Unit::Week), Token::Number(number), ref rest @ ..] = *words else { return None };
    let number: u32 = number.parse().ok().filter(|week| *week < 100)?;
    let year = match *rest {
        [] => None,
        [Token::Number(digits)] | [Token::I | Token::In | Token::Of, Token::Number(digits)] => {
            Some(year(reader, digits)?)
        }
        _ => return None,
    };
    let said = year.transpose().and_then(|year| week(reader, number, year));
    let said = said.and_then(|said| match (weekday, said) {
        (Some(weekday), Said::Week { monday, .. }) => {
            relative::days_from(monday, i64::from(weekday.num_days_from_monday()))
                .and_then(in_range)
                .map(Said::Day)
        }
        _ => Ok(said),
    });
    Some(Found { form: Form::Calendar, said })
}

fn monday(year: i32, week: u32) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)
}

/// A week of a year; without one the nearest that has begun, or that is not over.
fn week(reader: Reader, week: u32, year: Option<i32>) -> Result<Said, DateError> {
    let last = |year: i32| if monday(year, 53).is_some() { 53 } else { 52 };
    let lies = |first: &NaiveDate| match reader.direction {
        Direction::Back => *first <= reader.anchor,
        Direction::On => *first + Days::new(6) >= reader.anchor,
    };
    let this = reader.anchor.iso_week().year();
    let (year, first) = match year {
        Some(year) => (year, monday(year, week)),
        None => (this, reader.first_of_years(this, |year| monday(year, week).filter(lies))),
    };
    let Some(first) = first else {
        let is_known = (1..=53).contains(&week);
        return Err(if is_known && last(year) == 53 {
            DateError::OutOfRange
        } else {
            DateError::NoSuchWeek { year, last: last(year) }
        });
    };
    in_range(first).map(|monday| Said::Week { year: monday.iso_week().year(), week, monday })
}
