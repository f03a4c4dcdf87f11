//! What one of the two looks at before the talk: their own record, theme by theme, and how it is balanced.

use super::agenda;
use super::cycle::Span;
use super::entry::Entry;
use super::error::{AppError, unless_file_fails};
use super::session::{self, Session, put};
use super::themes;
use crate::domain::{
    About, Change, Handle, Incident, Member, Observation, OnRecord, Part, Refusal, Review, Tone,
};
use crate::locale::Language;
use chrono::{Datelike as _, Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was written so shortly before the talk may colour all of it.
const LATE: Days = Days::new(14);

/// The fewest entries of which a balance says anything.
const FEW: usize = 3;

/// What one of the two looks at before the talk. Only they see it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Preparation {
    /// The name of the talk.
    pub(crate) review: String,
    /// The day that it is set for.
    pub(crate) date: NaiveDate,
    /// The key of the one who prepares.
    pub(crate) by: String,
    /// Since when they are ready.
    pub(crate) ready: Option<NaiveDate>,
    /// Since when the other is.
    pub(crate) partner_ready: Option<NaiveDate>,
    /// The themes, and at last what has none.
    pub(crate) themes: Vec<PreparedTheme>,
    /// How their own record is balanced.
    pub(crate) balance: Balance,
}

/// A theme to prepare.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PreparedTheme {
    /// Its key; none for what has no theme.
    pub(crate) theme: Option<String>,
    /// The questions that the programme asks about it.
    pub(crate) questions: Vec<String>,
    /// The own entries since the last talk.
    pub(crate) entries: Vec<Entry>,
    /// What the other has shared and waits for a why or an account.
    pub(crate) waiting: Vec<Entry>,
}

/// How the own record is balanced since the last talk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Balance {
    /// The day of the last talk; none before the first.
    pub(crate) since: Option<NaiveDate>,
    pub(crate) observations: usize,
    pub(crate) incidents: usize,
    /// How many of them are shared.
    pub(crate) shared: usize,
    pub(crate) praise: usize,
    pub(crate) puzzle: usize,
    pub(crate) friction: usize,
    /// Observations without a tone.
    pub(crate) plain: usize,
    pub(crate) about_partner: usize,
    pub(crate) about_us: usize,
    pub(crate) about_self: usize,
    /// Entries by month: `2027-01`.
    pub(crate) months: BTreeMap<String, usize>,
    /// What is to be said aloud about it.
    pub(crate) remarks: Vec<Remark>,
}

/// Something that the balance shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Remark {
    /// Nothing is on record.
    Empty,
    /// Most of the year was written in the last two weeks.
    Late,
    /// There is praise alone.
    OnlyPraise,
    /// There is no praise.
    NoPraise,
    /// All of it is about the other.
    OnlyPartner,
    /// Nothing is shared yet.
    NothingShared,
}

/// What the one who is typing looks at before a talk.
///
/// # Errors
/// If nobody said who is typing, there is no such talk, or it was held or cancelled.
pub(crate) fn preparation(
    session: &Session,
    handle: Handle,
    language: Language,
) -> Result<Preparation, AppError> {
    let review = session::review(session.joint_view(), handle)?;
    let own = Own::read(session, &review)?;
    // One can prepare without the programme, where its format or the bank of questions cannot be read.
    let programme = unless_file_fails(agenda::agenda(session, handle, language).map(|it| it.blocks))?;
    let prompts: Vec<_> = programme.iter().flat_map(|block| &block.questions).collect();
    let (names, entries) = (session.names(), session.entries());
    let prepared = themes_and_none(session).into_iter().map(|key| {
        let mut all: Vec<Entry> = own.observations(key).map(|it| entries.observation(it)).collect();
        all.extend(own.incidents(key).map(|it| entries.incident(it)));
        let mut waiting: Vec<Entry> = own.unanswered(key).map(|it| entries.observation(it)).collect();
        waiting.extend(own.unheard(key).map(|it| entries.incident(it)));
        PreparedTheme {
            theme: key.map(str::to_owned),
            questions: prompts
                .iter()
                .filter(|prompt| key.is_some() && prompt.theme.as_deref() == key)
                .map(|prompt| prompt.text.clone())
                .collect(),
            entries: all,
            waiting,
        }
    });
    let themes: Vec<PreparedTheme> = prepared.collect();
    let ready = |member: Member| review.ready(member).map(|(_, part)| part.date);
    Ok(Preparation {
        review: review.value.name.to_string(),
        date: review.value.day(),
        by: names.key(own.me).to_owned(),
        ready: ready(own.me),
        partner_ready: ready(own.me.other()),
        themes: themes
            .into_iter()
            .filter(|it| it.theme.is_some() || !it.entries.is_empty() || !it.waiting.is_empty())
            .collect(),
        balance: own.balance(),
    })
}

/// The keys of the pair's themes, and at last what has none.
pub(super) fn themes_and_none(session: &Session) -> Vec<Option<&str>> {
    themes::keys(session.pair()).into_iter().map(Some).chain([None]).collect()
}

/// What the one who prepares can read for a talk to come.
pub(super) struct Own {
    /// Whose it is.
    pub(super) me: Member,
    /// The stretch of time that the talk looks back on.
    pub(super) span: Span,
    today: NaiveDate,
    observations: Vec<OnRecord<Observation>>,
    incidents: Vec<OnRecord<Incident>>,
}

