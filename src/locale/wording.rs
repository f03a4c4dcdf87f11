//! Words in both languages, as the files in `templates/` have them.

use super::Language;
use serde::Deserialize;

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    en: String,
    da: String,
}

impl Wording {
    /// The words in English and in Danish.
    pub(crate) fn new(en: String, da: String) -> Self {
        Self { en, da }
    }

    /// The words in `language`.
    pub(crate) fn text(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Danish => &self.da,
        }
    }
}
