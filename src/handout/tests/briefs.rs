//! Briefs to render: fictional people and places.

use super::samples::{clock, date, masthead, observed, party, taken, text};
use crate::domain::{Outcome, Severity, Tone};
use crate::handout::brief::{Agreed, Brief, Practical, Stretch};
use crate::handout::content::*;
use crate::handout::year::{Kept, Seen, Trace, Year};
use crate::locale::Language;
use chrono::Days;

fn stretch(
    start: &str,
    minutes: u32,
    name: &str,
    temper: &str,
    matter: Option<&str>,
    question: &str,
) -> Stretch {
    Stretch {
        start: clock(start).expect("a time"),
        minutes,
        name: name.to_owned(),
        temper: temper.to_owned(),
        is_hard: temper == "svært" || temper == "hard",
        matter: matter.map(|words| [words, words].map(str::to_owned)),
        handles: Vec::new(),
        questions: vec![question.to_owned()],
    }
}

fn noticed(theme: &str, when: &str, question: &str) -> Noticed {
    Noticed {
        theme: theme.to_owned(),
        when: Some(when.to_owned()),
        question: Some(question.to_owned()),
        voices: [Vec::new(), Vec::new()],
    }
}

/// A brief with a programme and nothing else.
pub(super) fn empty() -> Brief {
    Brief {
        head: Masthead {
            place: Some("Mosevig Golfklub".to_owned()),
            format: "frokost og 18 huller".to_owned(),
            start: clock("12:00:00"),
            end: clock("19:00:00"),
            ..masthead()
        },
        programme: vec![
            stretch("12:00:00", 75, "Frokost", "optakt", None, "Hvad er der sket siden sidst?"),
            stretch(
                "13:45:00",
                85,
                "Hul 1–6",
                "let",
                Some("Kemi og tillid · Forskellige logikker"),
                "Nævn en beslutning, vi vægtede vidt forskelligt.",
            ),
            stretch(
                "15:10:00",
                155,
                "Hul 7–17",
                "svært",
                Some("Roller og arbejdsdeling"),
                "Hvem tager den næste opgave, der ligger imellem os?",
            ),
            stretch("17:45:00", 75, "Klubhuset", "afrunding", None, "Hvad tager du med dig herfra?"),
        ],
        agreed: Vec::new(),
        repairs: Vec::new(),
        practical: Practical {
            sunset: clock("21:24:00"),
            fallback: Some("en gåtur".to_owned()),
            is_outdoors: true,
            rematch: Some(Owed::One(1)),
            private: Some("ved hul 10 krydser en offentlig sti: gem navnene til fairway 11".to_owned()),
        },
        year: Year {
            from: date("2026-05-21"),
            begins_with_talk: true,
            until: date("2027-05-20"),
            observations: Vec::new(),
            incidents: Some(Vec::new()),
            adjustments: Vec::new(),
        },
        noticed: vec![
            noticed(
                "Kemi og tillid",
                "hul 1–3",
                "Hvad får os til at le ad det samme, og hvornår skete det sidst?",
            ),
            noticed(
                "Forskellige logikker",
                "hul 4–6",
                "Nævn en beslutning, vi vægtede vidt forskelligt. Hvad så du, som jeg ikke så?",
            ),
            noticed("Roller og arbejdsdeling", "hul 7–12", "Hvilke opgaver ligger i dag midt imellem os?"),
            noticed(
                "Forventninger og kompetencer",
                "hul 13–15",
                "Hvad er det vigtigste, du har brug for fra mig det næste år?",
            ),
            noticed("Forholdet til de andre", "hul 16–17", "Hvem omkring os kan føle sig holdt udenfor?"),
        ],
    }
}

/// What people notice, in so many words.
const NOTICED: [&str; 6] = [
    "Den morgen avisen skrev om mig, stod du i døren, før jeg havde læst den.",
    "Bussen skulle lægges om på fjorten dage. Jeg forstod først senere, hvad der bandt dig.",
    "Du gik ind i debatten i økonomiudvalget, før jeg gav ordet videre. Jeg kom i tvivl om, hvem der førte mødet.",
    "Løftet om svømmehallen faldt på borgermødet, før vi havde regnet på det.",
    "Du spurgte, hvad jeg havde brug for, og ventede på svaret.",
    "Flere formænd siger, at vejen til mig går gennem dig. Er det sådan, vi vil have det?",
];

