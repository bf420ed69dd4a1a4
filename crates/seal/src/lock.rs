//! A lock: a key of 32 bytes that a passphrase opens. For a backup file, or for a device's own key.
//!
//! The passphrase goes through Argon2id; what it costs stands in the lock and is bounded when it is read,
//! so that a hostile file cannot ask for more memory or time than a device has. The passphrase is taken in
//! Unicode's form NFKC, since keyboards write the same letter in different ways.
//!
//! **Frozen.** A lock is a map of numbered fields in rising order: 0 version (1), 1 salt (16 bytes), 2 memory
//! in KiB, 3 passes, 4 lanes, 5 the sealed key: a nonce (24 bytes), then XChaCha20-Poly1305 of the 32 bytes
//! under the output of Argon2id (version 0x13, 32 bytes), with "floorbook seal v1 lock", the salt and the
//! three costs (4 bytes each, big endian) as associated data.

use argon2::{Algorithm, Argon2, Params, Version};
use minicbor::Decoder;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{
    aead::{Key, OVERHEAD, open, seal},
    cbor::{Fields, FormatError, end, fixed, present, written},
    entropy::{Entropy, random},
};

/// The newest version of the format that this code writes.
pub const VERSION: u8 = 1;

/// The most memory that a lock may ask for: 256 MiB, in KiB.
pub const MAX_MEMORY: u32 = 256 << 10;

/// The most passes that a lock may ask for.
pub const MAX_PASSES: u32 = 16;

/// The most lanes that a lock may ask for.
pub const MAX_LANES: u32 = 4;

/// The most that a lock may cost: memory in KiB times passes. 1 GiB in all.
pub const MAX_COST: u64 = 1 << 20;

const BOUND: &[u8] = b"floorbook seal v1 lock";

/// What trying one passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB: at least 8 a lane, at most [`MAX_MEMORY`].
    pub memory: u32,
    /// Passes over it: 1 to [`MAX_PASSES`].
    pub passes: u32,
    /// Lanes: 1 to [`MAX_LANES`].
    pub lanes: u32,
}

/// 64 MiB and three passes in one lane: about a second on a phone.
impl Default for Cost {
    fn default() -> Self {
        Cost { memory: 64 << 10, passes: 3, lanes: 1 }
    }
}

/// Why a lock does not open, or cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LockError {
    /// It cannot be read: cut, of a newer version, or no lock.
    #[error("the lock is not readable: {0}")]
    Format(#[from] FormatError),
    /// It asks for more memory or time than is ever needed, or for less than makes sense.
    #[error("the lock asks for {} KiB, {} passes, {} lanes, which is not allowed", .0.memory, .0.passes, .0.lanes)]
    Cost(Cost),
    /// The passphrase is another one, or the lock was altered: nobody can tell which.
    #[error("the passphrase is not the right one, or the lock was altered")]
    WrongPassphrase,
    /// This device has not the memory that the lock needs.
    #[error("there is not enough memory for this lock")]
    NoMemory,
}

/// Locks `secret` with a passphrase.
///
/// # Errors
/// [`LockError::Cost`] if the cost is out of bounds, [`LockError::NoMemory`].
pub fn lock(passphrase: &str, secret: &[u8; 32], cost: Cost, entropy: &mut dyn Entropy) -> Result<Vec<u8>, LockError> {
    let salt: [u8; 16] = random(entropy);
    let key = stretch(passphrase, &salt, cost)?;
    let sealed = seal(&key, &bound(&salt, cost), secret, entropy);
    Ok(written(|e| {
        e.map(6)?.u8(0)?.u8(VERSION)?.u8(1)?.bytes(&salt)?.u8(2)?.u32(cost.memory)?;
        e.u8(3)?.u32(cost.passes)?.u8(4)?.u32(cost.lanes)?.u8(5)?.bytes(&sealed)?.ok()
    }))
}

/// Opens a lock.
///
/// # Errors
/// [`LockError`].
pub fn unlock(passphrase: &str, lock: &[u8]) -> Result<Zeroizing<[u8; 32]>, LockError> {
    let (salt, cost, sealed) = read(lock)?;
    let key = stretch(passphrase, &salt, cost)?;
    let opened = open(&key, &bound(&salt, cost), &sealed).ok_or(LockError::WrongPassphrase)?;
    <[u8; 32]>::try_from(&opened[..]).map(Zeroizing::new).map_err(|_| LockError::WrongPassphrase)
}

type Parts = ([u8; 16], Cost, [u8; 32 + OVERHEAD]);

fn read(lock: &[u8]) -> Result<Parts, FormatError> {
    let mut d = Decoder::new(lock);
    let mut fields = Fields::versioned(&mut d, VERSION)?;
    let (mut salt, mut memory, mut passes, mut lanes, mut sealed) = (None, None, None, None, None);
    while let Some(field) = fields.next(&mut d)? {
        match field {
            1 => salt = Some(fixed(&mut d)?),
            2 => memory = Some(d.u32()?),
            3 => passes = Some(d.u32()?),
            4 => lanes = Some(d.u32()?),
            5 => sealed = Some(fixed(&mut d)?),
            _ => d.skip()?,
        }
    }
    end(&d)?;
    let cost = Cost { memory: present(memory)?, passes: present(passes)?, lanes: present(lanes)? };
    Ok((present(salt)?, cost, present(sealed)?))
}

fn bound(salt: &[u8; 16], cost: Cost) -> Vec<u8> {
    let costs = [cost.memory, cost.passes, cost.lanes].map(u32::to_be_bytes).concat();
    [BOUND, salt, &costs].concat()
}

fn stretch(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<Key, LockError> {
    let Cost { memory, passes, lanes } = cost;
    let allowed = (1..=MAX_LANES).contains(&lanes)
        && (1..=MAX_PASSES).contains(&passes)
        && (8 * lanes..=MAX_MEMORY).contains(&memory)
        && u64::from(memory) * u64::from(passes) <= MAX_COST;
    if !allowed {
        return Err(LockError::Cost(cost));
    }
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(|_| LockError::Cost(cost))?;
    let mut blocks = Vec::new();
    blocks.try_reserve_exact(params.block_count()).map_err(|_| LockError::NoMemory)?;
    blocks.resize(params.block_count(), argon2::Block::default());
    let passphrase = Zeroizing::new(passphrase.nfkc().collect::<String>());
    let mut key = Key::default();
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon
        .hash_password_into_with_memory(passphrase.as_bytes(), salt, &mut key[..], &mut blocks)
        .map_err(|_| LockError::Cost(cost))?;
    Ok(key)
}
