//! How messages cross to the engine's host: to a worker as JSON in `body` with buffers beside it in `parts`, to the
//! shell in parcels.

use floorbook_port::{ErrorCode, Failure, FromShell, ToPage, ToShell, ToWorker};
use js_sys::{Array, ArrayBuffer, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, MessageEvent, Worker};
use zeroize::Zeroizing;

use super::door::Delivered;
use crate::host::{page, shell};

/// The way to the engine's host.
pub(super) enum Line {
    /// A worker of the browser, started by the page's first script.
    Worker(Worker),
    /// The shell.
    Shell,
}

impl Line {
    /// The one that there is.
    pub(super) fn find() -> Option<Line> {
        if shell::is_here() {
            return Some(Line::Shell);
        }
        page::global("floorbookWorker").and_then(|worker| worker.dyn_into().ok()).map(Line::Worker)
    }

    /// Hears what comes from now on.
    pub(super) fn listen(&self, take: impl Fn(Delivered) + 'static) {
        match self {
            Line::Worker(worker) => {
                let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                    read(&event.data()).into_iter().for_each(&take);
                });
                worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
                listen.forget(); // As long as the page.
            }
            Line::Shell => shell::on_engine(move |told| {
                if let (FromShell::Page(message), parts) = told {
                    take((message, parts));
                }
            }),
        }
    }

    /// Sends a message.
    pub(super) fn post(&self, message: &ToWorker, parts: &[ArrayBuffer]) {
        match self {
            Line::Worker(worker) => post(worker, message, parts, None),
            Line::Shell => shell::tell(&ToShell::Worker(message.clone()), parts),
        }
    }

    /// Hands a picture or file in to be developed.
    ///
    /// # Errors
    /// `Malformed` where it could not be read at all.
    pub(super) async fn hand_in(&self, number: u32, blob: &Blob, keep_original: bool) -> Result<(), Failure> {
        match self {
            Line::Worker(worker) => post(worker, &ToWorker::Develop { number, keep_original }, &[], Some(blob)),
            Line::Shell => {
                let read = JsFuture::from(blob.array_buffer()).await;
                let content: ArrayBuffer = read
                    .and_then(JsCast::dyn_into)
                    .map_err(|error| Failure::new(ErrorCode::Malformed, format!("{error:?}")))?;
                shell::tell(&ToShell::Develop { number, mime: blob.type_(), keep_original }, &[content]);
            }
        }
        Ok(())
    }
}

/// Sends a message. Buffers are copied, not transferred: until the answer is there they may have
/// to be sent again. The text is wiped here, since it may hold a passphrase.
fn post(worker: &Worker, message: &ToWorker, parts: &[ArrayBuffer], blob: Option<&Blob>) {
    // Our own types with string keys always become JSON.
    let body = Zeroizing::new(serde_json::to_string(message).unwrap_or_default());
    let parts: Array = parts.iter().collect();
    let envelope = Object::new();
    set(&envelope, "body", &body.as_str().into());
    set(&envelope, "parts", &parts);
    if let Some(blob) = blob {
        set(&envelope, "blob", blob);
    }
    if let Err(refused) = worker.post_message(&envelope) {
        leptos::logging::error!("the worker takes no message: {refused:?}");
    }
}

/// Reads a message of a worker; `None` for what is not one of ours.
pub(super) fn read(data: &JsValue) -> Option<Delivered> {
    let body = Reflect::get(data, &"body".into()).ok()?.as_string()?;
    let message: ToPage = match serde_json::from_str(&body) {
        Ok(message) => message,
        Err(error) => {
            leptos::logging::error!("the worker said what this build does not understand: {error}");
            return None;
        }
    };
    let parts = Reflect::get(data, &"parts".into()).ok()?;
    let parts = parts.dyn_into::<Array>().map(|list| list.iter().filter_map(|part| part.dyn_into().ok()).collect());
    Some((message, parts.unwrap_or_default()))
}

/// Sets a member of a plain object, which cannot fail.
fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}
