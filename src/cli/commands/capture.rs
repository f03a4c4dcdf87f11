//! Noting something new: an observation, an incident. What the line, the text, the settings and an editor say is put
//! together here, in this order.

use super::super::args::{Capture, IncidentAdd, Observe, Surroundings, ToneFlags};
use super::super::config::Key;
use super::super::desk::Desk;
use super::super::draft::{self, Mistake};
use super::super::ui::clean;
use super::super::values;
use super::super::when::{Asked, When};
use super::super::wording::{Failure, Report, report};
use super::entries::share_hint;
use super::{Ended, Written, answer, writing};
use crate::app::draft::Field;
use crate::app::edit::{Edit, Let};
use crate::app::entry::{Detail, Entry};
use crate::app::inline::{Inline, could_name_somebody};
use crate::app::observe::{self, Noticed};
use crate::app::{AppError, Session, incident};
use crate::domain::{About, Nature, Severity, Tone, Word};
use crate::locale::messages::{
    ASK_HAPPENED, ASK_NOTICED, HintHelp, HintNearMember, HintNearTheme, MissingArguments, SERIOUS_WARNING,
};
use crate::locale::nearest;
use std::process::ExitCode;

/// The settings of one kind of entry.
struct Usual {
    theme: Key,
    setting: Key,
    channel: Key,
    share: Key,
}

const OBSERVED: Usual = Usual {
    theme: Key::ObserveTheme,
    setting: Key::ObserveSetting,
    channel: Key::ObserveChannel,
    share: Key::ObserveShare,
};

const HAPPENED: Usual = Usual {
    theme: Key::IncidentTheme,
    setting: Key::IncidentSetting,
    channel: Key::IncidentChannel,
    share: Key::IncidentShare,
};

/// The tone that a flag says.
pub(super) fn tone(flags: &ToneFlags) -> Option<Tone> {
    match (flags.praise, flags.puzzle, flags.friction) {
        (true, _, _) => Some(Tone::Praise),
        (_, true, _) => Some(Tone::Puzzle),
        (_, _, true) => Some(Tone::Friction),
        _ => None,
    }
}

/// What the options of a line say, as an editor would.
fn on_line(desk: &Desk, session: &Session, given: &Surroundings) -> Result<Edit, Failure> {
    let language = desk.language();
    Ok(Edit {
        theme: given.theme.clone(),
        on: given
            .on
            .as_deref()
            .map(|typed| When::new(language, session.today()).happened(Asked::Flag("--on"), typed))
            .transpose()?,
        effect: given.effect.clone(),
        setting: given.setting.clone(),
        channel: word(desk, given.channel.as_deref())?.map_or(Let::Stand, Let::Be),
        tags: Some(given.tags.clone()),
        ..Edit::default()
    })
}

/// What surrounds something new: what was said of it, the words of its text, and what is usual.
fn noticed<W>(
    desk: &Desk,
    said: &Edit,
    inline: &Inline<W>,
    usual: &Usual,
    capture: &Capture,
) -> Result<Noticed, Failure> {
    let channel = match said.channel {
        Let::Be(channel) => Some(channel),
        Let::Go | Let::Stand => setting(desk, usual.channel)?,
    };
    let tags = said.tags.iter().flatten().chain(&inline.tags).cloned().collect();
    let filled = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
    Ok(Noticed {
        text: inline.text.clone(),
        theme: inline.theme.clone().or_else(|| desk.setting(usual.theme)),
        on: said.on,
        effect: filled(&said.effect),
        setting: filled(&said.setting).or_else(|| desk.setting(usual.setting)),
        channel,
        tags,
        share: is_shared(desk, usual, capture)?,
    })
}

fn is_shared(desk: &Desk, usual: &Usual, capture: &Capture) -> Result<bool, Report> {
    Ok(capture.share || (!capture.private && desk.is_set(usual.share)?))
}

