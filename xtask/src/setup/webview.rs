//! What the desktop app is built on: on Linux the headers of WebKitGTK and of what goes with it. macOS and Windows
//! have a web view of their own.

use super::missing::Missing;
use crate::tool;
use anyhow::{Result, bail};

/// What the app links against, by the names that pkg-config knows.
const LIBRARIES: [&str; 3] = ["webkit2gtk-4.1", "gtk+-3.0", "librsvg-2.0"];

/// Makes sure that the desktop app compiles.
pub(crate) fn ensure() -> Result<String> {
    if !cfg!(target_os = "linux") {
        return Ok("the system's own".to_owned());
    }
    if works() {
        return Ok("there".to_owned());
    }
    Missing {
        what: "WebKitGTK with its headers (the desktop app is built on it)",
        debian: &[
            "pkg-config",
            "libwebkit2gtk-4.1-dev",
            "libgtk-3-dev",
            "librsvg2-dev",
            "libxdo-dev",
            "libssl-dev",
            "libayatana-appindicator3-dev",
        ],
        mac: "nothing: the system has one",
        windows: "nothing: the system has one",
    }
    .install()?;
    if !works() {
        bail!("libwebkit2gtk-4.1-dev is installed, but pkg-config does not find webkit2gtk-4.1");
    }
    Ok("installed with apt".to_owned())
}

fn works() -> bool {
    tool::succeeds(tool::command("pkg-config").arg("--exists").args(LIBRARIES))
}
