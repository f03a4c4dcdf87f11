//! `SQLite`: opening, migrations, the journal and its projection. SQL lives here and in `db/` only.
//!
//! Use cases build [`Change`](crate::domain::Change)s; [`Writing::commit`] writes them in one transaction, as records of the journal
//! and in the tables that queries read. Only what is local to the file, and in no journal, is written otherwise: busy times and
//! proposals.

mod calendars;
mod check;
mod columns;
mod copy;
#[cfg(any(test, feature = "fuzz"))]
mod damage;
mod error;
mod exchange;
mod history;
mod journal;
mod lasting;
mod listing;
mod merge;
mod numbers;
mod open;
mod project;
mod reading;
mod restore;
mod salvage;
mod schema;
mod tally;
mod view;
mod words;
mod writing;

pub(crate) use calendars::{Calendar, Proposed};
pub(crate) use check::Finding;
pub(crate) use copy::{BEFORE_MIGRATION, BEFORE_REBUILD, BEFORE_RESTORE, EXTENSION as COPY};
pub(crate) use error::StoreError;
pub(crate) use exchange::{Extent, Traveller, Written};
pub(crate) use history::{HistoryLine, HistoryRecord};
pub(crate) use journal::{RecordState, WORDLESS};
pub(crate) use lasting::{BESIDE, folder_of, settle, sweep_beside};
pub(crate) use listing::{Filter, Sought};
pub(crate) use merge::{Merged, Merging};
pub(crate) use open::Store;
pub(crate) use reading::Reading;
pub(crate) use restore::{Backup, holds_words};
pub(crate) use salvage::Salvaged;
pub(crate) use tally::Counted;
pub(crate) use view::{Listed, View};
pub(crate) use writing::{Command, Writing};
