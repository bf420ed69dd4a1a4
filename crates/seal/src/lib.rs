//! What is sealed and signed: keys, envelopes, chunks, the membership, invitations, recovery, locks, files.
//!
//! This package turns changes and attachments into bytes that a hub can keep without reading them, and back;
//! and it says who belongs to a workspace and whose envelopes count. It is pure: randomness ([`Entropy`]) and
//! time are arguments, and nothing is stored or sent here. It does not know what a change says, nor what a
//! hub is.
//!
//! - [`keys`]: a device's keys, content keys, and how the one is given to the other
//! - [`envelope`]: a run of changes of one device, sealed and signed
//! - [`chunk`]: a piece of an attachment
//! - [`membership`]: the signed log of members and devices, and what it makes together
//! - [`parcel`]: keys and records for someone who joins or restores
//! - [`invitation`], [`recovery`], [`lock`]: three ways to have a key: a link, a sheet of paper, a passphrase
//! - [`frame`]: the container of a `.floorbook` file
//!
//! What it promises: no cipher of its own (XChaCha20-Poly1305, Ed25519, X25519, BLAKE3, Argon2id, of the
//! RustCrypto family and of dalek); a decoder given any bytes returns an error or a value, never panics, and
//! never reserves memory on the word of the bytes; every format has a version, a frozen description and
//! golden bytes; a secret is wiped when dropped and never printed.
//!
//! What it leaves to others: to keep secrets where nobody reads them, to check that what is opened was
//! written by whom its header says, and to remember what was accepted.

pub mod chunk;
pub mod envelope;
pub mod frame;
pub mod invitation;
pub mod keys;
pub mod lock;
pub mod membership;
pub mod parcel;
pub mod recovery;

mod aead;
mod cbor;
mod entropy;
mod id;
mod padding;
mod text;

pub use cbor::FormatError;
pub use entropy::Entropy;
pub use id::{DeviceId, Hash, InvitationId, KeyId, MemberId, RecoveryId, Tail, WorkspaceId};
pub use text::TextError;
