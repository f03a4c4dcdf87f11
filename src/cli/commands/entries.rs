//! Observations and what any entry takes: answering, sharing, changing, taking away.

use super::super::args::{By, Edit as EditArgs, Observe, Surroundings, ToneFlags};
use super::super::desk::Desk;
use super::super::diary;
use super::super::voice::Voice;
use super::super::wording::{Failure, report};
use super::super::{json, lists, values};
use super::{Outcome, Written, answer as reply, writing};
use crate::app::edit::{self, Edit};
use crate::app::entry::Entry;
use crate::app::observe::{self, Noticed};
use crate::app::{Session, remove, share as sharing};
use crate::domain::{Channel, Handle, Root, Series, Tone};
use crate::locale::messages::{
    ADDED_SAID, ANSWERED_SAID, ASK_NEW_TEXT, ASK_NOTICED, ASK_WHY, CHANGED_SAID, CopiesHold, DeletedSaid,
    ERASED_SAID, EraseAsks, EraseQuestion, HINT_YES, HintErase, HintShareIt, HintWithdrawIt, NOTHING_DONE,
    NOTHING_PRIVATE, OTHER_COPIES, SHARED_SAID, ShareAllAsks, ShareAllRefused, ShareThese, WITHDRAWN_SAID,
};
use std::process::ExitCode;

/// What an observation and an incident have in common, read.
pub(super) fn noticed(
    desk: &Desk,
    session: &Session,
    text: String,
    given: &Surroundings,
    share: bool,
) -> Result<Noticed, Failure> {
    let language = desk.language();
    let on = given.on.as_deref().map(|typed| values::date(language, typed, session.today())).transpose()?;
    let channel =
        given.channel.as_deref().map(|typed| values::word::<Channel>(language, typed)).transpose()?;
    Ok(Noticed {
        text,
        theme: given.theme.clone(),
        on,
        effect: given.effect.clone(),
        setting: given.setting.clone(),
        channel,
        tags: given.tags.clone(),
        share,
    })
}

fn tone(flags: &ToneFlags) -> Option<Tone> {
    match (flags.praise, flags.puzzle, flags.friction) {
        (true, _, _) => Some(Tone::Praise),
        (_, true, _) => Some(Tone::Puzzle),
        (_, _, true) => Some(Tone::Friction),
        _ => None,
    }
}

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

pub(super) fn observe(desk: &Desk, args: &Observe) -> Outcome {
    let language = desk.language();
    let given = desk.given(args.text.as_deref())?;
    let mut session = desk.session(args.by.by.as_deref())?;
    let text = desk.text(given, ASK_NOTICED.text(language));
    let about = args.about.as_deref().map(|typed| values::word(language, typed)).transpose()?;
    let noticed = noticed(desk, &session, text, &args.surroundings, args.share)?;
    let written =
        writing(desk, &mut session, |session| observe::observe(session, &noticed, tone(&args.tone), about))?;
    let hint = share_hint(desk, &session, &written.value.handle, args.share);
    reply(desk, &session, &written, |voice, entry| voice.says_noted(entry), Some(hint))
}

pub(super) fn answer(desk: &Desk, handle: &str, text: Option<&str>, by: &By) -> Outcome {
    let language = desk.language();
    let handle = values::handle(language, handle)?;
    let given = desk.given(text)?;
    let mut session = desk.session(by.by.as_deref())?;
    desk.worth_asking(&session, handle, given.as_ref())?;
    let typed = desk.text(given, ASK_WHY.text(language));
    let written = writing(desk, &mut session, |session| crate::app::answer::answer(session, handle, &typed))?;
    let hint = format!("makkerpar show {handle}");
    reply(
        desk,
        &session,
        &written,
        |voice, entry| voice.says(entry, ANSWERED_SAID.text(language)),
        Some(hint),
    )
}

pub(super) fn share(desk: &Desk, handles: &[String], all: bool, by: &By) -> Outcome {
    let language = desk.language();
    let mut session = desk.session(by.by.as_deref())?;
    let mut named = Vec::new();
    for typed in handles {
        named.push(values::handle(language, typed)?);
    }
    if all {
        let private = sharing::private(&session)?;
        if private.is_empty() {
            return shared(desk, &session, &Written { value: Vec::new(), warnings: Vec::new() });
        }
        if !desk.ui.yes() {
            let other =
                session.me().map(|me| session.names().short(me.other()).to_owned()).unwrap_or_default();
            let other = super::super::ui::clean(&other);
            if !desk.ui.can_ask() {
                let message = ShareAllRefused { count: private.len(), name: &other }.text(language);
                return Err(report("not-sure", message).hint(HINT_YES.text(language)).into());
            }
            let entries: Vec<_> = private.iter().map(|(_, entry)| entry.clone()).collect();
            desk.ui.chatter(&ShareAllAsks { count: private.len(), name: &other }.text(language));
            lists::log(&Voice::of(&desk.ui, &session), &entries, false, 0);
            let sure = desk.ui.ask(&ShareThese { count: private.len() }.text(language)).unwrap_or_default();
            if !values::yes_or_no(language, &sure).unwrap_or(false) {
                desk.ui.chatter(NOTHING_DONE.text(language));
                return Ok(ExitCode::SUCCESS);
            }
        }
        named = private.into_iter().map(|(handle, _)| handle).collect();
    }
    let written = writing(desk, &mut session, |session| sharing::share(session, &named))?;
    shared(desk, &session, &written)
}

