//! The key of the databases, and the names of their files.
//!
//! The key is 32 random bytes. It lies in the keychain of the system, or, where there is none, in a file that only
//! this user of the system may read; `key.json` in the folder says which of them it is. It is read back before it is
//! used for the first time. A hash of it tells later whether a database that does not open has lost its key or is
//! damaged.
//!
//! A passphrase can lock the device further. Then what is kept is the lock, which only the passphrase opens. The
//! record of a lock that is set, changed or removed is first kept beside the one in force, read back and opened; then
//! it takes that one's place.
//!
//! A key that is to be there and is not is never made anew: the notebook would be lost without a word.

use std::path::PathBuf;

use floorbook_engine::Entropy;
use floorbook_host::names::Names;
use floorbook_port::{ErrorCode, Failure, KeyPlace, Passphrase, Refusal};
use floorbook_seal::lock::{self, Cost, LockError};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::entropy::SystemEntropy;
use crate::folder::{self, Folder};
use crate::refused::Refused;

/// The raw key of the databases.
pub(crate) type Key = [u8; 32];

/// Under which the keychain lists our keys.
const SERVICE: &str = "Floorbook";

/// What `key.json` holds.
#[derive(Serialize, Deserialize)]
struct Where {
    /// Names this notebook's record in the keychain.
    id: String,
    /// The record, where there is no keychain.
    record: Option<Record>,
}

/// The key as it is kept.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    /// 1: the key itself; 2: the key under a passphrase.
    version: u8,
    /// In hexadecimal digits.
    secret: Zeroizing<String>,
    /// The hash of the key, in hexadecimal digits.
    check: String,
}

const LAID_OPEN: u8 = 1;
const LOCKED: u8 = 2;

/// What the vault holds of a key.
pub(crate) enum Kept {
    /// None was ever made here.
    None,
    /// This one.
    Key(Zeroizing<Key>),
    /// One that a passphrase opens.
    Locked(Locked),
}

/// A key that a passphrase locks.
pub(crate) struct Locked {
    lock: Vec<u8>,
    check: String,
}

impl Locked {
    /// Opens it. This takes about a second.
    ///
    /// # Errors
    /// As [`lock::unlock`].
    pub(crate) fn open(&self, passphrase: &Passphrase) -> Result<Zeroizing<Key>, LockError> {
        lock::unlock(passphrase.words(), &self.lock)
    }

    /// Whether this is the key.
    pub(crate) fn is_of(&self, key: &Key) -> bool {
        self.check == check(key)
    }
}

/// Where key and names are kept.
pub(crate) struct Vault {
    place: PathBuf,
    names: PathBuf,
}

impl Vault {
    /// The vault of a folder.
    pub(crate) fn of(folder: &Folder) -> Vault {
        Vault { place: folder.join("key.json"), names: folder.join("names.json") }
    }

    /// The key that is kept.
    ///
    /// # Errors
    /// There is one, and it cannot be had: then nothing may be opened or made.
    pub(crate) fn key(&self) -> Result<Kept, Refused> {
        let Some(place) = self.place()? else { return Ok(Kept::None) };
        let record = match place.record {
            Some(record) => record,
            None => in_keychain(&place.id)?,
        };
        record.kept()
    }

