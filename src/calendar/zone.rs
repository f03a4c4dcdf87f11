//! Time zones: what a wall clock means, and the VTIMEZONE that says so (RFC 5545, section 3.6.5).

use super::lines::Lines;
use super::rule::Rule;
use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone as _};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz, TzOffset};
use std::ops::RangeInclusive;

/// How a local time is written (RFC 5545, section 3.3.5, form 1).
pub(crate) const LOCAL: &str = "%Y%m%dT%H%M%S";

/// Whether a zone is UTC itself, whose times are written with a `Z` and need no VTIMEZONE.
pub(crate) fn is_utc(zone: Tz) -> bool {
    use Tz::{Etc__UCT, Etc__UTC, Etc__Universal, Etc__Zulu, UCT, UTC, Universal, Zulu};
    matches!(zone, UTC | UCT | Universal | Zulu | Etc__UTC | Etc__UCT | Etc__Universal | Etc__Zulu)
}

/// Writes the VTIMEZONE of a zone that is right in all these years.
///
/// Where the clock changes by a yearly rule, there is one STANDARD and one DAYLIGHT with that rule, which
/// calendars recognise best; elsewhere every change stands by itself.
pub(crate) fn write(lines: &mut Lines, zone: Tz, years: RangeInclusive<i32>) {
    lines.block("VTIMEZONE", |lines| {
        lines.line("TZID", zone.name());
        if let Some(rules) = yearly_rules(zone, &years) {
            for (change, rule) in rules {
                let is_daylight = seconds_east(change.after) > seconds_east(change.before);
                change.write(lines, is_daylight, Some(&rule));
            }
            return;
        }
        // In no zone has the new year begun by then.
        let opening = new_year(*years.start()) - Duration::days(1);
        let clock = zone.offset_from_utc_datetime(&opening);
        let first = Change { wall: opening + clock.fix(), before: clock, after: clock };
        let changes = changes(zone, opening, new_year(*years.end() + 1) + Duration::days(1));
        // A zone that leaves its clock alone has only standard time, whatever it is called.
        first.write(lines, !changes.is_empty() && is_summer(clock), None);
        for change in changes {
            change.write(lines, is_summer(change.after), None);
        }
    });
}

/// A change of the clock, or of its name.
#[derive(Clone, Copy)]
struct Change {
    /// What the clock before it shows when it comes.
    wall: NaiveDateTime,
    before: TzOffset,
    after: TzOffset,
}

impl Change {
    fn write(self, lines: &mut Lines, is_daylight: bool, rule: Option<&Rule>) {
        lines.block(if is_daylight { "DAYLIGHT" } else { "STANDARD" }, |lines| {
            lines.line("TZOFFSETFROM", &utc_offset(self.before));
            lines.line("TZOFFSETTO", &utc_offset(self.after));
            lines.text("TZNAME", &self.after.to_string());
            lines.line("DTSTART", &self.wall.format(LOCAL).to_string());
            if let Some(rule) = rule {
                lines.line("RRULE", &rule.to_string());
            }
        });
    }
}

/// The two changes of the year before `years` as their rules put them, earliest first, if the clock follows
/// such rules in all of the years.
///
/// The rules must hold for two years more, because they are written without an end and one year alone has a
/// rule for everything. The year before is not looked at: the file says nothing of it.
fn yearly_rules(zone: Tz, years: &RangeInclusive<i32>) -> Option<[(Change, Rule); 2]> {
    let (first, last) = (*years.start(), *years.end() + 2);
    let day = Duration::days(1);
    let mut changes = changes(zone, new_year(first) - day, new_year(last + 1) + day);
    changes.retain(|change| (first..=last).contains(&change.wall.year()));
    let (pairs, rest) = changes.as_chunks::<2>();
    let [one, other] = *pairs.first()?;
    let is_back_and_forth =
        seconds_east(one.before) != seconds_east(one.after) && is_same(one.before, other.after);
    let are_twice_a_year = pairs.iter().map(|[one, other]| (one.wall.year(), other.wall.year()));
    if !is_back_and_forth || !rest.is_empty() || !are_twice_a_year.eq((first..=last).map(|year| (year, year)))
    {
        return None;
    }
    let ruled = |half: usize| {
        let change = pairs[0][half];
        let time = change.wall.time();
        let is_steady = pairs
            .iter()
            .all(|pair| pair[half].wall.time() == time && is_same(pair[half].after, change.after));
        let days: Vec<_> = pairs.iter().map(|pair| pair[half].wall.date()).collect();
        let rule = Rule::of(&days).filter(|_| is_steady)?;
        Some((Change { wall: rule.day(first - 1)?.and_time(time), ..change }, rule))
    };
    Some([ruled(0)?, ruled(1)?])
}

