//! A paper for every pair in the file.

use super::super::desk::{Desk, INTERRUPTED};
use super::super::ui::{clean, shown};
use super::super::wording::{Failure, Report, report};
use super::Ended;
use crate::app::print::{Edition, Kind};
use crate::app::print_all::{FailedOne, OrderForAll, PrintedForAll, print_all};
use crate::locale::and_list;
use crate::locale::messages::{
    self, ALL_OR_ONE_PAIR, ALL_STOPPED, AllFailed, AllPrinted, AllUnchanged, AllWithoutTalk,
    FOLDER_NOT_STREAM, FailedFor, HINT_ALL_STOPPED, HINT_FOLDER, HINT_ME_NAME, PaperBriefs, PaperCards,
    PaperPreps, PaperSummaries, WHO_ARE_YOU,
};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The most pairs that are named in a line.
const NAMED: usize = 8;

/// Prints a paper for every pair that is running, and reports what came of it.
pub(super) fn run(
    desk: &Desk,
    edition: Edition,
    output: Option<PathBuf>,
    force: bool,
    by: Option<&str>,
) -> Ended {
    let language = desk.language();
    if desk.names_a_pair() {
        return Err(report("all-or-one", ALL_OR_ONE_PAIR.text(language)).usage().into());
    }
    if output.as_deref() == Some(Path::new("-")) {
        let refusal = report("folder-not-stream", FOLDER_NOT_STREAM.text(language));
        return Err(refusal.hint(HINT_FOLDER.text(language)).usage().into());
    }
    let me = desk.me(by);
    if edition.kind == Kind::Prep && me.is_none() {
        let refusal = report("who-are-you", WHO_ARE_YOU.text(language));
        return Err(refusal.hint(HINT_ME_NAME.text(language)).into());
    }
    // A file that is missing is said before a folder is made for it.
    let Some(store) = desk.store()? else {
        desk.no_pair_yet(&json!({"printed": [], "unchanged": [], "without_talk": [], "failed": []}));
        return Ok(ExitCode::SUCCESS);
    };
    let file = store.path().to_owned();
    drop(store);
    let folder = output.unwrap_or_else(|| PathBuf::from("."));
    crate::app::files::make_private(&folder, true)
        .map_err(|cause| crate::app::AppError::Unwritable { path: folder.clone(), cause })?;
    let stop = Desk::stop_on_interrupt();
    let bar = desk.ui.progress();
    let progress = |done: usize, of: usize| bar.show(done, of);
    let all = print_all(&OrderForAll {
        file: &file,
        edition,
        folder: &folder,
        force,
        me: me.as_deref(),
        now: desk.now,
        templates: desk.templates().folder(),
        stop: &stop,
        progress: &progress,
    });
    bar.clear();
    let all = all?;
    let code = if all.is_stopped {
        ExitCode::from(INTERRUPTED)
    } else {
        ExitCode::from(u8::from(!all.failed.is_empty()))
    };
    if desk.ui.json() {
        desk.ui.say(&as_json(desk, all).to_string());
    } else {
        say(desk, edition.kind, &folder, all);
    }
    Ok(code)
}

fn worded(desk: &Desk, failed: FailedOne) -> (String, Report) {
    desk.knows(failed.names, failed.today);
    (failed.pair, desk.worded(Failure::App(failed.error)))
}

fn as_json(desk: &Desk, all: PrintedForAll) -> serde_json::Value {
    let failed: Vec<_> = all
        .failed
        .into_iter()
        .map(|failed| {
            let (pair, report) = worded(desk, failed);
            let error = json!({"code": report.code, "message": report.whole(), "hint": report.hint});
            json!({"pair": pair, "error": error})
        })
        .collect();
    json!({
        "printed": all.printed,
        "unchanged": all.unchanged,
        "without_talk": all.without_talk,
        "failed": failed,
        "stopped": all.is_stopped,
    })
}

fn say(desk: &Desk, kind: Kind, folder: &Path, all: PrintedForAll) {
    let (ui, language) = (&desk.ui, desk.language());
    let count = all.printed.len();
    let papers = match kind {
        Kind::Prep => PaperPreps { count }.text(language),
        Kind::Brief => PaperBriefs { count }.text(language),
        Kind::Card => PaperCards { count }.text(language),
        Kind::Summary => PaperSummaries { count }.text(language),
    };
    let folder = shown(folder);
    ui.say_prose(&AllPrinted { papers: &papers, folder: &folder }.text(language));
    if !all.unchanged.is_empty() {
        ui.say_prose(&AllUnchanged { count: all.unchanged.len() }.text(language));
    }
    if !all.without_talk.is_empty() {
        let pairs = named(desk, &all.without_talk);
        ui.say_prose(&AllWithoutTalk { count: all.without_talk.len(), pairs: &pairs }.text(language));
    }
    if !all.failed.is_empty() {
        ui.say_prose(&AllFailed { count: all.failed.len() }.text(language));
    }
    for failed in all.failed {
        let (pair, report) = worded(desk, failed);
        let message = FailedFor { pair: &pair, reason: &report.message }.text(language);
        ui.error(&message, &report.place, report.hint.as_deref());
    }
    if all.is_stopped {
        ui.tell(ALL_STOPPED.text(language));
        ui.hint(HINT_ALL_STOPPED.text(language));
    }
}

/// A few pairs by their names, and how many more there are.
fn named(desk: &Desk, keys: &[String]) -> String {
    let mut named: Vec<String> = keys.iter().take(NAMED).map(|key| clean(key)).collect();
    if let Some(more) = keys.len().checked_sub(NAMED).filter(|more| *more > 0) {
        named.push(messages::AndMore { count: more }.text(desk.language()));
    }
    and_list(desk.language(), &named)
}
