//! The way to the page.

use std::sync::{Arc, Mutex, PoisonError};

use floorbook_port::{FromShell, parcel};
use tauri::ipc::{Channel, InvokeResponseBody};

use crate::journal;

/// The way to the page that listens now. Without one nothing is told: a page that comes asks for what it shows.
#[derive(Clone, Default)]
pub(crate) struct Out(Arc<Mutex<Option<Channel<InvokeResponseBody>>>>);

impl Out {
    /// From now on this page listens, and no other.
    pub(crate) fn listen(&self, channel: Channel<InvokeResponseBody>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Tells the page something.
    pub(crate) fn tell(&self, message: &FromShell, parts: &[Vec<u8>]) {
        let channel = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(channel) = channel else { return };
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
