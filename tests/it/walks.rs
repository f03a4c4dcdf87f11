//! The walks, driven in a pseudo-terminal as a person drives them: to the end, left in the middle, with wrong answers,
//! in both languages. Nothing that was typed is lost.

mod kept;

use crate::dialogue::Dialogue;
use crate::harness::Home;
use serde_json::Value;

/// A pair with a talk on 20 May 2027, something to share, something to answer, a breach, and two agreements.
fn before_the_talk() -> Home {
    let home = Home::with_past();
    let by = |member: &str, day: &str, words: &[&str]| {
        home.run(words).me(member).on(day).success();
    };
    by("holm", "2026-09-01", &["o", "He asks before he decides", "-t", "roles", "--praise"]);
    by("lind", "2026-10-01", &["o", "Why the night before?", "-t", "roles", "--puzzle", "--share"]);
    by("holm", "2026-11-01", &["o", "Why so late?", "-t", "expectations", "--puzzle", "--share"]);
    let breach = ["incident", "add", "Corrected in public", "--actor", "lind", "--share", "-t", "others"];
    by("holm", "2027-01-19", &breach);
    for text in ["Figures two days before", "One voice outside"] {
        home.run(["adjust", "add", text, "--owner", "lind", "--question", "In time?"])
            .on("2026-06-01")
            .success();
    }
    let day = ["review", "schedule", "--on", "2027-05-20", "--at", "13:00", "--format", "walk", "--force"];
    home.run(day).success();
    home
}

const EVENING: &str = "2027-05-20T20:00:00+02:00";

