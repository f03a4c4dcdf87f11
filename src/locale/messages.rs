//! Every sentence of the user interface, made by `build.rs` from `templates/messages.{en,da}.toml`.
//!
//! A message without values is a [`Label`]; one with values is a struct whose fields are the values, so
//! that a missing or misspelt one does not compile, and the lint for dead code finds an unused one.

#![allow(
    clippy::doc_markdown,
    clippy::match_same_arms,
    rustdoc::broken_intra_doc_links,
    reason = "the sentences are data"
)]

use super::Language;
use super::calling::{Whose, carried};
use std::borrow::Cow;

/// A text without values in both languages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    /// In English.
    pub(super) en: &'static str,
    /// In Danish.
    pub(super) da: &'static str,
    /// Whose the commands are that it names, if it names some.
    pub(super) commands: Option<Whose>,
}

impl Label {
    /// The text in `language`.
    pub(crate) fn text(self, language: Language) -> &'static str {
        let text = match language {
            Language::English => self.en,
            Language::Danish => self.da,
        };
        match self.commands.map(|whose| carried(text, whose)) {
            // A label is as long-lived as the program, and so is how that was called.
            Some(Cow::Owned(carried)) => carried.leak(),
            _ => text,
        }
    }
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
