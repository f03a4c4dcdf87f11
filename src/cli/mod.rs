//! The front desk: arguments in, words or JSON out. The only place for clap, terminal, environment and clock.

mod args;
mod calendars;
mod commands;
mod days;
mod desk;
mod echo;
mod found;
mod help;
mod json;
mod lists;
mod occasion;
mod overview;
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
mod walk;
mod wheel;
mod wording;

use args::Line;
use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use desk::Desk;
use std::process::ExitCode;
use ui::Ui;
use wording::{Failure, Report};

/// Runs the program on the arguments of the process.
///
/// Exit codes: 0 done, 1 refused, 2 unknown commands or flags or missing arguments, 70 our bug.
pub fn run() -> ExitCode {
    let arguments = usage::with_exclusions(std::env::args_os().collect());
    let language = help::language(&arguments);
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
    let desk = match Desk::new(line.global.clone()) {
        Ok(desk) => desk,
        Err(refusal) => return refused(&refusal.0, &refusal.1),
    };
    match commands::run(&desk, line.command) {
        Ok(code) => code,
        Err(failure) => {
            let is_store = matches!(&failure, Failure::App(crate::app::AppError::Store(_)));
            let mut report = desk.worded(failure);
            if let Some(file) = desk.keep_typed(is_store) {
                let file = ui::clean(&file.display().to_string());
                report.place.push(crate::locale::messages::KeptIn { file: &file }.text(desk.language()));
            }
            refused(&desk.ui, &report)
        }
    }
}

/// Says why nothing was done.
fn refused(ui: &Ui, report: &Report) -> ExitCode {
    if ui.json() {
        Ui::error_json(&serde_json::json!({
            "error": {"code": report.code, "message": report.whole(), "hint": report.hint}
        }));
    } else {
        let mut place = report.place.clone();
        if report.exit == 70 {
            place.push(crate::locale::messages::REPORT_BUG.text(ui.language()).to_owned());
        }
        ui.error(&report.message, &place, report.hint.as_deref());
    }
    ExitCode::from(report.exit)
}