/// A brief with so many observations, spread over the year, the themes and the two; every third has a why.
pub(super) fn of(count: usize) -> Brief {
    let mut brief = empty();
    let tones = [Some(Tone::Praise), Some(Tone::Puzzle), Some(Tone::Friction), Some(Tone::Praise), None];
    for number in 1..=count {
        let by = number % 2;
        let day = date("2026-05-22") + Days::new((number as u64 * 97) % 360);
        let tone = tones[number % tones.len()];
        let replies = if number % 3 == 0 {
            vec![(
                ["Bo", "Anna"][by].to_owned(),
                text("Det var bare et spørgsmål. Jeg glemmer, at et opkald fra mig lyder som en ordre."),
            )]
        } else {
            Vec::new()
        };
        let handle = format!("O{number}");
        let observed = Observed {
            date: day,
            tone,
            waits: replies.is_empty() && tone != Some(Tone::Praise),
            replies,
            effect: (number % 7 == 0).then(|| "Det gav ro i hele huset.".to_owned()),
            ..observed(&handle, Tone::Praise, &format!("{} ord{number}slut", NOTICED[number % NOTICED.len()]))
        };
        brief.noticed[number % 5].voices[by].push(observed);
        brief.year.observations.push(Seen { handle, date: day, by, tone });
    }
    brief.year.observations.sort_by_key(|seen| seen.date);
    for voice in brief.noticed.iter_mut().flat_map(|theme| &mut theme.voices) {
        voice.sort_by_key(|observed| observed.date);
    }
    if count > 4 {
        (brief.agreed, brief.repairs) = (agreed(), repairs());
        let year = &mut brief.year;
        (year.adjustments, year.incidents) = (kept(), Some(traces()));
        brief.programme[0].matter = Some(["Det, vi aftalte", "Det, vi aftalte"].map(str::to_owned));
        brief.programme[0].handles = ["A3", "A4", "A6"].map(str::to_owned).to_vec();
        brief.programme[2].handles = ["T2", "T3"].map(str::to_owned).to_vec();
    }
    brief
}

fn agreed() -> Vec<Agreed> {
    let agreed =
        |handle: &str, owner, words: &str, question: &str, checks: &[(&str, Option<Outcome>)]| Agreed {
            handle: handle.to_owned(),
            owner,
            text: text(words),
            is_rule: handle == "A6",
            until: (handle != "A6").then(|| date("2026-11-01")),
            question: Some(question.to_owned()),
            checks: checks.iter().map(|(day, outcome)| (date(day), *outcome)).collect(),
        };
    vec![
        agreed(
            "A3",
            Some(1),
            "Bo viser mindst to farbare veje i sager over fem millioner kroner.",
            "Havde vi et reelt valg sidste gang?",
            &[("2026-08-21", Some(Outcome::Kept)), ("2026-11-20", Some(Outcome::Kept))],
        ),
        agreed(
            "A4",
            Some(0),
            "Taler Anna med folk i Bos organisation, hører Bo det inden næste morgen.",
            "Hvor tit skete det, og kom beskeden i tide?",
            &[("2026-08-21", Some(Outcome::Partly)), ("2026-11-20", Some(Outcome::Missed))],
        ),
        agreed(
            "A6",
            None,
            "Siger en af os »parkér«, holder sagen pause et døgn, og vi taler sammen.",
            "Blev ordet brugt for tit, for sjældent?",
            &[("2027-06-02", None)],
        ),
    ]
}

fn repairs() -> Vec<Repair> {
    vec![
        Repair {
            handle: "T2".to_owned(),
            severity: Some(Severity::Breach),
            date: date("2027-02-11"),
            by: "Bo".to_owned(),
            about: Some("Anna".to_owned()),
            text: text("I radioen kaldte Anna forvaltningen »sendrægtig«. Bo hørte det i bilen."),
            replies: Vec::new(),
            steps: [taken("2027-02-12", "Anna", text("")), taken("2027-03-02", "Anna", text("")), None],
            closed: [false, false],
        },
        Repair {
            handle: "T3".to_owned(),
            severity: Some(Severity::Scratch),
            date: date("2027-04-14"),
            by: "Bo".to_owned(),
            about: None,
            text: text("Et udkast nåede udvalget, før Anna havde læst det igennem."),
            replies: Vec::new(),
            steps: [taken("2027-04-15", "Anna", text("Beklagede i frokosten.")), None, None],
            closed: [true, false],
        },
    ]
}

