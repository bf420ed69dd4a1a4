//! Fuzzes [`floorbook_fuzz::engine::change`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::engine::change(input));
