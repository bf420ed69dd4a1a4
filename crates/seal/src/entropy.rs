//! Where randomness comes from: always from the caller.

/// A source of randomness fit for keys.
///
/// Every secret of this package is made of it, so it must be the operating system's or the browser's
/// own source. A source that cannot give randomness must not return. Any `FnMut(&mut [u8])` is one.
pub trait Entropy {
    /// Fills all of `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);
}

impl<F: FnMut(&mut [u8])> Entropy for F {
    fn fill(&mut self, bytes: &mut [u8]) {
        self(bytes);
    }
}

/// `N` random bytes.
pub(crate) fn random<const N: usize>(entropy: &mut dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}
