//! Preparing for the talk.

use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::walk::{self, Stop};
use super::super::{json, values};
use super::Ended;
use crate::app::{Session, agenda, prepare, which_talk};
use crate::domain::Handle;
use crate::locale::messages::{HintReady, NOT_READY_SAID, ReadySaid, WalkLeftPrepare};
use std::process::ExitCode;

/// Goes through the own record at a terminal; elsewhere shows it, and marks the person as ready unless they only look.
pub(super) fn run(desk: &Desk, review: Option<&str>, look: bool, not_ready: bool, by: Option<&str>) -> Ended {
    let language = desk.language();
    let mut session = desk.session(by)?;
    let handle = values::talk(language, &session, review, which_talk::to_come)?;
    if not_ready {
        prepare::not_ready(&mut session, handle)?;
    } else if !look && desk.ui.can_ask() {
        let left = WalkLeftPrepare { review: &handle }.text(language);
        let farewell = left.clone();
        desk.on_interrupt(move || farewell.clone());
        // What cannot be prepared is refused before anything is asked.
        prepare::preparation(&session, handle, language)?;
        for warning in without_programme(desk, &session, handle) {
            desk.ui.warning(&warning);
        }
        let (walked, done) = walk::prepare::walk(desk, session, handle);
        session = walked;
        match done {
            Err(Stop::Failed(failure)) => return Err(failure),
            Err(Stop::Left) => desk.left(&left),
            Ok(()) => {}
        }
        desk.ui.tell("");
        let found = prepare::preparation(&session, handle, language)?;
        Voice::of(&desk.ui, &session).says_ready(&found);
        return Ok(ExitCode::SUCCESS);
    } else if !look {
        prepare::ready(&mut session, handle)?;
    }
    let found = prepare::preparation(&session, handle, language)?;
    let warnings = without_programme(desk, &session, handle);
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(&found, &warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    let voice = Voice::of(&desk.ui, &session);
    if not_ready {
        voice.says_of(handle, NOT_READY_SAID.text(language));
        return Ok(ExitCode::SUCCESS);
    }
    voice.says_preparation(&found);
    if look {
        voice.says_ready(&found);
    } else {
        let partner = session.me().map(|me| super::super::ui::clean(session.names().short(me.other())));
        voice.says_of(handle, &ReadySaid { name: &partner.unwrap_or_default() }.text(language));
        desk.ui.hint(&HintReady { review: &handle }.text(language));
    }
    Ok(ExitCode::SUCCESS)
}

/// Why there are no questions of the programme, if it cannot be laid out.
fn without_programme(desk: &Desk, session: &Session, handle: Handle) -> Vec<String> {
    match agenda::agenda(session, handle, desk.language()) {
        Ok(_) => Vec::new(),
        Err(error) => vec![desk.worded(error.into()).message],
    }
}
