use super::super::{day_month_year, day_short_near, distance, full, listed, sentence};
use super::leading::{Leading, LeadingError, leading};
use super::*;
use Language::{Danish, English};
use proptest::prelude::*;
use std::fmt::Write as _;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// What a table has for what was read: a date, or why it is none.
fn told(read: Result<NaiveDate, DateError>) -> String {
    match read {
        Ok(date) => date.to_string(),
        Err(DateError::Ambiguous { readings: [one, other] }) => format!("ambiguous {one} {other}"),
        Err(DateError::MonthFirst { meant }) => format!("month-first {meant}"),
        Err(DateError::NoSuchDay { year, month, last }) => format!("no-such-day {year}-{month:02}-{last}"),
        Err(DateError::WrongWeekday { date }) => format!("weekday {date}"),
        Err(DateError::NoSuchWeek { year, last }) => format!("no-such-week {year} {last}"),
        Err(DateError::OutOfRange) => "out-of-range".to_owned(),
        Err(DateError::Unknown { near: None }) => "unknown".to_owned(),
        Err(DateError::Unknown { near: Some(near) }) => format!("near {near}"),
    }
}

#[test]
fn the_phrases_of_the_table_are_read_as_it_says() {
    let table = include_str!("../../../../tests/fixtures/dates.tsv");
    let (mut wrong, mut counts) = (String::new(), [0, 0]);
    for row in table.lines() {
        let [today, language, direction, phrase, expected, ..] = row.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{row}");
        };
        let language = Language::parse(language).expect("a language");
        let direction = if direction == "happened" { Direction::Back } else { Direction::On };
        counts[usize::from(language == Danish)] += 1;
        let read = told(Reader::new(language, date(today), direction).date(phrase));
        if read != expected {
            writeln!(wrong, "{row}: read as {read}").expect("a line");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(counts.into_iter().all(|count| count >= 75), "{counts:?}");
}

#[test]
fn a_line_of_a_note_may_begin_with_its_date() {
    let today = date("2027-03-03");
    for (language, line, day, rest) in [
        (
            English,
            "20/5 Bo said no before I could promise it #roles",
            "2026-05-20",
            "Bo said no before I could promise it #roles",
        ),
        (English, "last friday – text", "2027-02-26", "text"),
        (English, "Yesterday, Bo said no", "2027-03-02", "Bo said no"),
        (English, "26 February 2027 - Bo said no", "2027-02-26", "Bo said no"),
        (English, "2027-02-26 Bo said no: twice", "2027-02-26", "Bo said no: twice"),
        (English, "Fri: Bo said no", "2027-02-26", "Bo said no"),
        (English, "on Friday Bo said no", "2027-02-26", "Bo said no"),
        (English, "the 20th: Bo said no", "2027-02-20", "Bo said no"),
        (English, "yesterday", "2027-03-02", ""),
        (English, "friday last week: both of us", "2027-02-26", "both of us"),
        (Danish, "i går: Bo sagde nej", "2027-03-02", "Bo sagde nej"),
        (Danish, "I går sagde Bo nej", "2027-03-02", "sagde Bo nej"),
        (Danish, "20.5. Bo sagde nej", "2026-05-20", "Bo sagde nej"),
        (Danish, "20.5: Bo sagde nej", "2026-05-20", "Bo sagde nej"),
        (Danish, "d. 26. februar 2027. Bo sagde nej", "2027-02-26", "Bo sagde nej"),
        (Danish, "fredag den 26. februar Bo sagde nej", "2027-02-26", "Bo sagde nej"),
        (Danish, "for 3 dage siden — Bo sagde nej", "2027-02-28", "Bo sagde nej"),
        (Danish, "i fredags: 3 direktører svarede", "2027-02-26", "3 direktører svarede"),
        (Danish, "uge 8: to møder", "2027-02-22", "to møder"),
        (Danish, "2/3 Bo sagde nej", "2027-03-02", "Bo sagde nej"),
        (Danish, "man. - Bo sagde nej", "2027-03-01", "Bo sagde nej"),
        (Danish, "  i ga\u{30a}r,  Bo", "2027-03-02", "Bo"),
        (Danish, "i morgen: Bo", "2027-03-04", "Bo"),
    ] {
        let read = leading(line, today, language);
        assert_eq!(read, Ok(Leading { date: date(day), rest }), "{line}");
    }
}

#[test]
fn a_line_that_only_looks_as_if_it_began_with_a_date_has_none() {
    let today = date("2027-03-03");
    for (language, line) in [
        (English, "Bo said no on 20/5"),
        (English, "Sun all day, and a long talk"),
        (English, "In two weeks we present the budget"),
        (English, "The 2nd time he asked"),
        (English, "2.5 hours about the hall"),
        (English, "20.5 million was the bid"),
        (English, "Last friday of the month is ours"),
        (English, "Friday's meeting ran late"),
        (English, "Todayish"),
        (English, "Friday-meetings are too long"),
        (English, "3 of the directors answered"),
        (English, "12:30 he called"),
        (Danish, "Man kan ikke sige nej to gange"),
        (Danish, "Den 2. gang spurgte han"),
        (Danish, "På torsdag fremlægger vi budgettet"),
        (Danish, "I morgen skal vi tale om det"),
        (Danish, "14.30 ringede han"),
        (Danish, "2,5 timer om hallen"),
        (Danish, "1. Bo spurgte først"),
        (Danish, "Mandagsmødet trak ud"),
        (Danish, "Sidste uge af maj er fyldt"),
        (Danish, "maj blev lang"),
        (Danish, "- Bo sagde nej"),
        (Danish, ""),
        (Danish, ": i går"),
    ] {
        assert_eq!(leading(line, today, language), Err(LeadingError::NoDate), "{line}");
    }
}

#[test]
fn a_line_that_begins_with_a_wrong_date_says_which() {
    let today = date("2027-03-03");
    let wrong = |line, language| match leading(line, today, language) {
        Err(LeadingError::Wrong { said, error }) => (said, told(Err(error))),
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(wrong("31/2 Bo sagde nej", Danish), ("31/2", "no-such-day 2027-02-28".to_owned()));
    assert_eq!(wrong("2/3: Bo said no", English), ("2/3", "ambiguous 2027-03-02 2027-02-03".to_owned()));
    assert_eq!(wrong("5/20 Bo sagde nej", Danish), ("5/20", "month-first 2026-05-20".to_owned()));
    assert_eq!(
        wrong("fredag den 25. februar: nej", Danish),
        ("fredag den 25. februar", "weekday 2027-02-25".to_owned())
    );
    assert_eq!(wrong("uge 53 2027 Bo", Danish), ("uge 53 2027", "no-such-week 2027 52".to_owned()));
}

#[test]
fn the_end_of_a_stretch_is_looked_for_from_its_beginning() {
    let plans = Reader::new(English, date("2027-09-01"), Direction::On);
    assert_eq!(plans.date("15 october"), Ok(date("2027-10-15")));
    assert_eq!(plans.from(date("2028-08-16")).date("15 october"), Ok(date("2028-10-15")));
    assert_eq!(plans.from(date("2028-08-16")).date("friday"), Ok(date("2028-08-18")));
    // What is told from today is told from today.
    assert_eq!(plans.from(date("2028-08-16")).date("in 2 weeks"), Ok(date("2027-09-15")));
    let week = plans.read("week 37").expect("a week");
    assert_eq!((week.first(), week.last()), (date("2027-09-13"), date("2027-09-19")));
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    // The years 1 to 9999.
    (1..3_652_059_i32).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).expect("a date"))
}

