//! Where things lie in the checkout.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The checkout that xtask works on.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
}

impl Place {
    /// The checkout that this xtask was compiled from.
    pub(crate) fn find() -> Result<Place> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies directly in the workspace")?
            .to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => std::path::absolute(dir).context("reading CARGO_TARGET_DIR")?,
            None => root.join("target"),
        };
        Ok(Place { root, target })
    }

    /// The whole app in release, as it is served.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What xtask itself makes on the way, and a debug build's `dist`.
    pub(crate) fn cache(&self) -> PathBuf {
        self.target.join("floorbook")
    }

    /// A path in the checkout.
    pub(crate) fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }
}
