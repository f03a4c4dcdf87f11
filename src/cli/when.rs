//! Dates, stretches and periods as they were typed; a refusal shows what could have been typed instead.

use super::values::quoted;
use super::wording::{Failure, Report, report};
use crate::app::AppError;
use crate::domain::Period;
use crate::locale::dates::{self, DateError, Direction, Reader, Said};
use crate::locale::messages::{
    AmbiguousDate, DATE_LAST_FRIDAY, DATE_NEXT_THURSDAY, DateOutOfRange, HintDates, HintNearDate,
    HintUpToToday, InFuture, MonthFirst, NoSuchDay, NoSuchWeek, NotADate, WeekOfYear, WrongWeekday,
};
use crate::locale::{Language, or_list};
use chrono::NaiveDate;

/// More than half a year, and the two ends of a stretch stand in the wrong order.
const HALF_A_YEAR: i64 = 183;

/// Where a date is asked for, and so how an example of one is written.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    /// After a flag.
    Flag(&'static str),
    /// Among the words of a command.
    Argument,
    /// In an answer to a question.
    Prompt,
}

/// What is needed to read a date: who is spoken to, and what day it is.
#[derive(Clone, Copy)]
pub(super) struct When {
    language: Language,
    today: NaiveDate,
}

impl When {
    /// Reads dates in a language, from the day it is.
    pub(super) fn new(language: Language, today: NaiveDate) -> Self {
        Self { language, today }
    }

    /// Reads when something happened.
    pub(super) fn happened(self, asked: Asked, typed: &str) -> Result<NaiveDate, Report> {
        let date = self.read(Direction::Back, asked, typed)?;
        // A list may end on a day that has not come.
        let Asked::Flag(option @ "--on") = asked else { return Ok(date) };
        if date <= self.today {
            return Ok(date);
        }
        let day = dates::sentence(self.language, date, self.today);
        let said = report("in-future", InFuture { day: &day }.text(self.language));
        Err(said.hint(HintUpToToday { option: &option }.text(self.language)))
    }

    /// Reads when something is to be.
    pub(super) fn planned(self, asked: Asked, typed: &str) -> Result<NaiveDate, Report> {
        self.read(Direction::On, asked, typed)
    }

    /// Why a text that was met elsewhere is no date of what happened.
    pub(super) fn wrong(self, typed: &str, error: &DateError) -> Report {
        Refused { when: self, direction: Direction::Back, asked: Asked::Prompt, typed }.report(error)
    }

    fn read(self, direction: Direction, asked: Asked, typed: &str) -> Result<NaiveDate, Report> {
        let reader = Reader::new(self.language, self.today, direction);
        reader.date(typed).map_err(|error| Refused { when: self, direction, asked, typed }.report(&error))
    }

    /// Reads the two ends of a stretch that is to come. What the later leaves open is looked for from the earlier.
    pub(super) fn stretch(
        self,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<[Option<NaiveDate>; 2], Report> {
        let reader = Reader::new(self.language, self.today, Direction::On);
        let from = from.map(|typed| self.said(reader, Asked::Flag("--from"), typed)).transpose()?;
        let to = to.map(|typed| match from {
            Some(first) => self.end(first, Asked::Flag("--to"), typed),
            None => self.said(reader, Asked::Flag("--to"), typed),
        });
        Ok([from.map(Said::first), to.transpose()?.map(Said::last)])
    }

    /// Reads a period to come or under way: from a day or a week to a day or a week.
    pub(super) fn period(self, from: &str, to: &str, yearly: bool) -> Result<Period, Failure> {
        let reader = Reader::new(self.language, self.today, Direction::On);
        let both = |first: Said| Ok::<_, Report>((first, self.end(first, Asked::Argument, to)?));
        let to_come = self.said(reader, Asked::Argument, from).and_then(both)?;
        let begun = reader.towards(Direction::Back).read(from).ok().map(both).transpose()?;
        let is_under_way =
            |(first, last): &(Said, Said)| first.first() <= self.today && last.last() >= self.today;
        let read = match begun.filter(is_under_way).unwrap_or(to_come) {
            (Said::Week { year, week: first, .. }, Said::Week { year: end, week: last, .. })
                if end - year == i32::from(last < first) =>
            {
                Period::weeks_from(year, first, last, yearly)
            }
            (first, last) => Period::days(first.first(), last.last(), yearly),
        };
        read.map_err(|refusal| Failure::App(AppError::Refused(refusal)))
    }

    fn said(self, reader: Reader, asked: Asked, typed: &str) -> Result<Said, Report> {
        let refused = Refused { when: self, direction: Direction::On, asked, typed };
        reader.read(typed).map_err(|error| refused.report(&error))
    }

    /// The end of a stretch: the nearest after its beginning, unless that is so far that it was meant to be before.
    fn end(self, first: Said, asked: Asked, typed: &str) -> Result<Said, Report> {
        let reader = Reader::new(self.language, self.today, Direction::On).from(first.first());
        let last = self.said(reader, asked, typed)?;
        if (last.last() - first.first()).num_days() > HALF_A_YEAR {
            return self.said(reader.towards(Direction::Back), asked, typed);
        }
        Ok(last)
    }
}

/// What was typed where a date was asked for, and is none.
struct Refused<'t> {
    when: When,
    direction: Direction,
    asked: Asked,
    typed: &'t str,
}

