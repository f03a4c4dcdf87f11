//! Summaries to render: fictional people and places.

use crate::domain::{Outcome, Severity, Tone};
use crate::handout::content::*;
use crate::handout::summary::*;
use crate::locale::Language;
use chrono::{NaiveDate, NaiveTime};

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn clock(text: &str) -> Option<NaiveTime> {
    text.parse().ok()
}

pub(super) fn text(words: &str) -> Passage {
    Passage::Text(words.to_owned())
}

pub(super) fn party(name: &str, title: &str) -> Party {
    let short = name.split(' ').next().unwrap_or(name).to_owned();
    Party { name: name.to_owned(), short, title: Some(title.to_owned()) }
}

/// A step that somebody took.
pub(super) fn taken(day: &str, by: &str, text: Passage) -> Option<Step> {
    Some(Step { date: date(day), by: by.to_owned(), text })
}

pub(super) fn talked(theme: &str, notes: &str, handles: &[&str]) -> Talked {
    let handles = handles.iter().map(|handle| (*handle).to_owned()).collect();
    Talked { theme: Some(theme.to_owned()), notes: vec![text(notes)], handles }
}

pub(super) fn observed(handle: &str, tone: Tone, words: &str) -> Observed {
    Observed {
        handle: handle.to_owned(),
        date: date("2027-01-15"),
        tone: Some(tone),
        text: text(words),
        effect: None,
        replies: Vec::new(),
        waits: false,
    }
}

fn answered(mut observed: Observed, name: &str, words: &str) -> Observed {
    observed.replies.push((name.to_owned(), text(words)));
    observed
}

fn change(handle: &str, owner: Option<usize>, words: &str, question: &str) -> Change {
    Change {
        handle: handle.to_owned(),
        owner,
        text: text(words),
        until: None,
        continued: false,
        question: Some(question.to_owned()),
        checks: vec![(date("2027-08-20"), None), (date("2027-11-19"), None)],
    }
}

/// A year with nothing in it.
pub(super) fn empty() -> Summary {
    Summary {
        head: masthead(),
        themes: Vec::new(),
        noticed: Vec::new(),
        changes: Vec::new(),
        rules: Vec::new(),
        incidents: Vec::new(),
        rematch: None,
        next: None,
        signed: [None, None],
        amendments: Vec::new(),
    }
}

/// The head of a paper with nothing in it but the two and the day.
pub(super) fn masthead() -> Masthead {
    Masthead {
        language: Language::Danish,
        written: Language::Danish,
        people: [party("Anna Holm", "borgmester"), party("Bo Lind", "kommunaldirektør")],
        date: date("2027-05-20"),
        place: None,
        format: "en gåtur".to_owned(),
        start: None,
        end: None,
        is_redacted: false,
        is_public_body: true,
    }
}

