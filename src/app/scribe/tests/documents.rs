//! The papers of the demo as pictures for the README and the guides: the first two pages side by side, and the card flat, and
//! cut and turned as folded paper would be.
//!
//! `UPDATE_PICTURES=1 cargo test documents` makes them anew.

use super::coloured::Coloured;
use crate::app::demo::demo;
use crate::locale::Language;
use chrono::{TimeZone as _, Utc};
use std::fs;
use std::path::{Path, PathBuf};

/// Dots per point.
const SCALE: f32 = 1.1;
const CARD_SCALE: f32 = 0.85;
/// The white between two pictures, in dots.
const GAP: usize = 24;

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

/// The first two pages of a paper.
fn opened(bytes: &[u8]) -> Coloured {
    let [left, right] = [0, 1].map(|page| Coloured::of(bytes, page, SCALE).framed());
    let mut both = Coloured::white(left.width + GAP + right.width, left.height);
    both.put(&left, 0, 0);
    both.put(&right, left.width + GAP, 0);
    both
}

fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(name)
}

#[test]
fn the_pictures_in_the_documents_are_the_papers_of_the_demo() {
    let is_update = std::env::var_os("UPDATE_PICTURES").is_some();
    let now = Utc.with_ymd_and_hms(2027, 3, 3, 12, 0, 0).single().expect("an instant");
    for (language, code) in [(Language::English, "en"), (Language::Danish, "da")] {
        let folder = tempfile::tempdir().expect("a folder");
        let demo = demo(&folder.path().join("demo"), language, now).expect("a demo");
        let paper = |path: &Path| fs::read(path).expect("a paper");
        let pictures = [
            ("prep", opened(&paper(&demo.preps[0]))),
            ("brief", opened(&paper(&demo.brief))),
            ("card", folded(&Coloured::of(&paper(&demo.card), 0, CARD_SCALE))),
            ("summary", opened(&paper(&demo.summary))),
        ];
        for (name, drawn) in pictures {
            let name = format!("{name}-{code}.png");
            if is_update {
                drawn.write(&reference(&name));
            }
            let known = Coloured::read(&reference(&name)).unwrap_or_else(|| panic!("docs/pictures/{name}"));
            let part = drawn.differs(&known);
            assert!(
                part < 0.002,
                "{part} of docs/pictures/{name} is otherwise: UPDATE_PICTURES=1 cargo test documents"
            );
        }
    }
}