fn traces() -> Vec<Trace> {
    let trace = |handle: &str, day: &str, severity, steps: &[&str], closed: Option<&str>| Trace {
        handle: handle.to_owned(),
        date: date(day),
        severity,
        steps: steps.iter().map(|day| date(day)).collect(),
        closed: closed.map(date),
    };
    vec![
        trace("T1", "2026-08-31", None, &[], None),
        trace("T2", "2027-02-11", Some(Severity::Breach), &["2027-02-12", "2027-03-02"], None),
        trace("T3", "2027-04-14", Some(Severity::Scratch), &["2027-04-15"], None),
        trace(
            "T4",
            "2026-06-02",
            Some(Severity::Serious),
            &["2026-06-20", "2026-08-01", "2026-12-01"],
            Some("2026-12-08"),
        ),
    ]
}

fn kept() -> Vec<Kept> {
    let kept = |handle: &str, day: &str, ended: Option<&str>, checks: &[(&str, Outcome)]| Kept {
        handle: handle.to_owned(),
        agreed: date(day),
        ended: ended.map(date),
        checks: checks.iter().map(|(day, outcome)| (date(day), Some(*outcome))).collect(),
    };
    vec![
        kept(
            "A3",
            "2025-05-21",
            Some("2026-11-20"),
            &[("2026-08-21", Outcome::Kept), ("2026-11-20", Outcome::Kept)],
        ),
        kept("A4", "2026-05-21", None, &[("2026-08-21", Outcome::Partly), ("2026-11-20", Outcome::Missed)]),
        kept("A6", "2027-03-02", None, &[]),
    ]
}

/// A usual year, as a pair in Denmark has it.
pub(super) fn danish() -> Brief {
    of(11)
}

/// The same in English, of another two, written in Danish.
pub(super) fn english() -> Brief {
    let mut brief = of(11);
    brief.head = Masthead {
        language: Language::English,
        people: [
            party("Christopher Okonkwo-Featherstonehaugh", "chair"),
            party("Mia Sand", "chief executive"),
        ],
        is_public_body: false,
        ..brief.head
    };
    brief.year.incidents = None;
    brief
}

/// The Danish brief with every text replaced by the next of `texts`, and everything in it so many times.
pub(super) fn scrambled(texts: &[String], times: usize) -> Brief {
    let mut next = texts.iter().cycle().cloned();
    let mut word = move || next.next().unwrap_or_default();
    let mut brief = of(12);
    for person in &mut brief.head.people {
        (person.name, person.short, person.title) = (word(), word(), Some(word()));
    }
    (brief.head.place, brief.head.format) = (Some(word()), word());
    for stretch in &mut brief.programme {
        (stretch.name, stretch.matter) = (word(), Some([word(), word()]));
        stretch.questions = vec![word(), word()];
    }
    for agreed in &mut brief.agreed {
        (agreed.text, agreed.question) = (Passage::Text(word()), Some(word()));
    }
    for repair in &mut brief.repairs {
        (repair.text, repair.replies) = (Passage::Text(word()), vec![(word(), Passage::Text(word()))]);
        repair.steps[0] = Some(Step { date: repair.date, by: word(), text: Passage::Text(word()) });
        (repair.by, repair.about) = (word(), Some(word()));
    }
    brief.practical = Practical { fallback: Some(word()), private: Some(word()), ..brief.practical };
    for theme in &mut brief.noticed {
        (theme.theme, theme.when, theme.question) = (word(), Some(word()), Some(word()));
        for observed in theme.voices.iter_mut().flatten() {
            (observed.text, observed.effect) = (Passage::Text(word()), Some(word()));
            observed.replies.push((word(), Passage::Text(word())));
        }
    }
    brief.agreed = vec![brief.agreed; times].concat();
    brief.repairs = vec![brief.repairs; times].concat();
    brief.noticed = vec![brief.noticed; times].concat();
    brief.year.adjustments = vec![brief.year.adjustments; times * 3].concat();
    brief.year.incidents = brief.year.incidents.map(|traces| vec![traces; times * 2].concat());
    brief
}
