//! The key of the databases, and the names of their files.
//!
//! The key is 32 random bytes, wrapped by a key that the browser made and gives to nobody. It is
//! written with strict durability, read back and unwrapped before it is used for the first time. A
//! hash of it tells later whether a database that does not open has lost its key or is damaged.
//!
//! A passphrase can lock the device further. Then what is wrapped is the lock, which only the passphrase opens: both
//! are needed. The record of a lock that is set, changed or removed is first written beside the one in force, read
//! back and opened; then one transaction puts it in that one's place. A start drops what was left beside it.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::entropy::BrowserEntropy;
use super::idb::Table;
use super::js;
use floorbook_engine::Entropy;
use floorbook_host::names::Names;
use floorbook_port::Passphrase;
use floorbook_seal::lock::{self, Cost, LockError};
use zeroize::{Zeroize, Zeroizing};

/// The raw key of the databases.
pub(crate) type Key = [u8; 32];

/// The record in force.
const KEY: &str = "key";

/// A record that is to take its place, until it was read back.
const NEXT: &str = "key-next";

/// What the vault holds of a key.
pub(crate) enum Kept {
    /// None was ever made here, or it was erased.
    None,
    /// This one.
    Key(Key),
    /// One that a passphrase opens.
    Locked(Locked),
    /// One that cannot be unwrapped any more.
    Broken(String),
}

/// A key that a passphrase locks.
pub(crate) struct Locked {
    lock: Vec<u8>,
    check: Vec<u8>,
}

impl Locked {
    /// Whether this is the key.
    pub(crate) fn is_of(&self, key: &Key) -> bool {
        self.check == blake3::hash(key).as_bytes()
    }

    /// Opens it. This takes about a second, in which the worker does nothing else.
    ///
    /// # Errors
    /// As [`lock::unlock`].
    pub(crate) fn open(&self, passphrase: &Passphrase) -> Result<Zeroizing<Key>, LockError> {
        lock::unlock(passphrase.words(), &self.lock)
    }
}

/// Where key and names are kept.
pub(crate) struct Vault(Table);

impl Vault {
    /// Opens it.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) async fn open() -> Result<Vault, JsValue> {
        Ok(Vault(Table::open().await?))
    }

    /// The key that is kept.
    ///
    /// # Errors
    /// The browser's error, where it could not even be looked for.
    pub(crate) async fn key(&self) -> Result<Kept, JsValue> {
        self.kept_as(KEY).await
    }

    async fn kept_as(&self, name: &str) -> Result<Kept, JsValue> {
        let kept = self.0.get(name).await?;
        if kept.is_undefined() {
            return Ok(Kept::None);
        }
        Ok(unwrap(&kept).await.unwrap_or_else(|error| Kept::Broken(js::words(&error))))
    }

    /// Drops what a change of the lock left that was cut off. Only the holder of the owner's lock may do so.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) async fn sweep(&self) -> Result<(), JsValue> {
        if self.0.get(NEXT).await?.is_undefined() { Ok(()) } else { self.0.forget(NEXT).await }
    }

    /// Locks the key with a passphrase, or takes the lock away. Only the holder of the owner's lock may do so. When
    /// this returns, it is on disk, and was read back and opened.
    ///
    /// # Errors
    /// Why not; then it is kept as it was before.
    pub(crate) async fn set_lock(&self, key: &Key, passphrase: Option<&Passphrase>) -> Result<(), JsValue> {
        let check = blake3::hash(key);
        let record = match passphrase {
            None => wrap(key, LAID_OPEN, check).await?,
            Some(passphrase) => {
                let mut entropy = |bytes: &mut [u8]| BrowserEntropy.fill(bytes);
                let lock = lock::lock(passphrase.words(), key, Cost::default(), &mut entropy);
                wrap(&lock.map_err(|error| error.to_string())?, LOCKED, check).await?
            }
        };
        self.0.put(NEXT, &record).await?;
        let read = match (self.kept_as(NEXT).await?, passphrase) {
            (Kept::Key(read), None) => Zeroizing::new(read),
            (Kept::Locked(locked), Some(passphrase)) => locked.open(passphrase).map_err(|error| error.to_string())?,
            (Kept::Broken(error), _) => return Err(error.into()),
            (Kept::None | Kept::Key(_) | Kept::Locked(_), _) => return Err("another lock was read back".into()),
        };
        if *read != *key {
            return Err("another key was read back than was written".into());
        }
        self.0.put_and_forget(KEY, &record, NEXT).await
    }

    /// Makes a key and keeps it. Only the holder of the owner's lock may do so.
    ///
    /// # Errors
    /// The browser's error; then there is no key.
    pub(crate) async fn make_key(&self) -> Result<Key, JsValue> {
        let mut key = Key::default();
        BrowserEntropy.fill(&mut key);
        let check = blake3::hash(&key);
        self.0.put(KEY, &wrap(&key, LAID_OPEN, check).await?).await?;
        match self.key().await? {
            Kept::Key(read) if read == key => Ok(key),
            Kept::Key(_) | Kept::Locked(_) => Err("another key was read back than was written".into()),
            Kept::Broken(error) => Err(error.into()),
            Kept::None => Err("the key was not kept".into()),
        }
    }

    /// The names of the files.
    ///
    /// # Errors
    /// The browser's error, or that what is kept cannot be read.
    pub(crate) async fn names(&self) -> Result<Names, JsValue> {
        match self.0.get("names").await?.as_string() {
            None => Ok(Names::default()),
            Some(json) => serde_json::from_str(&json).map_err(|error| error.to_string().into()),
        }
    }

    /// Keeps the names; when this returns, they are on disk.
    ///
    /// # Errors
    /// The browser's error; then the former names still hold.
    pub(crate) async fn set_names(&self, names: &Names) -> Result<(), JsValue> {
        let json = serde_json::to_string(names).map_err(|error| error.to_string())?;
        self.0.put("names", &json.into()).await
    }
}

