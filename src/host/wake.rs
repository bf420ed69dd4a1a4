//! Keeps the screen awake, while a recording runs or the camera is open.

use js_sys::{Function, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "wakeLock"], js_name = request, catch)]
    fn request(kind: &str) -> Result<Promise, JsValue>;
}

/// The screen stays awake until this is dropped. A browser lets go when the page is hidden; then
/// take another one when it is shown.
pub struct Awake(JsValue);

/// Asks that the screen stay awake; `None` where the browser declines or cannot.
pub async fn keep_awake() -> Option<Awake> {
    let lock = JsFuture::from(request("screen").ok()?).await.ok()?;
    Some(Awake(lock))
}

impl Drop for Awake {
    fn drop(&mut self) {
        let release = Reflect::get(&self.0, &"release".into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
        let promise = release.and_then(|release| release.call0(&self.0).ok()?.dyn_into::<Promise>().ok());
        if let Some(promise) = promise {
            spawn_local(async move {
                let _ = JsFuture::from(promise).await;
            });
        }
    }
}
