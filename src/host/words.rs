//! Words as they are compared: without case and accents, by the browser's own tables.

use js_sys::JsString;

/// `text` in lower case and without the accents of Latin letters: what is typed without accents
/// finds what was written with them.
pub fn fold(text: &str) -> String {
    let parts = JsString::from(text.to_lowercase()).normalize("NFKD").as_string().unwrap_or_default();
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    parts.chars().filter(|c| !is_accent(c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Whether each word of `wanted` stands in `text`; both are folded already.
pub fn matches(text: &str, wanted: &str) -> bool {
    wanted.split_whitespace().all(|word| text.contains(word))
}
