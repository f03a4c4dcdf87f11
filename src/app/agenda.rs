//! The programme of a talk, with themes and handles laid on it.

use super::cycle::{Span, held_before};
use super::error::AppError;
use super::session::{self, Session};
use super::themes;
use crate::domain::{Handle, Incident, OnRecord, Refusal, RepairStep, Review, Status, Tone};
use crate::locale::Language;
use crate::programme::{
    FollowUp, Format, Matter, Needs, Programme, Prompt, Shared, Subject, Temper, Tie, Unit, plan,
};
use crate::schedule::Light;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

/// The temper of a block in which the two agree.
pub(crate) const AGREE: Temper = Temper::Agree;

/// The programme of a talk, as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Agenda {
    pub(crate) review: String,
    pub(crate) date: NaiveDate,
    pub(crate) format: String,
    pub(crate) place: Option<String>,
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
    pub(crate) start: String,
    pub(crate) minutes: u32,
    pub(crate) temper: Temper,
    pub(crate) name: String,
    /// The keys of its themes.
    pub(crate) themes: Vec<String>,
    /// The time of each theme in it.
    pub(crate) slices: Vec<AgendaSlice>,
    /// The adjustments to follow up, the open incidents.
    pub(crate) handles: Vec<String>,
    pub(crate) prompts: Vec<String>,
    /// The same prompts with what they belong to.
    pub(crate) questions: Vec<Prompt>,
    pub(crate) holes: Option<[u8; 2]>,
}

/// A theme in a block.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaSlice {
    pub(crate) theme: String,
    pub(crate) minutes: u32,
    pub(crate) holes: Option<[u8; 2]>,
}

/// The time of a theme, and what is shared about it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AgendaTheme {
    pub(crate) theme: String,
    /// Open incidents.
    pub(crate) incidents: usize,
    pub(crate) friction: usize,
    pub(crate) puzzle: usize,
    pub(crate) praise: usize,
    /// Observations without a tone.
    pub(crate) plain: usize,
    pub(crate) weight: u32,
    /// The units that every theme has.
    pub(crate) minimum: u32,
    /// Its part of the rest, before it is made whole.
    pub(crate) exact: f64,
    pub(crate) more: u32,
    pub(crate) units: u32,
    pub(crate) minutes: u32,
}

/// The programme of a talk. It counts only what both can read.
///
/// # Errors
/// If there is no such talk, it was cancelled, or its format or the bank of questions cannot be read.
pub(crate) fn agenda(session: &Session, handle: Handle, language: Language) -> Result<Agenda, AppError> {
    let review = session::review(session.joint_view(), handle)?;
    let name = review.value.name;
    if review.value.phase == crate::domain::Phase::Cancelled {
        return Err(Refusal::Cancelled { review: name }.into());
    }
    let format = session.templates().format(&review.value.format)?;
    let matter = matter(session, &review, language)?;
    let planned = plan(format, &matter, session.templates().bank()?);
    let pair = session.pair();
    let light = Light::of(review.value.at.unwrap_or(pair.place), pair.zone, review.value.day());
    Ok(Agenda {
        review: name.to_string(),
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

/// The names of the questions that the programme of a talk asks.
///
/// # Errors
/// As [`agenda`].
pub(super) fn asked(session: &Session, review: &OnRecord<Review>) -> Result<Vec<String>, AppError> {
    let format: &Format = session.templates().format(&review.value.format)?;
    let matter = matter(session, review, session.pair().language)?;
    let planned = plan(format, &matter, session.templates().bank()?);
    let prompts = planned.blocks.into_iter().flat_map(|block| block.prompts);
    Ok(prompts.filter_map(|prompt| prompt.question).collect())
}

fn blocks(planned: Programme, language: Language) -> Vec<AgendaBlock> {
    let block = |it: crate::programme::Planned| AgendaBlock {
        start: it.start.format("%H:%M").to_string(),
        minutes: it.block.minutes,
        temper: it.block.temper,
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

/// What there is to talk about on the day of a talk, as far as both can read.
fn matter(session: &Session, review: &OnRecord<Review>, language: Language) -> Result<Matter, AppError> {
    let (view, pair) = (session.joint_view(), session.pair());
    let reviews = view.reviews()?;
    let day = review.value.day();
    let span = Span::before(day, &reviews);
    let mut subjects: Vec<Subject> = themes::keys(pair)
        .into_iter()
        .map(|key| {
            let own = pair.questions.iter().filter(|(theme, _)| theme == key);
            let questions = own.map(|(_, text)| text.clone()).collect();
            Subject { key: key.to_owned(), entries: Vec::new(), questions }
        })
        .collect();
    let mut add = |theme: Option<&str>, entry: Shared| {
        if let Some(it) = subjects.iter_mut().find(|it| Some(it.key.as_str()) == theme) {
            it.entries.push(entry);
        }
    };
    for it in view.incidents()?.iter().filter(|it| it.is_open() && it.value.date <= day) {
        // Trust is what chemistry is about, unless its author says otherwise.
        let theme = it.value.theme.as_deref().unwrap_or("chemistry");
        let handle = it.value.handle().to_string();
        add(Some(theme), Shared { handle, tie: tie(it), author: it.value.author, is_answered: false });
    }
    for it in view.observations(None, day)? {
        let Some(share) = it.shared() else { continue };
        if it.value.erased.is_some() || !span.is_news(it.value.date, share.date) {
            continue;
        }
        let tie = match it.value.tone {
            Some(Tone::Friction) => Tie::Friction,
            Some(Tone::Puzzle) => Tie::Puzzle,
            Some(Tone::Praise) => Tie::Praise,
            None => Tie::Plain,
        };
        let is_answered = it.answers().next().is_some();
        let handle = it.value.handle().to_string();
        add(it.value.theme.as_deref(), Shared { handle, tie, author: it.value.author, is_answered });
    }
    let open = view.adjustments()?;
    let open = open
        .iter()
        .filter(|it| it.status() == Status::Open && it.value.erased.is_none() && it.value.date < day);
    let follow_up = |it: &OnRecord<crate::domain::Adjustment>| FollowUp {
        handle: it.value.handle().to_string(),
        question: it.value.question.clone(),
    };
    Ok(Matter {
        adjustments: open.map(follow_up).collect(),
        themes: subjects,
        kind: pair.kind,
        names: session.names().short,
        turn: reviews.iter().filter_map(|it| it.value.held()).filter(|held| *held < day).count(),
        asked: held_before(day, &reviews).map(|it| it.value.asked().to_vec()).unwrap_or_default(),
        start: review.value.start,
        language,
    })
}

/// What an open incident asks for.
fn tie(it: &OnRecord<Incident>) -> Tie {
    match it.next_step() {
        Some(RepairStep::Acknowledged) => Tie::Acknowledged,
        Some(RepairStep::Agreed) => Tie::Agreed,
        Some(RepairStep::Kept) => Tie::Kept,
        None => Tie::Closed,
    }
}
