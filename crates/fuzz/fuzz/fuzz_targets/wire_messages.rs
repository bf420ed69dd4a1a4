//! Fuzzes [`floorbook_fuzz::wire::messages`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::wire::messages(input));
