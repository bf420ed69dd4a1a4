//! How messages cross to the worker: JSON in `body`, buffers beside it in `parts`.

use floorbook_port::{ToPage, ToWorker};
use js_sys::{Array, ArrayBuffer, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Worker};
use zeroize::Zeroizing;

/// Sends a message. Buffers are copied, not transferred: until the answer is there they may have
/// to be sent again. The text is wiped here, since it may hold a passphrase.
pub(super) fn post(worker: &Worker, message: &ToWorker, parts: &[ArrayBuffer], blob: Option<&Blob>) {
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

/// Reads a message; `None` for what is not one of ours.
pub(super) fn read(data: &JsValue) -> Option<(ToPage, Vec<ArrayBuffer>)> {
    let body = Reflect::get(data, &"body".into()).ok()?.as_string()?;
    let message = match serde_json::from_str(&body) {
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
