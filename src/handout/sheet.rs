//! The sheet: paper sizes, the grid of the two voices, sizes of type and colours.

use super::shape::{Cut, Figures};
use super::typeface::FaceId;

/// Points in a millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;

/// A paper size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// The grid of a sheet, in points from the upper left corner of the paper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// Of the paper.
    pub(super) width: f32,
    /// Of the paper.
    pub(super) height: f32,
    /// Where the text begins.
    pub(super) left: f32,
    /// Where the text ends on the right.
    pub(super) right: f32,
    /// Where the text begins below the head.
    pub(super) top: f32,
    /// Where the text ends; the footer stands below.
    pub(super) bottom: f32,
    /// The width of the margin column, which holds handles, theme names and labels.
    pub(super) margin: f32,
    /// Where the column of each voice begins.
    pub(super) voices: [f32; 2],
    /// The width of one voice.
    pub(super) voice: f32,
}

impl Sheet {
    /// The grid of a size of paper.
    pub(super) fn new(paper: Paper) -> Self {
        let (width, height) = match paper {
            Paper::A4 => (210.0 * MM, 297.0 * MM),
            Paper::Letter => (612.0, 792.0),
        };
        let (left, right) = (20.0 * MM, width - 22.0 * MM);
        let first = left + 28.0 * MM;
        let voice = (right - first - 6.0 * MM) / 2.0;
        Self {
            width,
            height,
            left,
            right,
            top: 18.0 * MM,
            bottom: height - 22.0 * MM,
            margin: 24.0 * MM,
            voices: [first, first + voice + 6.0 * MM],
            voice,
        }
    }

    /// The height of the text.
    pub(super) fn text_height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Where the wide column begins: at the first voice.
    pub(super) fn wide(&self) -> f32 {
        self.voices[0]
    }
}

/// A colour of the hand-outs, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Colour(pub(super) [u8; 3]);

/// Black, so that a laser printer does not screen it.
pub(super) const INK: Colour = Colour([0, 0, 0]);
/// What one navigates by.
pub(super) const ACCENT: Colour = Colour([0x0F, 0x5B, 0x60]);
/// Notes.
pub(super) const SOFT: Colour = Colour([0x4A, 0x52, 0x54]);
/// Boxes and lines to write on.
pub(super) const EDGE: Colour = Colour([0x77, 0x7F, 0x80]);
/// Rules between rows.
pub(super) const HAIR: Colour = Colour([0xA9, 0xB1, 0xB1]);

/// The ground of the months.
pub(super) const TINT: Colour = Colour([0xE8, 0xEF, 0xEE]);
/// What lies over a line and hides it.
pub(super) const PAPER: Colour = Colour([0xFF, 0xFF, 0xFF]);

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Which of the serif's cuts.
    pub(super) cut: Cut,
    /// In points.
    pub(super) size: f32,
    /// From one baseline to the next, in points.
    pub(super) leading: f32,
    pub(super) figures: Figures,
    pub(super) colour: Colour,
    /// Whether long words may be divided to fill a line.
    pub(super) hyphenate: bool,
}

/// A style as the key of a table.
pub(super) type StyleKey = (Cut, Figures, Colour, bool, [u32; 2]);

impl Style {
    /// What tells it from other styles.
    pub(super) fn key(&self) -> StyleKey {
        let measures = [self.size, self.leading].map(f32::to_bits);
        (self.cut, self.figures, self.colour, self.hyphenate, measures)
    }

    const fn new(cut: Cut, size: f32, leading: f32) -> Self {
        Self { cut, size, leading, figures: Figures::Text, colour: INK, hyphenate: false }
    }

    const fn hyphenated(mut self) -> Self {
        self.hyphenate = true;
        self
    }

