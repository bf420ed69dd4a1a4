//! An envelope seals a run of consecutive changes of one device.
//!
//! It is sealed once: the same bytes go to every hub, replica and file, and their BLAKE3 hash is its
//! name. What a hub may know stands in the header: which workspace, device and key, which changes (first
//! and last number), the hash of the device's previous envelope, the heads of the membership that the
//! device had seen. The header is the associated data of the cipher, and the device signs header and
//! ciphertext together; so a hub can [`verify`](Sealed::verify) without any content key, and a replica
//! [`open`](Verified::open)s only what it has verified.
//!
//! **Frozen.** An envelope is a CBOR array of three byte strings: header, sealed body, signature (64 bytes).
//! - The header is a map of numbered fields in rising order: 0 version (1), 1 suite (1), 2 workspace, 3 key
//!   id, 4 device, 5 first number, 6 last number, 7 hash of the previous envelope (left out in the device's
//!   first one), 8 heads of the membership (left out: the same as in the device's previous envelope).
//! - The sealed body is a nonce (24 bytes), then XChaCha20-Poly1305 of the body with the header's bytes as
//!   associated data.
//! - The body is a CBOR array of byte strings, one for each change, then zeros up to its padded size
//!   (Padmé, at least 128 bytes).
//! - The signature is Ed25519 over the BLAKE3 digest (derive_key mode) of the header's length (4 bytes, big
//!   endian), the header and the sealed body.
//!
//! There is exactly one way to write the array, and signatures are checked strictly, so nobody but the
//! device can make other bytes of an envelope that still verify.

mod body;
mod header;
mod refused;

pub use header::{Header, Run};
pub use refused::{EnvelopeError, SealError};

use minicbor::Decoder;

use crate::{
    aead::{OVERHEAD, open, seal as seal_bytes},
    cbor::{FormatError, end, fixed, string_size, written_in},
    entropy::Entropy,
    id::{Hash, Tail, WorkspaceId},
    keys::{ContentKey, DeviceCard, DeviceSecret, Signature},
};

/// The newest version of the format that this code writes.
pub const VERSION: u8 = 1;

/// The ciphers of version 1: XChaCha20-Poly1305, Ed25519, BLAKE3.
pub const SUITE: u8 = 1;

/// The most bytes that the body of an envelope has, padding included: 16 MiB.
pub const MAX_BODY: usize = 16 << 20;

/// The most bytes of a header; one of version 1 has less than 2.5 KiB.
const MAX_HEADER: usize = 16 << 10;

/// The most changes that one envelope seals.
pub const MAX_CHANGES: u64 = 1 << 16;

const SIGNATURE: &str = "floorbook seal v1 envelope signature";
const KEY: &str = "floorbook seal v1 envelope key";

/// An envelope, as it is stored and sent. That it has the right form is all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    bytes: Vec<u8>,
    name: Hash,
    header: Header,
    header_bytes: Vec<u8>,
    body: std::ops::Range<usize>,
    signature: Signature,
}

/// An envelope that the device of its header has signed, for the workspace that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Verified<'a>(&'a Sealed);

/// Seals `changes`, the consecutive changes of `device` from `run.first` on, under `key`.
///
/// # Errors
/// [`SealError`]: no changes, too many or too large ones, or numbers that cannot be.
pub fn seal(
    run: &Run,
    changes: &[impl AsRef<[u8]>],
    key: &ContentKey,
    device: &DeviceSecret,
    entropy: &mut dyn Entropy,
) -> Result<Sealed, SealError> {
    let header = Header::of(run, changes.len(), key.id(), device.device())?;
    let header_bytes = header.encode();
    let body = body::encode(changes)?;
    let sealed = seal_bytes(&key.for_use(KEY), &header_bytes, &body, entropy);
    let signature = device.sign(SIGNATURE, &signed(&header_bytes, &sealed));
    let bytes = assemble(&header_bytes, &sealed, &signature);
    let end = bytes.len() - SIGNATURE_PART;
    Ok(Sealed { name: Hash::of(&bytes), header, header_bytes, body: end - sealed.len()..end, signature, bytes })
}

/// The signature at the end of an envelope: two bytes of CBOR and 64 of its own.
const SIGNATURE_PART: usize = 66;

/// What the device signs.
fn signed(header: &[u8], sealed: &[u8]) -> Vec<u8> {
    [&(header.len() as u32).to_be_bytes(), header, sealed].concat()
}

fn assemble(header: &[u8], sealed: &[u8], signature: &Signature) -> Vec<u8> {
    let room = header.len() + sealed.len() + 128;
    written_in(room, |e| e.array(3)?.bytes(header)?.bytes(sealed)?.encode(signature)?.ok())
}

