//! Damage done to a file on purpose, to see what becomes of it.

use super::error::StoreError;
use super::journal::body_hash;
use super::open::Store;
use super::project;
use rusqlite::params;

impl Store {
    /// The number and the body of every record that has one, in their order.
    pub(crate) fn bodies(&self) -> Result<Vec<(i64, String)>, StoreError> {
        self.reading().guard(|connection| {
            let mut statement =
                connection.prepare("SELECT seq, body FROM record WHERE body IS NOT NULL ORDER BY seq")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })
    }

    /// Puts something else in the place of the body of a record, with the hash that it would have had if `is_hashed`.
    pub(crate) fn damage(&mut self, seq: i64, body: &[u8], is_hashed: bool) -> Result<(), StoreError> {
        let writing = self.begin()?;
        writing.reading().guard(|connection| {
            connection
                .prepare_cached("UPDATE record SET body = CAST(?2 AS TEXT) WHERE seq = ?1")?
                .execute(params![seq, body])?;
            if is_hashed {
                let salt: Vec<u8> =
                    connection
                        .query_row("SELECT salt FROM record WHERE seq = ?1", [seq], |row| row.get(0))?;
                let hash = body_hash(&salt, &String::from_utf8_lossy(body));
                connection
                    .execute("UPDATE record SET body_hash = ?2 WHERE seq = ?1", params![seq, &hash[..]])?;
            }
            Ok(())
        })?;
        writing.finish()
    }

    /// Makes the tables that queries read anew, from records that nobody has looked at.
    pub(crate) fn make_anew(&mut self) -> Result<(), StoreError> {
        let writing = self.begin()?;
        writing.guard(|transaction| project::make(transaction))?;
        writing.finish()
    }
}
