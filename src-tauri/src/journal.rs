//! What whoever helps may want to read: to the error stream, where a desktop's own journal finds it. Never content.

use std::io::Write;

/// Notes one line.
pub(crate) fn note(words: &str) {
    // Where nobody listens there is nobody to be told.
    let _ = writeln!(std::io::stderr(), "floorbook: {words}");
}