fn shared(desk: &Desk, session: &Session, written: &Written<Vec<Entry>>) -> Outcome {
    if desk.ui.json() {
        let value = json::part_of("entries", &written.value, false);
        desk.ui.say(&json::with_warnings(&value, &written.warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    if written.value.is_empty() {
        desk.ui.say(NOTHING_PRIVATE.text(desk.language()));
        return Ok(ExitCode::SUCCESS);
    }
    let voice = Voice::of(&desk.ui, session);
    for entry in &written.value {
        voice.says(entry, SHARED_SAID.text(desk.language()));
    }
    for warning in &written.warnings {
        desk.ui.warning(warning);
    }
    if let [entry] = &written.value[..] {
        desk.ui.hint(&share_hint(desk, session, &entry.handle, true));
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn withdraw(desk: &Desk, handle: &str, by: &By) -> Outcome {
    let handle = values::handle(desk.language(), handle)?;
    let mut session = desk.session(by.by.as_deref())?;
    let written = writing(desk, &mut session, |session| sharing::withdraw(session, handle))?;
    let done = WITHDRAWN_SAID.text(desk.language());
    let hint = share_hint(desk, &session, &written.value.handle, false);
    reply(desk, &session, &written, |voice, entry| voice.says(entry, done), Some(hint))
}

fn fields(desk: &Desk, session: &Session, args: &EditArgs, text: Option<String>) -> Result<Edit, Failure> {
    let (language, today) = (desk.language(), session.today());
    let date = |typed: &String| values::date(language, typed, today);
    let given = &args.surroundings;
    Ok(Edit {
        text,
        theme: given.theme.clone(),
        on: given.on.as_ref().map(date).transpose()?,
        tone: tone(&args.tone),
        about: args.about.as_deref().map(|typed| values::word(language, typed)).transpose()?,
        effect: given.effect.clone(),
        setting: given.setting.clone(),
        channel: given.channel.as_deref().map(|typed| values::word(language, typed)).transpose()?,
        tags: given.tags.clone(),
        actor: args.actor.as_deref().map(|typed| values::actor(session, typed)).transpose()?,
        severity: args.severity.as_deref().map(|typed| values::word(language, typed)).transpose()?,
        class: args.class.as_deref().map(|typed| values::word(language, typed)).transpose()?,
        positive: args.positive,
        public: args.public.as_deref().map(|typed| values::yes_or_no(language, typed)).transpose()?,
        owner: args.owner.as_deref().map(|typed| values::owner(session, typed)).transpose()?,
        until: args.until.as_ref().map(date).transpose()?,
        checks: args.checks.iter().map(date).collect::<Result<_, _>>()?,
    })
}

pub(super) fn edit(desk: &Desk, args: &EditArgs) -> Outcome {
    let language = desk.language();
    let handle = values::handle(language, &args.handle)?;
    let (text, addition) =
        (desk.optional_text(args.text.as_deref())?, desk.optional_text(args.add.as_deref())?);
    let mut session = desk.session(args.by.by.as_deref())?;
    if let Some(text) = addition {
        let written = writing(desk, &mut session, |session| edit::add(session, handle, &text))?;
        let done = ADDED_SAID.text(language);
        return reply(desk, &session, &written, |voice, entry| voice.says(entry, done), None);
    }
    let mut edit = fields(desk, &session, args, text)?;
    if edit.is_empty() && desk.ui.can_ask() {
        let entry = session.entry(Handle { part: None, ..handle })?;
        desk.ui.chatter(&super::super::ui::clean(&entry.text));
        edit.text = Some(desk.text(None, ASK_NEW_TEXT.text(language)));
    }
    let written = writing(desk, &mut session, |session| edit::edit(session, handle, &edit))?;
    let done = CHANGED_SAID.text(language);
    reply(desk, &session, &written, |voice, entry| voice.says(entry, done), None)
}

pub(super) fn delete(desk: &Desk, handle: &str, by: &By) -> Outcome {
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

pub(super) fn erase(desk: &Desk, handle: &str, by: &By) -> Outcome {
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
    let written = writing(desk, &mut session, |session| remove::erase(session, handle))?;
    let (erased, mut warnings) = (written.value, written.warnings);
    let shown = |path: &std::path::PathBuf| super::super::ui::clean(&path.display().to_string());
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
