//! The way out: the page first makes what is being typed into records, then the databases are closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use floorbook_port::FromShell;
use tauri::AppHandle;

use crate::desk::Work;
use crate::hall::Word;
use crate::kept::KeptWords;
use crate::out::Out;

/// How long a page may take that does not answer. What was typed is on the disk all the same, as a draft.
const PATIENCE: Duration = Duration::from_secs(3);

/// What closes the window.
#[derive(Clone)]
pub(crate) struct Closing {
    app: AppHandle,
    out: Out,
    desk: Sender<Work>,
    hall: Sender<Word>,
    kept: KeptWords,
    asked: Arc<AtomicBool>,
}

impl Closing {
    /// Nobody has asked for it yet.
    pub(crate) fn new(app: AppHandle, out: Out, desk: Sender<Work>, hall: Sender<Word>, kept: KeptWords) -> Closing {
        Closing { app, out, desk, hall, kept, asked: Arc::default() }
    }

    /// The person closes the window: the page is told, and given a moment.
    pub(crate) fn ask(&self) {
        if self.asked.swap(true, Ordering::Relaxed) {
            // Who closes it twice means it.
            return self.close();
        }
        self.out.tell(&FromShell::Closing, &[]);
        let closing = self.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PATIENCE).await;
            closing.close();
        });
    }

    /// Closes it.
    pub(crate) fn close(&self) {
        self.app.exit(0);
    }

    /// The app ends: waits until the databases are closed.
    pub(crate) fn end(&self) {
        let (closed, hushed) = channel();
        let is_there = self.hall.send(Word::Close(closed)).is_ok();
        let (closed, wait) = channel();
        if self.desk.send(Work::Close(closed)).is_ok() {
            // A call that takes longer is cut off, which costs nothing but the opening of the next start.
            let _ = wait.recv_timeout(PATIENCE);
        }
        if is_there {
            // Others find out by themselves that nobody answers any more.
            let _ = hushed.recv_timeout(PATIENCE);
        }
        self.kept.close(PATIENCE);
    }
}
