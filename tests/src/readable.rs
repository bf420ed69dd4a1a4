//! Whether words can be read where they should not be: in files, and on the wire.

use std::path::Path;

/// Where the words stand in `bytes`, in any way in which a program may write text: as UTF-8, as UTF-16, or as base64
/// of UTF-8 that begins anywhere.
pub fn words_in(bytes: &[u8], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for word in words {
        for (way, pattern) in patterns(word) {
            let mut rest = bytes;
            if let Some(at) = find(rest, &pattern) {
                rest = &rest[at.saturating_sub(60)..(at + pattern.len() + 60).min(rest.len())];
                found.push(format!("“{word}” as {way}, in {:?}", String::from_utf8_lossy(rest)));
            }
        }
    }
    found
}

/// The words that can be read in the files below `folder`, each with its file; and how many bytes there are.
///
/// # Panics
/// When the folder cannot be read.
pub fn words_below(folder: &Path, words: &[&str]) -> (Vec<String>, u64) {
    let (mut found, mut looked) = (Vec::new(), 0);
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            let (more, bytes) = words_below(&path, words);
            found.extend(more);
            looked += bytes;
        } else {
            let bytes = std::fs::read(&path).expect("the file can be read");
            looked += bytes.len() as u64;
            found.extend(words_in(&bytes, words).into_iter().map(|word| format!("{}: {word}", path.display())));
        }
    }
    (found, looked)
}

fn patterns(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all =
        vec![("UTF-8", word.as_bytes().to_vec()), ("UTF-16", word.encode_utf16().flat_map(u16::to_le_bytes).collect())];
    for before in 0..3 {
        // Letters that also depend on what stands beside the word are left out.
        let text = base64(&[&b"aa"[..before], word.as_bytes()].concat());
        let letters = text.as_bytes();
        let (from, end) = ((before * 8).div_ceil(6), (before + word.len()) * 8 / 6);
        all.push(("base64", letters[from..end].to_vec()));
    }
    all
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            text.push(LETTERS[(number >> (18 - 6 * at) & 63) as usize] as char);
        }
    }
    text
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    let first = *pattern.first()?;
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(pattern) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        let utf16: Vec<u8> = "the needle log".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [b"the needle log".to_vec(), utf16] {
            assert_eq!(words_in(&bytes, &["needle", "thread"]).len(), 1);
        }
        for before in ["", "a", "ab", "abc"] {
            let text = base64(format!("{before}needle, bent").as_bytes());
            assert_eq!(words_in(text.as_bytes(), &["needle"]).len(), 1, "{text}");
        }
        assert!(words_in(b"nothing of it", &["needle"]).is_empty());
    }

    #[test]
    fn base64_is_what_the_standard_says() {
        // RFC 4648, section 10, without the padding.
        assert_eq!(["f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())), ["Zg", "Zm8", "Zm9v", "Zm9vYg"]);
    }
}
