//! A pair's year as the two type it, from an empty home to the signed summary, in both languages.

use crate::harness::{Home, Run};
use crate::paper::Paper;
use std::collections::HashMap;

/// What the two can read of an entry when the year is over.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    /// It stays with its author.
    Never,
    /// It is shared as it is noted.
    AtOnce,
    /// It is shared before the talk.
    Later,
}
use Told::{AtOnce, Later, Never};

/// Who notices what on which day, in English and in Danish.
struct Noticed(&'static str, &'static str, &'static [&'static str], Told, [&'static str; 2]);

#[rustfmt::skip]
const YEAR: [Noticed; 20] = [
    Noticed("holm", "2026-03-09", &["-t", "rol", "--praise"], AtOnce, [
        "Bo said no before I could promise it",
        "Bo sagde nej, før jeg nåede at love det"]),
    Noticed("lind", "2026-03-17", &["-t", "exp", "--puzzle"], Later, [
        "Anna changes the agenda the night before",
        "Anna ændrer dagsordenen aftenen før"]),
    Noticed("holm", "2026-04-02", &["--friction"], Never, [
        "The budget came three days late, and I said nothing",
        "Budgettet kom tre dage for sent, og jeg sagde ikke noget"]),
    Noticed("lind", "2026-04-20", &["-t", "chem", "--praise"], AtOnce, [
        "She asked how my father is 🙂",
        "Hun spurgte, hvordan min far har det 🙂"]),
    Noticed("holm", "2026-05-05", &["--about", "us"], Later, [
        "We finish each other's sentences \"in front of everyone\"",
        "Vi gør hinandens sætninger færdige »foran alle«"]),
    Noticed("lind", "2026-05-28", &["--about", "self"], Never, [
        "I avoid the chair of the technical committee",
        "Jeg undgår formanden for teknisk udvalg"]),
    Noticed("holm", "2026-06-11", &["-t", "oth", "--puzzle"], AtOnce, [
        "Why does the school board hear things before I do?",
        "Hvorfor hører skolebestyrelsen tingene før mig?"]),
    Noticed("lind", "2026-06-30", &["-t", "th", "--friction"], Later, [
        "\u{201c}Politics first\u{201d} – then why ask for the numbers?",
        "»Politik først« – hvorfor så bede om tallene?"]),
    Noticed("holm", "2026-08-14", &["--praise", "--setting", "byrådet"], Never, [
        "He carried the whole summer alone",
        "Han bar hele sommeren alene"]),
    Noticed("lind", "2026-08-21", &["-t", "rol"], AtOnce, [
        "The press calls me, and I call her: that works",
        "Pressen ringer til mig, og jeg ringer til hende: det virker"]),
    Noticed("holm", "2026-09-03", &["-t", "exp", "--friction"], AtOnce, [
        "Åse Øster-Ærø heard of the cut from the newspaper",
        "Åse Øster-Ærø hørte om besparelsen i avisen"]),
    Noticed("lind", "2026-09-15", &["--puzzle"], Never, [
        "Does she want the job after the election?",
        "Vil hun have posten efter valget?"]),
    Noticed("holm", "2026-10-01", &["-t", "th", "--praise"], Later, [
        "Bo drew the whole plan on a napkin",
        "Bo tegnede hele planen på en serviet"]),
    Noticed("lind", "2026-10-19", &["-t", "chem", "--about", "us"], AtOnce, [
        "We laughed in the car; it had been a while 🚗",
        "Vi lo i bilen; det var længe siden 🚗"]),
    Noticed("holm", "2026-11-12", &["-t", "oth"], Never, [
        "The group leader asked me to go round him",
        "Gruppeformanden bad mig om at gå uden om ham"]),
    Noticed("lind", "2026-12-04", &["-t", "oth", "--friction"], Later, [
        "Three directors got three different answers",
        "Tre direktører fik tre forskellige svar"]),
    Noticed("holm", "2027-01-11", &["-t", "rol", "--puzzle"], AtOnce, [
        "Who speaks first at the town meeting, <him> & I both wonder",
        "Hvem taler først til borgermødet? <Han> & jeg undrer os begge"]),
    Noticed("lind", "2027-01-25", &["--praise"], Never, [
        "She took the blame on the evening news",
        "Hun tog skylden i tv-avisen"]),
    Noticed("holm", "2027-02-08", &["-t", "chem"], Later, [
        "50 % of what we say is said with a look",
        "50 % af det, vi siger, siger vi med et blik"]),
    Noticed("lind", "2027-02-22", &["-t", "exp", "--puzzle"], AtOnce, [
        "How early is early enough?",
        "Hvor tidligt er tidligt nok?"]),
];

/// A text of 5,000 characters, no two sentences of it alike.
fn long_text(danish: bool) -> String {
    let sentence = |number: usize| {
        if danish {
            format!("På tur {number} talte vi om sø, å og æbler, og om det, der går før alt andet. ")
        } else {
            format!("On walk {number} we spoke of lakes, brooks and apples, and of what comes first. ")
        }
    };
    let text: String = (1..100).map(sentence).collect();
    text.chars().take(5000).collect()
}

/// A language to tell the year in. Everything that can be said in it is: texts, and the words for values.
#[derive(Clone, Copy)]
struct Tongue {
    danish: bool,
}

impl Tongue {
    fn code(self) -> &'static str {
        if self.danish { "da" } else { "en" }
    }

    /// One of two wordings.
    fn or<'t>(self, english: &'t str, danish: &'t str) -> &'t str {
        if self.danish { danish } else { english }
    }
}

