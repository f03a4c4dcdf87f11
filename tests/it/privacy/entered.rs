//! What the two may note, and what becomes of it.

use crate::harness::Home;
use Fate::*;
use proptest::prelude::*;

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    Private,
    EditedInPrivate,
    AddedToInPrivate,
    Deleted,
    Erased,
    Shared,
    SharedAfterAnEdit,
    Withdrawn,
    ShareUndone,
    DeletedAfterSharing,
    ErasedAfterSharing,
}

/// What leaves an entry with its author, who never shared it.
pub(super) const PRIVATE: [Fate; 5] = [Private, EditedInPrivate, AddedToInPrivate, Deleted, Erased];
/// What leaves nothing for the other to read.
pub(super) const HIDDEN: [Fate; 8] = [
    Private,
    EditedInPrivate,
    AddedToInPrivate,
    Deleted,
    Erased,
    Withdrawn,
    ShareUndone,
    DeletedAfterSharing,
];
/// All that can become of an entry.
pub(super) const ANY: [Fate; 11] = [
    Private,
    EditedInPrivate,
    AddedToInPrivate,
    Deleted,
    Erased,
    Shared,
    SharedAfterAnEdit,
    Withdrawn,
    ShareUndone,
    DeletedAfterSharing,
    ErasedAfterSharing,
];

/// Something that one of the two notes, and what becomes of it.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    pub(super) by: &'static str,
    pub(super) is_incident: bool,
    pub(super) fate: Fate,
    pub(super) flags: Vec<&'static str>,
    pub(super) day: &'static str,
}

/// Something noted by one of `by`, of which one of `fates` becomes.
pub(super) fn noted(by: &'static [&'static str], fates: &'static [Fate]) -> impl Strategy<Value = Noted> {
    let theme = prop::sample::select(vec!["roles", "thinking", "expectations", "others", "chemistry"]);
    let tone = prop::sample::select(vec!["--praise", "--puzzle", "--friction"]);
    let weight = prop::sample::select(vec!["scratch", "breach", "serious"]);
    let day = prop::sample::select(vec!["2026-05-05", "2026-12-24", "2027-03-01", "2027-03-03"]);
    let (by, fate) = (prop::sample::select(by), prop::sample::select(fates));
    (by, any::<bool>(), fate, theme, tone, weight, day).prop_map(
        |(by, is_incident, fate, theme, tone, weight, day)| {
            let flags = if is_incident {
                vec!["-t", theme, "--actor", "lind", "--severity", weight, "--public"]
            } else {
                vec!["-t", theme, tone]
            };
            Noted { by, is_incident, fate, flags, day }
        },
    )
}

impl Noted {
    /// Types it all; the words are marked with `number`. Answers its handle.
    pub(super) fn write(&self, home: &Home, number: usize) -> String {
        let mark = |what: &str| format!("qz{number}x{what}");
        let done = |words: &[&str]| home.run(words).me(self.by).success();
        let note = if self.is_incident { &["incident", "add"][..] } else { &["observe"] };
        let (text, effect, setting, tag) = (mark("text"), mark("effect"), mark("setting"), mark("tag"));
        let mut words = [note, &[&text, "--on", self.day, "--effect", &effect]].concat();
        words.extend(["--setting", &setting, "--tag", &tag]);
        words.extend(&self.flags);
        let handle = done(&words).stdout.split("  ").next().unwrap_or_default().to_owned();
        let text = ["edit", &handle, "--text", &mark("later")];
        match self.fate {
            Private => {}
            EditedInPrivate => drop(done(&text)),
            AddedToInPrivate => drop(done(&["edit", &handle, "--add", &mark("addition")])),
            Deleted => drop(done(&["delete", &handle])),
            Erased => drop(done(&["erase", &handle, "--yes"])),
            Shared => drop(done(&["share", &handle])),
            SharedAfterAnEdit => {
                done(&text);
                done(&["share", &handle]);
            }
            Withdrawn => {
                done(&["share", &handle]);
                done(&["withdraw", &handle]);
            }
            ShareUndone => {
                done(&["share", &handle]);
                done(&["undo"]);
            }
            DeletedAfterSharing => {
                done(&["share", &handle]);
                done(&["delete", &handle]);
            }
            ErasedAfterSharing => {
                done(&["share", &handle]);
                done(&["erase", &handle, "--yes"]);
            }
        }
        handle
    }

    /// The marks that `asker` must not meet anywhere.
    pub(super) fn forbidden(&self, number: usize, asker: Option<&str>) -> Vec<String> {
        let mark = |what: &str| format!("qz{number}x{what}");
        let is_own = asker == Some(self.by);
        match self.fate {
            // Nobody reads what was erased, its author neither.
            Erased | ErasedAfterSharing => vec![format!("qz{number}x")],
            Shared => Vec::new(),
            // The history tells its author alone what an edit replaced.
            _ if is_own => Vec::new(),
            SharedAfterAnEdit => vec![mark("text")],
            _ => vec![format!("qz{number}x")],
        }
    }
}
