//! A message as it travels: JSON, with buffers beside it.

use floorbook_port::ToPage;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;
use zeroize::Zeroizing;

use super::js;

/// A message with its buffers, which stay in the browser's hands until they are needed.
#[derive(Clone)]
pub(crate) struct Parcel {
    /// The message as JSON; wiped when it is let go, since it may hold a passphrase.
    pub(crate) body: Zeroizing<String>,
    /// `ArrayBuffer`s.
    pub(crate) parts: Array,
}

impl Parcel {
    /// What was posted, if it is a message at all.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn read(data: &JsValue) -> Result<Parcel, &'static str> {
        let body = js::get(data, "body").as_string().ok_or("a message has a body of text")?;
        let body = Zeroizing::new(body);
        let parts = js::get(data, "parts");
        let parts =
            if parts.is_undefined() { Array::new() } else { parts.dyn_into().map_err(|_| "parts are a list")? };
        if !parts.iter().all(|part| part.is_instance_of::<ArrayBuffer>()) {
            return Err("parts are buffers");
        }
        Ok(Parcel { body, parts })
    }

    /// The blob beside a message.
    pub(crate) fn blob(data: &JsValue) -> Option<Blob> {
        js::get(data, "blob").dyn_into().ok()
    }

    /// A message to the page.
    pub(crate) fn new(message: &ToPage, parts: &[Vec<u8>]) -> Parcel {
        let parts = parts.iter().map(|part| JsValue::from(Uint8Array::from(part.as_slice()).buffer()));
        Parcel::with(message, parts.collect())
    }

    /// A message to the page with buffers that are the browser's already.
    pub(crate) fn with(message: &ToPage, parts: Array) -> Parcel {
        let body = serde_json::to_string(message).unwrap_or_else(|error| {
            // Views are made of what JSON can hold; were one not, the page must not wait for ever.
            js::warn(&format!("a message cannot be written: {error}"));
            String::new()
        });
        Parcel { body: Zeroizing::new(body), parts }
    }

    /// A key, for the workers of other tabs.
    pub(crate) fn of_key(key: &[u8]) -> Parcel {
        Parcel { body: Zeroizing::default(), parts: Array::of1(&Uint8Array::from(key).buffer()) }
    }

    /// Copies of the buffers.
    pub(crate) fn bytes(&self) -> Vec<Vec<u8>> {
        self.parts.iter().map(|part| Uint8Array::new(&part).to_vec()).collect()
    }

    /// Gives it to the page, with its buffers.
    pub(crate) fn post(&self) {
        self.post_with(JsValue::UNDEFINED);
    }

    /// Gives it to the worker that started this one, with the number of what it answers.
    pub(crate) fn post_numbered(&self, number: u32) {
        self.post_with(number.into());
    }

    fn post_with(&self, number: JsValue) {
        let body = self.body.as_str().into();
        let message = js::object(&[("body", body), ("parts", self.parts.clone().into()), ("number", number)]);
        let scope = js::scope();
        // A buffer that cannot be handed over (it is there twice) can still be copied.
        let posted = scope.post_message_with_transfer(&message, &self.parts).or_else(|_| scope.post_message(&message));
        if let Err(error) = posted {
            js::warn(&js::words(&error));
        }
    }
}
