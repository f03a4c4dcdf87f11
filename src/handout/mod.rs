//! Hand-outs: documents as values, their typesetting, and the PDF.
//!
//! A document is a plain value in which every sentence of the pair stands as it was written. What to print,
//! and for whom, is decided before it gets here; rendering is a function from the value to bytes, and
//! somebody else writes the file.

pub(crate) mod summary;

use chrono::{DateTime, Utc};

/// The paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper { A4, Letter }
/// Bytes.
pub(crate) struct Rendered { pub(crate) bytes: Vec<u8>, pub(crate) pages: usize }
/// Error.
#[derive(Debug)]
pub(crate) enum HandoutError { }
/// Stub.
pub(crate) fn summary(_d: &summary::Summary, _p: Paper, _c: DateTime<Utc>) -> Result<Rendered, HandoutError> { Ok(Rendered { bytes: b"stub".to_vec(), pages: 1 }) }
