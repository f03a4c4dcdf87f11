//! At home in the shell: what is offered while a line is typed, and the manual. `tests/outside/shells.py` asks in the
//! shells themselves.

use crate::harness::Home;
use rusqlite::Connection;
use std::path::Path;

/// A word that stands in every text of the record, and may never be offered.
const SECRET: &str = "hemmeligt";

/// A home with entries of every kind, private ones of both among them.
fn furnished() -> Home {
    let home = Home::with_pair();
    let did = |member: &str, words: &[&str]| _ = home.run(words).me(member).success();
    did("holm", &["o", "shared, hemmeligt", "-t", "roles", "--puzzle", "--share"]);
    did("holm", &["o", "private to Anna, hemmeligt", "-t", "chemistry"]);
    did("lind", &["o", "private to Bo, hemmeligt", "-t", "others"]);
    did("lind", &["o", "by Bo, hemmeligt", "--puzzle", "--share"]);
    did("holm", &["incident", "add", "hemmeligt brud", "--actor", "lind", "--severity", "breach", "--share"]);
    did("lind", &["incident", "add", "hemmeligt andet", "--actor", "holm", "--severity", "scratch"]);
    did("holm", &["adjust", "add", "hemmeligt aftalt", "--owner", "both"]);
    did("holm", &["pair", "edit", "--theme", "money=Money and growth"]);
    did("holm", &["review", "schedule", "--on", "2027-05-20", "--format", "walk"]);
    home
}

/// What is offered after these words, the last of which is being typed: each value with what it means.
fn offers(home: &Home, words: &[&str]) -> Vec<String> {
    let said = home.run(["completions", "fish", "--"].iter().chain(words)).success().stderr("").lacks(SECRET);
    said.stdout.lines().skip(1).map(str::to_owned).collect()
}

