//! What has to hold before a change is handed in, besides the tests.

use crate::place::Place;
use crate::setup::{self, Need};
use crate::step::say;
use crate::toolchain::Toolchain;
use crate::{arrows, cargo, tool};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;

/// The crates that run as wasm. Natively only their tests do, and what those need.
const AS_WASM: [&str; 2] = ["floorbook", "floorbook-worker"];

/// Runs all checks, also after one has failed, and names those that failed.
pub(crate) fn run(place: &Place, toolchain: Toolchain) -> Result<()> {
    setup::run(place, toolchain, &Need::COMPILE)?;
    let mut failed = Vec::new();
    let mut check = |name: &'static str, work: &dyn Fn() -> Result<()>| {
        let start = Instant::now();
        let outcome = work();
        let said = match &outcome {
            Ok(()) => "holds".to_owned(),
            Err(error) => format!("FAILED: {error:#}"),
        };
        say(name, &said, Some(start.elapsed()));
        failed.extend(outcome.err().map(|_| name));
    };
    check("arrows", &|| arrows::check(place));
    check("rustfmt", &|| tool::run(cargo::native(place, "fmt").args(["--all", "--check"])));
    check("clippy, native", &|| {
        tool::run(cargo::native(place, "clippy").args(["--workspace", "--all-targets", "--", "--deny", "warnings"]))
    });
    check("clippy, wasm", &|| tool::run(wasm(place, toolchain, "clippy")?.args(["--", "--deny", "warnings"])));
    check("docs, native", &|| {
        let mut doc = cargo::native(place, "doc");
        doc.args(["--workspace", "--no-deps", "--document-private-items"]);
        // Half of what these say links to what is there only as wasm.
        doc.args(AS_WASM.iter().flat_map(|package| ["--exclude", package]));
        tool::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
    });
    check("docs, wasm", &|| {
        let mut doc = wasm(place, toolchain, "doc")?;
        tool::run(doc.args(["--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", "-D warnings"))
    });
    if !failed.is_empty() {
        bail!("these checks failed: {}", failed.join("; "));
    }
    Ok(())
}

fn wasm(place: &Place, toolchain: Toolchain, verb: &str) -> Result<Command> {
    let mut cargo = cargo::wasm(place, toolchain, verb)?;
    for package in AS_WASM {
        cargo.args(["--package", package]);
    }
    Ok(cargo)
}
