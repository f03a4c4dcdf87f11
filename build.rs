//! Turns `templates/messages.{en,da}.toml` into Rust, so that the compiler proves that both languages
//! have every message, that a message gets every value it names, and that none is unused; and
//! `templates/terms.toml` into the table of vocabularies.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// A message as the file has it: one sentence, or one whole sentence per plural form.
enum Wording {
    Sentence(String),
    Plural { none: String, one: String, other: String },
}

impl Wording {
    fn sentences(&self) -> Vec<&str> {
        match self {
            Self::Sentence(sentence) => vec![sentence],
            Self::Plural { none, one, other } => vec![none, one, other],
        }
    }

    /// The names in braces, in the order of their first appearance, `count` left out.
    fn placeholders(&self) -> Vec<String> {
        let mut names = Vec::new();
        for sentence in self.sentences() {
            for part in sentence.split('{').skip(1) {
                let name = part.split(['}', ':']).next().unwrap_or_default().to_owned();
                let counts = matches!(self, Self::Plural { .. }) && name == "count";
                if !counts && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }
}

fn read(language: &str) -> BTreeMap<String, Wording> {
    let path = format!("templates/messages.{language}.toml");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    table
        .into_iter()
        .map(|(key, value)| {
            let wording = match value {
                toml::Value::String(sentence) => Wording::Sentence(sentence),
                toml::Value::Table(forms) => {
                    let form = |name: &str| {
                        forms.get(name).and_then(toml::Value::as_str).map_or_else(
                            || panic!("{path}: the message {key} lacks the form {name}"),
                            str::to_owned,
                        )
                    };
                    Wording::Plural { none: form("none"), one: form("one"), other: form("other") }
                }
                other => panic!("{path}: the message {key} is neither text nor a plural: {other:?}"),
            };
            (key, wording)
        })
        .collect()
}

fn camel(key: &str) -> String {
    key.split('_')
        .map(|word| {
            let (head, tail) = word.split_at(1);
            head.to_uppercase() + tail
        })
        .collect()
}

/// Messages that name commands for each of the two, who type them as themselves.
const FOR_EACH: [&str; 5] =
    ["hint_after_record", "hint_sign", "left_out_trust", "next_prep", "signed_nobody"];

/// Messages that name commands for somebody at another machine.
const ELSEWHERE: [&str; 3] = ["exported_for", "hint_made_for_other", "hint_not_an_export"];

/// Whose the commands are that the message named `key` names, as the code has it; `None` if it names none. Manuals, papers
/// and calendars speak to whoever reads them.
fn commands(key: &str, sentences: &[&str]) -> Option<&'static str> {
    let is_for_all = ["man_", "help_", "paper_", "cal_"].iter().any(|kind| key.starts_with(kind));
    let names_some = sentences.iter().any(|sentence| sentence.contains("makkerpar "));
    if is_for_all || !names_some || ELSEWHERE.contains(&key) {
        return None;
    }
    Some(if FOR_EACH.contains(&key) { "super::calling::Whose::Each" } else { "super::calling::Whose::Yours" })
}

/// The `format!` call that words `sentence` in `language`, with `{name:gen}` as a genitive.
fn formatting(sentence: &str, language: &str, whose: Option<&str>) -> String {
    let mut pattern = String::new();
    let mut values = String::new();
    let mut rest = sentence;
    // The sentence up to a value; a command in it takes what was typed.
    let words = |words: &str, pattern: &mut String, values: &mut String| match whose {
        Some(whose) if words.contains("makkerpar ") => {
            pattern.push_str("{}");
            let _ = write!(values, ", carried({words:?}, {whose})");
        }
        _ => pattern.push_str(words),
    };
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, tail) = after.split_once('}').unwrap_or_else(|| panic!("open brace in «{sentence}»"));
        words(before, &mut pattern, &mut values);
        pattern.push_str("{}");
        match inside.split_once(':') {
            Some((name, "gen")) => {
                let _ = write!(
                    values,
                    ", super::genitive(super::Language::{language}, &self.{name}.to_string())"
                );
            }
            Some((_, form)) => panic!("unknown form {form} in «{sentence}»"),
            None => {
                let _ = write!(values, ", self.{inside}");
            }
        }
        rest = tail;
    }
    words(rest, &mut pattern, &mut values);
    if values.is_empty() {
        format!("{pattern:?}.to_owned()")
    } else {
        format!("format!({pattern:?}{values})")
    }
}

