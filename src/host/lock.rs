//! Web Locks: which tabs are alive, and one thing at a time among them.

use futures_channel::oneshot;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, callback: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = query, catch)]
    fn query() -> Result<Promise, JsValue>;
}

/// Holds the lock `name` until the tab is closed or dies.
pub fn hold_for_ever(name: &str) {
    let never = Closure::once_into_js(|_: JsValue| Promise::new(&mut |_, _| {}));
    let _ = request(name, &never);
}

/// Does `work` while no other tab does it. Where there are no locks, it is simply done.
pub async fn exclusively(name: &str, work: impl Future<Output = ()> + 'static) {
    let (sender, granted) = oneshot::channel::<oneshot::Sender<()>>();
    let callback = Closure::once_into_js(move |_: JsValue| {
        let (release, released) = oneshot::channel::<()>();
        let _ = sender.send(release);
        future_to_promise(async move {
            let _ = released.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let requested = request(name, &callback);
    let _release = if requested.is_ok() { granted.await.ok() } else { None };
    work.await;
}

/// The names of the locks that are held now, by any tab.
pub async fn held() -> Vec<String> {
    let Ok(promise) = query() else { return Vec::new() };
    let Ok(snapshot) = JsFuture::from(promise).await else { return Vec::new() };
    let held = Reflect::get(&snapshot, &"held".into()).unwrap_or_default();
    let held: Array = held.dyn_into().unwrap_or_default();
    held.iter()
        .filter_map(|lock| lock.dyn_into::<Object>().ok())
        .filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string())
        .collect()
}
