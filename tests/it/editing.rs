//! Writing in an editor: what stands on the page, what comes of it, and that nothing that was written is lost. The editor
//! is a script that changes the page as a person would.

use crate::dialogue::Dialogue;
use crate::harness::{Home, TODAY};

/// A home with an observation and an incident of Anna's, and an agreement.
fn noted() -> Home {
    let home = Home::with_pair();
    home.run(["config", "set", "me", "holm"]).success();
    home.run([
        "o",
        "Bo said no\n# and he meant it",
        "-t",
        "roles",
        "--puzzle",
        "--tag",
        "a",
        "--on",
        "2027-03-01",
    ])
    .success();
    home.run(["incident", "add", "Corrected me @lind", "--severity", "breach", "--effect", "It stung"])
        .success();
    home.run(["adjust", "add", "Figures first @lind", "--until", "2027-06-01"]).success();
    home
}

/// Writes an editor: each line is run with the page as `$1`; the page is copied before and after to `seen-N`.
fn editor(home: &Home, script: &str) -> String {
    let path = home.path("an editor.sh");
    let count = "n=$(ls seen-* 2>/dev/null | wc -l); cp \"$1\" \"seen-$n\"; ls -ld \"$1\" \"$(dirname \"$1\")\" > modes\n";
    std::fs::write(&path, format!("cd {}\n{count}{script}\n", home.path("").display())).expect("written");
    format!("/bin/sh '{}'", path.display())
}

fn seen(home: &Home, number: usize) -> String {
    std::fs::read_to_string(home.path(format!("seen-{number}"))).expect("the editor was started")
}

fn begin(home: &Home, script: &str, words: &[&str]) -> Dialogue {
    let editor = editor(home, script);
    Dialogue::with(home, TODAY, &[("EDITOR", &editor), ("TERM", "xterm")], words)
}

#[track_caller]
fn nothing_is_left(home: &Home) {
    let left = std::fs::read_dir(home.path(".local/state/makkerpar/edit")).expect("the folder").count();
    assert_eq!(left, 0, "the page is gone");
}

#[test]
fn an_entry_opens_with_its_fields_and_what_is_changed_is_said() {
    let home = noted();
    let script = "sed -i 's/^theme: .*/theme: kemi/; s/^tags: .*/tags: a, b/; s/said no/said yes/' \"$1\"";
    let mut edit = begin(&home, script, &["edit", "O1"]);
    edit.reads("O1  changed").reads("theme  roles → chemistry").reads("tags   a → a, b");
    edit.reads("text   - Bo said no⏎# and he").reads("+ Bo said yes⏎# and he");
    assert_eq!(edit.ends().0, 0);
    let page = seen(&home, 0);
    assert!(page.starts_with("Bo said no\n# and he meant it\n\n# ---"), "{page}");
    for line in ["theme: roles", "tone: puzzle", "about: partner", "date: 2027-03-01", "effect:", "tags: a"] {
        assert!(page.lines().any(|it| it == line), "{line}\n{page}");
    }
    assert!(page.contains("# tone: praise, puzzle, friction"), "{page}");
    let now = home.run(["show", "O1"]).object();
    assert_eq!(
        (&now["text"], &now["theme"]),
        (&"Bo said yes\n# and he meant it".into(), &"chemistry".into())
    );
    assert_eq!((&now["tone"], &now["date"]), (&"puzzle".into(), &"2027-03-01".into()));
    let modes = std::fs::read_to_string(home.path("modes")).expect("modes");
    let modes: Vec<&str> = modes.lines().map(|line| &line[..10]).collect();
    assert_eq!(modes, ["drwx------", "-rw-------"]);
    nothing_is_left(&home);
}

