//! Names the commands that the page may call, and puts the built UI (`dist/`) into the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What the page may call. Each gets a permission, which the capability of the one window names.
const COMMANDS: [&str; 3] = ["listen", "tell", "kept"];

/// What only a browser needs: the engine as a worker, and what lets a page start offline.
fn is_for_browsers(name: &str) -> bool {
    name.starts_with("worker-") || ["sw.js", "manifest.webmanifest"].contains(&name)
}

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        panic!("the app's configuration is not right: {error:#}");
    }
    if let Err(error) = embed() {
        panic!("the built UI cannot be put into the program: {error}");
    }
}

/// Writes the list of the UI's files for `src/assets.rs`: path, whether it is packed with brotli, content.
fn embed() -> std::io::Result<()> {
    let dist = Path::new(&required("CARGO_MANIFEST_DIR")).join("../dist");
    // The page names all other files by their content, so it changes with each of them.
    println!("cargo::rerun-if-changed={}", dist.join("index.html").display());
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        list(&dist, "", &mut files)?;
    } else {
        println!("cargo::warning=there is no dist/: this shell has no UI; `cargo xtask desktop` builds it first");
    }
    files.sort();
    let mut code = String::from("[");
    for (path, file) in files {
        let packed = file.with_added_extension("br");
        let (is_packed, file) = if packed.is_file() { (true, packed) } else { (false, file) };
        let file = file.canonicalize()?;
        write!(code, "({path:?}, {is_packed}, include_bytes!({file:?}).as_slice()),").map_err(std::io::Error::other)?;
    }
    code.push(']');
    std::fs::write(Path::new(&required("OUT_DIR")).join("ui.rs"), code)
}

fn list(folder: &Path, under: &str, files: &mut Vec<(String, PathBuf)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if path.is_dir() {
            list(&path, &format!("{under}{name}/"), files)?;
        } else if !is_for_browsers(name) && !name.ends_with(".br") && !name.ends_with(".gz") {
            files.push((format!("{under}{name}"), path));
        }
    }
    Ok(())
}

fn required(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}
