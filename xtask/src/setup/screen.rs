//! A screen in memory and a driver for WebKitGTK, with which the tests steer the desktop app on Linux; and what
//! WebKitGTK records with.

use super::missing::Missing;
use crate::tool;
use anyhow::{Result, bail};
use std::path::PathBuf;

/// What the tests of the desktop app need.
#[derive(Debug)]
pub(crate) struct Screen {
    /// The screen in memory.
    pub(crate) xvfb: PathBuf,
    /// The program that steers the web view.
    pub(crate) driver: PathBuf,
}

impl Screen {
    /// Those of this machine.
    pub(crate) fn find() -> Option<Screen> {
        Some(Screen { xvfb: tool::find(&["Xvfb"])?, driver: tool::find(&["WebKitWebDriver"])? })
    }
}

/// Makes sure that both are there, where the tests use them.
pub(crate) fn ensure() -> Result<String> {
    if !cfg!(target_os = "linux") {
        return Ok("only on Linux".to_owned());
    }
    if Screen::find().is_some() && records() {
        return Ok("there".to_owned());
    }
    Missing {
        what: "Xvfb, WebKitWebDriver (the tests steer the desktop app with them), or what WebKitGTK records sound with",
        debian: &["xvfb", "webkit2gtk-driver", "gstreamer1.0-plugins-bad"],
        mac: "nothing: these tests are for Linux",
        windows: "nothing: these tests are for Linux",
    }
    .install()?;
    if Screen::find().is_none() || !records() {
        bail!(
            "xvfb, webkit2gtk-driver and gstreamer1.0-plugins-bad are installed, but Xvfb or WebKitWebDriver is not on PATH, or GStreamer's transcoder is not in /usr/lib"
        );
    }
    Ok("installed with apt".to_owned())
}

/// Whether GStreamer has what WebKitGTK records sound with.
fn records() -> bool {
    let under = |folder: PathBuf| folder.join("gstreamer-1.0/libgsttranscode.so").is_file();
    let folders = |root: &str| std::fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path());
    ["/usr/lib", "/usr/lib64"].into_iter().any(|root| under(root.into()) || folders(root).any(under))
}
