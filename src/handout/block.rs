//! What stands on a page: items, pieces that are never divided, and cells.

use super::lines::{Line, Typesetter};
use super::marks::Figure;
use super::sheet::Style;
use super::tags::NodeId;
use crate::locale::Language;

/// Something to draw. The x of everything is that of the page; y counts from the top of its piece, and, once
/// placed, from the top of the page.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The element that it belongs to; `None` for what only decorates.
    pub(super) node: Option<NodeId>,
    /// In points, from the left edge of the paper.
    pub(super) x: f32,
    /// In points; of a text where its baseline lies.
    pub(super) y: f32,
    pub(super) ink: Ink,
    /// What it says to those who do not see it, where that is not what one sees.
    pub(super) says: Option<Box<str>>,
    /// Whether it stands on its head: its place is that on the page turned by half a turn.
    pub(super) is_turned: bool,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(super) enum Ink {
    /// Its y is the baseline.
    Text(Line),
    Figure(Figure),
}

impl Item {
    /// A line of text that belongs to an element, with its baseline at `y`.
    pub(super) fn text(node: impl Into<Option<NodeId>>, x: f32, y: f32, line: Line) -> Self {
        Self { node: node.into(), x, y, ink: Ink::Text(line), says: None, is_turned: false }
    }

    /// A drawing that only decorates.
    pub(super) fn figure(x: f32, y: f32, figure: Figure) -> Self {
        Self { node: None, x, y, ink: Ink::Figure(figure), says: None, is_turned: false }
    }

    /// The same, belonging to an element.
    pub(super) fn of(mut self, node: NodeId) -> Self {
        self.node = Some(node);
        self
    }

    /// The same, saying something to those who do not see it.
    pub(super) fn saying(mut self, words: &str) -> Self {
        self.says = Some(words.into());
        self
    }
}

/// A slice of a cell that is never divided.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// In points.
    pub(super) height: f32,
    /// What is drawn in it.
    pub(super) items: Vec<Item>,
}

impl Piece {
    /// Nothing, so many points high.
    pub(super) fn space(height: f32) -> Self {
        Self { height, items: Vec::new() }
    }
}

/// Where lines stand in their measure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A column of one row.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// From the top down.
    pub(super) pieces: Vec<Piece>,
    /// How far below the top the first baseline lies.
    pub(super) baseline: f32,
}

/// Where a text goes and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// The element that it belongs to.
    pub(super) node: Option<NodeId>,
    /// Where it begins, in points from the left edge of the paper.
    pub(super) x: f32,
    /// How wide it may get, in points.
    pub(super) measure: f32,
    pub(super) align: Align,
    /// The language of the text, where it is not that of the document.
    pub(super) language: Option<Language>,
}

impl Slot {
    /// A place that is set flush left, in the language of the document.
    pub(super) fn new(node: impl Into<Option<NodeId>>, x: f32, measure: f32) -> Self {
        Self { node: node.into(), x, measure, align: Align::Left, language: None }
    }

    /// The same, for a text in that language.
    pub(super) fn spoken(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// The same, set flush right.
    pub(super) fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }
}

impl Cell {
    /// A text in its measure. The first two lines stay together, and so do the last two.
    pub(super) fn text(setter: &Typesetter, text: &str, style: Style, slot: Slot) -> Self {
        Self::indented(setter, text, style, slot, 0.0)
    }

    /// A text whose first line begins after a few words in another style, `gap` points apart; or below them, if they
    /// leave too little of the measure.
    pub(super) fn led(
        setter: &Typesetter,
        lead: Line,
        gap: f32,
        text: &str,
        style: Style,
        slot: Slot,
    ) -> Self {
        let indent = lead.width + gap;
        // A word that would stand whole on a line of its own is not divided for the sake of what is before it.
        let first = |ends: &[char]| {
            let word = text.split_inclusive(ends).next().unwrap_or_default();
            setter.line(word.trim_end(), style).width
        };
        let word = first(&[' ', '\n']);
        let needed = if word <= slot.measure { word } else { first(&[' ', '\n', '-']) };
        let fits = indent + needed <= slot.measure;
        let baseline = style.baseline();
        if !fits || text.trim().is_empty() {
            let mut cell = Self::text(setter, lead.text(), lead.style, slot);
            if !text.trim().is_empty() {
                cell.below(0.0, Self::text(setter, text, style, slot));
            }
            return cell;
        }
        let mut cell = Self::indented(setter, text, style, slot, indent);
        cell.before(vec![Item::text(slot.node, slot.x, baseline, lead)]);
        cell
    }

