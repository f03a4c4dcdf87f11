//! Changing what is on record, by fields.

use super::entry::Entry;
use super::error::AppError;
use super::remove::{is_last_step, may_change_part};
use super::session::{self, Act, Session, put};
use super::sign::refuse_if_signed;
use crate::domain::{
    self, About, Actor, Adjustment, Change, Channel, Class, Form, Handle, Id, Incident, Member, Nature,
    Observation, OnRecord, Owner, Part, Refusal, Root, Series, Severity, Text, Tone,
};
use chrono::NaiveDate;

/// What is to become of a field that may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Let<T> {
    /// It stays as it is.
    #[default]
    Stand,
    /// It is taken away.
    Go,
    /// It is set.
    Be(T),
}

impl<T> Let<T> {
    /// What it is then.
    pub(crate) fn or(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Stand => before,
            Self::Go => None,
            Self::Be(value) => Some(value),
        }
    }

    fn is_change(&self) -> bool {
        !matches!(self, Self::Stand)
    }
}

impl<T> From<Option<T>> for Let<T> {
    /// What was read from something that stands there: nothing takes it away.
    fn from(read: Option<T>) -> Self {
        read.map_or(Self::Go, Self::Be)
    }
}

/// What is to change; what is left out stays. What is given as nothing, or as an empty text, is taken away.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edit {
    pub(crate) text: Option<String>,
    pub(crate) theme: Option<String>,
    /// The day on which it happened.
    pub(crate) on: Option<NaiveDate>,
    pub(crate) tone: Let<Tone>,
    pub(crate) about: Option<About>,
    pub(crate) effect: Option<String>,
    pub(crate) setting: Option<String>,
    pub(crate) channel: Let<Channel>,
    pub(crate) tags: Option<Vec<String>>,
    /// Whose doing an incident was.
    pub(crate) actor: Option<Actor>,
    pub(crate) severity: Option<Severity>,
    pub(crate) class: Let<Class>,
    /// Whether an incident is positive from now on.
    pub(crate) positive: bool,
    /// Whether others saw it.
    pub(crate) public: Option<bool>,
    pub(crate) owner: Option<Owner>,
    /// When an action is to be done.
    pub(crate) until: Let<NaiveDate>,
    /// The days of its checks, in the place of those before; none if they stay.
    pub(crate) checks: Vec<NaiveDate>,
}

impl Edit {
    /// The flags that are set, by their names on the command line.
    fn flags(&self) -> Vec<&'static str> {
        let set = [
            ("--text", self.text.is_some()),
            ("--theme", self.theme.is_some()),
            ("--on", self.on.is_some()),
            ("--praise, --puzzle, --friction", self.tone.is_change()),
            ("--about", self.about.is_some()),
            ("--effect", self.effect.is_some()),
            ("--setting", self.setting.is_some()),
            ("--channel", self.channel.is_change()),
            ("--tag", self.tags.is_some()),
            ("--actor", self.actor.is_some()),
            ("--severity", self.severity.is_some()),
            ("--class", self.class.is_change()),
            ("--positive", self.positive),
            ("--public", self.public.is_some()),
            ("--owner", self.owner.is_some()),
            ("--until", self.until.is_change()),
            ("--check", !self.checks.is_empty()),
        ];
        set.into_iter().filter(|(_, is_set)| *is_set).map(|(flag, _)| flag).collect()
    }

    /// Whether nothing is to change.
    pub(crate) fn is_empty(&self) -> bool {
        self.flags().is_empty()
    }

    /// Refuses flags that mean nothing for this kind of entry.
    fn only(&self, handle: Handle, known: &[&str]) -> Result<(), AppError> {
        let flags = self.flags();
        match flags.iter().find(|flag| !known.contains(*flag)) {
            Some(flag) => Err(AppError::NoSuchField { handle, flag }),
            None if flags.is_empty() => {
                Err(AppError::NothingToChange { what: handle.to_string(), help: "edit" })
            }
            None => Ok(()),
        }
    }
}

const OBSERVED: [&str; 9] = [
    "--text",
    "--theme",
    "--on",
    "--praise, --puzzle, --friction",
    "--about",
    "--effect",
    "--setting",
    "--channel",
    "--tag",
];
const HAPPENED: [&str; 12] = [
    "--text",
    "--theme",
    "--on",
    "--effect",
    "--setting",
    "--channel",
    "--tag",
    "--actor",
    "--severity",
    "--class",
    "--positive",
    "--public",
];
const AGREED: [&str; 6] = ["--text", "--theme", "--owner", "--until", "--check", "--tag"];

/// An optional label: `given` empty takes it away.
fn changed<T>(
    before: Option<T>,
    given: Option<&str>,
    read: impl FnOnce(&str) -> Result<T, AppError>,
) -> Result<Option<T>, AppError> {
    match given {
        None => Ok(before),
        Some("") => Ok(None),
        Some(given) => Ok(Some(read(given)?)),
    }
}

