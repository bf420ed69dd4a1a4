//! Bytes and words on their way out: a file to download, the system's share sheet.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, ShareData, Url};

/// Hands `bytes` to the browser as a download called `name`.
pub fn download(name: &str, mime: &str, bytes: &Uint8Array) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &kind).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes once it began.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    Some(())
}

/// Offers `text` to the system's share sheet; `false` where there is none or the person closed it.
pub async fn share(title: &str, text: &str) -> bool {
    if js_sys::Reflect::get(&window().navigator(), &"share".into()).is_ok_and(|share| !share.is_function()) {
        return false;
    }
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    JsFuture::from(window().navigator().share_with_data(&data)).await.is_ok()
}
