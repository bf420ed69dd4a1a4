//! Pictures and files on their way in: decoded, turned upright and reduced by the engine's host.

use floorbook_port::{ErrorCode, Failure, ToPage};
use js_sys::Uint8Array;
use web_sys::Blob;

use super::door;

/// A picture or file, ready to be attached.
#[derive(Clone, Debug)]
pub struct Developed {
    /// Its media type now.
    pub mime: String,
    /// Pixels, where it could be decoded.
    pub size: Option<(u32, u32)>,
    /// EXIF time as the camera wrote it: `YYYY-MM-DDTHH:MM:SS` on its own clock.
    pub taken_local: Option<String>,
    /// EXIF offset from UTC in minutes, where the camera wrote one.
    pub taken_offset: Option<i32>,
    /// The content.
    pub content: Uint8Array,
    /// The small picture for lists.
    pub thumbnail: Option<Uint8Array>,
    /// The original, where it was asked for and differs from the content.
    pub original: Option<Uint8Array>,
}

/// Has `blob` decoded, turned upright and reduced. What cannot be decoded (HEIC, video) comes back
/// unchanged, without a size.
///
/// # Errors
/// `Malformed` where it could not be read at all.
pub async fn develop(blob: &Blob, keep_original: bool) -> Result<Developed, Failure> {
    let (answer, parts) = door::door().develop(blob, keep_original).await?;
    match answer {
        ToPage::Developed { mime, size, taken_local, taken_offset, thumbnail, original, .. } => {
            let mut parts = parts.iter().map(|buffer| Uint8Array::new(buffer));
            let content = parts.next().ok_or_else(|| Failure::new(ErrorCode::Malformed, "a picture without bytes"))?;
            let thumbnail = if thumbnail { parts.next() } else { None };
            let original = if original { parts.next() } else { None };
            Ok(Developed { mime, size, taken_local, taken_offset, content, thumbnail, original })
        }
        ToPage::NotDeveloped { failure, .. } => Err(failure),
        ToPage::Reply(_) | ToPage::Lock { .. } | ToPage::Event(_) => Err(super::out_of_place()),
    }
}
