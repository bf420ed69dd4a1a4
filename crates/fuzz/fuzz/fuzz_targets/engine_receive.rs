//! Fuzzes [`floorbook_fuzz::engine::receive`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::engine::receive(input));
