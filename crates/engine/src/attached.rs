//! Which bytes the attachments of a notebook name: what a device should have, and what a hub should.

use floorbook_domain::{AnyRecord, Hash, Kind, RecordRef};
use rusqlite::{Connection, params};

use crate::{
    fail::Result,
    store::{content, record::RecordRow},
};

/// What bytes are to an attachment. The numbers are stored: small pictures travel before contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// The small picture for lists, which lies in the main database.
    Thumbnail = 0,
    /// The content.
    Content = 1,
    /// The original beside a reduced picture.
    Original = 2,
}

/// The bytes that an attachment names.
fn named(record: &AnyRecord) -> Vec<(Role, Hash)> {
    let AnyRecord::Attachment(attachment) = record else { return Vec::new() };
    let parts = [
        (Role::Thumbnail, attachment.thumbnail),
        (Role::Content, attachment.hash),
        (Role::Original, attachment.original),
    ];
    parts.into_iter().filter_map(|(role, hash)| Some((role, hash?))).collect()
}

/// Keeps what a record names.
pub(crate) fn keep(db: &Connection, notebook: i64, reference: RecordRef, record: &AnyRecord) -> Result<()> {
    if reference.kind != Kind::Attachment {
        return Ok(());
    }
    let mut add = db.prepare_cached(
        "INSERT INTO attached (notebook, record, role, hash) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (record, role) DO UPDATE SET hash = excluded.hash, here = 0, at_hub = 0,
             number = (SELECT max(number) + 1 FROM attached)
         WHERE hash <> excluded.hash",
    )?;
    for (role, hash) in named(record) {
        add.execute(params![notebook, reference.id.as_bytes(), role as i64, hash.0])?;
    }
    Ok(())
}

/// Makes the table anew from the records as they are.
pub(crate) fn rebuild(db: &Connection) -> Result<()> {
    let sql = format!("SELECT {} FROM record r WHERE r.kind = {}", RecordRow::COLUMNS, Kind::Attachment.number());
    let mut rows = db.prepare(&sql)?;
    let mut found = rows.query([])?;
    while let Some(row) = found.next()? {
        let row = RecordRow::read(row, 0)?;
        keep(db, row.notebook, row.reference, &row.record())?;
    }
    Ok(())
}

/// Whether all bytes of this hash are on this device.
pub(crate) fn is_here(db: &Connection, bytes: &Connection, role: i64, hash: Hash) -> Result<bool> {
    if role == Role::Thumbnail as i64 {
        return Ok(db.prepare_cached("SELECT 1 FROM thumbnail WHERE hash = ?1")?.exists(params![hash.0])?);
    }
    content::has(bytes, hash)
}

/// Finds out of some of those that are not known to be here whether they are; answers whether any was left to
/// look at.
pub(crate) fn look(db: &Connection, bytes: &Connection, notebook: i64, after: i64, limit: i64) -> Result<Option<i64>> {
    let mut rows = db.prepare_cached(
        "SELECT number, role, hash FROM attached NOT INDEXED WHERE notebook = ?1 AND here = 0 AND number > ?2
         ORDER BY number LIMIT ?3",
    )?;
    let found: Vec<(i64, i64, [u8; 32])> = rows
        .query_map(params![notebook, after, limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let last = found.last().map(|(number, ..)| *number);
    for (number, role, hash) in found {
        if is_here(db, bytes, role, Hash(hash))? {
            db.prepare_cached("UPDATE attached SET here = 1 WHERE number = ?1")?.execute(params![number])?;
        }
    }
    Ok(last)
}