impl Refused<'_> {
    fn report(&self, error: &DateError) -> Report {
        let When { language, today } = self.when;
        let typed = &quoted(language, self.typed);
        let near = |date| dates::day_month_near(language, date, today);
        let usual = self.usual();
        match error {
            DateError::Ambiguous { readings: [one, other] } => {
                let message = AmbiguousDate { typed, one: &near(*one), other: &near(*other) };
                report("ambiguous-date", message.text(language)).hint(self.examples(&[
                    self.example(*one),
                    one.to_string(),
                    usual,
                ]))
            }
            DateError::MonthFirst { meant } => report("not-a-date", MonthFirst { typed }.text(language))
                .hint(self.examples(&[self.example(*meant), meant.to_string(), usual])),
            DateError::NoSuchDay { year, month, last } => {
                let end = NaiveDate::from_ymd_opt(*year, *month, *last).unwrap_or(today);
                let month = dates::month(language, end);
                let message = NoSuchDay { typed, month: &month, year, last };
                report("no-such-day", message.text(language)).hint(self.examples(&[self.example(end), usual]))
            }
            DateError::WrongWeekday { date } => {
                let day = dates::day_month_year(language, *date);
                let message = WrongWeekday { typed, day: &day, weekday: &dates::weekday(language, *date) };
                report("wrong-weekday", message.text(language))
                    .hint(self.examples(&[self.example(*date), usual]))
            }
            DateError::NoSuchWeek { year, last } => {
                let example = WeekOfYear { week: last, year }.text(language);
                report("no-such-week", NoSuchWeek { typed, year, last }.text(language))
                    .hint(self.examples(&[example, usual]))
            }
            DateError::OutOfRange => {
                report("date-out-of-range", DateOutOfRange { typed }.text(language)).hint(self.any(usual))
            }
            DateError::Unknown { near } => {
                let message = report("not-a-date", NotADate { typed }.text(language));
                match near {
                    Some(near) => message.hint(HintNearDate { date: &self.in_line(near) }.text(language)),
                    None => message.hint(self.any(usual)),
                }
            }
        }
    }

    /// Ways to say a date: a word, a phrase, and ISO 8601.
    fn any(&self, usual: String) -> String {
        let phrase = match self.direction {
            Direction::Back => DATE_LAST_FRIDAY,
            Direction::On => DATE_NEXT_THURSDAY,
        };
        self.examples(&[usual, phrase.text(self.when.language).to_owned(), self.beside_today().to_string()])
    }

    /// `yesterday` of what happened, `tomorrow` of plans.
    fn usual(&self) -> String {
        dates::distance(self.when.language, self.beside_today(), self.when.today)
    }

    fn beside_today(&self) -> NaiveDate {
        let today = self.when.today;
        let beside = match self.direction {
            Direction::Back => today.pred_opt(),
            Direction::On => today.succ_opt(),
        };
        beside.unwrap_or(today)
    }

    /// A date in words that are read as this date.
    fn example(&self, date: NaiveDate) -> String {
        let When { language, today } = self.when;
        let short = dates::day_month(language, date).to_lowercase();
        let is_read = Reader::new(language, today, self.direction).date(&short) == Ok(date);
        if is_read { short } else { dates::day_month_year(language, date).to_lowercase() }
    }

    /// `--on "2 march"`.
    fn in_line(&self, said: &str) -> String {
        let word = || if said.contains(' ') { format!("\"{said}\"") } else { said.to_owned() };
        match self.asked {
            Asked::Flag(flag) => format!("{flag} {}", word()),
            Asked::Argument => word(),
            Asked::Prompt => said.to_owned(),
        }
    }

    fn examples(&self, said: &[String]) -> String {
        let said: Vec<String> = said.iter().map(|said| self.in_line(said)).collect();
        HintDates { dates: &or_list(self.when.language, &said) }.text(self.when.language)
    }
}
