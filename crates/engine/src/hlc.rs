//! The hybrid logical clock: wall time that never runs backwards within a replica.

use floorbook_domain::Instant;
use minicbor::{Decode, Encode};

/// Milliseconds since 1970 in the upper 48 bits, a counter in the lower 16. Compared as written:
/// a change with a higher value is shown before one made side by side with a lower one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Hlc(#[n(0)] pub u64);

/// How far ahead of the own clock a received time may lie and still be taken over, in milliseconds.
/// Beyond that the other clock is wrong: its changes are kept, but ours do not follow it.
const TAKEN_OVER: u64 = 10 * 60 * 1000;

impl Hlc {
    /// The first reading at `now`.
    pub fn at(now: Instant) -> Hlc {
        Hlc((u64::try_from(now.0).unwrap_or(0) & 0xffff_ffff_ffff) << 16)
    }

    /// The reading for a change made at `now`, after `self` was the last one read or taken over.
    #[must_use]
    pub fn next(self, now: Instant) -> Hlc {
        Hlc::at(now).max(Hlc(self.0.saturating_add(1)))
    }

    /// What remains as the last reading after a change with `other` was received at `now`.
    #[must_use]
    pub fn take_over(self, other: Hlc, now: Instant) -> Hlc {
        let limit = Hlc(Hlc::at(now).0.saturating_add(TAKEN_OVER << 16));
        if other <= limit { self.max(other) } else { self }
    }

    /// The wall time in it.
    pub fn instant(self) -> Instant {
        Instant(i64::try_from(self.0 >> 16).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_does_not_reorder_changes() {
        let first = Hlc::default().next(Instant(1_000_000));
        let second = first.next(Instant(5));
        assert!(second > first);
        assert_eq!(second.instant(), Instant(1_000_000));
    }

    #[test]
    fn a_clock_ten_years_ahead_is_not_followed() {
        let now = Instant(1_700_000_000_000);
        let ahead = Hlc::at(now.plus_millis(10 * 365 * 86_400_000));
        assert_eq!(Hlc::at(now).take_over(ahead, now), Hlc::at(now));
        let near = Hlc::at(now.plus_millis(60_000));
        assert_eq!(Hlc::at(now).take_over(near, now), near);
    }
}