    /// Where the key is; `None` where none was made yet.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn key_place(&self) -> Result<Option<KeyPlace>, Refused> {
        let place = self.place()?;
        Ok(place.map(|place| if place.record.is_some() { KeyPlace::File } else { KeyPlace::Keychain }))
    }

    /// Makes a key and keeps it: in the keychain if there is one that gives it back, else in a file.
    ///
    /// # Errors
    /// Neither took it; then there is no key.
    pub(crate) fn make_key(&self) -> Result<Zeroizing<Key>, Refused> {
        let mut key = Zeroizing::new(Key::default());
        SystemEntropy.fill(&mut *key);
        let mut id = [0; 16];
        SystemEntropy.fill(&mut id);
        let id = hex(&id);
        let record = Record::laid_open(&key);
        let place = match put_in_keychain(&id, &record) {
            Ok(()) => Where { id, record: None },
            Err(error) => {
                crate::journal::note(&format!("the key is kept in a file, since there is no keychain: {error}"));
                Where { id, record: Some(record) }
            }
        };
        self.set_place(&place)?;
        match self.key()? {
            Kept::Key(read) if read == key => Ok(key),
            Kept::None | Kept::Key(_) | Kept::Locked(_) => {
                Err(Refused::new(Refusal::Other, "another key was read back than was kept"))
            }
        }
    }

    /// Locks the key with a passphrase, or takes the lock away. When this returns, that is on the disk, and was read
    /// back and opened.
    ///
    /// # Errors
    /// Why not; then it is kept as it was before.
    pub(crate) fn set_lock(&self, key: &Key, passphrase: Option<&Passphrase>) -> Result<(), Failure> {
        let record = match passphrase {
            None => Record::laid_open(key),
            Some(passphrase) => {
                let mut entropy = |bytes: &mut [u8]| SystemEntropy.fill(bytes);
                let lock = lock::lock(passphrase.words(), key, Cost::default(), &mut entropy);
                let lock = lock.map_err(|error| Failure::new(ErrorCode::Storage, error.to_string()))?;
                Record { version: LOCKED, secret: Zeroizing::new(hex(&lock)), check: check(key) }
            }
        };
        let opens = match (record.clone().kept(), passphrase) {
            (Ok(Kept::Key(read)), None) => *read == *key,
            (Ok(Kept::Locked(locked)), Some(passphrase)) => locked.open(passphrase).is_ok_and(|read| *read == *key),
            (Ok(Kept::None | Kept::Key(_) | Kept::Locked(_)) | Err(_), _) => false,
        };
        if !opens {
            return Err(Failure::new(ErrorCode::Storage, "the lock does not open again"));
        }
        let storage = |refused: Refused| Failure::new(ErrorCode::Storage, refused.detail);
        let place = self.place().map_err(storage)?;
        let place = place.ok_or_else(|| Failure::new(ErrorCode::WrongKey, "there is no key"))?;
        if place.record.is_some() {
            return self.set_place(&Where { record: Some(record), ..place }).map_err(storage);
        }
        let keychain = |error: keyring::Error| Failure::new(ErrorCode::Storage, error.to_string());
        let beside = format!("{}-next", place.id);
        put_in_keychain(&beside, &record).map_err(keychain)?;
        let put = put_in_keychain(&place.id, &record).map_err(keychain);
        entry(&beside).and_then(|entry| entry.delete_credential()).map_err(keychain)?;
        put
    }

    /// The names of the files.
    ///
    /// # Errors
    /// They cannot be read.
    pub(crate) fn names(&self) -> Result<Names, Refused> {
        match folder::read(&self.names)? {
            None => Ok(Names::default()),
            Some(bytes) => {
                serde_json::from_slice(&bytes).map_err(|error| Refused::new(Refusal::Damaged, error.to_string()))
            }
        }
    }

    /// Keeps the names; when this returns, they are on the disk.
    ///
    /// # Errors
    /// Storage refused; then the former names still hold.
    pub(crate) fn set_names(&self, names: &Names) -> Result<(), Refused> {
        Ok(folder::replace(&self.names, &json(names)?)?)
    }

    fn place(&self) -> Result<Option<Where>, Refused> {
        let Some(bytes) = folder::read(&self.place)? else { return Ok(None) };
        let bytes = Zeroizing::new(bytes);
        let place = serde_json::from_slice(&bytes);
        place.map(Some).map_err(|error| Refused::new(Refusal::KeyLost, format!("key.json: {error}")))
    }

    fn set_place(&self, place: &Where) -> Result<(), Refused> {
        Ok(folder::replace(&self.place, &Zeroizing::new(json(place)?))?)
    }
}

impl Record {
    fn laid_open(key: &Key) -> Record {
        Record { version: LAID_OPEN, secret: Zeroizing::new(hex(key)), check: check(key) }
    }

