//! What becomes of a picture: how large it is kept, and what a file is by its first bytes.

/// The longer side of a picture that is kept.
pub const LONG_SIDE: u32 = 2_048;

/// The longer side of the small picture for lists.
pub const THUMBNAIL: u32 = 320;

/// A PNG up to this many bytes stays one: a drawing or a screenshot, which JPEG would blur.
pub const SMALL_PNG: f64 = 512.0 * 1024.0;

/// The largest file that is taken, in bytes. It passes through memory as a whole when it is stored.
pub const LARGEST: f64 = 256.0 * 1024.0 * 1024.0;

/// The size with a longer side of at most `long`, in the same proportion; never enlarged, never 0.
pub fn fit((width, height): (u32, u32), long: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= long {
        return (width.max(1), height.max(1));
    }
    let scale = |side: u32| {
        let scaled = (u64::from(side) * u64::from(long) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(scaled).unwrap_or(long).max(1)
    };
    (scale(width), scale(height))
}

/// What a file is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// HEIC and HEIF.
    Heif,
    /// TIFF.
    Tiff,
    /// Something else.
    Other,
}

impl Format {
    /// What the first bytes (16 are enough) say.
    pub fn of(head: &[u8]) -> Format {
        let at = |place: usize, bytes: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(bytes));
        if at(0, &[0xff, 0xd8, 0xff]) {
            Format::Jpeg
        } else if at(0, b"\x89PNG\r\n\x1a\n") {
            Format::Png
        } else if at(0, b"RIFF") && at(8, b"WEBP") {
            Format::Webp
        } else if at(4, b"ftyp") && HEIF_BRANDS.iter().any(|brand| at(8, *brand)) {
            Format::Heif
        } else if at(0, b"II*\0") || at(0, b"MM\0*") {
            Format::Tiff
        } else {
            Format::Other
        }
    }

    /// How much of the file is to be read for what the camera wrote into it; 0 if it writes nothing.
    /// In a JPEG it stands in front; elsewhere it may stand anywhere.
    pub fn exif_bytes(self) -> u32 {
        match self {
            Format::Jpeg => 256 * 1024,
            Format::Png | Format::Webp | Format::Heif | Format::Tiff => 32 * 1024 * 1024,
            Format::Other => 0,
        }
    }

    /// The media type; `None` for something else.
    pub fn mime(self) -> Option<&'static str> {
        match self {
            Format::Jpeg => Some("image/jpeg"),
            Format::Png => Some("image/png"),
            Format::Webp => Some("image/webp"),
            Format::Heif => Some("image/heic"),
            Format::Tiff => Some("image/tiff"),
            Format::Other => None,
        }
    }
}

const HEIF_BRANDS: [&[u8; 4]; 7] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_proportion_and_is_never_enlarged() {
        assert_eq!(fit((4000, 3000), LONG_SIDE), (2048, 1536));
        assert_eq!(fit((3000, 4000), LONG_SIDE), (1536, 2048));
        assert_eq!(fit((800, 600), LONG_SIDE), (800, 600));
        assert_eq!(fit((2048, 10), LONG_SIDE), (2048, 10));
        assert_eq!(fit((30_000, 2), THUMBNAIL), (320, 1), "a side never vanishes");
        assert_eq!(fit((u32::MAX, u32::MAX), THUMBNAIL), (320, 320));
        assert_eq!(fit((0, 0), THUMBNAIL), (1, 1));
    }

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        assert_eq!(Format::of(b"\xff\xd8\xff\xe1...."), Format::Jpeg);
        assert_eq!(Format::of(b"\x89PNG\r\n\x1a\n"), Format::Png);
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBPVP8 "), Format::Webp);
        assert_eq!(Format::of(b"\0\0\0\x18ftypheic"), Format::Heif);
        assert_eq!(Format::of(b"\0\0\0\x18ftypmp42"), Format::Other);
        assert_eq!(Format::of(b"RIFF"), Format::Other);
        assert_eq!(Format::of(b""), Format::Other);
    }
}
