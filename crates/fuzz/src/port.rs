//! What a host is given: messages of a page, and pictures.

use floorbook_host::{
    picture::{Format, LONG_SIDE, fit},
    taken::taken,
};
use floorbook_worker::inbox;

/// A message of a page.
pub fn inbox(input: &[u8]) {
    // A refusal is an answer too.
    if let Err(unreadable) = inbox::read(&String::from_utf8_lossy(input)) {
        let _answer = unreadable.reply();
    }
}

/// The head of a file, its size as it might say, and when a camera took it.
pub fn picture(input: &[u8]) {
    let _format = (Format::of(input).mime(), Format::of(input).exif_bytes());
    if let Some([a, b, c, d, e, f, g, h]) = input.last_chunk() {
        let side = |bytes| u32::from_be_bytes(bytes);
        let (width, height) = fit((side([*a, *b, *c, *d]), side([*e, *f, *g, *h])), LONG_SIDE);
        assert!((1..=LONG_SIDE).contains(&width) && (1..=LONG_SIDE).contains(&height));
    }
    let taken = taken(input);
    assert!(taken.local.is_none_or(|local| local.len() == 19), "a moment has one form");
}
