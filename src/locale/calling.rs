//! How the program was called, for the commands that it names: one that is named works as it stands there only with the
//! options that were typed.

use std::borrow::Cow;
use std::sync::OnceLock;

/// The options that were typed and stand anywhere on a line, each as a shell takes it. What the environment or the settings
/// say holds for the next line, too, and is not here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Called {
    /// The file.
    pub(crate) db: Option<String>,
    /// The pair.
    pub(crate) pair: Option<String>,
    /// Who is typing.
    pub(crate) me: Option<String>,
}

static CALLED: OnceLock<Called> = OnceLock::new();

/// Remembers what was typed, for all that is said from now on; once in a process.
pub(crate) fn remember(called: Called) {
    let _ = CALLED.set(called);
}

/// Whose command it is that a message names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Of the one who is typing.
    Yours,
    /// Of each of the two.
    Each,
}

/// What a command takes of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// The file, the pair, who is typing.
    All,
    /// The file: it is about no pair, or about one that is not there yet.
    File,
    /// It looks into no file.
    Nothing,
}

/// The commands by their first word.
const COMMANDS: [(&str, Takes); 37] = [
    ("observe", Takes::All),
    ("o", Takes::All),
    ("answer", Takes::All),
    ("share", Takes::All),
    ("withdraw", Takes::All),
    ("incident", Takes::All),
    ("adjust", Takes::All),
    ("show", Takes::All),
    ("edit", Takes::All),
    ("delete", Takes::All),
    ("erase", Takes::All),
    ("review", Takes::All),
    ("handout", Takes::All),
    ("status", Takes::All),
    ("trust", Takes::All),
    ("year", Takes::All),
    ("calendar", Takes::All),
    ("log", Takes::All),
    ("search", Takes::All),
    ("undo", Takes::All),
    ("redo", Takes::All),
    ("history", Takes::All),
    ("export", Takes::All),
    ("import", Takes::All),
    ("pair", Takes::All),
    ("pair add", Takes::File),
    ("pair list", Takes::File),
    ("backup", Takes::File),
    ("restore", Takes::File),
    ("doctor", Takes::File),
    ("init", Takes::File),
    ("config", Takes::Nothing),
    ("config set", Takes::File),
    ("demo", Takes::Nothing),
    ("template", Takes::Nothing),
    ("completions", Takes::Nothing),
    ("man", Takes::Nothing),
];

const PROGRAM: &str = "makkerpar";

impl Called {
    /// The program with the options that the command which `rest` begins with needs and does not name itself; `None` if
    /// `rest` begins with no command, or with one that needs none.
    fn before(&self, rest: &str, whose: Whose) -> Option<String> {
        let is_begun = |word: &str| {
            let after = rest.strip_prefix(word).map(|after| after.chars().next());
            after.is_some_and(|next| next.is_none_or(|next| !next.is_alphanumeric() && next != '-'))
        };
        let found = COMMANDS.iter().filter(|(word, _)| is_begun(word));
        let (_, takes) = found.max_by_key(|(word, _)| word.len())?;
        // Up to where the next command is named.
        let line = rest.split([';', '|']).next().unwrap_or(rest);
        let line = line.split(PROGRAM).next().unwrap_or(line);
        let own = |option: &str| line.contains(option);
        let option = |name: &str, value: &Option<String>, is_taken: bool| {
            let value = value.as_ref().filter(|_| is_taken && !own(&format!("{name} ")));
            value.map(|value| format!(" {name} {value}")).unwrap_or_default()
        };
        let db = option("--db", &self.db, *takes != Takes::Nothing);
        let pair = option("--pair", &self.pair, *takes == Takes::All);
        let me = option("--me", &self.me, *takes == Takes::All && whose == Whose::Yours);
        let options = db + &pair + &me;
        (!options.is_empty()).then(|| format!("{PROGRAM}{options}"))
    }

    fn carried<'t>(&self, text: &'t str, whose: Whose) -> Cow<'t, str> {
        let mut said = String::new();
        let mut rest = text;
        let mut is_same = true;
        while let Some(at) = rest.find(PROGRAM) {
            let (before, from) = rest.split_at(at);
            let after = &from[PROGRAM.len()..];
            said.push_str(before);
            match after.strip_prefix(' ').and_then(|command| self.before(command, whose)) {
                Some(program) => {
                    said.push_str(&program);
                    is_same = false;
                }
                None => said.push_str(PROGRAM),
            }
            rest = after;
        }
        if is_same {
            return Cow::Borrowed(text);
        }
        said.push_str(rest);
        Cow::Owned(said)
    }
}

/// Words of a message, in which each command that is named has what was typed and it needs. The words are the program's own,
/// never what a person wrote.
pub(super) fn carried(words: &str, whose: Whose) -> Cow<'_, str> {
    match CALLED.get() {
        Some(called) => called.carried(words, whose),
        None => Cow::Borrowed(words),
    }
}

/// The line that gives `command` to the program as it was called; the options stand before the command.
pub(crate) fn line(command: &str) -> String {
    let called = CALLED.get().and_then(|called| called.before(command, Whose::Yours));
    format!("{} {command}", called.as_deref().unwrap_or(PROGRAM))
}

/// Whether what was typed is carried with `command`.
#[cfg(test)]
pub(crate) fn knows(command: &str) -> bool {
    COMMANDS.iter().any(|(word, _)| *word == command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(words: &str, expected: &str) {
        let [db, pair, me] = ["'my year.db'", "berg", "lind"].map(|typed| Some(typed.to_owned()));
        assert_eq!(Called { db, pair, me }.carried(words, Whose::Yours), expected);
    }

    #[test]
    fn a_command_has_what_was_typed_and_it_needs() {
        says(
            "makkerpar undo takes it back; makkerpar share O1",
            "makkerpar --db 'my year.db' --pair berg --me lind undo takes it back; makkerpar --db 'my year.db' --pair \
             berg --me lind share O1",
        );
        says("makkerpar pair add", "makkerpar --db 'my year.db' pair add");
        says("makkerpar init asks; makkerpar demo", "makkerpar --db 'my year.db' init asks; makkerpar demo");
        says("makkerpar o \"TEXT\" --me ", "makkerpar --db 'my year.db' --pair berg o \"TEXT\" --me ");
        says("makkerpar pair show --pair ", "makkerpar --db 'my year.db' --me lind pair show --pair ");
    }

    #[test]
    fn what_is_no_command_stays() {
        for words in [
            "makkerpar keeps what two leaders notice",
            "makkerpar orders nothing",
            "the file that makkerpar did not make",
            "makkerpar help edit",
            "makkerpar --db x status",
            "makkerpar",
        ] {
            says(words, words);
        }
    }

    #[test]
    fn what_each_of_the_two_types_is_said_of_neither() {
        let called = Called { me: Some("lind".to_owned()), ..Called::default() };
        assert_eq!(called.carried("makkerpar review sign 2027", Whose::Each), "makkerpar review sign 2027");
    }
}
