//! Chromium and its driver, which the whole-program tests steer.

use super::missing::Missing;
use crate::tool;
use anyhow::{Result, bail};
use std::path::PathBuf;

/// Names and places of Chromium, best first.
const BROWSERS: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files\\Chromium\\Application\\chrome.exe",
];
/// Names and places of its driver.
const DRIVERS: [&str; 2] = ["chromedriver", "/usr/lib/chromium/chromedriver"];

/// The browser that the tests steer.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The program itself.
    pub(crate) chromium: PathBuf,
    /// The program that steers it.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// The browser of this machine. `FLOORBOOK_CHROMIUM` and `FLOORBOOK_CHROMEDRIVER` choose another.
    pub(crate) fn find() -> Option<Browser> {
        let chosen = |name, usual: &[&str]| std::env::var_os(name).map(PathBuf::from).or_else(|| tool::find(usual));
        Some(Browser {
            chromium: chosen("FLOORBOOK_CHROMIUM", &BROWSERS)?,
            driver: chosen("FLOORBOOK_CHROMEDRIVER", &DRIVERS)?,
        })
    }
}

/// Makes sure that both are there.
pub(crate) fn ensure() -> Result<String> {
    if Browser::find().is_some() {
        return Ok("there".to_owned());
    }
    Missing {
        what: "Chromium or its driver (the browser tests steer it)",
        debian: &["chromium", "chromium-driver"],
        mac: "brew install --cask chromium chromedriver",
        windows: "choco install chromium chromedriver",
    }
    .install()?;
    if Browser::find().is_none() {
        bail!(
            "Chromium is installed, but neither it nor chromedriver is on PATH; set FLOORBOOK_CHROMIUM and FLOORBOOK_CHROMEDRIVER"
        );
    }
    Ok("installed with apt".to_owned())
}
