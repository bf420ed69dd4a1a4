//! The browser's promise not to erase what the app keeps.

use wasm_bindgen_futures::JsFuture;

/// Asks the browser to keep the storage for good; `false` where it declines or cannot.
pub async fn persist() -> bool {
    if !super::page::is_secure() {
        return false;
    }
    let Ok(promise) = leptos::prelude::window().navigator().storage().persist() else { return false };
    JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
}
