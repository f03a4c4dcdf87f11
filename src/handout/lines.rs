//! From a paragraph to lines, set ragged right.

use super::breaking::broken;
use super::shape::{Shaped, Shaper, glyph};
use super::sheet::{Style, StyleKey};
use super::typeface::{FaceId, Faces};
use crate::locale::Language;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// One line of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The text that it is a part of.
    pub(super) shaped: Rc<Shaped>,
    /// Those of the text that stand on it.
    pub(super) clusters: Range<usize>,
    pub(super) style: Style,
    /// Whether a hyphen is drawn at its end that nobody typed.
    pub(super) hyphen: bool,
    /// The width of what one sees, in points.
    pub(super) width: f32,
}

impl Line {
    /// What it says.
    pub(super) fn text(&self) -> &str {
        let clusters = &self.shaped.clusters[self.clusters.clone()];
        match (clusters.first(), clusters.last()) {
            (Some(first), Some(last)) => &self.shaped.text[first.text.start..last.text.end],
            _ => "",
        }
    }

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

/// Sets texts: knows the faces, and in which language a document speaks where nobody says otherwise.
pub(super) struct Typesetter {
    pub(super) shaper: Shaper,
    pub(super) language: Language,
    /// What has been set before: pages are filled more than once to find how they look best.
    set: RefCell<HashMap<Manner, HashMap<String, Vec<Line>>>>,
}

/// All that lines depend on besides their text: the style, the measure and the indent, the language.
type Manner = (StyleKey, [u32; 2], Language);

impl Typesetter {
    /// A typesetter for documents in a language.
    pub(super) fn new(language: Language) -> Self {
        Self { shaper: Shaper::default(), language, set: RefCell::default() }
    }

    /// The faces that letters are drawn with.
    pub(super) fn faces(&self) -> &Faces {
        &self.shaper.faces
    }

    /// The lines of a text of `language` as it was typed: every line end in it is kept. The first line is shorter by
    /// `indent`. A blank text has one empty line.
    pub(super) fn lines(
        &self,
        text: &str,
        style: Style,
        measure: f32,
        indent: f32,
        language: Language,
    ) -> Vec<Line> {
        let key = (style.key(), [measure, indent].map(f32::to_bits), language);
        if let Some(lines) = self.set.borrow().get(&key).and_then(|texts| texts.get(text)) {
            return lines.clone();
        }
        let clean = printable(text);
        let mut lines = Vec::new();
        for (number, typed) in clean.split('\n').enumerate() {
            let indent = if number == 0 { indent } else { 0.0 };
            let shaped = self.shaper.shape(typed, style.cut, style.figures);
            let hyphen = self.hyphen(style).2 * style.size;
            for (clusters, divided) in broken(&shaped, style, language, [measure - indent, measure], hyphen) {
                let width = width(&shaped, clusters.clone(), style) + if divided { hyphen } else { 0.0 };
                lines.push(Line { shaped: Rc::clone(&shaped), clusters, style, hyphen: divided, width });
            }
        }
        self.set.borrow_mut().entry(key).or_default().insert(text.to_owned(), lines.clone());
        lines
    }

    /// A short text on one line, however long it gets.
    pub(super) fn line(&self, text: &str, style: Style) -> Line {
        let text = printable(text).replace('\n', " ");
        let shaped = self.shaper.shape(&text, style.cut, style.figures);
        let all = 0..shaped.clusters.len();
        let width = width(&shaped, all.clone(), style);
        Line { shaped, clusters: all, style, hyphen: false, width }
    }

    /// The face, the glyph and the advance in em of the hyphen of a style.
    pub(super) fn hyphen(&self, style: Style) -> (FaceId, u16, f32) {
        let face = style.face();
        let (id, advance) = glyph(self.faces(), face, '-');
        (face, id, advance)
    }
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
