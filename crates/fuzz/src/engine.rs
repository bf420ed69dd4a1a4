//! What the engine takes in from other devices.

use std::{cell::RefCell, convert::Infallible};

use floorbook_domain::NotebookId;
use floorbook_engine::{door, name_of};
use floorbook_testkit::Replica;
use minicbor::{Encoder, encode::Error};

/// The most bytes of a change that are tried: what comes in is long only by its texts.
const LONGEST: usize = 4096;

/// The encoding of a change. One of this version is written the same from then on.
pub fn change(input: &[u8]) {
    let Some(written) = door::change(input) else { return };
    assert_eq!(door::change(&written).as_ref(), Some(&written), "what is written can be read, and is written the same");
}

/// The splices of a text: the input is one, behind a real one that it may lean on; and a text with it in it can
/// still be edited.
pub fn prose(input: &[u8]) {
    if input.len() > LONGEST {
        return;
    }
    let base = door::rewrite([], "tension drifts").expect("an empty text is rewritten");
    assert_eq!(door::read(&[input]), door::text([input]), "with yrs and without");
    let (front, back) = input.split_at(input.len() / 2);
    let _text = door::text([front, back]);
    let splices = [base.as_slice(), input];
    let wanted = door::text(splices) + ".";
    let edit = door::rewrite(splices, &wanted);
    let _edited = door::text(splices.into_iter().chain(edit.as_deref()));
}

thread_local! {
    static HERE: RefCell<Option<(Replica, NotebookId)>> = const { RefCell::new(None) };
}

/// Changes of another device, taken in by a replica on files: the input is one as it came, or tells the fields
/// of one. The replica is the same all along, so what an input does may hang on those before it.
pub fn receive(input: &[u8]) {
    if input.len() > LONGEST {
        return;
    }
    HERE.with_borrow_mut(|here| {
        let (replica, notebook) = here.get_or_insert_with(|| {
            let mut replica = Replica::new(1);
            let notebook = replica.begin("Ada");
            (replica, notebook)
        });
        let changes: Vec<_> =
            [input.to_vec(), written(input)].into_iter().map(|bytes| (name_of(&bytes), bytes)).collect();
        let now = replica.now;
        let received = replica.engine().receive(now, *notebook, &changes).expect("what was refused fails nothing");
        assert_eq!(received.taken + received.held + received.refused.len(), changes.len());
        let _events = replica.engine().events();
    });
}

/// A change whose operations the input tells: for each a byte of what and on which kind of record, a byte of
/// which record and how long, a field, and the value.
fn written(input: &[u8]) -> Vec<u8> {
    let mut ops = Vec::new();
    let mut rest = input;
    while let [what, which, field, tail @ ..] = rest {
        let (value, tail) = tail.split_at(usize::from(which >> 2).min(tail.len()));
        ops.push((what, which & 3, field, value));
        rest = tail;
    }
    let mut bytes = Vec::new();
    let mut e = Encoder::new(&mut bytes);
    let encoded = (|| {
        let seq = u64::from(ops.len() as u32) + 1;
        e.map(7)?.u8(0)?.u8(1)?.u8(1)?.bytes(&[3; 16])?.u8(2)?.u64(seq)?.u8(3)?.u64(1 << 40)?;
        e.u8(4)?.array(0)?.u8(5)?.bytes(&[6; 16])?.u8(6)?.array(ops.len() as u64)?;
        for (what, which, field, value) in ops {
            let op = what >> 3 & 7;
            e.array(if matches!(op, 0 | 3) {
                5
            } else if op < 3 {
                4
            } else {
                3
            })?
            .u8(op)?;
            e.array(2)?.u8((what & 7).max(1))?.bytes(&[which; 16])?;
            match op {
                0 | 3 => e.u16(u16::from(*field))?.bytes(value)?.array(0)?,
                1 | 2 => e.u16(u16::from(*field))?.bytes(value)?,
                4 => e.map(1)?.bytes(&[3; 16])?.u64(u64::from(*field))?,
                _ => e.array(0)?,
            };
        }
        e.ok()
    })();
    encoded.unwrap_or_else(|never: Error<Infallible>| unreachable!("encoding into memory failed: {never}"));
    bytes
}
