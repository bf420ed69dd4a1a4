//! What a person wrote and the page keeps beside the notebook (in the browser's own store, or the shell's file): the keystroke journal, the
//! area used last, recent searches. It is sealed with a key that only the opened notebook gives out, so that who reads
//! the disk reads no word of it, and a lock of the device reaches it too.
//!
//! A value is the base64 of a nonce (24 random bytes) and of the value's JSON, sealed with XChaCha20-Poly1305 and its
//! name in the store as what belongs to it.

use std::cell::RefCell;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use floorbook_port::PageKey;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::kept;

const NONCE: usize = 24;

thread_local! {
    static KEY: RefCell<Option<PageKey>> = const { RefCell::new(None) };
    static KNOWN: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// The notebook is open and has given out the key.
pub fn know(key: PageKey) {
    KEY.with(|known| *known.borrow_mut() = Some(key));
    KNOWN.with(|known| known.set(true));
}

/// Whether what was sealed can be read yet: tracked by who asks.
pub fn is_known() -> bool {
    KNOWN.with(|known| known.get())
}

/// Why something was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The notebook is not open yet.
    NoKey,
    /// The store is full, or refuses.
    Refused(String),
}

/// Seals `value` and keeps it under `name`.
///
/// # Errors
/// What kept it from being kept; what stood there before still does.
pub fn write<T: Serialize>(name: &str, value: &T) -> Result<(), NotKept> {
    let refused = |why: String| NotKept::Refused(why);
    let json = serde_json::to_vec(value).map_err(|why| refused(why.to_string()))?;
    let mut nonce = [0; NONCE];
    let crypto = window().crypto().map_err(|_| refused("no randomness".to_owned()))?;
    crypto.get_random_values_with_u8_array(&mut nonce).map_err(|_| refused("no randomness".to_owned()))?;
    let sealed = KEY.with(|key| {
        let key = key.borrow();
        let key = key.as_ref().ok_or(NotKept::NoKey)?;
        seal(key, name, nonce, &json).ok_or_else(|| refused("it is too long".to_owned()))
    })?;
    // The browser's own base64 takes a string of which each character is a byte.
    let latin: String = sealed.iter().map(|byte| char::from(*byte)).collect();
    let text = window().btoa(&latin).map_err(|_| refused("it cannot be written".to_owned()))?;
    kept::set(name, text).map_err(refused)
}

/// What is kept under `name`; `None` if there is nothing, or nothing that the key opens.
pub fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text: String = kept::get(name)?;
    let latin = window().atob(&text).ok()?;
    let bytes = latin.chars().map(|byte| u8::try_from(u32::from(byte)).ok()).collect::<Option<Vec<u8>>>()?;
    let json = KEY.with(|key| open(key.borrow().as_ref()?, name, &bytes))?;
    serde_json::from_slice(&json).ok()
}

fn seal(key: &PageKey, name: &str, nonce: [u8; NONCE], json: &[u8]) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let sealed = cipher.encrypt(XNonce::from_slice(&nonce), Payload { msg: json, aad: name.as_bytes() }).ok()?;
    Some([nonce.as_slice(), &sealed].concat())
}

fn open(key: &PageKey, name: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    cipher.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: name.as_bytes() }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_and_the_name_open_it() {
        let key = PageKey::new([7; 32]);
        let sealed = seal(&key, "floorbook.draft.1", [3; NONCE], b"\"needle\"").expect("short enough");
        assert!(!sealed.windows(6).any(|window| window == b"needle"));
        assert_eq!(open(&key, "floorbook.draft.1", &sealed).as_deref(), Some(&b"\"needle\""[..]));
        assert_eq!(open(&key, "floorbook.draft.2", &sealed), None);
        assert_eq!(open(&PageKey::new([8; 32]), "floorbook.draft.1", &sealed), None);
        for cut in 0..sealed.len() {
            assert_eq!(open(&key, "floorbook.draft.1", &sealed[..cut]), None);
        }
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(open(&key, "floorbook.draft.1", &altered), None, "byte {at}");
        }
    }
}
