//! What one asker may read of a pair: joint things, what was shared, and their own.

use super::columns::{StoredId, StoredMember};
use super::error::StoreError;
use super::project::review_number;
use super::reading::{Reading, standing};
use crate::domain::{
    Adjustment, Asker, Block, Content, Entity, Id, Incident, Observation, OnRecord, Part, Review, ReviewName,
    Series,
};
use chrono::NaiveDate;
use rusqlite::{named_params, params};
use std::collections::HashMap;

/// A pair as one asker sees it. Nothing private of the other comes through it.
#[derive(Clone, Copy)]
pub(crate) struct View<'c> {
    reading: Reading<'c>,
    pair: Id,
    asker: Asker,
}

/// An entry of any kind, in a list.
#[derive(Clone, Debug)]
pub(crate) enum Listed {
    Observation(OnRecord<Observation>),
    Incident(OnRecord<Incident>),
    Adjustment(OnRecord<Adjustment>),
    Review(OnRecord<Review>),
}

/// The entries that the asker may read: those that both can, and their own. `:asker` is NULL for nobody. They are looked up by
/// kind and number: the plus keeps them from being walked through by readers.
macro_rules! readable {
    ($more:literal) => {
        concat!(standing!("entry AS it"), " WHERE it.pair = :pair AND it.reader IN ('both', :asker) ", $more)
    };
}

impl<'c> View<'c> {
    /// What `asker` may read of a pair.
    pub(super) fn new(reading: Reading<'c>, pair: Id, asker: Asker) -> Self {
        Self { reading, pair, asker }
    }

