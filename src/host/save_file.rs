//! Bytes and words on their way out: a file to download, the system's share sheet.

use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, ShareData, Url};

/// Hands `bytes` to the browser as a download called `name`.
pub fn download(name: &str, mime: &str, bytes: &Uint8Array) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    save(name, &Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &kind).ok()?)
}

/// Hands a file to the browser as a download.
pub fn save(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes once it began.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    Some(())
}

/// One file of `parts`. The browser keeps them where it has room, not in the page.
pub fn file(name: &str, parts: &[Uint8Array]) -> Option<File> {
    let parts: Array = parts.iter().collect();
    let kind = FilePropertyBag::new();
    kind.set_type("application/octet-stream");
    File::new_with_u8_array_sequence_and_options(&parts, name, &kind).ok()
}

/// Whether the browser has the system's share sheet.
pub fn can_share() -> bool {
    method("share").is_some()
}

/// Whether the system's share sheet takes this file, as far as the browser knows beforehand.
pub fn can_share_file(file: &File) -> bool {
    let answer = method("canShare").and_then(|ask| ask.call1(&window().navigator(), &of_file(file)).ok());
    answer.is_some_and(|answer| answer.is_truthy())
}

/// Offers a file to the system's share sheet; `false` where it is refused. Closing it is no refusal.
/// To be called within a press.
pub async fn share_file(file: &File) -> bool {
    match JsFuture::from(window().navigator().share_with_data(&of_file(file))).await {
        Ok(_) => true,
        Err(why) => Reflect::get(&why, &"name".into()).is_ok_and(|name| name == "AbortError"),
    }
}

/// Offers `text` to the system's share sheet; `false` where there is none or the person closed it.
pub async fn share(title: &str, text: &str) -> bool {
    if !can_share() {
        return false;
    }
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    JsFuture::from(window().navigator().share_with_data(&data)).await.is_ok()
}

fn of_file(file: &File) -> ShareData {
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    data
}

/// A method of the navigator, where the browser has it.
fn method(name: &str) -> Option<Function> {
    Reflect::get(&window().navigator(), &name.into()).ok()?.dyn_into().ok()
}
