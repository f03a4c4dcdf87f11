//! At home in the shell: what it offers while a line is typed, and the manual.

use super::super::complete::{self, SHELLS, Shell};
use super::super::desk::Desk;
use super::super::wording::{Failure, report};
use super::super::{manual, values};
use super::{Ended, in_shell, pass_on};
use crate::app::AppError;
use crate::locale::messages::{HINT_MAN, HintManFolder, ManWritten, OneOf, UnknownShell};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// The command `completions`.
pub(super) fn completions(desk: &Desk, typed: &str, words: &[OsString]) -> Ended {
    let Some(shell) = Shell::named(typed) else {
        let message = UnknownShell { typed: &values::quoted(desk.language(), typed) }.text(desk.language());
        let hint = OneOf { words: &SHELLS.join(", ") }.text(desk.language());
        return Err(report("unknown-shell", message).hint(hint).into());
    };
    if words.is_empty() {
        return pass_on(shell.script(&program()).as_bytes());
    }
    pass_on(complete::answer(shell, words).as_bytes())
}

/// How the script calls this program: by its name, as it was called, or by where it is.
fn program() -> String {
    let called = std::env::args_os().next().unwrap_or_default();
    let called = Path::new(&called);
    let is_path = called.components().count() > 1;
    let found = is_path.then(|| std::path::absolute(called).ok()).flatten();
    found.map_or_else(|| "makkerpar".to_owned(), |path| path.display().to_string())
}

/// The command `man`.
pub(super) fn man(desk: &Desk, folder: Option<&Path>) -> Ended {
    let day = desk.now.date_naive();
    let Some(folder) = folder else {
        let page = manual::of_the_program(desk.language(), day);
        let done = pass_on(page.as_bytes());
        if desk.ui.width().is_some() {
            desk.ui.hint(HINT_MAN.text(desk.language()));
        }
        return done;
    };
    // A command that is no folder: its page is asked for.
    if let Some(page) = folder
        .to_str()
        .filter(|_| !folder.exists())
        .and_then(|typed| manual::page_of(desk.language(), day, typed))
    {
        return pass_on(page.as_bytes());
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |cause| Failure::App(AppError::Unwritable { path, cause })
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let pages = manual::pages(desk.language(), day);
    for (name, page) in &pages {
        let path = folder.join(format!("{name}.1"));
        std::fs::write(&path, page).map_err(failed(&path))?;
    }
    if desk.ui.json() {
        let names: Vec<String> = pages.iter().map(|(name, _)| format!("{name}.1")).collect();
        desk.ui.say(&serde_json::json!({"folder": folder.to_string_lossy(), "pages": names}).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let said = super::super::ui::shown(folder);
    desk.ui.say(&ManWritten { count: pages.len(), folder: &said }.text(desk.language()));
    if folder.file_name().is_some_and(|name| name == "man1") {
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
        let above = above.unwrap_or(Path::new(".")).display().to_string();
        desk.ui.hint(&HintManFolder { above: &in_shell(&above) }.text(desk.language()));
    }
    Ok(ExitCode::SUCCESS)
}
