//! Records that turned out to be the same: what points to one of them is shown at the one that remains.

use std::rc::Rc;

use floorbook_domain::{AnyRecord, RecordRef};
use rusqlite::params;

use super::Reading;
use crate::{
    fail::Result,
    store::record::{self, RecordRow, parent_key},
};

impl Reading<'_> {
    /// What a record turned out to be, as it is now; `None` if it is not known here.
    pub(super) fn look_up(&self, reference: RecordRef) -> Result<Option<Rc<AnyRecord>>> {
        if let Some(known) = self.looked_up.borrow().get(&reference) {
            return Ok(known.clone());
        }
        let found = self.end(reference)?.map(|row| Rc::new(row.record()));
        self.looked_up.borrow_mut().insert(reference, found.clone());
        Ok(found)
    }

    /// The title of what a record turned out to be; empty if it is not known here.
    pub(super) fn name(&self, reference: Option<impl Into<RecordRef>>) -> Result<String> {
        let found = reference.map_or(Ok(None), |reference| self.look_up(reference.into()))?;
        Ok(found.map(|record| record.common().title()).unwrap_or_default())
    }

    /// Which record a record turned out to be.
    pub(super) fn end_of(&self, reference: RecordRef) -> Result<Option<RecordRef>> {
        Ok(self.end(reference)?.map(|row| row.reference))
    }

    /// Follows merges to their end. Two devices may merge two records each into the other: of such a
    /// ring the one with the lowest id remains, on every device.
    fn end(&self, reference: RecordRef) -> Result<Option<RecordRow>> {
        let mut passed: Vec<RecordRef> = Vec::new();
        let mut last = None;
        let mut next = Some(reference);
        while let Some(reference) = next {
            if let Some(start) = passed.iter().position(|seen| *seen == reference) {
                let lowest = passed[start..].iter().min().copied().unwrap_or(reference);
                return record::load(self.db, lowest);
            }
            passed.push(reference);
            // Merged into something that has not arrived yet: what is here stands for it.
            let Some(row) = record::load(self.db, reference)? else { break };
            next = row.record().common().merged_into();
            last = Some(row);
        }
        Ok(last)
    }

    /// A record and all that were merged into it, directly or by way of others.
    pub(super) fn group(&self, reference: RecordRef) -> Result<Vec<RecordRef>> {
        let mut group = vec![reference];
        let mut merged = self.db.prepare_cached("SELECT kind, id FROM record WHERE merged = ?1")?;
        let mut at = 0;
        while let Some(target) = group.get(at).copied() {
            let found = merged.query_map(params![parent_key(target)], |row| {
                let id: [u8; 16] = row.get(1)?;
                Ok(RecordRef { kind: target.kind, id: uuid::Uuid::from_bytes(id) })
            })?;
            for record in found {
                let record = record?;
                if !group.contains(&record) {
                    group.push(record);
                }
            }
            at += 1;
        }
        Ok(group)
    }

    /// The records that were merged into one, with their own names.
    pub(super) fn merged(&self, reference: RecordRef) -> Result<Vec<(RecordRef, String)>> {
        let mut merged = Vec::new();
        for part in self.group(reference)?.into_iter().skip(1) {
            if let Some(row) = record::load(self.db, part)? {
                merged.push((part, row.record().common().title()));
            }
        }
        Ok(merged)
    }
}
