//! Calendars of the awkward kinds, against what an independent program reads in them (`tests/fixtures/make`).

use super::*;
use proptest::prelude::*;
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
                report.problems
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
        if ours != expected || report.problem_count > 0 {
            let ours = ours.iter().take(8).collect::<Vec<_>>();
            let expected = expected.iter().take(8).collect::<Vec<_>>();
            let _ = writeln!(wrong, "{name}\nours   {ours:?}\ntheirs {expected:?}\n{:?}", report.problems);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// An event with these lines, in a calendar.
fn with_event(lines: &str) -> Vec<u8> {
    let event = format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\n");
    format!("BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n").into_bytes()
}

#[test]
fn what_never_ends_is_given_up_and_said() {
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;COUNT=999999999",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ] {
        let lines = format!("DTSTART:20270304T100000Z\r\nDTEND:20270304T100001Z\r\nRRULE:{rule}");
        let report = read_all(&with_event(&lines), &span("2029-01-01T00:00:00Z")).expect("a calendar");
        assert!(!report.busy.is_empty(), "{rule}: it takes place once at least");
        let is_secondly = rule.starts_with("FREQ=SECONDLY");
        assert_eq!(report.truncated.len(), usize::from(is_secondly), "{rule}: {:?}", report.truncated);
        if is_secondly {
            assert_eq!(report.truncated[0].line, 6, "{rule}");
        }
    }
}

#[test]
fn what_is_broken_is_counted_by_the_events_in_which_it_is() {
    let event = |uid: &str, lines: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20270304T100000Z\r\nDTEND:20270304T110000Z\r\n{lines}END:VEVENT\r\n"
        )
    };
    let counted = |body: &str| {
        let file = format!("BEGIN:VCALENDAR\r\n{body}");
        let report = read_all(file.as_bytes(), &span("2029-01-01T00:00:00Z")).expect("a calendar");
        (report.skipped, report.components, report.problem_count, report.busy.len())
    };
    let whole = |body: String| counted(&format!("{body}END:VCALENDAR\r\n"));
    let fine = event("1", "");
    assert_eq!(whole(format!("{fine}{}", event("2", "a\r\nb\r\nc\r\n"))), (1, 2, 3, 2));
    assert_eq!(whole(format!("a\r\nb\r\n{fine}")), (0, 1, 2, 1));
    assert_eq!(whole(event("1", "RRULE:FREQ=X\r\nRRULE:FREQ=Y\r\n")), (1, 1, 2, 1));
    let cut = event("2", "a\r\n");
    assert_eq!(counted(&format!("{fine}{}", &cut[..cut.len() - 12])), (1, 2, 2, 1));
    let sheet =
        "BEGIN:VFREEBUSY\r\nFREEBUSY:20270304T120000Z/PT1H,x,20270304T150000Z/PT1H\r\nEND:VFREEBUSY\r\n";
    assert_eq!(whole(sheet.to_owned()), (1, 3, 1, 2));
}

#[test]
fn what_is_no_calendar_is_not_read_as_one() {
    for bytes in
        [&b""[..], b"hello\r\n", b"%PDF-1.7\n%\xe2\xe3", b"\0\0\0\0", b"BEGIN:VCARD\r\nEND:VCARD\r\n"]
    {
        assert!(read_all(bytes, &span("2029-01-01T00:00:00Z")).is_err(), "{bytes:?}");
    }
    let nested = format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(100_000));
    let report = read_all(nested.as_bytes(), &span("2029-01-01T00:00:00Z")).expect("a calendar");
    assert!(report.busy.is_empty() && report.problems.len() <= PROBLEMS);
}

#[test]
fn letters_of_another_encoding_do_not_stop_the_reading() {
    let lines = "SUMMARY:M\u{f8}de\r\nDTSTART:20270304T100000Z\r\nDTEND:20270304T110000Z";
    let latin: Vec<u8> = String::from_utf8(with_event(lines))
        .expect("text")
        .chars()
        .map(|letter| u8::try_from(letter).expect("a letter of Latin-1"))
        .collect();
    let report = read_all(&latin, &span("2029-01-01T00:00:00Z")).expect("a calendar");
    assert_eq!((report.busy.len(), report.problem_count), (1, 0));
}

/// A value that is in the way of somebody.
fn values() -> impl Strategy<Value = String> {
    let times = [
        "00000101",
        "00010101T000000Z",
        "99991231T235959Z",
        "20270230T100000Z",
        "20270328T023000",
        "20270304T100000Z/PT1H",
        "20270304T100000Z/99991231T235959Z",
        "P36500D",
        "-P36500D",
        "P99999999999999999999W",
        "PT-1S",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=YEARLY;INTERVAL=65535",
        "FREQ=WEEKLY;BYDAY=-53MO",
        "FREQ=MONTHLY;BYSETPOS=-366;BYMONTHDAY=-31",
        "FREQ=YEARLY;UNTIL=00000101;BYWEEKNO=53",
        "FREQ=HOURLY;COUNT=4294967295",
        "+2359",
        "-235959",
        "+9900",
        "",
    ];
    prop_oneof![prop::sample::select(times.to_vec()).prop_map(str::to_owned), "[-0-9A-Z;=,:T/+]{0,24}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_values_however_wrong_stop_the_reading(
        lines in prop::collection::vec(
            (
                prop::sample::select(vec![
                    "DTSTART", "DTSTART;VALUE=DATE", "DTSTART;TZID=Own", "DTEND", "DTEND;TZID=Own", "DURATION",
                    "RRULE", "RDATE", "RDATE;VALUE=PERIOD", "EXDATE", "RECURRENCE-ID",
                    "RECURRENCE-ID;RANGE=THISANDFUTURE", "SEQUENCE", "FREEBUSY", "BEGIN", "END",
                ]),
                values(),
            ),
            0..8,
        ),
        zone in prop::collection::vec(
            (prop::sample::select(vec!["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"]), values()),
            0..6,
        ),
    ) {
        let text = |lines: &[(&str, String)]| {
            lines.iter().fold(String::new(), |text, (name, value)| text + name + ":" + value + "\r\n")
        };
        let own = format!(
            "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\n{}END:STANDARD\r\nEND:VTIMEZONE\r\n",
            text(&zone)
        );
        let events = format!(
            "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Own:20270304T100000\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n\
             BEGIN:VEVENT\r\nUID:1\r\n{}END:VEVENT\r\n",
            text(&lines)
        );
        let file = format!("BEGIN:VCALENDAR\r\n{own}{events}END:VCALENDAR\r\n");
        let span = span("2028-01-01T00:00:00Z");
        let report = read_all(file.as_bytes(), &span).expect("a calendar");
        for busy in &report.busy {
            prop_assert!(busy.start < busy.end && busy.start < span.until && busy.end > span.from, "{busy:?}");
        }
    }

    #[test]
    fn no_octets_stop_the_reading(
        name in prop::sample::select(vec!["recurrences.ics", "calendars/01-plain-utc.ics"]),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60),
    ) {
        let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut bytes = std::fs::read(path).expect("a fixture");
        bytes.truncate(4000);
        for (at, octet) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = octet;
        }
        let _ = read_all(&bytes, &span("2028-01-01T00:00:00Z"));
    }
}
