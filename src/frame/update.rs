//! A newer build of the app: it takes over only when the person agrees and nothing is unsaved.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::{draft, host::page};

/// Whether this tab has loaded itself again for another build already.
const RELOADED: &str = "floorbook.reloaded";

/// Listens for newer builds; called once at the root. The answer moves when one waits.
pub fn watch() -> ReadSignal<bool> {
    let is_waiting = || page::global("floorbookUpdateWaiting").is_some_and(|waiting| waiting.is_truthy());
    let waiting = RwSignal::new(is_waiting());
    page::on_window("floorbook-update", move |_| {
        waiting.try_set(true);
    });
    // Another tab let a newer build take over: save, then load again.
    page::on_window("floorbook-replaced", |event| {
        event.prevent_default();
        spawn_local(async {
            // What the disk did not take stands in the journal, and comes back after the load.
            draft::finish_all().await;
            page::reload();
        });
    });
    waiting.read_only()
}

/// Saves everything, then lets the newer build take over; `false` if something could not be saved.
pub async fn apply() -> bool {
    if !draft::finish_all().await {
        return false;
    }
    let promise = page::call_global("floorbookApplyUpdate", &js_sys::Array::new());
    if let Some(Ok(promise)) = promise.map(JsCast::dyn_into::<js_sys::Promise>) {
        let _ = JsFuture::from(promise).await;
    }
    true
}

/// Loads the page again, once: a second time would not help either.
pub fn reload_once() {
    let Ok(Some(store)) = window().session_storage() else { return };
    if store.get_item(RELOADED).ok().flatten().is_none() && store.set_item(RELOADED, "1").is_ok() {
        page::reload();
    }
}

/// The notebook is open: another build later is another matter.
pub fn forget_reload() {
    if let Ok(Some(store)) = window().session_storage() {
        let _ = store.remove_item(RELOADED);
    }
}
