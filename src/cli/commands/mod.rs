//! What each command of the line does: read its values, call its use case, say what came of it.

mod adjustments;
mod calendar;
mod capture;
mod config;
mod days;
mod editing;
mod entries;
mod exchange;
mod finding;
mod handout;
mod importing;
mod incidents;
mod init;
mod lookups;
mod pair;
mod preparing;
mod print_all;
mod safekeeping;
mod shell;
mod talks;
mod template;
mod undo;

use super::args::Command;
use super::desk::Desk;
use super::json;
use super::ui::Ui;
use super::voice::Voice;
use super::wording::Failure;
use crate::app::entry::Entry;
use crate::app::sign::{self, Voided};
use crate::app::{AppError, Session};
use crate::locale::messages::SignatureVoided;
use std::process::ExitCode;

/// How a command ended: with an exit code, or with why it came to nothing.
pub(super) type Ended = Result<ExitCode, Failure>;

/// Runs one command.
pub(super) fn run(desk: &Desk, command: Option<Command>) -> Ended {
    match command {
        None => lookups::bare(desk),
        Some(Command::Observe(args)) => capture::observe(desk, &args),
        Some(Command::Answer { handle, text, by }) => entries::answer(desk, &handle, text.as_deref(), &by),
        Some(Command::Share { handles, all, by }) => entries::share(desk, &handles, all, &by),
        Some(Command::Withdraw { handle, by }) => entries::withdraw(desk, &handle, &by),
        Some(Command::Incident(incident)) => incidents::run(desk, incident),
        Some(Command::Adjust(adjust)) => adjustments::run(desk, adjust),
        Some(Command::Show { handle }) => lookups::show(desk, &handle),
        Some(Command::Edit(args)) => editing::edit(desk, &args),
        Some(Command::Delete { handle, by }) => entries::delete(desk, &handle, &by),
        Some(Command::Erase { handle, by }) => entries::erase(desk, &handle, &by),
        Some(Command::Review(review)) => talks::run(desk, review),
        Some(Command::Handout(words)) => handout::run(desk, words),
        Some(Command::Status { all }) => lookups::status(desk, all),
        Some(Command::Trust) => lookups::trust(desk),
        Some(Command::Year { year }) => lookups::year(desk, year.as_deref()),
        Some(Command::Calendar(words)) => calendar::run(desk, words),
        Some(Command::Log(args)) => finding::log(desk, &args),
        Some(Command::Search(args)) => finding::search(desk, &args),
        Some(Command::Undo { steps, dry_run, by }) => undo::undo(desk, steps.as_deref(), dry_run, &by),
        Some(Command::Redo { steps, by }) => undo::redo(desk, steps.as_deref(), &by),
        Some(Command::History { handle, limit }) => undo::history(desk, handle.as_deref(), limit.as_deref()),
        Some(Command::Export(words)) => exchange::export(desk, words),
        Some(Command::Import(args)) => exchange::import(desk, &args),
        Some(Command::Backup(args)) => safekeeping::backup(desk, &args),
        Some(Command::Restore { file }) => safekeeping::restore(desk, &file),
        Some(Command::Doctor(args)) => safekeeping::doctor(desk, &args),
        Some(Command::Demo { dir }) => pair::demo(desk, dir),
        Some(Command::Init) => init::run(desk),
        Some(Command::Config(words)) => config::run(desk, words),
        Some(Command::Pair(words)) => pair::run(desk, words),
        Some(Command::Template(words)) => template::run(desk, words),
        Some(Command::Completions { shell, words }) => shell::completions(desk, &shell, &words),
        Some(Command::Man { dir }) => shell::man(desk, dir.as_deref()),
        Some(Command::Help { command }) => {
            let text = super::help::of(desk.language(), &command)?;
            super::help::print(&desk.ui, &text);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// A write, with what it does to signatures: a change between the two voids the first, and says so.
struct Written<T> {
    value: T,
    warnings: Vec<String>,
}

/// Does a write and looks which signatures it has voided.
fn writing<T>(
    desk: &Desk,
    session: &mut Session,
    write: impl FnOnce(&mut Session) -> Result<T, AppError>,
) -> Result<Written<T>, Failure> {
    let before = sign::voided(session)?;
    let value = write(session)?;
    Ok(Written { value, warnings: voided_since(desk, session, &before)? })
}

/// The signatures that no longer count, and did `before`, each as a warning.
fn voided_since(desk: &Desk, session: &Session, before: &[Voided]) -> Result<Vec<String>, Failure> {
    let fresh = sign::voided(session)?.into_iter().filter(|voided| !before.contains(voided));
    Ok(fresh.map(|voided| voided_warning(desk, session, voided)).collect())
}

/// The signatures under a talk that no longer count, each as a warning.
fn voided_of(desk: &Desk, session: &Session, review: &str) -> Result<Vec<String>, Failure> {
    let of = sign::voided(session)?.into_iter().filter(|voided| voided.review.to_string() == review);
    Ok(of.map(|voided| voided_warning(desk, session, voided)).collect())
}

fn voided_warning(desk: &Desk, session: &Session, voided: Voided) -> String {
    let name = super::ui::clean(session.names().short(voided.member));
    SignatureVoided { name: &name, review: &voided.review }.text(desk.language())
}

/// Answers a command that wrote an entry: the entry for programs, a line for people.
fn answer(
    desk: &Desk,
    session: &Session,
    written: &Written<Entry>,
    say: impl FnOnce(&Voice<'_>, &Entry),
    hint: Option<String>,
) -> Ended {
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(&written.value, &written.warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    say(&Voice::of(&desk.ui, session), &written.value);
    for warning in &written.warnings {
        desk.ui.warning(warning);
    }
    if let Some(hint) = hint {
        desk.ui.hint(&hint);
    }
    Ok(ExitCode::SUCCESS)
}

/// Passes the bytes of a document on to standard output.
fn pass_on(bytes: &[u8]) -> Ended {
    match Ui::pass_on(bytes) {
        // A reader that has seen enough closes the pipe; that is no error.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Unsaid(error)),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// A word as a shell takes it: quoted, unless a POSIX shell and Windows both read it as it is in a path.
pub(super) fn in_shell(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./+:@\\".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