    fn indented(setter: &Typesetter, text: &str, style: Style, slot: Slot, indent: f32) -> Self {
        let language = slot.language.unwrap_or(setter.language);
        let lines = setter.lines(text, style, slot.measure, indent, language);
        let count = lines.len();
        let mut cell = Self { pieces: Vec::new(), baseline: style.baseline() };
        for (index, line) in lines.into_iter().enumerate() {
            let x = match slot.align {
                Align::Left if index == 0 => slot.x + indent,
                Align::Left => slot.x,
                Align::Right => slot.x + slot.measure - line.width,
            };
            // An empty line is only space: it has nothing that could be marked or read.
            let items = if line.clusters.is_empty() {
                Vec::new()
            } else {
                vec![Item::text(slot.node, x, style.baseline(), line)]
            };
            let line = Piece { height: style.leading, items };
            let glued = count <= 3 || index == 1 || index + 1 == count;
            match cell.pieces.last_mut() {
                Some(last) if glued => last.glue(line),
                _ => cell.pieces.push(line),
            }
        }
        cell
    }

    /// A cell of one piece.
    pub(super) fn of(height: f32, baseline: f32, items: Vec<Item>) -> Self {
        Self { pieces: vec![Piece { height, items }], baseline }
    }

    /// In points.
    pub(super) fn height(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.height).sum()
    }

    /// Puts another cell below, after a space.
    pub(super) fn below(&mut self, gap: f32, other: Self) {
        if self.pieces.is_empty() {
            *self = other;
            return;
        }
        if gap > 0.0 {
            self.pieces.push(Piece::space(gap));
        }
        self.pieces.extend(other.pieces);
    }

    /// Puts words in another style after the last line, or below it if they do not fit there.
    pub(super) fn trailing(&mut self, line: Line, gap: f32, slot: Slot) {
        let baseline = line.style.baseline();
        let last = self.pieces.last_mut().and_then(|piece| {
            let end = piece.items.iter().rev().find_map(|item| match &item.ink {
                Ink::Text(text) => Some((item.x + text.width, item.y)),
                Ink::Figure(_) => None,
            });
            end.map(|end| (piece, end))
        });
        match last {
            Some((piece, (end, y))) if end + gap + line.width <= slot.x + slot.measure => {
                piece.items.push(Item::text(slot.node, end + gap, y, line));
            }
            _ => {
                let item = Item::text(slot.node, slot.x, baseline, line.clone());
                self.below(0.0, Self::of(line.style.leading, baseline, vec![item]));
            }
        }
    }

    /// Adds an item to the first line.
    pub(super) fn add(&mut self, item: Item) {
        if let Some(first) = self.pieces.first_mut() {
            first.items.push(item);
        }
    }

    /// Puts another cell below, after a space, so that its beginning is never parted from the end of what is here.
    pub(super) fn below_kept(&mut self, gap: f32, other: Self) {
        let Some(last) = self.pieces.last_mut() else { return self.below(gap, other) };
        let mut pieces = other.pieces.into_iter();
        last.glue(Piece::space(gap));
        if let Some(first) = pieces.next() {
            last.glue(first);
        }
        self.pieces.extend(pieces);
    }

    /// Makes it at least so high.
    pub(super) fn reach(&mut self, height: f32) {
        let missing = height - self.height();
        if missing > 0.0
            && let Some(last) = self.pieces.last_mut()
        {
            last.height += missing;
        }
    }

    /// Puts items on the first line, before what is there.
    pub(super) fn before(&mut self, items: Vec<Item>) {
        if let Some(first) = self.pieces.first_mut() {
            first.items.splice(0..0, items);
        }
    }

    /// Draws something into every piece, at its height: the bar beside an answer.
    pub(super) fn along(&mut self, draw: impl Fn(f32) -> Item) {
        for piece in &mut self.pieces {
            let item = draw(piece.height);
            piece.items.push(item);
        }
    }

    /// The first baseline.
    pub(super) fn baseline(&self) -> f32 {
        self.baseline
    }

    /// Pushes everything down, so that the first baseline lies deeper.
    pub(super) fn lower(&mut self, by: f32) {
        if by > 0.01
            && let Some(first) = self.pieces.first_mut()
        {
            first.height += by;
            for item in &mut first.items {
                item.y += by;
            }
            self.baseline += by;
        }
    }
}

impl Piece {
    /// Whether its last line ends in a hyphen that nobody typed.
    pub(super) fn ends_divided(&self) -> bool {
        let last = self.items.iter().rev().find_map(|item| match &item.ink {
            Ink::Text(line) => Some(line.hyphen),
            Ink::Figure(_) => None,
        });
        last.unwrap_or(false)
    }

    fn glue(&mut self, other: Self) {
        for mut item in other.items {
            item.y += self.height;
            self.items.push(item);
        }
        self.height += other.height;
    }
}
