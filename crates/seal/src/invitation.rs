//! An invitation, as a link: what stands behind its `#`.
//!
//! The fragment is a secret of 160 bits (see [`TextError`] for what can be wrong with one). A browser does
//! not send it to any server. Three things are derived from it, each under a context of its own: the
//! invitation's id, by which a hub finds it; a signing key, with which the invited person proves in the Join
//! record that they hold the link; and the key of the [`Parcel`](crate::parcel::Parcel), which brings
//! content keys and a provisional membership. The hub keeps the parcel and the public signing key, and can
//! derive nothing from them.
//!
//! **Frozen.** The derivations and their contexts; the text form is that of 160 bits with the purpose
//! "floorbook-invitation".

use std::fmt;

use ed25519_dalek::SigningKey;
use zeroize::{Zeroize, Zeroizing};

use crate::{
    aead::{derive, derive_key},
    entropy::{Entropy, random},
    id::InvitationId,
    keys::{Signature, SigningPublic, sign},
    parcel::ParcelKey,
    text::{self, Secret, TextError},
};

const PURPOSE: &str = "floorbook-invitation";
const ID: &str = "floorbook seal v1 invitation id";
const SIGNING: &str = "floorbook seal v1 invitation signing key";
const SEALING: &str = "floorbook seal v1 invitation parcel key";

/// The secret of an invitation. Who has it can join, within the invitation's limits.
#[derive(Clone)]
pub struct InvitationSecret(Secret);

impl InvitationSecret {
    /// A new one.
    pub fn new(entropy: &mut dyn Entropy) -> Self {
        InvitationSecret(Zeroizing::new(random(entropy)))
    }

    /// The fragment of the link, without `#`: 40 digits and capital letters.
    pub fn fragment(&self) -> Zeroizing<String> {
        text::write(PURPOSE, &self.0)
    }

    /// Reads a fragment, or a whole link with one.
    ///
    /// # Errors
    /// [`TextError`]: cut, mistyped, of a newer version.
    pub fn read(link: &str) -> Result<Self, TextError> {
        let fragment = link.rsplit_once('#').map_or(link, |(_, fragment)| fragment);
        text::read(PURPOSE, fragment).map(InvitationSecret)
    }

    /// Which invitation it is; no secret.
    pub fn id(&self) -> InvitationId {
        let mut id = [0; 16];
        id.copy_from_slice(&derive(ID, &[&self.0[..]])[..16]);
        InvitationId(id)
    }

    /// The public half of its signing key, for the Invite record.
    pub fn public(&self) -> SigningPublic {
        SigningPublic(self.signing().verifying_key().to_bytes())
    }

    /// The key of its parcel.
    pub fn parcel_key(&self) -> ParcelKey {
        ParcelKey(derive_key(SEALING, &[&self.0[..]]))
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
}

impl fmt::Debug for InvitationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvitationSecret({})", self.id())
    }
}
