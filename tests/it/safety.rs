//! What the program shows and leaves behind can hurt nobody: texts do not command a terminal, files are their owner's, and a
//! mistake repeats nothing private.

#[cfg(unix)]
mod on_disk;

use crate::harness::{Home, Said};

/// What a terminal would obey, or would show otherwise than it is: a title, a colour, a carriage return, turns of the writing direction,
/// ends of lines of other kinds, and letters that nobody sees.
const NASTY: &str = "a\u{1b}]0;x\u{7}b\u{1b}[31mc\u{9b}32m\rd\u{8}\u{85}e\u{7f}\u{202e}f\u{2066}g\u{200f}\u{61c}h\u{2028}i\u{2029}\u{feff}j\
                     \u{e0041}\u{e007f}k";

/// As much of it as a name or a label may have: no control characters.
const TURNED: &str = "l\u{202e}m\u{2066}n\u{200f}\u{61c}o\u{2028}p\u{2029}\u{feff}q\u{e0041}\u{e007f}r";

/// The words of a command with the texts in the place of their names.
fn filled(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| word.replace("NASTY", NASTY).replace("TURNED", TURNED)).collect()
}

fn is_harmless(letter: char) -> bool {
    letter == '\n'
        || !letter.is_control()
            && !matches!(
                letter,
                '\u{61c}'
                    | '\u{200e}'..='\u{200f}'
                    | '\u{2028}'..='\u{202e}'
                    | '\u{2066}'..='\u{2069}'
                    | '\u{feff}'
                    | '\u{e0000}'..='\u{e007f}'
            )
}

#[track_caller]
fn assert_harmless(words: &[String], said: &Said) {
    for (stream, text) in [("stdout", &said.stdout), ("stderr", &said.stderr)] {
        let nasty: Vec<char> = text.chars().filter(|letter| !is_harmless(*letter)).collect();
        assert!(nasty.is_empty(), "{words:?} has {nasty:?} on {stream}:\n{}", text.escape_debug());
    }
}

/// Does something with the nasty text in it, whatever comes of it, and looks at what is said.
fn tries(home: &Home, words: &[&str]) {
    let words = filled(words);
    for json in [false, true] {
        let run = home.run(&words).me("a");
        let said = if json { run.json() } else { run }.said();
        assert!(matches!(said.status, 0..=2), "{words:?} ended with {}", said.status);
        assert_harmless(&words, &said);
    }
}

/// Does something with a text that is as nasty as the command takes it; it must be done.
fn does(home: &Home, me: &str, words: &[&str]) {
    let nasty = filled(words);
    let said = home.run(&nasty).me(me).said();
    assert_harmless(&nasty, &said);
    if said.status != 0 {
        let turned: Vec<&str> =
            words.iter().map(|word| if *word == "NASTY" { "TURNED" } else { word }).collect();
        let turned = filled(&turned);
        assert_harmless(&turned, &home.run(&turned).me(me).success());
    }
}

