//! The rows that stand in the pages of a file, whatever leads to them, or no longer does.
//!
//! The layout is that of `SQLite`'s file format (sqlite.org/fileformat2.html), sections 1.6 and 2.1: a page of a table
//! that holds rows begins with 13, its rows are found by offsets at its beginning, and a row that has no room goes on in other
//! pages, each of which names the next.

use rusqlite::types::Value;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

/// The size of a page where the file no longer tells: what `SQLite` makes.
const USUAL: usize = 4096;

/// A page that holds rows of a table begins with this.
const ROWS: u8 = 13;

/// The largest row that is believed, in octets; the longest text is far below it.
const LARGEST: usize = 1 << 24;

/// A row of some table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its number in its table.
    pub(super) number: i64,
    /// In the order of the columns.
    pub(super) values: Vec<Value>,
}

/// The pages of a file.
pub(super) struct Pages {
    file: File,
    size: usize,
    /// What of a page is used for content; the rest is reserved.
    usable: usize,
    count: usize,
}

impl Pages {
    /// # Errors
    /// If the file cannot be read at all.
    pub(super) fn of(mut file: File) -> io::Result<Self> {
        let length = usize::try_from(file.seek(SeekFrom::End(0))?).unwrap_or(usize::MAX);
        let mut head = [0; 21];
        file.seek(SeekFrom::Start(0))?;
        let is_headed = file.read_exact(&mut head).is_ok() && head.starts_with(b"SQLite format 3\0");
        let size = match usize::from(u16::from_be_bytes([head[16], head[17]])) {
            1 => 65536,
            size if is_headed && size.is_power_of_two() && size >= 512 => size,
            _ => USUAL,
        };
        let reserved = if is_headed { usize::from(head[20]) } else { 0 };
        let usable = if size - reserved >= 480 { size - reserved } else { size };
        // The last page may be cut short.
        Ok(Self { file, size, usable, count: length.div_ceil(size) })
    }

    /// How many pages there are, the last perhaps cut short.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// A page by its number, which counts from 1; what is missing at the end of the file, or cannot be read, is zero.
    fn page(&mut self, number: usize) -> Option<Vec<u8>> {
        let index = number.checked_sub(1).filter(|index| *index < self.count)?;
        let at = u64::try_from(index * self.size).ok()?;
        self.file.seek(SeekFrom::Start(at)).ok()?;
        let mut page = vec![0; self.size];
        let mut filled = 0;
        while let Ok(read @ 1..) = self.file.read(&mut page[filled..]) {
            filled += read;
        }
        Some(page)
    }

    /// The rows of a page, those that can be made sense of.
    pub(super) fn rows(&mut self, number: usize) -> Vec<Row> {
        let Some(page) = self.page(number) else { return Vec::new() };
        let begin = if number == 1 { 100 } else { 0 };
        if page[begin] != ROWS {
            return Vec::new();
        }
        let count = usize::from(u16::from_be_bytes([page[begin + 3], page[begin + 4]]));
        let offsets = page[begin + 8..].chunks_exact(2).take(count);
        let offsets: Vec<usize> =
            offsets.map(|two| usize::from(u16::from_be_bytes([two[0], two[1]]))).collect();
        offsets.into_iter().filter_map(|offset| self.row(&page, offset)).collect()
    }

    fn row(&mut self, page: &[u8], offset: usize) -> Option<Row> {
        let mut cell = page.get(offset..self.usable)?;
        let length = usize::try_from(varint(&mut cell)?).ok().filter(|length| *length <= LARGEST)?;
        let number = varint(&mut cell)?.cast_signed();
        let here = self.held(length);
        let mut payload = cell.get(..here)?.to_vec();
        if here < length {
            let next = cell.get(here..here + 4)?;
            self.follow(u32::from_be_bytes(next.try_into().ok()?), length, &mut payload)?;
        }
        Some(Row { number, values: values(&payload)? })
    }

