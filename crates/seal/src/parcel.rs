//! A parcel: what someone needs to read a notebook and to join it, sealed under one key.
//!
//! It holds content keys, the id of the workspace, the name of its founding record (which tells the true
//! membership from a forged one), and membership records: the provisional membership with which an invited
//! person can work before any hub is reached. It is sealed under a [`ParcelKey`], which comes out of an
//! invitation's link, out of a recovery key, or out of a passphrase by [`lock`](crate::lock).
//!
//! **Frozen.** A parcel is a CBOR array of the version (1) and a byte string: a nonce (24 bytes), then
//! XChaCha20-Poly1305 of a map, padded with zeros (Padmé, at least 1 KiB), with the version's byte as
//! associated data. The map: 0 version (1), 1 workspace, 2 name of the founding record, 3 content keys (the
//! 32 bytes of each), 4 membership records (the bytes of each), 5 whatever the caller adds.

use std::fmt;

use minicbor::Decoder;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{
    aead::{Key, OVERHEAD, derive_key, open, seal},
    cbor::{Fields, FormatError, end, fixed, hash, list, present, string_size, written_in},
    entropy::{Entropy, random},
    id::{Hash, WorkspaceId},
    keys::ContentKey,
    membership::{MAX_RECORD, MAX_RECORDS},
    padding::padded,
};

/// The newest version of the format that this code writes.
pub const VERSION: u8 = 1;

/// The most bytes of a sealed parcel: 16 MiB.
pub const MAX_PARCEL: usize = 16 << 20;

/// The most content keys in a parcel.
pub const MAX_KEYS: usize = 4096;

const FLOOR: usize = 1024;
const KEY: &str = "floorbook seal v1 parcel key";

/// The key of a parcel: 32 bytes.
#[derive(Clone)]
pub struct ParcelKey(pub(crate) Key);

impl ParcelKey {
    /// A new key.
    pub fn new(entropy: &mut dyn Entropy) -> Self {
        ParcelKey(Zeroizing::new(random(entropy)))
    }

    /// The key of these bytes, as [`unlock`](crate::lock::unlock) gives them.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        ParcelKey(Zeroizing::new(*bytes))
    }

    /// Its bytes, to be locked.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for ParcelKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ParcelKey(…)")
    }
}

/// What is in a parcel.
#[derive(Clone)]
pub struct Parcel {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The name of its founding record.
    pub founding: Hash,
    /// The content keys, at most [`MAX_KEYS`].
    pub keys: Vec<ContentKey>,
    /// Membership records, as bytes.
    pub records: Vec<Vec<u8>>,
    /// What the caller adds, such as the hub's address; this package does not look into it.
    pub note: Vec<u8>,
}

impl fmt::Debug for Parcel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parcel { workspace, founding, keys, records, note: _ } = self;
        write!(f, "Parcel({workspace}, {founding}, {keys:?}, {} records)", records.len())
    }
}

/// Why a parcel is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ParcelError {
    /// It cannot be read: cut, of a newer version, too large, or no parcel.
    #[error("the parcel is not readable: {0}")]
    Format(#[from] FormatError),
    /// It is sealed under another key, or was altered.
    #[error("the parcel does not open: it is for another key, or was altered")]
    WrongKey,
}

impl Parcel {
    /// Seals the parcel.
    ///
    /// # Errors
    /// [`FormatError::TooLarge`] if it holds more than [`MAX_PARCEL`], [`MAX_KEYS`] or
    /// [`MAX_RECORDS`].
    pub fn seal(&self, key: &ParcelKey, entropy: &mut dyn Entropy) -> Result<Vec<u8>, FormatError> {
        let lengths = self.records.iter().map(|record| string_size(record.len()));
        let room = lengths.sum::<usize>() + self.keys.len() * 34 + self.note.len() + 256;
        if padded(room, FLOOR) + 64 > MAX_PARCEL || self.keys.len() > MAX_KEYS || self.records.len() > MAX_RECORDS {
            return Err(FormatError::TooLarge(MAX_PARCEL));
        }
        let mut plain = Zeroizing::new(written_in(padded(room, FLOOR), |e| {
            e.map(6)?.u8(0)?.u8(VERSION)?.u8(1)?.encode(self.workspace)?.u8(2)?.encode(self.founding)?;
            e.u8(3)?.array(self.keys.len() as u64)?;
            for key in &self.keys {
                e.bytes(key.secret())?;
            }
            e.u8(4)?.array(self.records.len() as u64)?;
            for record in &self.records {
                e.bytes(record)?;
            }
            e.u8(5)?.bytes(&self.note)?.ok()
        }));
        let length = padded(plain.len(), FLOOR);
        plain.resize(length, 0);
        let sealed = seal(&derive_key(KEY, &[&key.0[..]]), &[VERSION], &plain, entropy);
        Ok(written_in(sealed.len() + 16, |e| e.array(2)?.u8(VERSION)?.bytes(&sealed)?.ok()))
    }

    /// Opens a sealed parcel.
    ///
    /// # Errors
    /// [`ParcelError`].
    pub fn open(bytes: &[u8], key: &ParcelKey) -> Result<Parcel, ParcelError> {
        if bytes.len() > MAX_PARCEL {
            return Err(FormatError::TooLarge(MAX_PARCEL).into());
        }
        let sealed = sealed_part(bytes)?;
        let opened = open(&derive_key(KEY, &[&key.0[..]]), &[VERSION], sealed).ok_or(ParcelError::WrongKey)?;
        Ok(Self::read(&opened)?)
    }

    fn read(plain: &[u8]) -> Result<Parcel, FormatError> {
        let mut d = Decoder::new(plain);
        let mut fields = Fields::versioned(&mut d, VERSION)?;
        let (mut workspace, mut founding, mut keys, mut records, mut note) =
            (None, None, Vec::new(), Vec::new(), &[][..]);
        while let Some(field) = fields.next(&mut d)? {
            match field {
                1 => workspace = Some(WorkspaceId(fixed(&mut d)?)),
                2 => founding = Some(hash(&mut d)?),
                3 => keys = list(&mut d, MAX_KEYS, |d| Ok(ContentKey::from_secret(&Zeroizing::new(fixed(d)?))))?,
                4 => records = list(&mut d, MAX_RECORDS, |d| record(d.bytes()?))?,
                5 => note = d.bytes()?,
                _ => d.skip()?,
            }
        }
        if plain[d.position()..].iter().any(|byte| *byte != 0) {
            return Err(FormatError::Malformed("something follows its end"));
        }
        let (workspace, founding) = (present(workspace)?, present(founding)?);
        Ok(Parcel { workspace, founding, keys, records, note: note.to_vec() })
    }
}

/// The byte string in the array; the version stands before it.
fn sealed_part(bytes: &[u8]) -> Result<&[u8], FormatError> {
    let mut d = Decoder::new(bytes);
    if d.array()? != Some(2) {
        return Err(FormatError::Malformed("a parcel has two parts"));
    }
    let version = d.u8()?;
    if version != VERSION {
        return Err(FormatError::UnknownVersion(version));
    }
    let sealed = d.bytes()?;
    end(&d)?;
    if sealed.len() < OVERHEAD { Err(FormatError::Malformed("it is too short")) } else { Ok(sealed) }
}

fn record(bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    if bytes.len() > MAX_RECORD { Err(FormatError::TooLarge(MAX_RECORD)) } else { Ok(bytes.to_vec()) }
}
