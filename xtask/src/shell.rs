//! The desktop app: building it, starting it, packing it.

use crate::place::Place;
use crate::step::say;
use crate::{cargo, icon, tool};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// Builds the shell for a developer, with the UI of `dist/` in it, and returns the program.
pub(crate) fn in_dev(place: &Place) -> Result<PathBuf> {
    let mut cargo = cargo::native(place, "build");
    cargo.args(["--package", "floorbook-shell"]);
    cargo::program(&cargo::artifacts(&mut cargo)?, "floorbook-shell")
}

/// Builds the shell and starts it, with what stands behind `--` on the command line.
pub(crate) fn run(place: &Place, rest: &[String]) -> Result<()> {
    let program = in_dev(place)?;
    tool::run(Command::new(program).args(rest))
}

/// Packs the app for this system: `.deb` and `.rpm` on Linux, or what `targets` name.
pub(crate) fn bundle(place: &Place, targets: &[String]) -> Result<()> {
    let mut tauri = tool::command("node");
    tauri.current_dir(place.join("src-tauri")).arg(place.join("node_modules/@tauri-apps/cli/tauri.js")).arg("build");
    if !targets.is_empty() {
        tauri.args(["--bundles", &targets.join(",")]);
    }
    tool::run(&mut tauri)?;
    say("packages", &format!("in {}", place.target.join("release/bundle").display()), None);
    Ok(())
}

/// Draws the icons that the packages carry.
pub(crate) fn draw_icons(place: &Place) -> Result<()> {
    let folder = place.join("src-tauri/icons");
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    for (name, bytes) in icon::for_shell()? {
        let file = folder.join(name);
        std::fs::write(&file, bytes).with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(())
}
