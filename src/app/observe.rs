//! Noting what one noticed.

use super::entry::Entry;
use super::error::AppError;
use super::session::{Act, Session, put};
use crate::domain::{
    self, About, Change, Channel, Circumstances, Content, Handle, Id, Member, Observation, Part, Refusal,
    Series, Text, Tone,
};
use chrono::NaiveDate;

/// What an observation and an incident have in common on the command line, the theme as it was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Noticed {
    pub(crate) text: String,
    pub(crate) theme: Option<String>,
    /// The day on which it was; today if left out.
    pub(crate) on: Option<NaiveDate>,
    /// What it did to somebody.
    pub(crate) effect: Option<String>,
    /// Where it was, in words.
    pub(crate) setting: Option<String>,
    /// On which way it came.
    pub(crate) channel: Option<Channel>,
    pub(crate) tags: Vec<String>,
    /// Whether the other may read it at once.
    pub(crate) share: bool,
}

impl Noticed {
    /// What surrounded it, tags trimmed of `#` and each once.
    ///
    /// # Errors
    /// If a text or a label is blank.
    pub(super) fn circumstances(&self) -> Result<Circumstances, AppError> {
        Ok(Circumstances {
            effect: self.effect.as_deref().map(Text::new).transpose()?,
            setting: self.setting.as_deref().map(domain::label).transpose()?,
            channel: self.channel,
            tags: tags(&self.tags)?,
        })
    }
}

/// Tags as they are kept: without `#`, each once, in the order given.
///
/// # Errors
/// If one is blank or has a comma, which stands between two tags.
pub(super) fn tags(typed: &[String]) -> Result<Vec<String>, AppError> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed {
        let tag = domain::label(tag.trim().trim_start_matches('#'))?;
        if tag.contains(',') {
            return Err(Refusal::CommaInTag { tag }.into());
        }
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

/// The share that goes with a new entry, if it is shared at once.
pub(super) fn share_at_once(act: &Act<'_>, subject: Id, author: Member) -> Result<Change, AppError> {
    let stamp = act.wordless_stamp(subject)?;
    Ok(put(act.new_id(), Part::new(subject, Some(author), stamp, Content::Share)))
}

/// Notes what the one who is typing noticed.
///
/// # Errors
/// If nobody said who is typing, the text is empty, the day in the future, the theme unknown or the pair ended.
pub(crate) fn observe(
    session: &mut Session,
    noticed: &Noticed,
    tone: Option<Tone>,
    about: Option<About>,
) -> Result<Entry, AppError> {
    let theme = noticed.theme.as_deref().map(|typed| session.theme(typed)).transpose()?;
    let (act, author) = session.begin_own()?;
    let (handle, changes) = made(&act, author, noticed, theme, tone, about)?;
    act.commit("observe", &changes)?;
    session.entry(handle)
}

/// The changes by which an observation comes on record, under a handle of its own. `theme` is the key of its theme.
///
/// # Errors
/// As [`observe`].
pub(super) fn made(
    act: &Act<'_>,
    author: Member,
    noticed: &Noticed,
    theme: Option<String>,
    tone: Option<Tone>,
    about: Option<About>,
) -> Result<(Handle, Vec<Change>), AppError> {
    let text = Text::new(&noticed.text)?;
    let circumstances = noticed.circumstances()?;
    act.pair.running()?;
    let date = act.happened(noticed.on)?;
    let observation = Observation {
        pair: act.pair_id,
        number: act.number(Series::Observation)?,
        author,
        date,
        text,
        theme,
        tone,
        about: about.unwrap_or(About::Partner),
        circumstances,
        created: act.now,
        edited: None,
        erased: None,
    };
    let (id, handle) = (act.new_id(), observation.handle());
    let mut changes = vec![put(id, observation)];
    if noticed.share {
        changes.push(share_at_once(act, id, author)?);
    }
    Ok((handle, changes))
}
