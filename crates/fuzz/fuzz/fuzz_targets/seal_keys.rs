//! Fuzzes [`floorbook_fuzz::seal::keys`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::seal::keys(input));
