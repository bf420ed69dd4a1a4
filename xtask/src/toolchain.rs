//! The two ways to compile for wasm32: rustup's target, and Debian's packages as the fallback.

use crate::place::Place;
use crate::tool;
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::path::PathBuf;
use std::process::Command;

/// The target that both wasm modules are built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Which Rust compiles for wasm32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Toolchain {
    /// rustup's target `wasm32-unknown-unknown`
    Rustup,
    /// Debian's `rustc-web cargo-web rust-web-src lld-22`, which builds std itself
    Debian,
}

impl Toolchain {
    /// A cargo command for wasm32, with everything but the packages said. `clang` is the C
    /// compiler for SQLite where the one called `clang` cannot do it.
    pub(crate) fn cargo(self, place: &Place, verb: &str) -> Result<Command> {
        let mut cargo = match self {
            Toolchain::Rustup => {
                let mut cargo = tool::command("cargo");
                cargo.arg(verb);
                cargo
            }
            Toolchain::Debian => debian_cargo(place, verb)?,
        };
        cargo.current_dir(&place.root).args(["--target", TARGET]);
        Ok(cargo)
    }
}

/// Debian ships no std for wasm32, so it is built from `rust-web-src`; `-Zbuild-std` asks for
/// `RUSTC_BOOTSTRAP`. rustc calls its linker `rust-lld`, which Debian names `lld-22`.
fn debian_cargo(place: &Place, verb: &str) -> Result<Command> {
    let links = rust_lld(place)?;
    let mut path = vec![links];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let mut cargo = tool::command("/usr/bin/cargo");
    cargo
        .args([verb, "-Zbuild-std=std,panic_abort", "--target-dir"])
        .arg(place.target.join("debian"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTDOC", "/usr/bin/rustdoc")
        .env("PATH", std::env::join_paths(path).context("joining PATH")?);
    // What rustup's proxy set for its own cargo must not reach Debian's.
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "LD_LIBRARY_PATH"] {
        cargo.env_remove(name);
    }
    Ok(cargo)
}

/// A folder with `rust-lld` as a link to Debian's lld.
fn rust_lld(place: &Place) -> Result<PathBuf> {
    let folder = place.cache().join("bin");
    let link = folder.join("rust-lld");
    if !link.exists() {
        std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        #[cfg(unix)]
        std::os::unix::fs::symlink("/usr/bin/lld-22", &link)
            .with_context(|| format!("linking {} to /usr/bin/lld-22", link.display()))?;
    }
    Ok(folder)
}
