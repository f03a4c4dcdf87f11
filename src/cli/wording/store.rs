//! What went wrong with the file, in words.

use super::{Report, Wording, clean, report, shown};
use crate::locale::messages::{
    BUG, Busy, DamagedDatabase, Denied, DiskFull, Failing, FileExists, ForeignDatabase, HINT_BUSY,
    HINT_FAILING, HINT_FULL, HINT_MISSING_FILE, HINT_NEWER, HINT_OTHER_DB, HINT_READ_ONLY, HintMissingFolder,
    MissingFile, MissingFolder, NewerDatabase, NewerDatabaseSchema, NotADatabase, ReadOnly,
};
use crate::store::StoreError;

impl Wording<'_> {
    /// What is wrong with the file.
    pub(super) fn store(&self, error: &StoreError) -> Report {
        let language = self.language;
        match error {
            StoreError::Missing { path } => {
                report("missing-file", MissingFile { path: &shown(path) }.text(language))
                    .hint(HINT_MISSING_FILE.text(language))
            }
            StoreError::Exists { path } => {
                report("file-exists", FileExists { path: &shown(path) }.text(language))
                    .hint(HINT_OTHER_DB.text(language))
            }
            StoreError::NoFolder { path } => {
                report("missing-folder", MissingFolder { path: &shown(path) }.text(language))
                    .hint(HintMissingFolder { path: &shown(path) }.text(language))
            }
            StoreError::NotADatabase { path } => {
                report("not-a-database", NotADatabase { path: &shown(path) }.text(language))
                    .hint(HINT_OTHER_DB.text(language))
            }
            StoreError::Foreign { path } => {
                report("foreign-database", ForeignDatabase { path: &shown(path) }.text(language))
                    .hint(HINT_OTHER_DB.text(language))
            }
            StoreError::Newer { path, schema, known } => {
                report("newer-database", NewerDatabase { path: &shown(path) }.text(language))
                    .place(NewerDatabaseSchema { schema, known }.text(language))
                    .hint(HINT_NEWER.text(language))
            }
            StoreError::Damaged { path, detail } => {
                let said = report("damaged-database", DamagedDatabase { path: &shown(path) }.text(language));
                if detail.is_empty() { said } else { said.place(clean(detail)) }
            }
            StoreError::ReadOnly { path } => {
                report("read-only", ReadOnly { path: &shown(path) }.text(language))
                    .hint(HINT_READ_ONLY.text(language))
            }
            StoreError::Busy { path } => {
                report("busy", Busy { path: &shown(path) }.text(language)).hint(HINT_BUSY.text(language))
            }
            StoreError::Full { path } => report("disk-full", DiskFull { path: &shown(path) }.text(language))
                .hint(HINT_FULL.text(language)),
            StoreError::Denied { path, detail } => {
                report("denied", Denied { path: &shown(path) }.text(language))
                    .place(clean(detail))
                    .hint(HINT_READ_ONLY.text(language))
            }
            StoreError::Failing { path, detail } => {
                report("disk-fails", Failing { path: &shown(path) }.text(language))
                    .place(clean(detail))
                    .hint(HINT_FAILING.text(language))
            }
            StoreError::Other { detail } => report("bug", BUG.text(language)).place(clean(detail)).bug(),
        }
    }
}
