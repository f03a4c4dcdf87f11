//! From a text to glyphs: which face draws which letters, and where the rules of the font put them.

use super::typeface::{FaceId, Faces, is_invisible};
use rustybuzz::{Direction, Feature, Script, ShapePlan, UnicodeBuffer, ttf_parser::Tag};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;
use unicode_normalization::char::is_combining_mark;

/// A cut of the serif.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cut {
    Regular,
    Italic,
    Semibold,
}

/// How figures and capitals look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Figures {
    /// Old-style figures, for text and dates.
    Text,
    /// Lining figures of one width, for codes and scores.
    Lining,
    /// Everything in letterspaced small capitals.
    SmallCapitals,
}

/// A glyph where the font puts it, in em.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The number that the font gives it.
    pub(super) id: u16,
    /// From where its cluster begins.
    pub(super) x: f32,
    /// Above the baseline.
    pub(super) y: f32,
}

/// The least part of a text that has glyphs of its own: a letter, a ligature, an emoji of several characters.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Bytes of the text.
    pub(super) text: Range<usize>,
    /// Those of the text.
    pub(super) glyphs: Range<usize>,
    pub(super) face: FaceId,
    /// In em.
    pub(super) advance: f32,
    /// Whether it is read from left to right.
    pub(super) rightwards: bool,
    /// Whether a hollow square stands for letters that no face has.
    pub(super) missing: bool,
}

/// A text with its glyphs; its clusters are in reading order.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// What they say.
    pub(super) text: String,
    /// In the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// In reading order.
    pub(super) clusters: Vec<Cluster>,
}

/// Letterspacing of small capitals, in em.
const TRACKING: f32 = 0.06;
/// What is drawn for a letter that no face has.
pub(super) const MISSING: char = '\u{25A1}';

/// The rules of one face that hold for letters of one script.
type Plans = RefCell<HashMap<(FaceId, Figures, bool, Script), Rc<ShapePlan>>>;

/// The glyphs of texts, by how they look.
type Texts = RefCell<HashMap<(Cut, Figures), HashMap<String, Rc<Shaped>>>>;

/// Finds glyphs. What was looked up once, the rules of a face and the glyphs of a text, is kept.
#[derive(Default)]
pub(super) struct Shaper {
    /// The faces that letters are drawn with.
    pub(super) faces: Faces,
    plans: Plans,
    texts: Texts,
    /// Letters that no face has.
    missing: RefCell<BTreeSet<char>>,
}

impl Shaper {
    /// Shapes one line of text as it was typed, without line ends.
    pub(super) fn shape(&self, text: &str, cut: Cut, figures: Figures) -> Rc<Shaped> {
        if let Some(shaped) = self.texts.borrow().get(&(cut, figures)).and_then(|texts| texts.get(text)) {
            return Rc::clone(shaped);
        }
        let serif = match cut {
            Cut::Regular => FaceId::Regular,
            Cut::Italic => FaceId::Italic,
            Cut::Semibold => FaceId::Semibold,
        };
        let mut shaped = Shaped { text: text.to_owned(), ..Shaped::default() };
        for run in runs(&self.faces, text, serif) {
            self.shape_run(&mut shaped, &run, figures);
        }
        let shaped = Rc::new(shaped);
        let mut texts = self.texts.borrow_mut();
        texts.entry((cut, figures)).or_default().insert(text.to_owned(), Rc::clone(&shaped));
        shaped
    }

