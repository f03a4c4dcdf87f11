//! Words at random, read as what is typed.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| makkerpar::fuzz::words(data));