    /// The same in another colour.
    pub(super) const fn coloured(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    /// The same with other figures.
    pub(super) const fn figured(mut self, figures: Figures) -> Self {
        self.figures = figures;
        self
    }

    /// The face of its letters.
    pub(super) fn face(&self) -> FaceId {
        match self.cut {
            Cut::Regular => FaceId::Regular,
            Cut::Italic => FaceId::Italic,
            Cut::Semibold => FaceId::Semibold,
        }
    }

    /// How far below the top of its line the baseline lies: the x-height stands in the middle.
    pub(super) fn baseline(&self) -> f32 {
        self.leading / 2.0 + self.size * 0.31
    }
}

/// The names of the two over a document; the longer they are, the smaller.
pub(super) const NAME: Style = Style::new(Cut::Regular, 25.0, 28.0);
/// Names that do not fit at that size.
pub(super) const LONG_NAME: Style = Style::new(Cut::Regular, 20.0, 23.0);
/// Names that still do not.
pub(super) const LONGER_NAME: Style = Style::new(Cut::Regular, 16.0, 19.0);
/// The day of a talk, under the names.
pub(super) const DATE_LINE: Style = Style::new(Cut::Regular, 14.0, 19.0);
/// What kind of document it is, in small capitals.
pub(super) const KIND: Style =
    Style::new(Cut::Regular, 9.5, 19.0).coloured(ACCENT).figured(Figures::SmallCapitals);
/// Where and when, under the day.
pub(super) const SUB_TITLE: Style = Style::new(Cut::Regular, 10.5, 14.0);
/// What somebody is by office, under a name.
pub(super) const POST: Style = Style::new(Cut::Italic, 10.5, 13.0);
/// The title of a section.
pub(super) const SECTION: Style = Style::new(Cut::Regular, 13.0, 15.0);
/// The name of a theme.
pub(super) const THEME: Style = Style::new(Cut::Semibold, 10.0, 12.5);
/// The notes of the day.
pub(super) const PROSE: Style = Style::new(Cut::Regular, 10.0, 13.5).hyphenated();
/// What the two have written.
pub(super) const BODY: Style = Style::new(Cut::Regular, 9.5, 12.5).hyphenated();
/// What was set beside it, and the questions of a check.
pub(super) const ANSWER: Style = Style::new(Cut::Italic, 9.5, 12.5).hyphenated();
/// What a line in the margin column is called.
pub(super) const LABEL: Style = Style::new(Cut::Italic, 9.5, 12.5);
/// A handle in a column of its own.
pub(super) const CODE: Style = Style::new(Cut::Semibold, 9.5, 12.5).coloured(ACCENT).figured(Figures::Lining);
/// A handle that hangs in front of its text.
pub(super) const HANGING: Style =
    Style::new(Cut::Semibold, 8.5, 12.5).coloured(ACCENT).figured(Figures::Lining);
/// The days of checks, and other small facts.
pub(super) const NOTE: Style = Style::new(Cut::Regular, 8.5, 11.5).coloured(SOFT);
/// The head of a column, and a caption.
pub(super) const HEAD: Style = Style::new(Cut::Italic, 8.5, 11.5);
/// What the program says of itself, such as that something waits.
pub(super) const ASIDE: Style = Style::new(Cut::Italic, 8.5, 11.5).coloured(SOFT);
/// Words beside a mark or a check.
pub(super) const SMALL: Style = Style::new(Cut::Regular, 8.5, 11.5).hyphenated();
/// What stays smaller, where there is much: never praise that is the latest.
pub(super) const TIER: Style = Style::new(Cut::Regular, 8.5, 11.0).hyphenated();
/// What was set beside a text of the smaller size.
pub(super) const TIER_ANSWER: Style = Style::new(Cut::Italic, 8.5, 11.0).hyphenated();
/// A handle in front of a text of the smaller size.
pub(super) const TIER_CODE: Style =
    Style::new(Cut::Semibold, 8.5, 11.0).coloured(ACCENT).figured(Figures::Lining);
/// When a stretch of the day begins.
pub(super) const TIME: Style =
    Style::new(Cut::Semibold, 10.5, 13.0).coloured(ACCENT).figured(Figures::Lining);
/// The name of a stretch of the day.
pub(super) const BLOCK: Style = Style::new(Cut::Semibold, 10.5, 13.0);
/// What a stretch of the day is for.
pub(super) const MATTER: Style = Style::new(Cut::Regular, 10.5, 13.0);
/// A question to begin with.
pub(super) const QUESTION: Style = Style::new(Cut::Italic, 9.5, 12.5).hyphenated();
/// A question in the programme, where it is only recalled.
pub(super) const PROMPT: Style = Style::new(Cut::Italic, 8.5, 11.5).hyphenated();
/// On the card: the date, the number of a stop, and what one talks about there.
pub(super) const CARD_DATE: Style = Style::new(Cut::Regular, 10.5, 14.0);
/// The number of a stop.
pub(super) const STOP: Style = Style::new(Cut::Regular, 13.0, 15.0).coloured(ACCENT).figured(Figures::Lining);
/// A handle on the card.
pub(super) const CARD_CODE: Style = TIME;
/// A question in a few words.
pub(super) const CARD_CUE: Style = Style::new(Cut::Regular, 10.5, 13.0);
/// A stop that is left free.
pub(super) const CARD_FREE: Style = Style::new(Cut::Italic, 10.5, 13.0).coloured(SOFT);
/// A handle in the picture of the year.
pub(super) const PICTURE_CODE: Style =
    Style::new(Cut::Semibold, 7.5, 9.0).coloured(ACCENT).figured(Figures::Lining);
/// The names of months under the picture.
pub(super) const MONTH: Style = Style::new(Cut::Regular, 8.0, 9.0);
/// How many there are, beside a bar or a mark.
pub(super) const COUNT: Style = Style::new(Cut::Regular, 8.0, 9.0).figured(Figures::Lining);
/// A day beside what happened on it.
pub(super) const DAY: Style = Style::new(Cut::Regular, 7.5, 10.0).coloured(SOFT);
/// What stands at the foot of every page.
pub(super) const FOOTER: Style = Style::new(Cut::Regular, 7.5, 10.0).coloured(SOFT);

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours, as WCAG 2.2 defines it.
    fn contrast(one: Colour, other: Colour) -> f32 {
        let luminance = |Colour(parts): Colour| {
            let linear = parts.map(|part| {
                let part = f32::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_of_words_and_marks_stands_out() {
        assert!((contrast(INK, PAPER) - 21.0).abs() < 0.01);
        for colour in [INK, ACCENT, SOFT] {
            assert!(contrast(colour, PAPER) >= 4.5 && contrast(colour, TINT) >= 4.5, "{colour:?}");
        }
        // Lines to write on and rules are no words; boxes must still be found.
        assert!(contrast(EDGE, PAPER) >= 3.0);
    }
}
