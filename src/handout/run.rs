//! Glyphs in a row, and what moves the pen between them.

use super::glyphs::Glyphs;
use super::typeface::FaceId;

/// What the pen of the reader does next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Move {
    /// Draws a glyph and goes on by its width.
    Glyph(u16),
    /// Goes back by thousandths of an em, or on if it is negative.
    Space(f32),
}

/// Glyphs of one face on one baseline.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) face: FaceId,
    /// Where the first glyph stands, in points from the lower left corner of the page.
    pub(super) x: f32,
    /// The baseline, from the lower edge of the page.
    pub(super) y: f32,
    /// The glyphs, and what is between them.
    pub(super) moves: Vec<Move>,
}

/// Gathers the glyphs of a line as long as they share a face and a baseline.
pub(super) struct Run {
    size: f32,
    baseline: f32,
    open: Option<Shown>,
    /// Where the reader's pen is, in points: it advances by the whole thousandths of the font.
    pen: f32,
}

impl Run {
    /// An empty row of glyphs of that size on that baseline, in points.
    pub(super) fn new(size: f32, baseline: f32) -> Self {
        Self { size, baseline, open: None, pen: 0.0 }
    }

    /// Adds a glyph at `x`, raised above the baseline. Gives what came before it if it cannot join that.
    pub(super) fn glyph(
        &mut self,
        glyphs: &Glyphs,
        face: FaceId,
        id: u16,
        (x, rise): (f32, f32),
    ) -> Option<Shown> {
        let y = self.baseline + rise;
        let joins = self.open.as_ref().is_some_and(|open| open.face == face && (open.y - y).abs() < 0.001);
        let done = if joins { None } else { self.take() };
        let open = self.open.get_or_insert_with(|| {
            self.pen = x;
            Shown { face, x, y, moves: Vec::new() }
        });
        // Whole thousandths keep the file small; what is cut off now is made good at the next glyph.
        let offset = ((self.pen - x) / self.size * 1000.0).round();
        if offset != 0.0 {
            open.moves.push(Move::Space(offset));
            self.pen -= offset * self.size / 1000.0;
        }
        open.moves.push(Move::Glyph(id));
        self.pen += glyphs.width(face, id) * self.size / 1000.0;
        done
    }

    /// Takes what has been gathered.
    pub(super) fn take(&mut self) -> Option<Shown> {
        self.open.take()
    }
}
