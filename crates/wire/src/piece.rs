//! Which pieces of attachments a hub holds.

use floorbook_seal::{Hash, chunk::AttachmentTag};
use minicbor::{Decode, Encode};

/// Asks for the pieces of attachments. Whoever knows an attachment's hash and the content keys makes the tags.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Tags {
    /// The tags, at most [`MAX_TAGS`](crate::MAX_TAGS).
    #[n(0)]
    pub tags: Vec<AttachmentTag>,
}

/// A piece that a hub holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Piece {
    /// The attachment.
    #[n(0)]
    pub tag: AttachmentTag,
    /// Which of its pieces, from 0.
    #[n(1)]
    pub piece: u32,
    /// The name of the chunk.
    #[n(2)]
    pub name: Hash,
    /// How many bytes the chunk has.
    #[n(3)]
    pub size: u64,
}

/// The pieces of attachments that a hub holds: the answer to [`Tags`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pieces {
    /// The pieces, by the order of the tags, then by their number, then by their arrival. A hub cannot open
    /// them, so one piece may have several names, not all of them good: at most
    /// [`MAX_COPIES`](crate::MAX_COPIES), the first that came and the last.
    #[n(0)]
    pub pieces: Vec<Piece>,
    /// How many of the tags, from the first, this answers. The rest is to be asked for again.
    #[n(1)]
    pub answered: u64,
}