#[test]
fn every_kind_has_its_own_fields_in_both_languages() {
    let home = noted();
    let script = "sed -i 's/^alvor: .*/alvor: ridse/; s/^hvem: .*/hvem: tredje/; s/^virkning: .*/virkning:/; s/^offentlig: .*/public: ja/' \"$1\"";
    let mut edit = begin(&home, script, &["edit", "T1", "--lang", "da"]);
    edit.reads("T1  ændret").reads("alvor      brud → ridse").reads("virkning   It stung → -");
    assert_eq!(edit.ends().0, 0);
    let incident = home.run(["show", "T1"]).object();
    assert_eq!((&incident["severity"], &incident["actor"]), (&"scratch".into(), &"third".into()));
    assert_eq!((&incident["public"], incident["effect"].is_null()), (&true.into(), true));

    let mut edit =
        begin(&home, "sed -i 's/^owner: .*/owner: both/; s/^until: .*/until:/' \"$1\"", &["edit", "A1"]);
    edit.reads("owner  lind → both").reads("until  Tuesday 1 June → -");
    assert_eq!(edit.ends().0, 0);
    let agreed = home.run(["show", "A1"]).object();
    assert_eq!((&agreed["owner"], agreed["until"].is_null()), (&"both".into(), true));

    // A part has its text alone.
    home.run(["share", "O1"]).success();
    home.run(["answer", "O1", "They should own it"]).me("lind").success();
    let mut edit = begin(&home, "sed -i 's/should/must/' \"$1\"", &["edit", "O1.1", "--by", "lind"]);
    edit.reads("text  - They should own it").reads("+ They must own it");
    assert_eq!(edit.ends().0, 0);
    assert!(!seen(&home, 2).contains("theme:"));
    // What is frozen is refused before a page is opened.
    let mut edit = begin(&home, "", &["edit", "O1"]);
    edit.reads("has answered O1").reads("--add");
    assert_eq!(edit.ends().0, 1);
    assert!(!home.path("seen-3").exists());
}

#[test]
fn a_page_that_is_left_alone_or_emptied_changes_nothing() {
    let home = noted();
    let before = home.run(["show", "O1"]).object();
    for (script, said) in [("true", "Nothing was changed."), (": > \"$1\"", "The text is empty")] {
        let mut edit = begin(&home, script, &["edit", "O1"]);
        edit.reads(said);
        assert_eq!(edit.ends().0, 0, "{script}");
        assert_eq!(home.run(["show", "O1"]).object(), before);
    }
    let mut new = begin(&home, "true", &["o", "-e"]);
    new.reads("The text is empty");
    assert_eq!(new.ends().0, 0);
    assert_eq!(home.run(["log"]).object()["entries"].as_array().map(Vec::len), Some(3));
    nothing_is_left(&home);
    assert!(!home.path(".local/state/makkerpar/kept").exists());
}

#[test]
fn a_mistake_comes_back_with_its_line_and_the_text_and_can_be_put_right() {
    let home = noted();
    let script = "case $n in\n\
        0) sed -i 's/said no/said much/; s/^theme: .*/theme: rols/' \"$1\";;\n\
        1) sed -i 's/^theme: .*/theme: roles/; s/^date: .*/dato: tomorrow/' \"$1\";;\n\
        2) sed -i 's/^dato: .*/date: yesterday/; s/^tone: /mood: /' \"$1\";;\n\
        3) sed -i 's/^mood: /tone: /' \"$1\";;\n\
        esac";
    let mut edit = begin(&home, script, &["edit", "O1"]);
    edit.reads("date  Monday 1 March → Tuesday 2 March");
    assert_eq!(edit.ends().0, 0);
    for (number, words) in [(1, "“rols” is no theme"), (2, "has not come yet"), (3, "no field “mood”")]
    {
        let page = seen(&home, number);
        let first = page.lines().next().expect("a note");
        assert!(first.contains(words), "{page}");
        // The line that is named is the line that is wrong.
        let line: usize = first
            .split_once("line ")
            .and_then(|(_, rest)| rest.split_once(':'))
            .expect("a line")
            .0
            .parse()
            .expect("a number");
        let wrong = page.lines().nth(line - 1).expect("that line");
        assert!(
            ["theme: rols", "dato: tomorrow", "mood: puzzle"].contains(&wrong),
            "{line}: {wrong}\n{page}"
        );
        assert!(page.contains("\n#!\nBo said much\n# and he meant it\n"), "{page}");
    }
    let now = home.run(["show", "O1"]).object();
    assert_eq!(
        (&now["text"], &now["date"]),
        (&"Bo said much\n# and he meant it".into(), &"2027-03-02".into())
    );
}

