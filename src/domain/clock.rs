//! The clock on the wall, and the instants it tells.

use chrono::{DateTime, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::{GapInfo, Tz};

/// The instant of a time on the clocks of a zone, as RFC 5545, section 3.3.5, has it: a time that there is twice is the first of
/// the two; one that a clock change skips is read with the offset before it.
pub(crate) fn on_clock(zone: Tz, wall: NaiveDateTime) -> DateTime<Tz> {
    zone.from_local_datetime(&wall).earliest().unwrap_or_else(|| {
        let before = GapInfo::new(&wall, &zone).and_then(|gap| gap.begin);
        let offset = before.map_or_else(|| zone.offset_from_utc_datetime(&wall), |(_, offset)| offset);
        zone.from_utc_datetime(&(wall - offset.fix()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_changes_skip_and_repeat_an_hour() {
        let at = |text: &str| {
            let wall = text.parse().expect("a time");
            on_clock(Tz::Europe__Copenhagen, wall).to_utc().to_rfc3339()
        };
        assert_eq!(at("2027-05-20T12:00:00"), "2027-05-20T10:00:00+00:00");
        assert_eq!(at("2027-03-28T02:30:00"), "2027-03-28T01:30:00+00:00");
        assert_eq!(at("2027-10-31T02:30:00"), "2027-10-31T00:30:00+00:00");
    }
}
