//! Twelve screens as a person at a terminal sees them: at 60, 80 and 200 columns, in both languages, compared with what
//! stands in `tests/screens/`. `UPDATE_SCREENS=1 cargo test screens` makes those anew, to be looked at.

use crate::harness::Home;
use rexpect::session::spawn_command;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use unicode_width::UnicodeWidthStr as _;

const WIDTHS: [usize; 3] = [60, 80, 200];

/// The most lines that `status` takes.
const STATUS: usize = 24;

/// The screens: a name, whether the pair is a new one, and what Anna types.
const SCREENS: [(&str, bool, &[&str]); 12] = [
    ("bare", false, &[]),
    ("help", false, &["--help"]),
    ("help-observe", false, &["help", "observe"]),
    ("status-new", true, &["status"]),
    ("status", false, &["status"]),
    ("log", false, &["log"]),
    ("show-answered", false, &["show", "O2"]),
    ("show-repair", false, &["show", "T2"]),
    ("adjust-list", false, &["adjust", "list"]),
    ("trust", false, &["trust"]),
    ("year", false, &["year"]),
    ("agenda", false, &["review", "agenda", "2027"]),
];

/// A word that stands in what Bo keeps to himself.
const PRIVATE: &str = "hemmeligt";

/// A pair on its second day.
fn new_pair(language: &str) -> Home {
    let mut home = Home::new();
    let pair = ["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2027-03-02"];
    home.set_clock("2027-03-02T09:00:00+01:00");
    home.run(pair).lang(language).success();
    home.set_clock("2027-03-03T09:30:00+01:00");
    home
}

/// Anna's and Bo's year since the talk of 28 May 2026, up to 3 March 2027.
fn year(language: &str) -> Home {
    let is_danish = language == "da";
    let mut home = Home::new();
    home.set_clock("2026-01-01T09:00:00+01:00");
    let titles = if is_danish { ["borgmester", "kommunaldirektør"] } else { ["mayor", "chief executive"] };
    home.run(["pair", "add", "Anna Holm", "Bo Lind", "--kind", "mayor-ceo", "--since", "2026-01-01"])
        .lang(language)
        .success();
    let did = |member: &str, day: &str, words: &[&str]| {
        home.run(words).me(member).on(&format!("{day}T09:12:00+01:00")).success();
    };
    let or = |english: &'static str, danish: &'static str| if is_danish { danish } else { english };
    did("holm", "2026-01-01", &["pair", "edit", "--titles", titles[0], titles[1], "--place", "55.93,12.31"]);
    did(
        "holm",
        "2026-05-01",
        &["review", "schedule", "--on", "2026-05-28", "--at", "12:00", "--where", "Nordskov"],
    );
    did("holm", "2026-05-28", &["review", "record", "2026", "--score", "holm=95", "--score", "lind=91"]);
    let figures = or(
        "Figures reach Anna two days before the committee chairs",
        "Tallene når Anna to dage før udvalgsformændene",
    );
    did("holm", "2026-05-28", &["adjust", "add", figures, "--owner", "lind", "-t", "expectations"]);
    let private = or(
        "We disagree in private; to everyone else we have one answer",
        "Vi er uenige på tomandshånd; udadtil har vi ét svar",
    );
    did("holm", "2026-05-28", &["adjust", "add", private, "--owner", "both", "--rule", "-t", "others"]);
    for member in ["holm", "lind"] {
        did(member, "2026-06-01", &["review", "sign", "2026"]);
    }
    let delay = or(
        "Bo took my delay on himself in front of the council",
        "Bo tog min forsinkelse på sig foran byrådet",
    );
    did("holm", "2026-08-20", &["incident", "add", delay, "--actor", "lind", "--positive", "--share"]);
    did("holm", "2026-08-28", &["adjust", "check", "A1", "kept"]);
    did("holm", "2026-08-28", &["adjust", "check", "A2", "kept"]);
    let asked = or(
        "Anna asked about me before she asked about the budget",
        "Anna spurgte til mig, før hun spurgte til budgettet",
    );
    did("lind", "2026-09-10", &["o", asked, "-t", "chemistry", "--praise", "--share"]);
    let directors = or(
        "Bo let three directors answer before he did, and I could not tell what he thinks himself",
        "Bo lod tre direktører svare først, og jeg kunne ikke høre, hvad han selv mener",
    );
    let council = or("budget seminar", "budgetseminar");
    let effect = or("I promised less than I could have", "Jeg lovede mindre, end jeg kunne have gjort");
    did(
        "holm",
        "2026-10-14",
        &[
            "o",
            directors,
            "-t",
            "roles",
            "--puzzle",
            "--share",
            "--setting",
            council,
            "--channel",
            "meeting",
            "--effect",
            effect,
        ],
    );
    did(
        "lind",
        "2026-10-15",
        &[
            "answer",
            "O2",
            or("I want them to own it, so I speak last", "De skal selv eje det, så jeg taler til sidst"),
        ],
    );
    did(
        "holm",
        "2026-11-30",
        &["adjust", "check", "A1", "partly", or("One interview came late", "Et interview kom for sent")],
    );
    did("holm", "2026-11-30", &["adjust", "check", "A2", "kept"]);
    let price = or(
        "The price came after the promise, and neither of us said so",
        "Prisen kom efter løftet, og ingen af os sagde det",
    );
    did("holm", "2026-12-03", &["o", price, "-t", "thinking", "--puzzle", "--share"]);
    let answers = or("Anna answers when directors ask me", "Anna svarer, når direktørerne spørger mig");
    did("lind", "2027-01-14", &["o", answers, "-t", "roles", "--puzzle", "--share"]);
    let public = or("Bo corrected me in front of the citizens' meeting", "Bo rettede mig foran borgermødet");
    did(
        "holm",
        "2027-01-19",
        &[
            "incident",
            "add",
            public,
            "--actor",
            "lind",
            "--severity",
            "breach",
            "--class",
            "benevolence",
            "--public",
            "--share",
        ],
    );
    let account = or(
        "The figure was wrong by a factor of ten. A note would have done.",
        "Tallet var ti gange for stort. En seddel havde været nok.",
    );
    did("lind", "2027-01-20", &["incident", "reply", "T2", account]);
    let sorry = or("It was not the place, and I knew it", "Det var ikke stedet, og det vidste jeg godt");
    did("lind", "2027-01-26", &["incident", "step", "T2", "acknowledged", sorry]);
    did("lind", "2027-02-10", &["o", "hemmeligt", "-t", "others", "--friction"]);
    let memo = or(
        "Bo's memo reached the committee chairs before it reached me",
        "Bos notat nåede udvalgsformændene, før det nåede mig",
    );
    did("holm", "2027-02-18", &["o", memo, "-t", "roles", "--friction"]);
    let plan = or(
        "Try the school plan on each other before the committee",
        "Prøv skoleplanen af på hinanden før udvalget",
    );
    did(
        "holm",
        "2027-02-18",
        &[
            "adjust",
            "add",
            plan,
            "--owner",
            "both",
            "--until",
            "2027-04-15",
            "--check",
            "2027-03-01",
            "-t",
            "thinking",
        ],
    );
    let phones = or(
        "Bo stayed until the last phone call after the storm",
        "Bo blev til den sidste opringning efter stormen",
    );
    did("holm", "2027-03-02", &["o", phones, "-t", "chemistry", "--praise"]);
    did(
        "holm",
        "2027-03-03",
        &[
            "review",
            "schedule",
            "--on",
            "2027-05-20",
            "--at",
            "12:00",
            "--format",
            "golf18",
            "--where",
            "Nordskov",
        ],
    );
    home.set_clock("2027-03-03T09:30:00+01:00");
    home
}

