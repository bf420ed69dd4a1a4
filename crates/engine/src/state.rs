//! What the operations on one record make together: a function of the set of operations, whatever
//! their order. Pure; the store keeps it as a blob that can be thrown away and rebuilt.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{AnyRecord, DeviceId, Field, Kind, MemberId};
use minicbor::{Decode, Encode};

use crate::{
    change::{Op, OpName},
    hlc::Hlc,
    version::Version,
};

/// Where an operation comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The operation's name.
    pub name: OpName,
    /// Its place in its change.
    pub place: u32,
    /// The device that made it.
    pub device: DeviceId,
    /// The number of its change.
    pub seq: u64,
    /// When it was made.
    pub hlc: Hlc,
    /// Who made it.
    pub author: MemberId,
    /// The row of its change in this store: when it arrived here.
    pub row: i64,
}

/// What the author of a write had seen of a record.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Everything that had arrived by this row.
    pub upto: i64,
    /// And what arrived with these.
    pub made: &'a [u64],
}

impl Seen<'_> {
    /// Everything that had arrived by `row`.
    pub fn upto(row: i64) -> Seen<'static> {
        Seen { upto: row, made: &[] }
    }

    /// Whether it has what arrived with `row`.
    pub fn has(&self, row: i64) -> bool {
        row <= self.upto || self.made.iter().any(|made| i64::try_from(*made) == Ok(row))
    }
}

/// A value that is not replaced.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Put {
    /// Its name.
    #[n(0)]
    pub name: OpName,
    /// When it was made.
    #[n(1)]
    pub hlc: Hlc,
    /// Who made it.
    #[n(2)]
    pub author: MemberId,
    /// When it arrived here.
    #[n(3)]
    pub row: i64,
    /// The value as CBOR.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub value: Vec<u8>,
}

/// An addition to a set that is not removed.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Addition {
    /// Its name.
    #[n(0)]
    pub name: OpName,
    /// When it was made.
    #[n(1)]
    pub hlc: Hlc,
    /// When it arrived here.
    #[n(2)]
    pub row: i64,
    /// The element as CBOR.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub element: Vec<u8>,
    /// Its place in its change: elements stand in the order in which they were written.
    #[n(4)]
    pub place: u32,
}

/// A delete that is not undone.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Deletion {
    /// Its name.
    #[n(0)]
    pub name: OpName,
    /// When it was made.
    #[n(1)]
    pub hlc: Hlc,
    /// Who made it.
    #[n(2)]
    pub author: MemberId,
    /// What its author had seen.
    #[n(3)]
    pub seen: Version,
}

/// A text, and how many splices made it.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
pub struct TextState {
    /// How it reads.
    #[n(0)]
    pub text: String,
    /// How many splices are in it.
    #[n(1)]
    pub splices: u32,
}

/// What is known of one record.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct RecordState {
    /// Fields of one value: the values that are not replaced, the one shown first.
    #[n(0)]
    pub ones: BTreeMap<u16, Vec<Put>>,
    /// Texts.
    #[n(1)]
    pub texts: BTreeMap<u16, TextState>,
    /// Sets: the additions that are not removed, in the order of their making.
    #[n(2)]
    pub sets: BTreeMap<u16, Vec<Addition>>,
    /// Deletes that are not undone.
    #[n(3)]
    pub deletions: Vec<Deletion>,
    /// All operations named as replaced, removed or undone, whether they have arrived or not.
    #[n(4)]
    pub replaced: BTreeSet<OpName>,
    /// The changes that wrote to it.
    #[n(5)]
    pub touched: Version,
    /// The earliest operation on it and its author: when it was made, and by whom.
    #[n(6)]
    pub made: Option<(Hlc, MemberId)>,
    /// The latest operation on it.
    #[n(7)]
    pub latest: Hlc,
    /// The row of the change that arrived last: its revision.
    #[n(8)]
    pub revision: i64,
}

