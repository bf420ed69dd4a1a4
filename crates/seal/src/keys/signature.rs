//! Signatures: Ed25519 over a BLAKE3 digest that is made for one context only, so that what was signed
//! for one purpose is worth nothing for another.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use minicbor::{Decoder, Encode, Encoder, encode};
use thiserror::Error;

use crate::{
    aead::derive,
    cbor::{FormatError, fixed},
};

/// An Ed25519 signature of 64 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature(pub [u8; 64]);

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// The signature is not by this key over these bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the signature does not fit")]
pub struct BadSignature;

/// A public Ed25519 key of 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SigningPublic(pub [u8; 32]);

impl SigningPublic {
    /// Checks a signature over `message` made for `context`; strictly, so that every replica and every hub
    /// agrees on every signature, and none can be altered into another that also fits.
    ///
    /// # Errors
    /// [`BadSignature`], also if this is no usable key.
    pub fn verify(&self, context: &'static str, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| BadSignature)?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(&derive(context, &[message]), &signature).map_err(|_| BadSignature)
    }
}

impl fmt::Debug for SigningPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningPublic(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// Signs `message` for `context`.
pub(crate) fn sign(key: &SigningKey, context: &'static str, message: &[u8]) -> Signature {
    Signature(key.sign(&derive(context, &[message])).to_bytes())
}

impl<C> Encode<C> for Signature {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<C> Encode<C> for SigningPublic {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl Signature {
    pub(crate) fn read(d: &mut Decoder<'_>) -> Result<Self, FormatError> {
        fixed(d).map(Signature)
    }
}
