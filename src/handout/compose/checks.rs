//! The checks of what was agreed, in a line, or in as many as they need.

use super::desk::{Desk, parted};
use crate::domain::{Outcome, Word as _};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::content::Check;
use crate::handout::marks;
use crate::handout::sheet::{self, MM};
use crate::locale::{dates, terms};
use chrono::NaiveDate;

/// A date of a table, with its year unless that is the year of the talk.
pub(super) fn short(desk: &Desk<'_>, date: NaiveDate) -> String {
    dates::day_short_near(desk.language(), date, desk.head.date).replace(' ', "\u{A0}")
}

/// Each check: its mark, what came of it, and the day. One that is to come is told in the words of `next`.
pub(super) fn checks(desk: &Desk<'_>, checks: &[Check], next: Option<&str>, slot: Slot) -> Cell {
    let (mark_width, between) = (3.4 * MM, 4.0 * MM);
    let mut cell = Cell::default();
    let mut items = Vec::new();
    let mut x = slot.x;
    let baseline = sheet::NOTE.baseline();
    let close = |items: &mut Vec<Item>, cell: &mut Cell| {
        cell.below(0.0, Cell::of(sheet::NOTE.leading, baseline, std::mem::take(items)));
    };
    for (date, outcome) in checks {
        let word = outcome.map(|outcome| terms::label(desk.language(), Outcome::VOCABULARY, outcome.word()));
        let style = if word.is_some() { sheet::SMALL } else { sheet::NOTE };
        let word = word.or(next).map(|word| desk.setter.line(&parted(word), style));
        let day = desk.setter.line(&parted(&short(desk, *date)), sheet::NOTE);
        let told = word.as_ref().map_or(0.0, |word| word.width + 0.8 * MM);
        let end = mark_width + told + day.width;
        if x > slot.x && x + end > slot.x + slot.measure {
            close(&mut items, &mut cell);
            x = slot.x;
        }
        items.push(Item::figure(x, baseline - 5.6, marks::check(*outcome)));
        if let Some(word) = word {
            items.push(Item::text(slot.node, x + mark_width, baseline, word));
        }
        items.push(Item::text(slot.node, x + mark_width + told, baseline, day));
        x += end + between;
    }
    close(&mut items, &mut cell);
    cell
}
