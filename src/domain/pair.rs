//! Persons and pairs.

use super::id::Id;
use super::member::Member;
use super::refusal::Refusal;
use super::words::PairKind;
use crate::locale::{Language, fold};
use chrono::{DateTime, Months, NaiveDate, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, Tz};
use serde::{Deserialize, Serialize};

/// A human being, who may be in several pairs of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    /// The full name.
    pub(crate) name: String,
    /// Where invitations go.
    pub(crate) mail: Option<String>,
}

/// A short label that somebody typed (a name, a title, a place, a tag), trimmed.
///
/// # Errors
/// [`Refusal::BadLabel`] if it is blank, longer than 200 characters or has a control character.
pub(crate) fn label(typed: &str) -> Result<String, Refusal> {
    let label = typed.trim();
    if label.is_empty() || label.chars().count() > 200 || label.chars().any(char::is_control) {
        return Err(Refusal::BadLabel { label: typed.to_owned() });
    }
    Ok(label.to_owned())
}

/// The principal places of zones: the name, degrees north, degrees east.
const PLACES: &str = include_str!("../../templates/zones/places.tsv");

/// A place on earth, in degrees; north and east are positive.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// −90 to 90.
    pub(crate) latitude: f64,
    /// −180 to 180.
    pub(crate) longitude: f64,
}

impl Place {
    /// Copenhagen, which Danish pairs without a place are near enough to.
    const COPENHAGEN: Self = Self { latitude: 55.68, longitude: 12.57 };

    /// The principal place of a zone, by the file `zone.tab` of the time zone database; what a pair that names no place
    /// is near enough to. A zone of no place is taken for its meridian, as far north as Copenhagen.
    pub(crate) fn of_zone(zone: Tz) -> Self {
        if zone == Tz::Europe__Copenhagen {
            return Self::COPENHAGEN;
        }
        let rows = PLACES.lines().map(|row| row.split('\t').collect::<Vec<_>>());
        let mut found = rows.filter_map(|row| match row[..] {
            [name, latitude, longitude] if name == zone.name() => {
                Some(Self { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? })
            }
            _ => None,
        });
        found.next().unwrap_or_else(|| {
            let standard = zone.offset_from_utc_datetime(&DateTime::UNIX_EPOCH.naive_utc()).base_utc_offset();
            // Four minutes a degree.
            let longitude = f64::from(i32::try_from(standard.num_minutes()).unwrap_or(0)) / 4.0;
            Self { longitude: longitude.clamp(-180.0, 180.0), ..Self::COPENHAGEN }
        })
    }

    /// Reads `55.93,12.31`, and what maps show: `55,93; 12,31`, `55.93° N 12.31° E`, in Danish `55,93N 12,31Ø`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.to_uppercase().replace('°', "");
        let (latitude, longitude) = Self::halves(text.trim())?;
        let latitude = degrees(latitude, ["N"], ["S"])?;
        let place = Self { latitude, longitude: degrees(longitude, ["E", "Ø"], ["W", "V"])? };
        place.is_on_earth().then_some(place)
    }

    /// The two numbers of a place, each with the letter of the compass that stands behind it.
    fn halves(text: &str) -> Option<(&str, &str)> {
        if let Some(halves) = text.split_once(';') {
            return Some(halves);
        }
        // Behind the letter of the first, or else at the first gap between numbers, or the only comma.
        let compass = text.find(['N', 'S']).map(|at| text.split_at(at + 1));
        let gap = || text.split_once(char::is_whitespace);
        let halves = compass.or_else(gap).or_else(|| text.split_once(','));
        halves.map(|(latitude, longitude)| {
            (latitude.trim_end().trim_end_matches(','), longitude.trim_start_matches([',', ' ']))
        })
    }

    /// Whether it is a place at all.
    pub(super) fn is_on_earth(self) -> bool {
        (-90.0..=90.0).contains(&self.latitude) && (-180.0..=180.0).contains(&self.longitude)
    }
}

