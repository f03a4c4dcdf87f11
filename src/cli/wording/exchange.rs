//! Why an export of another file could not be taken in, in words.

use super::{Report, Wording, clean, report, shown};
use crate::app::exchange::{ExchangeError, VERSION};
use crate::cli::commands::in_shell;
use crate::locale::messages::{
    CutShort, HINT_EXPORTED_AGAIN, HINT_MADE_FOR_OTHER, HINT_NEWER, HINT_NOT_AN_EXPORT, HintNearPair,
    ImpossibleAt, ImpossibleExport, MadeForNobodyKnown, MadeForOther, MalformedAt, MalformedExport, NearPair,
    NewerExport, NotAnExport,
};

impl Wording<'_> {
    /// Why an export could not be taken in.
    pub(super) fn exchange(&self, error: &ExchangeError) -> Report {
        let language = self.language;
        match error {
            ExchangeError::NotAnExport { path } => {
                report("not-an-export", NotAnExport { path: &shown(path) }.text(language))
                    .hint(HINT_NOT_AN_EXPORT.text(language))
            }
            ExchangeError::Newer { path, version } => {
                let message = NewerExport { path: &shown(path), version, known: &VERSION };
                report("newer-export", message.text(language)).hint(HINT_NEWER.text(language))
            }
            ExchangeError::CutShort { path } => {
                report("cut-short", CutShort { path: &shown(path) }.text(language))
                    .hint(HINT_EXPORTED_AGAIN.text(language))
            }
            ExchangeError::Malformed { path, line, column } => {
                report("malformed-export", MalformedExport { path: &shown(path) }.text(language))
                    .place(MalformedAt { line, column }.text(language))
                    .hint(HINT_EXPORTED_AGAIN.text(language))
            }
            ExchangeError::Impossible { path, record, field } => {
                report("impossible-export", ImpossibleExport { path: &shown(path) }.text(language))
                    .place(ImpossibleAt { record, field }.text(language))
                    .hint(HINT_EXPORTED_AGAIN.text(language))
            }
            ExchangeError::Unclaimed { path, name, .. } => {
                let message = MadeForNobodyKnown { path: &shown(path), name: &clean(name) };
                report("who-are-you", message.text(language))
            }
            ExchangeError::NearPair { there, here, pair, key } => {
                let name = in_shell(&format!("{key}={}", clean(there)));
                let (there, here) = (&clean(there), &clean(here));
                report("near-pair", NearPair { there, pair, here }.text(language))
                    .hint(HintNearPair { pair, name: &name }.text(language))
            }
            ExchangeError::MadeFor { path, name } => {
                let message = MadeForOther { path: &shown(path), name: &clean(name) };
                report("made-for-other", message.text(language)).hint(HINT_MADE_FOR_OTHER.text(language))
            }
        }
    }
}
