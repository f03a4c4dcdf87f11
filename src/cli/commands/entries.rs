//! What any entry takes: answering, sharing, taking away.

use super::super::args::By;
use super::super::desk::Desk;
use super::super::diary;
use super::super::ui::hanging;
use super::super::voice::Voice;
use super::super::wording::report;
use super::super::{json, lists, values};
use super::{Ended, Written, answer as reply, writing};
use crate::app::share::Shared;
use crate::app::{Session, remove, share as sharing};
use crate::domain::{Root, Series};
use crate::locale::calling;
use crate::locale::messages::{
    ANSWERED_SAID, ASK_WHY, AndMoreEntries, CopiesHold, DeletedSaid, ERASED_SAID, EraseAsks, EraseQuestion,
    HINT_YES, HintErase, HintShareIt, HintWithdrawIt, NOTHING_DONE, NOTHING_PRIVATE, OTHER_COPIES,
    SHARED_SAID, ShareAllAsks, ShareAllRefused, ShareThese, WITHDRAWN_SAID,
};
use std::process::ExitCode;

/// How to let the other read what was noted.
pub(super) fn share_hint(desk: &Desk, session: &Session, handle: &str, shared: bool) -> String {
    let name = session.me().map(|me| session.names().short(me.other()).to_owned()).unwrap_or_default();
    let name = super::super::ui::clean(&name);
    if shared {
        HintWithdrawIt { handle: &handle, name: &name }.text(desk.language())
    } else {
        HintShareIt { handle: &handle, name: &name }.text(desk.language())
    }
}

/// The command `answer`.
pub(super) fn answer(desk: &Desk, handle: &str, text: Option<&str>, by: &By) -> Ended {
    let language = desk.language();
    let handle = values::handle(language, handle)?;
    let given = desk.given(text)?;
    let mut session = desk.session(by.by.as_deref())?;
    if given.is_none() {
        crate::app::answer::about_to_answer(&mut session, handle)?;
        // What is answered to is read once more.
        let entry = session.entry(handle)?;
        for line in hanging(&format!("{handle}  "), &entry.text, desk.ui.err_prose()) {
            desk.ui.tell(&line);
        }
    }
    let typed = desk.text(given, ASK_WHY.text(language));
    let written = writing(desk, &mut session, |session| crate::app::answer::answer(session, handle, &typed))?;
    let hint = calling::line(&format!("show {handle}"));
    reply(
        desk,
        &session,
        &written,
        |voice, entry| voice.says(entry, ANSWERED_SAID.text(language)),
        Some(hint),
    )
}

/// The command `share`.
pub(super) fn share(desk: &Desk, handles: &[String], all: bool, by: &By) -> Ended {
    let language = desk.language();
    let mut session = desk.session(by.by.as_deref())?;
    let mut named = Vec::new();
    // A comma may stand between them, as in a sentence.
    for typed in handles.iter().flat_map(|typed| typed.split(',')).filter(|typed| !typed.trim().is_empty()) {
        named.push(values::handle(language, typed)?);
    }
    if all {
        named = sharing::private(&session)?;
        let count = named.len();
        if count == 0 {
            let none = Shared { entries: Vec::new(), count };
            return shared(desk, &session, &Written { value: none, warnings: Vec::new() });
        }
        if !desk.ui.yes() {
            let other =
                session.me().map(|me| session.names().short(me.other()).to_owned()).unwrap_or_default();
            let other = super::super::ui::clean(&other);
            if !desk.ui.can_ask() {
                let message = ShareAllRefused { count, name: &other }.text(language);
                return Err(report("not-sure", message).hint(HINT_YES.text(language)).into());
            }
            let first = named.iter().take(Shared::MOST).map(|handle| session.entry(*handle));
            let first = first.collect::<Result<Vec<_>, _>>()?;
            desk.ui.chatter(&ShareAllAsks { count, name: &other }.text(language));
            lists::entries(&Voice::of(&desk.ui, &session), &first);
            more_shared(desk, count - first.len());
            let sure = desk.ui.ask(&ShareThese { count }.text(language)).unwrap_or_default();
            if !values::yes_or_no(language, &sure).unwrap_or(false) {
                desk.ui.chatter(NOTHING_DONE.text(language));
                return Ok(ExitCode::SUCCESS);
            }
        }
    }
    let written = writing(desk, &mut session, |session| sharing::share(session, &named))?;
    shared(desk, &session, &written)
}

/// That there are more than were listed.
fn more_shared(desk: &Desk, more: usize) {
    if more > 0 {
        desk.ui.chatter(&AndMoreEntries { count: more }.text(desk.language()));
    }
}

