//! Debian's package manager, used only where it needs no password.

use crate::{step, tool};
use anyhow::Result;
use std::process::Command;

/// Whether packages can be installed here without asking anyone: apt, and root or a sudo without password.
pub(crate) fn allowed() -> bool {
    tool::find(&["apt-get"]).is_some() && (is_root() || sudo())
}

/// Installs packages. The package lists are fetched first where there are none, or where they are too old to do.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    step::begin(&format!("apt-get install {}", packages.join(" ")));
    let mut fresh = false;
    if !has_lists() {
        tool::output(apt().arg("update"))?;
        fresh = true;
    }
    let install = || {
        let mut apt = apt();
        apt.args(["install", "-y", "--no-install-recommends"]).args(packages);
        apt
    };
    match tool::output(&mut install()) {
        Err(_) if !fresh => {
            tool::output(apt().arg("update"))?;
            tool::output(&mut install()).map(|_| ())
        }
        done => done.map(|_| ()),
    }
}

fn apt() -> Command {
    let mut command = if is_root() {
        tool::command("env")
    } else {
        let mut sudo = tool::command("sudo");
        sudo.args(["-n", "env"]);
        sudo
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}

fn has_lists() -> bool {
    let Ok(folder) = std::fs::read_dir("/var/lib/apt/lists") else { return false };
    folder.flatten().any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
}

fn is_root() -> bool {
    tool::output(tool::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn sudo() -> bool {
    tool::find(&["sudo"]).is_some() && tool::succeeds(tool::command("sudo").args(["-n", "true"]))
}
