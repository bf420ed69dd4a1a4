//! Every command of the README: `cargo xtask run`, `build`, `dev`, `test`, `soak`, `sim`, `bench`, `check`, `setup`.
//!
//! Each command first does the set-up that it needs, says each step and how long it took, and
//! changes nothing when all is there. What is built lies in `dist/` (release) and `target/floorbook/`.

mod arrows;
mod assets;
mod bindgen;
mod bundle;
mod cargo;
mod check;
mod command;
mod compress;
#[cfg(test)]
mod contrast;
mod css;
mod dist;
mod hub;
mod icon;
mod kept;
mod page;
mod place;
mod precache;
mod raster;
mod setup;
mod shell;
mod step;
mod suite;
mod tool;
mod toolchain;
mod watch;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match command::Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes is what helps here; a backtrace of xtask is not.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
