//! From a paragraph to lines, set ragged right.

use super::HandoutError;
use super::hyphen::joints;
use super::shape::{Shaped, glyph, shape};
use super::sheet::Style;
use super::typeface::{FaceId, Faces};
use crate::locale::Language;
use std::ops::Range;
use std::rc::Rc;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// One line of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) shaped: Rc<Shaped>,
    pub(super) clusters: Range<usize>,
    pub(super) style: Style,
    /// Whether a hyphen is drawn at its end that nobody typed.
    pub(super) hyphen: bool,
    /// The width of what one sees, in points.
    pub(super) width: f32,
}

impl Line {
    /// Where each of its clusters stands, from its beginning, in points: in the order of reading, with what runs
    /// leftwards counted from its right end.
    pub(super) fn places(&self) -> Vec<f32> {
        let clusters = &self.shaped.clusters[self.clusters.clone()];
        let mut places = vec![0.0; clusters.len()];
        let (mut pen, mut index) = (0.0, 0);
        while index < clusters.len() {
            let direction = clusters[index].rightwards;
            let length =
                clusters[index..].iter().take_while(|cluster| cluster.rightwards == direction).count();
            let run = index..index + length;
            let width: f32 =
                clusters[run.clone()].iter().map(|cluster| cluster.advance * self.style.size).sum();
            let mut inside = 0.0;
            for at in run {
                let advance = clusters[at].advance * self.style.size;
                places[at] = pen + if direction { inside } else { width - inside - advance };
                inside += advance;
            }
            pen += width;
            index += length;
        }
        places
    }
}

/// Sets texts: knows the faces and how the language divides words.
pub(super) struct Typesetter {
    pub(super) faces: Faces,
    pub(super) language: Language,
}

/// A line shorter than this part of its measure may be filled with part of a word.
const LOOSE: f32 = 0.74;
/// At a joint of a compound, a word is divided sooner.
const LOOSE_AT_JOINT: f32 = 0.85;

impl Typesetter {
    /// # Errors
    /// As [`Faces::load`].
    pub(super) fn new(language: Language) -> Result<Self, HandoutError> {
        Ok(Self { faces: Faces::load()?, language })
    }

    /// The lines of a text as it was typed: every line end in it is kept. A blank text has one empty line.
    pub(super) fn lines(&self, text: &str, style: Style, measure: f32) -> Vec<Line> {
        let clean = printable(text);
        let mut lines = Vec::new();
        for typed in clean.split('\n') {
            let shaped = Rc::new(shape(&self.faces, typed, style.cut, style.figures));
            self.break_line(&shaped, style, measure, &mut lines);
        }
        lines
    }

    /// A short text on one line, however long it gets.
    pub(super) fn line(&self, text: &str, style: Style) -> Line {
        let text = printable(text).replace('\n', " ");
        let shaped = Rc::new(shape(&self.faces, &text, style.cut, style.figures));
        let all = 0..shaped.clusters.len();
        let width = width(&shaped, all.clone(), style);
        Line { shaped, clusters: all, style, hyphen: false, width }
    }

    /// The face, the glyph and the advance in em of the hyphen of a style.
    pub(super) fn hyphen(&self, style: Style) -> (FaceId, u16, f32) {
        let face = style.face();
        let (id, advance) = glyph(&self.faces, face, '-');
        (face, id, advance)
    }

    fn break_line(&self, shaped: &Rc<Shaped>, style: Style, measure: f32, lines: &mut Vec<Line>) {
        let breaks = Breaks::of(shaped, style, self.language);
        let hyphen = self.hyphen(style).2 * style.size;
        let total = shaped.clusters.len();
        let mut start = 0;
        loop {
            let (end, hyphenated) = breaks.next(shaped, style, start, measure, hyphen);
            let clusters = start..end;
            let mut width = width(shaped, clusters.clone(), style);
            if hyphenated {
                width += hyphen;
            }
            lines.push(Line { shaped: Rc::clone(shaped), clusters, style, hyphen: hyphenated, width });
            start = end;
            if start >= total {
                return;
            }
        }
    }
}