    fn shape_run(&self, shaped: &mut Shaped, run: &Run, figures: Figures) {
        let faces = &self.faces;
        let face = faces.get(run.face);
        let mut buffer = UnicodeBuffer::new();
        for (at, letter) in shaped.text[run.text.clone()].char_indices() {
            buffer.add(drawn(faces, letter), u32::try_from(at).unwrap_or(u32::MAX));
        }
        buffer.guess_segment_properties();
        buffer.set_direction(if run.leftwards { Direction::RightToLeft } else { Direction::LeftToRight });
        let plan = self.plan(run, figures, buffer.script());
        let output = rustybuzz::shape_with_plan(face, &plan, buffer);
        let em = f32::from(i16::try_from(face.units_per_em()).unwrap_or(1000));
        let (infos, positions) = (output.glyph_infos(), output.glyph_positions());
        let tracking = if figures == Figures::SmallCapitals { TRACKING } else { 0.0 };

        // Glyphs come in the order of the eye; the groups of one cluster are turned to the order of reading.
        let mut groups: Vec<Range<usize>> = Vec::new();
        for (index, info) in infos.iter().enumerate() {
            match groups.last_mut() {
                Some(group) if infos[group.start].cluster == info.cluster => group.end = index + 1,
                _ => groups.push(index..index + 1),
            }
        }
        if run.leftwards {
            groups.reverse();
        }
        let starts: Vec<usize> = groups.iter().map(|group| infos[group.start].cluster as usize).collect();
        for (index, group) in groups.into_iter().enumerate() {
            let start = run.text.start + if index == 0 { 0 } else { starts[index] };
            let end = starts.get(index + 1).map_or(run.text.end, |next| run.text.start + next);
            let (first, mut pen, mut missing) = (shaped.glyphs.len(), 0.0, false);
            // A tint of skin is no shape of its own: where the face has none, the plain emoji stays.
            let is_emoji = run.face == FaceId::Emoji && infos[group.start].glyph_id != 0;
            for (info, position) in infos[group.clone()].iter().zip(&positions[group]) {
                if is_emoji && info.glyph_id == 0 {
                    continue;
                }
                missing |= info.glyph_id == 0;
                shaped.glyphs.push(Glyph {
                    id: u16::try_from(info.glyph_id).unwrap_or(0),
                    x: pen + units(position.x_offset) / em,
                    y: units(position.y_offset) / em,
                });
                pen += units(position.x_advance) / em;
            }
            let mut cluster = Cluster {
                text: start..end,
                glyphs: first..shaped.glyphs.len(),
                face: run.face,
                advance: pen + tracking,
                rightwards: !run.leftwards,
                missing: false,
            };
            if missing {
                let letters = shaped.text[cluster.text.clone()].chars();
                self.missing.borrow_mut().extend(letters.filter(|letter| !is_invisible(*letter)));
                shaped.glyphs.truncate(first);
                stand_in(faces, shaped, &mut cluster);
            }
            if &shaped.text[cluster.text.clone()] == "\t" {
                cluster.advance = 2.0;
            }
            shaped.clusters.push(cluster);
        }
    }

    /// The letters that no face has, and for which a square stands.
    pub(super) fn missing(&self) -> String {
        self.missing.borrow().iter().collect()
    }

    fn plan(&self, run: &Run, figures: Figures, script: Script) -> Rc<ShapePlan> {
        let mut plans = self.plans.borrow_mut();
        let plan = plans.entry((run.face, figures, run.leftwards, script)).or_insert_with(|| {
            let direction = if run.leftwards { Direction::RightToLeft } else { Direction::LeftToRight };
            let face = self.faces.get(run.face);
            Rc::new(ShapePlan::new(face, direction, Some(script), None, &features(figures)))
        });
        Rc::clone(plan)
    }
}

/// Letters that one face draws in one direction.
struct Run {
    text: Range<usize>,
    face: FaceId,
    leftwards: bool,
}

fn runs(faces: &Faces, text: &str, serif: FaceId) -> Vec<Run> {
    // Most texts are Latin letters that the serif has, and are one run.
    if text.chars().all(is_plain) {
        return if text.is_empty() {
            Vec::new()
        } else {
            vec![Run { text: 0..text.len(), face: serif, leftwards: false }]
        };
    }
    let mut runs: Vec<Run> = Vec::new();
    for piece in pieces(text) {
        let letters = &text[piece.clone()];
        let drawn: String = letters.chars().map(|letter| drawn(faces, letter)).collect();
        let face = faces.choose(serif, &drawn);
        let leftwards = letters.chars().next().is_some_and(is_leftwards);
        // Between two words that run leftwards, the space does so too.
        let neutral = letters.chars().all(|letter| letter == ' ');
        let ahead = neutral && text[piece.end..].trim_start_matches(' ').starts_with(is_leftwards);
        match runs.last_mut() {
            Some(run) if run.face == face && (run.leftwards == leftwards || (run.leftwards && ahead)) => {
                run.text.end = piece.end;
            }
            _ => runs.push(Run { text: piece, face, leftwards }),
        }
    }
    runs
}

