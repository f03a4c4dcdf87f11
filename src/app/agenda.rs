//! The programme of a talk, with themes and handles laid on it.

mod matter;
#[cfg(test)]
mod tests;

use super::cycle::Record;
use super::error::AppError;
use super::session::{self, Session};
use crate::domain::{Handle, Id, OnRecord, Refusal, Review};
use crate::locale::Language;
use crate::programme::{Matter, Needs, Programme, Prompt, Takes, Temper, Tie, Unit, plan};
use crate::schedule::Light;
use chrono::{DateTime, FixedOffset, NaiveDate};
use matter::matter;
use serde::Serialize;

/// The programme of a talk, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Agenda {
    /// The name of the talk.
    pub(crate) review: String,
    pub(crate) date: NaiveDate,
    /// The key of its format.
    pub(crate) format: String,
    pub(crate) place: Option<String>,
    /// The stretches of the day, in their order.
    pub(crate) blocks: Vec<AgendaBlock>,
    /// What each theme is given, and why.
    pub(crate) themes: Vec<AgendaTheme>,
    /// What the time of themes is counted in.
    pub(crate) unit: Unit,
    /// When the sun sets, where the format needs light.
    pub(crate) sunset: Option<DateTime<FixedOffset>>,
    /// What the format asks for.
    pub(crate) needs: Needs,
    /// How the two stay by themselves.
    pub(crate) private: String,
    /// The format for bad weather.
    pub(crate) fallback: Option<String>,
}

impl Agenda {
    /// Whether the time of themes is counted in holes.
    pub(crate) fn counts_holes(&self) -> bool {
        self.unit == Unit::Hole
    }
}

/// A stretch of the day.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaBlock {
    /// On the clock of the pair: `12:00`.
    pub(crate) start: String,
    pub(crate) minutes: u32,
    /// How hard what is talked about in it may be.
    pub(crate) temper: Temper,
    /// What belongs in it.
    pub(crate) takes: Takes,
    /// What it is called.
    pub(crate) name: String,
    /// The keys of its themes.
    pub(crate) themes: Vec<String>,
    /// The time of each theme in it.
    pub(crate) slices: Vec<AgendaSlice>,
    /// The adjustments to follow up, the open incidents.
    pub(crate) handles: Vec<String>,
    /// Questions to begin with.
    pub(crate) prompts: Vec<String>,
    /// The same prompts with what they belong to.
    pub(crate) questions: Vec<Prompt>,
    /// The first and the last hole, where time is counted in holes.
    pub(crate) holes: Option<[u8; 2]>,
}

impl AgendaBlock {
    /// Whether the two agree in it on what is new.
    pub(crate) fn is_for_agreeing(&self) -> bool {
        self.takes == Takes::Agreements
    }
}

/// A theme in a block.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaSlice {
    /// The key of the theme.
    pub(crate) theme: String,
    pub(crate) minutes: u32,
    /// The first and the last hole, where time is counted in holes.
    pub(crate) holes: Option<[u8; 2]>,
}

/// The time of a theme, and what is shared about it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaTheme {
    /// The key of the theme.
    pub(crate) theme: String,
    /// Open incidents.
    pub(crate) incidents: usize,
    /// Observations of friction.
    pub(crate) friction: usize,
    /// Observations that wonder.
    pub(crate) puzzle: usize,
    /// Observations of praise.
    pub(crate) praise: usize,
    /// Observations without a tone.
    pub(crate) plain: usize,
    /// What its entries weigh, added up.
    pub(crate) weight: u32,
    /// The units that every theme has.
    pub(crate) minimum: u32,
    /// Its part of the rest, before it is made whole.
    pub(crate) exact: f64,
    /// The units that it has beyond the least.
    pub(crate) more: u32,
    /// All its units: holes, or stretches of five minutes.
    pub(crate) units: u32,
    /// All its minutes, as they are laid.
    pub(crate) minutes: u32,
}

/// The programme of a talk. It counts only what both can read.
///
/// # Errors
/// If there is no such talk, it was cancelled, or its format or the bank of questions cannot be read.
pub(crate) fn agenda(session: &Session, handle: Handle, language: Language) -> Result<Agenda, AppError> {
    let review = session::review(session.joint_view(), handle)?;
    agenda_of(session, &review, &Record::read(session, &review)?, language)
}

