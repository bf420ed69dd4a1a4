//! The rows of parcels.

use super::table::Done;
use floorbook_seal::WorkspaceId;
use floorbook_wire::ParcelId;
use rusqlite::{Connection, params};

pub(super) fn put(db: &Connection, id: WorkspaceId, parcel: ParcelId, bytes: &[u8]) -> Done<()> {
    let sql = "INSERT INTO parcel (id, workspace, bytes) VALUES (?, ?, ?)
        ON CONFLICT (id, workspace) DO UPDATE SET bytes = excluded.bytes";
    db.prepare_cached(sql)?.execute(params![parcel.0, id.0, bytes])?;
    Ok(())
}

pub(super) fn all(db: &Connection, parcel: ParcelId) -> Done<Vec<(WorkspaceId, Vec<u8>)>> {
    let mut rows = db.prepare_cached("SELECT workspace, bytes FROM parcel WHERE id = ? ORDER BY row")?;
    let found = rows.query_map([parcel.0], |row| Ok((WorkspaceId(row.get(0)?), row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(super) fn workspaces(db: &Connection) -> Done<Vec<WorkspaceId>> {
    let mut rows = db.prepare_cached("SELECT DISTINCT workspace FROM parcel")?;
    Ok(rows.query_map([], |row| row.get(0).map(WorkspaceId))?.collect::<Result<_, _>>()?)
}

pub(super) fn keep(db: &Connection, id: WorkspaceId, kept: &[ParcelId]) -> Done<()> {
    let mut rows = db.prepare_cached("SELECT id FROM parcel WHERE workspace = ?")?;
    let held: Vec<ParcelId> = rows.query_map([id.0], |row| Ok(ParcelId(row.get(0)?)))?.collect::<Result<_, _>>()?;
    let mut forget = db.prepare_cached("DELETE FROM parcel WHERE id = ? AND workspace = ?")?;
    for parcel in held.iter().filter(|parcel| !kept.contains(parcel)) {
        forget.execute(params![parcel.0, id.0])?;
    }
    Ok(())
}
