//! Pages of a paper as a picture in colours, to be put together for the documents and compared.

use crate::handout::tests::pictures::drawn;
use std::fs;
use std::path::Path;

/// The grey of the line round a picture.
const EDGE: u8 = 0xC8;

/// A picture in red, green and blue.
#[derive(Clone, PartialEq)]
pub(super) struct Coloured {
    pub(super) width: usize,
    pub(super) height: usize,
    dots: Vec<[u8; 3]>,
}

impl Coloured {
    /// Nothing but white.
    pub(super) fn white(width: usize, height: usize) -> Self {
        Self { width, height, dots: vec![[255; 3]; width * height] }
    }

    /// One page of a PDF, counted from zero, with so many dots per point; in sixteen steps of each colour, which take half
    /// the room in a file.
    pub(super) fn of(bytes: &[u8], page: usize, scale: f32) -> Self {
        let drawn = drawn(bytes, page, scale);
        let step = |octet: u8| (octet >> 4) * 17;
        let dots = drawn.data_as_u8_slice().chunks_exact(4);
        let dots = dots.map(|dot| [step(dot[0]), step(dot[1]), step(dot[2])]).collect();
        Self { width: drawn.width().into(), height: drawn.height().into(), dots }
    }

    /// A quarter of a sheet.
    pub(super) fn quarter(&self, is_right: bool, is_below: bool) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let (left, top) = (usize::from(is_right) * width, usize::from(is_below) * height);
        let rows = (top..top + height).flat_map(|y| &self.dots[y * self.width + left..][..width]);
        Self { width, height, dots: rows.copied().collect() }
    }

    /// Turned by half a turn.
    pub(super) fn turned(mut self) -> Self {
        self.dots.reverse();
        self
    }

    /// Lays another picture on this one.
    pub(super) fn put(&mut self, other: &Self, left: usize, top: usize) {
        for (y, row) in other.dots.chunks_exact(other.width).enumerate() {
            let from = (top + y) * self.width + left;
            self.dots[from..from + other.width].copy_from_slice(row);
        }
    }

    /// With a line round it.
    pub(super) fn framed(mut self) -> Self {
        for y in 0..self.height {
            for x in 0..self.width {
                if x == 0 || y == 0 || x + 1 == self.width || y + 1 == self.height {
                    self.dots[y * self.width + x] = [EDGE; 3];
                }
            }
        }
        self
    }

    /// Writes it as PNG.
    pub(super) fn write(&self, path: &Path) {
        let size = [self.width, self.height].map(|side| u32::try_from(side).expect("a small picture"));
        let mut encoder = png::Encoder::new(fs::File::create(path).expect("a file"), size[0], size[1]);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a file");
        writer.write_image_data(self.dots.as_flattened()).expect("a file");
    }

    /// Reads a PNG.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let file = std::io::BufReader::new(fs::File::open(path).ok()?);
        let mut reader = png::Decoder::new(file).read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        let dots = bytes[..info.buffer_size()].as_chunks().0.to_vec();
        Some(Self { width: info.width as usize, height: info.height as usize, dots })
    }

    /// The part of the dots that are clearly others.
    pub(super) fn differs(&self, other: &Self) -> f32 {
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
