//! The shells: what they are given, and how they are answered.

/// The shells by their names.
pub(in crate::cli) const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// A shell that the program can be at home in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// What kind of answer it is: the first line of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Values, each of them whole.
    Values,
    /// Values that something must follow, without a space: `A4=`.
    Begun,
    /// The shell offers files, which it can do better.
    Files,
    /// The shell offers folders.
    Folders,
}

/// A value that is offered, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// What is put on the line.
    pub(super) value: String,
    /// What a menu says beside it.
    pub(super) about: Option<String>,
}

impl Offer {
    /// What is shown is one line, with nothing in it that a terminal would obey.
    pub(super) fn new(value: impl Into<String>, about: Option<&str>) -> Self {
        let plain = |text: &str| super::super::ui::clean(&text.replace('\n', " "));
        Self { value: plain(&value.into()), about: about.map(plain) }
    }

    /// The same after what else is in the word: `--theme=`.
    pub(super) fn after(self, before: &str) -> Self {
        Self { value: format!("{before}{}", self.value), ..self }
    }
}

/// What was typed before the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The words after the name of the program; the last is still being typed, and may be empty.
    pub(super) words: Vec<String>,
    /// How many characters of the last word bash takes for done, since it parts words at `=`, too.
    done: usize,
    /// Whether a quotation mark is open, within which nothing needs to be escaped.
    is_quoted: bool,
}

impl Shell {
    /// The shell of a name.
    pub(in crate::cli) fn named(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            "bash" => Some(Self::Bash),
            "zsh" => Some(Self::Zsh),
            "fish" => Some(Self::Fish),
            _ => None,
        }
    }

    /// The script that the shell loads. `program` is how the program is called.
    pub(in crate::cli) fn script(self, program: &str) -> String {
        let script = match self {
            Self::Bash => include_str!("../../../templates/completions/makkerpar.bash"),
            Self::Zsh => include_str!("../../../templates/completions/makkerpar.zsh"),
            Self::Fish => include_str!("../../../templates/completions/makkerpar.fish"),
        };
        let program = match self {
            // Within quotation marks fish takes a backslash for itself.
            Self::Fish => super::super::commands::in_shell(&program.replace('\\', r"\\")),
            _ => super::super::commands::in_shell(program),
        };
        script.replace("@PROGRAM@", &program)
    }

    /// Reads what the script hands over: bash the line as it is and where it parts words, the
    /// others the words.
    pub(super) fn typed(self, words: &[String]) -> Typed {
        match (self, words) {
            (Self::Bash, [line, breaks, ..]) => split(line, breaks),
            (Self::Bash, [line]) => split(line, ""),
            (Self::Fish, [before @ .., last]) => {
                // The last word comes as it stands on the line.
                let last = split(&format!("makkerpar {last}"), "").words.pop().unwrap_or_default();
                Typed { words: [before, &[last]].concat(), ..Typed::default() }
            }
            (_, words) => Typed { words: words.to_vec(), ..Typed::default() },
        }
    }

    /// The answer as the script reads it.
    pub(super) fn written(self, kind: Kind, offers: &[Offer], typed: &Typed) -> String {
        let mut lines = vec![
            match kind {
                Kind::Values => "values",
                Kind::Begun => "begun",
                Kind::Files => "files",
                Kind::Folders => "folders",
            }
            .to_owned(),
        ];
        lines.extend(offers.iter().map(|offer| match (self, &offer.about) {
            (Self::Bash, _) => {
                let rest: String = offer.value.chars().skip(typed.done).collect();
                if typed.is_quoted { rest } else { escaped(&rest) }
            }
            (Self::Zsh, None) => colons(&offer.value),
            (Self::Zsh, Some(about)) => format!("{}:{}", colons(&offer.value), about.replace('\\', r"\\")),
            (Self::Fish, None) => offer.value.clone(),
            (Self::Fish, Some(about)) => format!("{}\t{about}", offer.value),
        }));
        lines.join("\n") + "\n"
    }
}

/// The value as zsh takes it before the colon that its meaning stands after.
fn colons(value: &str) -> String {
    value.replace('\\', r"\\").replace(':', r"\:")
}