/// What a terminal of that width shows, standard error among it.
pub(crate) fn screen(home: &Home, words: &[&str], language: &str, width: usize, colour: bool) -> String {
    let run = home.run(words).me("holm").lang(language).env("TERM", "xterm");
    let bare = if colour { run } else { run.env("NO_COLOR", "1") }.command();
    let mut shell = Command::new("/bin/sh");
    shell.env_clear().current_dir(bare.get_current_dir().expect("a home"));
    shell.envs(bare.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.args(["-c", &format!("stty cols {width} rows 50 -onlcr && exec \"$@\""), "sh"]);
    shell.arg(bare.get_program()).args(bare.get_args());
    let mut terminal = spawn_command(shell, Some(20_000)).expect("a terminal");
    let shown = terminal.exp_eof().expect("the program ends");
    // The terminal is read octet by octet.
    let octets = shown.chars().map(|octet| u8::try_from(u32::from(octet)).expect("an octet")).collect();
    String::from_utf8(octets).expect("text")
}

fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(format!("{name}.txt"))
}

/// The text without its colours.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect::<String>()
}

#[test]
fn screens_are_as_they_were_looked_at() {
    let is_update = std::env::var_os("UPDATE_SCREENS").is_some();
    let mut wrong = String::new();
    let mut names = Vec::new();
    for language in ["en", "da"] {
        let homes = [year(language), new_pair(language)];
        for ((name, is_new, words), width) in
            SCREENS.iter().flat_map(|screen| WIDTHS.map(|width| (screen, width)))
        {
            let home = &homes[usize::from(*is_new)];
            let shown = screen(home, words, language, width, false);
            let name = format!("{name}-{language}-{width}");
            let file = reference(&name);
            if is_update {
                std::fs::write(&file, &shown).expect("written");
            }
            if std::fs::read_to_string(&file).unwrap_or_default() != shown {
                _ = write!(wrong, "== {name} is otherwise:\n{shown}");
            }
            for line in shown.lines().filter(|line| line.width() > width) {
                _ = writeln!(wrong, "== {name} has a line of {} cells: {line}", line.width());
            }
            if name.starts_with("status") && shown.lines().count() > STATUS {
                _ = writeln!(wrong, "== {name} has {} lines", shown.lines().count());
            }
            if shown.contains('\u{1b}') || shown.contains(PRIVATE) || shown.is_empty() {
                _ = writeln!(wrong, "== {name} shows nothing, a colour, or what is Bo's alone:\n{shown}");
            }
            names.push(format!("{name}.txt"));
        }
    }
    let kept = std::fs::read_dir(reference("x").parent().expect("a folder")).expect("the references");
    let left: Vec<String> = kept
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|file| !names.contains(file))
        .collect();
    assert!(
        wrong.is_empty() && left.is_empty(),
        "{wrong}of no screen: {left:?}\nUPDATE_SCREENS=1 cargo test screens"
    );
}

#[test]
fn colour_adds_nothing_to_what_is_said() {
    let home = year("en");
    for (name, is_new, words) in SCREENS.iter().filter(|(_, is_new, _)| !is_new) {
        let coloured = screen(&home, words, "en", 80, true);
        assert_eq!(plain(&coloured), screen(&home, words, "en", 80, false), "{name} {is_new}");
    }
    assert!(screen(&home, &["log"], "en", 80, true).contains("\u{1b}["), "a terminal shows colours");
}