/// Writes what an editor says, or the line; `None` if a person thought better of it.
fn write(
    desk: &Desk,
    session: &mut Session,
    form: Option<draft::Form>,
    line: impl FnOnce(&mut Session) -> Result<Written<Entry>, Failure>,
    mut page: impl FnMut(&mut Session, &Edit) -> Result<Written<Entry>, Mistake>,
) -> Result<Option<Written<Entry>>, Failure> {
    let Some(form) = form else { return line(session).map(Some) };
    draft::write(desk, &form, |read| {
        let said = draft::written(desk.language(), session, read)?;
        page(session, &said)
    })
}

/// The command `observe`.
pub(super) fn observe(desk: &Desk, args: &Observe) -> Ended {
    let language = desk.language();
    let given = given(desk, args.text.as_deref(), &args.capture)?;
    let mut session = desk.session(args.by.by.as_deref())?;
    let form = |session: &Session| {
        let fields = draft::of_observe(language, args, tone(&args.tone));
        draft::of_new(desk, session, "observe", given.as_deref(), fields)
    };
    let form = args.capture.in_editor.then(|| own(&session).map(|()| form(&session))).transpose()?;
    let put = |session: &mut Session, said: &Edit, text: &str| {
        let theme = said.theme.as_deref().filter(|theme| !theme.is_empty());
        let inline = session.observed(text, theme, said.about)?;
        let noticed = noticed(desk, said, &inline, &OBSERVED, &args.capture)?;
        let tone = match said.tone {
            Let::Be(tone) => Some(tone),
            Let::Go | Let::Stand => setting::<Tone>(desk, Key::ObserveTone)?,
        };
        let about =
            inline.whom.map_or_else(|| setting::<About>(desk, Key::ObserveAbout), |it| Ok(Some(it)))?;
        writing(desk, session, |session| observe::observe(session, &noticed, tone, about))
    };
    let line = |session: &mut Session| {
        let mut said = on_line(desk, session, &args.surroundings)?;
        said.tone = tone(&args.tone).map_or(Let::Stand, Let::Be);
        said.about =
            args.about.as_deref().map(|it| values::about(desk.language(), session, it)).transpose()?;
        let text = desk.text(given.clone(), ASK_NOTICED.text(language));
        put(session, &said, &text)
    };
    let page = |session: &mut Session, said: &Edit| {
        Ok(put(session, said, said.text.as_deref().unwrap_or_default())?)
    };
    let Some(written) = write(desk, &mut session, form, line, page)? else { return Ok(ExitCode::SUCCESS) };
    let hint = share_hint(desk, &session, &written.value.handle, written.value.shared);
    answer(desk, &session, &written, |voice, entry| voice.says_noted(entry), Some(hint))?;
    tell_near_marks(desk, &session, &written.value);
    Ok(ExitCode::SUCCESS)
}

/// Tells of marks in an entry that are nearly a theme or a name; they stay what they are.
pub(super) fn tell_near_marks(desk: &Desk, session: &Session, entry: &Entry) {
    let language = desk.language();
    let keys = crate::app::themes::keys(session.pair());
    let shorts = |language| keys.iter().map(move |key| crate::app::themes::short(language, key));
    let themes = || shorts(language).chain(keys.iter().copied());
    for typed in entry.tags.iter().filter(|tag| session.theme(tag).is_err()) {
        if let Some(near) = nearest(typed, themes()) {
            let said = HintNearTheme { near: &near, handle: &entry.handle, typed: &clean(typed) };
            desk.ui.hint(&said.text(language));
        }
    }
    let names = session.names();
    let names: Vec<&str> = names
        .keys
        .iter()
        .map(String::as_str)
        .chain(names.full.iter().flat_map(|name| name.split(' ')))
        .collect();
    for word in entry.text.split_whitespace().filter_map(|word| word.strip_prefix('@')) {
        let typed = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if session.member(typed).is_err()
            && let Some(near) = nearest(typed, names.iter().copied())
        {
            let said = HintNearMember { near: &near.to_lowercase(), typed: &clean(typed) };
            desk.ui.hint(&said.text(language));
        }
    }
}

/// The text of the line; with an editor it need not be there.
fn given(desk: &Desk, typed: Option<&str>, capture: &Capture) -> Result<Option<String>, Failure> {
    if capture.in_editor { desk.optional_text(typed) } else { desk.given(typed) }
}