fn any_reader() -> impl Strategy<Value = Reader> {
    (any_date(), any::<bool>(), any::<bool>()).prop_map(|(today, danish, back)| {
        let language = if danish { Danish } else { English };
        Reader::new(language, today, if back { Direction::Back } else { Direction::On })
    })
}

/// Texts of the words that dates are made of, in any order.
fn any_words() -> impl Strategy<Value = String> {
    let mut words: Vec<String> = lexicon::known().map(|(_, known)| known.spelt.clone()).collect();
    words.sort();
    let part = prop_oneof![
        proptest::sample::select(words),
        "[0-9]{1,5}".prop_map(|digits| digits),
        "[-./,':–]".prop_map(|mark| mark),
        "\\PC{0,3}".prop_map(|noise| noise),
    ];
    (proptest::collection::vec(part, 0..8), "[ ]{0,1}").prop_map(|(parts, gap)| parts.join(&gap))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_text_breaks_the_reader(reader in any_reader(), text in prop_oneof![any_words(), any::<String>()]) {
        if let Ok(date) = reader.date(&text) {
            prop_assert!((1..=9999).contains(&date.year()));
        }
        if let Ok(Leading { date, rest }) = leading(&text, reader.today, reader.language) {
            prop_assert!((1..=9999).contains(&date.year()) && text.trim().ends_with(rest));
        }
    }

    #[test]
    fn what_is_near_is_understood(reader in any_reader(), text in any_words()) {
        if let Err(DateError::Unknown { near: Some(near) }) = reader.date(&text) {
            prop_assert!(reader.date(&near).is_ok(), "{near}");
        }
    }

    #[test]
    fn every_date_that_is_said_is_read(day in any_date().prop_filter("four digits", |day| day.year() > 999), today in any_date(), danish in any::<bool>()) {
        let language = if danish { Danish } else { English };
        let direction = if day < today { Direction::Back } else { Direction::On };
        let reader = Reader::new(language, today, direction);
        let other = Reader::new(if danish { English } else { Danish }, today, direction);
        for said in [full(language, day), day_month_year(language, day)] {
            prop_assert_eq!(reader.date(&said), Ok(day), "{}", said);
            prop_assert_eq!(other.date(&said), Ok(day), "{}", said);
        }
        for said in [sentence(language, day, today), listed(language, day, today), day_short_near(language, day, today)] {
            prop_assert_eq!(reader.date(&said), Ok(day), "{}", said);
        }
        prop_assert_eq!(reader.date(&day.to_string()), Ok(day));
        let line = format!("{day} text");
        prop_assert_eq!(leading(&line, today, language), Ok(Leading { date: day, rest: "text" }));
    }

    #[test]
    fn what_is_open_is_nearest_in_the_direction(reader in any_reader(), day in any_date()) {
        for said in [super::super::day_month(reader.language, day), super::super::weekday(reader.language, day).to_owned()] {
            if let Ok(date) = reader.date(&said) {
                prop_assert!(reader.is_ahead(date));
                let away = (date - reader.today).num_days().abs();
                prop_assert!(away <= if said.contains(' ') { 8 * 366 } else { 6 }, "{said}: {date}");
            }
        }
    }

    #[test]
    fn distances_are_understood(reader in any_reader(), days in -3000_i64..3000) {
        let Some(day) = reader.today.checked_add_signed(chrono::Duration::days(days)) else { return Ok(()) };
        let said = distance(reader.language, day, reader.today);
        match reader.date(&said) {
            // Whole days are said to the day, weeks and months to the nearest.
            Ok(read) => {
                let off = (read - day).num_days().abs();
                prop_assert!(off <= match days.abs() { 0..=13 => 0, 14..=90 => 6, _ => 18 }, "{said}: {read}");
            }
            Err(error) => prop_assert_eq!(error, DateError::OutOfRange),
        }
    }
}
