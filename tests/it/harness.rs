//! An empty home for the program to run in, and what it said there.
//!
//! Nothing of the machine shows through: the environment is cleared, the home is a fresh folder, and the clock
//! stands still.

use crate::paper::Paper;
use serde_json::Value;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The day it is unless a test says otherwise: a Wednesday.
pub(crate) const TODAY: &str = "2027-03-03";

/// A person's home folder, where the program is run.
pub(crate) struct Home {
    folder: TempDir,
    now: String,
}

impl Home {
    /// A home where the program was never run.
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("home-").tempdir().expect("a temporary folder");
        Self { folder, now: TODAY.to_owned() }
    }

    /// A home with one pair in it: Anna Holm, a mayor, and Bo Lind, her chief executive.
    pub(crate) fn with_pair() -> Self {
        let home = Self::new();
        home.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-01-01"])
            .success();
        home
    }

    /// A home with that pair, whose last talk was a round of golf on 28 May 2026.
    pub(crate) fn with_past() -> Self {
        let mut home = Self::with_pair();
        home.set_clock("2026-05-28T20:00:00+02:00");
        home.run(["review", "schedule", "--on", "2026-05-28", "--at", "12:00", "--force"]).success();
        home.run(["review", "record", "2026"]).success();
        home.set_clock(TODAY);
        home
    }

    /// Sets the clock: a day, or an instant.
    pub(crate) fn set_clock(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    /// The folder itself, which is also where commands are typed.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The database in its usual place.
    pub(crate) fn database(&self) -> PathBuf {
        self.path(".local/share/makkerpar/makkerpar.db")
    }

    /// Whether the bytes of the database, or of anything beside it, have `words` in them.
    pub(crate) fn has_bytes(&self, words: &str) -> bool {
        let folder = self.database().parent().expect("a folder").to_owned();
        std::fs::read_dir(folder).expect("the folder").any(|file| {
            let bytes = std::fs::read(file.expect("a file").path()).expect("bytes");
            bytes.windows(words.len()).any(|window| window == words.as_bytes())
        })
    }

    /// The same home once more, with the same clock, each going its own way from here.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self { now: self.now.clone(), ..Self::new() };
        let folder = copy.database();
        std::fs::create_dir_all(folder.parent().expect("a folder")).expect("made");
        std::fs::copy(self.database(), copy.database()).expect("copied");
        copy
    }

    /// A command that is typed here, ready to be run.
    pub(crate) fn run<W: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Run<'_> {
        self.run_as(env!("CARGO_BIN_EXE_makkerpar"), words)
    }

    /// A command of another program that is typed here.
    pub(crate) fn run_as<W: AsRef<OsStr>>(
        &self,
        program: impl AsRef<OsStr>,
        words: impl IntoIterator<Item = W>,
    ) -> Run<'_> {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path(".local/share"))
            .env("XDG_CONFIG_HOME", self.path(".config"))
            .env("XDG_STATE_HOME", self.path(".local/state"))
            .env("XDG_CACHE_HOME", self.path(".cache"))
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("MAKKERPAR_NOW", &self.now)
            .current_dir(self.folder.path())
            .args(words);
        Run { home: self, command, stdin: Vec::new() }
    }

    /// Runs a line of a shell, in which the program stands with its words as `"$@"`.
    pub(crate) fn in_shell(&self, line: &str, words: &[&str]) -> Said {
        let program = OsStr::new(env!("CARGO_BIN_EXE_makkerpar"));
        let shell = ["-c", line, "sh"].map(OsStr::new);
        self.run_as("/bin/sh", shell.into_iter().chain([program]).chain(words.iter().map(OsStr::new))).said()
    }

    /// The texts on record that a member may read, the newest first.
    pub(crate) fn texts(&self, member: &str) -> Vec<String> {
        let log = self.run(["log", "--limit", "100"]).me(member).object();
        let entries = log["entries"].as_array().expect("a list");
        entries.iter().filter_map(|entry| entry["text"].as_str().map(str::to_owned)).collect()
    }

    /// Somebody did something on a day.
    #[track_caller]
    pub(crate) fn did(&self, member: &str, day: &str, words: &[&str]) {
        self.run(words).me(member).on(day).success();
    }

    /// The summary that is printed now, read back.
    #[track_caller]
    pub(crate) fn summary(&self, more: &[&str]) -> Paper {
        let words = ["handout", "summary", "-o", "-"].iter().chain(more);
        Paper::read(&self.run(words).success().bytes)
    }
}

/// A command line that is about to be run.
#[must_use = "a command is run by success, refused, misused or said"]
pub(crate) struct Run<'h> {
    home: &'h Home,
    command: Command,
    stdin: Vec<u8>,
}

