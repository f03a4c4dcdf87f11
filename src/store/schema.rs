//! The schema and its migrations.

use super::project;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior};

/// `mkpr`: by this `SQLite`'s header tells that a database is ours.
pub(super) const APPLICATION_ID: u32 = 0x6D6B_7072;

/// What brings a database from the version before to its own.
pub(super) struct Migration {
    version: u32,
    sql: &'static str,
    /// Whether it leaves tables of the projection empty, to be made anew.
    empties: bool,
}

/// Every migration, in order.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: include_str!("../../db/migrations/0001-first.sql"), empties: false },
    Migration { version: 2, sql: include_str!("../../db/migrations/0002-calendars.sql"), empties: false },
    Migration { version: 3, sql: include_str!("../../db/migrations/0003-search.sql"), empties: true },
    Migration { version: 4, sql: include_str!("../../db/migrations/0004-exchange.sql"), empties: true },
];

/// The newest schema that this program knows.
pub(super) fn newest() -> u32 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

/// The schema version of a database.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Runs the migrations that are missing, each in a transaction of its own. The projection is made by the code as it is now,
/// which knows the newest tables only: from the first migration that empties some, all run in one transaction, at whose end
/// it is made anew. Another process that migrates at the same time is waited for, and what it has done is not done again.
pub(super) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> rusqlite::Result<()> {
    let mut missing = migrations;
    while let [next, rest @ ..] = missing {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version = version(&transaction)?;
        if version >= next.version {
            missing = rest;
            continue;
        }
        let together = if next.empties { missing } else { &missing[..1] };
        for migration in together {
            transaction.execute_batch(migration.sql)?;
            transaction.pragma_update(None, "user_version", migration.version)?;
        }
        if next.empties {
            project::make(&transaction)?;
        }
        transaction.commit()?;
        missing = &missing[together.len()..];
    }
    Ok(())
}

/// What stands in a schema: kind, name, how it was made, in the order of names.
type Made = Vec<(String, String, Option<String>)>;

fn made(connection: &Connection) -> rusqlite::Result<Made> {
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// A database of a schema version, with nothing in it.
fn fresh(version: u32) -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    for migration in MIGRATIONS.iter().take_while(|migration| migration.version <= version) {
        connection.execute_batch(migration.sql)?;
    }
    Ok(connection)
}

/// Whether a database has the tables and indexes of a schema version, no more and no less.
pub(super) fn is_as_of(connection: &Connection, version: u32) -> rusqlite::Result<bool> {
    Ok(made(connection)? == made(&fresh(version)?)?)
}

/// What of the schema is not as the migrations make it: tables, indexes, and how the index of words is set.
pub(super) fn strange(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let fresh = fresh(newest())?;
    let (is, should) = (made(connection)?, made(&fresh)?);
    let extra = is.iter().filter(|it| !should.contains(it));
    let missing = should.iter().filter(|it| !is.contains(it));
    let mut names: Vec<String> = extra.chain(missing).map(|(_, name, _)| name.clone()).collect();
    if names.is_empty() && set(connection)? != set(&fresh)? {
        names.push("letters".to_owned());
    }
    names.dedup();
    Ok(names)
}

/// How the index of words is set. Its version is 4, and 5 from the first word on that is taken out of it.
fn set(connection: &Connection) -> rusqlite::Result<Vec<(String, Value)>> {
    let mut statement =
        connection.prepare("SELECT k, iif(k = 'version' AND v = 5, 4, v) FROM letters_config ORDER BY k")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
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
        for (index, migration) in MIGRATIONS.iter().enumerate() {
            assert_eq!(migration.version as usize, index + 1);
        }
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection, MIGRATIONS).expect("the migrations run");
        migrate(&mut connection, MIGRATIONS).expect("a second run does nothing");
    }

    #[test]
    fn a_failing_migration_leaves_the_version_before() {
        let mut connection = Connection::open_in_memory().expect("memory");
        let migration = |version, sql| Migration { version, sql, empties: false };
        let migrations = [
            migration(1, "CREATE TABLE one (x) STRICT;"),
            migration(2, "CREATE TABLE two (x INTEGER) STRICT; nonsense"),
        ];
        assert!(migrate(&mut connection, &migrations).is_err());
        assert_eq!(version(&connection).expect("a version"), 0);
        let migrations = [
            migration(1, "CREATE TABLE one (x INTEGER) STRICT;"),
            migration(2, "CREATE TABLE two (x INTEGER) STRICT; nonsense"),
        ];
        assert!(migrate(&mut connection, &migrations).is_err());
        assert_eq!(version(&connection).expect("a version"), 1);
        assert_eq!(dump(&connection), ["CREATE TABLE one (x INTEGER) STRICT"]);
    }
}
