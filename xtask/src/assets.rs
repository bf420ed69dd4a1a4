//! The files of one build, by the path that they are served under.

use anyhow::{Result, ensure};
use std::collections::BTreeMap;

/// How many hexadecimal digits of a content's hash stand in its name. The hub knows such names by this length.
const HASH_LENGTH: usize = 12;

/// The files of one build.
#[derive(Default)]
pub(crate) struct Assets(BTreeMap<String, Vec<u8>>);

impl Assets {
    /// Adds a file under a fixed path. Twice the same is fine, two different ones are not.
    pub(crate) fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<()> {
        let (path, bytes) = (path.into(), bytes.into());
        let clash = self.0.get(&path).is_some_and(|held| *held != bytes);
        ensure!(!clash, "two different files want to be {path}");
        self.0.insert(path, bytes);
        Ok(())
    }

    /// Adds a file whose name carries its content's hash, so that it may be cached for ever; returns its URL.
    pub(crate) fn add_hashed(&mut self, stem: &str, ending: &str, bytes: impl Into<Vec<u8>>) -> Result<String> {
        let bytes = bytes.into();
        let path = format!("{stem}-{}{ending}", short_hash(&bytes));
        self.add(path.clone(), bytes)?;
        Ok(format!("/{path}"))
    }

    /// The URLs of all files.
    pub(crate) fn urls(&self) -> impl Iterator<Item = String> {
        self.0.keys().map(|path| format!("/{path}"))
    }

    /// One hash over all names and contents.
    pub(crate) fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (path, bytes) in &self.0 {
            hasher.update(path.as_bytes()).update(blake3::hash(bytes).as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// All paths and contents.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

/// Whether a file of this path was named by its content, so that one of the same name is the same.
pub(crate) fn is_hashed(path: &str) -> bool {
    let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| hash.len() == HASH_LENGTH && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn short_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..HASH_LENGTH].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_changes_with_its_content_only() {
        let name = |bytes: &str| Assets::default().add_hashed("app", "_bg.wasm", bytes).unwrap();
        assert_eq!(name("one"), name("one"));
        assert_ne!(name("one"), name("two"));
        assert!(name("one").starts_with("/app-") && name("one").ends_with("_bg.wasm"));
        assert!(is_hashed(&name("one")) && !is_hashed("icons/apple-touch-icon.png"));
    }

    #[test]
    fn two_different_files_of_one_name_are_refused() {
        let mut assets = Assets::default();
        assets.add("a.js", "1").unwrap();
        assets.add("a.js", "1").unwrap();
        assert!(assets.add("a.js", "2").is_err());
    }
}
