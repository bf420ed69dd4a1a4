//! Attachments of a record, and bytes by their hash.

use floorbook_domain::{Attachment, AttachmentId, Hash, Kind, RecordRef};
use floorbook_port::{AttachmentView, ErrorCode, Found, Page, PageRequest};
use rusqlite::{OptionalExtension, params};

use super::{
    Reading,
    page::{self, newest},
};
use crate::{
    fail::{Result, fail},
    store::{content, record::RecordRow},
};

impl Reading<'_> {
    /// What hangs on a record; on a visit also what hangs on its observations.
    pub(super) fn attachments(&self, record: RecordRef, page: &PageRequest) -> Result<Page<AttachmentView>> {
        let mut parts = self.parts(&self.group(record)?, Kind::Attachment)?;
        if record.kind == Kind::Visit {
            // All places are read, but from the index alone; the rows only of the page.
            parts.extend(self.parts_of_observations(record)?);
        }
        let keys = page::sorted(parts.into_iter().map(|(_, at, number)| (at, number)).collect(), page, newest)?;
        page::read(keys, page, |(_, number)| self.row(*number)?.map(|row| self.attachment(&row)).transpose())
    }

    pub(super) fn attachment(&self, row: &RecordRow) -> Result<AttachmentView> {
        let found: Found<AttachmentId, Attachment> = self.found(row)?;
        let here = found.record.hash.map_or(Ok(false), |hash| content::has(self.content, hash))?;
        Ok(AttachmentView { found, here })
    }

    /// Bytes by their hash, with their media type: a thumbnail, or content.
    pub(super) fn bytes(&self, hash: Hash) -> Result<(String, Vec<u8>)> {
        let thumbnail = self
            .db
            .prepare_cached("SELECT mime, bytes FROM thumbnail WHERE hash = ?1")?
            .query_row(params![hash.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some(found) = thumbnail {
            return Ok(found);
        }
        match content::get(self.content, hash)? {
            Some(found) => Ok(found),
            None => fail(ErrorCode::NotFound, format!("the bytes of {hash} are not on this device")),
        }
    }
}
