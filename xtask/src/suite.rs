//! The tests and the bench, against the whole app in release as it is served.

use crate::bundle::{self, Mode};
use crate::cargo::{self, Artifact};
use crate::place::Place;
use crate::setup::{self, Browser, Need, Screen};
use crate::step::{begin, say};
use crate::tool;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Runs every test; with `soak` the long ones as well.
pub(crate) fn test(place: &Place, toolchain: Toolchain, soak: bool, rest: &[String]) -> Result<()> {
    setup::run(place, toolchain, &Need::ALL)?;
    bundle::build(place, toolchain, Mode::Release)?;

    let start = Instant::now();
    begin("compiling the tests");
    let made = cargo::artifacts(tests(place).arg("--no-run"))?;
    // The hub's own tests make cargo build it: the same program serves the browser tests.
    let hub = cargo::program(&made, "floorbook-hub")?;
    say("tests", "compiled", Some(start.elapsed()));

    let start = Instant::now();
    let mut run = tests(place);
    run.arg("--no-fail-fast");
    tell(&mut run, place, &hub)?;
    tell_of_shell(&mut run, &made)?;
    if soak {
        run.env("FLOORBOOK_SOAK", "1");
    }
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        // Half of what a journey takes is waiting: for a browser to start, for a page to have drawn.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        run.env("RUST_TEST_THREADS", (cores + 1).to_string());
    }
    if !rest.is_empty() {
        run.args(rest);
    }
    let outcome = tool::run(&mut run);
    say("tests", if outcome.is_ok() { "passed" } else { "failed" }, Some(start.elapsed()));
    outcome
}

/// Simulates fleets. They panic where they fail, so the profile has to be one that unwinds; what costs most is
/// optimised in it.
pub(crate) fn simulate(place: &Place, seeds: u64, from: u64) -> Result<()> {
    let mut run = cargo::native(place, "run");
    run.args(["--package", "floorbook-testkit", "--example", "sim", "--", &seeds.to_string(), &from.to_string()]);
    tool::run(&mut run)
}

/// Measures the app in the real browser.
pub(crate) fn bench(place: &Place, toolchain: Toolchain, rest: &[String]) -> Result<()> {
    setup::run(place, toolchain, &Need::ALL)?;
    bundle::build(place, toolchain, Mode::Release)?;
    let hub = cargo::hub(place)?;
    let mut run = cargo::native(place, "run");
    run.args(["--package", "floorbook-tests", "--bin", "bench", "--profile", "native", "--"]).args(rest);
    tell(&mut run, place, &hub)?;
    run.env("FLOORBOOK_LOAD", cargo::load(place)?);
    tool::run(&mut run)
}

/// All tests there are. What is pure in the UI and in the worker is tested natively too: that costs a
/// minute or two when its libraries are compiled for the first time, and seconds from then on.
fn tests(place: &Place) -> Command {
    let mut cargo = cargo::native(place, "test");
    cargo.arg("--workspace");
    cargo
}

/// Tells the tests where the desktop app is, and with what it is steered. It was built together with the tests, with the
/// UI of `dist/` in it.
fn tell_of_shell(command: &mut Command, made: &[Artifact]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let screen = Screen::find().context("the set-up has found Xvfb and WebKitWebDriver")?;
    command
        .env("FLOORBOOK_SHELL", cargo::program(made, "floorbook-shell")?)
        .env("FLOORBOOK_XVFB", screen.xvfb)
        .env("FLOORBOOK_WEBKIT_DRIVER", screen.driver);
    Ok(())
}

/// Tells tests and bench where the app, its server and the browser are.
fn tell(command: &mut Command, place: &Place, hub: &Path) -> Result<()> {
    let browser = Browser::find().context("the set-up has found Chromium and its driver")?;
    command
        .env("FLOORBOOK_DIST", place.dist())
        .env("FLOORBOOK_HUB", hub)
        .env("FLOORBOOK_NODE_MODULES", place.join("node_modules"))
        .env("FLOORBOOK_CHROMIUM", browser.chromium)
        .env("FLOORBOOK_CHROMEDRIVER", browser.driver);
    Ok(())
}