pub(super) fn danish() -> Summary {
    let mut promise = observed(
        "O7",
        Tone::Puzzle,
        "Du lovede hallen 2 mio. på generalforsamlingen, før vi havde regnet på det. Jeg nåede ikke at sige fra.",
    );
    promise.effect = Some("Jeg brugte en uge på at finde pengene i stedet for budgettet.".to_owned());
    Summary {
        head: Masthead {
            place: Some("Mosevig Golfklub".to_owned()),
            format: "frokost og 18 huller".to_owned(),
            start: clock("12:00:00"),
            end: clock("19:05:00"),
            ..masthead()
        },
        themes: vec![
            talked(
                "Kemi og tillid",
                "Begge begyndte med det, der virkede: døren den morgen, avisen skrev, og latteren på årsmødet. Vi vil spise frokost sammen uden sager en gang i kvartalet.",
                &["O3", "O20"],
            ),
            talked(
                "Forskellige logikker",
                "Annas løfter skal kendes, før forvaltningen regner. Bo fortæller hver anden uge, hvor de langsomme sager er nået til.",
                &["O7", "O15"],
            ),
            talked(
                "Roller og arbejdsdeling",
                "I udvalget er det Anna, der giver ordet. Bo rækker en seddel, hvis et tal er forkert. Anna lover ikke penge på stedet, men en dato for svaret.",
                &["O4", "O9", "O12"],
            ),
            talked(
                "Forventninger og kompetencer",
                "Et foreløbigt notat til tiden er bedre end et færdigt for sent.",
                &["O16", "O18"],
            ),
            talked(
                "Forholdet til de andre",
                "Formændene må gå direkte til Anna. Vi blev ikke enige om, hvem der siger det til dem, og tager det op igen i august.",
                &["O14", "O17"],
            ),
        ],
        noticed: vec![
            Noticed {
                when: None,
                question: None,
                theme: "Kemi og tillid".to_owned(),
                voices: [
                    vec![observed(
                        "O3",
                        Tone::Praise,
                        "Den morgen avisen skrev, stod du i døren, før jeg havde læst den. Det glemmer jeg ikke.",
                    )],
                    vec![observed(
                        "O20",
                        Tone::Praise,
                        "Du lo ad dig selv på årsmødet, og så turde de andre også.",
                    )],
                ],
            },
            Noticed {
                when: None,
                question: None,
                theme: "Forskellige logikker".to_owned(),
                voices: [
                    vec![answered(
                        observed(
                            "O15",
                            Tone::Puzzle,
                            "Jeg ved aldrig, hvor de langsomme sager er nået til, før nogen spørger mig på gaden.",
                        ),
                        "Bo",
                        "Det kan jeg godt sige hver anden uge. Jeg troede, du ikke ville belemres med det.",
                    )],
                    vec![promise],
                ],
            },
            Noticed {
                when: None,
                question: None,
                theme: "Roller og arbejdsdeling".to_owned(),
                voices: [
                    vec![
                        observed(
                            "O9",
                            Tone::Friction,
                            "I økonomiudvalget rettede du mit tal, mens jeg talte. Tallet var forkert, men det var min tur.",
                        ),
                        observed(
                            "O12",
                            Tone::Praise,
                            "Dit notat om skolerne var på to sider og kunne læses i bilen.",
                        ),
                    ],
                    Vec::new(),
                ],
            },
        ],
        changes: vec![
            change(
                "A7",
                Some(0),
                "Lover ikke penge på stedet, men siger, hvornår svaret kommer.",
                "Hvornår var det sværest at lade være?",
            ),
            change(
                "A8",
                Some(1),
                "Sender et foreløbigt notat dagen før, også når tal mangler.",
                "Kom notatet, mens det kunne bruges?",
            ),
            Change {
                until: Some(date("2027-08-27")),
                ..change(
                    "A9",
                    None,
                    "Fortæller formændene, hvem de går til med hvad.",
                    "Hvem blev overrasket?",
                )
            },
            Change {
                continued: true,
                checks: vec![
                    (date("2026-11-19"), Some(Outcome::Partly)),
                    (date("2027-02-18"), Some(Outcome::Kept)),
                    (date("2027-08-20"), None),
                ],
                ..change(
                    "A4",
                    Some(0),
                    "Fortæller Bo om samtaler med hans folk inden næste morgen. Aftalen løber videre.",
                    "Hvor tit skete det, og kom beskeden i tide?",
                )
            },
        ],
        rules: vec![
            GroundRule {
                handle: "A5".to_owned(),
                text: text("Uenighed tager vi under fire øjne."),
                since: date("2026-05-21"),
            },
            GroundRule {
                handle: "A6".to_owned(),
                text: text("Siger en af os »parkér«, holder sagen pause et døgn, og vi taler sammen."),
                since: date("2027-01-08"),
            },
        ],
        incidents: vec![
            Repair {
                handle: "T2".to_owned(),
                severity: Some(Severity::Breach),
                date: date("2027-02-11"),
                by: "Bo".to_owned(),
                about: Some("Anna".to_owned()),
                text: text(
                    "I radioen kaldte Anna forvaltningen »sendrægtig«. Anna har sagt det modsatte samme sted den 18. maj.",
                ),
                replies: vec![(
                    "Anna".to_owned(),
                    text("Det var mod bedre vidende, og jeg vidste det, da jeg sagde det."),
                )],
                steps: [
                    taken("2027-02-12", "Anna", text("Ringede samme aften.")),
                    taken("2027-03-02", "Anna", text("Siger det modsatte samme sted.")),
                    taken("2027-05-18", "Anna", text("Sagt i radioen.")),
                ],
                closed: [true, true],
            },
            Repair {
                handle: "T3".to_owned(),
                severity: Some(Severity::Scratch),
                date: date("2027-04-14"),
                by: "Bo".to_owned(),
                about: Some("Anna".to_owned()),
                text: text("Et udkast nåede udvalget, før Anna havde læst det igennem. A8 er vejen frem."),
                replies: Vec::new(),
                steps: [
                    taken("2027-04-15", "Anna", text("Beklagede i frokosten.")),
                    taken("2027-05-20", "Anna", Passage::Erased),
                    None,
                ],
                closed: [false, false],
            },
        ],
        rematch: Some(Rematch { scores: [Some(92), Some(95)], winner: Some(0) }),
        next: Some((date("2028-05-08"), date("2028-06-02"))),
        ..empty()
    }
}

