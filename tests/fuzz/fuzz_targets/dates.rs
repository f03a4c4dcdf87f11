//! Texts at random, read as dates.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| makkerpar::fuzz::dates(data));
