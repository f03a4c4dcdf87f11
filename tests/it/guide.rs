//! The README and the guides, typed along: every line that a page shows is typed in the home that the page is about, and
//! what it shows below a line is what a terminal of 80 columns shows. `UPDATE_GUIDE=1 cargo test guide` writes that anew.
//!
//! What a reader does not see stands in comments of the page:
//!
//! - `home: NAME`: whose home it is from here on, a folder beside the others. `demo` has the demo in it and is Vibeke's; any
//!   other is empty at first.
//! - `today: DATE`: the day it is there from here on.
//! - `unseen: LINE`: a line that is typed without being shown.
//! - `input: TEXT`: what the lines of the next block read.
//! - `refused`: the lines of the next block are refused.
//! - `dialogue: NAME`: the line of the next block is answered as `DIALOGUES` says.
//! - `elsewhere`: the next block is typed on another machine, or is not for this program.

use crate::harness::{Home, TODAY};
use rexpect::session::spawn_command;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use tempfile::TempDir;

/// How wide the terminal is that a page shows.
const WIDTH: usize = 80;

/// The folders of the guides, and the locale of their readers.
const GUIDES: [(&str, &str); 2] = [("docs/guide", "C.UTF-8"), ("docs/vejledning", "da_DK.UTF-8")];

/// A dialogue: its name, and each question with its answer.
type Dialogue = (&'static str, &'static [(&'static str, &'static str)]);

/// The dialogues that pages show.
const DIALOGUES: &[Dialogue] = &[
    (
        "beginning",
        &[
            ("[en]:", ""),
            ("You, name and title:", "Anna Holm, mayor"),
            ("Your partner, name and title:", "Bo Lind, chief executive"),
            ("6 other [1]:", ""),
            ("[today]:", ""),
            ("[55.68,12.57]:", "55.93,12.31"),
            ("Months between talks [12]:", ""),
            ("[Y/n]", ""),
        ],
    ),
    (
        "begyndelse",
        &[
            ("[da]:", ""),
            ("Du, navn og titel:", "Anna Holm, borgmester"),
            ("Din makker, navn og titel:", "Bo Lind, kommunaldirektør"),
            ("6 andet [1]:", ""),
            ("[i dag]:", ""),
            ("[55.68,12.57]:", "55.93,12.31"),
            ("Måneder mellem samtalerne [12]:", ""),
            ("[J/n]", ""),
        ],
    ),
];

/// A page of a guide.
struct Page {
    /// Its path in the project.
    name: String,
    text: String,
    locale: &'static str,
}

