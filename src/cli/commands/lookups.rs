//! Looking: the bare command, status, year, trust, show.

use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::{json, overview, sheet, values};
use super::Ended;
use crate::app;
use crate::domain::Handle;
use crate::locale::messages::NO_PAIR_YET;
use serde_json::json;
use std::process::ExitCode;

/// The bare command.
pub(super) fn bare(desk: &Desk) -> Ended {
    let Some(session) = desk.reading()? else {
        if desk.ui.json() {
            desk.ui.say(&json!({"pair": null}).to_string());
        } else {
            overview::tagline(&desk.ui);
            desk.ui.say(NO_PAIR_YET.text(desk.language()));
            overview::beginnings(&desk.ui);
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
pub(super) fn status(desk: &Desk) -> Ended {
    let Some(session) = desk.reading()? else {
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
