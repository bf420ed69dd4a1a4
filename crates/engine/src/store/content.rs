//! The bytes of attachments, and of recordings that are still open.

use std::collections::BTreeSet;

use floorbook_domain::Hash;
use floorbook_port::{ErrorCode, RecordingId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::fail::{Result, fail};

/// Bytes of a piece at most.
const PIECE: usize = 256 * 1024;

/// Stores bytes under their hash and flushes them; nothing happens if they are there already.
pub(crate) fn put(db: &mut Connection, mime: &str, bytes: &[u8]) -> Result<Hash> {
    let hash = Hash(*blake3::hash(bytes).as_bytes());
    let txn = db.transaction()?;
    let added = txn
        .prepare_cached("INSERT OR IGNORE INTO content (hash, size, mime) VALUES (?1, ?2, ?3)")?
        .execute(params![hash.0, bytes.len().cast_signed(), mime])?;
    if added == 1 {
        let content = txn.last_insert_rowid();
        let mut insert = txn.prepare_cached("INSERT INTO piece (content, number, bytes) VALUES (?1, ?2, ?3)")?;
        for (number, piece) in bytes.chunks(PIECE).enumerate() {
            insert.execute(params![content, number.cast_signed(), piece])?;
        }
    }
    txn.commit()?;
    Ok(hash)
}

/// The bytes of this hash with their media type, checked; `None` if they are not here.
pub(crate) fn get(db: &Connection, hash: Hash) -> Result<Option<(String, Vec<u8>)>> {
    let found: Option<(i64, String, i64)> = db
        .prepare_cached("SELECT number, mime, size FROM content WHERE hash = ?1")?
        .query_row(params![hash.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((content, mime, size)) = found else { return Ok(None) };
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    let mut pieces = db.prepare_cached("SELECT bytes FROM piece WHERE content = ?1 ORDER BY number")?;
    let mut rows = pieces.query(params![content])?;
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    if Hash(*blake3::hash(&bytes).as_bytes()) != hash {
        return fail(ErrorCode::Damaged, format!("the bytes of {hash} are not what their name says"));
    }
    Ok(Some((mime, bytes)))
}

/// Whether the bytes of this hash are here.
pub(crate) fn has(db: &Connection, hash: Hash) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM content WHERE hash = ?1")?.exists(params![hash.0])?)
}

/// Keeps a piece of a recording; one that is there already stays.
pub(crate) fn append(db: &Connection, recording: RecordingId, number: u32, bytes: &[u8]) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO recording_piece (recording, number, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![recording.0.as_bytes(), number, bytes])?;
    Ok(())
}

/// How many bytes the content of this hash has; `None` if it is not here.
pub(crate) fn size(db: &Connection, hash: Hash) -> Result<Option<i64>> {
    let size = db
        .prepare_cached("SELECT size FROM content WHERE hash = ?1")?
        .query_row(params![hash.0], |row| row.get(0))
        .optional()?;
    Ok(size)
}

/// One piece of the content of this hash; `None` if there is none.
pub(crate) fn piece(db: &Connection, hash: Hash, number: u32) -> Result<Option<Vec<u8>>> {
    let bytes = db
        .prepare_cached(
            "SELECT p.bytes FROM piece p JOIN content c ON c.number = p.content WHERE c.hash = ?1 AND p.number = ?2",
        )?
        .query_row(params![hash.0, number], |row| row.get(0))
        .optional()?;
    match bytes {
        // What is empty has no piece.
        None if number == 0 && size(db, hash)? == Some(0) => Ok(Some(Vec::new())),
        bytes => Ok(bytes),
    }
}

/// Keeps a piece of what is on its way here.
pub(crate) fn arrive(db: &Connection, hash: Hash, number: u32, bytes: &[u8]) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO arriving (hash, number, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![hash.0, number, bytes])?;
    Ok(())
}

/// Which pieces of it have come.
pub(crate) fn arrived(db: &Connection, hash: Hash) -> Result<BTreeSet<u32>> {
    let mut rows = db.prepare_cached("SELECT number FROM arriving WHERE hash = ?1")?;
    let found = rows.query_map(params![hash.0], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The pieces that have come, one after the other.
pub(crate) fn assembled(db: &Connection, hash: Hash) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut pieces = db.prepare_cached("SELECT bytes FROM arriving WHERE hash = ?1 ORDER BY number")?;
    let mut rows = pieces.query(params![hash.0])?;
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(bytes)
}

/// Forgets the pieces of what is whole.
pub(crate) fn forget_arrived(db: &Connection, hash: Hash) -> Result<()> {
    db.prepare_cached("DELETE FROM arriving WHERE hash = ?1")?.execute(params![hash.0])?;
    Ok(())
}

/// All pieces of a recording, one after the other.
pub(crate) fn recorded(db: &Connection, recording: RecordingId) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut pieces = db.prepare_cached("SELECT bytes FROM recording_piece WHERE recording = ?1 ORDER BY number")?;
    let mut rows = pieces.query(params![recording.0.as_bytes()])?;
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(bytes)
}

/// Forgets the pieces of a recording that has become content, or was thrown away.
pub(crate) fn forget(db: &Connection, recording: RecordingId) -> Result<()> {
    db.prepare_cached("DELETE FROM recording_piece WHERE recording = ?1")?.execute(params![recording.0.as_bytes()])?;
    Ok(())
}
