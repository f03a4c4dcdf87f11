//! The numbers that were given, as the records tell of them: which series have counted otherwise.
//!
//! A number is never given twice, so what counts is the highest that any record has, of what is gone, too.

use super::journal::WORDLESS;
use rusqlite::{Connection, params};

/// The last number of each series by the records: owner, series, last.
const TOLD: &str = "
    SELECT pair AS owner,
           CASE kind WHEN 'observation' THEN 'O' WHEN 'incident' THEN 'T' ELSE 'A' END AS series,
           max(json_extract(body, '$.number')) AS last
    FROM record WHERE body IS NOT NULL AND kind IN ('observation', 'incident', 'adjustment')
    GROUP BY owner, series
    UNION ALL
    SELECT subject, iif(json_extract(body, '$.number') > ?1, 'wordless', 'part') AS series,
           max(json_extract(body, '$.number') % ?1)
    FROM record WHERE body IS NOT NULL
        AND kind NOT IN ('person', 'pair', 'observation', 'incident', 'adjustment', 'review', 'block')
    GROUP BY subject, series";

/// How many series would give a number again that is on record.
pub(super) fn wrong(connection: &Connection) -> rusqlite::Result<usize> {
    let query = format!(
        "SELECT count(*) FROM ({TOLD}) AS told LEFT JOIN counter USING (owner, series)
         WHERE ifnull(counter.last, 0) < told.last"
    );
    let count: u32 = connection.query_row(&query, [WORDLESS], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Lets every series go on after the last number that is on record.
pub(super) fn mend(connection: &Connection) -> rusqlite::Result<()> {
    let mend = format!(
        "INSERT INTO counter (owner, series, last) SELECT owner, series, last FROM ({TOLD}) WHERE true
         ON CONFLICT (owner, series) DO UPDATE SET last = max(counter.last, excluded.last)"
    );
    connection.execute(&mend, params![WORDLESS]).map(|_| ())
}
