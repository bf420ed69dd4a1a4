//! A Rust that compiles for wasm32.

use super::missing::Missing;
use crate::tool;
use crate::toolchain::{TARGET, Toolchain};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Makes sure that the chosen toolchain can compile for wasm32.
pub(crate) fn ensure(toolchain: Toolchain) -> Result<String> {
    match toolchain {
        Toolchain::Rustup => rustup(),
        Toolchain::Debian => debian(),
    }
}

fn rustup() -> Result<String> {
    if tool::find(&["rustup"]).is_none() {
        bail!(
            "rustup is missing, and with it the target {TARGET}. Install it from https://rustup.rs and run the \
             command again; on Debian `--wasm debian` works without rustup's target."
        );
    }
    let installed = tool::output(tool::command("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|line| line.trim() == TARGET) {
        return Ok("there".to_owned());
    }
    tool::output(tool::command("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!(
            "rustup could not fetch {TARGET}. Without a connection to its server, use Debian's packages: \
             `--wasm debian` (see the README)"
        )
    })?;
    Ok("added with rustup".to_owned())
}

fn debian() -> Result<String> {
    if debian_is_there() {
        return Ok("there (Debian's)".to_owned());
    }
    Missing {
        what: "Debian's Rust for wasm32",
        debian: &["rustc-web", "cargo-web", "rust-web-src", "lld-22"],
        mac: "not for macOS; leave out --wasm debian",
        windows: "not for Windows; leave out --wasm debian",
    }
    .install()?;
    if !debian_is_there() {
        bail!("Debian's packages are installed, but /usr/bin/rustc has no sources of std beside it");
    }
    Ok("installed with apt (Debian's)".to_owned())
}

fn debian_is_there() -> bool {
    let programs = ["/usr/bin/cargo", "/usr/bin/rustc", "/usr/bin/lld-22"];
    if !programs.iter().all(|program| Path::new(program).exists()) {
        return false;
    }
    tool::output(tool::command("/usr/bin/rustc").args(["--print", "sysroot"]).env_remove("LD_LIBRARY_PATH"))
        .is_ok_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").exists())
}
