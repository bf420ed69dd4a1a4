//! A debug build that is made again, and served again, when a source file changes.

use crate::bundle::{self, Mode};
use crate::kept::files_below;
use crate::place::Place;
use crate::step::say;
use crate::toolchain::Toolchain;
use crate::{cargo, hub};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, SystemTime};

/// How often the dates of the files are looked at; a thousand files take a few milliseconds.
const PAUSE: Duration = Duration::from_millis(400);
/// What the app is made of.
const SOURCES: [&str; 7] = ["src", "crates", "public", "index.html", "Cargo.toml", "Cargo.lock", "package-lock.json"];

/// Builds and serves until stopped. A build that fails leaves the last good one served.
pub(crate) fn run(place: &Place, toolchain: Toolchain, port: u16, data: &Path) -> Result<()> {
    let mut served: Option<Child> = None;
    loop {
        let seen = dates(place)?;
        match bundle::build(place, toolchain, Mode::Dev).and_then(|()| cargo::hub_in_dev(place)) {
            Ok(program) => {
                stop(served.take())?;
                let dist = Mode::Dev.dist(place);
                let child = hub::command(place, &program, &dist, port, data).spawn();
                served = Some(child.context("the hub could not be started")?);
            }
            Err(error) => say("not rebuilt", &format!("{error:#}"), None),
        }
        say("watching", "save a source file to rebuild; Ctrl-C stops", None);
        while dates(place)? == seen {
            std::thread::sleep(PAUSE);
            if let Some(child) = &mut served
                && let Some(status) = child.try_wait().context("looking after the hub")?
            {
                bail!("the hub stopped ({status}); its message is above");
            }
        }
    }
}

fn stop(child: Option<Child>) -> Result<()> {
    let Some(mut child) = child else { return Ok(()) };
    child.kill().context("stopping the hub")?;
    child.wait().context("waiting for the hub to stop").map(|_| ())
}

fn dates(place: &Place) -> Result<Vec<(PathBuf, Option<SystemTime>)>> {
    let mut dates = Vec::new();
    for source in SOURCES {
        let path = place.join(source);
        let files = if path.is_dir() { files_below(&path)? } else { vec![path] };
        // A file may vanish between listing and looking, as editors replace files: it has no date then.
        dates.extend(files.into_iter().map(|file| {
            let date = file.metadata().and_then(|about| about.modified()).ok();
            (file, date)
        }));
    }
    Ok(dates)
}