impl Own {
    /// # Errors
    /// If nobody said who is typing, or the talk was held or cancelled.
    pub(super) fn read(session: &Session, review: &OnRecord<Review>) -> Result<Self, AppError> {
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
    pub(super) fn observations(&self, theme: Option<&str>) -> impl Iterator<Item = &OnRecord<Observation>> {
        self.written().filter(move |it| it.value.theme.as_deref() == theme)
    }

    /// The own incidents about a theme that are new since the last talk, or open.
    pub(super) fn incidents(&self, theme: Option<&str>) -> impl Iterator<Item = &OnRecord<Incident>> {
        let own = self.incidents.iter().filter(|it| it.value.author == self.me);
        own.filter(|it| it.is_open() || self.is_recent(it.value.date, it.shared()))
            .filter(Self::is_about(theme))
    }

    /// What the other has noticed about a theme and has not heard the why of.
    pub(super) fn unanswered(&self, theme: Option<&str>) -> impl Iterator<Item = &OnRecord<Observation>> {
        let theirs = self.observations.iter().filter(|it| it.value.author != self.me);
        theirs.filter(move |it| it.value.theme.as_deref() == theme).filter(|it| {
            it.waits_for_why()
                && it.shared().is_some_and(|share| self.span.is_news(it.value.date, share.date))
        })
    }

    /// The other's incidents about a theme that one has not given an account of.
    pub(super) fn unheard(&self, theme: Option<&str>) -> impl Iterator<Item = &OnRecord<Incident>> {
        let theirs = self.incidents.iter().filter(|it| it.value.author != self.me);
        let waits =
            |it: &&OnRecord<Incident>| it.is_open() && it.shared().is_some() && it.replies().next().is_none();
        theirs.filter(waits).filter(Self::is_about(theme))
    }

    /// Every incident that one can read and that is still open, whoever wrote it.
    pub(super) fn open_incidents(&self) -> impl Iterator<Item = &OnRecord<Incident>> {
        self.incidents.iter().filter(|it| it.is_open())
    }

    /// How the own record is balanced.
    pub(super) fn balance(&self) -> Balance {
        balance(self.span, self.today, self.written(), self.hurts())
    }
}

fn balance<'o>(
    span: Span,
    today: NaiveDate,
    observations: impl Iterator<Item = &'o OnRecord<Observation>>,
    incidents: impl Iterator<Item = &'o OnRecord<Incident>>,
) -> Balance {
    let mut it = Balance { since: span.previous, ..Balance::default() };
    let mut late = 0;
    let mut count = |it: &mut Balance, date: NaiveDate, is_shared: bool| {
        *it.months.entry(format!("{}-{:02}", date.year(), date.month())).or_default() += 1;
        it.shared += usize::from(is_shared);
        late += usize::from(date > today - LATE);
    };
    for seen in observations {
        it.observations += 1;
        match seen.value.tone {
            Some(Tone::Praise) => it.praise += 1,
            Some(Tone::Puzzle) => it.puzzle += 1,
            Some(Tone::Friction) => it.friction += 1,
            None => it.plain += 1,
        }
        match seen.value.about {
            About::Partner => it.about_partner += 1,
            About::Us => it.about_us += 1,
            About::Oneself => it.about_self += 1,
        }
        count(&mut it, seen.value.date, seen.shared().is_some());
    }
    for hurt in incidents {
        it.incidents += 1;
        count(&mut it, hurt.value.date, hurt.shared().is_some());
    }
    let all = it.observations + it.incidents;
    let first = span.previous.unwrap_or(NaiveDate::MIN);
    // A record that is itself no older than two weeks was not written late.
    let could_be_earlier = first < today - LATE;
    let remarks = [
        (Remark::Empty, all == 0),
        (Remark::Late, all >= FEW && late * 3 >= all * 2 && could_be_earlier),
        (Remark::OnlyPraise, it.observations >= FEW && it.praise == it.observations),
        (Remark::NoPraise, it.observations >= FEW && it.praise == 0),
        (Remark::OnlyPartner, it.observations >= FEW && it.about_partner == it.observations),
        (Remark::NothingShared, all >= FEW && it.shared == 0),
    ];
    it.remarks = remarks.into_iter().filter(|(_, holds)| *holds).map(|(remark, _)| remark).collect();
    it
}

/// Marks the one who is typing as ready for a talk; one who is ready stays so since then.
///
/// # Errors
/// If nobody said who is typing, there is no such talk, or it was held or cancelled.
pub(crate) fn ready(session: &mut Session, handle: Handle) -> Result<(), AppError> {
    let (act, member) = session.begin_own()?;
    let review = session::review(act.view(), handle)?;
    let part = review.prepare(member, act.wordless_stamp(review.id)?)?;
    if review.ready(member).is_none() {
        let changes = [put(act.new_id(), part)];
        act.commit("review prepare", &changes)?;
    }
    Ok(())
}

/// Takes back that the one who is typing is ready.
///
/// # Errors
/// As [`ready`], and [`Refusal::NotReady`].
pub(crate) fn not_ready(session: &mut Session, handle: Handle) -> Result<(), AppError> {
    let (act, member) = session.begin_own()?;
    let review: OnRecord<Review> = session::review(act.view(), handle)?;
    review.is_to_come()?;
    let Some((id, _)) = review.ready(member) else {
        return Err(Refusal::NotReady { review: review.value.name }.into());
    };
    act.commit("review prepare", &[Change::Remove(id)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Circumstances, Content, Id, Part, Stamp, Text};
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
