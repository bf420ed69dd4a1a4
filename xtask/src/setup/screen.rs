//! A screen in memory and a driver for WebKitGTK, with which the tests steer the desktop app on Linux.

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
    if Screen::find().is_some() {
        return Ok("there".to_owned());
    }
    Missing {
        what: "Xvfb or WebKitWebDriver (the tests steer the desktop app with them)",
        debian: &["xvfb", "webkit2gtk-driver"],
        mac: "nothing: these tests are for Linux",
        windows: "nothing: these tests are for Linux",
    }
    .install()?;
    if Screen::find().is_none() {
        bail!("xvfb and webkit2gtk-driver are installed, but Xvfb or WebKitWebDriver is not on PATH");
    }
    Ok("installed with apt".to_owned())
}
