//! Photos for the tests: real JPEGs, each with a number in its colours so that no two are the same.

use jpeg_encoder::{ColorType, Encoder};
use std::path::{Path, PathBuf};

/// A photo of this size, as the bytes of a JPEG file.
///
/// # Panics
/// Never: the encoder takes what is given here.
pub fn jpeg(number: u32, width: u16, height: u16) -> Vec<u8> {
    encode(number, width, height, None)
}

/// A photo that a camera took at this local time (`2026:03:02 10:15:00`), lying on its side.
///
/// # Panics
/// Never: the encoder takes what is given here.
pub fn jpeg_taken(number: u32, width: u16, height: u16, local: &str) -> Vec<u8> {
    encode(number, width, height, Some(local))
}

/// Writes `count` photos into a folder, and returns their paths.
///
/// # Panics
/// When they cannot be written.
pub fn files(folder: &Path, count: u32, width: u16, height: u16) -> Vec<PathBuf> {
    let write = |number| {
        let path = folder.join(format!("photo-{number:03}.jpg"));
        std::fs::write(&path, jpeg(number, width, height)).expect("a photo can be written");
        path
    };
    (0..count).map(write).collect()
}

fn encode(number: u32, width: u16, height: u16, taken: Option<&str>) -> Vec<u8> {
    let (wide, high) = (usize::from(width), usize::from(height));
    let mut pixels = Vec::with_capacity(wide * high * 3);
    for y in 0..high {
        for x in 0..wide {
            // Stripes that say the number, over a slope: as costly to decode as a photo is.
            let stripe = (x * 32 / wide) as u32;
            let bit = number.wrapping_mul(2_654_435_761) >> stripe & 1;
            pixels.extend([(x * 255 / wide) as u8, (y * 255 / high) as u8, if bit == 1 { 220 } else { 40 }]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 85);
    if let Some(local) = taken {
        encoder.add_app_segment(1, exif(local)).expect("a segment of less than 64 KB");
    }
    encoder.encode(&pixels, width, height, ColorType::Rgb).expect("the pixels fill the picture");
    bytes
}

/// EXIF with the orientation “turned right” and the time of the camera's clock.
fn exif(local: &str) -> Vec<u8> {
    assert_eq!(local.len(), 19, "a time of EXIF is YYYY:MM:DD HH:MM:SS");
    let mut tiff: Vec<u8> = b"MM\0\x2a\0\0\0\x08".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    tiff.extend(2_u16.to_be_bytes());
    tiff.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
    tiff.extend(entry(0x8769, 4, 1, 38_u32.to_be_bytes()));
    tiff.extend(0_u32.to_be_bytes());
    assert_eq!(tiff.len(), 38, "the second directory follows the first");
    tiff.extend(1_u16.to_be_bytes());
    tiff.extend(entry(0x9003, 2, 20, 56_u32.to_be_bytes()));
    tiff.extend(0_u32.to_be_bytes());
    tiff.extend(local.as_bytes());
    tiff.push(0);
    [b"Exif\0\0", tiff.as_slice()].concat()
}