fn shared(desk: &Desk, session: &Session, written: &Written<Shared>) -> Ended {
    let Shared { entries, count } = &written.value;
    if desk.ui.json() {
        let value = json::part_of("entries", entries, *count > entries.len());
        desk.ui.say(&json::with_warnings(&value, &written.warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    if entries.is_empty() {
        desk.ui.say(NOTHING_PRIVATE.text(desk.language()));
        return Ok(ExitCode::SUCCESS);
    }
    let voice = Voice::of(&desk.ui, session);
    for entry in entries {
        voice.says(entry, SHARED_SAID.text(desk.language()));
    }
    more_shared(desk, count - entries.len());
    for warning in &written.warnings {
        desk.ui.warning(warning);
    }
    if let [entry] = &entries[..] {
        desk.ui.hint(&share_hint(desk, session, &entry.handle, true));
    }
    Ok(ExitCode::SUCCESS)
}

/// The command `withdraw`.
pub(super) fn withdraw(desk: &Desk, handle: &str, by: &By) -> Ended {
    let handle = values::handle(desk.language(), handle)?;
    let mut session = desk.session(by.by.as_deref())?;
    let written = writing(desk, &mut session, |session| sharing::withdraw(session, handle))?;
    let done = WITHDRAWN_SAID.text(desk.language());
    let hint = share_hint(desk, &session, &written.value.handle, false);
    reply(desk, &session, &written, |voice, entry| voice.says(entry, done), Some(hint))
}

/// The command `delete`.
pub(super) fn delete(desk: &Desk, handle: &str, by: &By) -> Ended {
    let language = desk.language();
    let handle = values::handle(language, handle)?;
    let mut session = desk.session(by.by.as_deref())?;
    let before = session.entry(handle).ok();
    let written = writing(desk, &mut session, |session| remove::delete(session, handle))?;
    let handle = written.value.handle;
    if desk.ui.json() {
        let mut value = serde_json::json!({"handle": handle.to_string(), "deleted": true});
        super::undo::add_out_of_date(&mut value, &written.value.talks);
        desk.ui.say(&json::with_warnings(&value, &written.warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let voice = Voice::of(&desk.ui, &session);
    let what = before.map(|entry| diary::gone(&voice, &entry, handle)).unwrap_or_default();
    voice.says_of(handle, &DeletedSaid { what: &what }.text(language));
    for (talk, files) in &written.value.talks {
        voice.echoes_out_of_date(&talk.to_string(), files);
    }
    for warning in &written.warnings {
        desk.ui.warning(warning);
    }
    desk.ui.hint(&HintErase { handle: &handle }.text(language));
    Ok(ExitCode::SUCCESS)
}

/// The command `erase`.
pub(super) fn erase(desk: &Desk, handle: &str, by: &By) -> Ended {
    let language = desk.language();
    let handle = values::handle(language, handle)?;
    let mut session = desk.session(by.by.as_deref())?;
    remove::about_to_erase(&mut session, handle)?;
    if !desk.ui.yes() {
        if !desk.ui.can_ask() {
            let message = EraseAsks { handle: &handle }.text(language);
            return Err(report("not-sure", message).hint(HINT_YES.text(language)).into());
        }
        let question = EraseQuestion { handle: &handle }.text(language);
        let sure = desk.ui.ask(&question).unwrap_or_default();
        if !values::yes_or_no(language, &sure).unwrap_or(false) {
            desk.ui.chatter(NOTHING_DONE.text(language));
            return Ok(ExitCode::SUCCESS);
        }
    }
    let written = writing(desk, &mut session, |session| remove::erase(session, handle, &desk.backups()))?;
    let (erased, mut warnings) = (written.value, written.warnings);
    let shown = |path: &std::path::PathBuf| super::super::ui::shown(path);
    let copies: Vec<String> = erased.copies.iter().map(shown).collect();
    if !copies.is_empty() {
        warnings.push(CopiesHold { files: &copies.join(", ") }.text(language));
    }
    if desk.ui.json() {
        let value =
            serde_json::json!({"handle": erased.handle.to_string(), "erased": true, "copies": copies});
        desk.ui.say(&json::with_warnings(&value, &warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    Voice::of(&desk.ui, &session).says_of(erased.handle, ERASED_SAID.text(language));
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    let is_entry =
        matches!(handle.root, Root::Entry(Series::Observation | Series::Incident | Series::Adjustment, _));
    if is_entry {
        desk.ui.chatter(OTHER_COPIES.text(language));
    }
    Ok(ExitCode::SUCCESS)
}
