//! A QR code.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::t;

/// The empty edge that a camera needs around it, in modules.
const EDGE: i32 = 4;

/// The dark modules as a path, and the length of a side with its edge; `None` for what is too long.
fn path(text: &str) -> Option<(String, i32)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let mut end = x;
            while end < code.size() && code.get_module(end, y) {
                end += 1;
            }
            if end > x {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + EDGE, y + EDGE, end - x, end - x));
            }
            x = end + 1;
        }
    }
    Some((path, code.size() + 2 * EDGE))
}

/// `text` as a QR code, dark on white in both themes; nothing for what is too long for one.
#[component]
pub fn Qr(
    /// What it says.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    path(&text).map(|(path, side)| {
        view! {
            <svg
                viewBox=format!("0 0 {side} {side}")
                class="mx-auto aspect-square w-full max-w-72 rounded-box bg-white"
                shape-rendering="crispEdges"
                role="img"
                aria-label=t!("qr-code")
            >
                <path d=path fill="#000" />
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_link_becomes_a_code_with_an_edge() {
        let (drawn, side) = path("https://floorbook.example.org/join#abc").expect("it is short");
        assert_eq!(side, 29 + 8, "version 3");
        assert!(drawn.starts_with("M4 4h7v1h-7z"), "the first corner: {drawn}");
        assert!(path(&"x".repeat(4_000)).is_none());
    }
}
