//! Reading QR codes, in browsers that do so themselves (`BarcodeDetector`).

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlVideoElement;

use super::{media::object, page};

/// The browser's reader of QR codes.
pub struct Reader(JsValue);

impl Reader {
    /// The reader; `None` where the browser has none.
    pub fn new() -> Option<Reader> {
        let make: Function = page::global("BarcodeDetector")?.dyn_into().ok()?;
        let formats = object([("formats", Array::of1(&"qr_code".into()).into())]);
        Reflect::construct(&make, &Array::of1(&formats)).ok().map(Reader)
    }

    /// What the code that a camera shows says; `None` while it shows none.
    pub async fn read(&self, video: &HtmlVideoElement) -> Option<String> {
        let detect: Function = Reflect::get(&self.0, &"detect".into()).ok()?.dyn_into().ok()?;
        let asked = detect.call1(&self.0, video).ok()?.dyn_into::<js_sys::Promise>().ok()?;
        let found: Array = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
        Reflect::get(&found.get(0), &"rawValue".into()).ok()?.as_string()
    }
}
