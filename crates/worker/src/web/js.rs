//! The few browser functions that `web-sys` has not as stable ones, and how the browser names errors.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, IdbDatabase, IdbTransaction};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    pub(crate) fn set_timeout(call: &Function, millis: f64) -> f64;

    #[wasm_bindgen(js_name = clearTimeout)]
    pub(crate) fn clear_timeout(id: f64);

    #[wasm_bindgen(js_name = setInterval)]
    pub(crate) fn set_interval(call: &Function, millis: f64) -> f64;

    #[wasm_bindgen(js_name = clearInterval)]
    pub(crate) fn clear_interval(id: f64);

    /// Milliseconds since some moment, by a clock that nobody sets.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn ticks() -> f64;

    /// The Web Locks of this origin.
    pub(crate) type Locks;

    #[wasm_bindgen(catch, method)]
    pub(crate) fn request(this: &Locks, name: &str, granted: &Function) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, method)]
    pub(crate) fn query(this: &Locks) -> Result<Promise, JsValue>;

    /// A database that takes the option of how durable a transaction is to be.
    #[wasm_bindgen(extends = IdbDatabase)]
    pub(crate) type Durable;

    #[wasm_bindgen(catch, method)]
    pub(crate) fn transaction(
        this: &Durable,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// The worker's global object.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// A property of an object; `undefined` where there is none.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// An object with these properties.
pub(crate) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // A fresh plain object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// The name of an error, such as `QuotaExceededError`.
pub(crate) fn name_of(error: &JsValue) -> String {
    get(error, "name").as_string().unwrap_or_default()
}

/// An error in words.
pub(crate) fn words(error: &JsValue) -> String {
    let message = get(error, "message").as_string().unwrap_or_else(|| format!("{error:?}"));
    format!("{}: {message}", name_of(error))
}

/// Milliseconds of UTC.
pub(crate) fn now() -> floorbook_domain::Instant {
    #[allow(clippy::cast_possible_truncation, reason = "whole milliseconds, far within 53 bits")]
    floorbook_domain::Instant(js_sys::Date::now() as i64)
}

/// Leaves a line for the one who helps.
pub(crate) fn warn(line: &str) {
    web_sys::console::warn_1(&line.into());
}
