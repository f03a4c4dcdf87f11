//! Reads bytes as values: any bytes mean something.

use super::BEGINNING;
use crate::app::review::Held;
use crate::app::schedule::Wish;
use crate::domain::{self, Handle, Outcome, Place, Series, Winner, Word as _};
use crate::programme::THEMES;
use chrono::{Days, NaiveTime, TimeDelta};

/// The bytes that are left. When there are none, every number is 0 and every text empty.
pub(super) struct Bytes<'d>(pub(super) &'d [u8]);

impl Bytes<'_> {
    pub(super) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub(super) fn number(&mut self, below: u8) -> u8 {
        self.byte() % below
    }

    pub(super) fn is_so(&mut self) -> bool {
        self.number(2) == 1
    }

    pub(super) fn days(&mut self, below: u8) -> Days {
        Days::new(self.number(below).into())
    }

    pub(super) fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[usize::from(self.byte()) % values.len()]
    }

    pub(super) fn perhaps<T: Copy>(&mut self, values: &[T]) -> Option<T> {
        values.get(usize::from(self.byte()) % (values.len() + 1)).copied()
    }

    /// A text; what is no UTF-8 is replaced.
    pub(super) fn text(&mut self) -> String {
        String::from_utf8_lossy(&self.raw()).into_owned()
    }

    /// What stands up to where a text would end, as it is.
    pub(super) fn raw(&mut self) -> Vec<u8> {
        let end = self.0.iter().position(|byte| *byte == u8::MAX);
        let (raw, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.get(1..).unwrap_or_default();
        raw.to_vec()
    }

    pub(super) fn text_if_any(&mut self) -> Option<String> {
        Some(self.text()).filter(|text| !text.trim().is_empty())
    }

    /// The key of a theme, the pair's own included, or none.
    pub(super) fn theme(&mut self) -> Option<String> {
        let number = usize::from(self.number(7));
        let named = (number < 6).then(|| THEMES.get(number).copied().unwrap_or("own"));
        named.map(str::to_owned)
    }

    /// A text that may be a name.
    pub(super) fn label(&mut self) -> Option<String> {
        domain::label(&self.text()).ok()
    }
}

/// A talk as it is planned and held.
pub(super) struct Talk {
    /// In how many days it is: so many that a year has names for all its talks.
    pub(super) ahead: u64,
    /// How many days after it was planned the papers for it are printed.
    pub(super) printed: u64,
    /// How many days after it it is recorded.
    pub(super) late: u64,
    pub(super) format: u8,
    /// What else is wished for; the day and the format are found when it is planned.
    pub(super) wish: Wish,
    pub(super) held: Held,
    pub(super) signs: [bool; 2],
    pub(super) amendment: String,
}

impl Talk {
    pub(super) fn of(bytes: &mut Bytes<'_>) -> Self {
        let strokes = |bytes: &mut Bytes<'_>| bytes.is_so().then(|| bytes.byte().into());
        let check = |bytes: &mut Bytes<'_>| {
            let handle = Handle::entry(Series::Adjustment, u32::from(bytes.number(4)) + 1);
            (handle, bytes.one_of(Outcome::ALL), bytes.text_if_any())
        };
        Self {
            ahead: 30 + u64::from(bytes.byte()),
            printed: bytes.byte().into(),
            late: bytes.number(40).into(),
            format: bytes.byte(),
            signs: [bytes.is_so(), bytes.is_so()],
            wish: Wish {
                on: BEGINNING.date_naive(),
                at: bytes.is_so().then(|| NaiveTime::MIN + TimeDelta::minutes(15) * bytes.number(96).into()),
                tee: None,
                format: None,
                coordinates: bytes.is_so().then(|| Place {
                    latitude: f64::from(bytes.byte()) / 255.0 * 180.0 - 90.0,
                    longitude: f64::from(bytes.byte()) / 255.0 * 360.0 - 180.0,
                }),
                extra: bytes.is_so(),
                force: true,
                place: bytes.label(),
            },
            held: Held {
                on: None,
                scores: [strokes(bytes), strokes(bytes)],
                won: bytes.perhaps(&[Winner::A, Winner::B, Winner::Tie]),
                checks: (0..bytes.number(3)).map(|_| check(bytes)).collect(),
                notes: (0..bytes.number(4)).map(|_| (bytes.theme(), bytes.text())).collect(),
            },
            amendment: bytes.text(),
        }
    }
}
