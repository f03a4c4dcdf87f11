//! Papers as pictures, beside those that are kept in `tests/pictures`.
//!
//! They are small and grey: what changes by a hair is not told, what moves is. `UPDATE_PICTURES=1 cargo test pictures`
//! makes them anew; a page that looks otherwise is written beside its reference as `NAME.new.png`.

use super::{briefs, cards, preps, samples};
use crate::handout::{self, Paper};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{RenderCache, RenderSettings};
use std::fs;
use std::path::{Path, PathBuf};

/// Dots per point: about 36 to an inch.
const SCALE: f32 = 0.5;
/// How far the mean of a cell of 4 × 4 dots may be off, of 255.
const TOLERANCE: f32 = 26.0;
/// How many cells may be further off.
const FEW: usize = 4;
const CELL: usize = 4;

/// A page in grey.
struct Picture {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

/// One page of a PDF, counted from zero, with so many dots per point.
pub(crate) fn drawn(bytes: &[u8], page: usize, scale: f32) -> hayro::vello_cpu::Pixmap {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        ..RenderSettings::default()
    };
    hayro::render(&pdf.pages()[page], &RenderCache::new(), &InterpreterSettings::default(), &settings)
}

impl Picture {
    /// Draws one page of a PDF, counted from zero.
    fn of(bytes: &[u8], page: usize) -> Self {
        let drawn = drawn(bytes, page, SCALE);
        let grey = |rgba: &[u8]| {
            let sum = 3 * u32::from(rgba[0]) + 6 * u32::from(rgba[1]) + u32::from(rgba[2]);
            u8::try_from(sum / 10).expect("a mean of bytes")
        };
        Self {
            width: drawn.width().into(),
            height: drawn.height().into(),
            dots: drawn.data_as_u8_slice().chunks_exact(4).map(grey).collect(),
        }
    }

    fn read(path: &Path) -> Option<Self> {
        let file = std::io::BufReader::new(fs::File::open(path).ok()?);
        let mut reader = png::Decoder::new(file).read_info().expect("a picture");
        let mut dots = vec![0; reader.output_buffer_size().expect("a small picture")];
        let info = reader.next_frame(&mut dots).expect("a picture");
        assert_eq!(info.color_type, png::ColorType::Grayscale);
        dots.truncate(info.buffer_size());
        Some(Self { width: info.width as usize, height: info.height as usize, dots })
    }

    fn write(&self, path: &Path) {
        let size = [self.width, self.height].map(|side| u32::try_from(side).expect("a small picture"));
        let mut encoder = png::Encoder::new(fs::File::create(path).expect("a file"), size[0], size[1]);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a file");
        writer.write_image_data(&self.dots).expect("a file");
    }

    /// The mean of each cell.
    fn cells(&self) -> Vec<f32> {
        let mut cells = Vec::new();
        for top in (0..self.height).step_by(CELL) {
            for left in (0..self.width).step_by(CELL) {
                let (mut sum, mut count) = (0.0, 0.0);
                for y in top..(top + CELL).min(self.height) {
                    for dot in
                        &self.dots[y * self.width + left..y * self.width + (left + CELL).min(self.width)]
                    {
                        sum += f32::from(*dot);
                        count += 1.0;
                    }
                }
                cells.push(sum / count);
            }
        }
        cells
    }

    fn looks_like(&self, other: &Self) -> bool {
        let off = |(one, other): (f32, f32)| (one - other).abs() > TOLERANCE;
        (self.width, self.height) == (other.width, other.height)
            && self.cells().into_iter().zip(other.cells()).filter(|pair| off(*pair)).count() <= FEW
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

/// Pages that together show everything.
fn pages() -> Vec<(&'static str, Vec<u8>, usize)> {
    let brief = |document: &handout::Brief, paper| super::rendered(&super::of_brief(document), paper).bytes;
    let summary = |document: &handout::Summary, paper| super::render(document, paper).bytes;
    let card = |document, paper| super::rendered(&cards::of(document), paper).bytes;
    let prep = super::rendered(&preps::of(&preps::sheet(11)), Paper::A4).bytes;
    let (usual, heavy) = (brief(&briefs::danish(), Paper::A4), brief(&briefs::of(60), Paper::A4));
    vec![
        ("brief-1", usual.clone(), 0),
        ("brief-2", usual, 1),
        ("brief-quiet", brief(&briefs::of(1), Paper::A4), 0),
        ("brief-heavy", heavy, 2),
        ("brief-letter", brief(&briefs::english(), Paper::Letter), 1),
        ("summary-1", summary(&samples::danish(), Paper::A4), 0),
        ("summary-2", summary(&samples::danish(), Paper::A4), 1),
        ("summary-letter", summary(&samples::english(), Paper::Letter), 0),
        ("card", card(&cards::round(), Paper::A4), 0),
        ("card-walk", card(&cards::walk(), Paper::Letter), 0),
        ("prep-1", prep.clone(), 0),
        ("prep-2", prep, 1),
    ]
}

#[test]
fn papers_look_as_they_did() {
    let mut changed = Vec::new();
    for (name, bytes, page) in pages() {
        let reference = folder().join(format!("{name}.png"));
        let fresh = folder().join(format!("{name}.new.png"));
        let drawn = Picture::of(&bytes, page);
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            drawn.write(&reference);
        }
        _ = fs::remove_file(&fresh);
        if !Picture::read(&reference).is_some_and(|reference| drawn.looks_like(&reference)) {
            drawn.write(&fresh);
            changed.push(fresh);
        }
    }
    assert!(changed.is_empty(), "these pages look otherwise; see them beside their references: {changed:?}");
}

#[test]
fn a_picture_tells_when_something_moves_and_not_when_it_is_a_hair_darker() {
    let paper = |shade: u8, at: usize| {
        let mut dots = vec![255; 100 * 100];
        for y in at..at + 8 {
            dots[y * 100 + 20..y * 100 + 60].fill(shade);
        }
        Picture { width: 100, height: 100, dots }
    };
    let reference = paper(0, 40);
    assert!(paper(9, 40).looks_like(&reference));
    assert!(!paper(0, 48).looks_like(&reference));
    assert!(!paper(255, 40).looks_like(&reference));
}
