//! What can be found out about an envelope without a content key and without the log: what a hub judges by.

use thiserror::Error;

use super::{Membership, Refusal};
use crate::envelope::{EnvelopeError, Sealed};

/// Why a workspace does not take an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// It cannot be read: cut, altered beyond reading, or of a newer version.
    #[error("it cannot be read")]
    Unreadable,
    /// It belongs to another workspace.
    #[error("it belongs to another workspace")]
    OtherWorkspace,
    /// Its device does not belong to the workspace.
    #[error("its device does not belong to the workspace")]
    Stranger,
    /// Its device did not sign these bytes.
    #[error("its device did not sign these bytes")]
    BadSignature,
    /// Its device was removed before, or another envelope was accepted at its place.
    #[error("its device was removed before, or another envelope was accepted at its place")]
    Removed,
    /// Its author only reads.
    #[error("its author only reads")]
    OnlyReads,
}

impl Membership {
    /// Reads an envelope, and checks all that can be checked without a content key and without the log: its form,
    /// workspace and signature, and whether its device may write at its place.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn judge(&self, bytes: &[u8]) -> Result<Sealed, Unfit> {
        let sealed = Sealed::read(bytes).map_err(|_| Unfit::Unreadable)?;
        let header = sealed.header();
        if header.workspace != self.workspace() {
            return Err(Unfit::OtherWorkspace);
        }
        let device = self.device(header.device).ok_or(Unfit::Stranger)?;
        sealed.verify(self.workspace(), &device.card).map_err(|error| match error {
            EnvelopeError::Altered => Unfit::BadSignature,
            _ => Unfit::Unreadable,
        })?;
        self.accepts(header.device, header.first, &sealed.tail()).map_err(|refusal| match refusal {
            Refusal::NotAMember => Unfit::Stranger,
            Refusal::Removed { .. } | Refusal::OtherBranch => Unfit::Removed,
            Refusal::OnlyReads => Unfit::OnlyReads,
        })?;
        Ok(sealed)
    }
}