/// A pair with a year in which every text that can be nasty is.
fn nasty_home() -> Home {
    let mut home = Home::new();
    home.set_clock("2026-05-01T09:00:00+02:00");
    let pair = ["pair", "add", "Anna TURNED Holm", "Bo TURNED Lind", "--kind", "mayor-ceo"];
    does(&home, "a", &[&pair[..], &["--since", "2026-01-01"]].concat());
    does(&home, "a", &["review", "schedule", "--on", "2026-05-28", "--where", "NASTY", "--force"]);
    home.set_clock("2026-05-28T20:00:00+02:00");
    does(&home, "a", &["review", "note", "2026", "NASTY"]);
    does(&home, "a", &["review", "record", "2026"]);
    does(
        &home,
        "a",
        &["adjust", "add", "NASTY", "--owner", "both", "--question", "TURNED", "--tag", "TURNED"],
    );
    does(&home, "a", &["adjust", "add", "NASTY", "--owner", "a", "--rule"]);
    for member in ["a", "b"] {
        does(&home, member, &["review", "sign", "2026"]);
    }
    does(&home, "a", &["review", "amend", "2026", "NASTY"]);
    home.set_clock("2027-03-03T09:00:00+01:00");
    does(&home, "a", &["pair", "edit", "--titles", "NASTY", "NASTY", "--theme", "money=TURNED"]);
    for words in [
        ["pair", "edit", "--theme", "NASTY=x"],
        ["pair", "edit", "--question", "roles=NASTY"],
        ["pair", "edit", "--agreement", "first=NASTY"],
        ["pair", "edit", "--mail", "a=NASTY@example.com"],
        ["pair", "edit", "--rules", "NASTY"],
        ["pair", "edit", "--timezone", "NASTY"],
    ] {
        tries(&home, &words);
    }
    let about = ["--effect", "NASTY", "--setting", "TURNED", "--tag", "TURNED"];
    for (member, share) in [("a", true), ("b", true), ("a", false)] {
        let share: &[&str] = if share { &["--share"] } else { &[] };
        does(&home, member, &[&["observe", "NASTY budget", "-t", "roles"], &about[..], share].concat());
        let incident = ["incident", "add", "NASTY budget", "--actor", "b"];
        does(&home, member, &[&incident[..], &about[..], share].concat());
    }
    does(&home, "b", &["answer", "O1", "NASTY"]);
    does(&home, "b", &["incident", "reply", "T1", "NASTY"]);
    does(&home, "b", &["incident", "step", "T1", "acknowledged", "NASTY"]);
    does(&home, "a", &["incident", "close", "T1", "--reason", "NASTY"]);
    does(&home, "a", &["adjust", "check", "A1", "kept", "NASTY"]);
    does(&home, "a", &["adjust", "lapse", "A2", "NASTY"]);
    does(&home, "a", &["edit", "O3", "--text", "x NASTY y"]);
    does(&home, "a", &["calendar", "block", "NASTY", "2027-08-16", "2027-10-15"]);
    let nasty = NASTY;
    let calendar = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:{nasty}\nDTSTART;TZID={nasty}:20270506T080000\nDTEND;TZID={nasty}:20270506T100000\n\
         RRULE:{nasty}\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:{nasty}\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    std::fs::write(home.path("nasty.ics"), calendar).expect("written");
    does(&home, "a", &["calendar", "import", "nasty.ics", "--for", "a", "--source", "NASTY"]);
    does(&home, "a", &["review", "schedule", "--on", "2027-05-20", "--where", "NASTY", "--force"]);
    does(&home, "a", &["review", "note", "2027", "NASTY", "-t", "roles"]);
    // What no argument can have in it, a file can.
    std::fs::write(home.path("notes.txt"), format!("2027-03-01 {nasty}\0 budget #{TURNED}\n"))
        .expect("written");
    does(&home, "a", &["import", "notes.txt"]);
    let table = format!("date;text;setting;\"{nasty}\"\n2027-03-01;\"{nasty}\0 budget\";{TURNED};x\n");
    std::fs::write(home.path("notes.csv"), table).expect("written");
    does(&home, "a", &["import", "notes.csv"]);
    home
}

/// Everything that only looks.
const READING: &[&[&str]] = &[
    &[],
    &["status"],
    &["year"],
    &["trust"],
    &["log", "--limit", "100"],
    &["log", "--tag", "NASTY"],
    &["search", "budget"],
    &["search", "budget", "--best"],
    &["search", "NASTY"],
    &["show", "O1"],
    &["show", "O2"],
    &["show", "T1"],
    &["show", "A1"],
    &["show", "A2"],
    &["show", "2026"],
    &["show", "2027"],
    &["history", "--limit", "100"],
    &["undo", "--dry-run"],
    &["undo", "5", "--dry-run"],
    &["incident", "list"],
    &["adjust", "list", "--all"],
    &["pair", "show"],
    &["pair", "list"],
    &["review", "list"],
    &["review", "agenda", "2027", "--explain"],
    &["review", "prepare", "2027", "--look"],
    &["review", "propose", "--explain", "--count", "3"],
    &["calendar", "list"],
    &["calendar", "holidays", "2027"],
    &["template", "list"],
    &["config", "list"],
    &["doctor"],
    &["export", "markdown"],
];

