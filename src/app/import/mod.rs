//! Intake into the record what was written elsewhere.

mod lines;
mod rows;
mod table;

pub(crate) use lines::lines;
pub(crate) use rows::{Fault, Outcome, TakenIn, Told, take_in};
pub(super) use table::BEGINS_A_FORMULA;
pub(crate) use table::table;

use super::error::AppError;
use super::exchange::{self, Intake, Received, Receiver};
use super::files::private_folder;
use crate::store::{BESIDE, Store, Writing, settle};
use std::io::Read;
use std::path::Path;

/// Takes in an export of another file, all of it or nothing.
///
/// # Errors
/// If it is no export, of a newer program, cut short or malformed, made for the other of the two, or of a pair whose names are
/// nearly those of one that is here.
pub(crate) fn receive(
    store: &mut Store,
    path: &Path,
    source: impl Read,
    how: Intake<'_>,
) -> Result<Received, AppError> {
    let writing: Writing<'_> = store.begin()?;
    let mut taking = Receiver::new(&writing, path, how);
    exchange::read(path, source, &mut taking)?;
    let received = taking.finish()?;
    if !how.dry_run {
        writing.finish()?;
    }
    Ok(received)
}

/// As [`receive`], into a new database at `database`, which comes to be with all of it in it or not at all; where it is only
/// looked at, none is left.
///
/// # Errors
/// As [`receive`], and if the database cannot be made.
pub(crate) fn receive_new(
    database: &Path,
    path: &Path,
    source: impl Read,
    how: Intake<'_>,
) -> Result<Received, AppError> {
    let denied = |cause| AppError::Unwritable { path: database.to_owned(), cause };
    // Who only looks need not even have a folder made for it, and nothing of theirs is put where others look.
    let here = |folder| if folder == Path::new("") { Path::new(".") } else { folder };
    let mut above = database.ancestors().skip(1).map(here);
    let folder = if how.dry_run { above.find(|folder| folder.is_dir()) } else { above.next() };
    let folder = folder.unwrap_or(Path::new("."));
    let beside = private_folder(folder, BESIDE).map_err(denied)?;
    let place = beside.path().join("new.db");
    let mut store = Store::create(&place)?;
    let received = receive(&mut store, path, source, how)?;
    drop(store);
    if !how.dry_run {
        let built = tempfile::TempPath::try_from_path(place).map_err(denied)?;
        built.persist_noclobber(database).map_err(|error| denied(error.error))?;
        settle(database).map_err(denied)?;
    }
    Ok(received)
}

/// What a file is, by its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Material {
    /// An export of makkerpar.
    Export,
    /// A table with a head row, and what stands between its cells.
    Table(u8),
    /// Lines as they are noted on a phone.
    Lines,
    /// A calendar.
    Calendar,
    /// A database of `SQLite`.
    Database,
}

/// What a file is, by its beginning.
pub(crate) fn material(beginning: &[u8]) -> Material {
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if beginning.starts_with(b"SQLite format 3\0") {
        Material::Database
    } else if text.starts_with(['{', '[']) {
        Material::Export
    } else if text.get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        Material::Calendar
    } else {
        table::delimiter(text).map_or(Material::Lines, Material::Table)
    }
}