/// Changes an entry or a part of one.
///
/// # Errors
/// If it is another's, was answered, a signed talk holds it, or it has no such field.
pub(crate) fn edit(session: &mut Session, handle: Handle, edit: &Edit) -> Result<Entry, AppError> {
    let theme = match edit.theme.as_deref() {
        None | Some("") => edit.theme.clone(),
        Some(typed) => Some(session.theme(typed)?),
    };
    let edit = Edit { theme, ..edit.clone() };
    let act = session.begin()?;
    let root = Handle { part: None, ..handle };
    let (id, change) = match (root.root, handle.part) {
        (_, Some(_)) => part(&act, handle, &edit)?,
        (Root::Entry(Series::Observation, _), None) => {
            let found = session::observation(act.view(), root)?;
            (found.id, put(found.id, observation(&act, &found, &edit)?))
        }
        (Root::Entry(Series::Incident, _), None) => {
            let found = session::incident(act.view(), root)?;
            (found.id, put(found.id, incident(&act, &found, &edit)?))
        }
        (Root::Entry(Series::Adjustment, _), None) => {
            let found = session::adjustment(act.view(), root)?;
            (found.id, put(found.id, adjustment(&act, &found, &edit)?))
        }
        (Root::Review(_), None) => return Err(AppError::WrongKind { handle }),
    };
    refuse_if_signed(act.view(), handle, &[id])?;
    act.commit("edit", &[change])?;
    session.entry(root)
}

/// What an entry or a part of one says before it is changed.
pub(crate) struct Changeable {
    /// The entry, or that of the part.
    pub(crate) entry: Entry,
    /// Of a part: its text.
    pub(crate) part: Option<String>,
}

/// What is to be changed, refused before anything is written if it may not be.
///
/// # Errors
/// If it is another's, was answered, or a signed talk holds it.
pub(crate) fn changeable(session: &mut Session, handle: Handle) -> Result<Changeable, AppError> {
    let act = session.begin()?;
    let (root, view) = (Handle { part: None, ..handle }, act.view());
    let (id, part_text) = match (root.root, handle.part) {
        (_, Some(_)) => {
            let text = Edit { text: Some("-".to_owned()), ..Edit::default() };
            let (id, _) = part(&act, handle, &text)?;
            let parts = parts(&act, handle)?;
            let found = parts.iter().find(|(known, _)| *known == id);
            (id, found.and_then(|(_, part)| part.content.text().map(ToString::to_string)))
        }
        (Root::Entry(Series::Observation, _), None) => {
            let found = session::observation(view, root)?;
            found.may_change(me(&act)?)?;
            (found.id, None)
        }
        (Root::Entry(Series::Incident, _), None) => {
            let found = session::incident(view, root)?;
            found.may_change(me(&act)?)?;
            (found.id, None)
        }
        (Root::Entry(Series::Adjustment, _), None) => {
            let found = session::adjustment(view, root)?;
            if found.value.erased.is_some() {
                return Err(Refusal::Erased { handle }.into());
            }
            (found.id, None)
        }
        (Root::Review(_), None) => return Err(AppError::WrongKind { handle }),
    };
    refuse_if_signed(act.view(), handle, &[id])?;
    drop(act);
    Ok(Changeable { entry: session.entry(root)?, part: part_text })
}

fn me(act: &Act<'_>) -> Result<Member, AppError> {
    act.me.ok_or_else(|| AppError::WhoAreYou { keys: act.pair.member_keys.clone() })
}

fn observation(act: &Act<'_>, found: &OnRecord<Observation>, edit: &Edit) -> Result<Observation, AppError> {
    edit.only(found.value.handle(), &OBSERVED)?;
    found.may_change(me(act)?)?;
    let mut it = found.value.clone();
    words(&mut it.text, &mut it.theme, edit)?;
    if edit.on.is_some() {
        it.date = act.happened(edit.on)?;
    }
    it.tone = edit.tone.or(it.tone);
    it.about = edit.about.unwrap_or(it.about);
    surroundings(&mut it.circumstances, edit)?;
    it.edited = found.shared().map(|_| act.now).or(it.edited);
    Ok(it)
}

/// What every entry has: its text and its theme.
fn words(text: &mut Text, theme: &mut Option<String>, edit: &Edit) -> Result<(), AppError> {
    if let Some(new) = &edit.text {
        *text = Text::new(new)?;
    }
    *theme = changed(theme.take(), edit.theme.as_deref(), |key| Ok(key.to_owned()))?;
    Ok(())
}

fn surroundings(it: &mut domain::Circumstances, edit: &Edit) -> Result<(), AppError> {
    it.effect = changed(it.effect.take(), edit.effect.as_deref(), |text| Ok(Text::new(text)?))?;
    it.setting = changed(it.setting.take(), edit.setting.as_deref(), |text| Ok(domain::label(text)?))?;
    it.channel = edit.channel.or(it.channel);
    if let Some(tags) = &edit.tags {
        it.tags = super::observe::tags(tags)?;
    }
    Ok(())
}

