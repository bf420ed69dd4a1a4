//! Records that turned out to be the same: what points to one of them is shown at the one that remains.

use std::rc::Rc;

use floorbook_domain::{AnyRecord, RecordRef};

use super::Reading;
use crate::{
    fail::Result,
    merges,
    store::record::{self, RecordRow},
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

    /// The row of what a record turned out to be.
    pub(super) fn end(&self, reference: RecordRef) -> Result<Option<RecordRow>> {
        record::load(self.db, merges::end(self.db, reference)?)
    }

    /// A record and all that it stands for.
    pub(super) fn group(&self, reference: RecordRef) -> Result<Vec<RecordRef>> {
        merges::group(self.db, reference)
    }

    /// The records that one stands for, with their own names.
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
