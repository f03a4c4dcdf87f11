//! Hand-outs: documents as values, their typesetting, and the PDF.
//!
//! A document is a plain value in which every sentence of the pair stands as it was written. What to print,
//! and for whom, is decided before it gets here; rendering is a function from the value to bytes, and
//! somebody else writes the file.
//!
//! The way of a text: [`shape`] finds its glyphs, [`lines`] breaks it, [`block`] and [`row`] make cells of it,
//! [`flow`] fills pages, [`pdf`] draws them with printpdf, and [`finish`] adds with lopdf what a good PDF has
//! besides: structure ([`structure`]), language, metadata.

mod block;
mod breaking;
pub(crate) mod brief;
pub(crate) mod card;
mod compose;
pub(crate) mod content;
mod deflate;
mod finish;
mod flow;
mod glyphs;
mod hyphen;
mod lines;
mod marks;
mod pdf;
pub(crate) mod prep;
pub(crate) mod rewrite;
mod row;
mod run;
mod shape;
mod sheet;
mod structure;
pub(crate) mod summary;
mod tags;
#[cfg(test)]
pub(crate) mod tests;
mod typeface;
pub(crate) mod year;

pub(crate) use brief::Brief;
pub(crate) use card::Card;
pub(crate) use prep::Prep;
pub(crate) use sheet::Paper;
pub(crate) use summary::Summary;

use chrono::{DateTime, Utc};
use content::Masthead;
use std::fmt;

/// A document as a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// How many pages it has.
    pub(crate) pages: usize,
    /// Letters that no font has, for which a square is drawn.
    pub(crate) missing: String,
}

/// Why a document could not be rendered. No text that somebody typed is a reason; these are faults of the
/// program itself.
#[derive(Debug)]
pub(crate) enum HandoutError {
    /// A font that the program carries cannot be read or cut down.
    Font,
    /// The PDF could not be put together.
    Write(lopdf::Error),
    /// The PDF could not be written to memory.
    Memory(std::io::Error),
}

impl fmt::Display for HandoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font => f.write_str("a font inside the program cannot be read"),
            Self::Write(error) => write!(f, "the PDF cannot be put together: {error}"),
            Self::Memory(error) => write!(f, "the PDF cannot be written: {error}"),
        }
    }
}

impl std::error::Error for HandoutError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Font => None,
            Self::Write(error) => Some(error),
            Self::Memory(error) => Some(error),
        }
    }
}

impl From<lopdf::Error> for HandoutError {
    fn from(error: lopdf::Error) -> Self {
        Self::Write(error)
    }
}

impl From<std::io::Error> for HandoutError {
    fn from(error: std::io::Error) -> Self {
        Self::Memory(error)
    }
}

/// A document, of any kind.
#[derive(Clone, Debug)]
pub(crate) enum Document {
    Prep(Box<Prep>),
    Brief(Box<Brief>),
    Card(Box<Card>),
    Summary(Box<Summary>),
}

impl Document {
    /// Who, when, where.
    pub(crate) fn head(&self) -> &Masthead {
        match self {
            Self::Prep(it) => &it.head,
            Self::Brief(it) => &it.head,
            Self::Card(it) => &it.head,
            Self::Summary(it) => &it.head,
        }
    }
}

/// Renders a document. The same document, paper and time give the same bytes, always.
///
/// # Errors
/// [`HandoutError`], if the program itself is broken.
pub(crate) fn render(
    document: &Document,
    paper: Paper,
    created: DateTime<Utc>,
) -> Result<Rendered, HandoutError> {
    let head = document.head();
    let setter = lines::Typesetter::new(head.language);
    let compose::Composed { sheet, pages, mut tags, title, sections, authors, .. } =
        compose::compose(document, paper, &setter);
    let mut deflater = deflate::Deflater::new();
    let drawn = pdf::draw(&setter, sheet, &pages, &mut tags, &mut deflater)?;
    let authors: Vec<&str> = authors.iter().map(String::as_str).collect();
    let about = finish::About {
        title: &title,
        authors: &authors,
        language: head.language.tag(),
        created,
        sections: &sections,
        height: sheet.height,
    };
    let bytes = finish::finish(drawn, setter.faces(), &tags, &about, &mut deflater)?;
    Ok(Rendered { bytes, pages: pages.len(), missing: setter.shaper.missing() })
}
