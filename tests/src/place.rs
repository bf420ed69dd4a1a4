//! Where the app under test, its server and the browser are; `cargo xtask test` says so.

use std::path::{Path, PathBuf};

fn told(name: &str) -> PathBuf {
    match std::env::var_os(name) {
        Some(path) => PathBuf::from(path),
        None => panic!("{name} is not set: the browser tests are run by `cargo xtask test`"),
    }
}

/// The whole app, as it is served.
pub fn dist() -> PathBuf {
    told("FLOORBOOK_DIST")
}

/// The server.
pub fn hub() -> PathBuf {
    told("FLOORBOOK_HUB")
}

/// The program that loads a hub, which only the bench wants.
pub fn load() -> PathBuf {
    told("FLOORBOOK_LOAD")
}

/// Chromium.
pub fn chromium() -> PathBuf {
    told("FLOORBOOK_CHROMIUM")
}

/// The program that steers it.
pub fn chromedriver() -> PathBuf {
    told("FLOORBOOK_CHROMEDRIVER")
}

/// The desktop app.
pub fn shell() -> PathBuf {
    told("FLOORBOOK_SHELL")
}

/// The program that steers its web view.
pub fn webkit_driver() -> PathBuf {
    told("FLOORBOOK_WEBKIT_DRIVER")
}

/// The screen in memory that the desktop app is shown on.
pub fn xvfb() -> PathBuf {
    told("FLOORBOOK_XVFB")
}

/// The accessibility rules, from npm.
pub fn axe() -> PathBuf {
    told("FLOORBOOK_NODE_MODULES").join("axe-core/axe.min.js")
}

/// Whether the long runs are wanted: many kills, many seeds.
pub fn soak() -> bool {
    std::env::var_os("FLOORBOOK_SOAK").is_some()
}

/// The number that all chance of this run comes from. `FLOORBOOK_SEED` repeats a run.
pub fn seed() -> u64 {
    let now = || std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_secs());
    std::env::var("FLOORBOOK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(now)
}

/// Cargo's target folder, for what a run leaves to be looked at.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
    }
}
