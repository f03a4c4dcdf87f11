//! The front desk: arguments in, words or JSON out. The only place for clap, terminal, environment and clock.

mod args;
mod bug;
mod calendars;
mod carried;
mod checkup;
mod commands;
mod complete;
mod config;
mod days;
mod desk;
mod diary;
mod draft;
mod echo;
mod exchanged;
mod found;
#[cfg(any(test, feature = "fuzz"))]
pub(crate) mod fuzz;
mod help;
mod json;
mod lists;
mod manual;
mod markdown;
mod occasion;
mod overview;
mod page;
mod preparation;
mod printed;
mod programme;
mod sheet;
mod table;
mod trust;
mod ui;
mod usage;
mod values;
mod voice;
mod waiting;
mod walk;
mod wheel;
mod when;
mod wording;

use crate::locale::calling;
use crate::locale::messages::{HintAgain, ON_RECORD_ALREADY};
use crate::store::Store;
use args::{Command, Line};
use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use config::Config;
use desk::{Desk, Keeping, Kept};
use std::process::ExitCode;
use ui::Ui;
use wording::{Failure, Report};

/// Runs the program on the arguments of the process.
///
/// Exit codes: 0 done, 1 refused, 2 unknown commands or flags or missing arguments, 70 our bug.
pub fn run() -> ExitCode {
    let arguments = usage::with_exclusions(std::env::args_os().collect());
    calling::remember(carried::called(&arguments));
    let config = Config::read();
    let language = help::language(&arguments, config.spoken());
    bug::watch(language, arguments.iter().any(|argument| argument == "--json"));
    // Help and errors take the words of the help, which most lines do not need.
    let plain = help::plain(language).try_get_matches_from(&arguments);
    let parsed = plain.or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        _ => help::command(language).try_get_matches_from(&arguments),
    });
    let matches = match parsed {
        Ok(matches) => matches,
        Err(error) => return usage::report(&error, language, &arguments),
    };
    let line = match Line::from_arg_matches(&matches) {
        Ok(line) => line,
        Err(error) => return usage::report(&error, language, &arguments),
    };
    let desk = match Desk::new(line.global.clone(), config) {
        Ok(desk) => desk,
        Err(refusal) => return refused(&refusal.0, &refusal.1),
    };
    bug::keep_if_it_comes_to_that(desk.typed());
    // The settings can always be looked at and put right.
    let minds = !matches!(line.command, Some(Command::Config(_) | Command::Help { .. } | Command::Doctor(_)));
    if let Some(fault) = minds.then(|| desk.config().fault(desk.language())).flatten() {
        return refused(&desk.ui, &fault);
    }
    match commands::run(&desk, line.command) {
        Ok(code) => match desk.ui.unsaid() {
            None => code,
            Some(cause) => refused(&desk.ui, &desk.worded(Failure::Unsaid(cause))),
        },
        Err(failure) => {
            let is_store = matches!(&failure, Failure::App(crate::app::AppError::Store(_)));
            let mut report = desk.worded(failure);
            if is_store && Store::has_written() {
                report.place.push(ON_RECORD_ALREADY.text(desk.language()).to_owned());
            }
            if let Some(keeping) = desk.keep_typed(is_store) {
                report.place.extend(keeping.lines(desk.language()));
                report.keeping = Some(Box::new(keeping));
            }
            refused(&desk.ui, &report)
        }
    }
}

/// Says why nothing was done.
fn refused(ui: &Ui, report: &Report) -> ExitCode {
    if ui.json() {
        let mut error = serde_json::json!({
            "code": report.code, "message": report.whole(), "hint": report.hint
        });
        match report.keeping.as_deref() {
            Some(Keeping::Kept(kept)) => {
                error["kept"] = kept.file.display().to_string().into();
                error["again"] = kept.again.as_deref().into();
            }
            Some(Keeping::Nowhere(text)) => error["typed"] = text.as_str().into(),
            None => {}
        }
        Ui::error_json(&serde_json::json!({ "error": error }));
    } else {
        let mut place = report.place.clone();
        if report.exit == bug::OUR_BUG {
            place.push(crate::locale::messages::REPORT_BUG.text(ui.language()).to_owned());
        }
        ui.error(&report.message, &place, report.hint.as_deref());
        if let Some(Keeping::Kept(Kept { again: Some(command), .. })) = report.keeping.as_deref() {
            // What was refused for its values has to be put right before it is repeated.
            let is_first = report.hint.is_none();
            let said = if is_first { command.clone() } else { HintAgain { command }.text(ui.language()) };
            ui.advice(&said);
        }
    }
    ExitCode::from(report.exit)
}
