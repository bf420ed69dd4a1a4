//! The keys that content is sealed with.

use std::fmt;

use minicbor::{Decoder, Encode, Encoder, encode};
use zeroize::Zeroizing;

use super::CannotUnwrap;
use crate::{
    aead::{Key, derive, derive_key, open, seal},
    cbor::{Fields, FormatError, end, fixed, parts, present, written},
    entropy::{Entropy, random},
    id::{KeyId, WorkspaceId},
};

/// The newest version of a content key's encoding that this code writes.
const VERSION: u8 = 1;

const ID: &str = "floorbook seal v1 content key id";
const CARRY: &str = "floorbook seal v1 older key under newer";

/// A key that seals envelopes and chunks of one workspace: 32 random bytes.
///
/// Its id is a BLAKE3 hash of it (16 bytes), as random as the key itself. So a key that was handed over
/// under an id is known to be the right one, and nobody can give two devices different keys under one id.
/// Every use derives a key of its own from it; it never seals anything directly.
#[derive(Clone)]
pub struct ContentKey {
    id: KeyId,
    secret: Key,
}

impl ContentKey {
    /// A new key.
    pub fn new(entropy: &mut dyn Entropy) -> Self {
        Self::from_secret(&Zeroizing::new(random(entropy)))
    }

    pub(crate) fn from_secret(secret: &Key) -> Self {
        let mut id = [0; 16];
        id.copy_from_slice(&derive(ID, &[&secret[..]])[..16]);
        ContentKey { id: KeyId(id), secret: secret.clone() }
    }

    /// Which key it is; no secret.
    pub fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The key for one use.
    pub(crate) fn for_use(&self, context: &'static str) -> Key {
        derive_key(context, &[&self.secret[..]])
    }

    /// The key as bytes, to be stored where nobody else reads.
    ///
    /// **Frozen.** A map: 0 the version, 1 the 32 bytes.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(written(|e| e.map(2)?.u8(0)?.u8(VERSION)?.u8(1)?.bytes(&self.secret[..])?.ok()))
    }

    /// Reads a stored key.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut d = Decoder::new(bytes);
        let mut fields = Fields::versioned(&mut d, VERSION)?;
        let mut secret = None;
        while let Some(field) = fields.next(&mut d)? {
            match field {
                1 => secret = Some(Zeroizing::new(fixed(&mut d)?)),
                _ => d.skip()?,
            }
        }
        end(&d)?;
        present(secret).map(|secret| Self::from_secret(&secret))
    }

    /// Seals `older` under this key, so that who is given the newer one can read what came before.
    pub fn carry(&self, workspace: WorkspaceId, older: &ContentKey, entropy: &mut dyn Entropy) -> CarriedKey {
        let sealed = seal(&self.for_use(CARRY), &self.bound(workspace, older.id), older.secret(), entropy);
        let mut bytes = [0; 72];
        bytes.copy_from_slice(&sealed);
        CarriedKey { id: older.id, sealed: bytes }
    }

    /// Opens an older key that was sealed under this one.
    ///
    /// # Errors
    /// [`CannotUnwrap`] if it was sealed under another key or for another workspace, or altered.
    pub fn uncarry(&self, workspace: WorkspaceId, carried: &CarriedKey) -> Result<ContentKey, CannotUnwrap> {
        let opened = open(&self.for_use(CARRY), &self.bound(workspace, carried.id), &carried.sealed);
        let opened = opened.ok_or(CannotUnwrap)?;
        let secret = <[u8; 32]>::try_from(&opened[..]).map(Zeroizing::new).map_err(|_| CannotUnwrap)?;
        let key = Self::from_secret(&secret);
        if key.id == carried.id { Ok(key) } else { Err(CannotUnwrap) }
    }

    fn bound(&self, workspace: WorkspaceId, older: KeyId) -> Vec<u8> {
        [workspace.0, self.id.0, older.0].concat()
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentKey({})", self.id)
    }
}

/// An older content key, sealed under a newer one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CarriedKey {
    /// Which key it is.
    pub id: KeyId,
    /// Nonce (24), sealed key (32), tag (16).
    pub sealed: [u8; 72],
}

impl fmt::Debug for CarriedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CarriedKey({})", self.id)
    }
}

impl<C> Encode<C> for CarriedKey {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(2)?.encode_with(self.id, ctx)?.bytes(&self.sealed)?.ok()
    }
}

impl CarriedKey {
    pub(crate) fn read(d: &mut Decoder<'_>) -> Result<Self, FormatError> {
        parts(d, 2, |d| Ok(CarriedKey { id: KeyId(fixed(d)?), sealed: fixed(d)? }))
    }
}