impl Page {
    fn read(name: &str, locale: &'static str) -> Self {
        let text =
            std::fs::read_to_string(in_project(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { name: name.to_owned(), text, locale }
    }
}

fn in_project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The files of a guide, in the order of their names.
fn pages_of(folder: &str) -> Vec<String> {
    let files = std::fs::read_dir(in_project(folder)).expect("the guide");
    let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let others = ["README.md", "SUMMARY.md", "reference.md"];
    let is_page = |name: &String| {
        Path::new(name).extension().is_some_and(|end| end == "md") && !others.contains(&name.as_str())
    };
    let mut names: Vec<String> = names.filter(is_page).collect();
    names.sort();
    names
}

/// The README and all pages of the guides.
fn pages() -> Vec<Page> {
    let of_guides = GUIDES.iter().flat_map(|(folder, locale)| {
        pages_of(folder).into_iter().map(move |name| Page::read(&format!("{folder}/{name}"), locale))
    });
    let mut all: Vec<Page> = of_guides.collect();
    all.push(Page::read("README.md", "C.UTF-8"));
    all
}

/// What of a page is typed.
#[derive(Default)]
struct Next {
    input: String,
    is_refused: bool,
    dialogue: Option<&'static Dialogue>,
    is_elsewhere: bool,
}

/// The homes of a page, and the one where it is now.
struct Homes {
    all: TempDir,
    here: String,
    days: HashMap<String, String>,
    first_day: String,
    locale: &'static str,
}

impl Homes {
    fn new(locale: &'static str, first_day: &str) -> Self {
        let mut homes = Self {
            // Where paths are as long on every machine: they are wrapped as they are, and shortened afterwards.
            all: tempfile::Builder::new().prefix("home-").tempdir_in("/tmp").expect("a temporary folder"),
            here: String::new(),
            days: HashMap::new(),
            first_day: first_day.to_owned(),
            locale,
        };
        homes.go("anna");
        homes
    }

    fn folder(&self) -> PathBuf {
        self.all.path().join(&self.here)
    }

    /// Goes to a home, and makes it if there is none of that name.
    fn go(&mut self, name: &str) {
        name.clone_into(&mut self.here);
        if self.folder().is_dir() {
            return;
        }
        std::fs::create_dir(self.folder()).expect("a home");
        if name == "demo" {
            let line = format!("cp -r {}/makkerpar-demo .", self.demo().display());
            let (status, said) = self.sh(&line, "", &[]);
            assert_eq!(status, 0, "{said}");
        }
    }

    /// Where the demo of this language is, made when it is first asked for.
    fn demo(&self) -> PathBuf {
        static DEMOS: Mutex<BTreeMap<&str, Home>> = Mutex::new(BTreeMap::new());
        let mut demos = DEMOS.lock().expect("no panic");
        let made = demos.entry(self.locale).or_insert_with(|| {
            let home = Home::new();
            home.run(["demo"]).env("LANG", self.locale).on(&self.first_day).success();
            home
        });
        made.path("")
    }

    /// A line of a shell that is typed here.
    fn line(&self, line: &str, variables: &[(&str, &str)]) -> Command {
        let programs = Path::new(env!("CARGO_BIN_EXE_makkerpar")).parent().expect("a folder");
        let home = self.folder();
        let mut command = Command::new("/bin/sh");
        command
            .env_clear()
            .env("HOME", &home)
            .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
            .env("LANG", self.locale)
            .env("MAKKERPAR_NOW", self.days.get(&self.here).unwrap_or(&self.first_day))
            .envs(variables.iter().copied())
            .current_dir(&home)
            .args(["-c", line]);
        if self.here == "demo" && home.join("makkerpar-demo").is_dir() {
            command.env("MAKKERPAR_DB", "makkerpar-demo/makkerpar.db").env("MAKKERPAR_ME", "strandgaard");
        }
        command
    }

    /// Types a line that reads `input`; the exit code, and what was said.
    fn sh(&self, line: &str, input: &str, variables: &[(&str, &str)]) -> (i32, String) {
        use std::io::Write as _;
        let mut command = self.line(&format!("exec 2>&1\n{line}"), variables);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a shell");
        // A program that reads nothing closes the pipe.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("an end");
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Types a line at a terminal and answers its questions; the exit code, and what was shown.
    fn at_terminal(&self, line: &str, answers: &[(&str, &str)]) -> (i32, String) {
        let line = format!("stty cols {WIDTH} rows 50 -onlcr echo\n{line}");
        let command = self.line(&line, &[("NO_COLOR", "1"), ("TERM", "xterm")]);
        let mut terminal = spawn_command(command, Some(20_000)).expect("a terminal");
        let mut shown = String::new();
        for (question, answer) in answers {
            // The terminal is read octet by octet. A question ends with a space, before which nothing is answered.
            let octets: String = format!("{question} ").bytes().map(char::from).collect();
            let before = terminal.exp_string(&octets).unwrap_or_else(|error| panic!("{question}: {error}"));
            terminal.send_line(answer).expect("typed");
            shown += &(before + &octets);
        }
        shown += &terminal.exp_eof().expect("the end");
        let octets = shown.chars().map(|octet| u8::try_from(u32::from(octet)).expect("an octet"));
        let shown = String::from_utf8(octets.collect()).expect("text").replace("\r\n", "\n");
        let folder = self.folder().display().to_string();
        let status = match terminal.process().wait().expect("an end") {
            rexpect::process::WaitStatus::Exited(_, code) => code,
            other => panic!("{other:?}"),
        };
        (status, shown.replace(&folder, "~").lines().map(last_state).collect())
    }
}

/// What stands on a line of a terminal when all that was written over is gone.
fn last_state(line: &str) -> String {
    line.rsplit(['\r']).next().unwrap_or(line).rsplit("\u{1b}[2K").next().unwrap_or(line).to_owned() + "\n"
}

/// The lines of a block, those that go on with `\` joined.
fn joined(lines: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        match all.last_mut().filter(|_| goes_on) {
            Some(last) => *last = format!("{last}\n{line}"),
            None => all.push((*line).to_owned()),
        }
        goes_on = line.ends_with('\\');
    }
    all
}

/// What became of a page.
struct Typed {
    /// The page as it should be.
    text: String,
    /// How many lines were typed.
    lines: usize,
    /// What went otherwise than it should.
    wrong: String,
}

/// Types all lines of a page, from `first_day` on.
fn type_along(page: &Page, first_day: &str) -> Typed {
    let mut homes = Homes::new(page.locale, first_day);
    let mut typed = Typed { text: String::new(), lines: 0, wrong: String::new() };
    let mut next = Next::default();
    let mut lines = page.text.lines();
    while let Some(line) = lines.next() {
        typed.text += line;
        typed.text.push('\n');
        if let Some(said) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) {
            let (word, value) = said.split_once(": ").unwrap_or((said, ""));
            match word {
                "home" => homes.go(value),
                "today" => _ = homes.days.insert(homes.here.clone(), value.to_owned()),
                "unseen" => {
                    let (status, said) = homes.sh(value, "", &[]);
                    if status != 0 {
                        _ = writeln!(typed.wrong, "{}: {value}\nends with {status}:\n{said}", page.name);
                    }
                }
                "input" => value.clone_into(&mut next.input),
                "refused" => next.is_refused = true,
                "dialogue" => next.dialogue = DIALOGUES.iter().find(|(name, _)| *name == value),
                "elsewhere" => next.is_elsewhere = true,
                other => panic!("{}: what is {other}?", page.name),
            }
            continue;
        }
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let now = std::mem::take(&mut next);
        if now.is_elsewhere || !matches!(kind, "sh" | "console") {
            for line in block {
                typed.text += line;
                typed.text.push('\n');
            }
        } else if kind == "sh" {
            for line in joined(&block) {
                let (status, said) = homes.sh(&line, &now.input, &[]);
                typed.lines += 1;
                if status != i32::from(now.is_refused) {
                    _ = writeln!(typed.wrong, "{}: {line}\nends with {status}:\n{said}", page.name);
                }
                typed.text += &line;
                typed.text.push('\n');
            }
        } else {
            let answers = now.dialogue.map_or(&[][..], |(_, answers)| answers);
            for line in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                let (status, shown) = homes.at_terminal(line, answers);
                typed.lines += 1;
                if status != i32::from(now.is_refused) {
                    _ = writeln!(typed.wrong, "{}: {line}\nends with {status}:\n{shown}", page.name);
                }
                _ = writeln!(typed.text, "$ {line}");
                typed.text.extend(shown.lines().flat_map(|line| [line.trim_end(), "\n"]));
            }
        }
        typed.text += "```\n";
    }
    typed
}

