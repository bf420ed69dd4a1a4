//! Doors for fuzzing, to decoders that are otherwise the engine's own business.

use crate::{
    change::{Change, name_of},
    prose::Prose,
};

/// Reads bytes as a change; what could be read, written again.
pub fn change(bytes: &[u8]) -> Option<Vec<u8>> {
    let change = Change::read(name_of(bytes), bytes).ok()?;
    let is_written = |op: &crate::change::Op| *op != crate::change::Op::Unknown;
    change.ops.iter().all(is_written).then(|| change.encode())
}

/// The text that splices make.
pub fn text<'a>(splices: impl IntoIterator<Item = &'a [u8]>) -> String {
    Prose::of(splices, 0).text()
}

/// The text that splices make, as records are read: without yrs where one alone puts letters into an empty text.
pub fn read(splices: &[&[u8]]) -> String {
    Prose::read(splices)
}

/// The splice that makes the text of `splices` read `wanted`.
pub fn rewrite<'a>(splices: impl IntoIterator<Item = &'a [u8]>, wanted: &str) -> Option<Vec<u8>> {
    Prose::of(splices, 1).rewrite(wanted)
}