fn texts(value: &Value, kind: &str) -> Vec<String> {
    let said = value[kind].as_array().expect("a list").iter();
    said.map(|it| it["text"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn one_prepares_to_the_end_and_the_other_sees_only_that() {
    let home = before_the_talk();
    let mut walk = Dialogue::begin(&home, "2027-05-06", &["review", "prepare", "2027", "--me", "holm"]);
    walk.reads("The talk of Thursday 20 May, in 2 weeks")
        .reads("1/5 Roles and division of work")
        .reads("He asks before he decides")
        .answers("not said yet?", "! He left before the end #lunch")
        .reads("O4  noted for today")
        .skips("not said yet?")
        .answers("Share O1 with Bo? [y/N]", "perhaps")
        .reads("“perhaps” is neither yes nor no")
        .answers("Share O1 with Bo? [y/N]", "y")
        .reads("O1  shared")
        .skips("Share O4 with Bo? [y/N]")
        .reads("Why the night before?")
        .answers("Your own why", "The committee meets on Mondays")
        .reads("O2  answered");
    for _ in 0..4 {
        walk.skips("not said yet?");
    }
    walk.reads("shared      3 of 4")
        .answers("Ready for the talk? [y/N]", "y")
        .reads("you are ready since today");
    assert_eq!(walk.ends().0, 0);

    let noted = home.run(["show", "O4"]).me("holm").object();
    assert_eq!((&noted["tone"], &noted["theme"]), (&"friction".into(), &"roles".into()));
    assert_eq!((&noted["text"], &noted["tags"][0]), (&"He left before the end".into(), &"lunch".into()));
    let answered = home.run(["show", "O2"]).object();
    assert_eq!(answered["answer"]["text"], "The committee meets on Mondays");
    assert_eq!(answered["answer"]["by"], "holm");
    let seen = home.run(["status"]).me("lind").on("2027-05-06").success();
    seen.contains("Anna is prepared, Bo is not yet").lacks("He left before the end");
    home.run(["show", "O4"]).me("lind").refused();
}

#[test]
fn the_evening_is_taken_down_to_the_end() {
    let home = before_the_talk();
    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record", "2027", "--me", "holm"]);
    walk.skips("Held on Thursday 20 May [Enter]")
        .skips("Said (Enter goes on)")
        .reads("Figures two days before")
        .reads("In time?")
        .answers("(k)ept, (p)artly, (m)issed, (l)apse:", "k")
        .answers("a word on it:", "Every month but one")
        .reads("One voice outside")
        .answers("(k)ept, (p)artly, (m)issed, (l)apse:", "l")
        .skips("a word on it:")
        .skips("Said (Enter goes on)");
    // The themes come in the order of the programme; each is answered when it is asked about.
    let agenda = home.run(["review", "agenda", "2027"]).on(EVENING).object();
    let blocks = agenda["blocks"].as_array().expect("blocks");
    for block in blocks.iter().filter(|block| !block["themes"].as_array().expect("themes").is_empty()) {
        for theme in block["themes"].as_array().expect("themes") {
            if theme == "roles" {
                walk.answers("Said about Roles", "Anna decides alone, and says so").reads("Said about Roles");
                walk.types("");
                walk.reads("Why the night before?").skips("Anna's own why");
            } else if theme == "expectations" {
                walk.skips("Said about Expectations");
                walk.reads("Why so late?").answers("Bo's own why", "The figures come on Thursdays");
            } else {
                walk.skips("Said about ");
            }
        }
        if block["handles"] == serde_json::json!(["T1"]) {
            walk.answers("\"acknowledged\", in Bo's own words", "It was wrong of me")
                .answers("\"agreed\": what you two agreed", "A note across the table")
                .skips("whose words [Anna]")
                .answers("\"kept\", in Anna's own words", "Twice since")
                .answers("Does Anna close it? [y/N]", "y")
                .answers("Does Bo close it? [y/N]", "y");
        }
    }
    walk.answers("New agreement", "One hour every Monday")
        .skips("whose [both]:")
        .skips("[ground rule]:")
        .answers("checks [20 August, 19 November]:", "2027-09-01, 2027-12-01")
        .reads("A3  One hour every Monday")
        .answers("New agreement", "copy-in")
        .answers("whose, holm or lind:", "bo")
        .answers("topic:", "the school plan")
        .skips("checks [")
        .reads("A4  Anna is copied in when Bo writes to Anna's staff about the school plan.")
        .skips("New agreement")
        .skips("Said (Enter goes on)")
        .reads("2027  held today · 2 agreements followed up · A3 A4 new · 1 note");
    assert_eq!(walk.ends().0, 0);

    let talk = home.run(["show", "2027"]).object();
    assert_eq!(texts(&talk, "notes"), ["Anna decides alone, and says so"]);
    assert_eq!((&talk["notes"][0]["theme"], &talk["won"]), (&"roles".into(), &Value::Null));
    let breach = home.run(["show", "T1"]).object();
    assert_eq!(texts(&breach, "steps"), ["It was wrong of me", "A note across the table", "Twice since"]);
    let speakers: Vec<&Value> =
        breach["steps"].as_array().expect("steps").iter().map(|it| &it["by"]).collect();
    assert_eq!(speakers, ["lind", "holm", "holm"], "each said their own");
    assert_eq!(breach["open"], false);
    assert_eq!(home.run(["show", "O3"]).object()["answer"]["by"], "lind");
    assert_eq!(home.run(["show", "A1"]).object()["checks"][0]["text"], "Every month but one");
    assert_eq!(home.run(["show", "A2"]).object()["status"], "lapsed");
    let rule = home.run(["show", "A3"]).object();
    assert_eq!(
        (&rule["rule"], &rule["planned"]),
        (&true.into(), &serde_json::json!(["2027-09-01", "2027-12-01"]))
    );
    assert_eq!(home.run(["show", "A4"]).object()["owner"], "lind");
}

#[test]
fn a_walk_is_left_in_the_middle_and_goes_on_where_it_was() {
    let home = before_the_talk();
    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record", "2027"]);
    walk.skips("Held on Thursday 20 May [Enter]")
        .answers("Said (Enter goes on)", "It was raining")
        .skips("Said (Enter goes on)")
        .answers("(k)ept, (p)artly, (m)issed, (l)apse:", "partly")
        .presses("a word on it:", 'c')
        .reads("what you typed is kept in ")
        .reads("to put it on record: makkerpar adjust check A1 partly --on 2027-05-20\r\n")
        .reads("What was said so far is on record; makkerpar review record 2027 goes through it again");
    assert_eq!(walk.ends().0, 130, "as a shell says of an interrupt");
    assert_eq!(home.run(["show", "2027"]).object()["phase"], "held");
    let kept = std::fs::read_to_string(home.path(".local/state/makkerpar/kept/1.txt")).expect("kept");
    assert_eq!(kept, "A1: partly");

    // What was skipped is asked again, what is on record is not.
    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record", "2027"]);
    walk.reads("what is on record is passed over")
        .skips("Said (Enter goes on)")
        .reads("Figures two days before")
        .answers("(k)ept, (p)artly, (m)issed, (l)apse:", "k")
        .skips("a word on it:")
        .skips("(k)ept, (p)artly, (m)issed, (l)apse:")
        .skips("Said (Enter goes on)");
    walk.presses("Said about ", 'c').reads("goes through it again");
    assert_eq!(walk.ends().0, 130);

    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record", "2027"]);
    walk.skips("Said (Enter goes on)")
        .reads("One voice outside")
        .presses("(k)ept, (p)artly, (m)issed, (l)apse:", 'd')
        .reads("goes through it again")
        .reads("2027  held today");
    assert_eq!(walk.ends().0, 0, "the end of the input is no mistake");
    assert_eq!(texts(&home.run(["show", "2027"]).object(), "notes"), ["It was raining"]);
    assert_eq!(home.run(["show", "A1"]).object()["checks"].as_array().map(Vec::len), Some(1));
}

/// Goes through a talk in which nothing is noted, as far as the agreements.
fn says_nothing(walk: &mut Dialogue) {
    for _ in 0..2 {
        walk.skips("Said (Enter goes on)");
    }
    for _ in 0..5 {
        walk.skips("Said about ");
    }
}

#[test]
fn what_a_block_takes_decides_what_is_asked_in_it() {
    let home = Home::with_pair();
    home.run(["template", "copy", "room", "--as", "brisk"]).success();
    let path = home.path(".config/makkerpar/formats/brisk.toml");
    let text =
        std::fs::read_to_string(&path).expect("a copy").replace("temper = \"agree\"", "temper = \"easy\"");
    std::fs::write(&path, text).expect("written");
    home.run(["review", "schedule", "--on", "2027-03-02", "--format", "brisk", "--force"]).success();
    let mut walk = Dialogue::begin(&home, "2027-03-03", &["review", "record", "2027"]);
    walk.skips("Held on Tuesday 2 March [Enter]");
    says_nothing(&mut walk);
    walk.skips("New agreement").skips("Said (Enter goes on)").reads("2027  held");
    assert_eq!(walk.ends().0, 0);
}

#[test]
fn a_day_that_is_said_on_the_line_is_not_asked_for_and_only_golf_is_scored() {
    let home = Home::with_pair();
    let golf = ["review", "schedule", "--on", "2027-03-02", "--at", "12:00", "--format", "golf9", "--force"];
    home.run(golf).success();
    let mut walk = Dialogue::begin(&home, "2027-03-03", &["review", "record", "--on", "1 march"]);
    walk.reads("1/").skips("Said").skips("Said");
    for _ in 0..6 {
        walk.skips("Said about ");
    }
    walk.skips("New agreement").skips("Said").reads("The game");
    walk.answers("strokes, Anna:", "51").answers("strokes, Bo:", "48").skips("who won");
    walk.reads("2027  held Monday 1 March · the revenge is Anna's");
    assert_eq!(walk.ends().0, 0);
    let talk = home.run(["show", "2027"]).object();
    assert_eq!((&talk["held"], &talk["won"]), (&"2027-03-01".into(), &"lind".into()));
}

#[test]
fn who_asks_or_wants_to_leave_puts_nothing_on_record() {
    let home = before_the_talk();
    let mut walk = Dialogue::begin(&home, "2027-05-06", &["review", "prepare", "--me", "holm"]);
    walk.answers("not said yet?", "?")
        .reads("Type an answer, or press Enter to go on without one. q leaves.")
        .answers("not said yet?", "+ You rang yourself #chemistry")
        .reads("O4  noted for today · chemistry, praise, about Bo")
        .skips("not said yet?")
        .answers("Share O1 with Bo? [y/N]", "quit")
        .reads("makkerpar --me holm review prepare 2027 begins again with it");
    assert_eq!(walk.ends().0, 0);
    assert!(!home.texts("holm").iter().any(|text| text == "?" || text == "quit"));

    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record"]);
    walk.skips("Held on Thursday 20 May [Enter]")
        .answers("Said (Enter goes on)", "It was raining")
        .reads("noted")
        .answers("Said (Enter goes on)", "q")
        .reads("2027  held today");
    assert_eq!(walk.ends().0, 0);
    // What was said before is told when it is taken up again.
    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record"]);
    walk.reads("on record: It was raining").answers("Said (Enter goes on)", "slut");
    assert_eq!(walk.ends().0, 0);
}

#[test]
fn the_signature_that_locks_is_asked_for() {
    let home = before_the_talk();
    home.run(["review", "record", "2027"]).on(EVENING).success();
    let sign = |member: &'static str| ["review", "sign", "--me", member];
    let mut first = Dialogue::begin(&home, EVENING, &sign("holm"));
    first.reads("2027  signed by Anna");
    assert_eq!(first.ends().0, 0);
    let mut second = Dialogue::begin(&home, EVENING, &sign("lind"));
    second.skips("Your signature is the second: 2027 is locked then").reads("Nothing was done.");
    assert_eq!(second.ends().0, 0);
    assert_eq!(home.run(["show", "2027"]).object()["locked"], false);
    let mut second = Dialogue::begin(&home, EVENING, &sign("lind"));
    second.answers("Sign? [y/N]", "y").reads("signed by both");
    assert_eq!(second.ends().0, 0);
    // In a script nobody is asked.
    assert_eq!(home.run(["show", "2027"]).object()["locked"], true);
}

#[test]
fn the_walks_speak_danish_and_understand_it() {
    let home = before_the_talk();
    let words = ["review", "prepare", "2027", "--me", "lind", "--lang", "da"];
    let mut walk = Dialogue::begin(&home, "2027-05-06", &words);
    walk.reads("Samtalen torsdag den 20. maj, om 2 uger")
        .answers("ikke sagt endnu?", "? Hvorfor går hun først?")
        .reads("O4  noteret for i dag")
        .skips("ikke sagt endnu?")
        .answers("Del O4 med Anna? [j/N]", "ja");
    for _ in 0..2 {
        walk.skips("ikke sagt endnu?");
    }
    walk.answers("Dit eget hvorfor", "Tallene kommer om torsdagen")
        .skips("ikke sagt endnu?")
        .answers("Din egen udlægning", "Tallet var forkert")
        .reads("T1  ");
    walk.skips("ikke sagt endnu?").answers("Klar til samtalen? [j/N]", "nej").reads("ikke meldt klar");
    assert_eq!(walk.ends().0, 0);
    assert_eq!(home.run(["show", "O4"]).object()["tone"], "puzzle");
    assert_eq!(home.run(["show", "O3"]).object()["answer"]["text"], "Tallene kommer om torsdagen");
    assert_eq!(home.run(["show", "T1"]).object()["reply"]["text"], "Tallet var forkert");

    let mut walk = Dialogue::begin(&home, EVENING, &["review", "record", "2027", "--lang", "da"]);
    walk.skips("Afholdt torsdag den 20. maj [Enter]")
        .skips("Sagt (Enter går videre)")
        .answers("(h)oldt, (d)elvist, (i)kke holdt, (b)ortfald:", "x")
        .reads("»x« er ikke en af mulighederne")
        .answers("(h)oldt, (d)elvist, (i)kke holdt, (b)ortfald:", "d")
        .skips("et ord om det:")
        .answers("(h)oldt, (d)elvist, (i)kke holdt, (b)ortfald:", "b")
        .answers("et ord om det:", "Det sker af sig selv")
        .presses("Sagt (Enter går videre)", 'c')
        .reads("makkerpar review record 2027 begynder forfra");
    assert_eq!(walk.ends().0, 130);
    assert_eq!(home.run(["show", "A1"]).object()["checks"][0]["outcome"], "partly");
    assert_eq!(home.run(["show", "A2"]).object()["lapse"]["text"], "Det sker af sig selv");
}

#[test]
fn without_a_terminal_nothing_is_asked_and_everything_can_be_said_by_flags() {
    let home = before_the_talk();
    let looked = home.run(["review", "prepare", "2027", "--look"]).me("holm").on("2027-05-06").object();
    assert_eq!((&looked["ready"], &looked["balance"]["observations"]), (&Value::Null, &2.into()));
    let ready = home.run(["review", "prepare", "2027"]).me("holm").on("2027-05-06").object();
    assert_eq!(ready["ready"], "2027-05-06");
    home.run(["review", "prepare", "2027"]).on("2027-05-06").refused().notes("nobody said whose");
    let taken_back = home.run(["review", "prepare", "2027", "--not-ready"]).me("holm").on("2027-05-06");
    taken_back.success().contains("no longer marked as ready");
    home.run(["review", "prepare", "2027", "--not-ready"]).me("holm").on("2027-05-06").refused();

    let words = [
        "review",
        "record",
        "2027",
        "--check",
        "A1=kept: every month",
        "--check",
        "A2=missed",
        "--note",
        "roles=Anna decides alone",
        "--note",
        "2 = 1 + 1",
        "--score",
        "holm=91",
        "--score",
        "lind=93",
        "--won",
        "lind",
    ];
    home.run(words)
        .on(EVENING)
        .success()
        .stdout("2027  held today · 2 agreements followed up · 2 notes · the revenge is Anna's\n");
    let talk = home.run(["show", "2027"]).object();
    assert_eq!(texts(&talk, "notes"), ["Anna decides alone", "2 = 1 + 1"]);
    assert_eq!(home.run(["show", "A1"]).object()["checks"][0]["text"], "every month");
    assert_eq!(home.run(["show", "A2"]).object()["checks"][0]["outcome"], "missed");
    let misspelt = ["review", "record", "2027", "--note", "rolse=Anna decides alone"];
    home.run(misspelt).on(EVENING).refused().notes("“rolse” is no theme");
    // One that is wrong stops all of them.
    let before = home.run(["history"]).object();
    for wrong in ["A9=kept", "A1=well", "A1", "A1=kept --check A1=kept"] {
        let line = ["review", "record", "2027", "--note", "Not on record", "--check"];
        let more = wrong.split(' ').collect::<Vec<_>>();
        home.run(line.iter().chain(&more)).on(EVENING).refused();
    }
    assert_eq!(home.run(["history"]).object(), before);
}
