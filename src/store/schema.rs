//! The schema and its migrations.

use rusqlite::{Connection, TransactionBehavior};

/// `mkpr`: by this `SQLite`'s header tells that a database is ours.
pub(super) const APPLICATION_ID: u32 = 0x6D6B_7072;

/// Each migration brings a database from the version before to its own, in its own transaction.
pub(super) const MIGRATIONS: &[(u32, &str)] = &[
    (1, include_str!("../../db/migrations/0001-first.sql")),
    (2, include_str!("../../db/migrations/0002-calendars.sql")),
];

/// The newest schema that this program knows.
pub(super) fn newest() -> u32 {
    MIGRATIONS.last().map_or(0, |(version, _)| *version)
}

/// The schema version of a database.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Runs the migrations that are missing. Another process that migrates at the same time is waited for, and
/// what it has done is not done again.
pub(super) fn migrate(connection: &mut Connection, migrations: &[(u32, &str)]) -> rusqlite::Result<()> {
    for (target, sql) in migrations {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&transaction)? < *target {
            transaction.execute_batch(sql)?;
            transaction.pragma_update(None, "user_version", target)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump(connection: &Connection) -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .expect("the schema can be read");
        let rows = statement.query_map([], |row| row.get(0)).expect("the schema can be read");
        rows.collect::<Result<_, _>>().expect("the schema can be read")
    }

    #[test]
    fn the_schema_as_it_stands_is_what_the_migrations_make() {
        let mut migrated = Connection::open_in_memory().expect("memory");
        migrate(&mut migrated, MIGRATIONS).expect("the migrations run");
        let written = Connection::open_in_memory().expect("memory");
        written.execute_batch(include_str!("../../db/schema.sql")).expect("db/schema.sql runs");
        assert_eq!(dump(&migrated), dump(&written));
        assert_eq!(version(&migrated).expect("a version"), newest());
    }

    #[test]
    fn migrations_are_numbered_without_gaps_and_run_once() {
        for (index, (version, _)) in MIGRATIONS.iter().enumerate() {
            assert_eq!(*version as usize, index + 1);
        }
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection, MIGRATIONS).expect("the migrations run");
        migrate(&mut connection, MIGRATIONS).expect("a second run does nothing");
    }

    #[test]
    fn a_failing_migration_leaves_the_version_before() {
        let mut connection = Connection::open_in_memory().expect("memory");
        let migrations =
            [(1, "CREATE TABLE one (x) STRICT;"), (2, "CREATE TABLE two (x INTEGER) STRICT; nonsense")];
        assert!(migrate(&mut connection, &migrations).is_err());
        assert_eq!(version(&connection).expect("a version"), 0);
        let migrations = [
            (1, "CREATE TABLE one (x INTEGER) STRICT;"),
            (2, "CREATE TABLE two (x INTEGER) STRICT; nonsense"),
        ];
        assert!(migrate(&mut connection, &migrations).is_err());
        assert_eq!(version(&connection).expect("a version"), 1);
        assert_eq!(dump(&connection), ["CREATE TABLE one (x INTEGER) STRICT"]);
    }
}
