//! Changes that write to a record which lies in another notebook of this device.
//!
//! An id is of one record, and a log writes only to its own records. So the notebook whose record came first has it;
//! what another one says of the same id stays in that one's log and is named behind the sync pill. It happens when
//! the same notes were brought into two notebooks, or by malice. Once the first notebook is gone the other has its
//! record.
//!
//! Derived from the log, as all that is made of it; kept among the settings, one for each such change.

use std::collections::BTreeMap;

use floorbook_domain::{DeviceId, Hash};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{fail::Result, rebuild::rebuild_in};

fn prefix(notebook: i64) -> String {
    format!("clash/{notebook}/")
}

/// Notes that a change writes to a record of another notebook.
pub(crate) fn note(db: &Connection, notebook: i64, change: &Hash) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO setting (name, value) VALUES (?1, '')")?
        .execute(params![format!("{}{change}", prefix(notebook))])?;
    Ok(())
}

/// How many changes of each device of a notebook do so.
pub(crate) fn of(db: &Connection, notebook: i64) -> Result<BTreeMap<DeviceId, u32>> {
    let prefix = prefix(notebook);
    let mut rows = db.prepare_cached("SELECT name FROM setting WHERE name GLOB ?1 || '*'")?;
    let mut found = rows.query(params![prefix])?;
    let mut wrote = db.prepare_cached("SELECT device FROM change WHERE notebook = ?1 AND hash = unhex(?2)")?;
    let mut devices = BTreeMap::new();
    while let Some(row) = found.next()? {
        let name: String = row.get(0)?;
        // One that left the log since writes nothing any more.
        let device: Option<[u8; 16]> =
            wrote.query_row(params![notebook, &name[prefix.len()..]], |row| row.get(0)).optional()?;
        if let Some(device) = device {
            *devices.entry(DeviceId::from_bytes(device)).or_default() += 1;
        }
    }
    Ok(devices)
}

/// Forgets all of them, before everything is derived anew.
pub(crate) fn clear(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM setting WHERE name GLOB 'clash/*'", [])?;
    Ok(())
}

/// A notebook was removed: what it kept from others is theirs now.
pub(crate) fn notebook_gone(db: &Connection, notebook: i64) -> Result<()> {
    db.execute("DELETE FROM setting WHERE name GLOB ?1 || '*'", params![prefix(notebook)])?;
    let any = db.prepare_cached("SELECT 1 FROM setting WHERE name GLOB 'clash/*'")?.exists([])?;
    if any { rebuild_in(db) } else { Ok(()) }
}
