//! A hub that runs for the measurement.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The program; it is stopped when this is dropped.
pub(crate) struct Hub {
    child: Child,
    /// Address and port.
    pub(crate) address: String,
}

impl Hub {
    /// Starts the program on this folder, with no limit that the measurement would reach.
    pub(crate) fn start(program: &Path, data: &Path) -> Result<Hub> {
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.args(["--requests-per-minute", "4000000000", "--strangers-per-minute", "4000000000"]);
        let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("{}", program.display()))?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://").context("the hub did not start")?.to_owned();
        Ok(Hub { child, address })
    }

    /// How many KiB of memory it has, where the system tells.
    pub(crate) fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
