//! The keys: what a device signs and receives with, and what content is sealed with.
//!
//! A device has two pairs of keys, made apart from each other: Ed25519 to sign, X25519 to be given
//! content keys. Its [`DeviceCard`] is the public half. A [`ContentKey`] seals what a notebook holds,
//! and is given to a device or to a recovery key by wrapping it ([`WrappedKey`]). No secret is ever
//! printed by `Debug`, and each is wiped from memory when it is dropped.

mod card;
mod content;
mod device;
mod receiving;
mod signature;

pub use card::{Consent, DeviceCard};
pub use content::{CarriedKey, ContentKey};
pub use device::DeviceSecret;
pub use receiving::{CannotUnwrap, ReceivingKey, WrappedKey};
pub use signature::{BadSignature, Signature, SigningPublic};

pub(crate) use receiving::{receiving_of, unwrap};
pub(crate) use signature::sign;
