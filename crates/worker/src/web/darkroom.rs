//! Develops pictures: turned upright, reduced, without what the camera wrote into them. This runs in
//! the lab's own worker, since browsers write JPEG without letting anything else go on meanwhile.
//!
//! What cannot be decoded here (HEIC in most browsers, video, any other file) is kept unchanged.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use floorbook_host::picture::{Format, LARGEST, LONG_SIDE, SMALL_PNG, THUMBNAIL, fit};
use floorbook_host::taken::{Taken, taken};
use floorbook_port::{ErrorCode, Failure, ToPage};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ImageBitmap, ImageBitmapOptions, ImageOrientation};

use super::canvas::{self, Encoding};
use super::js;
use super::parcel::Parcel;

/// How many are developed at a time: a decoded picture may take 200 MB.
const AT_ONCE: u8 = 2;

/// A file to be developed.
pub(crate) struct Film {
    /// The number of the page's message.
    pub(crate) number: u32,
    /// The file.
    pub(crate) blob: Blob,
    /// Whether the original is wanted back too.
    pub(crate) keep_original: bool,
}

/// Develops a few at a time, in the order in which they came.
pub(crate) struct Darkroom {
    busy: Cell<u8>,
    waiting: RefCell<VecDeque<Film>>,
    done: Box<dyn Fn(u32, Parcel)>,
}

impl Darkroom {
    /// A darkroom that hands out what is done, with its number.
    pub(crate) fn new(done: impl Fn(u32, Parcel) + 'static) -> Rc<Darkroom> {
        Rc::new(Darkroom { busy: Cell::default(), waiting: RefCell::default(), done: Box::new(done) })
    }

    /// Develops a file as soon as there is a place.
    pub(crate) fn take(self: &Rc<Self>, film: Film) {
        self.waiting.borrow_mut().push_back(film);
        self.next();
    }

    fn next(self: &Rc<Self>) {
        if self.busy.get() >= AT_ONCE {
            return;
        }
        let Some(film) = self.waiting.borrow_mut().pop_front() else {
            return;
        };
        self.busy.set(self.busy.get() + 1);
        let room = Rc::clone(self);
        spawn_local(async move {
            let number = film.number;
            let print = develop(film).await;
            let print = print.unwrap_or_else(|failure| Parcel::new(&ToPage::NotDeveloped { number, failure }, &[]));
            (room.done)(number, print);
            room.busy.set(room.busy.get() - 1);
            room.next();
        });
    }
}

/// A picture as it is kept.
struct Print {
    mime: &'static str,
    size: (u32, u32),
    content: ArrayBuffer,
    thumbnail: ArrayBuffer,
}

async fn develop(film: Film) -> Result<Parcel, Failure> {
    let Film { number, blob, keep_original } = film;
    if blob.size() > LARGEST {
        return Err(Failure::new(ErrorCode::Refused, "the file is larger than 256 MB"));
    }
    let format = Format::of(&head(&blob, 16).await?);
    let Taken { local: taken_local, offset: taken_offset } = match format.exif_bytes() {
        0 => Taken::default(),
        bytes => taken(&head(&blob, bytes).await?),
    };
    let print = match print(&blob, format).await {
        Ok(print) => print,
        Err(error) => {
            js::warn(&format!("kept unchanged: {}", js::words(&error)));
            None
        }
    };
    let Some(Print { mime, size, content, thumbnail }) = print else {
        let own = blob.type_();
        let mime = if own.is_empty() { format.mime().unwrap_or("application/octet-stream").into() } else { own };
        let (size, thumbnail, original) = (None, false, false);
        let message = ToPage::Developed { number, mime, size, taken_local, taken_offset, thumbnail, original };
        return Ok(Parcel::with(&message, Array::of1(&read(&blob).await?)));
    };
    let parts = Array::of2(&content, &thumbnail);
    if keep_original {
        parts.push(&read(&blob).await?);
    }
    let (mime, size) = (mime.into(), Some(size));
    let (thumbnail, original) = (true, keep_original);
    let message = ToPage::Developed { number, mime, size, taken_local, taken_offset, thumbnail, original };
    Ok(Parcel::with(&message, parts))
}

/// Decodes, turns and reduces a picture; `None` if it is none.
async fn print(blob: &Blob, format: Format) -> Result<Option<Print>, JsValue> {
    if format == Format::Other && !blob.type_().starts_with("image/") {
        return Ok(None);
    }
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    let decoding = js::scope().create_image_bitmap_with_blob_and_image_bitmap_options(blob, &options)?;
    let bitmap = Bitmap(JsFuture::from(decoding).await?.unchecked_into());
    let full = (bitmap.0.width(), bitmap.0.height());
    let size = fit(full, LONG_SIDE);
    let large = canvas::draw(&bitmap.0, size)?;
    let small = canvas::draw(&large, fit(size, THUMBNAIL))?;
    drop(bitmap);
    let drawing = format == Format::Png && size == full && blob.size() <= SMALL_PNG;
    let encoding = if drawing { Encoding::Png } else { Encoding::Jpeg(0.85) };
    let content = canvas::encode(&large, encoding).await?;
    let thumbnail = canvas::encode(&small, Encoding::Jpeg(0.7)).await?;
    Ok(Some(Print { mime: encoding.mime(), size, content, thumbnail }))
}

/// A decoded picture, whose memory is given back at once rather than when the browser sees fit.
struct Bitmap(ImageBitmap);

impl Drop for Bitmap {
    fn drop(&mut self) {
        self.0.close();
    }
}

async fn head(blob: &Blob, bytes: u32) -> Result<Vec<u8>, Failure> {
    let part = blob.slice_with_f64_and_f64(0.0, f64::from(bytes)).map_err(|error| unreadable(&error))?;
    Ok(Uint8Array::new(&read(&part).await?).to_vec())
}

async fn read(blob: &Blob) -> Result<JsValue, Failure> {
    JsFuture::from(blob.array_buffer()).await.map_err(|error| unreadable(&error))
}

fn unreadable(error: &JsValue) -> Failure {
    Failure::new(ErrorCode::Malformed, js::words(error))
}
