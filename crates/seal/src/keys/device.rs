//! The secret half of a device's keys.

use std::fmt;

use ed25519_dalek::SigningKey;
use minicbor::Decoder;
use x25519_dalek::StaticSecret;
use zeroize::Zeroizing;

use super::{
    CannotUnwrap, Consent, ContentKey, DeviceCard, Signature, SigningPublic, WrappedKey, receiving_of, sign, unwrap,
};
use crate::{
    aead::Key,
    cbor::{Fields, FormatError, end, fixed, present, written},
    entropy::{Entropy, random},
    id::{DeviceId, KeyId, MemberId, WorkspaceId},
};

/// The newest version of the encoding that this code writes.
const VERSION: u8 = 1;

/// What a device signs and receives with. It never leaves the device.
pub struct DeviceSecret {
    device: DeviceId,
    signing: SigningKey,
    receiving: StaticSecret,
}

impl DeviceSecret {
    /// New keys for `device`.
    pub fn new(device: DeviceId, entropy: &mut dyn Entropy) -> Self {
        Self::from_secrets(device, &Zeroizing::new(random(entropy)), &Zeroizing::new(random(entropy)))
    }

    fn from_secrets(device: DeviceId, signing: &Key, receiving: &Key) -> Self {
        DeviceSecret { device, signing: SigningKey::from_bytes(signing), receiving: StaticSecret::from(**receiving) }
    }

    /// Whose keys they are.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The public half.
    pub fn card(&self) -> DeviceCard {
        DeviceCard {
            device: self.device,
            signing: SigningPublic(self.signing.verifying_key().to_bytes()),
            receiving: receiving_of(&self.receiving),
        }
    }

    /// Signs `message` for `context`: one fixed text for each purpose, so that a signature is worth nothing
    /// for another. Contexts that begin with "floorbook seal" belong to this package.
    pub fn sign(&self, context: &'static str, message: &[u8]) -> Signature {
        sign(&self.signing, context, message)
    }

    /// The device's word that it belongs to `member` of `workspace`, for another device of that member to
    /// add it.
    pub fn consent(&self, workspace: WorkspaceId, member: MemberId) -> Consent {
        let card = self.card();
        let signature = self.sign(Consent::CONTEXT, &Consent::message(workspace, member, &card));
        Consent { card, signature }
    }

    /// Unwraps the content key `id` that was wrapped for this device.
    ///
    /// # Errors
    /// [`CannotUnwrap`] if it is for another device, workspace or id, or was altered.
    pub fn unwrap_key(
        &self,
        workspace: WorkspaceId,
        id: KeyId,
        wrapped: &WrappedKey,
    ) -> Result<ContentKey, CannotUnwrap> {
        unwrap(&self.receiving, workspace, id, wrapped)
    }

    /// The keys as bytes, to be stored where nobody else reads.
    ///
    /// **Frozen.** A map: 0 the version, 1 the device, 2 the Ed25519 secret, 3 the X25519 secret.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let (signing, receiving) = (Zeroizing::new(self.signing.to_bytes()), Zeroizing::new(self.receiving.to_bytes()));
        Zeroizing::new(written(|e| {
            e.map(4)?.u8(0)?.u8(VERSION)?.u8(1)?.encode(self.device)?;
            e.u8(2)?.bytes(&signing[..])?.u8(3)?.bytes(&receiving[..])?.ok()
        }))
    }

    /// Reads stored keys.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut d = Decoder::new(bytes);
        let mut fields = Fields::versioned(&mut d, VERSION)?;
        let (mut device, mut signing, mut receiving) = (None, None, None);
        while let Some(field) = fields.next(&mut d)? {
            match field {
                1 => device = Some(DeviceId(fixed(&mut d)?)),
                2 => signing = Some(Zeroizing::new(fixed(&mut d)?)),
                3 => receiving = Some(Zeroizing::new(fixed(&mut d)?)),
                _ => d.skip()?,
            }
        }
        end(&d)?;
        Ok(Self::from_secrets(present(device)?, &present(signing)?, &present(receiving)?))
    }
}

impl fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceSecret({})", self.device)
    }
}