/// A number of degrees, with a comma or a dot in it; a letter behind it may say on which side of zero it is.
fn degrees<const A: usize, const B: usize>(text: &str, above: [&str; A], below: [&str; B]) -> Option<f64> {
    let text = text.trim();
    let number = text.trim_end_matches(char::is_alphabetic);
    let side = &text[number.len()..];
    // NaN is a number to the machine.
    let is_number = |letter: char| letter.is_ascii_digit() || "+-.,".contains(letter);
    let number = number.trim();
    let read = number.replace(',', ".").parse::<f64>().ok().filter(|_| number.chars().all(is_number))?;
    match side {
        "" => Some(read),
        _ if above.contains(&side) => Some(read),
        _ if below.contains(&side) => Some(-read),
        _ => None,
    }
}

/// Why and when a pair ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PairEnd {
    /// The last day.
    pub(crate) on: NaiveDate,
    /// An election, a resignation, a new post.
    pub(crate) reason: String,
}

/// Exactly two people who lead together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pair {
    /// The name on the command line: `holm-lind`.
    pub(crate) key: String,
    /// The persons a and b.
    pub(crate) people: [Id; 2],
    /// What they go by on the command line and in JSON: `holm` and `lind`. On record, what they went by when it was written;
    /// see [`Pair::named_after`].
    pub(crate) member_keys: [String; 2],
    /// Their titles in this pair.
    pub(crate) titles: [Option<String>; 2],
    /// What they are to each other.
    pub(crate) kind: PairKind,
    /// The language of their paper.
    pub(crate) language: Language,
    /// Their time zone, which decides what day it is.
    pub(crate) zone: Tz,
    /// Where they are, for sunset and season.
    pub(crate) place: Place,
    /// Months from one talk to the next.
    pub(crate) interval: u32,
    /// The first day of the pair.
    pub(crate) since: NaiveDate,
    /// Set when it is over.
    pub(crate) end: Option<PairEnd>,
    /// Labels that the pair has given its themes, and themes of its own, by key.
    pub(crate) themes: Vec<(String, String)>,
    /// Questions of its own: the key of the theme, and the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) questions: Vec<(String, String)>,
    /// Agreements of its own to choose from, by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) agreements: Vec<(String, String)>,
    /// The name of the rules by which days are found.
    #[serde(default = "usual_rules")]
    pub(crate) rules: String,
}

/// The rules of a pair that has named none.
pub(crate) fn usual_rules() -> String {
    "denmark".to_owned()
}

impl Pair {
    /// The pair with what its two go by on the command line now: a name may have changed since the pair was written.
    pub(crate) fn named_after(mut self, people: &[Person; 2]) -> Self {
        self.member_keys = member_keys([&people[0].name, &people[1].name]);
        self
    }

    /// The name of a member on the command line and in JSON.
    pub(crate) fn member_key(&self, member: Member) -> &str {
        &self.member_keys[member.index()]
    }

    /// The member who is this person.
    pub(crate) fn member_of(&self, person: Id) -> Option<Member> {
        Member::BOTH.into_iter().find(|member| self.people[member.index()] == person)
    }

    /// What day it is for the pair.
    pub(crate) fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.zone).date_naive()
    }

    /// The day on which the next talk is due: one interval after the last one. A new pair's first talk aims
    /// at half an interval after its start.
    pub(crate) fn due(&self, last: Option<NaiveDate>) -> NaiveDate {
        match last {
            Some(last) => add_months(last, self.interval),
            None => add_months(self.since, self.interval.div_ceil(2)),
        }
    }

    /// Whether two days belong to the same talk rather than to two: less than half an interval apart.
    pub(crate) fn same_cycle(&self, one: NaiveDate, other: NaiveDate) -> bool {
        add_months(one.min(other), self.interval.div_ceil(2)) > one.max(other)
    }

    /// The window for the next talk: a month on either side of the day on which it is due.
    pub(crate) fn window(&self, last: NaiveDate) -> (NaiveDate, NaiveDate) {
        let due = self.due(Some(last));
        let before = due.checked_sub_months(Months::new(1)).unwrap_or(NaiveDate::MIN);
        (before, add_months(due, 1))
    }

    /// Refuses what a pair that has ended no longer writes.
    ///
    /// # Errors
    /// [`Refusal::PairEnded`].
    pub(crate) fn running(&self) -> Result<(), Refusal> {
        match &self.end {
            Some(end) => Err(Refusal::PairEnded { on: end.on }),
            None => Ok(()),
        }
    }
}

