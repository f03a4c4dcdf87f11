//! The faces: the serif in three cuts, and two more for what it lacks.

use rustybuzz::Face;
use std::cell::OnceCell;

/// Names one of the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum FaceId {
    Regular,
    Italic,
    Semibold,
    Symbols,
    Emoji,
}

/// A font file that the program carries.
pub(super) struct FontFile {
    /// Which face it is.
    pub(super) id: FaceId,
    /// The `PostScript` name, as a PDF tells it.
    pub(super) name: &'static str,
    /// The file of the font.
    pub(super) bytes: &'static [u8],
}

macro_rules! font {
    ($id:ident, $name:literal, $file:literal) => {
        FontFile { id: FaceId::$id, name: $name, bytes: include_bytes!(concat!(env!("OUT_DIR"), "/", $file)) }
    };
}

/// The font files, in the order of [`FaceId`]. Where they come from: `docs/licences/fonts.md`.
pub(super) static FILES: [FontFile; 5] = [
    font!(Regular, "LibertinusSerif-Regular", "serif-regular.otf"),
    font!(Italic, "LibertinusSerif-Italic", "serif-italic.otf"),
    font!(Semibold, "LibertinusSerif-Semibold", "serif-semibold.otf"),
    font!(Symbols, "DejaVuSans", "symbols.ttf"),
    font!(Emoji, "NotoEmoji", "emoji.ttf"),
];

/// The faces, each read when it is first asked for: most papers need no emoji.
#[derive(Default)]
pub(super) struct Faces([OnceCell<Face<'static>>; FILES.len()]);

impl Faces {
    /// The face, read when it is first asked for.
    pub(super) fn get(&self, id: FaceId) -> &Face<'static> {
        let parse = || Face::from_slice(FILES[id as usize].bytes, 0).expect("a test reads every face");
        self.0[id as usize].get_or_init(parse)
    }

    /// Whether a face draws `letter`; what is never drawn, such as a joiner, every face has.
    pub(super) fn has(&self, id: FaceId, letter: char) -> bool {
        is_invisible(letter) || self.get(id).glyph_index(letter).is_some()
    }

    /// The face for letters that belong together: the serif if it has all of them, or else the first other
    /// face that has, or that has at least the first of them.
    pub(super) fn choose(&self, serif: FaceId, together: &str) -> FaceId {
        let pictured = together.contains('\u{FE0F}') || together.chars().any(|c| c as u32 >= 0x1_F000);
        let order = if pictured {
            [FaceId::Emoji, serif, FaceId::Symbols]
        } else {
            [serif, FaceId::Symbols, FaceId::Emoji]
        };
        let whole = order.iter().find(|id| together.chars().all(|letter| self.has(**id, letter)));
        let first = |id: &&FaceId| together.chars().next().is_some_and(|letter| self.has(**id, letter));
        whole.or_else(|| order.iter().find(first)).copied().unwrap_or(serif)
    }
}

/// Letters that steer others and have no shape of their own.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_read_and_stands_where_its_name_says() {
        let faces = Faces::default();
        for (place, file) in FILES.iter().enumerate() {
            assert_eq!(file.id as usize, place);
            assert!(faces.has(file.id, 'a') || file.id == FaceId::Emoji);
        }
        assert!(faces.has(FaceId::Emoji, '☕'));
    }
}
