//! Hand-outs: documents as values, their typesetting, and the PDF.
//!
//! A document is a plain value in which every sentence of the pair stands as it was written. What to print,
//! and for whom, is decided before it gets here; rendering is a function from the value to bytes, and
//! somebody else writes the file.

pub(crate) mod summary;
