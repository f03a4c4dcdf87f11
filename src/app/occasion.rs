//! What belongs to the days just before a talk, and just after.

use super::error::AppError;
use super::print::{Draft, Edition, Kind};
use super::session::Session;
use super::{agenda, cycle};
use crate::domain::{Content, Handle, Member, OnRecord, Review, Status};
use crate::handout::Paper;
use crate::locale::{Language, dates};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many days before a talk what belongs to the day is told: the card is printed two working days before.
const BEFORE: i64 = 2;

/// How many days after a talk what came of it is told: a week for the summary, and two to be late with it.
const AFTER: i64 = 21;

/// What belongs to the day of a talk that is at hand.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Eve {
    /// The papers for the day.
    pub(crate) bring: Vec<Sheet>,
    /// When the sun sets, where the format needs light.
    pub(crate) sunset: Option<String>,
    /// What is followed up in which block.
    pub(crate) on_the_way: Vec<Stop>,
}

/// A paper for the day of a talk.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Sheet {
    /// Which paper.
    pub(crate) document: Kind,
    /// When it was last printed.
    pub(crate) printed: Option<NaiveDate>,
    /// Whether another printing would say nothing new.
    pub(crate) current: bool,
}

/// A block of the programme with what is followed up in it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Stop {
    /// What the block is called.
    pub(crate) block: String,
    /// What is followed up in it.
    pub(crate) handles: Vec<String>,
}

/// What came of a talk that was held lately.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Aftermath {
    /// The name of the talk.
    pub(crate) review: String,
    /// The day on which it was held.
    pub(crate) held: NaiveDate,
    /// When its summary was last printed.
    pub(crate) printed: Option<NaiveDate>,
    /// When each has signed it, by key.
    pub(crate) signed: BTreeMap<String, Option<NaiveDate>>,
    /// Whether both have signed the same summary.
    pub(crate) locked: bool,
    /// The first check of each thing that was agreed at the talk or since.
    pub(crate) checks: Vec<Agreed>,
}

/// Something that was agreed, and when it is looked at first.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Agreed {
    /// The handle of what was agreed.
    pub(crate) handle: String,
    /// The day of its first check, if there is to be one.
    pub(crate) date: Option<NaiveDate>,
}

/// What belongs to the day of a talk; nothing while it is far off.
///
/// # Errors
/// If the format or the bank of questions cannot be read.
pub(super) fn eve(
    session: &Session,
    talk: &OnRecord<Review>,
    language: Language,
) -> Result<Option<Eve>, AppError> {
    let days = (talk.value.date - session.today()).num_days();
    if !(0..=BEFORE).contains(&days) {
        return Ok(None);
    }
    let agenda = agenda::agenda(session, talk.value.handle(), language)?;
    let stops = agenda.blocks.into_iter().filter(|block| !block.handles.is_empty());
    Ok(Some(Eve {
        bring: vec![sheet(session, talk, Kind::Brief)?, sheet(session, talk, Kind::Card)?],
        sunset: agenda.sunset.map(|at| dates::clock(Language::English, at.time())),
        on_the_way: stops.map(|block| Stop { block: block.name, handles: block.handles }).collect(),
    }))
}

/// What came of the talk that was held last; nothing once that is a while ago.
///
/// # Errors
/// As for every read.
pub(super) fn aftermath(
    session: &Session,
    reviews: &[OnRecord<Review>],
) -> Result<Option<Aftermath>, AppError> {
    let today = session.today();
    let Some(talk) = cycle::held_before(today, reviews) else { return Ok(None) };
    let Some(held) = talk.value.held().filter(|held| (today - *held).num_days() <= AFTER) else {
        return Ok(None);
    };
    let names = session.names();
    let signed = Member::BOTH.map(|member| {
        let signature = talk.signature(member).map(|(part, _)| part.date);
        (names.key(member).to_owned(), signature)
    });
    let agreed = session.joint_view().adjustments()?;
    let agreed = agreed.iter().filter(|it| it.value.date >= held && it.status() == Status::Open);
    let check = |handle: Handle, date| Agreed { handle: handle.to_string(), date };
    Ok(Some(Aftermath {
        review: talk.value.name.to_string(),
        held,
        printed: last_printing(session, talk, Kind::Summary)?.map(|(on, _)| on),
        signed: signed.into(),
        locked: talk.locked().is_some(),
        checks: agreed.map(|it| check(it.value.handle(), it.checks_to_come().first().copied())).collect(),
    }))
}

/// When a paper of a talk was printed last, and the digest of what it said.
fn last_printing(
    session: &Session,
    talk: &OnRecord<Review>,
    kind: Kind,
) -> Result<Option<(NaiveDate, Option<String>)>, AppError> {
    let printings = session.store().reading().printings_of(talk.id)?;
    Ok(printings.into_iter().rev().find_map(|part| match part.content {
        Content::Printing { document, says, .. } if document == kind.word() => Some((part.date, says)),
        _ => None,
    }))
}

/// A paper for the day: when it was printed last, and whether it would say the same now, however it was set.
fn sheet(session: &Session, talk: &OnRecord<Review>, kind: Kind) -> Result<Sheet, AppError> {
    let Some((printed, says)) = last_printing(session, talk, kind)? else {
        return Ok(Sheet { document: kind, printed: None, current: false });
    };
    let mut current = false;
    for edition in editions(kind) {
        if says == Some(Draft::of(session, edition, Some(talk.value.handle()))?.says()) {
            current = true;
            break;
        }
    }
    Ok(Sheet { document: kind, printed: Some(printed), current })
}

/// Every way in which a paper may have been set, the usual first.
fn editions(kind: Kind) -> impl Iterator<Item = Edition> {
    let either = [false, true];
    let languages = [None, Some(Language::Danish), Some(Language::English)];
    let full = either.into_iter().filter(move |is_full| kind == Kind::Card || !is_full);
    full.flat_map(move |is_full| {
        languages.into_iter().flat_map(move |language| {
            either.into_iter().flat_map(move |is_redacted| {
                let edition = move |paper| Edition { kind, language, paper, is_redacted, is_full };
                [Paper::A4, Paper::Letter].map(edition)
            })
        })
    })
}