fn generate(english: &BTreeMap<String, Wording>, danish: &BTreeMap<String, Wording>) -> String {
    let mut code = String::new();
    for key in english.keys().chain(danish.keys()) {
        assert!(english.contains_key(key), "the message {key} is not in templates/messages.en.toml");
        assert!(danish.contains_key(key), "the message {key} is not in templates/messages.da.toml");
    }
    for (key, en) in english {
        let da = &danish[key];
        let names = en.placeholders();
        let (mut sorted, mut other) = (names.clone(), da.placeholders());
        sorted.sort();
        other.sort();
        assert!(sorted == other, "the message {key} names {sorted:?} in English, {other:?} in Danish");
        if let (Wording::Sentence(en), Wording::Sentence(da)) = (en, da)
            && names.is_empty()
        {
            let constant = key.to_uppercase();
            let whose = commands(key, &[en, da]).map_or("None".to_owned(), |whose| format!("Some({whose})"));
            let _ = writeln!(
                code,
                "/// {en:?}\npub(crate) const {constant}: Label = Label {{ en: {en:?}, da: {da:?}, commands: {whose} }};"
            );
            continue;
        }
        let (structure, plural) = (camel(key), matches!(en, Wording::Plural { .. }));
        assert!(
            plural == matches!(da, Wording::Plural { .. }),
            "the message {key} is a plural in one language only"
        );
        let lifetime = if names.is_empty() { "" } else { "<'a>" };
        let _ = writeln!(
            code,
            "/// {:?}\npub(crate) struct {structure}{lifetime} {{",
            en.sentences().join(" | ")
        );
        for name in &names {
            let _ = writeln!(code, "    pub(crate) {name}: &'a dyn std::fmt::Display,");
        }
        if plural {
            let _ = writeln!(code, "    pub(crate) count: usize,");
        }
        let anonymous = if names.is_empty() { "" } else { "<'_>" };
        let _ = writeln!(code, "}}\nimpl {structure}{anonymous} {{");
        let _ = writeln!(
            code,
            "    pub(crate) fn text(&self, language: Language) -> String {{\n        match language {{"
        );
        let whose = commands(key, &en.sentences());
        for (variant, wording) in [("English", en), ("Danish", da)] {
            let _ = write!(code, "            Language::{variant} => ");
            match wording {
                Wording::Sentence(sentence) => {
                    let _ = writeln!(code, "{},", formatting(sentence, variant, whose));
                }
                Wording::Plural { none, one, other } => {
                    let [none, one, other] = [none, one, other].map(|form| formatting(form, variant, whose));
                    let _ = writeln!(code, "match self.count {{ 0 => {none}, 1 => {one}, _ => {other} }},");
                }
            }
        }
        let _ = writeln!(code, "        }}\n    }}\n}}");
    }
    code
}

/// The closed vocabularies of `templates/terms.toml`, as a table of rows.
fn terms() -> String {
    let path = "templates/terms.toml";
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let vocabularies: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut code = String::from("pub(super) static TERMS: &[Term] = &[\n");
    for (vocabulary, words) in vocabularies {
        for (word, languages) in
            words.as_table().unwrap_or_else(|| panic!("{path}: {vocabulary} is no table"))
        {
            let label = |language: &str| {
                let found = languages.get(language).and_then(toml::Value::as_str);
                found.unwrap_or_else(|| panic!("{path}: {vocabulary}.{word} lacks {language}"))
            };
            let also = languages.get("also").and_then(toml::Value::as_array).cloned().unwrap_or_default();
            let also: Vec<&str> = also.iter().filter_map(toml::Value::as_str).collect();
            let (en, da) = (label("en"), label("da"));
            let _ = writeln!(
                code,
                "    Term {{ vocabulary: {vocabulary:?}, word: {word:?}, label: Label {{ en: {en:?}, da: {da:?}, commands: None }}, also: &{also:?} }},"
            );
        }
    }
    code.push_str("];\n");
    code
}

/// The questions and agreements of `templates/bank.toml`, as tables of rows: reading the file takes a twentieth of
/// the time that a paper takes. A test reads the file and compares.
fn bank() -> String {
    let path = "templates/bank.toml";
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut code = String::new();
    for (name, list) in [
        ("question", "QUESTIONS"),
        ("opening", "OPENINGS"),
        ("closing", "CLOSINGS"),
        ("entry", "TIED"),
        ("agreement", "AGREEMENTS"),
    ] {
        let _ = writeln!(code, "static {list}: &[Row] = &[");
        for row in table.get(name).and_then(toml::Value::as_array).into_iter().flatten() {
            let word = |key: &str| row.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            let kinds = row.get("for").and_then(toml::Value::as_array).cloned().unwrap_or_default();
            let kinds: Vec<&str> = kinds.iter().filter_map(toml::Value::as_str).collect();
            let beside = |key: &str| {
                let table = row.get(key).and_then(toml::Value::as_table);
                ["en", "da"].map(|language| {
                    let text = table.and_then(|table| table.get(language)).and_then(toml::Value::as_str);
                    text.unwrap_or_default()
                })
            };
            let rule = row.get("rule").and_then(toml::Value::as_bool).unwrap_or(true);
            let _ = writeln!(
                code,
                "    Row {{ id: {:?}, theme: {:?}, on: {:?}, en: {:?}, da: {:?}, cue: {:?}, check: {:?}, rule: {rule}, kinds: &{kinds:?} }},",
                word("id"),
                word("theme"),
                word("on"),
                word("en"),
                word("da"),
                beside("cue"),
                beside("check"),
            );
        }
        code.push_str("];\n");
    }
    code
}

/// Copies the five faces of the hand-outs next to the generated code. typst-assets gives its fonts without
/// names, so a face of Libertinus is known by the name that it bears inside.
fn fonts(out: &Path) {
    for style in ["Regular", "Italic", "Semibold"] {
        let name = format!("LibertinusSerif-{style}").into_bytes();
        let found = typst_assets::fonts().find(|font| {
            font.starts_with(b"OTTO")
                && font
                    .windows(name.len() + 1)
                    .any(|w| w.starts_with(&name) && !w[name.len()].is_ascii_alphabetic())
        });
        let face = found.unwrap_or_else(|| panic!("typst-assets has no LibertinusSerif-{style}"));
        fs::write(out.join(format!("serif-{}.otf", style.to_lowercase())), face)
            .expect("OUT_DIR can be written");
    }
    fs::write(out.join("symbols.ttf"), dejavu::sans::regular()).expect("OUT_DIR can be written");
    fs::write(out.join("emoji.ttf"), epaint_default_fonts::NOTO_EMOJI_REGULAR)
        .expect("OUT_DIR can be written");
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let code = generate(&read("en"), &read("da"));
    fs::write(Path::new(&out).join("messages.rs"), code).expect("OUT_DIR can be written");
    fs::write(Path::new(&out).join("bank.rs"), bank()).expect("OUT_DIR can be written");
    fs::write(Path::new(&out).join("terms.rs"), terms()).expect("OUT_DIR can be written");
    fonts(Path::new(&out));
}