/// The same day `months` later, or the last day of a shorter month.
pub(crate) fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The short names of two people: their last names in lower case and plain letters, their first names if
/// they share a last name, `a` and `b` if they share both.
pub(crate) fn member_keys(names: [&str; 2]) -> [String; 2] {
    let word = |name: &str, last: bool| {
        let words = name.split_whitespace();
        let word = if last { words.last() } else { words.into_iter().next() };
        let folded = fold(word.unwrap_or_default());
        folded.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    for last in [true, false] {
        let keys = names.map(|name| word(name, last));
        if keys[0] != keys[1] && keys.iter().all(|key| !key.is_empty()) {
            return keys;
        }
    }
    ["a".to_owned(), "b".to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_are_told_apart_by_what_differs() {
        assert_eq!(member_keys(["Anna Holm", "Bo Lind"]), ["holm", "lind"]);
        assert_eq!(member_keys(["Åse Nygård", "Jens Nygård"]), ["aase", "jens"]);
        assert_eq!(member_keys(["Anna Holm", "Anna Holm"]), ["a", "b"]);
        assert_eq!(member_keys(["Nguyễn Đặng", "Ελένη Παππά"]), ["dang", "παππα"]);
    }

    #[test]
    fn places_are_on_earth() {
        assert_eq!(Place::parse("55.93, 12.31"), Some(Place { latitude: 55.93, longitude: 12.31 }));
        for typed in [
            "55.93,12.31",
            "55,93; 12,31",
            "55,93 12,31",
            "55.93 12.31",
            "55.93N 12.31E",
            "55,93 N, 12,31 Ø",
            "55.93° N 12.31° E",
            "55.93n,12.31e",
        ] {
            assert_eq!(Place::parse(typed), Place::parse("55.93, 12.31"), "{typed}");
        }
        assert_eq!(Place::parse("33.9 S 70.7 W"), Some(Place { latitude: -33.9, longitude: -70.7 }));
        for wrong in ["55.93E 12.31N", "55.93 12.31 3", "N E", ";", "55.93Ø", "north", "é 1"] {
            assert_eq!(Place::parse(wrong), None, "{wrong}");
        }
        for wrong in ["", "55.93", "91,0", "0,181", "NaN,0", "a,b"] {
            assert_eq!(Place::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_zone_has_a_place_to_begin_with() {
        let near = |zone: Tz, latitude: f64, longitude: f64| {
            let place = Place::of_zone(zone);
            let is_near = |one: f64, other: f64| (one - other).abs() < 0.5;
            assert!(is_near(place.latitude, latitude) && is_near(place.longitude, longitude), "{place:?}");
        };
        near(Tz::Europe__Copenhagen, 55.68, 12.57);
        near(Tz::America__New_York, 40.71, -74.0);
        near(Tz::Asia__Kolkata, 22.57, 88.36);
        near(Tz::UTC, 55.68, 0.0);
        near(Tz::Etc__GMTMinus10, 55.68, 150.0);
    }

    #[test]
    fn months_are_added_within_the_month() {
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(add_months(date("2027-11-30"), 3), date("2028-02-29"));
        assert_eq!(add_months(date("2027-03-03"), 6), date("2027-09-03"));
    }
}
