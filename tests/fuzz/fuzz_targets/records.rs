//! Bodies of records at random, read and looked at.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| makkerpar::fuzz::records(data));
