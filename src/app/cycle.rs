//! The stretch of time that a talk looks back on, and what is on record for it.

use super::error::AppError;
use super::session::Session;
use crate::domain::{Adjustment, Incident, Observation, OnRecord, Part, Review, Winner};
use chrono::NaiveDate;

/// The stretch of time that a talk looks back on: from the talk before to its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The day of the talk before, if there was one.
    pub(super) previous: Option<NaiveDate>,
    /// The day of the talk.
    pub(super) day: NaiveDate,
}

impl Span {
    /// What a talk on `day` looks back on.
    pub(super) fn before(day: NaiveDate, reviews: &[OnRecord<Review>]) -> Self {
        let held = reviews.iter().filter_map(|it| it.value.held());
        Self { previous: held.filter(|held| *held < day).max(), day }
    }

    /// Whether something of `date` that could be read from `shared` on is new since the talk before.
    pub(super) fn is_news(self, date: NaiveDate, shared: NaiveDate) -> bool {
        date <= self.day && self.previous.is_none_or(|previous| date > previous || shared > previous)
    }
}

/// What both can read of a pair up to the day of a talk.
pub(super) struct Record {
    /// Every talk of the pair.
    pub(super) reviews: Vec<OnRecord<Review>>,
    /// The observations that both can read.
    pub(super) observations: Vec<OnRecord<Observation>>,
    /// The incidents that both can read.
    pub(super) incidents: Vec<OnRecord<Incident>>,
    /// Everything that was agreed.
    pub(super) adjustments: Vec<OnRecord<Adjustment>>,
}

impl Record {
    /// # Errors
    /// As for every read.
    pub(super) fn read(session: &Session, review: &OnRecord<Review>) -> Result<Self, AppError> {
        let view = session.joint_view();
        Ok(Self {
            reviews: view.reviews()?,
            observations: view.observations(review.value.day())?,
            incidents: view.incidents()?,
            adjustments: view.adjustments()?,
        })
    }
}

/// The talk that was held last before a day.
pub(super) fn held_before(day: NaiveDate, reviews: &[OnRecord<Review>]) -> Option<&OnRecord<Review>> {
    let held = |it: &&OnRecord<Review>| it.value.held().filter(|held| *held < day);
    reviews.iter().filter(|it| held(it).is_some()).max_by_key(held)
}

/// The games that were played at the talks before a day, and who won, the oldest first.
pub(super) fn games_before(day: NaiveDate, reviews: &[OnRecord<Review>]) -> Vec<(&OnRecord<Review>, Winner)> {
    let won = |it: &OnRecord<Review>| it.value.game().and_then(|game| game.winner);
    let held = reviews.iter().filter(|it| it.value.held().is_some_and(|held| held < day));
    let mut games: Vec<_> = held.filter_map(|it| Some((it, won(it)?))).collect();
    games.sort_by_key(|(it, _)| it.value.held());
    games
}

/// The same with only what was done up to and including `day`: steps, closings, checks and lapses. What was said
/// about it stays.
pub(super) fn up_to<T>(mut it: OnRecord<T>, day: NaiveDate) -> OnRecord<T> {
    it.parts.retain(|(_, part)| part.date <= day || !is_deed(part));
    it
}

/// Whether a part is something that was done rather than said.
pub(super) fn is_deed(part: &Part) -> bool {
    matches!(part.content.kind(), "step" | "closing" | "check" | "lapse")
}
