//! The card of the demo as a picture, flat, and cut and turned as folded paper would be: it stands in the documents.
//!
//! `UPDATE_PICTURES=1 cargo test folding` makes it anew.

use crate::app::demo::demo;
use crate::handout::tests::pictures::drawn;
use crate::locale::Language;
use chrono::{TimeZone as _, Utc};
use std::fs;
use std::path::Path;

/// Dots per point.
const SCALE: f32 = 0.85;
/// The white between two pictures, and the grey round each, in dots.
const GAP: usize = 24;
const EDGE: u8 = 0xC8;

/// A picture in red, green and blue.
#[derive(Clone, PartialEq)]
struct Coloured {
    width: usize,
    height: usize,
    dots: Vec<[u8; 3]>,
}

impl Coloured {
    fn white(width: usize, height: usize) -> Self {
        Self { width, height, dots: vec![[255; 3]; width * height] }
    }

    /// The first page of a PDF.
    fn of(bytes: &[u8]) -> Self {
        let drawn = drawn(bytes, 0, SCALE);
        let dots = drawn.data_as_u8_slice().chunks_exact(4).map(|dot| [dot[0], dot[1], dot[2]]).collect();
        Self { width: drawn.width().into(), height: drawn.height().into(), dots }
    }

    /// A quarter of a sheet.
    fn quarter(&self, is_right: bool, is_below: bool) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let (left, top) = (usize::from(is_right) * width, usize::from(is_below) * height);
        let rows = (top..top + height).flat_map(|y| &self.dots[y * self.width + left..][..width]);
        Self { width, height, dots: rows.copied().collect() }
    }

    /// Turned by half a turn.
    fn turned(mut self) -> Self {
        self.dots.reverse();
        self
    }

    fn put(&mut self, other: &Self, left: usize, top: usize) {
        for (y, row) in other.dots.chunks_exact(other.width).enumerate() {
            let from = (top + y) * self.width + left;
            self.dots[from..from + other.width].copy_from_slice(row);
        }
    }

    /// With a line round it.
    fn framed(mut self) -> Self {
        for y in 0..self.height {
            for x in 0..self.width {
                if x == 0 || y == 0 || x + 1 == self.width || y + 1 == self.height {
                    self.dots[y * self.width + x] = [EDGE; 3];
                }
            }
        }
        self
    }

    fn write(&self, path: &Path) {
        let size = [self.width, self.height].map(|side| u32::try_from(side).expect("a small picture"));
        let mut encoder = png::Encoder::new(fs::File::create(path).expect("a file"), size[0], size[1]);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a file");
        writer.write_image_data(self.dots.as_flattened()).expect("a file");
    }

    fn read(path: &Path) -> Option<Self> {
        let file = std::io::BufReader::new(fs::File::open(path).ok()?);
        let mut reader = png::Decoder::new(file).read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        let dots = bytes[..info.buffer_size()].as_chunks().0.to_vec();
        Some(Self { width: info.width as usize, height: info.height as usize, dots })
    }

    /// The part of the dots that are clearly others.
    fn differs(&self, other: &Self) -> f32 {
        if (self.width, self.height) != (other.width, other.height) {
            return 1.0;
        }
        let far = |(one, other): &(&[u8; 3], &[u8; 3])| {
            one.iter().zip(*other).any(|(one, other)| one.abs_diff(*other) > 96)
        };
        let count = self.dots.iter().zip(&other.dots).filter(far).count();
        #[expect(clippy::cast_precision_loss, reason = "a part of a picture")]
        let part = count as f32 / self.dots.len() as f32;
        part
    }
}

/// The flat sheet, and beside it the folded card: its front, and below that it is open.
fn folded(sheet: &Coloured) -> Coloured {
    let front = sheet.quarter(true, true).framed();
    // What lies above is behind after the first fold: seen from there, right and left change places, and top and bottom.
    let (left, right) = (sheet.quarter(true, false).turned(), sheet.quarter(false, false).turned());
    let mut open = Coloured::white(left.width + right.width, left.height);
    open.put(&left, 0, 0);
    open.put(&right, left.width, 0);
    let (open, flat) = (open.framed(), sheet.clone().framed());
    let height = flat.height.max(front.height + GAP + open.height);
    let mut all = Coloured::white(flat.width + GAP + open.width, height);
    all.put(&flat, 0, 0);
    all.put(&front, flat.width + GAP + (open.width - front.width) / 2, 0);
    all.put(&open, flat.width + GAP, front.height + GAP);
    all
}

#[test]
fn the_picture_in_the_documents_is_the_card_of_the_demo() {
    let folder = tempfile::tempdir().expect("a folder");
    let now = Utc.with_ymd_and_hms(2027, 3, 3, 12, 0, 0).single().expect("an instant");
    let demo = demo(&folder.path().join("demo"), Language::English, now).expect("a demo");
    let drawn = folded(&Coloured::of(&fs::read(&demo.card).expect("a card")));
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures/card.png");
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        drawn.write(&reference);
    }
    let known = Coloured::read(&reference).expect("docs/pictures/card.png");
    let part = drawn.differs(&known);
    assert!(
        part < 0.002,
        "{part} of docs/pictures/card.png is otherwise: UPDATE_PICTURES=1 cargo test folding"
    );
}
