//! Noting a trust incident.

use super::entry::Entry;
use super::error::AppError;
use super::observe::{Noticed, share_at_once};
use super::session::{Act, Session, put};
use crate::domain::{Actor, Change, Handle, Incident, Member, Nature, Series, Text};

/// Notes a trust incident.
///
/// # Errors
/// If nobody said who is typing, the text is empty, the day in the future, the theme unknown or the pair ended.
pub(crate) fn add(
    session: &mut Session,
    noticed: &Noticed,
    actor: Actor,
    nature: Nature,
    public: bool,
) -> Result<Entry, AppError> {
    let theme = noticed.theme.as_deref().map(|typed| session.theme(typed)).transpose()?;
    let (act, author) = session.begin_own()?;
    let (handle, changes) = made(&act, author, noticed, theme, Happened { actor, nature, public })?;
    act.commit("incident add", &changes)?;
    session.entry(handle)
}

/// What an incident has beside what it shares with an observation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Happened {
    /// Whose doing it was.
    pub(crate) actor: Actor,
    /// Whether it was good or bad, and how much it hurt.
    pub(crate) nature: Nature,
    /// Whether others saw it.
    pub(crate) public: bool,
}

/// The changes by which an incident comes on record, under a handle of its own. `theme` is the key of its theme.
///
/// # Errors
/// As [`add`].
pub(super) fn made(
    act: &Act<'_>,
    author: Member,
    noticed: &Noticed,
    theme: Option<String>,
    happened: Happened,
) -> Result<(Handle, Vec<Change>), AppError> {
    let Happened { actor, nature, public } = happened;
    let text = Text::new(&noticed.text)?;
    let circumstances = noticed.circumstances()?;
    act.pair.running()?;
    let date = act.happened(noticed.on)?;
    let incident = Incident {
        pair: act.pair_id,
        number: act.number(Series::Incident)?,
        author,
        date,
        text,
        actor,
        nature,
        public,
        theme,
        circumstances,
        created: act.now,
        edited: None,
        erased: None,
    };
    let (id, handle) = (act.new_id(), incident.handle());
    let mut changes = vec![put(id, incident)];
    if noticed.share {
        changes.push(share_at_once(act, id, author)?);
    }
    Ok((handle, changes))
}

/// The incidents that the one who is typing may read, by number.
///
/// # Errors
/// As for every read.
pub(crate) fn list(session: &Session) -> Result<Vec<Entry>, AppError> {
    let entries = session.entries();
    Ok(session.view().incidents()?.iter().map(|incident| entries.incident(incident)).collect())
}
