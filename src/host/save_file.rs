//! Bytes and words on their way out: a file to download, or, in the shell, one that lies where the person says; the
//! system's share sheet.

use floorbook_port::{ErrorCode, Failure};
use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, ShareData, Url};

use super::shell;

/// Hands `bytes` out as a file called `name`; see [`save`].
///
/// # Errors
/// As [`save`].
pub async fn download(name: &str, mime: &str, bytes: &Uint8Array) -> Result<bool, Failure> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &kind).map_err(|why| no_file(&why))?;
    save(name, &blob).await
}

/// Hands a file out: to the browser as a download, which it reports itself; in the shell to where the person says,
/// and then it is on the disk. `false` where the person wanted none after all.
///
/// # Errors
/// It could not be written, or not even read.
pub async fn save(name: &str, blob: &Blob) -> Result<bool, Failure> {
    if shell::is_here() {
        let content = JsFuture::from(blob.array_buffer()).await.and_then(JsCast::dyn_into::<ArrayBuffer>);
        return shell::save(name, &content.map_err(|why| no_file(&why))?).await;
    }
    begin_download(name, blob).map_err(|why| no_file(&why))?;
    Ok(true)
}

fn begin_download(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes once it began.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    Ok(())
}

fn no_file(why: &JsValue) -> Failure {
    Failure::new(ErrorCode::Storage, format!("{why:?}"))
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
