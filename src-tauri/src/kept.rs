//! What a page keeps beside the notebook: a draft until the engine has it, and the settings of this device. In a
//! browser that is the browser's own store; here it is a file of lines, each a name with its words.
//!
//! A line is written at the end and flushed; lines that wait are flushed together. When nothing was kept for a while
//! the file is written anew without what was replaced or forgotten. It is not encrypted, as it is not in a browser,
//! so a draft stays in it only until the engine has it; only this user of the system may read it.
//!
//! A last line that is cut off was never told to be kept, and is passed over.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::folder::{self, Folder};
use crate::journal;

/// How long nothing is kept before the file is written anew.
const REST: Duration = Duration::from_secs(2);

/// All names with their words.
type Words = BTreeMap<String, String>;

/// What is kept.
#[derive(Clone)]
pub(crate) struct KeptWords {
    words: Arc<Mutex<Words>>,
    work: Sender<Work>,
}

/// A name with its words from now on; `None` for none.
type Line = (String, Option<String>);

/// What the thread that writes is told.
enum Work {
    Keep(Line),
    /// The app ends: what was replaced or forgotten is not left in the file.
    Close(Sender<()>),
}

impl KeptWords {
    /// Reads what is kept in a folder, and keeps more from now on.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub(crate) fn of(folder: &Folder) -> io::Result<KeptWords> {
        let path = folder.join("kept.lines");
        let words = read(&folder::read(&path)?.unwrap_or_default());
        folder::replace(&path, &written(&words))?;
        let file = open(&path)?;
        let words = Arc::new(Mutex::new(words));
        let (work, received) = channel();
        let keeper = Keeper { path, file, words: Arc::clone(&words), stale: false };
        std::thread::Builder::new().name("floorbook-kept".into()).spawn(move || keeper.run(&received))?;
        Ok(KeptWords { words, work })
    }

    /// Keeps nothing beyond this start: for an app that has no folder, and says so.
    pub(crate) fn nowhere() -> KeptWords {
        KeptWords { words: Arc::default(), work: channel().0 }
    }

    /// Keeps the words of a name, or forgets them. They are on the disk a moment later.
    pub(crate) fn keep(&self, name: String, value: Option<String>) {
        let mut words = lock(&self.words);
        match &value {
            Some(value) => drop(words.insert(name.clone(), value.clone())),
            None => drop(words.remove(&name)),
        }
        // Without a folder there is nobody who writes, and the app says so.
        let _ = self.work.send(Work::Keep((name, value)));
    }

    /// The app ends: waits until all of it is on the disk, and nothing else, for so long at the most.
    pub(crate) fn close(&self, patience: Duration) {
        let (closed, wait) = channel();
        if self.work.send(Work::Close(closed)).is_ok() {
            // What was kept was flushed when it was; what is left in the file goes at the next start.
            let _ = wait.recv_timeout(patience);
        }
    }

    /// All that is kept, as a JSON object.
    pub(crate) fn all(&self) -> String {
        // Texts by their names always become JSON.
        serde_json::to_string(&*lock(&self.words)).unwrap_or_default()
    }

    /// The words of a name.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        lock(&self.words).get(name).cloned()
    }
}

/// The thread that writes.
struct Keeper {
    path: PathBuf,
    file: File,
    words: Arc<Mutex<Words>>,
    /// Whether the file holds what was replaced or forgotten.
    stale: bool,
}

impl Keeper {
    fn run(mut self, work: &Receiver<Work>) {
        loop {
            let first = if self.stale { work.recv_timeout(REST) } else { work.recv().map_err(RecvTimeoutError::from) };
            let (mut lines, mut closed) = (Vec::new(), None);
            match first {
                Ok(first) => {
                    for work in std::iter::once(first).chain(work.try_iter()) {
                        match work {
                            Work::Keep(line) => lines.push(line),
                            Work::Close(asked) => closed = Some(asked),
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let done = if lines.is_empty() || closed.is_some() { self.tidy() } else { self.append(&lines) };
            if let Err(error) = done {
                // The engine has the draft a moment later; a setting is lost and nothing else.
                journal::note(&format!("what is kept beside the notebook could not be written: {error}"));
            }
            if let Some(closed) = closed {
                // Whoever asked may have lost its patience.
                let _ = closed.send(());
            }
        }
    }

    fn append(&mut self, lines: &[Line]) -> io::Result<()> {
        let mut bytes = Vec::new();
        lines.iter().for_each(|(name, value)| put(name, value.as_deref(), &mut bytes));
        self.stale = true;
        self.file.write_all(&bytes)?;
        self.file.sync_data()
    }

    fn tidy(&mut self) -> io::Result<()> {
        self.stale = false;
        let bytes = written(&lock(&self.words));
        folder::replace(&self.path, &bytes)?;
        self.file = open(&self.path)?;
        Ok(())
    }
}

fn lock(words: &Mutex<Words>) -> MutexGuard<'_, Words> {
    words.lock().unwrap_or_else(PoisonError::into_inner)
}

fn open(path: &Path) -> io::Result<File> {
    let mut file = folder::private().open(path)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

fn put(name: &str, value: Option<&str>, out: &mut Vec<u8>) {
    // In JSON a line's end stands for itself only within no text.
    out.extend(serde_json::to_vec(&(name, value)).unwrap_or_default());
    out.push(b'\n');
}

fn written(words: &Words) -> Vec<u8> {
    let mut bytes = Vec::new();
    words.iter().for_each(|(name, value)| put(name, Some(value), &mut bytes));
    bytes
}

fn read(bytes: &[u8]) -> Words {
    let mut words = Words::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        match serde_json::from_slice::<(String, Option<String>)>(line) {
            Ok((name, Some(value))) => drop(words.insert(name, value)),
            Ok((name, None)) => drop(words.remove(&name)),
            Err(_) => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(all: &[(&str, Option<&str>)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        all.iter().for_each(|(name, value)| put(name, *value, &mut bytes));
        bytes
    }

    #[test]
    fn the_last_words_of_a_name_count() {
        let words = read(&lines(&[
            ("a", Some("1")),
            ("b", Some("line\nbreak")),
            ("a", Some("2")),
            ("c", Some("x")),
            ("c", None),
        ]));
        let expected: Words = [("a", "2"), ("b", "line\nbreak")].map(|(a, b)| (a.into(), b.into())).into();
        assert_eq!(words, expected);
        assert_eq!(read(&written(&words)), expected);
    }

    #[test]
    fn whatever_is_cut_off_what_stands_before_is_kept() {
        let bytes = lines(&[("a", Some("1")), ("b", Some("2"))]);
        let first = lines(&[("a", Some("1"))]).len();
        for cut in first..bytes.len() - 1 {
            assert_eq!(read(&bytes[..cut]).into_keys().collect::<Vec<_>>(), ["a"], "{cut}");
        }
    }

    #[test]
    fn what_was_kept_is_there_at_the_next_start() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::take(temporary.path()).unwrap();
        let kept = KeptWords::of(&folder).unwrap();
        kept.keep("one".into(), Some("words".into()));
        kept.keep("two".into(), Some("more".into()));
        kept.keep("one".into(), None);
        assert_eq!(kept.all(), r#"{"two":"more"}"#);
        kept.close(Duration::from_secs(20));
        let left = std::fs::read(folder.join("kept.lines")).unwrap();
        assert_eq!(left, lines(&[("two", Some("more"))]), "nothing else is left");
        assert_eq!(KeptWords::of(&folder).unwrap().get("two").as_deref(), Some("more"));
    }
}
