//! Padmé: sizes are rounded up so that they tell little (at most 12 % more, and O(log log n) bits told).
//!
//! Described in "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs"
//! (Nikitin et al., 2019).

/// The length to which `length` bytes are padded, at least `floor`.
pub(crate) fn padded(length: usize, floor: usize) -> usize {
    let length = length.max(floor).max(2);
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1usize << exponent.saturating_sub(kept)) - 1;
    (length + mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_never_cuts_and_adds_at_most_an_eighth() {
        for length in 0..70_000 {
            let padded = padded(length, 0);
            assert!(padded >= length && (length < 16 || padded - length <= length / 8), "{length} became {padded}");
        }
    }

    #[test]
    fn small_things_all_have_the_size_of_the_floor() {
        assert!((0..=128).all(|length| padded(length, 128) == 128));
        assert_eq!([129, 150, 1000, 9999].map(|length| padded(length, 128)), [144, 160, 1024, 10240]);
    }
}
