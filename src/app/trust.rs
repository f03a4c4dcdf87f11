//! The log of trust: facts and no score. It counts only what both can read.

use super::error::AppError;
use super::session::Session;
use crate::domain::{Content, Member, OnRecord, Outcome, RepairStep, Severity, Word as _, add_months};
use chrono::NaiveDate;
use serde::Serialize;

/// The fewest events that make a picture.
const PICTURE: usize = 5;

/// The most months that the picture shows.
const MONTHS: u32 = 12;

/// The log of trust, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TrustLog {
    /// The day of the last yearly talk; none before the first.
    pub(crate) since: Option<NaiveDate>,
    /// The first day that is looked at.
    pub(crate) from: NaiveDate,
    /// The day it is for the pair, which is the last that is looked at.
    pub(crate) until: NaiveDate,
    /// Whether there are too few events for a picture.
    pub(crate) too_few: bool,
    /// In the order of their dates.
    pub(crate) events: Vec<Event>,
    /// The incidents that are open.
    pub(crate) open: Vec<Open>,
}

/// Something that happened to the trust between the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Event {
    pub(crate) date: NaiveDate,
    /// The keys of those whose doing it is; none for a third party.
    pub(crate) about: Vec<String>,
    pub(crate) what: What,
    /// The entry that it belongs to.
    pub(crate) handle: String,
    /// Of an incident: how much it hurt.
    pub(crate) severity: Option<Severity>,
    /// Of a repair: the step that was taken.
    pub(crate) step: Option<RepairStep>,
    /// In the words of the one who noted, stepped or looked; none where nothing was said.
    pub(crate) text: Option<String>,
}

/// What kind of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum What {
    /// A positive incident.
    Positive,
    /// A negative one.
    Negative,
    /// A step of a repair.
    Repair,
    /// Both have closed an incident.
    Closed,
    /// Checks of what was agreed.
    Kept,
    Partly,
    Missed,
}

/// An incident that is open.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Open {
    pub(crate) handle: String,
    pub(crate) severity: Option<Severity>,
    pub(crate) date: NaiveDate,
    /// The keys of those whose doing it is.
    pub(crate) about: Vec<String>,
    /// How many of the three steps are taken.
    pub(crate) taken: usize,
    /// The step that comes next; none when it waits to be closed.
    pub(crate) next: Option<RepairStep>,
    /// The keys of those it waits for; none when either may.
    pub(crate) waits_for: Vec<String>,
    /// Since when it has waited.
    pub(crate) since: NaiveDate,
}

/// The log of trust since the last yearly talk.
///
/// # Errors
/// As for every read.
pub(crate) fn trust(session: &Session) -> Result<TrustLog, AppError> {
    let (view, names, until) = (session.joint_view(), session.names(), session.today());
    let since = view.reviews()?.iter().filter_map(|it| it.value.held_yearly()).max();
    let year_ago = until.checked_sub_months(chrono::Months::new(MONTHS)).unwrap_or(NaiveDate::MIN);
    // What was looked at on the day of the talk is the first of what follows.
    let from = since.unwrap_or(session.pair().since).max(year_ago);
    let key = |member: Member| names.key(member).to_owned();
    let (mut events, mut open) = (Vec::new(), Vec::new());
    for it in view.incidents()?.iter().filter(|it| it.value.erased.is_none()) {
        let (value, handle) = (&it.value, it.value.handle().to_string());
        let about: Vec<String> = value.actor.member().map(key).into_iter().collect();
        let severity = value.severity();
        let what = if severity.is_none() { What::Positive } else { What::Negative };
        let event = |date, what, step, text: Option<String>| Event {
            date,
            about: about.clone(),
            what,
            handle: handle.clone(),
            severity,
            step,
            text,
        };
        events.push(event(value.date, what, None, Some(value.text.to_string())));
        for (part, step) in it.parts_where(|content| match content {
            Content::Step { step, .. } => Some(*step),
            _ => None,
        }) {
            let text = part.content.text().map(ToString::to_string);
            events.push(event(part.date, What::Repair, Some(step), text));
        }
        let closings = Member::BOTH.map(|member| it.closing(member).map(|(_, part)| part.date));
        if let [Some(a), Some(b)] = closings {
            events.push(event(a.max(b), What::Closed, None, None));
        }
        if it.is_open() {
            open.push(Open { about, ..still_open(it, &names) });
        }
    }
    for it in view.adjustments()?.iter().filter(|it| it.value.erased.is_none()) {
        let about = it.value.owner.member().map_or_else(|| Member::BOTH.map(key).into(), |it| vec![key(it)]);
        for (part, outcome) in it.checked() {
            let what = match outcome {
                Outcome::Kept => What::Kept,
                Outcome::Partly => What::Partly,
                Outcome::Missed => What::Missed,
            };
            events.push(Event {
                date: part.date,
                about: about.clone(),
                what,
                handle: it.value.handle().to_string(),
                severity: None,
                step: None,
                text: part.content.text().map(ToString::to_string),
            });
        }
    }
    events.retain(|event| (from..=until).contains(&event.date));
    events.sort_by(|a, b| (a.date, &a.handle).cmp(&(b.date, &b.handle)));
    Ok(TrustLog { since, from, until, too_few: events.len() < PICTURE, events, open })
}

fn still_open(it: &OnRecord<crate::domain::Incident>, names: &super::Names) -> Open {
    let next = it.next_step();
    let taken = RepairStep::ALL.iter().filter(|step| it.step(**step).is_some()).count();
    let last = RepairStep::ALL.iter().filter_map(|step| it.step(*step)).map(|(part, _)| part.date).max();
    let waits_for: Vec<Member> = match next {
        Some(step) => it.value.step_belongs_to(step).into_iter().collect(),
        None => Member::BOTH.into_iter().filter(|member| it.closing(*member).is_none()).collect(),
    };
    Open {
        handle: it.value.handle().to_string(),
        severity: it.value.severity(),
        date: it.value.date,
        about: Vec::new(),
        taken,
        next,
        waits_for: waits_for.into_iter().map(|member| names.key(member).to_owned()).collect(),
        since: last.unwrap_or(it.value.date),
    }
}

impl TrustLog {
    /// The first days of the months that are looked at.
    pub(crate) fn months(&self) -> Vec<NaiveDate> {
        use chrono::Datelike as _;
        let first = self.from.with_day(1).unwrap_or(self.from);
        (0..=MONTHS).map(|month| add_months(first, month)).take_while(|day| *day <= self.until).collect()
    }

    /// The events of a direction: those of a member, or with `None` those of third parties.
    pub(crate) fn of<'l>(&'l self, key: Option<&'l str>) -> impl Iterator<Item = &'l Event> {
        self.events.iter().filter(move |event| match key {
            Some(key) => event.about.iter().any(|about| about == key),
            None => event.about.is_empty(),
        })
    }
}
