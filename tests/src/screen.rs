//! A screen in memory, for the desktop app. One serves all journeys of a run.

use crate::{place, process};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// The screen; it ends with this program.
struct Screen {
    name: String,
    /// Never waited for: the watchdog ends it.
    _xvfb: Child,
    _watchdog: Child,
}

static SCREEN: OnceLock<Screen> = OnceLock::new();

/// Its name, for `DISPLAY`.
pub(crate) fn name() -> &'static str {
    &SCREEN.get_or_init(start).name
}

fn start() -> Screen {
    let mut command = Command::new(place::xvfb());
    // It chooses a number that is free, and says which.
    command.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]).process_group(0);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("Xvfb starts");
    let output = child.stdout.take().expect("its output is piped");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("Xvfb says which screen it is");
    let watchdog = process::watchdog(child.id()).expect("a shell");
    Screen { name: format!(":{}", line.trim()), _xvfb: child, _watchdog: watchdog }
}
