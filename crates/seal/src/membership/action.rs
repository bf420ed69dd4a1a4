//! What a membership record does.

use crate::{
    id::{DeviceId, Hash, InvitationId, KeyId, MemberId, Tail},
    keys::{CarriedKey, Consent, DeviceCard, Signature, SigningPublic, WrappedKey},
    recovery::RecoveryCard,
};

/// What a member may do; a higher one may do all that a lower one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads.
    Viewer,
    /// Reads and writes.
    Editor,
    /// Also decides who belongs to the workspace.
    Owner,
}

/// What an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// New members with this role.
    Member(Role),
    /// Another device of the member who issued it.
    Device(MemberId),
}

/// Who can unwrap a wrapped key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipient {
    /// A device.
    Device(DeviceId),
    /// The recovery key of a member.
    Recovery(MemberId),
}

/// A content key wrapped for someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrap {
    /// For whom.
    pub to: Recipient,
    /// The wrapped key.
    pub key: WrappedKey,
}

/// What a record does.
///
/// **Frozen.** An array that begins with the number of the action (0 for `Found`, and so on in the order
/// given here); parts may be added behind. An action that cannot be read is taken as one of a newer version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The workspace begins. Issued by its first device.
    Found {
        /// Its first owner.
        member: MemberId,
        /// Their device.
        card: DeviceCard,
    },
    /// An invitation.
    Invite {
        /// Its id, made from its secret.
        invitation: InvitationId,
        /// Its public key, against which a joining device's proof is checked.
        key: SigningPublic,
        /// What it is for.
        grant: Grant,
        /// Until when, in milliseconds since 1970 (UTC).
        expires: u64,
        /// How many devices may join by it.
        uses: u32,
    },
    /// An invitation is taken back.
    Revoke {
        /// The record of the invitation.
        invite: Hash,
    },
    /// A device joins by an invitation. Issued by that device.
    Join {
        /// The record of the invitation.
        invite: Hash,
        /// Who joins: somebody new, or who issued the invitation of a device.
        member: MemberId,
        /// The device.
        card: DeviceCard,
        /// A signature with the invitation's key over the workspace and the three before.
        proof: Signature,
    },
    /// The issuing member gets another device.
    AddDevice {
        /// The issuing member.
        member: MemberId,
        /// The device, and its word that it belongs to them.
        consent: Consent,
    },
    /// A member gets another role.
    SetRole {
        /// Who.
        member: MemberId,
        /// The role.
        role: Role,
        /// The last envelope accepted from each of their devices.
        tails: Vec<(DeviceId, Tail)>,
    },
    /// A member is removed, or leaves.
    RemoveMember {
        /// Who.
        member: MemberId,
        /// The last envelope accepted from each of their devices.
        tails: Vec<(DeviceId, Tail)>,
    },
    /// A device is removed.
    RemoveDevice {
        /// Which.
        device: DeviceId,
        /// The last envelope accepted from it; `None` for none at all.
        tail: Option<Tail>,
    },
    /// A new content key.
    NewKey {
        /// Its id.
        key: KeyId,
        /// The key, for every remaining device and recovery key.
        wraps: Vec<Wrap>,
        /// The keys before it, sealed under it.
        older: Vec<CarriedKey>,
    },
    /// A content key for those who lack it.
    HandKey {
        /// Its id.
        key: KeyId,
        /// The key, for each of them.
        wraps: Vec<Wrap>,
    },
    /// The issuing member's recovery key, in place of the one before.
    SetRecovery {
        /// The issuing member.
        member: MemberId,
        /// The public half of the key.
        card: RecoveryCard,
    },
    /// A device comes in by a recovery key. Issued by that device.
    Recover {
        /// Whose it is.
        member: MemberId,
        /// The device.
        card: DeviceCard,
        /// A signature with the recovery key over the workspace and the two before.
        proof: Signature,
    },
    /// An owner accepts the envelopes of a device up to this one, whatever else stands against them.
    Adopt {
        /// Which.
        device: DeviceId,
        /// The last envelope that is accepted.
        tail: Tail,
    },
    /// An action of a newer version.
    Unknown,
}

impl Action {
    /// Whether it takes something away from someone; such records come first among those side by side.
    pub(super) fn takes_away(&self) -> bool {
        use Action::{RemoveDevice, RemoveMember, Revoke, SetRecovery, SetRole};
        matches!(self, Revoke { .. } | SetRole { .. } | RemoveMember { .. } | RemoveDevice { .. } | SetRecovery { .. })
    }

    /// The device and member that it introduces.
    pub(super) fn introduces(&self) -> Option<(MemberId, &DeviceCard)> {
        match self {
            Action::Found { member, card }
            | Action::Join { member, card, .. }
            | Action::Recover { member, card, .. } => Some((*member, card)),
            Action::AddDevice { member, consent } => Some((*member, &consent.card)),
            _ => None,
        }
    }

    /// The card of the device that issues it, if it is introduced by the record itself.
    pub(super) fn own_card(&self) -> Option<&DeviceCard> {
        match self {
            Action::AddDevice { .. } => None,
            other => other.introduces().map(|(_, card)| card),
        }
    }
}
