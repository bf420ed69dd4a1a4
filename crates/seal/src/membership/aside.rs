//! Why a record does not stand.

use thiserror::Error;

use super::Role;
use crate::id::Hash;

/// Why a record was put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Aside {
    /// It belongs to another workspace.
    #[error("it belongs to another workspace")]
    OtherWorkspace,
    /// It is another beginning than the founding record.
    #[error("it is another beginning of the workspace")]
    OtherFounding,
    /// It does something that only a newer version knows.
    #[error("it does something that only a newer version knows")]
    Newer,
    /// Its issuer did not sign these bytes.
    #[error("the signature of its issuer does not fit")]
    BadSignature,
    /// The proof in it (of the invitation, the recovery key or the device's consent) does not fit.
    #[error("the proof in it does not fit")]
    BadProof,
    /// Its issuer was no device of the workspace at its place.
    #[error("its issuer does not belong to the workspace")]
    NotAMember,
    /// Its issuer, or whom it brings, had been removed before.
    #[error("its issuer had been removed by {0}")]
    Gone(Hash),
    /// Its issuer was removed beside it.
    #[error("its issuer was meanwhile removed by {0}")]
    RemovedMeanwhile(Hash),
    /// Its issuer got a lower role beside it.
    #[error("its issuer was meanwhile given a lower role by {0}")]
    DemotedMeanwhile(Hash),
    /// The role of its issuer is too low for it.
    #[error("its issuer may not do this (a role of {needed:?} is needed)")]
    NotAllowed {
        /// The lowest role that may.
        needed: Role,
    },
    /// It speaks for another member than its issuer's.
    #[error("it speaks for somebody else")]
    NotTheirs,
    /// What it speaks of does not exist at its place.
    #[error("what it speaks of does not exist")]
    NoSuch,
    /// The device or member that it introduces is taken by another record.
    #[error("the id it introduces is taken by {0}")]
    Taken(Hash),
    /// It would leave the workspace without an owner.
    #[error("it would leave no owner")]
    LastOwner,
    /// The invitation had expired by the joining device's own clock.
    #[error("the invitation had expired")]
    Expired,
    /// The invitation has admitted as many as it could.
    #[error("the invitation is used up")]
    UsedUp,
    /// The invitation was closed, by being revoked or because its issuer was removed or lost ownership.
    #[error("the invitation was closed by {0}")]
    Closed(Hash),
    /// The recovery key was replaced.
    #[error("the recovery key was replaced by {0}")]
    Replaced(Hash),
    /// It rests on a record that was put aside.
    #[error("it rests on {0}, which was put aside")]
    Rests(Hash),
    /// It took away in a circle with others, and would undo the one whose issuer has been there longest.
    #[error("it would undo, in a circle, what someone did who has been there longer")]
    Outranked,
}

impl Aside {
    /// Whether the record is at least what its issuer signed for this workspace: then it may be kept, and records
    /// that do stand may rest on it.
    pub fn is_its_issuers(self) -> bool {
        !matches!(
            self,
            Aside::BadSignature | Aside::BadProof | Aside::OtherFounding | Aside::OtherWorkspace | Aside::Newer
        )
    }
}

/// How a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It stands.
    Stands,
    /// It was put aside.
    Aside(Aside),
    /// Records before it are missing.
    Waits,
    /// It is not among the records.
    Unknown,
}
