//! Node, and the npm packages that the lock file names.

use super::missing::Missing;
use crate::place::Place;
use crate::{step, tool};
use anyhow::{Context, Result, bail};

/// The oldest Node that will do.
const OLDEST: u32 = 20;

/// Makes sure that `node_modules` holds what `package-lock.json` says.
pub(crate) fn ensure(place: &Place) -> Result<String> {
    let lock = place.join("package-lock.json");
    let wanted = std::fs::read_to_string(&lock).with_context(|| format!("reading {}", lock.display()))?;
    // The lock that the folder was filled from is kept in it: dates would lie after a checkout.
    let filled = place.join("node_modules/.floorbook-lock.json");
    if std::fs::read_to_string(&filled).is_ok_and(|held| held == wanted) {
        return Ok("there".to_owned());
    }
    require_node()?;
    step::begin("npm ci");
    let npm = tool::find(&["npm"]).context("Node is there, but its npm is not on PATH")?;
    tool::output(tool::command(npm).arg("ci").current_dir(&place.root))?;
    std::fs::write(&filled, wanted).with_context(|| format!("writing {}", filled.display()))?;
    Ok("installed with npm".to_owned())
}

fn require_node() -> Result<()> {
    let missing = Missing {
        what: "Node 20 or newer (it makes the style sheet)",
        debian: &["nodejs", "npm"],
        mac: "brew install node",
        windows: "winget install OpenJS.NodeJS.LTS",
    };
    if tool::find(&["node"]).is_none() {
        missing.install()?;
    }
    let version = tool::output(tool::command("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST => Ok(()),
        _ => bail!(
            "Node {} is too old; Floorbook needs {OLDEST} or newer. Install it from https://nodejs.org, \
             with `brew install node` or with `winget install OpenJS.NodeJS.LTS`",
            version.trim()
        ),
    }
}
