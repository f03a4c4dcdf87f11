//! Where the lines of a paragraph end: all of its lines are weighed together, for an even right edge with few hyphens.

use super::hyphen::joints;
use super::shape::Shaped;
use super::sheet::Style;
use crate::locale::Language;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

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
    /// Anywhere in a word that no line could hold.
    Torn,
}

impl End {
    fn is_hyphen(self) -> bool {
        matches!(self, Self::Hyphen | Self::Compound)
    }

    /// What a line that ends so costs. The cost of white space is the square of its part of the measure, so a word is
    /// divided only where its line would otherwise stay empty by the square root of this.
    fn cost(self) -> f32 {
        match self {
            Self::No | Self::Word => 0.0,
            Self::Compound => 0.03,
            Self::Hyphen => 0.08,
            Self::Torn => 4.0,
        }
    }
}

/// Two hyphens on top of each other.
const LADDER: f32 = 0.08;
/// A last line that holds hardly a word, and what it costs.
const STUMP: (f32, f32) = (0.12, 0.02);
/// What does not fit and cannot be helped.
const OVERFULL: f32 = 1000.0;

/// A place where a line may end and the next begin.
#[derive(Clone, Copy)]
struct Place {
    /// The first cluster of the next line.
    at: usize,
    /// Where the ink of a line that ends here ends, in points from the beginning of the paragraph.
    ink: f32,
    /// Where the next line begins, in points from the beginning of the paragraph.
    pen: f32,
    end: End,
}

/// One line: its clusters, and whether a hyphen follows them.
pub(super) type Broken = (Range<usize>, bool);

/// Breaks a paragraph into lines, of which the first and the others hold so many points; `hyphen` is the width of one.
/// A text without a letter is one empty line.
pub(super) fn broken(
    shaped: &Shaped,
    style: Style,
    language: Language,
    [first, measure]: [f32; 2],
    hyphen: f32,
) -> Vec<Broken> {
    let total = shaped.clusters.len();
    let natural: f32 = shaped.clusters.iter().map(|cluster| cluster.advance * style.size).sum();
    if natural <= first {
        return vec![(0..total, false)];
    }
    let widths = Widths { first, other: measure, hyphen };
    let places = places(shaped, style, &ends(shaped, style, language), widths);
    let last = places.len() - 1;
    // The best way to end a line at each place: its cost, and the place before.
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); places.len()];
    best[0].0 = 0.0;
    for here in 1..places.len() {
        let place = places[here];
        let dash = if place.end.is_hyphen() { hyphen } else { 0.0 };
        for from in (0..here).rev() {
            let width = (place.ink - places[from].pen).max(0.0) + dash;
            let measure = if from == 0 { first } else { measure };
            let is_overfull = width > measure + 0.01;
            if is_overfull && from + 1 < here {
                break;
            }
            let slack = ((measure - width) / measure).max(0.0);
            let mut cost = best[from].0 + place.end.cost();
            cost += match (here == last, is_overfull) {
                (_, true) => OVERFULL,
                (true, _) if slack > 1.0 - STUMP.0 && from > 0 => STUMP.1,
                (true, _) => 0.0,
                (false, _) => slack * slack,
            };
            if place.end.is_hyphen() && places[from].end.is_hyphen() {
                cost += LADDER;
            }
            if cost < best[here].0 {
                best[here] = (cost, from);
            }
        }
    }
    let mut lines = Vec::new();
    let mut here = last;
    while here > 0 {
        let from = best[here].1;
        lines.push((places[from].at..places[here].at, places[here].end.is_hyphen()));
        here = from;
    }
    lines.reverse();
    lines
}

/// How much the first line and the others hold, and how wide a hyphen is.
#[derive(Clone, Copy)]
struct Widths {
    first: f32,
    other: f32,
    hyphen: f32,
}

/// The places between which the lines run, from the beginning to the end.
fn places(shaped: &Shaped, style: Style, ends: &[End], widths: Widths) -> Vec<Place> {
    let mut places = vec![Place { at: 0, ink: 0.0, pen: 0.0, end: End::Word }];
    let (mut pen, mut ink) = (0.0_f32, 0.0_f32);
    // Places inside the present word, where nothing better may be at hand.
    let mut torn: Vec<Place> = Vec::new();
    for (index, cluster) in shaped.clusters.iter().enumerate() {
        let mut place = Place { at: index, ink, pen, end: ends[index] };
        if place.end != End::No {
            close(&mut places, &mut torn, place, widths);
        } else if index > 0 {
            place.end = End::Torn;
            torn.push(place);
        }
        pen += cluster.advance * style.size;
        if !shaped.text[cluster.text.clone()].trim().is_empty() {
            ink = pen;
        }
    }
    let end = Place { at: shaped.clusters.len(), ink, pen, end: End::Word };
    close(&mut places, &mut torn, end, widths);
    places
}

/// Adds a place, and before it those inside the word if no line could hold that. The first word is on the first line.
fn close(places: &mut Vec<Place>, torn: &mut Vec<Place>, place: Place, widths: Widths) {
    let from = places.last().map_or(0.0, |last| last.pen);
    let measure = if places.len() == 1 { widths.first } else { widths.other };
    let dash = if place.end.is_hyphen() { widths.hyphen } else { 0.0 };
    if place.ink - from + dash > measure {
        places.append(torn);
    }
    torn.clear();
    places.push(place);
}

/// How a line may end before each cluster of a text.
fn ends(shaped: &Shaped, style: Style, language: Language) -> Vec<End> {
    let mut ends = vec![End::No; shaped.clusters.len() + 1];
    let starts: Vec<usize> = shaped.clusters.iter().map(|cluster| cluster.text.start).collect();
    let mut mark = |byte: usize, end: End| {
        if let Ok(index) = starts.binary_search(&byte)
            && index > 0
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
    ends
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
