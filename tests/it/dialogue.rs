//! A person at a pseudo-terminal: what they read and what they type.

use crate::harness::Home;
use rexpect::session::{PtySession, spawn_command};

/// How long an answer of the program is waited for, in milliseconds.
const PATIENCE: u64 = 20_000;

/// A dialogue under way.
pub(crate) struct Dialogue {
    terminal: PtySession,
}

impl Dialogue {
    /// Types a command at a terminal 120 cells wide.
    pub(crate) fn begin(home: &Home, now: &str, words: &[&str]) -> Self {
        Self::with(home, now, &[], words)
    }

    /// Types a command at such a terminal, with variables of the environment.
    pub(crate) fn with(home: &Home, now: &str, variables: &[(&str, &str)], words: &[&str]) -> Self {
        let run = home.run(words).on(now).env("COLUMNS", "120").env("NO_COLOR", "1");
        let run = variables.iter().fold(run, |run, (name, value)| run.env(name, value));
        let mut command = run.command();
        command.env("TERM", "xterm");
        let terminal = spawn_command(command, Some(PATIENCE)).expect("the program starts");
        Self { terminal }
    }

    /// Waits for words.
    #[track_caller]
    pub(crate) fn reads(&mut self, words: &str) -> &mut Self {
        // The terminal is read octet by octet.
        let octets: String = words.bytes().map(char::from).collect();
        if let Err(error) = self.terminal.exp_string(&octets) {
            panic!("waited for {words:?}: {error}");
        }
        self
    }

    /// Waits for a question, and answers it.
    #[track_caller]
    pub(crate) fn answers(&mut self, question: &str, answer: &str) -> &mut Self {
        self.reads(question);
        self.terminal.send_line(answer).expect("typed");
        self
    }

    /// Waits for a question, and presses Enter.
    #[track_caller]
    pub(crate) fn skips(&mut self, question: &str) -> &mut Self {
        self.answers(question, "")
    }

    /// Waits for a question, and presses a key with Control.
    #[track_caller]
    pub(crate) fn presses(&mut self, question: &str, key: char) -> &mut Self {
        self.reads(question);
        self.terminal.send_control(key).expect("pressed");
        self
    }

    /// Types a line that nothing asked for.
    pub(crate) fn types(&mut self, line: &str) -> &mut Self {
        self.terminal.send_line(line).expect("typed");
        self
    }

    /// Waits for the end; the exit code, and what was said since.
    #[track_caller]
    pub(crate) fn ends(mut self) -> (i32, String) {
        let said = self.terminal.exp_eof().expect("the program ends");
        let status = self.terminal.process().wait().expect("it ended");
        match status {
            rexpect::process::WaitStatus::Exited(_, code) => (code, said),
            other => panic!("{other:?}\n{said}"),
        }
    }
}
