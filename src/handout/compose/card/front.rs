//! The front of the card: whose, when, where.

use super::fit::fitted;
use super::{Panel, kind};
use crate::handout::block::{Cell, Slot};
use crate::handout::card::{Card, Hour};
use crate::handout::compose::desk::parted;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM};
use crate::handout::tags::{Tag, Tags};
use crate::locale::dates;

/// The radius of the circles of the mark.
const RADIUS: f32 = 13.0 * MM;
/// From the time to what begins then.
const HANGING: f32 = 15.0 * MM;
/// So many hours there is room for.
const HOURS: usize = 7;

/// Everything stands at the foot, in the order in which it is read, and the mark at the head.
pub(super) fn front(panel: &mut Panel<'_, '_>, document: &Card) {
    let heading = panel.desk.tags.add(Tags::ROOT, Tag::H1);
    let slot = panel.slot(heading);
    let language = panel.desk.language();
    let kind = panel.desk.cell(&parted(panel.say(kind(document.outing))), sheet::KIND, slot);
    let styles = [sheet::NAME, sheet::LONG_NAME, sheet::LONGER_NAME];
    let people = &panel.desk.head.people;
    // Both in one size, each on one line, or else on two.
    let size =
        [1, 2].into_iter().flat_map(|lines| styles.map(|style| (style, lines))).find(|(style, lines)| {
            let fits = |name: &String| {
                panel.desk.setter.lines(name, *style, slot.measure, 0.0, language).len() <= *lines
            };
            people.iter().all(|person| fits(&person.name))
        });
    let (style, lines) = size.unwrap_or((sheet::LONGER_NAME, 2));
    let names: Vec<Cell> = people
        .iter()
        .map(|person| fitted(panel.desk, &parted(&person.name), &[style], slot, lines))
        .collect();
    let day = dates::full(language, panel.desk.head.date);
    let day = fitted(panel.desk, &day, &[sheet::CARD_DATE], slot, 2);
    let hours: Vec<Row> = shown(&document.hours).map(|it| hour(panel, it)).collect();
    let place = panel.desk.head.place.clone().filter(|place| !place.trim().is_empty());
    let place = place.map(|place| {
        let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
        fitted(panel.desk, &place, &[sheet::LABEL], panel.slot(node), 2)
    });

    // From the foot upwards it is found where everything stands, and then it is put there in the order of reading.
    let width = panel.right - panel.left;
    let mut stands: Vec<(f32, Row)> = Vec::new();
    let mut y = panel.bottom;
    let mut over = |gap: f32, row: Row| {
        y -= row.height();
        stands.push((y, row));
        y -= gap;
        y
    };
    if let Some(place) = place {
        over(1.6 * MM, Row::of(vec![place]));
    }
    for row in hours.into_iter().rev() {
        over(0.4 * MM, row);
    }
    let rule = over(3.5 * MM, Row::of(vec![day]));
    over(0.0, Row::of(vec![Cell::of(3.5 * MM, 0.0, Vec::new())]));
    for name in names.into_iter().rev() {
        over(0.0, Row::of(vec![name]));
    }
    over(0.0, Row::of(vec![Cell::of(2.0 * MM, 0.0, Vec::new())]));
    let top = over(0.0, Row::of(vec![kind]));
    for (y, row) in stands.into_iter().rev() {
        panel.put_row(row, y);
    }
    panel.draw(panel.left, rule, marks::section_rule(width));
    if top - panel.top > 2.0 * RADIUS + 4.0 * MM {
        panel.draw(panel.left + RADIUS, panel.top + RADIUS, marks::pair(RADIUS));
    }
}

/// The hours that there is room for: what is left out lies in the middle.
fn shown(hours: &[Hour]) -> impl Iterator<Item = &Hour> {
    let left_out = hours.len().saturating_sub(HOURS);
    let kept = hours.len() - left_out;
    let (first, last) = (kept - kept.min(1), hours.len() - kept.min(1));
    hours.iter().enumerate().filter(move |(at, _)| *at < first || *at >= last).map(|(_, hour)| hour)
}

/// When something begins, what it is, and the codes to have at hand.
fn hour(panel: &mut Panel<'_, '_>, hour: &Hour) -> Row {
    let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
    let Slot { x, measure, .. } = panel.slot(node);
    let beside = Slot::new(node, x + HANGING, measure - HANGING);
    let time = parted(&dates::clock(panel.desk.language(), hour.start));
    let time = panel.desk.cell(&time, sheet::CODE, Slot::new(node, x, HANGING));
    let mut words = fitted(panel.desk, &parted(&hour.words), &[sheet::BODY], beside, 1);
    if !hour.codes.is_empty() {
        let codes = parted(&hour.codes.join("  "));
        let line = panel.desk.setter.line(&codes, sheet::CODE);
        let used = panel.desk.setter.line(&hour.words, sheet::BODY).width;
        let gap = 3.0 * MM;
        if used + gap + line.width <= beside.measure {
            words.trailing(line, gap, beside);
        } else {
            words.below(0.0, fitted(panel.desk, &codes, &[sheet::CODE], beside, 1));
        }
    }
    Row::level(vec![time, words])
}