/// Whether every cut of the serif has a letter, without a look.
fn is_plain(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{148}' | '–' | '—' | '‘'..='„' | '•' | '…')
}

/// The parts of a text that must have one face: a letter with the marks, joiners and selectors after it.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    let mut flag_open = false;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        let is_flag = ('\u{1F1E6}'..='\u{1F1FF}').contains(&letter);
        let follows = is_combining_mark(letter)
            || is_invisible(letter)
            || ('\u{1F3FB}'..='\u{1F3FF}').contains(&letter)
            || before == Some('\u{200D}')
            || (is_flag && flag_open);
        flag_open = is_flag && !flag_open;
        before = Some(letter);
        match pieces.last_mut() {
            Some(last) if follows => last.end = end,
            _ => pieces.push(start..end),
        }
    }
    pieces
}

/// Whether a letter belongs to a script that runs from right to left.
fn is_leftwards(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && !letter.is_numeric()
}

/// The letter to draw for one that was typed: a space for a tab, and an older face where no font has the newer.
/// The text keeps what was typed.
fn drawn(faces: &Faces, letter: char) -> char {
    if letter == '\t' {
        return ' ';
    }
    match LOOK_ALIKES.iter().find(|(newer, _)| *newer == letter) {
        Some((newer, older)) if !FALLBACKS.iter().any(|id| faces.has(*id, *newer)) => *older,
        _ => letter,
    }
}

/// Smileys that came after the fonts were made, and those that say the same.
const LOOK_ALIKES: [(char, char); 5] = [
    ('\u{1F642}', '\u{263A}'),
    ('\u{1F641}', '\u{2639}'),
    ('\u{1F917}', '\u{263A}'),
    ('\u{1F923}', '\u{1F602}'),
    ('\u{1F970}', '\u{1F60D}'),
];
const FALLBACKS: [FaceId; 2] = [FaceId::Symbols, FaceId::Emoji];

/// Puts the hollow square in the place of a cluster that its face cannot draw.
fn stand_in(faces: &Faces, shaped: &mut Shaped, cluster: &mut Cluster) {
    let (id, advance) = glyph(faces, FaceId::Symbols, MISSING);
    shaped.glyphs.push(Glyph { id, x: 0.0, y: 0.0 });
    cluster.glyphs = shaped.glyphs.len() - 1..shaped.glyphs.len();
    cluster.face = FaceId::Symbols;
    cluster.advance = advance;
    cluster.missing = true;
}

/// The glyph of one letter without any shaping, and its advance in em.
pub(super) fn glyph(faces: &Faces, id: FaceId, letter: char) -> (u16, f32) {
    let face = faces.get(id);
    let glyph = face.glyph_index(letter).unwrap_or_default();
    let advance = face.glyph_hor_advance(glyph).unwrap_or_default();
    (glyph.0, f32::from(advance) / f32::from(i16::try_from(face.units_per_em()).unwrap_or(1000)))
}

fn features(figures: Figures) -> Vec<Feature> {
    let on = |tag: &[u8; 4]| Feature::new(Tag::from_bytes(tag), 1, ..);
    match figures {
        Figures::Text => vec![on(b"onum")],
        Figures::Lining => vec![on(b"lnum"), on(b"tnum")],
        Figures::SmallCapitals => vec![on(b"smcp"), on(b"c2sc")],
    }
}

/// Font units are small whole numbers.
#[expect(clippy::cast_precision_loss, reason = "font units are far below 2^24")]
fn units(value: i32) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cut_of_the_serif_has_the_plain_letters() {
        let faces = Faces::default();
        for letter in ('\u{0}'..'\u{3000}').filter(|letter| is_plain(*letter)) {
            for face in [FaceId::Regular, FaceId::Italic, FaceId::Semibold] {
                assert!(faces.has(face, letter), "{letter:?} {face:?}");
            }
            assert!(!is_combining_mark(letter) && !is_invisible(letter) && !is_leftwards(letter));
        }
        assert!(is_plain('æ') && is_plain('é') && !is_plain('\u{301}') && !is_plain('☕') && !is_plain('\t'));
    }
}
