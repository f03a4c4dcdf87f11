//! What is local to this file and in no journal: when people are busy, and the days last proposed.

use super::columns::StoredId;
use super::error::StoreError;
use super::reading::Reading;
use super::writing::{Writing, instant};
use crate::domain::{Adjustment, Entity, Id, Part, Place, Review};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rusqlite::{Row, params};

/// A calendar that was read for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Calendar {
    /// Whose it is.
    pub(crate) person: Id,
    /// What it goes by.
    pub(crate) source: String,
    /// When it was read.
    pub(crate) read: DateTime<Utc>,
    /// From when on it tells.
    pub(crate) since: DateTime<Utc>,
    /// Up to when it tells.
    pub(crate) until: DateTime<Utc>,
    /// Up to when everything that repeats in it was read; `until`, unless something repeats too often.
    pub(crate) whole: DateTime<Utc>,
    /// How many busy times it has.
    pub(crate) times: usize,
}

/// A day that was proposed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Proposed {
    pub(crate) date: NaiveDate,
    /// When it begins, on the clock of the pair.
    pub(crate) start: NaiveTime,
    /// The key of its format.
    pub(crate) format: String,
    /// Where on earth, if not where the pair is.
    pub(crate) at: Option<Place>,
}

type Times = Vec<(DateTime<Utc>, DateTime<Utc>)>;

fn second(row: &Row<'_>, column: &str) -> rusqlite::Result<DateTime<Utc>> {
    Ok(DateTime::from_timestamp(row.get(column)?, 0).unwrap_or_default())
}

fn text<T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<T> {
    row.get::<_, String>(column)?.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}

impl Reading<'_> {
    /// The calendars that were read for a person, in the order of their names.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn calendars(self, person: Id) -> Result<Vec<Calendar>, StoreError> {
        self.guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT person, source, read, since, until, whole,
                        (SELECT count(*) FROM busy WHERE busy.calendar = calendar.id) AS times
                 FROM calendar WHERE person = ?1 ORDER BY source",
            )?;
            let rows = statement.query_map([StoredId(person)], |row| {
                Ok(Calendar {
                    person: row.get::<_, StoredId>("person")?.0,
                    source: row.get("source")?,
                    read: text(row, "read")?,
                    since: second(row, "since")?,
                    until: second(row, "until")?,
                    whole: second(row, "whole")?,
                    times: usize::try_from(row.get::<_, u32>("times")?).unwrap_or(usize::MAX),
                })
            })?;
            rows.collect()
        })
    }

    /// When a person is busy, over all their calendars, in the order of time.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn busy(self, person: Id) -> Result<Times, StoreError> {
        self.guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT start, end FROM busy JOIN calendar ON calendar.id = busy.calendar
                 WHERE calendar.person = ?1 ORDER BY start, end",
            )?;
            let rows = statement
                .query_map([StoredId(person)], |row| Ok((second(row, "start")?, second(row, "end")?)))?;
            rows.collect()
        })
    }

    /// The days last proposed to a pair, the best first.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn proposals(self, pair: Id) -> Result<Vec<Proposed>, StoreError> {
        self.guard(|connection| {
            let mut statement = connection
                .prepare_cached(
                    "SELECT date, start, format, latitude, longitude FROM proposal WHERE pair = ?1 ORDER BY number",
                )?;
            let rows = statement.query_map([StoredId(pair)], |row| {
                let degrees: (Option<f64>, Option<f64>) = (row.get("latitude")?, row.get("longitude")?);
                Ok(Proposed {
                    date: text(row, "date")?,
                    start: text(row, "start")?,
                    format: row.get("format")?,
                    at: match degrees {
                        (Some(latitude), Some(longitude)) => Some(Place { latitude, longitude }),
                        _ => None,
                    },
                })
            })?;
            rows.collect()
        })
    }

    /// The talks of a pair that were set and taken back, as they stood last.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn removed_reviews(self, pair: Id) -> Result<Vec<(Id, Review)>, StoreError> {
        let removed = self.removed(pair, "review")?.into_iter();
        Ok(removed
            .filter_map(|(id, entity)| match entity {
                Entity::Review(review) => Some((id, review)),
                _ => None,
            })
            .collect())
    }

    /// The adjustments of a pair that were agreed and taken back or deleted, as they stood last.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn removed_adjustments(self, pair: Id) -> Result<Vec<(Id, Adjustment)>, StoreError> {
        let removed = self.removed(pair, "adjustment")?.into_iter();
        Ok(removed
            .filter_map(|(id, entity)| match entity {
                Entity::Adjustment(adjustment) => Some((id, adjustment)),
                _ => None,
            })
            .collect())
    }

    fn removed(self, pair: Id, kind: &str) -> Result<Vec<(Id, Entity)>, StoreError> {
        let ids: Vec<Id> = self.guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT standing.entity FROM standing JOIN record ON record.seq = standing.record
                 WHERE record.pair = ?1 AND record.kind = ?2 AND record.state = 'removed' ORDER BY record.seq",
            )?;
            let rows = statement.query_map(params![StoredId(pair), kind], |row| row.get(0))?;
            rows.map(|row| row.map(|StoredId(id)| id)).collect()
        })?;
        let mut removed = Vec::new();
        for id in ids {
            removed.extend(self.last_known(id)?.map(|entity| (id, entity)));
        }
        Ok(removed)
    }

    /// What was printed of an entry that may have been taken back, in the order in which it was.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn printings_of(self, subject: Id) -> Result<Vec<Part>, StoreError> {
        let bodies: Vec<Id> = self.guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id FROM record WHERE subject = ?1 AND kind = 'printing' AND state = 'put' ORDER BY seq",
            )?;
            let rows = statement.query_map([StoredId(subject)], |row| row.get(0))?;
            rows.map(|row| row.map(|StoredId(id)| id)).collect()
        })?;
        let mut found = Vec::new();
        for record in bodies {
            if let Some(Entity::Part(part)) = self.body(record)? {
                found.push(part);
            }
        }
        Ok(found)
    }

    /// Whether a document of this digest was ever made for a pair.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn has_printed(self, pair: Id, digest: &str) -> Result<bool, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM record
                     WHERE pair = ?1 AND kind = 'printing' AND instr(body, ?2) > 0)",
                )?
                .query_row(params![StoredId(pair), digest], |row| row.get(0))
        })
    }

    /// How often a pair, a talk's plan, or an adjustment and its checks were changed: with every undo and redo it grows.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn revisions(self, entity: Id) -> Result<u32, StoreError> {
        self.guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT count(*) FROM record
                     WHERE subject = ?1 AND kind IN ('review', 'adjustment', 'check', 'lapse', 'pair')",
                )?
                .query_row([StoredId(entity)], |row| row.get(0))
        })
    }
}

