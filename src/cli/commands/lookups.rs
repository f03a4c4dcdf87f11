//! Looking: the bare command, status, year, trust, show.

use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::wording::{Failure, report};
use super::super::{json, overview, sheet, values};
use super::Ended;
use crate::app::status::Status;
use crate::app::{self, AppError};
use crate::domain::Handle;
use crate::locale::and_list;
use crate::locale::messages::{HintStatusAll, NO_PAIR_YET, WHICH_PAIR};
use chrono::NaiveDate;
use serde_json::json;
use std::process::ExitCode;

/// The bare command.
pub(super) fn bare(desk: &Desk) -> Ended {
    let reading = match desk.reading() {
        Err(Failure::App(AppError::WhichPair { .. })) => return every_pair(desk, true),
        other => other?,
    };
    let Some(session) = reading else {
        if desk.ui.json() {
            desk.ui.say(&json!({"pair": null}).to_string());
        } else {
            overview::tagline(&desk.ui);
            desk.ui.say(NO_PAIR_YET.text(desk.language()));
            overview::commands(&desk.ui);
        }
        return Ok(ExitCode::SUCCESS);
    };
    let status = app::status::status(&session, desk.language())?;
    if desk.ui.json() {
        desk.ui.say(&json!(status).to_string());
    } else {
        overview::bare(&Voice::of(&desk.ui, &session), &status);
    }
    Ok(ExitCode::SUCCESS)
}

/// The command `status`.
pub(super) fn status(desk: &Desk, all: bool) -> Ended {
    if all {
        return every_pair(desk, false);
    }
    let reading = match desk.reading() {
        Err(Failure::App(AppError::WhichPair { keys })) => {
            let language = desk.language();
            let hint = HintStatusAll { keys: &and_list(language, &keys) }.text(language);
            return Err(report("which-pair", WHICH_PAIR.text(language)).hint(hint).into());
        }
        other => other?,
    };
    let Some(session) = reading else {
        desk.no_pair_yet(&json!({"pair": null}));
        return Ok(ExitCode::SUCCESS);
    };
    let status = app::status::status(&session, desk.language())?;
    if desk.ui.json() {
        desk.ui.say(&json!(status).to_string());
    } else {
        overview::status(&Voice::of(&desk.ui, &session), &status);
    }
    Ok(ExitCode::SUCCESS)
}

/// Where every pair stands, by the day of its talk: a line each, or a few.
fn every_pair(desk: &Desk, is_bare: bool) -> Ended {
    let mut pairs: Vec<(NaiveDate, Status, Vec<String>)> = Vec::new();
    let has_file = desk.each_pair(&mut |session| {
        let status = app::status::status(session, desk.language())?;
        let voice = Voice::of(&desk.ui, session);
        let lines =
            if is_bare { vec![overview::line(&voice, &status)] } else { overview::in_short(&voice, &status) };
        let day = status.talk.as_ref().map_or(status.due, |talk| talk.date);
        pairs.push((day, status, lines));
        Ok(())
    })?;
    if !has_file || pairs.is_empty() {
        desk.no_pair_yet(&json!({"pairs": []}));
        return Ok(ExitCode::SUCCESS);
    }
    pairs.sort_by(|(day, one, _), (other_day, other, _)| (day, &one.pair).cmp(&(other_day, &other.pair)));
    if desk.ui.json() {
        let all: Vec<&Status> = pairs.iter().map(|(_, status, _)| status).collect();
        desk.ui.say(&json!({"pairs": all}).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    if is_bare {
        overview::tagline(&desk.ui);
    }
    for line in pairs.iter().flat_map(|(_, _, lines)| lines) {
        desk.ui.say(line);
    }
    if is_bare {
        overview::commands_of_all(&desk.ui);
    }
    Ok(ExitCode::SUCCESS)
}

/// The command `year`.
pub(super) fn year(desk: &Desk, typed: Option<&str>) -> Ended {
    let number = typed.map(|typed| values::year(desk.language(), typed)).transpose()?;
    let Some(session) = desk.reading()? else {
        desk.no_pair_yet(&json!({"moments": []}));
        return Ok(ExitCode::SUCCESS);
    };
    let year = app::year::year(&session, number)?;
    if desk.ui.json() {
        desk.ui.say(&json!(year).to_string());
    } else {
        Voice::of(&desk.ui, &session).says_year(&year);
    }
    Ok(ExitCode::SUCCESS)
}

/// The command `trust`.
pub(super) fn trust(desk: &Desk) -> Ended {
    let Some(session) = desk.reading()? else {
        desk.no_pair_yet(&json::list::<()>("events", &[]));
        return Ok(ExitCode::SUCCESS);
    };
    let log = app::trust::trust(&session)?;
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(&log, &[]).to_string());
    } else {
        Voice::of(&desk.ui, &session).says_trust(&log);
    }
    Ok(ExitCode::SUCCESS)
}

/// The command `show`.
pub(super) fn show(desk: &Desk, handle: &str) -> Ended {
    let handle = values::handle(desk.language(), handle)?;
    let session = desk.session(None)?;
    let entry = session.entry(Handle { part: None, ..handle })?;
    if desk.ui.json() {
        desk.ui.say(&json!(entry).to_string());
    } else {
        sheet::entry(&Voice::of(&desk.ui, &session), &entry);
        for warning in super::voided_of(desk, &session, &entry.handle)? {
            desk.ui.warning(&warning);
        }
    }
    Ok(ExitCode::SUCCESS)
}
