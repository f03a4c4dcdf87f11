//! Deleting, which can be undone, and erasing, which cannot.

use super::backups::Backups;
use super::error::AppError;
use super::replan::{OutOfDate, outdated, plans};
use super::session::{self, Act, Session};
use super::sign::refuse_if_signed;
use crate::domain::{
    Change, Entity, Handle, Id, Incident, Member, Observation, OnRecord, Part, Refusal, RepairStep, Root,
    Series,
};
use crate::store::holds_words;
use std::path::{Path, PathBuf};

/// What a handle names, with everything that stands beside it.
enum Found {
    Observation(OnRecord<Observation>),
    Incident(OnRecord<Incident>),
    Joint { id: Id, parts: Vec<(Id, Part)> },
}

impl Found {
    fn at(act: &Act<'_>, handle: Handle) -> Result<Self, AppError> {
        let (view, root) = (act.view(), Handle { part: None, ..handle });
        Ok(match root.root {
            Root::Entry(Series::Observation, _) => Self::Observation(session::observation(view, root)?),
            Root::Entry(Series::Incident, _) => Self::Incident(session::incident(view, root)?),
            Root::Entry(Series::Adjustment, _) => {
                let found = session::adjustment(view, root)?;
                Self::Joint { id: found.id, parts: found.parts }
            }
            Root::Review(_) => {
                let found = session::review(view, root)?;
                Self::Joint { id: found.id, parts: found.parts }
            }
        })
    }

    fn id(&self) -> Id {
        match self {
            Self::Observation(it) => it.id,
            Self::Incident(it) => it.id,
            Self::Joint { id, .. } => *id,
        }
    }

    fn parts(&self) -> &[(Id, Part)] {
        match self {
            Self::Observation(it) => &it.parts,
            Self::Incident(it) => &it.parts,
            Self::Joint { parts, .. } => parts,
        }
    }

    /// The part that a handle names.
    fn part(&self, handle: Handle) -> Option<&(Id, Part)> {
        self.parts().iter().find(|(_, part)| Some(part.number) == handle.part)
    }
}

/// Who is typing, for what is somebody's own.
fn must_be(act: &Act<'_>) -> Result<Member, AppError> {
    act.me.ok_or_else(|| AppError::WhoAreYou { keys: act.pair.member_keys.clone() })
}

/// Refuses what only the author of a part may do.
///
/// # Errors
/// [`AppError::WhoAreYou`], [`Refusal::NotYours`], [`Refusal::Erased`].
pub(super) fn may_change_part(act: &Act<'_>, handle: Handle, part: &Part) -> Result<(), AppError> {
    if part.erased.is_some() {
        return Err(Refusal::Erased { handle }.into());
    }
    if part.content.is_own() {
        let me = must_be(act)?;
        if let Some(author) = part.author.filter(|author| *author != me) {
            return Err(Refusal::NotYours { handle, author }.into());
        }
    }
    Ok(())
}

/// Refuses to take a step away that others follow.
pub(super) fn is_last_step(parts: &[(Id, Part)], handle: Handle, part: &Part) -> Result<(), Refusal> {
    let step = |part: &Part| match part.content {
        crate::domain::Content::Step { step, .. } => Some(step),
        _ => None,
    };
    let last: Option<RepairStep> = parts.iter().filter_map(|(_, part)| step(part)).max();
    match step(part) {
        Some(this) if Some(this) < last => Err(Refusal::StepFollowed { handle }),
        _ => Ok(()),
    }
}

/// What was taken away.
pub(crate) struct Removed {
    /// What was taken away.
    pub(crate) handle: Handle,
    /// The talks that are no longer, with the files that tell of them.
    pub(crate) talks: Vec<(Handle, Vec<OutOfDate>)>,
}

/// Takes an entry or a part of one out of lists and paper. It stays in the history.
///
/// # Errors
/// If it is another's, was answered, or a signed talk holds it.
pub(crate) fn delete(session: &mut Session, handle: Handle) -> Result<Removed, AppError> {
    let before = plans(session)?;
    let act = session.begin()?;
    let found = Found::at(&act, handle)?;
    let gone: Vec<Id> = if handle.part.is_some() {
        let Some((id, part)) = found.part(handle) else { return session::unknown(act.view(), handle) };
        if matches!(part.content.kind(), "share" | "printing" | "consent" | "ready") {
            return Err(AppError::WrongKind { handle });
        }
        may_change_part(&act, handle, part)?;
        is_last_step(found.parts(), handle, part)?;
        if part.content.kind() == "signature" {
            let review = session::review(act.view(), Handle { part: None, ..handle })?;
            review.unlocked()?;
        }
        vec![*id]
    } else {
        match &found {
            Found::Observation(it) => it.may_change(must_be(&act)?)?,
            Found::Incident(it) => it.may_change(must_be(&act)?)?,
            Found::Joint { parts, .. } => {
                if let Root::Review(_) = handle.root {
                    session::review(act.view(), handle)?.unlocked()?;
                }
                let signed = parts.iter().any(|(_, part)| part.content.kind() == "signature");
                if let (true, Root::Review(review)) = (signed, handle.root) {
                    return Err(Refusal::Signed { handle, review }.into());
                }
            }
        }
        found.parts().iter().map(|(id, _)| *id).chain([found.id()]).collect()
    };
    refuse_if_signed(act.view(), handle, &gone)?;
    let changes: Vec<Change> = gone.into_iter().map(Change::Remove).collect();
    act.commit("delete", &changes)?;
    Ok(Removed { handle, talks: outdated(session, &before)? })
}

