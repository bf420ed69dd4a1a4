//! A recovery key: printed on paper, it gets everything back on an empty device.
//!
//! It is a secret of 160 bits, written as ten groups of four characters. A member's public recovery card
//! stands in the membership; every new content key is wrapped for it, and with the key itself a new device
//! signs its way in (the Recover record). Before that it has to find the workspace: a hub keeps a
//! [`Parcel`](crate::parcel::Parcel) for it under the id of its card, sealed under a key derived from the secret.
//!
//! **Frozen.** The derivations and their contexts; the text form is that of 160 bits with the purpose
//! "floorbook-recovery".

use std::fmt;

use ed25519_dalek::SigningKey;
use minicbor::{Decoder, Encode, Encoder, encode};
use x25519_dalek::StaticSecret;
use zeroize::{Zeroize, Zeroizing};

use crate::{
    aead::{derive, derive_key},
    cbor::{FormatError, fixed, parts},
    entropy::{Entropy, random},
    id::{KeyId, RecoveryId, WorkspaceId},
    keys::{CannotUnwrap, ContentKey, ReceivingKey, Signature, SigningPublic, WrappedKey, receiving_of, sign, unwrap},
    parcel::ParcelKey,
    text::{self, Secret, TextError},
};

const PURPOSE: &str = "floorbook-recovery";
const SIGNING: &str = "floorbook seal v1 recovery signing key";
const RECEIVING: &str = "floorbook seal v1 recovery receiving key";
const SEALING: &str = "floorbook seal v1 recovery parcel key";
const ID: &str = "floorbook seal v1 recovery id";

/// The public half of a recovery key.
///
/// **Frozen.** Part of the membership records; parts may be added behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecoveryCard {
    /// What it signs with.
    pub signing: SigningPublic,
    /// What content keys are wrapped to.
    pub receiving: ReceivingKey,
}

/// The secret half. It is shown once, to be printed, and not stored.
#[derive(Clone)]
pub struct RecoveryKey(Secret);

impl RecoveryKey {
    /// A new one.
    pub fn new(entropy: &mut dyn Entropy) -> Self {
        RecoveryKey(Zeroizing::new(random(entropy)))
    }

    /// The key as it is printed: ten groups of four digits and capital letters, with hyphens.
    pub fn print(&self) -> Zeroizing<String> {
        let plain = text::write(PURPOSE, &self.0);
        let mut printed = Zeroizing::new(String::with_capacity(64));
        for (place, character) in plain.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                printed.push('-');
            }
            printed.push(character);
        }
        printed
    }

    /// Reads a key as someone typed it.
    ///
    /// # Errors
    /// [`TextError`]: cut, mistyped, of a newer version.
    pub fn read(typed: &str) -> Result<Self, TextError> {
        text::read(PURPOSE, typed).map(RecoveryKey)
    }

    /// The public half.
    pub fn card(&self) -> RecoveryCard {
        RecoveryCard {
            signing: SigningPublic(self.signing().verifying_key().to_bytes()),
            receiving: receiving_of(&self.receiving()),
        }
    }

    /// Which recovery key it is; no secret.
    pub fn id(&self) -> RecoveryId {
        self.card().id()
    }

    /// The key of its parcel.
    pub fn parcel_key(&self) -> ParcelKey {
        ParcelKey(derive_key(SEALING, &[&self.0[..]]))
    }

    /// Unwraps the content key `id` that was wrapped for this recovery key.
    ///
    /// # Errors
    /// [`CannotUnwrap`] if it is for another receiver, workspace or id, or was altered.
    pub fn unwrap_key(
        &self,
        workspace: WorkspaceId,
        id: KeyId,
        wrapped: &WrappedKey,
    ) -> Result<ContentKey, CannotUnwrap> {
        unwrap(&self.receiving(), workspace, id, wrapped)
    }

    pub(crate) fn sign(&self, context: &'static str, message: &[u8]) -> Signature {
        sign(&self.signing(), context, message)
    }

    fn signing(&self) -> SigningKey {
        let mut seed = derive(SIGNING, &[&self.0[..]]);
        let key = SigningKey::from_bytes(&seed);
        seed.zeroize();
        key
    }

    fn receiving(&self) -> StaticSecret {
        StaticSecret::from(*derive_key(RECEIVING, &[&self.0[..]]))
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

impl<C> Encode<C> for RecoveryCard {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(2)?.encode_with(self.signing, ctx)?.encode_with(self.receiving, ctx)?.ok()
    }
}

impl RecoveryCard {
    /// Which recovery key it is the public half of; under it a hub keeps the key's parcel.
    pub fn id(&self) -> RecoveryId {
        let mut id = [0; 16];
        id.copy_from_slice(&derive(ID, &[&self.signing.0])[..16]);
        RecoveryId(id)
    }

    pub(crate) fn read(d: &mut Decoder<'_>) -> Result<Self, FormatError> {
        parts(d, 2, |d| Ok(RecoveryCard { signing: SigningPublic(fixed(d)?), receiving: ReceivingKey(fixed(d)?) }))
    }
}
