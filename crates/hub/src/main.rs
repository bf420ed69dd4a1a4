//! `floorbook-hub`: keeps sealed envelopes for a team's devices, and serves the built app.

use std::process::ExitCode;

fn main() -> ExitCode {
    floorbook_hub::program::main()
}