impl Sealed {
    /// Reads an envelope: its form only, nothing is proved by it.
    ///
    /// # Errors
    /// [`EnvelopeError`]: cut, unknown version or suite, no envelope at all.
    pub fn read(bytes: &[u8]) -> Result<Sealed, EnvelopeError> {
        let mut d = Decoder::new(bytes);
        if d.array().map_err(FormatError::from)? != Some(3) {
            return Err(FormatError::Malformed("an envelope has three parts").into());
        }
        let header_bytes = d.bytes().map_err(FormatError::from)?;
        let header = Header::read(header_bytes)?;
        let sealed = d.bytes().map_err(FormatError::from)?;
        let end_of_body = d.position();
        let signature = Signature(fixed(&mut d)?);
        end(&d)?;
        if sealed.len() > MAX_BODY + OVERHEAD || header_bytes.len() > MAX_HEADER {
            return Err(FormatError::TooLarge(MAX_BODY).into());
        }
        let parts = [header_bytes.len(), sealed.len(), signature.0.len()];
        if sealed.len() < OVERHEAD || bytes.len() != 1 + parts.map(string_size).iter().sum::<usize>() {
            return Err(FormatError::Malformed("it is not written in the one way").into());
        }
        Ok(Sealed {
            bytes: bytes.to_vec(),
            name: Hash::of(bytes),
            header,
            header_bytes: header_bytes.to_vec(),
            body: end_of_body - sealed.len()..end_of_body,
            signature,
        })
    }

    /// Its bytes, as they are stored and sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its bytes, without a copy.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The BLAKE3 hash of its bytes.
    pub fn name(&self) -> Hash {
        self.name
    }

    /// What it says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The end of its device's chain once it is part of it.
    pub fn tail(&self) -> Tail {
        Tail { seq: self.header.last, envelope: self.name }
    }

    /// Whether it is the next one in its device's chain after `previous`, or the first one.
    ///
    /// # Errors
    /// [`EnvelopeError::Gap`] if changes are missing between; [`EnvelopeError::Branch`] if it begins where the
    /// chain has something else already, or names another envelope before it.
    pub fn follows(&self, previous: Option<&Tail>) -> Result<(), EnvelopeError> {
        let expected = previous.map_or(1, |tail| tail.seq.saturating_add(1));
        if self.header.first > expected {
            return Err(EnvelopeError::Gap { expected, found: self.header.first });
        }
        if self.header.first < expected || self.header.previous != previous.map(|tail| tail.envelope) {
            return Err(EnvelopeError::Branch { at: self.header.first });
        }
        Ok(())
    }

    /// Checks that it belongs to `workspace` and that the device with this card sealed it. Needs no content
    /// key: a hub can do it.
    ///
    /// # Errors
    /// [`EnvelopeError::OtherWorkspace`], [`EnvelopeError::OtherDevice`], [`EnvelopeError::Altered`].
    pub fn verify(&self, workspace: WorkspaceId, card: &DeviceCard) -> Result<Verified<'_>, EnvelopeError> {
        if self.header.workspace != workspace {
            return Err(EnvelopeError::OtherWorkspace(self.header.workspace));
        }
        if self.header.device != card.device {
            return Err(EnvelopeError::OtherDevice(self.header.device));
        }
        let message = signed(&self.header_bytes, &self.bytes[self.body.clone()]);
        card.verify(SIGNATURE, &message, &self.signature).map_err(|_| EnvelopeError::Altered)?;
        Ok(Verified(self))
    }
}

impl<'a> Verified<'a> {
    /// The envelope.
    pub fn sealed(&self) -> &'a Sealed {
        self.0
    }

    /// The changes in it, in the order of their numbers.
    ///
    /// # Errors
    /// [`EnvelopeError::OtherKey`] if it needs another key; [`EnvelopeError::WrongKey`] if it does not open
    /// though it should: its own device sealed it wrongly; [`EnvelopeError::Count`] if it holds more or fewer
    /// changes than its header says; [`EnvelopeError::Format`] if its body is no list of changes.
    pub fn open(&self, key: &ContentKey) -> Result<Vec<Vec<u8>>, EnvelopeError> {
        let Sealed { header, header_bytes, bytes, body, .. } = self.0;
        if header.key != key.id() {
            return Err(EnvelopeError::OtherKey { needed: header.key, given: key.id() });
        }
        let opened = open(&key.for_use(KEY), header_bytes, &bytes[body.clone()]).ok_or(EnvelopeError::WrongKey)?;
        body::read(&opened, header.count())
    }
}
