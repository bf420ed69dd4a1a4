//! The files of one build, by the path that they are served under.

use crate::bundle::Mode;
use crate::compress;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::path::Path;

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

    /// Writes everything, in release with compressed copies beside it, and returns each size as it travels.
    ///
    /// The folder is filled under another name and then put in place, so that no half of a build is ever served.
    pub(crate) fn write(&self, folder: &Path, mode: Mode) -> Result<Vec<(String, usize)>> {
        let fresh = folder.with_extension("new");
        let former = folder.with_extension("old");
        for leftover in [&fresh, &former] {
            if leftover.exists() {
                std::fs::remove_dir_all(leftover).with_context(|| format!("removing {}", leftover.display()))?;
            }
        }
        let fresh_folder = fresh.as_path();
        let sizes = std::thread::scope(|scope| {
            let writers: Vec<_> = (self.0.iter())
                .map(|(path, bytes)| {
                    (path, scope.spawn(move || write_one(&fresh_folder.join(path), path, bytes, mode)))
                })
                .collect();
            let joined = writers.into_iter().map(|(path, writer)| match writer.join() {
                Ok(size) => Ok((path.clone(), size?)),
                Err(panic) => std::panic::resume_unwind(panic),
            });
            joined.collect::<Result<Vec<_>>>()
        })?;
        if folder.exists() {
            std::fs::rename(folder, &former).with_context(|| format!("moving {} aside", folder.display()))?;
        }
        std::fs::rename(&fresh, folder).with_context(|| format!("putting {} in place", folder.display()))?;
        if former.exists() {
            std::fs::remove_dir_all(&former).with_context(|| format!("removing {}", former.display()))?;
        }
        Ok(sizes)
    }
}

fn write_one(file: &Path, path: &str, bytes: &[u8], mode: Mode) -> Result<usize> {
    let write = |ending: &str, bytes: &[u8]| {
        let file = file.with_file_name(format!("{}{ending}", file.file_name().unwrap_or_default().to_string_lossy()));
        std::fs::write(&file, bytes).with_context(|| format!("writing {}", file.display()))
    };
    let folder = file.parent().context("an asset lies in a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    write("", bytes)?;
    let mut travels = bytes.len();
    if mode == Mode::Release && compress::is_compressible(path) {
        for (ending, packed) in [(".gz", compress::gzip(bytes)?), (".br", compress::brotli(bytes)?)] {
            if packed.len() < bytes.len() {
                write(ending, &packed)?;
                travels = packed.len();
            }
        }
    }
    Ok(travels)
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
    }

    #[test]
    fn two_different_files_of_one_name_are_refused() {
        let mut assets = Assets::default();
        assets.add("a.js", "1").unwrap();
        assets.add("a.js", "1").unwrap();
        assert!(assets.add("a.js", "2").is_err());
    }
}
