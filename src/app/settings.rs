//! The file of settings: reading it, and changing one value with everything else in it kept as it is.
//!
//! The names of settings and what their values mean are the front desk's; here a setting is a dotted name and a value.

use super::error::AppError;
use super::files::{make_private, write};
use std::io;
use std::path::{Path, PathBuf};
use toml_edit::{Document, DocumentMut, Item, Table, TableLike, Value};

/// The largest file that is read as settings, in octets.
const LARGEST: u64 = 1 << 20;

/// A value that stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// `observe.theme`.
    pub(crate) name: String,
    pub(crate) value: String,
    /// Its line, counted from 1.
    pub(crate) number: usize,
}

/// Why a file of settings cannot be taken apart.
#[derive(Debug)]
pub(crate) enum Flaw {
    /// It is no TOML from this line on.
    Syntax { line: usize, detail: String },
    /// It cannot be read, or is no text.
    Unreadable(io::Error),
}

/// What a file of settings says.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Every value, in the order of the file.
    pub(crate) lines: Vec<Line>,
    /// What is wrong with the file.
    pub(crate) flaw: Option<Flaw>,
}

/// The text of a file; `None` if there is none.
fn text_of(path: &Path) -> io::Result<Option<String>> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if file.metadata()?.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    io::read_to_string(file).map(Some)
}

/// The line of an octet, counted from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].split(|octet| *octet == b'\n').count()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Boolean(truth) => truth.value().to_string(),
        Value::Integer(number) => number.value().to_string(),
        other => other.to_string().trim().to_owned(),
    }
}

fn gather(text: &str, table: &dyn TableLike, before: &str, lines: &mut Vec<Line>) {
    for (key, item) in table.iter() {
        let name = format!("{before}{key}");
        if let Some(value) = item.as_value().filter(|value| !value.is_inline_table()) {
            let number = line_of(text, value.span().map_or(0, |span| span.start));
            lines.push(Line { name, value: plain(value), number });
        } else if let Some(table) = item.as_table_like() {
            gather(text, table, &format!("{name}."), lines);
        }
    }
}

/// Takes a text of settings apart.
pub(crate) fn parse(text: &str) -> Settings {
    match Document::parse(text) {
        Ok(document) => {
            let mut lines = Vec::new();
            gather(text, document.as_table(), "", &mut lines);
            lines.sort_by_key(|line| line.number);
            Settings { lines, flaw: None }
        }
        Err(error) => {
            let line = line_of(text, error.span().map_or(0, |span| span.start));
            let detail = error.message().lines().collect::<Vec<_>>().join(", ");
            Settings { lines: Vec::new(), flaw: Some(Flaw::Syntax { line, detail }) }
        }
    }
}

/// Reads a file of settings; one that is not there says nothing.
pub(crate) fn read(path: &Path) -> Settings {
    match text_of(path) {
        Ok(None) => Settings::default(),
        Ok(Some(text)) => parse(&text),
        Err(error) => Settings { lines: Vec::new(), flaw: Some(Flaw::Unreadable(error)) },
    }
}

/// What was changed in a file of settings.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    /// Whether there was such a value before.
    pub(crate) was_there: bool,
    /// Where the file stands as it was before, if lines had to be put out of force.
    pub(crate) copy: Option<PathBuf>,
    /// The lines that could not be read and are comments now.
    pub(crate) commented: Vec<usize>,
}

/// Puts lines that are no TOML out of force, so that the rest can be read.
fn mended(text: &str) -> (String, Vec<usize>) {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut commented = Vec::new();
    loop {
        let whole = lines.join("\n");
        let Err(error) = Document::parse(whole.as_str()) else {
            commented.sort_unstable();
            return (whole, commented);
        };
        let at = error.span().map_or(0, |span| span.start);
        // The end of the file is no line to blame, and neither is a comment.
        let blamed = line_of(&whole, at).min(lines.len());
        let is_live = |line: &String| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let found = (0..blamed).rev().chain(blamed..lines.len()).find(|index| is_live(&lines[*index]));
        let Some(index) = found else { return (String::new(), commented) };
        lines[index] = format!("# {}", lines[index]);
        commented.push(index + 1);
    }
}