/// How a line may end before a cluster.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    No,
    /// Between words.
    Word,
    /// Inside a word, with a hyphen.
    Hyphen,
    /// Between the parts of a compound, with a hyphen.
    Compound,
}

/// How a line may end before each cluster of a text.
struct Breaks(Vec<End>);

impl Breaks {
    fn of(shaped: &Shaped, style: Style, language: Language) -> Self {
        let mut ends = vec![End::No; shaped.clusters.len() + 1];
        let starts: Vec<usize> = shaped.clusters.iter().map(|cluster| cluster.text.start).collect();
        let mut mark = |byte: usize, end: End| {
            if let Ok(index) = starts.binary_search(&byte)
                && ends[index] == End::No
            {
                ends[index] = end;
            }
        };
        for (at, opportunity) in linebreaks(&shaped.text) {
            if opportunity == BreakOpportunity::Allowed {
                // A soft hyphen that was typed becomes a visible one only where a line ends.
                let soft = shaped.text[..at].ends_with('\u{AD}');
                mark(at, if soft { End::Hyphen } else { End::Word });
            }
        }
        if style.hyphenate {
            let last = shaped.text.trim_end().rfind(char::is_whitespace).unwrap_or(0);
            for word in words(&shaped.text).filter(|word| word.start <= last) {
                for joint in joints(&shaped.text[word.clone()], language) {
                    let end = if joint.compound { End::Compound } else { End::Hyphen };
                    mark(word.start + joint.at, end);
                }
            }
        }
        Self(ends)
    }

    /// Where the line that begins at a cluster ends, and whether with a hyphen.
    fn next(&self, shaped: &Shaped, style: Style, start: usize, measure: f32, hyphen: f32) -> (usize, bool) {
        let total = shaped.clusters.len();
        let (mut pen, mut ink) = (0.0, 0.0);
        let mut word: Option<(usize, f32)> = None;
        let mut divided: Option<usize> = None;
        let mut compound: Option<usize> = None;
        let mut fits = start;
        for index in start..total {
            if index > start {
                match self.0[index] {
                    End::Word => (word, divided, compound) = (Some((index, ink)), None, None),
                    End::Hyphen if ink + hyphen <= measure => divided = Some(index),
                    End::Compound if ink + hyphen <= measure => compound = Some(index),
                    _ => {}
                }
            }
            let cluster = &shaped.clusters[index];
            pen += cluster.advance * style.size;
            if !shaped.text[cluster.text.clone()].trim().is_empty() {
                ink = pen;
            }
            if ink > measure + 0.01 {
                let filled = word.map_or(0.0, |(_, width)| width) / measure;
                if let Some(at) = compound.filter(|_| filled < LOOSE_AT_JOINT) {
                    return (at, true);
                }
                if let Some(at) = divided.filter(|_| filled < LOOSE) {
                    return (at, true);
                }
                return word.map_or((fits.max(start + 1), false), |(at, _)| (at, false));
            }
            fits = index + 1;
        }
        (total, false)
    }
}

/// The words of a text: letters only.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    text.split(|letter: char| !letter.is_alphabetic()).map(move |word| {
        // Each piece lies in the text after the one before it and the letter between them.
        let start = text[from..].find(word).map_or(from, |at| from + at);
        from = start + word.len();
        start..from
    })
}

/// The width in points of what one sees of some clusters: without the spaces at their end.
fn width(shaped: &Shaped, clusters: Range<usize>, style: Style) -> f32 {
    let seen = clusters
        .clone()
        .rev()
        .find(|index| !shaped.text[shaped.clusters[*index].text.clone()].trim().is_empty());
    let end = seen.map_or(clusters.start, |last| last + 1);
    shaped.clusters[clusters.start..end].iter().map(|cluster| cluster.advance).sum::<f32>() * style.size
}

/// The text without control characters, which no paper shows, and with `\n` for every kind of line end.
fn printable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|letter| match letter {
            '\r' | '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some('\t'),
            _ if letter.is_control() => None,
            _ => Some(letter),
        })
        .collect()
}
