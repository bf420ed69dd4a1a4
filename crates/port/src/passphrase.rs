//! A passphrase on its way: never in a log, and wiped when it is let go.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What a person typed to lock or unlock something.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Passphrase(String);

impl Passphrase {
    /// The least length of a new one, in characters.
    pub const LEAST: usize = 8;

    /// What was typed.
    pub fn new(typed: String) -> Passphrase {
        Passphrase(typed)
    }

    /// The words themselves.
    pub fn words(&self) -> &str {
        &self.0
    }

    /// Whether it is too short to lock something with.
    pub fn is_short(&self) -> bool {
        self.0.chars().count() < Passphrase::LEAST
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

impl Drop for Passphrase {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_never_written_out() {
        let typed = Passphrase::new("correct horse".into());
        assert!(!format!("{typed:?}").contains("horse"));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(Passphrase::new("ключик7".into()).is_short());
        assert!(!Passphrase::new("ключик78".into()).is_short());
    }
}
