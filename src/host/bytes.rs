//! Sizes as people say them.

/// A size in words: `640 KB`, `12 MB`, `2.1 GB`.
pub fn words(bytes: u64) -> String {
    const KB: u64 = 1 << 10;
    const MB: u64 = 1 << 20;
    const GB: u64 = 1 << 30;
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes / KB),
        MB..GB => format!("{} MB", bytes / MB),
        _ => format!("{}.{} GB", bytes / GB, bytes % GB * 10 / GB),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_short() {
        assert_eq!(super::words(900), "900 B");
        assert_eq!(super::words(655_360), "640 KB");
        assert_eq!(super::words(2_254_857_831), "2.1 GB");
    }
}
