//! Texts as they come: on the line, on standard input, or from a person who is asked.

use super::{Desk, Way};
use crate::app::Session;
use crate::cli::wording::{Failure, report};
use crate::domain::{Handle, Text};
use crate::locale::messages::{ASK_TEXT, HINT_READ_FILE, HINT_TEXT, MISSING_TEXT, NOT_UTF8, TEXT_ASKED};
use std::io::Read as _;

impl Desk {
    /// A text that stands on the line, or on standard input for `-`. It is read before the file is opened, so that
    /// it can be kept if that fails; `None` if it is left out and a person can be asked for it.
    pub(in crate::cli) fn given(&self, typed: Option<&str>) -> Result<Option<String>, Failure> {
        match self.optional_text(typed)? {
            None if !self.ui.can_ask() => Err(report("missing-text", MISSING_TEXT.text(self.language()))
                .hint(HINT_TEXT.text(self.language()))
                .usage()
                .into()),
            given => Ok(given),
        }
    }

    /// Refuses before a text is asked for that could not be set beside anything.
    pub(in crate::cli) fn worth_asking(
        &self,
        session: &Session,
        handle: Handle,
        given: Option<&String>,
    ) -> Result<(), Failure> {
        if given.is_none() && session.me().is_some() {
            session.entry(handle)?;
        }
        Ok(())
    }

    /// The text that was given, or asked for now.
    pub(in crate::cli) fn text(&self, given: Option<String>, question: &str) -> String {
        if let Some(text) = given {
            return text;
        }
        self.ui.chatter(TEXT_ASKED.text(self.language()));
        let mut lines = Vec::new();
        let mut prompt = question.to_owned();
        while let Some(line) = self.ui.ask(&prompt) {
            if line.is_empty() {
                break;
            }
            lines.push(line);
            ASK_TEXT.text(self.language()).clone_into(&mut prompt);
        }
        let text = lines.join("\n");
        self.typed.came(&text, Way::Word);
        text
    }

    /// An optional text, which is not asked for.
    pub(in crate::cli) fn optional_text(&self, typed: Option<&str>) -> Result<Option<String>, Failure> {
        match typed {
            Some("-") => self.standard_input().map(Some),
            Some(text) => {
                self.typed.on_line(text);
                Ok(Some(text.to_owned()))
            }
            None => Ok(None),
        }
    }

    /// What comes in on standard input.
    pub(in crate::cli) fn standard_input(&self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        // More than is taken would be refused anyway, so no more is read.
        let limit = 4 * (Text::LONGEST as u64 + 1);
        let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes);
        read.map_err(|error| {
            report("unreadable", error.to_string()).hint(HINT_READ_FILE.text(self.language()))
        })?;
        let text =
            String::from_utf8(bytes).map_err(|_| report("not-utf8", NOT_UTF8.text(self.language())))?;
        self.typed.came(&text, Way::Input);
        Ok(text)
    }
}
