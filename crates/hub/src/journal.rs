//! The hub's log: one JSON object a line, of bounded size, without any content.
//!
//! It names files of the app, sizes and times; never an address inside the app, a query or a client.

use anyhow::{Context, Result};
use chrono::{SecondsFormat, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// From this size on, a new file is begun.
const LARGEST: u64 = 1024 * 1024;
/// How many former files are kept, as hub.log.1, hub.log.2, …
const FORMER: u32 = 3;

/// Something worth a line.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event<'a> {
    /// The hub listens.
    Started { version: &'a str, address: &'a str, files: usize },
    /// A request was answered.
    Answered { status: u16, file: Option<&'a str>, bytes: usize, micros: u128 },
    /// A request of a replica was answered; what was refused of it, as a whole or of the items in it.
    Synced { status: u16, refused: Option<&'a str>, items_refused: BTreeMap<&'static str, u64>, micros: u128 },
    /// The hub was asked to stop, and did.
    Stopped,
}

/// A line of the log: an event and its time.
#[derive(Serialize)]
struct Line<'a> {
    time: String,
    #[serde(flatten)]
    event: &'a Event<'a>,
}

/// The log in the data folder, or none.
#[derive(Debug)]
pub(crate) struct Journal(Option<Mutex<Open>>);

#[derive(Debug)]
struct Open {
    path: PathBuf,
    file: File,
    size: u64,
    has_complained: bool,
}

impl Journal {
    /// Opens the log in this folder, which is made if missing. Without a folder nothing is kept.
    pub(crate) fn open(data: Option<&Path>) -> Result<Journal> {
        let Some(data) = data else { return Ok(Journal(None)) };
        std::fs::create_dir_all(data).with_context(|| format!("making the data folder {}", data.display()))?;
        let path = data.join("hub.log");
        let (file, size) = append(&path).with_context(|| format!("opening {}", path.display()))?;
        Ok(Journal(Some(Mutex::new(Open { path, file, size, has_complained: false }))))
    }

    /// Writes one line. A log that cannot be written is said once on stderr and never stops the hub.
    pub(crate) fn note(&self, event: &Event<'_>) {
        let Some(open) = &self.0 else { return };
        let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = open.write(event)
            && !std::mem::replace(&mut open.has_complained, true)
        {
            eprintln!("{} cannot be written, and the hub goes on without a log: {error}", open.path.display());
        }
    }
}

impl Open {
    fn write(&mut self, event: &Event<'_>) -> std::io::Result<()> {
        let time = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
        let mut line = serde_json::to_vec(&Line { time, event })?;
        line.push(b'\n');
        if self.size + line.len() as u64 > LARGEST {
            self.rotate()?;
        }
        self.file.write_all(&line)?;
        self.size += line.len() as u64;
        Ok(())
    }

    fn rotate(&mut self) -> std::io::Result<()> {
        let former = |n: u32| if n == 0 { self.path.clone() } else { self.path.with_extension(format!("log.{n}")) };
        for n in (0..FORMER).rev() {
            if former(n).exists() {
                std::fs::rename(former(n), former(n + 1))?;
            }
        }
        (self.file, self.size) = append(&self.path)?;
        Ok(())
    }
}

fn append(path: &Path) -> std::io::Result<(File, u64)> {
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_lines_of_json_and_stays_small() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(Some(&folder.path().join("made"))).unwrap();
        let file = "x".repeat(1000);
        for _ in 0..6000 {
            journal.note(&Event::Answered { status: 200, file: Some(&file), bytes: 1, micros: 1 });
        }
        let mut total = 0;
        for entry in std::fs::read_dir(folder.path().join("made")).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            assert!(text.len() as u64 <= LARGEST);
            assert!(text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
            total += 1;
        }
        assert_eq!(total, FORMER + 1);
    }
}
