//! Adjustments.

use super::super::args::{Adjust, AdjustAdd, AdjustUse};
use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::when::{Asked, When};
use super::super::{json, lists, values};
use super::capture::{tell_near_marks, whose_missing};
use super::{Ended, answer, writing};
use crate::app::Session;
use crate::app::adjust::{self, Agreed, Which};
use crate::app::agree::{self, Chosen};
use crate::app::entry::{Detail, Entry};
use crate::app::inline::could_name_somebody;
use crate::domain::Owner;
use crate::locale::messages::{ASK_AGREED, CheckedAlready, HINT_UNDO, HintOtherWayRound, LAPSED_SAID};
use chrono::NaiveDate;
use std::process::ExitCode;

/// The commands of `adjust`.
pub(super) fn run(desk: &Desk, words: Adjust) -> Ended {
    let language = desk.language();
    match words {
        Adjust::Add(args) => add(desk, &args),
        Adjust::Use(args) => match &args.key {
            Some(key) => choose(desk, key, &args),
            None => choices(desk, &args),
        },
        Adjust::Check { handle, outcome, text, on, by } => {
            let handle = values::handle(language, &handle)?;
            let outcome = values::word(language, &outcome)?;
            let text = desk.optional_text(text.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            let on = on
                .as_deref()
                .map(|typed| When::new(language, session.today()).happened(Asked::Flag("--on"), typed))
                .transpose()?;
            let day = on.unwrap_or_else(|| session.today());
            let before = session.entry(handle).ok();
            let mut written = writing(desk, &mut session, |session| {
                adjust::check(session, handle, outcome, text.as_deref(), on)
            })?;
            written.warnings.extend(before.and_then(|before| checked_already(desk, &session, &before, day)));
            answer(desk, &session, &written, |voice, entry| voice.says_checked(entry, outcome), None)
        }
        Adjust::Lapse { handle, reason, by } => {
            let handle = values::handle(language, &handle)?;
            let reason = desk.optional_text(reason.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            let written = writing(desk, &mut session, |session| {
                adjust::lapse(session, handle, reason.as_deref(), None)
            })?;
            let done = LAPSED_SAID.text(language);
            answer(desk, &session, &written, |voice, entry| voice.says(entry, done), None)
        }
        Adjust::List { due, all } => {
            let which = match (due, all) {
                (true, _) => Which::Due,
                (_, true) => Which::All,
                _ => Which::Open,
            };
            list(desk, which)
        }
    }
}

/// That an agreement had a check of that day before, which a second one does not replace.
fn checked_already(desk: &Desk, session: &Session, before: &Entry, day: NaiveDate) -> Option<String> {
    let Detail::Adjustment { checks, .. } = &before.detail else { return None };
    let outcome = checks.iter().rev().find(|check| check.date == day)?.outcome?;
    let voice = Voice::of(&desk.ui, session);
    let (day, outcome) = (voice.day_or_today(day), voice.word(outcome));
    Some(CheckedAlready { handle: &before.handle, day: &day, outcome: &outcome }.text(desk.language()))
}

fn add(desk: &Desk, args: &AdjustAdd) -> Ended {
    let language = desk.language();
    let missing = || whose_missing(desk, "--owner", "adjust add");
    if args.owner.is_none()
        && args.text.as_deref().is_some_and(|text| text != "-" && !could_name_somebody(text))
    {
        return Err(missing());
    }
    let given = desk.given(args.text.as_deref())?;
    let mut session = desk.session(args.by.by.as_deref())?;
    let owner = args.owner.as_deref().map(|typed| values::owner(&session, typed)).transpose()?;
    let when = When::new(language, session.today());
    let until = args.until.as_deref().map(|typed| when.planned(Asked::Flag("--until"), typed)).transpose()?;
    let checks = args
        .checks
        .iter()
        .map(|typed| when.planned(Asked::Flag("--check"), typed))
        .collect::<Result<_, _>>()?;
    let from = args.from.iter().map(|typed| values::handle(language, typed)).collect::<Result<_, _>>()?;
    let text = desk.text(given, ASK_AGREED.text(language));
    let inline = session.settled(&text, args.theme.as_deref(), owner)?;
    let agreed = Agreed {
        text: inline.text,
        owner: inline.whom.ok_or_else(missing)?,
        theme: inline.theme,
        rule: args.rule,
        until,
        checks,
        from,
        tags: args.tags.iter().chain(&inline.tags).cloned().collect(),
        question: args.question.clone(),
    };
    let written = writing(desk, &mut session, |session| adjust::add(session, &agreed))?;
    let hint = HINT_UNDO.text(language).to_owned();
    answer(desk, &session, &written, |voice, entry| voice.says_agreed(entry), Some(hint))?;
    tell_near_marks(desk, &session, &written.value);
    Ok(ExitCode::SUCCESS)
}

/// Agrees on something from the bank.
fn choose(desk: &Desk, key: &str, args: &AdjustUse) -> Ended {
    let language = desk.language();
    let mut session = desk.session(args.by.by.as_deref())?;
    let when = When::new(language, session.today());
    let chosen = Chosen {
        key: key.to_owned(),
        owner: args.owner.as_deref().map(|typed| values::owner(&session, typed)).transpose()?,
        values: args
            .set
            .iter()
            .map(|typed| values::key_and_label(language, typed))
            .collect::<Result<_, _>>()?,
        language: desk.typed_language(),
        theme: args.theme.clone(),
        until: args.until.as_deref().map(|typed| when.planned(Asked::Flag("--until"), typed)).transpose()?,
        checks: args
            .checks
            .iter()
            .map(|typed| when.planned(Asked::Flag("--check"), typed))
            .collect::<Result<_, _>>()?,
        from: args.from.iter().map(|typed| values::handle(language, typed)).collect::<Result<_, _>>()?,
        tags: args.tags.clone(),
    };
    let written = writing(desk, &mut session, |session| agree::choose(session, &chosen))?;
    let other = chosen.owner.and_then(Owner::member).map(|owner| session.pair().member_key(owner.other()));
    let hint = match other {
        Some(other) => HintOtherWayRound { other: &other }.text(language),
        None => HINT_UNDO.text(language).to_owned(),
    };
    let say = |voice: &Voice<'_>, entry: &Entry| {
        voice.says_agreed(entry);
        voice.below(&entry.handle, &entry.text);
    };
    answer(desk, &session, &written, say, Some(hint))
}

/// What there is to choose from.
fn choices(desk: &Desk, args: &AdjustUse) -> Ended {
    let Some(session) = desk.reading_as(args.by.by.as_deref())? else {
        desk.no_pair_yet(&json::list::<()>("agreements", &[]));
        return Ok(ExitCode::SUCCESS);
    };
    let language = desk.typed_language().unwrap_or(session.pair().language);
    let choices = agree::choices(&session, language)?;
    if desk.ui.json() {
        desk.ui.say(&json::list("agreements", &choices).to_string());
    } else {
        lists::choices(&Voice::of(&desk.ui, &session), &choices);
    }
    Ok(ExitCode::SUCCESS)
}

fn list(desk: &Desk, which: Which) -> Ended {
    let Some(session) = desk.reading()? else {
        desk.no_pair_yet(&json::list::<()>("adjustments", &[]));
        return Ok(ExitCode::SUCCESS);
    };
    let found = adjust::list(&session, which)?;
    if desk.ui.json() {
        desk.ui.say(&json::list("adjustments", &found.entries).to_string());
    } else {
        lists::adjustments(&Voice::of(&desk.ui, &session), &found);
    }
    Ok(ExitCode::SUCCESS)
}
