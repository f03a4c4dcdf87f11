//! Changing what is on record: by options, in an editor, or by a text that is asked for.

use super::super::args::Edit as EditArgs;
use super::super::desk::{Desk, Way};
use super::super::draft;
use super::super::ui::clean;
use super::super::values;
use super::super::voice::Voice;
use super::super::when::{Asked, When};
use super::super::wording::Failure;
use super::capture::tone;
use super::{Ended, Written, answer, writing};
use crate::app::Session;
use crate::app::draft::Draft;
use crate::app::edit::{self, Changeable, Edit, Let};
use crate::app::entry::Entry;
use crate::domain::Handle;
use crate::locale::messages::{ADDED_SAID, ASK_NEW_TEXT, CHANGED_SAID};
use std::process::ExitCode;

/// The value of an option that takes its field away where it is empty.
fn maybe<T>(typed: Option<&str>, read: impl FnOnce(&str) -> Result<T, Failure>) -> Result<Let<T>, Failure> {
    match typed.map(str::trim) {
        None => Ok(Let::Stand),
        Some("") => Ok(Let::Go),
        Some(typed) => Ok(Let::Be(read(typed)?)),
    }
}

fn fields(desk: &Desk, session: &Session, args: &EditArgs, text: Option<String>) -> Result<Edit, Failure> {
    let language = desk.language();
    let when = When::new(language, session.today());
    let given = &args.surroundings;
    let tags: Vec<String> = given.tags.iter().filter(|tag| !tag.trim().is_empty()).cloned().collect();
    Ok(Edit {
        text,
        theme: given.theme.clone(),
        on: given.on.as_deref().map(|typed| when.happened(Asked::Flag("--on"), typed)).transpose()?,
        tone: tone(&args.tone).map_or(Let::Stand, Let::Be),
        about: args.about.as_deref().map(|typed| values::about(language, session, typed)).transpose()?,
        effect: given.effect.clone(),
        setting: given.setting.clone(),
        channel: maybe(given.channel.as_deref(), |typed| Ok(values::word(language, typed)?))?,
        tags: (!given.tags.is_empty()).then_some(tags),
        actor: args.actor.as_deref().map(|typed| values::actor(session, typed)).transpose()?,
        severity: args.severity.as_deref().map(|typed| values::word(language, typed)).transpose()?,
        class: maybe(args.class.as_deref(), |typed| Ok(values::word(language, typed)?))?,
        positive: args.positive,
        public: args.public.as_deref().map(|typed| values::yes_or_no(language, typed)).transpose()?,
        owner: args.owner.as_deref().map(|typed| values::owner(session, typed)).transpose()?,
        until: maybe(args.until.as_deref(), |typed| Ok(when.planned(Asked::Flag("--until"), typed)?))?,
        checks: args
            .checks
            .iter()
            .map(|typed| when.planned(Asked::Flag("--check"), typed))
            .collect::<Result<_, _>>()?,
    })
}

/// What an entry, or a part of one, said, to be compared with what it says now.
fn before(desk: &Desk, found: &Changeable) -> Draft {
    match &found.part {
        Some(text) => Draft { text: text.clone(), fields: Vec::new() },
        None => draft::as_draft(desk.language(), &found.entry),
    }
}

/// The command `edit`.
pub(super) fn edit(desk: &Desk, args: &EditArgs) -> Ended {
    let language = desk.language();
    let handle = values::handle(language, &args.handle)?;
    let (text, addition) =
        (desk.optional_text(args.text.as_deref())?, desk.optional_text(args.add.as_deref())?);
    let mut session = desk.session(args.by.by.as_deref())?;
    if let Some(text) = addition {
        let written = writing(desk, &mut session, |session| edit::add(session, handle, &text))?;
        let done = ADDED_SAID.text(language);
        return answer(desk, &session, &written, |voice, entry| voice.says(entry, done), None);
    }
    let mut edit = fields(desk, &session, args, text)?;
    let is_asked = edit.is_empty() && (args.in_editor || desk.ui.can_ask());
    let found = (is_asked || !edit.is_empty()).then(|| edit::changeable(&mut session, handle)).transpose()?;
    if let Some(found) = found.as_ref().filter(|_| args.in_editor || (is_asked && draft::has_editor(desk))) {
        let form = draft::of_entry(desk, &session, handle, found);
        let written = draft::write(desk, &form, |page| {
            let edit = draft::changed(language, &session, &form.draft, page)?;
            Ok(writing(desk, &mut session, |session| edit::edit(session, handle, &edit))?)
        })?;
        return match written {
            Some(written) => changed(desk, &session, handle, Some(found), &written),
            None => Ok(ExitCode::SUCCESS),
        };
    }
    if is_asked && let Some(found) = &found {
        desk.ui.chatter(&clean(found.part.as_deref().unwrap_or(&found.entry.text)));
        let text = desk.text(None, ASK_NEW_TEXT.text(language));
        desk.forget();
        desk.remember_as(&text, Way::Option("--text"));
        edit.text = Some(text);
    }
    let written = writing(desk, &mut session, |session| edit::edit(session, handle, &edit))?;
    changed(desk, &session, handle, found.as_ref(), &written)
}

/// Says what was changed, from what to what.
fn changed(
    desk: &Desk,
    session: &Session,
    handle: Handle,
    found: Option<&Changeable>,
    written: &Written<Entry>,
) -> Ended {
    let done = CHANGED_SAID.text(desk.language());
    let say = |voice: &Voice<'_>, entry: &Entry| {
        voice.says(entry, done);
        let Some(found) = found else { return };
        let now = match handle.part {
            Some(_) => Draft { text: said(entry, handle), fields: Vec::new() },
            None => draft::as_draft(desk.language(), entry),
        };
        voice.says_changes(&entry.handle, &before(desk, found), &now);
    };
    answer(desk, session, written, say, None)
}

/// What a part of an entry says.
fn said(entry: &Entry, part: Handle) -> String {
    let name = part.to_string();
    entry.parts().find(|said| said.handle == name).and_then(|said| said.text.clone()).unwrap_or_default()
}
