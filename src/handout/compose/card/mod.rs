//! The card for the pocket: four panels on one side of a sheet that is folded twice, and what their codes stand for on
//! the pages after it, if that is wanted.
//!
//! Flat, the lower half holds the back on the left and the front on the right. The upper half stands on its head: when the
//! sheet is folded backwards at the middle of its height, and then backwards at the middle of its width, the two panels
//! inside stand upright.

mod back;
mod fit;
mod front;
mod inside;

use super::desk::Desk;
use super::{agreed, finish, noticed, repairs};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::card::{Card, Outing};
use crate::handout::compose::Composed;
use crate::handout::flow::{Flow, Place, Spacing};
use crate::handout::lines::Typesetter;
use crate::handout::marks::{self, Figure};
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Paper, Sheet};
use crate::handout::tags::NodeId;
use crate::locale::messages::{self, Label, PaperCardOnlyFor, PaperCardTitle};
use crate::locale::{and_list, dates};

/// One quarter of the sheet, as one reads it. Its places are those of the page, or of the page turned by half a turn.
pub(super) struct Panel<'p, 'd> {
    desk: &'p mut Desk<'d>,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    is_turned: bool,
    items: Vec<Item>,
    sections: Vec<(String, Place)>,
}

/// Which quarter it is.
#[derive(Clone, Copy)]
enum Quarter {
    Front,
    Back,
    InsideLeft,
    InsideRight,
}

/// How far the words stay from the edge or the fold: on the sides, above, below, and below on the outside.
const SIDE: f32 = 9.0 * MM;
const ABOVE: f32 = 10.0 * MM;
const BELOW: f32 = 9.0 * MM;
const BELOW_OUTSIDE: f32 = 12.0 * MM;
/// Fold marks: how far from the edge, and how long.
const EDGE: f32 = 5.0 * MM;
const MARK: f32 = 4.0 * MM;

impl Panel<'_, '_> {
    /// Draws something here.
    fn draw(&mut self, x: f32, y: f32, figure: Figure) {
        self.items.push(Item::figure(x, y, figure));
    }

    /// Puts a cell with its top at `y`.
    fn put(&mut self, cell: Cell, y: f32) {
        let mut top = y;
        for piece in cell.pieces {
            self.items.extend(piece.items.into_iter().map(|item| Item { y: item.y + top, ..item }));
            top += piece.height;
        }
    }

    /// Puts cells side by side with their tops at `y`.
    fn put_row(&mut self, row: Row, y: f32) {
        for cell in row.cells {
            self.put(cell, y);
        }
    }

    /// Notes that a section begins here.
    fn section(&mut self, title: &str, y: f32, height: f32) {
        let y = if self.is_turned { height - y } else { y };
        self.sections.push((title.to_owned(), Place { page: 0, y }));
    }

    /// The whole width of the panel.
    fn slot(&self, node: NodeId) -> Slot {
        Slot::new(node, self.left, self.right - self.left)
    }

    fn say(&self, label: Label) -> &'static str {
        self.desk.say(label)
    }
}

/// Lays out a card.
pub(super) fn card(document: &Card, paper: Paper, setter: &Typesetter) -> Composed {
    let head = &document.head;
    let language = head.language;
    let sheet = Sheet::new(paper);
    let mut desk = Desk::new(head, setter, Flow::new(sheet, Spacing::CLOSE));
    desk.before = 1;
    let (mut items, mut sections) = (Vec::new(), Vec::new());
    let mut panel = |desk: &mut Desk<'_>, quarter: Quarter, fill: &dyn Fn(&mut Panel<'_, '_>)| {
        let (width, height) = (sheet.width / 2.0, sheet.height / 2.0);
        let (is_right, is_turned) = match quarter {
            Quarter::Front => (true, false),
            Quarter::Back => (false, false),
            Quarter::InsideLeft => (false, true),
            Quarter::InsideRight => (true, true),
        };
        let left = if is_right { width } else { 0.0 };
        let below = if is_turned { BELOW } else { BELOW_OUTSIDE };
        let mut panel = Panel {
            desk,
            left: left + SIDE,
            right: left + width - SIDE,
            top: height + ABOVE,
            bottom: sheet.height - below,
            is_turned,
            items: Vec::new(),
            sections: Vec::new(),
        };
        fill(&mut panel);
        items.extend(panel.items.into_iter().map(|item| Item { is_turned, ..item }));
        sections.extend(panel.sections);
    };
    let sides = inside::sides(document, paper);
    panel(&mut desk, Quarter::Front, &|panel| front::front(panel, document));
    panel(&mut desk, Quarter::InsideLeft, &|panel| inside::side(panel, &sides[0], sheet.height));
    panel(&mut desk, Quarter::InsideRight, &|panel| inside::side(panel, &sides[1], sheet.height));
    panel(&mut desk, Quarter::Back, &|panel| back::back(panel, document));
    items.extend(fold_marks(&desk, sheet));
    if let Some(full) = &document.full {
        agreed::agreed(&mut desk, full);
        repairs::open(&mut desk, &full.repairs);
        noticed::noticed(&mut desk, &full.noticed);
    }
    let date = dates::day_month_year(language, head.date);
    let title = PaperCardTitle { names: &desk.names(), date: &date }.text(language);
    let short = and_list(language, &head.people.each_ref().map(|person| person.short.as_str()));
    let whose =
        [desk.names(), short].map(|names| PaperCardOnlyFor { date: &date, names: &names }.text(language));
    let mut composed = finish(desk, title, whose);
    if document.full.is_none() {
        composed.pages.clear();
        composed.sections.clear();
    }
    composed.pages.insert(0, items);
    let after =
        composed.sections.drain(..).map(|(title, place)| (title, Place { page: place.page + 1, ..place }));
    sections.extend(after);
    composed.sections = sections;
    let (left, top) = (EDGE, EDGE);
    composed.first =
        Some(Sheet { left, top, right: sheet.width - left, bottom: sheet.height - top, ..sheet });
    composed
}

/// What kind of card it is.
fn kind(outing: Outing) -> Label {
    match outing {
        Outing::Round => messages::PAPER_KIND_CARD_ROUND,
        Outing::Walk => messages::PAPER_KIND_CARD_WALK,
        Outing::Day => messages::PAPER_KIND_CARD_DAY,
    }
}

/// Where the sheet is folded, and in which order.
fn fold_marks(desk: &Desk<'_>, sheet: Sheet) -> Vec<Item> {
    let (width, height) = (sheet.width, sheet.height);
    let (middle, half) = (width / 2.0, height / 2.0);
    let across = || marks::fold(MARK, 0.0);
    let down = || marks::fold(0.0, MARK);
    let mut items = vec![
        Item::figure(EDGE, half, across()),
        Item::figure(width - EDGE - MARK, half, across()),
        Item::figure(middle - MARK / 2.0, half, across()),
        Item::figure(middle, half - MARK / 2.0, down()),
        Item::figure(middle, EDGE, down()),
        Item::figure(middle, height - EDGE - MARK, down()),
    ];
    let first = desk.setter.line(desk.say(messages::PAPER_FOLD_FIRST), sheet::FOOTER);
    let second = desk.setter.line(desk.say(messages::PAPER_FOLD_SECOND), sheet::FOOTER);
    items.push(Item::text(None, EDGE, half + 8.5, first));
    items.push(Item::text(None, middle + 1.2 * MM, height - EDGE - 1.0, second));
    items
}
