//! Something that is not on the machine, and how each system gets it.

use super::apt;
use anyhow::{Result, bail};

/// What is missing, with the command that installs it on each system.
pub(crate) struct Missing {
    /// What it is and what it is for.
    pub(crate) what: &'static str,
    /// Debian packages; empty where Debian has none that would do.
    pub(crate) debian: &'static [&'static str],
    /// The command on macOS.
    pub(crate) mac: &'static str,
    /// The command on Windows.
    pub(crate) windows: &'static str,
}

impl Missing {
    /// Installs it with apt where that is possible without asking; otherwise fails and says the command.
    pub(crate) fn install(&self) -> Result<()> {
        if !self.debian.is_empty() && apt::allowed() {
            return apt::install(self.debian);
        }
        self.refuse()
    }

    /// Fails, naming the command for each system.
    pub(crate) fn refuse(&self) -> Result<()> {
        let debian = match self.debian {
            [] => "not packaged; see the line for your system's version manager".to_owned(),
            packages => format!("sudo apt-get install -y --no-install-recommends {}", packages.join(" ")),
        };
        bail!(
            "{} is missing. Install it and run the command again:\n  Debian, Ubuntu  {debian}\n  macOS           {}\n  Windows         {}",
            self.what,
            self.mac,
            self.windows
        );
    }
}
