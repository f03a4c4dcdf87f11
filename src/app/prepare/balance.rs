//! How one's own record is balanced.

use crate::app::cycle::Span;
use crate::domain::{About, Incident, Observation, OnRecord, Tone};
use chrono::{Datelike as _, Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was written so shortly before the talk may colour all of it.
const LATE: Days = Days::new(14);

/// The fewest entries of which a balance says anything.
const FEW: usize = 3;

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

/// Counts what somebody has written, and finds what is to be said about it.
pub(super) fn balance<'o>(
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
