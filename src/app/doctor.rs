//! Whether the file says what was written.

use super::error::AppError;
use crate::store::{Finding, Store};

/// Checks the file, the chain of its journal, and the tables that queries read against the journal. With
/// `rebuild`, those tables are made anew from it.
///
/// # Errors
/// If the file cannot be read at all.
pub(crate) fn doctor(store: &mut Store, rebuild: bool) -> Result<Vec<Finding>, AppError> {
    let writing = store.begin()?;
    let differing = writing.rebuild(rebuild)?;
    if rebuild {
        writing.finish()?;
    } else {
        drop(writing);
    }
    let mut findings = store.reading().findings()?;
    findings.extend(differing);
    Ok(findings)
}