/// What was erased, and where copies may be.
pub(crate) struct Erased {
    /// What was erased.
    pub(crate) handle: Handle,
    /// The known copies of the database that still hold the words.
    pub(crate) copies: Vec<PathBuf>,
}

/// The thing that a handle names and what of it can be erased by the one who is typing: the words themselves,
/// and what the same author set beside them.
fn erasable(act: &Act<'_>, handle: Handle) -> Result<Vec<(Id, Entity)>, AppError> {
    let reading = act.writing.reading();
    let found = match Found::at(act, handle) {
        Ok(found) => found,
        Err(AppError::UnknownHandle { .. }) => return erasable_deleted(act, handle),
        Err(other) => return Err(other),
    };
    if handle.part.is_some() {
        let Some((id, part)) = found.part(handle) else { return erasable_deleted(act, handle) };
        may_change_part(act, handle, part)?;
        return Ok(vec![(*id, Entity::Part(part.clone()))]);
    }
    let mine = |author: Option<Member>| -> Vec<(Id, Entity)> {
        let parts = found.parts().iter();
        let own = parts.filter(|(_, part)| !part.content.is_own() || part.author == author);
        let own = own.filter(|(_, part)| part.erased.is_none());
        own.map(|(id, part)| (*id, Entity::Part(part.clone()))).collect()
    };
    let (root, parts): (Option<Entity>, _) = match &found {
        Found::Observation(it) => {
            it.is_authors(must_be(act)?)?;
            (Some(it.value.clone().into()), mine(act.me))
        }
        Found::Incident(it) => {
            it.is_authors(must_be(act)?)?;
            (Some(it.value.clone().into()), mine(act.me))
        }
        Found::Joint { id, .. } => (reading.entity(*id)?, mine(None)),
    };
    if root.as_ref().is_some_and(Entity::is_erased) {
        return Err(Refusal::Erased { handle }.into());
    }
    Ok(root.map(|root| (found.id(), root)).into_iter().chain(parts).collect())
}

/// What was deleted keeps its words in the history until it is erased.
fn erasable_deleted(act: &Act<'_>, handle: Handle) -> Result<Vec<(Id, Entity)>, AppError> {
    for id in act.writing.reading().ever(act.pair_id, handle)? {
        let Some(entity) = act.writing.reading().last_words(id)? else { continue };
        let is_theirs = match entity.own_author() {
            Some(author) => act.me == Some(author),
            None => true,
        };
        if is_theirs && !entity.is_erased() {
            return Ok(vec![(id, entity)]);
        }
    }
    session::unknown(act.view(), handle)
}

/// Blanks an entry or a part of one for good, in the journal, the tables and the free pages of the file. A stub
/// stays that says so.
///
/// # Errors
/// If it is another's, or there is nothing to erase.
pub(crate) fn erase(session: &mut Session, handle: Handle, backups: &Backups) -> Result<Erased, AppError> {
    let act = session.begin()?;
    let today = act.today();
    let found = erasable(&act, handle)?;
    let erased: Vec<(Id, Id)> = found.iter().map(|(id, entity)| (entity.subject(*id), *id)).collect();
    let mut changes = Vec::new();
    for (id, entity) in found {
        changes.extend(entity.erased(today).map(|stub| Change::Erase(id, stub)));
    }
    if changes.is_empty() {
        return Err(AppError::WrongKind { handle });
    }
    act.commit("erase", &changes)?;
    Ok(Erased { handle, copies: copies(session.store().path(), backups, &erased) })
}

/// What would be erased, for the question that is asked first.
///
/// # Errors
/// As [`erase`].
pub(crate) fn about_to_erase(session: &mut Session, handle: Handle) -> Result<(), AppError> {
    let act = session.begin()?;
    erasable(&act, handle).map(|_| ())
}

/// The known copies of the database that have words of these things; one that cannot be looked into is among them.
fn copies(database: &Path, backups: &Backups, erased: &[(Id, Id)]) -> Vec<PathBuf> {
    let holds = |copy: &Path| {
        erased.iter().any(|(subject, entity)| holds_words(copy, *subject, *entity).unwrap_or(true))
    };
    let known = backups.of(database).into_iter().map(|known| known.file);
    let mut copies: Vec<PathBuf> = known.filter(|copy| holds(copy)).collect();
    copies.sort();
    copies
}
