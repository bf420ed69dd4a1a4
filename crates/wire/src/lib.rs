//! The messages between a replica and a hub.
//!
//! # The conversation
//! A hub keeps, for each workspace, one log of envelopes in the order of their arrival. A place in it is a
//! [`Cursor`]: which log, how many envelopes, and a running hash over their names, by which a replica sees
//! that a hub was altered, emptied or rolled back.
//!
//! 1. The first device **founds** the workspace at the hub with [`Found`]: its membership records. Later ones
//!    send what membership records they have ([`Records`]); each is answered by an [`Ack`]. A device that
//!    joins sends its own Join record so, signing the request with the key that the record introduces.
//! 2. A replica asks for the **heads** ([`Heads`]): for each device the end of the chain that the hub has. It
//!    **pushes** ([`Push`]) what is missing there, of all devices whose envelopes it holds, each device's in
//!    order. Each envelope is acknowledged by itself: stored or already held, with its position; kept as a
//!    branch beside the device's chain; or refused, and why. An acknowledged envelope is on the hub's disk.
//! 3. It **pulls** what follows its cursor, up to a number of bytes ([`Pulled`]), and again while there is
//!    `more`. If the hub answers [`Reason::OtherLog`] its log is not the one that the cursor belongs to: the
//!    replica compares heads, pushes what the hub lacks, and pulls from the start; what it holds it skips.
//! 4. Chunks of attachments go by their own name; [`Names`] asks which of them the hub lacks. [`Tags`] asks
//!    which pieces of attachments the hub holds, and under which names ([`Pieces`]).
//! 5. A **parcel** ([`ParcelId`]) waits at the hub for someone who has no key yet: who was invited, and who
//!    restores. The one who invited, or whose recovery key it is for, puts it there, sealed, as the bytes that
//!    [`Parcel::seal`](floorbook_seal::parcel::Parcel::seal) made; again, the new one replaces the old. Whoever
//!    knows its id fetches it, with no signature. The hub forgets it once its invitation admits nobody any
//!    more, or its recovery key was replaced.
//! 6. A **notice** ([`Notice`]) says that there is something new: who hears it, pulls. A few small envelopes come
//!    with it ([`News`]), so that who stands just before them has them at once.
//!
//! Every message can be sent twice. Every request is [`signed`] by a device of the workspace, but for the one
//! that fetches a parcel.
//!
//! # Form
//! A message is a CBOR map of numbered fields; unknown ones are skipped, so fields may be added, never
//! changed. Envelopes, records and chunks travel as the bytes that were sealed. The version stands in the
//! path: `/v1`. **Frozen**; golden bytes in the tests hold it.

mod chain;
mod message;
mod news;
mod parcel;
mod piece;
mod refusal;
pub mod signed;

pub use chain::{Cursor, LogId, next, start};
pub use message::{
    Ack, Branch, Found, Head, Heads, Lacking, Names, Notice, Outcome, Pulled, Push, Pushed, Records, RecordsHeld,
};
pub use news::News;
pub use parcel::ParcelId;
pub use piece::{Piece, Pieces, Tags};
pub use refusal::{Reason, Refusal};

use minicbor::{Decode, Encode};
use thiserror::Error;

/// The most bytes of a request: one envelope of the largest size, and room for many small ones: 17 MiB.
pub const MAX_REQUEST: usize = 17 << 20;

/// The most envelopes or records in one message.
pub const MAX_ITEMS: usize = 8192;

/// The most bytes of envelopes in one answer to a pull, beyond its first one: 8 MiB.
pub const MAX_PULL: u64 = 8 << 20;

/// The most bytes of envelopes that a notice carries: 8 KiB. More is pulled.
pub const MAX_CARRIED: u64 = 8 << 10;

/// The most names in one question about chunks.
pub const MAX_NAMES: usize = 4096;

/// The most bytes of a parcel that a hub keeps unless it is told otherwise: 2 MiB.
pub const USUAL_PARCEL: usize = 2 << 20;

/// The most tags in one question about pieces.
pub const MAX_TAGS: usize = 512;

/// The most pieces of one attachment that are named: 16,384, which is 4 GiB of it. With so many pieces an
/// answer ends, too.
pub const MAX_PIECES: usize = 16_384;

/// The most names of one piece in an answer.
pub const MAX_COPIES: usize = 4;

/// The bytes are no such message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the bytes are no message of this version")]
pub struct Unreadable;

/// A message as bytes.
pub fn write<T: Encode<()>>(message: &T) -> Vec<u8> {
    minicbor::to_vec(message).unwrap_or_else(|never| unreachable!("encoding into memory failed: {never}"))
}

/// The message that these bytes are, all of them. Any bytes can be given.
///
/// # Errors
/// [`Unreadable`].
pub fn read<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, Unreadable> {
    let mut d = minicbor::Decoder::new(bytes);
    let message = d.decode().map_err(|_| Unreadable)?;
    if d.position() == bytes.len() { Ok(message) } else { Err(Unreadable) }
}
