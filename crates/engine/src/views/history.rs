//! Who changed what of a record: the log, newest first.

use floorbook_domain::{Field, Hash, RecordRef};
use floorbook_port::{Cursor, HistoryEntry, Page, PageRequest};

use super::{
    Reading,
    page::{self, Key, number_of},
};
use crate::{
    change::Op,
    fail::Result,
    prose::Prose,
    store::log::{self, Logged},
};

/// A place in a history: the clock of the change, and the first bytes of its name to tell changes of
/// the same reading apart.
type Stamp = (u64, u64);

impl Key for Stamp {
    fn cursor(&self) -> Cursor {
        Cursor(format!("{}.{}", self.0, self.1))
    }

    fn parse(text: &str) -> Option<Self> {
        let (clock, name) = text.split_once('.')?;
        Some((number_of(clock)?, number_of(name)?))
    }
}

impl Reading<'_> {
    pub(super) fn history(&self, record: RecordRef, page: &PageRequest) -> Result<Page<HistoryEntry>> {
        self.load(record)?;
        let mut changes = log::of_record(self.db, record)?;
        changes.sort_unstable_by_key(key);
        let keys = page::sorted(changes.iter().map(key).collect(), page, |a: &Stamp, b| b.cmp(a))?;
        page::read(keys, page, |at| {
            let Some(index) = changes.iter().position(|logged| key(logged) == *at) else { return Ok(None) };
            self.entry(record, &changes[..=index])
        })
    }

    /// What the last of `changes` did to a record; the ones before it tell how its texts read then.
    fn entry(&self, record: RecordRef, changes: &[Logged]) -> Result<Option<HistoryEntry>> {
        let Some(Logged { change, .. }) = changes.last() else { return Ok(None) };
        let mut entry = HistoryEntry {
            at: change.hlc.instant(),
            author: self.author(change.author)?,
            fields: Vec::new(),
            removed: Vec::new(),
            deleted: false,
            restored: false,
        };
        let mut spliced = Vec::new();
        for op in change.ops.iter().filter(|op| op.record() == Some(record)) {
            // What this version cannot read is left out; it stays in the log.
            match op {
                Op::Put { field, value, .. } => entry.fields.extend(Field::decode(record.kind, *field, value)),
                Op::Add { field, element, .. } => entry.fields.extend(Field::decode(record.kind, *field, element)),
                Op::Remove { field, element, .. } => entry.removed.extend(Field::decode(record.kind, *field, element)),
                Op::Splice { field, .. } if !spliced.contains(field) => spliced.push(*field),
                Op::Delete { .. } => entry.deleted = true,
                Op::Restore { .. } => entry.restored = true,
                Op::Splice { .. } | Op::Unknown => {}
            }
        }
        for field in spliced {
            entry.fields.extend(Field::prose(record.kind, field, &text(record, field, changes)));
        }
        Ok(Some(entry))
    }
}

/// How a text reads after `changes`.
fn text(record: RecordRef, field: u16, changes: &[Logged]) -> String {
    let ops = changes.iter().flat_map(|logged| &logged.change.ops);
    let splices = ops.filter_map(|op| match op {
        Op::Splice { record: of, field: number, update } if *of == record && *number == field => {
            Some(update.as_slice())
        }
        _ => None,
    });
    Prose::of(splices, 0).text()
}

/// Where a change stands in time.
fn key(logged: &Logged) -> Stamp {
    let Hash([a, b, c, d, e, f, g, h, ..]) = logged.name;
    (logged.change.hlc.0, u64::from_be_bytes([a, b, c, d, e, f, g, h]))
}
