//! The one cipher and the one way to derive keys and digests, each with the context that it is for.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

use crate::entropy::{Entropy, random};

/// Bytes of a random nonce.
pub(crate) const NONCE: usize = 24;

/// What sealing adds: the nonce before, the tag behind.
pub(crate) const OVERHEAD: usize = NONCE + 16;

/// A key of 32 bytes, wiped when it is dropped.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// Seals `plain` with XChaCha20-Poly1305 under a fresh random nonce, which stands before it.
pub(crate) fn seal(key: &[u8; 32], associated: &[u8], plain: &[u8], entropy: &mut dyn Entropy) -> Vec<u8> {
    let nonce: [u8; NONCE] = random(entropy);
    let mut sealed = nonce.to_vec();
    sealed.extend(seal_with(key, &nonce, associated, plain));
    sealed
}

/// Seals under a given nonce. Only for a key that seals once.
pub(crate) fn seal_with(key: &[u8; 32], nonce: &[u8; NONCE], associated: &[u8], plain: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher
        .encrypt(XNonce::from_slice(nonce), Payload { msg: plain, aad: associated })
        .unwrap_or_else(|_| unreachable!("only more than 256 GiB cannot be sealed"))
}

/// Opens what [`seal`] made; `None` if the key or the associated data is another, or a bit was altered.
pub(crate) fn open(key: &[u8; 32], associated: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    open_with(key, nonce, associated, sealed)
}

/// Opens what [`seal_with`] made.
pub(crate) fn open_with(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    associated: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: associated }).ok().map(Zeroizing::new)
}

/// A key, or a digest to sign, for one context, from all of `parts`. Parts are of fixed length but for the
/// last, so that no two lists of parts run together.
pub(crate) fn derive(context: &'static str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    for part in parts {
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

/// As [`derive()`], for secrets: wiped when dropped.
pub(crate) fn derive_key(context: &'static str, parts: &[&[u8]]) -> Key {
    Zeroizing::new(derive(context, parts))
}
