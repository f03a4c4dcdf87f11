use super::super::schema;
use super::*;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What is local to a file and tells no words: when people are busy, the days last proposed, the numbers that were given, and
/// the identity of the file. A change there is found only where it contradicts something.
const LOCAL: [&str; 5] = ["busy", "calendar", "proposal", "counter", "meta"];

/// A small file with a year in it, in memory where there is a folder for that, and its bytes.
fn small() -> (TempDir, PathBuf, Vec<u8>) {
    let folder = Path::new("/dev/shm");
    let folder = if folder.is_dir() { tempfile::tempdir_in(folder) } else { tempfile::tempdir() };
    let folder = folder.expect("a folder");
    let path = folder.path().join("makkerpar.db");
    let name = format!("tests/fixtures/schemas/{}.db", schema::newest());
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the file");
    fs::write(&path, &bytes).expect("written");
    (folder, path, bytes)
}

/// Every row of every table that tells something, as text.
fn told(store: &Store) -> BTreeMap<String, Vec<String>> {
    let dump = |connection: &Connection| -> rusqlite::Result<BTreeMap<String, Vec<String>>> {
        let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let names =
            names.into_iter().filter(|name| !LOCAL.contains(&name.as_str()) && !name.starts_with("letters"));
        names
            .map(|name| {
                let mut statement = connection.prepare(&format!("SELECT * FROM {name}"))?;
                let columns = statement.column_count();
                let rows = statement.query_map([], |row| {
                    (0..columns).map(|column| row.get_ref(column).map(|value| format!("{value:?}"))).collect()
                })?;
                Ok((name, rows.collect::<Result<Vec<String>, _>>()?))
            })
            .collect()
    };
    store.reading().guard(dump).expect("every row")
}

/// What became of a changed file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It could not be opened, and the reason was said.
    Refused,
    /// The doctor found it.
    Found,
    /// Nothing that the file tells has changed.
    Harmless,
}

fn fate(path: &Path, whole: &BTreeMap<String, Vec<String>>) -> Fate {
    let is_told = |error: &StoreError| !matches!(error, StoreError::Other { .. } | StoreError::Busy { .. });
    let store = match Store::open(path) {
        Ok(store) => store,
        Err(error) => {
            assert!(is_told(&error), "{error:?}");
            return Fate::Refused;
        }
    };
    match store.check() {
        Ok(findings) if findings.is_empty() => {
            assert!(told(&store) == *whole, "a change that was not found");
            Fate::Harmless
        }
        Ok(_) => Fate::Found,
        Err(error) => {
            assert!(is_told(&error), "{error:?}");
            Fate::Refused
        }
    }
}

/// Changes one octet after the other, every `step`th, and tells how often which came of it.
fn flipped(step: usize) -> BTreeMap<Fate, usize> {
    let (folder, path, bytes) = small();
    let whole = told(&Store::open(&path).expect("a database"));
    let mut fates = BTreeMap::new();
    for at in (0..bytes.len()).step_by(step) {
        // Another bit each time, and now and then all of them.
        let change = if at % 9 == 8 { 0xFF } else { 1 << (at % 9) };
        let file = File::options().write(true).open(&path).expect("the file");
        file.write_at(&[bytes[at] ^ change], at as u64).expect("changed");
        drop(file);
        let came = std::panic::catch_unwind(|| fate(&path, &whole));
        let came = came.unwrap_or_else(|_| panic!("octet {at} of {}, by {change:#x}", bytes.len()));
        *fates.entry(came).or_default() += 1;
        for left in fs::read_dir(folder.path()).expect("the folder") {
            fs::remove_file(left.expect("a file").path()).expect("removed");
        }
        fs::write(&path, &bytes).expect("written");
    }
    fates
}

#[test]
fn a_file_that_takes_no_writing_is_looked_at_as_thoroughly() {
    let (_folder, path, bytes) = small();
    let look = || Store::glance(&path).expect("a database").check().expect("a look");
    assert_eq!(look(), []);
    assert!(fs::read(&path).expect("the file") == bytes);
    Connection::open(&path)
        .and_then(|file| {
            file.execute_batch("INSERT INTO letters (letters) VALUES ('delete-all'); DELETE FROM tally")
        })
        .expect("a change");
    assert!(matches!(look()[..], [Finding::Projection { .. }, Finding::Index]), "{:?}", look());
}

#[test]
fn a_changed_octet_is_found_or_changes_nothing() {
    let fates = flipped(211);
    assert!(fates.get(&Fate::Found).is_some_and(|count| *count > 100), "{fates:?}");
}

#[test]
#[ignore = "takes a quarter of an hour"]
fn every_changed_octet_is_found_or_changes_nothing() {
    let fates = flipped(1);
    assert!(fates.get(&Fate::Found).is_some_and(|count| *count > 10_000), "{fates:?}");
    let told = std::env::var_os("MAKKERPAR_FATES").map(|file| fs::write(file, format!("{fates:?}\n")));
    assert!(told.is_none_or(|told| told.is_ok()));
}

#[test]
fn a_file_that_is_cut_off_at_any_page_is_refused_or_found() {
    let (_folder, path, bytes) = small();
    let whole = told(&Store::open(&path).expect("a database"));
    for length in (0..bytes.len()).step_by(4096).flat_map(|length| [length, length + 100, length + 2000]) {
        fs::write(&path, &bytes[..length.min(bytes.len() - 1)]).expect("written");
        assert_ne!(fate(&path, &whole), Fate::Harmless, "{length}");
    }
}
