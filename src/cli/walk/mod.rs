//! Dialogues that go through something with a person, question by question. Each answer is on record before the next
//! question, so that a walk can be left at any time and taken up again.

mod agreement;
pub(super) mod begin;
mod game;
pub(super) mod prepare;
pub(super) mod record;

use super::desk::Desk;
use super::refused;
use super::ui::{clean, hanging};
use super::values;
use super::wording::Failure;
use crate::app::{AppError, Session};
use crate::domain::Member;
use crate::locale::messages::{BadAnswer, Label, NEEDS_ONE};
use crate::locale::{Language, fold};

/// What is typed to leave, in both languages, folded.
const LEAVING: [&str; 6] = ["q", "quit", "exit", ":q", "slut", "afslut"];

/// Why a walk ends before its end.
pub(super) enum Stop {
    /// The person has left: the input is at its end.
    Left,
    /// The file failed.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Failed(Failure::App(error))
    }
}

type Step<T> = Result<T, Stop>;

/// A walk under way, through something on record or, before there is a record, without.
pub(super) struct Walk<'d, S = Session> {
    desk: &'d Desk,
    /// The session, where there is one yet.
    pub(super) session: S,
    /// What a question mark is answered with.
    help: Label,
}

impl<'d, S> Walk<'d, S> {
    /// Begins a walk at the desk; `help` is what a question mark is answered with.
    pub(super) fn new(desk: &'d Desk, session: S, help: Label) -> Self {
        Self { desk, session, help }
    }

    fn language(&self) -> Language {
        self.desk.language()
    }

    /// Says something on the way, wrapped, with an indent.
    fn say(&self, indent: usize, text: &str) {
        self.say_led(&" ".repeat(indent), text);
    }

    /// Says something after a lead, with a hanging indent.
    fn say_led(&self, lead: &str, text: &str) {
        for line in hanging(lead, text, self.desk.ui.err_prose()) {
            self.desk.ui.tell(&line);
        }
    }

    /// An empty line, and what comes now.
    fn head(&self, text: &str) {
        self.desk.ui.tell("");
        self.desk.ui.tell_heading(&clean(text));
    }

    /// Asks; `None` if the answer is skipped. A question mark asks back what can be answered, and who says that they leave
    /// has left: neither is a text that anybody would want on record.
    fn ask(&self, question: &str) -> Step<Option<String>> {
        loop {
            let answer = self.desk.ui.ask(question).ok_or(Stop::Left)?;
            match answer.trim() {
                "" => return Ok(None),
                "?" => self.say(2, self.help.text(self.language())),
                answer if LEAVING.contains(&fold(answer).as_str()) => return Err(Stop::Left),
                answer => return Ok(Some(answer.to_owned())),
            }
        }
    }

    /// Asks for a text, which is kept until it is on record; `command` has the words of the command that could take it.
    fn text(&self, question: &str, command: &[&str]) -> Step<Option<String>> {
        let text = self.ask(question)?;
        if let Some(text) = &text {
            self.desk.remember(text, owned(command));
        }
        Ok(text)
    }

    /// Asks until the answer can be read, or is skipped.
    fn parsed<T>(&self, question: &str, read: impl Fn(&str) -> Result<T, Failure>) -> Step<Option<T>> {
        loop {
            let Some(typed) = self.ask(question)? else { return Ok(None) };
            match read(&typed) {
                Ok(value) => return Ok(Some(value)),
                Err(failure) => self.object(failure),
            }
        }
    }

    /// Asks until there is an answer.
    fn needed<T>(&self, question: &str, read: impl Fn(&str) -> Result<T, Failure>) -> Step<T> {
        loop {
            match self.parsed(question, &read)? {
                Some(value) => return Ok(value),
                None => self.say(2, NEEDS_ONE.text(self.language())),
            }
        }
    }

    /// Asks yes or no; `usual` is what Enter says.
    fn yes(&self, question: &str, usual: bool) -> Step<bool> {
        loop {
            let Some(typed) = self.ask(question)? else { return Ok(usual) };
            match fold(&typed).as_str() {
                "y" | "yes" | "j" | "ja" => return Ok(true),
                "n" | "no" | "nej" => return Ok(false),
                _ => {
                    let typed = values::quoted(self.language(), &typed);
                    self.say(2, &BadAnswer { typed: &typed }.text(self.language()));
                }
            }
        }
    }

    /// Says why something did not work, and goes on.
    fn object(&self, failure: Failure) {
        let report = self.desk.worded(failure);
        self.desk.ui.error(&report.message, &report.place, report.hint.as_deref());
    }
}

/// The words of a command, to be remembered.
fn owned(command: &[&str]) -> Vec<String> {
    command.iter().map(|word| (*word).to_owned()).collect()
}

impl Walk<'_> {
    /// Puts something on record. What a rule refuses is said, its text is kept, and the walk goes on; what the file
    /// refuses ends it.
    fn write<T>(&mut self, write: impl FnOnce(&mut Session) -> Result<T, AppError>) -> Step<Option<T>> {
        match write(&mut self.session) {
            Ok(done) => {
                self.desk.forget();
                Ok(Some(done))
            }
            Err(error @ AppError::Store(_)) => Err(error.into()),
            Err(error) => {
                let mut report = self.desk.worded(error.into());
                if let Some(keeping) = self.desk.keep_typed(false) {
                    report.place.extend(keeping.lines(self.language()));
                    report.keeping = Some(Box::new(keeping));
                }
                self.desk.forget();
                // The walk goes on, whatever a command would have ended with.
                _ = refused(&self.desk.ui, &report);
                Ok(None)
            }
        }
    }

    /// Puts one person's own words on record, as theirs, whoever is typing.
    fn write_as<T>(
        &mut self,
        member: Member,
        write: impl FnOnce(&mut Session) -> Result<T, AppError>,
    ) -> Step<Option<T>> {
        let (me, now) = (self.session.me(), self.session.now());
        self.session.turn(Some(member), now);
        let written = self.write(write);
        self.session.turn(me, now);
        written
    }

    fn name(&self, member: Member) -> String {
        clean(self.session.names().short(member))
    }
}
