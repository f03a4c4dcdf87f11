//! Questions, and agreements to choose from: `templates/bank.toml`, or a person's own copy of it.

use super::fields::{PEOPLE, fields, filled};
use crate::domain::{Member, PairKind};
use crate::locale::{Language, Wording};
use crate::template::{self, Fault, Mistake, Placed, Shape, Table, Value};

/// The bank that comes with the program.
pub(crate) const EMBEDDED_BANK: &str = include_str!("../../templates/bank.toml");

/// Questions and agreements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bank {
    /// Those about a theme.
    pub(super) questions: Vec<Question>,
    /// Those that open the day.
    pub(super) openings: Vec<Question>,
    /// Those that close it.
    pub(super) closings: Vec<Question>,
    /// Those that are tied to an entry, by its kind.
    pub(super) tied: Vec<(Tie, Wording)>,
    /// What can be agreed.
    pub(super) agreements: Vec<Agreement>,
}

/// A question to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Its name, by which it is known whether it was asked before.
    pub(crate) id: String,
    /// The key of its theme; empty for one that opens or closes the day.
    pub(super) theme: String,
    /// The question itself.
    pub(crate) text: Wording,
    /// The same in a few words, for the pocket card.
    pub(super) cue: Option<Wording>,
    /// The kinds of pair that it is for; none for all.
    pub(super) kinds: Vec<PairKind>,
}

/// What kind of entry a question can be tied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// An open incident: the step that comes next.
    Acknowledged,
    Agreed,
    Kept,
    /// It was kept, and waits to be closed.
    Closed,
    Friction,
    Puzzle,
    Praise,
    /// An observation without a tone.
    Plain,
}

impl crate::domain::Word for Tie {
    const VOCABULARY: &'static str = "tie";
    const ALL: &'static [Self] = &[
        Self::Acknowledged,
        Self::Agreed,
        Self::Kept,
        Self::Closed,
        Self::Friction,
        Self::Puzzle,
        Self::Praise,
        Self::Plain,
    ];
    fn word(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Agreed => "agreed",
            Self::Kept => "kept",
            Self::Closed => "closed",
            Self::Friction => "friction",
            Self::Puzzle => "puzzle",
            Self::Praise => "praise",
            Self::Plain => "plain",
        }
    }
}

impl Tie {
    fn is_incident(self) -> bool {
        matches!(self, Self::Acknowledged | Self::Agreed | Self::Kept | Self::Closed)
    }
}

/// Something that two can agree, with fields to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// Its name on the command line: `copy-in`.
    pub(crate) id: String,
    /// With the names of the two and the other fields in braces.
    pub(super) text: Wording,
    /// The question to ask when it is checked.
    pub(super) check: Option<Wording>,
    /// A ground rule, or an action.
    pub(crate) rule: bool,
    /// The kinds of pair that it is for; none for all.
    pub(super) kinds: Vec<PairKind>,
}

impl Agreement {
    /// An agreement of the pair's own. It reads the same in both languages.
    ///
    /// # Errors
    /// If its braces are wrong.
    pub(crate) fn own(id: &str, text: &str) -> Result<Self, Fault> {
        fields(text)?;
        let text = Wording::new(text.to_owned(), text.to_owned());
        Ok(Self { id: id.to_owned(), text, check: None, rule: true, kinds: Vec::new() })
    }

    /// The fields that somebody fills in, in the order of their mention; the two people are none.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let all = fields(self.text.text(Language::English)).unwrap_or_default();
        all.into_iter().filter(|field| !PEOPLE.contains(field)).collect()
    }

    /// Whether it says different things of the two, so that it must be told who is `{A}`.
    pub(crate) fn has_sides(&self) -> bool {
        let all = fields(self.text.text(Language::English)).unwrap_or_default();
        all.iter().any(|field| PEOPLE.contains(field))
    }

    /// The agreement as it stands in the bank.
    pub(crate) fn text(&self, language: Language) -> &str {
        self.text.text(language)
    }

    /// The question to ask when it is checked.
    pub(crate) fn check(&self, language: Language) -> Option<&str> {
        self.check.as_ref().map(|check| check.text(language))
    }

    /// The agreement with its fields filled in. `names` are those of `{A}` and `{B}`; a field without a value stays.
    pub(crate) fn filled(
        &self,
        language: Language,
        names: [&str; 2],
        value: impl Fn(&str) -> Option<String>,
    ) -> String {
        filled(self.text(language), language, |field| {
            let person = PEOPLE.iter().position(|it| *it == field).map(|index| names[index].to_owned());
            person.or_else(|| value(field))
        })
    }
}