#[test]
fn no_text_on_record_commands_the_terminal_of_who_reads_it() {
    let home = nasty_home();
    for words in READING {
        let words = filled(words);
        for me in ["a", "b"] {
            for language in ["en", "da"] {
                assert_harmless(&words, &home.run(&words).me(me).lang(language).success());
            }
        }
        if words.first().is_none_or(|word| word != "export") {
            assert_harmless(&words, &home.run(&words).me("a").json().success());
        }
    }
}

#[cfg(unix)]
#[test]
fn nor_where_it_is_laid_out_for_a_narrow_terminal() {
    let home = nasty_home();
    for words in READING.iter().filter(|words| !words.contains(&"NASTY") && !words.contains(&"export")) {
        let words = [*words, &["--me", "a"]].concat();
        let now = "2027-03-03T09:00:00+01:00";
        let screen = crate::dialogue::Dialogue::with(&home, now, &[("COLUMNS", "60")], &words).ends().1;
        // The terminal is read octet by octet.
        let octets: Vec<u8> =
            screen.replace("\r\n", "\n").chars().filter_map(|octet| u8::try_from(octet).ok()).collect();
        let screen = String::from_utf8_lossy(&octets);
        let nasty: Vec<char> = screen.chars().filter(|letter| !is_harmless(*letter)).collect();
        assert!(nasty.is_empty(), "{words:?} has {nasty:?}:\n{}", screen.escape_debug());
    }
}

/// What may be wrong with a line, and is said back.
const REFUSED: &[&[&str]] = &[
    &["NASTY"],
    &["observe", "--NASTY", "x"],
    &["observe", "x", "NASTY"],
    &["observe", "x", "--on", "NASTY"],
    &["observe", "x", "-t", "NASTY"],
    &["observe", "x", "--channel", "NASTY"],
    &["incident", "add", "x", "--actor", "NASTY"],
    &["answer", "NASTY", "x"],
    &["show", "NASTY"],
    &["log", "--since", "NASTY"],
    &["search", "-NASTY"],
    &["help", "NASTY"],
    &["config", "get", "NASTY"],
    &["config", "set", "editor", "'NASTY"],
    &["config", "set", "me", "NASTY"],
    &["template", "show", "NASTY"],
    &["template", "copy", "walk", "--as", "NASTY"],
    &["template", "check", "NASTY"],
    &["template", "check", "NASTY.toml"],
    &["calendar", "import", "NASTY", "--for", "a"],
    &["calendar", "forget", "--for", "a", "--source", "NASTY"],
    &["calendar", "unblock", "NASTY"],
    &["calendar", "export", "-o", "NASTY/x"],
    &["import", "NASTY"],
    &["import", "NASTY.csv"],
    &["export", "json", "-o", "NASTY/x"],
    &["export", "csv", "-o", "NASTY-made"],
    &["handout", "brief", "-o", "NASTY-made.pdf"],
    &["handout", "brief", "NASTY"],
    &["pair", "add", "NASTY", "NASTY", "--kind", "NASTY"],
    &["review", "schedule", "--on", "2027-06-20", "--format", "NASTY"],
    &["review", "record", "2027", "--won", "NASTY"],
    &["completions", "NASTY"],
    &["man", "NASTY-made"],
    &["--db", "NASTY", "status"],
    &["--db", "NASTY/x", "observe", "x"],
    &["--db", "notes.txt", "status"],
    &["--pair", "NASTY", "status"],
    &["--me", "NASTY", "status"],
    &["--lang", "NASTY", "status"],
    &["--color", "NASTY", "status"],
];

