//! How the engine fails: a code that hosts match on, and what was kept.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why something could not be done. Hosts choose their words by it; nobody matches on text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
pub enum ErrorCode {
    /// No notebook has been started on this device.
    #[error("no notebook has been started on this device")]
    NoNotebook,
    /// The record, notebook, draft or recording does not exist here.
    #[error("it is not on this device")]
    NotFound,
    /// The command contradicts itself or the rules: a bug of the caller, not of the person.
    #[error("this cannot be done")]
    Refused,
    /// There is no room left on the device.
    #[error("there is no room left on this device")]
    StorageFull,
    /// The database is damaged.
    #[error("the database is damaged")]
    Damaged,
    /// The database cannot be opened with this device's key.
    #[error("the database cannot be opened with this device's key")]
    WrongKey,
    /// The database was written by a newer version.
    #[error("the database was written by a newer version")]
    TooNew,
    /// Storage refused a read or a write.
    #[error("storage refused to read or write")]
    Storage,
    /// Bytes from outside are not what they should be.
    #[error("the data cannot be read")]
    Malformed,
    /// The owner of the database went away before it answered.
    #[error("the tab that holds the notebook did not answer")]
    OwnerGone,
    /// One only reads in this notebook, or was removed from it.
    #[error("nothing can be written to this notebook")]
    ReadOnly,
    /// A link, key or passphrase is mistyped, or is not the right one.
    #[error("this link, key or passphrase is not the right one")]
    WrongSecret,
    /// This host cannot keep anything durably.
    #[error("this browser cannot keep the notebook safely")]
    NoDurableStorage,
}

/// A failure with what was kept.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{code}: {detail}")]
pub struct Failure {
    /// Why.
    pub code: ErrorCode,
    /// Technical detail for the one who helps; never content.
    pub detail: String,
    /// Whether everything entered before this command is safe on disk. The command itself changed nothing.
    pub kept: bool,
}

impl Failure {
    /// A failure after which everything from before is still safe.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Failure {
        Failure { code, detail: detail.into(), kept: true }
    }
}
