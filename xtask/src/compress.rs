//! Copies of an asset that travel faster: brotli and gzip.

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;

/// Whether compressing a file of this name is worth it; images are compressed already.
pub(crate) fn is_compressible(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("css" | "html" | "js" | "json" | "svg" | "txt" | "wasm" | "webmanifest"))
}

/// Brotli at its best quality, with the largest window that every browser accepts.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params).context("compressing with brotli")?;
    Ok(packed)
}

/// Gzip, for clients without brotli: browsers offer brotli on secure origins only.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).context("compressing with gzip")?;
    encoder.finish().context("compressing with gzip")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_copies_unpack_to_the_original() {
        let original = "the hall smells of wool. ".repeat(400).into_bytes();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&original).unwrap()[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, original);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&original).unwrap()[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, original);
    }

    #[test]
    fn images_stay_as_they_are() {
        assert!(is_compressible("app-0123_bg.wasm"));
        assert!(!is_compressible("icons/icon-192.png"));
    }
}