/// A name that can be typed and be a file's: small letters, digits and hyphens.
pub(crate) fn key(value: &Value<'_>) -> Option<String> {
    let text = value.text()?;
    if is_key(text) {
        Some(text.to_owned())
    } else {
        value.wrong(Fault::Not { key: value.key(), shape: Shape::Key })
    }
}

/// Whether it can be typed and be the name of a file.
pub(crate) fn is_key(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&text.len()) && text.bytes().all(is_letter) && !text.starts_with('-')
}

fn kinds(table: &Table<'_>) -> Vec<PairKind> {
    table.optional("for", |value| value.list(Value::word)).unwrap_or_default()
}

/// The fields of both wordings, which must be the same.
fn same_fields(table: &Table<'_>, text: &Wording) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for language in [Language::English, Language::Danish] {
        match fields(text.text(language)) {
            Ok(mut names) => {
                names.sort_unstable();
                found.push(names.into_iter().map(str::to_owned).collect::<Vec<_>>());
            }
            Err(fault) => {
                table.wrong(fault);
                return None;
            }
        }
    }
    if found[0] != found[1] {
        let [en, da] = [found[0].join(" "), found[1].join(" ")];
        table.wrong(Fault::FieldsDiffer { en, da });
        return None;
    }
    found.pop()
}

fn only(table: &Table<'_>, names: &[String], known: &[&str]) {
    if let Some(field) = names.iter().find(|name| !known.contains(&name.as_str())) {
        let known = known.iter().map(|it| format!("{{{it}}}")).collect::<Vec<_>>().join(" ");
        table.wrong(Fault::UnknownField { field: field.clone(), known });
    }
}

/// How a question stands on the pocket card.
pub(super) fn cue(table: &Table<'_>) -> Option<Wording> {
    table.optional("cue", Value::wording)
}

fn question(table: &Table<'_>, has_theme: bool) -> Option<Question> {
    let id = table.required("id", key);
    let theme = if has_theme { table.required("theme", Value::words) } else { Some(String::new()) };
    let (text, cue, kinds) = (table.wording(), cue(table), kinds(table));
    if let Some(names) = text.as_ref().and_then(|text| same_fields(table, text)) {
        only(table, &names, &[]);
    }
    Some(Question { id: id?, theme: theme?, text: text?, cue, kinds })
}

fn tied(table: &Table<'_>) -> Option<(Tie, Wording)> {
    let on: Option<Tie> = table.required("on", Value::word);
    let text = table.wording();
    if let Some(names) = text.as_ref().and_then(|text| same_fields(table, text)) {
        let is_incident = on.is_some_and(Tie::is_incident);
        only(table, &names, if is_incident { &["handle"] } else { &["handle", "A", "B"] });
        if !names.iter().any(|name| name == "handle") {
            table.wrong(Fault::FieldMissing { field: "handle" });
        }
    }
    Some((on?, text?))
}

fn agreement(table: &Table<'_>) -> Option<Agreement> {
    let (id, text) = (table.required("id", key), table.wording());
    let check = table.required("check", Value::wording);
    let (rule, kinds) = (table.optional("rule", Value::truth).unwrap_or(true), kinds(table));
    if let Some(text) = &text {
        same_fields(table, text);
    }
    Some(Agreement { id: id?, text: text?, check: Some(check?), rule, kinds })
}

fn twice<T>(table: &Table<'_>, placed: &[Placed<T>], id: impl Fn(&T) -> &str) {
    for (index, it) in placed.iter().enumerate() {
        if placed[..index].iter().any(|before| id(&before.value) == id(&it.value)) {
            table.wrong_at(it, Fault::Twice { key: "id", value: id(&it.value).to_owned() });
        }
    }
}

fn plain<T>(placed: Vec<Placed<T>>) -> Vec<T> {
    placed.into_iter().map(|it| it.value).collect()
}

fn bank(table: &Table<'_>) -> Option<Bank> {
    let mut questions = table.each("question", |it| question(it, true));
    let mut openings = table.each("opening", |it| question(it, false));
    let mut closings = table.each("closing", |it| question(it, false));
    let ties = table.each("entry", tied);
    let agreements = table.each("agreement", agreement);
    for list in [&mut questions, &mut openings, &mut closings] {
        twice(table, list, |it| &it.id);
    }
    twice(table, &agreements, |it| &it.id);
    Some(Bank {
        questions: plain(questions),
        openings: plain(openings),
        closings: plain(closings),
        tied: plain(ties),
        agreements: plain(agreements),
    })
}

impl Bank {
    /// Reads a bank.
    ///
    /// # Errors
    /// All mistakes, with their lines.
    pub(crate) fn parse(text: &str) -> Result<Self, Vec<Mistake>> {
        template::read(text, bank)
    }

