//! Where an envelope stands in the chain of its device.

use super::Arrival;
use floorbook_seal::Tail;

/// The place of an envelope that is not held yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It continues the chain.
    Next,
    /// It is part of another history of the device, which is kept beside the chain.
    Branch,
    /// What comes before it is missing.
    Gap,
}

impl Place {
    /// The place of `arrival` where the chain ends with `head`. `continues` says whether the envelope that it
    /// names before itself is held, in the chain or in a branch, and ends just before it.
    pub(crate) fn of(arrival: &Arrival, head: Option<&Tail>, continues: bool) -> Place {
        let expected = head.map_or(1, |head| head.seq.saturating_add(1));
        if arrival.first == expected && arrival.previous == head.map(|head| head.envelope) {
            Place::Next
        } else if arrival.first <= expected || continues {
            Place::Branch
        } else {
            Place::Gap
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use floorbook_seal::{DeviceId, Hash};

    #[test]
    fn what_does_not_follow_is_a_branch_or_a_gap() {
        let head = Tail { seq: 4, envelope: Hash([1; 32]) };
        let at = |first, previous: Option<u8>| {
            let previous = previous.map(|byte| Hash([byte; 32]));
            let arrival =
                Arrival { name: Hash([9; 32]), device: DeviceId([0; 16]), first, last: first, previous, bytes: vec![] };
            [false, true].map(|continues| Place::of(&arrival, Some(&head), continues))
        };
        assert_eq!(at(5, Some(1)), [Place::Next; 2]);
        assert_eq!(at(5, Some(2)), [Place::Branch; 2], "another envelope before it");
        assert_eq!(at(1, None), [Place::Branch; 2], "another beginning");
        assert_eq!(at(6, Some(2)), [Place::Gap, Place::Branch], "a branch may be longer than the chain");
    }
}