/// The document of a file, to be changed, and what had to be done to read it.
fn document(path: &Path) -> Result<(DocumentMut, Change), AppError> {
    let unwritable = |cause| AppError::Unwritable { path: path.to_owned(), cause };
    let text = match text_of(path) {
        Ok(text) => text.unwrap_or_default(),
        Err(error) => return Err(AppError::Unreadable { path: path.to_owned(), cause: error }),
    };
    if let Ok(document) = text.parse::<DocumentMut>() {
        return Ok((document, Change::default()));
    }
    let copy = path.with_extension("toml.bak");
    write(&copy, text.as_bytes())?;
    let (text, commented) = mended(&text);
    let document = text.parse::<DocumentMut>().map_err(|_| unwritable(io::ErrorKind::InvalidData.into()))?;
    Ok((document, Change { was_there: false, copy: Some(copy), commented }))
}

/// Writes a file of settings whole or not at all; where a link stands, the file that it leads to.
fn save(path: &Path, document: &DocumentMut) -> Result<(), AppError> {
    if let Some(folder) = path.parent() {
        make_private(folder, true)
            .map_err(|cause| AppError::Unwritable { path: folder.to_owned(), cause })?;
    }
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    write(&target, document.to_string().as_bytes())
}

/// A value as the file has it: numbers and truths without quotation marks. `007` is none: what is read must be what was set.
fn valued(value: &str) -> Value {
    let is_written_so = |number: &i64| number.to_string() == value;
    match value {
        "true" => true.into(),
        "false" => false.into(),
        _ => value.parse().ok().filter(is_written_so).map_or_else(|| value.into(), Value::from),
    }
}

/// Sets a value; comments and everything else in the file stay.
///
/// # Errors
/// If the file cannot be read or written.
pub(crate) fn set(path: &Path, name: &str, value: &str) -> Result<Change, AppError> {
    let (mut document, mut change) = document(path)?;
    let (section, key) = name.split_once('.').map_or((None, name), |(section, key)| (Some(section), key));
    let table: &mut dyn TableLike = match section {
        None => document.as_table_mut(),
        Some(section) => {
            let item = document.as_table_mut().entry(section).or_insert_with(|| Item::Table(Table::new()));
            if !item.is_table_like() {
                *item = Item::Table(Table::new());
            }
            match item.as_table_like_mut() {
                Some(table) => table,
                None => {
                    return Err(AppError::Unwritable {
                        path: path.to_owned(),
                        cause: io::ErrorKind::InvalidData.into(),
                    });
                }
            }
        }
    };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(known) => {
            change.was_there = true;
            // What stands around the value, a comment behind it above all, stays.
            let decor = known.decor().clone();
            *known = valued(value);
            *known.decor_mut() = decor;
        }
        None => _ = table.insert(key, Item::Value(valued(value))),
    }
    save(path, &document)?;
    Ok(change)
}

