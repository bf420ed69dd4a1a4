//! The folder that a build is served from.
//!
//! A build is written beside the one that lies there: files named by content first, the page and the
//! service worker that name them last, and only then is removed what no longer belongs. Whoever reads
//! the folder meanwhile, or after an interruption, finds a page with all that it names.

use crate::assets::{Assets, is_hashed};
use crate::bundle::Mode;
use crate::compress;
use crate::kept::files_below;
use anyhow::{Context, Result};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The files by which a browser finds all others.
const ENTRIES: [&str; 2] = ["index.html", "sw.js"];

/// One file as it was written.
pub(crate) struct Written {
    /// Its path in the folder.
    pub(crate) path: String,
    /// How many bytes travel to a browser that takes brotli.
    pub(crate) travels: usize,
    /// The file and its compressed copies.
    files: Vec<PathBuf>,
}

/// Makes `folder` hold exactly these assets, in release with compressed copies.
pub(crate) fn write(assets: &Assets, folder: &Path, mode: Mode) -> Result<Vec<Written>> {
    let (entries, others): (Vec<_>, Vec<_>) = assets.iter().partition(|(path, _)| ENTRIES.contains(path));
    // Brotli at its best takes seconds for a module, so each file has a thread.
    let mut written = std::thread::scope(|scope| {
        let writers: Vec<_> =
            others.into_iter().map(|(path, bytes)| scope.spawn(move || write_one(folder, path, bytes, mode))).collect();
        let joined = writers.into_iter().map(|writer| match writer.join() {
            Ok(written) => written,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect::<Result<Vec<_>>>()
    })?;
    for (path, bytes) in entries {
        written.push(write_one(folder, path, bytes, mode)?);
    }
    let expected: HashSet<_> = written.iter().flat_map(|written| &written.files).collect();
    for file in files_below(folder)?.iter().filter(|file| !expected.contains(file)) {
        std::fs::remove_file(file).with_context(|| format!("removing {}", file.display()))?;
    }
    Ok(written)
}

/// Writes one file, its copies before itself: where a file named by content is there, its copies are too.
fn write_one(folder: &Path, path: &str, bytes: &[u8], mode: Mode) -> Result<Written> {
    let file = folder.join(path);
    let copy = |ending: &str| folder.join(format!("{path}{ending}"));
    let (gzip, brotli) = (copy(".gz"), copy(".br"));
    if !(is_hashed(path) && file.exists()) {
        let parent = file.parent().context("an asset lies in a folder")?;
        std::fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
        for stale in [&gzip, &brotli].into_iter().filter(|copy| copy.exists()) {
            std::fs::remove_file(stale).with_context(|| format!("removing {}", stale.display()))?;
        }
        if mode == Mode::Release && compress::is_compressible(path) {
            for (copy, packed) in [(&gzip, compress::gzip(bytes)?), (&brotli, compress::brotli(bytes)?)] {
                if packed.len() < bytes.len() {
                    put(copy, &packed)?;
                }
            }
        }
        put(&file, bytes)?;
    }
    let travels = brotli.metadata().map_or(bytes.len(), |about| usize::try_from(about.len()).unwrap_or(usize::MAX));
    let files = [file, gzip, brotli].into_iter().filter(|file| file.exists()).collect();
    Ok(Written { path: path.to_owned(), travels, files })
}

/// Writes a file under another name and then gives it its own, so that no half of it is ever read.
fn put(file: &Path, bytes: &[u8]) -> Result<()> {
    let part = file.with_added_extension("part");
    std::fs::write(&part, bytes).with_context(|| format!("writing {}", part.display()))?;
    std::fs::rename(&part, file).with_context(|| format!("putting {} in place", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, &str)]) -> Assets {
        let mut assets = Assets::default();
        for (path, text) in files {
            assets.add(*path, text.repeat(100)).unwrap();
        }
        assets
    }

    fn names(folder: &Path) -> Vec<String> {
        let files = files_below(folder).unwrap();
        files.iter().map(|file| file.strip_prefix(folder).unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_folder_holds_the_last_build_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let first = assets(&[("index.html", "one "), ("app-0123456789ab.js", "code "), ("icons/a.png", "x")]);
        write(&first, folder.path(), Mode::Release).unwrap();
        std::fs::write(folder.path().join("app-0123456789ab.js.part"), "half of a file").unwrap();
        let second = assets(&[("index.html", "two "), ("app-ba9876543210.js", "code ")]);
        write(&second, folder.path(), Mode::Release).unwrap();
        let expected = [
            "app-ba9876543210.js",
            "app-ba9876543210.js.br",
            "app-ba9876543210.js.gz",
            "index.html",
            "index.html.br",
            "index.html.gz",
        ];
        assert_eq!(names(folder.path()), expected);
        assert!(std::fs::read_to_string(folder.path().join("index.html")).unwrap().starts_with("two"));
    }

    #[test]
    fn a_debug_build_has_no_compressed_copies() {
        let folder = tempfile::tempdir().unwrap();
        let written = write(&assets(&[("index.html", "one ")]), folder.path(), Mode::Dev).unwrap();
        assert_eq!((names(folder.path()), written[0].travels), (vec!["index.html".to_owned()], 400));
    }
}
