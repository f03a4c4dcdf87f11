//! All that can be asked of the program, and all that it answers.

use crate::harness::{Home, Said, without_identities};
use crate::paper::Paper;

/// Everything that can be looked at, and everything that can be tried with `handles`. Nothing here changes the
/// record of `home`: what might is done to a copy.
fn all_questions(handles: &[String]) -> (Vec<Vec<&str>>, Vec<Vec<&str>>) {
    let mut looks: Vec<Vec<&str>> = [
        "",
        "status",
        "log",
        "log --limit 1",
        "log --limit 99",
        "log --kind observation",
        "log --kind incident",
        "log --kind adjustment",
        "log --kind review",
        "log --until 2026-12-31",
        "log --theme roles --by holm",
        "search qz",
        "search qz0x --best",
        "search qz1xeffect --limit 1",
        "search e -qz",
        "search qz --kind incident --year 2026",
        "incident list",
        "adjust list",
        "adjust list --due",
        "adjust list --all",
        "review list",
        "review agenda 2027",
        "show A1",
        "show A9",
        "show 2027",
        "show 2029",
        "history",
        "history --limit 1",
        "history --limit 99",
        "undo --dry-run",
        "undo 3 --dry-run",
        "undo 99 --dry-run",
        "pair show",
        "pair list",
        "doctor",
        "share --all",
    ]
    .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect())
    .to_vec();
    let mut tries = vec![vec!["redo"], vec!["undo"]];
    for handle in handles {
        looks.push(vec!["show", handle]);
        looks.push(vec!["history", handle]);
        tries.push(vec!["answer", handle, "why"]);
        tries.push(vec!["edit", handle, "--text", "new"]);
        tries.push(vec!["erase", handle, "--yes"]);
        tries.push(vec!["adjust", "add", "x", "--owner", "both", "--from", handle]);
    }
    (looks, tries)
}

/// The same for the entries of the other alone: everything that a hand could reach for.
pub(super) fn all_reaches(handle: &str) -> Vec<Vec<String>> {
    [
        "answer {} why",
        "share {}",
        "withdraw {}",
        "show {}",
        "edit {} --text new",
        "edit {} --add more",
        "edit {}.1 --text new",
        "delete {}",
        "delete {}.1",
        "erase {} --yes",
        "erase {}.1 --yes",
        "incident reply {} account",
        "incident step {} acknowledged yes",
        "incident step {} kept yes",
        "incident close {} --reason so",
        "incident reopen {}",
        "adjust add x --owner both --from {}",
        "adjust check {} kept",
        "adjust lapse {}",
        "review note {} x",
    ]
    .map(|line| line.replace("{}", handle).split(' ').map(str::to_owned).collect())
    .to_vec()
}

/// What one line is answered with.
pub(super) fn heard<W: AsRef<std::ffi::OsStr>>(
    home: &Home,
    words: &[W],
    asker: Option<&str>,
    json: bool,
) -> Said {
    let run = home.run(words);
    let run = if json { run.json() } else { run };
    match asker {
        Some(asker) => run.me(asker).said(),
        None => run.said(),
    }
}

/// All that was said, on both streams, with the status.
pub(super) fn whole(said: &Said) -> String {
    without_identities(&format!("{}\n{}\n[{}]", said.stdout, said.stderr, said.status))
}

/// Whatever `asker` can get the program to say, each with the line that was typed.
fn everything_said(home: &Home, asker: Option<&str>, handles: &[String]) -> Vec<(String, String)> {
    let (looks, tries) = all_questions(handles);
    let mut all = Vec::new();
    for words in &looks {
        for json in [false, true] {
            let said = heard(home, words, asker, json);
            all.push((format!("{words:?} json {json}"), whole(&said)));
        }
    }
    for words in &tries {
        all.push((format!("{words:?}"), whole(&heard(&home.copy(), words, asker, false))));
    }
    let printed = heard(&home.copy(), &["handout", "summary", "-o", "-"], asker, false).status(0);
    all.push(("the summary".to_owned(), Paper::read(&printed.bytes).squeezed().to_owned()));
    let printed = heard(&home.copy(), &["handout", "brief", "2027", "-o", "-"], asker, false).status(0);
    all.push(("the brief".to_owned(), Paper::read(&printed.bytes).squeezed().to_owned()));
    all
}

/// The same of several askers, side by side.
pub(super) fn said_to_all(
    home: &Home,
    askers: &[Option<&'static str>],
    handles: &[String],
) -> Vec<Vec<(String, String)>> {
    std::thread::scope(|scope| {
        let asked: Vec<_> =
            askers.iter().map(|asker| scope.spawn(|| everything_said(home, *asker, handles))).collect();
        asked.into_iter().map(|it| it.join().expect("an answer")).collect()
    })
}
