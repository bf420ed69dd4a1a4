//! How words are folded so that what is typed finds what was written.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` in lower case, without accents, with full-width forms made half-width: `Đường ＡＢ` → `duong ab`.
///
/// Marks that are part of a script's letters (Thai vowels, Devanagari signs) are kept: without them
/// other words would remain.
pub fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase).map(plain_letter).nfc().collect()
}

/// The combining accents of Latin, Greek and Cyrillic.
fn is_accent(c: char) -> bool {
    is_combining_mark(c) && matches!(c, '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

/// Letters that carry a stroke which Unicode does not take apart.
fn plain_letter(c: char) -> char {
    match c {
        'đ' => 'd',
        'ł' => 'l',
        'ø' => 'o',
        'ħ' => 'h',
        'ı' => 'i',
        other => other,
    }
}

/// The first line that is not blank, without the space around it.
pub fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_folded_and_the_marks_of_a_script_are_kept() {
        assert_eq!(fold("Đường may BỊ lệch"), "duong may bi lech");
        assert_eq!(fold("ＡＢ１２ Łódź"), "ab12 lodz");
        assert_eq!(fold("น้ำ"), fold("น้ำ"));
        assert!(fold("กี่").chars().count() > 1, "Thai vowel signs stay");
        assert_eq!(fold("检查"), "检查");
    }
}
