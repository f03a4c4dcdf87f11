//! Lines to write on, where the last page has room for them.

use super::desk::Desk;
use crate::handout::block::{Cell, Item};
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{MM, Sheet};
use crate::locale::messages;

/// The distance between two lines to write on.
pub(super) const WRITING: f32 = 8.6 * MM;
/// The fewest lines that are worth a title, and more than a page holds.
const FEWEST: u8 = 3;
const MOST: u8 = 40;
/// About the height of the title with the space over it.
const TITLE: f32 = 20.0 * MM;

/// Lines to write on over a width, one under the other.
pub(super) fn writing(x: f32, width: f32, lines: u8) -> Cell {
    let mut cell = Cell::default();
    for _ in 0..lines {
        cell.below(0.0, Cell::of(WRITING, WRITING, vec![Item::figure(x, WRITING, marks::writing(width))]));
    }
    cell
}

/// Lines to write on, so far apart, which are never parted.
pub(super) fn ruled(x: f32, width: f32, lines: u8, step: f32) -> Cell {
    let line = |number: u8| Item::figure(x, step * f32::from(number), marks::writing(width));
    Cell::of(step * f32::from(lines), step, (1..=lines).map(line).collect())
}

/// The section, if at least three lines fit on the page.
pub(super) fn notes(desk: &mut Desk<'_>) {
    let room = desk.flow.room() - TITLE;
    let Some(lines) = (FEWEST..=MOST).rev().find(|lines| f32::from(*lines) * WRITING <= room) else { return };
    let title = desk.title(messages::PAPER_NOTES, None);
    desk.begin(title, None, f32::from(lines) * WRITING);
    let Sheet { right, .. } = desk.sheet;
    let x = desk.sheet.wide();
    desk.flow.put(Row::of(vec![writing(x, right - x, lines)]));
}