#[test]
fn no_mistake_on_a_line_commands_the_terminal_when_it_is_said_back() {
    let home = Home::with_pair();
    std::fs::write(home.path("notes.txt"), NASTY).expect("written");
    std::fs::write(home.path(format!("{NASTY}.toml")), format!("name = \"{NASTY}\"\n")).expect("written");
    std::fs::write(home.path(format!("{NASTY}.csv")), format!("{NASTY};text\n{NASTY};{NASTY}\n"))
        .expect("written");
    for words in REFUSED {
        tries(&home, words);
    }
    for variable in ["MAKKERPAR_ME", "MAKKERPAR_LANG", "MAKKERPAR_NOW", "MAKKERPAR_DB", "MAKKERPAR_PAIR"] {
        assert_harmless(&[variable.to_owned()], &home.run(["status"]).env(variable, NASTY).said());
        assert_harmless(&[variable.to_owned()], &home.run(["config", "list"]).env(variable, NASTY).said());
    }
    let settings = format!("me = \"{TURNED}\"\n\"{TURNED}\" = 1\n");
    std::fs::create_dir_all(home.path(".config/makkerpar")).expect("made");
    std::fs::write(home.path(".config/makkerpar/config.toml"), settings).expect("written");
    tries(&home, &["status"]);
    tries(&home, &["config", "list"]);
}

#[test]
fn a_template_of_ones_own_commands_no_terminal() {
    let home = Home::with_pair();
    home.run(["template", "copy", "walk"]).success();
    let path = home.path(".config/makkerpar/formats/walk.toml");
    let escaped: Vec<String> = TURNED.chars().map(|letter| format!("\\U{:08x}", u32::from(letter))).collect();
    let escaped = escaped.concat();
    let own = std::fs::read_to_string(&path).expect("the copy");
    let own =
        own.replace("a walk", &escaped).replace("Setting out", &escaped).replace("First stretch", TURNED);
    std::fs::write(&path, own).expect("written");
    for words in [
        &["template", "list"][..],
        &["template", "check", ".config/makkerpar/formats/walk.toml"],
        &["review", "schedule", "--on", "2027-05-20", "--format", "walk", "--force"],
        &["review", "agenda", "2027", "--explain"],
        &["status"],
        &["show", "2027"],
    ] {
        tries(&home, words);
    }
}

#[test]
fn what_a_shell_is_offered_is_harmless_too() {
    let home = nasty_home();
    for shell in ["bash", "zsh", "fish"] {
        for words in [
            &["log", "--tag", ""][..],
            &["calendar", "unblock", ""],
            &["calendar", "forget", "--for", "a", "--source", ""],
            &["observe", "-t", ""],
            &["show", ""],
            &["--pair", ""],
            &["--me", ""],
        ] {
            let mut said = home.run(["completions", shell, "--"].iter().chain(words)).me("a").said();
            // What stands between a value and its meaning.
            said.stdout = said.stdout.replace('\t', " ");
            assert_harmless(&filled(words), &said);
        }
    }
}

/// A text of Anna's, long as texts are, with what nobody else may read at its end.
const ANNAS: &str =
    "Bo let three directors answer first before he said what he thought of it himself, which is sealed";

#[test]
fn a_refusal_repeats_no_more_of_a_text_than_it_takes_to_know_it_again() {
    let home = Home::with_pair();
    home.run(["observe", "x"]).me("a").success();
    for words in [
        &["observe", ANNAS, "--on", "31/2"][..],
        &["observe", ANNAS, "-t", "nothing"],
        &["observe", "x", ANNAS],
        &["observe", ANNAS, "--effect", ANNAS, "--on", "tomorrow"],
        &["observe", "-t", ANNAS, "x"],
        &["observe", "x", "--on", ANNAS],
        &["answer", ANNAS],
        &["answer", ANNAS, "x"],
        &["answer", "O99", ANNAS],
        &["answer", "O1", ANNAS],
        &["incident", "add", ANNAS],
        &["incident", "add", "x", "--actor", ANNAS],
        &["incident", "close", "T1", "--reason", ANNAS],
        &["edit", "O1", "--text", ANNAS, "--on", "tomorrow"],
        &["review", "note", "2027", ANNAS],
        &[ANNAS],
        &["show", ANNAS],
    ] {
        for language in ["en", "da"] {
            let said = home.run(words).me("a").lang(language).said();
            assert_ne!(said.status, 0, "{words:?}");
            said.lacks("sealed");
            home.run(words).me("a").lang(language).json().said().lacks("sealed");
        }
    }
}