    /// How much of a row of so many octets its own page holds.
    fn held(&self, length: usize) -> usize {
        let most = self.usable - 35;
        if length <= most {
            return length;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let rest = least + (length - least) % (self.usable - 4);
        if rest <= most { rest } else { least }
    }

    /// Reads on in the pages in which a row goes on.
    fn follow(&mut self, next: u32, length: usize, payload: &mut Vec<u8>) -> Option<()> {
        let mut next = usize::try_from(next).ok()?;
        while payload.len() < length {
            let page = self.page(next)?;
            if page.iter().all(|octet| *octet == 0) {
                return None;
            }
            let (link, content) = page[..self.usable].split_at(4);
            // Each page adds to the row, so that a circle comes to an end.
            payload.extend_from_slice(&content[..content.len().min(length - payload.len())]);
            next = usize::try_from(u32::from_be_bytes(link.try_into().ok()?)).ok()?;
        }
        Some(())
    }
}

/// A number of one to nine octets, the upper bit of each of the first eight saying that it goes on.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for index in 0..9 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        if index == 8 {
            return Some(number << 8 | u64::from(*first));
        }
        number = number << 7 | u64::from(first & 0x7F);
        if first & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

/// The values of a row: a head of their kinds and lengths, and then what they are.
fn values(payload: &[u8]) -> Option<Vec<Value>> {
    let mut rest = payload;
    let head = usize::try_from(varint(&mut rest)?).ok()?;
    let before = payload.len() - rest.len();
    let mut kinds = payload.get(before..head)?;
    let mut content = payload.get(head..)?;
    let mut values = Vec::new();
    while !kinds.is_empty() {
        let kind = varint(&mut kinds)?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            kind => usize::try_from((kind - 12) / 2).ok()?,
        };
        let octets = content.get(..length)?;
        content = &content[length..];
        values.push(match kind {
            0 => Value::Null,
            1..=6 => Value::Integer(integer(octets)),
            7 => Value::Real(f64::from_be_bytes(octets.try_into().ok()?)),
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            kind if kind % 2 == 0 => Value::Blob(octets.to_vec()),
            _ => Value::Text(String::from_utf8(octets.to_vec()).ok()?),
        });
    }
    Some(values)
}

/// A number of up to eight octets with its sign.
fn integer(octets: &[u8]) -> i64 {
    let sign = if octets.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    octets.iter().fold(sign, |number, octet| number << 8 | i64::from(*octet))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rusqlite::{Connection, params};

    fn all_rows(path: &std::path::Path) -> Vec<Row> {
        let mut pages = Pages::of(File::open(path).expect("a file")).expect("pages");
        (1..=pages.count()).flat_map(|number| pages.rows(number)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_rows_are_those_that_sqlite_wrote(
            size in prop::sample::select(vec![512_u32, 1024, 4096, 65536]),
            rows in prop::collection::vec((any::<i64>(), prop::option::of(".{0,300}"), 0_usize..9000, any::<f64>()), 0..40),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("x.db");
            let file = Connection::open(&path).expect("a database");
            file.execute_batch(&format!("PRAGMA page_size = {size}; CREATE TABLE t (n INTEGER, s TEXT, b BLOB, r REAL) STRICT"))
                .expect("a table");
            for (number, text, length, real) in &rows {
                let blob: Vec<u8> = (0..=250).cycle().take(*length).collect();
                file.execute("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", params![number, text, blob, real]).expect("a row");
            }
            let mut statement = file.prepare("SELECT rowid, n, s, b, r FROM t ORDER BY rowid").expect("a query");
            let expected: Vec<(i64, Vec<Value>)> = statement
                .query_map([], |row| Ok((row.get(0)?, (1..5).map(|column| row.get(column)).collect::<Result<_, _>>()?)))
                .expect("rows").collect::<Result<_, _>>().expect("values");
            let mut found: Vec<(i64, Vec<Value>)> = all_rows(&path).into_iter()
                .filter(|row| row.values.len() == 4).map(|row| (row.number, row.values)).collect();
            found.sort_by_key(|(number, _)| *number);
            // SQLite keeps a real without a fraction as an integer.
            for (_, values) in &mut found {
                if let Value::Integer(whole) = values[3] {
                    #[allow(clippy::cast_precision_loss, reason = "it came from such a number")]
                    let real = whole as f64;
                    values[3] = Value::Real(real);
                }
            }
            prop_assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                prop_assert_eq!(format!("{found:?}"), format!("{expected:?}"));
            }
        }

        #[test]
        fn any_bytes_are_gone_through_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..9000), is_headed: bool) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("x.db");
            let mut bytes = bytes;
            if is_headed && bytes.len() > 200 {
                bytes[..18].copy_from_slice(b"SQLite format 3\0\x02\0");
                bytes[100] = ROWS;
            }
            std::fs::write(&path, &bytes).expect("a file");
            all_rows(&path);
        }
    }
}
