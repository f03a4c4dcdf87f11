//! The program that a person writes texts in.

use super::super::config::{Key, Setting, Source};
use super::super::desk::{Desk, state_folder};
use super::super::ui::{clean, shown};
use super::super::values;
use super::super::wording::{Report, io_cause, report};
use crate::app::files::{make_private, private_folder, write_new};
use crate::locale::messages::{
    BadEditor, CannotWrite, EditorFailed, EditorMissing, HINT_WRITE_FILE, HintEditor, HintEditorEnvironment,
    IO_NO_PROGRAM, NO_EDITOR, NOT_UTF8_PAGE,
};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is tried where nobody has named an editor, in this order.
const USUAL: &[&str] = if cfg!(windows) { &["notepad.exe"] } else { &["editor", "nano", "vi"] };

/// An editor, and how it is started.
pub(super) struct Editor {
    words: Vec<String>,
    /// The variable of the environment that names it, if one does.
    variable: Option<String>,
}

/// Why a page did not come back.
pub(super) struct Failed {
    /// What is said of it.
    pub(super) report: Box<Report>,
    /// What stood on the page by then.
    pub(super) page: Option<String>,
}

/// The words of a command. On Windows a backslash parts folders and quotes nothing.
fn split(value: &str) -> Option<Vec<String>> {
    if Path::new(value).is_file() {
        return Some(vec![value.to_owned()]);
    }
    let value = if cfg!(windows) { value.replace('\\', "/") } else { value.to_owned() };
    shlex::split(&value).filter(|words| !words.is_empty())
}

fn on_path(name: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(name).is_file())
}

/// An editor that is there and not the one that failed; or else one that is usual.
fn other_than(failed: &str) -> &'static str {
    let others = || USUAL.iter().copied().filter(|name| *name != failed);
    others().find(|name| on_path(name)).or_else(|| others().next_back()).unwrap_or(USUAL[0])
}

impl Editor {
    /// The editor of the settings, or one that is there; `None` if there is none.
    pub(super) fn find(desk: &Desk) -> Result<Option<Self>, Report> {
        let language = desk.language();
        if let Some(setting) = desk.config().setting(Key::Editor) {
            let Setting { value, .. } = &setting;
            return match split(value) {
                Some(words) => {
                    let variable = match &setting.source {
                        Source::Environment(name) => Some(name.clone()),
                        Source::File(_) => None,
                    };
                    Ok(Some(Self { words, variable }))
                }
                None => Err(report(
                    "bad-editor",
                    BadEditor { typed: &values::quoted(language, value) }.text(language),
                )
                .place(desk.config().place(language, &setting))
                .hint(HintEditor { editor: &other_than("") }.text(language))),
            };
        }
        let found = USUAL.iter().find(|name| on_path(name));
        Ok(found.map(|name| Self { words: vec![(*name).to_owned()], variable: None }))
    }

    /// That there is no editor.
    pub(super) fn none(desk: &Desk) -> Report {
        report("no-editor", NO_EDITOR.text(desk.language()))
            .hint(HintEditor { editor: &other_than("") }.text(desk.language()))
    }

    /// How another editor than this one is named.
    fn hint(&self, desk: &Desk) -> String {
        let editor = other_than(&self.words[0]);
        match &self.variable {
            Some(name) => HintEditorEnvironment { name, editor: &editor }.text(desk.language()),
            None => HintEditor { editor: &editor }.text(desk.language()),
        }
    }

    /// Lets a person write on a page; what stands on it when they are done. It lies in a private folder meanwhile, and
    /// goes away with everything that the editor has put beside it.
    pub(super) fn write_on(&self, desk: &Desk, name: &str, page: &str) -> Result<String, Failed> {
        let unwritable = |path: &Path, cause: &std::io::Error| {
            let path = shown(path);
            let said = report("unwritable", CannotWrite { path: &path }.text(desk.language()));
            let said = said.place(clean(&cause.to_string())).hint(HINT_WRITE_FILE.text(desk.language()));
            Failed { report: Box::new(said), page: None }
        };
        let above = state_folder().unwrap_or_else(std::env::temp_dir).join("edit");
        make_private(&above, true).map_err(|cause| unwritable(&above, &cause))?;
        let folder = private_folder(&above, "page-").map_err(|cause| unwritable(&above, &cause))?;
        let path = folder.path().join(format!("{name}.txt"));
        write_new(&path, page).map_err(|cause| unwritable(&path, &cause))?;
        // An interrupt is the editor's to answer; what stands on the page is read afterwards all the same.
        let _ = Desk::stop_on_interrupt();
        let outcome = self.start(&path);
        let back = std::fs::read(&path).map(String::from_utf8);
        let failed = |report: Report, page: Option<String>| Err(Failed { report: Box::new(report), page });
        let back = match back {
            Ok(Ok(back)) => back,
            Ok(Err(octets)) => {
                let page = String::from_utf8_lossy(octets.as_bytes()).into_owned();
                let said = report("not-utf8", NOT_UTF8_PAGE.text(desk.language()));
                return failed(said.hint(self.hint(desk)), Some(page));
            }
            Err(cause) => return Err(unwritable(&path, &cause)),
        };
        let editor = clean(&self.words.join(" "));
        match outcome {
            Ok(status) if status.success() => Ok(back),
            Ok(status) => {
                let said = EditorFailed { editor: &editor, status: &clean(&status.to_string()) };
                failed(report("editor-failed", said.text(desk.language())).hint(self.hint(desk)), Some(back))
            }
            Err(cause) => {
                let said = EditorMissing { editor: &editor }.text(desk.language());
                let said =
                    report("editor-missing", said).place(io_cause(desk.language(), &cause, IO_NO_PROGRAM));
                failed(said.hint(self.hint(desk)), Some(back))
            }
        }
    }

    fn start(&self, path: &PathBuf) -> std::io::Result<std::process::ExitStatus> {
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]).arg(path);
        // Where the answer goes into a file, the editor still needs the screen.
        if !std::io::stdout().is_terminal() {
            command.stdout(Stdio::from(std::io::stderr()));
        }
        command.status()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_may_have_options_and_spaces_in_its_path() {
        let words = |value: &str| split(value).unwrap_or_default();
        assert_eq!(words("code --wait"), ["code", "--wait"]);
        assert_eq!(words("'/opt/My Editor/bin/ed' -w \"a b\""), ["/opt/My Editor/bin/ed", "-w", "a b"]);
        assert_eq!(split("'open"), None);
        assert_eq!(split("  "), None);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("my editor");
        std::fs::write(&path, "").expect("written");
        let path = path.display().to_string();
        assert_eq!(words(&path), std::slice::from_ref(&path));
    }
}
