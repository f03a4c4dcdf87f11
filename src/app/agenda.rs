//! The programme of a talk, with themes and handles laid on it.

use super::error::AppError;
use super::session::{self, Session};
use super::themes;
use crate::domain::{Handle, Refusal, Status, Tone};
use crate::locale::Language;
use crate::programme::{Format, Matter, Needs, Temper, Weighed, plan};
use chrono::NaiveDate;
use serde::Serialize;

/// The programme of a talk, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Agenda {
    pub(crate) review: String,
    pub(crate) date: NaiveDate,
    pub(crate) format: String,
    pub(crate) place: Option<String>,
    pub(crate) blocks: Vec<AgendaBlock>,
    /// What the format asks for.
    pub(crate) needs: Needs,
    /// How the two stay by themselves.
    pub(crate) private: String,
    /// The format for bad weather.
    pub(crate) fallback: Option<String>,
}

/// A stretch of the day.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaBlock {
    pub(crate) start: String,
    pub(crate) minutes: u32,
    pub(crate) temper: Temper,
    pub(crate) name: String,
    /// The keys of its themes.
    pub(crate) themes: Vec<String>,
    /// The adjustments to follow up, the open incidents.
    pub(crate) handles: Vec<String>,
    pub(crate) prompts: Vec<String>,
    pub(crate) holes: Option<[u8; 2]>,
}

/// What a tone weighs when time is given to themes.
fn weight(tone: Option<Tone>) -> u32 {
    match tone {
        Some(Tone::Friction) => 3,
        Some(Tone::Puzzle) => 2,
        Some(Tone::Praise) | None => 1,
    }
}

/// What an open incident weighs.
const INCIDENT: u32 = 6;

/// The programme of a talk. It counts only what both can read.
///
/// # Errors
/// If there is no such talk, or it was cancelled.
pub(crate) fn agenda(session: &Session, handle: Handle, language: Language) -> Result<Agenda, AppError> {
    let view = session.joint_view();
    let review = session::review(view, handle)?;
    let name = review.value.name;
    if review.value.phase == crate::domain::Phase::Cancelled {
        return Err(Refusal::Cancelled { review: name }.into());
    }
    let format = Format::of(&review.value.format).ok_or_else(|| AppError::UnknownFormat {
        typed: review.value.format.clone(),
        formats: Format::all().iter().map(|format| format.key.to_owned()).collect(),
    })?;
    let day = review.value.held().unwrap_or(review.value.date);
    let reviews = view.reviews()?;
    let previous = reviews.iter().filter_map(|it| it.value.held()).filter(|held| *held < day).max();
    let mut weighed: Vec<Weighed> = themes::keys(session.pair())
        .into_iter()
        .map(|key| Weighed { key: key.to_owned(), weight: 0, incidents: Vec::new() })
        .collect();
    let mut add = |theme: Option<&str>, weight: u32, incident: Option<String>| {
        if let Some(it) = weighed.iter_mut().find(|it| Some(it.key.as_str()) == theme) {
            it.weight += weight;
            it.incidents.extend(incident);
        }
    };
    for it in view.observations(previous, day)? {
        add(it.value.theme.as_deref(), weight(it.value.tone), None);
    }
    for it in view.incidents()?.iter().filter(|it| it.is_open() && it.value.date <= day) {
        // Trust is what chemistry is about, unless its author says otherwise.
        let theme = it.value.theme.as_deref().unwrap_or("chemistry");
        add(Some(theme), INCIDENT, Some(it.value.handle().to_string()));
    }
    let open = view.adjustments()?;
    let open = open
        .iter()
        .filter(|it| it.status() == Status::Open && it.value.erased.is_none() && it.value.date < day);
    let matter = Matter {
        adjustments: open.map(|it| it.value.handle().to_string()).collect(),
        themes: weighed,
        year: name.year,
        start: review.value.start,
        language,
    };
    let blocks = plan(format, &matter).into_iter().map(|it| AgendaBlock {
        start: it.start.format("%H:%M").to_string(),
        minutes: it.block.minutes,
        temper: it.block.temper,
        name: it.block.name.text(language).to_owned(),
        themes: it.themes,
        handles: it.handles,
        prompts: it.prompts.into_iter().map(str::to_owned).collect(),
        holes: it.block.holes,
    });
    Ok(Agenda {
        review: name.to_string(),
        date: day,
        format: format.key.to_owned(),
        place: review.value.place.clone(),
        blocks: blocks.collect(),
        needs: format.needs,
        private: format.private.text(language).to_owned(),
        fallback: format.fallback.clone(),
    })
}
