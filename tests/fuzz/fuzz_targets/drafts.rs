//! Pages of an editor at random, read.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| makkerpar::fuzz::drafts(data));
