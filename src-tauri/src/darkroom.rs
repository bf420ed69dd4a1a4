//! Develops pictures: turned upright, reduced, without what the camera wrote into them. Each has a thread of its own,
//! a few at a time, so that what is typed is saved without waiting for them.
//!
//! What cannot be decoded here (HEIC, video, any other file) is kept unchanged.

use std::io::Cursor;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use floorbook_host::picture::{Format, LARGEST, LONG_SIDE, SMALL_PNG, THUMBNAIL, fit};
use floorbook_host::taken::{Taken, taken};
use floorbook_port::{ErrorCode, Failure, ToPage};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

/// How many are developed at a time: a decoded picture may take 200 MB.
const AT_ONCE: usize = 2;

/// What one picture may take while it is decoded, in bytes.
const MEMORY: u64 = 1 << 30;

/// How much a picture is squeezed, and a small one, of 100.
const QUALITY: [u8; 2] = [85, 70];

/// A file to be developed.
pub(crate) struct Film {
    /// The number of the page's message.
    pub(crate) number: u32,
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// The media type that the page knows of it; empty for none.
    pub(crate) mime: String,
    /// Whether the original is wanted back too.
    pub(crate) keep_original: bool,
}

/// Develops a few at a time.
#[derive(Clone, Default)]
pub(crate) struct Darkroom(Arc<(Mutex<usize>, Condvar)>);

impl Darkroom {
    /// Develops a file as soon as there is a place, and hands it to `done`.
    pub(crate) fn take(&self, film: Film, done: impl FnOnce(ToPage, Vec<Vec<u8>>) + Send + 'static) {
        let (room, number) = (self.clone(), film.number);
        let work = move || {
            let place = room.place();
            let (message, parts) = develop(film).unwrap_or_else(|failure| (not_developed(number, failure), Vec::new()));
            drop(place);
            done(message, parts);
        };
        if let Err(error) = std::thread::Builder::new().name("floorbook-darkroom".into()).spawn(work) {
            crate::journal::note(&format!("a picture is not developed: {error}"));
        }
    }

    fn place(&self) -> Place<'_> {
        let (busy, freed) = &*self.0;
        let busy = busy.lock().unwrap_or_else(PoisonError::into_inner);
        let mut busy = freed.wait_while(busy, |busy| *busy >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        *busy += 1;
        Place(self)
    }
}

/// A place in the darkroom. It is free again when this is dropped, also by a panic in a decoder.
struct Place<'a>(&'a Darkroom);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let (busy, freed) = &*self.0.0;
        *busy.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        freed.notify_one();
    }
}

fn not_developed(number: u32, failure: Failure) -> ToPage {
    ToPage::NotDeveloped { number, failure }
}

/// A picture as it is kept.
struct Print {
    mime: &'static str,
    size: (u32, u32),
    content: Vec<u8>,
    thumbnail: Vec<u8>,
}

fn develop(film: Film) -> Result<(ToPage, Vec<Vec<u8>>), Failure> {
    let Film { number, bytes, mime: own, keep_original } = film;
    #[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
    let size = bytes.len() as f64;
    if size > LARGEST {
        return Err(Failure::new(ErrorCode::Refused, "the file is larger than 256 MB"));
    }
    let format = Format::of(&bytes);
    let head = usize::try_from(format.exif_bytes()).unwrap_or(usize::MAX).min(bytes.len());
    let Taken { local: taken_local, offset: taken_offset } =
        if head == 0 { Taken::default() } else { taken(&bytes[..head]) };
    let printed = std::panic::catch_unwind(|| print(&bytes, format, size))
        .unwrap_or_else(|_| Err(image::ImageError::IoError(std::io::Error::other("the decoder gave up"))));
    let Print { mime, size, content, thumbnail } = match printed {
        Ok(print) => print,
        Err(error) => {
            crate::journal::note(&format!("a file is kept unchanged: {error}"));
            let mime = if own.is_empty() { format.mime().unwrap_or("application/octet-stream").into() } else { own };
            let (size, thumbnail, original) = (None, false, false);
            let message = ToPage::Developed { number, mime, size, taken_local, taken_offset, thumbnail, original };
            return Ok((message, vec![bytes]));
        }
    };
    let mut parts = vec![content, thumbnail];
    if keep_original {
        parts.push(bytes);
    }
    let (mime, size, thumbnail, original) = (mime.into(), Some(size), true, keep_original);
    let message = ToPage::Developed { number, mime, size, taken_local, taken_offset, thumbnail, original };
    Ok((message, parts))
}

