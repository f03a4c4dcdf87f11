//! Adjustments: what the two agreed, and whether it was kept.

use super::handle::{Handle, Series};
use super::id::Id;
use super::member::{Member, Owner};
use super::pair::add_months;
use super::part::{Content, OnRecord, Part, Stamp};
use super::refusal::Refusal;
use super::text::Text;
use super::words::Outcome;
use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// What kind of agreement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "lowercase")]
pub(crate) enum Form {
    /// Something to do; done when its last check is kept.
    Action {
        /// The day by which, if there is one.
        until: Option<NaiveDate>,
    },
    /// A ground rule, which stands until it lapses.
    Rule,
}

/// An agreed change of practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Adjustment {
    /// The pair.
    pub(crate) pair: Id,
    /// The 5 of A5.
    pub(crate) number: u32,
    /// Who put it on record, if they said so.
    pub(crate) author: Option<Member>,
    /// When it was agreed.
    pub(crate) date: NaiveDate,
    /// In words that both can stand by.
    pub(crate) text: Text,
    /// Who it rests with.
    pub(crate) owner: Owner,
    /// Action or ground rule.
    #[serde(flatten)]
    pub(crate) form: Form,
    /// The key of its theme.
    pub(crate) theme: Option<String>,
    /// The shared entries that it comes from.
    pub(crate) from: Vec<Id>,
    /// The days on which to look whether it is kept, in ascending order.
    pub(crate) checks: Vec<NaiveDate>,
    /// The question to ask then.
    pub(crate) question: Option<String>,
    /// Words to find it by.
    pub(crate) tags: Vec<String>,
    /// When it was first put on record.
    pub(crate) created: DateTime<Utc>,
    /// When its text was last changed.
    pub(crate) edited: Option<DateTime<Utc>>,
    /// When it was erased.
    pub(crate) erased: Option<NaiveDate>,
}

/// Where an adjustment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It is to be kept.
    Open,
    /// Its last check was kept.
    Done,
    /// It no longer stands, since that day.
    Lapsed(NaiveDate),
}

impl Adjustment {
    /// A check within two weeks before its day counts for that day.
    const EARLY: Days = Days::new(14);

    /// Its handle.
    pub(crate) fn handle(&self) -> Handle {
        Handle::entry(Series::Adjustment, self.number)
    }

    /// The checks of an adjustment for which none were named: three and six months after it was agreed, on
    /// the Friday before if that is a weekend.
    pub(crate) fn usual_checks(agreed: NaiveDate) -> Vec<NaiveDate> {
        [3, 6]
            .map(|months| {
                let day = add_months(agreed, months);
                let back = match day.weekday() {
                    Weekday::Sat => 1,
                    Weekday::Sun => 2,
                    _ => 0,
                };
                day - Days::new(back)
            })
            .to_vec()
    }
}

impl OnRecord<Adjustment> {
    /// The checks that were made, in the order of their dates.
    pub(crate) fn checked(&self) -> Vec<(&Part, Outcome)> {
        let mut checks: Vec<_> = self
            .parts_where(|content| match content {
                Content::Check { outcome, .. } => Some(*outcome),
                _ => None,
            })
            .collect();
        checks.sort_by_key(|(part, _)| (part.date, part.number));
        checks
    }

    /// The lapse, if it has lapsed.
    pub(crate) fn lapse(&self) -> Option<&Part> {
        self.parts_where(|content| matches!(content, Content::Lapse { .. }).then_some(()))
            .map(|(part, ())| part)
            .next()
    }

    /// The planned checks that nobody has made, in ascending order. A check answers every planned one up to its
    /// own day; one made at most two weeks early answers the next.
    pub(crate) fn checks_to_come(&self) -> Vec<NaiveDate> {
        let mut planned = self.value.checks.clone();
        for (part, _) in self.checked() {
            let due = planned.iter().filter(|day| **day <= part.date).count();
            if due > 0 {
                planned.drain(..due);
            } else if planned.first().is_some_and(|next| part.date + Adjustment::EARLY >= *next) {
                planned.remove(0);
            }
        }
        planned
    }

    /// Where it stands.
    pub(crate) fn status(&self) -> Status {
        if let Some(lapse) = self.lapse() {
            return Status::Lapsed(lapse.date);
        }
        let kept = self.checked().last().is_some_and(|(_, outcome)| *outcome == Outcome::Kept);
        match self.value.form {
            Form::Action { .. } if kept && self.checks_to_come().is_empty() => Status::Done,
            _ => Status::Open,
        }
    }

    /// Whether it stands and its words have not been erased.
    fn stands(&self) -> Result<Handle, Refusal> {
        let handle = self.value.handle();
        if self.value.erased.is_some() {
            return Err(Refusal::Erased { handle });
        }
        if let Some(lapse) = self.lapse() {
            return Err(Refusal::Lapsed { handle, on: lapse.date });
        }
        Ok(handle)
    }

    /// Refuses a day before it was agreed.
    fn after_agreeing(&self, date: NaiveDate) -> Result<(), Refusal> {
        let first = self.value.date;
        if date < first { Err(Refusal::TooEarly { date, first }) } else { Ok(()) }
    }

    /// What came of it, looked at on a day.
    ///
    /// # Errors
    /// If it has lapsed or is done, or the day is before it was agreed.
    pub(crate) fn check(
        &self,
        author: Option<Member>,
        outcome: Outcome,
        text: Option<Text>,
        stamp: Stamp,
    ) -> Result<Part, Refusal> {
        let handle = self.stands()?;
        if self.status() == Status::Done {
            return Err(Refusal::Done { handle });
        }
        self.after_agreeing(stamp.date)?;
        Ok(Part::new(self.id, author, stamp, Content::Check { outcome, text }))
    }

    /// It no longer stands.
    ///
    /// # Errors
    /// If it has lapsed before, or the day is before it was agreed.
    pub(crate) fn let_lapse(
        &self,
        author: Option<Member>,
        reason: Option<Text>,
        stamp: Stamp,
    ) -> Result<Part, Refusal> {
        self.stands()?;
        self.after_agreeing(stamp.date)?;
        Ok(Part::new(self.id, author, stamp, Content::Lapse { reason }))
    }
}
