//! Exports, tables and lines at random, taken in.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| makkerpar::fuzz::imports(data));
