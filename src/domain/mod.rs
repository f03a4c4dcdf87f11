//! The pair's year as plain values and rules: no input or output, no clock, no SQL.

mod words;

pub use words::*;