    fn kept(self) -> Result<Kept, Refused> {
        let lost = |detail: &str| Refused::new(Refusal::KeyLost, detail);
        let secret = Zeroizing::new(unhex(&self.secret).ok_or_else(|| lost("the key is not written in digits"))?);
        match self.version {
            LOCKED => Ok(Kept::Locked(Locked { lock: secret.to_vec(), check: self.check })),
            LAID_OPEN => {
                let key = Zeroizing::new(Key::try_from(secret.as_slice()).map_err(|_| lost("the key is cut off"))?);
                if check(&key) != self.check {
                    return Err(lost("the key is not the one that was made"));
                }
                Ok(Kept::Key(key))
            }
            _ => Err(Refused::new(Refusal::TooNew, "the key was kept by a newer version of the app")),
        }
    }
}

fn entry(id: &str) -> keyring::Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, id)
}

fn put_in_keychain(id: &str, record: &Record) -> keyring::Result<()> {
    let bytes = Zeroizing::new(serde_json::to_string(record).unwrap_or_default());
    let entry = entry(id)?;
    entry.set_password(&bytes)?;
    if Zeroizing::new(entry.get_password()?) == bytes {
        Ok(())
    } else {
        Err(keyring::Error::BadStoreFormat("something else was read back than was kept".into()))
    }
}

fn in_keychain(id: &str) -> Result<Record, Refused> {
    let read = entry(id).and_then(|entry| entry.get_password());
    let bytes = Zeroizing::new(read.map_err(|error| match error {
        keyring::Error::NoEntry => Refused::new(Refusal::KeyLost, "the keychain of the system does not hold the key"),
        error => Refused::new(Refusal::KeychainShut, error.to_string()),
    })?);
    serde_json::from_str(&bytes).map_err(|error| Refused::new(Refusal::KeyLost, error.to_string()))
}

fn check(key: &Key) -> String {
    blake3::hash(key).to_hex().to_string()
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Refused> {
    serde_json::to_vec(value).map_err(|error| Refused::new(Refusal::Other, error.to_string()))
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vault whose key lies in a file, as where there is no keychain.
    fn with_file() -> (tempfile::TempDir, Vault, Zeroizing<Key>) {
        let temporary = tempfile::tempdir().unwrap();
        let vault = Vault::of(&Folder::take(temporary.path()).unwrap());
        let key = Zeroizing::new([7; 32]);
        let place = Where { id: "00".into(), record: Some(Record::laid_open(&key)) };
        vault.set_place(&place).unwrap();
        (temporary, vault, key)
    }

    #[test]
    fn a_key_is_given_back_as_it_was_kept() {
        let (_folder, vault, key) = with_file();
        assert!(matches!(vault.key(), Ok(Kept::Key(read)) if read == key));
        assert_eq!(vault.key_place().unwrap(), Some(KeyPlace::File));
    }

    #[test]
    fn a_key_that_was_altered_is_lost_and_no_other_is_taken() {
        let (_folder, vault, _) = with_file();
        let bytes = String::from_utf8(folder::read(&vault.place).unwrap().unwrap()).unwrap();
        for altered in [bytes.replacen("0707", "0708", 1), bytes[..40].to_owned(), bytes.replacen("0707", "07", 1)] {
            std::fs::write(&vault.place, altered).unwrap();
            assert!(matches!(vault.key(), Err(Refused { reason: Refusal::KeyLost, .. })));
        }
    }

    #[test]
    fn a_passphrase_locks_the_key_and_taking_it_away_opens_it() {
        let (_folder, vault, key) = with_file();
        let passphrase: Passphrase = serde_json::from_str("\"correct horse battery\"").unwrap();
        vault.set_lock(&key, Some(&passphrase)).unwrap();
        let Ok(Kept::Locked(locked)) = vault.key() else { panic!("it is locked") };
        assert!(locked.is_of(&key));
        assert_eq!(locked.open(&passphrase).unwrap(), key);
        let other: Passphrase = serde_json::from_str("\"another one entirely\"").unwrap();
        assert_eq!(locked.open(&other).unwrap_err(), LockError::WrongPassphrase);
        vault.set_lock(&key, None).unwrap();
        assert!(matches!(vault.key(), Ok(Kept::Key(read)) if read == key));
    }
}