/// Types a command on its day.
struct Typist<'h> {
    home: &'h Home,
    tongue: Tongue,
}

impl Typist<'_> {
    fn at(&self, day: &str, words: &[&str]) -> Run<'_> {
        self.home.run(words).lang(self.tongue.code()).on(day)
    }

    fn by(&self, member: &str, day: &str, words: &[&str]) -> Run<'_> {
        self.at(day, words).me(member)
    }
}

/// The twenty observations, shared as the story has it; the texts that both can read and those that stay private.
fn a_year_is_noticed(typist: &Typist<'_>) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut told, mut kept) = (Vec::new(), Vec::new());
    let mut later: HashMap<&str, Vec<String>> = HashMap::new();
    for (number, Noticed(author, day, flags, when, texts)) in YEAR.iter().enumerate() {
        let handle = format!("O{}", number + 1);
        let text = texts[usize::from(typist.tongue.danish)];
        let mut words = vec!["observe", text];
        words.extend(flags.iter());
        if *when == AtOnce {
            words.push("--share");
        }
        let readers = match when {
            AtOnce => typist.tongue.or("can read it\n", "kan læse den\n"),
            Later | Never => typist.tongue.or("only you can read it\n", "kun du kan læse den\n"),
        };
        let said = typist.by(author, day, &words).success().contains(readers);
        assert!(said.stdout.starts_with(&format!("{handle}  ")), "{}", said.stdout);
        match when {
            Never => kept.push(text),
            AtOnce => told.push(text),
            Later => {
                told.push(text);
                later.entry(author).or_default().push(handle);
            }
        }
    }
    for (author, handles) in &later {
        let mut words = vec!["share"];
        words.extend(handles.iter().map(String::as_str));
        let said = typist.by(author, "2027-03-01", &words).success();
        assert_eq!(said.stdout.lines().count(), handles.len(), "one line for each: {}", said.stdout);
    }
    (told, kept)
}

