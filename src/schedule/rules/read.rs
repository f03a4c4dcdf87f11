//! Reading a file of rules.

use super::{Costs, DayRule, Daylight, Override, RuleBook, Stretch, Years};
use crate::schedule::anchor::Anchor;
use crate::template::{self, Fault, Mistake, Shape, Table, Value};
use chrono::Weekday;

/// The most days that a rule speaks of: a year.
const YEAR: u32 = 366;

impl RuleBook {
    /// Reads rules.
    ///
    /// # Errors
    /// All mistakes, with their lines.
    pub(crate) fn parse(text: &str) -> Result<Self, Vec<Mistake>> {
        template::read(text, book)
    }
}

fn book(table: &Table<'_>) -> Option<RuleBook> {
    let days_count = |value: &Value<'_>| value.count(0..=YEAR);
    let name = table.required("name", Value::wording);
    let notice = table.required("notice", days_count);
    let old_calendar = table.required("old_calendar", days_count);
    let weekend = table.required("weekend", |value| value.list(weekday));
    let season = table.within("season", |table| {
        let (from, until) = (table.required("from", anchor), table.required("until", anchor));
        Some(Stretch { from: from?, until: until? })
    });
    let daylight = table.within("daylight", |table| {
        let minutes = |value: &Value<'_>| value.count(0..=600);
        let (margin, ample) = (table.required("margin", minutes), table.required("ample", minutes));
        Some(Daylight { margin: margin?, ample: ample? })
    });
    let cost = table.within("cost", costs);
    let days = table.each("day", day);
    let overrides = table.each("override", exception);
    for (index, it) in days.iter().enumerate() {
        if days[..index].iter().any(|before| before.value.key == it.value.key) {
            table.wrong_at(it, Fault::Twice { key: "key", value: it.value.key.clone() });
        }
    }
    // A day that is left out for a mistake of its own is not missed on top of that.
    let is_whole = table.is_whole("day", &days);
    for it in &overrides {
        let key = &it.value.key;
        if !days.iter().any(|day| day.value.key == *key) && is_whole {
            table.wrong_at(it, Fault::NoSuchDay { key: key.clone() });
        }
        if it.value.off == it.value.on.is_some() {
            table.wrong_at(it, Fault::OnOrOff { key: key.clone() });
        }
    }
    Some(RuleBook {
        name: name?,
        notice: notice?,
        old_calendar: old_calendar?,
        weekend: weekend?,
        season: season?,
        daylight: daylight?,
        cost: cost?,
        days: days.into_iter().map(|it| it.value).collect(),
        overrides: overrides.into_iter().map(|it| it.value).collect(),
    })
}

fn weekday(value: &Value<'_>) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let text = value.text()?;
    let known = NAMES.contains(&text).then(|| text.parse().ok()).flatten();
    known.or_else(|| {
        let words = NAMES.map(str::to_owned).into();
        value.wrong(Fault::NotOneOf { key: value.key(), value: text.to_owned(), words })
    })
}

fn anchor(value: &Value<'_>) -> Option<Anchor> {
    let read = Anchor::parse(value.text()?);
    read.or_else(|| value.wrong(Fault::Not { key: value.key(), shape: Shape::Anchor }))
}

fn costs(table: &Table<'_>) -> Option<Costs> {
    let cost = |key| table.optional(key, |value| value.count(0..=1000)).unwrap_or(0);
    Some(Costs {
        monday: cost("monday"),
        tuesday: cost("tuesday"),
        wednesday: cost("wednesday"),
        thursday: cost("thursday"),
        friday: cost("friday"),
        saturday: cost("saturday"),
        sunday: cost("sunday"),
        holiday: cost("holiday"),
        event: cost("event"),
        partial: cost("partial"),
        bridge: cost("bridge"),
        school: cost("school"),
        budget: cost("budget"),
        election: cost("election"),
        election_weeks: cost("election_weeks"),
        dusk: cost("dusk"),
    })
}

/// A year of the calendar, as rules name it.
fn year(value: &Value<'_>) -> Option<i32> {
    value.number(&(1..=9999)).and_then(|year| i32::try_from(year).ok())
}

fn years(table: &Table<'_>) -> Option<Years> {
    let every = table.optional("every", |value| value.number(&(1..=1000)));
    Some(Years {
        from: table.optional("from", year),
        until: table.optional("until", year),
        every: every.and_then(|every| i32::try_from(every).ok()),
    })
}

fn day(table: &Table<'_>) -> Option<DayRule> {
    let key = table.required("key", Value::words);
    let name = table.required("name", Value::wording);
    let kind = table.required("kind", Value::word);
    let on = table.required("on", anchor);
    let days = table.optional("days", |value| value.count(1..=YEAR)).unwrap_or(1);
    let until = table.optional("until", anchor);
    let closed = table.optional("closed", Value::truth);
    let years = table.optional("years", |value| value.table(years)).unwrap_or_default();
    let concerns = table.optional("for", |value| value.list(Value::word)).unwrap_or_default();
    Some(DayRule { key: key?, name: name?, kind: kind?, on: on?, days, until, closed, years, concerns })
}

fn exception(table: &Table<'_>) -> Option<Override> {
    let (year, key) = (table.required("year", year), table.required("key", Value::words));
    let on = table.optional("on", anchor);
    let off = table.optional("off", Value::truth).unwrap_or(false);
    Some(Override { year: year?, key: key?, on, off })
}
