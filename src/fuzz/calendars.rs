//! Calendar files: bytes that may be one, and what `calendar export` and `calendar invite` write, read back.

use super::bytes::Bytes;
use crate::calendar::{Alarm, Event, Meeting, Method, Person, Sheet, Span, When, read, write};
use crate::domain::{YEARS, on_clock};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

/// The most events of a sheet.
const EVENTS: u8 = 6;
/// Ends the name of an event of ours.
const OWN: &str = "@makkerpar";

/// Reads the bytes as a calendar file; or writes a sheet that they tell, reads it back, and reads it broken.
///
/// # Panics
/// If the program is broken: what is read is no time, lies outside of what was asked for, or is not what was written.
pub fn calendars(data: &[u8]) {
    let mut bytes = Bytes(data);
    let kind = bytes.number(3);
    let zone = zone(&mut bytes);
    let from = NaiveDate::from_ymd_opt(2027, 3, 3).expect("a day").and_time(NaiveTime::MIN).and_utc();
    let span = Span { from, until: from + Duration::days(i64::from(bytes.byte()) * 3) };
    if kind == 0 {
        return sound(bytes.0, zone, &span);
    }
    let sheet = sheet(&mut bytes, zone);
    let mut file = write(&sheet).into_bytes();
    is_read_back(&sheet, &file);
    if kind == 1 {
        return;
    }
    while let Some(([high, low, kind], rest)) = bytes.0.split_first_chunk() {
        let place = usize::from(*high) << 8 | usize::from(*low);
        let place = place % file.len().max(1);
        bytes.0 = rest;
        match kind % 4 {
            0 if !file.is_empty() => drop(file.remove(place)),
            1 => file.truncate(place),
            2 => file.insert(place, bytes.byte()),
            _ => drop(file.splice(place..place, bytes.text().into_bytes())),
        }
    }
    sound(&file, zone, &span);
}

/// Any zone that there is.
fn zone(bytes: &mut Bytes<'_>) -> Tz {
    let number = usize::from(bytes.byte()) << 8 | usize::from(bytes.byte());
    TZ_VARIANTS[number % TZ_VARIANTS.len()]
}

/// Reads a file, whatever it is; what comes of it is as the reader promises.
fn sound(file: &[u8], zone: Tz, span: &Span) {
    let Ok(report) = read(file, zone, span, &|uid| uid.ends_with(OWN)) else { return };
    let lines = file.iter().filter(|octet| matches!(octet, b'\n' | b'\r')).count() + 1;
    assert!(report.busy.is_sorted(), "{:?}", report.busy);
    for busy in &report.busy {
        assert!(busy.start < busy.end, "{busy:?}");
        assert!(busy.start < span.until && busy.end > span.from, "{busy:?} outside of {span:?}");
    }
    for problems in [&report.problems, &report.truncated] {
        assert!(problems.is_sorted_by_key(|problem| problem.line), "{problems:?}");
        assert!(problems.iter().all(|problem| (1..=lines).contains(&problem.line)), "{problems:?}");
    }
    assert!(report.unknown_zones.iter().all(|(_, line)| (1..=lines).contains(line)), "{report:?}");
    assert!(report.problem_count >= report.problems.len(), "{report:?}");
    assert!(report.truncated_count >= report.truncated.len(), "{report:?}");
    assert!(report.own + report.free + report.cancelled <= report.components, "{report:?}");
    assert!(report.whole >= span.from && report.whole <= span.until, "{report:?}");
    assert!(report.truncated_count > 0 || report.whole == span.until, "{report:?}");
}

/// A sheet of events, each with a name of its own.
fn sheet(bytes: &mut Bytes<'_>, zone: Tz) -> Sheet {
    let method = bytes.one_of(&[Method::Publish, Method::Request, Method::Cancel]);
    let (name, count) = (bytes.text_if_any(), bytes.number(EVENTS) + 1);
    let stamp = DateTime::from_timestamp(1_800_000_000, 0).expect("an instant");
    let events = (0..count).map(|number| event(bytes, number)).collect();
    Sheet { method, name, language: "da", zone, stamp, events }
}