    /// The questions about a theme for a kind of pair, in the order of the file.
    pub(super) fn about(&self, theme: &str, kind: PairKind) -> Vec<&Question> {
        self.questions.iter().filter(|it| it.theme == theme && serves(&it.kinds, kind)).collect()
    }

    /// The questions that open the day.
    pub(super) fn openings(&self, kind: PairKind) -> Vec<&Question> {
        self.openings.iter().filter(|it| serves(&it.kinds, kind)).collect()
    }

    /// The questions that close the day.
    pub(super) fn closings(&self, kind: PairKind) -> Vec<&Question> {
        self.closings.iter().filter(|it| serves(&it.kinds, kind)).collect()
    }

    /// A question that is tied to an entry. Different `turn`s give different wordings.
    pub(super) fn tied(
        &self,
        tie: Tie,
        turn: usize,
        language: Language,
        handle: &str,
        names: [&str; 2],
    ) -> Option<String> {
        let wordings: Vec<&Wording> =
            self.tied.iter().filter(|(on, _)| *on == tie).map(|(_, text)| text).collect();
        let text = wordings.get(turn.checked_rem(wordings.len())?)?.text(language);
        Some(filled(text, language, |field| match field {
            "handle" => Some(handle.to_owned()),
            _ => PEOPLE.iter().position(|it| *it == field).map(|index| names[index].to_owned()),
        }))
    }

    /// The agreements that a kind of pair can choose from.
    pub(crate) fn agreements(&self, kind: PairKind) -> Vec<&Agreement> {
        self.agreements.iter().filter(|it| serves(&it.kinds, kind)).collect()
    }
}

fn serves(kinds: &[PairKind], kind: PairKind) -> bool {
    kinds.is_empty() || kinds.contains(&kind)
}

/// The names of `{A}` and `{B}` when `first` is `{A}`.
pub(crate) fn sides(names: [&str; 2], first: Member) -> [&str; 2] {
    [names[first.index()], names[first.other().index()]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Word as _;

    fn embedded() -> Bank {
        Bank::embedded()
    }

    #[test]
    fn every_kind_of_pair_has_enough_questions_about_every_theme() {
        let bank = embedded();
        for kind in PairKind::ALL {
            for theme in super::super::THEMES {
                assert!(bank.about(theme, *kind).len() >= 6, "{theme} for {}", kind.word());
            }
            assert!(bank.openings(*kind).len() >= 3 && bank.closings(*kind).len() >= 3, "{}", kind.word());
        }
        for tie in Tie::ALL {
            let names = ["Anna", "Bo"];
            let asked = |turn| bank.tied(*tie, turn, Language::Danish, "O1", names).expect("a wording");
            assert!(asked(0).contains("O1"));
            assert_ne!(asked(0), asked(1), "{}", tie.word());
        }
    }

    #[test]
    fn an_agreement_is_filled_in_in_both_languages() {
        let bank = embedded();
        let found = bank.agreements(PairKind::MayorCeo);
        let copy_in = found.iter().find(|it| it.id == "copy-in").expect("copy-in");
        assert_eq!(copy_in.fields(), ["topic"]);
        assert!(copy_in.has_sides());
        let value = |field: &str| (field == "topic").then(|| "the school plan".to_owned());
        let names = sides(["Anna", "Bo"], Member::B);
        assert_eq!(
            copy_in.filled(Language::English, names, value),
            "Anna is copied in when Bo writes to Anna's staff about the school plan."
        );
        assert!(!found.iter().find(|it| it.id == "disagree-in-private").expect("it").has_sides());
    }

    #[test]
    fn what_is_wrong_with_a_bank_is_told_by_its_line() {
        let text = "[[question]]\nid = \"a b\"\ntheme = \"roles\"\nen = \"x {topic}\"\nda = \"x\"\n\
                    [[entry]]\non = \"puzzel\"\nen = \"?\"\nda = \"?\"\n\
                    [[agreement]]\nid = \"x\"\nen = \"{A} {topic}\"\nda = \"{A} {emne}\"\ncheck = { en = \"?\" }\n\
                    [[agreement]]\nid = \"x\"\nen = \"a\"\nda = \"b\"\ncheck = { en = \"?\", da = \"?\" }\n";
        let found = Bank::parse(text).expect_err("mistakes");
        let lines: Vec<usize> = found.iter().map(|mistake| mistake.line).collect();
        assert_eq!(lines, [1, 2, 6, 7, 10, 14], "{found:?}");
        let twice = "[[agreement]]\nid = \"x\"\nen = \"a\"\nda = \"b\"\ncheck = { en = \"?\", da = \"?\" }\n";
        let found = Bank::parse(&twice.repeat(2)).expect_err("mistakes");
        assert!(matches!(&found[..], [Mistake { line: 6, fault: Fault::Twice { .. } }]), "{found:?}");
    }
}
