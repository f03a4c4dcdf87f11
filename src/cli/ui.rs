//! The terminal: what goes where, how wide it is, and what it can show.

mod lines;
mod progress;
mod style;

pub(super) use lines::{clean, hanging, padded, shown, wrapped};
pub(super) use progress::Progress;
pub(super) use style::{Colour, Style};

use crate::locale::{Language, messages};
use std::cell::Cell;
use std::io::{IsTerminal as _, Write as _};
use style::paint;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What the environment and the options say about the output.
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// The language that is spoken at first.
    pub(super) language: Language,
    /// Whether programs read it.
    pub(super) json: bool,
    /// Whether nothing is said that was not asked for.
    pub(super) quiet: bool,
    /// Whether nobody is asked, since the answer is yes.
    pub(super) yes: bool,
    pub(super) colour: Colour,
    /// Whether `NO_COLOR` is set, or `TERM` is `dumb`.
    pub(super) plain: bool,
    /// Whether the locale is one of UTF-8 and the terminal is not dumb.
    pub(super) unicode: bool,
}

/// The front desk's pen.
pub(super) struct Ui {
    manner: Manner,
    /// As the person who is asked has chosen it, whatever it was before.
    language: Cell<Language>,
    unsaid: Cell<Option<std::io::Error>>,
    out_is_terminal: bool,
    err_is_terminal: bool,
    in_is_terminal: bool,
    width: Option<usize>,
    /// The width of what goes to standard error; `None` when no terminal shows it.
    err_width: Option<usize>,
}

/// A line on standard error, all at once and after what was answered so far: in a pipe others write between.
pub(super) fn aside(line: &str) {
    let _ = std::io::stdout().flush();
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}

/// The widest that prose gets, however wide the terminal.
pub(super) const PROSE: usize = 100;

impl Ui {
    /// The pen as the environment and the options have it; asks the terminal how wide it is.
    pub(super) fn new(manner: Manner) -> Self {
        let out_is_terminal = std::io::stdout().is_terminal();
        let err_is_terminal = std::io::stderr().is_terminal();
        let width = || {
            let given = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
            let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
            given.or_else(asked).filter(|width| *width > 0).unwrap_or(80)
        };
        Self {
            manner,
            language: Cell::new(manner.language),
            unsaid: Cell::new(None),
            out_is_terminal,
            err_is_terminal,
            in_is_terminal: std::io::stdin().is_terminal(),
            width: out_is_terminal.then(width),
            err_width: err_is_terminal.then(width),
        }
    }

    /// The language that is spoken now.
    pub(super) fn language(&self) -> Language {
        self.language.get()
    }

    /// From here on in another language.
    pub(super) fn speak(&self, language: Language) {
        self.language.set(language);
    }

    /// Whether programs read the output.
    pub(super) fn json(&self) -> bool {
        self.manner.json
    }

    /// Whether every question is answered with yes.
    pub(super) fn yes(&self) -> bool {
        self.manner.yes
    }

    /// Whether more than ASCII can be shown.
    pub(super) fn unicode(&self) -> bool {
        self.manner.unicode
    }

    /// Whether a person can be asked.
    pub(super) fn can_ask(&self) -> bool {
        self.at_terminal() && !self.manner.json
    }

    /// Whether a person types, and sees what is said on the way.
    pub(super) fn at_terminal(&self) -> bool {
        self.in_is_terminal && self.err_is_terminal
    }

    /// The width of lists; `None` when nothing is to be cut, since no terminal shows it.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    /// The width of prose; `None` when nothing is to be wrapped.
    pub(super) fn prose(&self) -> Option<usize> {
        self.width.map(|width| width.min(PROSE))
    }

