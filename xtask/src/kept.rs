//! What was made before and still holds: a result is made again only when something it came from has changed.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Everything that a result was made from, as one hash.
pub(crate) struct Key(blake3::Hasher);

impl Key {
    /// Starts with xtask itself: another xtask may make the same inputs into something else.
    pub(crate) fn new(purpose: &str) -> Result<Key> {
        let mut key = Key(blake3::Hasher::new());
        key.add(purpose, b"");
        let program = std::env::current_exe().context("finding xtask's own program")?;
        let about = program.metadata().with_context(|| format!("reading {}", program.display()))?;
        key.add(&format!("{:?} {}", about.modified()?, about.len()), b"");
        Ok(key)
    }

    /// Adds named bytes; names and bytes are told apart by their lengths.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        for part in [name.as_bytes(), bytes] {
            self.0.update(&(part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// Adds a file.
    pub(crate) fn add_file(&mut self, path: &Path) -> Result<()> {
        let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        self.add(&path.to_string_lossy(), &bytes);
        Ok(())
    }

    /// Adds all files below a folder, in a fixed order.
    pub(crate) fn add_folder(&mut self, folder: &Path) -> Result<()> {
        for file in files_below(folder)? {
            self.add_file(&file)?;
        }
        Ok(())
    }

    fn text(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }

    /// Whether `result` exists and was made from exactly this.
    pub(crate) fn holds(&self, result: &Path, note: &Path) -> bool {
        result.exists() && std::fs::read_to_string(note).is_ok_and(|held| held == self.text())
    }

    /// Notes that the result has been made from this.
    pub(crate) fn keep(&self, note: &Path) -> Result<()> {
        std::fs::write(note, self.text()).with_context(|| format!("writing {}", note.display()))
    }
}

/// All files below a folder, sorted.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
