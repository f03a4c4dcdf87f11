//! Which glyphs a document uses, and what text each of them stands for.

use super::HandoutError;
use super::deflate::Deflater;
use super::shape::{Cluster, Shaped};
use super::typeface::{FILES, FaceId, Faces, FontFile, is_invisible};
use rustybuzz::ttf_parser::Tag;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// What a face has been used for.
#[derive(Default)]
struct Usage {
    renumbered: GlyphRemapper,
    /// The text of a glyph by its new number: the first that it stood for.
    texts: BTreeMap<u16, String>,
    /// Its advance in thousandths of an em, cut to a whole number as the PDF has it; by its new number.
    widths: Vec<u16>,
    /// By its old number the letter that a glyph says, where it says one letter and nothing else, and its new number.
    plain: Vec<Option<(char, u16)>>,
}

/// The glyphs of a document, by face.
#[derive(Default)]
pub(super) struct Glyphs([Usage; FILES.len()]);

/// A cluster ready to be written: new glyph numbers, and its text where the glyphs do not give it back.
pub(super) struct Written {
    /// In the order in which they are drawn.
    pub(super) ids: Vec<u16>,
    /// What they say, where a reader could not find that from the glyphs.
    pub(super) actual: Option<String>,
}

/// A face as a document uses it.
pub(super) struct Font {
    pub(super) face: FaceId,
    /// With the six letters that mark a subset.
    pub(super) name: String,
    /// The advance of each glyph, in thousandths of an em.
    pub(super) widths: Vec<u16>,
    /// What each glyph stands for.
    pub(super) texts: BTreeMap<u16, String>,
    /// Whether its outlines are those of CFF.
    pub(super) is_cff: bool,
}

/// The outlines of a font, with nothing in it but the glyphs that are used.
pub(super) struct Program {
    pub(super) face: FaceId,
    /// Compressed.
    pub(super) bytes: Vec<u8>,
    /// The length before that.
    pub(super) length: usize,
}

impl Glyphs {
    /// The new number of the glyph of a cluster that is known to say its one letter.
    pub(super) fn plain(&self, shaped: &Shaped, cluster: &Cluster) -> Option<u16> {
        let (letter, glyph) = single(shaped, cluster)?;
        let (said, new) = (*self.0[cluster.face as usize].plain.get(usize::from(glyph))?)?;
        (said == letter).then_some(new)
    }

    /// Notes the glyphs of a cluster. A font has one text for each glyph: where the letters differ from it, or
    /// where several glyphs make one letter, the text must be written beside them.
    pub(super) fn write(&mut self, faces: &Faces, shaped: &Shaped, cluster: &Cluster) -> Written {
        let text = &shaped.text[cluster.text.clone()];
        let glyphs = &shaped.glyphs[cluster.glyphs.clone()];
        let letters: Vec<char> = text.chars().collect();
        let face = faces.get(cluster.face);
        let plain = |letter: char, id: u16| face.glyph_index(letter).is_some_and(|nominal| nominal.0 == id);
        let one_each = letters.len() == glyphs.len()
            && letters.iter().zip(glyphs).all(|(letter, glyph)| plain(*letter, glyph.id));
        let mut same = true;
        let mut ids = Vec::with_capacity(glyphs.len());
        for (index, glyph) in glyphs.iter().enumerate() {
            let meant = if one_each {
                letters[index].to_string()
            } else if cluster.missing {
                super::shape::MISSING.to_string()
            } else if letters.iter().all(|letter| is_invisible(*letter) || *letter == '\t') {
                " ".to_owned()
            } else if glyphs.len() == 1 {
                text.to_owned()
            } else {
                letters.get(index).or(letters.last()).copied().unwrap_or(' ').to_string()
            };
            let (id, known) = self.note(faces, cluster.face, glyph.id, meant);
            same &= if one_each { known == letters[index].to_string() } else { known == text };
            ids.push(id);
        }
        let told = same && (one_each || glyphs.len() == 1) && !cluster.missing;
        if told && let Some((letter, glyph)) = single(shaped, cluster) {
            let plain = &mut self.0[cluster.face as usize].plain;
            let glyph = usize::from(glyph);
            plain.resize(plain.len().max(glyph + 1), None);
            plain[glyph].get_or_insert((letter, ids[0]));
        }
        Written { ids, actual: (!told).then(|| text.to_owned()) }
    }

    /// The new number of a glyph that stands for `meant`, and the text that it stands for in the font.
    pub(super) fn note(&mut self, faces: &Faces, face: FaceId, id: u16, meant: String) -> (u16, String) {
        let usage = &mut self.0[face as usize];
        let new = usage.renumbered.remap(id);
        let place = usize::from(new);
        if usage.widths.len() <= place {
            usage.widths.resize(place + 1, 0);
            usage.widths[place] = thousandths(faces, face, id);
        }
        (new, usage.texts.entry(new).or_insert(meant).clone())
    }

    /// The width of a glyph, by its new number.
    pub(super) fn width(&self, face: FaceId, id: u16) -> f32 {
        f32::from(self.0[face as usize].widths.get(usize::from(id)).copied().unwrap_or(0))
    }

    fn used(&self) -> impl Iterator<Item = (&'static FontFile, &Usage)> {
        FILES.iter().zip(&self.0).filter(|(_, usage)| !usage.texts.is_empty())
    }

    /// The faces that are used.
    pub(super) fn fonts(&self) -> Vec<Font> {
        let font = |(file, usage): (&FontFile, &Usage)| {
            let mut hash = Sha256::new();
            usage.renumbered.remapped_gids().for_each(|glyph| hash.update(glyph.to_be_bytes()));
            let hash = hash.finalize();
            let tag: String = hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
            Font {
                face: file.id,
                name: format!("{tag}+{}", file.name),
                widths: usage.widths.clone(),
                texts: usage.texts.clone(),
                is_cff: file.bytes.starts_with(b"OTTO"),
            }
        };
        self.used().map(font).collect()
    }

    /// The outlines of the faces that are used. It takes its time.
    ///
    /// # Errors
    /// [`HandoutError::Font`] if a face cannot be cut down.
    pub(super) fn programs(&self, deflater: &mut Deflater) -> Result<Vec<Program>, HandoutError> {
        self.used()
            .map(|(file, usage)| {
                let whole =
                    subsetter::subset(file.bytes, 0, &usage.renumbered).map_err(|_| HandoutError::Font)?;
                // A font with CFF outlines goes into a PDF as the bare table.
                let raw = rustybuzz::ttf_parser::RawFace::parse(&whole, 0).map_err(|_| HandoutError::Font)?;
                let outlines = raw.table(Tag::from_bytes(b"CFF ")).unwrap_or(&whole);
                let (face, length) = (file.id, outlines.len());
                Ok(Program { face, bytes: deflater.deflate(outlines)?, length })
            })
            .collect()
    }
}

/// The letter and the glyph of a cluster that has one of each.
fn single(shaped: &Shaped, cluster: &Cluster) -> Option<(char, u16)> {
    if cluster.glyphs.len() != 1 || cluster.missing {
        return None;
    }
    let mut letters = shaped.text[cluster.text.clone()].chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    Some((letter, shaped.glyphs[cluster.glyphs.start].id))
}

fn thousandths(faces: &Faces, face: FaceId, id: u16) -> u16 {
    let face = faces.get(face);
    let advance = face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(id)).unwrap_or(0);
    let em = u32::from(face.as_ref().units_per_em().max(1));
    u16::try_from(u32::from(advance) * 1000 / em).unwrap_or(u16::MAX)
}
