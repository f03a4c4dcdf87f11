//! Trust incidents and their repair.

use super::super::args::Incident;
use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::when::{Asked, When};
use super::super::{json, lists, values};
use super::{Ended, answer, writing};
use crate::app::{incident, repair};
use crate::domain::RepairStep;
use crate::locale::messages::{ASK_ACCOUNT, ASK_STEP, REOPENED_SAID, REPLIED_SAID};
use std::process::ExitCode;

/// The commands of `incident`.
pub(super) fn run(desk: &Desk, words: Incident) -> Ended {
    let language = desk.language();
    match words {
        Incident::Add(args) => super::capture::add_incident(desk, &args),
        Incident::Reply { handle, text, by } => {
            let handle = values::handle(language, &handle)?;
            let given = desk.given(text.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            if given.is_none() {
                repair::about_to_reply(&mut session, handle)?;
            }
            let typed = desk.text(given, ASK_ACCOUNT.text(language));
            let written = writing(desk, &mut session, |session| repair::reply(session, handle, &typed))?;
            let done = REPLIED_SAID.text(language);
            answer(desk, &session, &written, |voice, entry| voice.says(entry, done), None)
        }
        Incident::Step { handle, step, text, on, by } => {
            let handle = values::handle(language, &handle)?;
            let step: RepairStep = values::word(language, &step)?;
            let given = desk.given(text.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            let on = on
                .as_deref()
                .map(|typed| When::new(language, session.today()).happened(Asked::Flag("--on"), typed))
                .transpose()?;
            if given.is_none() {
                repair::about_to_step(&mut session, handle, step, on)?;
            }
            let typed = desk.text(given, ASK_STEP.text(language));
            let written =
                writing(desk, &mut session, |session| repair::step(session, handle, step, &typed, on))?;
            answer(desk, &session, &written, |voice, entry| voice.says_step(entry, step), None)
        }
        Incident::Close { handle, reason, by } => {
            let handle = values::handle(language, &handle)?;
            let reason = desk.optional_text(reason.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            let written = writing(desk, &mut session, |session| {
                repair::close(session, handle, reason.as_deref(), None)
            })?;
            answer(desk, &session, &written, |voice, entry| voice.says_closed(entry), None)
        }
        Incident::Reopen { handle, by } => {
            let handle = values::handle(language, &handle)?;
            let mut session = desk.session(by.by.as_deref())?;
            let written = writing(desk, &mut session, |session| repair::reopen(session, handle))?;
            let done = REOPENED_SAID.text(language);
            answer(desk, &session, &written, |voice, entry| voice.says(entry, done), None)
        }
        Incident::List => list(desk),
    }
}

fn list(desk: &Desk) -> Ended {
    let Some(session) = desk.reading()? else {
        desk.no_pair_yet(&json::list::<()>("incidents", &[]));
        return Ok(ExitCode::SUCCESS);
    };
    let entries = incident::list(&session)?;
    if desk.ui.json() {
        desk.ui.say(&json::list("incidents", &entries).to_string());
    } else {
        lists::incidents(&Voice::of(&desk.ui, &session), &entries);
    }
    Ok(ExitCode::SUCCESS)
}
