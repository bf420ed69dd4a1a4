//! Filling the sample notebook, and clearing it away.

use std::collections::BTreeSet;

use floorbook_domain::{AnyRecord, AttachmentField, Hash, Kind};
use floorbook_port::Write;
use rusqlite::{Connection, params};

use crate::{
    author::Author,
    commands::{filler, put_thumbnail},
    fail::Result,
    hlc::Hlc,
    store::{content, record::RecordRow},
};

impl Author<'_> {
    /// Writes the sample data, each step as of the moment at which it is said to have happened.
    pub(crate) fn fill_with_sample(&mut self, _notebook: i64, bytes: &mut Connection) -> Result<()> {
        let (now, hlc) = (self.now, self.hlc);
        let sample = floorbook_sample::sample(now, &mut filler(self.entropy));
        self.hlc = Hlc::default();
        for step in sample.steps {
            self.now = step.at;
            let mut writes = step.writes;
            for photo in step.photos {
                let mut fields = photo.fields;
                let hash = content::put(bytes, "image/jpeg", &photo.content)?;
                fields.push(AttachmentField::Size(photo.content.len() as u64).into());
                fields.push(AttachmentField::Hash(Some(hash)).into());
                fields.push(AttachmentField::Thumbnail(Some(put_thumbnail(self.db, &photo.thumbnail)?)).into());
                writes.push(Write::new(photo.id, fields));
            }
            self.write(&writes)?;
        }
        // The sample's past says nothing about this device's clock.
        (self.now, self.hlc) = (now, hlc);
        Ok(())
    }

    /// Forgets the bytes that only the notebook `number` names.
    pub(crate) fn forget_sample_bytes(&self, number: i64, bytes: &mut Connection) -> Result<()> {
        let mut only = hashes(self.db, "r.notebook = ?1", number)?;
        for kept in hashes(self.db, "r.notebook <> ?1", number)? {
            only.remove(&kept);
        }
        let txn = bytes.transaction()?;
        for hash in only {
            self.db.execute("DELETE FROM thumbnail WHERE hash = ?1", params![hash.0])?;
            txn.execute(
                "DELETE FROM piece WHERE content = (SELECT number FROM content WHERE hash = ?1)",
                params![hash.0],
            )?;
            txn.execute("DELETE FROM content WHERE hash = ?1", params![hash.0])?;
        }
        txn.commit()?;
        Ok(())
    }
}

/// The hashes that the attachments of some notebooks name.
fn hashes(db: &Connection, which: &str, number: i64) -> Result<BTreeSet<Hash>> {
    let sql = format!("SELECT {} FROM record r WHERE r.kind = ?2 AND {which}", RecordRow::COLUMNS);
    let mut rows = db.prepare(&sql)?;
    let found = rows.query_map(params![number, Kind::Attachment.number()], |row| RecordRow::read(row, 0))?;
    let mut hashes = BTreeSet::new();
    for row in found {
        if let AnyRecord::Attachment(attachment) = row?.record() {
            hashes.extend([attachment.hash, attachment.thumbnail, attachment.original].into_iter().flatten());
        }
    }
    Ok(hashes)
}