/// Takes a value out; everything else in the file stays.
///
/// # Errors
/// If the file cannot be read or written.
pub(crate) fn unset(path: &Path, name: &str) -> Result<Change, AppError> {
    let (mut document, mut change) = document(path)?;
    let (section, key) = name.split_once('.').map_or((None, name), |(section, key)| (Some(section), key));
    let table: Option<&mut dyn TableLike> = match section {
        None => Some(document.as_table_mut()),
        Some(section) => document.get_mut(section).and_then(Item::as_table_like_mut),
    };
    change.was_there = table.and_then(|table| table.remove(key)).is_some();
    if change.was_there || change.copy.is_some() {
        save(path, &document)?;
    }
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn values(path: &Path) -> Vec<(String, String)> {
        read(path).lines.into_iter().map(|line| (line.name, line.value)).collect()
    }

    #[test]
    fn a_value_is_set_and_everything_else_stays() {
        let folder = folder();
        let path = folder.path().join("config.toml");
        let text =
            "# mine\nme = \"lind\" # for now\nother = [1, 2]\n\n[observe]\n# usual\ntheme = \"roles\"\n";
        std::fs::write(&path, text).expect("written");
        assert!(set(&path, "me", "holm").expect("set").was_there);
        assert!(!set(&path, "observe.share", "true").expect("set").was_there);
        set(&path, "log.limit", "40").expect("set");
        let now = std::fs::read_to_string(&path).expect("read");
        let expected = "# mine\nme = \"holm\" # for now\nother = [1, 2]\n\n[observe]\n# usual\ntheme = \"roles\"\nshare = true\n\n[log]\nlimit = 40\n";
        assert_eq!(now, expected);
        assert!(unset(&path, "observe.theme").expect("unset").was_there);
        assert!(!unset(&path, "observe.theme").expect("unset").was_there);
        let names: Vec<String> = values(&path).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["me", "other", "observe.share", "log.limit"]);
    }

    #[test]
    fn a_file_that_is_not_there_is_made_for_its_owner_alone() {
        let folder = folder();
        let path = folder.path().join("deep").join("config.toml");
        assert!(read(&path).lines.is_empty());
        set(&path, "observe.theme", "roles").expect("set");
        assert_eq!(values(&path), [("observe.theme".to_owned(), "roles".to_owned())]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
            assert_eq!((mode(&path), mode(&folder.path().join("deep"))), (0o600, 0o700));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = folder();
        let (path, real) = (folder.path().join("config.toml"), folder.path().join("dotfiles.toml"));
        std::fs::write(&real, "me = \"a\"\n").expect("written");
        std::os::unix::fs::symlink(&real, &path).expect("linked");
        set(&path, "me", "b").expect("set");
        assert!(path.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).expect("read"), "me = \"b\"\n");
    }

    #[test]
    fn a_broken_file_can_be_set_and_nothing_of_it_is_lost() {
        let folder = folder();
        let path = folder.path().join("config.toml");
        let text = "lang = \"da\"\nme = = holm\n[observe\ntheme = \"roles\"\n";
        std::fs::write(&path, text).expect("written");
        assert!(matches!(read(&path).flaw, Some(Flaw::Syntax { line: 2, .. })));
        let change = set(&path, "me", "holm").expect("set");
        assert_eq!(change.commented, [2, 3]);
        assert_eq!(std::fs::read_to_string(change.copy.expect("a copy")).expect("read"), text);
        // A line alone is blamed, and no other.
        std::fs::write(&path, "me = \"a\"\n\n[observe]\ntone = \"praise\"\n= x\n").expect("written");
        assert_eq!(set(&path, "lang", "da").expect("set").commented, [5]);
        assert_eq!(values(&path).len(), 3);
        std::fs::write(&path, text).expect("written");
        set(&path, "me", "holm").expect("set");
        let now = std::fs::read_to_string(&path).expect("read");
        assert!(now.contains("# me = = holm") && now.contains("# [observe"), "{now}");
        let found = values(&path);
        assert!(found.contains(&("lang".to_owned(), "da".to_owned())), "{found:?}");
        assert!(found.contains(&("me".to_owned(), "holm".to_owned())), "{found:?}");
    }

    proptest! {
        #[test]
        fn any_file_can_be_set(text in "([a-z]{1,3}( = |=)?[\\[\\]\"'a-z0-9{}#.,= ]{0,8}\n?){0,6}", value in "\\PC{0,12}") {
            let folder = folder();
            let path = folder.path().join("config.toml");
            std::fs::write(&path, &text).expect("written");
            set(&path, "observe.setting", &value).expect("set");
            let found = read(&path);
            prop_assert!(found.flaw.is_none(), "{:?}", found.flaw);
            let set = found.lines.iter().find(|line| line.name == "observe.setting");
            prop_assert_eq!(set.map(|line| &line.value), Some(&value));
        }
    }
}