#[test]
fn every_page_can_be_typed_along_and_shows_what_the_program_shows() {
    let is_update = std::env::var_os("UPDATE_GUIDE").is_some();
    let mut wrong = String::new();
    for page in pages() {
        let typed = type_along(&page, TODAY);
        wrong += &typed.wrong;
        if is_update {
            std::fs::write(in_project(&page.name), &typed.text).expect("written");
        } else if typed.text != page.text {
            let differs = typed.text.lines().zip(page.text.lines()).find(|(now, then)| now != then);
            _ = writeln!(wrong, "{} shows something else: {differs:?}", page.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE_GUIDE=1 cargo test guide");
}

#[test]
fn what_a_stranger_types_on_the_first_day_works_on_any_day_of_the_year() {
    for day in ["2027-11-26", "2028-02-29", "2031-07-31"] {
        for (name, locale) in [
            ("README.md", "C.UTF-8"),
            ("docs/guide/first-hour.md", "C.UTF-8"),
            ("docs/vejledning/first-hour.md", "da_DK.UTF-8"),
        ] {
            let typed = type_along(&Page::read(name, locale), day);
            assert!(typed.lines > 5 && typed.wrong.is_empty(), "on {day}, {}", typed.wrong);
        }
    }
}

#[test]
fn the_guide_has_the_same_pages_in_both_languages_and_types_the_same_commands() {
    let [ours, theirs] = GUIDES.map(|(folder, _)| pages_of(folder));
    assert_eq!(ours, theirs);
    for name in ours {
        let commands = GUIDES.map(|(folder, locale)| {
            let page = Page::read(&format!("{folder}/{name}"), locale);
            let (mut kind, mut commands) = ("", Vec::new());
            for line in page.text.lines() {
                let typed = match kind {
                    "sh" => Some(line),
                    "console" => line.strip_prefix("$ "),
                    _ => None,
                };
                if let Some(other) = line.strip_prefix("```") {
                    kind = other;
                } else if let Some(words) = typed.and_then(|line| line.strip_prefix("makkerpar ")) {
                    commands.push(words.split(' ').next().unwrap_or_default().to_owned());
                }
            }
            commands
        });
        assert_eq!(commands[0], commands[1], "{name}");
    }
}
