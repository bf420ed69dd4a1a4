//! The way to the page.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use floorbook_port::{FromShell, parcel};
use tauri::ipc::{Channel, InvokeResponseBody};

use crate::journal;

/// The way to whichever page is there. Without one nothing is told: a page that comes asks for what it shows.
#[derive(Clone, Default)]
pub(crate) struct Out(Arc<Mutex<Pages>>);

#[derive(Default)]
struct Pages {
    here: Line,
    /// A page that has not said hello yet: what the former one asked is still being answered.
    coming: Option<Line>,
}

/// The way to one page. What one asked is answered to it alone: a page that is loaded anew counts from 1 again.
#[derive(Clone, Default)]
pub(crate) struct Line(Option<Channel<InvokeResponseBody>>);

impl Out {
    /// Another page listens, and will say hello.
    pub(crate) fn listen(&self, channel: Channel<InvokeResponseBody>) {
        self.pages().coming = Some(Line(Some(channel)));
    }

    /// It says hello.
    pub(crate) fn hello(&self) {
        let mut pages = self.pages();
        if let Some(coming) = pages.coming.take() {
            pages.here = coming;
        }
    }

    /// The way to the page that is there now.
    pub(crate) fn line(&self) -> Line {
        self.pages().here.clone()
    }

    /// Tells the page that is there something.
    pub(crate) fn tell(&self, message: &FromShell, parts: &[Vec<u8>]) {
        self.line().tell(message, parts);
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    /// Tells the page something.
    pub(crate) fn tell(&self, message: &FromShell, parts: &[Vec<u8>]) {
        let Some(channel) = &self.0 else { return };
        // Our own types with string keys always become JSON.
        let body = serde_json::to_string(message).unwrap_or_default();
        let mut bytes = Vec::with_capacity(body.len() + 64 + parts.iter().map(Vec::len).sum::<usize>());
        let packed = parcel::pack(&body, parts, &mut bytes);
        let told = packed
            .map_err(|error| error.to_string())
            .and_then(|()| channel.send(InvokeResponseBody::Raw(bytes)).map_err(|error| error.to_string()));
        if let Err(error) = told {
            journal::note(&format!("the page is not told something: {error}"));
        }
    }
}
