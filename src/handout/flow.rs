//! From rows to pages.

use super::block::{Cell, Item};
use super::marks;
use super::row::Row;
use super::sheet::{MM, Sheet};

/// What stands between a row and the one before it; nothing of it is left at the top of a page.
#[derive(Clone, Copy)]
pub(super) enum Lead {
    Gap(f32),
    /// A hairline, with the same space above and below.
    Hair(f32),
}

impl Lead {
    fn height(self) -> f32 {
        match self {
            Self::Gap(gap) => gap,
            Self::Hair(gap) => 2.0 * gap,
        }
    }
}

/// Where something stands: the page, counted from zero, and how far down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// From 0.
    pub(super) page: usize,
    /// In points from the top of the page.
    pub(super) y: f32,
}

/// The pages so far, and how far the last one is filled.
pub(super) struct Flow {
    /// The grid of the paper.
    pub(super) sheet: Sheet,
    /// What is drawn on each.
    pub(super) pages: Vec<Vec<Item>>,
    /// The spaces that hold for this document.
    pub(super) spacing: Spacing,
    y: f32,
    /// Whether nothing of the current section stands on the page yet.
    fresh: bool,
    /// The heads of the columns, which stand at the top of every page that the section goes on to.
    running: Option<Row>,
}

/// The spaces that give way when a page is overfull.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spacing {
    /// Over the title of a section.
    pub(super) over_section: f32,
    /// Over the line with the date.
    pub(super) over_date: f32,
    /// Between the stretches of the day.
    pub(super) between_stretches: f32,
    /// Between what was agreed.
    pub(super) between_rows: f32,
    /// Between incidents with their repair.
    pub(super) between_repairs: f32,
    /// Between the notes on the day.
    pub(super) between_notes: f32,
}

impl Spacing {
    /// Where there is room.
    pub(super) const GENEROUS: Self = Self {
        over_section: 7.6 * MM,
        over_date: 8.0 * MM,
        between_stretches: 3.3 * MM,
        between_rows: 2.8 * MM,
        between_repairs: 4.5 * MM,
        between_notes: 0.8 * MM,
    };
    /// Where there is none to spare.
    pub(super) const CLOSE: Self = Self {
        over_section: 6.0 * MM,
        over_date: 5.0 * MM,
        between_stretches: 2.2 * MM,
        between_rows: 1.8 * MM,
        between_repairs: 2.6 * MM,
        between_notes: 0.4 * MM,
    };
}

/// The space between the rule of a section and its title, and below the title.
const UNDER_RULE: f32 = 2.2 * MM;
const UNDER_TITLE: f32 = 2.6 * MM;
/// The least height that is worth beginning a long row in.
pub(super) const WORTH: f32 = 60.0;

impl Flow {
    /// Begins with one empty page.
    pub(super) fn new(sheet: Sheet, spacing: Spacing) -> Self {
        Self { sheet, spacing, pages: vec![Vec::new()], y: sheet.top, fresh: true, running: None }
    }

    /// How much room is left on the page.
    pub(super) fn room(&self) -> f32 {
        self.sheet.bottom - self.y
    }

    /// Whether the page is still empty.
    fn untouched(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    /// Goes on to the next page, under the heads of the table that is not done.
    pub(super) fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.sheet.top;
        self.fresh = true;
        if let Some(mut running) = self.running.clone() {
            // For the ear they were said once.
            for item in
                running.cells.iter_mut().flat_map(|cell| &mut cell.pieces).flat_map(|piece| &mut piece.items)
            {
                item.node = None;
            }
            self.put(running);
        }
    }

    /// Begins a section: a rule, its title, and the heads of its columns, together with at least `first` of
    /// what follows. Gives its place.
    pub(super) fn section(&mut self, title: Cell, heads: Option<Row>, first: f32) -> Place {
        self.running = None;
        let head = heads.as_ref().map_or(0.0, Row::height);
        let need = UNDER_RULE + title.height() + UNDER_TITLE + head + first;
        if !self.untouched() && self.spacing.over_section + need > self.room() {
            self.new_page();
        }
        if !self.untouched() {
            self.y += self.spacing.over_section;
        }
        let rule = marks::section_rule(self.sheet.right - self.sheet.left);
        let (x, y) = (self.sheet.left, self.y);
        let page = self.pages.len() - 1;
        self.draw(Item::figure(x, y, rule));
        self.y += UNDER_RULE;
        self.put(Row::of(vec![title]));
        self.y += UNDER_TITLE;
        self.fresh = true;
        if let Some(heads) = heads {
            self.heads_of(heads);
        }
        Place { page, y }
    }

    /// Puts the heads of the columns here, and at the top of every page that the table goes on to.
    pub(super) fn heads_of(&mut self, heads: Row) {
        if heads.height() > self.sheet.text_height() / 4.0 {
            // Names that long are said once.
            self.place(heads, Lead::Gap(0.0));
        } else {
            self.put(heads.clone());
            self.running = Some(heads);
        }
        self.fresh = true;
    }

    /// What stands at the top of every page that the section goes on to, and not at its beginning.
    pub(super) fn running(&mut self, heads: Row) {
        self.running = Some(heads);
    }

    /// Ends a section, so that what follows has no heads over it.
    pub(super) fn end(&mut self) {
        self.running = None;
    }

    /// Goes down by a space, or to a new page if less than `need` would be left.
    pub(super) fn skip(&mut self, gap: f32, need: f32) {
        if !self.untouched() && gap + need > self.room() {
            self.new_page();
        } else if !self.untouched() {
            self.y += gap;
        }
    }

    /// Places a row, on a new page if it does not fit. It is divided only if it is taller than a page or, where
    /// the row flows, tall enough that moving it would leave a hole.
    pub(super) fn place(&mut self, mut row: Row, lead: Lead) {
        loop {
            let gap = if self.fresh { 0.0 } else { lead.height() };
            let (height, room) = (row.height(), self.room() - gap);
            if height <= room {
                self.lead(lead);
                self.put(row);
                self.fresh = false;
                return;
            }
            let full = self.sheet.text_height();
            let flows = row.flows.is_some_and(|it| room > it.room && height > it.height);
            if (height > full - self.heads() || flows)
                && room > WORTH
                && let Some(head) = row.split(room)
            {
                self.lead(lead);
                self.put(head);
            } else if self.fresh && self.y < self.sheet.top + self.heads() + 1.0 {
                // Even an empty page cannot hold the first pieces.
                self.put(row.split_anyway());
            }
            if row.is_spent() {
                self.fresh = false;
                return;
            }
            self.new_page();
        }
    }

    fn heads(&self) -> f32 {
        self.running.as_ref().map_or(0.0, Row::height)
    }

    fn lead(&mut self, lead: Lead) {
        if self.fresh {
            return;
        }
        if let Lead::Hair(gap) = lead {
            let (x, y) = (self.sheet.left, self.y + gap);
            let rule = marks::hair(self.sheet.right - x);
            self.draw(Item::figure(x, y, rule));
        }
        self.y += lead.height();
    }

    /// Puts a row here, whether it fits or not.
    pub(super) fn put(&mut self, row: Row) {
        let height = row.height();
        if let Some(rail) = row.rail {
            self.draw(Item::figure(rail.x, self.y, rail.along(height)));
        }
        for cell in row.cells {
            let mut y = self.y;
            for piece in cell.pieces {
                for mut item in piece.items {
                    item.y += y;
                    self.draw(item);
                }
                y += piece.height;
            }
        }
        self.y += height;
    }

    /// Draws an item at its place on the current page.
    pub(super) fn draw(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }
}
