//! The page itself: its globals, whether it can be seen, its frames and timers.

use std::time::Duration;

use futures_channel::oneshot;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, EventTarget, VisibilityState};

/// A member of the global object; `None` where it is missing.
pub fn global(name: &str) -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// Calls a global function of the page's first script, if it is there.
pub fn call_global(name: &str, arguments: &js_sys::Array) -> Option<JsValue> {
    let function: js_sys::Function = global(name)?.dyn_into().ok()?;
    function.apply(&JsValue::UNDEFINED, arguments).ok()
}

/// Whether the page can be seen.
pub fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// Whether the origin is secure: without that a browser has no durable storage, camera or service worker.
pub fn is_secure() -> bool {
    window().is_secure_context()
}

/// Calls `listener` for each event of that name on the window, as long as the page lives.
pub fn on_window(name: &str, listener: impl Fn(Event) + 'static) {
    listen_for_ever(&window(), name, listener);
}

/// Calls `listener` when the page is shown (`true`) or hidden, as long as it lives.
pub fn on_visibility(listener: impl Fn(bool) + 'static) {
    listen_for_ever(&document(), "visibilitychange", move |_| listener(is_visible()));
}

fn listen_for_ever(target: &EventTarget, name: &str, listener: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(listener);
    // The only failure is a listener that is no function.
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Does `work` before the next frame is drawn; in a hidden page, when it is shown again.
pub fn on_next_frame(work: impl FnOnce() + 'static) {
    request_animation_frame(work);
}

/// Waits.
pub async fn sleep(millis: u64) {
    let (sender, woken) = oneshot::channel();
    let wake = move || {
        let _ = sender.send(()); // Nobody waits any more: fine.
    };
    set_timeout(wake, Duration::from_millis(millis));
    let _ = woken.await;
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}

/// Where the page came from: `https://floorbook.example.org`. Empty in the shell: it came from no hub.
pub fn origin() -> String {
    if super::shell::is_here() {
        return String::new();
    }
    window().location().origin().unwrap_or_default()
}

/// Opens the system's dialog for printing.
pub fn print() {
    let _ = window().print();
}
