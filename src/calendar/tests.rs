//! What is written, as others read it.

use super::sheet::{Alarm, Event, Meeting, Method, Person, Sheet, When};
use super::write::write;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use chrono_tz::{Europe, Tz};

fn time(text: &str) -> NaiveDateTime {
    text.parse().expect("a time")
}

fn talk(start: &str, end: &str) -> Event {
    Event {
        uid: "018f@makkerpar".to_owned(),
        sequence: 2,
        created: Some(time("2026-08-01T07:00:00").and_utc()),
        when: When::Time { start: time(start), end: time(end) },
        summary: "The yearly talk".to_owned(),
        description: None,
        location: None,
        categories: Vec::new(),
        is_cancelled: false,
        takes_time: true,
        alarms: vec![Alarm { before: Duration::minutes(90), text: "Soon".to_owned() }],
        meeting: None,
    }
}

fn sheet(method: Method, zone: Tz, event: Event) -> Sheet {
    let stamp = time("2026-09-01T08:30:00").and_utc();
    Sheet { method, name: None, language: "en", zone, stamp, events: vec![event] }
}

/// The lines of the event alone, with LF.
fn vevent(sheet: &Sheet) -> String {
    let file = write(sheet).replace("\r\n", "\n");
    let from = file.find("BEGIN:VEVENT").expect("an event");
    file[from..].strip_suffix("END:VCALENDAR\n").expect("the end").to_owned()
}

#[test]
fn a_cancelled_event_neither_reminds_nor_keeps_busy() {
    let day = When::Day(NaiveDate::from_ymd_opt(2027, 12, 31).expect("a day"));
    let cancelled =
        Event { is_cancelled: true, when: day, ..talk("2027-01-01T00:00:00", "2027-01-01T01:00:00") };
    let sheet =
        Sheet { name: Some("A; b".to_owned()), ..sheet(Method::Publish, Europe::Copenhagen, cancelled) };
    assert_eq!(
        write(&sheet).replace("\r\n", "\n"),
        "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//makkerpar//makkerpar//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:A\\; b
X-WR-TIMEZONE:Europe/Copenhagen
BEGIN:VEVENT
UID:018f@makkerpar
DTSTAMP:20260901T083000Z
CREATED:20260801T070000Z
LAST-MODIFIED:20260901T083000Z
SEQUENCE:2
DTSTART;VALUE=DATE:20271231
DTEND;VALUE=DATE:20280101
SUMMARY:The yearly talk
CLASS:PRIVATE
STATUS:CANCELLED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
END:VCALENDAR
"
    );
}

#[test]
fn an_invitation_asks_those_who_are_invited() {
    let person = |name: &str, mail: &str| Person { name: name.to_owned(), mail: mail.to_owned() };
    let anna = person("Birk, Anna", "anna@example.org");
    let meeting =
        Meeting { attendees: vec![anna.clone(), person("Bo", "bo ærø@example.org")], organizer: anna };
    let event = Event {
        description: Some("One\nTwo".to_owned()),
        location: Some("Søby, Ærø".to_owned()),
        categories: vec!["a,b".to_owned(), "c".to_owned()],
        meeting: Some(meeting),
        ..talk("2027-01-12T09:00:00", "2027-01-12T12:00:00")
    };
    let mut sheet = sheet(Method::Request, Europe::Copenhagen, event);
    let invitation = "\
BEGIN:VEVENT
UID:018f@makkerpar
DTSTAMP:20260901T083000Z
CREATED:20260801T070000Z
LAST-MODIFIED:20260901T083000Z
SEQUENCE:2
DTSTART;TZID=Europe/Copenhagen:20270112T090000
DTEND;TZID=Europe/Copenhagen:20270112T120000
SUMMARY:The yearly talk
DESCRIPTION:One\\nTwo
LOCATION:Søby\\, Ærø
CATEGORIES:a\\,b,c
CLASS:PRIVATE
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
ORGANIZER;CN=\"Birk, Anna\":mailto:anna@example.org
ATTENDEE;CN=\"Birk, Anna\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:anna
 @example.org
ATTENDEE;CN=Bo;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:
 bo%20%C3%A6r%C3%B8@example.org
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Soon
TRIGGER:-PT1H30M
END:VALARM
END:VEVENT
";
    assert_eq!(vevent(&sheet), invitation);
    assert!(write(&sheet).contains("METHOD:REQUEST\r\n"));
    assert!(write(&sheet).contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\n"));

    sheet.method = Method::Cancel;
    let taken_back = vevent(&sheet);
    assert!(taken_back.contains("STATUS:CANCELLED") && taken_back.contains("ATTENDEE"), "{taken_back}");
    assert!(!taken_back.contains("VALARM") && !taken_back.contains("RSVP"), "{taken_back}");

    sheet.method = Method::Publish;
    let shown = vevent(&sheet);
    assert!(shown.contains("ORGANIZER") && !shown.contains("ATTENDEE"), "{shown}");
}

#[test]
fn times_of_utc_need_no_zone() {
    let file =
        write(&sheet(Method::Publish, Tz::Etc__UTC, talk("2027-01-12T09:00:00", "2027-01-12T12:00:00")));
    assert!(file.contains("\r\nDTSTART:20270112T090000Z\r\nDTEND:20270112T120000Z\r\n"), "{file}");
    assert!(!file.contains("TZID") && !file.contains("VTIMEZONE"), "{file}");
}

#[test]
fn what_a_change_of_the_clock_skips_takes_place_all_the_same() {
    for (start, end, written) in [
        ("2027-03-28T02:15:00", "2027-03-28T02:45:00", ("031500", Some("034500"))),
        ("2027-03-28T02:30:00", "2027-03-28T03:15:00", ("033000", Some("041500"))),
        ("2027-03-28T09:00:00", "2027-03-28T09:00:00", ("090000", None)),
    ] {
        let text = vevent(&sheet(Method::Publish, Europe::Copenhagen, talk(start, end)));
        let time = |name: &str| Some(text.split_once(&format!("{name};TZID=Europe/Copenhagen:20270328T"))?.1);
        let six = |name: &str| time(name).map(|rest| rest[..6].to_owned());
        assert_eq!((six("DTSTART").as_deref(), six("DTEND").as_deref()), (Some(written.0), written.1));
    }
}

#[test]
fn an_alarm_says_hours_and_minutes() {
    for (before, written) in [
        (Duration::zero(), "PT0M"),
        (Duration::minutes(15), "-PT15M"),
        (Duration::minutes(60), "-PT1H"),
        (Duration::minutes(1530), "-PT25H30M"),
        (Duration::hours(-9), "PT9H"),
        (Duration::seconds(3601), "-PT1H0M1S"),
        (Duration::seconds(30), "-PT30S"),
    ] {
        let alarms = vec![Alarm { before, text: String::new() }];
        let event = Event { alarms, ..talk("2027-01-12T09:00:00", "2027-01-12T12:00:00") };
        let text = vevent(&sheet(Method::Publish, Europe::Copenhagen, event));
        assert!(text.contains(&format!("\nTRIGGER:{written}\n")), "{text}");
    }
}
