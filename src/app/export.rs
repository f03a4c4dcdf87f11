//! Taking the record out of the file: whole for another file, as a table, as a text to read.

mod csv;
mod text;

use super::deliver::{Destination, digest_text, place, printing};
use super::entry::{Entry, Kind};
use super::error::AppError;
use super::exchange::{self, WriteError};
use super::files::{put_in_place, unnamed};
use super::session::Session;
use crate::domain::Content;
/// How much of the record leaves the file.
pub(crate) use crate::store::Extent;
use crate::store::StoreError;
use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How entries are put into words, which only the front desk knows.
pub(crate) trait Words {
    /// What stands above them all.
    fn head(&self, session: &Session, extent: Extent) -> String;
    /// What stands above the entries of a month.
    fn month(&self, first: NaiveDate) -> String;
    /// An entry with all that was said beside it.
    fn entry(&self, session: &Session, entry: &Entry) -> String;
}

/// In which form the record is taken out.
#[derive(Clone, Copy)]
pub(crate) enum Form<'w> {
    /// All there is, for another file of makkerpar.
    Json,
    /// A table, one row an entry.
    Csv,
    /// A text to read.
    Markdown(&'w dyn Words),
}

impl Form<'_> {
    /// The end of the names of such files.
    fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown(_) => "md",
        }
    }

    /// The words of the command line.
    fn act(self) -> &'static str {
        match self {
            Self::Json => "export json",
            Self::Csv => "export csv",
            Self::Markdown(_) => "export markdown",
        }
    }
}

/// What was taken out.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Exported {
    /// Absent when it went to the caller.
    #[serde(serialize_with = "crate::app::paths::shown_if_any")]
    pub(crate) file: Option<PathBuf>,
    /// How many records, or entries of a table or a text.
    pub(crate) count: usize,
    /// How much of the record it holds.
    pub(crate) extent: Extent,
    /// Whether the history tells of it: a file that cannot be written to now can still be read.
    pub(crate) on_record: bool,
}

/// Passes bytes on, and keeps a digest of them.
struct Digesting<W> {
    out: W,
    digest: Sha256,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Takes the record of a pair out, to a file or to `out`. `seen` is told how far it has come.
///
/// # Errors
/// If nobody said who is typing where only their own words are asked for, if the file is in the way or cannot be written, and
/// as for every read.
pub(crate) fn export(
    session: &mut Session,
    form: Form<'_>,
    extent: Extent,
    to: Destination,
    out: &mut dyn Write,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<Exported, AppError> {
    if extent == Extent::Own && session.me().is_none() {
        return Err(AppError::WhoAreYou { keys: session.pair().member_keys.clone() });
    }
    // Without a name only what both may read is read.
    let extent = if session.me().is_none() { Extent::Shared } else { extent };
    let name = format!("{}.{}", session.pair().key, form.extension());
    let file = place(session, to, name)?;
    let (count, digest, beside) = match &file {
        None => {
            let mut out = Digesting { out: BufWriter::new(out), digest: Sha256::new() };
            let count =
                written(session, form, extent, &mut out, seen).map_err(|error| error.at(Path::new("-")))?;
            (count, digest_text(out.digest), None)
        }
        Some(path) => {
            let beside = unnamed(path)?;
            let (count, digest) = {
                let mut out = Digesting { out: BufWriter::new(beside.as_file()), digest: Sha256::new() };
                let count = written(session, form, extent, &mut out, seen).map_err(|error| error.at(path))?;
                (count, digest_text(out.digest))
            };
            let failed = |cause| AppError::Unwritable { path: path.to_owned(), cause };
            beside.as_file().sync_all().map_err(failed)?;
            (count, digest, Some(beside.into_temp_path()))
        }
    };
    let on_record = match put_on_record(session, form, digest) {
        Ok(()) => true,
        // What lies where no writing is taken, or no more, can be read all the same.
        Err(AppError::Store(
            StoreError::ReadOnly { .. }
            | StoreError::Denied { .. }
            | StoreError::Busy { .. }
            | StoreError::Full { .. },
        )) => false,
        Err(error) => return Err(error),
    };
    if let (Some(path), Some(beside)) = (&file, beside) {
        put_in_place(beside, path)?;
    }
    Ok(Exported { file, count, extent, on_record })
}

fn written(
    session: &Session,
    form: Form<'_>,
    extent: Extent,
    out: &mut dyn Write,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<usize, WriteError> {
    let count = match form {
        Form::Json => exchange::write(session, extent, out, seen)?,
        Form::Csv => csv::write(session, extent, out, seen)?,
        Form::Markdown(words) => text::write(session, extent, words, out, seen)?,
    };
    out.flush()?;
    Ok(count)
}

fn put_on_record(session: &mut Session, form: Form<'_>, digest: String) -> Result<(), AppError> {
    let act = session.begin()?;
    let content = Content::Printing { document: "export".to_owned(), digest, says: None };
    let change = printing(&act.writing, act.pair_id, act.me, (act.today(), act.now), content)?;
    act.commit(form.act(), &[change])
}

/// Hands on every entry that is to be taken out, the oldest first; tells how many there are.
fn each(
    session: &Session,
    extent: Extent,
    seen: &mut dyn FnMut(usize, usize),
    take: &mut dyn FnMut(&Entry) -> Result<(), WriteError>,
) -> Result<usize, WriteError> {
    let view = if extent == Extent::Shared { session.joint_view() } else { session.view() };
    let me = session.me().map(|me| session.names().key(me).to_owned());
    let entries = session.entries();
    let ids = view.ids()?;
    let mut count = 0;
    for (done, id) in ids.iter().enumerate() {
        let Some(listed) = view.by_id(*id)? else { continue };
        let entry = entries.listed(&listed)?;
        let is_joint = matches!(entry.kind, Kind::Adjustment | Kind::Review);
        if extent != Extent::Own || is_joint || entry.by == me {
            take(&entry)?;
            count += 1;
        }
        seen(done, ids.len());
    }
    Ok(count)
}
