//! The set-up: what must be on the machine before a command can do its work.
//!
//! Every part first looks whether it is there, which takes milliseconds, and only then installs it:
//! with rustup, npm, or apt where that is allowed. Elsewhere it names the command to type.

mod apt;
mod browser;
mod clang;
mod missing;
mod native;
mod node;
mod screen;
mod wasm;
mod webview;

pub(crate) use browser::Browser;
pub(crate) use clang::environment as clang_environment;
pub(crate) use screen::Screen;

use crate::place::Place;
use crate::step::step;
use crate::toolchain::Toolchain;
use anyhow::Result;

/// One thing that a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// A Rust that compiles for wasm32.
    Wasm,
    /// A clang that compiles SQLite for wasm32.
    Clang,
    /// Node and the npm packages of the lock file.
    Packages,
    /// A C compiler and OpenSSL, for the native engine.
    Native,
    /// Chromium and its driver.
    Browser,
    /// The web view of the desktop app.
    WebView,
    /// A screen in memory and a driver, with which the tests steer the desktop app.
    Screen,
}

impl Need {
    /// What a build of the app needs.
    pub(crate) const BUILD: [Need; 3] = [Need::Wasm, Need::Clang, Need::Packages];
    /// What compiling every crate, native ones included, needs.
    pub(crate) const COMPILE: [Need; 5] = [Need::Wasm, Need::Clang, Need::Packages, Need::Native, Need::WebView];
    /// Everything, with what the tests need.
    pub(crate) const ALL: [Need; 7] =
        [Need::Wasm, Need::Clang, Need::Packages, Need::Native, Need::Browser, Need::WebView, Need::Screen];
}

/// Makes sure that all of `needs` is there.
pub(crate) fn run(place: &Place, toolchain: Toolchain, needs: &[Need]) -> Result<()> {
    for need in needs {
        match need {
            Need::Wasm => step("wasm32 target", || wasm::ensure(toolchain))?,
            Need::Clang => step("clang for wasm32", || clang::ensure(place))?,
            Need::Packages => step("npm packages", || node::ensure(place))?,
            Need::Native => step("C compiler, OpenSSL", || native::ensure(place))?,
            Need::Browser => step("Chromium and driver", browser::ensure)?,
            Need::WebView => step("WebKitGTK", webview::ensure)?,
            Need::Screen => step("Xvfb and driver", screen::ensure)?,
        }
    }
    Ok(())
}
