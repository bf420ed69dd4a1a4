//! The log as it lies in the database: changes in the order in which they arrived.

use floorbook_domain::{DeviceId, Hash, RecordRef};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    change::{Change, name_of},
    fail::Result,
    version::Version,
};

/// A change with its place in this store.
pub(crate) struct Logged {
    /// The order of arrival.
    pub(crate) row: i64,
    /// Its name.
    pub(crate) name: Hash,
    /// What it says.
    pub(crate) change: Change,
}

/// Appends a change; `None` if it is there already.
pub(crate) fn append(db: &Connection, notebook: i64, change: &Change, name: Hash, body: &[u8]) -> Result<Option<i64>> {
    let added = db
        .prepare_cached("INSERT OR IGNORE INTO change (notebook, device, seq, hash, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![notebook, change.device.to_bytes(), change.seq.cast_signed(), name.0, body])?;
    Ok((added == 1).then(|| db.last_insert_rowid()))
}

/// Notes that a change wrote to a record.
pub(crate) fn touch(db: &Connection, record: RecordRef, row: i64) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO touched (record, row) VALUES (?1, ?2)")?
        .execute(params![record.id.as_bytes(), row])?;
    Ok(())
}

/// The rows of the changes after `row` that wrote to a record.
pub(crate) fn rows_after(db: &Connection, record: RecordRef, row: i64) -> Result<Vec<i64>> {
    let mut rows = db.prepare_cached("SELECT row FROM touched WHERE record = ?1 AND row > ?2")?;
    let found = rows.query_map(params![record.id.as_bytes(), row], |found| found.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Which of the changes at these rows wrote to a record last; 0 if none did.
pub(crate) fn last_of(db: &Connection, record: RecordRef, rows: &[i64]) -> Result<i64> {
    let mut wrote = db.prepare_cached("SELECT 1 FROM touched WHERE record = ?1 AND row = ?2")?;
    for row in rows.iter().rev() {
        if wrote.exists(params![record.id.as_bytes(), row])? {
            return Ok(*row);
        }
    }
    Ok(0)
}

/// The highest number that `device` used in `notebook`.
pub(crate) fn last_seq(db: &Connection, notebook: i64, device: DeviceId) -> Result<u64> {
    let last: Option<i64> = db
        .prepare_cached("SELECT max(seq) FROM change WHERE notebook = ?1 AND device = ?2")?
        .query_row(params![notebook, device.to_bytes()], |row| row.get(0))?;
    Ok(last.unwrap_or(0).cast_unsigned())
}

/// What this store holds of a notebook.
pub(crate) fn version(db: &Connection, notebook: i64) -> Result<Version> {
    let mut version = Version::default();
    // One step in the index for each device, not one for each change.
    let mut next = db.prepare_cached(
        "SELECT device, max(seq) FROM change WHERE notebook = ?1 AND device =
            (SELECT min(device) FROM change WHERE notebook = ?1 AND device > ?2)",
    )?;
    let mut after = Vec::new();
    loop {
        let found: (Option<Vec<u8>>, Option<i64>) =
            next.query_row(params![notebook, after], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (Some(device), Some(seq)) = found else { return Ok(version) };
        if let Ok(id) = <[u8; 16]>::try_from(device.as_slice()) {
            version.add(DeviceId::from_bytes(id), seq.cast_unsigned());
        }
        after = device;
    }
}

/// The newest change of every device but `device`, for a new change's `deps`.
pub(crate) fn heads(db: &Connection, notebook: i64, version: &Version, device: DeviceId) -> Result<Vec<Hash>> {
    let mut hash = db.prepare_cached("SELECT hash FROM change WHERE notebook = ?1 AND device = ?2 AND seq = ?3")?;
    let mut heads = Vec::new();
    for (other, seq) in version.0.iter().filter(|(other, _)| **other != device) {
        let found: Option<[u8; 32]> =
            hash.query_row(params![notebook, other.to_bytes(), seq.cast_signed()], |row| row.get(0)).optional()?;
        heads.extend(found.map(Hash));
    }
    Ok(heads)
}

/// The changes that wrote to a record, in the order of their arrival. One whose bytes are not what
/// its name says is passed over.
pub(crate) fn of_record(db: &Connection, record: RecordRef) -> Result<Vec<Logged>> {
    let mut rows = db.prepare_cached(
        "SELECT c.row, c.hash, c.body FROM touched t JOIN change c ON c.row = t.row WHERE t.record = ?1 ORDER BY c.row",
    )?;
    let found = rows.query_map(params![record.id.as_bytes()], read)?;
    Ok(found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The changes at these rows.
pub(crate) fn between(db: &Connection, first: i64, last: i64) -> Result<Vec<Logged>> {
    let mut rows = db.prepare_cached("SELECT row, hash, body FROM change WHERE row BETWEEN ?1 AND ?2 ORDER BY row")?;
    let found = rows.query_map(params![first, last], read)?;
    Ok(found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Logged>> {
    let (number, hash, body): (i64, [u8; 32], Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let name = Hash(hash);
    debug_assert_eq!(name, name_of(&body), "the log holds what it was given");
    Ok(Change::read(name, &body).ok().map(|change| Logged { row: number, name, change }))
}
