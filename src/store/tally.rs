//! How many observations there are, kept by month and by day: what `status` counts is never read one by one.

use super::columns::{StoredId, StoredMember};
use super::error::StoreError;
use super::view::View;
use crate::domain::{Id, Member, Tone, Word as _};
use chrono::{Datelike as _, Days, NaiveDate};
use rusqlite::{Connection, named_params, params};

/// The spans that a date belongs to: its month and itself. The length tells how much of a date names each.
const SPANS: [(&str, usize); 2] = [("month", 7), ("day", 10)];

/// Takes an observation out of the tally, as its row says now. What is no observation is not counted.
pub(super) fn take_out(connection: &Connection, entry: Id) -> rusqlite::Result<()> {
    for (unit, length) in SPANS {
        let taken = connection
            .prepare_cached(
                "UPDATE tally SET count = tally.count - 1, waits = tally.waits - it.waits FROM entry AS it
                 WHERE it.id = ?1 AND it.kind = 'observation'
                   AND (tally.pair, tally.unit, tally.span, tally.author, tally.reader, tally.theme, tally.tone)
                     = (it.pair, ?2, substr(it.date, 1, ?3), it.author, it.reader, coalesce(it.theme, ''), coalesce(it.tone, ''))",
            )?
            .execute(params![StoredId(entry), unit, length])?;
        if taken > 0 {
            connection
                .prepare_cached(
                    "DELETE FROM tally WHERE count = 0 AND (pair, unit, span, author, reader, theme, tone)
                       = (SELECT pair, ?2, substr(date, 1, ?3), author, reader, coalesce(theme, ''), coalesce(tone, '')
                          FROM entry WHERE id = ?1)",
                )?
                .execute(params![StoredId(entry), unit, length])?;
        }
    }
    Ok(())
}

/// Puts an observation into the tally, as its row says now. What is no observation is not counted.
pub(super) fn put_in(connection: &Connection, entry: Id) -> rusqlite::Result<()> {
    for (unit, length) in SPANS {
        connection
            .prepare_cached(
                "INSERT INTO tally (pair, unit, span, author, reader, theme, tone, count, waits)
                 SELECT pair, ?2, substr(date, 1, ?3), author, reader, coalesce(theme, ''), coalesce(tone, ''), 1, waits
                 FROM entry WHERE id = ?1 AND kind = 'observation'
                 ON CONFLICT DO UPDATE SET count = tally.count + 1, waits = tally.waits + excluded.waits",
            )?
            .execute(params![StoredId(entry), unit, length])?;
    }
    Ok(())
}

/// Fills the tally, which is empty, from the entries.
pub(super) fn fill(connection: &Connection) -> rusqlite::Result<()> {
    for (unit, length) in SPANS {
        connection.execute(
            "INSERT INTO tally (pair, unit, span, author, reader, theme, tone, count, waits)
             SELECT pair, ?1, substr(date, 1, ?2), author, reader, coalesce(theme, ''), coalesce(tone, ''), count(*), sum(waits)
             FROM entry WHERE kind = 'observation' GROUP BY 1, 3, 4, 5, 6, 7",
            params![unit, length],
        )?;
    }
    Ok(())
}

/// So many observations of one author, theme and tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) author: Member,
    /// Whether both can read them.
    pub(crate) shared: bool,
    /// The key of their theme.
    pub(crate) theme: Option<String>,
    pub(crate) tone: Option<Tone>,
    pub(crate) count: usize,
}

/// The first and the last of some days.
type Spans = (String, String);

/// The days after `after` up to `until`, as whole months and the days before and after them.
fn spans(after: Option<NaiveDate>, until: NaiveDate) -> (Spans, [Spans; 2]) {
    let month = |date: NaiveDate| date.format("%Y-%m").to_string();
    let none = || ("~".to_owned(), String::new());
    let first_of = |date: NaiveDate| date.with_day(1).unwrap_or(date);
    // The months between the two, neither of them counted.
    let next = after.map_or_else(String::new, |after| month(first_of(after) + Days::new(31)));
    let last = month(first_of(until).pred_opt().unwrap_or(until));
    let is_same_month = after.is_some_and(|after| month(after) == month(until));
    let head = after.map_or_else(none, |after| {
        let end = (first_of(after) + Days::new(31)).with_day(1).unwrap_or(after);
        let end = if is_same_month { until } else { end - Days::new(1) };
        ((after + Days::new(1)).to_string(), end.to_string())
    });
    let tail = if is_same_month { none() } else { (first_of(until).to_string(), until.to_string()) };
    ((next, last), [head, tail])
}

impl View<'_> {
    /// How many observations of the days after `after` up to and including `until` the asker may read.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn counted(
        self,
        after: Option<NaiveDate>,
        until: NaiveDate,
    ) -> Result<Vec<Counted>, StoreError> {
        if after.is_some_and(|after| after >= until) {
            return Ok(Vec::new());
        }
        let (months, [head, tail]) = spans(after, until);
        self.reading().guard(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT author, reader, theme, tone, sum(count) FROM (
                     SELECT * FROM tally WHERE pair = :pair AND unit = 'month' AND span BETWEEN :month AND :last_month
                     UNION ALL
                     SELECT * FROM tally WHERE pair = :pair AND unit = 'day' AND span BETWEEN :first AND :last
                     UNION ALL
                     SELECT * FROM tally WHERE pair = :pair AND unit = 'day' AND span BETWEEN :begin AND :end)
                 WHERE reader IN ('both', :asker) GROUP BY author, reader, theme, tone",
            )?;
            let rows = statement.query_map(
                named_params! {
                    ":pair": StoredId(self.pair()),
                    ":asker": self.asking(),
                    ":month": months.0, ":last_month": months.1,
                    ":first": head.0, ":last": head.1,
                    ":begin": tail.0, ":end": tail.1,
                },
                |row| {
                    let theme: String = row.get(2)?;
                    Ok(Counted {
                        author: row.get::<_, StoredMember>(0)?.0,
                        shared: row.get_ref(1)?.as_str()? == "both",
                        theme: (!theme.is_empty()).then_some(theme),
                        tone: Tone::from_word(row.get_ref(3)?.as_str()?),
                        count: row.get(4)?,
                    })
                },
            )?;
            rows.collect()
        })
    }

    /// How many observations of `author` wait for the why of the other.
    ///
    /// # Errors
    /// As for every read.
    pub(crate) fn count_waiting(self, author: Member) -> Result<usize, StoreError> {
        self.reading().guard(|connection| {
            connection
                .prepare_cached(
                    "SELECT coalesce(sum(waits), 0) FROM tally WHERE pair = ?1 AND unit = 'month' AND author = ?2",
                )?
                .query_row(params![StoredId(self.pair()), StoredMember(author)], |row| row.get(0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(days: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(739_000 + days).expect("a date")
    }

    proptest! {
        #[test]
        fn every_day_of_a_stretch_is_in_one_span_and_no_other_day_in_any(
            after in prop::option::of(0..900_i32), length in 1..900_i32, day in -40..1900_i32,
        ) {
            let until = date(after.unwrap_or(0) + length);
            let (months, days) = spans(after.map(date), until);
            let holds = |(first, last): &Spans, span: &str| first.as_str() <= span && span <= last.as_str();
            let name = date(day).to_string();
            let found = usize::from(holds(&months, &name[..7])) + days.iter().filter(|span| holds(span, &name)).count();
            let is_in = after.is_none_or(|after| day > after) && date(day) <= until;
            prop_assert_eq!(found, usize::from(is_in));
        }
    }
}
