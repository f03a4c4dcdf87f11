//! The templates as files: what there is, copies of one's own, what is wrong with them.

use super::deliver;
use super::error::AppError;
use super::templates::{BANK, Kind, Templates, embedded, text_of};
use crate::locale::Language;
use crate::programme::{Bank, Format, is_key};
use crate::schedule::RuleBook;
use crate::template::{Mistake, top_keys, top_text};
use serde::Serialize;
use std::path::{Path, PathBuf};

pub(crate) use super::templates::Kind as TemplateKind;
pub(crate) use crate::template::{Fault, Shape};

/// A template as programs read it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Listed {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// What it is called in words; none for a bank, or for a file that cannot be read.
    pub(crate) title: Option<String>,
    /// The file, if it is one's own.
    pub(crate) path: Option<PathBuf>,
    /// How many mistakes an own file has.
    pub(crate) mistakes: usize,
}

/// What a text says it is.
struct Looked {
    title: Option<String>,
    mistakes: Vec<Mistake>,
}

fn look(kind: Kind, name: &str, text: &str, language: Language) -> Looked {
    let read = match kind {
        Kind::Format => Format::parse(name, text).map(|it| Some(it.name)),
        Kind::Rules => RuleBook::parse(text).map(|it| Some(it.name)),
        Kind::Bank => Bank::parse(text).map(|_| None),
    };
    match read {
        Ok(title) => Looked { title: title.map(|it| it.text(language).to_owned()), mistakes: Vec::new() },
        Err(mistakes) => Looked { title: None, mistakes },
    }
}

/// Every template: those of the program, and one's own.
pub(crate) fn list(templates: &Templates, language: Language) -> Vec<Listed> {
    let mut listed = Vec::new();
    for kind in [Kind::Format, Kind::Rules, Kind::Bank] {
        let own = templates.own(kind);
        for (_, name, text) in embedded().into_iter().filter(|(of, ..)| *of == kind) {
            if !own.iter().any(|(own, _)| own == name) {
                let title = look(kind, name, text, language).title;
                listed.push(Listed { kind, name: name.to_owned(), title, path: None, mistakes: 0 });
            }
        }
        for (name, path) in own {
            // A file that cannot be read counts as one mistake.
            let looked = text_of(&path).map(|text| look(kind, &name, &text, language));
            let (title, mistakes) = looked.map_or((None, 1), |it| (it.title, it.mistakes.len()));
            listed.push(Listed { kind, name, title, path: Some(path), mistakes });
        }
    }
    listed
}

/// A template with its text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shown {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) path: Option<PathBuf>,
    pub(crate) text: String,
}

/// The template of a name that is in force: one's own, or that of the program.
///
/// # Errors
/// If there is none, or the file cannot be read.
pub(crate) fn show(templates: &Templates, name: &str) -> Result<Shown, AppError> {
    let name = name.trim().to_lowercase();
    for kind in [Kind::Format, Kind::Rules, Kind::Bank] {
        if let Some((_, path)) = templates.own(kind).into_iter().find(|(own, _)| *own == name) {
            let text =
                text_of(&path).map_err(|cause| AppError::UnreadableTemplate { path: path.clone(), cause })?;
            return Ok(Shown { kind, name, path: Some(path), text });
        }
    }
    let found = embedded().into_iter().find(|(_, known, _)| *known == name);
    let (kind, _, text) = found.ok_or(AppError::UnknownTemplate { name: name.clone() })?;
    Ok(Shown { kind, name, path: None, text: text.to_owned() })
}

/// Copies the template that is in force to the own folder, under its own or another name.
///
/// # Errors
/// If there is none, the new name is none, or a file is in the way.
pub(crate) fn copy(
    templates: &Templates,
    name: &str,
    new: Option<&str>,
    force: bool,
) -> Result<Shown, AppError> {
    let shown = show(templates, name)?;
    let new = new.unwrap_or(&shown.name).to_owned();
    if !is_key(&new) || (shown.kind == Kind::Bank && new != BANK) {
        return Err(AppError::BadTemplateName { name: new, is_bank: shown.kind == Kind::Bank });
    }
    let path = templates.path(shown.kind, &new).ok_or(AppError::NoSettingsFolder)?;
    if path.exists() && !force {
        return Err(AppError::TemplateInTheWay { path });
    }
    let is_renamed = new != shown.name && shown.kind == Kind::Format;
    let text = if is_renamed { renamed(&shown.text, &new) } else { shown.text };
    if let Some(folder) = path.parent() {
        deliver::make_private(folder, true)
            .map_err(|cause| AppError::Unwritable { path: folder.to_owned(), cause })?;
    }
    deliver::write(&path, text.as_bytes())?;
    Ok(Shown { kind: shown.kind, name: new, path: Some(path), text })
}

/// A format that goes by another name, so that the two are told apart.
fn renamed(text: &str, name: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("also = "));
    let lines = lines.map(|line| {
        if line.starts_with("word = ") {
            format!("word = {{ en = \"{name}\", da = \"{name}\" }}")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// What was found in a file.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) path: PathBuf,
    pub(crate) kind: Kind,
    /// What it is called in words.
    pub(crate) title: Option<String>,
    pub(crate) mistakes: Vec<Mistake>,
}

/// What kind of template a text is, by the keys at its top.
fn kind_of(text: &str) -> Option<Kind> {
    let keys = top_keys(text);
    let has = |names: &[&str]| keys.iter().any(|key| names.contains(&key.as_str()));
    if has(&["block", "needs", "starts", "word", "private"]) {
        Some(Kind::Format)
    } else if has(&["question", "opening", "closing", "entry", "agreement"]) {
        Some(Kind::Bank)
    } else if has(&["notice", "season", "weekend", "daylight", "cost", "day", "override"]) {
        Some(Kind::Rules)
    } else {
        None
    }
}

/// Looks a file through, or the own template of a name.
///
/// # Errors
/// If there is no such file, or it is no template at all.
pub(crate) fn check(templates: &Templates, typed: &str, language: Language) -> Result<Checked, AppError> {
    let named = || [Kind::Format, Kind::Rules, Kind::Bank].into_iter().flat_map(|kind| templates.own(kind));
    let path = match named().find(|(name, _)| name == typed) {
        Some((_, path)) if !Path::new(typed).exists() => path,
        _ => PathBuf::from(typed),
    };
    let text = text_of(&path).map_err(|cause| AppError::Unreadable { path: path.clone(), cause })?;
    let kind = kind_of(&text).ok_or_else(|| AppError::NotATemplate { path: path.clone() })?;
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let Looked { title, mut mistakes } = look(kind, name, &text, language);
    let fallback = (kind == Kind::Format).then(|| top_text(&text, "fallback")).flatten();
    if let Some((line, fallback)) = fallback.filter(|(_, key)| templates.formats().of(key).is_none()) {
        let known = templates.formats().all().iter().map(|format| format.key.clone()).collect();
        mistakes.push(Mistake { line, fault: Fault::NoSuchFormat { key: fallback, known } });
        mistakes.sort_by_key(|mistake| mistake.line);
    }
    Ok(Checked { path, kind, title, mistakes })
}
