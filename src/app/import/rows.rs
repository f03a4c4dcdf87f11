//! Entries that were written elsewhere, put on record together: all of them or none.

use crate::app::adjust::{self, Agreed};
use crate::app::entry::Kind;
use crate::app::error::AppError;
use crate::app::incident::{self, Happened};
use crate::app::observe::{self, Noticed};
use crate::app::session::{Act, Session};
use crate::domain::{About, Change, Handle, Id, Member, Refusal, Text, Tone, Word as _};
use crate::locale::dates::DateError;
use crate::store::Written;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;

/// What a line or a row says, with themes by their keys.
#[derive(Clone, Debug)]
pub(crate) enum New {
    Observation {
        noticed: Noticed,
        tone: Option<Tone>,
        about: Option<About>,
    },
    Incident {
        noticed: Noticed,
        happened: Happened,
    },
    Adjustment {
        agreed: Agreed,
        on: NaiveDate,
    },
    /// An entry of this file, which stays as it is.
    Known(Id),
}

impl New {
    fn kind(&self) -> Kind {
        match self {
            Self::Observation { .. } | Self::Known(_) => Kind::Observation,
            Self::Incident { .. } => Kind::Incident,
            Self::Adjustment { .. } => Kind::Adjustment,
        }
    }

    /// The day and the text, by which an entry that is on record is known again.
    fn said(&self, today: NaiveDate) -> Option<(NaiveDate, &str)> {
        match self {
            Self::Observation { noticed, .. } | Self::Incident { noticed, .. } => {
                Some((noticed.on.unwrap_or(today), noticed.text.as_str()))
            }
            Self::Adjustment { agreed, on } => Some((*on, agreed.text.as_str())),
            Self::Known(_) => None,
        }
    }
}

/// Why a line or a row cannot be put on record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    /// It does not begin with a date, or its cell of dates is empty.
    NoDate,
    /// What should be a date is none.
    Date { typed: String, error: DateError },
    /// No theme goes by that name, or several do.
    Theme { typed: String },
    /// Neither of the two goes by that name.
    Member { typed: String },
    /// A column has a word that it does not know.
    Value { column: &'static str, typed: String },
    /// A column that this kind needs is empty.
    Missing { column: &'static str },
    /// These are the other's own words.
    NotYours { by: String },
    /// A kind that cannot be put on record so.
    Kind { typed: String },
    /// The row cannot be taken apart.
    Cells,
    /// A rule of the record.
    Refused(Refusal),
}

/// A line or a row, as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The line of the file on which it begins, from 1.
    pub(crate) line: usize,
    /// The entry that it tells, or what is wrong with it.
    pub(crate) new: Result<New, Fault>,
}

/// What came of a line or a row.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Told {
    /// The line of the file on which it begins, from 1.
    pub(crate) line: usize,
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
}

/// What came of a line or a row.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// It is an entry now, or would be.
    Add { handle: String, kind: Kind, date: NaiveDate, text: String, theme: Option<String> },
    /// The same stands on record.
    Same { handle: String },
    /// It cannot be put on record.
    Refuse {
        #[serde(skip)]
        fault: Fault,
    },
}

/// What came of taking in lines or a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TakenIn {
    /// How many are entries now, or would be.
    pub(crate) added: usize,
    /// How many stand on record already.
    pub(crate) same: usize,
    /// How many cannot be put on record.
    pub(crate) refused: usize,
    /// What came of each, in their order.
    pub(crate) lines: Vec<Told>,
    /// Columns that mean nothing here and were passed over.
    pub(crate) ignored: Vec<String>,
}

impl TakenIn {
    /// The lines that cannot be put on record, and why.
    pub(crate) fn refused_lines(&self) -> impl Iterator<Item = (usize, &Fault)> {
        self.lines.iter().filter_map(|told| match &told.outcome {
            Outcome::Refuse { fault } => Some((told.line, fault)),
            Outcome::Add { .. } | Outcome::Same { .. } => None,
        })
    }
}

/// The entries of a day by their texts, as far as they have been looked at.
type Known = HashMap<(Kind, NaiveDate), HashMap<String, String>>;