impl RecordState {
    /// Takes one operation. Of a splice only the fact is taken: the caller makes the text from all
    /// splices, and puts it in by [`RecordState::read_text`].
    pub fn take(&mut self, op: &Op, origin: Origin) {
        self.revision = self.revision.max(origin.row);
        match op {
            Op::Put { field, value, over, .. } => {
                self.touch(origin);
                self.replace(over);
                if !self.replaced.contains(&origin.name) {
                    let puts = self.ones.entry(*field).or_default();
                    let Origin { name, hlc, author, row, .. } = origin;
                    puts.push(Put { name, hlc, author, row, value: value.clone() });
                    puts.sort_by_key(|put| std::cmp::Reverse((put.hlc, put.name)));
                }
            }
            Op::Splice { field, .. } => {
                self.touch(origin);
                self.texts.entry(*field).or_default().splices += 1;
            }
            Op::Add { field, element, .. } => {
                self.touch(origin);
                if !self.replaced.contains(&origin.name) {
                    let additions = self.sets.entry(*field).or_default();
                    let Origin { name, place, hlc, row, .. } = origin;
                    additions.push(Addition { name, hlc, row, element: element.clone(), place });
                    additions.sort_by_key(|addition| (addition.hlc, addition.place, addition.name));
                }
            }
            Op::Remove { over, .. } => {
                self.touch(origin);
                self.replace(over);
            }
            Op::Delete { seen, .. } => {
                if !self.replaced.contains(&origin.name) {
                    let Origin { name, hlc, author, .. } = origin;
                    self.deletions.push(Deletion { name, hlc, author, seen: seen.clone() });
                    self.deletions.sort_by_key(|deletion| (deletion.hlc, deletion.name));
                }
            }
            Op::Restore { deletes, .. } => self.replace(deletes),
            Op::Unknown => {}
        }
    }

    /// Puts in how a text reads now.
    pub fn read_text(&mut self, field: u16, text: String) {
        self.texts.entry(field).or_default().text = text;
    }

    fn touch(&mut self, origin: Origin) {
        self.touched.add(origin.device, origin.seq);
        if self.made.is_none_or(|made| (origin.hlc, origin.author) < made) {
            self.made = Some((origin.hlc, origin.author));
        }
        self.latest = self.latest.max(origin.hlc);
    }

    /// Drops the operations of these names, now or when they arrive.
    fn replace(&mut self, names: &[OpName]) {
        for name in names {
            self.replaced.insert(*name);
            self.ones.values_mut().for_each(|puts| puts.retain(|put| put.name != *name));
            self.sets.values_mut().for_each(|set| set.retain(|addition| addition.name != *name));
            self.deletions.retain(|deletion| deletion.name != *name);
        }
        self.ones.retain(|_, puts| !puts.is_empty());
        self.sets.retain(|_, set| !set.is_empty());
    }

    /// Whether anything was ever written to it (a delete alone makes no record).
    pub fn exists(&self) -> bool {
        self.made.is_some()
    }

    /// The state without what only this store knows (when things arrived): equal on every replica
    /// that holds the same changes.
    #[must_use]
    pub fn shared(mut self) -> RecordState {
        self.revision = 0;
        self.ones.values_mut().flatten().for_each(|put| put.row = 0);
        self.sets.values_mut().flatten().for_each(|addition| addition.row = 0);
        self
    }

    /// Whether one of its deletes had seen all of `touched`: every change to it and to its children.
    pub fn is_deleted(&self, touched: &Version) -> bool {
        self.deletions.iter().any(|deletion| deletion.seen.covers(touched))
    }

    /// The record with its fields typed. A value that this version cannot read is left out.
    pub fn record(&self, kind: Kind) -> AnyRecord {
        let mut record = AnyRecord::empty(kind);
        let ones = self.ones.iter().filter_map(|(number, puts)| Some((*number, puts.first()?.value.as_slice())));
        let sets = self.sets.iter().flat_map(|(number, set)| set.iter().map(|a| (*number, a.element.as_slice())));
        for (number, value) in ones.chain(sets) {
            if let Ok(field) = Field::decode(kind, number, value) {
                // Decoded for this kind, so it fits it.
                let _fits = record.set(field);
            }
        }
        for (number, text) in &self.texts {
            if let Ok(field) = Field::prose(kind, *number, &text.text) {
                let _fits = record.set(field);
            }
        }
        record
    }

    /// The names of a field's values that were seen.
    pub fn puts_seen(&self, field: u16, seen: Seen<'_>) -> Vec<OpName> {
        let puts = self.ones.get(&field).into_iter().flatten();
        puts.filter(|put| seen.has(put.row)).map(|put| put.name).collect()
    }

    /// The names of the additions of an element that were seen.
    pub fn additions_seen(&self, field: u16, element: &[u8], seen: Seen<'_>) -> Vec<OpName> {
        let additions = self.sets.get(&field).into_iter().flatten();
        additions.filter(|a| a.element == element && seen.has(a.row)).map(|a| a.name).collect()
    }
}
