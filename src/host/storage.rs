//! How much the browser keeps for the app, and its promise not to erase it.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageEstimate;

/// How much room there is, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageState {
    /// What this origin uses.
    pub used: u64,
    /// What this origin may use; 0 where the browser does not tell.
    pub quota: u64,
    /// Whether the browser promised not to erase it by itself.
    pub persisted: bool,
}

/// Asks the browser to keep the storage for good; `false` where it declines or cannot.
pub async fn persist() -> bool {
    if !super::page::is_secure() {
        return false;
    }
    let Ok(promise) = window().navigator().storage().persist() else { return false };
    JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
}

/// What the browser says of the room; `None` where it says nothing.
pub async fn measure() -> Option<StorageState> {
    if !super::page::is_secure() {
        return None;
    }
    let storage = window().navigator().storage();
    let estimate: StorageEstimate = JsFuture::from(storage.estimate().ok()?).await.ok()?.unchecked_into();
    let persisted = JsFuture::from(storage.persisted().ok()?).await.is_ok_and(|answer| answer.is_truthy());
    let (used, quota) = (bytes(estimate.get_usage()), bytes(estimate.get_quota()));
    Some(StorageState { used, quota, persisted })
}

fn bytes(estimate: Option<f64>) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    let bytes = estimate.unwrap_or_default() as u64;
    bytes
}
