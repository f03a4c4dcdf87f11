//! The preparation sheet of one of the two. Nothing that the other has not shared is in it, and nobody else gets it.

use super::agenda;
use super::cycle::Record;
use super::error::AppError;
use super::prepare::{Balance, Own, Remark, themes_and_none};
use super::rules;
use super::scribe::{Scribe, passage};
use super::session::Session;
use crate::domain::{
    Adjustment, Circumstances, Handle, Incident, Member, OnRecord, Part, RepairStep, Review, Severity,
    Status, Text,
};
use crate::handout::Prep;
use crate::handout::prep::{Own as Entry, OwnKind, Task, Theme, Waiting, Written};
use crate::handout::year::Seen;
use crate::locale::messages::{
    PAPER_DEFAULT_QUESTION, REMARK_LATE, REMARK_NO_PRAISE, REMARK_ONLY_PRAISE, RemarkNothingShared,
    RemarkOnlyPartner,
};
use crate::locale::{Language, capitalised};
use crate::programme::questions_about;
use crate::schedule::share_by;
use chrono::{Datelike as _, Months, NaiveDate};

/// So many questions each theme has.
const QUESTIONS: usize = 2;

/// The preparation sheet of the one who is typing, in `language` or the pair's; with roles in the place of names, if it
/// is redacted.
///
/// # Errors
/// If nobody said who is typing, the talk was held or cancelled, or its format or the bank of questions cannot be read.
pub(crate) fn document(
    session: &Session,
    review: &OnRecord<Review>,
    language: Option<Language>,
    is_redacted: bool,
) -> Result<Prep, AppError> {
    let scribe = Scribe::of(session, language, is_redacted)?;
    let language = scribe.language;
    let own = Own::read(session, review)?;
    let record = Record::read(session, review)?;
    let (_, matter) = agenda::laid(session, review, &record, language)?;
    let bank = session.templates().bank()?;
    let asked = |key: &str| {
        let questions = questions_about(&matter, bank, key, QUESTIONS);
        questions.into_iter().map(|prompt| capitalised(&prompt.text)).collect()
    };
    let themes = themes_and_none(session).into_iter().map(|key| Theme {
        name: scribe.theme(key),
        own: entries(&own, key),
        questions: key.map(asked).unwrap_or_default(),
    });
    let usual = PAPER_DEFAULT_QUESTION.text(language);
    let partner = scribe.names.short(own.me.other()).to_owned();
    let (book, day) = (rules::of(session, None)?, review.value.day());
    Ok(scribe.redacted(Prep {
        head: scribe.masthead(session, &review.value),
        of: own.me.index(),
        // Who prints it late has until the day before.
        deadline: share_by(&book, session.pair().kind, day).max(session.today()).min(day),
        waiting: waiting(session, &own, &record.adjustments, usual),
        written: written(session, &own, review, language, &partner),
        // What has no theme stands there only if there is any.
        themes: themes.filter(|it| !it.own.is_empty() || !it.questions.is_empty()).collect(),
    }))
}

/// What one has written about a theme, in the order of its dates.
fn entries(own: &Own, theme: Option<&str>) -> Vec<Entry> {
    let observed = own.observations(theme).map(|it| {
        let kind = OwnKind::Observation(it.value.tone);
        entry(it.value.handle(), it.value.date, kind, &it.value.text, &it.value.circumstances, it.shared())
    });
    let happened = own.incidents(theme).map(|it| {
        let kind = OwnKind::Incident(it.value.severity());
        entry(it.value.handle(), it.value.date, kind, &it.value.text, &it.value.circumstances, it.shared())
    });
    let mut all: Vec<Entry> = observed.chain(happened).collect();
    all.sort_by_key(|it| it.date);
    all
}

fn entry(
    handle: Handle,
    date: NaiveDate,
    kind: OwnKind,
    text: &Text,
    circumstances: &Circumstances,
    shared: Option<&Part>,
) -> Entry {
    Entry {
        handle: handle.to_string(),
        date,
        kind,
        text: passage(Some(text), None),
        effect: circumstances.effect.as_ref().map(ToString::to_string),
        is_shared: shared.is_some(),
    }
}

