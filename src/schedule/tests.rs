//! Whatever the calendars, the rules and the place are: what is proposed holds, and what holds is found.

use super::*;
use crate::domain::{Block, Id, Member, PairKind, Period, Place, on_clock};
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;

const PLACE: Place = Place { latitude: 55.93, longitude: 12.31 };

fn book() -> RuleBook {
    RuleBook::parse(EMBEDDED[0].1).expect("the embedded rules")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
}

/// Lunch and eighteen holes.
fn golf() -> Shape {
    Shape { minutes: 420, travel: 30, outdoors: Some((90, 360)), season: true, booking_days: 21 }
}

fn at(zone: Tz, day: NaiveDate, minute: i64) -> DateTime<Utc> {
    on_clock(zone, day.and_time(NaiveTime::MIN)).to_utc() + Duration::minutes(minute)
}

fn around(book: &RuleBook, zone: Tz, today: NaiveDate, shape: Shape) -> Circumstances<'_> {
    let aim = Some(date("2027-05-28"));
    Circumstances::new(book, PairKind::MayorCeo, zone, PLACE, at(zone, today, 600), shape, aim)
}

/// From one instant to another.
type Times = Vec<(DateTime<Utc>, DateTime<Utc>)>;

/// Everything a proposal hangs on, as plainly as it can be said.
struct Scene<'a> {
    book: &'a RuleBook,
    zone: Tz,
    today: NaiveDate,
    shape: Shape,
    busy: [Times; 2],
    blocks: Vec<(NaiveDate, NaiveDate)>,
}

impl Scene<'_> {
    /// Whether a talk fits by the rules as a person would check them, one by one, without any of the code that
    /// searches.
    fn fits(&self, day: NaiveDate, start: NaiveTime) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let years = day.year() - 1..=day.year() + 1;
        let is_closed = years.flat_map(|year| self.book.days(year, None)).any(|it| {
            let is_off =
                matches!(it.kind, DayKind::Holiday | DayKind::Closed) || it.key == "nytaarsaftensdag";
            is_off && it.from <= day && day <= it.to
        });
        let notice = (day - self.today).num_days() >= 21;
        let is_blocked = self.blocks.iter().any(|(from, to)| *from <= day && day <= *to);
        let in_season = !self.shape.season || (4..=10).contains(&day.month());
        let begin = on_clock(self.zone, day.and_time(start)).to_utc();
        let end = begin + Duration::minutes(i64::from(self.shape.minutes));
        let is_light = self.shape.outdoors.is_none_or(|(from, to)| match Light::of(PLACE, self.zone, day) {
            Light::Between(rise, set) => {
                begin + Duration::minutes(i64::from(from)) >= rise
                    && begin + Duration::minutes(i64::from(to) + 30) <= set
            }
            _ => false,
        });
        let travel = Duration::minutes(i64::from(self.shape.travel));
        let is_free = self
            .busy
            .iter()
            .flatten()
            .all(|(from, to)| *from >= *to || *to <= begin - travel || *from >= end + travel);
        !is_weekend && !is_closed && notice && !is_blocked && in_season && is_light && is_free
    }
}

