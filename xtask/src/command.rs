//! The command line: what can be asked of xtask, and which part does it.

use crate::bundle::{self, Mode};
use crate::place::Place;
use crate::setup::{self, Need};
use crate::toolchain::Toolchain;
use crate::{check, hub, shell, suite, watch};
use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Builds, serves and tests Floorbook.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) struct Cli {
    /// Which Rust compiles for wasm32: rustup's, or Debian's packages where rustup cannot fetch the target
    #[arg(long, global = true, env = "FLOORBOOK_WASM", value_enum, default_value = "rustup")]
    wasm: Toolchain,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build what is missing (release) and serve the app
    Run(Serve),
    /// Build the whole app, as it is served, into dist/
    Build,
    /// Serve a debug build, rebuilt when a source file changes
    Dev(ServeDev),
    /// Run every test; arguments after `--` go to `cargo test`
    Test(Pass),
    /// Run every test, with the long ones: many kills, many seeds
    Soak(Pass),
    /// Simulate fleets of replicas and a hub over a network that fails, one run for each seed
    Sim(Seeds),
    /// Measure the app in the real browser; arguments after `--` go to the bench
    Bench(Pass),
    /// Build the desktop app and start it; arguments after `--` go to it
    Desktop(Pass),
    /// Pack the desktop app: .deb and .rpm on Linux; others by their names after `--`
    Bundle(Pass),
    /// rustfmt, clippy, docs, and the arrows between the crates
    Check,
    /// Draw the icons of the desktop app, which lie in src-tauri/icons
    Icons,
    /// Only the set-up that the other commands do first
    Setup,
}

#[derive(Args)]
struct Serve {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 7420)]
    port: u16,
    /// Where the hub keeps what is synced, and its log; made if missing [default: target/floorbook/data]
    #[arg(long)]
    data: Option<PathBuf>,
}

/// A debug build has a port, and so an origin, of its own: the browser never mixes its service
/// worker and its notebooks with those of the app in use.
#[derive(Args)]
struct ServeDev {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 7421)]
    port: u16,
    /// Where the hub keeps what is synced, and its log; made if missing [default: target/floorbook/dev/data]
    #[arg(long)]
    data: Option<PathBuf>,
}

#[derive(Args)]
struct Seeds {
    /// How many seeds
    #[arg(long, default_value_t = 20_000)]
    seeds: u64,
    /// The first one; a single seed that fails says all that happened
    #[arg(long, default_value_t = 0)]
    from: u64,
}

#[derive(Args)]
struct Pass {
    /// Passed through
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Cli {
    /// Does what was asked.
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let place = Place::find()?;
        let wasm = self.wasm;
        match self.command {
            Command::Run(Serve { port, data }) => {
                setup::run(&place, wasm, &Need::BUILD)?;
                bundle::build(&place, wasm, Mode::Release)?;
                hub::serve(&place, port, &folder(data, place.cache().join("data"))?)
            }
            Command::Build => {
                setup::run(&place, wasm, &Need::BUILD)?;
                bundle::build(&place, wasm, Mode::Release)
            }
            Command::Dev(ServeDev { port, data }) => {
                setup::run(&place, wasm, &Need::BUILD)?;
                watch::run(&place, wasm, port, &folder(data, place.cache().join("dev/data"))?)
            }
            Command::Test(Pass { rest }) => suite::test(&place, wasm, false, &rest),
            Command::Soak(Pass { rest }) => suite::test(&place, wasm, true, &rest),
            Command::Sim(Seeds { seeds, from }) => suite::simulate(&place, seeds, from),
            Command::Bench(Pass { rest }) => suite::bench(&place, wasm, &rest),
            Command::Desktop(Pass { rest }) => {
                setup::run(&place, wasm, &Need::COMPILE)?;
                bundle::build(&place, wasm, Mode::Release)?;
                shell::run(&place, &rest)
            }
            Command::Bundle(Pass { rest }) => {
                setup::run(&place, wasm, &Need::COMPILE)?;
                bundle::build(&place, wasm, Mode::Release)?;
                shell::bundle(&place, &rest)
            }
            Command::Check => check::run(&place, wasm),
            Command::Icons => shell::draw_icons(&place),
            Command::Setup => setup::run(&place, wasm, &Need::ALL),
        }
    }
}

/// The folder asked for, as seen from where the command was typed, or the usual one.
fn folder(asked: Option<PathBuf>, usual: PathBuf) -> anyhow::Result<PathBuf> {
    asked.map_or(Ok(usual), |asked| std::path::absolute(&asked).with_context(|| format!("reading {}", asked.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
