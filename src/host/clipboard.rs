//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Puts `text` on the clipboard; `false` where the browser refuses.
pub async fn copy(text: &str) -> bool {
    // Without a secure origin a browser has no clipboard.
    if !super::page::is_secure() {
        return false;
    }
    JsFuture::from(leptos::prelude::window().navigator().clipboard().write_text(text)).await.is_ok()
}
