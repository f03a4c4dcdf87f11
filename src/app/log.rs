//! What is on record, the newest first.

use super::entry::{Entry, Kind};
use super::error::AppError;
use super::session::Session;
use crate::domain::{About, Member, Tone, Word as _};
use crate::locale::fold;
use crate::store::{Filter, Listed};
use chrono::NaiveDate;

/// What a list is narrowed to. Nothing given is no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    pub(crate) kind: Option<Kind>,
    /// Who put it on record.
    pub(crate) by: Option<Member>,
    /// Whom an observation is about.
    pub(crate) about: Option<About>,
    /// The key of a theme.
    pub(crate) theme: Option<String>,
    /// How an observation sounds.
    pub(crate) tone: Option<Tone>,
    /// As it was typed.
    pub(crate) tag: Option<String>,
    /// The first and the last day that it is about.
    pub(crate) since: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
}

impl Filters {
    /// The same narrowed to a calendar year.
    pub(crate) fn in_year(mut self, year: i32) -> Self {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let last = NaiveDate::from_ymd_opt(year, 12, 31);
        self.since = self.since.max(first);
        self.until = match (self.until, last) {
            (Some(until), Some(last)) => Some(until.min(last)),
            (until, last) => until.or(last),
        };
        self
    }

    /// # Errors
    /// [`AppError::NoDaysLeft`] if no day is left.
    pub(super) fn checked(&self) -> Result<Filter, AppError> {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since > until
        {
            return Err(AppError::NoDaysLeft { since, until });
        }
        Ok(Filter {
            kind: self.kind.map(Kind::word),
            author: self.by,
            about: self.about,
            theme: self.theme.clone(),
            tone: self.tone,
            tag: self.tag.as_deref().map(|tag| fold(tag.trim().trim_start_matches('#').trim())),
            since: self.since,
            until: self.until,
        })
    }
}

/// A list of entries, and how many more there are, as far as they were counted.
pub(crate) struct Log {
    pub(crate) entries: Vec<Entry>,
    /// How many more there are.
    pub(crate) older: usize,
}

impl Log {
    /// The most that are counted of what is left.
    pub(crate) const MOST: usize = 1_000;
}

/// More talks are not set at a time.
const TALKS: usize = 20;

/// The day up to which there is something to list: today, or a later one if something is told of it already, which takes a clock
/// that was set back.
fn last_day(session: &Session, filter: &Filter) -> Result<NaiveDate, AppError> {
    let today = session.today();
    let later = Filter { since: filter.since.max(today.succ_opt()), ..filter.clone() };
    let (listed, _) = session.view().latest(&later, TALKS)?;
    let happened = listed.iter().find(|it| !matches!(it, Listed::Review(_)));
    Ok(happened.map(|it| session.entries().listed(it)).transpose()?.map_or(today, |it| it.date.max(today)))
}

/// The latest entries that the one who is typing may read. A talk that is to come is listed only among talks, or if days to
/// come were asked for.
///
/// # Errors
/// If no day is left between the first and the last.
pub(crate) fn log(session: &Session, filters: &Filters, limit: usize) -> Result<Log, AppError> {
    let mut filter = filters.checked()?;
    let _still = session.store().still()?;
    let looks_ahead =
        filters.kind == Some(Kind::Review) || filters.since.is_some_and(|since| since > session.today());
    let view = session.view();
    if !looks_ahead && filter.until.is_none() {
        filter.until = Some(last_day(session, &filter)?);
    }
    let (listed, more) = view.latest(&filter, limit)?;
    let older =
        if more { view.count(&filter, limit.saturating_add(Log::MOST))?.saturating_sub(limit) } else { 0 };
    let entries = session.entries();
    let entries = listed.iter().map(|it| entries.listed(it)).collect::<Result<_, _>>()?;
    Ok(Log { entries, older })
}