fn incident(act: &Act<'_>, found: &OnRecord<Incident>, edit: &Edit) -> Result<Incident, AppError> {
    let handle = found.value.handle();
    edit.only(handle, &HAPPENED)?;
    found.may_change(me(act)?)?;
    let mut it = found.value.clone();
    words(&mut it.text, &mut it.theme, edit)?;
    if edit.on.is_some() {
        it.date = act.happened(edit.on)?;
    }
    it.actor = edit.actor.unwrap_or(it.actor);
    it.public = edit.public.unwrap_or(it.public);
    it.nature = match it.nature {
        _ if edit.positive => Nature::Positive,
        Nature::Negative { severity, class } => {
            Nature::Negative { severity: edit.severity.unwrap_or(severity), class: edit.class.or(class) }
        }
        Nature::Positive => match edit.severity {
            Some(severity) => Nature::Negative { severity, class: edit.class.or(None) },
            None if edit.class.or(None).is_some() => return Err(Refusal::NothingToRepair { handle }.into()),
            None => Nature::Positive,
        },
    };
    let is_mended = found.parts.iter().any(|(_, part)| matches!(part.content.kind(), "step" | "closing"));
    if is_mended
        && (it.actor != found.value.actor || it.severity().is_some() != found.value.severity().is_some())
    {
        return Err(Refusal::StepFollowed { handle }.into());
    }
    surroundings(&mut it.circumstances, edit)?;
    it.edited = found.shared().map(|_| act.now).or(it.edited);
    Ok(it)
}

fn adjustment(act: &Act<'_>, found: &OnRecord<Adjustment>, edit: &Edit) -> Result<Adjustment, AppError> {
    let handle = found.value.handle();
    edit.only(handle, &AGREED)?;
    if found.value.erased.is_some() {
        return Err(Refusal::Erased { handle }.into());
    }
    let mut it = found.value.clone();
    words(&mut it.text, &mut it.theme, edit)?;
    it.owner = edit.owner.unwrap_or(it.owner);
    let until = edit.until.or(None);
    let planned = until.iter().chain(&edit.checks);
    if let Some(early) = planned.copied().find(|day| *day < it.date) {
        return Err(Refusal::TooEarly { date: early, first: it.date }.into());
    }
    match (it.form, edit.until) {
        (_, Let::Stand) => {}
        (Form::Action { .. }, _) => it.form = Form::Action { until },
        (Form::Rule, _) => return Err(AppError::NoSuchField { handle, flag: "--until" }),
    }
    if !edit.checks.is_empty() {
        it.checks.clone_from(&edit.checks);
        it.checks.sort_unstable();
        it.checks.dedup();
    }
    if let Some(tags) = &edit.tags {
        it.tags = super::observe::tags(tags)?;
    }
    it.edited = Some(act.now);
    Ok(it)
}

/// What stands beside the entry that a handle names.
fn parts(act: &Act<'_>, handle: Handle) -> Result<Vec<(Id, Part)>, AppError> {
    let root = Handle { part: None, ..handle };
    let view = act.view();
    Ok(match root.root {
        Root::Entry(Series::Observation, _) => session::observation(view, root)?.parts,
        Root::Entry(Series::Incident, _) => session::incident(view, root)?.parts,
        Root::Entry(Series::Adjustment, _) => session::adjustment(view, root)?.parts,
        Root::Review(_) => session::review(view, root)?.parts,
    })
}

/// A part takes a new text only.
fn part(act: &Act<'_>, handle: Handle, edit: &Edit) -> Result<(Id, Change), AppError> {
    edit.only(handle, &["--text"])?;
    let (view, parts) = (act.view(), parts(act, handle)?);
    let Some((id, found)) = parts.iter().find(|(_, part)| Some(part.number) == handle.part) else {
        return session::unknown(view, handle);
    };
    may_change_part(act, handle, found)?;
    is_last_step(&parts, handle, found)?;
    let mut changed: Part = found.clone();
    let text = Text::new(edit.text.as_deref().unwrap_or_default())?;
    if !changed.content.set_text(text) {
        return Err(AppError::WrongKind { handle });
    }
    changed.edited = Some(act.now);
    Ok((*id, put(*id, changed)))
}

/// Sets an addition of the author beside an own entry whose text is frozen.
///
/// # Errors
/// If it is another's.
pub(crate) fn add(session: &mut Session, handle: Handle, text: &str) -> Result<Entry, AppError> {
    let text = Text::new(text)?;
    let (act, member) = session.begin_own()?;
    let part = match handle.root {
        Root::Entry(Series::Observation, _) => {
            let found = session::observation(act.view(), handle)?;
            let stamp = act.stamp(found.id, act.today())?;
            found.add(member, text, stamp)?
        }
        Root::Entry(Series::Incident, _) => {
            let found = session::incident(act.view(), handle)?;
            let stamp = act.stamp(found.id, act.today())?;
            found.add(member, text, stamp)?
        }
        Root::Entry(Series::Adjustment, _) | Root::Review(_) => return Err(AppError::WrongKind { handle }),
    };
    let changes = [put(act.new_id(), part)];
    act.commit("edit", &changes)?;
    session.entry(handle)
}