/// A value that bash reads as one word.
fn escaped(value: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./+:@=,%".contains(letter);
    let mut escaped = String::with_capacity(value.len());
    for letter in value.chars() {
        if !is_plain(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A path in one's home folder, as a shell would read it.
pub(super) fn at_home(path: &str) -> std::path::PathBuf {
    match (path.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => path.into(),
    }
}

/// The words of a line as bash reads them, up to its end, without the name of the program and what is set before it.
fn split(line: &str, breaks: &str) -> Typed {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let (mut quote, mut is_escaped, mut done) = (None, false, 0);
    for letter in line.chars() {
        if word.is_none() {
            done = 0;
        }
        match (quote, letter) {
            (None, ' ' | '\t') if !is_escaped => words.extend(word.take()),
            (None, '\'' | '"') if !is_escaped => {
                quote = Some(letter);
                done = word.get_or_insert_default().chars().count();
            }
            (Some(open), _) if letter == open && !is_escaped => quote = None,
            (None | Some('"'), '\\') if !is_escaped => {
                word.get_or_insert_default();
                is_escaped = true;
                continue;
            }
            _ => {
                let word = word.get_or_insert_default();
                word.push(letter);
                if quote.is_none() && !is_escaped && breaks.contains(letter) {
                    done = word.chars().count();
                }
            }
        }
        is_escaped = false;
    }
    if word.is_none() {
        done = 0;
    }
    words.push(word.unwrap_or_default());
    let is_set = |word: &&String| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        })
    };
    let before = words.iter().take_while(is_set).count() + 1;
    let words = if before < words.len() { words.split_off(before) } else { vec![String::new()] };
    Typed { words, done, is_quoted: quote.is_some() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What bash parts words at unless it was told otherwise.
    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    fn typed(line: &str) -> (Vec<String>, usize, bool) {
        let typed = split(line, BREAKS);
        (typed.words, typed.done, typed.is_quoted)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_line_is_split_as_bash_does_it() {
        assert_eq!(typed("makkerpar"), (words(&[""]), 0, false));
        assert_eq!(typed("makkerpar "), (words(&[""]), 0, false));
        assert_eq!(typed("makkerpar show O"), (words(&["show", "O"]), 0, false));
        assert_eq!(typed("A=1 makkerpar show O1 "), (words(&["show", "O1", ""]), 0, false));
        assert_eq!(typed("m --db=a/b sh"), (words(&["--db=a/b", "sh"]), 0, false));
        assert_eq!(typed("m --theme=ro"), (words(&["--theme=ro"]), 8, false));
        assert_eq!(typed("m --check A4="), (words(&["--check", "A4="]), 3, false));
        assert_eq!(typed("m unblock \"Sum"), (words(&["unblock", "Sum"]), 0, true));
        assert_eq!(typed(r"m unblock Sum\ ho"), (words(&["unblock", "Sum ho"]), 0, false));
        assert_eq!(
            typed("m o 'it''s' \"a \\\" b\" --on"),
            (words(&["o", "its", "a \" b", "--on"]), 0, false)
        );
        assert_eq!(typed("m o '' "), (words(&["o", "", ""]), 0, false));
    }

    #[test]
    fn answers_are_written_as_each_shell_reads_them() {
        let offers = [Offer::new("A4=not kept", Some("a:b")), Offer::new("12:00", None)];
        let line = split("m --check A4=n", BREAKS);
        assert_eq!(Shell::Bash.written(Kind::Values, &offers[..1], &line), "values\nnot\\ kept\n");
        let quoted = split("m --check \"A4=n", BREAKS);
        assert_eq!(Shell::Bash.written(Kind::Values, &offers[..1], &quoted), "values\nA4=not kept\n");
        let typed = Typed::default();
        assert_eq!(Shell::Zsh.written(Kind::Values, &offers, &typed), "values\nA4=not kept:a:b\n12\\:00\n");
        assert_eq!(Shell::Fish.written(Kind::Begun, &offers, &typed), "begun\nA4=not kept\ta:b\n12:00\n");
        assert_eq!(Shell::Fish.written(Kind::Files, &[], &typed), "files\n");
    }

    #[test]
    fn what_is_shown_cannot_command_the_terminal() {
        let offer = Offer::new("a\u{1b}[31m", Some("b\nc\u{7}"));
        assert_eq!(offer, Offer { value: "a\\x1b[31m".to_owned(), about: Some("b c\\x07".to_owned()) });
    }
}
