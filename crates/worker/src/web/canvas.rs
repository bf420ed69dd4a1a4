//! Drawing a picture at another size, and writing it as a file, off the page's thread.

use js_sys::{ArrayBuffer, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Encoding {
    /// JPEG of this quality, 0 to 1.
    Jpeg(f64),
    /// PNG.
    Png,
}

impl Encoding {
    /// The media type.
    pub(crate) fn mime(self) -> &'static str {
        match self {
            Encoding::Jpeg(_) => "image/jpeg",
            Encoding::Png => "image/png",
        }
    }
}

/// What can be drawn.
pub(crate) trait Drawn {
    /// Draws it over the whole of a canvas of this size.
    ///
    /// # Errors
    /// The browser's error.
    fn draw_on(&self, context: &OffscreenCanvasRenderingContext2d, width: f64, height: f64) -> Result<(), JsValue>;
}

impl Drawn for ImageBitmap {
    fn draw_on(&self, context: &OffscreenCanvasRenderingContext2d, width: f64, height: f64) -> Result<(), JsValue> {
        context.draw_image_with_image_bitmap_and_dw_and_dh(self, 0.0, 0.0, width, height)
    }
}

impl Drawn for OffscreenCanvas {
    fn draw_on(&self, context: &OffscreenCanvasRenderingContext2d, width: f64, height: f64) -> Result<(), JsValue> {
        context.draw_image_with_offscreen_canvas_and_dw_and_dh(self, 0.0, 0.0, width, height)
    }
}

/// Draws a picture at this size.
///
/// # Errors
/// The browser's error.
pub(crate) fn draw(picture: &impl Drawn, (width, height): (u32, u32)) -> Result<OffscreenCanvas, JsValue> {
    let canvas = OffscreenCanvas::new(width, height)?;
    let context = canvas.get_context("2d")?.ok_or("no 2d context")?;
    let context: OffscreenCanvasRenderingContext2d = context.unchecked_into();
    // Where it is not known, the picture is only less smooth.
    let _ = Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
    picture.draw_on(&context, f64::from(width), f64::from(height))?;
    Ok(canvas)
}

/// Writes what is on a canvas as a file.
///
/// # Errors
/// The browser's error, or that it cannot write this format.
pub(crate) async fn encode(canvas: &OffscreenCanvas, encoding: Encoding) -> Result<ArrayBuffer, JsValue> {
    let options = ImageEncodeOptions::new();
    options.set_type(encoding.mime());
    if let Encoding::Jpeg(quality) = encoding {
        options.set_quality(quality);
        put_on_white(canvas)?;
    }
    let blob: Blob = JsFuture::from(canvas.convert_to_blob_with_options(&options)?).await?.unchecked_into();
    if blob.type_() != encoding.mime() {
        return Err("the browser writes another format".into());
    }
    Ok(JsFuture::from(blob.array_buffer()).await?.unchecked_into())
}

/// What is transparent becomes white, not black.
fn put_on_white(canvas: &OffscreenCanvas) -> Result<(), JsValue> {
    let context = canvas.get_context("2d")?.ok_or("no 2d context")?;
    let context: OffscreenCanvasRenderingContext2d = context.unchecked_into();
    context.set_global_composite_operation("destination-over")?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    Ok(())
}
