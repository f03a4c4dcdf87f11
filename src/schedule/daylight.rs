//! Sunrise and sunset at a place.

use crate::domain::Place;
use chrono::{DateTime, NaiveDate, Utc};
use sunrise::{Coordinates, SolarDay, SolarEvent};

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
    /// The light of a date at a place: the upper rim of the sun at the horizon, with mean refraction.
    pub(crate) fn of(place: Place, date: NaiveDate) -> Self {
        let Some(coordinates) = Coordinates::new(place.latitude, place.longitude) else { return Self::None };
        let day = SolarDay::new(coordinates, date);
        match (day.event_time(SolarEvent::Sunrise), day.event_time(SolarEvent::Sunset)) {
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

/// Whether the sun stands on the place's side of the equator: there it does not set, where it does neither.
fn is_summer(place: Place, date: NaiveDate) -> bool {
    let north = (80..266).contains(&chrono::Datelike::ordinal(&date));
    north == (place.latitude >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, NaiveTime};

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
            let Light::Between(ours, ours_set) = Light::of(place(name), date) else { panic!("{line}") };
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
    fn beyond_the_polar_circle_there_are_days_without_night_and_without_day() {
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let tromsoe = Place { latitude: 69.65, longitude: 18.96 };
        assert_eq!(Light::of(tromsoe, date("2027-06-20")), Light::AllDay);
        assert_eq!(Light::of(tromsoe, date("2027-12-20")), Light::None);
        let south = Place { latitude: -75.0, longitude: 0.0 };
        assert_eq!(Light::of(south, date("2027-12-20")), Light::AllDay);
    }
}
