//! Calendars: what is read, blocked and written.

use super::super::args::Calendar as Words;
use super::super::desk::Desk;
use super::super::ui::clean;
use super::super::voice::Voice;
use super::super::when::When;
use super::super::wording::Failure;
use super::super::{calendars, json, values};
use super::Ended;
use crate::app::busy::{self, File};
use crate::app::deliver::Destination;
use crate::app::invite::{self, Written};
use crate::app::{block, rules};
use crate::locale::calling;
use crate::locale::messages::{Forgot, HINT_OPEN_CALENDAR, HintForgetSource, UNBLOCK_SAID};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// The commands of `calendar`.
pub(super) fn run(desk: &Desk, words: Words) -> Ended {
    match words {
        Words::Import { file, r#for, source, months } => {
            import(desk, &file, &r#for, source.as_deref(), months.as_deref())
        }
        Words::Forget { r#for, source } => forget(desk, &r#for, source.as_deref()),
        Words::List => list(desk),
        Words::Export { output, force, by } => {
            let mut session = desk.session(by.by.as_deref())?;
            let to = destination(output.as_deref(), force);
            let written = invite::export(&mut session, desk.typed_language(), to)?;
            wrote(desk, &Voice::of(&desk.ui, &session), &written)
        }
        Words::Invite { review, output, force, by } => {
            let handle = review.as_deref().map(|typed| values::handle(desk.language(), typed)).transpose()?;
            let mut session = desk.session(by.by.as_deref())?;
            let to = destination(output.as_deref(), force);
            let written = invite::invite(&mut session, handle, desk.typed_language(), to)?;
            wrote(desk, &Voice::of(&desk.ui, &session), &written)
        }
        Words::Holidays { year, rules } => holidays(desk, &year, rules.as_deref()),
        Words::Block { name, from, to, yearly, by } => {
            let mut session = desk.session(by.by.as_deref())?;
            let period = When::new(desk.language(), session.today()).period(&from, &to, yearly)?;
            let blocked = block::block(&mut session, &name, period)?;
            let voice = Voice::of(&desk.ui, &session);
            answer(desk, &voice, &blocked, &voice.block_said(&blocked))
        }
        Words::Unblock { name, by } => {
            let mut session = desk.session(by.by.as_deref())?;
            let opened = block::unblock(&mut session, &name)?;
            answer(desk, &Voice::of(&desk.ui, &session), &opened, UNBLOCK_SAID.text(desk.language()))
        }
    }
}

fn destination(output: Option<&Path>, force: bool) -> Destination {
    if output == Some(Path::new("-")) {
        Destination::Bytes
    } else {
        Destination::File { path: output.map(Path::to_owned), force }
    }
}

/// Passes on what went to nobody's file, or says where it went.
fn wrote(desk: &Desk, voice: &Voice<'_>, written: &Written) -> Ended {
    if written.file.is_none() {
        for line in voice.written(written) {
            desk.ui.chatter(&line);
        }
        return super::pass_on(&written.bytes);
    }
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(written, &[]).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    voice.says_written(written);
    desk.ui.hint(HINT_OPEN_CALENDAR.text(desk.language()));
    Ok(ExitCode::SUCCESS)
}

/// A period that was blocked or opened.
fn answer(desk: &Desk, voice: &Voice<'_>, blocked: &busy::Blocked, said: &str) -> Ended {
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(blocked, &[]).to_string());
    } else {
        voice.echo(&clean(&blocked.name), said);
        desk.ui.hint(&calling::line("undo"));
    }
    Ok(ExitCode::SUCCESS)
}

/// What a calendar goes by when nobody says: the name of its file, without the number that a browser adds.
fn source_of(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = file.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let without = match stem.rsplit_once(" (") {
        Some((name, number)) if number.trim_end_matches(')').bytes().all(|byte| byte.is_ascii_digit()) => {
            name
        }
        _ => &stem,
    };
    if without.is_empty() || without == "-" { "calendar".to_owned() } else { format!("{without}{ending}") }
}

fn import(desk: &Desk, file: &Path, member: &str, source: Option<&str>, months: Option<&str>) -> Ended {
    let language = desk.language();
    let months = months.map_or(Ok(24), |typed| values::months(language, typed))?;
    let bytes = if file == Path::new("-") {
        busy::bytes_from(std::io::stdin().lock(), file)?
    } else {
        busy::bytes_of(file)?
    };
    let mut session = desk.session(None)?;
    let member = session.member(member)?;
    let source = source.map_or_else(|| source_of(file), str::to_owned);
    let file = File { path: file.to_owned(), bytes, source, months };
    let imported = busy::import(&mut session, member, &file)?;
    let voice = Voice::of(&desk.ui, &session);
    let warnings = voice.import_warnings(&imported);
    if desk.ui.json() {
        let mut value = json::with_warnings(&imported, &warnings);
        let problems = imported
            .problems
            .iter()
            .map(|problem| json!({"line": problem.line, "what": voice.fault(&problem.fault)}))
            .collect::<Vec<_>>();
        value["problems"] = json!(problems);
        desk.ui.say(&value.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    voice.says_imported(&imported);
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    if let Some(other) = imported.beside.first() {
        let hint = HintForgetSource { member: &imported.member, source: &super::in_shell(other) };
        desk.ui.hint(&hint.text(language));
    }
    Ok(ExitCode::SUCCESS)
}

fn forget(desk: &Desk, member: &str, source: Option<&str>) -> Ended {
    let mut session = desk.session(None)?;
    let member = session.member(member)?;
    let count = busy::forget(&mut session, member, source)?;
    if desk.ui.json() {
        let key = session.names().key(member).to_owned();
        desk.ui.say(&json!({"member": key, "forgotten": count}).to_string());
    } else {
        let name = clean(session.names().short(member));
        desk.ui.say(&Forgot { name: &name, count }.text(desk.language()));
    }
    Ok(ExitCode::SUCCESS)
}

fn list(desk: &Desk) -> Ended {
    let Some(session) = desk.reading()? else {
        desk.no_pair_yet(&json!({"busy": [], "blocked": [], "sources": []}));
        return Ok(ExitCode::SUCCESS);
    };
    let found = busy::list(&session)?;
    if desk.ui.json() {
        desk.ui.say(&json!(found).to_string());
    } else {
        Voice::of(&desk.ui, &session).says_calendars(&found);
    }
    Ok(ExitCode::SUCCESS)
}

fn holidays(desk: &Desk, year: &str, named: Option<&str>) -> Ended {
    let language = desk.language();
    let year = values::year(language, year)?;
    // Without a pair, or with several, there are still holidays.
    let session = match desk.reading() {
        Err(Failure::App(crate::app::AppError::WhichPair { .. })) => None,
        other => other?,
    };
    let pair = session.as_ref().map(crate::app::Session::pair);
    let usual = pair.map_or_else(crate::domain::usual_rules, |pair| pair.rules.clone());
    let name = named.unwrap_or(&usual);
    let kind = pair.map(|pair| pair.kind);
    let found = rules::holidays(year, name, desk.templates(), kind, language)?;
    if desk.ui.json() {
        desk.ui.say(&json!(found).to_string());
    } else {
        calendars::holidays(&desk.ui, &found);
    }
    Ok(ExitCode::SUCCESS)
}
