//! Adjustments.

use super::super::args::{Adjust, AdjustAdd};
use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::{json, lists, values};
use super::{Outcome, answer, writing};
use crate::app::adjust::{self, Agreed, Which};
use crate::locale::messages::{ASK_AGREED, HINT_UNDO, LAPSED_SAID};
use std::process::ExitCode;

pub(super) fn run(desk: &Desk, words: Adjust) -> Outcome {
    let language = desk.language();
    match words {
        Adjust::Add(args) => add(desk, &args),
        Adjust::Check { handle, outcome, text, on, by } => {
            let handle = values::handle(language, &handle)?;
            let outcome = values::word(language, &outcome)?;
            let text = desk.optional_text(text.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            let on = on.as_deref().map(|typed| values::date(language, typed, session.today())).transpose()?;
            let written = writing(desk, &mut session, |session| {
                adjust::check(session, handle, outcome, text.as_deref(), on)
            })?;
            answer(desk, &session, &written, |voice, entry| voice.says_checked(entry, outcome), None)
        }
        Adjust::Lapse { handle, reason, by } => {
            let handle = values::handle(language, &handle)?;
            let reason = desk.optional_text(reason.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            let written =
                writing(desk, &mut session, |session| adjust::lapse(session, handle, reason.as_deref()))?;
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

fn add(desk: &Desk, args: &AdjustAdd) -> Outcome {
    let language = desk.language();
    let given = desk.given(args.text.as_deref())?;
    let mut session = desk.session(args.by.by.as_deref())?;
    let owner = values::owner(&session, &args.owner)?;
    let today = session.today();
    let date = |typed: &String| values::date(language, typed, today);
    let until = args.until.as_ref().map(date).transpose()?;
    let checks = args.checks.iter().map(date).collect::<Result<_, _>>()?;
    let from = args.from.iter().map(|typed| values::handle(language, typed)).collect::<Result<_, _>>()?;
    let text = desk.text(given, ASK_AGREED.text(language));
    let agreed = Agreed {
        text,
        owner,
        theme: args.theme.clone(),
        rule: args.rule,
        until,
        checks,
        from,
        tags: args.tags.clone(),
        question: args.question.clone(),
    };
    let written = writing(desk, &mut session, |session| adjust::add(session, &agreed))?;
    let hint = HINT_UNDO.text(language).to_owned();
    answer(desk, &session, &written, |voice, entry| voice.says_agreed(entry), Some(hint))
}

fn list(desk: &Desk, which: Which) -> Outcome {
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
