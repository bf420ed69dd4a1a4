//! Fuzzes [`floorbook_fuzz::wire::texts`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::wire::texts(input));