    /// `text` in `style`, where the standard output shows colour.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        paint(style, text, self.coloured(self.out_is_terminal))
    }

    fn coloured(&self, is_terminal: bool) -> bool {
        match self.manner.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => is_terminal && !self.manner.plain,
        }
    }

    /// Whether what was looked for is put in brackets: a terminal shows it, without colour.
    pub(super) fn has_brackets(&self) -> bool {
        self.out_is_terminal && !self.coloured(self.out_is_terminal)
    }

    /// The dot between facts: `·`, or `-` where that cannot be shown.
    pub(super) fn dot(&self) -> &'static str {
        if self.manner.unicode { " · " } else { " - " }
    }

    /// The sign from what was to what is: `→`, or `->`.
    pub(super) fn arrow(&self) -> &'static str {
        if self.manner.unicode { "→" } else { "->" }
    }

    /// The sign that a text goes on: `…`, or `...`.
    pub(super) fn more(&self) -> &'static str {
        if self.manner.unicode { "…" } else { "..." }
    }

    /// A span of clock times, with a dash that can be shown.
    pub(super) fn dashed(&self, text: &str) -> String {
        if self.manner.unicode { text.to_owned() } else { text.replace('–', "-") }
    }

    /// Main output: one line, or several.
    pub(super) fn say(&self, text: &str) {
        let text = if self.manner.json {
            lines::in_json(text)
        } else {
            lines::let_through(text, self.coloured(self.out_is_terminal))
        };
        let mut out = std::io::stdout().lock();
        match out.write_all(format!("{text}\n").as_bytes()).and_then(|()| out.flush()) {
            // A reader that has seen enough closes the pipe; that is no error.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => self.unsaid.set(Some(error)),
            _ => {}
        }
    }

    /// Main output in sentences, in whole words.
    pub(super) fn say_prose(&self, text: &str) {
        self.say(&lines::in_whole_words(text, self.prose()));
    }

    /// Why main output could not be written, if it could not.
    pub(super) fn unsaid(&self) -> Option<std::io::Error> {
        self.unsaid.take()
    }

    /// A line on standard error.
    fn on_the_side(&self, text: &str) {
        let text = lines::let_through(text, self.coloured(self.err_is_terminal));
        aside(&text);
    }

    /// Main output as it is, without a line end.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn pass_on(bytes: &[u8]) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    fn note(&self, style: Style, label: &str, text: &str) {
        let label = paint(style, label, self.coloured(self.err_is_terminal));
        self.on_the_side(&format!("{label} {text}"));
    }

    /// A note in whole words, however narrow the terminal. A command stays on one line where it has room there.
    fn prose_note(&self, style: Style, label: &str, text: &str) {
        let indent = label.width() + 1;
        let room = self.err_width.map(|width| width.min(PROSE).saturating_sub(indent));
        let between = format!("\n{}", " ".repeat(indent));
        let text = lines::in_whole_words(&clean(text), room);
        self.note(style, label, &text.replace('\n', &between));
    }

    /// Chatter: what nobody asked for, on standard error.
    pub(super) fn chatter(&self, text: &str) {
        if !self.manner.quiet && !self.manner.json {
            self.tell(text);
        }
    }

    /// The width of prose on standard error; `None` when nothing is to be wrapped.
    pub(super) fn err_prose(&self) -> Option<usize> {
        self.err_width.map(|width| width.min(PROSE))
    }

    /// Prose on standard error, such as a line of a dialogue, in whole words.
    pub(super) fn tell(&self, text: &str) {
        self.on_the_side(&lines::in_whole_words(text, self.err_prose()));
    }

    /// A line of a dialogue that begins something.
    pub(super) fn tell_heading(&self, line: &str) {
        let line = lines::in_whole_words(line, self.err_prose());
        self.on_the_side(&paint(Style::Heading, &line, self.coloured(self.err_is_terminal)));
    }

    /// What to do next, for people at a terminal.
    pub(super) fn hint(&self, text: &str) {
        if self.err_is_terminal && !self.manner.quiet && !self.manner.json {
            self.advice(text);
        }
    }

    /// The meaning of the marks, for people at a terminal.
    pub(super) fn key(&self, text: &str) {
        if self.out_is_terminal && !self.manner.quiet && !self.manner.json {
            // A mark stays with its meaning.
            let together = text.split("  ").map(|one| one.replace(' ', "\u{a0}")).collect::<Vec<_>>();
            self.prose_note(Style::Dim, messages::KEY_LABEL.text(self.language()), &together.join("  "));
        }
    }

    /// Something that needs attention though it was done.
    pub(super) fn warning(&self, text: &str) {
        self.prose_note(Style::Waiting, messages::WARNING_LABEL.text(self.language()), text);
    }

    /// Why nothing was done: what, where, what to do.
    pub(super) fn error(&self, message: &str, place: &[String], hint: Option<&str>) {
        self.prose_note(Style::Alarm, messages::ERROR_LABEL.text(self.language()), message);
        for line in place {
            self.on_the_side(&format!("  {line}"));
        }
        if let Some(hint) = hint {
            self.advice(hint);
        }
    }

    /// What to do about an error, whoever reads it.
    pub(super) fn advice(&self, text: &str) {
        self.prose_note(Style::Dim, messages::HINT_LABEL.text(self.language()), text);
    }

    /// A machine's error.
    pub(super) fn error_json(value: &serde_json::Value) {
        aside(&lines::in_json(&value.to_string()));
    }

    /// Asks a person; `None` at the end of the input.
    pub(super) fn ask(&self, question: &str) -> Option<String> {
        // Nothing is held while a person thinks: an interrupt has something to say too.
        let mut err = std::io::stderr();
        let question = format!("{} ", lines::let_through(question, self.coloured(self.err_is_terminal)));
        let _ = err.write_all(question.as_bytes());
        let mut line = String::new();
        match std::io::stdin().read_line(&mut line) {
            Ok(0) | Err(_) => {
                let _ = writeln!(err);
                None
            }
            Ok(_) => Some(line.trim_end_matches(['\n', '\r']).to_owned()),
        }
    }

    /// A text of the pair for a list: one line, nothing in it that a terminal would obey.
    pub(super) fn one_line(&self, text: &str) -> String {
        let newline = if self.manner.unicode { "⏎" } else { "\\n" };
        clean(&text.replace('\n', newline))
    }

    /// `text` cut to `cells`, with a sign that it goes on.
    pub(super) fn cut(&self, text: &str, cells: usize) -> String {
        if text.width() <= cells {
            return text.to_owned();
        }
        let more = self.more();
        let room = cells.saturating_sub(more.width());
        let mut kept = String::new();
        let mut used = 0;
        for letter in text.chars() {
            used += letter.width().unwrap_or(0);
            if used > room {
                break;
            }
            kept.push(letter);
        }
        kept + more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ui(unicode: bool) -> Ui {
        let manner = Manner {
            language: Language::English,
            json: false,
            quiet: false,
            yes: false,
            colour: Colour::Never,
            plain: true,
            unicode,
        };
        Ui::new(manner)
    }

    #[test]
    fn texts_of_the_pair_cannot_command_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\u{202e}c"), "a\\x1b[31mb\\x07\\u{202e}c");
        assert_eq!(ui(true).one_line("one\ntwo"), "one⏎two");
        assert_eq!(ui(false).one_line("one\ntwo"), "one\\ntwo");
    }

    #[test]
    fn the_pen_lets_colours_through_and_nothing_else() {
        let painted = paint(Style::Alarm, "no", true);
        assert_eq!(lines::let_through(&painted, true), painted);
        assert_eq!(lines::let_through(&painted, false), "\\x1b[1;31mno\\x1b[0m");
        assert_eq!(
            lines::let_through("a\u{1b}]0;b\u{1b}[2J\u{1b}\u{202e}\nc", true),
            "a\\x1b]0;b\\x1b[2J\\x1b\\u{202e}\nc"
        );
        let nasty = serde_json::json!({"text": "a\u{1b}\u{7f}\u{9b}\u{202e}\u{2028}\u{e0041}æ"}).to_string();
        let plain = lines::in_json(&nasty);
        assert!(!plain.chars().any(lines::is_obeyed), "{plain}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&plain).ok(), serde_json::from_str(&nasty).ok());
    }

    #[test]
    fn texts_are_cut_by_cells() {
        assert_eq!(ui(true).cut("blåbærgrød", 6), "blåbæ…");
        assert_eq!(ui(false).cut("blåbærgrød", 6), "blå...");
        assert_eq!(ui(true).cut("🙂🙂🙂", 4), "🙂…");
        assert_eq!(ui(true).cut("kort", 4), "kort");
    }
}
