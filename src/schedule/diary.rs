//! When a person is busy.

use chrono::{DateTime, Duration, Utc};

/// A stretch of time, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    /// When it begins.
    pub(crate) start: DateTime<Utc>,
    /// When it is over.
    pub(crate) end: DateTime<Utc>,
}

impl Stretch {
    /// What begins at an instant and takes so many minutes, with the way there and back, in minutes each.
    pub(crate) fn with_travel(begin: DateTime<Utc>, length: u32, travel: u32) -> Self {
        let minutes = |count: u32| Duration::minutes(i64::from(count));
        Self { start: begin - minutes(travel), end: begin + minutes(length) + minutes(travel) }
    }
}

/// When a person is busy, as far as their calendars tell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diary {
    /// In their order, none touching another.
    busy: Vec<Stretch>,
    /// Up to when every calendar that was read tells something; `None` if none was read.
    pub(crate) until: Option<DateTime<Utc>>,
}

impl Diary {
    /// A diary of stretches in any order, which may overlap.
    pub(crate) fn new(mut stretches: Vec<Stretch>) -> Self {
        stretches.retain(|stretch| stretch.start < stretch.end);
        stretches.sort_unstable();
        let mut busy: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            match busy.last_mut() {
                Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
                _ => busy.push(stretch),
            }
        }
        Self { busy, until: None }
    }

    /// The first busy stretch that touches the time from `start` to `end`.
    pub(crate) fn clash(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> Option<Stretch> {
        let first = self.busy.partition_point(|stretch| stretch.end <= start);
        self.busy.get(first).filter(|stretch| stretch.start < end).copied()
    }

    /// Whether the calendars that were read tell about the time up to `end`.
    pub(crate) fn reaches(&self, end: DateTime<Utc>) -> bool {
        self.until.is_some_and(|until| end <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(minute * 60, 0).expect("an instant")
    }

    proptest! {
        #[test]
        fn a_clash_is_found_wherever_a_search_through_all_finds_one(
            raw in prop::collection::vec((0i64..500, 0i64..40), 0..30),
            start in 0i64..500,
            length in 1i64..60,
        ) {
            let stretches: Vec<Stretch> =
                raw.iter().map(|(start, length)| Stretch { start: at(*start), end: at(start + length) }).collect();
            let (start, end) = (at(start), at(start + length));
            let expected = stretches.iter().any(|it| it.start < it.end && it.start < end && it.end > start);
            prop_assert_eq!(Diary::new(stretches).clash(start, end).is_some(), expected);
        }
    }

    #[test]
    fn what_ends_when_the_talk_begins_is_no_clash() {
        let diary =
            Diary::new(vec![Stretch { start: at(0), end: at(60) }, Stretch { start: at(60), end: at(90) }]);
        assert_eq!(diary.clash(at(90), at(120)), None);
        assert_eq!(diary.clash(at(30), at(40)), Some(Stretch { start: at(0), end: at(90) }));
    }
}
