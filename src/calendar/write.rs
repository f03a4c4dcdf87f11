//! A calendar file out (RFC 5545), and how it is handed to others (RFC 5546).

use super::lines::{Lines, mailto, parameter};
use super::sheet::{Event, Meeting, Method, Person, Sheet, When};
use super::zone::{self, LOCAL};
use crate::domain::on_clock;
use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// Writes a calendar file.
pub(crate) fn write(sheet: &Sheet) -> String {
    let mut lines = Lines::default();
    lines.block("VCALENDAR", |lines| {
        lines.line("VERSION", "2.0");
        lines.text("PRODID", &format!("-//makkerpar//makkerpar//{}", sheet.language.to_uppercase()));
        lines.line("CALSCALE", "GREGORIAN");
        lines.line(
            "METHOD",
            match sheet.method {
                Method::Publish => "PUBLISH",
                Method::Request => "REQUEST",
                Method::Cancel => "CANCEL",
            },
        );
        if let Some(name) = &sheet.name {
            lines.text("X-WR-CALNAME", name);
        }
        lines.text("X-WR-TIMEZONE", sheet.zone.name());
        write_zone(lines, sheet);
        for event in &sheet.events {
            lines.block("VEVENT", |lines| write_event(lines, sheet, event));
        }
    });
    lines.finish()
}

/// The VTIMEZONE, which every TZID needs (RFC 5545, section 3.2.19), if there is a TZID at all.
fn write_zone(lines: &mut Lines, sheet: &Sheet) {
    let spans = sheet.events.iter().filter_map(|event| match event.when {
        When::Day(_) => None,
        When::Time { start, end } => Some(instants(sheet.zone, start, end)),
    });
    let years = spans.map(|(start, end)| (start.year(), end.year()));
    let whole = years.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
    if let Some((first, last)) = whole
        && !zone::is_utc(sheet.zone)
    {
        zone::write(lines, sheet.zone, first..=last);
    }
}

fn write_event(lines: &mut Lines, sheet: &Sheet, event: &Event) {
    let is_cancelled = event.is_cancelled || sheet.method == Method::Cancel;
    // What does not take place keeps nobody busy.
    let takes_time = event.takes_time && !is_cancelled;
    lines.text("UID", &event.uid);
    lines.line("DTSTAMP", &utc(sheet.stamp));
    if let Some(created) = event.created {
        lines.line("CREATED", &utc(created));
    }
    lines.line("LAST-MODIFIED", &utc(sheet.stamp));
    lines.line("SEQUENCE", &event.sequence.to_string());
    write_when(lines, sheet.zone, event.when);
    lines.text("SUMMARY", &event.summary);
    if let Some(description) = &event.description {
        lines.text("DESCRIPTION", description);
    }
    if let Some(location) = &event.location {
        lines.text("LOCATION", location);
    }
    lines.texts("CATEGORIES", &event.categories);
    lines.line("CLASS", "PRIVATE");
    lines.line("STATUS", if is_cancelled { "CANCELLED" } else { "CONFIRMED" });
    lines.line("TRANSP", if takes_time { "OPAQUE" } else { "TRANSPARENT" });
    lines.line("X-MICROSOFT-CDO-BUSYSTATUS", if takes_time { "BUSY" } else { "FREE" });
    if let Some(meeting) = &event.meeting {
        write_meeting(lines, sheet.method, meeting, is_cancelled);
    }
    // A CANCEL may hold none (RFC 5546, section 3.2.5), and elsewhere they would remind of nothing.
    for alarm in event.alarms.iter().filter(|_| !is_cancelled) {
        lines.block("VALARM", |lines| {
            lines.line("ACTION", "DISPLAY");
            lines.text("DESCRIPTION", &alarm.text);
            lines.line("TRIGGER", &trigger(alarm.before));
        });
    }
}

/// DTSTART and DTEND, which is the first moment that no longer belongs to it (RFC 5545, section 3.6.1).
fn write_when(lines: &mut Lines, zone: Tz, when: When) {
    let (start, end) = match when {
        When::Day(day) => {
            let date = |day: NaiveDate| day.format("%Y%m%d").to_string();
            lines.line("DTSTART;VALUE=DATE", &date(day));
            lines.line("DTEND;VALUE=DATE", &date(day + Days::new(1)));
            return;
        }
        When::Time { start, end } => instants(zone, start, end),
    };
    let mut time = |name: &str, instant: DateTime<Tz>| {
        if zone::is_utc(zone) {
            lines.line(name, &utc(instant.to_utc()));
        } else {
            lines.line(&format!("{name};TZID={}", zone.name()), &instant.format(LOCAL).to_string());
        }
    };
    time("DTSTART", start);
    // One without DTEND ends as it starts; a DTEND that is not later is not allowed.
    if end > start {
        time("DTEND", end);
    }
}

/// From when until when an event is. If a change of the clock swallows its end, it lasts as long as its wall
/// clock says.
fn instants(zone: Tz, start: NaiveDateTime, end: NaiveDateTime) -> (DateTime<Tz>, DateTime<Tz>) {
    let (from, until) = (on_clock(zone, start), on_clock(zone, end));
    if until > from { (from, until) } else { (from, from + (end - start).max(Duration::zero())) }
}

/// ORGANIZER and ATTENDEEs; who only publishes invites nobody (RFC 5546, section 3.2.1).
fn write_meeting(lines: &mut Lines, method: Method, meeting: &Meeting, is_cancelled: bool) {
    let organizer = &meeting.organizer;
    lines.line(&format!("ORGANIZER{}", common_name(organizer)), &mailto(&organizer.mail));
    if method == Method::Publish {
        return;
    }
    let mut attendee = |person: &Person, answer: &str| {
        let name = format!("ATTENDEE{};ROLE=REQ-PARTICIPANT;PARTSTAT={answer}", common_name(person));
        lines.line(&name, &mailto(&person.mail));
    };
    attendee(organizer, "ACCEPTED");
    // A cancellation asks for no answer.
    let answer = if is_cancelled { "NEEDS-ACTION" } else { "NEEDS-ACTION;RSVP=TRUE" };
    let others = meeting.attendees.iter().filter(|one| !one.mail.eq_ignore_ascii_case(&organizer.mail));
    others.for_each(|person| attendee(person, answer));
}

fn common_name(person: &Person) -> String {
    if person.name.is_empty() { String::new() } else { parameter("CN", &person.name) }
}

/// An instant as RFC 5545, section 3.3.5, form 2 has it.
fn utc(instant: DateTime<Utc>) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

/// When an alarm goes off, as seen from the start (RFC 5545, section 3.3.6): `-PT1H30M`. Hours and not days,
/// for a day is 23 hours when the clock changes. Seconds cannot follow hours without minutes.
fn trigger(before: Duration) -> String {
    let sign = if before > Duration::zero() { "-" } else { "" };
    let seconds = before.num_seconds().unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let part = |amount: u64, unit: char, is_said: bool| {
        if is_said { format!("{amount}{unit}") } else { String::new() }
    };
    format!(
        "{sign}PT{}{}{}",
        part(hours, 'H', hours > 0),
        part(minutes, 'M', minutes > 0 || (hours > 0) == (seconds > 0)),
        part(seconds, 'S', seconds > 0)
    )
}