fn shapes() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(golf()),
        Just(Shape { minutes: 180, travel: 15, outdoors: Some((0, 180)), season: false, booking_days: 0 }),
        Just(Shape { minutes: 180, travel: 0, outdoors: None, season: false, booking_days: 0 }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_proposed_keeps_every_hard_rule_and_what_keeps_them_is_found(
        today in 0i64..700,
        from in 0i64..200,
        length in 0i64..160,
        shape in shapes(),
        zone in prop_oneof![Just(Tz::Europe__Copenhagen), Just(Tz::UTC), Just(Tz::America__New_York)],
        busy in prop::array::uniform2(prop::collection::vec((0i64..360, 300i64..1400, 10i64..3000), 0..60)),
        blocks in prop::collection::vec((0i64..300, 0i64..40), 0..3),
    ) {
        let book = book();
        let today = date("2026-03-01") + Duration::days(today);
        let first = today + Duration::days(from);
        let search_for = Search {
            from: first,
            until: first + Duration::days(length),
            starts: vec![time(12, 0), time(11, 0), time(9, 30)],
        };
        let mut around = around(&book, zone, today, shape.clone());
        let stretch = |(day, minute, length): &(i64, i64, i64)| {
            let start = at(zone, today + Duration::days(*day), *minute);
            (start, start + Duration::minutes(*length))
        };
        let busy = busy.map(|times| times.iter().map(stretch).collect::<Times>());
        for member in Member::BOTH {
            let times = busy[member.index()].iter();
            around.diaries[member.index()] = Diary::new(times.map(|(start, end)| Stretch { start: *start, end: *end }).collect());
        }
        let blocks: Vec<(NaiveDate, NaiveDate)> = blocks
            .iter()
            .map(|(start, length)| (today + Duration::days(*start), today + Duration::days(start + length)))
            .collect();
        around.blocks = blocks
            .iter()
            .map(|(from, to)| Block {
                pair: Id::from_bytes([1; 16]),
                name: "Blocked".to_owned(),
                author: None,
                period: Period::days(*from, *to, false).expect("a period"),
                created: DateTime::UNIX_EPOCH,
            })
            .collect();
        let found = search(&mut around, &search_for);
        let scene = Scene { book: &book, zone, today, shape, busy, blocks };
        for day in &found.days {
            prop_assert!(scene.fits(day.date, day.start), "{} at {}", day.date, day.start);
            let sum: u32 = day.reasons.iter().map(|reason| reason.cost).sum();
            prop_assert_eq!(day.cost, sum);
        }
        for day in search_for.from.iter_days().take_while(|day| *day <= search_for.until) {
            let expected = search_for.starts.iter().any(|start| scene.fits(day, *start));
            let is_found = found.days.iter().any(|it| it.date == day);
            prop_assert_eq!(is_found, expected, "{}", day);
        }
        let rejected: usize = found.rejected.values().sum();
        prop_assert_eq!(rejected + found.days.len(), usize::try_from(length).expect("a length") + 1);
        prop_assert!(found.days.is_sorted_by_key(|day| (day.cost, day.date)));
        let best = found.best(usize::MAX);
        for (index, day) in best.iter().enumerate() {
            let in_week = |it: &&Candidate| it.date.iso_week() == day.date.iso_week();
            prop_assert_eq!(best.iter().filter(|it| in_week(it)).count(), 1);
            let cheapest = found.days.iter().filter(in_week).map(|it| it.cost).min();
            prop_assert_eq!(cheapest, Some(day.cost));
            prop_assert!(index == 0 || best[index - 1].cost <= day.cost);
        }
    }
}

#[test]
fn nothing_fits_in_winter_and_the_last_light_of_the_season_opens_a_day() {
    let book = book();
    let mut around = around(&book, Tz::Europe__Copenhagen, date("2027-03-03"), golf());
    let winter = Search { from: date("2027-11-01"), until: date("2027-12-31"), starts: vec![time(12, 0)] };
    let found = search(&mut around, &winter);
    assert!(found.days.is_empty());
    assert_eq!(found.rejected.keys().filter(|it| **it == Rejection::Rule(Rule::Season)).count(), 1);
    let ways = openings(&mut around, &winter);
    assert_eq!(ways.len(), 1, "{ways:?}");
    // The last day of the season on which a round from noon ends in the light.
    assert!(ways[0].best.date < date("2027-10-31") && ways[0].best.date > date("2027-09-20"), "{ways:?}");
}

#[test]
fn the_soft_rules_cost_and_say_why() {
    let book = book();
    let mut around = around(&book, Tz::Europe__Copenhagen, date("2027-03-03"), golf());
    around.look_at(date("2027-01-01"), date("2027-12-31"));
    let cost = |day: &str, rule: &str| {
        let reasons = around.reasons(date(day), time(12, 0));
        reasons.iter().filter(|reason| reason.what.rule() == rule).map(|reason| reason.cost).sum::<u32>()
    };
    assert_eq!(cost("2027-05-20", "distance"), 8);
    assert_eq!(cost("2027-06-10", "distance"), 13);
    assert_eq!(cost("2027-05-20", "holiday"), 3);
    assert_eq!(cost("2027-05-27", "holiday"), 0);
    assert_eq!((cost("2027-05-21", "weekday"), cost("2027-05-20", "weekday")), (3, 0));
    assert_eq!((cost("2027-05-07", "bridge"), cost("2027-05-05", "bridge")), (5, 0));
    assert_eq!((cost("2027-06-16", "event"), cost("2027-06-23", "event")), (4, 0));
    assert_eq!((cost("2027-07-06", "school"), cost("2027-08-12", "school")), (6, 0));
    assert_eq!((cost("2027-08-17", "budget"), cost("2027-10-18", "budget")), (8, 0));
    assert_eq!(cost("2027-05-20", "daylight"), 0);
    assert!(cost("2027-09-22", "daylight") > 0);
}

#[test]
fn moments_fall_on_working_days_and_the_checks_follow_the_talk() {
    let book = book();
    let said: Vec<String> = moments(&book, PairKind::MayorCeo, date("2027-05-20"))
        .into_iter()
        .map(|(_, day)| day.to_string())
        .collect();
    // Two weeks before is Ascension Day, six months after a Saturday.
    let expected =
        ["2027-04-22", "2027-05-05", "2027-05-18", "2027-05-20", "2027-05-27", "2027-08-20", "2027-11-19"];
    assert_eq!(said, expected);
}