pub(super) fn english() -> Summary {
    let mut observed_late = observed(
        "O11",
        Tone::Friction,
        "The paper for Thursday came on Thursday. I read it in the lift and was asked about the annex.",
    );
    observed_late.effect = Some("I looked as if I had not prepared, and I had.".to_owned());
    Summary {
        head: Masthead {
            language: Language::English,
            written: Language::English,
            people: [
                party("Christopher Okonkwo-Featherstonehaugh", "chair"),
                party("Mia Sand", "chief executive"),
            ],
            place: Some("The boathouse".to_owned()),
            format: "a walk".to_owned(),
            start: clock("09:30:00"),
            end: clock("13:00:00"),
            is_public_body: false,
            ..masthead()
        },
        themes: vec![
            talked(
                "Roles and division of work",
                "Mia speaks first on numbers, Christopher first on direction. Neither corrects the other in the room.\nWhat cannot wait is written on a card.",
                &["O11", "O12", "O13", "O14", "O15", "O16", "O17"],
            ),
            Talked {
                theme: None,
                notes: vec![text("The new office."), Passage::Erased],
                handles: Vec::new(),
            },
        ],
        noticed: vec![Noticed {
            when: None,
            question: None,
            theme: "Roles and division of work".to_owned(),
            voices: [
                vec![observed_late],
                vec![
                    observed("O12", Tone::Praise, "You told the board yourself. I did not have to."),
                    Observed { text: Passage::Erased, ..observed("O13", Tone::Puzzle, "") },
                ],
            ],
        }],
        changes: vec![Change {
            until: Some(date("2027-08-27")),
            ..change(
                "A1",
                Some(1),
                "Papers are out two working days before.",
                "Which paper was late, and did it matter?",
            )
        }],
        incidents: vec![
            Repair {
                handle: "T1".to_owned(),
                severity: None,
                date: date("2026-12-01"),
                by: "Bo".to_owned(),
                about: Some("Anna".to_owned()),
                text: text("Mia took the call from the inspectorate and said that it had been her decision."),
                replies: Vec::new(),
                steps: [None, None, None],
                closed: [false, false],
            },
            Repair {
                handle: "T2".to_owned(),
                severity: Some(Severity::Serious),
                date: date("2027-02-11"),
                by: "Bo".to_owned(),
                about: Some("Anna".to_owned()),
                text: text("The figures in the annual report were not those that the board had seen."),
                replies: vec![("Mia".to_owned(), Passage::Erased)],
                steps: [taken("2027-02-12", "Anna", text("Said so the same day.")), None, None],
                closed: [false, true],
            },
        ],
        rematch: Some(Rematch { scores: [None, None], winner: None }),
        next: Some((date("2028-05-08"), date("2028-05-08"))),
        signed: [Some(date("2027-05-21")), None],
        amendments: vec![
            Amended {
                date: date("2027-06-01"),
                by: Some("Mia".to_owned()),
                text: text("The card is yellow."),
            },
            Amended { date: date("2027-06-03"), by: None, text: Passage::Erased },
        ],
        ..danish()
    }
}
