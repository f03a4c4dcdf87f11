//! What the one who prepares can read for a talk to come, parted into what is theirs and what waits for them.

use super::balance::{Balance, balance};
use crate::app::cycle::Span;
use crate::app::error::AppError;
use crate::app::session::Session;
use crate::app::themes;
use crate::domain::{Incident, Member, Observation, OnRecord, Part, Review};
use chrono::NaiveDate;

/// What the one who prepares can read for a talk to come.
pub(in crate::app) struct Own {
    /// Whose it is.
    pub(in crate::app) me: Member,
    /// The stretch of time that the talk looks back on.
    pub(in crate::app) span: Span,
    today: NaiveDate,
    observations: Vec<OnRecord<Observation>>,
    incidents: Vec<OnRecord<Incident>>,
}

impl Own {
    /// # Errors
    /// If nobody said who is typing, or the talk was held or cancelled.
    pub(in crate::app) fn read(session: &Session, review: &OnRecord<Review>) -> Result<Self, AppError> {
        let me =
            session.me().ok_or_else(|| AppError::WhoAreYou { keys: session.pair().member_keys.clone() })?;
        review.is_to_come()?;
        let (view, today) = (session.view(), session.today());
        let mut observations: Vec<_> = view.observations(today)?;
        observations.retain(|it| it.value.erased.is_none());
        let mut incidents = view.incidents()?;
        incidents.retain(|it| it.value.erased.is_none());
        let span = Span::before(review.value.day().max(today), &view.reviews()?);
        Ok(Self { me, span, today, observations, incidents })
    }

    /// Whether an own entry belongs to this talk: written or shared since the last.
    fn is_recent(&self, date: NaiveDate, shared: Option<&Part>) -> bool {
        self.span.is_news(date, shared.map_or(date, |share| share.date))
    }

    /// All own observations since the last talk.
    fn written(&self) -> impl Iterator<Item = &OnRecord<Observation>> {
        let own = self.observations.iter().filter(|it| it.value.author == self.me);
        own.filter(|it| self.is_recent(it.value.date, it.shared()))
    }

    /// All own incidents since the last talk.
    fn hurts(&self) -> impl Iterator<Item = &OnRecord<Incident>> {
        let own = self.incidents.iter().filter(|it| it.value.author == self.me);
        own.filter(|it| self.is_recent(it.value.date, it.shared()))
    }

    fn is_about(theme: Option<&str>) -> impl Fn(&&OnRecord<Incident>) -> bool {
        move |it| Some(it.value.theme.as_deref().unwrap_or(themes::OF_TRUST)) == theme
    }

    /// The own observations about a theme, or about none, since the last talk.
    pub(in crate::app) fn observations(
        &self,
        theme: Option<&str>,
    ) -> impl Iterator<Item = &OnRecord<Observation>> {
        self.written().filter(move |it| it.value.theme.as_deref() == theme)
    }

    /// The own incidents about a theme that are new since the last talk, or open.
    pub(in crate::app) fn incidents(&self, theme: Option<&str>) -> impl Iterator<Item = &OnRecord<Incident>> {
        let own = self.incidents.iter().filter(|it| it.value.author == self.me);
        own.filter(|it| it.is_open() || self.is_recent(it.value.date, it.shared()))
            .filter(Self::is_about(theme))
    }

    /// What the other has noticed about a theme and has not heard the why of.
    pub(in crate::app) fn unanswered(
        &self,
        theme: Option<&str>,
    ) -> impl Iterator<Item = &OnRecord<Observation>> {
        let theirs = self.observations.iter().filter(|it| it.value.author != self.me);
        theirs.filter(move |it| it.value.theme.as_deref() == theme).filter(|it| {
            it.waits_for_why()
                && it.shared().is_some_and(|share| self.span.is_news(it.value.date, share.date))
        })
    }

    /// The other's incidents about a theme that one has not given an account of.
    pub(in crate::app) fn unheard(&self, theme: Option<&str>) -> impl Iterator<Item = &OnRecord<Incident>> {
        let theirs = self.incidents.iter().filter(|it| it.value.author != self.me);
        let waits =
            |it: &&OnRecord<Incident>| it.is_open() && it.shared().is_some() && it.replies().next().is_none();
        theirs.filter(waits).filter(Self::is_about(theme))
    }

    /// Every incident that one can read and that is still open, whoever wrote it.
    pub(in crate::app) fn open_incidents(&self) -> impl Iterator<Item = &OnRecord<Incident>> {
        self.incidents.iter().filter(|it| it.is_open())
    }

    /// How the own record is balanced.
    pub(in crate::app) fn balance(&self) -> Balance {
        balance(self.span, self.today, self.written(), self.hurts())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::prepare::Remark;
    use crate::domain::{About, Circumstances, Content, Id, Stamp, Text, Tone};
    use chrono::DateTime;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn observation(on: &str, tone: Option<Tone>, about: About, is_shared: bool) -> OnRecord<Observation> {
        let id = Id::from_bytes([1; 16]);
        let value = Observation {
            pair: id,
            number: 1,
            author: Member::A,
            date: date(on),
            text: Text::new("x").expect("a text"),
            theme: None,
            tone,
            about,
            circumstances: Circumstances::default(),
            created: DateTime::UNIX_EPOCH,
            edited: None,
            erased: None,
        };
        let stamp = Stamp { number: 1, date: date(on), created: DateTime::UNIX_EPOCH };
        let share = (id, Part::new(id, Some(Member::A), stamp, Content::Share));
        OnRecord { id, value, parts: if is_shared { vec![share] } else { Vec::new() } }
    }

    fn remarks(observations: &[OnRecord<Observation>]) -> Vec<Remark> {
        let span = Span { previous: Some(date("2026-05-28")), day: date("2027-05-20") };
        let (observations, incidents) = (observations.to_vec(), Vec::new());
        let own = Own { me: Member::A, span, today: date("2027-05-10"), observations, incidents };
        own.balance().remarks
    }

    #[test]
    fn a_year_that_was_written_in_two_weeks_is_said_aloud() {
        let written = |days: [&str; 3]| {
            let tones = [Some(Tone::Praise), Some(Tone::Friction), None];
            let abouts = [About::Partner, About::Us, About::Oneself];
            let rows = days.into_iter().zip(tones).zip(abouts);
            remarks(&rows.map(|((day, tone), about)| observation(day, tone, about, true)).collect::<Vec<_>>())
        };
        assert_eq!(written(["2027-05-01", "2027-05-08", "2026-09-01"]), [Remark::Late]);
        assert_eq!(written(["2027-05-01", "2027-02-08", "2026-09-01"]), []);
        // What is older than the last talk does not count.
        assert_eq!(written(["2026-05-01", "2026-02-08", "2025-09-01"]), [Remark::Empty]);
    }

    #[test]
    fn one_sided_records_are_named() {
        let all = |tone, about, is_shared| {
            let days = ["2026-07-01", "2026-10-01", "2027-01-01"];
            remarks(&days.map(|day| observation(day, tone, about, is_shared)))
        };
        assert_eq!(all(Some(Tone::Praise), About::Us, true), [Remark::OnlyPraise]);
        assert_eq!(
            all(Some(Tone::Friction), About::Partner, false),
            [Remark::NoPraise, Remark::OnlyPartner, Remark::NothingShared]
        );
        assert_eq!(remarks(&[]), [Remark::Empty]);
    }
}
