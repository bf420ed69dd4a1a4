//! Making records.

use thiserror::Error;

use super::{Action, MAX_HEADS, Record, record::Body};
use crate::{
    cbor::{FormatError, encoded},
    id::{Hash, MemberId, WorkspaceId},
    invitation::InvitationSecret,
    keys::{DeviceCard, DeviceSecret, Signature, SigningPublic},
    recovery::RecoveryKey,
};

const JOIN: &str = "floorbook seal v1 join proof";
const RECOVER: &str = "floorbook seal v1 recovery proof";

/// Where in the log a record is made.
#[derive(Clone, Debug)]
pub struct Place {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The heads of the membership, in any order ([`Membership::heads`](super::Membership::heads)).
    pub parents: Vec<Hash>,
    /// Now, in milliseconds since 1970.
    pub at: u64,
}

/// Why a record cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IssueError {
    /// It would be too large, or have too many parents.
    #[error("the record would be too large")]
    TooLarge,
    /// An action of a newer version, which this code cannot write.
    #[error("an action of a newer version cannot be issued")]
    Unknown,
}

impl From<FormatError> for IssueError {
    fn from(_: FormatError) -> Self {
        IssueError::TooLarge
    }
}

impl Record {
    /// Signs `action` by `device`.
    ///
    /// # Errors
    /// [`IssueError`].
    pub fn issue(place: &Place, device: &DeviceSecret, action: Action) -> Result<Record, IssueError> {
        let mut parents = place.parents.clone();
        parents.sort();
        parents.dedup();
        if parents.len() > MAX_HEADS {
            return Err(IssueError::TooLarge);
        }
        if action == Action::Unknown {
            return Err(IssueError::Unknown);
        }
        let body = Body { workspace: place.workspace, parents, issuer: device.device(), at: place.at, action };
        Ok(Record::sign(body, device)?)
    }

    /// Founds a workspace: `member` is its first owner, `device` the first device. `at` is now, in
    /// milliseconds since 1970.
    ///
    /// # Errors
    /// [`IssueError`].
    pub fn found(
        workspace: WorkspaceId,
        at: u64,
        device: &DeviceSecret,
        member: MemberId,
    ) -> Result<Record, IssueError> {
        let place = Place { workspace, parents: Vec::new(), at };
        Record::issue(&place, device, Action::Found { member, card: device.card() })
    }

    /// Joins as `member` by the invitation of the record `invite`; `device` is new. For an invitation of a
    /// device `member` is who issued it.
    ///
    /// # Errors
    /// [`IssueError`].
    pub fn join(
        place: &Place,
        device: &DeviceSecret,
        member: MemberId,
        secret: &InvitationSecret,
        invite: Hash,
    ) -> Result<Record, IssueError> {
        let card = device.card();
        let proof = secret.sign(JOIN, &join_message(place.workspace, invite, member, &card));
        Record::issue(place, device, Action::Join { invite, member, card, proof })
    }

    /// Comes back as `member` by their recovery key; `device` is new.
    ///
    /// # Errors
    /// [`IssueError`].
    pub fn recover(
        place: &Place,
        device: &DeviceSecret,
        member: MemberId,
        key: &RecoveryKey,
    ) -> Result<Record, IssueError> {
        let card = device.card();
        let proof = key.sign(RECOVER, &recover_message(place.workspace, member, &card));
        Record::issue(place, device, Action::Recover { member, card, proof })
    }

    /// Whether `key` made the proof in this Join record.
    pub(super) fn proves_invitation(&self, key: &SigningPublic) -> bool {
        let Action::Join { invite, member, card, proof } = self.action() else { return false };
        holds(key, JOIN, &join_message(self.workspace(), *invite, *member, card), proof)
    }

    /// Whether `key` made the proof in this Recover record.
    pub(super) fn proves_recovery(&self, key: &SigningPublic) -> bool {
        let Action::Recover { member, card, proof } = self.action() else { return false };
        holds(key, RECOVER, &recover_message(self.workspace(), *member, card), proof)
    }
}

fn holds(key: &SigningPublic, context: &'static str, message: &[u8], proof: &Signature) -> bool {
    key.verify(context, message, proof).is_ok()
}

fn join_message(workspace: WorkspaceId, invite: Hash, member: MemberId, card: &DeviceCard) -> Vec<u8> {
    [&workspace.0[..], &invite.0, &member.0, &encoded(card)].concat()
}

fn recover_message(workspace: WorkspaceId, member: MemberId, card: &DeviceCard) -> Vec<u8> {
    [&workspace.0[..], &member.0, &encoded(card)].concat()
}
