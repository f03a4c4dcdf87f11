//! Days of the calendar: `20 may`, `den 20. maj`, `20/5-27`, `2027-05-20`, `the 20th`, `last friday of may`.

use super::lexicon::{Token, Unit};
use super::{DateError, Form, Found, Language, Reader, in_range, weekday_from, words, year};
use super::{Direction, Said};
use chrono::{Datelike as _, Months, NaiveDate, Weekday};

/// A day, with its weekday before it or without.
pub(super) fn read(reader: Reader, tokens: &[Token<'_>]) -> Option<Found> {
    let is_stop = |token: &Token<'_>| matches!(token, Token::Mark('.' | ','));
    let mut rest = tokens;
    let mut weekday = None;
    let mut has_article = false;
    while let [first, after @ ..] = rest {
        match first {
            Token::On | Token::Coming => {}
            Token::The => has_article = true,
            Token::Weekday(day) if weekday.is_none() => weekday = Some(*day),
            first if is_stop(first) && rest.len() < tokens.len() => {}
            _ => break,
        }
        rest = after;
    }
    let found = numeric(reader, rest)
        .or_else(|| in_words(reader, &words(rest)))
        .or_else(|| day_alone(reader, rest, has_article))?;
    Some(Found { said: agreeing(found.said, weekday), ..found })
}

/// Refuses a date whose weekday is another, and takes the reading whose weekday it is.
fn agreeing(said: Result<Said, DateError>, weekday: Option<Weekday>) -> Result<Said, DateError> {
    let Some(weekday) = weekday else { return said };
    match said {
        Ok(Said::Day(date)) if date.weekday() != weekday => Err(DateError::WrongWeekday { date }),
        Err(DateError::Ambiguous { readings }) => {
            let agreeing: Vec<NaiveDate> =
                readings.into_iter().filter(|date| date.weekday() == weekday).collect();
            match agreeing[..] {
                [date] => Ok(Said::Day(date)),
                _ => Err(DateError::Ambiguous { readings }),
            }
        }
        said => said,
    }
}

/// A day and a month that are known, in a year or in the nearest.
fn resolve(reader: Reader, day: u32, month: u32, year: Option<i32>) -> Result<NaiveDate, DateError> {
    let last_in = |year: i32| (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    let refused = |last: NaiveDate| DateError::NoSuchDay { year: last.year(), month, last: last.day() };
    let date = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let (found, last) = match year {
        Some(year) => (date(year), last_in(year)),
        None => (reader.nearest(date), reader.nearest(last_in)),
    };
    let is_possible = (1..=31).contains(&day) && NaiveDate::from_ymd_opt(2000, month, day).is_some();
    match (found, last) {
        (Some(date), _) => in_range(date),
        (None, Some(last)) if year.is_some() || !is_possible => Err(refused(last)),
        _ => Err(DateError::OutOfRange),
    }
}

fn is_month(number: u32) -> bool {
    (1..=12).contains(&number)
}

/// A number of a day or a month: one or two digits.
fn short(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

/// Numbers with strokes, hyphens, or full stops between them.
fn numeric(reader: Reader, tokens: &[Token<'_>]) -> Option<Found> {
    let (tokens, has_stop) = match tokens {
        [rest @ .., Token::Mark(mark @ ('.' | ','))] => (rest, *mark == '.'),
        _ => (tokens, false),
    };
    let (first, mark, second, rest) = match *tokens {
        [Token::Number(first), Token::Mark(mark), Token::Number(second), ref rest @ ..] => {
            (first, mark, second, rest)
        }
        // »den 20. i 5.«
        [Token::Number(first), Token::Mark('.'), Token::I, Token::Number(second), ref rest @ ..] => {
            (first, '.', second, rest)
        }
        _ => return None,
    };
    let (third, is_loose) = match *rest {
        [] => (None, mark == '.' && !has_stop),
        [Token::Mark('/' | '-' | '.'), Token::Number(third)] => (Some(third), false),
        [Token::Number(third)]
        | [Token::Mark(','), Token::Number(third)]
        | [Token::Mark('.'), Token::Mark('-' | '/'), Token::Number(third)] => (Some(third), third.len() == 2),
        _ => return None,
    };
    let form = if is_loose { Form::Loose } else { Form::Calendar };
    if first.len() == 4 {
        let is_even = matches!(*rest, [Token::Mark(other), _] if other == mark);
        let (month, day) = (short(second)?, short(third?)?);
        let said = match year(reader, first)? {
            _ if !is_even || !is_month(month) => return None,
            Ok(year) => resolve(reader, day, month, Some(year)),
            Err(error) => Err(error),
        };
        return Some(Found::new(form, said));
    }
    let (first, second) = (short(first)?, short(second)?);
    let year = match third {
        Some(third) => Some(year(reader, third)?),
        None => None,
    };
    let said = match (mark, year.transpose()) {
        (_, Err(error)) => Err(error),
        ('.', Ok(year)) if is_month(second) => resolve(reader, first, second, year),
        ('-', Ok(None)) => return None,
        ('.' | '/' | '-', Ok(year)) => either(reader, first, second, year)?,
        _ => return None,
    };
    Some(Found::new(form, said))
}

/// A day and a month, of which either may come first. In Danish, and with full stops, it is the day.
fn either(
    reader: Reader,
    first: u32,
    second: u32,
    year: Option<i32>,
) -> Option<Result<NaiveDate, DateError>> {
    let day_first = is_month(second).then(|| resolve(reader, first, second, year));
    let month_first = is_month(first).then(|| resolve(reader, second, first, year));
    match (reader.language, day_first, month_first) {
        (Language::English, Some(Ok(one)), Some(Ok(other))) if one != other => {
            Some(Err(DateError::Ambiguous { readings: [one, other] }))
        }
        (_, Some(said), _) | (Language::English, None, Some(said)) => Some(said),
        (Language::Danish, None, Some(Ok(meant))) => Some(Err(DateError::MonthFirst { meant })),
        _ => None,
    }
}

/// A day with the name of its month.
fn in_words(reader: Reader, words: &[Token<'_>]) -> Option<Found> {
    let (day, month, rest) = match *words {
        [Token::Month(month), Token::The, ref rest @ ..] | [Token::Month(month), ref rest @ ..] => {
            let (day, rest) = day(rest)?;
            (day, month, rest)
        }
        _ => match day(words)? {
            (day, [Token::Of, Token::Month(month), rest @ ..] | [Token::Month(month), rest @ ..]) => {
                (day, *month, rest)
            }
            _ => return None,
        },
    };
    let (year, form) = match *rest {
        [] => (None, Form::Calendar),
        [Token::Number(digits)] => {
            let form = if digits.len() == 2 { Form::Loose } else { Form::Calendar };
            (Some(year(reader, digits)?), form)
        }
        _ => return None,
    };
    let said = year.transpose().and_then(|year| resolve(reader, day, month, year));
    Some(Found::new(form, said))
}

/// The number of a day, and what comes after it.
fn day<'w, 't>(words: &'w [Token<'t>]) -> Option<(u32, &'w [Token<'t>])> {
    match words {
        [Token::Number(digits), Token::Suffix, rest @ ..] | [Token::Number(digits), rest @ ..] => {
            Some((short(digits)?, rest))
        }
        [Token::Ordinal(number), rest @ ..] => Some((*number, rest)),
        _ => None,
    }
}

/// A day without a month: the nearest month that has it.
fn day_alone(reader: Reader, tokens: &[Token<'_>], has_article: bool) -> Option<Found> {
    let day = match *tokens {
        [Token::Number(digits), Token::Suffix | Token::Mark('.')] => short(digits)?,
        [Token::Number(digits)] if has_article => short(digits)?,
        [Token::Ordinal(number)] if has_article => number,
        _ => return None,
    };
    if !(1..=31).contains(&day) {
        return None;
    }
    let first = reader.anchor.with_day(1)?;
    let date = (0..=2).find_map(|months| {
        let month = match reader.direction {
            Direction::Back => first.checked_sub_months(Months::new(months)),
            Direction::On => first.checked_add_months(Months::new(months)),
        };
        month?.with_day(day).filter(|date| reader.is_ahead(*date))
    });
    Some(Found::new(Form::Loose, date.ok_or(DateError::OutOfRange)))
}

/// `end of may`, »udgangen af måneden«, »ultimo maj 2027«: the last day of it.
pub(super) fn end(reader: Reader, words: &[Token<'_>]) -> Option<Found> {
    let words = match words {
        [Token::The, rest @ ..] => rest,
        _ => words,
    };
    let [Token::End, ref rest @ ..] = *words else { return None };
    let last_of = |year: i32, month: u32| {
        NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
    };
    let rest = match rest {
        [Token::Of, Token::The, rest @ ..] | [Token::Of, rest @ ..] => rest,
        _ => rest,
    };
    let (month, rest) = match *rest {
        [Token::Month(month), ref rest @ ..] => (month, rest),
        [Token::Unit(Unit::Year)] => (12, &[][..]),
        [Token::Unit(Unit::Month)] => return Some(Found::new(Form::Loose, month_end(reader))),
        _ => return None,
    };
    let date = match *rest {
        [] => reader.nearest(|year| last_of(year, month)).ok_or(DateError::OutOfRange),
        [Token::Number(digits)] => {
            year(reader, digits)?.and_then(|year| last_of(year, month).ok_or(DateError::OutOfRange))
        }
        _ => return None,
    };
    Some(Found::new(Form::Loose, date))
}

/// The nearest last day of a month.
fn month_end(reader: Reader) -> Result<NaiveDate, DateError> {
    let first = reader.anchor.with_day(1).ok_or(DateError::OutOfRange)?;
    let last = |months: u32| first.checked_add_months(Months::new(months))?.pred_opt();
    let ends = [last(1), last(0)];
    ends.into_iter().flatten().find(|date| reader.is_ahead(*date)).ok_or(DateError::OutOfRange)
}

/// `the first monday in june`, `sidste fredag i maj 2027`.
pub(super) fn weekday_of_month(reader: Reader, words: &[Token<'_>]) -> Option<Found> {
    let words = match words {
        [Token::On, Token::The, rest @ ..] | [Token::The, rest @ ..] => rest,
        _ => words,
    };
    let [
        which,
        Token::Weekday(weekday),
        Token::Of | Token::In | Token::I,
        Token::Month(month),
        ref rest @ ..,
    ] = *words
    else {
        return None;
    };
    let date = |year: i32| match which {
        Token::Ordinal(number @ 1..=4) => {
            NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(number).ok()?)
        }
        Token::Last => {
            let next = NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?;
            weekday_from(next, weekday, Direction::Back)
        }
        _ => None,
    };
    if !matches!(which, Token::Ordinal(1..=4) | Token::Last) {
        return None;
    }
    let date = match *rest {
        [] => reader.nearest(date).ok_or(DateError::OutOfRange),
        [Token::Number(digits)] => {
            year(reader, digits)?.and_then(|year| date(year).ok_or(DateError::OutOfRange))
        }
        _ => return None,
    };
    Some(Found::new(Form::Calendar, date))
}
