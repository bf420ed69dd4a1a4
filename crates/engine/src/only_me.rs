//! Moving a remark into the personal notebook, or out of it.
//!
//! A log never gives a record away, since others may hold it: the remark is written anew in the
//! other notebook, with its attachments, and deleted where it was.

use floorbook_domain::{AnyRecord, AttachmentField, AttachmentId, Field, Kind, ObservationId, RecordRef};
use floorbook_port::{ErrorCode, Write};

use crate::{
    author::Author,
    fail::{Result, fail},
    notebooks,
    store::record::{self, RecordRow, SHOWN},
};

impl Author<'_> {
    /// Moves an observation with its attachments to the personal or the open notebook.
    pub(crate) fn set_only_me(&mut self, observation: ObservationId, only_me: bool) -> Result<()> {
        let reference = RecordRef::from(observation);
        let Some(row) = record::load(self.db, reference)? else {
            return fail(ErrorCode::NotFound, "this remark is not on this device");
        };
        if (Some(row.notebook) == notebooks::personal(self.db)?) == only_me {
            return Ok(());
        }
        let target = if only_me { notebooks::personal(self.db)? } else { notebooks::opened(self.db)? };
        let Some(target) = target else { return fail(ErrorCode::NoNotebook, "no notebook was started") };
        let copy = ObservationId::new(self.millis(), self.random());
        let mut writes = vec![copied(&row, copy.into(), None)];
        for child in record::children(self.db, reference)? {
            if child.reference.kind == Kind::Attachment && child.hidden == SHOWN {
                let id = AttachmentId::new(self.millis(), self.random());
                writes.push(copied(&child, id.into(), Some(copy.into())));
            }
        }
        let mut ops = Vec::new();
        for write in &writes {
            ops.extend(self.plan(write)?);
        }
        self.commit(target, ops)?;
        self.delete(&[reference])
    }
}

/// A write that makes `id` say what `row` says; an attachment gets its new owner.
fn copied(row: &RecordRow, id: RecordRef, owner: Option<RecordRef>) -> Write {
    let record: AnyRecord = row.record();
    let mut put = record.fields();
    if let Some(owner) = owner {
        put.retain(|field| !matches!(field, Field::Attachment(AttachmentField::Owner(_))));
        put.push(AttachmentField::Owner(Some(owner)).into());
    }
    Write::new(id, put)
}
