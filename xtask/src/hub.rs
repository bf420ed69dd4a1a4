//! Serving the built app with the hub's own program.

use crate::place::Place;
use crate::step::{begin, say};
use crate::{cargo, tool};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Builds the hub as far as it is not built, and serves `dist/` until stopped.
pub(crate) fn serve(place: &Place, port: u16, data: &Path) -> Result<()> {
    let start = Instant::now();
    begin("compiling the hub");
    let program = cargo::hub(place)?;
    say("floorbook-hub", "compiled", Some(start.elapsed()));
    become_it(&mut command(place, &program, &place.dist(), port, data))
}

/// The hub, serving one folder on this machine only.
pub(crate) fn command(place: &Place, program: &Path, dist: &Path, port: u16, data: &Path) -> Command {
    let mut hub = tool::command(program);
    hub.current_dir(&place.root).arg("serve").arg("--dist").arg(dist).arg("--data").arg(data);
    hub.args(["--listen", &format!("127.0.0.1:{port}")]);
    hub
}

/// Lets the hub take the place of xtask, so that a signal sent to what was started reaches the hub.
#[cfg(unix)]
fn become_it(hub: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(hub.exec()).context("the hub could not be started")
}

#[cfg(not(unix))]
fn become_it(hub: &mut Command) -> Result<()> {
    tool::run(hub).context("serving the app")
}
