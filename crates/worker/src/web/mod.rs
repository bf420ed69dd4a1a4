//! The worker in the browser: a thin shell around what decides.

mod canvas;
mod channel;
mod courier;
mod darkroom;
mod desk;
mod entropy;
mod host;
mod idb;
mod js;
mod lab;
mod live;
mod locks;
mod net;
mod panic;
mod parcel;
mod rescue;
mod slots;
mod store;
mod timer;
mod vault;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use host::Host;

/// Sets the worker up, and takes in what the page said before it was there (`floorbookEarly`).
#[wasm_bindgen(start)]
pub fn start() {
    if lab::is_this() {
        panic::end_worker();
        listen(lab::listener());
    } else {
        panic::tell_page();
        let host = Host::new();
        listen(move |data| host.hear(data));
    }
}

fn listen(hear: impl Fn(&JsValue) + 'static) {
    let scope = js::scope();
    for early in Array::from(&js::get(&scope, "floorbookEarly")) {
        hear(&early);
    }
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(&event.data()));
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    listen.forget();
}
