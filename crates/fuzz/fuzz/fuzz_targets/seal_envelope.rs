//! Fuzzes [`floorbook_fuzz::seal::envelope`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::seal::envelope(input));
