//! Waiting, doing something later or again and again, and letting others have their turn.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessagePort};

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

/// Something done once, unless this is dropped before.
pub(crate) struct After {
    id: f64,
    _call: Closure<dyn FnMut()>,
}

impl After {
    /// Calls `call` in `millis`.
    pub(crate) fn new(millis: f64, call: impl FnMut() + 'static) -> After {
        let call = Closure::<dyn FnMut()>::new(call);
        After { id: js::set_timeout(call.as_ref().unchecked_ref(), millis), _call: call }
    }
}

impl Drop for After {
    fn drop(&mut self) {
        js::clear_timeout(self.id);
    }
}

/// Something done as soon as what waits in the worker's queue had its turn: at once if nothing does,
/// while timers would wait for some milliseconds.
pub(crate) struct Turns {
    ask: MessagePort,
    _listen: MessagePort,
    _call: Closure<dyn FnMut()>,
}

impl Turns {
    /// Calls `call` in each turn that is asked for.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) fn new(call: impl FnMut() + 'static) -> Result<Turns, JsValue> {
        let channel = MessageChannel::new()?;
        let call = Closure::<dyn FnMut()>::new(call);
        let listen = channel.port1();
        listen.set_onmessage(Some(call.as_ref().unchecked_ref()));
        Ok(Turns { ask: channel.port2(), _listen: listen, _call: call })
    }

    /// Asks for a turn.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) fn ask(&self) -> Result<(), JsValue> {
        self.ask.post_message(&JsValue::NULL)
    }
}
