//! Paths in JSON: a name that is not text in UTF-8 reads there as it is shown.

use serde::{Serialize as _, Serializer};
use std::path::{Path, PathBuf};

/// A path as text.
///
/// # Errors
/// As the serializer has them.
pub(crate) fn shown<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    path.to_string_lossy().serialize(serializer)
}

/// A path as text, where there is one.
///
/// # Errors
/// As the serializer has them.
#[allow(clippy::ref_option, reason = "serde hands over a field as it is")]
pub(crate) fn shown_if_any<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    path.as_ref().map(|path| path.to_string_lossy()).serialize(serializer)
}
