//! Papers of lives at random.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| makkerpar::fuzz::papers(data));
