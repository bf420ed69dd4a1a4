//! Says what is being done, and how long it took.

use anyhow::Result;
use std::time::{Duration, Instant};

/// Runs one step and prints a line with its outcome and its time.
///
/// `work` answers in a few words what it did, such as "there" or "installed". Where it
/// fails the line says so, and the error follows at the end of the program.
pub(crate) fn step(name: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
    let start = Instant::now();
    let outcome = work();
    let said = match &outcome {
        Ok(said) => said.as_str(),
        Err(_) => "failed",
    };
    say(name, said, Some(start.elapsed()));
    outcome.map(|_| ())
}

/// Announces a step that takes long or prints much, so that nobody waits before an empty screen.
pub(crate) fn begin(name: &str) {
    eprintln!("  {name} …");
}

/// Prints one line.
pub(crate) fn say(name: &str, said: &str, took: Option<Duration>) {
    match took {
        Some(took) => eprintln!("  {name:<22} {said}  ({:.1} s)", took.as_secs_f64()),
        None => eprintln!("  {name:<22} {said}"),
    }
}
