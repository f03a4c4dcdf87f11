//! An entry as a page to be written on: the text first, as it is, then a line to cut along, then its fields.
//!
//! The text may hold anything, `#` and colons and all; so the fields stand below the last line that is exactly the
//! cutting line. Under it a line is a field, `theme: roles`, or the next line of one, two spaces in, or a comment.
//! What is wrong with a page is said in notes at its top, which end with a line of their own.

use crate::locale::{Language, fold, terms};

/// The line to cut along.
pub(crate) const CUT: &str = "# ------------------------ >8 ------------------------";

/// What every note begins with; alone on a line it ends them.
const NOTE: &str = "#!";

/// A field of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Theme,
    Tone,
    About,
    Date,
    Actor,
    Severity,
    Class,
    Public,
    Owner,
    Until,
    Checks,
    Effect,
    Setting,
    Channel,
    Tags,
}

impl Field {
    /// Its English word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Tone => "tone",
            Self::About => "about",
            Self::Date => "date",
            Self::Actor => "actor",
            Self::Severity => "severity",
            Self::Class => "class",
            Self::Public => "public",
            Self::Owner => "owner",
            Self::Until => "until",
            Self::Checks => "checks",
            Self::Effect => "effect",
            Self::Setting => "setting",
            Self::Channel => "channel",
            Self::Tags => "tags",
        }
    }

    /// What it is called on the page.
    pub(crate) fn label(self, language: Language) -> &'static str {
        terms::label(language, "field", self.word())
    }
}

/// A page: the text, and fields with their values as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The text, as it is.
    pub(crate) text: String,
    /// The fields and what stands in them, in the order of the page.
    pub(crate) fields: Vec<(Field, String)>,
}

impl Draft {
    /// The value of a field that is on the page.
    pub(crate) fn value(&self, field: Field) -> Option<&str> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str())
    }

    /// The fields of `other` that say something else, with what they said here; a field that is not on that page stays.
    pub(crate) fn changes<'d>(&'d self, other: &'d Self) -> Vec<(Field, &'d str, &'d str)> {
        let changed = |(field, now): &'d (Field, String)| {
            let before = self.value(*field).unwrap_or_default();
            (before.trim() != now.trim()).then_some((*field, before, now.trim()))
        };
        other.fields.iter().filter_map(changed).collect()
    }

    /// Whether the text of `other` is the same. Editors put a byte order mark in front of it, and take one away.
    pub(crate) fn has_same_text(&self, other: &Self) -> bool {
        let is_around = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
        self.text.trim_matches(is_around) == other.text.trim_matches(is_around)
    }

    /// Whether `other` says the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.has_same_text(other) && self.changes(other).is_empty()
    }
}

/// A page that was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// What was written on it.
    pub(crate) draft: Draft,
    lines: Vec<(Field, usize)>,
}

impl Page {
    /// The line of a field, counted from 1.
    pub(crate) fn line(&self, field: Field) -> Option<usize> {
        self.lines.iter().find(|(known, _)| *known == field).map(|(_, line)| *line)
    }
}

/// What is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// The cutting line is gone.
    NoCut,
    /// A line below the cut is no field.
    NoField { line: usize, text: String },
    /// A field of that name does not belong to such an entry.
    Unknown { line: usize, label: String },
    /// A field stands there twice.
    Twice { line: usize, field: Field },
}

impl Slip {
    /// The line that it is on, counted from 1.
    pub(crate) fn line(&self) -> Option<usize> {
        match self {
            Self::NoCut => None,
            Self::NoField { line, .. } | Self::Unknown { line, .. } | Self::Twice { line, .. } => Some(*line),
        }
    }
}

/// Writes a page; `comments` stand below the cut, `help` at the end.
pub(crate) fn write(draft: &Draft, language: Language, comments: &[String], help: &[String]) -> String {
    let mut page = format!("{}\n\n{CUT}\n", draft.text);
    let comment = |page: &mut String, lines: &[String]| {
        for line in lines {
            page.push_str("# ");
            page.push_str(line);
            page.push('\n');
        }
    };
    comment(&mut page, comments);
    if !draft.fields.is_empty() {
        page.push('\n');
    }
    for (field, value) in &draft.fields {
        let value = value.split('\n').collect::<Vec<_>>().join("\n  ");
        let line = format!("{}: {value}", field.label(language));
        page.push_str(if value.is_empty() { line.trim_end() } else { &line });
        page.push('\n');
    }
    if !help.is_empty() {
        page.push('\n');
        comment(&mut page, help);
    }
    page
}

