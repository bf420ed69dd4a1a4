//! Giving a content key to a device or a recovery key: X25519, BLAKE3, XChaCha20-Poly1305.
//!
//! A fresh X25519 pair is made for every wrap. Its shared secret with the receiver, both public keys,
//! the workspace and the key's id go into BLAKE3's derive_key mode under a context of its own; the
//! result seals the 32 bytes of the content key, once, with a nonce of zeros (the key is never used
//! again). This is what HPKE's base mode does, with the hash and the cipher that the rest uses; the
//! `hpke` package would bring AES, HMAC and a second line of the curve into the app. The wrapped key is
//! 80 bytes: the fresh public key (32), the sealed key (32), the tag (16). It says nothing of who wrapped
//! it; that the right key was wrapped is proved by its id, which is its hash.

use std::fmt;

use minicbor::{Decoder, Encode, Encoder, encode};
use thiserror::Error;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::Zeroizing;

use super::ContentKey;
use crate::{
    aead::{Key, NONCE, derive_key, open_with, seal_with},
    cbor::{FormatError, fixed},
    entropy::{Entropy, random},
    id::{KeyId, WorkspaceId},
};

const WRAP: &str = "floorbook seal v1 key wrap";

/// A public X25519 key of 32 bytes, to which content keys are wrapped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceivingKey(pub [u8; 32]);

impl fmt::Debug for ReceivingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceivingKey(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// A content key that only one receiver can unwrap; 80 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WrappedKey(pub [u8; 80]);

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrappedKey(…)")
    }
}

/// A wrapped key is not for this receiver, this workspace or this key id, or it was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this key was not wrapped for this receiver, or it was altered")]
pub struct CannotUnwrap;

impl ReceivingKey {
    /// Wraps `key` of `workspace` so that only the holder of this key's secret can have it.
    ///
    /// # Errors
    /// [`CannotUnwrap`] if this is no usable X25519 key (one of its few weak points).
    pub fn wrap(
        &self,
        workspace: WorkspaceId,
        key: &ContentKey,
        entropy: &mut dyn Entropy,
    ) -> Result<WrappedKey, CannotUnwrap> {
        let fresh = StaticSecret::from(random::<32>(entropy));
        let public = PublicKey::from(&fresh);
        let shared = fresh.diffie_hellman(&PublicKey::from(self.0));
        let sealing = sealing_key(&shared, public.as_bytes(), self, workspace, key.id()).ok_or(CannotUnwrap)?;
        let sealed = seal_with(&sealing, &[0; NONCE], &bound(workspace, key.id()), key.secret());
        let mut wrapped = [0; 80];
        wrapped[..32].copy_from_slice(public.as_bytes());
        wrapped[32..].copy_from_slice(&sealed);
        Ok(WrappedKey(wrapped))
    }
}

/// The public half.
pub(crate) fn receiving_of(secret: &StaticSecret) -> ReceivingKey {
    ReceivingKey(PublicKey::from(secret).to_bytes())
}

/// Unwraps the key `id` of `workspace`; refuses one whose id is not its own.
pub(crate) fn unwrap(
    secret: &StaticSecret,
    workspace: WorkspaceId,
    id: KeyId,
    wrapped: &WrappedKey,
) -> Result<ContentKey, CannotUnwrap> {
    let (public, sealed) = wrapped.0.split_first_chunk::<32>().ok_or(CannotUnwrap)?;
    let shared = secret.diffie_hellman(&PublicKey::from(*public));
    let sealing = sealing_key(&shared, public, &receiving_of(secret), workspace, id).ok_or(CannotUnwrap)?;
    let opened = open_with(&sealing, &[0; NONCE], &bound(workspace, id), sealed).ok_or(CannotUnwrap)?;
    let secret = <[u8; 32]>::try_from(&opened[..]).map(Zeroizing::new).map_err(|_| CannotUnwrap)?;
    let key = ContentKey::from_secret(&secret);
    if key.id() == id { Ok(key) } else { Err(CannotUnwrap) }
}

fn sealing_key(
    shared: &SharedSecret,
    fresh: &[u8; 32],
    receiver: &ReceivingKey,
    workspace: WorkspaceId,
    key: KeyId,
) -> Option<Key> {
    let parts: [&[u8]; 5] = [shared.as_bytes(), fresh, &receiver.0, &workspace.0, &key.0];
    shared.was_contributory().then(|| derive_key(WRAP, &parts))
}

fn bound(workspace: WorkspaceId, key: KeyId) -> Vec<u8> {
    [workspace.0, key.0].concat()
}

impl<C> Encode<C> for ReceivingKey {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<C> Encode<C> for WrappedKey {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl WrappedKey {
    pub(crate) fn read(d: &mut Decoder<'_>) -> Result<Self, FormatError> {
        fixed(d).map(WrappedKey)
    }
}