fn event(bytes: &mut Bytes<'_>, number: u8) -> Event {
    let first = NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).expect("a day");
    let last = NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).expect("a day");
    let days = u64::from(bytes.byte()) << 8 | u64::from(bytes.byte());
    let day = (first + Days::new(days)).min(last);
    let when = if bytes.number(4) == 0 {
        When::Day(day)
    } else {
        // Around a midnight, where clocks are changed, a quarter of an hour tells much.
        let start = day.and_time(NaiveTime::MIN) + Duration::minutes(15) * i32::from(bytes.number(96));
        let minutes = Duration::minutes(5) * i32::from(bytes.byte());
        When::Time { start, end: start + minutes }
    };
    let person = |bytes: &mut Bytes<'_>| Person { name: bytes.text(), mail: bytes.text() };
    let meeting = bytes.is_so().then(|| {
        let organizer = person(bytes);
        Meeting { attendees: vec![organizer.clone(), person(bytes)], organizer }
    });
    Event {
        uid: format!("{number}{OWN}"),
        sequence: bytes.byte().into(),
        created: None,
        when,
        summary: bytes.text(),
        description: bytes.text_if_any(),
        location: bytes.text_if_any(),
        categories: (0..bytes.number(3)).map(|_| bytes.text()).collect(),
        is_cancelled: bytes.number(4) == 0,
        takes_time: bytes.number(4) != 0,
        alarms: (0..bytes.number(3))
            .map(|_| Alarm {
                before: Duration::seconds(i64::from(bytes.byte()) * 733 - 40_000),
                text: bytes.text(),
            })
            .collect(),
        meeting,
    }
}

/// When an event is.
fn instants(zone: Tz, when: When) -> (DateTime<Utc>, DateTime<Utc>) {
    let at = |wall: NaiveDateTime| on_clock(zone, wall).to_utc();
    match when {
        When::Day(day) => {
            (at(day.and_time(NaiveTime::MIN)), at((day + Days::new(1)).and_time(NaiveTime::MIN)))
        }
        When::Time { start, end } if at(end) > at(start) => (at(start), at(end)),
        // A change of the clock has swallowed its end.
        When::Time { start, end } => (at(start), at(start) + (end - start)),
    }
}

/// What is written says when somebody is busy, and nothing else, whatever stands in its texts.
fn is_read_back(sheet: &Sheet, file: &[u8]) {
    let all = Span {
        from: DateTime::UNIX_EPOCH,
        until: DateTime::from_timestamp(5_000_000_000, 0).expect("an instant"),
    };
    let of = |is_own: bool| read(file, sheet.zone, &all, &|_| is_own).expect("a calendar");
    let told = || String::from_utf8_lossy(file);
    let report = of(false);
    let is_off = |event: &&Event| event.is_cancelled || sheet.method == Method::Cancel;
    let mut busy: Vec<_> = sheet
        .events
        .iter()
        .filter(|event| event.takes_time && !is_off(event))
        .map(|event| instants(sheet.zone, event.when))
        .filter(|(start, end)| start < end)
        .collect();
    busy.sort_unstable();
    let found: Vec<_> = report.busy.iter().map(|busy| (busy.start, busy.end)).collect();
    assert_eq!(found, busy, "{}", told());
    let cancelled = sheet.events.iter().filter(is_off).count();
    let free = sheet.events.iter().filter(|event| !is_off(event) && !event.takes_time).count();
    assert_eq!((report.cancelled, report.free), (cancelled, free), "{}", told());
    assert_eq!((report.components, report.own), (sheet.events.len(), 0), "{}", told());
    assert_eq!((report.problem_count, report.skipped, report.truncated_count), (0, 0, 0), "{report:?}");
    assert!(report.unknown_zones.is_empty() && report.floating == 0, "{report:?}");
    assert_eq!(of(true).own, sheet.events.len(), "{}", told());
}
