//! Fuzzes [`floorbook_fuzz::seal::membership`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::seal::membership(input));