    /// The file behind it.
    pub(crate) fn reading(self) -> Reading<'c> {
        self.reading
    }

    /// The pair.
    pub(super) fn pair(self) -> Id {
        self.pair
    }

    /// The asker, as a column has it; none for nobody.
    pub(super) fn asking(self) -> Option<StoredMember> {
        self.asker.member().map(StoredMember)
    }

    /// What is set beside an entry, in the order of its numbers.
    fn parts(self, subject: Id) -> Result<Vec<(Id, Part)>, StoreError> {
        self.reading.entities(
            concat!(
                standing!("part AS it"),
                " WHERE it.subject = ?1 AND it.kind <> 'printing' ORDER BY it.number"
            ),
            [StoredId(subject)],
        )
    }

    /// An entity with all that is set beside it.
    pub(super) fn on_record<T>(self, (id, value): (Id, T)) -> Result<OnRecord<T>, StoreError> {
        Ok(OnRecord { id, value, parts: self.parts(id)? })
    }

    fn numbered<T: TryFrom<Entity>>(
        self,
        kind: &str,
        number: i64,
    ) -> Result<Option<OnRecord<T>>, StoreError> {
        let found = self.reading.entities(
            readable!("AND it.kind = :kind AND it.number = :number"),
            named_params! {":pair": StoredId(self.pair), ":asker": self.asking(), ":kind": kind, ":number": number},
        )?;
        found.into_iter().next().map(|found| self.on_record(found)).transpose()
    }

    /// An observation by its number; `None` also if the asker may not read it.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn observation(self, number: u32) -> Result<Option<OnRecord<Observation>>, StoreError> {
        self.numbered("observation", i64::from(number))
    }

    /// An incident by its number; `None` also if the asker may not read it.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn incident(self, number: u32) -> Result<Option<OnRecord<Incident>>, StoreError> {
        self.numbered("incident", i64::from(number))
    }

    /// An adjustment by its number.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn adjustment(self, number: u32) -> Result<Option<OnRecord<Adjustment>>, StoreError> {
        self.numbered("adjustment", i64::from(number))
    }

    /// A review by its name.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn review(self, name: ReviewName) -> Result<Option<OnRecord<Review>>, StoreError> {
        self.numbered("review", review_number(name))
    }

    fn all<T: TryFrom<Entity>>(self, kind: &str) -> Result<Vec<OnRecord<T>>, StoreError> {
        let found = self.reading.entities(
            readable!("AND it.kind = :kind ORDER BY it.number"),
            named_params! {":pair": StoredId(self.pair), ":asker": self.asking(), ":kind": kind},
        )?;
        self.all_on_record(found, kind, None)
    }

    /// Entries of a kind with what is set beside them, which is read at once and not entry by entry: that of all that the
    /// asker may read, dated up to `until`.
    fn all_on_record<T>(
        self,
        found: Vec<(Id, T)>,
        kind: &str,
        until: Option<NaiveDate>,
    ) -> Result<Vec<OnRecord<T>>, StoreError> {
        let parts: Vec<(Id, Part)> = self.reading.entities(
            concat!(
                standing!("entry CROSS JOIN part AS it ON it.subject = entry.id"),
                " WHERE entry.pair = :pair AND +entry.reader IN ('both', :asker) AND entry.kind = :kind
                  AND (:until IS NULL OR entry.date <= :until)
                  AND it.kind <> 'printing' ORDER BY it.number"
            ),
            named_params! {
                ":pair": StoredId(self.pair),
                ":asker": self.asking(),
                ":kind": kind,
                ":until": until.map(|date| date.to_string()),
            },
        )?;
        let mut beside: HashMap<Id, Vec<(Id, Part)>> = HashMap::new();
        for (id, part) in parts {
            beside.entry(part.subject).or_default().push((id, part));
        }
        let on_record = |(id, value): (Id, T)| {
            let parts = beside.remove(&id).unwrap_or_default();
            OnRecord { id, value, parts }
        };
        Ok(found.into_iter().map(on_record).collect())
    }

    /// Every incident, by number.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn incidents(self) -> Result<Vec<OnRecord<Incident>>, StoreError> {
        self.all("incident")
    }

    /// Every adjustment, by number.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn adjustments(self) -> Result<Vec<OnRecord<Adjustment>>, StoreError> {
        self.all("adjustment")
    }

    /// Every review, in the order of their names.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn reviews(self) -> Result<Vec<OnRecord<Review>>, StoreError> {
        self.all("review")
    }

    /// The observations of the days up to and including `until`, in the order of their dates.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn observations(self, until: NaiveDate) -> Result<Vec<OnRecord<Observation>>, StoreError> {
        let found = self.reading.entities(
            readable!("AND it.kind = 'observation' AND it.date <= :until ORDER BY it.date, it.number"),
            named_params! {
                ":pair": StoredId(self.pair),
                ":asker": self.asking(),
                ":until": until.to_string(),
            },
        )?;
        self.all_on_record(found, "observation", Some(until))
    }

    /// The identities of all entries, the oldest first.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn ids(self) -> Result<Vec<Id>, StoreError> {
        self.reading.guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id FROM entry WHERE pair = ?1 AND reader IN ('both', ?2) ORDER BY place",
            )?;
            let rows = statement.query_map(params![StoredId(self.pair), self.asking()], |row| row.get(0))?;
            rows.map(|row| row.map(|StoredId(id)| id)).collect()
        })
    }

    /// The entry of an identity; `None` also if the asker may not read it.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn by_id(self, id: Id) -> Result<Option<Listed>, StoreError> {
        let found = self.reading.entities(
            readable!("AND it.id = :id"),
            named_params! {":pair": StoredId(self.pair), ":asker": self.asking(), ":id": StoredId(id)},
        )?;
        found.into_iter().next().map_or(Ok(None), |found| self.listed(found))
    }

    /// An entity as a list has it; none if it is of a kind that lists do not have.
    pub(super) fn listed(self, (id, entity): (Id, Entity)) -> Result<Option<Listed>, StoreError> {
        Ok(Some(match entity {
            Entity::Observation(value) => Listed::Observation(self.on_record((id, value))?),
            Entity::Incident(value) => Listed::Incident(self.on_record((id, value))?),
            Entity::Adjustment(value) => Listed::Adjustment(self.on_record((id, value))?),
            Entity::Review(value) => Listed::Review(self.on_record((id, value))?),
            Entity::Person(_) | Entity::Pair(_) | Entity::Block(_) | Entity::Part(_) => return Ok(None),
        }))
    }

    /// The highest number in a series that the asker may read.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn newest(self, series: Series) -> Result<Option<u32>, StoreError> {
        let kind = match series {
            Series::Observation => "observation",
            Series::Incident => "incident",
            Series::Adjustment => "adjustment",
        };
        self.reading.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT max(number) FROM entry
                     WHERE pair = ?1 AND kind = ?2 AND +reader IN ('both', ?3)",
                )?
                .query_row(params![StoredId(self.pair), kind, self.asking()], |row| row.get(0))
        })
    }

    /// Whether the asker may know of what belongs to `subject` and is somebody's own words: it is theirs, or
    /// the entry can be read.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn can_read(self, subject: Id) -> Result<bool, StoreError> {
        self.reading.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1 AND reader IN ('both', ?2))",
                )?
                .query_row(params![StoredId(subject), self.asking()], |row| row.get(0))
        })
    }

    /// The will of each about trust on paper.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn consents(self) -> Result<Vec<(Id, Part)>, StoreError> {
        let parts = self.parts(self.pair)?;
        Ok(parts.into_iter().filter(|(_, part)| matches!(part.content, Content::Consent { .. })).collect())
    }

    /// The pair's blocked periods, in the order of their names.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn blocks(self) -> Result<Vec<(Id, Block)>, StoreError> {
        self.reading.entities(
            concat!(standing!("block AS it"), " WHERE it.pair = ?1 ORDER BY it.name"),
            [StoredId(self.pair)],
        )
    }

    /// Everything that was printed of a talk or written to a calendar for the pair.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn printings(self) -> Result<Vec<Part>, StoreError> {
        let found: Vec<(Id, Part)> = self.reading.entities(
            concat!(
                standing!("part AS it"),
                " WHERE it.kind = 'printing'
                  AND it.subject IN (SELECT ?1 UNION ALL SELECT id FROM entry WHERE pair = ?1 AND kind = 'review')
                  ORDER BY it.date, it.id"
            ),
            [StoredId(self.pair)],
        )?;
        Ok(found.into_iter().map(|(_, part)| part).collect())
    }
}
