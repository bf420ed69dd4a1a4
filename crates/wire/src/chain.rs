//! A place in a hub's log, and the hash that runs along it.

use floorbook_seal::{Hash, WorkspaceId};
use minicbor::{Decode, Encode};

const START: &str = "floorbook wire v1 log start";
const NEXT: &str = "floorbook wire v1 log next";

/// Which log: a hub that was restored from a backup has another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct LogId(#[cbor(with = "minicbor::bytes")] pub [u8; 16]);

/// A place in the log of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Cursor {
    /// Which log.
    #[n(0)]
    pub log: LogId,
    /// How many envelopes are before this place.
    #[n(1)]
    pub position: u64,
    /// The running hash over their names.
    #[n(2)]
    pub running: Hash,
}

/// The running hash of an empty log. It does not depend on the log's id: what two logs of one workspace have
/// in common has the same running hashes.
pub fn start(workspace: WorkspaceId) -> Hash {
    Hash(blake3::derive_key(START, &workspace.0))
}

/// The running hash once `envelope` has been appended.
pub fn next(running: Hash, envelope: Hash) -> Hash {
    let mut hasher = blake3::Hasher::new_derive_key(NEXT);
    hasher.update(&running.0).update(&envelope.0);
    Hash(*hasher.finalize().as_bytes())
}
