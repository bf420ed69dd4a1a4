//! The app's files, read into memory once.
//!
//! A request is looked up in a map of the paths found at the start: no request ever reaches the file
//! system, so none can leave the folder.

use crate::encoding::Encoding;
use anyhow::{Context, Result, ensure};
use axum::body::Bytes;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// All files of the app, by the path that they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Site(HashMap<String, File>);

/// One file with its compressed copies.
#[derive(Debug)]
pub(crate) struct File {
    /// The content as it travels, smallest first.
    copies: Vec<(Encoding, Bytes)>,
    /// A short hash of the content.
    pub(crate) hash: String,
    /// The value of `Content-Type`.
    pub(crate) content_type: &'static str,
    /// Whether its name carries its content's hash, so that it may be kept for ever.
    pub(crate) is_immutable: bool,
}

impl File {
    /// The smallest copy that a client with this `Accept-Encoding` takes.
    pub(crate) fn copy_for(&self, accepted: &str) -> Option<(Encoding, Bytes)> {
        self.copies.iter().find(|(encoding, _)| encoding.is_accepted(accepted)).cloned()
    }

    /// Whether the answer depends on `Accept-Encoding`.
    pub(crate) fn is_compressed(&self) -> bool {
        self.copies.len() > 1
    }
}

impl Site {
    /// Reads the folder that `cargo xtask build` makes.
    pub(crate) fn read(dist: &Path) -> Result<Site> {
        ensure!(
            dist.join("index.html").is_file(),
            "{} holds no built app (no index.html); `cargo xtask build` makes one in dist/",
            dist.display()
        );
        let mut raw = HashMap::new();
        for file in files_below(dist)? {
            let bytes = std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            raw.insert(url(dist, &file)?, Bytes::from(bytes));
        }
        let is_copy = |path: &str| {
            let of = Encoding::COPIES.iter().find_map(|(_, ending)| path.strip_suffix(ending));
            of.is_some_and(|original| raw.contains_key(original))
        };
        let files = raw.iter().filter(|(path, _)| !is_copy(path)).map(|(path, bytes)| {
            let copies = Encoding::COPIES
                .iter()
                .filter_map(|(encoding, ending)| Some((*encoding, raw.get(&format!("{path}{ending}"))?.clone())))
                .chain([(Encoding::Identity, bytes.clone())])
                .collect();
            let hash = blake3::hash(bytes).to_hex()[..20].to_owned();
            let file = File { copies, hash, content_type: content_type(path), is_immutable: is_hashed(path) };
            (path.clone(), file)
        });
        Ok(Site(files.collect()))
    }

    /// How many files there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The file at this path of a URL: the one of that name, or the page for every address inside the app.
    pub(crate) fn find(&self, path: &str) -> Option<(&str, &File)> {
        let path = if path != "/" && !self.0.contains_key(path) && is_page(path) { "/" } else { path };
        let path = if path == "/" { "/index.html" } else { path };
        self.0.get_key_value(path).map(|(path, file)| (path.as_str(), file))
    }
}

/// Addresses inside the app are names and ids, without any dot, plain or encoded. What the API does not
/// know is no page either.
fn is_page(path: &str) -> bool {
    !path.starts_with("/v1/") && !path.contains('.') && !path.to_ascii_lowercase().contains("%2e")
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

fn url(dist: &Path, file: &Path) -> Result<String> {
    let relative = file.strip_prefix(dist).context("a file found below a folder lies in it")?;
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    Ok(format!("/{}", parts.join("/")))
}

/// `name-0123456789ab.js` or `name-0123456789ab_bg.wasm`, as xtask names what it hashes.
fn is_hashed(path: &str) -> bool {
    let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() == 12 && hash.bytes().all(is_hex))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("/app-0123456789ab.js"));
        assert!(is_hashed("/app-0123456789ab_bg.wasm"));
        assert!(!is_hashed("/sw.js"));
        assert!(!is_hashed("/icons/icon-192.png"));
        assert!(!is_hashed("/icons/apple-touch-icon.png"));
    }

    #[test]
    fn addresses_of_the_app_have_no_dot() {
        assert!(is_page("/visits/0198c2f4-5a6b-7c8d-9e0f-112233445566"));
        assert!(!is_page("/v1/workspaces"));
        assert!(!is_page("/missing.js"));
        assert!(!is_page("/%2E%2e/etc/passwd"));
        assert!(!is_page("/../etc/passwd"));
    }
}
