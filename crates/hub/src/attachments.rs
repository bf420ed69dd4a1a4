//! Where the sealed chunks of attachments lie: in a folder, or in a store elsewhere.

use anyhow::{Context, Result, ensure};
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use tokio_rustls::rustls::crypto::ring;
use url::Url;

const USUAL: &str = "chunks";

/// A place for attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket, with what comes before the names in it.
    Elsewhere(Url),
}

impl Place {
    /// The folder of a hub that was told of no other place.
    pub(crate) fn usual(data: &Path) -> Place {
        Place::Folder(data.join(USUAL))
    }

    /// The place as the hub with this data notes it: the usual one moves with its data.
    pub(crate) fn noted(&self, data: &Path) -> Result<String> {
        let is_usual = *self == Place::usual(data) || *self == Place::usual(&std::path::absolute(data)?);
        Ok(if is_usual { USUAL.to_owned() } else { self.to_string() })
    }

    /// The place that was noted by the hub with this data.
    pub(crate) fn of_note(noted: &str, data: &Path) -> Result<Place> {
        if noted == USUAL { Ok(Place::usual(data)) } else { noted.parse() }
    }

    /// Opens the place; a folder is made if missing. What a store elsewhere needs is taken from the variables
    /// of the environment that begin with `AWS_`.
    pub(crate) fn open(&self) -> Result<Box<dyn ObjectStore>> {
        match self {
            Place::Folder(folder) => {
                std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
                let store = LocalFileSystem::new_with_prefix(folder).context("opening the folder of chunks")?;
                // Answered is what is on disk, for chunks too.
                Ok(Box::new(store.with_fsync(true)))
            }
            Place::Elsewhere(url) => {
                // There may be one already; then it is as good.
                let _ = ring::default_provider().install_default();
                let variables = std::env::vars_os().filter_map(|(name, value)| {
                    let name = name.into_string().ok().filter(|name| name.starts_with("AWS_"))?;
                    Some((name, value.into_string().ok()?))
                });
                let (store, prefix) =
                    object_store::parse_url_opts(url, variables).with_context(|| format!("opening {url}"))?;
                Ok(Box::new(PrefixStore::new(store, prefix)))
            }
        }
    }
}

impl FromStr for Place {
    type Err = anyhow::Error;

    /// A path, or a URL such as `s3://bucket/prefix`.
    fn from_str(text: &str) -> Result<Place> {
        let Some((scheme, _)) = text.split_once("://") else {
            return Ok(Place::Folder(std::path::absolute(text).context("finding the folder")?));
        };
        let url = Url::parse(text).context("the place of the attachments is no URL")?;
        if scheme == "file" {
            let folder =
                url.to_file_path().ok().context("the place of the attachments is no folder of this machine")?;
            return Ok(Place::Folder(folder));
        }
        let has_bucket = url.host_str().is_some_and(|bucket| !bucket.is_empty());
        ensure!(scheme == "s3" && has_bucket, "attachments go to a folder or to s3://bucket/prefix, not to {scheme}");
        ensure!(url.username().is_empty() && url.password().is_none(), "keys belong in AWS_ACCESS_KEY_ID and its like");
        Ok(Place::Elsewhere(url))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Folder(folder) => write!(f, "{}", folder.display()),
            Place::Elsewhere(url) => write!(f, "{url}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_folder_or_a_bucket() {
        let read = |text: &str| text.parse::<Place>();
        assert_eq!(read("/var/chunks").unwrap(), Place::Folder("/var/chunks".into()));
        assert_eq!(read("file:///var/chunks").unwrap(), Place::Folder("/var/chunks".into()));
        assert_eq!(read("s3://bucket/a/b").unwrap().to_string(), "s3://bucket/a/b");
        assert!(matches!(read("chunks").unwrap(), Place::Folder(folder) if folder.is_absolute()));
        for text in ["ftp://bucket/a", "s3://key:secret@bucket/a", "s3://"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