/// The version of a record that holds the key itself.
const LAID_OPEN: u8 = 1;

/// The version of a record that holds the key under a passphrase.
const LOCKED: u8 = 2;

async fn wrap(secret: &[u8], version: u8, check: blake3::Hash) -> Result<JsValue, JsValue> {
    let subtle = subtle()?;
    let kind = js::object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = subtle.generate_key_with_object(kind.unchecked_ref(), false, &uses)?;
    let wrapping: CryptoKey = JsFuture::from(made).await?.unchecked_into();
    let mut nonce = [0; 12];
    BrowserEntropy.fill(&mut nonce);
    let nonce = Uint8Array::from(nonce.as_slice());
    let sealed = subtle.encrypt_with_object_and_u8_array(algorithm(&nonce).unchecked_ref(), &wrapping, secret)?;
    let sealed = JsFuture::from(sealed).await?;
    let check = Uint8Array::from(check.as_bytes().as_slice());
    let version = JsValue::from(version);
    let wrapping = wrapping.into();
    Ok(js::object(&[
        ("version", version),
        ("wrapping", wrapping),
        ("nonce", nonce.into()),
        ("sealed", sealed),
        ("check", check.into()),
    ]))
}

async fn unwrap(kept: &JsValue) -> Result<Kept, JsValue> {
    let wrapping: CryptoKey = js::get(kept, "wrapping").dyn_into()?;
    let nonce: Uint8Array = js::get(kept, "nonce").dyn_into()?;
    let sealed: ArrayBuffer = js::get(kept, "sealed").dyn_into()?;
    let check: Uint8Array = js::get(kept, "check").dyn_into()?;
    let opened =
        subtle()?.decrypt_with_object_and_buffer_source(algorithm(&nonce).unchecked_ref(), &wrapping, &sealed)?;
    let mut opened = Uint8Array::new(&JsFuture::from(opened).await?).to_vec();
    let check = check.to_vec();
    let version = js::get(kept, "version").as_f64();
    if version == Some(LOCKED.into()) {
        return Ok(Kept::Locked(Locked { lock: opened, check }));
    }
    if version != Some(LAID_OPEN.into()) {
        return Err("the key was kept by a newer version of the app".into());
    }
    let key = Key::try_from(opened.as_slice()).map_err(|_| "the key has another length")?;
    opened.zeroize();
    if check != blake3::hash(&key).as_bytes() {
        return Err("the key is not the one that was made".into());
    }
    Ok(Kept::Key(key))
}

fn algorithm(nonce: &Uint8Array) -> JsValue {
    js::object(&[("name", "AES-GCM".into()), ("iv", nonce.into())])
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    Ok(js::scope().crypto()?.subtle())
}
