//! What is told from today: `last friday`, `om to uger`, `a month ago`.

use super::lexicon::{Token, Unit};
use super::{DateError, Direction, Form, Found, Reader, weekday_from};
use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

/// A day some days from another; a number below zero is back.
pub(super) fn days_from(date: NaiveDate, days: i64) -> Result<NaiveDate, DateError> {
    let distance = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(distance) } else { date.checked_add_days(distance) };
    moved.ok_or(DateError::OutOfRange)
}

/// A weekday: bare, the last, the next, or that of the last or next week.
pub(super) fn weekday(reader: Reader, words: &[Token<'_>]) -> Option<Found> {
    let strictly = |weekday: Weekday, direction: Direction| weekday_from(reader.today, weekday, direction);
    let date = match *words {
        [Token::Last, Token::Weekday(day)] | [Token::I, Token::PastWeekday(day)] => {
            strictly(day, Direction::Back)
        }
        [Token::Next | Token::Coming, Token::Weekday(day)]
        | [Token::Now, Token::Coming, Token::Weekday(day)]
        | [Token::This | Token::Coming | Token::On, Token::Next, Token::Weekday(day)] => {
            strictly(day, Direction::On)
        }
        [Token::Weekday(day)] | [Token::This | Token::On, Token::Weekday(day)] => {
            let anchor = reader.anchor;
            if anchor.weekday() == day { Some(anchor) } else { weekday_from(anchor, day, reader.direction) }
        }
        [Token::Weekday(day), ref rest @ ..]
        | [Token::On | Token::Coming, Token::Weekday(day), ref rest @ ..] => {
            let within = i64::from(day.num_days_from_monday());
            let today = i64::from(reader.today.weekday().num_days_from_monday());
            days_from(reader.today, of_week(rest)? + within - today).ok()
        }
        _ => return None,
    };
    Some(Found::new(Form::Relative, date.ok_or(DateError::OutOfRange)))
}

/// How many days the week of `friday last week`, `fredag i næste uge` is away; `None` if none is named.
fn of_week(rest: &[Token<'_>]) -> Option<i64> {
    let ([which, Token::Unit(Unit::Week)] | [Token::I, which, Token::Unit(Unit::Week)]) = rest else {
        return None;
    };
    match which {
        Token::Last => Some(-7),
        Token::This => Some(0),
        Token::Next => Some(7),
        _ => None,
    }
}

/// So many days, weeks, months or years ago, or from now.
pub(super) fn shifted(reader: Reader, words: &[Token<'_>]) -> Option<Found> {
    let (length, direction) = match *words {
        [Token::Last, Token::Unit(unit)] | [Token::I, Token::Last, Token::Unit(unit)] => {
            (whole(unit)?, Direction::Back)
        }
        [Token::Next, Token::Unit(unit)] | [Token::I, Token::Next, Token::Unit(unit)] => {
            (whole(unit)?, Direction::On)
        }
        [Token::For, ref rest @ .., Token::Ago] | [ref rest @ .., Token::Ago] => {
            (length(rest)?, Direction::Back)
        }
        [Token::In, ref rest @ .., Token::From, Token::Now]
        | [ref rest @ .., Token::From, Token::Now]
        | [Token::In, ref rest @ ..] => (length(rest)?, Direction::On),
        _ => return None,
    };
    Some(Found::new(Form::Relative, shift(reader.today, length, direction)))
}

/// A number of days, weeks, months or years; `None` for more than can be counted.
type Length = (Option<u32>, Unit);

/// The last or next week, month or year is as far away as one of them is long; a day has words of its own.
fn whole(unit: Unit) -> Option<Length> {
    (unit != Unit::Day).then_some((Some(1), unit))
}

/// `3 days`, `to uger`, `a couple of weeks`, `et halvt år`.
fn length(words: &[Token<'_>]) -> Option<Length> {
    match *words {
        [Token::Number(digits), Token::Unit(unit)] => Some((digits.parse().ok(), unit)),
        [Token::Count(1), Token::Couple, Token::Unit(unit)]
        | [Token::Count(1), Token::Couple, Token::Of, Token::Unit(unit)] => Some((Some(2), unit)),
        [Token::Count(1), Token::Half, Token::Unit(Unit::Year)]
        | [Token::Half, Token::Count(1), Token::Unit(Unit::Year)] => Some((Some(6), Unit::Month)),
        [Token::Count(count), Token::Unit(unit)] => Some((Some(count), unit)),
        _ => None,
    }
}

/// A day a length away. Where the month has no such day, it is the last that the month has.
fn shift(today: NaiveDate, (count, unit): Length, direction: Direction) -> Result<NaiveDate, DateError> {
    let count = count.ok_or(DateError::OutOfRange)?;
    let days = |each: u64| {
        let days = Days::new(u64::from(count) * each);
        match direction {
            Direction::Back => today.checked_sub_days(days),
            Direction::On => today.checked_add_days(days),
        }
    };
    let months = |each: u32| {
        let months = Months::new(count.checked_mul(each)?);
        match direction {
            Direction::Back => today.checked_sub_months(months),
            Direction::On => today.checked_add_months(months),
        }
    };
    let date = match unit {
        Unit::Day => days(1),
        Unit::Week => days(7),
        Unit::Fortnight => days(14),
        Unit::Month => months(1),
        Unit::Year => months(12),
    };
    date.ok_or(DateError::OutOfRange)
}
