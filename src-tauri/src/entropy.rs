//! Randomness of the operating system.

use floorbook_engine::Entropy;

/// The system's randomness.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    /// # Panics
    /// Where the system has no randomness: no key and no id may be made then.
    fn fill(&mut self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("this system has no randomness: {error}");
        }
    }
}