/// Puts what was read on record as one command, unless a line of it is refused; with `dry_run` it is only looked at.
/// What stands on record with the same day and text is passed over, so that a list that grows can be taken in again. `seen` is
/// told how far it has come.
///
/// # Errors
/// If nobody said who is typing, the pair has ended, and as for every write.
pub(crate) fn take_in(
    session: &mut Session,
    rows: Vec<Row>,
    dry_run: bool,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<TakenIn, AppError> {
    let (act, author) = session.begin_own()?;
    act.pair.running()?;
    let mut known = Known::new();
    let mut changes = Vec::new();
    let mut taken = TakenIn { added: 0, same: 0, refused: 0, lines: Vec::new(), ignored: Vec::new() };
    for Row { line, new } in rows {
        let outcome = match new {
            Ok(new) => put_one(&act, author, &new, &mut known, &mut changes)?,
            Err(fault) => Outcome::Refuse { fault },
        };
        match outcome {
            Outcome::Add { .. } => taken.added += 1,
            Outcome::Same { .. } => taken.same += 1,
            Outcome::Refuse { .. } => taken.refused += 1,
        }
        taken.lines.push(Told { line, outcome });
    }
    if !dry_run && taken.refused == 0 && !changes.is_empty() {
        put_on_record(&act, &changes, seen)?;
        act.writing.finish()?;
    }
    Ok(taken)
}

/// So many changes are written before it is told how far it has come.
const AT_ONCE: usize = 500;

/// Writes everything as one command, which one undo takes back.
fn put_on_record(
    act: &Act<'_>,
    changes: &[Change],
    seen: &mut dyn FnMut(usize, usize),
) -> Result<(), AppError> {
    let command = act.command("import");
    let mut id = None;
    for (place, some) in changes.chunks(AT_ONCE).enumerate() {
        match id {
            None => id = Some(act.writing.write(&command, some)?),
            Some(id) => act.writing.go_on(id, &command, some)?,
        }
        seen(place * AT_ONCE + some.len(), changes.len());
    }
    Ok(())
}

fn put_one(
    act: &Act<'_>,
    author: Member,
    new: &New,
    known: &mut Known,
    changes: &mut Vec<Change>,
) -> Result<Outcome, AppError> {
    if let New::Known(id) = new {
        let entry = act.writing.reading().entity::<crate::domain::Entity>(*id)?;
        let handle = entry.and_then(|entry| entry.handle()).map(|handle| handle.to_string());
        return Ok(Outcome::Same { handle: handle.unwrap_or_default() });
    }
    let kind = new.kind();
    let Some((date, typed)) = new.said(act.today()) else { return Ok(refused(Refusal::EmptyText)) };
    let text = match Text::new(typed) {
        Ok(text) => text.to_string(),
        Err(refusal) => return Ok(refused(refusal)),
    };
    let theirs = match known.entry((kind, date)) {
        std::collections::hash_map::Entry::Occupied(found) => found.into_mut(),
        std::collections::hash_map::Entry::Vacant(place) => {
            let said = act.view().said_on(kind.word(), date, author)?;
            place
                .insert(said.into_iter().map(|Written { handle, text }| (text, handle.to_string())).collect())
        }
    };
    if let Some(handle) = theirs.get(&text) {
        return Ok(Outcome::Same { handle: handle.clone() });
    }
    let made = match new {
        New::Observation { noticed, tone, about } => {
            observe::made(act, author, noticed, noticed.theme.clone(), *tone, *about)
        }
        New::Incident { noticed, happened } => {
            incident::made(act, author, noticed, noticed.theme.clone(), *happened)
        }
        New::Adjustment { agreed, on } => match crate::domain::happened(*on, act.today()) {
            Ok(on) => adjust::made(act, agreed, agreed.theme.clone(), on),
            Err(refusal) => Err(refusal.into()),
        },
        New::Known(_) => return Ok(refused(Refusal::EmptyText)),
    };
    let (handle, made): (Handle, Vec<Change>) = match made {
        Ok(made) => made,
        Err(AppError::Refused(refusal)) => return Ok(refused(refusal)),
        Err(error) => return Err(error),
    };
    changes.extend(made);
    let handle = handle.to_string();
    theirs.insert(text.clone(), handle.clone());
    let theme = match new {
        New::Observation { noticed, .. } | New::Incident { noticed, .. } => noticed.theme.clone(),
        New::Adjustment { agreed, .. } => agreed.theme.clone(),
        New::Known(_) => None,
    };
    Ok(Outcome::Add { handle, kind, date, text, theme })
}

fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refuse { fault: Fault::Refused(refusal) }
}