#[test]
fn who_gives_up_keeps_the_page_and_can_take_it_up_again() {
    let home = noted();
    let mut edit = begin(
        &home,
        "[ $n = 0 ] && sed -i 's/said no/said much/; s/^theme: .*/theme: rols/' \"$1\"; true",
        &["edit", "O1"],
    );
    edit.reads("is no theme").reads("kept/1.txt").reads("makkerpar edit O1 -e < ");
    assert_eq!(edit.ends().0, 1);
    let kept = std::fs::read_to_string(home.path(".local/state/makkerpar/kept/1.txt")).expect("kept");
    assert!(kept.starts_with("Bo said much\n# and he meant it\n") && kept.contains("theme: rols"), "{kept}");
    home.run(["edit", "O1", "-e"]).stdin(&kept).refused().notes("line 9: “rols” is no theme");
    home.run(["edit", "O1", "-e"]).stdin(kept.replace("rols", "roles")).success().contains("O1  changed");
    assert_eq!(home.run(["show", "O1"]).object()["text"], "Bo said much\n# and he meant it");
    nothing_is_left(&home);
}

#[test]
fn an_editor_that_fails_writes_nothing_and_loses_nothing() {
    let home = noted();
    let before = home.run(["show", "O1"]).object();
    let mut edit = begin(&home, "sed -i 's/said no/said much/' \"$1\"; exit 3", &["edit", "O1"]);
    edit.reads("failed").reads("kept/1.txt").reads("makkerpar edit O1 -e < ");
    assert_eq!(edit.ends().0, 1);
    let kept = std::fs::read_to_string(home.path(".local/state/makkerpar/kept/1.txt")).expect("kept");
    assert!(kept.starts_with("Bo said much\n"));
    let mut edit = begin(&home, "exit 1", &["edit", "O1"]);
    edit.reads("failed");
    assert!(!edit.ends().1.contains("kept"), "nothing was typed");
    let mut edit = Dialogue::with(&home, TODAY, &[("VISUAL", "no-such-editor -w")], &["edit", "O1"]);
    edit.reads("no-such-editor -w could not be started").reads("VISUAL=");
    assert_eq!(edit.ends().0, 1);
    assert_eq!(home.run(["show", "O1"]).object(), before);
    nothing_is_left(&home);
}

#[test]
fn the_editor_is_that_of_the_environment_then_of_the_settings() {
    let home = noted();
    let of_settings = editor(&home, "sed -i 's/said no/said yes/' \"$1\"");
    home.run(["config", "set", "editor", &of_settings]).success();
    let mut edit = Dialogue::begin(&home, TODAY, &["edit", "O1"]);
    edit.reads("O1  changed");
    assert_eq!(edit.ends().0, 0);
    let mut edit = Dialogue::with(&home, TODAY, &[("VISUAL", "false")], &["edit", "O1"]);
    edit.reads("false failed");
    assert_eq!(edit.ends().0, 1);
    // With none at all the text is asked for.
    home.run(["config", "unset", "editor"]).success();
    let mut edit = Dialogue::with(&home, TODAY, &[("PATH", "")], &["edit", "O1"]);
    edit.reads("Bo said yes").answers("The new text:", "Bo said perhaps").types("").reads("O1  changed");
    assert_eq!(edit.ends().0, 0);
    assert_eq!(home.run(["show", "O1"]).object()["text"], "Bo said perhaps");
    // Without a terminal it stays a misuse.
    home.run(["edit", "O1"]).misused().notes("makkerpar help edit");
}

