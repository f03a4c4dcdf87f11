//! When the program itself is wrong: it says where, repeats nobody's words, keeps what was typed, and ends with 70.

use super::desk::{Asked, keep};
use super::ui::{Ui, aside, shown};
use crate::locale::Language;
use crate::locale::messages::{BUG, KeptIn, REPORT_BUG};
use serde_json::json;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

/// What the program exits with when it is wrong.
pub(super) const OUR_BUG: u8 = 70;

/// The texts of a dialogue, which stand nowhere else.
static TYPED: OnceLock<Arc<Mutex<Asked>>> = OnceLock::new();

/// From here on a panic says nothing but where it was: its message may repeat what it fell over.
pub(super) fn watch(language: Language, json: bool) {
    std::panic::set_hook(Box::new(move |panic| {
        say(panic, language, json);
        std::process::exit(OUR_BUG.into());
    }));
}

/// From here on these texts are kept if it comes to that.
pub(super) fn keep_if_it_comes_to_that(typed: Arc<Mutex<Asked>>) {
    // There is one desk.
    let _ = TYPED.set(typed);
}

fn say(panic: &PanicHookInfo<'_>, language: Language, json: bool) {
    let place =
        panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
    // Whoever holds them may be the one who panicked.
    let typed = TYPED.get().and_then(|typed| typed.try_lock().ok()).map(|asked| asked.texts.clone());
    let kept = typed.and_then(|texts| keep(&texts)).and_then(Result::ok);
    let kept: Option<&Path> = kept.as_deref();
    if json {
        let (message, hint) = (format!("{}; {place}", BUG.text(language)), REPORT_BUG.text(language));
        let kept = kept.map(|file| file.display().to_string());
        Ui::error_json(&json!({"error": {"code": "bug", "message": message, "hint": hint, "kept": kept}}));
        return;
    }
    let kept = kept.map(|file| KeptIn { file: &shown(file) }.text(language));
    let lines = [BUG.text(language).to_owned(), format!("  {place}")].into_iter();
    for line in lines.chain(kept).chain([REPORT_BUG.text(language).to_owned()]) {
        aside(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    const ANNAS: &str = "Bo said no before I could promise it";

    /// Run by the test below in a process of its own, which it ends.
    #[test]
    #[ignore = "it ends the process"]
    fn goes_wrong() {
        watch(Language::English, std::env::var_os("MAKKERPAR_TEST_JSON").is_some());
        keep_if_it_comes_to_that(Arc::new(Mutex::new(Asked {
            texts: vec![ANNAS.to_owned()],
            ..Asked::default()
        })));
        assert!(ANNAS.is_empty(), "fell over {ANNAS:?}");
    }

    #[test]
    fn a_bug_repeats_no_words_keeps_them_and_ends_with_70() {
        let folder = tempfile::tempdir().expect("a folder");
        for json in [false, true] {
            let mut command = Command::new(std::env::current_exe().expect("this program"));
            command.args(["--exact", "cli::bug::tests::goes_wrong", "--ignored", "--nocapture"]);
            command.env("HOME", folder.path()).env("XDG_STATE_HOME", folder.path().join("state"));
            if json {
                command.env("MAKKERPAR_TEST_JSON", "1");
            }
            let output = command.output().expect("it runs");
            assert_eq!(output.status.code(), Some(70));
            let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
            assert!(said.contains("bug.rs:") && said.contains("kept"), "{said}");
            assert!(!said.contains("promise"), "{said}");
        }
        let kept = folder.path().join("state/makkerpar/kept/1.txt");
        assert_eq!(std::fs::read_to_string(kept).expect("it is kept"), ANNAS);
    }
}
