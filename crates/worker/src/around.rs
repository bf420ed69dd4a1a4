//! What a browser's words about the connection mean.

/// Whether the connection is a metered one, of what the browser says: the kind of the connection, and
/// whether the person asked to save data. `None` where it does not tell; most say nothing at all.
pub fn metered(kind: Option<&str>, saves_data: bool) -> Option<bool> {
    match kind {
        _ if saves_data => Some(true),
        Some("cellular") => Some(true),
        Some("wifi" | "ethernet") => Some(false),
        // Bluetooth leads on to some phone's connection, of which nothing is known.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_browser_tells_is_known() {
        assert_eq!(metered(None, false), None);
        for kind in ["unknown", "other", "none", "mixed", "bluetooth", ""] {
            assert_eq!(metered(Some(kind), false), None, "{kind}");
        }
        assert_eq!(metered(Some("cellular"), false), Some(true));
        assert_eq!(metered(Some("wifi"), false), Some(false));
        assert_eq!(metered(Some("ethernet"), false), Some(false));
    }

    #[test]
    fn who_saves_data_is_taken_at_their_word() {
        assert_eq!(metered(None, true), Some(true));
        assert_eq!(metered(Some("wifi"), true), Some(true));
    }
}
