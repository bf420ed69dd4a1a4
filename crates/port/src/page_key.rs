//! The key under which a page seals what it keeps beside the notebook: never in a log, and wiped when it is let go.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// A key for XChaCha20-Poly1305, derived from that of the databases: the same at every start of this device, and
/// hidden by whatever hides the databases.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageKey([u8; 32]);

impl PageKey {
    /// A key of these bytes.
    pub fn new(bytes: [u8; 32]) -> PageKey {
        PageKey(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageKey(…)")
    }
}

impl Drop for PageKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_written_out() {
        assert!(!format!("{:?}", PageKey::new([0xab; 32])).contains("ab"));
    }
}
