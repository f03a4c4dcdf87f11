//! The past: taking back, bringing back, looking.

use super::super::args::By;
use super::super::config::Key;
use super::super::desk::Desk;
use super::super::diary::{self, Tense};
use super::super::table::wrapped_table;
use super::super::voice::Voice;
use super::super::wording::Failure;
use super::super::{json, lists, values};
use super::pair::{settings_mean, settings_out_of_date};
use super::{Ended, Written, writing};
use crate::app::diary::Shift;
use crate::app::replan::{OutOfDate, was_invited};
use crate::app::undo::{self as taking_back, Undone};
use crate::app::{Session, diary as diary_of, history as past};
use crate::domain::{Handle, Member};
use crate::locale::and_list;
use crate::locale::messages::{
    HINT_EXPORT_AGAIN, HintInviteAfterUndo, HintRedo, HintUndoAgain, PassedOver, WHAT_WAS_READ, WOULD_UNDO,
};
use serde_json::{Value, json};
use std::process::ExitCode;

/// The command `undo`.
pub(super) fn undo(desk: &Desk, steps: Option<&str>, dry_run: bool, by: &By) -> Ended {
    let steps = steps.map_or(Ok(1), |typed| values::number(desk.language(), typed))?;
    let mut session = desk.session_for_undo(by.by.as_deref())?;
    if !desk.names_pair_of(&session) {
        taking_back::refuse_elsewhere(&session)?;
    }
    let me = settings_mean(desk, &session);
    let mut written = writing(desk, &mut session, |session| taking_back::undo(session, steps, dry_run))?;
    let session = renamed(desk, session, me, &mut written)?;
    let count = written.value.deeds.len();
    let hint = (!dry_run).then(|| HintRedo { count }.text(desk.language()));
    said(desk, &session, &written, if dry_run { Tense::Would } else { Tense::Undone }, hint.as_deref())
}

/// The command `redo`.
pub(super) fn redo(desk: &Desk, steps: Option<&str>, by: &By) -> Ended {
    let steps = steps.map_or(Ok(1), |typed| values::number(desk.language(), typed))?;
    let mut session = desk.session_for_undo(by.by.as_deref())?;
    let me = settings_mean(desk, &session);
    let mut written = writing(desk, &mut session, |session| taking_back::redo(session, steps))?;
    let session = renamed(desk, session, me, &mut written)?;
    let hint = HintUndoAgain { count: written.value.deeds.len() }.text(desk.language());
    said(desk, &session, &written, Tense::Redone, Some(&hint))
}

/// The session with the names that the two have now, if one of them has another; and the warning that the settings, by which
/// `me` was typing, know only the one before.
fn renamed(
    desk: &Desk,
    session: Session,
    me: Option<Member>,
    written: &mut Written<Undone>,
) -> Result<Session, Failure> {
    let shifts = written.value.deeds.iter().flat_map(|told| &told.changes);
    let is_name = |shift: &Shift| shift.kind == "person" && shift.fields.iter().any(|it| it.name == "name");
    if written.value.dry_run || !shifts.into_iter().any(is_name) {
        return Ok(session);
    }
    let session = session.renewed()?;
    written.warnings.extend(settings_out_of_date(desk, me, &session));
    Ok(session)
}

fn said(
    desk: &Desk,
    session: &Session,
    written: &Written<Undone>,
    tense: Tense,
    hint: Option<&str>,
) -> Ended {
    let (undone, ui) = (&written.value, &desk.ui);
    let mut warnings = written.warnings.clone();
    if undone.withdrew && !undone.dry_run {
        warnings.push(WHAT_WAS_READ.text(desk.language()).to_owned());
    }
    if ui.json() {
        let mut value = json!({"commands": undone.deeds, "dry_run": undone.dry_run});
        if !undone.passed_over.is_empty() {
            value["passed_over"] = undone.passed_over.iter().map(named).collect();
        }
        add_out_of_date(&mut value, &undone.talks);
        ui.say(&json::with_warnings(&value, &warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    if !undone.passed_over.is_empty() {
        let commands: Vec<String> = undone.passed_over.iter().map(named).collect();
        let commands = and_list(desk.language(), &commands);
        ui.chatter(&PassedOver { commands: &commands }.text(desk.language()));
    }
    let voice = Voice::of(ui, session);
    if tense == Tense::Would {
        ui.say(WOULD_UNDO.text(desk.language()));
    }
    let rows: Vec<_> = undone.deeds.iter().flat_map(|told| diary::reversal(&voice, told, tense)).collect();
    for line in wrapped_table(ui, &rows) {
        ui.say(&line);
    }
    for (handle, files) in &undone.talks {
        voice.echoes_out_of_date(&handle.to_string(), files);
    }
    for warning in &warnings {
        ui.warning(warning);
    }
    if let Some((handle, _)) = undone.talks.iter().find(|(_, files)| was_invited(files)) {
        ui.hint(&HintInviteAfterUndo { review: handle }.text(desk.language()));
    } else if !undone.talks.is_empty() {
        ui.hint(HINT_EXPORT_AGAIN.text(desk.language()));
    } else if let Some(hint) = hint {
        ui.hint(hint);
    }
    Ok(ExitCode::SUCCESS)
}

/// A command by its words and what it was about.
fn named((act, handle): &(String, Option<Handle>)) -> String {
    handle.map_or_else(|| act.clone(), |handle| format!("{act} {handle}"))
}

/// Adds to an answer the talks that are otherwise now, with the files that tell of how they were.
pub(super) fn add_out_of_date(value: &mut Value, talks: &[(Handle, Vec<OutOfDate>)]) {
    if !talks.is_empty() {
        let talk = |(handle, files): &(Handle, Vec<OutOfDate>)| json!({"review": handle.to_string(), "files": files});
        value["out_of_date"] = talks.iter().map(talk).collect();
    }
}

/// The command `history`.
pub(super) fn history(desk: &Desk, typed: Option<&str>, limit: Option<&str>) -> Ended {
    let handle = typed.map(|typed| values::handle(desk.language(), typed)).transpose()?;
    let limit = limit.map(str::to_owned).or_else(|| desk.setting(Key::HistoryLimit));
    let limit = limit.map_or(Ok(20), |typed| values::number(desk.language(), &typed))?;
    let Some(session) = desk.reading()? else {
        desk.no_pair_yet(&json::part_of::<()>("commands", &[], false));
        return Ok(ExitCode::SUCCESS);
    };
    let history = match handle {
        Some(handle) => diary_of::of_entry(&session, handle, limit)?,
        None => past::history(&session, limit)?,
    };
    if desk.ui.json() {
        desk.ui.say(&json::part_of("commands", &history.deeds, history.more).to_string());
    } else {
        lists::history(&Voice::of(&desk.ui, &session), &history.deeds, history.more, limit, handle);
    }
    Ok(ExitCode::SUCCESS)
}