/// The programme of a talk, from what is on record.
///
/// # Errors
/// As [`agenda`].
pub(super) fn agenda_of(
    session: &Session,
    review: &OnRecord<Review>,
    record: &Record,
    language: Language,
) -> Result<Agenda, AppError> {
    let (planned, matter) = laid(session, review, record, language)?;
    let format = session.templates().format(&review.value.format)?;
    let pair = session.pair();
    let light = Light::of(review.value.at.unwrap_or(pair.place), pair.zone, review.value.day());
    Ok(Agenda {
        review: review.value.name.to_string(),
        date: review.value.day(),
        format: format.key.clone(),
        place: review.value.place.clone(),
        themes: weighed(&planned, &matter),
        unit: planned.unit,
        blocks: blocks(planned, language),
        sunset: light.sunset().filter(|_| format.needs.daylight).map(|at| session.local(at)),
        needs: format.needs,
        private: format.private.text(language).to_owned(),
        fallback: format.fallback.clone(),
    })
}

/// The programme of a talk as the planner lays it, and what it was made of.
///
/// # Errors
/// As [`agenda`].
pub(super) fn laid(
    session: &Session,
    review: &OnRecord<Review>,
    record: &Record,
    language: Language,
) -> Result<(Programme, Matter), AppError> {
    if review.value.phase == crate::domain::Phase::Cancelled {
        return Err(Refusal::Cancelled { review: review.value.name }.into());
    }
    let format = session.templates().format(&review.value.format)?;
    let gone = lapsed_before_it_began(session, review, record)?;
    let matter = matter(session, review, record, &gone, language);
    let planned = plan(format, &matter, session.templates().bank()?);
    Ok((planned, matter))
}

/// What lapsed on the day of a talk that was held, but before anybody said that it was: it was not open when the talk began.
fn lapsed_before_it_began(
    session: &Session,
    review: &OnRecord<Review>,
    record: &Record,
) -> Result<Vec<Id>, AppError> {
    let Some(held) = review.value.held() else { return Ok(Vec::new()) };
    let reading = session.store().reading();
    let first = |subject: Id, act: &str| -> Result<Option<i64>, AppError> {
        let lines = reading.life(subject)?;
        let records = lines.iter().filter(|line| line.act == act).flat_map(|line| &line.records);
        Ok(records.map(|record| record.seq).min())
    };
    let mut gone = Vec::new();
    let lapsed = record.adjustments.iter().filter(|it| it.lapse().is_some_and(|part| part.date == held));
    for it in lapsed {
        let (lapse, recorded) = (first(it.id, "adjust lapse")?, first(review.id, "review record")?);
        if lapse.is_some() && lapse < recorded {
            gone.push(it.id);
        }
    }
    Ok(gone)
}

/// The names of the questions that the programme of a talk asks.
///
/// # Errors
/// As [`agenda`].
pub(super) fn asked(session: &Session, review: &OnRecord<Review>) -> Result<Vec<String>, AppError> {
    let record = Record::read(session, review)?;
    let (planned, _) = laid(session, review, &record, session.pair().language)?;
    let prompts = planned.blocks.into_iter().flat_map(|block| block.prompts);
    Ok(prompts.filter_map(|prompt| prompt.question).collect())
}

fn blocks(planned: Programme, language: Language) -> Vec<AgendaBlock> {
    let block = |it: crate::programme::Planned| AgendaBlock {
        start: it.start.format("%H:%M").to_string(),
        minutes: it.block.minutes,
        temper: it.block.temper,
        takes: it.block.takes,
        name: it.block.name.text(language).to_owned(),
        themes: it.themes.iter().map(|slice| slice.theme.clone()).collect(),
        slices: it
            .themes
            .into_iter()
            .map(|slice| AgendaSlice { theme: slice.theme, minutes: slice.minutes, holes: slice.holes })
            .collect(),
        handles: it.handles,
        prompts: it.prompts.iter().map(|prompt| prompt.text.clone()).collect(),
        questions: it.prompts,
        holes: it.block.holes,
    };
    planned.blocks.into_iter().map(block).collect()
}

fn weighed(planned: &Programme, matter: &Matter) -> Vec<AgendaTheme> {
    let pairs = planned.shares.iter().zip(&matter.themes);
    pairs
        .map(|(share, subject)| {
            let count = |ties: &[Tie]| subject.entries.iter().filter(|it| ties.contains(&it.tie)).count();
            AgendaTheme {
                theme: share.theme.clone(),
                incidents: count(&[Tie::Acknowledged, Tie::Agreed, Tie::Kept, Tie::Closed]),
                friction: count(&[Tie::Friction]),
                puzzle: count(&[Tie::Puzzle]),
                praise: count(&[Tie::Praise]),
                plain: count(&[Tie::Plain]),
                weight: share.weight,
                minimum: share.minimum,
                exact: share.exact,
                more: share.more,
                units: share.units(),
                minutes: share.minutes,
            }
        })
        .collect()
}
