//! The container of a `.floorbook` file: frames in a row, each checked by itself.
//!
//! A file that was cut is named so. A frame that was damaged is named and passed over, and reading goes on
//! with the next one that is whole, so that one bad sector costs one frame. Frames of kinds that a newer
//! version wrote are handed out as they are. The container proves nothing but that no bit fell over: what
//! is in the frames is sealed and signed.
//!
//! **Frozen.** A file begins with 12 bytes: `89 46 4c 4f 4f 52 42 4b 0d 0a 1a 01`, the last of which is the
//! version. Then come frames: a header of 16 bytes, the payload, 16 bytes of BLAKE3 over header and payload.
//! The header: `fb 0b`, the kind (2 bytes), the length of the payload (4 bytes), 8 bytes of BLAKE3 over
//! those; numbers are big endian. The last frame has kind 0 and holds the number of frames before it (8 bytes).

mod reader;
mod writer;

pub use reader::{FrameError, Frames};
pub use writer::FrameWriter;

/// What a file begins with; the last byte is the version.
const MAGIC: [u8; 12] = [0x89, b'F', b'L', b'O', b'O', b'R', b'B', b'K', 0x0d, 0x0a, 0x1a, VERSION];

/// The newest version of the container that this code writes.
pub const VERSION: u8 = 1;

/// The most bytes that a frame holds: 17 MiB, more than any envelope or parcel.
pub const MAX_PAYLOAD: usize = 17 << 20;

const MARKER: [u8; 2] = [0xfb, 0x0b];
const HEADER: usize = 16;
const CHECK: usize = 16;

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An [`envelope`](crate::envelope).
    Envelope,
    /// A [`membership`](crate::membership) record.
    Record,
    /// A [`chunk`](crate::chunk) of an attachment.
    Chunk,
    /// A [`parcel`](crate::parcel) of keys.
    Parcel,
    /// A [`lock`](crate::lock), whose passphrase gives the key of the parcels after it.
    Lock,
    /// Something of a newer version, with its number.
    Unknown(u16),
}

const END: u16 = 0;

impl Kind {
    fn number(self) -> u16 {
        match self {
            Kind::Envelope => 1,
            Kind::Record => 2,
            Kind::Chunk => 3,
            Kind::Parcel => 4,
            Kind::Lock => 5,
            Kind::Unknown(number) => number,
        }
    }

    fn of(number: u16) -> Kind {
        match number {
            1 => Kind::Envelope,
            2 => Kind::Record,
            3 => Kind::Chunk,
            4 => Kind::Parcel,
            5 => Kind::Lock,
            number => Kind::Unknown(number),
        }
    }
}

/// One frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What it holds.
    pub kind: Kind,
    /// Its bytes.
    pub payload: Vec<u8>,
}

/// A header for a payload of this length.
fn header(kind: u16, length: u32) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    header[..2].copy_from_slice(&MARKER);
    header[2..4].copy_from_slice(&kind.to_be_bytes());
    header[4..8].copy_from_slice(&length.to_be_bytes());
    let check = blake3::hash(&header[..8]);
    header[8..].copy_from_slice(&check.as_bytes()[..8]);
    header
}

/// The kind and the length in a header, if it is one.
fn read_header(bytes: &[u8; HEADER]) -> Option<(u16, usize)> {
    let kind = u16::from_be_bytes([bytes[2], bytes[3]]);
    let length = u32::from_be_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
    (header(kind, length) == *bytes && length as usize <= MAX_PAYLOAD).then_some((kind, length as usize))
}

/// The check behind a payload.
fn check(header: &[u8; HEADER], payload: &[u8]) -> [u8; CHECK] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(header).update(payload);
    let mut check = [0; CHECK];
    check.copy_from_slice(&hasher.finalize().as_bytes()[..CHECK]);
    check
}
