//! Cells side by side, and how they are divided between pages.

use super::block::{Cell, Piece};
use super::marks::{self, Figure};

/// Cells side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// From left to right.
    pub(super) cells: Vec<Cell>,
    /// What stands at the head of the rest, if the row is divided: the name of the theme and "continued".
    pub(super) again: Option<Cell>,
    /// When it is rather divided than moved; never, but where it is taller than a page, if there is none.
    pub(super) flows: Option<Flows>,
    /// What runs along the whole of it, on every page that it stands on.
    pub(super) rail: Option<Rail>,
    /// How many pieces of the first cell are such a label.
    labelled: usize,
}

/// When a row is rather divided than moved to the next page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flows {
    /// At least so much room would stay empty.
    pub(super) room: f32,
    /// It is at least so high.
    pub(super) height: f32,
}

/// A line down the side of a row, and on through the space below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rail {
    /// In points, from the left edge of the paper.
    pub(super) x: f32,
    /// Whether what is hardest belongs here: then it is a heavier line.
    pub(super) is_hard: bool,
    /// The space below the row.
    pub(super) below: f32,
}

impl Rail {
    /// The line, where the row takes so much of a page.
    pub(super) fn along(self, height: f32) -> Figure {
        marks::rail(height, self.is_hard)
    }
}

impl Row {
    /// A row of cells as they are.
    pub(super) fn of(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// A row whose first baselines are level.
    pub(super) fn level(mut cells: Vec<Cell>) -> Self {
        let lowest = cells.iter().map(Cell::baseline).fold(0.0, f32::max);
        for cell in &mut cells {
            cell.lower(lowest - cell.baseline);
        }
        Self { cells, ..Self::default() }
    }

    /// The same row, which says `again` over its rest if it is divided.
    pub(super) fn labelled(mut self, again: Option<Cell>) -> Self {
        self.again = again;
        self
    }

    /// The same row, with a line down its side.
    pub(super) fn beside(mut self, rail: Rail) -> Self {
        self.rail = Some(rail);
        self
    }

    /// The same row, which is rather divided than moved where it is so high and so much room would stay empty.
    pub(super) fn flowing(mut self, flows: Flows) -> Self {
        self.flows = Some(flows);
        self
    }

    /// The height of its tallest cell, in points.
    pub(super) fn height(&self) -> f32 {
        let below = self.rail.map_or(0.0, |rail| rail.below);
        self.cells.iter().map(Cell::height).fold(0.0, f32::max) + below
    }

    /// The height that must at least stand together with what comes before it.
    pub(super) fn begins_with(&self) -> f32 {
        let height = self.height();
        self.flows.filter(|flows| height > flows.height).map_or(height, |flows| height.min(flows.room))
    }

    /// Takes off what fits into `room`: of each cell the pieces at its top, at least one of each that has any.
    /// `None` if not even that fits.
    pub(super) fn split(&mut self, room: f32) -> Option<Self> {
        let fitting = |cell: &Cell| {
            let mut height = 0.0;
            let fits = |piece: &&Piece| {
                height += piece.height;
                height <= room
            };
            let count = cell.pieces.iter().take_while(fits).count();
            // No page ends in half a word, if a line less is enough to avoid it.
            let divided = count > 1 && count < cell.pieces.len() && cell.pieces[count - 1].ends_divided();
            count - usize::from(divided)
        };
        let counts: Vec<usize> = self.cells.iter().map(fitting).collect();
        if counts.iter().zip(&self.cells).any(|(count, cell)| *count == 0 && !cell.pieces.is_empty()) {
            return None;
        }
        Some(self.take(&counts))
    }

    /// Takes the first piece of every cell, whether it fits or not.
    pub(super) fn split_anyway(&mut self) -> Self {
        let counts: Vec<usize> = self.cells.iter().map(|cell| cell.pieces.len().min(1)).collect();
        self.take(&counts)
    }

    fn take(&mut self, counts: &[usize]) -> Self {
        let rail = self.rail.map(|rail| Rail { below: 0.0, ..rail });
        let mut head = Self { rail, ..Self::default() };
        for (cell, count) in self.cells.iter_mut().zip(counts) {
            let rest = cell.pieces.split_off(*count);
            let first = std::mem::replace(&mut cell.pieces, rest);
            // A space at the top of a page would push the text down for no reason.
            while cell.pieces.first().is_some_and(|piece| piece.items.is_empty()) {
                cell.pieces.remove(0);
            }
            head.cells.push(Cell { pieces: first, baseline: cell.baseline });
        }
        if let (Some(again), Some(first)) = (&self.again, self.cells.first_mut()) {
            let stale = self.labelled.saturating_sub(counts.first().copied().unwrap_or_default());
            first.pieces.drain(..stale.min(first.pieces.len()));
            first.pieces.splice(0..0, again.pieces.iter().cloned());
            self.labelled = again.pieces.len();
        }
        head
    }

    /// Whether everything in it has been taken, apart from the label of a rest.
    pub(super) fn is_spent(&self) -> bool {
        let mut left = self.cells.iter().map(|cell| cell.pieces.len());
        left.next().is_none_or(|first| first <= self.labelled) && left.all(|others| others == 0)
    }
}
