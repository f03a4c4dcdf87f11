//! Texts that must fit where they stand: a card has no second page.

use super::super::desk::Desk;
use crate::handout::block::{Cell, Item, Piece, Slot};
use crate::handout::lines::Line;
use crate::handout::sheet::Style;

/// What the eye sees in the place of what does not fit.
pub(super) const DOTS: &str = "…";

/// A text in at most so many lines, in the first of the styles in which it fits. What fits in none ends in dots for the
/// eye, and goes on for the ear.
pub(super) fn fitted(desk: &Desk<'_>, text: &str, styles: &[Style], slot: Slot, most: usize) -> Cell {
    // On one line, so that all of it is one paragraph.
    let Some(last) = styles.last() else { return Cell::default() };
    let whole = desk.setter.line(text, *last).text().to_owned();
    let language = slot.language.unwrap_or(desk.language());
    let lines = |style: Style| desk.setter.lines(&whole, style, slot.measure, 0.0, language);
    if let Some(style) = styles.iter().find(|style| lines(**style).len() <= most) {
        return Cell::text(desk.setter, &whole, *style, slot);
    }
    let mut lines = lines(*last);
    let begin = lines[most - 1].clusters.start;
    lines.truncate(most - 1);
    let mut cell = Cell { pieces: Vec::new(), baseline: last.baseline() };
    let mut add = |items: Vec<Item>| cell.pieces.push(Piece { height: last.leading, items });
    for line in lines {
        add(vec![Item::text(slot.node, slot.x, last.baseline(), line)]);
    }
    let shaped = desk.setter.line(&whole, *last).shaped;
    let begin = shaped.clusters[begin].text.start;
    add(cut(desk, &whole[begin..], *last, slot));
    cell
}

/// The beginning of a text and the dots, on one line.
fn cut(desk: &Desk<'_>, text: &str, style: Style, slot: Slot) -> Vec<Item> {
    let dots = desk.setter.line(DOTS, style);
    let shaped = desk.setter.line(text, style).shaped;
    let mut width = dots.width;
    let mut kept = 0;
    for cluster in &shaped.clusters {
        width += cluster.advance * style.size;
        if width > slot.measure {
            break;
        }
        kept = cluster.text.end;
    }
    let seen = desk.setter.line(text[..kept].trim_end(), style);
    let baseline = style.baseline();
    let mut items = Vec::new();
    let end = slot.x + seen.width;
    if !seen.clusters.is_empty() {
        items.push(Item::text(slot.node, slot.x, baseline, seen));
    }
    items.push(Item::text(slot.node, end, baseline, dots).saying(&text[kept..]));
    items
}

/// A line whose middle lies at `x`.
pub(super) fn centred(slot: Slot, line: Line, baseline: f32) -> Item {
    Item::text(slot.node, slot.x - line.width / 2.0, baseline, line)
}
