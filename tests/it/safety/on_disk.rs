//! What is made on disk is its owner's alone, lies beside its place until it is whole, and no other program is told anything.

use super::ANNAS;
use crate::harness::Home;
use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

fn mode(path: &Path) -> u32 {
    std::fs::symlink_metadata(path).expect("there").permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

/// Everything below a folder.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| if path.is_dir() { [vec![path.clone()], below(&path)].concat() } else { vec![path] })
        .collect()
}

/// Runs a line of a shell here, in which `makkerpar` is the program.
fn shell(home: &Home, line: &str) -> std::process::Output {
    let program = home.run([""; 0]).command();
    let mut shell = std::process::Command::new("/bin/sh");
    let line = format!("makkerpar() {{ {} \"$@\"; }}\n{line}", program.get_program().display());
    shell.args(["-c", &line]).env_clear().current_dir(home.path("")).stdin(std::process::Stdio::null());
    let variables = program.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    shell.envs(variables.collect::<Vec<(OsString, OsString)>>()).env("TMPDIR", home.path("everybodys"));
    shell.output().expect("it runs")
}

/// One of each command that makes a file.
const MAKING: &str = "
    makkerpar pair add 'Anna Holm' 'Bo Lind' --kind mayor-ceo --since 2026-01-01 --mail a=anna@example.com --mail b=bo@example.com
    makkerpar config set me holm
    makkerpar observe 'written down' --share
    makkerpar review schedule --on 2027-05-20 --format golf18
    for paper in prep brief card; do makkerpar handout $paper; done
    makkerpar handout brief --all -o there
    for kind in json csv markdown; do makkerpar export $kind -o there/record.$kind; done
    makkerpar calendar export -o year.ics
    makkerpar calendar invite -o talk.ics
    makkerpar template copy walk
    makkerpar --db taken-in.db import there/record.json
    makkerpar --db nowhere/taken-in.db import there/record.json --dry-run
    VISUAL=/bin/true makkerpar edit O1 -e
    echo 'a page that is refused' | makkerpar observe -e --on 31/2
    echo 'a text that is refused' | makkerpar observe - --on 31/2
    makkerpar demo shown
    makkerpar undo
    makkerpar doctor --rebuild
    ";

#[test]
fn whatever_is_made_belongs_to_its_owner_alone_and_nothing_is_put_where_others_look() {
    for umask in ["000", "022", "077"] {
        let home = Home::new();
        for there in ["everybodys", "there"] {
            std::fs::create_dir(home.path(there)).expect("made");
            set_mode(&home.path(there), 0o755);
        }
        shell(&home, &format!("umask {umask}\n{MAKING}"));
        let made = below(&home.path(""));
        assert!(made.len() > 25, "{made:?}");
        for path in made {
            let is_there = ["everybodys", "there"].iter().any(|there| path == home.path(there));
            let expected = if is_there {
                0o755
            } else if path.is_dir() {
                0o700
            } else {
                0o600
            };
            // The folders above its own are the platform's.
            let is_above =
                [".local", ".local/share", ".local/state", ".config"].iter().any(|it| path == home.path(it));
            assert!(mode(&path) == expected || is_above, "{} is {:o}", path.display(), mode(&path));
        }
        assert_eq!(below(&home.path("everybodys")), Vec::<std::path::PathBuf>::new());
    }
}

#[test]
fn the_manual_is_for_everybody_to_read() {
    let home = Home::new();
    shell(&home, "umask 022; makkerpar man pages");
    assert_eq!(mode(&home.path("pages/makkerpar.1")), 0o644);
}

#[test]
fn an_editor_meets_its_page_in_a_private_folder_and_is_told_nothing_else() {
    let home = Home::with_pair();
    home.run(["observe", ANNAS]).me("a").success();
    let seen = "env > seen; echo \"$@\" >> seen; stat -c %a \"$1\" \"$(dirname \"$1\")\" > modes; sed -i 1s/^/more/ \"$1\"";
    for (end, is_kept) in [("exit 0", false), ("exit 1", true), ("kill -9 $$", true)] {
        std::fs::write(home.path("editor.sh"), format!("cd {}\n{seen}\n{end}\n", home.path("").display()))
            .expect("written");
        let editor = format!("/bin/sh {}", home.path("editor.sh").display());
        let dialogue = crate::dialogue::Dialogue::with(
            &home,
            crate::harness::TODAY,
            &[("VISUAL", editor.as_str())],
            &["edit", "O1", "-e", "--me", "a"],
        );
        dialogue.ends();
        assert_eq!(std::fs::read_to_string(home.path("modes")).expect("modes"), "600\n700\n");
        assert!(!std::fs::read_to_string(home.path("seen")).expect("what it saw").contains("directors"));
        assert_eq!(below(&home.path(".local/state/makkerpar/edit")), Vec::<std::path::PathBuf>::new());
        let kept = home.path(".local/state/makkerpar/kept");
        let files = if kept.is_dir() { below(&kept) } else { Vec::new() };
        assert_eq!(files.is_empty(), !is_kept, "{files:?}");
        assert!(files.iter().all(|file| mode(file) == 0o600));
    }
}

#[test]
fn the_program_that_shows_a_paper_is_told_its_name_alone() {
    let home = Home::with_pair();
    home.run(["observe", ANNAS, "--share"]).me("a").success();
    home.run(["review", "schedule", "--on", "2027-05-20", "--force"]).success();
    std::fs::create_dir(home.path("bin")).expect("made");
    let opener = home.path("bin/xdg-open");
    std::fs::write(&opener, format!("#!/bin/sh\necho \"$@\" > {}\n", home.path("told").display()))
        .expect("written");
    set_mode(&opener, 0o755);
    let path = format!("{}:/usr/bin:/bin", home.path("bin").display());
    home.run(["handout", "brief", "--open"]).env("PATH", path).success();
    if cfg!(target_os = "linux") {
        let told = || std::fs::read_to_string(home.path("told")).unwrap_or_default();
        // It goes its own way.
        for _ in 0..100 {
            if told().ends_with('\n') {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert!(told().ends_with("/brief-2027-05-20.pdf\n") && told().lines().count() == 1, "{}", told());
    }
}
