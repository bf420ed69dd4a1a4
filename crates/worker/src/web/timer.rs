//! Waiting, and doing something again and again.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::js;

/// Waits.
pub(crate) async fn sleep(millis: f64) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        js::set_timeout(&resolve, millis);
    });
    // It is only ever resolved.
    let _ = JsFuture::from(promise).await;
}

/// Something done again and again until this is dropped.
pub(crate) struct Every {
    id: f64,
    _call: Closure<dyn FnMut()>,
}

impl Every {
    /// Calls `call` each `millis`.
    pub(crate) fn new(millis: f64, call: impl FnMut() + 'static) -> Every {
        let call = Closure::<dyn FnMut()>::new(call);
        Every { id: js::set_interval(call.as_ref().unchecked_ref(), millis), _call: call }
    }
}

impl Drop for Every {
    fn drop(&mut self) {
        js::clear_interval(self.id);
    }
}
