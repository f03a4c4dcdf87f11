//! Compression, as PDF has it: zlib.

use flate2::{Compress, Compression, FlushCompress, Status};

/// From 1 to 9; above this, files get a tenth smaller and papers take longer.
pub(super) const LEVEL: u32 = 1;

/// Compresses one stream after the other: making a compressor takes longer than a small stream.
pub(super) struct Deflater(Compress);

impl Deflater {
    /// Begins a stream.
    pub(super) fn new() -> Self {
        Self(Compress::new(Compression::new(LEVEL), true))
    }

    /// # Errors
    /// Never in practice: there is always room for more.
    pub(super) fn deflate(&mut self, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        self.0.reset();
        let mut smaller = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = usize::try_from(self.0.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(read..).unwrap_or_default();
            let status = self.0.compress_vec(rest, &mut smaller, FlushCompress::Finish);
            if status.map_err(std::io::Error::other)? == Status::StreamEnd {
                return Ok(smaller);
            }
            smaller.reserve(bytes.len() / 4 + 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn what_is_compressed_comes_back_whole() {
        let mut deflater = Deflater::new();
        let noise: Vec<u8> =
            (0..50_000_u32).flat_map(|it| it.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let even = vec![7; 50_000];
        for bytes in [&b""[..], b"a", &even, &noise] {
            let smaller = deflater.deflate(bytes).expect("compressed");
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(&smaller[..]).read_to_end(&mut back).expect("whole");
            assert_eq!(back, bytes);
        }
    }
}
