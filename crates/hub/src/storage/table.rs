//! The tables, and what is done with them inside a transaction.

use super::{Arrival, Held, Place, StorageError, Told};
use floorbook_seal::{DeviceId, Hash, Tail, WorkspaceId};
use floorbook_wire::{
    Branch, Cursor, Head, Heads, LogId, MAX_CARRIED, News, Notice, Outcome, Pulled, Reason, next, start,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS hub (only INTEGER PRIMARY KEY CHECK (only = 1), log BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS place (only INTEGER PRIMARY KEY CHECK (only = 1), attachments TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS workspace (
    id BLOB PRIMARY KEY, founding BLOB NOT NULL, position INTEGER NOT NULL, running BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS envelope (
    row INTEGER PRIMARY KEY, workspace BLOB NOT NULL, position INTEGER NOT NULL, name BLOB NOT NULL,
    device BLOB NOT NULL, last INTEGER NOT NULL, branch INTEGER NOT NULL, running BLOB NOT NULL, bytes BLOB NOT NULL,
    UNIQUE (workspace, position), UNIQUE (workspace, name));
CREATE INDEX IF NOT EXISTS branch ON envelope (workspace, position) WHERE branch;
CREATE TABLE IF NOT EXISTS head (
    workspace BLOB NOT NULL, device BLOB NOT NULL, last INTEGER NOT NULL, name BLOB NOT NULL,
    PRIMARY KEY (workspace, device)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    row INTEGER PRIMARY KEY, workspace BLOB NOT NULL, position INTEGER NOT NULL, name BLOB NOT NULL,
    bytes BLOB NOT NULL, UNIQUE (workspace, position), UNIQUE (workspace, name));
CREATE TABLE IF NOT EXISTS piece (
    row INTEGER PRIMARY KEY, workspace BLOB NOT NULL, position INTEGER NOT NULL, name BLOB NOT NULL,
    tag BLOB NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL,
    UNIQUE (workspace, position), UNIQUE (workspace, name));
CREATE INDEX IF NOT EXISTS piece_of ON piece (workspace, tag, number, position);
CREATE TABLE IF NOT EXISTS parcel (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL, workspace BLOB NOT NULL, bytes BLOB NOT NULL, UNIQUE (id, workspace));
CREATE INDEX IF NOT EXISTS parcel_of ON parcel (workspace);
";

pub(super) type Done<T> = Result<T, StorageError>;

/// Makes the tables where they are missing.
pub(super) fn make(db: &Connection, log: [u8; 16]) -> rusqlite::Result<()> {
    db.execute_batch(TABLES)?;
    db.execute("INSERT OR IGNORE INTO hub VALUES (1, ?)", [log])?;
    Ok(())
}

/// Notes where the attachments lie, and answers where they lay before.
pub(super) fn place(db: &Connection, place: &str) -> rusqlite::Result<Option<String>> {
    let before = db.query_row("SELECT attachments FROM place", [], |row| row.get(0)).optional()?;
    db.execute("INSERT OR REPLACE INTO place VALUES (1, ?)", [place])?;
    Ok(before)
}

pub(super) fn create_workspace(
    db: &Connection,
    id: WorkspaceId,
    founding: Hash,
    records: &[Vec<u8>],
    most: u64,
) -> Done<bool> {
    if db.prepare_cached("SELECT 1 FROM workspace WHERE id = ?")?.exists([id.0])? {
        return Ok(false);
    }
    let there = db.query_row("SELECT count(*) FROM workspace", [], |row| number(row, 0))?;
    if there >= most {
        return Err(StorageError::TooMany);
    }
    db.execute("INSERT INTO workspace VALUES (?, ?, 0, ?)", params![id.0, founding.0, start(id).0])?;
    records.iter().try_for_each(|record| append_record(db, id, record).map(drop))?;
    Ok(true)
}

pub(super) fn membership(db: &Connection, id: WorkspaceId) -> Done<Option<Held>> {
    let sql = "SELECT founding FROM workspace WHERE id = ?";
    let Some(founding) = db.query_row(sql, [id.0], |row| row.get(0)).optional()? else { return Ok(None) };
    let mut rows = db.prepare_cached("SELECT bytes FROM record WHERE workspace = ? ORDER BY position")?;
    let records = rows.query_map([id.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Some(Held { founding: Hash(founding), records }))
}

pub(super) fn append_record(db: &Connection, id: WorkspaceId, bytes: &[u8]) -> Done<u64> {
    let name = Hash::of(bytes).0;
    let sql = "INSERT OR IGNORE INTO record (workspace, position, name, bytes)
        SELECT ?1, (SELECT coalesce(max(position), 0) + 1 FROM record WHERE workspace = ?1), ?2, ?3";
    db.prepare_cached(sql)?.execute(params![id.0, name, bytes])?;
    let mut held = db.prepare_cached("SELECT position FROM record WHERE workspace = ? AND name = ?")?;
    Ok(held.query_row(params![id.0, name], |row| number(row, 0))?)
}

pub(super) fn append_envelope(db: &Connection, id: WorkspaceId, arrival: &Arrival) -> Done<Outcome> {
    let name = arrival.name.0;
    let mut held = db.prepare_cached("SELECT position, branch FROM envelope WHERE workspace = ? AND name = ?")?;
    let held = held.query_row(params![id.0, name], |row| Ok((number(row, 0)?, row.get(1)?))).optional()?;
    if let Some((position, is_branch)) = held {
        return Ok(if is_branch { Outcome::Branch(position) } else { Outcome::Stored(position) });
    }
    let mut head = db.prepare_cached("SELECT last, name FROM head WHERE workspace = ? AND device = ?")?;
    let tail = |row: &Row<'_>| Ok(Tail { seq: number(row, 0)?, envelope: Hash(row.get(1)?) });
    let head = head.query_row(params![id.0, arrival.device.0], tail).optional()?;
    let place = Place::of(arrival, head.as_ref(), continues(db, id, arrival)?);
    let Ok(last) = i64::try_from(arrival.last) else { return Ok(Outcome::Refused(Reason::Unreadable)) };
    if place == Place::Gap {
        return Ok(Outcome::Refused(Reason::Gap));
    }
    let end = end(db, id)?;
    let (position, running) = (end.position + 1, next(end.running, arrival.name));
    let row = params![
        id.0,
        position.cast_signed(),
        name,
        arrival.device.0,
        last,
        place == Place::Branch,
        running.0,
        arrival.bytes
    ];
    let sql = "INSERT INTO envelope (workspace, position, name, device, last, branch, running, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    db.prepare_cached(sql)?.execute(row)?;
    let moved = params![position.cast_signed(), running.0, id.0];
    db.prepare_cached("UPDATE workspace SET position = ?, running = ? WHERE id = ?")?.execute(moved)?;
    if place == Place::Branch {
        return Ok(Outcome::Branch(position));
    }
    let sql = "INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?)";
    db.prepare_cached(sql)?.execute(params![id.0, arrival.device.0, last, name])?;
    Ok(Outcome::Stored(position))
}

/// Whether the envelope that it names before itself is held, and ends just before it.
fn continues(db: &Connection, id: WorkspaceId, arrival: &Arrival) -> Done<bool> {
    let Some(previous) = arrival.previous else { return Ok(false) };
    let sql = "SELECT device, last FROM envelope WHERE workspace = ? AND name = ?";
    let before = |row: &Row<'_>| Ok((DeviceId(row.get(0)?), number(row, 1)?));
    let held = db.prepare_cached(sql)?.query_row(params![id.0, previous.0], before).optional()?;
    Ok(held == Some((arrival.device, arrival.first - 1)))
}

pub(super) fn pull_after(db: &Connection, id: WorkspaceId, after: Option<Cursor>, limit: u64) -> Done<Pulled> {
    let end = end(db, id)?;
    let from = after.unwrap_or(Cursor { position: 0, running: start(id), ..end });
    if from.log != end.log || running_at(db, id, from.position)? != Some(from.running) {
        return Err(StorageError::OtherLog);
    }
    let mut pulled = Pulled { envelopes: Vec::new(), end: from, more: false };
    let sql = "SELECT bytes, position, running FROM envelope WHERE workspace = ? AND position > ? ORDER BY position";
    let mut rows = db.prepare_cached(sql)?;
    let mut rows = rows.query(params![id.0, from.position.cast_signed()])?;
    let mut size = 0_u64;
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(0)?;
        size = size.saturating_add(bytes.len() as u64);
        if !pulled.envelopes.is_empty() && (size > limit || pulled.envelopes.len() == floorbook_wire::MAX_ITEMS) {
            break;
        }
        pulled.envelopes.push(bytes.into());
        pulled.end = Cursor { position: number(row, 1)?, running: Hash(row.get(2)?), ..from };
    }
    pulled.more = pulled.end.position < end.position;
    Ok(pulled)
}

pub(super) fn heads(db: &Connection, id: WorkspaceId) -> Done<Heads> {
    let end = end(db, id)?;
    let head =
        |row: &Row<'_>| Ok(Head { device: DeviceId(row.get(0)?), seq: number(row, 1)?, envelope: Hash(row.get(2)?) });
    let mut rows = db.prepare_cached("SELECT device, last, name FROM head WHERE workspace = ? ORDER BY device")?;
    let heads = rows.query_map([id.0], head)?.collect::<Result<_, _>>()?;
    let sql = "SELECT device, last, name, position FROM envelope WHERE workspace = ? AND branch ORDER BY position";
    let mut rows = db.prepare_cached(sql)?;
    let branch = |row: &Row<'_>| Ok(Branch { head: head(row)?, position: number(row, 3)? });
    let branches = rows.query_map([id.0], branch)?.collect::<Result<_, _>>()?;
    let records = news(db, id)?.records;
    Ok(Heads { end, heads, branches, records })
}

pub(super) fn news(db: &Connection, id: WorkspaceId) -> Done<Notice> {
    let sql = "SELECT position, (SELECT coalesce(max(position), 0) FROM record WHERE workspace = id),
        (SELECT coalesce(max(position), 0) FROM piece WHERE workspace = id) FROM workspace WHERE id = ?";
    let notice =
        |row: &Row<'_>| Ok(Notice { envelopes: number(row, 0)?, records: number(row, 1)?, chunks: number(row, 2)? });
    db.prepare_cached(sql)?.query_row([id.0], notice).optional()?.ok_or(StorageError::NoWorkspace)
}

/// So many envelopes at most are carried by a notice: the smallest are some 400 bytes.
const FEW: u64 = MAX_CARRIED / 256;

pub(super) fn news_after(db: &Connection, id: WorkspaceId, position: u64) -> Done<Told> {
    let plain = |notice: Notice| Told { news: notice.into(), only: None };
    let notice = news(db, id)?;
    let (Some(running), 1..=FEW) = (running_at(db, id, position)?, notice.envelopes.saturating_sub(position)) else {
        return Ok(plain(notice));
    };
    let sql = "SELECT sum(length(bytes)), min(device), max(device) FROM envelope WHERE workspace = ? AND position > ?";
    let weighed = |row: &Row<'_>| Ok((number(row, 0)?, [DeviceId(row.get(1)?), DeviceId(row.get(2)?)]));
    let (size, [one, other]) = db.prepare_cached(sql)?.query_row(params![id.0, position.cast_signed()], weighed)?;
    if size > MAX_CARRIED {
        return Ok(plain(notice));
    }
    let from = Cursor { position, running, ..end(db, id)? };
    let carried = pull_after(db, id, Some(from), MAX_CARRIED)?;
    Ok(Told { news: News { notice, carried: Some(carried) }, only: (one == other).then_some(one) })
}

fn end(db: &Connection, id: WorkspaceId) -> Done<Cursor> {
    let mut rows = db.prepare_cached("SELECT log, position, running FROM workspace, hub WHERE id = ?")?;
    let cursor =
        |row: &Row<'_>| Ok(Cursor { log: LogId(row.get(0)?), position: number(row, 1)?, running: Hash(row.get(2)?) });
    rows.query_row([id.0], cursor).optional()?.ok_or(StorageError::NoWorkspace)
}

fn running_at(db: &Connection, id: WorkspaceId, position: u64) -> Done<Option<Hash>> {
    let Ok(place) = i64::try_from(position) else { return Ok(None) };
    if place == 0 {
        return Ok(Some(start(id)));
    }
    let mut rows = db.prepare_cached("SELECT running FROM envelope WHERE workspace = ? AND position = ?")?;
    Ok(rows.query_row(params![id.0, place], |row| row.get(0)).optional()?.map(Hash))
}

/// A number, none of which here is ever negative.
pub(super) fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at).map(i64::cast_unsigned)
}
