//! The browser's locks: held by a worker for as long as it lives, unless it lets go.

use floorbook_port::TabId;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::js::{self, Locks};
use crate::alive;

/// A lock that is held. Dropping it lets it go.
pub(crate) struct Held {
    release: Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Whether the browser has locks at all.
pub(crate) fn supported() -> bool {
    !locks().is_undefined()
}

/// Queues for the lock of this name, and waits until it is held.
///
/// # Errors
/// The browser's error, where it denies locks.
pub(crate) async fn hold(name: &str) -> Result<Held, JsValue> {
    let mut tell = None;
    let granted = Promise::new(&mut |resolve, _| tell = Some(resolve));
    let callback = Closure::once_into_js(move |_lock: JsValue| {
        let mut release = JsValue::UNDEFINED;
        let held = Promise::new(&mut |resolve, _| release = resolve.into());
        if let Some(tell) = tell {
            let _ = tell.call1(&JsValue::UNDEFINED, &release);
        }
        JsValue::from(held)
    });
    let requested = locks().unchecked_into::<Locks>().request(name, callback.unchecked_ref())?;
    let release = JsFuture::from(Promise::race(&Array::of2(&granted, &requested))).await?;
    Ok(Held { release: release.unchecked_into() })
}

/// The tabs that live: those that hold their lock, or are about to.
///
/// # Errors
/// The browser's error.
pub(crate) async fn tabs() -> Result<Vec<TabId>, JsValue> {
    let snapshot = JsFuture::from(locks().unchecked_into::<Locks>().query()?).await?;
    let mut tabs = Vec::new();
    for list in ["held", "pending"] {
        let names = Array::from(&js::get(&snapshot, list));
        let names = names.iter().filter_map(|lock| js::get(&lock, "name").as_string());
        alive::merge(&mut tabs, names.filter_map(|name| alive::tab_of(&name)));
    }
    Ok(tabs)
}

fn locks() -> JsValue {
    js::get(&js::scope().navigator(), "locks")
}
