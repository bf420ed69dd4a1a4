//! Why an envelope cannot be sealed, or is refused.

use thiserror::Error;

use crate::{
    cbor::FormatError,
    id::{DeviceId, KeyId, WorkspaceId},
};

/// Why changes cannot be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealError {
    /// There is nothing to seal.
    #[error("there are no changes to seal")]
    Empty,
    /// One envelope cannot hold so many, or such large ones; a run can be divided.
    #[error("these changes are more than one envelope can hold")]
    TooLarge,
    /// Changes are numbered from 1 and end with the largest number there is; heads are at most
    /// [`MAX_HEADS`](crate::membership::MAX_HEADS).
    #[error("changes cannot have these numbers, or a membership so many heads")]
    OutOfRange,
}

/// Why an envelope is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EnvelopeError {
    /// It cannot be read: cut, of a newer version, or no envelope.
    #[error("the envelope is not readable: {0}")]
    Format(#[from] FormatError),
    /// It is sealed by ciphers of a newer version.
    #[error("the envelope is sealed in a newer way ({0})")]
    UnknownSuite(u8),
    /// Its device did not sign these bytes.
    #[error("the envelope was altered: the signature of its device does not fit")]
    Altered,
    /// It belongs to another workspace.
    #[error("the envelope belongs to the workspace {0}")]
    OtherWorkspace(WorkspaceId),
    /// It is of another device than the card.
    #[error("the envelope is of the device {0}")]
    OtherDevice(DeviceId),
    /// It is sealed under another key than the one given.
    #[error("the envelope needs the key {needed}, not {given}")]
    OtherKey {
        /// The key that opens it.
        needed: KeyId,
        /// The key it was tried with.
        given: KeyId,
    },
    /// The key is the one it names, and yet does not open it: its device sealed it wrongly.
    #[error("the envelope does not open with its own key")]
    WrongKey,
    /// It holds another number of changes than its header says.
    #[error("the envelope says that it holds {promised} changes, and holds {found}")]
    Count {
        /// By its header.
        promised: u64,
        /// In its body.
        found: u64,
    },
    /// Envelopes of its device are missing before it.
    #[error("changes {expected} to {} of its device are missing", found - 1)]
    Gap {
        /// The number that comes next in the chain.
        expected: u64,
        /// Its first number.
        found: u64,
    },
    /// The chain of its device has something else at this place: the device's history has two branches.
    #[error("the device has another history at change {at}")]
    Branch {
        /// Its first number.
        at: u64,
    },
}
