//! Fuzzes [`floorbook_fuzz::port::inbox`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| floorbook_fuzz::port::inbox(input));
