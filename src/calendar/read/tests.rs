//! Calendars of the awkward kinds, against what an independent program reads in them (`tests/fixtures/make`).

use super::*;
use std::fmt::Write as _;

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn span(until: &str) -> Span {
    let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("an instant").to_utc();
    Span { from: at("2027-01-01T00:00:00+01:00"), until: at(until) }
}

fn read_all(bytes: &[u8], span: &Span) -> Result<Report, NotACalendar> {
    read(bytes, Tz::Europe__Copenhagen, span, &|uid| uid.ends_with(".makkerpar"))
}

fn said(busy: &[Busy]) -> Vec<String> {
    let line = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    busy.iter().map(|it| format!("{}\t{}", line(it.start), line(it.end))).collect()
}

#[test]
fn five_hundred_recurrences_are_those_of_an_independent_program() {
    let text = String::from_utf8(fixture("recurrences.ics")).expect("text");
    let table = String::from_utf8(fixture("recurrences.tsv")).expect("text");
    let mut wrong = String::new();
    let mut count = 0;
    for event in text.split("BEGIN:VEVENT").skip(1) {
        count += 1;
        let name = format!("r{count:03}");
        let prefix = format!("{name}\t");
        let expected: Vec<&str> = table.lines().filter_map(|line| line.strip_prefix(&prefix)).collect();
        let (event, _) = event.split_once("END:VEVENT").expect("an event");
        let file = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT{event}END:VEVENT\r\nEND:VCALENDAR\r\n");
        let report = read_all(file.as_bytes(), &span("2029-01-01T00:00:00+01:00")).expect("a calendar");
        let ours = said(&report.busy);
        if ours != expected {
            let odd = |one: &[&str], other: &[&str]| {
                one.iter()
                    .filter(|it| !other.contains(it))
                    .take(3)
                    .map(|it| it.to_string())
                    .collect::<Vec<_>>()
            };
            let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
            let _ = writeln!(
                wrong,
                "{name}{event}only ours {:?}\nonly theirs {:?}\n{:?}\n",
                odd(&ours, &expected),
                odd(&expected, &ours),
                report.skipped
            );
        }
    }
    assert_eq!(count, 500);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn calendars_of_the_awkward_kinds_are_read_as_an_independent_program_reads_them() {
    let folder = format!("{}/tests/fixtures/calendars", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".ics").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 50, "{names:?}");
    let mut wrong = String::new();
    for name in names {
        let table = String::from_utf8(fixture(&format!("calendars/{name}.tsv"))).expect("text");
        let expected: Vec<&str> = table.lines().collect();
        let report = read_all(&fixture(&format!("calendars/{name}.ics")), &span("2029-03-03T00:00:00+01:00"))
            .expect("a calendar");
        let ours = said(&report.busy);
        if ours != expected || report.skipped_count > 0 {
            let ours = ours.iter().take(8).collect::<Vec<_>>();
            let expected = expected.iter().take(8).collect::<Vec<_>>();
            let _ = writeln!(wrong, "{name}\nours   {ours:?}\ntheirs {expected:?}\n{:?}", report.skipped);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