/// Refuses before a page is opened that nobody could put on record.
fn own(session: &Session) -> Result<(), AppError> {
    session.pair().running()?;
    match session.me() {
        Some(_) => Ok(()),
        None => Err(AppError::WhoAreYou { keys: session.pair().member_keys.clone() }),
    }
}

fn word<W: Word>(desk: &Desk, typed: Option<&str>) -> Result<Option<W>, Report> {
    typed.map(|typed| values::word(desk.language(), typed)).transpose()
}

fn setting<W: Word>(desk: &Desk, key: Key) -> Result<Option<W>, Report> {
    word(desk, desk.setting(key).as_deref())
}

/// That nobody said whose it is, neither by an option nor in the text.
pub(super) fn whose_missing(desk: &Desk, option: &str, command: &str) -> Failure {
    let language = desk.language();
    let missing = format!("{option} <{}>", crate::locale::messages::MEMBER_VALUE.text(language));
    let help = format!("makkerpar help {command}");
    report("missing-argument", MissingArguments { missing: &missing }.text(language))
        .hint(HintHelp { help: &help }.text(language))
        .usage()
        .into()
}

/// The command `incident add`.
pub(super) fn add_incident(desk: &Desk, args: &IncidentAdd) -> Ended {
    let language = desk.language();
    let missing = || whose_missing(desk, "--actor", "incident add");
    // A line that cannot be right is refused before anything is opened.
    if args.actor.is_none()
        && !args.capture.in_editor
        && args.text.as_deref().is_some_and(|text| text != "-" && !could_name_somebody(text))
    {
        return Err(missing());
    }
    let given = given(desk, args.text.as_deref(), &args.capture)?;
    let mut session = desk.session(args.by.by.as_deref())?;
    let form = |session: &Session| {
        draft::of_new(desk, session, "incident", given.as_deref(), draft::of_incident(language, args))
    };
    let form = args.capture.in_editor.then(|| own(&session).map(|()| form(&session))).transpose()?;
    let put = |session: &mut Session, said: &Edit, text: &str| {
        let theme = said.theme.as_deref().filter(|theme| !theme.is_empty());
        let inline = session.happened(text, theme, said.actor)?;
        let actor = inline.whom.ok_or_else(missing)?;
        let severity =
            said.severity.map_or_else(|| setting(desk, Key::IncidentSeverity), |it| Ok(Some(it)))?;
        let nature = if said.positive {
            Nature::Positive
        } else {
            let severity = severity.unwrap_or(Severity::Scratch);
            Nature::Negative { severity, class: said.class.or(None) }
        };
        let noticed = noticed(desk, said, &inline, &HAPPENED, &args.capture)?;
        let is_public = said.public.unwrap_or_default();
        writing(desk, session, |session| incident::add(session, &noticed, actor, nature, is_public))
    };
    let line = |session: &mut Session| {
        let mut said = on_line(desk, session, &args.surroundings)?;
        said.actor = args.actor.as_deref().map(|typed| values::actor(session, typed)).transpose()?;
        said.severity = word(desk, args.severity.as_deref())?;
        said.class = word(desk, args.class.as_deref())?.map_or(Let::Stand, Let::Be);
        (said.positive, said.public) = (args.positive, Some(args.public));
        let text = desk.text(given.clone(), ASK_HAPPENED.text(language));
        put(session, &said, &text)
    };
    let page = |session: &mut Session, said: &Edit| {
        let text = said.text.as_deref().unwrap_or_default();
        if said.actor.is_none() && !could_name_somebody(text) {
            return Err(Mistake { field: Some(Field::Actor), failure: missing() });
        }
        Ok(put(session, said, text)?)
    };
    let Some(mut written) = write(desk, &mut session, form, line, page)? else {
        return Ok(ExitCode::SUCCESS);
    };
    if let Detail::Incident { severity: Some(Severity::Serious), .. } = written.value.detail {
        written.warnings.push(SERIOUS_WARNING.text(language).to_owned());
    }
    let hint = share_hint(desk, &session, &written.value.handle, written.value.shared);
    answer(desk, &session, &written, |voice, entry| voice.says_noted(entry), Some(hint))?;
    tell_near_marks(desk, &session, &written.value);
    Ok(ExitCode::SUCCESS)
}