/// Both breaches are mended and closed by both; what was said on the way.
fn trust_is_hurt_and_mended(typist: &Typist<'_>) -> Vec<&'static str> {
    let t = typist.tongue;
    let told = vec![
        t.or("Bo corrected me in front of the council", "Bo rettede mig foran byrådet"),
        t.or("The figure was wrong by a factor of ten", "Tallet var en faktor ti forkert"),
        t.or("I should have passed you a note", "Jeg skulle have rakt dig en seddel"),
        t.or("A note across the table, not a word", "En seddel over bordet, ikke et ord"),
        t.or("Two meetings, two notes", "To møder, to sedler"),
        t.or("The press officer leaked our draft", "Pressechefen lækkede vores udkast"),
        t.or("He has told us himself", "Det har han selv fortalt os"),
        t.or("Drafts stay with the two of us", "Udkast bliver hos os to"),
        t.or("Nothing got out in four months", "Intet slap ud i fire måneder"),
        t.or("Bo took my delay on himself", "Bo tog min forsinkelse på sig"),
    ];
    let breach = ["incident", "add", told[0], "--actor", "lind", "--public", "--share"];
    let severity = ["--severity", t.or("breach", "brud"), "--class", t.or("benevolence", "velvilje")];
    typist
        .by("holm", "2026-09-22", &[&breach[..], &severity].concat())
        .success()
        .contains(t.or("T1  noted for today · breach, ", "T1  noteret for i dag · brud, "));
    typist.by("lind", "2026-09-23", &["incident", "reply", "T1", told[1]]).success();
    let step = |member, day, handle, step, text| {
        typist.by(member, day, &["incident", "step", handle, step, text]).success()
    };
    let (acknowledged, agreed, kept) =
        (t.or("acknowledged", "erkendt"), t.or("agreed", "aftalt"), t.or("kept", "holdt"));
    step("lind", "2026-09-24", "T1", acknowledged, told[2])
        .stdout(t.or(
            "T1  acknowledged · \"agreed\" waits for either\n",
            "T1  erkendt · »aftalt« venter på en af jer\n",
        ))
        .stderr("");
    step("lind", "2026-09-24", "T1", agreed, told[3]);
    step("holm", "2026-12-15", "T1", kept, told[4]);
    for member in ["lind", "holm"] {
        typist.by(member, "2026-12-16", &["incident", "close", "T1"]).success();
    }

    let leak = ["incident", "add", told[5], "--actor", t.or("third", "tredje"), "--severity"];
    typist.by("lind", "2026-10-05", &[&leak[..], &[t.or("scratch", "ridse")]].concat()).success();
    typist.by("lind", "2026-10-05", &["share", "T2"]).success();
    step("holm", "2026-10-07", "T2", acknowledged, told[6]);
    step("holm", "2026-10-08", "T2", agreed, told[7]);
    step("lind", "2027-02-10", "T2", kept, told[8]).contains(t.or("close it now", "lukke den"));
    typist.by("holm", "2027-02-10", &["incident", "close", "T2"]).success();
    typist
        .by("lind", "2027-02-11", &["incident", "close", "T2"])
        .success()
        .stdout(t.or("T2  closed by both\n", "T2  lukket af begge\n"));

    typist
        .by("holm", "2026-11-20", &["incident", "add", told[9], "--actor", "lind", "--positive", "--share"])
        .success();
    told
}

/// Three agreements, two of them followed up; their texts.
fn changes_are_agreed_and_checked(typist: &Typist<'_>) -> Vec<&'static str> {
    let t = typist.tongue;
    let told = vec![
        t.or("Figures reach Anna two days before the committee", "Tal når Anna to dage før udvalget"),
        t.or("We disagree in private", "Vi er uenige i enrum"),
        t.or("Anna sends the agenda on Wednesdays", "Anna sender dagsordenen om onsdagen"),
    ];
    let add = |day, words: &[&str]| typist.at(day, &[&["adjust", "add"], words].concat()).success();
    add("2026-09-10", &[told[0], "--owner", "lind", "-t", "exp", "--until", "2027-06-01", "--from", "O10"])
        .contains(t.or("A1  agreed · rests with Bo", "A1  aftalt · ligger hos Bo"));
    add("2026-09-10", &[told[1], "--owner", t.or("both", "begge"), "--rule"]);
    add("2027-02-25", &[told[2], "--owner", "anna", "--check", "2027-04-15", "--check", "2027-11-18"]);
    let check = |day, words: &[&str]| typist.at(day, &[&["adjust", "check"], words].concat()).success();
    let late = t.or("Twice in time, once a day late", "To gange til tiden, én gang en dag for sent");
    check("2026-12-10", &["A1", t.or("kept", "holdt")]).contains(t.or("kept", "holdt"));
    check("2027-03-10", &["A1", t.or("partly", "delvist"), late]);
    check("2027-04-15", &["A3", t.or("missed", "ikke holdt")]).contains(t.or("missed", "ikke holdt"));
    told
}

#[track_caller]
fn holds_all(paper: &Paper, texts: &[&str]) {
    for text in texts {
        paper.holds(text);
    }
}

/// The whole story. Everything is typed in `tongue`, and so is the paper.
fn tell_a_year(tongue: Tongue) {
    let home = Home::new();
    let t = tongue;
    let typist = Typist { home: &home, tongue };
    typist.at("2026-03-02", &[]).success().contains(t.or("No pair here yet.", "Her er intet par endnu."));
    let kind = t.or("mayor-ceo", "borgmester");
    typist
        .at("2026-03-02", &["pair", "add", "Anna Holm", "Bo Lind", "--kind", kind])
        .success()
        .stdout(t.or("holm-lind  ready; you are holm or lind\n", "holm-lind  klar; I er holm og lind\n"))
        .notes("HOME/.local/share/makkerpar/makkerpar.db");

    let (mut told, mut kept) = a_year_is_noticed(&typist);
    told.extend(trust_is_hurt_and_mended(&typist));
    let agreed = changes_are_agreed_and_checked(&typist);
    let why = t.or("I want them to own it, so I speak last", "De skal eje det, så jeg taler sidst");
    typist.by("lind", "2027-03-02", &["answer", "O17", why]).success();
    let long = long_text(t.danish);
    let by_standard_input = ["observe", "-", "-t", t.or("thinking", "logikker"), "--share"];
    typist.by("holm", "2027-03-03", &by_standard_input).stdin(&long).success().contains("O21  ");
    assert_eq!(typist.home.run(["show", "O21"]).json().success().json()["text"], long.trim());
    typist.by("lind", "2027-03-04", &["incident", "add", "NEVER-SHARED", "--actor", "holm"]).success();
    kept.push("NEVER-SHARED");

    let day = ["review", "schedule", "--on", "2027-05-20", "--tee", t.or("13:30", "13.30")];
    typist
        .at("2027-03-03", &[&day[..], &["--format", "golf18", "--where", "Nordskov"]].concat())
        .success()
        .stdout(t.or(
            "2027  set for Thursday 20 May, 12:00–19:00, golf18, Nordskov, tee-off 13:30\n      Notice 22 April, prep 5 May, card 18 May\n",
            "2027  sat til torsdag den 20. maj kl. 12.00–19.00, golf18, Nordskov, starttid 13.30\n      Varsling 22. april, forberedelse 5. maj, kort 18. maj\n",
        ));
    let agenda = typist.at("2027-05-19", &["review", "agenda", "2027"]).success();
    agenda.contains(t.or("Holes 7–15", "Hul 7–15")).contains("A3").lacks("NEVER-SHARED");

    let notes = [
        t.or("Bo speaks last on purpose", "Bo taler sidst med vilje"),
        t.or("Anna wants the bad news first", "Anna vil have de dårlige nyheder først"),
        t.or("We both miss the Thursday coffee", "Vi savner begge torsdagskaffen"),
    ];
    let roles = t.or("roles", "roller");
    typist.at("2027-05-20", &["review", "note", "2027", notes[0], "-t", roles]).success();
    typist.by("holm", "2027-05-20", &["review", "note", "2027", notes[1], "-t", "exp"]).success();
    typist.at("2027-05-20", &["review", "note", "2027", notes[2]]).success();
    let scores = ["--score", "holm=92", "--score", "lind=88"];
    typist.at("2027-05-20", &[&["review", "record", "2027"], &scores[..]].concat()).success().stdout(t.or(
        "2027  held today · the revenge is Anna's\n",
        "2027  afholdt i dag · Anna har revanchen til gode\n",
    ));
    typist
        .by("holm", "2027-05-21", &["review", "sign", "2027"])
        .success()
        .stdout(t.or("2027  signed by Anna; waits for Bo\n", "2027  underskrevet af Anna; venter på Bo\n"));
    typist.by("lind", "2027-05-22", &["review", "sign", "2027"]).success().stdout(t.or(
        "2027  signed by both and locked; amendments can still be added\n",
        "2027  underskrevet af begge og låst; der kan stadig tilføjes\n",
    ));
    let amendment = t.or("The coffee is on Fridays now", "Kaffen er nu om fredagen");
    typist.by("holm", "2027-06-10", &["review", "amend", "2027", amendment]).success();

    typist.at("2027-06-11", &["handout", "summary"]).success().contains(
        t.or("the talk of 2027, as you both signed it\n", "samtalen 2027, som I begge har skrevet under\n"),
    );
    let paper = Paper::read(&std::fs::read(home.path("summary-2027-05-20.pdf")).expect("the summary"));
    holds_all(&paper, &told);
    holds_all(&paper, &agreed);
    holds_all(&paper, &notes);
    holds_all(&paper, &[why, &long, amendment, "Nordskov", "Anna 92", "Bo 88"]);
    for text in kept {
        paper.lacks(text);
    }
}

#[test]
fn a_year_can_be_told_in_english() {
    tell_a_year(Tongue { danish: false });
}

#[test]
fn a_year_can_be_told_in_danish() {
    tell_a_year(Tongue { danish: true });
}

#[test]
fn a_talk_that_is_not_named_is_the_one_that_is_meant() {
    let mut home = Home::with_pair();
    home.run(["review", "agenda"]).refused().notes("no talk is set").notes("makkerpar review propose");
    home.run(["review", "record"]).refused().notes("no talk is set");
    home.run(["review", "sign"]).me("holm").refused().notes("no talk has been held yet");
    for day in ["2027-05-20", "2028-05-18"] {
        home.run(["review", "schedule", "--on", day, "--at", "12:00", "--format", "walk"]).success();
    }
    // Before the day, the earlier of the two is meant; on the day, too; and then, as long as it is open, the one that was held.
    assert_eq!(home.run(["review", "agenda"]).object()["review"], "2027");
    assert_eq!(home.run(["review", "prepare", "--look"]).me("holm").object()["review"], "2027");
    home.run(["review", "edit", "--where", "Nordskov"]).success().contains("2027");
    home.run(["review", "move", "--on", "2027-05-19"]).success().contains("Wednesday 19 May");
    home.set_clock("2027-05-19T20:00:00+02:00");
    home.run(["review", "record", "--note", "roles=Bo speaks last"]).success().contains("2027");
    assert_eq!(home.run(["review", "agenda"]).object()["review"], "2028");
    home.run(["review", "record", "--note", "and he says so"]).success().contains("2027");
    for member in ["holm", "lind"] {
        home.run(["review", "sign"]).me(member).success().contains("2027");
    }
    home.set_clock("2028-05-18T20:00:00+02:00");
    home.run(["review", "record"]).success().contains("2028");
    // To call one off, and to add to one, it has to be named.
    home.run(["review", "cancel", "--reason", "Bo is ill"]).misused().notes("<REVIEW>");
}
