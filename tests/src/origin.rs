//! Where the pages of the app are: at a hub, or in the desktop app itself.

use crate::hub::Hub;

/// Where pages are.
pub trait Origin {
    /// The address of a page.
    fn url(&self, path: &str) -> String;
}

impl Origin for Hub {
    fn url(&self, path: &str) -> String {
        Hub::url(self, path)
    }
}

/// The desktop app, which brings its pages itself.
#[derive(Clone, Copy, Debug)]
pub struct InShell;

impl Origin for InShell {
    fn url(&self, path: &str) -> String {
        format!("tauri://localhost{path}")
    }
}
