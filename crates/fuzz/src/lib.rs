//! What is done with bytes from outside, for fuzzing: one function for each decoder.
//!
//! Each takes any bytes, gives them to a decoder as its callers do, and panics where a promise is broken:
//! where the decoder itself panics, does not end, or makes of few bytes much, or where what was read is not
//! what is written again. The fuzzers in `fuzz/` call them by their names in [`TARGETS`]; the test beside this
//! library runs each over its seeds and over everything that once broke something.

pub mod engine;
pub mod port;
pub mod seal;
pub mod wire;

/// A function that takes any bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folders of seeds and crashers.
pub const TARGETS: [(&str, Target); 17] = [
    ("seal_envelope", seal::envelope),
    ("seal_chunk", seal::chunk),
    ("seal_record", seal::record),
    ("seal_membership", seal::membership),
    ("seal_parcel", seal::parcel),
    ("seal_invitation", seal::invitation),
    ("seal_recovery", seal::recovery),
    ("seal_lock", seal::lock),
    ("seal_frames", seal::frames),
    ("seal_keys", seal::keys),
    ("wire_messages", wire::messages),
    ("wire_texts", wire::texts),
    ("engine_change", engine::change),
    ("engine_prose", engine::prose),
    ("engine_receive", engine::receive),
    ("port_inbox", port::inbox),
    ("port_picture", port::picture),
];
