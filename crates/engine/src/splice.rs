//! What a splice may be: exactly what editing a text writes, checked before yrs is given it.
//!
//! A splice comes from other devices, and yrs trusts an update: a number that runs over, a length that is
//! claimed and not there, or values nested without end bring it down, and so every replica that reads the text.
//! So nothing gets there but letters put somewhere into the text and ranges of letters taken out of it.
//!
//! The format is yrs' update of version 1: for each client its blocks, then for each client what it deletes.
//! All numbers are of variable length, seven bits a byte, low ones first.

use std::collections::BTreeSet;

/// What each number of a letter stays below, so that adding lengths never runs over.
const MOST: u64 = 1 << 31;

/// The ids of clients have 53 bits.
const CLIENTS: u64 = 1 << 53;

const HAS_ORIGIN: u8 = 0x80;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const STRING: u8 = 4;

/// Whether `update` is one that an edit of the text named `text` can have made.
pub fn is_splice(update: &[u8], text: &str) -> bool {
    let mut reader = Reader(update);
    reader.update(text).is_some() && reader.0.is_empty()
}

/// The text that `update` makes by itself of an empty one, if it does nothing but put letters there. Most texts are
/// written once, and need not be made by yrs.
pub fn only_letters<'a>(update: &'a [u8], text: &str) -> Option<&'a str> {
    let mut reader = Reader(update);
    let is_one_block = reader.number(MOST)? == 1 && reader.number(MOST)? == 1;
    let (_client, clock) = (reader.number(CLIENTS)?, reader.number(MOST)?);
    if !is_one_block || clock != 0 || reader.byte()? != STRING || reader.number(2)? != 1 || reader.string()? != text {
        return None;
    }
    let letters = reader.string()?;
    let deletes_nothing = reader.number(MOST)? == 0 && reader.0.is_empty();
    (deletes_nothing && !letters.is_empty()).then_some(letters)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn update(&mut self, text: &str) -> Option<()> {
        let mut clients = BTreeSet::new();
        for _ in 0..self.number(MOST)? {
            let blocks = self.number(MOST)?;
            let client = self.number(CLIENTS)?;
            let mut clock = self.number(MOST)?;
            if blocks == 0 || !clients.insert(client) {
                return None;
            }
            for _ in 0..blocks {
                clock += self.block(text, client, clock)?;
                if clock >= MOST {
                    return None;
                }
            }
        }
        let mut clients = BTreeSet::new();
        for _ in 0..self.number(MOST)? {
            if !clients.insert(self.number(CLIENTS)?) {
                return None;
            }
            for _ in 0..self.number(MOST)? {
                let (clock, length) = (self.number(MOST)?, self.number(MOST)?);
                if length == 0 || clock + length >= MOST {
                    return None;
                }
            }
        }
        Some(())
    }

    /// Letters put in at one place; answers how many, in units of UTF-16.
    fn block(&mut self, text: &str, client: u64, clock: u64) -> Option<u64> {
        let info = self.byte()?;
        if info & !(HAS_ORIGIN | HAS_RIGHT_ORIGIN) != STRING {
            return None;
        }
        for side in [HAS_ORIGIN, HAS_RIGHT_ORIGIN] {
            if info & side != 0 {
                let (other, at) = (self.number(CLIENTS)?, self.number(MOST)?);
                // A letter stands beside one that was there before it.
                if other == client && at >= clock {
                    return None;
                }
            }
        }
        if info == STRING && (self.number(2)? != 1 || self.string()? != text) {
            return None;
        }
        let letters = self.string()?.encode_utf16().count() as u64;
        (letters > 0).then_some(letters)
    }

    fn string(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number(MOST)?).ok()?;
        let (string, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(string).ok()
    }

    /// A number below `bound`.
    fn number(&mut self, bound: u64) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return (number < bound).then_some(number);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Prose;

    #[test]
    fn every_edit_is_a_splice_whoever_makes_it() {
        let texts =
            ["", "tension drifts", "The tension drifts\non line 3", "𠮷野 👍🏽 Đường dây", "x", "drifts x drifts", ""];
        let mut splices: Vec<Vec<u8>> = Vec::new();
        for turn in 0..40_u64 {
            let wanted = texts[(turn * 5 % 7) as usize];
            // Now and then somebody edits what has not all arrived, or goes on as the same client.
            let seen = splices.iter().map(Vec::as_slice).skip((turn % 5 == 3).into());
            let client = [0, 1, 1, u64::MAX][(turn % 4) as usize];
            if let Some(splice) = Prose::of(seen, client).rewrite(wanted) {
                assert!(is_splice(&splice, "t"), "{splice:?}");
                splices.push(splice);
            }
        }
        assert!(splices.len() > 20);
    }

    #[test]
    fn letters_alone_read_as_yrs_reads_them() {
        let mut plain = 0;
        for wanted in ["tension drifts", "𠮷野 👍🏽 Đường dây", "a\u{0}b\r\n\tc", "x"] {
            for client in [0, 1, u64::MAX] {
                let splice = Prose::of([], client).rewrite(wanted).unwrap();
                assert_eq!(only_letters(&splice, "t"), Some(wanted));
                let next = Prose::of([splice.as_slice()], 7).rewrite("another").unwrap();
                assert_eq!(only_letters(&next, "t"), None, "it stands on what was there");
                // Whatever else is taken for letters alone, yrs reads as the same.
                for at in 0..splice.len() {
                    for flip in [1, 2, 4, 0x80] {
                        let mut other = splice.clone();
                        other[at] ^= flip;
                        if let Some(letters) = only_letters(&other, "t") {
                            plain += 1;
                            assert_eq!(Prose::of([other.as_slice()], 9).text(), letters, "{other:?}");
                        }
                    }
                    assert_eq!(only_letters(&splice[..at], "t"), None);
                }
            }
        }
        assert!(plain > 100);
    }

    #[test]
    fn what_no_edit_writes_is_no_splice() {
        let splice = Prose::of([], 5).rewrite("kept").unwrap();
        assert!(is_splice(&splice, "t") && !is_splice(&splice, "another"));
        for cut in 0..splice.len() {
            assert!(!is_splice(&splice[..cut], "t"), "cut at {cut}");
        }
        assert!(!is_splice(&[splice.as_slice(), b"\0"].concat(), "t"), "something follows");
        assert!(!is_splice(b"\x01\x01\x05\xff\xff\xff\xff\x0f\x04\x01\x01t\x01x\0", "t"), "a clock runs over");
        assert!(!is_splice(b"\x01\x01\x05\x00\x08\x01\x01t\x01\x75\x01\x75\x00\x00", "t"), "values, not letters");
        assert!(!is_splice(b"\0\x01\x05\x01\x01\xff\xff\xff\xff\x0f", "t"), "deletes more than can be");
    }
}
