//! What xtask asks of cargo: the two wasm modules, the hub, the tests.

use crate::bundle::Mode;
use crate::place::Place;
use crate::setup::clang_environment;
use crate::tool;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The two wasm modules as the compiler left them.
pub(crate) struct Modules {
    /// The UI, package `floorbook`.
    pub(crate) ui: PathBuf,
    /// The engine's worker, package `floorbook-worker`.
    pub(crate) worker: PathBuf,
}

/// Builds both wasm modules, in one run of cargo so that what they share is compiled once.
pub(crate) fn modules(place: &Place, toolchain: Toolchain, mode: Mode) -> Result<Modules> {
    let mut cargo = wasm(place, toolchain, "build")?;
    cargo.args(["--package", "floorbook", "--package", "floorbook-worker"]);
    if mode == Mode::Release {
        cargo.arg("--release");
    }
    let made = artifacts(&mut cargo)?;
    let module = |name: &str| {
        made.iter()
            .filter(|artifact| artifact.target == name)
            .flat_map(|artifact| &artifact.files)
            .find(|file| file.extension().is_some_and(|ending| ending == "wasm"))
            .cloned()
            .with_context(|| format!("cargo made no wasm of {name}; the worker has to be a `cdylib`, the UI a program"))
    };
    Ok(Modules { ui: module("floorbook")?, worker: module("floorbook_worker")? })
}

/// A cargo command for wasm32 that compiles C with the right clang.
pub(crate) fn wasm(place: &Place, toolchain: Toolchain, verb: &str) -> Result<Command> {
    let mut cargo = toolchain.cargo(place, verb)?;
    cargo.envs(clang_environment(place)?);
    Ok(cargo)
}

/// A cargo command for this machine.
pub(crate) fn native(place: &Place, verb: &str) -> Command {
    let mut cargo = tool::command("cargo");
    cargo.arg(verb).current_dir(&place.root);
    cargo
}

/// Builds the hub as it is given out, and returns the program.
pub(crate) fn hub(place: &Place) -> Result<PathBuf> {
    let mut cargo = native(place, "build");
    cargo.args(["--package", "floorbook-hub", "--profile", "native"]);
    program(&artifacts(&mut cargo)?, "floorbook-hub")
}

/// Builds the program that loads a hub, as fast as the hub itself, and returns it.
pub(crate) fn load(place: &Place) -> Result<PathBuf> {
    let mut cargo = native(place, "build");
    cargo.args(["--package", "floorbook-hub", "--example", "load", "--profile", "native"]);
    program(&artifacts(&mut cargo)?, "load")
}

/// Builds the hub for a developer, and returns the program.
pub(crate) fn hub_in_dev(place: &Place) -> Result<PathBuf> {
    let mut cargo = native(place, "build");
    cargo.args(["--package", "floorbook-hub"]);
    program(&artifacts(&mut cargo)?, "floorbook-hub")
}

/// The program of that name among what was built.
pub(crate) fn program(made: &[Artifact], name: &str) -> Result<PathBuf> {
    made.iter()
        .filter(|artifact| artifact.target == name)
        .find_map(|artifact| artifact.executable.clone())
        .with_context(|| format!("cargo made no program {name}"))
}

/// Something that cargo built, or found to be built already.
pub(crate) struct Artifact {
    /// The name of the library or program.
    pub(crate) target: String,
    /// The files made.
    pub(crate) files: Vec<PathBuf>,
    /// The program, unless it is a test.
    pub(crate) executable: Option<PathBuf>,
}

/// Runs cargo and reads what it built. Its progress and diagnostics are shown as always.
pub(crate) fn artifacts(cargo: &mut Command) -> Result<Vec<Artifact>> {
    cargo.arg("--message-format=json-render-diagnostics").stdout(Stdio::piped());
    let mut child = cargo.spawn().context("cargo could not be started")?;
    let output = child.stdout.take().context("cargo's output is piped")?;
    let mut made = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line.context("reading what cargo built")?;
        if let Ok(message) = serde_json::from_str::<Value>(&line) {
            made.extend(artifact(&message));
        }
    }
    let status = child.wait().context("waiting for cargo")?;
    if !status.success() {
        bail!("cargo failed ({status}); its messages are above");
    }
    Ok(made)
}

fn artifact(message: &Value) -> Option<Artifact> {
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    let is_test = message["profile"]["test"].as_bool().unwrap_or(false);
    Some(Artifact {
        target: message["target"]["name"].as_str()?.to_owned(),
        files: message["filenames"].as_array()?.iter().filter_map(Value::as_str).map(PathBuf::from).collect(),
        executable: message["executable"].as_str().filter(|_| !is_test).map(PathBuf::from),
    })
}