#[test]
fn something_new_is_written_with_its_fields() {
    let home = noted();
    let script = "printf 'He listened @lind #meetings\\n' > page; sed 's/^tone:.*/tone: ros/; s/^date:.*/date: yesterday/' \"$1\" >> page; cat page > \"$1\"";
    let mut new = begin(&home, script, &["o", "-e", "-t", "roles"]);
    new.reads("O2  noted for").reads("roles, praise, about Bo, #meetings");
    assert_eq!(new.ends().0, 0);
    assert!(seen(&home, 0).contains("\ntheme: roles\n"));
    let noted = home.run(["show", "O2"]).object();
    assert_eq!((&noted["text"], &noted["date"]), (&"He listened".into(), &"2027-03-02".into()));
    let script = "printf 'It was late\\n' > page; sed 's/^actor:.*/actor: bo/; s/^severity:.*/severity: positive/' \"$1\" >> page; cat page > \"$1\"";
    let mut new = begin(&home, script, &["incident", "add", "--edit"]);
    new.reads("T2  noted for today").reads("positive, by Bo");
    assert_eq!(new.ends().0, 0);
    // Without a terminal the page comes from standard input.
    let page = "From a file\n\n# ------------------------ >8 ------------------------\ntheme: kemi\neffect: one\n  two\n";
    let noted = home.run(["o", "-e"]).stdin(page).object();
    assert_eq!((&noted["theme"], &noted["effect"]), (&"chemistry".into(), &"one\ntwo".into()));
    home.run(["o", "-e"])
        .stdin("no line\ntheme: kemi\n")
        .refused()
        .notes("the line between the text and the fields");
    home.run(["o", "-e"]).stdin(page.replace("kemi", "x")).refused().notes("line 4: “x” is no theme");
    home.run(["o", "-e"]).stdin(page.replace("From a file", "")).refused().notes("the text is empty");
    home.run(["edit", "O2", "-e"]).stdin("He listened\n").refused().notes("the line between");
    let same = home
        .run(["edit", "O2", "-e"])
        .stdin("He listened\n\n# ------------------------ >8 ------------------------\n");
    same.misused().notes("was asked to change");
    home.run(["incident", "add", "-e"])
        .stdin(page.replace("theme: kemi", "actor:"))
        .misused()
        .notes("line 4: something");
    home.run(["o", "--edit"]).me("carl").stdin(page).refused().notes("is not one of");
}

#[test]
fn fields_are_taken_away_by_empty_options_and_signs_are_plain_where_they_must_be() {
    let home = noted();
    home.run(["edit", "O1", "--channel", "sms"]).success();
    home.run(["edit", "O1", "--channel", "", "--tag", "", "--theme", ""])
        .env("LANG", "C")
        .success()
        .stdout("O1  changed - only you can read it\n    theme    roles -> -\n    channel  sms -> -\n    tags     a -> -\n");
    let now = home.run(["show", "O1"]).object();
    assert!(now["channel"].is_null() && now["tags"].as_array().is_some_and(Vec::is_empty));
    let long = "A long thought about the school plan and what became of it in the committee on Tuesday, when nobody was there";
    home.run(["edit", "O1", "--text", long]).success();
    let mut edit = Dialogue::with(&home, TODAY, &[("COLUMNS", "40")], &["edit", "O1", "--text", "Short"]);
    edit.reads("text  - A long thought about the sc…").reads("+ Short");
    assert_eq!(edit.ends().0, 0);
    assert_eq!(home.run(["edit", "O1", "--text", "x"]).object()["handle"], "O1");
}

#[test]
fn a_text_that_looks_like_a_page_survives_a_mistake() {
    let home = noted();
    let cut = "# ------------------------ >8 ------------------------";
    let text = format!("#! odd\n#!\ntheme: none\n{cut}\nrest");
    home.run(["o", "-"]).stdin(&text).success();
    let script = "case $n in\n\
        0) sed -i 's/^theme: *$/theme: rols/' \"$1\";;\n\
        1) sed -i 's/^theme: rols/theme: roles/' \"$1\";;\n\
        esac";
    let mut edit = begin(&home, script, &["edit", "O2"]);
    edit.reads("theme  - → roles");
    assert_eq!(edit.ends().0, 0);
    assert_eq!(home.run(["show", "O2"]).object()["text"], text.as_str());
    // Where nothing new can be noted, no page is opened.
    home.run(["pair", "end", "--reason", "election"]).success();
    let mut new = begin(&home, "", &["o", "-e"]);
    new.reads("the pair ended");
    assert_eq!(new.ends().0, 1);
    assert!(!home.path("seen-2").exists());
}