/// The lines of notes; none of them is empty, as the one that ends them.
fn lines(notes: &[String]) -> impl Iterator<Item = &str> {
    notes.iter().flat_map(|note| note.lines()).filter(|line| !line.trim().is_empty())
}

/// A page with notes at its top.
pub(crate) fn noted(page: &str, notes: &[String]) -> String {
    let mut whole = String::new();
    for line in lines(notes) {
        for part in [NOTE, " ", line, "\n"] {
            whole.push_str(part);
        }
    }
    whole + NOTE + "\n" + page
}

/// How many lines notes take on a page.
pub(crate) fn height(notes: &[String]) -> usize {
    lines(notes).count() + 1
}

/// A page that had notes, without them; where somebody has taken them away, the page as it is.
pub(crate) fn without_notes(page: &str) -> &str {
    let mut rest = page;
    while let Some(line) = rest.split_inclusive('\n').next().filter(|line| line.starts_with(NOTE)) {
        rest = &rest[line.len()..];
        if line.trim_end() == NOTE {
            return rest;
        }
    }
    page
}

/// Reads a page with fields of these kinds.
///
/// # Errors
/// The first slip.
pub(crate) fn read(page: &str, fields: &[Field]) -> Result<Page, Slip> {
    let page = page.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let lines: Vec<&str> = page.split('\n').collect();
    let cut = lines.iter().rposition(|line| line.trim_end() == CUT);
    let draft =
        Draft { text: lines[..cut.unwrap_or(lines.len())].join("\n").trim().to_owned(), fields: Vec::new() };
    let mut read = Page { draft, lines: Vec::new() };
    let Some(cut) = cut else {
        let is_whole = fields.is_empty() || read.draft.text.is_empty();
        return if is_whole { Ok(read) } else { Err(Slip::NoCut) };
    };
    // Empty lines are part of a value only where it goes on below them.
    let mut empty: Vec<&str> = Vec::new();
    for (number, line) in (cut + 2..).zip(&lines[cut + 1..]) {
        let next = line.strip_prefix("  ").or_else(|| line.strip_prefix('\t'));
        if line.trim().is_empty() {
            empty.push(next.unwrap_or_default());
            continue;
        }
        let between = std::mem::take(&mut empty);
        if let (Some(rest), Some((_, value))) = (next, read.draft.fields.last_mut()) {
            for line in between.into_iter().chain([rest]) {
                value.push('\n');
                value.push_str(line);
            }
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let Some((label, value)) = line.split_once(':') else {
            return Err(Slip::NoField { line: number, text: (*line).to_owned() });
        };
        let folded = fold(label.trim());
        let known = |field: &&Field| terms::forms("field", field.word()).contains(&folded);
        let Some(field) = fields.iter().find(known).copied() else {
            return Err(Slip::Unknown { line: number, label: label.trim().to_owned() });
        };
        if read.line(field).is_some() {
            return Err(Slip::Twice { line: number, field });
        }
        read.lines.push((field, number));
        read.draft.fields.push((field, value.strip_prefix(' ').unwrap_or(value).to_owned()));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIELDS: [Field; 4] = [Field::Theme, Field::Date, Field::Effect, Field::Tags];

    fn draft(text: &str, values: [&str; 4]) -> Draft {
        let fields = FIELDS.into_iter().zip(values).map(|(field, value)| (field, value.to_owned())).collect();
        Draft { text: text.to_owned(), fields }
    }

    fn written(draft: &Draft) -> String {
        write(draft, Language::Danish, &["Over linjen: teksten".to_owned()], &["tema: roller".to_owned()])
    }

    #[test]
    fn a_page_reads_as_it_looks() {
        let page = write(
            &draft("Bo said no", ["roles", "2027-03-01", "one\n\n two", ""]),
            Language::English,
            &[],
            &[],
        );
        let expected = format!(
            "Bo said no\n\n{CUT}\n\ntheme: roles\ndate: 2027-03-01\neffect: one\n  \n   two\ntags:\n"
        );
        assert_eq!(page, expected);
        // An editor that takes white space off the ends of lines, and one that writes for Windows.
        for page in [page.replace("  \n", "\n"), page.replace('\n', "\r\n")] {
            let read = read(&page, &FIELDS).expect("a page");
            assert_eq!(read.draft.value(Field::Effect), Some("one\n\n two"));
            assert_eq!((read.line(Field::Theme), read.line(Field::Tags)), (Some(5), Some(10)));
        }
    }

    #[test]
    fn labels_are_taken_in_both_languages_and_slips_are_told_by_their_lines() {
        let page = |below: &str| read(&format!("text\n{CUT}\n{below}"), &FIELDS);
        let read = page("TEMA: roller\n# date: no\nDato:i går\n").expect("a page");
        assert_eq!(read.draft.value(Field::Date), Some("i går"));
        assert_eq!(page("theme: a\ntema: b\n"), Err(Slip::Twice { line: 4, field: Field::Theme }));
        assert_eq!(page("\nowner: bo\n"), Err(Slip::Unknown { line: 4, label: "owner".into() }));
        assert_eq!(page("what is this\n"), Err(Slip::NoField { line: 3, text: "what is this".into() }));
        assert_eq!(super::read("text\ntheme: roles\n", &FIELDS), Err(Slip::NoCut));
        assert!(
            super::read("text\n# all of it", &[]).is_ok_and(|page| page.draft.text == "text\n# all of it")
        );
        assert!(super::read(" \n", &FIELDS).is_ok_and(|page| page.draft.text.is_empty()));
    }

    #[test]
    fn notes_come_and_go() {
        let notes = ["line 9: no\nsuch theme".to_owned(), "one of: roles".to_owned()];
        let page = noted("#! mine\n#!\ntext", &notes);
        assert_eq!(page.lines().take(height(&notes)).last(), Some("#!"));
        assert_eq!(without_notes(&page), "#! mine\n#!\ntext");
        assert_eq!(without_notes("text\n#!\n"), "text\n#!\n");
        assert_eq!(without_notes("#! no end\ntext"), "#! no end\ntext");
    }

    fn anything() -> impl Strategy<Value = String> {
        let line =
            prop_oneof!["\\PC{0,12}", "#!?.{0,4}", "theme: [a-z]{0,4}", "  [a-z]{0,3}", Just(CUT.to_owned())];
        proptest::collection::vec(line, 0..6).prop_map(|lines| {
            lines.join("\n").replace('\r', "").trim().trim_start_matches('\u{feff}').trim().to_owned()
        })
    }

    proptest! {
        #[test]
        fn what_is_written_and_left_alone_says_the_same(
            text in anything(), theme in "[a-z]{0,5}", effect in anything(), tags in "[a-z, ]{0,8}",
            notes in proptest::collection::vec(anything(), 0..3),
        ) {
            let before = draft(&text, [&theme, "2027-03-01", &effect, tags.trim()]);
            let page = written(&before);
            let now = read(&page, &FIELDS).expect("a page");
            prop_assert!(before.is_same(&now.draft), "{page}\n{now:?}");
            prop_assert_eq!(&now.draft.text, &before.text);
            let noted = noted(&page, &notes);
            prop_assert_eq!(without_notes(&noted), page.as_str());
        }

        #[test]
        fn any_text_that_is_typed_survives(typed in anything(), before in anything()) {
            let page = written(&draft(&before, ["", "", "", ""]));
            let page = typed.clone() + &page[before.len()..];
            prop_assert_eq!(read(&page, &FIELDS).expect("a page").draft.text, typed);
        }

        #[test]
        fn any_page_is_read_or_told_by_its_line(page in "(\\PC{0,9}|[#: a-z]{0,6}|theme: x|  y)(\n(\\PC{0,9}|theme:|# -{24} >8 -{24}|  z)){0,6}") {
            let count = page.split('\n').count();
            match read(&page, &FIELDS) {
                Ok(page) => prop_assert!(page.lines.iter().all(|(_, line)| *line <= count)),
                Err(slip) => prop_assert!(slip.line().is_none_or(|line| (1..=count).contains(&line))),
            }
        }
    }
}