fn values(home: &Home, words: &[&str]) -> Vec<String> {
    offers(home, words).iter().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn entries_are_offered_where_the_command_can_be_about_them_and_only_to_those_who_may_read_them() {
    let home = furnished();
    let cases: [(&[&str], &[&str]); 19] = [
        (&["--me", "holm", "show", ""], &["2027", "T1", "A1", "O4", "O2", "O1"]),
        (&["--me", "lind", "show", "O"], &["O4", "O3", "O1"]),
        (&["show", "O"], &["O4", "O1"]),
        (&["show", "o1"], &["O1"]),
        (&["--me", "lind", "delete", "T"], &["T2", "T1"]),
        (&["--me", "holm", "share", ""], &["O2"]),
        (&["--me", "lind", "share", ""], &["T2", "O3"]),
        (&["share", ""], &[]),
        (&["--me", "holm", "answer", ""], &["O4"]),
        (&["--me", "lind", "answer", ""], &["O1"]),
        (&["withdraw", "--by", "holm", ""], &["T1", "O1"]),
        (&["--me", "lind", "incident", "reply", ""], &["T1"]),
        (&["--me", "holm", "incident", "reply", ""], &[]),
        // To acknowledge is Bo's.
        (&["--me", "lind", "incident", "step", ""], &["T1"]),
        (&["--me", "holm", "incident", "step", ""], &[]),
        (&["adjust", "check", ""], &["A1"]),
        (&["review", "move", ""], &["2027"]),
        (&["--me", "holm", "review", "sign", ""], &[]),
        (&["adjust", "add", "x", "--owner", "both", "--from", ""], &["T1", "O4", "O1"]),
    ];
    for (words, expected) in cases {
        let mut found: Vec<String> =
            values(&home, words).into_iter().filter(|it| !it.starts_with('-')).collect();
        let mut expected: Vec<String> = expected.iter().map(|it| (*it).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{words:?}");
    }
    home.run(["adjust", "lapse", "A1"]).success();
    home.run(["answer", "O4", "my why"]).me("holm").success();
    assert_eq!(values(&home, &["adjust", "check", "A"]), [""; 0]);
    assert_eq!(values(&home, &["--me", "holm", "answer", "O"]), [""; 0]);
    assert_eq!(values(&home, &["--me", "holm", "edit", "O4."]), ["O4.1"]);
}

#[test]
fn what_is_offered_tells_its_kind_its_day_and_its_theme_and_never_its_words() {
    let home = furnished();
    assert_eq!(offers(&home, &["show", "O1"]), ["O1\tobservation, Wed 3 Mar, roles"]);
    assert_eq!(offers(&home, &["--lang", "da", "show", "O1"]), ["O1\tiagttagelse, ons 3. marts, roller"]);
    assert_eq!(offers(&home, &["show", "2"]), ["2027\ttalk, Thu 20 May, scheduled"]);
    assert_eq!(offers(&home, &["--me", ""]), ["holm\tAnna Holm", "lind\tBo Lind"]);
    assert_eq!(offers(&home, &["o", "x", "-t", "mo"]), ["money\tMoney and growth"]);
}

#[test]
fn words_are_offered_in_the_language_in_force() {
    let home = furnished();
    assert_eq!(values(&home, &["adjust", "check", "A1", ""]), ["kept", "partly", "missed"]);
    assert_eq!(
        values(&home, &["--lang", "da", "adjust", "check", "A1", ""]),
        ["holdt", "delvist", "ikke holdt"]
    );
    let said =
        home.run(["completions", "fish", "--", "log", "--kind", ""]).env("MAKKERPAR_LANG", "da").success();
    said.stdout("values\niagttagelse\ntillidshændelse\njustering\nsamtale\n");
    assert_eq!(values(&home, &["o", "x", "--theme=ch"]), ["--theme=chemistry"]);
    assert_eq!(values(&home, &["review", "record", "2027", "--check", "A"]), ["A1="]);
    assert_eq!(
        values(&home, &["review", "record", "2027", "--check", "A1="]),
        ["A1=kept", "A1=partly", "A1=missed"]
    );
    let danish = offers(&home, &["--lang", "da", "hist"]);
    assert_eq!(danish, ["history\tDet, der er gjort, det seneste først"]);
}

#[test]
fn where_there_is_nothing_to_see_nothing_is_offered_and_nothing_is_said_or_made() {
    let nowhere = Home::new();
    assert_eq!(values(&nowhere, &["show", "O"]), [""; 0]);
    assert_eq!(values(&nowhere, &["--db", "x.db", "show", "O"]), [""; 0]);
    assert_eq!(values(&nowhere, &["--me", ""]), [""; 0]);
    assert!(values(&nowhere, &["o", "x", "-t", ""]).contains(&"roles".to_owned()));
    assert_eq!(std::fs::read_dir(nowhere.path("")).expect("the home").count(), 0);

    let home = furnished();
    let file = home.database();
    let whole = std::fs::read(&file).expect("the file");
    let connection = Connection::open(&file).expect("the database");
    connection.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let started = std::time::Instant::now();
    assert_eq!(values(&home, &["show", "O"]), [""; 0]);
    assert!(started.elapsed().as_secs() < 2, "a shell must not wait for another program");
    connection.execute_batch("ROLLBACK").expect("no lock");
    assert_eq!(values(&home, &["show", "O1"]), ["O1"]);
    // An older file is not migrated for it.
    connection.pragma_update(None, "user_version", 1).expect("a pragma");
    drop(connection);
    assert_eq!(values(&home, &["show", "O"]), [""; 0]);
    std::fs::write(&file, &whole[..whole.len() / 2]).expect("half a file");
    assert_eq!(values(&home, &["show", "O"]), [""; 0]);
    std::fs::write(&file, b"just words").expect("another file");
    assert_eq!(values(&home, &["show", "O"]), [""; 0]);
    assert_eq!(std::fs::read(&file).expect("the file"), b"just words");
    let beside = std::fs::read_dir(file.parent().expect("a folder")).expect("a folder").count();
    assert_eq!(beside, 1, "nothing is left beside the file");
}

#[test]
fn the_database_the_pair_and_the_person_on_the_line_and_in_the_environment_count() {
    let home = furnished();
    std::fs::rename(home.database(), home.path("other.db")).expect("moved");
    assert_eq!(values(&home, &["show", "O2"]), [""; 0]);
    assert_eq!(values(&home, &["--db", "other.db", "--me", "holm", "show", "O2"]), ["O2"]);
    assert_eq!(values(&home, &["--db=~/other.db", "show", "O1"]), ["O1"]);
    assert_eq!(values(&home, &["--db", "other.db", "--me", "nobody", "show", "O1"]), [""; 0]);
    assert_eq!(values(&home, &["--db", "other.db", "--pair", ""]), ["holm-lind"]);
    let from =
        home.run(["completions", "fish", "--", "show", "O2"]).env("MAKKERPAR_DB", home.path("other.db"));
    from.env("MAKKERPAR_ME", "holm").success().contains("O2\tobservation");
}

#[test]
fn files_are_left_to_the_shell() {
    let home = furnished();
    for words in [&["--db", ""][..], &["calendar", "import", "a"], &["handout", "brief", "-o", ""]] {
        home.run(["completions", "zsh", "--"].iter().chain(words)).success().stdout("files\n");
    }
    home.run(["completions", "zsh", "--", "demo", ""]).success().stdout("folders\n");
}

#[test]
fn another_shell_is_refused_with_the_choices() {
    let home = Home::new();
    home.run(["completions", "tcsh"])
        .refused()
        .stderr("error: “tcsh” is no shell that makkerpar knows\nhint: one of: bash, zsh, fish\n");
    home.run(["completions", "tcsh"]).lang("da").refused().notes("råd: vælg mellem bash, zsh, fish");
    home.run(["completions"]).misused();
    for shell in ["bash", "zsh", "fish"] {
        home.run(["completions", shell]).success().contains("completions ").contains(" -- ");
    }
}

/// What bash itself would put on the line, asked by the variables that it sets for a completion.
#[test]
fn bash_is_answered_with_what_goes_on_from_the_word_as_it_parts_it() {
    if !Path::new("/bin/bash").exists() {
        return;
    }
    let home = furnished();
    let folder = Path::new(env!("CARGO_BIN_EXE_makkerpar")).parent().expect("a folder").display().to_string();
    let reply = |line: &str| {
        let script = format!(
            "PATH={folder}:$PATH; source <(makkerpar completions bash); COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; \
             _makkerpar; for it in \"${{COMPREPLY[@]}}\"; do echo \"$it\"; done"
        );
        let mut bash = home.run([""; 0]).command();
        let environment: Vec<_> =
            bash.get_envs().map(|(k, v)| (k.to_owned(), v.map(ToOwned::to_owned))).collect();
        bash = std::process::Command::new("/bin/bash");
        bash.env_clear().args(["--norc", "--noprofile", "-c", &script]);
        bash.envs(environment.into_iter().filter_map(|(key, value)| Some((key, value?))));
        let output = bash.output().expect("bash runs");
        assert!(output.stderr.is_empty(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(reply("makkerpar redo --by "), ["holm", "lind"]);
    assert_eq!(reply("makkerpar o x --theme=ro"), ["roles"]);
    assert_eq!(reply("makkerpar review record 2027 --check A1=p"), ["partly"]);
    assert_eq!(reply("makkerpar --lang da adjust check A1 ik"), ["ikke\\ holdt"]);
    assert_eq!(reply("makkerpar --lang da adjust check A1 \"ik"), ["ikke holdt"]);
    assert_eq!(reply("makkerpar share O"), [""; 0]);
    assert_eq!(reply("MAKKERPAR_ME=x makkerpar --me holm share O"), ["O2"]);
}

#[test]
fn the_manual_has_the_program_and_every_command_in_both_languages() {
    let home = Home::new();
    let page = home.run(["man"]).success().stderr("").contains(".TH \"MAKKERPAR\" \"1\" \"2027-03-03\"");
    for section in
        ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXAMPLES", "FILES", "ENVIRONMENT", "EXIT STATUS"]
    {
        assert!(page.stdout.contains(&format!(".SH \"{section}\"")), "{section}");
    }
    page.contains("MAKKERPAR_ME").contains("makkerpar.db").contains("SEE ALSO");
    home.run(["man"]).lang("da").success().contains(".SH \"SE OGS\\[u00C5]\"");
}

#[test]
fn the_pages_of_the_manual_are_written_into_a_folder() {
    let home = Home::new();
    home.run(["man", "share/man1"]).success().contains("share/man1  ");
    let page = |name: &str| std::fs::read_to_string(home.path("share/man1").join(name)).expect("a page");
    assert!(page("makkerpar.1").contains("makkerpar\\-observe"));
    assert!(page("makkerpar-observe.1").contains("\\fB\\-\\-theme\\fR \\fITHEME\\fR"));
    assert!(page("makkerpar-incident-step.1").contains("acknowledged, agreed, kept"));
    let json = home.run(["man", "share/man1"]).lang("da").object();
    let names = json["pages"].as_array().expect("pages");
    assert_eq!(names.len(), std::fs::read_dir(home.path("share/man1")).expect("the folder").count());
    assert!(page("makkerpar-observe.1").contains("TEMA"));
    home.run(["man", "share/man1/makkerpar.1"]).refused().notes("cannot be written");
}
