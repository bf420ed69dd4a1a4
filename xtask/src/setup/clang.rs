//! A clang with the wasm32 backend, which compiles SQLite for the browser.

use super::missing::Missing;
use crate::place::Place;
use crate::tool;
use crate::toolchain::TARGET;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The variable by which build scripts are told another C compiler for wasm32.
const CC: &str = "CC_wasm32_unknown_unknown";
/// Likewise for the archiver.
const AR: &str = "AR_wasm32_unknown_unknown";

/// Where clang may be besides PATH: Apple's own has no wasm32 backend, Homebrew's has.
const ELSEWHERE: [&str; 3] =
    ["/opt/homebrew/opt/llvm/bin/clang", "/usr/local/opt/llvm/bin/clang", "C:\\Program Files\\LLVM\\bin\\clang.exe"];

/// Makes sure that some clang compiles for wasm32.
pub(crate) fn ensure(place: &Place) -> Result<String> {
    if find(place)?.is_some() {
        return Ok("there".to_owned());
    }
    Missing {
        what: "a clang with the wasm32 backend (it compiles SQLite for the browser)",
        debian: &["clang", "llvm"],
        mac: "brew install llvm",
        windows: "winget install LLVM.LLVM",
    }
    .install()?;
    if find(place)?.is_none() {
        bail!("clang is installed, but does not compile for {TARGET}");
    }
    Ok("installed with apt".to_owned())
}

/// What a build for wasm32 must be told so that it takes the right clang: nothing where the one called `clang` does.
pub(crate) fn environment(place: &Place) -> Result<Vec<(&'static str, PathBuf)>> {
    let Some(clang) = find(place)? else { return Ok(Vec::new()) };
    if std::env::var_os(CC).is_some() || clang == Path::new("clang") {
        return Ok(Vec::new());
    }
    let archiver = clang.with_file_name(if cfg!(windows) { "llvm-ar.exe" } else { "llvm-ar" });
    let mut told = vec![(CC, clang)];
    if archiver.exists() && std::env::var_os(AR).is_none() {
        told.push((AR, archiver));
    }
    Ok(told)
}

/// The first clang that compiles an empty file for wasm32.
fn find(place: &Place) -> Result<Option<PathBuf>> {
    let folder = place.cache();
    let source = folder.join("empty.c");
    if !source.exists() {
        std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        std::fs::write(&source, "").with_context(|| format!("writing {}", source.display()))?;
    }
    let candidates = match std::env::var_os(CC) {
        Some(chosen) => vec![PathBuf::from(chosen)],
        None => std::iter::once("clang").chain(ELSEWHERE).map(PathBuf::from).collect(),
    };
    Ok(candidates.into_iter().find(|clang| {
        let mut command = tool::command(clang);
        command.arg(format!("--target={TARGET}")).arg("-c").arg(&source).arg("-o").arg(folder.join("empty.o"));
        tool::succeeds(&mut command)
    }))
}