impl Writing<'_> {
    /// Puts the busy times of a calendar in the place of those read before under the same name; tells what was there.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn put_calendar(
        &self,
        calendar: &Calendar,
        times: &[(DateTime<Utc>, DateTime<Utc>)],
    ) -> Result<Option<Calendar>, StoreError> {
        let before = self.reading().calendars(calendar.person)?;
        self.reading().guard(|_| {
            let transaction = self.transaction();
            transaction.execute(
                "DELETE FROM calendar WHERE person = ?1 AND source = ?2",
                params![StoredId(calendar.person), calendar.source],
            )?;
            transaction.execute(
                "INSERT INTO calendar (person, source, read, since, until, whole) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    StoredId(calendar.person),
                    calendar.source,
                    instant(calendar.read),
                    calendar.since.timestamp(),
                    calendar.until.timestamp(),
                    calendar.whole.timestamp()
                ],
            )?;
            let id = transaction.last_insert_rowid();
            let mut insert =
                transaction.prepare_cached("INSERT INTO busy (calendar, start, end) VALUES (?1, ?2, ?3)")?;
            for (start, end) in times {
                insert.execute(params![id, start.timestamp(), end.timestamp()])?;
            }
            Ok(())
        })?;
        Ok(before.into_iter().find(|it| it.source == calendar.source))
    }

    /// Forgets the calendars of a person, or the one of that name; tells how many there were.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn forget_calendars(&self, person: Id, source: Option<&str>) -> Result<usize, StoreError> {
        self.reading().guard(|_| {
            self.transaction().execute(
                "DELETE FROM calendar WHERE person = ?1 AND (?2 IS NULL OR source = ?2)",
                params![StoredId(person), source],
            )
        })
    }

    /// Keeps the days that were proposed, in the place of those before.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn put_proposals(&self, pair: Id, days: &[Proposed]) -> Result<(), StoreError> {
        self.reading().guard(|_| {
            let transaction = self.transaction();
            transaction.execute("DELETE FROM proposal WHERE pair = ?1", [StoredId(pair)])?;
            for (number, day) in (1_i64..).zip(days) {
                transaction.execute(
                    "INSERT INTO proposal (pair, number, date, start, format, latitude, longitude)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![
                        StoredId(pair),
                        number,
                        day.date.to_string(),
                        day.start.to_string(),
                        day.format,
                        day.at.map(|at| at.latitude),
                        day.at.map(|at| at.longitude)
                    ],
                )?;
            }
            Ok(())
        })
    }
}
