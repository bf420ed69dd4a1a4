//! How much the browser keeps for the app, and its promise not to erase it; in the shell, the room on the disk.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions, FileSystemWritableFileStream,
    StorageEstimate,
};

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
    if super::shell::is_here() {
        return true;
    }
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
    let (used, told) = (bytes(estimate.get_usage()), bytes(estimate.get_quota()));
    let quota = left().await.map_or(told, |left| told.min(used + left));
    Some(StorageState { used, quota, persisted })
}

/// What is tried for a moment, in bytes: some dozens of photos, then less.
const TRIED: [u64; 6] = [64 << 20, 32 << 20, 16 << 20, 8 << 20, 4 << 20, 1 << 20];

/// How much more could be written, in bytes, where that is little; `None` where it is more than is tried, or cannot
/// be tried.
///
/// What a browser says of the room may be made up: Chromium says that there are some gigabytes more than are used,
/// whatever there is. What can be trusted is whether a file may grow. It is grown in a copy that is thrown away; in
/// the page, since a worker that is ended meanwhile makes Chromium 148 crash the page.
async fn left() -> Option<u64> {
    let root: FileSystemDirectoryHandle =
        JsFuture::from(window().navigator().storage().get_directory()).await.ok()?.unchecked_into();
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let file = JsFuture::from(root.get_file_handle_with_options("floorbook-probe", &options)).await.ok()?;
    let file: FileSystemFileHandle = file.unchecked_into();
    // Older browsers cannot write a file from a page; there what the browser says stands alone.
    js_sys::Reflect::get(&file, &"createWritable".into()).ok().filter(JsValue::is_function)?;
    for size in TRIED {
        match grows(&file, size).await {
            Ok(()) if size == TRIED[0] => return None,
            Ok(()) => return Some(size),
            Err(error) if name_of(&error) == "QuotaExceededError" => {}
            Err(_) => return None,
        }
    }
    Some(0)
}

/// Whether a copy of the file may grow to this size.
async fn grows(file: &FileSystemFileHandle, size: u64) -> Result<(), JsValue> {
    let copy: FileSystemWritableFileStream = JsFuture::from(file.create_writable()).await?.unchecked_into();
    #[allow(clippy::cast_precision_loss, reason = "far below 53 bits")]
    let grown = match copy.truncate_with_f64(size as f64) {
        Ok(growing) => JsFuture::from(growing).await.map(drop),
        Err(error) => Err(error),
    };
    // One that failed has ended by itself.
    let _ = JsFuture::from(copy.unchecked_ref::<web_sys::WritableStream>().abort()).await;
    grown
}

fn name_of(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

fn bytes(estimate: Option<f64>) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    let bytes = estimate.unwrap_or_default() as u64;
    bytes
}
