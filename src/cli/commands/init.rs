//! Beginning, in a few questions.

use super::super::config::{Config, Key};
use super::super::desk::Desk;
use super::super::walk::{self, Stop};
use super::super::wording::{Failure, report};
use super::{Ended, in_shell};
use crate::app::pairs::{self, NewPair};
use crate::app::settings;
use crate::domain::{Member, Place, Word as _};
use crate::locale::messages::{
    BEGIN_LEFT, BeginReady, HINT_BEGIN_ELSEWHERE, HINT_NOTE_FIRST, HintBeginAgain, HintBeginOther,
    NO_TERMINAL, NOTHING_DONE, PRIVACY, PairExists, SettingFailed,
};
use crate::locale::{Language, and_list, calling};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The command `init`.
pub(super) fn run(desk: &Desk) -> Ended {
    if !desk.ui.can_ask() {
        let said = report("no-terminal", NO_TERMINAL.text(desk.language()));
        return Err(said.hint(HINT_BEGIN_ELSEWHERE.text(desk.language())).into());
    }
    let file = desk.file()?;
    if file.exists()
        && let Some(store) = desk.store()?
    {
        let running = pairs::list(&store)?.into_iter().filter(|pair| pair.end.is_none());
        let keys: Vec<String> = running.map(|pair| pair.key).collect();
        if !keys.is_empty() {
            return Err(there_already(desk, &keys));
        }
    }
    // Who interrupts is answered in the language that they have chosen by then.
    let is_danish = Arc::new(AtomicBool::new(desk.language() == Language::Danish));
    let told = Arc::clone(&is_danish);
    desk.on_interrupt(move || {
        let is_danish = told.load(Ordering::Relaxed);
        BEGIN_LEFT.text(if is_danish { Language::Danish } else { Language::English }).to_owned()
    });
    let chosen = |language| is_danish.store(language == Language::Danish, Ordering::Relaxed);
    let new = match walk::begin::walk(desk, &file, chosen) {
        Ok(Some(new)) => new,
        Ok(None) => {
            desk.ui.tell(NOTHING_DONE.text(desk.language()));
            return Ok(ExitCode::SUCCESS);
        }
        Err(Stop::Left) => {
            desk.left(BEGIN_LEFT.text(desk.language()));
            return Ok(ExitCode::SUCCESS);
        }
        Err(Stop::Failed(failure)) => return Err(failure),
    };
    written(desk, &new).map_err(|failure| {
        // What was answered can be said once more in one line.
        let mut said = desk.worded(failure);
        let line = line(&new);
        said.place.push(HintBeginAgain { command: &line }.text(desk.language()));
        said.into()
    })
}

fn there_already(desk: &Desk, keys: &[String]) -> Failure {
    let language = desk.language();
    let message = PairExists { key: &and_list(language, keys) }.text(language);
    report("pair-exists", message).hint(HintBeginOther { key: &keys[0] }.text(language)).into()
}

fn written(desk: &Desk, new: &NewPair) -> Ended {
    let language = desk.language();
    let (store, _) = desk.store_or_new()?;
    let added = pairs::add(store, new, desk.now)?;
    let session = desk.known(added.session);
    let key = session.names().key(Member::A).to_owned();
    let mut failed = Vec::new();
    let mut set = |setting: Key, value: &str| {
        let done = desk.config().path().map(|path| settings::set(path, setting.name(), value));
        if let Some(Err(error)) = done {
            let said = SettingFailed { key: &setting.name(), value: &value }.text(language);
            failed.push(format!("{said}: {}", desk.worded(error.into()).whole()));
        }
    };
    set(Key::Me, &key);
    if language != Config::locale() {
        set(Key::Lang, language.tag());
    }
    desk.ui.say(&BeginReady { key: &session.pair().key, me: &key }.text(language));
    for warning in &failed {
        desk.ui.warning(warning);
    }
    desk.ui.chatter(PRIVACY.text(language));
    desk.ui.hint(HINT_NOTE_FIRST.text(language));
    Ok(ExitCode::SUCCESS)
}

/// The command that puts the same pair on record.
fn line(new: &NewPair) -> String {
    let [a, b] = [0, 1].map(|index| match &new.titles[index] {
        Some(title) => in_shell(&format!("{}, {title}", new.names[index])),
        None => in_shell(&new.names[index]),
    });
    let since = new.since.map(|since| format!(" --since {since}")).unwrap_or_default();
    let (kind, language, interval) = (new.kind.word(), new.language.tag(), new.interval);
    let Place { latitude, longitude } = new.place;
    calling::line(&format!(
        "pair add {a} {b} --kind {kind} --language {language} \
         --place {latitude},{longitude} --interval {interval}{since}"
    ))
}
