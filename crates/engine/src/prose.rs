//! Prose that merges character by character: a field's text is what its splices make together.
//!
//! A splice is a yrs update. A text is never stored apart from its splices: it is made from them,
//! in whatever order they arrived; one that names letters which have not arrived yet waits within
//! its own text.

use dissimilar::Chunk;
use yrs::{
    ClientID, Doc, GetString, OffsetKind, Options, ReadTxn, Text, TextRef, Transact, Update, WriteTxn,
    updates::decoder::Decode,
};

use crate::splice::{is_splice, only_letters};

/// The name of the shared text inside a field's document.
const TEXT: &str = "t";

/// A field's text under way.
pub struct Prose {
    doc: Doc,
}

impl Prose {
    /// The text that `splices` make. One that cannot be read is passed over: the log keeps it.
    pub fn of<'a>(splices: impl IntoIterator<Item = &'a [u8]>, client: u64) -> Prose {
        // 53 bits: what every implementation of the format can hold.
        let mut options = Options::with_guid_and_client_id("prose".into(), ClientID::new(client & ((1 << 53) - 1)));
        options.offset_kind = OffsetKind::Utf16;
        let doc = Doc::with_options(options);
        {
            let mut txn = doc.transact_mut();
            txn.get_or_insert_text(TEXT);
            for splice in splices {
                if is_splice(splice, TEXT)
                    && let Ok(update) = Update::decode_v1(splice)
                {
                    // An update that does not fit is refused by yrs as a whole and changes nothing.
                    let _refused = txn.apply_update(update);
                }
            }
        }
        Prose { doc }
    }

    /// How the text reads that `splices` make.
    pub fn read(splices: &[&[u8]]) -> String {
        let letters = if let [only] = splices { only_letters(only, TEXT) } else { None };
        letters.map_or_else(|| Prose::of(splices.iter().copied(), 0).text(), str::to_owned)
    }

    /// The text as it reads.
    pub fn text(&self) -> String {
        let txn = self.doc.transact();
        txn.get_text(TEXT).map(|text| text.get_string(&txn)).unwrap_or_default()
    }

    /// Makes the text read `wanted`, and gives the splice that does so; `None` if it does already.
    pub fn rewrite(&self, wanted: &str) -> Option<Vec<u8>> {
        let current = self.text();
        if current == wanted {
            return None;
        }
        let mut txn = self.doc.transact_mut();
        let text = txn.get_or_insert_text(TEXT);
        edit(&text, &mut txn, &current, wanted);
        Some(txn.encode_update_v1())
    }
}

/// Turns `current` into `wanted` by the fewest insertions and deletions.
fn edit(text: &TextRef, txn: &mut yrs::TransactionMut<'_>, current: &str, wanted: &str) {
    let mut at = 0;
    for chunk in dissimilar::diff(current, wanted) {
        match chunk {
            Chunk::Equal(same) => at += utf16_len(same),
            Chunk::Delete(gone) => text.remove_range(txn, at, utf16_len(gone)),
            Chunk::Insert(new) => {
                text.insert(txn, at, new);
                at += utf16_len(new);
            }
        }
    }
}

fn utf16_len(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_made_side_by_side_are_both_in_the_text() {
        let base = Prose::of([], 1).rewrite("tension drifts").unwrap();
        let here = Prose::of([base.as_slice()], 2).rewrite("tension drifts on line 3").unwrap();
        let there = Prose::of([base.as_slice()], 3).rewrite("The tension drifts").unwrap();
        for order in [[&base, &here, &there], [&there, &here, &base], [&here, &base, &there]] {
            let merged = Prose::of(order.map(Vec::as_slice), 9).text();
            assert_eq!(merged, "The tension drifts on line 3");
        }
    }

    #[test]
    fn letters_beyond_the_basic_plane_keep_their_places() {
        let base = Prose::of([], 1).rewrite("𠮷野 ok 👍").unwrap();
        let next = Prose::of([base.as_slice()], 2).rewrite("𠮷野 not ok 👍🏽").unwrap();
        assert_eq!(Prose::of([base.as_slice(), &next], 3).text(), "𠮷野 not ok 👍🏽");
    }

    #[test]
    fn bytes_that_are_no_splice_harm_nothing() {
        let base = Prose::of([], 1).rewrite("kept").unwrap();
        assert_eq!(Prose::of([base.as_slice(), b"\xff\x00nonsense"], 2).text(), "kept");
    }
}
