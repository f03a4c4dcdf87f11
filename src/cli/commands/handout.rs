//! The paper of a talk.

use super::super::args::{Handout, Printing};
use super::super::config::Key;
use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::wording::{Failure, report};
use super::super::{json, values};
use super::{Ended, pass_on, print_all};
use crate::app::deliver::Destination;
use crate::app::print::{self, Edition, Kind, Order};
use crate::handout::Paper;
use crate::locale::messages::{HintSign, HintToTerminal, NOT_TO_TERMINAL, NotOpened, STREAM_OR_OPEN};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The command `handout`.
pub(super) fn run(desk: &Desk, words: Handout) -> Ended {
    let language = desk.language();
    let (kind, review, output, is_full, printing) = match words {
        Handout::Prep { review, output, printing } => (Kind::Prep, review, output, false, printing),
        Handout::Brief { review, output, printing } => (Kind::Brief, review, output, false, printing),
        Handout::Card { review, output, full, printing } => (Kind::Card, review, output, full, printing),
        Handout::Summary { review, output, printing } => (Kind::Summary, review, output, false, printing),
    };
    let Printing { paper, redact, open, all, force, by } = printing;
    let paper = paper.or_else(|| desk.setting(Key::Paper));
    let edition = Edition {
        kind,
        language: desk.typed_language(),
        paper: paper.as_deref().map_or(Ok(Paper::A4), |typed| values::paper(language, typed))?,
        is_redacted: redact,
        is_full,
    };
    if all {
        return print_all::run(desk, edition, output, force, by.by.as_deref());
    }
    let is_stream = output.as_deref() == Some(Path::new("-"));
    if is_stream {
        can_be_a_stream(desk, kind, open)?;
    }
    let mut session = desk.session(by.by.as_deref())?;
    let review = review.as_deref().map(|typed| values::handle(language, typed)).transpose()?;
    let to = if is_stream { Destination::Bytes } else { Destination::File { path: output, force } };
    let printed = print::print(&mut session, Order { edition, review, to })?;
    if is_stream {
        return pass_on(&printed.bytes);
    }
    let mut warnings = Vec::new();
    if open && let Some(file) = &printed.file {
        warnings.extend(shown(desk, file).err());
    }
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(&printed, &warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    Voice::of(&desk.ui, &session).says_printed(&printed);
    if printed.signed == Some(false) {
        desk.ui.hint(&HintSign { review: &printed.review }.text(language));
    }
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    Ok(ExitCode::SUCCESS)
}

/// Refuses what a terminal would show as noise, or what no viewer could open.
fn can_be_a_stream(desk: &Desk, kind: Kind, open: bool) -> Result<(), Failure> {
    let language = desk.language();
    if open {
        return Err(report("stream-or-open", STREAM_OR_OPEN.text(language)).usage().into());
    }
    if std::io::stdout().is_terminal() {
        let hint = HintToTerminal { kind: &kind.word() }.text(language);
        return Err(report("to-terminal", NOT_TO_TERMINAL.text(language)).hint(&hint).into());
    }
    Ok(())
}

/// Shows a file in the program that the platform has for it; what to say if it cannot.
fn shown(desk: &Desk, file: &Path) -> Result<(), String> {
    let file = std::fs::canonicalize(file).unwrap_or_else(|_| PathBuf::from(file));
    // What the platform says of its own programs is not for people.
    open::that_detached(&file)
        .map_err(|_| NotOpened { file: &super::super::ui::shown(&file) }.text(desk.language()))
}
