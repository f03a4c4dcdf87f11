//! Sunrise and sunset at a place.

use crate::domain::{Place, on_clock};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use sunrise::{Coordinates, SolarDay, SolarEvent};

const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The light of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Light {
    /// From sunrise to sunset.
    Between(DateTime<Utc>, DateTime<Utc>),
    /// The sun does not set.
    AllDay,
    /// The sun does not rise.
    None,
}

impl Light {
    /// The light of a date on the clocks of a zone, at a place: the upper rim of the sun at the horizon, with mean
    /// refraction.
    pub(crate) fn of(place: Place, zone: Tz, date: NaiveDate) -> Self {
        let Some(coordinates) = Coordinates::new(place.latitude, place.longitude) else { return Self::None };
        let noon = on_clock(zone, date.and_time(NOON)).to_utc();
        // A zone may keep another date than the sun: on Kiribati it is a day later than the longitude says.
        let solar = (noon + sun_time(place)).date_naive();
        let sun = |event| event_of(coordinates, place, solar, event);
        match (sun(SolarEvent::Sunrise), sun(SolarEvent::Sunset)) {
            (Some(rise), Some(set)) => Self::Between(rise, set),
            _ if is_summer(place, date) => Self::AllDay,
            _ => Self::None,
        }
    }

    /// The instant of sunset, if the sun sets.
    pub(crate) fn sunset(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Between(_, set) => Some(set),
            Self::AllDay | Self::None => None,
        }
    }
}

/// By how much mean solar time at a place is before UTC.
fn sun_time(place: Place) -> Duration {
    const SECONDS_A_DEGREE: f64 = 240.0;
    #[expect(clippy::cast_possible_truncation, reason = "a longitude is within 180 degrees")]
    let seconds = (place.longitude * SECONDS_A_DEGREE) as i64;
    Duration::seconds(seconds)
}

/// When the sun rises or sets on a solar date. The library takes the sun as it stands at noon; by the evening it has
/// moved on a third of the way to the next noon, which in August makes two minutes. So the event is taken from between
/// this noon's and the next one's, or the one before's for sunrise.
fn event_of(
    coordinates: Coordinates,
    place: Place,
    date: NaiveDate,
    event: SolarEvent,
) -> Option<DateTime<Utc>> {
    let by_noon = |date| SolarDay::new(coordinates, date).event_time(event);
    let at = by_noon(date)?;
    let (beside, day) = match event {
        SolarEvent::Sunrise => (date.pred_opt(), -Duration::days(1)),
        _ => (date.succ_opt(), Duration::days(1)),
    };
    let Some(beside) = beside.and_then(by_noon) else { return Some(at) };
    let noon = date.and_time(NOON).and_utc() - sun_time(place);
    let drift = beside - at - day;
    let since_noon = (at - noon).abs();
    Some(at + Duration::seconds(drift.num_seconds() * since_noon.num_seconds() / DAY_SECONDS))
}

/// Whether the sun stands on the place's side of the equator: there it does not set, where it does neither.
fn is_summer(place: Place, date: NaiveDate) -> bool {
    let north = (80..266).contains(&chrono::Datelike::ordinal(&date));
    north == (place.latitude >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = Tz::Europe__Copenhagen;

    fn place(name: &str) -> Place {
        let (latitude, longitude) = match name {
            "Copenhagen" => (55.676, 12.568),
            "Aalborg" => (57.048, 9.919),
            "Rønne" => (55.101, 14.706),
            _ => panic!("{name}"),
        };
        Place { latitude, longitude }
    }

    #[test]
    fn the_sun_rises_and_sets_within_two_minutes_of_an_independent_source() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sun.tsv");
        let table = std::fs::read_to_string(path).expect("the fixture");
        let (mut rows, mut widest) = (0, Duration::zero());
        for line in table.lines().filter(|line| line.contains("\t20")) {
            let [name, date, rise, set] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let date: NaiveDate = date.parse().expect("a date");
            let at = |time: &str| date.and_time(time.parse::<NaiveTime>().expect("a time")).and_utc();
            let Light::Between(ours, ours_set) = Light::of(place(name), ZONE, date) else { panic!("{line}") };
            for (ours, theirs) in [(ours, at(rise)), (ours_set, at(set))] {
                let off = (ours - theirs).abs();
                assert!(off <= Duration::minutes(2), "{line}: {ours} and {theirs}");
                widest = widest.max(off);
            }
            rows += 1;
        }
        assert!(rows >= 3 * 365, "{rows} rows");
    }

    #[test]
    fn the_light_is_that_of_the_date_on_the_clock_at_any_longitude() {
        for (longitude, zone) in [
            (172.98, Tz::Pacific__Tarawa),
            (-157.4, Tz::Pacific__Kiritimati),
            (-157.8, Tz::Pacific__Honolulu),
            (174.8, Tz::Pacific__Auckland),
            (-74.0, Tz::America__New_York),
        ] {
            let date = "2027-03-21".parse().expect("a date");
            let light = Light::of(Place { latitude: 1.0, longitude }, zone, date);
            let Light::Between(rise, set) = light else { panic!("{zone}: {light:?}") };
            let local = [rise, set].map(|at| at.with_timezone(&zone).naive_local());
            assert_eq!(local.map(|at| at.date()), [date, date], "{zone}");
            assert!(local[0] < date.and_time(NOON) && local[1] > date.and_time(NOON), "{zone}");
        }
    }

    #[test]
    fn beyond_the_polar_circle_there_are_days_without_night_and_without_day() {
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let tromsoe = Place { latitude: 69.65, longitude: 18.96 };
        assert_eq!(Light::of(tromsoe, ZONE, date("2027-06-20")), Light::AllDay);
        assert_eq!(Light::of(tromsoe, ZONE, date("2027-12-20")), Light::None);
        let south = Place { latitude: -75.0, longitude: 0.0 };
        assert_eq!(Light::of(south, ZONE, date("2027-12-20")), Light::AllDay);
    }
}
