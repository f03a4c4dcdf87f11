//! What came of taking in an export.

use crate::app::Names;
use serde::Serialize;

/// What came in, changed or went, of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Arrival {
    /// `observation`, `answer`, `check` …
    pub(crate) kind: String,
    /// The key of the one whose words it is, or who gave the command.
    pub(crate) by: Option<String>,
    /// The entry that it is or belongs to, by its handle here; absent where that is no longer to be seen.
    pub(crate) handle: Option<String>,
}

/// An entry that has another handle here than there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Renumbered {
    /// The handle that it has in the other file.
    pub(crate) there: String,
    /// The handle that it has here.
    pub(crate) here: String,
}

/// Something that was changed here and there, each without knowing of the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Difference {
    /// `observation`, `pair` …
    pub(crate) kind: String,
    /// The entry that it is or belongs to, by its handle here.
    pub(crate) handle: Option<String>,
    /// Whether what was written here stands, and not what was written there.
    pub(crate) ours: bool,
}

/// One of the two, who goes by another name now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct NewName {
    /// Their full name before.
    pub(crate) before: String,
    /// Their full name now.
    pub(crate) now: String,
    /// What they go by on the command line.
    pub(crate) key: String,
}

/// What came of taking in an export.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Received {
    /// The key of the pair.
    pub(crate) pair: String,
    /// Whether the pair was not on record here before.
    pub(crate) new_pair: bool,
    /// Those of the two who go by another name now.
    pub(crate) renamed: Vec<NewName>,
    /// What is new here.
    pub(crate) added: Vec<Arrival>,
    /// What reads otherwise than before.
    pub(crate) changed: Vec<Arrival>,
    /// What was hidden again, deleted or erased.
    pub(crate) gone: Vec<Arrival>,
    /// How many things of the file were here already.
    pub(crate) same: usize,
    /// What has another handle here than there.
    pub(crate) renumbered: Vec<Renumbered>,
    /// What was changed here and there.
    pub(crate) differ: Vec<Difference>,
    /// What the two go by.
    #[serde(skip)]
    pub(crate) names: Names,
}
