//! Fuzzes [`floorbook_fuzz::seal::record`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::seal::record(input));