/// The changes of a zone between two instants of UTC. The zone tells the clock of any instant but no list of
/// changes: they are sought day by day, as no zone changes its clock twice in one, and then by bisection.
fn changes(zone: Tz, from: NaiveDateTime, until: NaiveDateTime) -> Vec<Change> {
    let clock = |instant: NaiveDateTime| zone.offset_from_utc_datetime(&instant);
    let day = Duration::days(1);
    let mut found = Vec::new();
    let mut before = clock(from);
    for dawn in std::iter::successors(Some(from), |dawn| Some(*dawn + day)).take_while(|dawn| *dawn < until) {
        let after = clock(dawn + day);
        if is_same(before, after) {
            continue;
        }
        let (mut still, mut already) = (0, day.num_seconds());
        while already - still > 1 {
            let middle = i64::midpoint(still, already);
            if is_same(clock(dawn + Duration::seconds(middle)), before) {
                still = middle;
            } else {
                already = middle;
            }
        }
        found.push(Change { wall: dawn + Duration::seconds(already) + before.fix(), before, after });
        before = after;
    }
    found
}

/// Whether two clocks show the same time under the same name.
fn is_same(one: TzOffset, other: TzOffset) -> bool {
    seconds_east(one) == seconds_east(other) && one.abbreviation() == other.abbreviation()
}

fn is_summer(clock: TzOffset) -> bool {
    clock.dst_offset() > Duration::zero()
}

fn seconds_east(clock: TzOffset) -> i32 {
    clock.fix().local_minus_utc()
}

/// An offset as RFC 5545, section 3.3.14 has it, with seconds only where a zone of old had them.
fn utc_offset(clock: TzOffset) -> String {
    let east = seconds_east(clock);
    let (sign, away) = (if east < 0 { '-' } else { '+' }, east.abs());
    let (hours, minutes, seconds) = (away / 3600, away / 60 % 60, away % 60);
    let seconds = if seconds == 0 { String::new() } else { format!("{seconds:02}") };
    format!("{sign}{hours:02}{minutes:02}{seconds}")
}

/// The first moment of a year, within the years that iCalendar can write.
fn new_year(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year.clamp(1, 9999), 1, 1).unwrap_or_default().and_time(NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{Africa, America, Asia, Australia, Europe, Pacific};

    fn vtimezone(zone: Tz, years: RangeInclusive<i32>) -> String {
        let mut lines = Lines::default();
        write(&mut lines, zone, years);
        lines.finish().replace("\r\n", "\n")
    }

    #[test]
    fn copenhagen_has_the_rules_of_the_union() {
        assert_eq!(
            vtimezone(Europe::Copenhagen, 2027..=2027),
            "\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:20260329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:20261025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"
        );
    }

    #[test]
    fn new_york_has_its_second_and_first_sunday() {
        assert_eq!(
            vtimezone(America::New_York, 2026..=2030),
            "\
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
DTSTART:20250309T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
DTSTART:20251102T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
"
        );
    }

    #[test]
    fn kolkata_leaves_its_clock_alone() {
        assert_eq!(
            vtimezone(Asia::Kolkata, 2026..=2030),
            "\
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
TZNAME:IST
DTSTART:20251231T053000
END:STANDARD
END:VTIMEZONE
"
        );
    }

    #[test]
    fn a_zone_without_a_lasting_rule_has_its_changes_one_by_one() {
        // Casablanca's follow the moon; New York's rule was another until 2006; Apia skipped a whole day.
        for (zone, years, changes) in [
            (Africa::Casablanca, 2026..=2026, 2),
            (Africa::Casablanca, 2026..=2030, 11),
            (America::Sao_Paulo, 2018..=2020, 3),
            (America::New_York, 2006..=2007, 4),
            (Pacific::Apia, 2011..=2011, 3),
        ] {
            let text = vtimezone(zone, years);
            assert!(!text.contains("RRULE"), "{text}");
            assert_eq!(text.matches("DTSTART").count(), 1 + changes, "{text}");
        }
    }

    #[test]
    fn a_rule_that_began_with_the_first_year_is_enough() {
        assert_eq!(vtimezone(America::New_York, 2007..=2007).matches("RRULE").count(), 2);
        assert_eq!(vtimezone(Australia::Lord_Howe, 2026..=2030).matches("RRULE").count(), 2);
    }
}
