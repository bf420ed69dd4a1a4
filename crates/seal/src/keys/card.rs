//! The public half of a device's keys.

use minicbor::{Decoder, Encode, Encoder, encode};

use super::{BadSignature, ReceivingKey, Signature, SigningPublic};
use crate::{
    cbor::{FormatError, encoded, fixed, parts},
    id::{DeviceId, MemberId, WorkspaceId},
};

/// Context of a device's consent to belong to a member.
const CONSENT: &str = "floorbook seal v1 device consent";

/// Who a device is to the others: its id and its public keys.
///
/// **Frozen.** Part of the membership records; parts may be added behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceCard {
    /// The device.
    pub device: DeviceId,
    /// What it signs with.
    pub signing: SigningPublic,
    /// What content keys are wrapped to.
    pub receiving: ReceivingKey,
}

impl DeviceCard {
    /// Checks that the device signed `message` for `context`.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, context: &'static str, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        self.signing.verify(context, message, signature)
    }

    pub(crate) fn read(d: &mut Decoder<'_>) -> Result<Self, FormatError> {
        parts(d, 3, |d| {
            Ok(DeviceCard {
                device: DeviceId(fixed(d)?),
                signing: SigningPublic(fixed(d)?),
                receiving: ReceivingKey(fixed(d)?),
            })
        })
    }
}

impl<C> Encode<C> for DeviceCard {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(3)?.encode_with(self.device, ctx)?.encode_with(self.signing, ctx)?;
        e.encode_with(self.receiving, ctx)?.ok()
    }
}

/// A device's own word that it belongs to a member: nobody can pass another's device off as theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The device.
    pub card: DeviceCard,
    /// Its signature over the workspace, the member and the card.
    pub signature: Signature,
}

impl Consent {
    /// What is signed.
    pub(crate) fn message(workspace: WorkspaceId, member: MemberId, card: &DeviceCard) -> Vec<u8> {
        [&workspace.0[..], &member.0, &encoded(card)].concat()
    }

    /// The context it is signed for.
    pub(crate) const CONTEXT: &'static str = CONSENT;

    /// Checks that the device belongs to `member` of `workspace` by its own word.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, workspace: WorkspaceId, member: MemberId) -> Result<(), BadSignature> {
        self.card.verify(CONSENT, &Consent::message(workspace, member, &self.card), &self.signature)
    }
}
