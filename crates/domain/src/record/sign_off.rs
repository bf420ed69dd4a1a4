//! What somebody put their name to.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{LONGEST_LINE, Record, zone_problem};
use crate::{Attendee, Hash, Instant, Party, Problem, RecordRef, field::record};

/// Where a finger was, on a glass of 1,000 by 400. **Frozen.**
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(array)]
pub struct Point {
    /// From the left.
    #[n(0)]
    pub x: u16,
    /// From the top.
    #[n(1)]
    pub y: u16,
}

/// The width of the glass.
pub const GLASS_WIDTH: u16 = 1_000;
/// The height of the glass.
pub const GLASS_HEIGHT: u16 = 400;

record! {
    /// A signature under a text, of one person. It is written once: the engine takes no change to it. The text is
    /// a copy of what was on the screen, so that what changes later is seen against it.
    SignOff, SignOffField:
    /// What it is about.
    1 one of Of: Option<RecordRef>;
    /// For which side.
    2 one party Party: Party;
    /// Who signed, where they are known.
    3 one who Who: Option<Attendee>;
    /// Their name, as it stood under the text.
    4 one name Name: String;
    /// The text that was shown.
    5 one text Text: String;
    /// The same in their language, where it was typed in.
    6 one translation Translation: String;
    /// Which language that is.
    7 one language Language: String;
    /// Names text and translation; made by the engine.
    8 one hash Hash: Option<Hash>;
    /// Names the content that the text told of; tells whether it was changed since.
    9 one content Content: Option<Hash>;
    /// The signature; empty where the name was typed.
    10 one strokes Strokes: Vec<Vec<Point>>;
    /// When.
    11 one when When: Instant;
    /// IANA zone of the place.
    12 one zone Zone: String;
}

impl SignOff {
    /// The bytes that its hash names: text and translation, and where one ends.
    pub fn sealed_bytes(&self) -> Vec<u8> {
        let length = u64::try_from(self.text.len()).unwrap_or(u64::MAX).to_be_bytes();
        [length.as_slice(), self.text.as_bytes(), self.translation.as_bytes()].concat()
    }
}

impl Record for SignOff {
    fn parent(&self) -> Option<RecordRef> {
        self.of
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    /// It is found by what it is about.
    fn names(&self) -> Vec<&str> {
        Vec::new()
    }

    fn prose(&self) -> Vec<&str> {
        Vec::new()
    }

    fn moment(&self) -> Option<Instant> {
        Some(self.when)
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        let of = self.of.map(|of| (1, of));
        let who = match self.who {
            Some(Attendee::Contact(id)) => Some((3, id.into())),
            Some(Attendee::Member(id)) => Some((3, id.into())),
            None | Some(Attendee::Name(_)) => None,
        };
        of.into_iter().chain(who).collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(Problem::NameMissing);
        }
        if self.name.len() > LONGEST_LINE {
            problems.push(Problem::TooLong);
        }
        problems.extend(zone_problem(&self.zone));
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_text_cannot_be_moved_into_the_translation() {
        let signed = |text: &str, translation: &str| {
            SignOff { text: text.into(), translation: translation.into(), ..SignOff::default() }.sealed_bytes()
        };
        assert_ne!(signed("ab", "c"), signed("a", "bc"));
    }
}
