//! What was done, as far as the asker may know.

use super::diary::{Told, told};
use super::error::AppError;
use super::print::Kind;
use super::session::Session;
use crate::domain::{Asker, Entity, Handle, Id, Member, Pair, is_own_kind};
use crate::store::{HistoryLine, HistoryRecord, Reading, RecordState};
use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

/// A command of the past, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Deed {
    pub(crate) id: Id,
    /// The words of the command line: `incident step`.
    pub(crate) command: String,
    /// The key of the one who gave it, if they said so.
    pub(crate) by: Option<String>,
    /// When it was given, on the clock of the pair.
    pub(crate) at: DateTime<FixedOffset>,
    /// The entries that it was about.
    pub(crate) handles: Vec<String>,
    /// Of an undo or a redo: the command that it took back, and what that was.
    pub(crate) reverses: Option<Reversed>,
}

/// The command that an undo or a redo took back.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Reversed {
    pub(crate) id: Id,
    /// Its words of the command line.
    pub(crate) command: String,
}

/// The commands of a pair, the newest first.
pub(crate) struct History {
    /// What was done, the newest first.
    pub(crate) deeds: Vec<Told>,
    /// Whether there is more of it than was asked for.
    pub(crate) more: bool,
}

/// What was done, the newest first, at most `limit` commands. A command is shown if everything in it is joint,
/// the asker's own, or about an entry that the asker can read now.
///
/// # Errors
/// As for every read.
pub(crate) fn history(session: &Session, limit: usize) -> Result<History, AppError> {
    let _still = session.store().still()?;
    let reading = session.store().reading();
    let mut deeds = Vec::new();
    // As many are read as it takes, since what is not shown must not count.
    for line in reading.commands(session.pair_id()) {
        let line = line?;
        if !is_shown(reading, session.pair_id(), session.pair(), session.me().into(), &line)? {
            continue;
        }
        if deeds.len() == limit {
            return Ok(History { deeds, more: true });
        }
        deeds.push(told(reading, session.pair(), session.me().into(), &line)?);
    }
    Ok(History { deeds, more: false })
}

/// The member who gave a command.
pub(super) fn author(pair: &Pair, line: &HistoryLine) -> Option<Member> {
    line.author.and_then(|person| pair.member_of(person))
}

/// Whether the asker may know of a command.
///
/// # Errors
/// As for every read.
pub(super) fn is_shown(
    reading: Reading<'_>,
    pair_id: Id,
    pair: &Pair,
    asker: Asker,
    line: &HistoryLine,
) -> Result<bool, AppError> {
    let own = author(pair, line).is_some() && author(pair, line) == asker.member();
    if own {
        return Ok(true);
    }
    // That somebody has begun to prepare is nobody else's business until they are ready.
    if line.act == Kind::Prep.act() {
        return Ok(false);
    }
    let view = reading.view(pair_id, asker);
    let kept_back = |record: &&HistoryRecord| {
        is_own_kind(&record.kind) && !matches!(record.kind.as_str(), "signature" | "consent" | "ready")
    };
    for record in line.records.iter().filter(kept_back) {
        if !view.can_read(record.subject)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A command as programs read it.
///
/// # Errors
/// As for every read.
pub(super) fn deed(reading: Reading<'_>, pair: &Pair, line: &HistoryLine) -> Result<Deed, AppError> {
    let mut handles: Vec<String> = Vec::new();
    for record in &line.records {
        let handle = handle(reading, record)?.map(|handle| handle.to_string());
        if let Some(handle) = handle
            && !handles.contains(&handle)
        {
            handles.push(handle);
        }
    }
    let reverses = match line.reverses {
        None => None,
        Some(id) => Some(reversed(reading, id)?),
    };
    Ok(Deed {
        id: line.id,
        command: line.act.clone(),
        by: author(pair, line).map(|member| pair.member_key(member).to_owned()),
        at: local(pair, line.at),
        handles,
        reverses,
    })
}

/// The command that was taken back or brought back. A redo reverses an undo, which is followed to its end.
fn reversed(reading: Reading<'_>, mut id: Id) -> Result<Reversed, AppError> {
    loop {
        match reading.act_of(id)? {
            Some((_, Some(further))) => id = further,
            Some((command, None)) => return Ok(Reversed { id, command }),
            None => return Ok(Reversed { id, command: String::new() }),
        }
    }
}

fn local(pair: &Pair, at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&pair.zone).fixed_offset()
}

/// The handle of the entry that a record belongs to, even if that was taken away since.
pub(super) fn handle(reading: Reading<'_>, record: &HistoryRecord) -> Result<Option<Handle>, AppError> {
    Ok(reading.last_known(record.subject)?.and_then(|entity: Entity| entity.handle()))
}

/// Whether a record took words away for good.
pub(super) fn is_erasure(record: &HistoryRecord) -> bool {
    record.state == RecordState::Erased
}
