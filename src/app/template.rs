//! The templates as files: what there is, copies of one's own, what is wrong with them.

use super::error::{AppError, TemplateError};
use super::files;
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
    /// Its name on the command line, which is that of its file.
    pub(crate) name: String,
    /// What it is called in words; none for a bank, or for a file that cannot be read.
    pub(crate) title: Option<String>,
    /// The file, if it is one's own.
    #[serde(serialize_with = "crate::app::paths::shown_if_any")]
    pub(crate) path: Option<PathBuf>,
    /// How many mistakes an own file has.
    pub(crate) mistakes: usize,
}

/// What a text says it is.
struct Looked {
    title: Option<String>,
    mistakes: Vec<Mistake>,
}

/// Looks a text through as a template of a kind.
fn look(templates: &Templates, kind: Kind, name: &str, text: &str, language: Language) -> Looked {
    let read = match kind {
        Kind::Format => Format::parse(name, text).map(|it| Some(it.name)),
        Kind::Rules => RuleBook::parse(text).map(|it| Some(it.name)),
        Kind::Bank => Bank::parse(text).map(|_| None),
    };
    let mut looked = match read {
        Ok(title) => Looked { title: title.map(|it| it.text(language).to_owned()), mistakes: Vec::new() },
        Err(mistakes) => Looked { title: None, mistakes },
    };
    let fallback = (kind == Kind::Format).then(|| top_text(text, "fallback")).flatten();
    if let Some((line, fallback)) = fallback.filter(|(_, key)| templates.formats().of(key).is_none()) {
        let known = templates.formats().all().iter().map(|format| format.key.clone()).collect();
        looked.mistakes.push(Mistake { line, fault: Fault::NoSuchFormat { key: fallback, known } });
        looked.mistakes.sort_by_key(|mistake| mistake.line);
    }
    looked
}

/// Every template: those of the program, and one's own.
pub(crate) fn list(templates: &Templates, language: Language) -> Vec<Listed> {
    let mut listed = Vec::new();
    for kind in [Kind::Format, Kind::Rules, Kind::Bank] {
        let own = templates.own(kind);
        for (_, name, text) in embedded().into_iter().filter(|(of, ..)| *of == kind) {
            if !own.iter().any(|(own, _)| own == name) {
                let title = look(templates, kind, name, text, language).title;
                listed.push(Listed { kind, name: name.to_owned(), title, path: None, mistakes: 0 });
            }
        }
        for (name, path) in own {
            // A file that cannot be read counts as one mistake.
            let looked = text_of(&path).map(|text| look(templates, kind, &name, &text, language));
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
    /// Its name on the command line.
    pub(crate) name: String,
    /// The file, if it is one's own.
    #[serde(serialize_with = "crate::app::paths::shown_if_any")]
    pub(crate) path: Option<PathBuf>,
    /// The file as it stands.
    pub(crate) text: String,
}

/// The template of a name that is in force: one's own, or that of the program.
///
/// # Errors
/// If there is none, or the file cannot be read.
pub(crate) fn show(templates: &Templates, name: &str) -> Result<Shown, AppError> {
    let name = name.trim().to_lowercase();
    // A format may be called as the day is planned with it.
    let is_file = embedded().iter().any(|(_, known, _)| *known == name)
        || [Kind::Format, Kind::Rules, Kind::Bank]
            .iter()
            .any(|kind| templates.own(*kind).iter().any(|(own, _)| *own == name));
    let meant = if is_file { None } else { templates.format_named(&name).ok() };
    let name = meant.map_or(name, |format| format.key.clone());
    for kind in [Kind::Format, Kind::Rules, Kind::Bank] {
        if let Some((_, path)) = templates.own(kind).into_iter().find(|(own, _)| *own == name) {
            let text = text_of(&path).map_err(|cause| {
                AppError::Template(TemplateError::Unreadable { path: path.clone(), cause })
            })?;
            return Ok(Shown { kind, name, path: Some(path), text });
        }
    }
    let found = embedded().into_iter().find(|(_, known, _)| *known == name);
    let (kind, _, text) = found.ok_or(AppError::Template(TemplateError::Unknown { name: name.clone() }))?;
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
    let mut shown = show(templates, name)?;
    let new = new.unwrap_or(&shown.name).to_owned();
    if !is_key(&new) || (shown.kind == Kind::Bank && new != BANK) {
        return Err(AppError::Template(TemplateError::BadName {
            name: new,
            is_bank: shown.kind == Kind::Bank,
        }));
    }
    let path = templates.path(shown.kind, &new).ok_or(AppError::Template(TemplateError::NoFolder))?;
    if path.exists() && !force {
        return Err(AppError::Template(TemplateError::InTheWay { path }));
    }
    // To copy an own file onto itself is to begin anew from the one that comes with the program.
    if shown.path.as_ref() == Some(&path)
        && let Some((_, _, text)) = embedded().into_iter().find(|(_, known, _)| *known == shown.name)
    {
        text.clone_into(&mut shown.text);
    }
    let is_renamed = new != shown.name && shown.kind == Kind::Format;
    let text = if is_renamed { renamed(&shown, &new) } else { shown.text };
    if let Some(folder) = path.parent() {
        files::make_private(folder, true)
            .map_err(|cause| AppError::Unwritable { path: folder.to_owned(), cause })?;
    }
    files::write(&path, text.as_bytes())?;
    Ok(Shown { kind: shown.kind, name: new, path: Some(path), text })
}

/// A format that goes by another name, so that the two are told apart.
fn renamed(shown: &Shown, name: &str) -> String {
    let titled = Format::parse(&shown.name, &shown.text).ok().map(|format| {
        let [en, da] =
            [Language::English, Language::Danish].map(|language| format.name.text(language).to_owned());
        format!("name = {{ en = \"{en} ({name})\", da = \"{da} ({name})\" }}")
    });
    let mut is_top = true;
    let lines = shown.text.lines().filter(|line| !line.starts_with("also = ")).map(|line| {
        is_top &= !line.starts_with('[');
        match &titled {
            Some(titled) if is_top && line.starts_with("name = ") => titled.clone(),
            _ if line.starts_with("word = ") => format!("word = {{ en = \"{name}\", da = \"{name}\" }}"),
            _ => line.to_owned(),
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
    /// What is wrong with it, in the order of its lines.
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

/// What kind of template lies in a folder.
fn kind_in(path: &Path) -> Option<Kind> {
    let folder = path.parent()?.file_name()?;
    [Kind::Format, Kind::Rules].into_iter().find(|kind| folder == kind.folder())
}

/// Looks a file through, or the own template of a name, or the one that comes with the program.
///
/// # Errors
/// If there is no such file, or it is no template at all.
pub(crate) fn check(templates: &Templates, typed: &str, language: Language) -> Result<Checked, AppError> {
    let checked = |path: PathBuf, kind: Kind, name: &str, text: &str| {
        let Looked { title, mistakes } = look(templates, kind, name, text, language);
        Checked { path, kind, title, mistakes }
    };
    if !Path::new(typed).exists()
        && let Ok(shown) = show(templates, typed)
    {
        let path = shown.path.unwrap_or_else(|| PathBuf::from(&shown.name));
        return Ok(checked(path, shown.kind, &shown.name, &shown.text));
    }
    let path = PathBuf::from(typed);
    let text = text_of(&path).map_err(|cause| AppError::Unreadable { path: path.clone(), cause })?;
    let kind = kind_of(&text).or_else(|| kind_in(&path));
    let kind = kind.ok_or_else(|| AppError::Template(TemplateError::NotOne { path: path.clone() }))?;
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    Ok(checked(path, kind, &name, &text))
}
