//! A refusal in words, and what a command fails with.

use crate::app::AppError;
use crate::cli::bug::OUR_BUG;
use crate::cli::desk::Keeping;
use crate::store::StoreError;
use std::io;

/// A refusal in words.
#[derive(Debug)]
pub(in crate::cli) struct Report {
    /// For programs: stays the same from version to version.
    pub(in crate::cli) code: &'static str,
    /// What happened, and to what; a sentence without its full stop.
    pub(in crate::cli) message: String,
    /// Where it is, a line each.
    pub(in crate::cli) place: Vec<String>,
    /// What to do instead.
    pub(in crate::cli) hint: Option<String>,
    /// The exit code.
    pub(in crate::cli) exit: u8,
    /// What became of what was typed.
    pub(in crate::cli) keeping: Option<Box<Keeping>>,
}

/// A refusal of a value or a rule.
pub(in crate::cli) fn report(code: &'static str, message: impl Into<String>) -> Report {
    Report { code, message: message.into(), place: Vec::new(), hint: None, exit: 1, keeping: None }
}

impl Report {
    /// Says what to do instead.
    pub(in crate::cli) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The message with the places on one line, for machines.
    pub(in crate::cli) fn whole(&self) -> String {
        [std::slice::from_ref(&self.message), &self.place].concat().join("; ")
    }

    /// One more line on where it is.
    pub(in crate::cli) fn place(mut self, line: impl Into<String>) -> Self {
        self.place.push(line.into());
        self
    }

    /// It is the line that is wrong: the exit code is 2.
    pub(in crate::cli) fn usage(mut self) -> Self {
        self.exit = 2;
        self
    }

    /// It is our mistake.
    pub(super) fn bug(mut self) -> Self {
        self.exit = OUR_BUG;
        self
    }
}

/// Why a command came to nothing.
#[derive(Debug)]
pub(in crate::cli) enum Failure {
    /// A use case refused; it is worded when the language and the names are known.
    App(AppError),
    /// The front desk refused.
    Said(Report),
    /// It was done, and the answer could not be written.
    Unsaid(io::Error),
}

impl From<Report> for Failure {
    fn from(report: Report) -> Self {
        Self::Said(report)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::App(AppError::Store(error))
    }
}