/// What waits for the one who prepares: what hurts first, then what the other would like to hear, then what was agreed.
fn waiting(session: &Session, own: &Own, adjustments: &[OnRecord<Adjustment>], usual: &str) -> Vec<Waiting> {
    let mut all = Vec::new();
    for it in own.open_incidents() {
        let mut add = |task: Task| {
            let (handle, text) = (it.value.handle().to_string(), passage(Some(&it.value.text), None));
            all.push(Waiting { handle, task, text, question: None });
        };
        if it.shared().is_none() {
            if it.value.severity() == Some(Severity::Serious) {
                add(Task::Share);
            }
            continue;
        }
        if it.value.author != own.me && it.replies().next().is_none() {
            add(Task::Account);
        }
        match it.next_step() {
            Some(step) if is_mine(it, step, own.me) => add(Task::Step(step)),
            None if it.closing(own.me).is_none() => add(Task::Close),
            _ => {}
        }
    }
    let themes = themes_and_none(session);
    all.extend(themes.into_iter().flat_map(|key| own.unanswered(key)).map(|it| Waiting {
        handle: it.value.handle().to_string(),
        task: Task::Why,
        text: passage(Some(&it.value.text), None),
        question: None,
    }));
    let open = adjustments.iter().filter(|it| it.status() == Status::Open && it.value.erased.is_none());
    let mine = open.filter(|it| it.value.owner.member().is_none_or(|owner| owner == own.me));
    all.extend(mine.map(|it| Waiting {
        handle: it.value.handle().to_string(),
        task: Task::Kept { both: it.value.owner.member().is_none() },
        text: passage(Some(&it.value.text), None),
        question: Some(it.value.question.clone().unwrap_or_else(|| usual.to_owned())),
    }));
    all
}

/// Whether a step is for one to take: it is theirs, or for either.
fn is_mine(it: &OnRecord<Incident>, step: RepairStep, me: Member) -> bool {
    it.value.step_belongs_to(step).is_none_or(|member| member == me)
}

fn written(
    session: &Session,
    own: &Own,
    review: &OnRecord<Review>,
    language: Language,
    partner: &str,
) -> Written {
    let balance = own.balance();
    let mut seen: Vec<Seen> = themes_and_none(session)
        .into_iter()
        .flat_map(|key| own.observations(key))
        .map(|it| Seen {
            handle: it.value.handle().to_string(),
            date: it.value.date,
            by: own.me.index(),
            tone: it.value.tone,
        })
        .collect();
    seen.sort_by_key(|seen| seen.date);
    let until = review.value.day();
    let year_ago = until.checked_sub_months(Months::new(12)).unwrap_or(until);
    let since = own.span.previous.unwrap_or_else(|| year_ago.max(session.pair().since));
    Written {
        from: seen.first().map_or(since, |first| first.date.min(since)).min(until),
        until,
        whole_until: session.today().with_day(1).unwrap_or(until),
        is_first: own.span.previous.is_none(),
        incidents: balance.incidents,
        remarks: remarks(&balance, language, partner),
        seen,
    }
}

/// What is to be said of the balance. That nothing is on record is said by the picture.
fn remarks(balance: &Balance, language: Language, partner: &str) -> Vec<String> {
    let name = &partner;
    let said = balance.remarks.iter().filter_map(|remark| match remark {
        Remark::Empty => None,
        Remark::Late => Some(REMARK_LATE.text(language).to_owned()),
        Remark::OnlyPraise => Some(REMARK_ONLY_PRAISE.text(language).to_owned()),
        Remark::NoPraise => Some(REMARK_NO_PRAISE.text(language).to_owned()),
        Remark::OnlyPartner => Some(RemarkOnlyPartner { name }.text(language)),
        Remark::NothingShared => Some(RemarkNothingShared { name }.text(language)),
    });
    said.collect()
}