impl Run<'_> {
    /// Who is typing, as the environment has it: it holds for what is named in answers, too.
    pub(crate) fn me(self, member: &str) -> Self {
        self.env("MAKKERPAR_ME", member)
    }

    /// The language to answer in.
    pub(crate) fn lang(self, language: &str) -> Self {
        self.flag("--lang", language)
    }

    /// More words on the line.
    pub(crate) fn more(mut self, words: &[&str]) -> Self {
        self.command.args(words);
        self
    }

    fn flag(mut self, flag: &str, value: &str) -> Self {
        self.command.args([flag, value]);
        self
    }

    /// Answers for programs.
    pub(crate) fn json(mut self) -> Self {
        self.command.arg("--json");
        self
    }

    /// Runs it and takes the one object that it answers.
    #[track_caller]
    pub(crate) fn object(self) -> Value {
        self.json().success().json()
    }

    /// What the command reads.
    pub(crate) fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        text.as_ref().clone_into(&mut self.stdin);
        self
    }

    /// A variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Another day, for this command alone.
    pub(crate) fn on(self, now: &str) -> Self {
        self.env("MAKKERPAR_NOW", now)
    }

    /// The bare command, for a test that starts it itself.
    pub(crate) fn command(self) -> Command {
        self.command
    }

    /// Runs it, whatever comes of it.
    #[track_caller]
    pub(crate) fn said(mut self) -> Said {
        let line = format!("{:?}", self.command);
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        // A program that has read enough, or nothing, closes the pipe.
        let _ = child.stdin.take().expect("a pipe").write_all(&self.stdin);
        let output = child.wait_with_output().expect("the program ends");
        let folder = self.home.folder.path().display().to_string();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&folder, "HOME");
        Said {
            line,
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
            bytes: output.stdout,
            status: output.status.code().expect("an exit code"),
        }
    }

    /// Runs it and expects that it was done.
    #[track_caller]
    pub(crate) fn success(self) -> Said {
        self.said().status(0)
    }

    /// Runs it and expects that it was refused, with nothing on the standard output.
    #[track_caller]
    pub(crate) fn refused(self) -> Said {
        self.said().status(1).stdout("")
    }

    /// Runs it and expects that the line itself was wrong.
    #[track_caller]
    pub(crate) fn misused(self) -> Said {
        self.said().status(2).stdout("")
    }
}

/// What a command said. The folder of the home reads as `HOME`.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    line: String,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The standard output as it is.
    pub(crate) bytes: Vec<u8>,
    pub(crate) status: i32,
}

impl Said {
    #[track_caller]
    fn assert(&self, holds: bool, expected: &str) {
        let Self { line, stdout, stderr, status, .. } = self;
        assert!(holds, "{line}\nexpected {expected}\nstatus {status}\nstdout:\n{stdout}\nstderr:\n{stderr}");
    }

    /// Expects this exit code.
    #[track_caller]
    pub(crate) fn status(self, expected: i32) -> Self {
        self.assert(self.status == expected, &format!("status {expected}"));
        self
    }

    /// Expects exactly this on the standard output.
    #[track_caller]
    pub(crate) fn stdout(self, expected: &str) -> Self {
        self.assert(self.stdout == expected, &format!("stdout:\n{expected}"));
        self
    }

    /// Expects exactly this on the standard error.
    #[track_caller]
    pub(crate) fn stderr(self, expected: &str) -> Self {
        self.assert(self.stderr == expected, &format!("stderr:\n{expected}"));
        self
    }

    /// Expects these words somewhere on the standard output.
    #[track_caller]
    pub(crate) fn contains(self, expected: &str) -> Self {
        self.assert(self.stdout.contains(expected), &format!("on stdout: {expected}"));
        self
    }

    /// Expects these words somewhere on the standard error.
    #[track_caller]
    pub(crate) fn notes(self, expected: &str) -> Self {
        self.assert(self.stderr.contains(expected), &format!("on stderr: {expected}"));
        self
    }

    /// Expects that these words are nowhere.
    #[track_caller]
    pub(crate) fn lacks(self, unwanted: &str) -> Self {
        let everywhere = [&self.stdout, &self.stderr];
        self.assert(everywhere.iter().all(|text| !text.contains(unwanted)), &format!("nowhere: {unwanted}"));
        self
    }

    /// The one object that was answered.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        self.assert(self.stdout.lines().count() == 1, "one line");
        let value: Value = serde_json::from_str(&self.stdout).unwrap_or(Value::Null);
        self.assert(value.is_object(), "one JSON object");
        value
    }

    /// The code of the error that was answered in JSON.
    #[track_caller]
    pub(crate) fn code(&self) -> String {
        let value: Value = serde_json::from_str(&self.stderr).unwrap_or(Value::Null);
        let code = value["error"]["code"].as_str();
        self.assert(code.is_some(), "a JSON error");
        code.unwrap_or_default().to_owned()
    }
}

/// `text` with every identity in it replaced by its number in the order of their first mention, so that two homes
/// can be compared.
pub(crate) fn without_identities(text: &str) -> String {
    let is_identity = |word: &str| {
        word.len() == 36
            && word.bytes().enumerate().all(|(place, byte)| match place {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
    };
    let mut seen: Vec<String> = Vec::new();
    text.split('"')
        .map(|word| {
            if !is_identity(word) {
                return word.to_owned();
            }
            let known = seen.iter().position(|other| other == word);
            let number = known.unwrap_or_else(|| {
                seen.push(word.to_owned());
                seen.len() - 1
            });
            format!("id-{number}")
        })
        .collect::<Vec<_>>()
        .join("\"")
}

/// The words of a line, as a shell splits it: single or double quotation marks hold one together.
pub(crate) fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().expect("there is one").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
