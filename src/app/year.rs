//! The annual wheel: the year around the talk.

use super::busy::Blocked;
use super::error::AppError;
use super::propose::aim;
use super::rules;
use super::session::Session;
use crate::domain::{self, OnRecord, Pair, Phase, Review, Status, add_months};
use crate::schedule::{DayKind, Moment, RuleBook, moments};
use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

/// What is to be done on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    /// Tell those around the two that the day is taken.
    Notice,
    /// Prepare, each for themselves.
    Prep,
    /// Print the pocket card.
    Card,
    /// The talk.
    Talk,
    /// Write down and sign what was said.
    Summary,
    /// A check of what was agreed before.
    Check,
    /// A check of what the talk is going to agree.
    NextCheck,
    /// The day that the next talk aims at, none being set.
    Due,
    /// A new pair has talked about what each expects by then.
    Expectations,
}

/// Something to do on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Todo {
    pub(crate) date: NaiveDate,
    /// What is to be done.
    pub(crate) what: What,
    /// What it is about.
    pub(crate) handle: Option<String>,
    /// Whether its day is past.
    pub(crate) late: bool,
}

/// How a day looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Look {
    Open,
    Weekend,
    Holiday,
    Blocked,
    Budget,
    School,
}

/// A year as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Year {
    pub(crate) today: NaiveDate,
    /// The first day that is shown.
    pub(crate) from: NaiveDate,
    /// The last day that is shown.
    pub(crate) to: NaiveDate,
    /// What is to be done, in the order of its days.
    pub(crate) moments: Vec<Todo>,
    /// When the talk after the last, or after the one that is set, is best; none before the first, or after the end.
    pub(crate) window: Option<Window>,
    /// The periods in which the pair wants no talk.
    pub(crate) blocked: Vec<Blocked>,
    /// Each day from `from` to `to`.
    pub(crate) days: Vec<Look>,
}

/// When the next talk is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Window {
    /// The first day.
    pub(crate) from: NaiveDate,
    /// The last day.
    pub(crate) to: NaiveDate,
}

/// The twelve months from the first of this month on, or of a year.
///
/// # Errors
/// As for every read, and if the rules cannot be read.
pub(crate) fn year(session: &Session, year: Option<i32>) -> Result<Year, AppError> {
    let book = rules::of(session, None)?;
    let today = session.today();
    domain::in_years(year.unwrap_or(today.year()))?;
    let (year, month) = year.map_or((today.year(), today.month()), |year| (year, 1));
    let from = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today);
    let to = add_months(from, 12).pred_opt().unwrap_or(from);
    let blocks = session.joint_view().blocks()?;
    let special = book.days_between(from, to, Some(session.pair().kind));
    let look = |date: NaiveDate| {
        let is = |kind: DayKind| special.iter().any(|day| day.kind == kind && day.includes(date));
        if book.weekend.contains(&date.weekday()) {
            Look::Weekend
        } else if special.iter().any(|day| day.closed && day.includes(date)) {
            Look::Holiday
        } else if blocks.iter().any(|(_, block)| block.period.includes(date)) {
            Look::Blocked
        } else if is(DayKind::Budget) {
            Look::Budget
        } else if is(DayKind::School) {
            Look::School
        } else {
            Look::Open
        }
    };
    let mut blocked = Vec::new();
    for (_, block) in &blocks {
        let spans = (from.year() - 1..=to.year()).filter_map(|year| block.period.in_year(year));
        for (begin, end) in spans.filter(|(begin, end)| *begin <= to && *end >= from) {
            let span = super::busy::blocked(&block.name, block.period, today);
            blocked.extend(span.map(|it| Blocked { from: begin, to: end, ..it }));
        }
    }
    let reviews = session.joint_view().reviews()?;
    let mut moments = todos(session, &book, &reviews)?;
    for it in &reviews {
        if let Some(date) = it.value.held() {
            moments.push(Todo {
                date,
                what: What::Talk,
                handle: Some(it.value.name.to_string()),
                late: false,
            });
        }
    }
    moments.sort_by_key(|todo| (todo.date, todo.what));
    Ok(Year {
        today,
        from,
        to,
        moments,
        window: window(session.pair(), &reviews),
        blocked,
        days: from.iter_days().take_while(|date| *date <= to).map(look).collect(),
    })
}

/// When the next talk is best: after the one that is set, or else after the last.
fn window(pair: &Pair, reviews: &[OnRecord<Review>]) -> Option<Window> {
    let of = |it: &OnRecord<Review>| match it.value.phase {
        Phase::Scheduled if !it.value.extra => Some(it.value.date),
        _ => it.value.held_yearly(),
    };
    let last = reviews.iter().filter_map(of).max().filter(|_| pair.end.is_none());
    last.map(|last| pair.window(last)).map(|(from, to)| Window { from, to })
}

/// What is to be done: around the talk that is set, after the one that was held, and what was agreed. `reviews` are all
/// talks of the pair.
///
/// # Errors
/// As for every read.
pub(super) fn todos(
    session: &Session,
    book: &RuleBook,
    reviews: &[OnRecord<Review>],
) -> Result<Vec<Todo>, AppError> {
    let (today, kind) = (session.today(), session.pair().kind);
    let mut todos = Vec::new();
    let mut add = |date: NaiveDate, what: What, handle: Option<String>, late: bool| {
        todos.push(Todo { date, what, handle, late });
    };
    for it in reviews {
        let handle = Some(it.value.name.to_string());
        match it.value.phase {
            Phase::Scheduled => {
                for (moment, date) in moments(book, kind, it.value.date) {
                    let what = match moment {
                        Moment::Notice => What::Notice,
                        Moment::Prep => What::Prep,
                        Moment::Card => What::Card,
                        Moment::Talk => What::Talk,
                        Moment::Summary => What::Summary,
                        Moment::FirstCheck | Moment::SecondCheck => What::NextCheck,
                    };
                    // Whether others were told is not on record; a talk whose day is past is.
                    let late = what == What::Talk && date < today;
                    if late || date >= today {
                        add(date, what, handle.clone(), late);
                    }
                }
            }
            Phase::Held { on, .. } if it.locked().is_none() => {
                let date = moments(book, kind, on).into_iter().find(|(moment, _)| *moment == Moment::Summary);
                if let Some((_, date)) = date {
                    add(date, What::Summary, handle, date < today);
                }
            }
            Phase::Held { .. } | Phase::Cancelled => {}
        }
    }
    for it in session.joint_view().adjustments()? {
        if it.status() == Status::Open && it.value.erased.is_none() {
            for date in it.checks_to_come() {
                add(date, What::Check, Some(it.value.handle().to_string()), date < today);
            }
        }
    }
    if session.pair().end.is_none() {
        let is_main = |it: &&OnRecord<Review>| it.value.phase == Phase::Scheduled && !it.value.extra;
        let last = reviews.iter().filter_map(|it| it.value.held_yearly()).max();
        if !reviews.iter().any(|it| is_main(&it)) {
            let due = aim(session, last, None).on;
            add(due, What::Due, None, due < today);
        }
        let any = reviews.iter().any(|it| it.value.phase != Phase::Cancelled);
        let expectations = add_months(session.pair().since, 3);
        if !any && expectations >= today {
            add(expectations, What::Expectations, None, false);
        }
    }
    todos.sort_by_key(|todo| (todo.date, todo.what));
    Ok(todos)
}