/// Decodes, turns and reduces a picture.
fn print(bytes: &[u8], format: Format, bytes_long: f64) -> image::ImageResult<Print> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // What a camera wrote of how it was held may be damaged: then the picture stays as it lies.
    let held = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(held);
    let full = (picture.width(), picture.height());
    let size = fit(full, LONG_SIDE);
    let small = fit(size, THUMBNAIL);
    if size != full {
        picture = picture.resize_exact(size.0, size.1, FilterType::Triangle);
    }
    let thumbnail = jpeg(&picture.thumbnail_exact(small.0, small.1), QUALITY[1])?;
    if format == Format::Png && size == full && bytes_long <= SMALL_PNG {
        let mut content = Cursor::new(Vec::new());
        picture.write_to(&mut content, image::ImageFormat::Png)?;
        return Ok(Print { mime: "image/png", size, content: content.into_inner(), thumbnail });
    }
    Ok(Print { mime: "image/jpeg", size, content: jpeg(&picture, QUALITY[0])?, thumbnail })
}

/// As JPEG, which knows no transparency: what is transparent becomes white, as on paper.
fn jpeg(picture: &DynamicImage, quality: u8) -> image::ImageResult<Vec<u8>> {
    let opaque = if picture.color().has_alpha() { DynamicImage::ImageRgb8(on_paper(picture)) } else { picture.clone() };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&opaque.to_rgb8())?;
    Ok(bytes)
}

fn on_paper(picture: &DynamicImage) -> image::RgbImage {
    let rgba = picture.to_rgba8();
    image::RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, alpha] = rgba.get_pixel(x, y).0;
        let over = |part: u8| {
            let mixed = u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([over(r), over(g), over(b)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film(bytes: Vec<u8>, keep_original: bool) -> Film {
        Film { number: 7, bytes, mime: String::new(), keep_original }
    }

    /// A picture that is red above and blue below, with what a camera writes of how it was held.
    fn photo((width, height): (u32, u32), held: Option<u8>) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(width, height, |_, y| {
            image::Rgb(if y < height / 2 { [220, 20, 20] } else { [20, 20, 220] })
        });
        let jpeg = jpeg(&DynamicImage::ImageRgb8(picture), 90).unwrap();
        let Some(held) = held else { return jpeg };
        let mut tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        tiff.extend([held, 0, 0, 0, 0, 0, 0]);
        let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &tiff, &jpeg[2..]].concat()
    }

    fn developed(film: Film) -> (ToPage, Vec<Vec<u8>>) {
        develop(film).unwrap()
    }

    #[test]
    fn a_large_photo_is_reduced_and_has_a_small_picture() {
        let original = photo((3000, 1500), None);
        let (message, parts) = developed(film(original.clone(), true));
        let ToPage::Developed { mime, size, thumbnail: true, original: true, .. } = message else {
            panic!("{message:?}")
        };
        assert_eq!((mime.as_str(), size), ("image/jpeg", Some((2048, 1024))));
        let small = image::load_from_memory(&parts[1]).unwrap();
        assert_eq!((small.width(), small.height()), (320, 160));
        assert_eq!(parts[2], original);
    }

    #[test]
    fn a_photo_taken_sideways_stands_upright() {
        let (message, parts) = developed(film(photo((600, 400), Some(6)), false));
        let ToPage::Developed { size, .. } = message else { panic!("{message:?}") };
        assert_eq!(size, Some((400, 600)));
        let upright = image::load_from_memory(&parts[0]).unwrap().to_rgb8();
        // What was above lies to the right after a quarter turn to the right.
        assert!(upright.get_pixel(390, 300).0[0] > 150 && upright.get_pixel(10, 300).0[2] > 150);
    }

    #[test]
    fn a_small_drawing_stays_a_png() {
        let mut png = Cursor::new(Vec::new());
        image::RgbaImage::new(40, 20).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let (message, parts) = developed(film(png.into_inner(), false));
        let ToPage::Developed { mime, size, .. } = message else { panic!("{message:?}") };
        assert_eq!((mime.as_str(), size), ("image/png", Some((40, 20))));
        let small = image::load_from_memory(&parts[1]).unwrap().to_rgb8();
        assert!(small.get_pixel(5, 5).0[0] > 250, "what is transparent is paper");
    }

    #[test]
    fn what_is_no_picture_is_kept_unchanged() {
        for bytes in [b"just words".to_vec(), photo((64, 64), None)[..200].to_vec(), Vec::new()] {
            let (message, parts) = developed(film(bytes.clone(), true));
            let ToPage::Developed { size: None, thumbnail: false, original: false, .. } = message else {
                panic!("{message:?}")
            };
            assert_eq!(parts, [bytes]);
        }
    }
}
